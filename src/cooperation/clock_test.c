/* Due days, their explanation and their status (A1, A3, A4, B4; D3.1 rules 2 and 5, D4.5). Rules
 * and calendars of these tests are invented, but for those of the program's own table. */
#include "base/prng.h"
#include "cooperation/clock.h"
#include "council/test_csv_table.h"

static Date a_date(const char *text) {
    Date date = { 0 };
    Error error = { 0 };
    if (!date_parse(str_from(text), &date, &error)) fail_msg("%s", error.message);
    return date;
}

static const ClockRule *the_rule(const char *id) {
    const ClockRule *rule = clock_rule_find(&CLOCK_RULES, str_from(id), the_day("2026-01-01"));
    if (!rule) fail_msg("there is no rule %s", id);
    return rule;
}

static ClockQuestion ask(const ClockRule *rule, const char *start) {
    return (ClockQuestion){ .rule = rule, .start = a_date(start), .seen_on = DAY_NONE };
}

static ClockResult answer(Arena *arena, const ClockQuestion *question) {
    ClockResult result;
    Error error = { 0 };
    if (!clock_due(arena, question, &result, &error)) fail_msg("%s", error.message);
    return result;
}

static void assert_day(Day day, const char *expected) {
    char text[DAY_TEXT_SIZE] = "none";
    if (day != DAY_NONE) day_format(day, text);
    assert_string_equal(text, expected);
}

static void assert_refused(Arena *arena, const ClockQuestion *question, const char *part) {
    ClockResult result = { .due = 7 };
    Error error = { 0 };
    assert_false(clock_due(arena, question, &result, &error));
    assert_int_equal(error.kind, ERROR_REFUSED);
    if (!strstr(error.message, part)) fail_msg("\"%s\" lacks \"%s\"", error.message, part);
    assert_int_equal(result.due, 7);
}

static const ClockStep *step_of(const ClockResult *result, ClockStepKind kind) {
    for (size_t i = 0; i < result->step_count; i++)
        if (result->steps[i].kind == kind) return &result->steps[i];
    return NULL;
}

static void assert_step_says(Arena *arena, const ClockResult *result, ClockStepKind kind,
                             const char *expected) {
    const ClockStep *step = step_of(result, kind);
    if (!step) fail_msg("there is no step %s", clock_step_word(kind));
    Phrase phrase = clock_step_phrase(step);
    assert_str_equal(phrase_english(arena, &phrase), expected);
}

/* ---------------------------------------------------------------- the period */

static void months_are_added_as_the_fixture_add_months_says(void **state) {
    (void)state;
    Arena arena = { 0 };
    CsvTable table = csv_table_read(&arena, "tests/fixtures/unit/add_months.csv");
    assert_int_equal(table.count, 7);
    for (size_t row = 0; row < table.count; row++) {
        const ClockRule rule = { .id = "months",
                                 .version = 1,
                                 .amount = csv_table_integer(&table, row, "months"),
                                 .unit = CLOCK_MONTHS };
        Day start = csv_table_day(&table, row, "date");
        ClockQuestion question = { .rule = &rule,
                                   .start = date_of_day(start),
                                   .seen_on = DAY_NONE };
        ClockResult result = answer(&arena, &question);
        assert_int_equal(result.due, csv_table_day(&table, row, "result"));
        assert_int_equal(result.due - start, csv_table_integer(&table, row, "days_between"));
    }
    arena_free(&arena);
}

static Day reminder_of(const ClockResult *result, ReminderKind kind) {
    for (size_t i = 0; i < result->reminder_count; i++)
        if (result->reminders[i].kind == kind) return result->reminders[i].day;
    return DAY_NONE;
}

/* A1, A3, A4: the four rules and the urgent appeal, whose first reminder is the sending day. */
static void due_days_and_reminders_follow_the_fixture_reminders(void **state) {
    (void)state;
    static const char *const rules[] = { "visit-dates", "visit-dates", "al-reply", "ua-reply",
                                         "visit-followup" };
    Arena arena = { 0 };
    CsvTable table = csv_table_read(&arena, "tests/fixtures/unit/reminders.csv");
    assert_int_equal(table.count, COUNT_OF(rules));
    for (size_t row = 0; row < table.count; row++) {
        ClockQuestion question = { .rule = the_rule(rules[row]),
                                   .start = date_of_day(csv_table_day(&table, row, "event_date")),
                                   .seen_on = DAY_NONE };
        ClockResult result = answer(&arena, &question);
        assert_int_equal(result.due, csv_table_day(&table, row, "due_date"));
        assert_int_equal(reminder_of(&result, REMINDER_FIRST),
                         csv_table_day(&table, row, "first_reminder"));
        assert_int_equal(reminder_of(&result, REMINDER_SECOND),
                         csv_table_day(&table, row, "second_reminder"));
        assert_int_equal(reminder_of(&result, REMINDER_OVERDUE),
                         csv_table_day(&table, row, "overdue_from"));
        assert_int_equal(result.overdue_from, csv_table_day(&table, row, "overdue_from"));
    }
    arena_free(&arena);
}

