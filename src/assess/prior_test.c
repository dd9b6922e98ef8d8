#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <jansson.h>

#include "assess/prior.h"
#include "assess/test_support.h"

static double number_in(const json_t *object, const char *name) {
    return json_number_value(json_object_get(object, name));
}

static void the_estimate_is_that_of_the_fixture(void **state) {
    (void)state;
    json_error_t error;
    json_t *fixture = json_load_file(GOLDEN "/unit/prior_estimation.json", 0, &error);
    assert_non_null(fixture);
    const json_t *data = json_object_get(fixture, "data_x_n");
    double x[16], n[16];
    size_t count = json_array_size(data);
    assert_int_equal(count, 8);
    for (size_t i = 0; i < count; i++) {
        x[i] = json_number_value(json_array_get(json_array_get(data, i), 0));
        n[i] = json_number_value(json_array_get(json_array_get(data, i), 1));
    }
    PriorEstimate estimate = prior_estimate(x, n, count);
    assert_true(estimate.estimated);
    assert_int_equal(estimate.states, (size_t)number_in(fixture, "K"));
    assert_near(estimate.cases, number_in(fixture, "N"), 0);
    assert_near(estimate.mean, number_in(fixture, "mu"), 1e-12);
    assert_near(estimate.between, number_in(fixture, "MSB"), 1e-12);
    assert_near(estimate.within, number_in(fixture, "MSW"), 1e-12);
    assert_near(estimate.mean_cases, number_in(fixture, "n0"), 1e-12);
    assert_near(estimate.correlation, number_in(fixture, "rho"), 1e-12);
    assert_near(estimate.raw_strength, number_in(fixture, "m_raw"), 1e-10);
    assert_near(estimate.strength, number_in(fixture, "m_clipped_2_20"), 1e-10);
    json_decref(fixture);
}

static void states_that_do_not_differ_are_pulled_hardest(void **state) {
    (void)state;
    const double x[] = { 2, 2, 2, 2 }, n[] = { 4, 4, 4, 4 };
    PriorEstimate estimate = prior_estimate(x, n, 4);
    assert_true(estimate.estimated && estimate.correlation <= 0);
    assert_near(estimate.strength, 20, 0);
}

static void states_that_differ_wholly_are_pulled_least(void **state) {
    (void)state;
    const double x[] = { 0, 10, 0, 10 }, n[] = { 10, 10, 10, 10 };
    PriorEstimate estimate = prior_estimate(x, n, 4);
    assert_near(estimate.raw_strength, 0, 1e-12);
    assert_near(estimate.strength, 2, 0);
}

static void what_nobody_did_is_not_impossible(void **state) {
    (void)state;
    const double none[] = { 0, 0, 0 }, all[] = { 3, 5, 4 }, n[] = { 3, 5, 4 };
    assert_near(prior_estimate(none, n, 3).mean, 0.5 / 13, 1e-15);
    assert_near(prior_estimate(all, n, 3).mean, 12.5 / 13, 1e-15);
}

static void one_state_or_one_case_each_is_no_estimate(void **state) {
    (void)state;
    const double x[] = { 1, 0, 1 }, one[] = { 1, 1, 1 }, alone[] = { 0, 4, 0 };
    assert_false(prior_estimate(x, one, 3).estimated);
    assert_false(prior_estimate(x, alone, 3).estimated);
    assert_false(prior_estimate(x, alone, 0).estimated);
}

static void a_release_takes_estimates_for_rates_and_keeps_the_rest(void **state) {
    (void)state;
    Example golden;
    example_golden(&golden);
    PriorEstimate estimates[INDICATOR_CODE_COUNT];
    priors_estimate(&golden.method, &golden.assessment.observations, golden.dataset.state_count,
                    estimates);
    Method method = method_with_priors(&golden.method, estimates);
    for (size_t i = 0; i < method.indicator_count; i++) {
        const Indicator *before = &golden.method.indicators[i], *after = &method.indicators[i];
        bool estimated = estimates[i].estimated;
        assert_true(before->kind == KIND_RATE || !estimated);
        assert_true(after->reference == (estimated ? estimates[i].mean : before->reference));
        assert_true(after->prior_strength ==
                    (estimated ? estimates[i].strength : before->prior_strength));
    }
    const Indicator *visits = method_indicator(&method, INDICATOR_SP1); /* 5/6, 2/9, 1/1 */
    assert_near(visits->reference, 8.0 / 16, 1e-12);
    example_free(&golden);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_estimate_is_that_of_the_fixture),
        cmocka_unit_test(states_that_do_not_differ_are_pulled_hardest),
        cmocka_unit_test(states_that_differ_wholly_are_pulled_least),
        cmocka_unit_test(what_nobody_did_is_not_impossible),
        cmocka_unit_test(one_state_or_one_case_each_is_no_estimate),
        cmocka_unit_test(a_release_takes_estimates_for_rates_and_keeps_the_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
