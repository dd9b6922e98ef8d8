/* Elections to the Human Rights Council: which one, for how many seats, against whom, won by how
 * much, and what in the records of one cannot be.
 *
 * A regular election is known by its year, "2013", a by-election by its day, "2018-07-13" (D1.8).
 */
#ifndef UPHOLD_COUNCIL_ELECTION_H
#define UPHOLD_COUNCIL_ELECTION_H

#include "council/majority.h"
#include "council/membership.h"

typedef struct ElectionKey {
    int year;
    Day by_election_on; /* DAY_NONE for the regular election of the year */
} ElectionKey;

enum { ELECTION_KEY_TEXT_SIZE = DAY_TEXT_SIZE };

/* A year from 2006 on, or a day; refuses anything else. */
bool election_key_parse(Str text, ElectionKey *key, Error *error) MUST_CHECK;
/* Writes the text and a final zero. */
void election_key_format(ElectionKey key, char text[ELECTION_KEY_TEXT_SIZE]);
bool election_key_equal(ElectionKey a, ElectionKey b);
/* Of the election that gave a State its term. */
ElectionKey election_key_of_term(const CouncilTerm *term);

/* Nominations do not exist (rule 92 of the Assembly): votes can be cast for any eligible State, and
 * some are, so that a row of a result is not always one of a candidate. */
typedef enum Candidature {
    CANDIDATURE_DECLARED,
    CANDIDATURE_WITHDRAWN, /* before the vote; votes may have been cast for it all the same */
    CANDIDATURE_NO_DECLARATION_FOUND, /* votes were cast for it, and no candidature is known */
} Candidature;

typedef enum ElectedAnswer {
    ELECTED_NOT_KNOWN, /* or the vote is still to come */
    ELECTED_NO,
    ELECTED_YES,
} ElectedAnswer;

/* The fields are those of the kind candidacy; held_on is that of its election. */
typedef struct Candidacy {
    ElectionKey election;
    Day held_on; /* the day of the vote */
    Str iso3;
    Group un_group;
    Candidature candidature;
    Date withdrawn_on; /* DATE_NONE when it was not withdrawn, or the day is not known */
    int votes;         /* in the deciding ballot: 0 and more, or VOTES_NOT_RECORDED */
    ElectedAnswer elected;
} Candidacy;

enum { VOTES_NOT_RECORDED = -1 };

typedef struct Candidacies {
    const Candidacy *items; /* of any number of elections, in any order */
    size_t count;
} Candidacies;

/* Whether the State was a candidate when the Assembly voted: declared and not withdrawn. One that
 * was elected was, whatever was found of its declaration. */
bool candidacy_stood(const Candidacy *candidacy);

/* The seats each group fills in an election:
 * - 2006: all of them;
 * - 2007 to 2012: the terms that end in that year, from the record (the lots of 2006);
 * - from 2013: the pattern of D1.5;
 * - a by-election: the seats vacant on the day before, from the record.
 * false when the record does not account for all 47 seats on the day that matters, or the year is
 * before 2006; *seats is then to be left aside. */
bool election_seats(const CouncilRecord *record, ElectionKey key,
                    int seats[GROUP_COUNT]) MUST_CHECK;

/* The terms that end in a year, seats given up early being counted where their time would have
 * ended; by-elections do not add to them. This is what the regular election of the year fills. */
void election_seats_falling_due(const CouncilRecord *record, int year, int seats[GROUP_COUNT]);

typedef enum Slate {
    SLATE_NOT_KNOWN,   /* the list of candidates is incomplete and does not exceed the seats */
    SLATE_CLEAN,       /* as many candidates as seats (D1.7); each still needs the majority */
    SLATE_COMPETITIVE, /* more candidates than seats */
} Slate;

typedef struct GroupSlate {
    Slate slate;
    int seats;
    int candidates;           /* who stood when the Assembly voted */
    int withdrawn;            /* before the vote */
    int no_declaration_found; /* got votes, and were no candidates as far as is known */
    int elected;
} GroupSlate;

/* The slate of one group. `complete` says whether all its candidates are in the list: a list of
 * those elected looks like a clean slate and is none. */
GroupSlate election_slate(Candidacies candidacies, ElectionKey key, Group group, int seats,
                          bool complete);

/* The place of a candidacy by votes among those of its group in its election, from 1; equal votes
 * share a place. false when any vote of the group is not recorded: then there is no one order. */
bool election_rank(Candidacies candidacies, size_t index, int *rank) MUST_CHECK;

/* What cannot be, each against the candidacy with that index:
 * - a State elected with fewer votes than the majority of the Members of the day (D1.2);
 * - more States elected in a group than it had seats, where their number can be said (D1.5);
 * - a State that was not a Member of the United Nations on the day of the vote (D8.4);
 * - a candidature withdrawn after the vote, or with a day of withdrawal and not marked as
 * withdrawn;
 * - a State twice in one election. */
void election_check(Candidacies candidacies, UnMembers members, const CouncilRecord *record,
                    CouncilProblems *problems);

#endif