/* A1: the acceptance test of the requirement. */
static void a_request_of_31_december_2025_is_due_on_28_february_and_says_why(void **state) {
    (void)state;
    Arena arena = { 0 };
    ClockQuestion question = ask(the_rule("visit-dates"), "2025-12-31");
    ClockResult result = answer(&arena, &question);
    assert_day(result.due, "2026-02-28");
    assert_int_equal(result.step_count, 4);
    assert_step_says(&arena, &result, CLOCK_STEP_START, "The clock starts: 2025-12-31.");
    assert_step_says(&arena, &result, CLOCK_STEP_ADD, "2 calendar months later: 2026-02-28.");
    assert_step_says(&arena, &result, CLOCK_STEP_CLAMP,
                     "There is no day 31 in 2026-02, so the last day of that month counts.");
    assert_step_says(&arena, &result, CLOCK_STEP_DUE, "Due on 2026-02-28.");
    question = ask(the_rule("visit-dates"), "2026-01-15");
    result = answer(&arena, &question);
    assert_day(result.due, "2026-03-15");
    assert_null(step_of(&result, CLOCK_STEP_CLAMP));
    arena_free(&arena);
}

static void days_are_counted_from_the_day_after_the_start(void **state) {
    (void)state;
    Arena arena = { 0 };
    ClockQuestion question = ask(the_rule("state-reply"), "2026-09-10");
    ClockResult result = answer(&arena, &question);
    assert_day(result.due, "2026-09-24");
    assert_step_says(&arena, &result, CLOCK_STEP_ADD,
                     "14 days later: 2026-09-24. The first day counted is the day after the "
                     "start.");
    arena_free(&arena);
}

static void a_period_in_years_ends_on_the_same_day_or_the_last_of_february(void **state) {
    (void)state;
    Arena arena = { 0 };
    ClockQuestion question = ask(the_rule("signature-ratification"), "2024-02-29");
    ClockResult result = answer(&arena, &question);
    assert_day(result.due, "2026-02-28");
    assert_step_says(&arena, &result, CLOCK_STEP_ADD, "2 years later: 2026-02-28.");
    assert_non_null(step_of(&result, CLOCK_STEP_CLAMP));
    arena_free(&arena);
}

/* D3.1 rule 2: deadlines run from the latest possible day. */
static void an_imprecise_start_counts_from_its_latest_possible_day(void **state) {
    (void)state;
    static const struct {
        const char *start, *from, *due;
    } cases[] = {
        { "2011", "2011-12-31", "2012-02-29" },
        { "2004-01", "2004-01-31", "2004-03-31" },
        { "[2016-11-01..2021-04-30]", "2021-04-30", "2021-06-30" },
        { "[..2006-10-03]", "2006-10-03", "2006-12-03" },
    };
    Arena arena = { 0 };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ClockQuestion question = ask(the_rule("visit-dates"), cases[i].start);
        ClockResult result = answer(&arena, &question);
        assert_day(result.start, cases[i].from);
        assert_day(result.due, cases[i].due);
        Phrase phrase = clock_step_phrase(step_of(&result, CLOCK_STEP_LATEST_START));
        Str text = phrase_english(&arena, &phrase);
        assert_true(str_contains(text, STR("the latest possible day counts")));
        assert_true(str_contains(text, str_from(cases[i].from)));
    }
    arena_free(&arena);
}

static void a_start_without_a_latest_day_has_no_due_day(void **state) {
    (void)state;
    Arena arena = { 0 };
    ClockQuestion question = ask(the_rule("visit-dates"), "[2010-09-21..]");
    assert_refused(&arena, &question, "no latest possible day");
    question.start = (Date){ 0 };
    assert_refused(&arena, &question, "not known");
    question.start = a_date("9999-11-30");
    assert_refused(&arena, &question, "beyond the year 9999");
    question = ask(the_rule("al-reply"), "9999-11-30");
    assert_refused(&arena, &question, "beyond the year 9999");
    arena_free(&arena);
}

/* ---------------------------------------------------------------- extensions and pauses */

static void an_extension_keeps_the_day_before_it_and_its_reason(void **state) {
    (void)state;
    Arena arena = { 0 };
    const ClockExtension extensions[] = {
        { EXTEND_BY_DAYS, 14, DAY_NONE, the_day("2026-04-20"), STR("asked for by the mission") },
        { EXTEND_BY_MONTHS, 1, DAY_NONE, the_day("2026-05-01"), STR_EMPTY },
        { EXTEND_TO_DAY, 0, the_day("2026-07-01"), the_day("2026-06-01"), STR("translation") },
    };
    ClockQuestion question = ask(the_rule("al-reply"), "2026-03-02");
    question.extensions = extensions;
    question.extension_count = COUNT_OF(extensions);
    ClockResult result = answer(&arena, &question);
    assert_day(result.due_by_rule, "2026-05-01");
    assert_day(result.due, "2026-07-01");
    assert_step_says(&arena, &result, CLOCK_STEP_EXTENSION,
                     "Extended by 14 days (asked for by the mission) to 2026-05-15; before, it was "
                     "due on 2026-05-01, which is kept.");
    Phrase months = clock_step_phrase(&result.steps[3]), to = clock_step_phrase(&result.steps[4]);
    assert_str_equal(phrase_english(&arena, &months),
                     "Extended by one month (no reason recorded) to 2026-06-15; before, it was due "
                     "on 2026-05-15, which is kept.");
    assert_str_equal(phrase_english(&arena, &to),
                     "Extended (translation) to 2026-07-01; before, it was due on 2026-06-15, "
                     "which is kept.");
    arena_free(&arena);
}

