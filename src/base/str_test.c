#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>

#include "base/str.h"

static void assert_text(Str actual, const char *expected) {
    if (!str_equal_c(actual, expected))
        fail_msg("\"%.*s\" instead of \"%s\"", STR_ARGUMENTS(actual), expected);
}

static void the_empty_str_is_equal_to_an_empty_text_and_to_nothing_else(void **state) {
    (void)state;
    assert_true(str_equal(STR_EMPTY, STR("")));
    assert_true(str_equal(str_from(NULL), STR_EMPTY));
    assert_false(str_equal(STR_EMPTY, STR("a")));
    assert_false(str_equal(STR("ab"), STR("aB")));
    assert_false(str_equal(STR("ab"), STR("abc")));
    assert_true(str_equal((Str){ "a\0b", 3 }, (Str){ "a\0b", 3 }));
    assert_false(str_equal((Str){ "a\0b", 3 }, (Str){ "a\0c", 3 }));
}

static void texts_are_ordered_by_bytes_and_then_by_length(void **state) {
    (void)state;
    static const char *const ordered[] = { "", "A", "AB", "B", "a", "\xC3\xA9", "\xE2\x82\xAC" };
    for (size_t i = 0; i < COUNT_OF(ordered); i++) {
        for (size_t j = 0; j < COUNT_OF(ordered); j++) {
            int order = str_compare(str_from(ordered[i]), str_from(ordered[j]));
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    }
    assert_int_equal(str_compare(STR_EMPTY, STR("")), 0);
}

static void beginnings_ends_and_parts_are_found(void **state) {
    (void)state;
    Str symbol = STR("A/HRC/30/29");
    assert_true(str_starts_with(symbol, STR("A/HRC")));
    assert_true(str_starts_with(symbol, STR_EMPTY));
    assert_true(str_starts_with(STR_EMPTY, STR_EMPTY));
    assert_false(str_starts_with(symbol, STR("HRC")));
    assert_false(str_starts_with(STR("A"), STR("A/")));
    assert_true(str_ends_with(symbol, STR("/29")));
    assert_true(str_ends_with(symbol, STR_EMPTY));
    assert_false(str_ends_with(symbol, STR("/30")));
    assert_false(str_ends_with(STR("9"), STR("29")));
    assert_true(str_contains(symbol, STR("HRC")));
    assert_true(str_contains(STR_EMPTY, STR_EMPTY));
    assert_false(str_contains(symbol, STR("CCPR")));
    assert_false(str_contains(STR_EMPTY, STR("A")));
}

static void a_slice_stays_inside_the_text(void **state) {
    (void)state;
    assert_text(str_slice(STR("abcdef"), 1, 3), "bc");
    assert_text(str_slice(STR("abcdef"), 4, 99), "ef");
    assert_text(str_slice(STR("abcdef"), 99, 100), "");
    assert_text(str_slice(STR("abcdef"), 3, 1), "");
    assert_text(str_slice(STR_EMPTY, 0, 5), "");
}

static void trimming_takes_white_space_at_both_ends_only(void **state) {
    (void)state;
    assert_text(str_trim(STR(" \t\r\n\v\f a  b \n")), "a  b");
    assert_text(str_trim(STR("a")), "a");
    assert_text(str_trim(STR(" \n ")), "");
    assert_text(str_trim(STR_EMPTY), "");
    assert_text(str_trim(STR("\xC2\xA0x")), "\xC2\xA0x");
}

static void cutting_gives_every_part_once(void **state) {
    (void)state;
    static const struct {
        const char *text, *parts;
    } samples[] = {
        { "a,b,c", "<a><b><c>" },  { "a", "<a>" }, { "", "<>" }, { ",", "<><>" },
        { "a,,b,", "<a><><b><>" }, { NULL, "" },
    };
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        char parts[64] = "";
        Str rest = str_from(samples[i].text), part;
        while (str_cut(&rest, ',', &part)) {
            size_t used = strlen(parts);
            snprintf(parts + used, sizeof parts - used, "<%.*s>", STR_ARGUMENTS(part));
        }
        assert_string_equal(parts, samples[i].parts);
    }
}

static void a_copy_is_apart_from_the_text_and_ends_with_a_zero(void **state) {
    (void)state;
    Arena arena = { 0 };
    char text[] = "abc";
    Str copy = str_copy(&arena, (Str){ text, 2 });
    char *c = str_to_c(&arena, (Str){ text, 2 });
    text[0] = 'x';
    assert_text(copy, "ab");
    assert_string_equal(c, "ab");
    assert_string_equal(str_to_c(&arena, STR_EMPTY), "");
    assert_text(str_copy(&arena, STR_EMPTY), "");
    arena_free(&arena);
}

