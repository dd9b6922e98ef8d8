/* The store behind its one interface: what is bound comes back, what is not committed is not there,
 * and a copy is a file that needs nothing beside it. */
#include "store/test_folder.h"

static const Query SCHEMA = {
    .name = "test_schema",
    .sqlite = "create table place (key text not null primary key) strict;"
              "create table thing (id integer not null primary key, words text, bytes blob,"
              " number integer, share real,"
              " place text references place (key) deferrable initially immediate) strict;",
};
static const Query THING_ADD = {
    .name = "thing_add",
    .sqlite = "insert into thing (id, words, bytes, number, share) values (?1, ?2, ?3, ?4, ?5)",
    .parameter_count = 5,
};
static const Query THING_GET = {
    .name = "thing_get",
    .sqlite = "select words, bytes, number, share from thing where id = ?1",
    .parameter_count = 1,
};
static const Query THING_COUNT = { .name = "thing_count", .sqlite = "select count(*) from thing" };
static const Query THING_LIST = { .name = "thing_list",
                                  .sqlite = "select id from thing order by id" };
static const Query THING_PLACE = {
    .name = "thing_place",
    .sqlite = "insert into thing (id, place) values (?1, ?2)",
    .parameter_count = 2,
};
static const Query PLACE_ADD = {
    .name = "place_add",
    .sqlite = "insert into place (key) values (?1)",
    .parameter_count = 1,
};
static const Query PLACE_REMOVE = {
    .name = "place_remove",
    .sqlite = "delete from place where key = ?1",
    .parameter_count = 1,
};
static const Query CHECK_AT_COMMIT = { .name = "check_at_commit",
                                       .sqlite = "pragma defer_foreign_keys = on" };
static const Query NONSENSE = { .name = "nonsense", .sqlite = "select nothing from nowhere" };

typedef struct Place {
    TestFolder folder;
    const char *path;
    Store *store;
    Error error;
} Place;

static int make_place(void **state) {
    Place *place = heap_allocate(sizeof *place);
    *state = place;
    if (!test_folder_make(&place->folder)) return -1;
    place->path = test_folder_path(&place->folder, "a.db");
    return store_open(place->path, STORE_WRITER, &place->store, &place->error) &&
                   store_run_script(place->store, &SCHEMA, &place->error)
               ? 0
               : -1;
}

static int drop_place(void **state) {
    Place *place = *state;
    store_close(place->store);
    test_folder_drop(&place->folder);
    heap_free(place);
    return 0;
}

static void reopen(Place *place) {
    store_close(place->store);
    place->store = NULL;
    ASSERT_DONE(store_open(place->path, STORE_WRITER, &place->store, &place->error), place->error);
}

static Statement *statement(Place *place, const Query *query) {
    Statement *found = store_statement(place->store, query, &place->error);
    if (!found) fail_msg("%s", place->error.message);
    return found;
}

static void step(Place *place, Statement *stepped, bool expect_row) {
    bool row;
    ASSERT_DONE(statement_step(stepped, &row, &place->error), place->error);
    assert_int_equal(row, expect_row);
}

static void add_thing(Place *place, int64_t id) {
    Statement *add = statement(place, &THING_ADD);
    statement_bind_integer(add, 1, id);
    for (int parameter = 2; parameter <= 5; parameter++)
        statement_bind_null(add, parameter);
    ASSERT_DONE(statement_run(add, &place->error), place->error);
}

static int64_t count_things(Place *place) {
    Statement *count = statement(place, &THING_COUNT);
    step(place, count, true);
    int64_t things = statement_integer(count, 0);
    statement_reset(count);
    return things;
}

/* --- values
 * -------------------------------------------------------------------------------------------------
 */

