#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/beta_table.h"
#include "assess/test_support.h"
#include "base/prng.h"

/* golden/unit/beta.csv: twelve digits of R and scipy. */
static void quantiles_and_probabilities_are_those_of_the_fixture(void **state) {
    (void)state;
    Fixture fixture;
    size_t rows = 0;
    fixture_open(&fixture, GOLDEN "/unit/beta.csv");
    for (; fixture_next(&fixture); rows++) {
        Beta beta = beta_of(fixture_number(&fixture, 0), fixture_number(&fixture, 1));
        double p = fixture_number(&fixture, 2), quantile = fixture_number(&fixture, 3);
        double half = fixture_number(&fixture, 4);
        assert_near(beta_quantile(&beta, p) / quantile, 1, 2e-11);
        assert_near(beta_probability(&beta, 0.5) / half, 1, 2e-11);
    }
    assert_int_equal(rows, 40);
}

static void the_quantile_is_the_inverse_of_the_probability(void **state) {
    (void)state;
    const double shapes[] = { 0.15, 0.3, 1, 1.5, 4.7, 12, 60, 400 };
    const double points[] = { 1e-12, 1e-4, 0.05, 0.3, 0.5, 0.7, 0.95, 0.9999 };
    for (size_t i = 0; i < COUNT_OF(shapes); i++)
        for (size_t j = 0; j < COUNT_OF(shapes); j++) {
            Beta beta = beta_of(shapes[i], shapes[j]);
            for (size_t k = 0; k < COUNT_OF(points); k++) {
                double x = beta_quantile(&beta, points[k]);
                if (1 - x < 1e-6) continue; /* too near to 1 for a double to say where */
                assert_near(beta_probability(&beta, x) / points[k], 1, 1e-9);
            }
        }
}

static void a_tiny_quantile_keeps_its_digits(void **state) {
    (void)state;
    Beta beta = beta_of(0.3, 7.7); /* x^a / (a B) is all there is so far out */
    double log_scale = lgamma(0.3) + lgamma(7.7) - lgamma(8) + log(0.3);
    double expected = exp((log(1e-12) + log_scale) / 0.3);
    assert_near(beta_quantile(&beta, 1e-12) / expected, 1, 1e-12);
}

static void the_ends_are_certain(void **state) {
    (void)state;
    Beta beta = beta_of(2, 3);
    assert_true(beta_quantile(&beta, 0) == 0 && beta_quantile(&beta, 1) == 1);
    assert_true(beta_probability(&beta, 0) == 0 && beta_probability(&beta, 1) == 1);
    assert_true(beta_probability(&beta, -1) == 0 && beta_probability(&beta, 2) == 1);
}

static void the_density_is_the_slope_of_the_probability(void **state) {
    (void)state;
    Beta beta = beta_of(3.2, 1.4);
    for (double x = 0.05; x < 1; x += 0.05) {
        double slope = (beta_probability(&beta, x + 1e-5) - beta_probability(&beta, x - 1e-5));
        assert_near(beta_density(&beta, x), slope / 2e-5, 1e-6);
    }
}

/* ---------------------------------------------------------------- tables */

static void assert_table_agrees(Beta beta, Prng *prng, int values) {
    static BetaTable table;
    beta_table_build(&table, beta);
    for (int i = 0; i < values; i++) {
        double u = prng_uniform(prng);
        if (i % 4 == 1) u = u * u * u * u; /* the ends, too */
        if (i % 4 == 2) u = 1 - u * u * u * u;
        assert_near(beta_table_quantile(&table, u), beta_quantile(&beta, u), 1e-12);
    }
}

/* QUALITY: a table to 1e-12, for every posterior that a rate can have. */
static void a_table_agrees_with_the_solution(void **state) {
    (void)state;
    Prng prng = { 20131105 };
    for (int i = 0; i < 300; i++) {
        double n = 1 + 30 * prng_uniform(&prng), x = n * prng_uniform(&prng);
        double strength = 1 + 11 * prng_uniform(&prng), mean = 0.05 + 0.9 * prng_uniform(&prng);
        assert_table_agrees(beta_of(strength * mean + x, strength * (1 - mean) + n - x), &prng,
                            200);
    }
}

static void a_table_of_extreme_shapes_agrees_as_well(void **state) {
    (void)state;
    const double shapes[] = { 0.01, 0.05, 0.15, 0.6, 1, 2, 9, 40, 1000 };
    Prng prng = { 7 };
    for (size_t i = 0; i < COUNT_OF(shapes); i++)
        for (size_t j = 0; j < COUNT_OF(shapes); j++)
            assert_table_agrees(beta_of(shapes[i], shapes[j]), &prng, 40);
}

static void common_posteriors_are_tabulated_and_not_solved(void **state) {
    (void)state;
    static BetaTable table;
    Prng prng = { 11 };
    for (int i = 0; i < 500; i++) {
        double n = 1 + 30 * prng_uniform(&prng), x = n * prng_uniform(&prng);
        beta_table_build(&table, beta_of(0.15 + x, 1.35 + n - x));
        assert_true(table.tabulated);
    }
}

static void a_table_takes_every_place_where_pieces_meet(void **state) {
    (void)state;
    static BetaTable table;
    Beta beta = beta_of(6.8, 3.2);
    beta_table_build(&table, beta);
    assert_true(table.tabulated);
    for (int exponent = -12; exponent < 0; exponent++)
        for (int quarter = 4; quarter < 8; quarter++) {
            double v = ldexp(quarter / 4.0, exponent);
            const double places[] = { v, nextafter(v, 0), nextafter(v, 1), 1 - v };
            for (size_t i = 0; i < COUNT_OF(places); i++)
                assert_near(beta_table_quantile(&table, places[i]), beta_quantile(&beta, places[i]),
                            1e-12);
        }
    assert_true(beta_table_quantile(&table, 0) == 0);
}

static void a_table_never_falls(void **state) {
    (void)state;
    static BetaTable table;
    beta_table_build(&table, beta_of(1.3, 2.7));
    double before = 0;
    for (int i = 0; i < 100000; i++) {
        double x = beta_table_quantile(&table, i / 100000.0);
        assert_true(x >= before - 1e-14);
        before = x;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_and_probabilities_are_those_of_the_fixture),
        cmocka_unit_test(the_quantile_is_the_inverse_of_the_probability),
        cmocka_unit_test(a_tiny_quantile_keeps_its_digits),
        cmocka_unit_test(the_ends_are_certain),
        cmocka_unit_test(the_density_is_the_slope_of_the_probability),
        cmocka_unit_test(a_table_agrees_with_the_solution),
        cmocka_unit_test(a_table_of_extreme_shapes_agrees_as_well),
        cmocka_unit_test(common_posteriors_are_tabulated_and_not_solved),
        cmocka_unit_test(a_table_takes_every_place_where_pieces_meet),
        cmocka_unit_test(a_table_never_falls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
