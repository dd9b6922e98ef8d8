#include "record/reader.h"

enum { PREPARED_MAX = 128 };

/* One way of reading one kind; field NULL reads all of them, in order. */
typedef struct Prepared {
    RecordTable table;
    const char *field;
    Statement *by_field;
} Prepared;

struct RecordReader {
    Store *store;
    size_t count;
    Prepared prepared[PREPARED_MAX];
};

RecordReader *record_reader_new(Store *store) {
    RecordReader *reader = heap_allocate(sizeof *reader);
    reader->store = store;
    return reader;
}

void record_reader_free(RecordReader *reader) {
    for (size_t i = 0; i < reader->count; i++) {
        statement_free(reader->prepared[i].by_field);
        record_table_close(&reader->prepared[i].table);
    }
    heap_free(reader);
}

Store *record_reader_store(RecordReader *reader) {
    return reader->store;
}

static bool is_same_field(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static Prepared *prepared_for(RecordReader *reader, const Kind *kind, const char *field,
                              Error *error) {
    for (size_t i = 0; i < reader->count; i++) {
        Prepared *prepared = &reader->prepared[i];
        if (prepared->table.kind == kind && is_same_field(prepared->field, field)) return prepared;
    }
    if (reader->count == PREPARED_MAX) {
        error_set(error, ERROR_SYSTEM, "too many ways of reading records");
        return NULL;
    }
    Prepared *prepared = &reader->prepared[reader->count];
    if (!record_table_open(&prepared->table, reader->store, kind, error)) return NULL;
    prepared->field = field;
    if (field && !(prepared->by_field = record_table_by_field(&prepared->table, field, error)))
        return NULL;
    reader->count++;
    return prepared;
}

bool record_reader_get(RecordReader *reader, Arena *arena, const Kind *kind, Str key,
                       Record *record, bool *found, Error *error) {
    int64_t version;
    Prepared *prepared = prepared_for(reader, kind, NULL, error);
    return prepared &&
           record_table_get(&prepared->table, arena, key, record, &version, found, error);
}

static Statement *begin_list(Prepared *prepared, const char *field, Str value) {
    if (!field) return prepared->table.list;
    statement_bind_text(prepared->by_field, 1, value);
    return prepared->by_field;
}

/* Records are large and most lists short, so there is no room before there is a record. */
typedef struct GrowingList {
    Record *records;
    size_t count, capacity;
} GrowingList;

static void list_add(GrowingList *list, Arena *arena, const Record *record) {
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 4;
        Record *larger = ARENA_ARRAY(arena, capacity, Record);
        if (list->count) memcpy(larger, list->records, list->count * sizeof *larger);
        list->records = larger;
        list->capacity = capacity;
    }
    list->records[list->count++] = *record;
}

bool record_reader_list(RecordReader *reader, Arena *arena, const Kind *kind, const char *field,
                        Str value, RecordList *list, Error *error) {
    Prepared *prepared = prepared_for(reader, kind, field, error);
    if (!prepared) return false;
    Statement *statement = begin_list(prepared, field, value);
    GrowingList growing = { .count = 0 };
    Record record;
    int64_t version;
    bool found = true, done = true;
    while (done &&
           (done = record_table_read(&prepared->table, statement, arena, &record, &version, &found,
                                     error)) &&
           found)
        list_add(&growing, arena, &record);
    if (!done) statement_reset(statement);
    *list = (RecordList){ growing.records, growing.count };
    return done;
}

bool record_reader_visit(RecordReader *reader, const Kind *kind, const char *field, Str value,
                         RecordVisitor *visit, void *context, Error *error) {
    Prepared *prepared = prepared_for(reader, kind, field, error);
    if (!prepared) return false;
    Statement *statement = begin_list(prepared, field, value);
    Arena arena = { 0 };
    Record record;
    int64_t version;
    bool found = true, done = true;
    while (done &&
           (done = record_table_read(&prepared->table, statement, &arena, &record, &version, &found,
                                     error)) &&
           found) {
        done = visit(context, &record, error);
        arena_clear(&arena);
    }
    if (!done) statement_reset(statement);
    arena_free(&arena);
    return done;
}
