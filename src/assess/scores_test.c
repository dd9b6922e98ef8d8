#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/scores.h"
#include "assess/test_support.h"

static void goalposts_are_those_of_the_fixture(void **state) {
    (void)state;
    Fixture fixture;
    size_t rows = 0;
    Method method = { .score_floor = 1, .score_span = 99 };
    fixture_open(&fixture, GOLDEN "/unit/goalposts.csv");
    for (; fixture_next(&fixture); rows++) {
        double low = fixture_number(&fixture, 1), high = fixture_number(&fixture, 2);
        double x = fixture_number(&fixture, 0);
        bool higher_is_better = fixture_number(&fixture, 3) > 0;
        double share = goalpost_share(x, low, high, higher_is_better);
        assert_near(share, fixture_number(&fixture, 4), 1e-6);
        assert_near(score_of(&method, (double[]){ 0, 1 }, share), fixture_number(&fixture, 5),
                    1e-6);
    }
    assert_int_equal(rows, 7);
}

static void means_are_those_of_the_fixture(void **state) {
    (void)state;
    Fixture fixture;
    size_t rows = 0;
    fixture_open(&fixture, GOLDEN "/unit/means.csv");
    for (; fixture_next(&fixture); rows++) {
        double values[8], weights[8];
        size_t count = fixture_numbers(&fixture, 0, values, COUNT_OF(values));
        assert_int_equal(fixture_numbers(&fixture, 1, weights, COUNT_OF(weights)), count);
        assert_near(mean_arithmetic(values, weights, count), fixture_number(&fixture, 2), 1e-6);
        assert_near(mean_geometric(values, weights, count), fixture_number(&fixture, 3), 1e-6);
        assert_near(mean_harmonic(values, weights, count), fixture_number(&fixture, 4), 1e-6);
    }
    assert_int_equal(rows, 5);
}

/* ---------------------------------------------------------------- availability, METHOD 5 */

static Example golden;

static int read_golden(void **state) {
    (void)state;
    example_read(&golden, GOLDEN);
    return 0;
}

static int drop_golden(void **state) {
    (void)state;
    example_free(&golden);
    return 0;
}

/* All items of a dimension at `score`, or missing where NAN. */
static void set_dimension(double scores[INDICATOR_CODE_COUNT], Dimension dimension, double score) {
    for (size_t i = 0; i < golden.method.indicator_count; i++)
        if (golden.method.indicators[i].dimension == dimension) scores[i] = score;
}

static void set_item(double scores[INDICATOR_CODE_COUNT], IndicatorCode code, double score) {
    scores[method_indicator(&golden.method, code) - golden.method.indicators] = score;
}

static void half_of_a_dimensions_weight_is_enough(void **state) {
    (void)state;
    double scores[INDICATOR_CODE_COUNT];
    for (int i = 0; i < DIMENSION_COUNT; i++)
        set_dimension(scores, (Dimension)i, 40);
    set_dimension(scores, DIMENSION_CS, NAN);
    set_item(scores, INDICATOR_CS1, 70); /* 0.50 */
    Scores result = scores_add_up(&golden.method, scores, SIZE_MAX);
    assert_near(result.dimensions[DIMENSION_CS], 70, 1e-12);
    assert_near(result.dimension_shares[DIMENSION_CS], 0.5, 1e-12);
    set_item(scores, INDICATOR_CS1, NAN);
    set_item(scores, INDICATOR_CS2, 70); /* 0.25 */
    assert_true(isnan(scores_add_up(&golden.method, scores, SIZE_MAX).dimensions[DIMENSION_CS]));
}

static void the_weight_of_what_is_missing_goes_to_the_others(void **state) {
    (void)state;
    double scores[INDICATOR_CODE_COUNT];
    for (int i = 0; i < DIMENSION_COUNT; i++)
        set_dimension(scores, (Dimension)i, 50);
    set_item(scores, INDICATOR_CS2, NAN);
    set_item(scores, INDICATOR_CS1, 80);
    double expected = (0.5 * 80 + 0.25 * 50) / 0.75;
    Scores result = scores_add_up(&golden.method, scores, SIZE_MAX);
    assert_near(result.dimensions[DIMENSION_CS], expected, 1e-12);
}

static void six_tenths_of_the_whole_are_needed(void **state) {
    (void)state;
    double scores[INDICATOR_CODE_COUNT];
    for (int i = 0; i < DIMENSION_COUNT; i++)
        set_dimension(scores, (Dimension)i, 50);
    set_dimension(scores, DIMENSION_SP, NAN); /* leaves exactly 0.60 */
    Scores result = scores_add_up(&golden.method, scores, SIZE_MAX);
    assert_near(result.geometric, 50, 1e-9);
    assert_near(result.overall_share, 0.6, 1e-12);
    set_dimension(scores, DIMENSION_CS, NAN); /* 0.45 */
    assert_true(isnan(scores_add_up(&golden.method, scores, SIZE_MAX).geometric));
}

static void treaties_do_not_buy_off_reprisals(void **state) {
    (void)state;
    double scores[INDICATOR_CODE_COUNT];
    for (int i = 0; i < DIMENSION_COUNT; i++)
        set_dimension(scores, (Dimension)i, 60);
    set_dimension(scores, DIMENSION_RE, 1);
    set_dimension(scores, DIMENSION_CO, 100);
    Scores result = scores_add_up(&golden.method, scores, SIZE_MAX);
    assert_true(result.geometric < 20 && result.arithmetic > 45);
}

/* METHOD 13: a zero score would have no logarithm; the floor keeps it. */
static void the_lowest_score_is_one(void **state) {
    (void)state;
    assert_near(score_of(&golden.method, golden.method.goalposts[0], 0), 1, 0);
    assert_near(score_of(&golden.method, golden.method.goalposts[1], 0), 1, 0);
    assert_near(score_of(&golden.method, golden.method.goalposts[0], 1), 100, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goalposts_are_those_of_the_fixture),
        cmocka_unit_test(means_are_those_of_the_fixture),
        cmocka_unit_test(half_of_a_dimensions_weight_is_enough),
        cmocka_unit_test(the_weight_of_what_is_missing_goes_to_the_others),
        cmocka_unit_test(six_tenths_of_the_whole_are_needed),
        cmocka_unit_test(treaties_do_not_buy_off_reprisals),
        cmocka_unit_test(the_lowest_score_is_one),
    };
    return cmocka_run_group_tests(tests, read_golden, drop_golden);
}
