/* Country visits: the list of chains, and each chain's own permanent page with its history, its age
 * and its clock ("silence has an address"; A1, A3). */
#ifndef UPHOLD_SITE_VISITS_H
#define UPHOLD_SITE_VISITS_H

#include "site/list.h"
#include "site/page_names.h"

typedef struct VisitLine {
    const VisitChainView *chain;
    Str state, mandate; /* names */
    Str status, clock;  /* in words */
    Str address;        /* "/visits/CHN/torture/1" */
    Str record;         /* "complete" or "sample": what an absent answer means */
} VisitLine;

typedef struct VisitListView {
    ListView list;
    VisitLine *lines;
} VisitListView;

typedef struct VisitEventLine {
    Str when, text, source_note, source_text;
    SafeHtml source; /* the same, with its links */
    bool decides;    /* the status of today */
} VisitEventLine;

typedef struct VisitChainPage {
    VisitLine line;
    Str meaning;    /* what the status says and does not */
    Str *sentences; /* about today */
    size_t sentence_count;
    Str *steps; /* of the clock, one a step */
    size_t step_count;
    const ClockRule *rule; /* NULL: no clock */
    Str age;               /* "open for 812 days"; empty when nothing is awaited */
    Str record_ends;       /* the last day of which anything is on record; empty: none is known */
    bool sample;           /* the record of visits to the State is not complete */
    VisitEventLine *events;
    size_t event_count;
} VisitChainPage;

VisitLine visit_line(const Page *page, const CooperationIndex *index, const VisitChainView *chain);

bool visits_page(const Request *request, Response *response, Error *error);
bool visit_chain_page(const Request *request, Response *response, Error *error);

#endif
