#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/release_value.h"
#include "assess/test_support.h"
#include "base/prng.h"

static void nine_digits_are_kept(void **state) {
    (void)state;
    assert_true(release_value(65.72306184412025) == 65.7230618);
    assert_true(release_value(1.0 / 3) == 0.333333333);
    assert_true(release_value(100) == 100 && release_value(0) == 0);
    assert_true(release_value(-0.0000123456789123) == -0.0000123456789);
    assert_true(release_value(99.99999999999) == 100);
    assert_true(release_value(9.48002991345e-12) == 9.48002991e-12);
    assert_true(release_value(1234567890123.0) == 1234567890000.0);
    assert_true(isnan(release_value(NAN)) && isinf(release_value(INFINITY)));
}

/* The decimals of the C library are exact; only an exact half may be rounded otherwise there. */
static void it_is_the_decimal_of_nine_digits(void **state) {
    (void)state;
    Prng prng = { 5 };
    for (int i = 0; i < 100000; i++) {
        double x = exp((prng_uniform(&prng) - 0.5) * 80);
        char text[40];
        snprintf(text, sizeof text, "%.8e", x);
        assert_true(release_value(x) == strtod(text, NULL));
    }
}

static void rounding_twice_changes_nothing(void **state) {
    (void)state;
    Prng prng = { 6 };
    for (int i = 0; i < 100000; i++) {
        double once = release_value(100 * prng_uniform(&prng));
        assert_true(release_value(once) == once);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nine_digits_are_kept),
        cmocka_unit_test(it_is_the_decimal_of_nine_digits),
        cmocka_unit_test(rounding_twice_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
