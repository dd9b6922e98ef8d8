/* What an import of Council records is refused for, against the project's own data: the line, the
 * column, the key and the rule are named. */
#include "council/test_council.h"

static void assert_problem(const Problem *problem, size_t line, const char *column, const char *key,
                           const char *part) {
    assert_int_equal(problem->line, line);
    assert_text(problem->column, column);
    assert_text(problem->key, key);
    if (!str_contains(problem->text, str_from(part)))
        fail_msg("not \"%s\": %.*s", part, STR_ARGUMENTS(problem->text));
}

static void assert_refused(TestCouncil *council, const Kind *kind, const char *csv,
                           const char *column, const char *key, const char *part) {
    const ImportResult *result = council_try(council, kind, csv);
    if (result->problems.count != 1) fail_msg("%zu problems", result->problems.count);
    assert_problem(&result->problems.kept[0], 2, column, key, part);
}

static void assert_taken(TestCouncil *council, const Kind *kind, const char *csv) {
    const ImportResult *result = council_try(council, kind, csv);
    if (result->problems.count) fail_msg("%.*s", STR_ARGUMENTS(result->problems.kept[0].text));
    assert_int_equal(result->added + result->updated, 1);
}

#define TERM "iso3,un_group,elected_on,start,end,part_term,source,as_of\n"
#define CANDIDACY_OF "election,iso3,un_group,candidature,withdrawn_on,votes,elected,source,as_of\n"
#define EVENT "iso3,event,happened_on,votes_yes,votes_no,source,as_of\n"
#define ACTION "iso3,treaty,status,signed_on,bound_on,bound_by,source,as_of\n"

/* D1.3. China was elected in 2013 and 2016, in 2020 and 2023. */
static void a_third_consecutive_term_is_refused(void **state) {
    assert_refused(*state, &COUNCIL_TERM,
                   TERM "CHN,APG,2026-10-13,2027-01-01,2029-12-31,no,s,2026\n", "start",
                   "CHN/2027-01-01",
                   "CHN: the term from 2027-01-01 follows 2 consecutive ones, the last of them to "
                   "2026-12-31; no immediate re-election after two consecutive terms "
                   "(A/RES/60/251 op 7)");
}

/* D1.1, D10.1: said once for each year, against the last of those whose terms began in it. */
static void more_seats_than_a_group_has_are_refused(void **state) {
    const ImportResult *result = council_try(
        *state, &COUNCIL_TERM, TERM "SWE,WEOG,2013-11-12,2014-01-01,2016-12-31,no,s,2026\n");
    assert_int_equal(result->problems.count, 3);
    assert_problem(&result->problems.kept[0], 2, "un_group", "SWE/2014-01-01",
                   "with it the Western European and other States hold 8 seats on 2014-01-01; they "
                   "have 7 (A/RES/60/251 op 7)");
}

/* D1.4. */
static void a_term_that_begins_or_ends_on_another_day_is_refused(void **state) {
    assert_refused(*state, &COUNCIL_TERM,
                   TERM "SWE,WEOG,2026-10-13,2027-02-01,2029-12-31,no,s,2026\n", "start",
                   "SWE/2027-02-01", "terms of a regular election start on");
    assert_refused(*state, &COUNCIL_TERM,
                   TERM "SWE,WEOG,2026-10-13,2027-01-01,2030-12-31,no,s,2026\n", "end",
                   "SWE/2027-01-01", "a term of three years ends on 2029-12-31");
    assert_taken(*state, &COUNCIL_TERM,
                 TERM "SWE,WEOG,2026-10-13,2027-01-01,2029-12-31,no,s,2026\n");
}

/* D1.2, D10.2. Of 193 Members the majority is 97. */
static void a_state_elected_with_too_few_votes_is_refused(void **state) {
    assert_refused(*state, &CANDIDACY,
                   CANDIDACY_OF "2013,CHN,APG,declared,(not applicable),96,yes,s,2013\n", "votes",
                   "2013/CHN",
                   "CHN: elected on 2013-11-12 with 96 votes; the absolute majority of 193 Members "
                   "is 97 (A/RES/60/251 op 7)");
    assert_taken(*state, &CANDIDACY,
                 CANDIDACY_OF "2013,CHN,APG,declared,(not applicable),97,yes,s,2013\n");
}

/* D1.5: said against the last of those elected beyond the seats, which the file need not hold. */
static void more_states_elected_than_seats_to_fill_are_refused(void **state) {
    const ImportResult *result = council_try(
        *state, &CANDIDACY, CANDIDACY_OF "2013,SSD,AFR,declared,(not applicable),98,yes,s,2013\n");
    assert_int_equal(result->problems.count, 1);
    assert_problem(&result->problems.kept[0], 0, "elected", "2013/ZAF",
                   "with it 5 of the African States are elected in the election 2013; the seats to "
                   "fill were 4 (A/RES/60/251 op 7, D1.5)");
}

/* D8.4: South Sudan became a Member on 14 July 2011. */
static void a_state_that_was_no_member_of_the_united_nations_is_refused(void **state) {
    assert_refused(*state, &CANDIDACY,
                   CANDIDACY_OF "2010,SSD,AFR,declared,(not applicable),3,no,s,2013\n", "iso3",
                   "2010/SSD", "not a Member of the United Nations on 2010-05-13");
    assert_refused(*state, &CANDIDACY,
                   CANDIDACY_OF "2013,PSE,APG,declared,(not applicable),3,no,s,2013\n", "iso3",
                   "2013/PSE", "only Members can be elected");
}

