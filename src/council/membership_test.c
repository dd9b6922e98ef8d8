#include "council/membership.h"
#include "council/test_csv_table.h"

/* Fictional States (D8.7). The helpers keep the tables below readable. */
static CouncilTerm term(const char *iso3, Group group, const char *start, const char *end) {
    Day first = the_day(start);
    return (CouncilTerm){ .iso3 = str_from(iso3),
                          .un_group = group,
                          .elected_on = first - 60,
                          .start = first,
                          .end = the_day(end) };
}

static CouncilTerm part_term(const char *iso3, Group group, const char *start, const char *end) {
    CouncilTerm part = term(iso3, group, start, end);
    part.elected_on = part.start;
    part.part_term = true;
    return part;
}

static MembershipEvent event(const char *iso3, MembershipEventKind kind, const char *day,
                             const char *symbol) {
    return (MembershipEvent){ str_from(iso3), kind, the_day(day), str_from(symbol) };
}

#define RECORD(terms, events)                                                                      \
    { (terms), COUNT_OF(terms), (events), COUNT_OF(events) }
#define RECORD_OF_TERMS(terms)                                                                     \
    { (terms), COUNT_OF(terms), NULL, 0 }

/* The vacancy a State left in a group; NULL when there is none. */
static const CouncilVacancy *vacancy_left_by(const CouncilOnDay *council, const char *iso3) {
    for (size_t i = 0; i < council->vacancy_count; i++) {
        const CouncilVacancy *vacancy = &council->vacancies[i];
        if (vacancy->last_held && str_equal_c(vacancy->last_held->iso3, iso3)) return vacancy;
    }
    return NULL;
}

/* --- days ---------------------------------------------------------------------------------------
 */

static void terms_start_on_19_june_up_to_2011_and_on_1_january_from_2013(void **state) {
    (void)state;
    assert_int_equal(council_term_start(2006), the_day("2006-06-19"));
    assert_int_equal(council_term_start(2011), the_day("2011-06-19"));
    assert_int_equal(council_term_start(2012), the_day("2013-01-01"));
    assert_int_equal(council_term_start(2025), the_day("2026-01-01"));
    for (int year = 2006; year <= 2030; year++)
        assert_true(council_is_regular_start(council_term_start(year)));
    assert_false(council_is_regular_start(the_day("2012-06-19")));
    assert_false(council_is_regular_start(the_day("2012-01-01")));
    assert_false(council_is_regular_start(the_day("2013-06-19")));
    assert_false(council_is_regular_start(the_day("2005-06-19")));
}

static void a_state_holds_its_seat_on_the_first_and_the_last_day_of_its_term(void **state) {
    (void)state;
    const CouncilTerm terms[] = { term("XAA", GROUP_AFRICAN, "2014-01-01", "2016-12-31") };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    assert_null(council_term_on(&record, STR("XAA"), the_day("2013-12-31")));
    assert_ptr_equal(council_term_on(&record, STR("XAA"), the_day("2014-01-01")), &terms[0]);
    assert_ptr_equal(council_term_on(&record, STR("XAA"), the_day("2016-12-31")), &terms[0]);
    assert_null(council_term_on(&record, STR("XAA"), the_day("2017-01-01")));
    assert_null(council_term_on(&record, STR("XBB"), the_day("2015-01-01")));
}

