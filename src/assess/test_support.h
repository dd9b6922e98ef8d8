/* What the tests of this room share: numbers compared within a tolerance, and fixtures as rows.
 * Included by tests only, after cmocka. */
#ifndef UPHOLD_ASSESS_TEST_SUPPORT_H
#define UPHOLD_ASSESS_TEST_SUPPORT_H

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "assess/golden_input.h"
#include "assess/golden_output.h"
#include "base/file.h"
#include "text/csv.h"

#define GOLDEN "tests/fixtures/golden"

#define assert_near(actual, expected, tolerance)                                                   \
    assert_near_at((actual), (expected), (tolerance), #actual, __FILE__, __LINE__)

/* NAN equals NAN; the tolerance is absolute. */
static inline void assert_near_at(double actual, double expected, double tolerance,
                                  const char *what, const char *file, int line) {
    if (isnan(actual) && isnan(expected)) return;
    if (fabs(actual - expected) <= tolerance) return;
    print_error("%s is %.17g, not %.17g within %g\n", what, actual, expected, tolerance);
    _fail(file, line);
}

static inline void assert_says(const Error *error, const char *part) {
    if (!str_contains(str_from(error->message), str_from(part)))
        fail_msg("the message \"%s\" does not say \"%s\"", error->message, part);
}

static inline Day day_of(const char *text) {
    Day day;
    Error error;
    if (!day_parse(str_from(text), &day, &error)) fail_msg("%s", error.message);
    return day;
}

/* ---------------------------------------------------------------- fixtures */

typedef struct Fixture {
    Arena arena;
    Str content;
    CsvReader reader;
    CsvRow row; /* the current one */
    const char *path;
} Fixture;

/* Opens a CSV fixture and passes over its first line. */
static inline void fixture_open(Fixture *fixture, const char *path) {
    Error error;
    *fixture = (Fixture){ .path = path };
    if (!file_read(&fixture->arena, path, 1 << 20, &fixture->content, &error) ||
        !csv_open(&fixture->reader, &fixture->arena, fixture->content, &error) ||
        !csv_next(&fixture->reader, &fixture->row, &error) || !fixture->row.count)
        fail_msg("%s: %s", path, error.message);
}

/* The next row; false, and the fixture closed, after the last. */
static inline bool fixture_next(Fixture *fixture) {
    Error error;
    if (!csv_next(&fixture->reader, &fixture->row, &error))
        fail_msg("%s: %s", fixture->path, error.message);
    if (fixture->row.count) return true;
    arena_free(&fixture->arena);
    return false;
}

static inline Str fixture_cell(const Fixture *fixture, size_t column) {
    if (column >= fixture->row.count)
        fail_msg("%s line %zu has no cell %zu", fixture->path, fixture->row.line, column + 1);
    return fixture->row.cells[column];
}

/* NAN for "NA" or nothing. */
static inline double fixture_number(const Fixture *fixture, size_t column) {
    Str cell = fixture_cell(fixture, column);
    double number = NAN;
    if (!cell.length || str_equal_c(cell, "NA")) return NAN;
    if (!str_to_decimal(cell, &number))
        fail_msg("%s line %zu: \"%.*s\" is not a number", fixture->path, fixture->row.line,
                 STR_ARGUMENTS(cell));
    return number;
}

/* Numbers with spaces between them; returns how many. */
static inline size_t fixture_numbers(const Fixture *fixture, size_t column, double *numbers,
                                     size_t most) {
    Str rest = fixture_cell(fixture, column), part;
    size_t count = 0;
    while (count < most && str_cut(&rest, ' ', &part))
        if (!str_to_decimal(part, &numbers[count++])) fail_msg("not a number in %s", fixture->path);
    return count;
}

/* ---------------------------------------------------------------- examples */

typedef struct Example {
    Arena arena;
    Method method;
    Dataset dataset;
    Assessment assessment;
} Example;

static inline void example_read(Example *example, const char *folder) {
    Error error;
    *example = (Example){ 0 };
    if (!golden_input_read(&example->arena, folder, &example->method, &example->dataset, &error))
        fail_msg("%s", error.message);
}

static inline void example_assess(Example *example, const AssessOptions *options) {
    Error error;
    if (!assess(&example->arena, &example->dataset, &example->method, options, &example->assessment,
                &error))
        fail_msg("%s", error.message);
}

/* The golden example, assessed as the golden files want it. */
static inline void example_golden(Example *example) {
    example_read(example, GOLDEN);
    AssessOptions options = golden_options(&example->method, 1);
    example_assess(example, &options);
}

static inline void example_free(Example *example) {
    arena_free(&example->arena);
}

static inline const IndicatorEstimate *example_estimate(const Example *example, size_t state,
                                                        IndicatorCode code) {
    const Indicator *indicator = method_indicator(&example->method, code);
    assert_non_null(indicator);
    return &example->assessment.states[state].indicators[indicator - example->method.indicators];
}

/* ---------------------------------------------------------------- golden files */

static inline size_t golden_file(const char *name) {
    size_t file = 0;
    while (strcmp(golden_output_name(file), name) != 0)
        file++;
    return file;
}

static inline void assert_same_json(const json_t *actual, const json_t *expected,
                                    const char *place);

static inline void assert_same_object(const json_t *actual, const json_t *expected,
                                      const char *place) {
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
static inline double tolerance_at(const char *place) {
    bool exact = strstr(place, "rank") || strstr(place, "band_prob") || strstr(place, "pairwise");
    return exact ? 1e-15 : 1e-9;
}

static inline void assert_same_json(const json_t *actual, const json_t *expected,
                                    const char *place) {
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

static inline void assert_json_file(Str actual_text, const char *path) {
    json_error_t error;
    json_t *expected = json_load_file(path, 0, &error);
    json_t *actual = json_loadb(actual_text.data, actual_text.length, 0, &error);
    assert_non_null(expected);
    assert_non_null(actual);
    assert_same_json(actual, expected, path);
    json_decref(expected);
    json_decref(actual);
}

#endif
