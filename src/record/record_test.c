/* Values, keys and the canonical form: what a cell may say, what is said when it may not, and that
 * the same record always gives the same bytes. */
#include "record/test_store.h"

static const Field *field(const char *name) {
    int index = kind_find_field(&TEST_THING, str_from(name));
    assert_true(index >= 0);
    return kind_field(&TEST_THING, (size_t)index);
}

static Value parse(Arena *arena, const char *name, const char *cell) {
    Value value;
    Error error;
    if (!value_parse(arena, field(name), str_from(cell), &value, &error))
        fail_msg("%s \"%s\": %s", name, cell, error.message);
    return value;
}

static void assert_refused(const char *name, Str cell, const char *message) {
    Arena arena = { 0 };
    Value value;
    Error error = { 0 };
    if (value_parse(&arena, field(name), cell, &value, &error))
        fail_msg("%s took \"%.*s\"", name, STR_ARGUMENTS(cell));
    assert_int_equal(error.kind, ERROR_REFUSED);
    assert_string_equal(error.message, message);
    arena_free(&arena);
}

/* --- values
 * -------------------------------------------------------------------------------------------------
 */

static void a_cell_is_not_available_not_applicable_or_a_value(void **state) {
    (void)state;
    Arena arena = { 0 };
    for (size_t i = 0; i < kind_field_count(&TEST_THING); i++) {
        const char *name = kind_field(&TEST_THING, i)->name;
        assert_int_equal(parse(&arena, name, "").state, VALUE_NOT_AVAILABLE);
        Value not_applicable = parse(&arena, name, "(not applicable)");
        assert_int_equal(not_applicable.state, VALUE_NOT_APPLICABLE);
        assert_int_equal(not_applicable.text.length, 0);
    }
    Value zero = parse(&arena, "number", "0");
    assert_int_equal(zero.state, VALUE_PRESENT);
    assert_text(zero.text, "0");
    Value empty = parse(&arena, "number", ""), other = parse(&arena, "number", "(not applicable)");
    assert_false(value_equal(&zero, &empty));
    assert_false(value_equal(&empty, &other));
    assert_true(value_equal(&zero, &zero));
    arena_free(&arena);
}

static void each_type_has_one_canonical_text(void **state) {
    (void)state;
    static const struct {
        const char *field, *cell, *text;
    } CASES[] = {
        { "end", "l'État – \"x\"", "l'État – \"x\"" },
        { "place", "HERE", "HERE" },
        { "number", "193", "193" },
        { "number", "-5", "-5" },
        { "number", "007", "7" },
        { "total", "9007199254740991", "9007199254740991" },
        { "total", "-9007199254740991", "-9007199254740991" },
        { "share", "0.750", "0.75" },
        { "share", "75e-2", "0.75" },
        { "share", "1e3", "1000" },
        { "share", "-0.0", "0" },
        { "flag", "yes", "yes" },
        { "flag", "no", "no" },
        { "day", "2013-11-12", "2013-11-12" },
        { "happened_on", "2013-11", "2013-11" },
        { "happened_on", "[..2010-09-21]", "[..2010-09-21]" },
        { "happened_on", "[2003-04-24..2010-09-21]", "[2003-04-24..2010-09-21]" },
        { "colour", "green", "green" },
    };
    Arena arena = { 0 };
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_text(parse(&arena, CASES[i].field, CASES[i].cell).text, CASES[i].text);
    assert_int_equal(parse(&arena, "flag", "yes").integer, 1);
    assert_int_equal(parse(&arena, "flag", "no").integer, 0);
    assert_int_equal(parse(&arena, "day", "2013-11-12").date.precision, DATE_DAY);
    assert_true(parse(&arena, "share", "0.1").decimal == 0.1);
    arena_free(&arena);
}

