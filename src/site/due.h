/* What is due from a State, why on that day and what would count as an answer: requests of mandates
 * to visit it, letters known to have had no reply, reports of visits to be followed up, treaties
 * signed and not ratified (A1, A3, A4; METHOD 8 "signatures"). Also as a feed of reminders and as a
 * calendar. What the record does not say is not called due. */
#ifndef UPHOLD_SITE_DUE_H
#define UPHOLD_SITE_DUE_H

#include "site/communications.h"
#include "site/visits.h"

/* In the order of the page. */
typedef enum DueSection {
    DUE_AHEAD,      /* due today or later */
    DUE_PASSED,     /* the day has passed since the record was last looked at */
    DUE_OVERDUE,    /* no answer on record after the day */
    DUE_SIGNATURES, /* signed and not ratified: reminded, by a rule of this project */
    DUE_SECTION_COUNT
} DueSection;

typedef struct DueItem {
    Str id; /* for the same deadline always the same */
    DueSection section;
    Str title;   /* "Specific dates for a requested visit: SR torture" */
    Str clock;   /* the clock in words */
    Str address; /* where the record and its history stand */
    ClockStanding standing;
    const ClockResult *result;
    Str *steps; /* why that day, one a step */
} DueItem;

typedef struct DueView {
    Str iso3, state;
    DueItem *items; /* section by section: the nearest first of what lies ahead, else the newest */
    size_t count;
    size_t counts[DUE_SECTION_COUNT];
    bool visits_complete;   /* the record of visits to the State is no sample */
    size_t letters_unknown; /* letters of which nothing is known about a reply */
    size_t visits_untimed;  /* open requests without a clock: the day of the request is not known */
    Str json, csv, atom, calendar;
} DueView;

const char *due_section_word(DueSection section); /* "overdue", as in CSV and JSON */

/* `/states/CHN/due`, and the same as .json, .csv, .atom (reminders) and .ics (calendar). */
bool due_page(const Request *request, Response *response, Error *error);

#endif