static void extensions_count_in_the_order_in_which_they_were_granted(void **state) {
    (void)state;
    Arena arena = { 0 };
    const ClockExtension extensions[] = {
        { EXTEND_BY_DAYS, 10, DAY_NONE, the_day("2026-04-25"), STR_EMPTY },
        { EXTEND_TO_DAY, 0, the_day("2026-05-10"), the_day("2026-04-20"), STR_EMPTY },
    };
    ClockQuestion question = ask(the_rule("al-reply"), "2026-03-02");
    question.extensions = extensions;
    question.extension_count = COUNT_OF(extensions);
    assert_day(answer(&arena, &question).due, "2026-05-20");
    arena_free(&arena);
}

static void an_extension_by_a_month_is_clamped_like_the_period(void **state) {
    (void)state;
    Arena arena = { 0 };
    const ClockExtension extension = { EXTEND_BY_MONTHS, 1, DAY_NONE, DAY_NONE, STR_EMPTY };
    ClockQuestion question = ask(the_rule("visit-dates"), "2025-11-30");
    question.start = a_date("2025-10-31");
    question.extensions = &extension;
    question.extension_count = 1;
    ClockResult result = answer(&arena, &question);
    assert_day(result.due_by_rule, "2025-12-31");
    assert_day(result.due, "2026-01-31");
    question.start = a_date("2025-11-30");
    result = answer(&arena, &question);
    assert_day(result.due_by_rule, "2026-01-30");
    assert_day(result.due, "2026-02-28");
    assert_step_says(&arena, &result, CLOCK_STEP_CLAMP,
                     "There is no day 30 in 2026-02, so the last day of that month counts.");
    arena_free(&arena);
}

static void an_extension_that_extends_nothing_is_refused(void **state) {
    (void)state;
    Arena arena = { 0 };
    ClockExtension extension = { EXTEND_TO_DAY, 0, the_day("2026-04-30"), DAY_NONE, STR_EMPTY };
    ClockQuestion question = ask(the_rule("al-reply"), "2026-03-02");
    question.extensions = &extension;
    question.extension_count = 1;
    assert_refused(&arena, &question, "2026-04-30 ends before what was due already, 2026-05-01");
    extension = (ClockExtension){ EXTEND_BY_DAYS, 0, DAY_NONE, DAY_NONE, STR_EMPTY };
    assert_refused(&arena, &question, "one day or month or more");
    arena_free(&arena);
}

static ClockResult with_pauses(Arena *arena, const ClockPause *pauses, size_t count) {
    ClockQuestion question = ask(the_rule("al-reply"), "2026-03-02");
    question.pauses = pauses;
    question.pause_count = count;
    return answer(arena, &question);
}

static void the_days_of_a_pause_do_not_count(void **state) {
    (void)state;
    Arena arena = { 0 };
    const ClockPause pause = { the_day("2026-03-10"), the_day("2026-03-19"), STR("translation") };
    ClockResult result = with_pauses(&arena, &pause, 1);
    assert_day(result.due, "2026-05-11");
    assert_day(result.due_by_rule, "2026-05-01");
    assert_step_says(&arena, &result, CLOCK_STEP_PAUSE,
                     "The clock stood still from 2026-03-10 to 2026-03-19 (translation): 10 days "
                     "are left out; due on 2026-05-11.");
    arena_free(&arena);
}

static void a_day_in_two_pauses_is_left_out_once(void **state) {
    (void)state;
    Arena arena = { 0 };
    const ClockPause pauses[] = {
        { the_day("2026-03-15"), the_day("2026-03-24"), STR_EMPTY },
        { the_day("2026-03-10"), the_day("2026-03-19"), STR_EMPTY },
    };
    assert_day(with_pauses(&arena, pauses, 2).due, "2026-05-16");
    arena_free(&arena);
}

static void a_pause_over_the_due_day_leaves_the_remaining_days_for_afterwards(void **state) {
    (void)state;
    Arena arena = { 0 };
    const ClockPause pause = { the_day("2026-04-30"), the_day("2026-05-31"), STR_EMPTY };
    /* Two days were left, 30 April and 1 May. */
    assert_day(with_pauses(&arena, &pause, 1).due, "2026-06-02");
    arena_free(&arena);
}

static void a_pause_before_the_start_or_after_the_due_day_changes_nothing(void **state) {
    (void)state;
    Arena arena = { 0 };
    const ClockPause pauses[] = {
        { the_day("2026-02-01"), the_day("2026-03-02"), STR_EMPTY },
        { the_day("2026-05-02"), the_day("2026-05-31"), STR_EMPTY },
        { the_day("2026-05-02"), DAY_NONE, STR_EMPTY },
    };
    ClockResult result = with_pauses(&arena, pauses, 3);
    assert_day(result.due, "2026-05-01");
    assert_null(step_of(&result, CLOCK_STEP_PAUSE));
    arena_free(&arena);
}

