#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <errno.h>
#include <stdio.h>

#include "base/error.h"

static void an_error_holds_its_kind_and_its_message(void **state) {
    (void)state;
    Error error = { 0 };
    assert_false(error_set(&error, ERROR_NOT_FOUND, "no visit \"%s\"", "V-7"));
    assert_int_equal(error.kind, ERROR_NOT_FOUND);
    assert_string_equal(error.message, "no visit \"V-7\"");
}

static void a_failed_call_adds_what_the_system_says(void **state) {
    (void)state;
    Error error = { 0 };
    errno = ENOSPC;
    assert_false(error_system(&error, "cannot write %s", "x"));
    assert_int_equal(error.kind, ERROR_SYSTEM);
    assert_string_equal(error.message, "cannot write x: No space left on device");
}

static void context_goes_before_the_message_and_leaves_the_kind(void **state) {
    (void)state;
    Error error = { 0 };
    error_set(&error, ERROR_REFUSED, "no such State");
    assert_false(error_context(&error, "line %d", 7));
    assert_false(error_context(&error, "visits.csv"));
    assert_int_equal(error.kind, ERROR_REFUSED);
    assert_string_equal(error.message, "visits.csv: line 7: no such State");
}

/* 2-byte characters behind 0 to 3 single bytes, so that the cut falls everywhere in one. */
static const char *long_text(size_t shift) {
    static char text[4001];
    memset(text, 'x', shift);
    for (size_t at = shift; at + 2 <= sizeof text - 1; at += 2)
        memcpy(text + at, "\xC3\xA9", 3);
    return text;
}

static void a_message_too_long_is_cut_between_characters(void **state) {
    (void)state;
    for (size_t shift = 0; shift < 4; shift++) {
        Error error;
        error_set(&error, ERROR_REFUSED, "%s", long_text(shift));
        size_t length = strlen(error.message);
        assert_true(length >= sizeof error.message - 4);
        assert_true(str_is_utf8(str_from(error.message), NULL));
        error_context(&error, "line 7");
        assert_true(str_starts_with(str_from(error.message), STR("line 7: ")));
        assert_true(strlen(error.message) >= sizeof error.message - 4);
        assert_true(str_is_utf8(str_from(error.message), NULL));
    }
}

static void a_context_too_long_is_cut_and_the_message_stays(void **state) {
    (void)state;
    for (size_t shift = 0; shift < 4; shift++) {
        Error error;
        error_set(&error, ERROR_REFUSED, "no such State");
        error_context(&error, "%s", long_text(shift));
        assert_true(str_ends_with(str_from(error.message), STR(": no such State")));
        assert_true(str_is_utf8(str_from(error.message), NULL));
        errno = ENOSPC;
        error_system(&error, "%s", long_text(shift));
        assert_true(str_ends_with(str_from(error.message), STR(": No space left on device")));
        assert_true(str_is_utf8(str_from(error.message), NULL));
    }
}

static void characters_of_any_length_are_kept_whole_or_left_out(void **state) {
    (void)state;
    static const char *const characters[] = { "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80" };
    for (size_t i = 0; i < COUNT_OF(characters); i++) {
        for (int before = 1015; before <= 1024; before++) {
            Error error;
            error_set(&error, ERROR_REFUSED, "%*s%s", before, "", characters[i]);
            assert_true(str_is_utf8(str_from(error.message), NULL));
            bool fits = (size_t)before + strlen(characters[i]) < sizeof error.message;
            assert_int_equal(str_ends_with(str_from(error.message), str_from(characters[i])), fits);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_holds_its_kind_and_its_message),
        cmocka_unit_test(a_failed_call_adds_what_the_system_says),
        cmocka_unit_test(context_goes_before_the_message_and_leaves_the_kind),
        cmocka_unit_test(a_message_too_long_is_cut_between_characters),
        cmocka_unit_test(a_context_too_long_is_cut_and_the_message_stays),
        cmocka_unit_test(characters_of_any_length_are_kept_whole_or_left_out),
    };
    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
