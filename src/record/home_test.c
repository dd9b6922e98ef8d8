/* The home: one writer, immutable snapshots, and a crash at any place that the next command mends.
 */
#include "record/home.h"

#include "record/test_store.h"

typedef struct Place {
    TestFolder folder;
    const char *path, *snapshots;
    Home home;
    Error error;
    int64_t number; /* of the snapshot last found */
} Place;

static int make_place(void **state) {
    Place *place = heap_allocate(sizeof *place);
    *state = place;
    place->home.lock = -1;
    if (!test_folder_make(&place->folder)) return -1;
    place->path = test_folder_path(&place->folder, "home");
    place->snapshots = test_folder_path(&place->folder, "home/snapshot");
    return home_create(&place->home, place->path, &TEST_KINDS, &place->error) ? 0 : -1;
}

static int drop_place(void **state) {
    Place *place = *state;
    home_close(&place->home);
    test_folder_drop(&place->folder);
    heap_free(place);
    return 0;
}

static void add_place(Place *place, const char *code) {
    ImportResult result;
    ImportRequest request = { .kind = &TEST_PLACE,
                              .content = str_format(&place->folder.arena,
                                                    "code,source,as_of\n%s,s,2026\n", code),
                              .changes = { .origin = STR("import") },
                              .registry = &TEST_KINDS };
    ASSERT_DONE(
        import_run(place->home.open, &place->folder.arena, &request, &result, &place->error),
        place->error);
    assert_int_equal(result.problems.count, 0);
}

static void change(Place *place, const char *code) {
    ASSERT_DONE(store_begin(place->home.open, &place->error), place->error);
    add_place(place, code);
    ASSERT_DONE(home_expect_change(&place->home, &place->error), place->error);
    ASSERT_DONE(store_commit(place->home.open, &place->error), place->error);
}

static void publish(Place *place) {
    ASSERT_DONE(home_publish(&place->home, &place->error), place->error);
}

static void reopen(Place *place) {
    home_close(&place->home);
    ASSERT_DONE(home_open(&place->home, place->path, &TEST_KINDS, &place->error), place->error);
}

/* The number of places in the snapshot that a reader finds. */
static size_t find(Place *place) {
    Arena *arena = &place->folder.arena;
    const char *path;
    Store *store;
    RecordTable table;
    Record record;
    int64_t version;
    bool found = true;
    size_t count = 0;
    Error *error = &place->error;
    ASSERT_DONE(home_find_snapshot(arena, place->path, &TEST_KINDS, &path, &place->number, error),
                *error);
    ASSERT_DONE(store_open(path, STORE_SNAPSHOT, &store, error), *error);
    ASSERT_DONE(record_table_open(&table, store, &TEST_PLACE, error), *error);
    while (found) {
        ASSERT_DONE(record_table_next(&table, arena, &record, &version, &found, error), *error);
        count += found;
    }
    store_close(store);
    return count;
}

static void assert_snapshots(Place *place, const char *expected) {
    assert_text(test_folder_names(&place->folder.arena, place->snapshots), expected);
}

/* --- making and opening
 * ------------------------------------------------------------------------------------- */

static void a_home_has_its_stores_and_folders_closed_to_others(void **state) {
    Place *place = *state;
    struct stat facts;
    static const struct {
        const char *name;
        unsigned mode;
    } FILES[] = {
        { "open.db", 0600 }, { "desk.db", 0600 }, { "closed.db", 0600 }, { "writer.lock", 0600 },
        { "inbox", 0700 },   { "files", 0700 },   { "keys", 0700 },      { "post", 0700 },
    };
    for (size_t i = 0; i < COUNT_OF(FILES); i++) {
        Str path = str_format(&place->folder.arena, "%s/%s", place->path, FILES[i].name);
        assert_int_equal(stat(str_to_c(&place->folder.arena, path), &facts), 0);
        assert_int_equal(facts.st_mode & 0777, FILES[i].mode);
    }
    assert_int_equal(stat(place->snapshots, &facts), 0);
}

static void a_home_is_made_once(void **state) {
    Place *place = *state;
    Home second;
    change(place, "A");
    publish(place);
    home_close(&place->home);
    ASSERT_REFUSED(home_create(&second, place->path, &TEST_KINDS, &place->error), place->error,
                   "is an Uphold home already");
    assert_int_equal(place->error.kind, ERROR_REFUSED);
    assert_int_equal(find(place), 1);
}

static void a_home_is_not_made_among_other_files(void **state) {
    Place *place = *state;
    Home second;
    const char *path = test_folder_path(&place->folder, "letters");
    ASSERT_DONE(file_make_folder(path, 0700, &place->error), place->error);
    const char *letter = test_folder_path(&place->folder, "letters/letter.txt");
    ASSERT_DONE(file_write(letter, STR("Excellency"), 0600, &place->error), place->error);
    ASSERT_REFUSED(home_create(&second, path, &TEST_KINDS, &place->error), place->error,
                   "is not empty");
    assert_text(test_folder_names(&place->folder.arena, path), "letter.txt ");
}

