#include "council/membership.h"

#include <stdlib.h>

enum {
    TERM_YEARS = 3,              /* D1.3 */
    JUNE_TERMS_FIRST = 2006,     /* start year of the first terms from June to June */
    JUNE_TERMS_LAST = 2011,      /* start year of the last ones */
    CALENDAR_TERMS_FIRST = 2013, /* start year of the first terms of calendar years (D1.4) */
    EXTENDED_ENDS_FIRST = 2012,  /* June ends from this year are put off to 31 December (D1.4) */
};

static Day civil(int year, int month, int day) {
    Day result = DAY_NONE;
    bool exists = day_from_civil(year, month, day, &result);
    return exists ? result : DAY_NONE;
}

Day council_term_start(int election_year) {
    return election_year <= JUNE_TERMS_LAST ? civil(election_year, 6, 19)
                                            : civil(election_year + 1, 1, 1);
}

bool council_is_regular_start(Day day) {
    int year = day_year(day);
    if (year >= CALENDAR_TERMS_FIRST) return day == civil(year, 1, 1);
    return year >= JUNE_TERMS_FIRST && year <= JUNE_TERMS_LAST && day == civil(year, 6, 19);
}

static bool holds_seat(const CouncilTerm *term, Day day) {
    return term->start <= day && day <= term->end;
}

const CouncilTerm *council_term_on(const CouncilRecord *record, Str iso3, Day day) {
    for (size_t i = 0; i < record->term_count; i++) {
        const CouncilTerm *term = &record->terms[i];
        if (holds_seat(term, day) && str_equal(term->iso3, iso3)) return term;
    }
    return NULL;
}

/* --- events ----------------------------------------------------------------------------------- */

static bool ends_membership(MembershipEventKind kind) {
    return kind == MEMBERSHIP_WITHDREW;
}

static bool same_state(const MembershipEvent *event, const CouncilTerm *term) {
    return str_equal(event->iso3, term->iso3);
}

/* The last suspension or restoration within the term, up to a day and, of those on that day, before
 * the event with index `before`. */
static const MembershipEvent *last_word_on_rights(const CouncilRecord *record,
                                                  const CouncilTerm *term, Day day, size_t before) {
    const MembershipEvent *last = NULL;
    for (size_t i = 0; i < record->event_count; i++) {
        const MembershipEvent *event = &record->events[i];
        if (ends_membership(event->event) || !same_state(event, term)) continue;
        if (event->happened_on < term->start || event->happened_on > day) continue;
        if (event->happened_on == day && i >= before) continue;
        if (!last || event->happened_on >= last->happened_on) last = event;
    }
    return last;
}

static const MembershipEvent *suspension_within(const CouncilRecord *record,
                                                const CouncilTerm *term, Day day) {
    const MembershipEvent *last = last_word_on_rights(record, term, day, record->event_count);
    return last && last->event == MEMBERSHIP_SUSPENDED ? last : NULL;
}

const MembershipEvent *council_suspension_on(const CouncilRecord *record, Str iso3, Day day) {
    const CouncilTerm *term = council_term_on(record, iso3, day);
    return term ? suspension_within(record, term, day) : NULL;
}

/* What ended a term before its time. A source may give the last day held or the first one not held
 * as the day of the event. */
static const MembershipEvent *event_that_ended(const CouncilRecord *record,
                                               const CouncilTerm *term) {
    for (size_t i = 0; i < record->event_count; i++) {
        const MembershipEvent *event = &record->events[i];
        if (!ends_membership(event->event) || !same_state(event, term)) continue;
        if (event->happened_on == term->end || event->happened_on == term->end + 1) return event;
    }
    return NULL;
}

/* --- what a term was elected for -------------------------------------------------------------- */

static Day elected_until_of_regular_term(const CouncilTerm *term) {
    int start_year = day_year(term->start);
    if (start_year <= JUNE_TERMS_FIRST) return term->end;
    if (start_year >= CALENDAR_TERMS_FIRST) return civil(start_year + TERM_YEARS - 1, 12, 31);
    if (start_year + TERM_YEARS >= EXTENDED_ENDS_FIRST)
        return civil(start_year + TERM_YEARS, 12, 31);
    return day_add_months(term->start, 12 * TERM_YEARS) - 1;
}

