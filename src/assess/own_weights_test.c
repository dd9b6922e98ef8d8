#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/own_weights.h"
#include "assess/release_value.h"
#include "assess/test_support.h"

/* P3: a delegation weighs a release by its own judgement. */

static Example golden;
static double *scratch;

static int assess_golden(void **state) {
    (void)state;
    example_read(&golden, GOLDEN);
    AssessOptions options = assess_options(&golden.method);
    example_assess(&golden, &options);
    scratch = ARENA_ARRAY(&golden.arena, options.draws, double);
    return 0;
}

static int drop_golden(void **state) {
    (void)state;
    example_free(&golden);
    return 0;
}

static DimensionScores scores_of(size_t state) {
    DimensionScores scores = { .geometric = golden.assessment.draws.geometric,
                               .count = golden.assessment.draws.count };
    for (int i = 0; i < DIMENSION_COUNT; i++) {
        scores.nominal[i] = golden.assessment.states[state].scores.dimensions[i];
        scores.draws[i] = golden.assessment.state_draws[state].dimensions[i];
    }
    return scores;
}

static OwnScore own(size_t state, const double weights[DIMENSION_COUNT]) {
    OwnScore result;
    Error error;
    DimensionScores scores = scores_of(state);
    if (!own_score(&golden.method, weights, &scores, scratch, &result, &error))
        fail_msg("%s", error.message);
    return result;
}

static void the_methods_weights_give_the_methods_score(void **state) {
    (void)state;
    for (size_t i = 0; i < golden.dataset.state_count; i++) {
        OwnScore score = own(i, golden.method.dimension_weights);
        assert_true(score.assessable);
        assert_near(score.score, golden.assessment.states[i].scores.geometric, 1e-6);
        assert_near(score.spread.middle, golden.assessment.states[i].overall.middle, 1.5);
    }
}

static void one_dimension_alone_gives_its_own_interval(void **state) {
    (void)state;
    OwnScore score = own(0, (double[]){ 0, 0, 3, 0 });
    const StateAssessment *first = &golden.assessment.states[0];
    assert_near(score.score, first->scores.dimensions[DIMENSION_CS], 1e-6);
    assert_near(score.spread.low, first->dimensions[DIMENSION_CS].low, 1e-6);
    assert_near(score.spread.high, first->dimensions[DIMENSION_CS].high, 1e-6);
}

static void weights_on_what_is_untested_leave_no_score(void **state) {
    (void)state;
    OwnScore score = own(2, (double[]){ 0.2, 0.5, 0.2, 0.1 }); /* XCC: RE is not tested */
    assert_false(score.assessable);
    assert_true(isnan(score.score) && isnan(score.spread.mean));
    assert_true(own(2, (double[]){ 0.3, 0.4, 0.2, 0.1 }).assessable);
}

static void only_proportions_of_weights_matter(void **state) {
    (void)state;
    OwnScore one = own(1, (double[]){ 1, 2, 3, 4 }), ten = own(1, (double[]){ 10, 20, 30, 40 });
    assert_true(one.score == ten.score && one.spread.low == ten.spread.low);
    assert_true(release_value(one.spread.mean) == one.spread.mean);
}

static void negative_or_empty_weights_are_refused(void **state) {
    (void)state;
    const double bad[][DIMENSION_COUNT] = {
        { 1, -1, 1, 1 }, { 0, 0, 0, 0 }, { NAN, 1, 1, 1 }, { INFINITY, 1, 1, 1 }
    };
    DimensionScores scores = scores_of(0);
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        OwnScore result;
        Error error;
        assert_false(own_score(&golden.method, bad[i], &scores, scratch, &result, &error));
        assert_says(&error, "weight");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_methods_weights_give_the_methods_score),
        cmocka_unit_test(one_dimension_alone_gives_its_own_interval),
        cmocka_unit_test(weights_on_what_is_untested_leave_no_score),
        cmocka_unit_test(only_proportions_of_weights_matter),
        cmocka_unit_test(negative_or_empty_weights_are_refused),
    };
    return cmocka_run_group_tests(tests, assess_golden, drop_golden);
}
