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
} VisitLine;

typedef struct VisitListView {
    ListView list;
    VisitLine *lines; /* for the page and the feed */
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
    Str record_ends;       /* when the last thing on record happened; empty: nothing is dated */
    VisitEventLine *events;
    size_t event_count;
} VisitChainPage;

VisitLine visit_line(const Page *page, const VisitChainView *chain);

bool visits_page(const Request *request, Response *response, Error *error);
bool visit_chain_page(const Request *request, Response *response, Error *error);

#endif
