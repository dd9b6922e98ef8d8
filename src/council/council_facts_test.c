/* The rules against what happened: the Council's terms and elections from 2006 to 2026. */
#include <stdio.h>

#include "council/election.h"
#include "council/eligibility.h"
#include "council/test_csv_table.h"

enum { FIRST_YEAR = 2007, LAST_YEAR = 2026 };

typedef struct Facts {
    Arena arena;
    CouncilRecord record;
    Candidacies candidacies;
    UnMembers members;
} Facts;

static Facts facts;

static Group read_group(const CsvTable *table, size_t row) {
    Group group = GROUP_COUNT;
    Str code = csv_table_cell(table, row, "un_group");
    if (!group_from_code(code, &group)) fail_msg("no group %.*s", STR_ARGUMENTS(code));
    return group;
}

static bool is_yes(const CsvTable *table, size_t row, const char *column) {
    return str_equal_c(csv_table_cell(table, row, column), "yes");
}

static void read_terms(Arena *arena, const char *path) {
    CsvTable table = csv_table_read(arena, path);
    CouncilTerm *terms = ARENA_ARRAY(arena, table.count, CouncilTerm);
    for (size_t row = 0; row < table.count; row++)
        terms[row] = (CouncilTerm){ .iso3 = csv_table_cell(&table, row, "iso3"),
                                    .un_group = read_group(&table, row),
                                    .elected_on = csv_table_day(&table, row, "elected_on"),
                                    .start = csv_table_day(&table, row, "start"),
                                    .end = csv_table_day(&table, row, "end"),
                                    .part_term = is_yes(&table, row, "part_term") };
    facts.record.terms = terms;
    facts.record.term_count = table.count;
}

static MembershipEventKind read_event_kind(const CsvTable *table, size_t row) {
    Str word = csv_table_cell(table, row, "event");
    if (str_equal_c(word, "suspended")) return MEMBERSHIP_SUSPENDED;
    return str_equal_c(word, "restored") ? MEMBERSHIP_RESTORED : MEMBERSHIP_WITHDREW;
}

static void read_events(Arena *arena, const char *path) {
    CsvTable table = csv_table_read(arena, path);
    MembershipEvent *events = ARENA_ARRAY(arena, table.count, MembershipEvent);
    for (size_t row = 0; row < table.count; row++)
        events[row] =
            (MembershipEvent){ csv_table_cell(&table, row, "iso3"), read_event_kind(&table, row),
                               csv_table_day(&table, row, "happened_on"),
                               csv_table_cell(&table, row, "symbol") };
    facts.record.events = events;
    facts.record.event_count = table.count;
}

static Day held_on(const CsvTable *elections, Str election) {
    for (size_t row = 0; row < elections->count; row++)
        if (str_equal(csv_table_cell(elections, row, "election"), election))
            return csv_table_day(elections, row, "held_on");
    fail_msg("no election %.*s", STR_ARGUMENTS(election));
    return DAY_NONE;
}

static Candidacy read_candidacy(const CsvTable *table, size_t row, const CsvTable *elections) {
    Error error = { 0 };
    Str election = csv_table_cell(table, row, "election");
    Str candidature = csv_table_cell(table, row, "candidature");
    Str withdrawn_on = csv_table_cell(table, row, "withdrawn_on");
    bool has_votes = csv_table_cell(table, row, "votes").length;
    Candidacy candidacy = {
        .held_on = held_on(elections, election),
        .iso3 = csv_table_cell(table, row, "iso3"),
        .un_group = read_group(table, row),
        .candidature = str_equal_c(candidature, "withdrawn") ? CANDIDATURE_WITHDRAWN
                       : str_equal_c(candidature, "no_declaration_found")
                           ? CANDIDATURE_NO_DECLARATION_FOUND
                           : CANDIDATURE_DECLARED,
        .votes = has_votes ? csv_table_integer(table, row, "votes") : VOTES_NOT_RECORDED,
        .elected = is_yes(table, row, "elected") ? ELECTED_YES : ELECTED_NO,
    };
    if (!election_key_parse(election, &candidacy.election, &error)) fail_msg("%s", error.message);
    bool has_date = withdrawn_on.length && withdrawn_on.data[0] != '(';
    if (has_date && !date_parse(withdrawn_on, &candidacy.withdrawn_on, &error))
        fail_msg("%s", error.message);
    return candidacy;
}

