#include "store/test_folder.h"

#include "assess/release_changes.h"
#include "assess/test_release.h"

/* METHOD 8: corrections make release n.1 with a change list. */

typedef struct Case {
    TestFolder folder;
    Arena *arena; /* the folder's */
    Example example;
    ReleaseInputs inputs, correction; /* of the same data set */
    ReleaseFiles *first;
    Error error;
} Case;

static int begin(void **state) {
    Case *test = heap_allocate(sizeof *test);
    *state = test;
    if (!test_folder_make(&test->folder)) return -1;
    test->arena = &test->folder.arena;
    test->error = (Error){ 0 };
    example_read(&test->example, GOLDEN);
    test->inputs = release_of_example(test->arena, &test->example);
    test->first = release_files(test->arena, &test->inputs, 1);
    test->correction = test->inputs;
    test->correction.id = STR("2026-1.1");
    test->correction.corrects = STR("2026-1");
    test->correction.corrected = test->first;
    return 0;
}

static int end(void **state) {
    Case *test = *state;
    example_free(&test->example);
    test_folder_drop(&test->folder);
    heap_free(test);
    return 0;
}

static Str changes_text(Case *test) {
    return release_file_named(release_files(test->arena, &test->correction, 1),
                              RELEASE_CHANGES_FILE);
}

static const ReleaseChange *find(const ReleaseChange *changes, size_t count, const char *file,
                                 const char *key, const char *column) {
    for (size_t i = 0; i < count; i++)
        if (str_equal_c(changes[i].file, file) && str_equal_c(changes[i].key, key) &&
            str_equal_c(changes[i].column, column))
            return &changes[i];
    fail_msg("no change of %s, %s, %s", file, key, column);
    return NULL;
}

static void a_correction_that_changes_nothing_says_so(void **state) {
    assert_text(changes_text(*state), "file,row,change,column,before,after\r\n");
}

static void a_changed_fact_is_listed_with_the_scores_it_moves(void **state) {
    Case *test = *state;
    ReleaseChange *changes;
    size_t count;
    PledgeFact *pledge = &test->example.dataset.pledges[0];
    int64_t before = (int64_t)pledge->met_or_in_progress;
    pledge->met_or_in_progress--;
    ASSERT_DONE(
        release_changes_read(test->arena, changes_text(test), &changes, &count, &test->error),
        test->error);
    const ReleaseChange *fact =
        find(changes, count, "input/pledges.csv", "XAA", "met_or_in_progress");
    assert_text(fact->change, "changed");
    assert_text(fact->before, str_to_c(test->arena, str_format(test->arena, "%d", (int)before)));
    assert_text(fact->after, str_to_c(test->arena, str_format(test->arena, "%d", (int)before - 1)));
    find(changes, count, "indicators.csv", "XAA CO5", "value");
    find(changes, count, "scores.csv", "XAA CO", "score");
    find(changes, count, "scores.csv", "XAA overall", "score");
    for (size_t i = 0; i < count; i++)
        if (!str_starts_with(changes[i].key, STR("XAA")))
            fail_msg("%.*s changed for a pledge of XAA", STR_ARGUMENTS(changes[i].key));
}

static void a_fact_that_goes_and_one_that_comes_are_whole_rows(void **state) {
    Case *test = *state;
    ReleaseChange *changes;
    size_t count;
    Dataset *dataset = &test->example.dataset;
    test->correction.corrected = NULL;
    const ReleaseFiles *whole = release_files(test->arena, &test->correction, 1);
    dataset->incidents_count--;
    const ReleaseFiles *fewer = release_files(test->arena, &test->correction, 1);
    const ReleaseFiles *const pairs[2][2] = { { whole, fewer }, { fewer, whole } };
    for (size_t i = 0; i < 2; i++) {
        Buffer out = { 0 };
        ASSERT_DONE(
            release_changes_write(&out, test->arena, pairs[i][0], pairs[i][1], &test->error),
            test->error);
        Str text = str_copy(test->arena, buffer_str(&out));
        buffer_free(&out);
        ASSERT_DONE(release_changes_read(test->arena, text, &changes, &count, &test->error),
                    test->error);
        assert_text(changes[0].file, "input/incidents.csv");
        assert_text(changes[0].change, i ? "added" : "removed");
        Str row = i ? changes[0].after : changes[0].before;
        assert_true(str_contains(row, STR("severity: ")));
        assert_int_equal((i ? changes[0].before : changes[0].after).length, 0);
    }
}

