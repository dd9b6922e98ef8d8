/* Files: read whole, written so that a crash leaves the old or the new one, never half of one. */
#ifndef UPHOLD_BASE_FILE_H
#define UPHOLD_BASE_FILE_H

#include "base/error.h"

/* The whole file, owned by the arena. Refuses a file over `limit` bytes. "-" is standard input. */
bool file_read(Arena *arena, const char *path, size_t limit, Str *content, Error *error) MUST_CHECK;

/* Writes to a temporary name beside `path`, fsyncs, renames over it, fsyncs the folder. */
bool file_write(const char *path, Str content, unsigned mode, Error *error) MUST_CHECK;

/* Makes a folder; one that is there already is fine. */
bool file_make_folder(const char *path, unsigned mode, Error *error) MUST_CHECK;

bool file_exists(const char *path);
/* fsync of a folder, so that names in it survive a crash. */
bool file_sync_folder(const char *path, Error *error) MUST_CHECK;

#endif
