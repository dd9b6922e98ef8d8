#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/spread.h"
#include "assess/test_support.h"
#include "base/prng.h"

enum { MOST = 2000 };

static int by_value(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void points_are_those_of_the_sorted_values(void **state) {
    (void)state;
    static double values[MOST], sorted[MOST];
    Prng prng = { 9 };
    for (int round = 0; round < 2000; round++) {
        size_t count = 1 + prng_next(&prng) % (round % 50 ? 40 : MOST);
        uint64_t different = 1 + prng_next(&prng) % 60; /* many ties */
        for (size_t i = 0; i < count; i++)
            values[i] = sorted[i] = (double)(prng_next(&prng) % different);
        qsort(sorted, count, sizeof *sorted, by_value);
        double low = prng_uniform(&prng), high = prng_uniform(&prng);
        Spread spread = spread_of(values, count, low, high);
        assert_true(spread.low == sorted[nearest_rank(low, count)]);
        assert_true(spread.middle == sorted[nearest_rank(0.5, count)]);
        assert_true(spread.high == sorted[nearest_rank(high, count)]);
    }
}

/* R type 1. */
static void the_nearest_rank_is_the_first_that_reaches_the_point(void **state) {
    (void)state;
    assert_int_equal(nearest_rank(0.05, 2000), 99);
    assert_int_equal(nearest_rank(0.95, 2000), 1899);
    assert_int_equal(nearest_rank(0.5, 5), 2);
    assert_int_equal(nearest_rank(0.5, 4), 1);
    assert_int_equal(nearest_rank(0, 7), 0);
    assert_int_equal(nearest_rank(1, 7), 6);
}

static void a_sum_loses_no_small_part(void **state) {
    (void)state;
    const double values[] = { 1e16, 1, -1e16, 1, 0.5 };
    assert_true(sum_exactly(values, COUNT_OF(values)) == 2.5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_are_those_of_the_sorted_values),
        cmocka_unit_test(the_nearest_rank_is_the_first_that_reaches_the_point),
        cmocka_unit_test(a_sum_loses_no_small_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
