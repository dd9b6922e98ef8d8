/* The Council's records read from a store with the project's own data: nothing is lost on the way
 * to the rules, and names are those of the day. */
#include "council/test_council.h"

#include "council/eligibility.h"

static CouncilData data;

static int load_data(void **state) {
    if (load_council(state)) return -1;
    TestCouncil *council = *state;
    ASSERT_DONE(council_load(council->store, council->arena, &data, &council->error),
                council->error);
    return 0;
}

static Day the_day(const char *text) {
    Day day = DAY_NONE;
    Error error;
    ASSERT_DONE(day_parse(str_from(text), &day, &error), error);
    return day;
}

static const CouncilState *state_of(const char *iso3) {
    const CouncilState *found = council_find_state(&data, str_from(iso3));
    if (!found) fail_msg("no %s", iso3);
    return found;
}

static const CouncilElection *election_of(const char *name) {
    const CouncilElection *found = council_find_election(&data, str_from(name));
    if (!found) fail_msg("no election %s", name);
    return found;
}

static const Candidacy *candidacy_of(const char *election, const char *iso3) {
    const Candidacy *found =
        council_find_candidacy(&data, election_of(election)->key, str_from(iso3));
    if (!found) fail_msg("no candidacy %s/%s", election, iso3);
    return found;
}

static void states_are_found_by_their_code(void **state) {
    (void)state;
    assert_int_equal(data.state_count, 194);
    for (size_t i = 0; i < data.state_count; i++)
        assert_ptr_equal(council_find_state(&data, data.states[i].iso3), &data.states[i]);
    assert_null(council_find_state(&data, STR("XXX")));
    assert_null(council_find_state(&data, STR("")));
    assert_null(council_find_state(&data, STR("chn")));
    const CouncilState *china = state_of("CHN");
    assert_text(china->iso2, "CN");
    assert_text(china->m49, "156");
    assert_true(china->member && china->has_group && !china->fictional);
    assert_int_equal(china->group, GROUP_ASIA_PACIFIC);
    assert_int_equal(china->admission_date, the_day("1945-10-24"));
}

/* D8.4: an observer is no Member and cannot be elected. */
static void an_observer_is_no_member(void **state) {
    (void)state;
    const CouncilState *palestine = state_of("PSE");
    assert_false(palestine->member);
    assert_false(palestine->has_group);
    assert_int_equal(palestine->admission_date, DAY_NONE);
    assert_int_equal(data.members.count, 193);
    assert_false(is_un_member_on(data.members, STR("PSE"), the_day("2026-01-01")));
}

/* D1.2 with GA membership of the day: 191, 192, 193. */
static void members_are_counted_by_the_day(void **state) {
    (void)state;
    assert_int_equal(un_members_on(data.members, the_day("2006-05-09")), 191);
    assert_int_equal(un_members_on(data.members, the_day("2011-05-20")), 192);
    assert_int_equal(un_members_on(data.members, the_day("2013-11-12")), 193);
}

/* --- names
 * -----------------------------------------------------------------------------------------------
 */

static void assert_name(const char *iso3, Language language, const char *day, const char *name) {
    const StateName *found = state_name_on(state_of(iso3), language, the_day(day));
    assert_non_null(found);
    assert_text(found->short_name, name);
}

/* D8.2: a document of 2013 shows the name of 2013. */
static void a_state_has_the_name_of_the_day(void **state) {
    (void)state;
    assert_name("MKD", LANGUAGE_EN, "2013-11-12", "the former Yugoslav Republic of Macedonia");
    assert_name("MKD", LANGUAGE_EN, "2019-02-13", "the former Yugoslav Republic of Macedonia");
    assert_name("MKD", LANGUAGE_EN, "2019-02-14", "North Macedonia");
    assert_name("MKD", LANGUAGE_FR, "2026-01-01", "Macédoine du Nord");
    assert_name("TUR", LANGUAGE_EN, "2022-05-31", "Turkey");
    assert_name("TUR", LANGUAGE_EN, "2022-06-01", "Türkiye");
    assert_name("CHN", LANGUAGE_EN, "1950-01-01", "China");
}

