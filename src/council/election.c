#include "council/election.h"

#include <stdio.h>

/* --- keys ------------------------------------------------------------------------------------- */

bool election_key_parse(Str text, ElectionKey *key, Error *error) {
    int64_t year;
    if (text.length == 4 && str_to_integer(text, &year) && year >= COUNCIL_FIRST_ELECTION) {
        *key = (ElectionKey){ (int)year, DAY_NONE };
        return true;
    }
    Day day;
    if (day_parse(text, &day, error) && day_year(day) >= COUNCIL_FIRST_ELECTION) {
        *key = (ElectionKey){ day_year(day), day };
        return true;
    }
    return error_set(error, ERROR_REFUSED,
                     "\"%.*s\" is not an election of the Human Rights Council; write the year of a "
                     "regular election, from 2006, or the day of a by-election, as 2018-07-13",
                     STR_ARGUMENTS(text));
}

void election_key_format(ElectionKey key, char text[ELECTION_KEY_TEXT_SIZE]) {
    if (key.by_election_on != DAY_NONE)
        day_format(key.by_election_on, text);
    else
        snprintf(text, ELECTION_KEY_TEXT_SIZE, "%04d", key.year);
}

bool election_key_equal(ElectionKey a, ElectionKey b) {
    return a.year == b.year && a.by_election_on == b.by_election_on;
}

ElectionKey election_key_of_term(const CouncilTerm *term) {
    return (ElectionKey){ day_year(term->elected_on),
                          term->part_term ? term->elected_on : DAY_NONE };
}

/* --- candidates and seats --------------------------------------------------------------------- */

bool candidacy_stood(const Candidacy *candidacy) {
    return candidacy->elected == ELECTED_YES || candidacy->candidature == CANDIDATURE_DECLARED;
}

void election_seats_falling_due(const CouncilRecord *record, int year, int seats[GROUP_COUNT]) {
    for (Group group = 0; group < GROUP_COUNT; group++)
        seats[group] = 0;
    for (size_t i = 0; i < record->term_count; i++) {
        const CouncilTerm *term = &record->terms[i];
        if (term->part_term) continue;
        seats[term->un_group] += day_year(council_term_elected_until(record, term)) == year;
    }
}

/* The vacancies of a day, and whether all other seats are known to be held: in a record of which
 * parts are missing a count of terms would say nothing. */
static bool find_vacancies(const CouncilRecord *record, Day day, int vacancies[GROUP_COUNT]) {
    Arena arena = { 0 };
    CouncilOnDay council = council_on(&arena, record, day);
    bool whole = council.exists;
    for (Group group = 0; group < GROUP_COUNT; group++)
        vacancies[group] = 0;
    for (size_t i = 0; i < council.vacancy_count; i++) {
        whole = whole && council.vacancies[i].reason != VACANCY_NO_TERM;
        vacancies[council.vacancies[i].group]++;
    }
    arena_free(&arena);
    return whole;
}

bool election_seats(const CouncilRecord *record, ElectionKey key, int seats[GROUP_COUNT]) {
    if (key.by_election_on != DAY_NONE)
        return find_vacancies(record, key.by_election_on - 1, seats);
    if (key.year > COUNCIL_FIRST_ELECTION && key.year < GROUP_SEATS_PATTERN_FROM) {
        bool whole = find_vacancies(record, council_term_start(key.year) - 1, seats);
        election_seats_falling_due(record, key.year, seats);
        return whole;
    }
    for (Group group = 0; group < GROUP_COUNT; group++) {
        if (key.year == COUNCIL_FIRST_ELECTION)
            seats[group] = group_facts(group)->seats;
        else if (!group_seats_to_fill(group, key.year, &seats[group]))
            return false;
    }
    return true;
}

/* --- slates and places ------------------------------------------------------------------------ */

static bool is_of(const Candidacy *candidacy, ElectionKey key, Group group) {
    return candidacy->un_group == group && election_key_equal(candidacy->election, key);
}

GroupSlate election_slate(Candidacies candidacies, ElectionKey key, Group group, int seats,
                          bool complete) {
    GroupSlate slate = { .slate = SLATE_NOT_KNOWN, .seats = seats };
    for (size_t i = 0; i < candidacies.count; i++) {
        const Candidacy *candidacy = &candidacies.items[i];
        if (!is_of(candidacy, key, group)) continue;
        slate.candidates += candidacy_stood(candidacy);
        slate.withdrawn += candidacy->candidature == CANDIDATURE_WITHDRAWN;
        slate.no_declaration_found += candidacy->candidature == CANDIDATURE_NO_DECLARATION_FOUND;
        slate.elected += candidacy->elected == ELECTED_YES;
    }
    if (slate.candidates > seats)
        slate.slate = SLATE_COMPETITIVE;
    else if (complete && slate.candidates == seats)
        slate.slate = SLATE_CLEAN;
    return slate;
}