static void another_day_and_seed_are_changes(void **state) {
    Case *test = *state;
    ReleaseChange *changes;
    size_t count;
    test->correction.as_of--;
    test->correction.seed++;
    ASSERT_DONE(
        release_changes_read(test->arena, changes_text(test), &changes, &count, &test->error),
        test->error);
    assert_text(find(changes, count, "release.json", "", "as_of")->after, "2026-07-30");
    assert_text(find(changes, count, "release.json", "", "seed")->before, "20131105");
}

/* A row is found again wherever it stands, and one of two that are the same falls out. */
static void rows_in_another_order_are_no_change(void **state) {
    Case *test = *state;
    ReleaseFiles turned = *test->first;
    Buffer out = { 0 }, lines = { 0 };
    for (size_t i = 0; i < turned.count; i++) {
        if (!str_equal_c(turned.files[i].name, "input/communications.csv")) continue;
        Str rest = turned.files[i].content, header, first;
        assert_true(str_cut(&rest, '\n', &header));
        assert_true(str_cut(&rest, '\n', &first));
        buffer_add(&lines, header);
        buffer_add_byte(&lines, '\n');
        buffer_add(&lines, rest);
        buffer_add(&lines, first);
        buffer_add_byte(&lines, '\n');
        turned.files[i].content = str_copy(test->arena, buffer_str(&lines));
    }
    assert_true(lines.length > 0);
    ASSERT_DONE(release_changes_write(&out, test->arena, test->first, &turned, &test->error),
                test->error);
    assert_text(str_copy(test->arena, buffer_str(&out)), "file,row,change,column,before,after\r\n");
    buffer_free(&out);
    buffer_free(&lines);
}

/* --- on disk */

static const char *write_both(Case *test) {
    test->example.dataset.pledges[0].met_or_in_progress--;
    const ReleaseFiles *second = release_files(test->arena, &test->correction, 1);
    ASSERT_DONE(release_write(test->folder.path, STR("2026-1"), test->first, &test->error),
                test->error);
    ASSERT_DONE(release_write(test->folder.path, STR("2026-1.1"), second, &test->error),
                test->error);
    return test_folder_path(&test->folder, "2026-1.1");
}

static void a_correction_verifies_beside_what_it_corrects(void **state) {
    Case *test = *state;
    const char *folder = write_both(test);
    Str hash;
    ASSERT_DONE(release_verify(test->arena, folder, test->folder.path, 2, &hash, &test->error),
                test->error);
    const char *list = test_folder_path(&test->folder, "2026-1.1/changes.csv");
    assert_int_equal(chmod(list, 0600), 0);
    ASSERT_DONE(
        file_write(list, STR("file,row,change,column,before,after\r\n"), 0600, &test->error),
        test->error);
    ASSERT_REFUSED(release_verify(test->arena, folder, test->folder.path, 2, &hash, &test->error),
                   test->error, "changes.csv");
}

static void what_was_corrected_cannot_be_changed_either(void **state) {
    Case *test = *state;
    const char *folder = write_both(test);
    const char *scores = test_folder_path(&test->folder, "2026-1/scores.csv");
    Str hash;
    assert_int_equal(chmod(scores, 0600), 0);
    ASSERT_DONE(file_write(scores, STR("state\r\n"), 0600, &test->error), test->error);
    ASSERT_REFUSED(release_verify(test->arena, folder, test->folder.path, 2, &hash, &test->error),
                   test->error, "2026-1, which it corrects");
}

/* Releases never change, so those made before there was a list stay as they are. */
static void a_correction_without_a_list_verifies(void **state) {
    Case *test = *state;
    Str hash;
    test->correction.corrected = NULL;
    const ReleaseFiles *old = release_files(test->arena, &test->correction, 1);
    ASSERT_DONE(release_write(test->folder.path, STR("2026-1.1"), old, &test->error), test->error);
    ASSERT_DONE(release_verify(test->arena, test_folder_path(&test->folder, "2026-1.1"),
                               test->folder.path, 2, &hash, &test->error),
                test->error);
}

#define CHANGES_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        CHANGES_TEST(a_correction_that_changes_nothing_says_so),
        CHANGES_TEST(a_changed_fact_is_listed_with_the_scores_it_moves),
        CHANGES_TEST(a_fact_that_goes_and_one_that_comes_are_whole_rows),
        CHANGES_TEST(another_day_and_seed_are_changes),
        CHANGES_TEST(rows_in_another_order_are_no_change),
        CHANGES_TEST(a_correction_verifies_beside_what_it_corrects),
        CHANGES_TEST(what_was_corrected_cannot_be_changed_either),
        CHANGES_TEST(a_correction_without_a_list_verifies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