static void read_candidacies(Arena *arena, const char *path, const char *elections_path) {
    CsvTable table = csv_table_read(arena, path), elections = csv_table_read(arena, elections_path);
    Candidacy *items = ARENA_ARRAY(arena, table.count, Candidacy);
    for (size_t row = 0; row < table.count; row++)
        items[row] = read_candidacy(&table, row, &elections);
    facts.candidacies = (Candidacies){ items, table.count };
}

static void read_members(Arena *arena, const char *path) {
    CsvTable table = csv_table_read(arena, path);
    UnMember *items = ARENA_ARRAY(arena, table.count, UnMember);
    size_t count = 0;
    for (size_t row = 0; row < table.count; row++)
        if (str_equal_c(csv_table_cell(&table, row, "status"), "member"))
            items[count++] = (UnMember){ csv_table_cell(&table, row, "iso3"),
                                         csv_table_day(&table, row, "admission_date") };
    facts.members = (UnMembers){ items, count };
}

static int load_facts(void **state) {
    (void)state;
    read_events(&facts.arena, "data/membership_event.csv");
    read_terms(&facts.arena, "data/council_term.csv");
    read_candidacies(&facts.arena, "data/candidacy.csv", "data/election.csv");
    read_members(&facts.arena, "data/state.csv");
    return 0;
}

static int free_facts(void **state) {
    (void)state;
    arena_free(&facts.arena);
    return 0;
}

static void expect_no_problems(const CouncilProblems *problems) {
    for (size_t i = 0; i < problems->count; i++)
        print_error("%zu %s %.*s\n", problems->items[i].index, problems->items[i].field,
                    STR_ARGUMENTS(problems->items[i].message));
    assert_int_equal(problems->count, 0);
}

static Day new_year(int year) {
    Day day = DAY_NONE;
    assert_true(day_from_civil(year, 1, 1, &day));
    return day;
}

/* "AGO QAT" */
static bool is_among(Str iso3, const char *states) {
    Str rest = str_from(states), each;
    while (str_cut(&rest, ' ', &each))
        if (str_equal(each, iso3)) return true;
    return false;
}

/* --- membership ---------------------------------------------------------------------------------
 */

static void on_every_1_january_from_2007_to_2026_47_seats_are_held_13_13_6_8_7(void **state) {
    (void)state;
    Arena arena = { 0 };
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        CouncilOnDay council = council_on(&arena, &facts.record, new_year(year));
        assert_int_equal(council.seat_count, COUNCIL_SEATS);
        assert_int_equal(council.vacancy_count, 0);
        for (Group group = 0; group < GROUP_COUNT; group++)
            assert_int_equal(council.held[group], group_facts(group)->seats);
    }
    arena_free(&arena);
}

static void expect_vacancy(const CouncilOnDay *council, const char *iso3, Group group,
                           const char *since, const char *until) {
    assert_int_equal(council->vacancy_count, 1);
    const CouncilVacancy *vacancy = &council->vacancies[0];
    assert_int_equal(vacancy->group, group);
    assert_int_equal(vacancy->reason, VACANCY_GIVEN_UP);
    assert_str_equal(vacancy->last_held->iso3, iso3);
    assert_str_equal(vacancy->given_up_by->iso3, iso3);
    assert_int_equal(vacancy->since, the_day(since));
    assert_int_equal(vacancy->until, the_day(until));
}

static bool is_within(Day day, const char *first, const char *last) {
    return the_day(first) <= day && day <= the_day(last);
}

static void two_seats_only_have_ever_been_vacant_and_are_named_on_each_day_they_were(void **state) {
    (void)state;
    Arena arena = { 0 };
    for (Day day = the_day("2006-06-19"); day <= the_day("2026-12-31"); day++) {
        CouncilOnDay council = council_on(&arena, &facts.record, day);
        assert_int_equal(council.seat_count + council.vacancy_count, COUNCIL_SEATS);
        if (is_within(day, "2018-06-20", "2018-07-12"))
            expect_vacancy(&council, "USA", GROUP_WESTERN_EUROPEAN_AND_OTHER, "2018-06-20",
                           "2019-12-31");
        else if (is_within(day, "2022-04-08", "2022-05-09"))
            expect_vacancy(&council, "RUS", GROUP_EASTERN_EUROPEAN, "2022-04-08", "2023-12-31");
        else
            assert_int_equal(council.vacancy_count, 0);
        arena_free(&arena);
    }
}

