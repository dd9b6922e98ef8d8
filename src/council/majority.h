/* How many votes the General Assembly needs to elect a member of the Council and to suspend one.
 *
 * Two different majorities: to elect, that of all Members of the United Nations; to suspend, two
 * thirds of those present and voting. */
#ifndef UPHOLD_COUNCIL_MAJORITY_H
#define UPHOLD_COUNCIL_MAJORITY_H

#include "base/date.h"

/* A Member of the United Nations, from its admission on. */
typedef struct UnMember {
    Str iso3;
    Day admission_date;
} UnMember;

typedef struct UnMembers {
    const UnMember *items; /* in any order, each State once */
    size_t count;
} UnMembers;

/* Members on a day: 191 on 9 May 2006, 192 from 28 June 2006 (Montenegro), 193 from 14 July 2011
 * (South Sudan). Right for every day of the Council's life; for days before 2002-09-27 a list of
 * today's Members lacks those that have ceased to exist. */
int un_members_on(UnMembers members, Day day);
bool is_un_member_on(UnMembers members, Str iso3, Day day);

/* The votes that elect a member of the Council: the majority of the members of the Assembly,
 * present or not, floor(N/2) + 1 (D1.2, A/RES/60/251 op 7). */
int absolute_majority(int members);

/* Whether a proposal that needs two thirds of the members present and voting is adopted: at least
 * twice as many for it as against it, and somebody voting; those who abstain do not vote (D1.10,
 * A/RES/60/251 op 8, rule 86 of the Assembly). */
bool two_thirds_of_present_and_voting(int yes, int no);

#endif
