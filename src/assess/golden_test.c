#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/golden_output.h"
#include "assess/test_support.h"

/* The worked example of METHOD 12 in every intermediate value (A5): CSV to 1e-6, JSON to 1e-9, rank
 * and word probabilities exactly. */

static Example golden;

static int assess_golden(void **state) {
    (void)state;
    example_golden(&golden);
    return 0;
}

static int drop_golden(void **state) {
    (void)state;
    example_free(&golden);
    return 0;
}

static void assert_cell(const char *name, size_t line, Str actual, Str expected) {
    double a, b;
    bool numbers = str_to_decimal(actual, &a) && str_to_decimal(expected, &b);
    if (numbers ? fabs(a - b) <= 1e-6 : str_equal(actual, expected)) return;
    fail_msg("%s line %zu has \"%.*s\", not \"%.*s\"", name, line, STR_ARGUMENTS(actual),
             STR_ARGUMENTS(expected));
}

static void assert_table(const char *name) {
    Arena arena = { 0 };
    Buffer out = { 0 };
    Str content;
    Error error;
    CsvReader expected, actual;
    static CsvRow want, have;
    char *path = str_to_c(&arena, str_format(&arena, GOLDEN "/expected/%s", name));
    golden_output_text(&out, &golden.assessment, golden_file(name));
    if (!file_read(&arena, path, 1 << 20, &content, &error) ||
        !csv_open(&expected, &arena, content, &error) ||
        !csv_open(&actual, &arena, buffer_str(&out), &error))
        fail_msg("%s", error.message);
    do {
        if (!csv_next(&expected, &want, &error) || !csv_next(&actual, &have, &error))
            fail_msg("%s", error.message);
        if (have.count != want.count) fail_msg("%s line %zu: other columns", name, want.line);
        for (size_t i = 0; i < want.count; i++)
            assert_cell(name, want.line, have.cells[i], want.cells[i]);
    } while (want.count);
    buffer_free(&out);
    arena_free(&arena);
}

static void the_chains_of_visit_events(void **state) {
    (void)state;
    assert_table("visit_chains.csv");
}

static void the_times_of_replies(void **state) {
    (void)state;
    assert_table("communication_times.csv");
}

static void the_steps_of_the_survival_curves(void **state) {
    (void)state;
    assert_table("km_steps.csv");
}

static void the_survival_curves_at_their_horizons(void **state) {
    (void)state;
    assert_table("km_summary.csv");
}

static void the_indicators_with_their_intervals(void **state) {
    (void)state;
    assert_table("indicators.csv");
}

static void the_words_for_each_item(void **state) {
    (void)state;
    assert_table("item_labels.csv");
}

static void the_effect_of_standing_invitations(void **state) {
    (void)state;
    assert_table("effective_invitation.csv");
}

static void the_scores_of_items_dimensions_and_the_whole(void **state) {
    (void)state;
    assert_table("scores.csv");
}

static void the_demonstration_why_min_max_is_banned(void **state) {
    (void)state;
    assert_table("relative_normalisation_demo.csv");
}

/* ---------------------------------------------------------------- JSON */

static void assert_json(const char *name) {
    Buffer out = { 0 };
    char path[256];
    snprintf(path, sizeof path, GOLDEN "/expected/%s", name);
    golden_output_text(&out, &golden.assessment, golden_file(name));
    assert_json_file(buffer_str(&out), path);
    buffer_free(&out);
}

static void the_uncertainty_run(void **state) {
    (void)state;
    assert_json("montecarlo.json");
}

static void the_assumptions_that_drive_the_doubt(void **state) {
    (void)state;
    assert_json("sobol.json");
}

/* METHOD 6: XAA few cases, XBB goalposts, XCC what is untested. */
static void the_greatest_total_index_is_named_the_driver(void **state) {
    (void)state;
    const Assumption drivers[] = { ASSUME_PRIOR, ASSUME_NORMALISATION, ASSUME_IMPUTATION };
    for (size_t i = 0; i < COUNT_OF(drivers); i++) {
        assert_true(golden.assessment.states[i].sensitivity.driven);
        assert_int_equal(golden.assessment.states[i].sensitivity.driver, drivers[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_chains_of_visit_events),
        cmocka_unit_test(the_times_of_replies),
        cmocka_unit_test(the_steps_of_the_survival_curves),
        cmocka_unit_test(the_survival_curves_at_their_horizons),
        cmocka_unit_test(the_indicators_with_their_intervals),
        cmocka_unit_test(the_words_for_each_item),
        cmocka_unit_test(the_effect_of_standing_invitations),
        cmocka_unit_test(the_scores_of_items_dimensions_and_the_whole),
        cmocka_unit_test(the_demonstration_why_min_max_is_banned),
        cmocka_unit_test(the_uncertainty_run),
        cmocka_unit_test(the_assumptions_that_drive_the_doubt),
        cmocka_unit_test(the_greatest_total_index_is_named_the_driver),
    };
    return cmocka_run_group_tests(tests, assess_golden, drop_golden);
}
