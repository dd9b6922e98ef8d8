/* Home: one folder that holds everything an Uphold instance knows (ARCHITECTURE "Three stores").
 *
 *     open.db     public versions of records: what may be printed today
 *     desk.db     drafts, embargoed texts, grades before adjudication, accounts
 *     closed.db   the closed wing
 *     snapshot/   N.db, immutable copies of open.db for readers; N is the size of the log
 *     log/        the log's tiles       inbox/, files/, keys/   the closed wing's files
 *     post/       what outsiders send in the open, append only
 *     uphold.conf settings              writer.lock             held by the one writer
 *
 * Only one process writes; readers use snapshots and take no lock. */
#ifndef UPHOLD_RECORD_HOME_H
#define UPHOLD_RECORD_HOME_H

#include "record/schema.h"

typedef struct Home {
    Arena arena;
    const char *path;
    const KindRegistry *registry;
    Store *open;
    int lock; /* descriptor of writer.lock */
} Home;

/* Makes the folder, the stores and their schemas, and opens it for writing. Refuses a folder that
 * is a home with records already or holds other files; goes on where an earlier call was
 * interrupted. */
bool home_create(Home *home, const char *path, const KindRegistry *registry,
                 Error *error) MUST_CHECK;
/* Opens an existing home for writing. Refuses when another process is writing. */
bool home_open(Home *home, const char *path, const KindRegistry *registry, Error *error) MUST_CHECK;
void home_close(Home *home);

/* Says, before a commit, that the snapshot will be out of date; home_publish takes the note back.
 * After a crash in between, home_find_snapshot publishes what was committed. */
bool home_expect_change(Home *home, Error *error) MUST_CHECK;
/* Writes the snapshot of the present state, if there is none yet, and removes the older ones but
 * one (readers may be on their way from it). */
bool home_publish(Home *home, Error *error) MUST_CHECK;

/* The newest snapshot: its path (owned by the arena) and number. Publishes first what a crash kept
 * from being published, or what has no snapshot at all. ERROR_NOT_FOUND where there is no home. */
bool home_find_snapshot(Arena *arena, const char *path, const KindRegistry *registry,
                        const char **snapshot, int64_t *number, Error *error) MUST_CHECK;

/* The newest snapshot as it lies there, for a process that may only read: takes no lock, mends
 * nothing.
 */
bool home_newest_snapshot(Arena *arena, const char *path, const char **snapshot, int64_t *number,
                          Error *error) MUST_CHECK;

/* UTC now, "2026-11-24T05:48:11Z"; owned by the arena. */
Str home_timestamp(Arena *arena);

#endif