static void terms_due_to_end_in_june_2012_2013_and_2014_run_to_the_end_of_the_year(void **state) {
    (void)state;
    const struct {
        const char *start, *until;
    } cases[] = {
        { "2007-06-19", "2010-06-18" }, { "2008-06-19", "2011-06-18" },
        { "2009-06-19", "2012-12-31" }, { "2010-06-19", "2013-12-31" },
        { "2011-06-19", "2014-12-31" }, { "2013-01-01", "2015-12-31" },
        { "2026-01-01", "2028-12-31" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const CouncilTerm terms[] = { term("XAA", GROUP_AFRICAN, cases[i].start, cases[i].start) };
        const CouncilRecord record = RECORD_OF_TERMS(terms);
        assert_int_equal(council_term_elected_until(&record, &terms[0]), the_day(cases[i].until));
    }
}

static void terms_of_2006_were_as_long_as_the_lot_said(void **state) {
    (void)state;
    const CouncilTerm terms[] = { term("XAA", GROUP_AFRICAN, "2006-06-19", "2008-06-18") };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    assert_int_equal(council_term_elected_until(&record, &terms[0]), the_day("2008-06-18"));
}

/* --- vacancies ----------------------------------------------------------------------------------
 */

static void before_its_first_meeting_the_council_has_neither_seats_nor_vacancies(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = { term("XAA", GROUP_AFRICAN, "2006-06-19", "2009-06-18") };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    CouncilOnDay eve = council_on(&arena, &record, the_day("2006-06-18"));
    assert_false(eve.exists);
    assert_int_equal(eve.seat_count + eve.vacancy_count, 0);
    CouncilOnDay first = council_on(&arena, &record, the_day("2006-06-19"));
    assert_true(first.exists);
    assert_int_equal(first.seat_count, 1);
    assert_int_equal(first.vacancy_count, 46);
    arena_free(&arena);
}

static void a_seat_given_up_is_vacant_from_the_next_day_until_the_by_election(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = {
        term("XAA", GROUP_WESTERN_EUROPEAN_AND_OTHER, "2017-01-01", "2018-06-19"),
        part_term("XBB", GROUP_WESTERN_EUROPEAN_AND_OTHER, "2018-07-13", "2019-12-31"),
    };
    const MembershipEvent events[] = { event("XAA", MEMBERSHIP_WITHDREW, "2018-06-19", "") };
    const CouncilRecord record = RECORD(terms, events);
    CouncilOnDay last_day = council_on(&arena, &record, the_day("2018-06-19"));
    assert_null(vacancy_left_by(&last_day, "XAA"));
    assert_int_equal(last_day.held[GROUP_WESTERN_EUROPEAN_AND_OTHER], 1);
    CouncilOnDay vacant = council_on(&arena, &record, the_day("2018-06-20"));
    const CouncilVacancy *vacancy = vacancy_left_by(&vacant, "XAA");
    assert_non_null(vacancy);
    assert_int_equal(vacancy->reason, VACANCY_GIVEN_UP);
    assert_int_equal(vacancy->group, GROUP_WESTERN_EUROPEAN_AND_OTHER);
    assert_ptr_equal(vacancy->given_up_by, &events[0]);
    assert_int_equal(vacancy->since, the_day("2018-06-20"));
    assert_int_equal(vacancy->until, the_day("2019-12-31"));
    CouncilOnDay eve = council_on(&arena, &record, the_day("2018-07-12"));
    assert_non_null(vacancy_left_by(&eve, "XAA"));
    CouncilOnDay filled = council_on(&arena, &record, the_day("2018-07-13"));
    assert_null(vacancy_left_by(&filled, "XAA"));
    arena_free(&arena);
}

static void
a_seat_given_up_and_never_filled_is_named_until_its_term_would_have_ended(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = { term("XAA", GROUP_AFRICAN, "2017-01-01", "2018-06-19") };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    CouncilOnDay last = council_on(&arena, &record, the_day("2019-12-31"));
    const CouncilVacancy *vacancy = vacancy_left_by(&last, "XAA");
    assert_non_null(vacancy);
    assert_int_equal(vacancy->reason, VACANCY_ENDED_EARLY);
    assert_null(vacancy->given_up_by);
    CouncilOnDay after = council_on(&arena, &record, the_day("2020-01-01"));
    assert_null(vacancy_left_by(&after, "XAA"));
    arena_free(&arena);
}

static void each_by_election_fills_the_seat_whose_term_it_ends_with(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = {
        part_term("XCC", GROUP_AFRICAN, "2018-09-01", "2019-12-31"),
        term("XAA", GROUP_AFRICAN, "2018-01-01", "2018-03-31"), /* to 2020-12-31 */
        term("XBB", GROUP_AFRICAN, "2017-01-01", "2018-06-30"), /* to 2019-12-31 */
    };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    CouncilOnDay council = council_on(&arena, &record, the_day("2018-10-01"));
    assert_non_null(vacancy_left_by(&council, "XAA"));
    assert_null(vacancy_left_by(&council, "XBB"));
    arena_free(&arena);
}

static void two_seats_of_one_term_are_filled_in_the_order_they_were_left(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = {
        part_term("XDD", GROUP_AFRICAN, "2018-10-01", "2019-12-31"),
        part_term("XCC", GROUP_AFRICAN, "2018-05-01", "2019-12-31"),
        term("XBB", GROUP_AFRICAN, "2017-01-01", "2018-04-20"),
        term("XAA", GROUP_AFRICAN, "2017-01-01", "2018-03-31"),
    };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    CouncilOnDay spring = council_on(&arena, &record, the_day("2018-04-15"));
    assert_non_null(vacancy_left_by(&spring, "XAA"));
    CouncilOnDay summer = council_on(&arena, &record, the_day("2018-07-01"));
    assert_null(vacancy_left_by(&summer, "XAA"));
    assert_non_null(vacancy_left_by(&summer, "XBB"));
    CouncilOnDay autumn = council_on(&arena, &record, the_day("2018-10-01"));
    assert_null(vacancy_left_by(&autumn, "XAA"));
    assert_null(vacancy_left_by(&autumn, "XBB"));
    arena_free(&arena);
}

static void a_successor_that_gives_the_seat_up_leaves_the_rest_of_the_same_term(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = {
        term("XAA", GROUP_AFRICAN, "2017-01-01", "2017-06-30"),
        part_term("XBB", GROUP_AFRICAN, "2017-09-01", "2018-02-28"),
    };
    const MembershipEvent events[] = { event("XAA", MEMBERSHIP_WITHDREW, "2017-06-30", ""),
                                       event("XBB", MEMBERSHIP_WITHDREW, "2018-02-28", "") };
    const CouncilRecord record = RECORD(terms, events);
    CouncilOnDay council = council_on(&arena, &record, the_day("2018-05-01"));
    assert_null(vacancy_left_by(&council, "XAA"));
    const CouncilVacancy *vacancy = vacancy_left_by(&council, "XBB");
    assert_non_null(vacancy);
    assert_int_equal(vacancy->until, the_day("2019-12-31"));
    arena_free(&arena);
}

static void
of_the_terms_left_before_it_a_by_election_continues_the_first_with_time_to_run(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = {
        term("XCC", GROUP_AFRICAN, "2018-01-01", "2018-05-31"), /* to 2020-12-31 */
        term("XDD", GROUP_AFRICAN, "2016-01-01", "2016-06-30"), /* to 2018-12-31 */
        term("XAA", GROUP_AFRICAN, "2017-01-01", "2018-03-31"), /* to 2019-12-31 */
        term("XEE", GROUP_AFRICAN, "2018-01-01", "2018-06-30"), /* to 2020-12-31 */
        part_term("XBB", GROUP_AFRICAN, "2018-09-01", "2019-02-28"),
    };
    const MembershipEvent events[] = { event("XBB", MEMBERSHIP_WITHDREW, "2019-02-28", "") };
    const CouncilRecord record = RECORD(terms, events);
    assert_int_equal(council_term_elected_until(&record, &terms[4]), the_day("2019-12-31"));
    arena_free(&arena);
}

static void a_by_election_before_a_seat_was_left_did_not_fill_it(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = {
        part_term("XAA", GROUP_AFRICAN, "2018-05-01",
                  "2019-12-31"), /* whose seat is not recorded */
        term("XBB", GROUP_AFRICAN, "2017-01-01", "2018-06-30"),
    };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    CouncilOnDay council = council_on(&arena, &record, the_day("2018-07-01"));
    assert_non_null(vacancy_left_by(&council, "XBB"));
    arena_free(&arena);
}

static void
a_withdrawal_dated_the_first_day_without_the_seat_still_explains_the_vacancy(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = { term("XAA", GROUP_AFRICAN, "2017-01-01", "2018-06-30") };
    const MembershipEvent events[] = { event("XAA", MEMBERSHIP_WITHDREW, "2018-07-01", "") };
    const CouncilRecord record = RECORD(terms, events);
    CouncilOnDay council = council_on(&arena, &record, the_day("2018-07-01"));
    assert_ptr_equal(vacancy_left_by(&council, "XAA")->given_up_by, &events[0]);
    CouncilProblems problems = { .arena = &arena };
    council_check_events(&record, &problems);
    assert_int_equal(problems.count, 0);
    arena_free(&arena);
}

static void seats_are_listed_by_group_and_then_by_state(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = {
        term("XAA", GROUP_EASTERN_EUROPEAN, "2014-01-01", "2016-12-31"),
        term("XCC", GROUP_AFRICAN, "2014-01-01", "2016-12-31"),
        term("XBB", GROUP_AFRICAN, "2014-01-01", "2016-12-31"),
        term("XDD", GROUP_AFRICAN, "2017-01-01", "2019-12-31"),
    };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    CouncilOnDay council = council_on(&arena, &record, the_day("2015-06-01"));
    assert_int_equal(council.seat_count, 3);
    assert_str_equal(council.seats[0].term->iso3, "XBB");
    assert_str_equal(council.seats[1].term->iso3, "XCC");
    assert_str_equal(council.seats[2].term->iso3, "XAA");
    assert_int_equal(council.seat_count + council.vacancy_count, COUNCIL_SEATS);
    arena_free(&arena);
}

/* --- suspension ---------------------------------------------------------------------------------
 */

static void a_suspended_state_keeps_its_seat_and_is_shown_as_suspended(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = { term("XAA", GROUP_AFRICAN, "2010-06-19", "2013-12-31") };
    const MembershipEvent events[] = {
        event("XAA", MEMBERSHIP_RESTORED, "2011-11-18", "A/RES/66/11"),
        event("XAA", MEMBERSHIP_SUSPENDED, "2011-03-01", "A/RES/65/265"),
    };
    const CouncilRecord record = RECORD(terms, events);
    assert_null(council_suspension_on(&record, STR("XAA"), the_day("2011-02-28")));
    assert_ptr_equal(council_suspension_on(&record, STR("XAA"), the_day("2011-03-01")), &events[1]);
    assert_ptr_equal(council_suspension_on(&record, STR("XAA"), the_day("2011-11-17")), &events[1]);
    assert_null(council_suspension_on(&record, STR("XAA"), the_day("2011-11-18")));
    CouncilOnDay council = council_on(&arena, &record, the_day("2011-06-01"));
    assert_int_equal(council.held[GROUP_AFRICAN], 1);
    assert_int_equal(council.suspended_count, 1);
    assert_ptr_equal(council.seats[0].suspended, &events[1]);
    assert_null(vacancy_left_by(&council, "XAA"));
    arena_free(&arena);
}

static void of_two_decisions_on_one_day_the_later_in_the_record_holds(void **state) {
    (void)state;
    const CouncilTerm terms[] = { term("XAA", GROUP_AFRICAN, "2014-01-01", "2016-12-31") };
    const MembershipEvent events[] = {
        event("XAA", MEMBERSHIP_SUSPENDED, "2015-02-01", "A/RES/69/1"), /* symbols invented */
        event("XAA", MEMBERSHIP_RESTORED, "2015-02-01", "A/RES/69/2"),
    };
    const CouncilRecord record = RECORD(terms, events);
    assert_null(council_suspension_on(&record, STR("XAA"), the_day("2015-02-01")));
}

static void a_suspension_ends_with_the_term_it_was_decided_in(void **state) {
    (void)state;
    const CouncilTerm terms[] = { term("XAA", GROUP_AFRICAN, "2014-01-01", "2016-12-31"),
                                  term("XAA", GROUP_AFRICAN, "2017-01-01", "2019-12-31") };
    const MembershipEvent events[] = {
        event("XAA", MEMBERSHIP_SUSPENDED, "2016-10-01", "A/RES/71/0") /* invented */
    };
    const CouncilRecord record = RECORD(terms, events);
    assert_non_null(council_suspension_on(&record, STR("XAA"), the_day("2016-12-31")));
    assert_null(council_suspension_on(&record, STR("XAA"), the_day("2017-01-01")));
}

static void
suspended_and_withdrawn_on_one_day_is_suspended_that_day_and_vacant_the_next(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = { term("XAA", GROUP_EASTERN_EUROPEAN, "2021-01-01", "2022-04-07") };
    const MembershipEvent events[] = {
        event("XAA", MEMBERSHIP_SUSPENDED, "2022-04-07", "A/RES/ES-11/3"),
        event("XAA", MEMBERSHIP_WITHDREW, "2022-04-07", ""),
    };
    const CouncilRecord record = RECORD(terms, events);
    CouncilOnDay day = council_on(&arena, &record, the_day("2022-04-07"));
    assert_int_equal(day.suspended_count, 1);
    CouncilOnDay next = council_on(&arena, &record, the_day("2022-04-08"));
    assert_int_equal(next.suspended_count, 0);
    assert_ptr_equal(vacancy_left_by(&next, "XAA")->given_up_by, &events[1]);
    CouncilProblems problems = { .arena = &arena };
    council_check_events(&record, &problems);
    assert_int_equal(problems.count, 0);
    arena_free(&arena);
}

/* --- checks -------------------------------------------------------------------------------------
 */

static void expect_problem(const CouncilProblems *problems, size_t at, size_t index,
                           const char *field, const char *message) {
    assert_true(at < problems->count);
    assert_int_equal(problems->items[at].index, index);
    assert_string_equal(problems->items[at].field, field);
    assert_str_equal(problems->items[at].message, message);
}

static void a_term_with_impossible_days_is_named_with_the_rule(void **state) {
    (void)state;
    Arena arena = { 0 };
    CouncilTerm terms[] = {
        term("XAA", GROUP_AFRICAN, "2014-01-01", "2017-12-31"),
        term("XBB", GROUP_AFRICAN, "2014-01-01", "2013-12-31"),
        term("XCC", GROUP_AFRICAN, "2014-02-01", "2016-12-31"),
        term("XDD", GROUP_AFRICAN, "2014-01-01", "2016-12-31"),
    };
    terms[3].elected_on = the_day("2014-01-02");
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    CouncilProblems problems = { .arena = &arena };
    council_check_terms(&record, &problems);
    assert_int_equal(problems.count, 4);
    expect_problem(&problems, 0, 0, "end",
                   "XAA: the term from 2014-01-01 ends on 2017-12-31, but a term of three years "
                   "ends on 2016-12-31 (A/RES/60/251 op 7, A/RES/65/281)");
    expect_problem(&problems, 1, 1, "end",
                   "XBB: the term ends on 2013-12-31, before it starts on 2014-01-01");
    expect_problem(&problems, 2, 2, "start",
                   "XCC: the term starts on 2014-02-01, but terms of a regular election start on "
                   "19 June up to 2011 and on 1 January from 2013 (A/RES/65/281); a term of a "
                   "by-election has to be marked as one");
    expect_problem(&problems, 3, 3, "start",
                   "XDD: the term starts on 2014-01-01, before the election of 2014-01-02");
    arena_free(&arena);
}

static void two_terms_of_one_state_at_a_time_are_a_problem(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = { term("XAA", GROUP_AFRICAN, "2014-01-01", "2016-12-31"),
                                  term("XBB", GROUP_AFRICAN, "2015-01-01", "2017-12-31"),
                                  term("XAA", GROUP_AFRICAN, "2015-01-01", "2017-12-31") };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    CouncilProblems problems = { .arena = &arena };
    council_check_terms(&record, &problems);
    assert_int_equal(problems.count, 1);
    expect_problem(&problems, 0, 2, "start",
                   "XAA: the term from 2015-01-01 overlaps the one from 2014-01-01 to 2016-12-31; "
                   "a State holds one seat");
    arena_free(&arena);
}

static void a_seventh_seat_of_the_eastern_european_states_is_a_problem(void **state) {
    (void)state;
    Arena arena = { 0 };
    const char *states[] = { "XAA", "XBB", "XCC", "XDD", "XEE", "XFF", "XGG" };
    CouncilTerm terms[COUNT_OF(states)];
    for (size_t i = 0; i < COUNT_OF(states); i++)
        terms[i] = term(states[i], GROUP_EASTERN_EUROPEAN, "2014-01-01", "2016-12-31");
    const CouncilRecord six = { terms, 6, NULL, 0 }, seven = { terms, 7, NULL, 0 };
    CouncilProblems problems = { .arena = &arena };
    council_check_terms(&six, &problems);
    assert_int_equal(problems.count, 0);
    council_check_terms(&seven, &problems);
    assert_int_equal(problems.count, 1);
    expect_problem(&problems, 0, 6, "un_group",
                   "XGG: with it the Eastern European States hold 7 seats on 2014-01-01; they have "
                   "6 (A/RES/60/251 op 7)");
    arena_free(&arena);
}

static void events_that_do_not_fit_the_terms_are_named(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = { term("XAA", GROUP_AFRICAN, "2014-01-01", "2016-12-31") };
    const MembershipEvent events[] = {
        event("XBB", MEMBERSHIP_SUSPENDED, "2015-01-01", "A/RES/69/1"), /* symbols invented */
        event("XAA", MEMBERSHIP_RESTORED, "2015-01-01", "A/RES/69/2"),
        event("XAA", MEMBERSHIP_SUSPENDED, "2015-02-01", "A/RES/69/3"),
        event("XAA", MEMBERSHIP_SUSPENDED, "2015-02-01", "A/RES/69/4"),
        event("XAA", MEMBERSHIP_WITHDREW, "2015-03-01", ""),
    };
    const CouncilRecord record = RECORD(terms, events);
    CouncilProblems problems = { .arena = &arena };
    council_check_events(&record, &problems);
    assert_int_equal(problems.count, 4);
    expect_problem(&problems, 0, 0, "happened_on",
                   "XBB: holds no seat of the Council on 2015-01-01");
    expect_problem(&problems, 1, 1, "event",
                   "XAA: restored on 2015-01-01, but its rights were not suspended "
                   "(A/RES/60/251 op 8)");
    expect_problem(&problems, 2, 3, "event",
                   "XAA: suspended on 2015-02-01, but its rights were suspended "
                   "already (A/RES/60/251 op 8)");
    expect_problem(&problems, 3, 4, "happened_on",
                   "XAA: gave up its seat on 2015-03-01, but its term is recorded as held until "
                   "2016-12-31; the day the seat was given up is the last day of the term");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_start_on_19_june_up_to_2011_and_on_1_january_from_2013),
        cmocka_unit_test(a_state_holds_its_seat_on_the_first_and_the_last_day_of_its_term),
        cmocka_unit_test(terms_due_to_end_in_june_2012_2013_and_2014_run_to_the_end_of_the_year),
        cmocka_unit_test(terms_of_2006_were_as_long_as_the_lot_said),
        cmocka_unit_test(before_its_first_meeting_the_council_has_neither_seats_nor_vacancies),
        cmocka_unit_test(a_seat_given_up_is_vacant_from_the_next_day_until_the_by_election),
        cmocka_unit_test(a_seat_given_up_and_never_filled_is_named_until_its_term_would_have_ended),
        cmocka_unit_test(each_by_election_fills_the_seat_whose_term_it_ends_with),
        cmocka_unit_test(two_seats_of_one_term_are_filled_in_the_order_they_were_left),
        cmocka_unit_test(a_successor_that_gives_the_seat_up_leaves_the_rest_of_the_same_term),
        cmocka_unit_test(
            of_the_terms_left_before_it_a_by_election_continues_the_first_with_time_to_run),
        cmocka_unit_test(a_by_election_before_a_seat_was_left_did_not_fill_it),
        cmocka_unit_test(
            a_withdrawal_dated_the_first_day_without_the_seat_still_explains_the_vacancy),
        cmocka_unit_test(seats_are_listed_by_group_and_then_by_state),
        cmocka_unit_test(a_suspended_state_keeps_its_seat_and_is_shown_as_suspended),
        cmocka_unit_test(of_two_decisions_on_one_day_the_later_in_the_record_holds),
        cmocka_unit_test(a_suspension_ends_with_the_term_it_was_decided_in),
        cmocka_unit_test(
            suspended_and_withdrawn_on_one_day_is_suspended_that_day_and_vacant_the_next),
        cmocka_unit_test(a_term_with_impossible_days_is_named_with_the_rule),
        cmocka_unit_test(two_terms_of_one_state_at_a_time_are_a_problem),
        cmocka_unit_test(a_seventh_seat_of_the_eastern_european_states_is_a_problem),
        cmocka_unit_test(events_that_do_not_fit_the_terms_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
