/* The tables of the kinds: what is written comes back in all three states, and the tables follow
 * the kinds, never the other way round. */
#include "record/test_store.h"

static const Query ROW = {
    .name = "row",
    .sqlite = "select not_applicable, number, total, share, flag, day, happened_on,"
              " happened_on_first, happened_on_last, \"end\", version"
              " from thing where key = ?1",
    .parameter_count = 1,
};
static const Query ADD_UNKNOWN = {
    .name = "add_unknown",
    .sqlite = "insert into kind_column (kind, field, type) values ('thing', 'weight', 'decimal')",
};
static const Query INDEXES = {
    .name = "indexes",
    .sqlite = "select group_concat(name, ' ') from (select name from sqlite_master"
              " where type = 'index' and name like 'thing!_by!_%' escape '!' order by name)",
};

static Record record_of_cells(TestStore *store, const char *const cells[], size_t count) {
    Record record = { .kind = &TEST_THING };
    for (size_t i = 0; i < count; i++)
        ASSERT_DONE(value_parse(store->arena, kind_field(&TEST_THING, i), str_from(cells[i]),
                                &record.values[i], &store->error),
                    store->error);
    ASSERT_DONE(record_make_key(store->arena, &record, &store->error), store->error);
    return record;
}

static const char *const CELLS[] = {
    "a",          "",
    "0",          "(not applicable)",
    "0.1",        "yes",
    "2013-11-12", "[..2010-09]",
    "",           "ق'\"; drop table thing; --",
    "a source",   "2013",
    "",           "(not applicable)",
};

static RecordTable open_table(TestStore *store) {
    RecordTable table;
    ASSERT_DONE(record_table_open(&table, store->open, &TEST_THING, &store->error), store->error);
    return table;
}

static void a_row_has_null_the_word_and_the_value_apart(void **state) {
    TestStore *store = *state;
    RecordTable table = open_table(store);
    const char *cells[COUNT_OF(CELLS)];
    memcpy(cells, CELLS, sizeof cells);
    cells[7] = "[2003-04-24..2010-09-21]";
    Record record = record_of_cells(store, cells, COUNT_OF(cells));
    ASSERT_DONE(record_table_insert(&table, &record, 3, &store->error), store->error);
    Statement *row = store_statement(store->open, &ROW, &store->error);
    bool found;
    statement_bind_text(row, 1, STR("a"));
    ASSERT_DONE(statement_step(row, &found, &store->error) && found, store->error);
    assert_text(statement_text(row, 0), "total note");
    assert_false(statement_is_null(row, 1));
    assert_int_equal(statement_integer(row, 1), 0);
    assert_true(statement_is_null(row, 2));
    assert_true(statement_decimal(row, 3) == 0.1);
    assert_int_equal(statement_integer(row, 4), 1);
    assert_text(statement_text(row, 5), "2013-11-12");
    assert_text(statement_text(row, 6), "[2003-04-24..2010-09-21]");
    assert_text(statement_text(row, 7), "2003-04-24");
    assert_text(statement_text(row, 8), "2010-09-21");
    assert_text(statement_text(row, 9), "ق'\"; drop table thing; --");
    assert_int_equal(statement_integer(row, 10), 3);
    statement_reset(row);
}

static void a_record_comes_back_as_it_was_put_in(void **state) {
    TestStore *store = *state;
    RecordTable table = open_table(store);
    const char *cells[COUNT_OF(CELLS)];
    memcpy(cells, CELLS, sizeof cells);
    cells[7] = "2010-09";
    Record record = record_of_cells(store, cells, COUNT_OF(cells)), again;
    int64_t version = 0;
    ASSERT_DONE(record_table_insert(&table, &record, 1, &store->error), store->error);
    assert_true(test_get(store, &TEST_THING, "a", &again, &version));
    assert_int_equal(version, 1);
    assert_text(again.key, "a");
    for (size_t i = 0; i < kind_field_count(&TEST_THING); i++)
        assert_true(value_equal(&record.values[i], &again.values[i]));

    again.values[2] = (Value){ .state = VALUE_NOT_APPLICABLE };
    again.values[7] = (Value){ 0 };
    ASSERT_DONE(record_table_update(&table, &again, 2, &store->error), store->error);
    assert_true(test_get(store, &TEST_THING, "a", &record, &version));
    assert_int_equal(version, 2);
    assert_int_equal(record.values[2].state, VALUE_NOT_APPLICABLE);
    assert_int_equal(record.values[7].state, VALUE_NOT_AVAILABLE);
    assert_int_equal(record.values[3].state, VALUE_NOT_APPLICABLE);

    ASSERT_DONE(record_table_remove(&table, STR("a"), &store->error), store->error);
    assert_false(test_get(store, &TEST_THING, "a", &record, &version));
}

static void records_are_walked_in_the_order_of_their_keys(void **state) {
    TestStore *store = *state;
    test_import_done(store, &TEST_PLACE,
                     "code,source,as_of\nB,s,2026\nA,s,2026\n\xC3\x84,s,2026\n");
    RecordTable table;
    Record record;
    int64_t version;
    bool found;
    ASSERT_DONE(record_table_open(&table, store->open, &TEST_PLACE, &store->error), store->error);
    for (int times = 0; times < 2; times++) {
        static const char *const KEYS[] = { "A", "B", "\xC3\x84" };
        record_table_begin(&table);
        for (size_t i = 0; i < (times ? COUNT_OF(KEYS) : 2); i++) {
            ASSERT_DONE(
                record_table_next(&table, store->arena, &record, &version, &found, &store->error),
                store->error);
            assert_true(found);
            assert_text(record.key, KEYS[i]);
        }
    }
    ASSERT_DONE(record_table_next(&table, store->arena, &record, &version, &found, &store->error),
                store->error);
    assert_false(found);
}

