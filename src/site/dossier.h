/* The dossier of a candidate, and the profile of a State: all that is on record, under the letter's
 * headings (REQUIREMENTS P1, P3-P5). */
#ifndef UPHOLD_SITE_DOSSIER_H
#define UPHOLD_SITE_DOSSIER_H

#include "site/assessment.h"
#include "site/evidence.h"
#include "site/page.h"

typedef struct CandidacyWords {
    Str election; /* its key */
    Str outcome;  /* "elected", "not elected", "withdrew before the vote", ... */
    Str votes;    /* "176 votes", empty when not recorded */
} CandidacyWords;
CandidacyWords candidacy_words(const Page *page, const Candidacy *candidacy);

typedef struct Dossier {
    const CouncilState *state;
    const CouncilElection *election;
    const Candidacy *candidacy;
    Str name, name_today; /* name_today only where it differs */
    Str standing, majority, group_name;
    CandidacyWords words;
    SafeHtml result_source;
    StateEvidence evidence;
    AssessmentView assessment;
} Dossier;

typedef struct StateProfile {
    const CouncilState *state;
    Str formal_name, group_name, member_since, council_today;
    StateEvidence evidence;
    AssessmentView assessment;
} StateProfile;

/* "Party to 8 of 18 instruments on the day of the vote; for 1 more the date is not known well
 * enough."
 */
Str treaty_count_words(const Page *page, const TreatyCount *count, bool on_vote);
Str name_validity_words(const Page *page, const StateName *name);

/* Handlers of /elections/:election/:state and /states/:state. */
bool dossier_page(const Request *request, Response *response, Error *error);
bool state_page(const Request *request, Response *response, Error *error);

#endif
