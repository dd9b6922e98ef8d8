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

static void stirlings_error_is_what_the_gamma_function_lacks(void **state) {
    (void)state;
    for (double z = 0.05; z < 400; z *= 1.07) {
        long double rest = lgammal(z) - ((z - 0.5L) * logl(z) - z + 0.918938533204672741780L);
        assert_near(elementary_stirling_error(z), (double)rest, 5e-15);
    }
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