static void what_is_bound_comes_back(void **state) {
    Place *place = *state;
    Statement *add = statement(place, &THING_ADD);
    statement_bind_integer(add, 1, INT64_MIN);
    statement_bind_text(add, 2, STR("l'État; --\"ك\xF0\x9F\x95\x8A"));
    statement_bind_blob(add, 3, (Str){ "\0\1\xFF", 3 });
    statement_bind_integer(add, 4, INT64_MAX);
    statement_bind_decimal(add, 5, 0.1);
    ASSERT_DONE(statement_run(add, &place->error), place->error);

    Statement *get = statement(place, &THING_GET);
    statement_bind_integer(get, 1, INT64_MIN);
    step(place, get, true);
    assert_text(statement_text(get, 0), "l'État; --\"ك\xF0\x9F\x95\x8A");
    Str bytes = statement_blob(get, 1);
    assert_int_equal(bytes.length, 3);
    assert_memory_equal(bytes.data, "\0\1\xFF", 3);
    assert_true(statement_integer(get, 2) == INT64_MAX);
    assert_true(statement_decimal(get, 3) == 0.1);
    step(place, get, false);
}

static void null_the_empty_text_and_zero_are_three_things(void **state) {
    Place *place = *state;
    Statement *add = statement(place, &THING_ADD);
    statement_bind_integer(add, 1, 1);
    statement_bind_text(add, 2, STR_EMPTY);
    statement_bind_null(add, 3);
    statement_bind_integer(add, 4, 0);
    statement_bind_null(add, 5);
    ASSERT_DONE(statement_run(add, &place->error), place->error);

    Statement *get = statement(place, &THING_GET);
    statement_bind_integer(get, 1, 1);
    step(place, get, true);
    assert_false(statement_is_null(get, 0));
    assert_int_equal(statement_text(get, 0).length, 0);
    assert_true(statement_is_null(get, 1));
    assert_int_equal(statement_blob(get, 1).length, 0);
    assert_false(statement_is_null(get, 2));
    assert_true(statement_is_null(get, 3));
    assert_true(statement_decimal(get, 3) == 0);
    statement_reset(get);
}

static void a_parameter_that_is_not_there_fails_the_step(void **state) {
    Place *place = *state;
    bool row;
    Statement *get = statement(place, &THING_GET);
    statement_bind_integer(get, 2, 1);
    ASSERT_REFUSED(statement_step(get, &row, &place->error), place->error, "could not be bound");
    /* and the next use is free of it */
    statement_bind_integer(get, 1, 1);
    step(place, get, false);
}

static void a_value_of_another_type_is_refused_by_the_table(void **state) {
    Place *place = *state;
    Statement *add = statement(place, &THING_ADD);
    statement_bind_integer(add, 1, 1);
    statement_bind_null(add, 2);
    statement_bind_null(add, 3);
    statement_bind_text(add, 4, STR("many"));
    statement_bind_null(add, 5);
    ASSERT_REFUSED(statement_run(add, &place->error), place->error, "thing_add");
    assert_int_equal(place->error.kind, ERROR_SYSTEM);
    assert_int_equal(count_things(place), 0);
}

/* --- statements
 * --------------------------------------------------------------------------------------------- */

static void a_query_is_prepared_once(void **state) {
    Place *place = *state;
    assert_ptr_equal(statement(place, &THING_GET), statement(place, &THING_GET));
    assert_ptr_not_equal(statement(place, &THING_GET), statement(place, &THING_COUNT));
}

static void a_query_asked_for_again_starts_from_the_beginning(void **state) {
    Place *place = *state;
    add_thing(place, 1);
    add_thing(place, 2);
    step(place, statement(place, &THING_LIST), true);
    Statement *again = statement(place, &THING_LIST);
    step(place, again, true);
    assert_int_equal(statement_integer(again, 0), 1);
    step(place, again, true);
    step(place, again, false);
}

static void a_query_that_cannot_be_is_named(void **state) {
    Place *place = *state;
    ASSERT_REFUSED(store_statement(place->store, &NONSENSE, &place->error), place->error,
                   "nonsense");
    ASSERT_REFUSED(store_statement_of_text(place->store, STR("selec 1"), &place->error),
                   place->error, "syntax");
}

