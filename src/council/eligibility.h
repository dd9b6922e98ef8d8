/* Term limits: who may be elected to the Human Rights Council in a year, and who has been against
 * the rule.
 *
 * "Shall not be eligible for immediate re-election after two consecutive terms" (A/RES/60/251 op 7,
 * D1.3). What that leaves open is answered so:
 *
 * - Consecutive are terms with less than a year off between them; one year off restores eligibility
 *   (D1.3). In fact States leave for no time or for a year and more, but for by-elections.
 * - The terms of one and two years that the lot gave in 2006 count like any other. All 15 States
 *   that were elected again when theirs ended left the Council when the second term ended, and 8 of
 *   them came back at the first election that a year off allowed.
 * - A term given up early counts like one served: the State had been elected to it.
 * - The part term of a by-election counts only where its record says so (D1.9, unsettled). Where it
 *   does not count it still is no time off. */
#ifndef UPHOLD_COUNCIL_ELIGIBILITY_H
#define UPHOLD_COUNCIL_ELIGIBILITY_H

#include "council/membership.h"

enum {
    CONSECUTIVE_TERMS_MAX = 2, /* D1.3 */
    MONTHS_OFF_RESTORE_ELIGIBILITY = 12,
};

typedef enum EligibilityAnswer {
    ELIGIBLE,
    NOT_ELIGIBLE_HOLDS_SEAT, /* its term runs on beyond the day the new terms begin */
    NOT_ELIGIBLE_TWO_TERMS,  /* two consecutive terms end when, or less than a year before, the new
                                terms begin */
} EligibilityAnswer;

typedef struct Eligibility {
    EligibilityAnswer answer;
    Day term_start;          /* of the terms that election fills */
    int consecutive_terms;   /* counted, up to that day; 0 after a year off */
    const CouncilTerm *last; /* the last term begun before that day; NULL when there is none */
} Eligibility;

/* Whether a Member of the United Nations may be elected in the regular election of a year. Terms
 * that begin with that election or later are left aside, so that the answer for a past election is
 * the one that held before the vote. */
Eligibility eligibility_at(const CouncilRecord *record, Str iso3, int election_year);

/* Each term, against its index, that began less than a year after two consecutive ones. */
void eligibility_check_terms(const CouncilRecord *record, CouncilProblems *problems);

#endif
