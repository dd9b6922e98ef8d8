/* The list of elections, and one election: candidates by group, votes, slates (D1.2, D1.5, D1.7).
 */
#ifndef UPHOLD_SITE_ELECTIONS_H
#define UPHOLD_SITE_ELECTIONS_H

#include "site/dossier.h"

typedef struct ElectionRow {
    const CouncilElection *election;
    bool seats_known;
    int seats;
    Str contested; /* the groups with more candidates than seats, in words */
} ElectionRow;
ElectionRow election_row(const Page *page, const CouncilElection *election);

typedef struct CandidateLine {
    const Candidacy *candidacy;
    const CouncilState *state;
    Str name; /* on the day of the vote */
    CandidacyWords words;
} CandidateLine;

typedef struct GroupView {
    Group group;
    Str name, slate_words;
    GroupSlate slate;
    CandidateLine *lines; /* those elected first, then by votes, then by name */
    size_t line_count;
} GroupView;

typedef struct ElectionView {
    const CouncilElection *election;
    Str lead;
    bool letter_year;
    const CouncilElection **others; /* of the same year */
    size_t other_count;
    GroupView groups[GROUP_COUNT];
    size_t group_count;
    SafeHtml source;
} ElectionView;

/* Handlers of /elections and /elections/:election. */
bool elections_page(const Request *request, Response *response, Error *error);
bool election_page(const Request *request, Response *response, Error *error);

#endif