/* --- transactions
 * -------------------------------------------------------------------------------------------- */

static void what_is_committed_stays(void **state) {
    Place *place = *state;
    ASSERT_DONE(store_begin(place->store, &place->error), place->error);
    add_thing(place, 1);
    ASSERT_DONE(store_commit(place->store, &place->error), place->error);
    reopen(place);
    assert_int_equal(count_things(place), 1);
}

static void what_is_rolled_back_was_never_there(void **state) {
    Place *place = *state;
    ASSERT_DONE(store_begin(place->store, &place->error), place->error);
    add_thing(place, 1);
    Statement *open_cursor = statement(place, &THING_LIST);
    step(place, open_cursor, true);
    store_rollback(place->store);
    assert_int_equal(count_things(place), 0);
    store_rollback(place->store); /* without a transaction it does nothing */
    reopen(place);
    assert_int_equal(count_things(place), 0);
}

static void closing_in_the_middle_rolls_back(void **state) {
    Place *place = *state;
    ASSERT_DONE(store_begin(place->store, &place->error), place->error);
    add_thing(place, 1);
    reopen(place);
    assert_int_equal(count_things(place), 0);
}

static void a_transaction_in_a_transaction_is_refused(void **state) {
    Place *place = *state;
    ASSERT_DONE(store_begin(place->store, &place->error), place->error);
    add_thing(place, 1);
    ASSERT_REFUSED(store_begin(place->store, &place->error), place->error, "transaction");
    ASSERT_DONE(store_commit(place->store, &place->error), place->error);
    assert_int_equal(count_things(place), 1);
}

static bool add_thing_in(Place *place, int64_t id, Str key) {
    Statement *add = statement(place, &THING_PLACE);
    statement_bind_integer(add, 1, id);
    statement_bind_text(add, 2, key);
    return statement_run(add, &place->error);
}

static void a_failed_commit_has_rolled_back_and_the_store_goes_on(void **state) {
    Place *place = *state;
    ASSERT_DONE(store_begin(place->store, &place->error), place->error);
    ASSERT_DONE(store_run_script(place->store, &CHECK_AT_COMMIT, &place->error), place->error);
    ASSERT_DONE(add_thing_in(place, 1, STR("nowhere")), place->error);
    ASSERT_REFUSED(store_commit(place->store, &place->error), place->error, "FOREIGN KEY");
    assert_int_equal(count_things(place), 0);
    ASSERT_DONE(store_begin(place->store, &place->error), place->error);
    add_thing(place, 2);
    ASSERT_DONE(store_commit(place->store, &place->error), place->error);
    assert_int_equal(count_things(place), 1);
}

static void a_broken_reference_is_a_refusal_and_the_transaction_goes_on(void **state) {
    Place *place = *state;
    ASSERT_DONE(store_begin(place->store, &place->error), place->error);
    assert_false(add_thing_in(place, 1, STR("nowhere")));
    assert_int_equal(place->error.kind, ERROR_REFUSED);
    Statement *add = statement(place, &PLACE_ADD);
    statement_bind_text(add, 1, STR("here"));
    ASSERT_DONE(statement_run(add, &place->error), place->error);
    ASSERT_DONE(add_thing_in(place, 1, STR("here")), place->error);
    Statement *remove = statement(place, &PLACE_REMOVE);
    statement_bind_text(remove, 1, STR("here"));
    assert_false(statement_run(remove, &place->error));
    assert_int_equal(place->error.kind, ERROR_REFUSED);
    ASSERT_DONE(store_commit(place->store, &place->error), place->error);
    assert_int_equal(count_things(place), 1);
}

/* --- files
 * --------------------------------------------------------------------------------------------------
 */

