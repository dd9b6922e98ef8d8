#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/elementary.h"
#include "assess/test_support.h"
#include "base/prng.h"

enum { NUMBERS = 200000 };

/* Distance in units in the last place of `expected`. */
static double ulps(double actual, double expected) {
    double unit = nextafter(fabs(expected), INFINITY) - fabs(expected);
    return fabs(actual - expected) / unit;
}

static void the_logarithm_is_within_two_units_in_the_last_place(void **state) {
    (void)state;
    Prng prng = { 1 };
    double worst = 0;
    for (int i = 0; i < NUMBERS; i++) {
        double far = exp((prng_uniform(&prng) - 0.5) * 1400), near = 0.7 + prng_uniform(&prng);
        worst = fmax(worst, ulps(elementary_log(far), log(far)));
        worst = fmax(worst, ulps(elementary_log(near), log(near)));
    }
    assert_true(worst <= 2);
}

static void the_logarithm_has_its_limits(void **state) {
    (void)state;
    assert_true(elementary_log(1) == 0);
    assert_true(isinf(elementary_log(0)) && elementary_log(0) < 0);
    assert_true(isnan(elementary_log(-1)));
    assert_near(elementary_log(0x1p-1074), -744.4400719213812, 1e-12);
    assert_true(elementary_log1p(1e-300) == 1e-300);
    assert_true(isinf(elementary_log1p(-1)));
}

static void the_logarithm_of_one_and_a_little_keeps_the_little(void **state) {
    (void)state;
    Prng prng = { 2 };
    double worst = 0;
    for (int i = 0; i < NUMBERS; i++) {
        double x = (prng_uniform(&prng) - 0.5) * exp(-40 * prng_uniform(&prng));
        worst = fmax(worst, ulps(elementary_log1p(x), log1p(x)));
    }
    assert_true(worst <= 3);
}

static void the_exponential_is_within_two_units_in_the_last_place(void **state) {
    (void)state;
    Prng prng = { 3 };
    double worst = 0;
    for (int i = 0; i < NUMBERS; i++) {
        double x = (prng_uniform(&prng) - 0.5) * 1400;
        worst = fmax(worst, ulps(elementary_exp(x), exp(x)));
    }
    assert_true(worst <= 2);
    assert_true(elementary_exp(0) == 1 && elementary_exp(-1000) == 0);
    assert_true(isinf(elementary_exp(1000)));
}

/* log Gamma of whole and half numbers, from factorials in fifty digits. */
static void stirlings_error_is_what_the_gamma_function_lacks(void **state) {
    (void)state;
    const double errors[][2] = {
        { 0.5, 0.15342640972002736 },     { 1.0, 0.081061466795327261 },
        { 1.5, 0.054814121051917651 },    { 2.0, 0.041340695955409297 },
        { 3.5, 0.023746163656297496 },    { 6.5, 0.012810465242920227 },
        { 10.0, 0.0083305634333628708 },  { 15.5, 0.0053755990329268349 },
        { 16.0, 0.0052076559196096404 },  { 16.5, 0.0050498873315830018 },
        { 32.0, 0.0026040819192516564 },  { 100.0, 0.00083333055563491467 },
        { 400.5, 0.00020807319854076054 }
    };
    for (size_t i = 0; i < COUNT_OF(errors); i++)
        assert_near(elementary_stirling_error(errors[i][0]), errors[i][1], 5e-15);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_logarithm_is_within_two_units_in_the_last_place),
        cmocka_unit_test(the_logarithm_has_its_limits),
        cmocka_unit_test(the_logarithm_of_one_and_a_little_keeps_the_little),
        cmocka_unit_test(the_exponential_is_within_two_units_in_the_last_place),
        cmocka_unit_test(stirlings_error_is_what_the_gamma_function_lacks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