static void libya_was_suspended_for_262_days_and_kept_its_seat_for_all_of_them(void **state) {
    (void)state;
    Arena arena = { 0 };
    int days = 0;
    for (Day day = the_day("2010-06-19"); day <= the_day("2013-12-31"); day++) {
        assert_non_null(council_term_on(&facts.record, STR("LBY"), day));
        const MembershipEvent *suspended = council_suspension_on(&facts.record, STR("LBY"), day);
        if (suspended) assert_str_equal(suspended->symbol, "A/RES/65/265");
        days += suspended != NULL;
    }
    assert_int_equal(days, the_day("2011-11-18") - the_day("2011-03-01"));
    /* GA/11082 of 20 May 2011 has it among the States that continue as members. */
    CouncilOnDay council = council_on(&arena, &facts.record, the_day("2011-05-20"));
    assert_int_equal(council.held[GROUP_AFRICAN], 13);
    assert_int_equal(council.suspended_count, 1);
    arena_free(&arena);
}

static void seats_nobody_has_been_elected_to_yet_are_told_from_seats_given_up(void **state) {
    (void)state;
    Arena arena = { 0 };
    CouncilOnDay council = council_on(&arena, &facts.record, new_year(2028));
    assert_true(council.vacancy_count > 0);
    for (size_t i = 0; i < council.vacancy_count; i++)
        assert_int_equal(council.vacancies[i].reason, VACANCY_NO_TERM);
    arena_free(&arena);
}

static void the_recorded_terms_and_events_have_no_problem(void **state) {
    (void)state;
    Arena arena = { 0 };
    CouncilProblems problems = { .arena = &arena };
    council_check_terms(&facts.record, &problems);
    council_check_events(&facts.record, &problems);
    expect_no_problems(&problems);
    arena_free(&arena);
}

/* --- term limits --------------------------------------------------------------------------------
 */

static void no_state_has_had_a_third_consecutive_term(void **state) {
    (void)state;
    Arena arena = { 0 };
    CouncilProblems problems = { .arena = &arena };
    eligibility_check_terms(&facts.record, &problems);
    expect_no_problems(&problems);
    arena_free(&arena);
}

static void nor_with_every_part_term_counted(void **state) {
    (void)state;
    Arena arena = { 0 };
    CouncilRecord record = facts.record;
    CouncilTerm *terms = ARENA_ARRAY(&arena, record.term_count, CouncilTerm);
    for (size_t i = 0; i < record.term_count; i++) {
        terms[i] = record.terms[i];
        terms[i].part_term_counts = terms[i].part_term;
    }
    record.terms = terms;
    CouncilProblems problems = { .arena = &arena };
    eligibility_check_terms(&record, &problems);
    expect_no_problems(&problems);
    arena_free(&arena);
}

static void every_state_was_eligible_when_a_regular_election_gave_it_a_term(void **state) {
    (void)state;
    for (size_t i = 0; i < facts.record.term_count; i++) {
        const CouncilTerm *term = &facts.record.terms[i];
        if (term->part_term) continue;
        int year = day_year(term->elected_on);
        assert_int_equal(council_term_start(year), term->start);
        Eligibility eligibility = eligibility_at(&facts.record, term->iso3, year);
        if (eligibility.answer != ELIGIBLE) fail_msg("%.*s %d", STR_ARGUMENTS(term->iso3), year);
    }
}

/* The outgoing members that the Assembly's press releases and the press named as not eligible for
 * immediate re-election, and no others. */
