/* The data set of an assessment: facts as plain arrays, one a kind, read from the open wing or from
 * a folder of examples (golden_input.h). Never from the closed wing.
 *
 * `state` is an index into the States assessed. A Day is the latest possible day of its date
 * (DOMAIN 3.1 rule 2); DAY_NONE is "none" or "not known". Facts after the as-of date may be there:
 * the assessment does not see them. Each *_check returns false and says which field breaks which
 * rule; fields have the names of the golden columns. */
#ifndef UPHOLD_ASSESS_DATASET_H
#define UPHOLD_ASSESS_DATASET_H

#include "assess/method.h"

typedef struct AssessedState {
    Str code; /* ISO 3166-1 alpha-3 */
    Str name;
    Str group; /* UN electoral group */
    Str role;  /* member or candidate */
} AssessedState;

/* How far the record of an indicator's facts reaches, by whose word is kept with the record. */
typedef enum Coverage {
    COVERAGE_NONE,     /* nobody has looked: an absence means nothing */
    COVERAGE_SAMPLE,   /* some facts: shown, never computed as a rate */
    COVERAGE_COMPLETE, /* all facts of the window: rates hold, and an absence is a sourced negative
                        */
} Coverage;

typedef struct InvitationFact {
    size_t state;
    Day issued_on, withdrawn_on;
} InvitationFact;

/* In the order in which events of one day are taken (DOMAIN 3.1 rule 2). */
typedef enum VisitEvent {
    VISIT_REQUESTED,
    VISIT_INVITED,
    VISIT_REMINDER,
    VISIT_ACKNOWLEDGED,
    VISIT_ACCEPTED,
    VISIT_DECLINED,
    VISIT_DATES_PROPOSED,
    VISIT_DATES_AGREED,
    VISIT_POSTPONED,
    VISIT_CANCELLED,
    VISIT_WITHDRAWN,
    VISIT_COMPLETED,
    VISIT_REPORT,
    VISIT_TOR_BREACH,
    VISIT_FOLLOWUP_INFO,
    VISIT_PENDING_REQUEST, /* seen as outstanding on a day; no clock runs from it */
    VISIT_MANDATE_ENDED,
    VISIT_EVENT_COUNT,
} VisitEvent;

typedef enum VisitParty { VISIT_BY_UNKNOWN, VISIT_BY_STATE, VISIT_BY_MANDATE } VisitParty;

typedef struct VisitFact {
    size_t state;
    Str mandate;
    Str chain; /* empty: derived from the events of the mandate (DOMAIN 3.1 rule 1) */
    VisitEvent event;
    Day date;
    VisitParty by;
    Day visit_start;
} VisitFact;

typedef struct CommunicationFact {
    size_t state;
    Str reference;
    CommunicationType type;
    Day sent;
    ReplyCategory category;
    Day replied_on, acknowledged_on;
} CommunicationFact;

typedef struct VisitReportFact {
    size_t state;
    Str report;
    Day presented_on, followup_on;
} VisitReportFact;

typedef struct IncidentFact {
    size_t state;
    Str id;
    Day date;
    bool serious; /* else minor */
    int64_t sources;
} IncidentFact;

/* A case in a UN report, never one of our registry (METHOD 10.5). */
typedef struct ReprisalFact {
    size_t state;
    Str id;
    Day first_published;
    bool substantive_response; /* R3 or R4 */
    double step_level;         /* 0, 0.25, 0.5, 0.75 or 1 (DOMAIN 5) */
    Day council_informed_on;
    bool killing_or_disappearance; /* without response: a red line (METHOD 7) */
} ReprisalFact;

typedef struct LevelFact { /* of an ordinal indicator */
    size_t state;
    IndicatorCode indicator;
    double level;
} LevelFact;

typedef struct MeasureFact { /* of an external indicator */
    size_t state;
    IndicatorCode indicator;
    double value, low, high;
} MeasureFact;

typedef struct VoteFact {
    size_t state;
    int64_t in_favour, recorded;
} VoteFact;

typedef struct TreatyFact {
    size_t state;
    int64_t ratified, open;     /* instruments */
    int64_t accepted, in_force; /* complaint procedures */
} TreatyFact;

typedef struct TreatyReportFact {
    size_t state;
    Str treaty;
    int64_t days_overdue;
} TreatyReportFact;

typedef struct ReviewFact { /* Universal Periodic Review, last cycle */
    size_t state;
    bool attended, report_on_time, clear_response, midterm_report;
} ReviewFact;