static void two_records_of_one_key_cannot_be(void **state) {
    TestStore *store = *state;
    RecordTable table = open_table(store);
    const char *cells[COUNT_OF(CELLS)];
    memcpy(cells, CELLS, sizeof cells);
    cells[7] = "";
    Record record = record_of_cells(store, cells, COUNT_OF(cells));
    ASSERT_DONE(record_table_insert(&table, &record, 1, &store->error), store->error);
    ASSERT_REFUSED(record_table_insert(&table, &record, 1, &store->error), store->error, "UNIQUE");
}

/* --- the schema follows the kinds
 * -------------------------------------------------------------------------- */

static void preparing_again_changes_nothing(void **state) {
    TestStore *store = *state;
    test_import_done(store, &TEST_PLACE, "code,source,as_of\nA,s,2026\n");
    ASSERT_DONE(schema_prepare(store->open, &TEST_KINDS, &store->error), store->error);
    assert_text(test_canonical(store, &TEST_PLACE, "A"),
                "{\"as_of\":\"2026\",\"code\":\"A\",\"source\":\"s\"}");
}

static void indexed_fields_have_an_index(void **state) {
    TestStore *store = *state;
    bool row;
    Statement *indexes = store_statement(store->open, &INDEXES, &store->error);
    ASSERT_DONE(statement_step(indexes, &row, &store->error) && row, store->error);
    assert_text(statement_text(indexes, 0), "thing_by_place");
    statement_reset(indexes);
}

/* The same kind as a later program knows it. */
static const Field LATER_FIELDS[] = {
    { "code", FIELD_TEXT, FIELD_REQUIRED, "Its code." },
    { "aliases", FIELD_TEXT, 0, "Other codes." },
    { "title", FIELD_TEXT, 0, "What it is called." },
    { "founded_on", FIELD_DATE, FIELD_INDEXED, "When." },
    { "within", FIELD_REFERENCE, 0, "In which place.", .refers_to = "place" },
};
static const Kind LATER_PLACE = {
    .name = "place",
    .title = "Place",
    .description = "Somewhere.",
    .key_format = "{code}",
    KIND_FIELDS(LATER_FIELDS),
};
static const Kind *const LATER_LIST[] = { &LATER_PLACE, &TEST_THING };
static const KindRegistry LATER_KINDS = { LATER_LIST, COUNT_OF(LATER_LIST) };

static void a_new_field_of_a_kind_becomes_a_column_and_keeps_what_is_there(void **state) {
    TestStore *store = *state;
    test_import_done(store, &TEST_PLACE, "code,title,source,as_of\nA,Here,s,2026\n");
    ASSERT_DONE(schema_prepare(store->open, &LATER_KINDS, &store->error), store->error);
    assert_text(test_canonical(store, &LATER_PLACE, "A"),
                "{\"as_of\":\"2026\",\"code\":\"A\",\"source\":\"s\",\"title\":\"Here\"}");
    test_import_done(store, &LATER_PLACE,
                     "code,founded_on,within,source,as_of\nB,2013-11,A,s,2026\n");
    assert_text(test_canonical(store, &LATER_PLACE, "B"),
                "{\"as_of\":\"2026\",\"code\":\"B\",\"founded_on\":\"2013-11\",\"source\":\"s\","
                "\"within\":\"A\"}");
}

static void a_field_this_program_does_not_know_refuses_the_file(void **state) {
    TestStore *store = *state;
    ASSERT_DONE(schema_prepare(store->open, &LATER_KINDS, &store->error), store->error);
    ASSERT_REFUSED(schema_prepare(store->open, &TEST_KINDS, &store->error), store->error,
                   "open.db has a field place.founded_on that this program does not know");
    assert_int_equal(store->error.kind, ERROR_REFUSED);
}

static void a_kind_this_program_does_not_know_refuses_the_file(void **state) {
    TestStore *store = *state;
    const KindRegistry fewer = { TEST_KIND_LIST, 1 };
    ASSERT_REFUSED(schema_prepare(store->open, &fewer, &store->error), store->error, "thing.");
    ASSERT_DONE(store_run_script(store->open, &ADD_UNKNOWN, &store->error), store->error);
    ASSERT_REFUSED(schema_prepare(store->open, &TEST_KINDS, &store->error), store->error,
                   "thing.weight");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(a_row_has_null_the_word_and_the_value_apart),
        STORE_TEST(a_record_comes_back_as_it_was_put_in),
        STORE_TEST(records_are_walked_in_the_order_of_their_keys),
        STORE_TEST(two_records_of_one_key_cannot_be),
        STORE_TEST(preparing_again_changes_nothing),
        STORE_TEST(indexed_fields_have_an_index),
        STORE_TEST(a_new_field_of_a_kind_becomes_a_column_and_keeps_what_is_there),
        STORE_TEST(a_field_this_program_does_not_know_refuses_the_file),
        STORE_TEST(a_kind_this_program_does_not_know_refuses_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