static void the_outgoing_members_not_eligible_are_those_published(void **state) {
    (void)state;
    const struct {
        int year;
        const char *not_eligible;
    } published[] = {
        { 2013, "AGO QAT" },             /* the Assembly's release, 12 November 2013 */
        { 2014, "BFA CHL" },             /* unelections.org, node 2418 */
        { 2015, "USA" },                 /* the Assembly's release, 28 October 2015 */
        { 2016, "MDV" },                 /* the same, 28 October 2016 */
        { 2017, "BWA COG IDN IND" },     /* GA/11962 */
        { 2024, "ARG CMR ERI IND SOM" }, /* Xinhua, 9 October 2024 */
    };
    for (size_t i = 0; i < COUNT_OF(published); i++) {
        size_t found = 0;
        for (size_t j = 0; j < facts.record.term_count; j++) {
            const CouncilTerm *term = &facts.record.terms[j];
            if (day_year(term->end) != published[i].year) continue;
            Eligibility answer = eligibility_at(&facts.record, term->iso3, published[i].year);
            if (answer.answer == ELIGIBLE) continue;
            if (answer.answer != NOT_ELIGIBLE_TWO_TERMS ||
                !is_among(term->iso3, published[i].not_eligible))
                fail_msg("%.*s in %d", STR_ARGUMENTS(term->iso3), published[i].year);
            found++;
        }
        assert_int_equal(found, (strlen(published[i].not_eligible) + 1) / 4);
    }
}

/* What eligibility.h says of the terms that the lot of 2006 made one and two years long. */
static void
states_re_elected_after_a_short_first_term_sat_out_the_election_after_the_second(void **state) {
    (void)state;
    int re_elected = 0, back_after_a_year_off = 0;
    for (size_t i = 0; i < facts.record.term_count; i++) {
        const CouncilTerm *first = &facts.record.terms[i];
        if (first->start != the_day("2006-06-19") || day_year(first->end) == 2009) continue;
        const CouncilTerm *second = council_term_on(&facts.record, first->iso3, first->end + 1);
        if (!second) continue;
        re_elected++;
        assert_null(council_term_on(&facts.record, first->iso3, second->end + 1));
        /* 2010 and 2011 ended the second terms; 2011 and 2012 were the elections a year off left.
         */
        Day return_on = day_year(second->end) == 2010 ? the_day("2011-06-19") : new_year(2013);
        back_after_a_year_off += council_term_on(&facts.record, first->iso3, return_on) != NULL;
    }
    assert_int_equal(re_elected, 15);
    assert_int_equal(back_after_a_year_off, 8);
}

/* --- elections ----------------------------------------------------------------------------------
 */

static void the_assembly_had_191_then_192_then_193_members(void **state) {
    (void)state;
    const struct {
        const char *day;
        int members, majority;
    } cases[] = {
        { "2006-05-09", 191, 96 }, { "2006-06-27", 191, 96 }, { "2006-06-28", 192, 97 },
        { "2007-05-17", 192, 97 }, { "2011-07-13", 192, 97 }, { "2011-07-14", 193, 97 },
        { "2013-11-12", 193, 97 }, { "2025-10-14", 193, 97 },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int members = un_members_on(facts.members, the_day(cases[i].day));
        assert_int_equal(members, cases[i].members);
        assert_int_equal(absolute_majority(members), cases[i].majority);
    }
}

static void the_recorded_elections_have_no_problem(void **state) {
    (void)state;
    Arena arena = { 0 };
    CouncilProblems problems = { .arena = &arena };
    election_check(facts.candidacies, facts.members, &facts.record, &problems);
    expect_no_problems(&problems);
    arena_free(&arena);
}

static void who_was_elected_has_a_term_and_who_has_a_term_was_elected(void **state) {
    (void)state;
    size_t elected = 0;
    for (size_t i = 0; i < facts.candidacies.count; i++) {
        const Candidacy *candidacy = &facts.candidacies.items[i];
        if (candidacy->elected != ELECTED_YES) continue;
        elected++;
        size_t terms = 0;
        for (size_t j = 0; j < facts.record.term_count; j++) {
            const CouncilTerm *term = &facts.record.terms[j];
            terms += str_equal(term->iso3, candidacy->iso3) &&
                     term->un_group == candidacy->un_group &&
                     term->elected_on == candidacy->held_on;
        }
        assert_int_equal(terms, 1);
    }
    assert_int_equal(elected, facts.record.term_count);
}

