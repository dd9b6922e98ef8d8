#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/release_value.h"
#include "assess/test_support.h"

#define FIXTURES "tests/fixtures/assess/not_assessable"

/* Golden facts with a fourth State among the three, about which nothing is on record. */
static void read_four(Example *example) {
    static const char *const names[] = {
        "states",    "standing_invitations", "visit_events", "communications", "visit_reports",
        "incidents", "reprisal_cases",       "ordinals",     "external",       "votes",
        "treaties",  "treaty_reports",       "upr",          "pledges"
    };
    Error error;
    Str content;
    example_read(example, GOLDEN);
    example->dataset = (Dataset){ .communications_until = DAY_NONE };
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s.csv", i ? GOLDEN "/input" : FIXTURES, names[i]);
        if (!file_read(&example->arena, path, 1 << 20, &content, &error) ||
            !golden_table_read(&example->arena, names[i], content, &example->method,
                               &example->dataset, &error))
            fail_msg("%s", error.message);
    }
}

static void assert_four(const Example *example, const char *name) {
    Buffer out = { 0 };
    char path[256];
    snprintf(path, sizeof path, FIXTURES "/%s", name);
    golden_output_text(&out, &example->assessment, golden_file(name));
    assert_json_file(buffer_str(&out), path);
    buffer_free(&out);
}

/* METHOD 5: no interval, no rank, no sensitivity; its uniforms are consumed all the same. */
static void a_state_not_assessable_stays_so_in_every_draw(void **state) {
    (void)state;
    Example example;
    read_four(&example);
    AssessOptions options = golden_options(&example.method, 1);
    example_assess(&example, &options);
    const StateAssessment *unknown = &example.assessment.states[1];
    assert_false(unknown->assessable);
    assert_true(isnan(unknown->scores.geometric) && isnan(unknown->overall.mean));
    assert_false(unknown->verdict.assessable);
    assert_null(example.assessment.state_draws[1].overall);
    size_t member;
    assert_null(assessment_comparison(&example.assessment, 1, &member));
    assert_four(&example, "montecarlo.json");
    assert_four(&example, "sobol.json");
    example_free(&example);
}

/* METHOD 5: a dimension that is not tested has no interval, though draws that impute fill it in. */
static void what_is_imputed_is_never_shown_as_a_dimension(void **state) {
    (void)state;
    Example golden;
    example_golden(&golden);
    const StateAssessment *third = &golden.assessment.states[2];
    const StateDraws *draws = &golden.assessment.state_draws[2];
    size_t filled = 0;
    for (size_t draw = 0; draw < golden.assessment.draws.count; draw++)
        if (!isnan(draws->dimensions[DIMENSION_RE][draw])) filled++;
    assert_false(third->tested[DIMENSION_RE]);
    assert_true(isnan(third->scores.dimensions[DIMENSION_RE]));
    assert_true(isnan(third->dimensions[DIMENSION_RE].mean));
    assert_in_range(filled, 900, 1100); /* half of 2000 */
    example_free(&golden);
}

static void availability_does_not_flip_in_the_draws(void **state) {
    (void)state;
    Example golden;
    example_golden(&golden);
    for (size_t i = 0; i < golden.dataset.state_count; i++) {
        const StateAssessment *assessed = &golden.assessment.states[i];
        for (size_t draw = 0; draw < golden.assessment.draws.count; draw++) {
            bool imputed = golden.assessment.draws.imputed[draw];
            assert_true(golden.assessment.state_draws[i].overall[draw] >= 1);
            for (int j = 0; j < DIMENSION_COUNT; j++) {
                double score = golden.assessment.state_draws[i].dimensions[j][draw];
                bool there = !isnan(score);
                assert_int_equal(there, assessed->tested[j] || imputed);
            }
        }
    }
    example_free(&golden);
}

