/* How long States took to answer (A4; METHOD 4 "Deadlines with censoring"): what enters the curve,
 * what is censored and when, and what is left out and counted. */
#include "site/response_curve.h"

#include <math.h>

#include "store/test_folder.h"

/* Day 0 of these tests; all days are counted from it. */
enum { BEGINNING = 19000, PERIOD_DAYS = 365, TODAY = BEGINNING + 1000, LETTERS_MAX = 8 };

typedef struct Fixture {
    Arena arena;
    CooperationIndex index;
    CompletePeriod period;
    LetterView letters[LETTERS_MAX];
    ReplyEntry replies[LETTERS_MAX];
} Fixture;

static Fixture *begin(Fixture *fixture) {
    *fixture = (Fixture){ 0 };
    fixture->period = (CompletePeriod){ STR("XAA"), BEGINNING, (Day)(BEGINNING + PERIOD_DAYS) };
    fixture->index.complete = &fixture->period;
    fixture->index.complete_count = 1;
    fixture->index.letters = fixture->letters;
    return fixture;
}

static void end(Fixture *fixture) {
    arena_free(&fixture->arena);
}

static void letter_of(Fixture *fixture, const char *iso3, Date sent, const Date *received,
                      Day today) {
    size_t at = fixture->index.letter_count++;
    LetterView *letter = &fixture->letters[at];
    *letter = (LetterView){ .iso3 = str_from(iso3), .entry = { LETTER_AL, .sent_on = sent } };
    if (received) {
        fixture->replies[at] = (ReplyEntry){ *received, REPLY_GRADE_R4 };
        letter->replies = &fixture->replies[at];
        letter->reply_count = 1;
    }
    letter->standing = letter_standing(&fixture->arena, &letter->entry, letter->replies,
                                       letter->reply_count, today);
}

/* Sent to XAA, and answered, so many days after the beginning. */
static void answered(Fixture *fixture, int sent, int received) {
    Date reply = date_of_day(BEGINNING + received);
    letter_of(fixture, "XAA", date_of_day(BEGINNING + sent), &reply, TODAY);
}

static void unanswered(Fixture *fixture, int sent) {
    letter_of(fixture, "XAA", date_of_day(BEGINNING + sent), NULL, TODAY);
}

static ResponseCurve curve_of(Fixture *fixture) {
    static const uint32_t ALL[LETTERS_MAX] = { 0, 1, 2, 3, 4, 5, 6, 7 };
    return response_curve(&fixture->arena, &fixture->index, ALL, fixture->index.letter_count);
}

static void assert_step(const SurvivalStep *step, int time, size_t at_risk, size_t events,
                        size_t censored) {
    assert_int_equal(step->time, time);
    assert_int_equal(step->at_risk, at_risk);
    assert_int_equal(step->events, events);
    assert_int_equal(step->censored, censored);
}

static void a_letter_outside_a_complete_period_never_enters(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    answered(&fixture, -1, 30);                            /* the day before it begins */
    answered(&fixture, PERIOD_DAYS + 1, PERIOD_DAYS + 31); /* the day after it ends */
    Date sent = date_of_day(BEGINNING + 10), reply = date_of_day(BEGINNING + 20);
    letter_of(&fixture, "XBB", sent, &reply, TODAY); /* the period is another State's */
    ResponseCurve curve = curve_of(&fixture);
    assert_int_equal(curve.letters, 0);
    assert_int_equal(curve.outside, 3);
    assert_int_equal(curve.without_days, 0);
    assert_int_equal(curve.curve.count, 0);
    assert_true(isnan(curve.median));
    end(&fixture);
}

static void letters_of_the_first_and_the_last_day_of_a_period_enter(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    answered(&fixture, 0, 30);
    unanswered(&fixture, PERIOD_DAYS);
    ResponseCurve curve = curve_of(&fixture);
    assert_int_equal(curve.letters, 2);
    assert_int_equal(curve.outside, 0);
    assert_int_equal(curve.curve.count, 2);
    assert_step(&curve.curve.steps[0], 0, 2, 0, 1); /* known for no day after its own */
    assert_step(&curve.curve.steps[1], 30, 1, 1, 0);
    end(&fixture);
}

static void an_unanswered_letter_is_censored_when_the_period_ends(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    unanswered(&fixture, 100);
    ResponseCurve curve = curve_of(&fixture);
    assert_int_equal(curve.curve.count, 1);
    assert_step(&curve.curve.steps[0], PERIOD_DAYS - 100, 1, 0, 1);
    assert_true(isnan(curve.median));
    end(&fixture);
}

static void an_unanswered_letter_is_censored_today_where_the_period_ends_later(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    letter_of(&fixture, "XAA", date_of_day(BEGINNING + 100), NULL, BEGINNING + 140);
    ResponseCurve curve = curve_of(&fixture);
    assert_int_equal(curve.curve.count, 1);
    assert_step(&curve.curve.steps[0], 40, 1, 0, 1);
    end(&fixture);
}

