#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/relative_normalisation.h"
#include "assess/release_value.h"
#include "assess/test_support.h"

/* ---------------------------------------------------------------- who else is there (METHOD 5) */

/* The golden data set without one State: facts of others keep their State. */
static Dataset without(Arena *arena, const Dataset *dataset, size_t gone) {
    Dataset less = *dataset;
    less.states = ARENA_ARRAY(arena, dataset->state_count, AssessedState);
    less.state_count = 0;
    for (size_t state = 0; state < dataset->state_count; state++)
        if (state != gone) less.states[less.state_count++] = dataset->states[state];
#define KEEP(type, array)                                                                          \
    less.array = ARENA_ARRAY(arena, dataset->array##_count, type);                                 \
    less.array##_count = 0;                                                                        \
    for (size_t i = 0; i < dataset->array##_count; i++) {                                          \
        type fact = dataset->array[i];                                                             \
        if (fact.state == gone) continue;                                                          \
        if (fact.state > gone) fact.state--;                                                       \
        less.array[less.array##_count++] = fact;                                                   \
    }
    KEEP(InvitationFact, invitations)
    KEEP(VisitFact, visits)
    KEEP(CommunicationFact, communications)
    KEEP(VisitReportFact, visit_reports)
    KEEP(IncidentFact, incidents)
    KEEP(ReprisalFact, reprisals)
    KEEP(LevelFact, levels)
    KEEP(MeasureFact, measures)
    KEEP(VoteFact, votes)
    KEEP(TreatyFact, treaties)
    KEEP(TreatyReportFact, treaty_reports)
    KEEP(ReviewFact, reviews)
    KEEP(PledgeFact, pledges)
    return less;
}

static void a_states_score_does_not_change_when_another_leaves(void **state) {
    (void)state;
    Example golden;
    example_golden(&golden);
    for (size_t gone = 0; gone < golden.dataset.state_count; gone++) {
        Dataset less = without(&golden.arena, &golden.dataset, gone);
        AssessOptions options = golden_options(&golden.method, 1);
        Assessment assessment;
        Error error;
        assert_true(assess(&golden.arena, &less, &golden.method, &options, &assessment, &error));
        for (size_t i = 0; i < less.state_count; i++) {
            const StateAssessment *before = &golden.assessment.states[i < gone ? i : i + 1];
            const StateAssessment *after = &assessment.states[i];
            assert_true(after->scores.geometric == before->scores.geometric);
            assert_true(after->scores.arithmetic == before->scores.arithmetic);
            for (size_t j = 0; j < golden.method.indicator_count; j++) {
                double a = before->indicators[j].score, b = after->indicators[j].score;
                assert_true(a == b || (isnan(a) && isnan(b)));
            }
            assert_memory_equal(&after->sensitivity, &before->sensitivity,
                                sizeof after->sensitivity);
        }
    }
    example_free(&golden);
}

/* The counter-example: with min-max the same data give another score (METHOD 5, 13). */
static void relative_normalisation_lets_others_change_a_score(void **state) {
    (void)state;
    Example golden;
    example_golden(&golden);
    double three[3], two[3];
    relative_overall(&golden.assessment, 3, three);
    relative_overall(&golden.assessment, 2, two);
    assert_near(three[1], 4.175091, 1e-6);
    assert_near(two[1], 2.599984, 1e-6);
    assert_near(three[0], 100, 1e-9);
    example_free(&golden);
}

/* METHOD 13: min-max over a range of nothing is no number in other software. */
static void a_range_of_nothing_falls_back_on_fixed_goalposts(void **state) {
    (void)state;
    Example golden;
    example_golden(&golden);
    double one;
    relative_overall(&golden.assessment, 1, &one);
    assert_near(one, golden.assessment.states[0].scores.geometric, 0);
    example_free(&golden);
}

/* ---------------------------------------------------------------- as of a date */

/* What happens later is not known, and the past does not change with it. */
static void facts_after_the_as_of_date_change_nothing(void **state) {
    (void)state;
    Example golden;
    example_golden(&golden);
    Dataset later = golden.dataset;
    VisitFact visits[64];
    CommunicationFact letters[64];
    memcpy(visits, later.visits, later.visits_count * sizeof *visits);
    memcpy(letters, later.communications, later.communications_count * sizeof *letters);
    visits[later.visits_count++] = (VisitFact){
        1,
        STR("SR judges"),
        STR("B-IJL"),
        VISIT_COMPLETED,
        day_of("2026-08-01"),
        VISIT_BY_MANDATE,
        DAY_NONE,
    };
    letters[later.communications_count++] =
        (CommunicationFact){ 1,        STR("XBB 9/2026"), COMMUNICATION_AL, day_of("2026-08-01"),
                             REPLY_R4, DAY_NONE,          DAY_NONE };
    later.visits = visits;
    later.communications = letters;
    AssessOptions options = golden_options(&golden.method, 1);
    Assessment assessment;
    Error error;
    assert_true(assess(&golden.arena, &later, &golden.method, &options, &assessment, &error));
    for (size_t file = 0; file < golden_output_count(); file++) {
        Buffer before = { 0 }, after = { 0 };
        golden_output_text(&before, &golden.assessment, file);
        golden_output_text(&after, &assessment, file);
        assert_true(str_equal(buffer_str(&before), buffer_str(&after)));
        buffer_free(&before);
        buffer_free(&after);
    }
    example_free(&golden);
}

/* ---------------------------------------------------------------- comparisons */

/* METHOD 6: ranks only inside the same electoral group and election. */
static void only_states_of_one_set_are_compared(void **state) {
    (void)state;
    Example golden;
    example_read(&golden, GOLDEN);
    const size_t sets[] = { 4, ASSESS_NO_SET, 4 };
    AssessOptions options = golden_options(&golden.method, 2);
    options.sets = sets;
    example_assess(&golden, &options);
    size_t member;
    assert_int_equal(golden.assessment.comparison_count, 1);
    assert_null(assessment_comparison(&golden.assessment, 1, &member));
    const Comparison *comparison = assessment_comparison(&golden.assessment, 2, &member);
    assert_non_null(comparison);
    assert_int_equal(comparison->set, 4);
    assert_int_equal(comparison->count, 2);
    assert_int_equal(member, 1);
    assert_near(comparison->above[0 * 2 + 1], 0.9935, 1e-15); /* XAA above XCC, as in all three */
    example_free(&golden);
}

/* ---------------------------------------------------------------- red lines, METHOD 7 */

static const StateAssessment *with_red_lines(Example *golden, RedLineFact *lines, size_t count) {
    example_read(golden, GOLDEN);
    golden->dataset.red_lines = lines;
    golden->dataset.red_lines_count = count;
    AssessOptions options = golden_options(&golden->method, 1);
    example_assess(golden, &options);
    return &golden->assessment.states[0];
}

static void assert_verdict(const Example *golden, size_t state, const char *expected) {
    Arena arena = { 0 };
    Str text = verdict_text(&arena, &golden->method, golden->assessment.states[state].verdict);
    if (!str_equal_c(text, expected)) fail_msg("%.*s", STR_ARGUMENTS(text));
    arena_free(&arena);
}

static void a_red_line_in_force_caps_the_verdict_and_is_named(void **state) {
    (void)state;
    Example golden;
    RedLineFact lines[] = {
        { 0, RED_LINE_SUSPENDED, day_of("2025-03-01"), DAY_NONE, STR("A/RES/x") },
        { 0, RED_LINE_REFUSAL, day_of("2020-03-01"), day_of("2026-07-31"), STR("ended") },
        { 0, RED_LINE_PUNISHING, day_of("2026-08-01"), DAY_NONE, STR("to come") },
    };
    const StateAssessment *first = with_red_lines(&golden, lines, COUNT_OF(lines));
    assert_int_equal(first->red_line_count, 1);
    assert_int_equal(first->red_lines[0].kind, RED_LINE_SUSPENDED);
    assert_true(str_equal(first->red_lines[0].source, STR("A/RES/x")));
    assert_verdict(&golden, 0, "cooperates in part");
    assert_near(first->scores.geometric, 65.723062, 1e-6); /* the score stands beside it */
    assert_verdict(&golden, 1, "cooperates little");
    example_free(&golden);
}

static void a_killing_without_response_is_a_red_line(void **state) {
    (void)state;
    Example golden;
    example_read(&golden, GOLDEN);
    for (size_t i = 0; i < golden.dataset.reprisals_count; i++)
        golden.dataset.reprisals[i].killing_or_disappearance = true;
    AssessOptions options = golden_options(&golden.method, 1);
    example_assess(&golden, &options);
    assert_int_equal(golden.assessment.states[0].red_line_count, 0); /* XAA answered both */
    assert_int_equal(golden.assessment.states[1].red_line_count, 4);
    assert_int_equal(golden.assessment.states[1].red_lines[0].kind, RED_LINE_KILLING);
    assert_true(str_equal(golden.assessment.states[1].red_lines[0].source, STR("B-c1")));
    example_free(&golden);
}

/* ---------------------------------------------------------------- released values */

static void released_values_have_nine_digits(void **state) {
    (void)state;
    Example golden;
    example_read(&golden, GOLDEN);
    AssessOptions options = assess_options(&golden.method);
    assert_true(options.released);
    example_assess(&golden, &options);
    for (size_t i = 0; i < golden.dataset.state_count; i++) {
        const StateAssessment *assessed = &golden.assessment.states[i];
        const double values[] = { assessed->scores.geometric, assessed->overall.mean,
                                  assessed->overall.low, assessed->sensitivity.variance,
                                  assessed->honours };
        for (size_t j = 0; j < COUNT_OF(values); j++)
            assert_true(release_value(values[j]) == values[j]);
        for (size_t j = 0; j < golden.method.indicator_count; j++) {
            const IndicatorEstimate *estimate = &assessed->indicators[j];
            if (isnan(estimate->low)) continue;
            assert_true(release_value(estimate->low) == estimate->low);
            assert_true(release_value(estimate->score) == estimate->score);
        }
    }
    assert_near(golden.assessment.states[0].scores.geometric, 65.7230618, 0);
    example_free(&golden);
}

static void a_released_assessment_is_the_same_for_any_number_of_threads(void **state) {
    (void)state;
    Example one, seven;
    example_read(&one, GOLDEN);
    example_read(&seven, GOLDEN);
    AssessOptions options = assess_options(&one.method);
    example_assess(&one, &options);
    options.threads = 7;
    example_assess(&seven, &options);
    for (size_t file = 0; file < golden_output_count(); file++) {
        Buffer a = { 0 }, b = { 0 };
        golden_output_text(&a, &one.assessment, file);
        golden_output_text(&b, &seven.assessment, file);
        assert_true(str_equal(buffer_str(&a), buffer_str(&b)));
        buffer_free(&a);
        buffer_free(&b);
    }
    example_free(&one);
    example_free(&seven);
}

/* ---------------------------------------------------------------- refusals */

static void options_out_of_bounds_are_refused(void **state) {
    (void)state;
    Example golden;
    example_read(&golden, GOLDEN);
    AssessOptions good = assess_options(&golden.method), bad[5];
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        bad[i] = good;
    bad[0].as_of = DAY_NONE;
    bad[1].draws = 0;
    bad[2].sobol_rows = 1;
    bad[3].threads = 0;
    bad[4].threads = 1000;
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        Assessment assessment;
        Error error;
        assert_false(
            assess(&golden.arena, &golden.dataset, &golden.method, &bad[i], &assessment, &error));
        assert_int_equal(error.kind, ERROR_USAGE);
    }
    example_free(&golden);
}

static void a_fact_that_breaks_a_rule_is_refused_by_kind_and_number(void **state) {
    (void)state;
    Example golden;
    Assessment assessment;
    Error error;
    example_read(&golden, GOLDEN);
    AssessOptions options = assess_options(&golden.method);
    golden.dataset.communications[4].acknowledged_on = day_of("2020-01-01");
    assert_false(
        assess(&golden.arena, &golden.dataset, &golden.method, &options, &assessment, &error));
    assert_says(&error, "communication 5, ack_date");
    golden.dataset.votes[1].state = 17;
    golden.dataset.communications[4].acknowledged_on = DAY_NONE;
    assert_false(
        assess(&golden.arena, &golden.dataset, &golden.method, &options, &assessment, &error));
    assert_says(&error, "vote 2, state");
    example_free(&golden);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_states_score_does_not_change_when_another_leaves),
        cmocka_unit_test(relative_normalisation_lets_others_change_a_score),
        cmocka_unit_test(a_range_of_nothing_falls_back_on_fixed_goalposts),
        cmocka_unit_test(facts_after_the_as_of_date_change_nothing),
        cmocka_unit_test(only_states_of_one_set_are_compared),
        cmocka_unit_test(a_red_line_in_force_caps_the_verdict_and_is_named),
        cmocka_unit_test(a_killing_without_response_is_a_red_line),
        cmocka_unit_test(released_values_have_nine_digits),
        cmocka_unit_test(a_released_assessment_is_the_same_for_any_number_of_threads),
        cmocka_unit_test(options_out_of_bounds_are_refused),
        cmocka_unit_test(a_fact_that_breaks_a_rule_is_refused_by_kind_and_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