static int elected_in(ElectionKey key, Group group) {
    return election_slate(facts.candidacies, key, group, 0, false).elected;
}

/* The lots of 2006 made the pattern of D1.5: from 2007 on the seats whose terms end, the seats
 * filled and the pattern are the same in every year. */
static void each_regular_election_filled_the_seats_that_fell_due(void **state) {
    (void)state;
    for (int year = FIRST_YEAR; year < LAST_YEAR; year++) {
        ElectionKey key = { year, DAY_NONE };
        int seats[GROUP_COUNT], due[GROUP_COUNT];
        assert_true(election_seats(&facts.record, key, seats));
        election_seats_falling_due(&facts.record, year, due);
        for (Group group = 0; group < GROUP_COUNT; group++) {
            assert_int_equal(seats[group], due[group]);
            assert_int_equal(seats[group], group_facts(group)->seats_by_election_year[year % 3]);
            assert_int_equal(seats[group], elected_in(key, group));
        }
    }
}

static void the_two_by_elections_filled_the_one_seat_that_was_vacant(void **state) {
    (void)state;
    const struct {
        const char *key;
        Group group;
    } by_elections[] = { { "2018-07-13", GROUP_WESTERN_EUROPEAN_AND_OTHER },
                         { "2022-05-10", GROUP_EASTERN_EUROPEAN } };
    for (size_t i = 0; i < COUNT_OF(by_elections); i++) {
        ElectionKey key;
        Error error;
        int seats[GROUP_COUNT];
        assert_true(election_key_parse(str_from(by_elections[i].key), &key, &error));
        assert_true(election_seats(&facts.record, key, seats));
        for (Group group = 0; group < GROUP_COUNT; group++) {
            assert_int_equal(seats[group], group == by_elections[i].group);
            assert_int_equal(elected_in(key, group), group == by_elections[i].group);
        }
    }
}

static Slate slate_of(Candidacies candidacies, int year, Group group) {
    ElectionKey key = { year, DAY_NONE };
    int seats[GROUP_COUNT];
    assert_true(election_seats(&facts.record, key, seats));
    return election_slate(candidacies, key, group, seats[group], true).slate;
}

static void in_2013_only_the_african_and_the_latin_american_groups_were_contested(void **state) {
    (void)state;
    const Slate expected[GROUP_COUNT] = { SLATE_COMPETITIVE, SLATE_CLEAN, SLATE_CLEAN,
                                          SLATE_COMPETITIVE, SLATE_CLEAN };
    for (Group group = 0; group < GROUP_COUNT; group++)
        assert_int_equal(slate_of(facts.candidacies, 2013, group), expected[group]);
    ElectionKey key = { 2013, DAY_NONE };
    GroupSlate asia = election_slate(facts.candidacies, key, GROUP_ASIA_PACIFIC, 4, true);
    assert_int_equal(asia.withdrawn, 1); /* Jordan */
    assert_int_equal(asia.candidates, 4);
}

/* What the press counted: 2012 Global Times of 13 November; 2014 unelections.org node 2418 and
 * 2421; 2022 VOA of 10 October, AP of 11 October; 2023 AP of 10 October. */
static void
the_contested_groups_of_2012_2014_2022_and_2023_are_those_the_press_reported(void **state) {
    (void)state;
    const struct {
        int year;
        Group contested[2];
    } published[] = {
        { 2012, { GROUP_WESTERN_EUROPEAN_AND_OTHER, GROUP_WESTERN_EUROPEAN_AND_OTHER } },
        { 2014, { GROUP_ASIA_PACIFIC, GROUP_LATIN_AMERICAN_AND_CARIBBEAN } },
        { 2022, { GROUP_ASIA_PACIFIC, GROUP_LATIN_AMERICAN_AND_CARIBBEAN } },
        { 2023, { GROUP_EASTERN_EUROPEAN, GROUP_LATIN_AMERICAN_AND_CARIBBEAN } },
    };
    for (size_t i = 0; i < COUNT_OF(published); i++)
        for (Group group = 0; group < GROUP_COUNT; group++) {
            bool contested =
                group == published[i].contested[0] || group == published[i].contested[1];
            assert_int_equal(slate_of(facts.candidacies, published[i].year, group),
                             contested ? SLATE_COMPETITIVE : SLATE_CLEAN);
        }
}

