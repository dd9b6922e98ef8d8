#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <jansson.h>

#include "assess/method.h"
#include "assess/test_support.h"

#define METHOD_FILE "methods/ACA-1.0.0.json"
#define EXAMPLE_FILE GOLDEN "/params.json"

static Arena arena;

static int drop_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static Str text_of(const char *path) {
    Str text;
    Error error;
    if (!file_read(&arena, path, 1 << 20, &text, &error)) fail_msg("%s", error.message);
    return text;
}

static Method method_of(const char *path, MethodUse use) {
    Method method;
    Error error;
    if (!method_read(&arena, text_of(path), use, &method, &error)) fail_msg("%s", error.message);
    return method;
}

static void the_released_method_documents_every_indicator(void **state) {
    (void)state;
    Method method = method_of(METHOD_FILE, METHOD_OF_RELEASE);
    assert_int_equal(method.indicator_count, INDICATOR_CODE_COUNT);
    assert_true(str_equal_c(method.id, "ACA-1.0.0"));
    assert_true(method.as_of == DAY_NONE);
    for (size_t i = 0; i < method.indicator_count; i++) {
        const Indicator *indicator = &method.indicators[i];
        assert_true(indicator->name.length && indicator->definition.length);
        assert_true(indicator->source.length && indicator->limits.length);
        assert_true(indicator->window.length && indicator->if_none_words.length);
        assert_true(indicator->item_count >= 1);
        assert_int_equal(indicator->code, i); /* METHOD 3's order is that of the uniforms */
    }
}

/* The same but for the as-of date, which a release is given, and the number of draws (METHOD 6). */
static void the_released_method_has_the_constants_of_the_examples(void **state) {
    (void)state;
    Method released = method_of(METHOD_FILE, METHOD_OF_RELEASE);
    Method example = method_of(EXAMPLE_FILE, METHOD_OF_EXAMPLE);
    assert_int_equal(released.draws, 10000);
    for (size_t i = 0; i < example.indicator_count; i++) {
        const Indicator *a = &released.indicators[i], *b = &example.indicators[i];
        assert_int_equal(a->code, b->code);
        assert_int_equal(a->if_none, b->if_none);
        assert_true(a->weight == b->weight && a->reference == b->reference);
        assert_true(a->prior_strength == b->prior_strength);
        assert_memory_equal(a->levels, b->levels, sizeof a->levels);
    }
    size_t from = offsetof(Method, dimension_weights), to = offsetof(Method, verdict_bands);
    assert_memory_equal((char *)&released + from, (char *)&example + from, to - from);
    for (size_t i = 0; i < example.verdict_band_count; i++) {
        assert_true(released.verdict_bands[i].from == example.verdict_bands[i].from);
        assert_true(str_equal(released.verdict_bands[i].word, example.verdict_bands[i].word));
    }
    released.draws = example.draws;
    from = offsetof(Method, verdict_probability);
    assert_memory_equal((char *)&released + from, (char *)&example + from, sizeof released - from);
}

static void numbers_alone_do_not_make_a_release(void **state) {
    (void)state;
    Method method;
    Error error;
    assert_false(method_read(&arena, text_of(EXAMPLE_FILE), METHOD_OF_RELEASE, &method, &error));
    assert_says(&error, "indicators[0] (SP0).name is missing");
}

/* ---------------------------------------------------------------- refusals */

/* Walks "deadlines.reply_days.UA" or "indicators.3.w"; leaves the last name in *last. */
static json_t *walk(json_t *root, Str path, Str *last) {
    json_t *at = root;
    Str part;
    while (str_cut(&path, '.', &part)) {
        *last = part;
        if (!path.data) break;
        int64_t index;
        at = str_to_integer(part, &index) ? json_array_get(at, (size_t)index)
                                          : json_object_getn(at, part.data, part.length);
        assert_non_null(at);
    }
    return at;
}

/* Puts `value`, a JSON text, at the path; takes away what is there where it is NULL. */
static void change(json_t *root, const char *path, const char *value) {
    Str last;
    int64_t index;
    json_t *at = walk(root, str_from(path), &last);
    json_t *new_value = value ? json_loads(value, JSON_DECODE_ANY, NULL) : NULL;
    if (json_is_array(at)) {
        assert_true(str_to_integer(last, &index));
        assert_int_equal(new_value ? json_array_set_new(at, (size_t)index, new_value)
                                   : json_array_remove(at, (size_t)index),
                         0);
    } else {
        assert_int_equal(new_value ? json_object_setn_new(at, last.data, last.length, new_value)
                                   : json_object_deln(at, last.data, last.length),
                         0);
    }
}

