#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/test_support.h"
#include "assess/words.h"

static Example golden;

static int read_golden(void **state) {
    (void)state;
    example_read(&golden, GOLDEN);
    return 0;
}

static int drop_golden(void **state) {
    (void)state;
    example_free(&golden);
    return 0;
}

static void assert_verdict(Verdict verdict, Str expected) {
    Arena arena = { 0 };
    Str text = verdict_text(&arena, &golden.method, verdict);
    if (!str_equal(text, expected))
        fail_msg("\"%.*s\" is not \"%.*s\"", STR_ARGUMENTS(text), STR_ARGUMENTS(expected));
    arena_free(&arena);
}

static void bands_are_those_of_the_fixture(void **state) {
    (void)state;
    Fixture fixture;
    size_t rows = 0;
    fixture_open(&fixture, GOLDEN "/unit/verdict_bands.csv");
    for (; fixture_next(&fixture); rows++) {
        size_t band = verdict_band(&golden.method, fixture_number(&fixture, 0));
        assert_verdict((Verdict){ true, band, band }, fixture_cell(&fixture, 1));
    }
    assert_int_equal(rows, 10);
}

/* A score whose every draw is the score itself. */
static Verdict certain_verdict(double score, bool red_line) {
    double odds[BANDS_MAX] = { 0 };
    if (isnan(score)) return (Verdict){ 0 };
    odds[verdict_band(&golden.method, score)] = 1;
    return verdict_of(&golden.method, score, score, score, odds, red_line);
}

/* P2 */
static void caps_are_those_of_the_fixture(void **state) {
    (void)state;
    Fixture fixture;
    size_t rows = 0;
    fixture_open(&fixture, GOLDEN "/unit/verdict_caps.csv");
    for (; fixture_next(&fixture); rows++)
        assert_verdict(
            certain_verdict(fixture_number(&fixture, 1), fixture_number(&fixture, 2) > 0),
            fixture_cell(&fixture, 3));
    assert_int_equal(rows, 5);
}

static void a_word_needs_eight_draws_in_ten(void **state) {
    (void)state;
    const double enough[] = { 0, 0.1, 0.8, 0.1, 0 }, too_few[] = { 0, 0.11, 0.79, 0.1, 0 };
    assert_verdict(verdict_of(&golden.method, 50, 38, 61, enough, false),
                   STR("cooperates in part"));
    assert_verdict(verdict_of(&golden.method, 50, 38, 61, too_few, false),
                   STR("between \"cooperates little\" and \"cooperates largely\""));
}

static void an_interval_inside_one_band_needs_no_between(void **state) {
    (void)state;
    const double odds[] = { 0.5, 0.5, 0, 0, 0 };
    assert_verdict(verdict_of(&golden.method, 81, 61, 79, odds, false), STR("cooperates largely"));
}

static void a_red_line_caps_both_ends_and_adds_their_odds(void **state) {
    (void)state;
    const double odds[] = { 0.3, 0.3, 0.2, 0.2, 0 };
    assert_verdict(verdict_of(&golden.method, 70, 35, 90, odds, true), STR("cooperates in part"));
    const double lower[] = { 0, 0.3, 0.3, 0.4, 0 };
    assert_verdict(verdict_of(&golden.method, 45, 30, 65, lower, true),
                   STR("between \"cooperates little\" and \"cooperates in part\""));
}

static ItemWord word_for(double at_most_quarter, double at_most_half, double at_least_quarters) {
    ItemOdds odds = { at_most_quarter, at_most_half, 1 - at_most_half, at_least_quarters };
    return item_word(&odds);
}

static void the_strongest_word_that_holds_is_taken(void **state) {
    (void)state;
    assert_int_equal(word_for(0, 0.01, 0.85), ITEM_MET);
    assert_int_equal(word_for(0, 0.1, 0.5), ITEM_LARGELY_MET);
    assert_int_equal(word_for(0.9, 0.99, 0), ITEM_NOT_MET);
    assert_int_equal(word_for(0.5, 0.9, 0), ITEM_LARGELY_NOT_MET);
    assert_int_equal(word_for(0.3, 0.6, 0.1), ITEM_NOT_CLEAR);
}

/* A1 */
static void an_invitation_is_effective_only_where_visits_show_it(void **state) {
    (void)state;
    assert_int_equal(invitation_word(&golden.method, true, 0.8), INVITATION_EFFECTIVE);
    assert_int_equal(invitation_word(&golden.method, true, 0.2), INVITATION_PAPER_ONLY);
    assert_int_equal(invitation_word(&golden.method, true, 0.5), INVITATION_NOT_SHOWN);
    assert_int_equal(invitation_word(&golden.method, false, 0.9), INVITATION_NONE_BUT_HONOURED);
    assert_int_equal(invitation_word(&golden.method, false, 0.1), INVITATION_NONE);
}

static void two_states_differ_only_at_nine_in_ten(void **state) {
    (void)state;
    assert_int_equal(pair_word(0.9), PAIR_HIGHER);
    assert_int_equal(pair_word(0.1), PAIR_LOWER);
    assert_int_equal(pair_word(1 - 0.9), PAIR_LOWER);
    assert_int_equal(pair_word(0.899), PAIR_NOT_DISTINGUISHABLE);
    assert_int_equal(pair_word(0.5), PAIR_NOT_DISTINGUISHABLE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bands_are_those_of_the_fixture),
        cmocka_unit_test(caps_are_those_of_the_fixture),
        cmocka_unit_test(a_word_needs_eight_draws_in_ten),
        cmocka_unit_test(an_interval_inside_one_band_needs_no_between),
        cmocka_unit_test(a_red_line_caps_both_ends_and_adds_their_odds),
        cmocka_unit_test(the_strongest_word_that_holds_is_taken),
        cmocka_unit_test(an_invitation_is_effective_only_where_visits_show_it),
        cmocka_unit_test(two_states_differ_only_at_nine_in_ten),
    };
    return cmocka_run_group_tests(tests, read_golden, drop_golden);
}
