/* Who sits on the Human Rights Council on a day, which seats are vacant and why.
 *
 * Everything follows from two arrays: the terms, and the events that befell a membership
 * (suspension, restoration, withdrawal). Days are inclusive at both ends: a State still holds its
 * seat on the last day of its term, and the seat is vacant, or the successor's, from the day after.
 *
 * A suspended State keeps its seat. The Assembly may "suspend the rights of membership"
 * (A/RES/60/251 op 8), not the membership: while Libya was suspended the President of the Assembly
 * went on counting it among the States that continued as members (GA/11082, 20 May 2011), its term
 * ran to its end and nobody was elected in its place. So it is shown as a seat held, and suspended;
 * it is never a vacancy. */
#ifndef UPHOLD_COUNCIL_MEMBERSHIP_H
#define UPHOLD_COUNCIL_MEMBERSHIP_H

#include "base/date.h"
#include "council/group.h"
#include "council/problem.h"

/* The fields are those of the kind council_term. */
typedef struct CouncilTerm {
    Str iso3; /* the State */
    Group un_group;
    Day elected_on;
    Day start, end;        /* first and last day on which the seat was held */
    bool part_term;        /* elected for what was left of another State's term (D1.8) */
    bool part_term_counts; /* whether that is one of two consecutive terms. Practice is unsettled,
                              so each case says it, and by default it is not (D1.9) */
} CouncilTerm;

typedef enum MembershipEventKind {
    MEMBERSHIP_SUSPENDED, /* rights of membership, by the Assembly (D1.10) */
    MEMBERSHIP_RESTORED,  /* the same rights; in force again on that day */
    MEMBERSHIP_WITHDREW,  /* the State gave up its seat; the day is its last as a member */
} MembershipEventKind;

/* The fields are those of the kind membership_event. */
typedef struct MembershipEvent {
    Str iso3;
    MembershipEventKind event;
    Day happened_on;
    Str symbol; /* the resolution; empty when there is none */
} MembershipEvent;

/* Any order, events of one day excepted: those stand in the order in which they happened. */
typedef struct CouncilRecord {
    const CouncilTerm *terms;
    size_t term_count;
    const MembershipEvent *events;
    size_t event_count;
} CouncilRecord;

typedef struct CouncilSeat {
    const CouncilTerm *term;
    const MembershipEvent *suspended; /* by which event; NULL when the State has its rights */
} CouncilSeat;

typedef enum VacancyReason {
    VACANCY_GIVEN_UP,    /* an event ended the term before its time */
    VACANCY_ENDED_EARLY, /* the term is recorded as ending before its time, by no recorded event */
    VACANCY_NO_TERM,     /* no term is recorded for the seat: not elected yet, or not recorded */
} VacancyReason;

typedef struct CouncilVacancy {
    Group group;
    VacancyReason reason;
    const CouncilTerm *last_held;       /* whose seat it was; NULL for VACANCY_NO_TERM */
    const MembershipEvent *given_up_by; /* only with VACANCY_GIVEN_UP */
    Day since, until;                   /* first vacant day, last day of the term that was left;
                                           DAY_NONE for VACANCY_NO_TERM */
} CouncilVacancy;

/* The Council as it was on one day. */
typedef struct CouncilOnDay {
    Day day;
    bool exists;               /* false before 19 June 2006: no seats and no vacancies */
    CouncilSeat *seats;        /* by group in the order of 60/251, then by iso3 */
    size_t seat_count;         /* seats held, those of suspended States among them */
    int held[GROUP_COUNT];     /* the same, per group */
    size_t suspended_count;    /* how many of the seats held */
    CouncilVacancy *vacancies; /* by group, then by day of beginning; seats and vacancies together
                                  are 47, unless more seats are held than there are */
    size_t vacancy_count;
} CouncilOnDay;

/* Everything is owned by the arena or points into the record. */
CouncilOnDay council_on(Arena *arena, const CouncilRecord *record, Day day);

/* The seat a State holds on a day; NULL when it is not a member. */
const CouncilTerm *council_term_on(const CouncilRecord *record, Str iso3, Day day);

/* The event by which a State's rights of membership are suspended on a day; NULL when they are not.
 * Suspended from the day of the decision to the day before the restoration. An event concerns the
 * term the State then held: it does not outlive it. */
const MembershipEvent *council_suspension_on(const CouncilRecord *record, Str iso3, Day day);

/* The day on which terms filled by the regular election of a year begin: 19 June of the year up to
 * 2011 (first meeting 19 June 2006, A/RES/60/251 op 15; decision 62/415), from 2012 on 1 January of
 * the next year (D1.4, A/RES/65/281). */
Day council_term_start(int election_year);

/* Whether terms filled by regular elections begin on that day; a term that begins on any other day
 * is one of a by-election. */
bool council_is_regular_start(Day day);

/* The last day of the time a State was elected for, whether or not it stayed so long:
 * - three years from the start; terms that would have ended in June 2012, 2013 or 2014 run to the
 *   end of that year (D1.3, D1.4, A/RES/65/281);
 * - terms begun in 2006, which the lot made one, two or three years long: as recorded;
 * - terms of a by-election: to the end of the term that another State left. */
Day council_term_elected_until(const CouncilRecord *record, const CouncilTerm *term);

/* What cannot be, each against the term with that index:
 * - a term that ends before it starts, starts before its election or runs longer than elected for;
 * - a term of a regular election that does not start on a day when such terms start;
 * - two terms of one State on the same day;
 * - a group with more seats held than it has (D10.1).
 * Too few seats is no problem here: vacancies are, with their reason, in council_on(). */
void council_check_terms(const CouncilRecord *record, CouncilProblems *problems);

/* Each against the event with that index: an event of a State that holds no seat on that day, a
 * suspension of a suspended State, a restoration of one that is not, a withdrawal after which the
 * term is still recorded as going on. */
void council_check_events(const CouncilRecord *record, CouncilProblems *problems);

#endif