static void during_a_pause_that_has_not_ended_the_clock_stands_still(void **state) {
    (void)state;
    Arena arena = { 0 };
    const ClockPause pause = { the_day("2026-04-30"), DAY_NONE, STR("they wait for us") };
    ClockResult result = with_pauses(&arena, &pause, 1);
    assert_int_equal(result.due, DAY_NONE);
    assert_int_equal(result.overdue_from, DAY_NONE);
    assert_int_equal(result.days_left, 2);
    assert_step_says(&arena, &result, CLOCK_STEP_STANDS_STILL,
                     "The clock stands still since 2026-04-30 (they wait for us); before, it was "
                     "due on 2026-05-01.");
    const ClockStop nothing = { 0 };
    ClockStanding standing = clock_standing(&result, &nothing, the_day("2027-01-01"));
    assert_int_equal(standing.status, CLOCK_STANDS_STILL);
    Phrase phrase = clock_standing_phrase(&standing);
    assert_str_equal(phrase_english(&arena, &phrase), "The clock stands still with 2 days left.");
    arena_free(&arena);
}

static void a_pause_that_ends_before_it_begins_is_refused(void **state) {
    (void)state;
    Arena arena = { 0 };
    const ClockPause pause = { the_day("2026-04-30"), the_day("2026-04-29"), STR_EMPTY };
    ClockQuestion question = ask(the_rule("al-reply"), "2026-03-02");
    question.pauses = &pause;
    question.pause_count = 1;
    assert_refused(&arena, &question, "ends before it begins");
    arena_free(&arena);
}

/* Seen on a day, what came later is not there yet: neither granted, nor begun, nor ended. */
static void what_came_later_does_not_change_what_was_due_on_an_earlier_day(void **state) {
    (void)state;
    Arena arena = { 0 };
    Prng prng = { 20131105 };
    for (int round = 0; round < 500; round++) {
        ClockExtension extensions[3];
        ClockPause pauses[3];
        Day start = the_day("2026-03-02");
        for (size_t i = 0; i < 3; i++) {
            Day first = start + (Day)(prng_next(&prng) % 90);
            extensions[i] =
                (ClockExtension){ EXTEND_BY_DAYS, 1 + (int)(prng_next(&prng) % 20), DAY_NONE,
                                  start + (Day)(prng_next(&prng) % 90), STR_EMPTY };
            pauses[i] = (ClockPause){ first, first + (Day)(prng_next(&prng) % 20), STR_EMPTY };
        }
        Day on = start + (Day)(prng_next(&prng) % 90);
        ClockQuestion all = ask(the_rule("al-reply"), "2026-03-02"), known = all;
        ClockExtension known_extensions[3];
        ClockPause known_pauses[3];
        for (size_t i = 0; i < 3; i++) {
            if (extensions[i].granted_on <= on)
                known_extensions[known.extension_count++] = extensions[i];
            if (pauses[i].first > on) continue;
            known_pauses[known.pause_count] = pauses[i];
            if (pauses[i].last > on) known_pauses[known.pause_count].last = DAY_NONE;
            known.pause_count++;
        }
        all.extensions = extensions;
        all.pauses = pauses;
        all.extension_count = all.pause_count = 3;
        all.seen_on = on;
        known.extensions = known_extensions;
        known.pauses = known_pauses;
        ClockResult seen = answer(&arena, &all), then = answer(&arena, &known);
        assert_int_equal(seen.due, then.due);
        assert_int_equal(seen.days_left, then.days_left);
        assert_int_equal(seen.step_count, then.step_count);
        arena_clear(&arena);
    }
    arena_free(&arena);
}

/* ---------------------------------------------------------------- closure calendars */

static const ClosureCalendar *house(ClosureEffect effect, unsigned weekdays, const ClosedDays *days,
                                    size_t count) {
    static ClosureCalendar calendar;
    calendar = (ClosureCalendar){ .id = STR_LITERAL("house"),
                                  .name = STR_LITERAL("the calendar of the house"),
                                  .version = 1,
                                  .effect = effect,
                                  .closed_weekdays = weekdays,
                                  .closed = days,
                                  .closed_count = count };
    return &calendar;
}

static void without_a_calendar_every_day_counts_and_any_day_can_be_due(void **state) {
    (void)state;
    Arena arena = { 0 };
    ClockQuestion question = ask(the_rule("state-reply"), "2026-05-03"); /* a Sunday */
    assert_day(answer(&arena, &question).due, "2026-05-17");             /* a Sunday */
    arena_free(&arena);
}

static void a_due_day_on_a_closed_day_moves_to_the_next_open_one(void **state) {
    (void)state;
    Arena arena = { 0 };
    const ClosedDays monday = { the_day("2026-05-18"), the_day("2026-05-18"), STR("a holiday") };
    const ClosureCalendar *calendar =
        house(CLOSURE_MOVES_DUE_DAY, CLOSED_ON_SATURDAY | CLOSED_ON_SUNDAY, &monday, 1);
    ClockQuestion question = ask(the_rule("state-reply"), "2026-05-03");
    question.calendars = &calendar;
    question.calendar_count = 1;
    ClockResult result = answer(&arena, &question);
    assert_day(result.due, "2026-05-19");
    assert_day(result.due_by_rule, "2026-05-19");
    assert_step_says(&arena, &result, CLOCK_STEP_NEXT_OPEN_DAY,
                     "2026-05-17 is closed in the calendar of the house, version 1; the next open "
                     "day counts: 2026-05-19.");
    arena_free(&arena);
}