/* D8.2: where only bounds are known, the newer name counts from its earliest possible day. */
static void between_the_bounds_of_a_change_the_newer_name_counts(void **state) {
    (void)state;
    assert_name("LBY", LANGUAGE_EN, "2011-09-15", "Libyan Arab Jamahiriya");
    assert_name("LBY", LANGUAGE_EN, "2011-09-16", "Libya");
    assert_name("LBY", LANGUAGE_EN, "2011-10-05", "Libya");
    assert_name("SWZ", LANGUAGE_EN, "2018-04-18", "Swaziland");
    assert_name("SWZ", LANGUAGE_EN, "2018-04-19", "Eswatini");
}

static void a_language_without_a_name_for_the_day_gives_the_english_one(void **state) {
    (void)state;
    assert_name("BOL", LANGUAGE_FR, "2009-04-08", "Bolivia");
    assert_name("BOL", LANGUAGE_FR, "2009-04-09", "Bolivie (État plurinational de)");
    const CouncilState nameless = { .iso3 = STR("XAA") };
    assert_null(state_name_on(&nameless, LANGUAGE_EN, the_day("2026-01-01")));
}

static void every_state_has_a_name_in_every_language_today(void **state) {
    (void)state;
    for (size_t i = 0; i < data.state_count; i++)
        for (Language language = 0; language < LANGUAGE_COUNT; language++) {
            const StateName *name = state_name_on(&data.states[i], language, the_day("2026-07-21"));
            assert_non_null(name);
            assert_int_equal(name->language, language);
            assert_true(name->short_name.length && name->formal_name.length);
        }
}

/* --- elections
 * -------------------------------------------------------------------------------------------- */

static void elections_stand_newest_first_with_their_keys(void **state) {
    (void)state;
    assert_int_equal(data.election_count, 22);
    assert_text(data.elections[0].name, "2025");
    assert_text(data.elections[21].name, "2006");
    for (size_t i = 1; i < data.election_count; i++)
        assert_true(data.elections[i].held_on < data.elections[i - 1].held_on);
    const CouncilElection *iceland = election_of("2018-07-13");
    assert_true(iceland->by_election);
    assert_text(iceland->seat_of, "USA");
    assert_int_equal(iceland->key.year, 2018);
    assert_int_equal(iceland->key.by_election_on, the_day("2018-07-13"));
    assert_false(election_of("2018")->by_election);
    assert_null(council_find_election(&data, STR("2026")));
}

static void only_elections_whose_coverage_says_so_are_complete(void **state) {
    (void)state;
    static const char *const COMPLETE[] = { "2012", "2013", "2014", "2022", "2023" };
    size_t count = 0;
    for (size_t i = 0; i < data.election_count; i++)
        count += data.elections[i].complete;
    assert_int_equal(count, COUNT_OF(COMPLETE));
    for (size_t i = 0; i < COUNT_OF(COMPLETE); i++)
        assert_true(election_of(COMPLETE[i])->complete);
}

/* D1.13: the vote of 12 November 2013. */
static void the_vote_of_2013_is_as_recorded(void **state) {
    (void)state;
    static const struct {
        const char *iso3;
        int votes;
        ElectedAnswer elected;
    } CANDIDATES[] = {
        { "CHN", 176, ELECTED_YES }, { "VNM", 184, ELECTED_YES }, { "MDV", 164, ELECTED_YES },
        { "SAU", 140, ELECTED_YES }, { "ZAF", 169, ELECTED_YES }, { "DZA", 164, ELECTED_YES },
        { "MAR", 163, ELECTED_YES }, { "NAM", 150, ELECTED_YES }, { "SSD", 89, ELECTED_NO },
        { "MKD", 177, ELECTED_YES }, { "RUS", 176, ELECTED_YES }, { "CUB", 148, ELECTED_YES },
    };
    for (size_t i = 0; i < COUNT_OF(CANDIDATES); i++) {
        const Candidacy *candidacy = candidacy_of("2013", CANDIDATES[i].iso3);
        assert_int_equal(candidacy->votes, CANDIDATES[i].votes);
        assert_int_equal(candidacy->elected, CANDIDATES[i].elected);
        assert_int_equal(candidacy->held_on, the_day("2013-11-12"));
        assert_int_equal(candidacy->candidature, CANDIDATURE_DECLARED);
    }
    const Candidacy *jordan = candidacy_of("2013", "JOR");
    assert_int_equal(jordan->candidature, CANDIDATURE_WITHDRAWN);
    assert_int_equal(jordan->elected, ELECTED_NO);
    assert_null(council_find_candidacy(&data, election_of("2013")->key, STR("USA")));
}