bool election_rank(Candidacies candidacies, size_t index, int *rank) {
    const Candidacy *candidacy = &candidacies.items[index];
    int ahead = 0;
    for (size_t i = 0; i < candidacies.count; i++) {
        const Candidacy *other = &candidacies.items[i];
        if (!is_of(other, candidacy->election, candidacy->un_group)) continue;
        if (other->votes == VOTES_NOT_RECORDED) return false;
        ahead += other->votes > candidacy->votes;
    }
    *rank = ahead + 1;
    return true;
}

/* --- checks ----------------------------------------------------------------------------------- */

static void check_majority(const Candidacy *candidacy, size_t index, UnMembers members,
                           CouncilProblems *problems) {
    if (candidacy->elected != ELECTED_YES || candidacy->votes == VOTES_NOT_RECORDED) return;
    int assembly = un_members_on(members, candidacy->held_on);
    int majority = absolute_majority(assembly);
    if (candidacy->votes >= majority) return;
    char day[DAY_TEXT_SIZE];
    day_format(candidacy->held_on, day);
    council_problem(problems, index, "votes",
                    "%.*s: elected on %s with %d votes; the absolute majority of %d Members is %d "
                    "(A/RES/60/251 op 7)",
                    STR_ARGUMENTS(candidacy->iso3), day, candidacy->votes, assembly, majority);
}

static void check_member(const Candidacy *candidacy, size_t index, UnMembers members,
                         CouncilProblems *problems) {
    if (is_un_member_on(members, candidacy->iso3, candidacy->held_on)) return;
    char day[DAY_TEXT_SIZE];
    day_format(candidacy->held_on, day);
    council_problem(problems, index, "iso3",
                    "%.*s: not a Member of the United Nations on %s; only Members can be elected "
                    "(A/RES/60/251 op 8)",
                    STR_ARGUMENTS(candidacy->iso3), day);
}

/* A withdrawal known only as an interval may reach past the vote; it must not begin after it. */
static void check_withdrawal(const Candidacy *candidacy, size_t index, CouncilProblems *problems) {
    if (candidacy->withdrawn_on.precision == DATE_NONE) return;
    char day[DAY_TEXT_SIZE], withdrawn_on[DATE_TEXT_SIZE];
    day_format(candidacy->held_on, day);
    date_format(candidacy->withdrawn_on, withdrawn_on);
    if (candidacy->withdrawn_on.first > candidacy->held_on)
        council_problem(problems, index, "withdrawn_on",
                        "%.*s: the candidature is recorded as withdrawn on %s, but it ended with "
                        "the vote of %s (D1.7)",
                        STR_ARGUMENTS(candidacy->iso3), withdrawn_on, day);
    if (candidacy->candidature != CANDIDATURE_WITHDRAWN)
        council_problem(
            problems, index, "candidature",
            "%.*s: the candidature was withdrawn on %s and is not recorded as withdrawn "
            "(D1.7)",
            STR_ARGUMENTS(candidacy->iso3), withdrawn_on);
}

static void check_twice(Candidacies candidacies, size_t index, CouncilProblems *problems) {
    const Candidacy *candidacy = &candidacies.items[index];
    for (size_t i = 0; i < index; i++) {
        const Candidacy *other = &candidacies.items[i];
        if (!str_equal(other->iso3, candidacy->iso3)) continue;
        if (!election_key_equal(other->election, candidacy->election)) continue;
        char text[ELECTION_KEY_TEXT_SIZE];
        election_key_format(candidacy->election, text);
        council_problem(problems, index, "iso3", "%.*s: twice in the election %s",
                        STR_ARGUMENTS(candidacy->iso3), text);
        return;
    }
}

/* Said against each State elected beyond the seats, in the order of the array. */
static void check_seats(Candidacies candidacies, size_t index, const CouncilRecord *record,
                        CouncilProblems *problems) {
    const Candidacy *candidacy = &candidacies.items[index];
    int seats[GROUP_COUNT], elected = 0;
    if (candidacy->elected != ELECTED_YES) return;
    if (!election_seats(record, candidacy->election, seats)) return;
    for (size_t i = 0; i <= index; i++)
        elected += candidacies.items[i].elected == ELECTED_YES &&
                   is_of(&candidacies.items[i], candidacy->election, candidacy->un_group);
    if (elected <= seats[candidacy->un_group]) return;
    char text[ELECTION_KEY_TEXT_SIZE];
    election_key_format(candidacy->election, text);
    council_problem(
        problems, index, "elected",
        "%.*s: with it %d of the %.*s are elected in the election %s; the seats to fill were %d "
        "(A/RES/60/251 op 7, D1.5)",
        STR_ARGUMENTS(candidacy->iso3), elected,
        STR_ARGUMENTS(group_facts(candidacy->un_group)->name), text, seats[candidacy->un_group]);
}

void election_check(Candidacies candidacies, UnMembers members, const CouncilRecord *record,
                    CouncilProblems *problems) {
    for (size_t i = 0; i < candidacies.count; i++) {
        check_majority(&candidacies.items[i], i, members, problems);
        check_member(&candidacies.items[i], i, members, problems);
        check_withdrawal(&candidacies.items[i], i, problems);
        check_twice(candidacies, i, problems);
        check_seats(candidacies, i, record, problems);
    }
}
