#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/prng.h"

static json_t *fixture;

static int load_fixture(void **state) {
    (void)state;
    json_error_t error;
    fixture = json_load_file("tests/fixtures/unit/prng.json", JSON_REJECT_DUPLICATES, &error);
    if (!fixture) fprintf(stderr, "tests/fixtures/unit/prng.json: %s\n", error.text);
    return fixture ? 0 : -1;
}

static int drop_fixture(void **state) {
    (void)state;
    json_decref(fixture);
    return 0;
}

static void assert_follows(uint64_t seed, const char *name) {
    const json_t *expected = json_object_get(fixture, name);
    assert_true(json_array_size(expected) >= 5);
    Prng prng = { seed };
    for (size_t i = 0; i < json_array_size(expected); i++) {
        const char *digits = json_string_value(json_array_get(expected, i));
        assert_true(prng_next(&prng) == strtoull(digits, NULL, 10));
    }
}

/* METHOD 6 */
static void a_seed_gives_the_numbers_of_splitmix64(void **state) {
    (void)state;
    assert_follows(1234567, "splitmix64_seed_1234567");
    assert_follows(20131105, "splitmix64_seed_20131105");
}

static void uniform_numbers_are_the_upper_53_bits(void **state) {
    (void)state;
    const json_t *expected = json_object_get(fixture, "uniform_seed_20131105");
    assert_true(json_array_size(expected) >= 5);
    Prng prng = { 20131105 };
    for (size_t i = 0; i < json_array_size(expected); i++)
        assert_true(prng_uniform(&prng) == json_real_value(json_array_get(expected, i)));
}

static void uniform_numbers_fill_zero_to_below_one(void **state) {
    (void)state;
    enum { NUMBERS = 100000, TENTHS = 10 };
    Prng prng = { 1 };
    int counts[TENTHS] = { 0 };
    for (int i = 0; i < NUMBERS; i++) {
        double number = prng_uniform(&prng);
        assert_true(number >= 0 && number < 1);
        counts[(int)(number * TENTHS)]++;
    }
    /* Five standard deviations of a binomial count around a tenth. */
    for (int i = 0; i < TENTHS; i++)
        assert_in_range(counts[i], 10000 - 475, 10000 + 475);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_seed_gives_the_numbers_of_splitmix64),
        cmocka_unit_test(uniform_numbers_are_the_upper_53_bits),
        cmocka_unit_test(uniform_numbers_fill_zero_to_below_one),
    };
    return cmocka_run_group_tests_name("prng", tests, load_fixture, drop_fixture);
}
