#include "council/election.h"
#include "council/test_csv_table.h"

/* Fictional States (D8.7). */
static const UnMember two_members[] = { { STR_LITERAL("XAA"), 0 }, { STR_LITERAL("XBB"), 0 } };
static const UnMembers everybody = { two_members, COUNT_OF(two_members) };
static const CouncilRecord nothing_recorded = { NULL, 0, NULL, 0 };

static ElectionKey the_election(const char *text) {
    ElectionKey key = { 0 };
    Error error = { 0 };
    if (!election_key_parse(str_from(text), &key, &error)) fail_msg("%s", error.message);
    return key;
}

static Date the_date(const char *text) {
    Date date = { 0 };
    Error error = { 0 };
    if (!date_parse(str_from(text), &date, &error)) fail_msg("%s", error.message);
    return date;
}

static Candidacy candidacy(const char *iso3, Group group, int votes, ElectedAnswer elected) {
    return (Candidacy){ .election = the_election("2013"),
                        .held_on = the_day("2013-11-12"),
                        .iso3 = str_from(iso3),
                        .un_group = group,
                        .votes = votes,
                        .elected = elected };
}

#define CANDIDACIES(array) ((Candidacies){ (array), COUNT_OF(array) })

/* --- keys ---------------------------------------------------------------------------------------
 */

static void a_regular_election_is_known_by_its_year_and_a_by_election_by_its_day(void **state) {
    (void)state;
    char text[ELECTION_KEY_TEXT_SIZE];
    ElectionKey regular = the_election("2018"), by_election = the_election("2018-07-13");
    assert_int_equal(regular.year, 2018);
    assert_int_equal(regular.by_election_on, DAY_NONE);
    assert_int_equal(by_election.year, 2018);
    assert_int_equal(by_election.by_election_on, the_day("2018-07-13"));
    assert_false(election_key_equal(regular, by_election));
    election_key_format(regular, text);
    assert_string_equal(text, "2018");
    election_key_format(by_election, text);
    assert_string_equal(text, "2018-07-13");
}

static void what_is_no_election_of_the_council_is_refused(void **state) {
    (void)state;
    const char *texts[] = {
        "",        "2005",       "20 13",      "-201",        "213",
        "2018-07", "2018-02-30", "2005-05-09", "2013-11-12 ", "[2018-07-13..]"
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        ElectionKey key;
        Error error = { 0 };
        if (election_key_parse(str_from(texts[i]), &key, &error)) fail_msg("\"%s\"", texts[i]);
        assert_int_equal(error.kind, ERROR_REFUSED);
        assert_non_null(strstr(error.message, "2018-07-13"));
    }
}

static void a_term_leads_to_the_election_that_gave_it(void **state) {
    (void)state;
    CouncilTerm term = { .elected_on = the_day("2018-07-13"), .part_term = true };
    assert_true(election_key_equal(election_key_of_term(&term), the_election("2018-07-13")));
    term.part_term = false;
    assert_true(election_key_equal(election_key_of_term(&term), the_election("2018")));
}

/* --- seats --------------------------------------------------------------------------------------
 */

static void in_2006_the_whole_council_is_elected(void **state) {
    (void)state;
    int seats[GROUP_COUNT];
    assert_true(election_seats(&nothing_recorded, the_election("2006"), seats));
    for (Group group = 0; group < GROUP_COUNT; group++)
        assert_int_equal(seats[group], group_facts(group)->seats);
}

static void from_2013_the_seats_follow_the_pattern_whatever_is_recorded(void **state) {
    (void)state;
    int seats[GROUP_COUNT];
    const int expected[GROUP_COUNT] = { 4, 4, 2, 2, 2 };
    assert_true(election_seats(&nothing_recorded, the_election("2013"), seats));
    for (Group group = 0; group < GROUP_COUNT; group++)
        assert_int_equal(seats[group], expected[group]);
}

static void seats_that_rest_on_an_incomplete_record_are_not_known(void **state) {
    (void)state;
    int seats[GROUP_COUNT];
    const CouncilTerm one = { .iso3 = STR_LITERAL("XAA"),
                              .un_group = GROUP_AFRICAN,
                              .start = the_day("2006-06-19"),
                              .end = the_day("2007-06-18") };
    const CouncilRecord record = { &one, 1, NULL, 0 };
    assert_false(election_seats(&record, the_election("2007"), seats));
    assert_false(election_seats(&nothing_recorded, the_election("2012"), seats));
    assert_false(election_seats(&nothing_recorded, the_election("2018-07-13"), seats));
}