/* D1.7: "only the African and the Latin American and Caribbean groups were contested". */
static void of_2013_only_two_groups_were_contested(void **state) {
    (void)state;
    int seats[GROUP_COUNT];
    const CouncilElection *election = election_of("2013");
    assert_true(election_seats(&data.record, election->key, seats));
    for (Group group = 0; group < GROUP_COUNT; group++) {
        bool contested = group == GROUP_AFRICAN || group == GROUP_LATIN_AMERICAN_AND_CARIBBEAN;
        GroupSlate slate = election_slate(data.candidacies, election->key, group, seats[group],
                                          election->complete);
        assert_int_equal(slate.slate, contested ? SLATE_COMPETITIVE : SLATE_CLEAN);
    }
}

/* --- terms and events
 * ------------------------------------------------------------------------------------ */

/* D1.1, D10.1. */
static void on_every_1_january_the_seats_are_13_13_6_8_7(void **state) {
    TestCouncil *council = *state;
    for (int year = 2007; year <= 2026; year++) {
        Day day;
        assert_true(day_from_civil(year, 1, 1, &day));
        CouncilOnDay on_day = council_on(council->arena, &data.record, day);
        assert_int_equal(on_day.seat_count, COUNCIL_SEATS);
        assert_int_equal(on_day.vacancy_count, 0);
        for (Group group = 0; group < GROUP_COUNT; group++)
            assert_int_equal(on_day.held[group], group_facts(group)->seats);
    }
}

/* D1.11, D1.12: of one day's events a suspension stands before the withdrawal. */
static void events_of_one_day_stand_in_the_order_they_happened(void **state) {
    (void)state;
    assert_int_equal(data.record.event_count, 5);
    size_t at = 0;
    while (at < 5 && !str_equal_c(data.record.events[at].iso3, "RUS"))
        at++;
    assert_int_equal(data.record.events[at].event, MEMBERSHIP_SUSPENDED);
    assert_text(data.record.events[at].symbol, "A/RES/ES-11/3");
    assert_int_equal(data.record.events[at + 1].event, MEMBERSHIP_WITHDREW);
    assert_non_null(council_suspension_on(&data.record, STR("LBY"), the_day("2011-03-01")));
    assert_null(council_suspension_on(&data.record, STR("LBY"), the_day("2011-11-18")));
}

/* D1.8, D1.9: the rest of a vacated term, which by default is not one of two. */
static void a_by_elections_term_is_a_part_term_that_does_not_count(void **state) {
    (void)state;
    const CouncilTerm *iceland = council_term_on(&data.record, STR("ISL"), the_day("2018-07-13"));
    assert_non_null(iceland);
    assert_true(iceland->part_term && !iceland->part_term_counts);
    assert_int_equal(iceland->end, the_day("2019-12-31"));
    assert_int_equal(eligibility_at(&data.record, STR("CHN"), 2026).answer, NOT_ELIGIBLE_TWO_TERMS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_are_found_by_their_code),
        cmocka_unit_test(an_observer_is_no_member),
        cmocka_unit_test(members_are_counted_by_the_day),
        cmocka_unit_test(a_state_has_the_name_of_the_day),
        cmocka_unit_test(between_the_bounds_of_a_change_the_newer_name_counts),
        cmocka_unit_test(a_language_without_a_name_for_the_day_gives_the_english_one),
        cmocka_unit_test(every_state_has_a_name_in_every_language_today),
        cmocka_unit_test(elections_stand_newest_first_with_their_keys),
        cmocka_unit_test(only_elections_whose_coverage_says_so_are_complete),
        cmocka_unit_test(the_vote_of_2013_is_as_recorded),
        cmocka_unit_test(of_2013_only_two_groups_were_contested),
        cmocka_unit_test(on_every_1_january_the_seats_are_13_13_6_8_7),
        cmocka_unit_test(events_of_one_day_stand_in_the_order_they_happened),
        cmocka_unit_test(a_by_elections_term_is_a_part_term_that_does_not_count),
    };
    return cmocka_run_group_tests(tests, load_data, drop_council);
}