/* For a by-election whose term was left early in its turn: of the regular terms of the group that
 * were left before it and had time to run, the one that had been left longest. */
static Day until_of_term_left_before(const CouncilRecord *record, const CouncilTerm *successor) {
    const CouncilTerm *left = NULL;
    for (size_t i = 0; i < record->term_count; i++) {
        const CouncilTerm *term = &record->terms[i];
        if (term->part_term || term->un_group != successor->un_group) continue;
        if (term->end >= successor->start) continue;
        if (elected_until_of_regular_term(term) < successor->end) continue;
        if (!left || term->end < left->end) left = term;
    }
    return left ? elected_until_of_regular_term(left) : successor->end;
}

Day council_term_elected_until(const CouncilRecord *record, const CouncilTerm *term) {
    if (!term->part_term) return elected_until_of_regular_term(term);
    return event_that_ended(record, term) ? until_of_term_left_before(record, term) : term->end;
}

/* --- vacancies -------------------------------------------------------------------------------- */

/* A seat that was left before the end of the term, and who was elected to it afterwards. */
typedef struct LeftSeat {
    const CouncilTerm *term;
    Day until;
    const CouncilTerm *successor; /* NULL as long as there is none */
} LeftSeat;

static int compare_left_seats(const void *a, const void *b) {
    const LeftSeat *left = a, *right = b;
    if (left->term->end != right->term->end) return left->term->end < right->term->end ? -1 : 1;
    return str_compare(left->term->iso3, right->term->iso3);
}

/* The group's seats left early before `day`, in the order they were left; returns how many. */
static size_t find_left_seats(const CouncilRecord *record, Group group, Day day, LeftSeat *left) {
    size_t count = 0;
    for (size_t i = 0; i < record->term_count; i++) {
        const CouncilTerm *term = &record->terms[i];
        if (term->un_group != group || term->end >= day) continue;
        Day until = council_term_elected_until(record, term);
        if (until > term->end) left[count++] = (LeftSeat){ term, until, NULL };
    }
    if (count) qsort(left, count, sizeof *left, compare_left_seats);
    return count;
}

static bool is_successor_already(const LeftSeat *left, size_t count, const CouncilTerm *term) {
    for (size_t i = 0; i < count; i++)
        if (left[i].successor == term) return true;
    return false;
}

/* A by-election is for the rest of the very term that was left, so the two end on the same day. */
static bool could_succeed(const CouncilRecord *record, const LeftSeat *left,
                          const CouncilTerm *term) {
    if (!term->part_term || term->un_group != left->term->un_group) return false;
    if (term->start <= left->term->end) return false;
    return council_term_elected_until(record, term) == left->until;
}

/* The earliest by-election that can have filled it, seats left first having the first choice. */
static void find_successors(const CouncilRecord *record, Day day, LeftSeat *left, size_t count) {
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < record->term_count; j++) {
            const CouncilTerm *term = &record->terms[j];
            if (term->start > day || !could_succeed(record, &left[i], term)) continue;
            if (is_successor_already(left, i, term)) continue;
            if (!left[i].successor || term->start < left[i].successor->start)
                left[i].successor = term;
        }
    }
}

static CouncilVacancy vacancy_of(const CouncilRecord *record, const LeftSeat *left) {
    const MembershipEvent *event = event_that_ended(record, left->term);
    return (CouncilVacancy){ .group = left->term->un_group,
                             .reason = event ? VACANCY_GIVEN_UP : VACANCY_ENDED_EARLY,
                             .last_held = left->term,
                             .given_up_by = event,
                             .since = left->term->end + 1,
                             .until = left->until };
}

