#include "store/test_folder.h"

#include "assess/test_release.h"

/* A5: a release is fixed for ever and computed again by anybody (METHOD 8). */

typedef struct Case {
    TestFolder folder;
    Arena *arena; /* the folder's */
    Example example;
    ReleaseInputs inputs;
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
    return 0;
}

static int end(void **state) {
    Case *test = *state;
    example_free(&test->example);
    test_folder_drop(&test->folder);
    heap_free(test);
    return 0;
}

/* The example as a release on disk. */
static const char *put_on_disk(Case *test, const ReleaseFiles *files) {
    ASSERT_DONE(release_write(test->folder.path, test->inputs.id, files, &test->error),
                test->error);
    return test_folder_path(&test->folder, "2026-1");
}

static bool verify(Case *test, const char *folder, Str *hash) {
    return release_verify(test->arena, folder, test->folder.path, 2, hash, &test->error);
}

/* --- the same bytes */

static void two_runs_give_the_same_bytes_with_any_number_of_threads(void **state) {
    Case *test = *state;
    const ReleaseFiles *first = release_files(test->arena, &test->inputs, 1);
    const ReleaseFiles *again = release_files(test->arena, &test->inputs, 1);
    const ReleaseFiles *threads = release_files(test->arena, &test->inputs, 3);
    assert_int_equal(first->count, again->count);
    for (size_t i = 0; i < first->count; i++) {
        assert_true(str_equal(first->files[i].content, again->files[i].content));
        assert_true(str_equal(first->files[i].content, threads->files[i].content));
    }
    assert_true(str_equal(first->hash, threads->hash));
}

static void another_seed_day_or_fact_gives_another_hash(void **state) {
    Case *test = *state;
    Str hash = release_files(test->arena, &test->inputs, 1)->hash;
    ReleaseInputs seed = test->inputs, day = test->inputs;
    seed.seed++;
    day.as_of--;
    assert_false(str_equal(release_files(test->arena, &seed, 1)->hash, hash));
    assert_false(str_equal(release_files(test->arena, &day, 1)->hash, hash));
    test->example.dataset.pledges[0].met_or_in_progress--;
    const ReleaseFiles *fact = release_files(test->arena, &test->inputs, 1);
    assert_false(str_equal(fact->hash, hash));
}

/* --- on disk */

static void what_was_written_verifies(void **state) {
    Case *test = *state;
    Str hash;
    const ReleaseFiles *files = release_files(test->arena, &test->inputs, 1);
    const char *folder = put_on_disk(test, files);
    ASSERT_DONE(verify(test, folder, &hash), test->error);
    assert_true(str_equal(hash, files->hash));
}

static void flip_middle_byte(Case *test, const char *path) {
    Str content;
    ASSERT_DONE(file_read(test->arena, path, 1 << 26, &content, &test->error), test->error);
    char *changed = arena_allocate(test->arena, content.length);
    memcpy(changed, content.data, content.length);
    changed[content.length / 2] ^= 1;
    assert_int_equal(chmod(path, 0600), 0);
    ASSERT_DONE(file_write(path, (Str){ changed, content.length }, 0600, &test->error),
                test->error);
}

static void one_flipped_byte_is_found_in_any_file(void **state) {
    Case *test = *state;
    const ReleaseFiles *files = release_files(test->arena, &test->inputs, 1);
    const char *folder = put_on_disk(test, files);
    Str hash;
    for (size_t i = 0; i < files->count; i++) {
        Str name = files->files[i].name;
        const char *path = test_folder_path(
            &test->folder,
            str_to_c(test->arena, str_format(test->arena, "2026-1/%.*s", STR_ARGUMENTS(name))));
        flip_middle_byte(test, path);
        if (verify(test, folder, &hash)) fail_msg("%s was changed and verifies", path);
        flip_middle_byte(test, path);
    }
    ASSERT_DONE(verify(test, folder, &hash), test->error);
}

static void a_file_missing_or_too_many_is_found(void **state) {
    Case *test = *state;
    const char *folder = put_on_disk(test, release_files(test->arena, &test->inputs, 1));
    const char *extra = test_folder_path(&test->folder, "2026-1/input/more.csv");
    Str hash;
    ASSERT_DONE(file_write(extra, STR("x"), 0600, &test->error), test->error);
    ASSERT_REFUSED(verify(test, folder, &hash), test->error, "more.csv does not belong");
    unlink(extra);
    unlink(test_folder_path(&test->folder, "2026-1/scores.csv"));
    ASSERT_REFUSED(verify(test, folder, &hash), test->error, "scores.csv");
}

