/* The list of States by electoral group, and the start page. */
#ifndef UPHOLD_SITE_STATES_H
#define UPHOLD_SITE_STATES_H

#include "site/page.h"

typedef struct StateLine {
    const CouncilState *state;
    Str name;
    Str council; /* "until 31 December 2026", empty when not a member today */
    bool suspended;
    int64_t treaties; /* party to, of 18, as far as recorded */
} StateLine;

typedef struct StateGroup {
    Str name;
    const StateLine *lines; /* by name */
    size_t count;
} StateGroup;

typedef struct StatesView {
    StateGroup groups[GROUP_COUNT + 1]; /* the last: States in no group */
    size_t group_count;
    StateLine *lines;
    size_t line_count;
} StatesView;

typedef struct HomeView {
    const CouncilElection *latest, *letter; /* the newest election, and that of 2013; may be NULL */
    const CouncilOnDay *council;            /* today */
    Str vacancies;                          /* in words, empty when there are none */
} HomeView;

/* Handlers of / and /states. */
bool home_page(const Request *request, Response *response, Error *error);
bool states_page(const Request *request, Response *response, Error *error);

#endif
