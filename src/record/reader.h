/* Reading records of a snapshot, by key or by the value of one field. Statements are prepared once
 * a reader; a reader belongs to one thread at a time. */
#ifndef UPHOLD_RECORD_READER_H
#define UPHOLD_RECORD_READER_H

#include "record/schema.h"

typedef struct RecordReader RecordReader;

typedef struct RecordList {
    const Record *records; /* in the order of their keys */
    size_t count;
} RecordList;

/* The reader does not own the store and must be freed before it is closed. */
RecordReader *record_reader_new(Store *store);
void record_reader_free(RecordReader *reader);
Store *record_reader_store(RecordReader *reader);

bool record_reader_get(RecordReader *reader, Arena *arena, const Kind *kind, Str key,
                       Record *record, bool *found, Error *error) MUST_CHECK;
/* The records whose `field` (a text, word, reference or day) is `value`; all of them where field is
 * NULL. Owned by the arena. */
bool record_reader_list(RecordReader *reader, Arena *arena, const Kind *kind, const char *field,
                        Str value, RecordList *list, Error *error) MUST_CHECK;

/* The same, one by one, for kinds with very many: a record and its text live until `visit` returns;
 * false stops. */
typedef bool RecordVisitor(void *context, const Record *record, Error *error);
bool record_reader_visit(RecordReader *reader, const Kind *kind, const char *field, Str value,
                         RecordVisitor *visit, void *context, Error *error) MUST_CHECK;

#endif
