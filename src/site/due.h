/* What is due from a State, why on that day and what would count as an answer: requests of mandates
 * to visit it, letters known to have had no reply, reports of visits to be followed up, treaties
 * signed and not ratified (A1, A3, A4; METHOD 8 "signatures"). Also as a feed of reminders and as a
 * calendar. What the record does not say is not called due. */
#ifndef UPHOLD_SITE_DUE_H
#define UPHOLD_SITE_DUE_H

#include "site/communications.h"
#include "site/visits.h"

typedef struct DueItem {
    Str id;      /* for the same deadline always the same */
    bool ahead;  /* due today or later */
    Str title;   /* "Specific dates for a requested visit: SR torture" */
    Str clock;   /* the clock in words */
    Str address; /* where the record and its history stand */
    ClockStanding standing;
    const ClockResult *result;
    Str *steps; /* why that day, one a step */
} DueItem;

typedef struct DueView {
    Str iso3, state;
    DueItem *items; /* what lies ahead first, the nearest before; then what is overdue, the newest
                       before */
    size_t count;
    size_t ahead;            /* of them, how many lie ahead */
    size_t letters_unknown;  /* letters of which nothing is known about a reply */
    size_t visits_untimed;   /* open requests without a clock: the day of the request is not known */
    Str json, csv, atom, calendar;
} DueView;

/* `/states/CHN/due`, and the same as .json, .csv, .atom (reminders) and .ics (calendar). */
bool due_page(const Request *request, Response *response, Error *error);

#endif