/* A dimension added up by hand from the value each draw gives each item. */
static void a_draw_is_the_sum_of_its_values(void **state) {
    (void)state;
    Example golden;
    example_golden(&golden);
    const Method *method = &golden.method;
    const Draws *draws = &golden.assessment.draws;
    for (size_t draw = 0; draw < 200; draw++) {
        double sum = 0, weights = 0;
        for (size_t i = 0; i < method->indicator_count; i++) {
            const Indicator *indicator = &method->indicators[i];
            if (indicator->dimension != DIMENSION_SP) continue;
            double value =
                draw_value(method, draws, draw, 2, i,
                           observed_facts(&golden.assessment.observations, 2, indicator->code));
            if (isnan(value) && !draws->imputed[draw]) continue;
            if (isnan(value)) value = indicator->reference;
            double weight = draws->indicator_weights[i][draw];
            sum += weight *
                   score_of(method, method->goalposts[draws->alternative_goalposts[draw]], value);
            weights += weight;
        }
        double dimension = golden.assessment.state_draws[2].dimensions[DIMENSION_SP][draw];
        assert_near(dimension, sum / weights, 1e-10);
    }
    example_free(&golden);
}

/* ---------------------------------------------------------------- threads */

static bool same_double(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0;
}

static void assert_same_draws(const Assessment *a, const Assessment *b) {
    for (size_t i = 0; i < a->dataset->state_count; i++) {
        size_t bytes = a->draws.count * sizeof(double);
        assert_memory_equal(a->state_draws[i].overall, b->state_draws[i].overall, bytes);
        for (int j = 0; j < DIMENSION_COUNT; j++)
            assert_memory_equal(a->state_draws[i].dimensions[j], b->state_draws[i].dimensions[j],
                                bytes);
        assert_true(same_double(a->states[i].overall.mean, b->states[i].overall.mean));
        assert_memory_equal(&a->states[i].sensitivity, &b->states[i].sensitivity,
                            sizeof a->states[i].sensitivity);
    }
}

static void any_number_of_threads_gives_the_same_bits(void **state) {
    (void)state;
    const unsigned threads[] = { 2, 3, 7 };
    Example one;
    example_golden(&one);
    Buffer expected = { 0 }, actual = { 0 };
    golden_output_text(&expected, &one.assessment, golden_file("montecarlo.json"));
    for (size_t i = 0; i < COUNT_OF(threads); i++) {
        Example many;
        example_read(&many, GOLDEN);
        AssessOptions options = golden_options(&many.method, threads[i]);
        example_assess(&many, &options);
        assert_same_draws(&one.assessment, &many.assessment);
        buffer_clear(&actual);
        golden_output_text(&actual, &many.assessment, golden_file("montecarlo.json"));
        assert_true(str_equal(buffer_str(&actual), buffer_str(&expected)));
        example_free(&many);
    }
    buffer_free(&expected);
    buffer_free(&actual);
    example_free(&one);
}

static void released_draws_have_nine_digits(void **state) {
    (void)state;
    Example golden;
    example_read(&golden, GOLDEN);
    AssessOptions options = assess_options(&golden.method);
    example_assess(&golden, &options);
    for (size_t i = 0; i < golden.dataset.state_count; i++)
        for (size_t draw = 0; draw < golden.assessment.draws.count; draw++) {
            double overall = golden.assessment.state_draws[i].overall[draw];
            assert_true(release_value(overall) == overall);
        }
    assert_near(golden.assessment.states[0].overall.mean, 67.649813, 1e-6);
    example_free(&golden);
}

static void another_seed_gives_other_draws_and_nearly_the_same_interval(void **state) {
    (void)state;
    Example a, b;
    example_golden(&a);
    example_read(&b, GOLDEN);
    AssessOptions options = golden_options(&b.method, 1);
    options.seed++;
    example_assess(&b, &options);
    assert_true(a.assessment.state_draws[0].overall[0] != b.assessment.state_draws[0].overall[0]);
    for (size_t i = 0; i < a.dataset.state_count; i++)
        assert_near(a.assessment.states[i].overall.mean, b.assessment.states[i].overall.mean, 1);
    example_free(&a);
    example_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_state_not_assessable_stays_so_in_every_draw),
        cmocka_unit_test(what_is_imputed_is_never_shown_as_a_dimension),
        cmocka_unit_test(availability_does_not_flip_in_the_draws),
        cmocka_unit_test(a_draw_is_the_sum_of_its_values),
        cmocka_unit_test(any_number_of_threads_gives_the_same_bits),
        cmocka_unit_test(released_draws_have_nine_digits),
        cmocka_unit_test(another_seed_gives_other_draws_and_nearly_the_same_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
