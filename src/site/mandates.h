/* The mandates of the Special Procedures on record: the list, and each mandate's own page with its
 * facts, the terms of its holders, what is on record of its visits and letters, and the incidents
 * against it (A2). */
#ifndef UPHOLD_SITE_MANDATES_H
#define UPHOLD_SITE_MANDATES_H

#include "site/page_names.h"

typedef struct MandateLine {
    const Record *record;
    Str key, title;
    Str kind, form, theme; /* in words; form and theme empty where not on record */
    Str iso3, country;     /* of a country mandate, code and name; empty for others */
    Str from, until;       /* in words; empty: not known */
    size_t holders;        /* terms of holders on record */
    Str address;           /* "/mandates/torture" */
} MandateLine;

typedef struct MandateListView {
    const MandateLine *lines; /* thematic ones by title, then those on a country by its name */
    size_t count, thematic_count;
    Str coverage; /* how complete the list is, and who says so */
} MandateListView;

typedef struct HolderLine {
    const Record *record;
    int64_t number;
    Str from, until; /* in words; until empty: not known */
    SafeHtml source;
    Str as_of;
} HolderLine;

typedef struct IncidentLine {
    const Record *record;
    Date date;
    Str when, state, incident, severity, ended; /* in words; ended empty: it did not last */
    Str text, state_version;                    /* the version empty: not known */
    SafeHtml source, second_source;
    bool fictional, one_source; /* with one source it counts for nothing (METHOD SP6) */
    Str as_of, note;
    bool unverified;
} IncidentLine;

typedef struct MandatePage {
    MandateLine line;
    SafeHtml source;
    Str as_of, quality, aliases, note;
    const HolderLine *holders;
    size_t holder_count;
    size_t visits, letters; /* on record and shown today: a sample, never the number there were */
    const IncidentLine *incidents; /* newest first */
    size_t incident_count;
} MandatePage;

/* Handlers of /mandates and /mandates/:mandate. */
bool mandates_page(const Request *request, Response *response, Error *error);
bool mandate_page(const Request *request, Response *response, Error *error);

#endif
