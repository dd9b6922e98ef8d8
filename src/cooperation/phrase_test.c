#include "cooperation/phrase.h"
#include "council/test_csv_table.h"

static void a_phrase_in_english_has_its_values_in_its_own_order(void **state) {
    (void)state;
    Arena arena = { 0 };
    const Phrase phrase = { "%2$s of %1$s (%4$s%3$s%5$s), 100 %, %9$s",
                            { phrase_number(30),
                              phrase_words(STR("12")),
                              phrase_message("days"),
                              { PHRASE_NOTHING },
                              phrase_day(the_day("2013-11-05")) } };
    assert_str_equal(phrase_english(&arena, &phrase), "12 of 30 (days2013-11-05), 100 %, %9$s");
    const Phrase nothing = { 0 };
    assert_int_equal(phrase_english(&arena, &nothing).length, 0);
    arena_free(&arena);
}

static void a_date_in_english_says_how_precise_it_is(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        { "2013-11-05", "2013-11-05" },
        { "2013-11", "2013-11" },
        { "2013", "2013" },
        { "[2003-04-24..2010-09-21]", "between 2003-04-24 and 2010-09-21" },
        { "[..2010-09-21]", "on or before 2010-09-21" },
        { "[2010-09-21..]", "on or after 2010-09-21" },
    };
    Arena arena = { 0 };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Date date;
        Error error;
        assert_true(date_parse(str_from(cases[i][0]), &date, &error));
        assert_str_equal(phrase_date_english(&arena, date), cases[i][1]);
    }
    assert_str_equal(phrase_date_english(&arena, (Date){ 0 }), "on a day not known");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phrase_in_english_has_its_values_in_its_own_order),
        cmocka_unit_test(a_date_in_english_says_how_precise_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