static void text_is_formatted_whatever_its_length(void **state) {
    (void)state;
    Arena arena = { 0 };
    assert_text(str_format(&arena, "%s-%03d", "V", 7), "V-007");
    assert_text(str_format(&arena, "%s", ""), "");
    Str wide = str_format(&arena, "%9000d", 7);
    assert_int_equal(wide.length, 9000);
    assert_int_equal(wide.data[8999], '7');
    arena_free(&arena);
}

static void integers_are_read_to_their_limits(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t number;
    } samples[] = {
        { "0", 0 },
        { "-0", 0 },
        { "007", 7 },
        { "-12", -12 },
        { "9223372036854775807", INT64_MAX },
        { "-9223372036854775808", INT64_MIN },
        { "0000000000000000000000000001", 1 },
    };
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        int64_t number = 4711;
        assert_true(str_to_integer(str_from(samples[i].text), &number));
        assert_int_equal(number, samples[i].number);
    }
}

static void what_is_not_an_integer_or_too_large_is_refused(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",
        "-",
        "+1",
        " 1",
        "1 ",
        "1.0",
        "1e3",
        "0x10",
        "--1",
        "1-",
        "9223372036854775808",
        "-9223372036854775809",
        "92233720368547758070",
        "18446744073709551616",
        "\xD9\xA1",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        int64_t number = 4711;
        if (str_to_integer(str_from(texts[i]), &number))
            fail_msg("\"%s\" was taken for an integer", texts[i]);
        assert_int_equal(number, 4711);
    }
    int64_t number;
    assert_false(str_to_integer((Str){ "1\0", 2 }, &number));
    assert_true(str_to_integer((Str){ "123", 2 }, &number) && number == 12);
}

static void decimals_are_read_as_c_reads_them(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double number;
    } samples[] = {
        { "0", 0 },
        { "-1", -1 },
        { "0.1", 0.1 },
        { "12.50", 12.5 },
        { "1e3", 1000 },
        { "1E+3", 1000 },
        { "-2.5e-3", -0.0025 },
        { ".5", 0.5 },
        { "5.", 5 },
        { "5e-324", 5e-324 },
        { "1e-999", 0 },
        { "1.7976931348623157e308", 1.7976931348623157e308 },
    };
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        double number;
        if (!str_to_decimal(str_from(samples[i].text), &number))
            fail_msg("\"%s\" was refused", samples[i].text);
        assert_true(number == samples[i].number);
    }
}

static void what_is_not_a_finite_decimal_is_refused(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",         "-",
        ".",        "e5",
        "1e",       "1e+",
        "1,5",      "+1",
        "1 ",       " 1",
        "inf",      "-inf",
        "nan",      "NaN",
        "0x1p3",    "1f",
        "1e999",    "-1e999",
        "1.2.3",    "1e5.5",
        "infinity", "00000000000000000000000000000000000000000000000000000000000000001",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        double number = 4711;
        if (str_to_decimal(str_from(texts[i]), &number))
            fail_msg("\"%s\" was taken for a decimal", texts[i]);
        assert_true(number == 4711);
    }
}

