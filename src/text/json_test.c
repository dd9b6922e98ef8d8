#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "text/json.h"

static void assert_text(const Buffer *buffer, const char *expected) {
    if (!str_equal_c(buffer_str(buffer), expected))
        fail_msg("%.*s\ninstead of\n%s", STR_ARGUMENTS(buffer_str(buffer)), expected);
}

static void write_visit(JsonWriter *writer) {
    json_object_begin(writer);
    json_field_text(writer, "state", STR("CHE"));
    json_field_integer(writer, "year", -2013);
    json_field_decimal(writer, "share", 0.5);
    json_field_boolean(writer, "completed", true);
    json_field_null(writer, "reply");
    json_name(writer, STR("symbols"));
    json_array_begin(writer);
    json_text(writer, STR("A/HRC/30/29"));
    json_value_integer(writer, 7);
    json_decimal(writer, 1e30);
    json_value_boolean(writer, false);
    json_value_null(writer);
    json_array_begin(writer);
    json_array_end(writer);
    json_object_begin(writer);
    json_object_end(writer);
    json_array_end(writer);
    json_object_end(writer);
}

static void a_writer_puts_commas_and_names(void **state) {
    (void)state;
    Buffer out = { 0 };
    JsonWriter writer = json_writer(&out, 0);
    write_visit(&writer);
    assert_text(&out, "{\"state\":\"CHE\",\"year\":-2013,\"share\":0.5,\"completed\":true,"
                      "\"reply\":null,\"symbols\":[\"A/HRC/30/29\",7,1e+30,false,null,[],{}]}");
    buffer_free(&out);
}

static void an_indented_text_has_an_item_a_line(void **state) {
    (void)state;
    Buffer out = { 0 };
    JsonWriter writer = json_writer(&out, 2);
    write_visit(&writer);
    assert_text(&out, "{\n"
                      "  \"state\": \"CHE\",\n"
                      "  \"year\": -2013,\n"
                      "  \"share\": 0.5,\n"
                      "  \"completed\": true,\n"
                      "  \"reply\": null,\n"
                      "  \"symbols\": [\n"
                      "    \"A/HRC/30/29\",\n"
                      "    7,\n"
                      "    1e+30,\n"
                      "    false,\n"
                      "    null,\n"
                      "    [],\n"
                      "    {}\n"
                      "  ]\n"
                      "}");
    buffer_free(&out);
}

static void what_a_writer_writes_is_read_back(void **state) {
    (void)state;
    for (int indentation = 0; indentation < 4; indentation++) {
        Buffer out = { 0 };
        JsonWriter writer = json_writer(&out, indentation);
        write_visit(&writer);
        Error error;
        json_t *value = json_read(buffer_str(&out), &error);
        if (!value) fail_msg("%s", error.message);
        assert_string_equal(json_string_value(json_object_get(value, "state")), "CHE");
        assert_int_equal(json_integer_value(json_object_get(value, "year")), -2013);
        assert_int_equal(json_array_size(json_object_get(value, "symbols")), 7);
        json_decref(value);
        buffer_free(&out);
    }
}

static void a_number_that_is_not_finite_is_null(void **state) {
    (void)state;
    Buffer out = { 0 };
    JsonWriter writer = json_writer(&out, 0);
    json_array_begin(&writer);
    json_decimal(&writer, NAN);
    json_decimal(&writer, -INFINITY);
    json_array_end(&writer);
    assert_text(&out, "[null,null]");
    buffer_free(&out);
}

static void nest(JsonWriter *writer, int levels) {
    for (int i = 0; i < levels; i++)
        json_array_begin(writer);
    for (int i = 0; i < levels; i++)
        json_array_end(writer);
}

static void arrays_nest_less_than_the_limit_deep(void **state) {
    (void)state;
    Buffer out = { 0 };
    JsonWriter writer = json_writer(&out, 0);
    nest(&writer, JSON_DEPTH_MAX - 1);
    assert_int_equal(out.length, 2 * (JSON_DEPTH_MAX - 1));
    buffer_free(&out);
}

static void value_without_a_name(JsonWriter *writer) {
    json_object_begin(writer);
    json_value_integer(writer, 1);
}

static void name_in_an_array(JsonWriter *writer) {
    json_array_begin(writer);
    json_name(writer, STR("a"));
}

