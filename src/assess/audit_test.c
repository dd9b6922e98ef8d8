#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/audit.h"
#include "assess/test_support.h"

static Example golden;
static Audit golden_audit;

static int audit_golden(void **state) {
    (void)state;
    example_golden(&golden);
    golden_audit = audit(&golden.arena, &golden.assessment);
    return 0;
}

static int drop_golden(void **state) {
    (void)state;
    example_free(&golden);
    return 0;
}

static size_t index_of(IndicatorCode code) {
    return (size_t)(method_indicator(&golden.method, code) - golden.method.indicators);
}

static void availability_is_counted_by_item(void **state) {
    (void)state;
    const size_t *replies = golden_audit.availability[index_of(INDICATOR_SP3)].states;
    assert_int_equal(replies[AVAILABLE], 2);
    assert_int_equal(replies[NOT_TESTED], 1);
    assert_int_equal(golden_audit.dimensions_tested[DIMENSION_RE], 2);
    assert_int_equal(golden_audit.dimensions_tested[DIMENSION_SP], 3);
    assert_int_equal(golden_audit.assessable, 3);
}

static const Correlation *correlation_of(IndicatorCode first, IndicatorCode second) {
    for (size_t i = 0; i < golden_audit.correlation_count; i++) {
        const Correlation *correlation = &golden_audit.correlations[i];
        if (correlation->first == index_of(first) && correlation->second == index_of(second))
            return correlation;
    }
    fail();
    return NULL;
}

static void items_that_say_the_same_or_contradict_are_flagged(void **state) {
    (void)state;
    assert_int_equal(golden_audit.correlation_count, 210);
    /* SP1 68.32, 29.94, 56.44; SP2 51.63, 17.97, 48.52 */
    const Correlation *alike = correlation_of(INDICATOR_SP1, INDICATOR_SP2);
    assert_int_equal(alike->states, 3);
    assert_true(alike->same_dimension);
    assert_near(alike->value, 0.975157, 1e-6);
    assert_int_equal(alike->flag, CORRELATION_HIGH);
    /* SP0 100, 100, 1; SP6 100, 25.75, 100 */
    assert_int_equal(correlation_of(INDICATOR_SP0, INDICATOR_SP6)->flag, CORRELATION_NEGATIVE);
    const Correlation *across = correlation_of(INDICATOR_SP0, INDICATOR_CO1);
    assert_false(across->same_dimension);
    assert_int_equal(across->flag, CORRELATION_FINE);
}

static void two_states_are_too_few_to_correlate(void **state) {
    (void)state;
    const Correlation *few = correlation_of(INDICATOR_SP3, INDICATOR_SP4);
    assert_int_equal(few->states, 2);
    assert_int_equal(few->flag, CORRELATION_UNDEFINED);
    assert_true(isnan(few->value));
}

static void dimensions_are_correlated_as_well(void **state) {
    (void)state;
    assert_int_equal(golden_audit.dimension_correlation_count, 6);
    const Correlation *first = &golden_audit.dimension_correlations[1]; /* SP with CS */
    assert_int_equal(first->first, DIMENSION_SP);
    assert_int_equal(first->second, DIMENSION_CS);
    assert_true(first->value > 0.92 && first->flag == CORRELATION_HIGH);
}

/* METHOD 9: a standing invitation has 4 % of the total. */
static void effective_weights_sum_to_one(void **state) {
    (void)state;
    double nominal = 0, mean = 0;
    for (size_t i = 0; i < golden.method.indicator_count; i++) {
        nominal += golden_audit.weights[i].nominal;
        mean += golden_audit.weights[i].mean;
    }
    assert_near(nominal, 1, 1e-12);
    assert_near(mean, 1, 1e-12);
    assert_near(golden_audit.weights[index_of(INDICATOR_SP0)].nominal, 0.04, 1e-12);
    /* XCC lacks half of SP's weight and all of RE */
    double xcc = 0.04 / 0.55 / 0.7;
    assert_near(golden_audit.weights[index_of(INDICATOR_SP0)].mean, (0.04 + 0.04 + xcc) / 3, 1e-12);
}

static void removing_an_item_recomputes_the_scores(void **state) {
    (void)state;
    const Removal *removal = &golden_audit.removals[index_of(INDICATOR_SP0)];
    /* SP of XCC without SP0: (0.25 x 56.44 + 0.15 x 48.52 + 0.05 x 100)/0.45 */
    double without = (0.25 * 56.44 + 0.15 * 48.52 + 0.05 * 100) / 0.45;
    double expected = 46.136911 * pow(without / 48.16, 0.4 / 0.7);
    assert_int_equal(removal->score_state, 2);
    assert_near(removal->score_shift, expected - 46.136911, 1e-4);
    assert_int_equal(removal->rank_shift, 0);
    assert_int_equal(removal->rank_state, SIZE_MAX);
    assert_int_equal(removal->no_longer + removal->only_without, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(availability_is_counted_by_item),
        cmocka_unit_test(items_that_say_the_same_or_contradict_are_flagged),
        cmocka_unit_test(two_states_are_too_few_to_correlate),
        cmocka_unit_test(dimensions_are_correlated_as_well),
        cmocka_unit_test(effective_weights_sum_to_one),
        cmocka_unit_test(removing_an_item_recomputes_the_scores),
    };
    return cmocka_run_group_tests(tests, audit_golden, drop_golden);
}
