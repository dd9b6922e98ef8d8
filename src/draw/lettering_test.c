#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "draw/lettering.h"

static void assert_lines(const char *text, int32_t width, const char *wanted, bool cut) {
    Arena arena = { 0 };
    LetteringLines lines = lettering_wrap(&arena, str_from(text), 100, width);
    Str got = STR_EMPTY;
    for (size_t i = 0; i < lines.count; i++)
        got = str_format(&arena, "%.*s%s%.*s", STR_ARGUMENTS(got), i ? "|" : "",
                         STR_ARGUMENTS(lines.line[i]));
    assert_string_equal(str_to_c(&arena, got), wanted);
    assert_int_equal(lines.cut, cut);
    arena_free(&arena);
}

static void lines_break_at_spaces(void **state) {
    (void)state;
    assert_lines("open the house", 100000, "open the house", false);
    assert_lines("open the house", 560, "open the|house", false);
    assert_lines("  open   the  ", 270, "open|the", false);
    assert_lines("", 500, "", false);
    assert_lines("   ", 500, "", false);
}

static void chinese_breaks_between_characters_but_not_before_a_closing_mark(void **state) {
    (void)state;
    assert_lines("人权理事会", 300, "人权理|事会", false);
    assert_lines("人权理，事会", 300, "人权|理，事|会", false);
}

static void a_word_wider_than_a_line_is_broken_but_never_before_a_combining_mark(void **state) {
    (void)state;
    assert_lines("aaaaaa", 200, "aaa|aaa", false);
    assert_lines("e\xCC\x81"
                 "e\xCC\x81"
                 "e\xCC\x81",
                 130,
                 "e\xCC\x81"
                 "e\xCC\x81|e\xCC\x81",
                 false);
    assert_lines("wm", 10, "w|m", false);
    Arena arena = { 0 };
    assert_true(lettering_wrap(&arena, STR("aaaaaa b"), 100, 200).broken);
    assert_false(lettering_wrap(&arena, STR("aaa b"), 100, 200).broken);
    arena_free(&arena);
}

static void a_text_of_more_than_four_lines_is_cut_and_says_so(void **state) {
    (void)state;
    assert_lines("aaa bbb ccc ddd eee", 200, "aaa|bbb|ccc|d…", true);
    assert_lines("aaa bbb ccc d e", 200, "aaa|bbb|ccc|d e", false);
}

static void bytes_that_are_not_utf8_lose_nothing(void **state) {
    (void)state;
    assert_lines("\xFF\xC3 a\xE4\xBA", 100000, "\xFF\xC3 a\xE4\xBA", false);
    assert_int_equal(lettering_width(STR("\xFF"), 100), lettering_width(STR("\xEF\xBF\xBD"), 100));
}

static void marks_and_directions_have_no_width(void **state) {
    (void)state;
    assert_int_equal(lettering_width(STR("\xCC\x81\xE2\x80\x8F\xD9\x8E"), 100), 0);
    assert_int_equal(lettering_width(STR("0"), 100) * 3, lettering_width(STR("123"), 100));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_break_at_spaces),
        cmocka_unit_test(chinese_breaks_between_characters_but_not_before_a_closing_mark),
        cmocka_unit_test(a_word_wider_than_a_line_is_broken_but_never_before_a_combining_mark),
        cmocka_unit_test(a_text_of_more_than_four_lines_is_cut_and_says_so),
        cmocka_unit_test(bytes_that_are_not_utf8_lose_nothing),
        cmocka_unit_test(marks_and_directions_have_no_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