static void closed_days_may_be_left_out_of_a_period_in_days(void **state) {
    (void)state;
    Arena arena = { 0 };
    const ClosureCalendar *calendar =
        house(CLOSURE_NOT_COUNTED, CLOSED_ON_SATURDAY | CLOSED_ON_SUNDAY, NULL, 0);
    ClockQuestion question = ask(the_rule("state-reply"), "2026-05-01"); /* a Friday */
    question.calendars = &calendar;
    question.calendar_count = 1;
    ClockResult result = answer(&arena, &question);
    assert_day(result.due, "2026-05-21"); /* fourteen days from Monday to Friday */
    assert_step_says(&arena, &result, CLOCK_STEP_CLOSED_DAYS,
                     "6 days more, because of the days closed in the calendar of the house, "
                     "version 1: 2026-05-21.");
    question = ask(the_rule("visit-dates"), "2026-05-01");
    question.calendars = &calendar;
    question.calendar_count = 1;
    assert_day(answer(&arena, &question).due, "2026-07-01"); /* months are counted whole */
    arena_free(&arena);
}

static void a_day_closed_in_two_calendars_is_left_out_once(void **state) {
    (void)state;
    Arena arena = { 0 };
    const ClosedDays first = { the_day("2026-05-04"), the_day("2026-05-06"), STR_EMPTY };
    const ClosedDays second = { the_day("2026-05-06"), the_day("2026-05-07"), STR_EMPTY };
    const ClosureCalendar geneva = { .id = STR_LITERAL("geneva"),
                                     .version = 1,
                                     .effect = CLOSURE_NOT_COUNTED,
                                     .closed = &first,
                                     .closed_count = 1 };
    const ClosureCalendar capital = { .id = STR_LITERAL("capital"),
                                      .version = 1,
                                      .effect = CLOSURE_NOT_COUNTED,
                                      .closed = &second,
                                      .closed_count = 1 };
    const ClosureCalendar *const both[] = { &geneva, &capital };
    ClockQuestion question = ask(the_rule("state-reply"), "2026-05-01");
    question.calendars = both;
    question.calendar_count = 2;
    ClockResult result = answer(&arena, &question);
    assert_day(result.due, "2026-05-19");
    assert_int_equal(result.steps[2].amount, 3);
    assert_ptr_equal(result.steps[2].calendar, &geneva);
    assert_int_equal(result.steps[3].amount, 1);
    assert_ptr_equal(result.steps[3].calendar, &capital);
    arena_free(&arena);
}

static void a_pause_leaves_out_no_day_that_was_closed_anyway(void **state) {
    (void)state;
    Arena arena = { 0 };
    const ClosureCalendar *calendar =
        house(CLOSURE_NOT_COUNTED, CLOSED_ON_SATURDAY | CLOSED_ON_SUNDAY, NULL, 0);
    const ClockPause weekend = { the_day("2026-05-08"), the_day("2026-05-10"), STR_EMPTY };
    ClockQuestion question = ask(the_rule("state-reply"), "2026-05-01");
    question.calendars = &calendar;
    question.calendar_count = 1;
    question.pauses = &weekend;
    question.pause_count = 1;
    assert_day(answer(&arena, &question).due, "2026-05-22");
    arena_free(&arena);
}

static void a_calendar_that_never_opens_is_refused(void **state) {
    (void)state;
    Arena arena = { 0 };
    const ClosureCalendar *calendar = house(CLOSURE_NOT_COUNTED, 127, NULL, 0);
    ClockQuestion question = ask(the_rule("state-reply"), "2026-05-01");
    question.calendars = &calendar;
    question.calendar_count = 1;
    assert_refused(&arena, &question, "no day open for a year");
    calendar = house(CLOSURE_MOVES_DUE_DAY, 127, NULL, 0);
    assert_refused(&arena, &question, "no day open for a year");
    arena_free(&arena);
}

/* ---------------------------------------------------------------- changed rules and calendars */

static const ClockRule CHANGING[] = {
    { .id = "reply", .version = 1, .amount = 60, .unit = CLOCK_DAYS },
    { .id = "reply",
      .version = 2,
      .valid_from = "2026-01-01",
      .amount = 30,
      .unit = CLOCK_DAYS,
      .reason = "the letters ask for 30 days now" },
    { .id = "other", .version = 7, .amount = 1, .unit = CLOCK_DAYS },
};
static const ClockRuleTable CHANGING_RULES = { CHANGING, COUNT_OF(CHANGING) };

static void a_clock_goes_by_the_newest_version_in_force_when_it_starts(void **state) {
    (void)state;
    Arena arena = { 0 };
    Day before = the_day("2025-12-31"), after = the_day("2026-01-01");
    assert_ptr_equal(clock_rule_find(&CHANGING_RULES, STR("reply"), before), &CHANGING[0]);
    assert_ptr_equal(clock_rule_find(&CHANGING_RULES, STR("reply"), after), &CHANGING[1]);
    assert_null(clock_rule_find(&CHANGING_RULES, STR("none"), after));
    assert_ptr_equal(clock_rule_before(&CHANGING_RULES, &CHANGING[1], after), &CHANGING[0]);
    assert_null(clock_rule_before(&CHANGING_RULES, &CHANGING[0], after));
    ClockQuestion question = ask(&CHANGING[1], "2025-12-31");
    assert_refused(&arena, &question,
                   "version 2 of the rule reply holds for clocks that start on "
                   "2026-01-01 or later");
    arena_free(&arena);
}

