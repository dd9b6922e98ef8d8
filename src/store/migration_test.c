/* Migrations: forward only, each whole or not at all, and never over a newer program's file. */
#include "store/migration.h"

#include "store/test_folder.h"

static const Query FIRST = { .name = "first", .sqlite = "create table a (id integer) strict;" };
static const Query SECOND = {
    .name = "second",
    .sqlite = "alter table a add column words text; insert into a (id, words) values (2, 'two');",
};
static const Query BROKEN = {
    .name = "broken",
    .sqlite = "create table b (id integer) strict; insert into a (id) values (3);"
              "insert into nowhere (id) values (1);",
};
static const Query COUNT_A = { .name = "count_a", .sqlite = "select count(*) from a" };
static const Query COUNT_B = { .name = "count_b", .sqlite = "select count(*) from b" };

static const Migration ONE[] = { { 1, &FIRST } };
static const Migration TWO[] = { { 1, &FIRST }, { 2, &SECOND } };
static const Migration THREE_BROKEN[] = { { 1, &FIRST }, { 2, &SECOND }, { 3, &BROKEN } };

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
    return store_open(place->path, STORE_WRITER, &place->store, &place->error) ? 0 : -1;
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

static int64_t version(Place *place) {
    int64_t number = -1;
    ASSERT_DONE(store_version(place->store, &number, &place->error), place->error);
    return number;
}

static int64_t count(Place *place, const Query *query) {
    bool row;
    Statement *statement = store_statement(place->store, query, &place->error);
    if (!statement || !statement_step(statement, &row, &place->error))
        fail_msg("%s", place->error.message);
    int64_t number = statement_integer(statement, 0);
    statement_reset(statement);
    return number;
}

static void an_empty_store_is_at_version_0(void **state) {
    Place *place = *state;
    assert_int_equal(version(place), 0);
    ASSERT_DONE(store_migrate(place->store, "a.db", NULL, 0, &place->error), place->error);
    assert_int_equal(version(place), 0);
}

static void migrations_go_forward_from_where_the_store_is(void **state) {
    Place *place = *state;
    ASSERT_DONE(store_migrate(place->store, "a.db", ONE, COUNT_OF(ONE), &place->error),
                place->error);
    assert_int_equal(version(place), 1);
    assert_int_equal(count(place, &COUNT_A), 0);
    reopen(place);
    ASSERT_DONE(store_migrate(place->store, "a.db", TWO, COUNT_OF(TWO), &place->error),
                place->error);
    assert_int_equal(version(place), 2);
    assert_int_equal(count(place, &COUNT_A), 1);
}

static void what_is_done_is_not_done_again(void **state) {
    Place *place = *state;
    for (int times = 0; times < 2; times++) {
        ASSERT_DONE(store_migrate(place->store, "a.db", TWO, COUNT_OF(TWO), &place->error),
                    place->error);
        reopen(place);
    }
    assert_int_equal(version(place), 2);
    assert_int_equal(count(place, &COUNT_A), 1);
}

static void a_newer_programs_store_is_refused_and_left_alone(void **state) {
    Place *place = *state;
    ASSERT_DONE(store_migrate(place->store, "a.db", TWO, COUNT_OF(TWO), &place->error),
                place->error);
    ASSERT_REFUSED(store_migrate(place->store, "a.db", ONE, COUNT_OF(ONE), &place->error),
                   place->error, "a.db was written by a newer Uphold (schema 2, this program");
    assert_int_equal(place->error.kind, ERROR_REFUSED);
    assert_int_equal(version(place), 2);
    assert_int_equal(count(place, &COUNT_A), 1);
}

static void a_migration_that_fails_leaves_the_version_before_it(void **state) {
    Place *place = *state;
    ASSERT_REFUSED(
        store_migrate(place->store, "a.db", THREE_BROKEN, COUNT_OF(THREE_BROKEN), &place->error),
        place->error, "a.db: migration 3: script broken: ");
    assert_int_equal(version(place), 2);
    assert_int_equal(count(place, &COUNT_A), 1);
    assert_null(store_statement(place->store, &COUNT_B, &place->error));
    /* and the store is not left in a transaction */
    ASSERT_DONE(store_begin(place->store, &place->error), place->error);
    reopen(place);
    assert_int_equal(version(place), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, drop_place)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_empty_store_is_at_version_0),
        TEST(migrations_go_forward_from_where_the_store_is),
        TEST(what_is_done_is_not_done_again),
        TEST(a_newer_programs_store_is_refused_and_left_alone),
        TEST(a_migration_that_fails_leaves_the_version_before_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
