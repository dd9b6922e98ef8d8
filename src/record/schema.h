/* The tables of the kinds, made from the kinds. A table holds the current version of each record:
 *
 *     key, version, not_applicable, then a column a field; a date field has two more,
 *     NAME_first and NAME_last: the earliest and latest possible day, as text, for comparing.
 *
 * A new field becomes a new column; a column this program does not know means a newer program wrote
 * the file, and is refused. */
#ifndef UPHOLD_RECORD_SCHEMA_H
#define UPHOLD_RECORD_SCHEMA_H

#include "record/record.h"
#include "store/store.h"

/* The open store's own migrations, then the kinds' tables. */
bool schema_prepare(Store *open, const KindRegistry *registry, Error *error) MUST_CHECK;

/* The current records of one kind in a store: prepared once, used for many, closed by its owner. */
typedef struct RecordTable {
    Store *store;
    const Kind *kind;
    Statement *get, *insert, *update, *remove, *list;
} RecordTable;

bool record_table_open(RecordTable *table, Store *store, const Kind *kind, Error *error) MUST_CHECK;
/* A zeroed table, or one that could not be opened, is fine, too. */
void record_table_close(RecordTable *table);

/* *found says whether there is one; the record's text lives in the arena. */
bool record_table_get(RecordTable *table, Arena *arena, Str key, Record *record, int64_t *version,
                      bool *found, Error *error) MUST_CHECK;
bool record_table_insert(RecordTable *table, const Record *record, int64_t version,
                         Error *error) MUST_CHECK;
bool record_table_update(RecordTable *table, const Record *record, int64_t version,
                         Error *error) MUST_CHECK;
bool record_table_remove(RecordTable *table, Str key, Error *error) MUST_CHECK;

/* Walks all records in the order of their keys: begin, then next until *found is false. */
void record_table_begin(RecordTable *table);
bool record_table_next(RecordTable *table, Arena *arena, Record *record, int64_t *version,
                       bool *found, Error *error) MUST_CHECK;

/* The same walk by hand: a statement over the records whose field has the value bound to parameter
 * 1, in the order of their keys (NULL on failure; freed by the caller), and its next record. */
Statement *record_table_by_field(RecordTable *table, const char *field, Error *error) MUST_CHECK;
bool record_table_read(RecordTable *table, Statement *statement, Arena *arena, Record *record,
                       int64_t *version, bool *found, Error *error) MUST_CHECK;

/* All keys of a kind, and its aliases where the kind has a field "aliases" (space-separated). */
typedef bool KeyVisitor(void *context, Str key, Str aliases, Error *error);
bool record_table_visit_keys(Store *store, const Kind *kind, KeyVisitor *visit, void *context,
                             Error *error) MUST_CHECK;

#endif