static void a_release_that_is_there_is_not_written_again(void **state) {
    Case *test = *state;
    const ReleaseFiles *files = release_files(test->arena, &test->inputs, 1);
    put_on_disk(test, files);
    ASSERT_REFUSED(release_write(test->folder.path, test->inputs.id, files, &test->error),
                   test->error, "exists and never changes");
    assert_text(test_folder_names(test->arena, test->folder.path), "2026-1 ");
}

static void names_cannot_lead_out_of_the_folder(void **state) {
    (void)state;
    static const char *const good[] = { "2026-1", "2026-1.1", "2013-12" };
    static const char *const bad[] = { "",          ".",         "..",     ".1",       "-1",
                                       "../2026-1", "2026-1/..", "2026 1", "2026-1\n", "a" };
    for (size_t i = 0; i < COUNT_OF(good); i++)
        assert_true(release_is_id(str_from(good[i])));
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (release_is_id(str_from(bad[i]))) fail_msg("\"%s\" is a name", bad[i]);
}

/* 60 States, as many as there are members and candidates, may have all the draws the command takes;
 * 100 may not. */
static void so_many_draws_that_they_could_not_be_read_back_are_refused(void **state) {
    (void)state;
    Error error;
    ASSERT_DONE(release_check_draws(60, 100000, &error), error);
    ASSERT_REFUSED(release_check_draws(100, 100000, &error), error, "take --draws 83859 or fewer");
    ASSERT_DONE(release_check_draws(100, 83859, &error), error);
    ASSERT_REFUSED(release_check_draws(100, 83860, &error), error, "256 MiB");
}

/* The bound is that of the file as it is written. */
static void a_draw_more_is_as_many_bytes_as_the_bound_counts(void **state) {
    Case *test = *state;
    Str less = release_file_named(release_files(test->arena, &test->inputs, 1), "draws.bin");
    test->inputs.draws++;
    Str more = release_file_named(release_files(test->arena, &test->inputs, 1), "draws.bin");
    assert_int_equal(more.length - less.length, 1 + 3 * DIMENSION_COUNT * 8);
}

static void names_are_in_the_order_of_their_numbers(void **state) {
    (void)state;
    static const char *const names[] = { "2013-1",   "2025-11",  "2026",   "2026-1",
                                         "2026-1.1", "2026-1.2", "2026-2", "2026-10" };
    for (size_t i = 0; i < COUNT_OF(names); i++)
        for (size_t j = 0; j < COUNT_OF(names); j++) {
            int order = release_order(str_from(names[i]), str_from(names[j]));
            if ((order < 0) != (i < j) || (order > 0) != (i > j))
                fail_msg("%s and %s are in the order %d", names[i], names[j], order);
        }
}

static void a_break_concerns_releases_on_both_sides_of_it(void **state) {
    (void)state;
    const Str from = STR_LITERAL("2026-2");
    assert_true(release_break_between(from, STR("2026-2"), STR("2026-1.1")));
    assert_true(release_break_between(from, STR("2013-1"), STR("2026-10")));
    assert_false(release_break_between(from, STR("2026-1"), STR("2026-1.1")));
    assert_false(release_break_between(from, STR("2026-2"), STR("2026-2.1")));
    assert_false(release_break_between(from, STR("2026-10"), STR("2026-2")));
}

/* --- fairness */