/* Where the making of a home may be interrupted: its folders made, its stores made, nothing in
 * them. */
static void a_home_whose_making_was_interrupted_is_made_anew(void **state) {
    Place *place = *state;
    Home again;
    Arena arena = { 0 };
    const char *snapshot, *early = test_folder_path(&place->folder, "early");
    int64_t number;
    home_close(&place->home);
    ASSERT_REFUSED(
        home_find_snapshot(&arena, place->path, &TEST_KINDS, &snapshot, &number, &place->error),
        place->error, "is no Uphold home; make one with");
    ASSERT_DONE(home_create(&place->home, place->path, &TEST_KINDS, &place->error), place->error);
    change(place, "A");
    publish(place);
    assert_int_equal(find(place), 1);

    ASSERT_DONE(file_make_folder(early, 0700, &place->error), place->error);
    ASSERT_DONE(
        file_make_folder(test_folder_path(&place->folder, "early/keys"), 0700, &place->error),
        place->error);
    const char *key = test_folder_path(&place->folder, "early/keys/mine");
    ASSERT_DONE(file_write(key, STR("x"), 0600, &place->error), place->error);
    ASSERT_REFUSED(home_create(&again, early, &TEST_KINDS, &place->error), place->error,
                   "is not empty");
    unlink(key);
    ASSERT_DONE(home_create(&again, early, &TEST_KINDS, &place->error), place->error);
    home_close(&again);
    arena_free(&arena);
}

static void a_home_that_lost_its_snapshots_makes_one(void **state) {
    Place *place = *state;
    change(place, "A");
    publish(place);
    home_close(&place->home);
    test_folder_empty(place->snapshots);
    assert_int_equal(find(place), 1);
    assert_snapshots(place, "1.db ");
}

static void a_folder_that_is_no_home_is_not_opened(void **state) {
    Place *place = *state;
    Home other;
    Arena arena = { 0 };
    const char *path = test_folder_path(&place->folder, "none"), *snapshot;
    int64_t number;
    ASSERT_REFUSED(home_open(&other, path, &TEST_KINDS, &place->error), place->error,
                   "is no Uphold home; make one with `uphold init --home");
    assert_int_equal(place->error.kind, ERROR_NOT_FOUND);
    ASSERT_REFUSED(home_find_snapshot(&arena, path, &TEST_KINDS, &snapshot, &number, &place->error),
                   place->error, "is no Uphold home");
    assert_int_equal(place->error.kind, ERROR_NOT_FOUND);
    assert_false(file_exists(path));
    arena_free(&arena);
}

static void the_writer_is_alone(void **state) {
    Place *place = *state;
    Home second;
    ASSERT_REFUSED(home_open(&second, place->path, &TEST_KINDS, &place->error), place->error,
                   "another Uphold process is writing to");
    assert_int_equal(place->error.kind, ERROR_REFUSED);
    home_close(&place->home);
    ASSERT_DONE(home_open(&second, place->path, &TEST_KINDS, &place->error), place->error);
    home_close(&second);
}

/* --- snapshots
 * ---------------------------------------------------------------------------------------------- */

static void a_snapshot_is_named_after_the_size_of_the_log(void **state) {
    Place *place = *state;
    publish(place);
    assert_snapshots(place, "0.db ");
    assert_int_equal(find(place), 0);
    change(place, "A");
    publish(place);
    assert_int_equal(find(place), 1);
    assert_int_equal(place->number, 1);
    assert_snapshots(place, "0.db 1.db ");
}

static void older_snapshots_are_removed_but_one(void **state) {
    Place *place = *state;
    static const char *const CODES[] = { "A", "B", "C", "D" };
    for (size_t i = 0; i < COUNT_OF(CODES); i++) {
        change(place, CODES[i]);
        publish(place);
    }
    assert_snapshots(place, "3.db 4.db ");
    publish(place);
    assert_snapshots(place, "3.db 4.db ");
    assert_int_equal(find(place), 4);
}

static void names_that_are_no_snapshots_are_passed_over(void **state) {
    Place *place = *state;
    static const char *const NAMES[] = { "x.db", "99", "99.db.tmp", "-7.db", "9.db-wal" };
    change(place, "A");
    publish(place);
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        Str path = str_format(&place->folder.arena, "%s/%s", place->snapshots, NAMES[i]);
        ASSERT_DONE(file_write(str_to_c(&place->folder.arena, path), STR("x"), 0600, &place->error),
                    place->error);
    }
    assert_int_equal(find(place), 1);
    assert_int_equal(place->number, 1);
}