static void the_writer_is_alone(void **state) {
    Place *place = *state;
    Store *second = NULL;
    add_thing(place, 1);
    assert_false(store_open(place->path, STORE_WRITER, &second, &place->error));
    assert_null(second);
}

static void a_store_is_its_owners_file(void **state) {
    Place *place = *state;
    struct stat facts;
    add_thing(place, 1);
    assert_int_equal(stat(place->path, &facts), 0);
    assert_int_equal(facts.st_mode & 0777, 0600);
    assert_int_equal(stat(test_folder_path(&place->folder, "a.db-wal"), &facts), 0);
    assert_int_equal(facts.st_mode & 0777, 0600);
}

static void a_file_that_is_no_database_is_refused(void **state) {
    Place *place = *state;
    Store *store = NULL;
    const char *path = test_folder_path(&place->folder, "letter.txt");
    Str text = STR("Excellency, we are a diverse group of nongovernmental organisations.");
    ASSERT_DONE(file_write(path, text, 0600, &place->error), place->error);
    ASSERT_REFUSED(store_open(path, STORE_WRITER, &store, &place->error), place->error,
                   "letter.txt");
    ASSERT_REFUSED(store_open(path, STORE_SNAPSHOT, &store, &place->error), place->error,
                   "letter.txt");
    Str content;
    ASSERT_DONE(file_read(&place->folder.arena, path, 1000, &content, &place->error), place->error);
    assert_true(str_equal(content, text));
}

static void a_folder_that_is_not_there_is_refused(void **state) {
    Place *place = *state;
    Store *store = NULL;
    const char *path = test_folder_path(&place->folder, "none/a.db");
    ASSERT_REFUSED(store_open(path, STORE_WRITER, &store, &place->error), place->error, path);
    ASSERT_REFUSED(store_open(path, STORE_SNAPSHOT, &store, &place->error), place->error, path);
    assert_null(store);
}

/* --- snapshots
 * -----------------------------------------------------------------------------------------------
 */

static int64_t count_in_snapshot(Place *place, const char *path) {
    Place reader = { .folder = place->folder };
    ASSERT_DONE(store_open(path, STORE_SNAPSHOT, &reader.store, &reader.error), reader.error);
    int64_t count = count_things(&reader);
    store_close(reader.store);
    return count;
}

static void a_copy_holds_what_is_committed_and_nothing_later(void **state) {
    Place *place = *state;
    const char *path = test_folder_path(&place->folder, "1.db");
    add_thing(place, 1);
    ASSERT_DONE(store_copy_to(place->store, path, &place->error), place->error);
    add_thing(place, 2);
    assert_int_equal(count_in_snapshot(place, path), 1);
    assert_int_equal(count_things(place), 2);
}

static void a_snapshot_needs_and_makes_nothing_beside_it(void **state) {
    Place *place = *state;
    add_thing(place, 1);
    ASSERT_DONE(
        store_copy_to(place->store, test_folder_path(&place->folder, "1.db"), &place->error),
        place->error);
    const char *apart = test_folder_path(&place->folder, "apart");
    ASSERT_DONE(file_make_folder(apart, 0700, &place->error), place->error);
    const char *path = test_folder_path(&place->folder, "apart/1.db");
    assert_int_equal(rename(test_folder_path(&place->folder, "1.db"), path), 0);
    Place reader = { .folder = place->folder };
    ASSERT_DONE(store_open(path, STORE_SNAPSHOT, &reader.store, &reader.error), reader.error);
    assert_int_equal(count_things(&reader), 1);
    assert_text(test_folder_names(&place->folder.arena, apart), "1.db ");
    store_close(reader.store);
    assert_text(test_folder_names(&place->folder.arena, apart), "1.db ");
}

