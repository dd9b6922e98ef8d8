/* For tests: a store with the tables of the test kinds in a folder of its own, and files imported
 * into it. */
#ifndef UPHOLD_RECORD_TEST_STORE_H
#define UPHOLD_RECORD_TEST_STORE_H

#include "store/test_folder.h"

#include "record/import.h"
#include "record/schema.h"
#include "record/test_kinds.h"

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
