#include "store/test_folder.h"

#include "assess/release_read.h"
#include "assess/test_release.h"

static Example example;
static Arena arena;
static const ReleaseFiles *files;
static Assessment assessment;
static ReleaseInputs inputs;

static int make_release(void **state) {
    (void)state;
    Error error;
    example_read(&example, GOLDEN);
    inputs = release_of_example(&arena, &example);
    files = release_files(&arena, &inputs, 1);
    return release_assess(&arena, &inputs, 1, &assessment, &error) ? 0 : -1;
}

static int drop_release(void **state) {
    (void)state;
    example_free(&example);
    arena_free(&arena);
    return 0;
}

static void the_values_are_those_of_the_assessment(void **state) {
    (void)state;
    Release release;
    Error error;
    ASSERT_DONE(release_parse(&arena, release_file_named(files, "release.json"), &release, &error),
                error);
    assert_text(release.id, "2026-1");
    assert_int_equal(release.as_of, inputs.as_of);
    assert_int_equal(release.draws, inputs.draws);
    assert_int_equal(release.state_count, 3);
    for (size_t s = 0; s < release.state_count; s++) {
        const ReleasedState *read = &release.states[s];
        const StateAssessment *made = &assessment.states[s];
        assert_true(read == release_state(&release, example.dataset.states[s].code));
        assert_true(read->overall.tested == made->assessable);
        assert_near(read->overall.score, made->scores.geometric, 0);
        assert_near(read->overall.low, made->overall.low, 0);
        for (int d = 0; d < DIMENSION_COUNT; d++)
            assert_near(read->dimensions[d].score, made->scores.dimensions[d], 0);
        assert_int_equal(read->indicator_count, assessment.method->indicator_count);
        for (size_t i = 0; i < read->indicator_count; i++) {
            assert_near(read->indicators[i].value, made->indicators[i].value, 0);
            assert_near(read->indicators[i].n, made->indicators[i].n, 0);
            assert_int_equal(read->indicators[i].available,
                             made->indicators[i].availability == AVAILABLE);
        }
        assert_int_equal(read->visits.count, assessment.observations.visit_curves[s].count);
    }
    assert_null(release_state(&release, STR("ZZZ")));
}

/* METHOD 10.1: wherever a score is, its interval is, and the score of draws lies in it. */
static void no_score_is_without_its_interval(void **state) {
    (void)state;
    Release release;
    Error error;
    ASSERT_DONE(release_parse(&arena, release_file_named(files, "release.json"), &release, &error),
                error);
    for (size_t s = 0; s < release.state_count; s++)
        for (int d = -1; d < DIMENSION_COUNT; d++) {
            const ReleasedState *read = &release.states[s];
            const ReleasedScore *score = d < 0 ? &read->overall : &read->dimensions[d];
            assert_true(isnan(score->score) == isnan(score->low));
            assert_true(isnan(score->score) == isnan(score->high));
            if (isnan(score->score)) continue;
            assert_true(score->low <= score->median && score->median <= score->high);
        }
}

static void the_draws_read_back_bit_by_bit(void **state) {
    (void)state;
    ReleaseDraws draws;
    DimensionScores scores;
    Release release;
    Error error;
    ASSERT_DONE(release_parse(&arena, release_file_named(files, "release.json"), &release, &error),
                error);
    ASSERT_DONE(release_parse_draws(&arena, release_file_named(files, "draws.bin"), &draws, &error),
                error);
    assert_int_equal(draws.draws, inputs.draws);
    for (size_t s = 0; s < release.state_count; s++) {
        if (!assessment.states[s].assessable) continue;
        assert_true(release_dimension_scores(&draws, &release.states[s], &scores));
        for (size_t i = 0; i < draws.draws; i++) {
            assert_true(scores.geometric[i] == assessment.draws.geometric[i]);
            for (int d = 0; d < DIMENSION_COUNT; d++)
                assert_near(scores.draws[d][i], assessment.state_draws[s].dimensions[d][i], 0);
        }
    }
}

static void a_broken_release_is_refused_and_nothing_is_read(void **state) {
    (void)state;
    static const char *const broken[] = {
        "", "{", "[]", "{}", "{\"as_of\":\"2026-07-31\",\"states\":[{\"indicators\":[{}]}]}"
    };
    Release release;
    Error error = { 0 };
    for (size_t i = 0; i < COUNT_OF(broken); i++)
        if (release_parse(&arena, str_from(broken[i]), &release, &error))
            fail_msg("\"%s\" is read as a release", broken[i]);
}

/* The numbers at the head of the file are not believed. */
static void draws_of_another_length_are_refused(void **state) {
    (void)state;
    Str whole = release_file_named(files, "draws.bin");
    ReleaseDraws draws;
    Error error;
    for (size_t length = 0; length < 40; length++)
        ASSERT_REFUSED(release_parse_draws(&arena, str_slice(whole, 0, length), &draws, &error),
                       error, "draws.bin");
    ASSERT_REFUSED(
        release_parse_draws(&arena, str_slice(whole, 0, whole.length - 1), &draws, &error), error,
        "draws.bin");
    for (size_t at = 8; at < 24; at++) {
        char *changed = arena_allocate(&arena, whole.length);
        memcpy(changed, whole.data, whole.length);
        changed[at] ^= 0x40;
        ASSERT_REFUSED(release_parse_draws(&arena, (Str){ changed, whole.length }, &draws, &error),
                       error, "draws.bin");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_values_are_those_of_the_assessment),
        cmocka_unit_test(no_score_is_without_its_interval),
        cmocka_unit_test(the_draws_read_back_bit_by_bit),
        cmocka_unit_test(a_broken_release_is_refused_and_nothing_is_read),
        cmocka_unit_test(draws_of_another_length_are_refused),
    };
    return cmocka_run_group_tests(tests, make_release, drop_release);
}