static void name_after_a_name(JsonWriter *writer) {
    json_object_begin(writer);
    json_name(writer, STR("a"));
    json_name(writer, STR("b"));
}

static void end_after_a_name(JsonWriter *writer) {
    json_object_begin(writer);
    json_name(writer, STR("a"));
    json_object_end(writer);
}

static void end_without_a_beginning(JsonWriter *writer) {
    json_array_end(writer);
}

static void array_ended_as_an_object(JsonWriter *writer) {
    json_array_begin(writer);
    json_object_end(writer);
}

static void two_documents(JsonWriter *writer) {
    json_value_null(writer);
    json_value_null(writer);
}

static void nested_too_deep(JsonWriter *writer) {
    nest(writer, JSON_DEPTH_MAX);
}

static bool stops(void (*misuse)(JsonWriter *)) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        Buffer out = { 0 };
        JsonWriter writer = json_writer(&out, 0);
        if (!freopen("/dev/null", "w", stderr)) _exit(1);
        misuse(&writer);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void misuse_of_a_writer_stops_the_process(void **state) {
    (void)state;
    assert_true(stops(value_without_a_name));
    assert_true(stops(name_in_an_array));
    assert_true(stops(name_after_a_name));
    assert_true(stops(end_after_a_name));
    assert_true(stops(end_without_a_beginning));
    assert_true(stops(array_ended_as_an_object));
    assert_true(stops(two_documents));
    assert_true(stops(nested_too_deep));
    assert_false(stops(write_visit));
}

/* RFC 8785, 3.2.2.2 */
static void a_quoted_text_escapes_what_rfc_8785_escapes_and_nothing_else(void **state) {
    (void)state;
    Buffer out = { 0 };
    json_quote(&out, STR("\b\t\n\f\r\"\\/"));
    assert_text(&out, "\"\\b\\t\\n\\f\\r\\\"\\\\/\"");
    buffer_clear(&out);
    json_quote(&out, (Str){ "\0\x01\x0B\x1F", 4 });
    assert_text(&out, "\"\\u0000\\u0001\\u000b\\u001f\"");
    buffer_clear(&out);
    json_quote(&out, STR(" <>&'\x7F \xC2\x80 \xE2\x80\xA8 \xF0\x9F\x98\x80"));
    assert_text(&out, "\" <>&'\x7F \xC2\x80 \xE2\x80\xA8 \xF0\x9F\x98\x80\"");
    buffer_clear(&out);
    json_quote(&out, STR_EMPTY);
    assert_text(&out, "\"\"");
    buffer_free(&out);
}

static void every_byte_of_ascii_is_read_back_from_its_quoted_form(void **state) {
    (void)state;
    for (int byte = 1; byte < 0x80; byte++) {
        char text[] = { (char)byte, 'x', 0 };
        Buffer out = { 0 };
        Error error;
        buffer_add_byte(&out, '[');
        json_quote(&out, str_from(text));
        buffer_add_byte(&out, ']');
        json_t *value = json_read(buffer_str(&out), &error);
        if (!value) fail_msg("%s", error.message);
        assert_string_equal(json_string_value(json_array_get(value, 0)), text);
        json_decref(value);
        buffer_free(&out);
    }
}

static void assert_refused(Str text, const char *where, const char *why) {
    Error error = { 0 };
    json_t *value = json_read(text, &error);
    if (value) fail_msg("%.*s was read", STR_ARGUMENTS(text));
    assert_int_equal(error.kind, ERROR_REFUSED);
    Str message = str_from(error.message);
    if (!str_starts_with(message, str_from(where)) || !str_contains(message, str_from(why)))
        fail_msg("\"%s\" instead of \"%s...%s\"", error.message, where, why);
}

static void what_must_be_escaped_is_found_wherever_it_stands_in_a_long_text(void **state) {
    (void)state;
    for (size_t at = 0; at < 20; at++) {
        char text[21] = "aaaaaaaaaaaaaaaaaaaa", expected[64];
        text[at] = '"';
        Buffer out = { 0 };
        json_quote(&out, str_from(text));
        snprintf(expected, sizeof expected, "\"%.*s\\\"%s\"", (int)at, text, text + at + 1);
        assert_text(&out, expected);
        buffer_free(&out);
    }
}