/* D1.7. */
static void a_withdrawal_after_the_vote_is_refused(void **state) {
    assert_refused(*state, &CANDIDACY,
                   CANDIDACY_OF "2013,JOR,APG,withdrawn,2013-11-13,16,no,s,2013\n", "withdrawn_on",
                   "2013/JOR", "withdrawn on 2013-11-13, but it ended with the vote of 2013-11-12");
}

/* D1.8, D1.10. */
static void an_event_of_a_state_that_holds_no_seat_is_refused(void **state) {
    assert_refused(*state, &MEMBERSHIP_EVENT, EVENT "SWE,withdrew,2019-01-01,,,s,2019\n",
                   "happened_on", "SWE/withdrew/2019-01-01", "holds no seat of the Council");
    assert_refused(*state, &MEMBERSHIP_EVENT, EVENT "CHN,restored,2022-04-08,,,s,2022\n", "event",
                   "CHN/restored/2022-04-08", "its rights were not suspended");
}

/* D1.10: 93 in favour and 24 against suspended the Russian Federation; 47 against would have been
 * too many, and abstentions never count. */
static void a_suspension_without_two_thirds_of_those_voting_is_refused(void **state) {
    assert_refused(*state, &MEMBERSHIP_EVENT, EVENT "RUS,suspended,2022-04-07,93,47,s,2022\n",
                   "votes_yes", "RUS/suspended/2022-04-07",
                   "with 93 in favour and 47 against there are no two thirds");
    assert_taken(*state, &MEMBERSHIP_EVENT, EVENT "RUS,suspended,2022-04-07,94,47,s,2022\n");
}

/* D6.1. */
static void a_treaty_action_that_contradicts_itself_is_refused(void **state) {
    assert_refused(*state, &TREATY_ACTION,
                   ACTION "CHN,CCPR,signatory,1998-10-05,2001-01-01,ratification,s,2022\n",
                   "bound_on", "CHN/CCPR", "the State is no party, so it cannot have been bound");
    assert_refused(*state, &TREATY_ACTION,
                   ACTION "CHN,CCPR,none,1998-10-05,(not applicable),(not applicable),s,2022\n",
                   "signed_on", "CHN/CCPR", "signed, yet the status says that nothing was done");
    assert_refused(*state, &TREATY_ACTION,
                   ACTION "CHN,CCPR,party,1998-10-05,(not applicable),ratification,s,2022\n",
                   "status", "CHN/CCPR", "a party is bound by some act");
    assert_refused(*state, &TREATY_ACTION,
                   ACTION "CHN,CCPR,party,(not applicable),1950-01-01,ratification,s,2022\n",
                   "bound_on", "CHN/CCPR",
                   "bound on 1950-01-01, before the instrument was adopted on 1966-12-16");
    assert_taken(*state, &TREATY_ACTION,
                 ACTION "CHN,ICCPR,party,1998-10-05,2023,ratification,s,2023\n");
}

static void unknown_states_elections_and_treaties_are_refused(void **state) {
    assert_refused(*state, &COUNCIL_TERM,
                   TERM "XXX,APG,2026-10-13,2027-01-01,2029-12-31,no,s,2026\n", "iso3", "",
                   "\"XXX\" is no state on record; correct it, or import the state first");
    assert_refused(*state, &CANDIDACY,
                   CANDIDACY_OF "2027,CHN,APG,declared,(not applicable),97,yes,s,2013\n",
                   "election", "", "\"2027\" is no election on record");
    assert_refused(*state, &TREATY_ACTION, ACTION "CHN,CCCP,none,,,,s,2022\n", "treaty", "",
                   "\"CCCP\" is no treaty on record");
}

static void every_rule_names_a_kind_and_its_source(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNCIL_RULE_COUNT; i++) {
        assert_non_null(registry_find(&COUNCIL_KINDS, str_from(COUNCIL_RULES[i].kind)));
        assert_true(COUNCIL_RULES[i].source[0] == 'D');
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_third_consecutive_term_is_refused),
        cmocka_unit_test(more_seats_than_a_group_has_are_refused),
        cmocka_unit_test(a_term_that_begins_or_ends_on_another_day_is_refused),
        cmocka_unit_test(a_state_elected_with_too_few_votes_is_refused),
        cmocka_unit_test(more_states_elected_than_seats_to_fill_are_refused),
        cmocka_unit_test(a_state_that_was_no_member_of_the_united_nations_is_refused),
        cmocka_unit_test(a_withdrawal_after_the_vote_is_refused),
        cmocka_unit_test(an_event_of_a_state_that_holds_no_seat_is_refused),
        cmocka_unit_test(a_suspension_without_two_thirds_of_those_voting_is_refused),
        cmocka_unit_test(a_treaty_action_that_contradicts_itself_is_refused),
        cmocka_unit_test(unknown_states_elections_and_treaties_are_refused),
        cmocka_unit_test(every_rule_names_a_kind_and_its_source),
    };
    return cmocka_run_group_tests(tests, load_council, drop_council);
}