/* A code point in a given number of bytes, whether or not UTF-8 would write it so. */
static Str encode(uint32_t code_point, size_t length, char bytes[4]) {
    static const unsigned char lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    for (size_t i = length - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    bytes[0] = (char)(lead[length] | code_point);
    return (Str){ bytes, length };
}

static void every_character_but_zero_and_surrogates_is_utf8(void **state) {
    (void)state;
    for (uint32_t code_point = 1; code_point <= 0x10FFFF; code_point++) {
        char bytes[4];
        size_t length = code_point < 0x80      ? 1
                        : code_point < 0x800   ? 2
                        : code_point < 0x10000 ? 3
                                               : 4;
        bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
        if (str_is_utf8(encode(code_point, length, bytes), NULL) == surrogate)
            fail_msg("U+%04X is %staken for UTF-8", code_point, surrogate ? "" : "not ");
    }
}

static void overlong_forms_are_not_utf8(void **state) {
    (void)state;
    static const uint32_t end[] = { 0, 0x80, 0x800, 0x10000 };
    for (size_t needed = 1; needed <= 3; needed++) {
        for (uint32_t code_point = 0; code_point < end[needed]; code_point++) {
            for (size_t length = needed + 1; length <= 4; length++) {
                char bytes[4];
                if (str_is_utf8(encode(code_point, length, bytes), NULL))
                    fail_msg("U+%04X in %zu bytes is taken for UTF-8", code_point, length);
            }
        }
    }
}

static void bytes_beyond_unicode_and_lone_continuations_are_not_utf8(void **state) {
    (void)state;
    char bytes[4];
    for (uint32_t code_point = 0x110000; code_point < 0x200000; code_point += 0x101)
        assert_false(str_is_utf8(encode(code_point, 4, bytes), NULL));
    for (int byte = 0x80; byte <= 0xFF; byte++) {
        char single = (char)byte;
        assert_false(str_is_utf8((Str){ &single, 1 }, NULL));
    }
}

static void the_first_bad_byte_is_named(void **state) {
    (void)state;
    static const struct {
        Str text;
        size_t bad_at;
    } samples[] = {
        { STR_LITERAL("\0"), 0 },
        { STR_LITERAL("ab\0c"), 2 },
        { STR_LITERAL("ab\xC3"), 2 },
        { STR_LITERAL("\xC3\xA9\xC3z"), 2 },
        { STR_LITERAL("a\xE2\x82"), 1 },
        { STR_LITERAL("a\xE2\x82z"), 1 },
        { STR_LITERAL("a\xF0\x9F\x98"), 1 },
        { STR_LITERAL("a\xF0\x9F\x98z"), 1 },
        { STR_LITERAL("\xF0\x9F\x98\x80\x80"), 4 },
        { STR_LITERAL("\xED\xA0\x80"), 0 },
    };
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        size_t bad_at = 4711;
        assert_false(str_is_utf8(samples[i].text, &bad_at));
        assert_int_equal(bad_at, samples[i].bad_at);
        assert_false(str_is_utf8(samples[i].text, NULL));
    }
    size_t untouched = 4711;
    assert_true(str_is_utf8(STR_EMPTY, &untouched));
    assert_true(str_is_utf8(STR("Gen\xC3\xA8ve \xE2\x82\xAC \xF0\x9F\x98\x80"), &untouched));
    assert_int_equal(untouched, 4711);
}

/* The values are those of the FNV authors' test vectors. */
static void the_hash_is_fnv_1a(void **state) {
    (void)state;
    assert_true(str_hash(STR_EMPTY) == 0xCBF29CE484222325u);
    assert_true(str_hash(STR("a")) == 0xAF63DC4C8601EC8Cu);
    assert_true(str_hash(STR("foobar")) == 0x85944171F73967E8u);
}

static void a_bad_byte_is_found_wherever_it_stands_in_a_long_text(void **state) {
    (void)state;
    for (size_t length = 1; length < 40; length++)
        for (size_t at = 0; at < length; at++) {
            char text[40];
            size_t bad_at = SIZE_MAX;
            memset(text, 'a', sizeof text);
            text[at] = at % 2 ? 0 : (char)0xFF;
            assert_false(str_is_utf8((Str){ text, length }, &bad_at));
            assert_int_equal(bad_at, at);
            assert_true(str_is_utf8((Str){ text, at }, NULL));
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_empty_str_is_equal_to_an_empty_text_and_to_nothing_else),
        cmocka_unit_test(texts_are_ordered_by_bytes_and_then_by_length),
        cmocka_unit_test(beginnings_ends_and_parts_are_found),
        cmocka_unit_test(a_slice_stays_inside_the_text),
        cmocka_unit_test(trimming_takes_white_space_at_both_ends_only),
        cmocka_unit_test(cutting_gives_every_part_once),
        cmocka_unit_test(a_copy_is_apart_from_the_text_and_ends_with_a_zero),
        cmocka_unit_test(text_is_formatted_whatever_its_length),
        cmocka_unit_test(integers_are_read_to_their_limits),
        cmocka_unit_test(what_is_not_an_integer_or_too_large_is_refused),
        cmocka_unit_test(decimals_are_read_as_c_reads_them),
        cmocka_unit_test(what_is_not_a_finite_decimal_is_refused),
        cmocka_unit_test(every_character_but_zero_and_surrogates_is_utf8),
        cmocka_unit_test(overlong_forms_are_not_utf8),
        cmocka_unit_test(a_bad_byte_is_found_wherever_it_stands_in_a_long_text),
        cmocka_unit_test(bytes_beyond_unicode_and_lone_continuations_are_not_utf8),
        cmocka_unit_test(the_first_bad_byte_is_named),
        cmocka_unit_test(the_hash_is_fnv_1a),
    };
    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