static void south_sudan_made_elected_in_2013_is_refused_for_its_votes_and_its_seat(void **state) {
    (void)state;
    Arena arena = { 0 };
    Candidacy *items = ARENA_ARRAY(&arena, facts.candidacies.count, Candidacy);
    size_t changed = 0;
    for (size_t i = 0; i < facts.candidacies.count; i++) {
        items[i] = facts.candidacies.items[i];
        if (items[i].election.year != 2013 || !str_equal_c(items[i].iso3, "SSD")) continue;
        items[i].elected = ELECTED_YES;
        changed = i;
    }
    CouncilProblems problems = { .arena = &arena };
    election_check((Candidacies){ items, facts.candidacies.count }, facts.members, &facts.record,
                   &problems);
    assert_int_equal(problems.count, 2);
    assert_int_equal(problems.items[0].index, changed);
    assert_str_equal(problems.items[0].message,
                     "SSD: elected on 2013-11-12 with 89 votes; the absolute majority of 193 "
                     "Members is 97 (A/RES/60/251 op 7)");
    /* South Sudan stands before South Africa in the file, so South Africa is the one too many. */
    assert_string_equal(problems.items[1].field, "elected");
    arena_free(&arena);
}

static void places_of_2013_go_by_the_votes_of_that_day(void **state) {
    (void)state;
    const struct {
        const char *iso3;
        int rank;
    } cases[] = { { "VNM", 1 }, { "CHN", 2 }, { "SAU", 4 }, { "JOR", 5 }, { "ZAF", 1 },
                  { "SSD", 5 }, { "CUB", 1 }, { "URY", 3 }, { "MKD", 1 } };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        for (size_t j = 0; j < facts.candidacies.count; j++) {
            const Candidacy *candidacy = &facts.candidacies.items[j];
            if (candidacy->election.year != 2013) continue;
            if (!str_equal_c(candidacy->iso3, cases[i].iso3)) continue;
            int rank = 0;
            assert_true(election_rank(facts.candidacies, j, &rank));
            assert_int_equal(rank, cases[i].rank);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(on_every_1_january_from_2007_to_2026_47_seats_are_held_13_13_6_8_7),
        cmocka_unit_test(two_seats_only_have_ever_been_vacant_and_are_named_on_each_day_they_were),
        cmocka_unit_test(libya_was_suspended_for_262_days_and_kept_its_seat_for_all_of_them),
        cmocka_unit_test(seats_nobody_has_been_elected_to_yet_are_told_from_seats_given_up),
        cmocka_unit_test(the_recorded_terms_and_events_have_no_problem),
        cmocka_unit_test(no_state_has_had_a_third_consecutive_term),
        cmocka_unit_test(nor_with_every_part_term_counted),
        cmocka_unit_test(every_state_was_eligible_when_a_regular_election_gave_it_a_term),
        cmocka_unit_test(the_outgoing_members_not_eligible_are_those_published),
        cmocka_unit_test(
            states_re_elected_after_a_short_first_term_sat_out_the_election_after_the_second),
        cmocka_unit_test(the_assembly_had_191_then_192_then_193_members),
        cmocka_unit_test(the_recorded_elections_have_no_problem),
        cmocka_unit_test(who_was_elected_has_a_term_and_who_has_a_term_was_elected),
        cmocka_unit_test(each_regular_election_filled_the_seats_that_fell_due),
        cmocka_unit_test(the_two_by_elections_filled_the_one_seat_that_was_vacant),
        cmocka_unit_test(in_2013_only_the_african_and_the_latin_american_groups_were_contested),
        cmocka_unit_test(
            the_contested_groups_of_2012_2014_2022_and_2023_are_those_the_press_reported),
        cmocka_unit_test(south_sudan_made_elected_in_2013_is_refused_for_its_votes_and_its_seat),
        cmocka_unit_test(places_of_2013_go_by_the_votes_of_that_day),
    };
    return cmocka_run_group_tests(tests, load_facts, free_facts);
}