/* --- slates -------------------------------------------------------------------------------------
 */

static void as_many_candidates_as_seats_is_a_clean_slate_and_more_is_competitive(void **state) {
    (void)state;
    const Candidacy items[] = { candidacy("XAA", GROUP_AFRICAN, 150, ELECTED_YES),
                                candidacy("XBB", GROUP_AFRICAN, 140, ELECTED_YES),
                                candidacy("XCC", GROUP_ASIA_PACIFIC, 90, ELECTED_NO) };
    ElectionKey key = the_election("2013");
    GroupSlate clean = election_slate(CANDIDACIES(items), key, GROUP_AFRICAN, 2, true);
    assert_int_equal(clean.slate, SLATE_CLEAN);
    assert_int_equal(clean.candidates, 2);
    assert_int_equal(clean.elected, 2);
    GroupSlate competitive = election_slate(CANDIDACIES(items), key, GROUP_AFRICAN, 1, true);
    assert_int_equal(competitive.slate, SLATE_COMPETITIVE);
    GroupSlate elsewhere =
        election_slate(CANDIDACIES(items), the_election("2016"), GROUP_AFRICAN, 4, true);
    assert_int_equal(elsewhere.candidates, 0);
}

static void an_incomplete_list_can_show_competition_but_never_a_clean_slate(void **state) {
    (void)state;
    const Candidacy items[] = { candidacy("XAA", GROUP_AFRICAN, 150, ELECTED_YES),
                                candidacy("XBB", GROUP_AFRICAN, 140, ELECTED_YES) };
    ElectionKey key = the_election("2013");
    assert_int_equal(election_slate(CANDIDACIES(items), key, GROUP_AFRICAN, 2, false).slate,
                     SLATE_NOT_KNOWN);
    assert_int_equal(election_slate(CANDIDACIES(items), key, GROUP_AFRICAN, 1, false).slate,
                     SLATE_COMPETITIVE);
    assert_int_equal(election_slate(CANDIDACIES(items), key, GROUP_AFRICAN, 3, true).slate,
                     SLATE_NOT_KNOWN);
}

static void
who_withdrew_before_the_vote_or_was_never_a_candidate_makes_no_competition(void **state) {
    (void)state;
    Candidacy items[] = { candidacy("XAA", GROUP_ASIA_PACIFIC, 176, ELECTED_YES),
                          candidacy("XBB", GROUP_ASIA_PACIFIC, 16, ELECTED_NO),
                          candidacy("XCC", GROUP_ASIA_PACIFIC, 1, ELECTED_NO) };
    items[1].candidature = CANDIDATURE_WITHDRAWN;
    items[1].withdrawn_on = the_date("[2013-11-03..2013-11-08]");
    items[2].candidature = CANDIDATURE_NO_DECLARATION_FOUND;
    GroupSlate slate =
        election_slate(CANDIDACIES(items), the_election("2013"), GROUP_ASIA_PACIFIC, 1, true);
    assert_int_equal(slate.slate, SLATE_CLEAN);
    assert_int_equal(slate.candidates, 1);
    assert_int_equal(slate.withdrawn, 1);
    assert_int_equal(slate.no_declaration_found, 1);
}

static void a_state_elected_without_a_known_candidature_was_a_candidate(void **state) {
    (void)state;
    Candidacy items[] = { candidacy("XAA", GROUP_AFRICAN, 120, ELECTED_YES) };
    items[0].candidature = CANDIDATURE_NO_DECLARATION_FOUND;
    assert_true(candidacy_stood(&items[0]));
    items[0].elected = ELECTED_NO;
    assert_false(candidacy_stood(&items[0]));
}

/* --- places -------------------------------------------------------------------------------------
 */

static void places_go_by_votes_inside_the_group_and_equal_votes_share_one(void **state) {
    (void)state;
    const Candidacy items[] = { candidacy("XAA", GROUP_AFRICAN, 178, ELECTED_YES),
                                candidacy("XBB", GROUP_AFRICAN, 182, ELECTED_YES),
                                candidacy("XCC", GROUP_AFRICAN, 178, ELECTED_YES),
                                candidacy("XDD", GROUP_AFRICAN, 157, ELECTED_YES),
                                candidacy("XEE", GROUP_ASIA_PACIFIC, 190, ELECTED_YES) };
    const int expected[] = { 2, 1, 2, 4, 1 };
    for (size_t i = 0; i < COUNT_OF(items); i++) {
        int rank;
        assert_true(election_rank(CANDIDACIES(items), i, &rank));
        assert_int_equal(rank, expected[i]);
    }
}

