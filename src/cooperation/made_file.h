/* A file of records made from somebody else's table, for the import: what it says about a line is
 * said about the line of that table. Private to this room. */
#ifndef UPHOLD_COOPERATION_MADE_FILE_H
#define UPHOLD_COOPERATION_MADE_FILE_H

#include "record/import.h"

typedef struct LinePair {
    size_t made, line; /* of the file that is made, of the table */
} LinePair;

typedef struct MadeFile {
    const Kind *kind;
    Buffer csv;
    size_t lines; /* so far */
    LinePair *pairs;
    size_t count, capacity;
    bool changes_anything;
} MadeFile;

/* Sets a field's text as the import will read it; empty: not available, where there was a value. */
void made_record_set(Record *record, const char *field, Str text);
void made_record_set_not_applicable(Record *record, const char *field);
/* A note speaks of what its source printed, and goes with it. */
void made_record_set_provenance(Record *record, Str source, Str as_of);

void made_file_begin(MadeFile *file, const Kind *kind);
/* `is_change`: the record is not on record in just this way. */
void made_file_add(MadeFile *file, Arena *arena, const Record *record, size_t line, bool is_change);
/* import_run with the request's original, changes, registry and rules. A file that changes nothing
 * is not run: all its records are the same. */
bool made_file_import(const MadeFile *file, Store *open, Arena *arena, const ImportRequest *like,
                      ImportResult *result, Error *error) MUST_CHECK;
void made_file_free(MadeFile *file);

#endif