static void a_snapshot_cannot_be_written(void **state) {
    Place *place = *state;
    const char *path = test_folder_path(&place->folder, "1.db");
    ASSERT_DONE(store_copy_to(place->store, path, &place->error), place->error);
    Place reader = { .folder = place->folder };
    ASSERT_DONE(store_open(path, STORE_SNAPSHOT, &reader.store, &reader.error), reader.error);
    Statement *add = statement(&reader, &THING_ADD);
    statement_bind_integer(add, 1, 1);
    ASSERT_REFUSED(statement_run(add, &reader.error), reader.error, "readonly");
    store_close(reader.store);
    assert_int_equal(count_in_snapshot(place, path), 0);
}

static void a_snapshot_is_read_while_the_writer_writes(void **state) {
    Place *place = *state;
    const char *path = test_folder_path(&place->folder, "1.db");
    ASSERT_DONE(store_copy_to(place->store, path, &place->error), place->error);
    ASSERT_DONE(store_begin(place->store, &place->error), place->error);
    add_thing(place, 1);
    assert_int_equal(count_in_snapshot(place, path), 0);
    ASSERT_DONE(store_commit(place->store, &place->error), place->error);
}

static void a_snapshot_may_have_any_name(void **state) {
    Place *place = *state;
    static const char *const names[] = { "a?b#c%41.db", "l'été ü.db", "a&mode=rwc.db" };
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const char *path = test_folder_path(&place->folder, names[i]);
        ASSERT_DONE(store_copy_to(place->store, path, &place->error), place->error);
        assert_int_equal(count_in_snapshot(place, path), 0);
    }
    Str doubled = str_format(&place->folder.arena, "/%s", test_folder_path(&place->folder, "2.db"));
    const char *path = str_to_c(&place->folder.arena, doubled);
    ASSERT_DONE(store_copy_to(place->store, path, &place->error), place->error);
    assert_int_equal(count_in_snapshot(place, path), 0);
}

static void a_copy_never_replaces_a_file(void **state) {
    Place *place = *state;
    const char *path = test_folder_path(&place->folder, "1.db");
    add_thing(place, 1);
    ASSERT_DONE(store_copy_to(place->store, path, &place->error), place->error);
    add_thing(place, 2);
    ASSERT_REFUSED(store_copy_to(place->store, path, &place->error), place->error, "exists");
    assert_int_equal(count_in_snapshot(place, path), 1);
}

static void a_copy_that_fails_leaves_nothing(void **state) {
    Place *place = *state;
    const char *path = test_folder_path(&place->folder, "none/1.db");
    ASSERT_REFUSED(store_copy_to(place->store, path, &place->error), place->error, path);
    assert_text(test_folder_names(&place->folder.arena, place->folder.path), "a.db a.db-wal ");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, drop_place)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_is_bound_comes_back),
        TEST(null_the_empty_text_and_zero_are_three_things),
        TEST(a_parameter_that_is_not_there_fails_the_step),
        TEST(a_value_of_another_type_is_refused_by_the_table),
        TEST(a_query_is_prepared_once),
        TEST(a_query_asked_for_again_starts_from_the_beginning),
        TEST(a_query_that_cannot_be_is_named),
        TEST(what_is_committed_stays),
        TEST(what_is_rolled_back_was_never_there),
        TEST(closing_in_the_middle_rolls_back),
        TEST(a_transaction_in_a_transaction_is_refused),
        TEST(a_failed_commit_has_rolled_back_and_the_store_goes_on),
        TEST(a_broken_reference_is_a_refusal_and_the_transaction_goes_on),
        TEST(the_writer_is_alone),
        TEST(a_store_is_its_owners_file),
        TEST(a_file_that_is_no_database_is_refused),
        TEST(a_folder_that_is_not_there_is_refused),
        TEST(a_copy_holds_what_is_committed_and_nothing_later),
        TEST(a_snapshot_needs_and_makes_nothing_beside_it),
        TEST(a_snapshot_cannot_be_written),
        TEST(a_snapshot_is_read_while_the_writer_writes),
        TEST(a_snapshot_may_have_any_name),
        TEST(a_copy_never_replaces_a_file),
        TEST(a_copy_that_fails_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