static void a_reader_finds_the_old_snapshot_while_a_change_is_under_way(void **state) {
    Place *place = *state;
    change(place, "A");
    publish(place);
    change(place, "B"); /* committed, its snapshot not yet written, the lock held */
    assert_int_equal(find(place), 1);
    assert_snapshots(place, "1.db pending ");
    publish(place);
    assert_int_equal(find(place), 2);
    assert_snapshots(place, "1.db 2.db ");
}

/* --- crashes: the home is closed where a process would have died
 * -------------------------------------------- */

static void after_a_crash_behind_the_commit_the_next_reader_publishes(void **state) {
    Place *place = *state;
    change(place, "A");
    publish(place);
    change(place, "B");
    home_close(&place->home);
    assert_int_equal(find(place), 2);
    assert_snapshots(place, "1.db 2.db ");
}

static void after_a_crash_before_the_commit_the_old_state_stands(void **state) {
    Place *place = *state;
    change(place, "A");
    publish(place);
    ASSERT_DONE(store_begin(place->home.open, &place->error), place->error);
    add_place(place, "B");
    ASSERT_DONE(home_expect_change(&place->home, &place->error), place->error);
    home_close(&place->home);
    assert_int_equal(find(place), 1);
    assert_snapshots(place, "1.db ");
}

static void after_a_crash_in_the_copying_the_half_copy_is_replaced(void **state) {
    Place *place = *state;
    change(place, "A");
    publish(place);
    change(place, "B");
    const char *half = test_folder_path(&place->folder, "home/snapshot/2.db.tmp");
    ASSERT_DONE(file_write(half, STR("half"), 0600, &place->error), place->error);
    home_close(&place->home);
    assert_int_equal(find(place), 2);
    assert_snapshots(place, "1.db 2.db ");
}

static void after_a_crash_the_next_writer_publishes_the_lost_change_with_its_own(void **state) {
    Place *place = *state;
    change(place, "A");
    publish(place);
    change(place, "B");
    reopen(place);
    change(place, "C");
    publish(place);
    assert_int_equal(find(place), 3);
    assert_snapshots(place, "1.db 3.db ");
}

static void a_process_that_only_reads_finds_what_lies_there(void **state) {
    Place *place = *state;
    Arena arena = { 0 };
    const char *snapshot;
    int64_t number;
    change(place, "A");
    publish(place);
    change(place, "B");
    home_close(&place->home);
    ASSERT_DONE(home_newest_snapshot(&arena, place->path, &snapshot, &number, &place->error),
                place->error);
    assert_int_equal(number, 1);
    assert_snapshots(place, "1.db pending ");
    arena_free(&arena);
}

static void a_home_of_a_newer_program_is_left_alone(void **state) {
    Place *place = *state;
    Home other;
    const KindRegistry fewer = { TEST_KIND_LIST, 1 };
    change(place, "A");
    publish(place);
    home_close(&place->home);
    ASSERT_REFUSED(home_open(&other, place->path, &fewer, &place->error), place->error,
                   "a newer Uphold wrote it");
    assert_int_equal(find(place), 1);
}

static void a_timestamp_is_utc_to_the_second(void **state) {
    (void)state;
    Arena arena = { 0 };
    Str now = home_timestamp(&arena);
    Day day;
    Error error;
    assert_int_equal(now.length, strlen("2026-11-24T05:48:11Z"));
    ASSERT_DONE(day_parse(str_slice(now, 0, 10), &day, &error), error);
    assert_true(now.data[10] == 'T' && now.data[19] == 'Z');
    arena_free(&arena);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, drop_place)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_home_has_its_stores_and_folders_closed_to_others),
        TEST(a_home_is_made_once),
        TEST(a_home_is_not_made_among_other_files),
        TEST(a_home_whose_making_was_interrupted_is_made_anew),
        TEST(a_home_that_lost_its_snapshots_makes_one),
        TEST(a_folder_that_is_no_home_is_not_opened),
        TEST(the_writer_is_alone),
        TEST(a_snapshot_is_named_after_the_size_of_the_log),
        TEST(older_snapshots_are_removed_but_one),
        TEST(names_that_are_no_snapshots_are_passed_over),
        TEST(a_reader_finds_the_old_snapshot_while_a_change_is_under_way),
        TEST(after_a_crash_behind_the_commit_the_next_reader_publishes),
        TEST(after_a_crash_before_the_commit_the_old_state_stands),
        TEST(after_a_crash_in_the_copying_the_half_copy_is_replaced),
        TEST(after_a_crash_the_next_writer_publishes_the_lost_change_with_its_own),
        TEST(a_process_that_only_reads_finds_what_lies_there),
        TEST(a_home_of_a_newer_program_is_left_alone),
        cmocka_unit_test(a_timestamp_is_utc_to_the_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