static void a_vote_that_is_not_recorded_leaves_the_places_of_its_group_open(void **state) {
    (void)state;
    const Candidacy items[] = { candidacy("XAA", GROUP_AFRICAN, 178, ELECTED_YES),
                                candidacy("XBB", GROUP_AFRICAN, VOTES_NOT_RECORDED, ELECTED_YES),
                                candidacy("XCC", GROUP_ASIA_PACIFIC, 0, ELECTED_NO) };
    int rank;
    assert_false(election_rank(CANDIDACIES(items), 0, &rank));
    assert_false(election_rank(CANDIDACIES(items), 1, &rank));
    assert_true(election_rank(CANDIDACIES(items), 2, &rank));
    assert_int_equal(rank, 1);
}

/* --- checks -------------------------------------------------------------------------------------
 */

static void expect_one_problem(const CouncilProblems *problems, size_t index, const char *field,
                               const char *message) {
    assert_int_equal(problems->count, 1);
    assert_int_equal(problems->items[0].index, index);
    assert_string_equal(problems->items[0].field, field);
    assert_str_equal(problems->items[0].message, message);
}

/* 193 Members: the States that stand, and codes that stand for all others. */
static UnMembers assembly_of_193(Arena *arena) {
    UnMember *members = ARENA_ARRAY(arena, 193, UnMember);
    for (int i = 0; i < 193; i++)
        members[i] = (UnMember){ str_format(arena, "Q%02d", i), the_day("1945-10-24") };
    members[0].iso3 = STR("XAA");
    members[1].iso3 = STR("XBB");
    return (UnMembers){ members, 193 };
}

static void elected_with_fewer_votes_than_the_majority_of_all_members_is_a_problem(void **state) {
    (void)state;
    Arena arena = { 0 };
    const Candidacy items[] = { candidacy("XAA", GROUP_AFRICAN, 97, ELECTED_YES),
                                candidacy("XBB", GROUP_AFRICAN, 89, ELECTED_YES) };
    CouncilProblems problems = { .arena = &arena };
    election_check(CANDIDACIES(items), assembly_of_193(&arena), &nothing_recorded, &problems);
    expect_one_problem(&problems, 1, "votes",
                       "XBB: elected on 2013-11-12 with 89 votes; the absolute majority of 193 "
                       "Members is 97 (A/RES/60/251 op 7)");
    arena_free(&arena);
}

static void without_a_count_or_without_an_election_the_majority_is_not_asked_for(void **state) {
    (void)state;
    Arena arena = { 0 };
    const Candidacy items[] = {
        candidacy("XAA", GROUP_AFRICAN, VOTES_NOT_RECORDED, ELECTED_YES),
        candidacy("XBB", GROUP_AFRICAN, 89, ELECTED_NO),
    };
    CouncilProblems problems = { .arena = &arena };
    election_check(CANDIDACIES(items), assembly_of_193(&arena), &nothing_recorded, &problems);
    assert_int_equal(problems.count, 0);
    arena_free(&arena);
}

static void more_elected_than_seats_is_a_problem_of_the_one_too_many(void **state) {
    (void)state;
    Arena arena = { 0 };
    const char *states[] = { "XAA", "XBB", "XCC" };
    Candidacy items[COUNT_OF(states)];
    UnMember members[COUNT_OF(states)];
    for (size_t i = 0; i < COUNT_OF(states); i++) {
        items[i] = candidacy(states[i], GROUP_EASTERN_EUROPEAN, 2, ELECTED_YES);
        members[i] = (UnMember){ str_from(states[i]), the_day("1945-10-24") };
    }
    CouncilProblems problems = { .arena = &arena };
    election_check(CANDIDACIES(items), (UnMembers){ members, 3 }, &nothing_recorded, &problems);
    expect_one_problem(&problems, 2, "elected",
                       "XCC: with it 3 of the Eastern European States are elected in the election "
                       "2013; the seats to fill were 2 (A/RES/60/251 op 7, D1.5)");
    arena_free(&arena);
}

static void who_is_no_member_of_the_united_nations_cannot_stand(void **state) {
    (void)state;
    Arena arena = { 0 };
    const Candidacy items[] = { candidacy("VAT", GROUP_WESTERN_EUROPEAN_AND_OTHER, 1, ELECTED_NO) };
    CouncilProblems problems = { .arena = &arena };
    election_check(CANDIDACIES(items), everybody, &nothing_recorded, &problems);
    expect_one_problem(&problems, 0, "iso3",
                       "VAT: not a Member of the United Nations on 2013-11-12; only Members can be "
                       "elected (A/RES/60/251 op 8)");
    arena_free(&arena);
}

