/* The five regional groups among which the seats of the Human Rights Council are shared.
 *
 * The table has the groups in the order of A/RES/60/251 op 7, which the Assembly keeps to. A group
 * is an electoral group, not a region of the M49 list (D8.3). */
#ifndef UPHOLD_COUNCIL_GROUP_H
#define UPHOLD_COUNCIL_GROUP_H

#include "base/str.h"

typedef enum Group {
    GROUP_AFRICAN,
    GROUP_ASIA_PACIFIC,
    GROUP_EASTERN_EUROPEAN,
    GROUP_LATIN_AMERICAN_AND_CARIBBEAN,
    GROUP_WESTERN_EUROPEAN_AND_OTHER,
    GROUP_COUNT /* how many there are */
} Group;

enum {
    COUNCIL_SEATS = 47,              /* D1.1, A/RES/60/251 op 7 */
    COUNCIL_FIRST_ELECTION = 2006,   /* 9 May 2006, the whole Council */
    GROUP_SEATS_PATTERN_FROM = 2013, /* the first election year D1.5 is stated for */
    GROUP_SEATS_PATTERN_YEARS = 3,   /* the length of a term: every seat comes up once in it */
};

typedef struct GroupFacts {
    Str code;       /* as in the data: AFR, APG, EEG, GRULAC, WEOG */
    Str name;       /* "African States" */
    Str short_name; /* "African", as in a table's heading */
    int seats;      /* of the 47 (D1.1, A/RES/60/251 op 7) */
    /* Seats filled by a regular election, by the election's year mod 3 (D1.5). */
    int seats_by_election_year[GROUP_SEATS_PATTERN_YEARS];
} GroupFacts;

/* A constant of the program, never NULL. In 60/251 the Asia-Pacific States are still called "Asian
 * States". */
const GroupFacts *group_facts(Group group);

/* false when no group has that code; codes are upper case. */
bool group_from_code(Str code, Group *group) MUST_CHECK;

/* The seats a group fills in the regular election of a year, by the year mod 3 (D1.5). false before
 * 2013, for which D1.5 does not speak: in 2006 the whole Council was elected, and from 2007 to 2012
 * the seats that came up were those the lots of 2006 had given terms of one, two and three years
 * (A/RES/60/251 op 7 and 14); election_seats() works these out from the terms. */
bool group_seats_to_fill(Group group, int election_year, int *seats) MUST_CHECK;

#endif
