#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/conditional.h"

static void if_none_match_is_compared_weakly_in_lists_and_by_star(void **state) {
    (void)state;
    static const struct {
        const char *header;
        bool listed;
    } cases[] = {
        { "\"abc\"", true },
        { "W/\"abc\"", true },
        { "\"x\", \"abc\"", true },
        { "\"x\",W/\"abc\",\"y\"", true },
        { " ,, \"x\" ,\t, \"abc\"", true },
        { "\"a,b\", \"abc\"", true },
        { "*", true },
        { " * ", true },
        { "\"abcd\"", false },
        { "abc", false },
        { "\"abc", false },
        { "\"x\" \"abc\"", false },
        { "w/\"abc\"", false },
        { "\"x\", *", false },
        { "", false },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (etag_is_listed(str_from(cases[i].header), STR("\"abc\"")) != cases[i].listed)
            fail_msg("%s", cases[i].header);
}

static void gzip_is_sent_only_to_who_accepts_it(void **state) {
    (void)state;
    static const struct {
        const char *header;
        bool accepted;
    } cases[] = {
        { "gzip", true },
        { "GZIP", true },
        { "x-gzip", true },
        { "deflate, gzip;q=0.5, br", true },
        { "gzip ; q=1.000", true },
        { "br, *", true },
        { "gzip;q=0.001", true },
        { "*;q=0.5", true },
        { "", false },
        { "identity", false },
        { "gzip;q=0", false },
        { "gzip;q=0.000", false },
        { "*, gzip;q=0", false },
        { "*;q=0", false },
        { "gzipped", false },
        { "gzip;q=2", false },
        { "gzip;q=0.5555", false },
        { "gzip;q=x", false },
        { "gzip;level=9", false },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (gzip_is_accepted(str_from(cases[i].header)) != cases[i].accepted)
            fail_msg("%s", cases[i].header);
}

static void the_reader_gets_the_language_preferred_among_those_there_are(void **state) {
    (void)state;
    static const Str languages[] = { STR_LITERAL("en"), STR_LITERAL("fr"), STR_LITERAL("ar"),
                                     STR_LITERAL("zh-Hant") };
    static const struct {
        const char *header;
        size_t language;
    } cases[] = {
        { "fr", 1 },
        { "fr-CH, en;q=0.9", 1 },
        { "de, ar;q=0.3, fr;q=0.7", 1 },
        { "ar;q=0.8, fr;q=0.8", 2 },
        { "FR", 1 },
        { "zh-hant-TW", 3 },
        { "zh-Hant-x-foo", 3 },
        { "zh", 0 },
        { "fr;q=0, ar;q=0.1", 2 },
        { "*", 0 },
        { "de", 0 },
        { "", 0 },
        { ";;q=,,-", 0 },
        { "french", 0 },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t chosen = language_choose(str_from(cases[i].header), languages, COUNT_OF(languages));
        if (chosen != cases[i].language) fail_msg("%s: %zu", cases[i].header, chosen);
    }
    assert_int_equal(language_choose(STR("fr"), NULL, 0), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(if_none_match_is_compared_weakly_in_lists_and_by_star),
        cmocka_unit_test(gzip_is_sent_only_to_who_accepts_it),
        cmocka_unit_test(the_reader_gets_the_language_preferred_among_those_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