static void what_is_not_json_is_refused_with_its_line_and_column(void **state) {
    (void)state;
    assert_refused(STR_EMPTY, "line 1, column ", "expected");
    assert_refused(STR("[1,\n 2"), "line 2, column 2: ", "']' expected");
    assert_refused(STR("{\"a\":1,\n}"), "line 2, column 1: ", "string");
    assert_refused(STR("[1] x"), "line 1, column 5: ", "end of file expected");
    assert_refused(STR("17"), "line 1, column ", "expected");
    assert_refused(STR("[01]"), "line 1, column ", "");
    assert_refused(STR("[NaN]"), "line 1, column ", "invalid token");
    assert_refused(STR("['a']"), "line 1, column ", "invalid token");
    assert_refused(STR("[\"\xFF\"]"), "line 1, column ", "unable to decode byte");
    assert_refused(STR("[\"\\ud800\"]"), "line 1, column ", "invalid Unicode");
    assert_refused(STR("[\"\\u0000\"]"), "line 1, column ", "\\u0000 is not allowed");
    assert_refused(STR("[\"a\nb\"]"), "line 1, column ", "newline");
    assert_refused((Str){ "[1]\0", 4 }, "line 1, column ", "");
    assert_refused(STR("\xEF\xBB\xBF[]"), "line 1, column ", "expected");
}

static void a_name_given_twice_is_refused(void **state) {
    (void)state;
    assert_refused(STR("{\"a\":1,\n\"b\":2,\n\"a\":3}"), "line 3, column ", "duplicate");
    assert_refused(STR("[{\"a\":1,\"\\u0061\":1}]"), "line 1, column ", "duplicate");
}

static void nesting_without_end_is_refused(void **state) {
    (void)state;
    Buffer text = { 0 };
    for (int i = 0; i < 100000; i++)
        buffer_add_byte(&text, '[');
    assert_refused(buffer_str(&text), "line 1, column ", "depth");
    buffer_free(&text);
}

static void numbers_that_digits_do_not_name_exactly_are_refused(void **state) {
    (void)state;
    const char *why = "too large to be exact";
    assert_refused(STR("{\"a\":\n [1,9007199254740992]}"), "line 2, column 5: ", why);
    assert_refused(STR("[-9007199254740993]"), "line 1, column 2: ", why);
    assert_refused(STR("[\"9007199254740993 \\\" \", 9223372036854775807]"),
                   "line 1, column 26: ", why);
    assert_refused(STR("[\"\xC3\xA9\", 9007199254740993]"), "line 1, column 7: ", why);
    assert_refused(STR("[18446744073709551616]"), "line 1, column ", why);
    assert_refused(STR("[1e16]"), "line 1, column 2: ", why);
    assert_refused(STR("[999999999999999900000.0]"), "line 1, column 2: ", why);
    assert_refused(STR("[1e400]"), "line 1, column ", why);
}

static void assert_canonical(Str text, const char *expected) {
    Error error;
    json_t *value = json_read(text, &error);
    if (!value) fail_msg("%s", error.message);
    Buffer once = { 0 }, twice = { 0 };
    json_write_canonical(&once, value);
    json_decref(value);
    assert_text(&once, expected);
    value = json_read(buffer_str(&once), &error);
    if (!value) fail_msg("%s", error.message);
    json_write_canonical(&twice, value);
    json_decref(value);
    assert_text(&twice, expected);
    buffer_free(&once);
    buffer_free(&twice);
}

