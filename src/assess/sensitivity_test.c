#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <jansson.h>

#include "assess/sensitivity.h"
#include "assess/test_support.h"

enum { FACTORS = 3 };

/* The function of the fixture; the third factor does nothing. */
static double linear(const double *x) {
    return x[0] + 10 * x[1];
}

static void run(const SobolDesign *design, SobolOutputs *outputs, double shift) {
    for (size_t row = 0; row < design->rows; row++) {
        const double *a = design->a + row * FACTORS, *b = design->b + row * FACTORS;
        outputs->a[row] = linear(a) + shift;
        outputs->b[row] = linear(b) + shift;
        for (size_t factor = 0; factor < FACTORS; factor++) {
            double mixed[FACTORS];
            memcpy(mixed, a, sizeof mixed);
            mixed[factor] = b[factor];
            outputs->mixed[factor * design->rows + row] = linear(mixed) + shift;
        }
    }
}

static void indices_are_those_of_the_fixture(void **state) {
    (void)state;
    json_error_t error;
    Arena arena = { 0 };
    json_t *fixture = json_load_file(GOLDEN "/unit/sobol_linear.json", 0, &error);
    assert_non_null(fixture);
    size_t rows = (size_t)json_integer_value(json_object_get(fixture, "n"));
    uint64_t seed = (uint64_t)json_integer_value(json_object_get(fixture, "seed"));
    SobolDesign design = sobol_design(&arena, rows, FACTORS, seed);
    SobolOutputs outputs = sobol_outputs(&arena, &design);
    double first[FACTORS], total[FACTORS];
    run(&design, &outputs, 0);
    sobol_indices(&design, &outputs, first, total);
    for (size_t i = 0; i < FACTORS; i++) {
        const json_t *expected = json_array_get(json_object_get(fixture, "estimates"), i);
        assert_near(first[i], json_number_value(json_object_get(expected, "Si")), 1e-12);
        assert_near(total[i], json_number_value(json_object_get(expected, "STi")), 1e-12);
    }
    json_decref(fixture);
    arena_free(&arena);
}

/* METHOD 13: without centring the estimate depends on where zero is. */
static void a_shift_of_all_outputs_changes_no_index(void **state) {
    (void)state;
    Arena arena = { 0 };
    SobolDesign design = sobol_design(&arena, 512, FACTORS, 7);
    SobolOutputs outputs = sobol_outputs(&arena, &design);
    double first[2][FACTORS], total[2][FACTORS];
    for (int i = 0; i < 2; i++) {
        run(&design, &outputs, i * 1000);
        sobol_indices(&design, &outputs, first[i], total[i]);
    }
    for (size_t i = 0; i < FACTORS; i++) {
        assert_near(first[0][i], first[1][i], 1e-8);
        assert_near(total[0][i], total[1][i], 1e-8);
    }
    arena_free(&arena);
}

static void where_nothing_varies_nothing_drives(void **state) {
    (void)state;
    Arena arena = { 0 };
    SobolDesign design = sobol_design(&arena, 16, FACTORS, 7);
    SobolOutputs outputs = sobol_outputs(&arena, &design);
    double first[FACTORS], total[FACTORS];
    assert_true(sobol_indices(&design, &outputs, first, total) == 0);
    for (size_t i = 0; i < FACTORS; i++)
        assert_true(isnan(first[i]) && isnan(total[i]));
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(indices_are_those_of_the_fixture),
        cmocka_unit_test(a_shift_of_all_outputs_changes_no_index),
        cmocka_unit_test(where_nothing_varies_nothing_drives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