#define KEEP_FIRST_TWO(dataset, name)                                                              \
    do {                                                                                           \
        size_t kept = 0;                                                                           \
        for (size_t i = 0; i < (dataset)->name##_count; i++)                                       \
            if ((dataset)->name[i].state < 2) (dataset)->name[kept++] = (dataset)->name[i];        \
        (dataset)->name##_count = kept;                                                            \
    } while (0)

/* The third State goes, with its facts. */
static void let_third_leave(Dataset *dataset) {
    dataset->state_count = 2;
    KEEP_FIRST_TWO(dataset, invitations);
    KEEP_FIRST_TWO(dataset, visits);
    KEEP_FIRST_TWO(dataset, communications);
    KEEP_FIRST_TWO(dataset, visit_reports);
    KEEP_FIRST_TWO(dataset, incidents);
    KEEP_FIRST_TWO(dataset, reprisals);
    KEEP_FIRST_TWO(dataset, levels);
    KEEP_FIRST_TWO(dataset, measures);
    KEEP_FIRST_TWO(dataset, votes);
    KEEP_FIRST_TWO(dataset, treaties);
    KEEP_FIRST_TWO(dataset, treaty_reports);
    KEEP_FIRST_TWO(dataset, reviews);
    KEEP_FIRST_TWO(dataset, pledges);
}

/* METHOD 5: nobody's score depends on who else is assessed. */
static void a_score_does_not_change_when_another_state_leaves(void **state) {
    Case *test = *state;
    Assessment all, fewer;
    ASSERT_DONE(release_assess(test->arena, &test->inputs, 1, &all, &test->error), test->error);
    let_third_leave(&test->example.dataset);
    ASSERT_DONE(release_assess(test->arena, &test->inputs, 1, &fewer, &test->error), test->error);
    for (size_t i = 0; i < 2; i++) {
        assert_true(all.states[i].scores.geometric == fewer.states[i].scores.geometric);
        for (size_t j = 0; j < all.method->indicator_count; j++)
            assert_near(fewer.states[i].indicators[j].value, all.states[i].indicators[j].value, 0);
    }
}

/* METHOD 6: ranks only inside one group of candidates. */
static void only_candidates_of_one_group_are_compared(void **state) {
    Case *test = *state;
    Assessment assessment;
    AssessedState *states = test->example.dataset.states;
    states[0].role = STR("candidate");
    states[1].role = STR("member and candidate");
    states[2].role = STR("member");
    for (size_t i = 0; i < 3; i++)
        states[i].group = STR("APG");
    ASSERT_DONE(release_assess(test->arena, &test->inputs, 1, &assessment, &test->error),
                test->error);
    assert_int_equal(assessment.comparison_count, 1);
    assert_int_equal(assessment.comparisons[0].count, 2);
    states[1].group = STR("AFR");
    ASSERT_DONE(release_assess(test->arena, &test->inputs, 1, &assessment, &test->error),
                test->error);
    for (size_t i = 0; i < assessment.comparison_count; i++)
        assert_int_equal(assessment.comparisons[i].count, 1);
}

/* METHOD 3: no file of a release makes a share of a sample. */
static void a_sample_leaves_no_share_in_any_file(void **state) {
    Case *test = *state;
    make_sample(&test->example);
    const ReleaseFiles *files = release_files(test->arena, &test->inputs, 1);
    Str rest = release_file_named(files, "indicators.csv"), line;
    size_t samples = 0;
    while (rest.length && str_cut(&rest, '\n', &line)) {
        if (!str_contains(line, STR("not tested: sample"))) continue;
        Str cell, cells = line;
        for (size_t column = 0; str_cut(&cells, ',', &cell); column++)
            if (column > 2 && column != 4 && column < 13) assert_text(cell, "NA");
        samples++;
    }
    assert_true(samples > 20);
    Str json = release_file_named(files, "release.json");
    assert_false(str_contains(json, STR("\"at_risk\"")));
    assert_false(str_contains(json, STR("\"honoured\"")));
    assert_false(str_contains(json, STR("\"replied\"")));
}

/* What cannot be read back could never be verified. */
static void facts_that_the_input_files_cannot_hold_are_refused(void **state) {
    Case *test = *state;
    ReleaseFiles files;
    TreatyReportFact *reports = test->example.dataset.treaty_reports;
    reports[1] = reports[0];
    ASSERT_REFUSED(release_build(test->arena, &test->inputs, 1, &files, &test->error), test->error,
                   "could not be computed again");
}

#define RELEASE_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        RELEASE_TEST(two_runs_give_the_same_bytes_with_any_number_of_threads),
        RELEASE_TEST(another_seed_day_or_fact_gives_another_hash),
        RELEASE_TEST(what_was_written_verifies),
        RELEASE_TEST(one_flipped_byte_is_found_in_any_file),
        RELEASE_TEST(a_file_missing_or_too_many_is_found),
        RELEASE_TEST(a_release_that_is_there_is_not_written_again),
        RELEASE_TEST(names_cannot_lead_out_of_the_folder),
        RELEASE_TEST(so_many_draws_that_they_could_not_be_read_back_are_refused),
        RELEASE_TEST(a_draw_more_is_as_many_bytes_as_the_bound_counts),
        RELEASE_TEST(names_are_in_the_order_of_their_numbers),
        RELEASE_TEST(a_break_concerns_releases_on_both_sides_of_it),
        RELEASE_TEST(a_score_does_not_change_when_another_state_leaves),
        RELEASE_TEST(only_candidates_of_one_group_are_compared),
        RELEASE_TEST(a_sample_leaves_no_share_in_any_file),
        RELEASE_TEST(facts_that_the_input_files_cannot_hold_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
