#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <jansson.h>

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

static size_t file_of(const char *name) {
    size_t file = 0;
    while (strcmp(golden_output_name(file), name) != 0)
        file++;
    return file;
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
    golden_output_text(&out, &golden.assessment, file_of(name));
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

static void assert_same_json(const json_t *actual, const json_t *expected, const char *place);

static void assert_same_object(const json_t *actual, const json_t *expected, const char *place) {
    const char *name;
    json_t *value;
    if (json_object_size(actual) != json_object_size(expected))
        fail_msg("%s has %zu members, not %zu", place, json_object_size(actual),
                 json_object_size(expected));
    json_object_foreach((json_t *)expected, name, value) {
        char inner[256];
        snprintf(inner, sizeof inner, "%.150s/%.80s", place, name);
        assert_same_json(json_object_get(actual, name), value, inner);
    }
}

/* Probabilities are multiples of one in the number of draws: these have no excuse. */
static double tolerance_at(const char *place) {
    bool exact = strstr(place, "rank") || strstr(place, "band_prob") || strstr(place, "pairwise");
    return exact ? 1e-15 : 1e-9;
}

static void assert_same_json(const json_t *actual, const json_t *expected, const char *place) {
    if (json_is_object(expected) && json_is_object(actual)) {
        assert_same_object(actual, expected, place);
    } else if (json_is_array(expected) && json_is_array(actual)) {
        assert_int_equal(json_array_size(actual), json_array_size(expected));
        for (size_t i = 0; i < json_array_size(expected); i++)
            assert_same_json(json_array_get(actual, i), json_array_get(expected, i), place);
    } else if (json_is_number(expected) && json_is_number(actual)) {
        double a = json_number_value(actual), b = json_number_value(expected);
        if (!(fabs(a - b) <= tolerance_at(place))) fail_msg("%s is %.17g, not %.17g", place, a, b);
    } else if (!json_equal(actual, expected)) {
        fail_msg("%s is something else", place);
    }
}

static void assert_json(const char *name) {
    json_error_t error;
    Buffer out = { 0 };
    char path[256];
    snprintf(path, sizeof path, GOLDEN "/expected/%s", name);
    golden_output_text(&out, &golden.assessment, file_of(name));
    json_t *expected = json_load_file(path, 0, &error);
    json_t *actual = json_loadb(out.data, out.length, 0, &error);
    assert_non_null(expected);
    assert_non_null(actual);
    assert_same_json(actual, expected, name);
    json_decref(expected);
    json_decref(actual);
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
