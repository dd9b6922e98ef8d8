#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/test_support.h"
#include "assess/wilson.h"

static void intervals_are_those_of_the_fixture(void **state) {
    (void)state;
    Fixture fixture;
    size_t rows = 0;
    fixture_open(&fixture, GOLDEN "/unit/wilson95.csv");
    for (; fixture_next(&fixture); rows++) {
        Interval interval =
            wilson_interval(fixture_number(&fixture, 0), fixture_number(&fixture, 1));
        assert_near(interval.low, fixture_number(&fixture, 3), 1e-6);
        assert_near(interval.high, fixture_number(&fixture, 4), 1e-6);
    }
    assert_int_equal(rows, 10);
}

static void no_success_and_no_failure_leave_room_for_doubt(void **state) {
    (void)state;
    assert_true(wilson_interval(0, 5).low == 0 && wilson_interval(0, 5).high > 0.4);
    assert_true(wilson_interval(5, 5).high == 1 && wilson_interval(5, 5).low < 0.6);
}

static void the_interval_holds_the_rate(void **state) {
    (void)state;
    for (int n = 1; n < 40; n++)
        for (double x = 0; x <= n; x += 0.25) {
            Interval interval = wilson_interval(x, n);
            assert_true(interval.low <= x / n + 1e-15 && x / n <= interval.high + 1e-15);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_are_those_of_the_fixture),
        cmocka_unit_test(no_success_and_no_failure_leave_room_for_doubt),
        cmocka_unit_test(the_interval_holds_the_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