/* RFC 8785, 3.2.2 and 3.2.3 */
static void the_example_of_rfc_8785_has_its_canonical_form(void **state) {
    (void)state;
    assert_canonical(
        STR("{\n"
            "  \"numbers\": [333333333.33333329, 1E30, 4.50,\n"
            "              2e-3, 0.000000000000000000000000001],\n"
            "  \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n"
            "  \"literals\": [null, true, false]\n"
            "}\n"),
        "{\"literals\":[null,true,false],"
        "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
        "\"string\":\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

/* RFC 8785, 3.2.3: the smiley, a surrogate pair in UTF-16, comes before U+FB33. */
static void names_are_sorted_by_utf_16_code_units(void **state) {
    (void)state;
    assert_canonical(STR("{\n"
                         "  \"\\u20ac\": \"Euro Sign\",\n"
                         "  \"\\r\": \"Carriage Return\",\n"
                         "  \"\\ufb33\": \"Hebrew Letter Dalet With Dagesh\",\n"
                         "  \"1\": \"One\",\n"
                         "  \"\\ud83d\\ude00\": \"Emoji: Grinning Face\",\n"
                         "  \"\\u0080\": \"Control\",\n"
                         "  \"\\u00f6\": \"Latin Small Letter O With Diaeresis\"\n"
                         "}\n"),
                     "{\"\\r\":\"Carriage Return\","
                     "\"1\":\"One\","
                     "\"\xC2\x80\":\"Control\","
                     "\"\xC3\xB6\":\"Latin Small Letter O With Diaeresis\","
                     "\"\xE2\x82\xAC\":\"Euro Sign\","
                     "\"\xF0\x9F\x98\x80\":\"Emoji: Grinning Face\","
                     "\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet With Dagesh\"}");
}

static void names_around_the_surrogates_keep_their_places(void **state) {
    (void)state;
    /* U+D7FF, U+10000, U+10FFFF, U+E000, U+FFFD, each behind a common "a". */
    assert_canonical(STR("{\"a\xEF\xBF\xBD\":5,\"a\xEE\x80\x80\":4,\"a\xF4\x8F\xBF\xBF\":3,"
                         "\"a\xF0\x90\x80\x80\":2,\"a\xED\x9F\xBF\":1,\"a\":0,\"\":-1}"),
                     "{\"\":-1,\"a\":0,\"a\xED\x9F\xBF\":1,\"a\xF0\x90\x80\x80\":2,"
                     "\"a\xF4\x8F\xBF\xBF\":3,\"a\xEE\x80\x80\":4,\"a\xEF\xBF\xBD\":5}");
}

static void objects_in_objects_are_sorted_and_arrays_keep_their_order(void **state) {
    (void)state;
    assert_canonical(STR(" { \"b\" : [ 3 , 1 , { \"z\" : {} , \"y\" : [] } ] , \"a\" : \"\" } "),
                     "{\"a\":\"\",\"b\":[3,1,{\"y\":[],\"z\":{}}]}");
    assert_canonical(STR("[]"), "[]");
}

static void one_number_has_one_canonical_form(void **state) {
    (void)state;
    assert_canonical(STR("[100,1E2,100.0,1000e-1]"), "[100,100,100,100]");
    assert_canonical(STR("[0,-0,0.0,-0.0,0e5,1e-400]"), "[0,0,0,0,0,0]");
    assert_canonical(STR("[9007199254740991,-9007199254740991]"),
                     "[9007199254740991,-9007199254740991]");
    assert_canonical(STR("[1e21,1.7976931348623157E308,5e-324]"),
                     "[1e+21,1.7976931348623157e+308,5e-324]");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_writer_puts_commas_and_names),
        cmocka_unit_test(an_indented_text_has_an_item_a_line),
        cmocka_unit_test(what_a_writer_writes_is_read_back),
        cmocka_unit_test(a_number_that_is_not_finite_is_null),
        cmocka_unit_test(arrays_nest_less_than_the_limit_deep),
        cmocka_unit_test(misuse_of_a_writer_stops_the_process),
        cmocka_unit_test(a_quoted_text_escapes_what_rfc_8785_escapes_and_nothing_else),
        cmocka_unit_test(every_byte_of_ascii_is_read_back_from_its_quoted_form),
        cmocka_unit_test(what_must_be_escaped_is_found_wherever_it_stands_in_a_long_text),
        cmocka_unit_test(what_is_not_json_is_refused_with_its_line_and_column),
        cmocka_unit_test(a_name_given_twice_is_refused),
        cmocka_unit_test(nesting_without_end_is_refused),
        cmocka_unit_test(numbers_that_digits_do_not_name_exactly_are_refused),
        cmocka_unit_test(the_example_of_rfc_8785_has_its_canonical_form),
        cmocka_unit_test(names_are_sorted_by_utf_16_code_units),
        cmocka_unit_test(names_around_the_surrogates_keep_their_places),
        cmocka_unit_test(objects_in_objects_are_sorted_and_arrays_keep_their_order),
        cmocka_unit_test(one_number_has_one_canonical_form),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
