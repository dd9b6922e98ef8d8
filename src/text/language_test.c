#include "text/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void a_language_is_known_by_exactly_its_code(void **state) {
    (void)state;
    Language language = LANGUAGE_COUNT;
    assert_true(language_from_code(STR("ar"), &language));
    assert_int_equal(language, LANGUAGE_AR);
    assert_true(language_from_code(STR("en"), &language));
    assert_int_equal(language, LANGUAGE_EN);
    const Str others[] = { STR_LITERAL(""), STR_LITERAL("e"), STR_LITERAL("eng"), STR_LITERAL("EN"),
                           STR_LITERAL("de") };
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        language = LANGUAGE_ZH;
        assert_false(language_from_code(others[i], &language));
        assert_int_equal(language, LANGUAGE_ZH);
    }
}

static void the_six_official_languages_are_there_and_only_arabic_runs_from_the_right(void **state) {
    (void)state;
    assert_int_equal(LANGUAGE_COUNT, 6);
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        Language language = LANGUAGE_COUNT;
        assert_true(language_from_code(str_from(INTERFACE_LANGUAGES[i].code), &language));
        assert_int_equal(language, i);
        assert_true(INTERFACE_LANGUAGES[i].name[0] != 0);
        assert_int_equal(INTERFACE_LANGUAGES[i].right_to_left, i == LANGUAGE_AR);
    }
}

static void every_entry_of_a_catalogue_is_found_and_nothing_else(void **state) {
    (void)state;
    const CatalogueEntry entries[] = {
        { "State", "État" },     { "States", "États" }, { "Visit", "Visite" },
        { "about", "à propos" }, { "zero", "zéro" },
    };
    for (size_t count = 0; count <= COUNT_OF(entries); count++) {
        const Catalogue catalogue = { entries, count };
        for (size_t i = 0; i < COUNT_OF(entries); i++) {
            Str found = catalogue_find(&catalogue, entries[i].english);
            const char *due = i < count ? entries[i].translation : entries[i].english;
            assert_true(str_equal_c(found, due));
        }
        assert_true(str_equal_c(catalogue_find(&catalogue, "Stat"), "Stat"));
        assert_true(str_equal_c(catalogue_find(&catalogue, "zz"), "zz"));
        assert_true(str_equal_c(catalogue_find(&catalogue, ""), ""));
    }
}

static void what_no_catalogue_translates_is_shown_in_english(void **state) {
    (void)state;
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        assert_true(
            str_equal_c(message((Language)i, "no catalogue has this"), "no catalogue has this"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_language_is_known_by_exactly_its_code),
        cmocka_unit_test(the_six_official_languages_are_there_and_only_arabic_runs_from_the_right),
        cmocka_unit_test(every_entry_of_a_catalogue_is_found_and_nothing_else),
        cmocka_unit_test(what_no_catalogue_translates_is_shown_in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