static void a_refusal_says_what_is_wrong_and_which_form_is_right(void **state) {
    (void)state;
    static const struct {
        const char *field, *cell, *message;
    } CASES[] = {
        { "number", "many", "\"many\" is not a whole number" },
        { "number", "1.5", "\"1.5\" is not a whole number" },
        { "number", " 1", "\" 1\" is not a whole number" },
        { "number", "99999999999999999999", "\"99999999999999999999\" is not a whole number" },
        { "number", "194", "194 is outside -5 to 193" },
        { "number", "-6", "-6 is outside -5 to 193" },
        { "total", "9007199254740992",
          "9007199254740992 is outside -9007199254740991 to 9007199254740991" },
        { "share", "0,75", "\"0,75\" is not a number; write 0.75, with a point" },
        { "share", "nan", "\"nan\" is not a number; write 0.75, with a point" },
        { "share", "1e400", "\"1e400\" is not a number; write 0.75, with a point" },
        { "share", "1e17", "1e17 is too large; the limit is 9007199254740991" },
        { "flag", "true", "\"true\" is neither yes nor no" },
        { "flag", "Yes", "\"Yes\" is neither yes nor no" },
        { "colour", "blue", "\"blue\" is not a word of colour; it has: red, green" },
        { "colour", "Red", "\"Red\" is not a word of colour; it has: red, green" },
        { "end", " spaced", "there is white space around the text; remove it" },
        { "end", "spaced ", "there is white space around the text; remove it" },
        { "end", "two\nlines",
          "the text holds a line break or control character; write it on one line" },
        { "place", "a\tb",
          "the text holds a line break or control character; write it on one line" },
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_refused(CASES[i].field, str_from(CASES[i].cell), CASES[i].message);
}

/* The words of the refusal are those of base/date; here only that they arrive. */
static void days_that_do_not_exist_are_refused(void **state) {
    (void)state;
    static const char *const CELLS[] = { "2013-02-31", "2013-13-01", "31.12.2013", "2013" };
    Arena arena = { 0 };
    Value value;
    for (size_t i = 0; i < COUNT_OF(CELLS); i++) {
        Error error = { 0 };
        assert_false(value_parse(&arena, field("day"), str_from(CELLS[i]), &value, &error));
        assert_int_equal(error.kind, ERROR_REFUSED);
        assert_non_null(strstr(error.message, CELLS[i]));
    }
    Error error = { 0 };
    assert_false(value_parse(&arena, field("happened_on"), STR("[2013-02-31..]"), &value, &error));
    arena_free(&arena);
}

static void a_text_may_be_as_long_as_the_limit_and_no_longer(void **state) {
    (void)state;
    Arena arena = { 0 };
    char *text = arena_allocate(&arena, FIELD_TEXT_MAX + 2);
    memset(text, 'x', FIELD_TEXT_MAX + 1);
    Value value;
    Error error;
    ASSERT_DONE(value_parse(&arena, field("end"), (Str){ text, FIELD_TEXT_MAX }, &value, &error),
                error);
    assert_refused("end", (Str){ text, FIELD_TEXT_MAX + 1 },
                   "the text has 4001 bytes; the limit is 4000");
    arena_free(&arena);
}

/* --- keys
 * ------------------------------------------------------------------------------------------------------
 */

static Record thing(Arena *arena, const char *id, const char *place) {
    Record record = { .kind = &TEST_THING };
    record.values[0] = parse(arena, "id", id);
    record.values[1] = parse(arena, "place", place);
    return record;
}

static void a_key_is_made_of_fields_and_leaves_out_what_is_empty(void **state) {
    (void)state;
    Arena arena = { 0 };
    Error error;
    Record both = thing(&arena, "a b", "HERE"), first = thing(&arena, "a", ""),
           second = thing(&arena, "(not applicable)", "HERE");
    ASSERT_DONE(record_make_key(&arena, &both, &error), error);
    assert_text(both.key, "a b/HERE");
    ASSERT_DONE(record_make_key(&arena, &first, &error), error);
    assert_text(first.key, "a");
    ASSERT_DONE(record_make_key(&arena, &second, &error), error);
    assert_text(second.key, "HERE");
    arena_free(&arena);
}

static void a_key_that_is_empty_or_too_long_is_refused(void **state) {
    (void)state;
    Arena arena = { 0 };
    Error error;
    Record empty = thing(&arena, "", "");
    ASSERT_REFUSED(record_make_key(&arena, &empty, &error), error,
                   "the fields that make the key are empty");
    char text[KEY_MAX + 1];
    memset(text, 'x', KEY_MAX);
    text[KEY_MAX] = 0;
    Record longest = thing(&arena, text, "");
    ASSERT_DONE(record_make_key(&arena, &longest, &error), error);
    assert_int_equal(longest.key.length, KEY_MAX);
    Record too_long = thing(&arena, text, "y");
    ASSERT_REFUSED(record_make_key(&arena, &too_long, &error), error, "longer than 200 bytes");
    arena_free(&arena);
}

/* --- the canonical form
 * ------------------------------------------------------------------------------------- */

static const char CANONICAL_FULL[] =
    "{\"as_of\":\"2013-11\",\"colour\":\"red\",\"day\":\"2013-11-12\","
    "\"end\":\"=1+1 \\\"q\\\" \\\\ l'\xC3\x89tat \xD9\x83 \xF0\x9F\x95\x8A \xE2\x80\xA8\","
    "\"flag\":false,\"happened_on\":\"[..2010-09-21]\",\"id\":\"a\","
    "\"not_applicable\":[\"note\",\"total\"],\"number\":-5,\"place\":\"HERE\",\"share\":0.1,"
    "\"source\":\"A/RES/60/251\"}";

static Record full(Arena *arena) {
    Record record = thing(arena, "a", "HERE");
    static const char *const CELLS[] = {
        "a",
        "HERE",
        "-5",
        "(not applicable)",
        "0.10",
        "no",
        "2013-11-12",
        "[..2010-09-21]",
        "red",
        "=1+1 \"q\" \\ l'\xC3\x89tat \xD9\x83 \xF0\x9F\x95\x8A \xE2\x80\xA8",
        "A/RES/60/251",
        "2013-11",
        "",
        "(not applicable)",
    };
    for (size_t i = 0; i < COUNT_OF(CELLS); i++)
        record.values[i] = parse(arena, kind_field(&TEST_THING, i)->name, CELLS[i]);
    return record;
}

static void assert_canonical(const Record *record, const char *expected) {
    Buffer out = { 0 };
    record_write_canonical(&out, record);
    assert_text(buffer_str(&out), expected);
    buffer_free(&out);
}

static void the_canonical_form_is_stable_to_the_byte(void **state) {
    (void)state;
    Arena arena = { 0 };
    Record record = full(&arena);
    assert_canonical(&record, CANONICAL_FULL);
    Record nothing = { .kind = &TEST_THING };
    assert_canonical(&nothing, "{}");
    Record last = { .kind = &TEST_THING };
    for (size_t i = 0; i < kind_field_count(&TEST_THING); i++)
        last.values[i].state = VALUE_NOT_APPLICABLE;
    assert_canonical(&last, "{\"not_applicable\":[\"as_of\",\"colour\",\"day\",\"end\",\"flag\","
                            "\"happened_on\",\"id\",\"note\",\"number\",\"place\",\"share\","
                            "\"source\",\"source_quality\",\"total\"]}");
    arena_free(&arena);
}

static void the_canonical_form_is_that_of_rfc_8785(void **state) {
    (void)state;
    Error error;
    Buffer out = { 0 };
    json_t *tree = json_read(str_from(CANONICAL_FULL), &error);
    assert_non_null(tree);
    json_write_canonical(&out, tree);
    assert_text(buffer_str(&out), CANONICAL_FULL);
    json_decref(tree);
    buffer_free(&out);
}

static void the_canonical_form_reads_back_as_the_same_record(void **state) {
    (void)state;
    Arena arena = { 0 };
    Error error;
    Record record = full(&arena), again;
    ASSERT_DONE(record_read_canonical(&arena, &TEST_THING, STR(CANONICAL_FULL), &again, &error),
                error);
    assert_text(again.key, "a/HERE");
    for (size_t i = 0; i < kind_field_count(&TEST_THING); i++) {
        assert_true(value_equal(&record.values[i], &again.values[i]));
        assert_true(record.values[i].integer == again.values[i].integer);
        assert_true(record.values[i].decimal == again.values[i].decimal);
        assert_true(record.values[i].date.last == again.values[i].date.last);
    }
    arena_free(&arena);
}

static void the_largest_numbers_survive_the_canonical_form(void **state) {
    (void)state;
    static const char *const FORMS[] = {
        "{\"id\":\"a\",\"total\":9007199254740991}",
        "{\"id\":\"a\",\"total\":-9007199254740991}",
        "{\"id\":\"a\",\"share\":9007199254740991}",
        "{\"id\":\"a\",\"share\":5e-324}",
    };
    Arena arena = { 0 };
    for (size_t i = 0; i < COUNT_OF(FORMS); i++) {
        Error error;
        Record record;
        ASSERT_DONE(record_read_canonical(&arena, &TEST_THING, str_from(FORMS[i]), &record, &error),
                    error);
        assert_canonical(&record, FORMS[i]);
    }
    arena_free(&arena);
}

static void json_that_is_no_record_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *json, *message;
    } CASES[] = {
        { "[]", "a record must be a JSON object" },
        { "{\"id\":\"a\",\"weight\":1}", "thing has no field \"weight\"" },
        { "{\"id\":[\"a\"]}", "field id: expected a text, a number, a flag or null" },
        { "{\"id\":\"a\",\"number\":true}", "field number: \"yes\" is not a whole number" },
        { "{\"id\":\"a\",\"flag\":1}", "field flag: \"1\" is neither yes nor no" },
        { "{\"id\":\"a\",\"number\":1.5}", "field number: \"1.5\" is not a whole number" },
        { "{\"id\":\"a\",\"not_applicable\":[\"weight\"]}",
          "not_applicable names a field that thing has not" },
        { "{\"id\":\"a\",\"not_applicable\":[1]}",
          "not_applicable names a field that thing has not" },
        { "{\"id\":\"a\",\"not_applicable\":\"number\"}",
          "not_applicable must be a list of names of fields" },
        { "{\"id\":\"a\",\"number\":1,\"not_applicable\":[\"number\"]}",
          "field number has a value and is listed as not applicable; remove one" },
        { "{}", "the fields that make the key are empty" },
    };
    Arena arena = { 0 };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Error error = { 0 };
        Record record;
        assert_false(
            record_read_canonical(&arena, &TEST_THING, str_from(CASES[i].json), &record, &error));
        assert_string_equal(error.message, CASES[i].message);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_is_not_available_not_applicable_or_a_value),
        cmocka_unit_test(each_type_has_one_canonical_text),
        cmocka_unit_test(a_refusal_says_what_is_wrong_and_which_form_is_right),
        cmocka_unit_test(days_that_do_not_exist_are_refused),
        cmocka_unit_test(a_text_may_be_as_long_as_the_limit_and_no_longer),
        cmocka_unit_test(a_key_is_made_of_fields_and_leaves_out_what_is_empty),
        cmocka_unit_test(a_key_that_is_empty_or_too_long_is_refused),
        cmocka_unit_test(the_canonical_form_is_stable_to_the_byte),
        cmocka_unit_test(the_canonical_form_is_that_of_rfc_8785),
        cmocka_unit_test(the_canonical_form_reads_back_as_the_same_record),
        cmocka_unit_test(the_largest_numbers_survive_the_canonical_form),
        cmocka_unit_test(json_that_is_no_record_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