static void a_changed_rule_keeps_both_dates_and_the_reason(void **state) {
    (void)state;
    Arena arena = { 0 };
    ClockQuestion before = ask(&CHANGING[0], "2026-03-02"), after = ask(&CHANGING[1], "2026-03-02");
    ClockChange change;
    Error error = { 0 };
    assert_true(clock_change(&arena, &before, &after, &change, &error));
    assert_day(change.before.due, "2026-05-01");
    assert_day(change.after.due, "2026-04-01");
    assert_int_equal(change.phrase_count, 2);
    assert_str_equal(phrase_english(&arena, &change.phrases[0]),
                     "Version 1 of the rule was replaced by version 2: the letters ask for 30 days "
                     "now");
    assert_str_equal(phrase_english(&arena, &change.phrases[1]),
                     "Due before the change: 2026-05-01. Due now: 2026-04-01. Both dates are "
                     "kept.");
    arena_free(&arena);
}

/* The complaint of users elsewhere: a holiday added late does not move running deadlines. */
static void a_holiday_added_late_moves_a_running_clock_and_keeps_both_dates(void **state) {
    (void)state;
    Arena arena = { 0 };
    const ClosedDays friday = { the_day("2026-05-01"), the_day("2026-05-03"), STR("a holiday") };
    const ClosureCalendar first = { .id = STR_LITERAL("capital"),
                                    .name = STR_LITERAL("the calendar of the capital"),
                                    .version = 1 };
    const ClosureCalendar second = { .id = STR_LITERAL("capital"),
                                     .name = STR_LITERAL("the calendar of the capital"),
                                     .version = 2,
                                     .closed = &friday,
                                     .closed_count = 1,
                                     .reason = STR_LITERAL("a holiday was added") };
    const ClosureCalendar *old = &first, *new = &second;
    ClockQuestion before = ask(the_rule("al-reply"), "2026-03-02"), after = before;
    before.calendars = &old;
    after.calendars = &new;
    before.calendar_count = after.calendar_count = 1;
    ClockChange change;
    Error error = { 0 };
    assert_true(clock_change(&arena, &before, &after, &change, &error));
    assert_day(change.before.due, "2026-05-01");
    assert_day(change.after.due, "2026-05-04");
    assert_str_equal(phrase_english(&arena, &change.phrases[0]),
                     "the calendar of the capital, version 1, was replaced by version 2: a holiday "
                     "was added");
    assert_true(clock_change(&arena, &after, &after, &change, &error));
    assert_int_equal(change.phrase_count, 1);
    assert_str_equal(phrase_english(&arena, &change.phrases[0]),
                     "The due day is the same: 2026-05-04.");
    arena_free(&arena);
}

/* ---------------------------------------------------------------- status */

static void the_status_on_each_day_follows_from_the_dates(void **state) {
    (void)state;
    static const struct {
        const char *on;
        ClockStatus status;
        int64_t days;
    } cases[] = {
        { "2026-03-01", CLOCK_NOT_STARTED, 0 },   { "2026-03-02", CLOCK_RUNNING, 60 },
        { "2026-03-31", CLOCK_RUNNING, 31 },      { "2026-04-01", CLOCK_DUE_SOON, 30 },
        { "2026-04-23", CLOCK_DUE_SOON, 8 },      { "2026-04-24", CLOCK_DUE_VERY_SOON, 7 },
        { "2026-05-01", CLOCK_DUE_VERY_SOON, 0 }, { "2026-05-02", CLOCK_OVERDUE, 1 },
        { "2026-06-30", CLOCK_OVERDUE, 60 },      { "2026-07-01", CLOCK_LONG_OVERDUE, 61 },
    };
    Arena arena = { 0 };
    ClockQuestion question = ask(the_rule("al-reply"), "2026-03-02");
    ClockResult result = answer(&arena, &question);
    const ClockStop nothing = { 0 };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ClockStanding standing = clock_standing(&result, &nothing, the_day(cases[i].on));
        if (standing.status != cases[i].status || standing.days != cases[i].days)
            fail_msg("%s: %s, %d days", cases[i].on, clock_status_word(standing.status),
                     (int)standing.days);
    }
    arena_free(&arena);
}

static void long_overdue_begins_after_one_more_whole_period(void **state) {
    (void)state;
    Arena arena = { 0 };
    ClockQuestion question = ask(the_rule("visit-dates"), "2025-12-31");
    ClockResult result = answer(&arena, &question);
    assert_day(result.overdue_from, "2026-03-01");
    assert_day(result.long_overdue_from, "2026-04-29");
    arena_free(&arena);
}

static ClockStatus answered(const ClockResult *result, const char *on, const char *answer_date) {
    ClockStop stop = { .answered = a_date(answer_date) };
    return clock_standing(result, &stop, the_day(on)).status;
}

