/* For tests: two kinds with a field of each type, a store with their tables in a folder of its own,
 * and files imported into it. */
#ifndef UPHOLD_RECORD_TEST_KINDS_H
#define UPHOLD_RECORD_TEST_KINDS_H

#include "store/test_folder.h"

#include "record/import.h"
#include "record/schema.h"

static const Term TEST_COLOURS_TERMS[] = { { "red", "Red" }, { "green", "Green" } };
static const Vocabulary TEST_COLOURS = { "colour", TEST_COLOURS_TERMS, 2 };

static const Field TEST_PLACE_FIELDS[] = {
    { "code", FIELD_TEXT, FIELD_REQUIRED, "Its code." },
    { "aliases", FIELD_TEXT, 0, "Other codes, separated by spaces." },
    { "title", FIELD_TEXT, 0, "What it is called." },
};
static const Kind TEST_PLACE = {
    .name = "place",
    .title = "Place",
    .description = "Somewhere.",
    .key_format = "{code}",
    KIND_FIELDS(TEST_PLACE_FIELDS),
};

static const Field TEST_THING_FIELDS[] = {
    { "id", FIELD_TEXT, FIELD_REQUIRED, "Its name." },
    { "place", FIELD_REFERENCE, FIELD_INDEXED, "Where it is.", .refers_to = "place" },
    { "number", FIELD_INTEGER, 0, "How many.", .minimum = -5, .maximum = 193 },
    { "total", FIELD_INTEGER, 0, "Of any size." },
    { "share", FIELD_DECIMAL, 0, "Of one." },
    { "flag", FIELD_FLAG, 0, "Whether." },
    { "day", FIELD_DAY, 0, "When, exactly." },
    { "happened_on", FIELD_DATE, 0, "When, as far as known." },
    { "colour", FIELD_VOCABULARY, 0, "Which.", .vocabulary = &TEST_COLOURS },
    { "end", FIELD_TEXT, 0, "A word of SQL's." },
};
static const Kind TEST_THING = {
    .name = "thing",
    .title = "Thing",
    .description = "Something somewhere.",
    .key_format = "{id}/{place}",
    KIND_FIELDS(TEST_THING_FIELDS),
};

static const Kind *const TEST_KIND_LIST[] = { &TEST_PLACE, &TEST_THING };
static const KindRegistry TEST_KINDS = { TEST_KIND_LIST, COUNT_OF(TEST_KIND_LIST) };

/* --- a store of them
 * ---------------------------------------------------------------------------------------- */

typedef struct TestStore {
    TestFolder folder;
    Arena *arena; /* the folder's */
    Store *open;
    Error error;
    ImportResult result; /* of the last import or undo */
} TestStore;

static inline int test_store_make(void **state) {
    TestStore *store = heap_allocate(sizeof *store);
    *state = store;
    store->arena = &store->folder.arena;
    return test_folder_make(&store->folder) &&
                   store_open(test_folder_path(&store->folder, "open.db"), STORE_WRITER,
                              &store->open, &store->error) &&
                   schema_prepare(store->open, &TEST_KINDS, &store->error)
               ? 0
               : -1;
}

static inline int test_store_drop(void **state) {
    TestStore *store = *state;
    store_close(store->open);
    test_folder_drop(&store->folder);
    heap_free(store);
    return 0;
}

#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, test_store_make, test_store_drop)

/* Ends the transaction as the command does: kept when nothing is wrong and something changed. */
static inline void test_store_settle(TestStore *store) {
    if (store->result.problems.count || !store->result.change_set)
        store_rollback(store->open);
    else
        ASSERT_DONE(store_commit(store->open, &store->error), store->error);
}

static inline const ImportResult *test_import_as(TestStore *store, const Kind *kind,
                                                 ImportFormat format, Str content, RuleList rules) {
    ImportRequest request = { .kind = kind,
                              .format = format,
                              .content = content,
                              .changes = { .origin = STR("import"),
                                           .file_name = STR("test.csv"),
                                           .made_at = STR("2026-11-24T05:48:11Z"),
                                           .made_by = STR("tester"),
                                           .reason = STR("to see") },
                              .registry = &TEST_KINDS,
                              .rules = rules };
    ASSERT_DONE(store_begin(store->open, &store->error), store->error);
    ASSERT_DONE(import_run(store->open, store->arena, &request, &store->result, &store->error),
                store->error);
    test_store_settle(store);
    return &store->result;
}

static inline const ImportResult *test_import(TestStore *store, const Kind *kind, const char *csv) {
    return test_import_as(store, kind, IMPORT_CSV, str_from(csv), (RuleList){ 0 });
}

/* An import that must succeed; gives its number. */
static inline int64_t test_import_done(TestStore *store, const Kind *kind, const char *csv) {
    const ImportResult *result = test_import(store, kind, csv);
    if (result->problems.count)
        fail_msg("line %zu: %.*s", result->problems.kept[0].line,
                 STR_ARGUMENTS(result->problems.kept[0].text));
    return result->change_set;
}

/* The one problem of the last import. */
static inline void assert_problem(const ImportResult *result, size_t line, const char *column,
                                  const char *part) {
    if (result->problems.count != 1) fail_msg("%zu problems", result->problems.count);
    const Problem *problem = &result->problems.kept[0];
    assert_int_equal(problem->line, line);
    assert_text(problem->column, column);
    if (!str_contains(problem->text, str_from(part)))
        fail_msg("not \"%s\": %.*s", part, STR_ARGUMENTS(problem->text));
}

static inline void assert_plan(const ImportResult *result, size_t added, size_t updated,
                               size_t same) {
    assert_int_equal(result->problems.count, 0);
    assert_int_equal(result->added, added);
    assert_int_equal(result->updated, updated);
    assert_int_equal(result->same, same);
}

/* The record on file; false when there is none. */
static inline bool test_get(TestStore *store, const Kind *kind, const char *key, Record *record,
                            int64_t *version) {
    RecordTable table;
    bool found;
    ASSERT_DONE(record_table_open(&table, store->open, kind, &store->error), store->error);
    ASSERT_DONE(record_table_get(&table, store->arena, str_from(key), record, version, &found,
                                 &store->error),
                store->error);
    return found;
}

/* The record on file as canonical JSON; "" when there is none. */
static inline Str test_canonical(TestStore *store, const Kind *kind, const char *key) {
    Record record;
    int64_t version;
    if (!test_get(store, kind, key, &record, &version)) return STR_EMPTY;
    Buffer out = { 0 };
    record_write_canonical(&out, &record);
    Str text = str_copy(store->arena, buffer_str(&out));
    buffer_free(&out);
    return text;
}

#endif