/* It is known of this letter only because somebody looked further, which nobody did for others. */
static void a_reply_after_the_end_of_the_period_is_no_event(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    answered(&fixture, 300, PERIOD_DAYS);     /* on the last day: an event */
    answered(&fixture, 300, PERIOD_DAYS + 1); /* one day later: still waiting on the last day */
    ResponseCurve curve = curve_of(&fixture);
    assert_int_equal(curve.letters, 2);
    assert_int_equal(curve.curve.events, 1);
    assert_int_equal(curve.curve.count, 1);
    assert_step(&curve.curve.steps[0], PERIOD_DAYS - 300, 2, 1, 1);
    end(&fixture);
}

static void a_receipt_is_no_event(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    answered(&fixture, 10, 20);
    fixture.replies[0].grade = REPLY_GRADE_R1;
    fixture.letters[0].standing =
        letter_standing(&fixture.arena, &fixture.letters[0].entry, fixture.replies, 1, TODAY);
    ResponseCurve curve = curve_of(&fixture);
    assert_int_equal(curve.letters, 1);
    assert_int_equal(curve.curve.events, 0);
    end(&fixture);
}

static void letters_and_replies_of_unknown_days_are_left_out_and_counted(void **state) {
    (void)state;
    Fixture fixture;
    Date unknown = { 0 };
    begin(&fixture);
    letter_of(&fixture, "XAA", unknown, NULL, TODAY);
    letter_of(&fixture, "XAA", date_of_day(BEGINNING + 10), &unknown, TODAY);
    answered(&fixture, 10, 20);
    ResponseCurve curve = curve_of(&fixture);
    assert_int_equal(curve.letters, 1);
    assert_int_equal(curve.without_days, 2);
    assert_int_equal(curve.outside, 0);
    assert_int_equal(curve.curve.events, 1);
    end(&fixture);
}

/* "On or after" has no latest day: that a reply came is known, and so it is not censored either. */
static void a_reply_on_or_after_a_day_is_left_out_and_counted(void **state) {
    (void)state;
    Fixture fixture;
    Date open = { DATE_AFTER, BEGINNING + 30, DAY_LAST };
    begin(&fixture);
    letter_of(&fixture, "XAA", date_of_day(BEGINNING + 10), &open, TODAY);
    ResponseCurve curve = curve_of(&fixture);
    assert_int_equal(curve.letters, 0);
    assert_int_equal(curve.without_days, 1);
    end(&fixture);
}

static void an_answer_of_the_same_day_takes_no_days(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    answered(&fixture, 10, 10);
    ResponseCurve curve = curve_of(&fixture);
    assert_step(&curve.curve.steps[0], 0, 1, 1, 0);
    end(&fixture);
}

/* Three letters: after 20 days one is answered, after 40 another. With two of three answered the
 * share that waits is below one half. */
static void the_median_is_the_day_on_which_half_are_answered(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    answered(&fixture, 0, 20);
    answered(&fixture, 0, 40);
    unanswered(&fixture, 0);
    ResponseCurve curve = curve_of(&fixture);
    assert_int_equal(curve.letters, 3);
    assert_true(curve.median == 40);
    end(&fixture);
}

static void the_median_is_not_reached_while_more_than_half_wait(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    answered(&fixture, 0, 20);
    unanswered(&fixture, 0);
    unanswered(&fixture, 0);
    ResponseCurve curve = curve_of(&fixture);
    assert_int_equal(curve.curve.events, 1);
    assert_true(isnan(curve.median));
    end(&fixture);
}

static void only_the_letters_chosen_enter(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    answered(&fixture, 0, 20);
    answered(&fixture, 0, 40);
    answered(&fixture, 0, 60);
    ResponseCurve curve =
        response_curve(&fixture.arena, &fixture.index, (const uint32_t[]){ 1 }, 1);
    assert_int_equal(curve.letters, 1);
    assert_true(curve.median == 40);
    assert_int_equal(response_curve(&fixture.arena, &fixture.index, NULL, 0).letters, 0);
    end(&fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_outside_a_complete_period_never_enters),
        cmocka_unit_test(letters_of_the_first_and_the_last_day_of_a_period_enter),
        cmocka_unit_test(an_unanswered_letter_is_censored_when_the_period_ends),
        cmocka_unit_test(an_unanswered_letter_is_censored_today_where_the_period_ends_later),
        cmocka_unit_test(a_reply_after_the_end_of_the_period_is_no_event),
        cmocka_unit_test(a_receipt_is_no_event),
        cmocka_unit_test(letters_and_replies_of_unknown_days_are_left_out_and_counted),
        cmocka_unit_test(a_reply_on_or_after_a_day_is_left_out_and_counted),
        cmocka_unit_test(an_answer_of_the_same_day_takes_no_days),
        cmocka_unit_test(the_median_is_the_day_on_which_half_are_answered),
        cmocka_unit_test(the_median_is_not_reached_while_more_than_half_wait),
        cmocka_unit_test(only_the_letters_chosen_enter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