static void add_vacancies(Arena *arena, const CouncilRecord *record, Group group,
                          CouncilOnDay *council) {
    int missing = group_facts(group)->seats - council->held[group];
    if (missing <= 0) return;
    LeftSeat *left = ARENA_ARRAY(arena, record->term_count, LeftSeat);
    size_t left_count = find_left_seats(record, group, council->day, left);
    find_successors(record, council->day, left, left_count);
    for (size_t i = 0; i < left_count && missing > 0; i++) {
        if (left[i].successor || left[i].until < council->day) continue;
        council->vacancies[council->vacancy_count++] = vacancy_of(record, &left[i]);
        missing--;
    }
    for (; missing > 0; missing--)
        council->vacancies[council->vacancy_count++] = (CouncilVacancy){
            .group = group, .reason = VACANCY_NO_TERM, .since = DAY_NONE, .until = DAY_NONE
        };
}

/* --- the Council on a day --------------------------------------------------------------------- */

static int compare_seats(const void *a, const void *b) {
    const CouncilTerm *left = ((const CouncilSeat *)a)->term,
                      *right = ((const CouncilSeat *)b)->term;
    if (left->un_group != right->un_group) return left->un_group < right->un_group ? -1 : 1;
    return str_compare(left->iso3, right->iso3);
}

static void add_seats(const CouncilRecord *record, CouncilOnDay *council) {
    for (size_t i = 0; i < record->term_count; i++) {
        const CouncilTerm *term = &record->terms[i];
        if (!holds_seat(term, council->day)) continue;
        const MembershipEvent *suspended = suspension_within(record, term, council->day);
        council->seats[council->seat_count++] = (CouncilSeat){ term, suspended };
        council->held[term->un_group]++;
        council->suspended_count += suspended != NULL;
    }
    if (council->seat_count)
        qsort(council->seats, council->seat_count, sizeof *council->seats, compare_seats);
}

CouncilOnDay council_on(Arena *arena, const CouncilRecord *record, Day day) {
    CouncilOnDay council = { .day = day,
                             .exists = day >= council_term_start(COUNCIL_FIRST_ELECTION) };
    if (!council.exists) return council;
    council.seats = ARENA_ARRAY(arena, record->term_count, CouncilSeat);
    council.vacancies = ARENA_ARRAY(arena, COUNCIL_SEATS, CouncilVacancy);
    add_seats(record, &council);
    for (Group group = 0; group < GROUP_COUNT; group++)
        add_vacancies(arena, record, group, &council);
    return council;
}

/* --- checks ----------------------------------------------------------------------------------- */

static void check_term_days(const CouncilRecord *record, size_t index, CouncilProblems *problems) {
    const CouncilTerm *term = &record->terms[index];
    char elected_on[DAY_TEXT_SIZE], start[DAY_TEXT_SIZE], end[DAY_TEXT_SIZE], until[DAY_TEXT_SIZE];
    Day elected_until = council_term_elected_until(record, term);
    day_format(term->elected_on, elected_on);
    day_format(term->start, start);
    day_format(term->end, end);
    day_format(elected_until, until);
    if (term->end < term->start)
        council_problem(problems, index, "end", "%.*s: the term ends on %s, before it starts on %s",
                        STR_ARGUMENTS(term->iso3), end, start);
    else if (term->end > elected_until)
        council_problem(problems, index, "end",
                        "%.*s: the term from %s ends on %s, but a term of three years ends on %s "
                        "(A/RES/60/251 op 7, A/RES/65/281)",
                        STR_ARGUMENTS(term->iso3), start, end, until);
    if (term->start < term->elected_on)
        council_problem(problems, index, "start",
                        "%.*s: the term starts on %s, before the election of %s",
                        STR_ARGUMENTS(term->iso3), start, elected_on);
    if (!term->part_term && !council_is_regular_start(term->start))
        council_problem(problems, index, "start",
                        "%.*s: the term starts on %s, but terms of a regular election start on "
                        "19 June up to 2011 and on 1 January from 2013 (A/RES/65/281); a term of a "
                        "by-election has to be marked as one",
                        STR_ARGUMENTS(term->iso3), start);
}