/* A1: dates on the due day count, on the day after they do not. */
static void an_answer_on_the_due_day_is_on_time_and_the_day_after_it_is_late(void **state) {
    (void)state;
    Arena arena = { 0 };
    ClockQuestion question = ask(the_rule("visit-dates"), "2026-07-01");
    ClockResult result = answer(&arena, &question);
    assert_int_equal(result.due - result.start, 62); /* the longest possible two months */
    assert_int_equal(answered(&result, "2026-12-31", "2026-09-01"), CLOCK_ANSWERED_ON_TIME);
    assert_int_equal(answered(&result, "2026-12-31", "2026-09-02"), CLOCK_ANSWERED_LATE);
    assert_int_equal(answered(&result, "2026-09-01", "2026-09-02"), CLOCK_DUE_VERY_SOON);
    ClockStop late = { .answered = a_date("2026-09-03") };
    ClockStanding standing = clock_standing(&result, &late, the_day("2026-12-31"));
    Phrase phrase = clock_standing_phrase(&standing);
    assert_str_equal(phrase_english(&arena, &phrase),
                     "Due on 2026-09-01; answered 2 days late (2026-09-03).");
    arena_free(&arena);
}

static void an_answer_of_an_uncertain_day_is_called_late_only_where_it_is(void **state) {
    (void)state;
    Arena arena = { 0 };
    ClockQuestion question = ask(the_rule("visit-dates"), "2026-07-01");
    ClockResult result = answer(&arena, &question);
    assert_int_equal(answered(&result, "2027-12-31", "2026-08"), CLOCK_ANSWERED_ON_TIME);
    assert_int_equal(answered(&result, "2027-12-31", "2026-09"), CLOCK_ANSWERED_UNSURE);
    assert_int_equal(answered(&result, "2027-12-31", "[..2026-12-01]"), CLOCK_ANSWERED_UNSURE);
    assert_int_equal(answered(&result, "2027-12-31", "2026-10"), CLOCK_ANSWERED_LATE);
    assert_int_equal(answered(&result, "2026-10-30", "2026-10"), CLOCK_OVERDUE);
    arena_free(&arena);
}

static void what_is_no_longer_awaited_is_not_overdue(void **state) {
    (void)state;
    Arena arena = { 0 };
    ClockQuestion question = ask(the_rule("visit-dates"), "2026-07-01");
    ClockResult result = answer(&arena, &question);
    ClockStop stop = { .closed_on = a_date("2026-08-01") };
    assert_int_equal(clock_standing(&result, &stop, the_day("2026-07-31")).status, CLOCK_RUNNING);
    assert_int_equal(clock_standing(&result, &stop, the_day("2026-12-31")).status,
                     CLOCK_CLOSED_UNANSWERED);
    stop.answered = a_date("2026-08-20"); /* it came all the same */
    assert_int_equal(clock_standing(&result, &stop, the_day("2026-12-31")).status,
                     CLOCK_ANSWERED_ON_TIME);
    arena_free(&arena);
}

/* ---------------------------------------------------------------- reminders */

/* A3: at 6 months, then before 12. B4: at 3, 6 and 9 months. */
static void follow_up_is_reminded_of_early_too(void **state) {
    (void)state;
    Arena arena = { 0 };
    ClockQuestion visit = ask(the_rule("visit-followup"), "2025-09-16");
    ClockResult result = answer(&arena, &visit);
    assert_int_equal(result.reminder_count, 4);
    assert_int_equal(result.reminders[0].kind, REMINDER_EARLY);
    assert_day(result.reminders[0].day, "2026-03-16");
    ClockQuestion council = ask(the_rule("council-information"), "2025-08-31");
    result = answer(&arena, &council);
    assert_int_equal(result.reminder_count, 6);
    assert_day(result.reminders[0].day, "2025-11-30");
    assert_day(result.reminders[1].day, "2026-02-28");
    assert_day(result.reminders[2].day, "2026-05-31");
    arena_free(&arena);
}

static void nothing_is_reminded_of_before_it_began(void **state) {
    (void)state;
    Arena arena = { 0 };
    ClockQuestion question = ask(the_rule("state-reply"), "2026-09-10");
    ClockResult result = answer(&arena, &question);
    assert_int_equal(reminder_of(&result, REMINDER_FIRST), DAY_NONE);
    assert_day(reminder_of(&result, REMINDER_SECOND), "2026-09-17");
    arena_free(&arena);
}

/* ---------------------------------------------------------------- the table */

static void each_rule_of_the_table_is_whole_and_its_versions_follow_each_other(void **state) {
    (void)state;
    for (size_t i = 0; i < CLOCK_RULES.count; i++) {
        const ClockRule *rule = &CLOCK_RULES.rules[i];
        Day from;
        Error error;
        assert_true(rule->amount > 0 && rule->version > 0 && rule->basis < CLOCK_BASIS_COUNT);
        assert_true(*rule->title && *rule->starts && *rule->stops && *rule->answer &&
                    *rule->source);
        assert_true(!rule->valid_from || day_parse(str_from(rule->valid_from), &from, &error));
        assert_true(rule->version == 1 || rule->reason);
        for (size_t j = 0; j < i; j++)
            assert_false(strcmp(CLOCK_RULES.rules[j].id, rule->id) == 0 &&
                         CLOCK_RULES.rules[j].version >= rule->version);
    }
}

