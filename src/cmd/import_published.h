/* uphold import of tables as somebody else publishes them. */
#ifndef UPHOLD_CMD_IMPORT_PUBLISHED_H
#define UPHOLD_CMD_IMPORT_PUBLISHED_H

#include <stdio.h>

#include "record/history.h"

#define PUBLISHED_OHCHR_COMMUNICATIONS "ohchr-communications"

typedef struct PublishedOptions {
    const char *home, *source, *as_of;
    bool skip_unmatched, take_file, dry_run, json;
    ChangeSet changes;
} PublishedOptions;

/* Returns the exit code of the command. */
int published_import(const PublishedOptions *options, Arena *arena, const char *file);
void published_print_help(FILE *out);

#endif