static void check_overlap(const CouncilRecord *record, size_t index, CouncilProblems *problems) {
    const CouncilTerm *term = &record->terms[index];
    for (size_t i = 0; i < index; i++) {
        const CouncilTerm *other = &record->terms[i];
        if (!str_equal(other->iso3, term->iso3)) continue;
        if (other->end < term->start || term->end < other->start) continue;
        char start[DAY_TEXT_SIZE], other_start[DAY_TEXT_SIZE], other_end[DAY_TEXT_SIZE];
        day_format(term->start, start);
        day_format(other->start, other_start);
        day_format(other->end, other_end);
        council_problem(problems, index, "start",
                        "%.*s: the term from %s overlaps the one from %s to %s; a State holds one "
                        "seat",
                        STR_ARGUMENTS(term->iso3), start, other_start, other_end);
        return;
    }
}

/* The number of seats held rises only on a day on which a term starts, so those days are enough;
 * said once a day and group, against the last such term. */
static void check_seats_of_group(const CouncilRecord *record, size_t index,
                                 CouncilProblems *problems) {
    const CouncilTerm *term = &record->terms[index];
    const GroupFacts *group = group_facts(term->un_group);
    int held = 0;
    for (size_t i = 0; i < record->term_count; i++) {
        const CouncilTerm *other = &record->terms[i];
        if (other->un_group != term->un_group) continue;
        if (i > index && other->start == term->start) return;
        held += holds_seat(other, term->start);
    }
    if (held <= group->seats) return;
    char day[DAY_TEXT_SIZE];
    day_format(term->start, day);
    council_problem(problems, index, "un_group",
                    "%.*s: with it the %.*s hold %d seats on %s; they have %d (A/RES/60/251 op 7)",
                    STR_ARGUMENTS(term->iso3), STR_ARGUMENTS(group->name), held, day, group->seats);
}

void council_check_terms(const CouncilRecord *record, CouncilProblems *problems) {
    for (size_t i = 0; i < record->term_count; i++) {
        check_term_days(record, i, problems);
        check_overlap(record, i, problems);
        check_seats_of_group(record, i, problems);
    }
}

static void check_rights(const CouncilRecord *record, size_t index, const CouncilTerm *term,
                         CouncilProblems *problems) {
    const MembershipEvent *event = &record->events[index];
    const MembershipEvent *last = last_word_on_rights(record, term, event->happened_on, index);
    bool was_suspended = last && last->event == MEMBERSHIP_SUSPENDED;
    if (was_suspended == (event->event == MEMBERSHIP_RESTORED)) return;
    char day[DAY_TEXT_SIZE];
    day_format(event->happened_on, day);
    council_problem(problems, index, "event",
                    was_suspended ? "%.*s: suspended on %s, but its rights were suspended already "
                                    "(A/RES/60/251 op 8)"
                                  : "%.*s: restored on %s, but its rights were not suspended "
                                    "(A/RES/60/251 op 8)",
                    STR_ARGUMENTS(event->iso3), day);
}

static void check_event(const CouncilRecord *record, size_t index, CouncilProblems *problems) {
    const MembershipEvent *event = &record->events[index];
    const CouncilTerm *term = council_term_on(record, event->iso3, event->happened_on);
    bool ends = ends_membership(event->event);
    if (!term && ends) term = council_term_on(record, event->iso3, event->happened_on - 1);
    char day[DAY_TEXT_SIZE], end[DAY_TEXT_SIZE];
    day_format(event->happened_on, day);
    if (!term) {
        council_problem(problems, index, "happened_on", "%.*s: holds no seat of the Council on %s",
                        STR_ARGUMENTS(event->iso3), day);
        return;
    }
    if (!ends) {
        check_rights(record, index, term, problems);
        return;
    }
    day_format(term->end, end);
    if (term->end > event->happened_on)
        council_problem(problems, index, "happened_on",
                        "%.*s: gave up its seat on %s, but its term is recorded as held until %s; "
                        "the day the seat was given up is the last day of the term",
                        STR_ARGUMENTS(event->iso3), day, end);
}

void council_check_events(const CouncilRecord *record, CouncilProblems *problems) {
    for (size_t i = 0; i < record->event_count; i++)
        check_event(record, i, problems);
}