static void the_periods_are_those_the_requirements_name(void **state) {
    (void)state;
    static const struct {
        const char *id;
        int amount;
        ClockUnit unit;
    } named[] = {
        { "visit-dates", 2, CLOCK_MONTHS },               /* A1 */
        { "visit-reminder", 2, CLOCK_MONTHS },            /* A1 */
        { "visit-followup", 12, CLOCK_MONTHS },           /* A3 */
        { "al-reply", 60, CLOCK_DAYS },                   /* A4, D4.5 */
        { "ua-reply", 30, CLOCK_DAYS },                   /* A4, D4.5 */
        { "ol-reply", 60, CLOCK_DAYS },                   /* D4.5 */
        { "reprisal-followup", 12, CLOCK_MONTHS },        /* B3 */
        { "council-information", 12, CLOCK_MONTHS },      /* B4 */
        { "registry-update", 90, CLOCK_DAYS },            /* B6 */
        { "consent-confirmation", 12, CLOCK_MONTHS },     /* B6 */
        { "focal-point-confirmation", 12, CLOCK_MONTHS }, /* B9 */
        { "state-reply", 14, CLOCK_DAYS },                /* METHOD 8 */
        { "signature-ratification", 2, CLOCK_YEARS },     /* P4 */
    };
    assert_int_equal(CLOCK_RULES.count, COUNT_OF(named));
    for (size_t i = 0; i < COUNT_OF(named); i++) {
        const ClockRule *rule = the_rule(named[i].id);
        assert_int_equal(rule->amount, named[i].amount);
        assert_int_equal(rule->unit, named[i].unit);
    }
}

/* D4.5: "L m" is not to be shown as a rule of the United Nations. */
static void the_thirty_days_of_an_urgent_appeal_say_that_they_are_not_confirmed(void **state) {
    (void)state;
    const ClockRule *rule = the_rule("ua-reply");
    assert_int_equal(rule->basis, CLOCK_BASIS_LIKELY);
    assert_non_null(strstr(clock_basis_text(rule->basis), "not a confirmed rule"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_are_added_as_the_fixture_add_months_says),
        cmocka_unit_test(due_days_and_reminders_follow_the_fixture_reminders),
        cmocka_unit_test(a_request_of_31_december_2025_is_due_on_28_february_and_says_why),
        cmocka_unit_test(days_are_counted_from_the_day_after_the_start),
        cmocka_unit_test(a_period_in_years_ends_on_the_same_day_or_the_last_of_february),
        cmocka_unit_test(an_imprecise_start_counts_from_its_latest_possible_day),
        cmocka_unit_test(a_start_without_a_latest_day_has_no_due_day),
        cmocka_unit_test(an_extension_keeps_the_day_before_it_and_its_reason),
        cmocka_unit_test(extensions_count_in_the_order_in_which_they_were_granted),
        cmocka_unit_test(an_extension_by_a_month_is_clamped_like_the_period),
        cmocka_unit_test(an_extension_that_extends_nothing_is_refused),
        cmocka_unit_test(the_days_of_a_pause_do_not_count),
        cmocka_unit_test(a_day_in_two_pauses_is_left_out_once),
        cmocka_unit_test(a_pause_over_the_due_day_leaves_the_remaining_days_for_afterwards),
        cmocka_unit_test(a_pause_before_the_start_or_after_the_due_day_changes_nothing),
        cmocka_unit_test(during_a_pause_that_has_not_ended_the_clock_stands_still),
        cmocka_unit_test(a_pause_that_ends_before_it_begins_is_refused),
        cmocka_unit_test(what_came_later_does_not_change_what_was_due_on_an_earlier_day),
        cmocka_unit_test(without_a_calendar_every_day_counts_and_any_day_can_be_due),
        cmocka_unit_test(a_due_day_on_a_closed_day_moves_to_the_next_open_one),
        cmocka_unit_test(closed_days_may_be_left_out_of_a_period_in_days),
        cmocka_unit_test(a_day_closed_in_two_calendars_is_left_out_once),
        cmocka_unit_test(a_pause_leaves_out_no_day_that_was_closed_anyway),
        cmocka_unit_test(a_calendar_that_never_opens_is_refused),
        cmocka_unit_test(a_clock_goes_by_the_newest_version_in_force_when_it_starts),
        cmocka_unit_test(a_changed_rule_keeps_both_dates_and_the_reason),
        cmocka_unit_test(a_holiday_added_late_moves_a_running_clock_and_keeps_both_dates),
        cmocka_unit_test(the_status_on_each_day_follows_from_the_dates),
        cmocka_unit_test(long_overdue_begins_after_one_more_whole_period),
        cmocka_unit_test(an_answer_on_the_due_day_is_on_time_and_the_day_after_it_is_late),
        cmocka_unit_test(an_answer_of_an_uncertain_day_is_called_late_only_where_it_is),
        cmocka_unit_test(what_is_no_longer_awaited_is_not_overdue),
        cmocka_unit_test(follow_up_is_reminded_of_early_too),
        cmocka_unit_test(nothing_is_reminded_of_before_it_began),
        cmocka_unit_test(each_rule_of_the_table_is_whole_and_its_versions_follow_each_other),
        cmocka_unit_test(the_periods_are_those_the_requirements_name),
        cmocka_unit_test(the_thirty_days_of_an_urgent_appeal_say_that_they_are_not_confirmed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