static void a_withdrawal_may_reach_past_the_vote_but_not_begin_after_it(void **state) {
    (void)state;
    Arena arena = { 0 };
    Candidacy item = candidacy("XAA", GROUP_AFRICAN, 16, ELECTED_NO);
    item.candidature = CANDIDATURE_WITHDRAWN;
    const char *possible[] = { "2013-11-08",     "2013-11",        "2013",
                               "[2013-11-03..]", "[..2013-12-31]", "2013-11-12" };
    CouncilProblems problems = { .arena = &arena };
    for (size_t i = 0; i < COUNT_OF(possible); i++) {
        item.withdrawn_on = the_date(possible[i]);
        election_check((Candidacies){ &item, 1 }, everybody, &nothing_recorded, &problems);
    }
    assert_int_equal(problems.count, 0);
    item.withdrawn_on = the_date("2013-11-13");
    election_check((Candidacies){ &item, 1 }, everybody, &nothing_recorded, &problems);
    expect_one_problem(&problems, 0, "withdrawn_on",
                       "XAA: the candidature is recorded as withdrawn on 2013-11-13, but it ended "
                       "with the vote of 2013-11-12 (D1.7)");
    arena_free(&arena);
}

static void a_day_of_withdrawal_needs_a_withdrawn_candidature(void **state) {
    (void)state;
    Arena arena = { 0 };
    Candidacy item = candidacy("XAA", GROUP_AFRICAN, 16, ELECTED_NO);
    item.withdrawn_on = the_date("2013-11-08");
    CouncilProblems problems = { .arena = &arena };
    election_check((Candidacies){ &item, 1 }, everybody, &nothing_recorded, &problems);
    expect_one_problem(&problems, 0, "candidature",
                       "XAA: the candidature was withdrawn on 2013-11-08 and is not recorded as "
                       "withdrawn (D1.7)");
    arena_free(&arena);
}

static void a_state_stands_once_in_an_election(void **state) {
    (void)state;
    Arena arena = { 0 };
    Candidacy items[] = { candidacy("XAA", GROUP_AFRICAN, 16, ELECTED_NO),
                          candidacy("XAA", GROUP_AFRICAN, 16, ELECTED_NO),
                          candidacy("XAA", GROUP_AFRICAN, 16, ELECTED_NO) };
    items[2].election = the_election("2013-05-01");
    CouncilProblems problems = { .arena = &arena };
    election_check(CANDIDACIES(items), everybody, &nothing_recorded, &problems);
    expect_one_problem(&problems, 1, "iso3", "XAA: twice in the election 2013");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_regular_election_is_known_by_its_year_and_a_by_election_by_its_day),
        cmocka_unit_test(what_is_no_election_of_the_council_is_refused),
        cmocka_unit_test(a_term_leads_to_the_election_that_gave_it),
        cmocka_unit_test(in_2006_the_whole_council_is_elected),
        cmocka_unit_test(from_2013_the_seats_follow_the_pattern_whatever_is_recorded),
        cmocka_unit_test(seats_that_rest_on_an_incomplete_record_are_not_known),
        cmocka_unit_test(as_many_candidates_as_seats_is_a_clean_slate_and_more_is_competitive),
        cmocka_unit_test(an_incomplete_list_can_show_competition_but_never_a_clean_slate),
        cmocka_unit_test(
            who_withdrew_before_the_vote_or_was_never_a_candidate_makes_no_competition),
        cmocka_unit_test(a_state_elected_without_a_known_candidature_was_a_candidate),
        cmocka_unit_test(places_go_by_votes_inside_the_group_and_equal_votes_share_one),
        cmocka_unit_test(a_vote_that_is_not_recorded_leaves_the_places_of_its_group_open),
        cmocka_unit_test(elected_with_fewer_votes_than_the_majority_of_all_members_is_a_problem),
        cmocka_unit_test(without_a_count_or_without_an_election_the_majority_is_not_asked_for),
        cmocka_unit_test(more_elected_than_seats_is_a_problem_of_the_one_too_many),
        cmocka_unit_test(who_is_no_member_of_the_united_nations_cannot_stand),
        cmocka_unit_test(a_withdrawal_may_reach_past_the_vote_but_not_begin_after_it),
        cmocka_unit_test(a_day_of_withdrawal_needs_a_withdrawn_candidature),
        cmocka_unit_test(a_state_stands_once_in_an_election),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
