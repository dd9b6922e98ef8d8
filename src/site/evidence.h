/* Evidence: what the records say of a State on each of the letter's points, as sentences with date,
 * source and as-of date. Facts only; nothing is counted into a rate here. */
#ifndef UPHOLD_SITE_EVIDENCE_H
#define UPHOLD_SITE_EVIDENCE_H

#include "cooperation/standing_invitation.h"
#include "council/treaty_status.h"
#include "site/letter_point.h"
#include "site/snapshot.h"
#include "site/words.h"

typedef enum EvidenceTime {
    EVIDENCE_BY_THE_DAY, /* happened on or before the day of reference, for certain */
    EVIDENCE_SINCE,      /* happened after it */
    EVIDENCE_UNCLEAR,    /* its date is unknown or spans the day */
} EvidenceTime;

typedef struct Evidence {
    const Kind *kind; /* of the record it rests on */
    Str key;
    Date date; /* of what happened; DATE_NONE when not known */
    EvidenceTime time;
    Str when; /* the date in words */
    Str text; /* the fact, one sentence without a full stop */
    Str source;
    SafeHtml source_html;
    Str as_of;   /* in words */
    Str quality; /* what sort of source; empty when not graded */
    bool unverified;
    Str note;
    Str mandate; /* the key of the mandate it is about; empty: about none, or about several */
} Evidence;

/* How many facts of one time a page shows under a point, the newest. Letters come by the thousand.
 */
enum { POINT_KINDS_MAX = 4, EVIDENCE_SHOWN_MAX = 50 };

typedef struct PointEvidence {
    const LetterPoint *point;
    Evidence *items; /* by date, oldest first, those without a date last */
    size_t count, capacity;
    size_t
        by_time[3]; /* how many are on record of each EvidenceTime; items may be the newest only */
    Str more[3];    /* where a page does not show all of them: how many there are; else empty */
    Str summary;    /* for the table at the top: what is on record, in a few words */
    Str coverage[POINT_KINDS_MAX]; /* how completely each kind of record that bears on it is known
                                    */
    size_t coverage_count;
    bool known; /* anything is on record */
} PointEvidence;

typedef struct TreatyLine {
    Str treaty, title;
    TreatyOnDay on_day, today;
    Str on_day_words, today_words; /* "party since 12 June 2001" */
    Str source, as_of;
    SafeHtml source_html;
} TreatyLine;

typedef struct StateEvidence {
    PointEvidence points[LETTER_POINT_COUNT];
    InvitationOnDay invitation;
    TreatyLine *treaties;
    size_t treaty_count;
    TreatyCount on_day, today;
    PointEvidence complaints, accreditation, reports, pledges; /* under "Treaties and Council" */
} StateEvidence;

/* What is on record about a State, as seen from `day`; everything belongs to the arena. With
 * only_shown the items hold, of what comes by the thousand, no more than a page shows. */
bool evidence_gather(const SiteSnapshot *snapshot, RecordReader *reader, Arena *arena,
                     Language language, Str iso3, Day day, bool only_shown, StateEvidence *evidence,
                     Error *error) MUST_CHECK;
/* How many facts of this time are on record, and the first of the items that a page shows. */
size_t point_evidence_total(const PointEvidence *point);
size_t point_evidence_first_shown(const PointEvidence *point, EvidenceTime time);

/* "record of 12 June 2001" as JSON, the same for every page that shows evidence. */
void evidence_write_json(JsonWriter *json, const Evidence *evidence);
void point_evidence_write_json(JsonWriter *json, const PointEvidence *point);

#endif
