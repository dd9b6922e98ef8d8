#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/assess_kinds.h"

/* METHOD 8: a State's text is printed unedited, at most 500 words. */

static void assert_words(const char *text, size_t words) {
    size_t counted = reply_words(str_from(text));
    if (counted != words) fail_msg("\"%s\" has %zu words, not %zu", text, counted, words);
}

static void spaces_and_lines_part_words(void **state) {
    (void)state;
    assert_words("", 0);
    assert_words(" \n\t\r ", 0);
    assert_words("one", 1);
    assert_words(" one\r\n two\vthree ", 3);
    assert_words("well-founded, A/HRC/54/61 and 12.5", 4);
}

static void spaces_that_do_not_break_part_words_too(void **state) {
    (void)state;
    assert_words("a\u00A0b", 2);
    assert_words("a\u3000b\u2003c\u202Fd\u2028e", 5);
    assert_words("a\u200Bb", 1); /* no white space in Unicode */
}

static void a_sign_that_stands_alone_is_no_word(void **state) {
    (void)state;
    assert_words("la réponse\u00A0: «\u00A0oui\u00A0» – non\u202F!", 4);
    assert_words("... - ?", 0);
}

static void each_character_of_chinese_is_a_word(void **state) {
    (void)state;
    assert_words("人权理事会", 5);
    assert_words("人权，理事会。", 5);
    assert_words("第12段 UN人权", 6);
    assert_words("\U00020000\u3007", 2);
}

static void arabic_and_russian_are_parted_by_spaces(void **state) {
    (void)state;
    assert_words("مجلس حقوق الإنسان، جنيف", 4);
    assert_words("Совет по правам человека", 4);
}

static void a_text_cut_inside_a_character_ends_there(void **state) {
    (void)state;
    Str cut = str_from("一");
    cut.length = 2;
    assert_true(reply_words(cut) <= 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spaces_and_lines_part_words),
        cmocka_unit_test(spaces_that_do_not_break_part_words_too),
        cmocka_unit_test(a_sign_that_stands_alone_is_no_word),
        cmocka_unit_test(each_character_of_chinese_is_a_word),
        cmocka_unit_test(arabic_and_russian_are_parted_by_spaces),
        cmocka_unit_test(a_text_cut_inside_a_character_ends_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