typedef struct PledgeFact {
    size_t state;
    int64_t specific_and_due, met_or_in_progress;
} PledgeFact;

typedef enum RedLineKind {                     /* METHOD 7: each caps the verdict */
                           RED_LINE_SUSPENDED, /* membership rights suspended by the General
                                                  Assembly */
                           RED_LINE_KILLING,   /* killing or disappearance as reprisal, without
                                                  substantive response */
                           RED_LINE_REFUSAL,   /* declared refusal of, or sanctions on, a mandate */
                           RED_LINE_PUNISHING, /* law in force that punishes cooperation with the UN
                                                */
                           RED_LINE_KIND_COUNT,
} RedLineKind;

typedef struct RedLineFact {
    size_t state;
    RedLineKind kind;
    Day since, until; /* until DAY_NONE: still */
    Str source;
} RedLineFact;

typedef struct CoverageFact { /* a row of coverage.csv; what it does not name is "none" */
    size_t state;
    IndicatorCode indicator;
    Coverage coverage;
} CoverageFact;

/* A pointer and a number for each kind of fact. */
#define FACTS(type, name)                                                                          \
    type *name;                                                                                    \
    size_t name##_count

typedef struct Dataset {
    AssessedState *states;
    size_t state_count;
    /* state_count rows of INDICATOR_CODE_COUNT; NULL: complete everywhere (examples) */
    const Coverage *coverage;
    /* The cohort of communications ends here: 60 days before a public extract (METHOD 4, DOMAIN
     * D4.4). DAY_NONE: at the as-of date. */
    Day communications_until;
    FACTS(CoverageFact, coverage_rows); /* as read; `coverage` is made of them */
    FACTS(InvitationFact, invitations);
    FACTS(VisitFact, visits);
    FACTS(CommunicationFact, communications);
    FACTS(VisitReportFact, visit_reports);
    FACTS(IncidentFact, incidents);
    FACTS(ReprisalFact, reprisals);
    FACTS(LevelFact, levels);
    FACTS(MeasureFact, measures);
    FACTS(VoteFact, votes);
    FACTS(TreatyFact, treaties);
    FACTS(TreatyReportFact, treaty_reports);
    FACTS(ReviewFact, reviews);
    FACTS(PledgeFact, pledges);
    FACTS(RedLineFact, red_lines);
} Dataset;

/* "complete", "sample", "none". */
const char *coverage_text(Coverage coverage);
bool coverage_parse(Str text, Coverage *coverage) MUST_CHECK;
Coverage dataset_coverage(const Dataset *dataset, size_t state, IndicatorCode indicator);

const char *visit_event_text(VisitEvent event);
bool visit_event_parse(Str text, VisitEvent *event) MUST_CHECK;
const char *red_line_text(RedLineKind kind);
bool red_line_parse(Str text, RedLineKind *kind) MUST_CHECK;

typedef struct FactFault {
    const char *field, *rule;
} FactFault;

bool invitation_fact_check(const InvitationFact *fact, FactFault *fault) MUST_CHECK;
bool visit_fact_check(const VisitFact *fact, FactFault *fault) MUST_CHECK;
bool communication_fact_check(const CommunicationFact *fact, FactFault *fault) MUST_CHECK;
bool visit_report_fact_check(const VisitReportFact *fact, FactFault *fault) MUST_CHECK;
bool incident_fact_check(const IncidentFact *fact, FactFault *fault) MUST_CHECK;
bool reprisal_fact_check(const ReprisalFact *fact, FactFault *fault) MUST_CHECK;
bool level_fact_check(const LevelFact *fact, const Method *method, FactFault *fault) MUST_CHECK;
bool measure_fact_check(const MeasureFact *fact, FactFault *fault) MUST_CHECK;
bool vote_fact_check(const VoteFact *fact, FactFault *fault) MUST_CHECK;
bool treaty_fact_check(const TreatyFact *fact, FactFault *fault) MUST_CHECK;
bool treaty_report_fact_check(const TreatyReportFact *fact, FactFault *fault) MUST_CHECK;
bool pledge_fact_check(const PledgeFact *fact, FactFault *fault) MUST_CHECK;
bool red_line_fact_check(const RedLineFact *fact, FactFault *fault) MUST_CHECK;

/* All of these over all facts, and that each names a State of the data set; the message says which
 * fact, by kind and number from 1. */
bool dataset_check(const Dataset *dataset, const Method *method, Error *error) MUST_CHECK;

#endif