typedef struct BadMethod {
    const char *path, *value, *says;
} BadMethod;

static void assert_refused(const BadMethod *bad) {
    json_error_t json_error;
    Method method = { .draws = 7 };
    Error error;
    json_t *root = json_load_file(METHOD_FILE, 0, &json_error);
    change(root, bad->path, bad->value);
    char *text = json_dumps(root, 0);
    if (method_read(&arena, str_from(text), METHOD_OF_RELEASE, &method, &error))
        fail_msg("%s = %s is not refused", bad->path, bad->value ? bad->value : "nothing");
    assert_says(&error, bad->says);
    assert_int_equal(method.draws, 7); /* no partial result */
    free(text);
    json_decref(root);
}

static void what_is_missing_is_refused_by_its_place(void **state) {
    (void)state;
    const BadMethod bad[] = {
        { "method_id", NULL, "method_id is missing" },
        { "windows", NULL, "windows is missing" },
        { "windows.visits_years", NULL, "windows.visits_years is missing" },
        { "deadlines.visit_maturity_days", NULL, "deadlines.visit_maturity_days is missing" },
        { "deadlines.reply_days.JUA", NULL, "deadlines.reply_days.JUA is missing" },
        { "substance_maps.strict.R3", NULL, "substance_maps.strict.R3 is missing" },
        { "overdue_bands", NULL, "overdue_bands is missing" },
        { "score_floor", NULL, "score_floor is missing" },
        { "goalposts_alternative", NULL, "goalposts_alternative is missing" },
        { "dimension_weights.CS", NULL, "dimension_weights.CS is missing" },
        { "indicators.1.m", NULL, "indicators[1] (SP1).m is missing" },
        { "indicators.10.levels", NULL, "indicators[10] (RE4).levels is missing" },
        { "indicators.4.limits", NULL, "indicators[4] (SP4).limits is missing" },
        { "indicators.4.letter_items", NULL, "indicators[4] (SP4).letter_items is missing" },
        { "indicators.4.if_none", NULL, "indicators[4] (SP4).if_none is missing" },
        { "verdict_bands", NULL, "verdict_bands is missing" },
        { "effective_invitation.yes_at", NULL, "effective_invitation.yes_at is missing" },
        { "mc.m_factors", NULL, "mc.m_factors is missing" },
        { "mc.seed", NULL, "mc.seed is missing" },
        { "sobol.n", NULL, "sobol.n is missing" },
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_refused(&bad[i]);
}

static void what_is_wrong_is_refused_by_its_place(void **state) {
    (void)state;
    const BadMethod bad[] = {
        { "method_id", "\"\"", "method_id must be a text" },
        { "windows.visits_years", "-5", "windows.visits_years is -5" },
        { "windows.visits_years", "2.5", "windows.visits_years is 2.5" },
        { "windows.visits_years", "\"5\"", "windows.visits_years is not a number" },
        { "deadlines.reply_days.UA", "45", "deadlines.reply_days.UA is 45, which does not divide" },
        { "deadlines.reply_days.UA", "0", "deadlines.reply_days.UA is 0" },
        { "substance_maps.nominal.R4", "1.5", "substance_maps.nominal.R4 is 1.5" },
        { "overdue_bands.1", "[-1, 0.75]", "overdue_bands[1] is -1" },
        { "overdue_bands.2", "[300, 0.5]", "overdue_bands[2] is out of order" },
        { "overdue_bands.2", "[1826, 0.9]", "overdue_bands[2] is out of order" },
        { "overdue_bands.4", "[9999, 0]", "overdue_bands[4] must have null" },
        { "overdue_bands.2", "[1826]", "overdue_bands[2] must be [days or null, value]" },
        { "score_floor", "0", "score_floor is 0" },
        { "goalposts", "[1, 0]", "goalposts must ascend" },
        { "goalposts_alternative", "[0.1]", "goalposts_alternative must be a list of 2" },
        { "dimension_weights.SP", "0.5", "dimension_weights sum to 1.1" },
        { "dimension_weights.SP", "-0.4", "dimension_weights.SP is -0.4" },
        { "dimension_weights.XX", "0", "dimension_weights must name" },
        { "indicators.2.w", "0.2", "the weights of SP sum to 1.05" },
        { "indicators.2.w", "-0.15", "indicators[2] (SP2).w is -0.15" },
        { "indicators.2", NULL, "the weights of SP sum to 0.85" },
        { "indicators.2.code", "\"SP9\"", "indicators[2].code \"SP9\" is not the code" },
        { "indicators.2.code", "\"SP1\"", "indicators[2].code SP1 is there twice" },
        { "indicators.2.kind", "\"magic\"", "indicators[2] (SP2).kind must be \"rate\"" },
        { "indicators.2.kind", "\"exact\"", "indicators[2] (SP2).kind must be \"rate\"" },
        { "indicators.2.dim", "\"RE\"", "indicators[2] (SP2).dim must be \"SP\"" },
        { "indicators.2.ref", "0", "indicators[2] (SP2).ref is 0" },
        { "indicators.2.ref", "1", "indicators[2] (SP2).ref is 1" },
        { "indicators.2.m", "-4", "indicators[2] (SP2).m is -4" },
        { "indicators.2.tag", "\"magic\"", "indicators[2] (SP2).tag must be" },
        { "indicators.2.if_none", "0", "indicators[2] (SP2).if_none must be" },
        { "indicators.10.levels", "[0, 1, 0.5]", "indicators[10] (RE4).levels[2] is out of order" },
        { "indicators.10.levels", "[0]", "indicators[10] (RE4).levels must be a list of 2 to 8" },
        { "verdict_bands.1", "[85, \"x\"]", "verdict_bands[1] is out of order" },
        { "verdict_bands.4", "[5, \"x\"]", "verdict_bands[4] is the last and must begin at 0" },
        { "verdict_bands.1", "[60, \"\"]", "verdict_bands[1] must be a text" },
        { "verdict_probability", "1.5", "verdict_probability is 1.5" },
        { "effective_invitation.no_at", "0.9", "effective_invitation.no_at must be below" },
        { "mc.draws", "0", "mc.draws is 0" },
        { "mc.dim_weight_noise", "1", "mc.dim_weight_noise is 1" },
        { "mc.m_factors.0", "0", "mc.m_factors[0] is 0" },
        { "mc.interval", "[0.95, 0.05]", "mc.interval must ascend" },
        { "mc.seed", "-1", "mc.seed must be a whole number" },
        { "as_of", "\"2026-02-30\"", "as_of" },
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_refused(&bad[i]);
}

static void numbers_without_end_and_broken_files_are_refused(void **state) {
    (void)state;
    const char *const texts[] = { "", "[]", "{", "{\"method_id\": 1e999}", "{\"a\": NaN}" };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        Method method;
        Error error;
        assert_false(method_read(&arena, str_from(texts[i]), METHOD_OF_EXAMPLE, &method, &error));
        assert_int_equal(error.kind, ERROR_REFUSED);
    }
}

static void codes_are_read_as_they_are_written(void **state) {
    (void)state;
    for (int i = 0; i < INDICATOR_CODE_COUNT; i++) {
        IndicatorCode code;
        assert_true(indicator_code_parse(str_from(indicator_code_text((IndicatorCode)i)), &code));
        assert_int_equal(code, i);
    }
    IndicatorCode code;
    ReplyCategory category;
    CommunicationType type;
    assert_false(indicator_code_parse(STR("SP10"), &code));
    assert_false(reply_category_parse(STR("R5"), &category));
    assert_false(communication_type_parse(STR("XX"), &type));
    assert_true(reply_category_parse(STR("RT"), &category) && category == REPLY_RT);
    assert_true(communication_type_parse(STR("JOL"), &type) && type == COMMUNICATION_JOL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_released_method_documents_every_indicator),
        cmocka_unit_test(the_released_method_has_the_constants_of_the_examples),
        cmocka_unit_test(numbers_alone_do_not_make_a_release),
        cmocka_unit_test(what_is_missing_is_refused_by_its_place),
        cmocka_unit_test(what_is_wrong_is_refused_by_its_place),
        cmocka_unit_test(numbers_without_end_and_broken_files_are_refused),
        cmocka_unit_test(codes_are_read_as_they_are_written),
    };
    return cmocka_run_group_tests(tests, NULL, drop_arena);
}
