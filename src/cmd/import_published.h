/* uphold import of tables as somebody else publishes them. */
#ifndef UPHOLD_CMD_IMPORT_PUBLISHED_H
#define UPHOLD_CMD_IMPORT_PUBLISHED_H

#include <stdio.h>

#include "record/history.h"

/* The words behind `uphold import` for tables that are published. */
typedef enum PublishedTable {
    PUBLISHED_COMMUNICATIONS, /* ohchr-communications */
    PUBLISHED_VISITS,         /* special-procedures-visits */
    PUBLISHED_INVITATIONS,    /* special-procedures-invitations */
    PUBLISHED_TABLE_COUNT,
} PublishedTable;

bool published_table_from_word(const char *word, PublishedTable *table) MUST_CHECK;

typedef struct PublishedOptions {
    const char *home, *source, *as_of;
    bool skip_unmatched, take_file, dry_run, json;
    ChangeSet changes;
} PublishedOptions;

/* Returns the exit code of the command. */
int published_import(PublishedTable table, const PublishedOptions *options, Arena *arena,
                     const char *file);
void published_print_help(FILE *out, PublishedTable table);
void published_print_tables(FILE *out); /* word and description of each, for the help */

#endif
