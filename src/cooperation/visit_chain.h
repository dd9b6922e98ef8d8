/* Chains of visit events: what became of a mandate's request to visit a State, on any day
 * (DOMAIN 3.1 with its rules 1 to 7; REQUIREMENTS A1, A3).
 *
 * `visit_timeline` puts the events of one State and one mandate in order and cuts them into chains;
 * `visit_standing` folds a chain up to a day: its status, the event that decides it, since when it
 * is open, which clock runs and what it says. Acknowledged is not accepted; accepted without dates
 * is still open. Nothing here reads a clock or a database.
 *
 * Order (rule 2): by latest possible day, then in the order of the vocabulary, then by key. An
 * event counts from its latest possible day on, so the order in which events arrive does not
 * matter, and a later event never changes the status on an earlier day. */
#ifndef UPHOLD_COOPERATION_VISIT_CHAIN_H
#define UPHOLD_COOPERATION_VISIT_CHAIN_H

#include "cooperation/clock.h"

/* ---------------------------------------------------------------- what is on record */

/* The vocabulary visit_event, in its order. */
typedef enum VisitEventType {
    VISIT_EVENT_REQUESTED,
    VISIT_EVENT_INVITED,
    VISIT_EVENT_PENDING_REQUEST, /* seen as outstanding on a day: an observation, no clock runs */
    VISIT_EVENT_REMINDER,
    VISIT_EVENT_ACKNOWLEDGED,
    VISIT_EVENT_ACCEPTED, /* in principle; with dates it is a proposal of dates by the State */
    VISIT_EVENT_DECLINED,
    VISIT_EVENT_DATES_PROPOSED,
    VISIT_EVENT_DATES_AGREED,
    VISIT_EVENT_POSTPONED,
    VISIT_EVENT_CANCELLED,
    VISIT_EVENT_WITHDRAWN,
    VISIT_EVENT_COMPLETED,
    VISIT_EVENT_REPORT,
    VISIT_EVENT_TOR_BREACH,
    VISIT_EVENT_FOLLOWUP_INFO,
    VISIT_EVENT_TYPE_COUNT,
} VisitEventType;

typedef enum ActingParty { PARTY_NOT_KNOWN, PARTY_STATE, PARTY_MANDATE } ActingParty;

/* One record of the kind visit_event. */
typedef struct VisitEntry {
    Str key;
    VisitEventType type;
    ActingParty by;
    Date happened_on;            /* DATE_NONE: not known */
    Date visit_start, visit_end; /* of the visit proposed, agreed or made */
    Str visit;                   /* events with the same one are of one visit; empty: not said */
    bool unofficial; /* rule 7: recorded, but never counts as a visit (the kind lacks it) */
} VisitEntry;

const char *visit_event_word(VisitEventType type);
bool visit_event_from_word(Str word, VisitEventType *type) MUST_CHECK;
/* "state" and "mandate"; the empty word is PARTY_NOT_KNOWN. */
bool acting_party_from_word(Str word, ActingParty *party) MUST_CHECK;

/* What is wrong with one record, as an English message; NULL: nothing. Rule 3: postponed, cancelled
 * and declined say by whom. Invariant 5: dates are agreed before the visit starts, a visit ends
 * after it starts. */
const char *visit_entry_fault(const VisitEntry *entry, const char **field);

/* ---------------------------------------------------------------- in order */

typedef enum VisitPlacement {
    VISIT_PLACED_BY_DAY,     /* its own day, month, year or interval */
    VISIT_PLACED_BY_START,   /* dates are agreed or proposed by the first day of the visit */
    VISIT_PLACED_BY_VISIT,   /* another event of the same visit came after it */
    VISIT_PLACED_BY_PUT_OFF, /* nothing else on record could have been postponed or cancelled */
} VisitPlacement;

typedef struct PlacedEvent {
    const VisitEntry *entry;
    Date happened; /* with the bound found; `last` is the day that counts */
    VisitPlacement placement;
    const VisitEntry *placed_by; /* the event that gives the bound, NULL for its own facts */
    size_t chain;                /* from 0 */
} PlacedEvent;

/* Owned by the arena; points into the entries. */
typedef struct VisitTimeline {
    PlacedEvent *events; /* in order; those of a chain need not lie side by side */
    size_t count;
    size_t chain_count;
    const VisitEntry **unplaced; /* no latest possible day is known: shown, never counted */
    size_t unplaced_count;
    Date mandate_ended_on; /* DATE_NONE: not known to have */
} VisitTimeline;

/* The events of one State and one mandate, in any order; their keys differ.
 *
 * Rule 1: a new chain begins after `completed`, after `withdrawn` by the mandate, and with a fresh
 * request after `cancelled`. Reports, information on follow-up and breaches belong to the visit
 * before them. Whoever holds the mandate, the chain is the same.
 *
 * An agreement of an unknown day lies on or before the first day of the visit. It also lies on or
 * before whatever else is known of that visit: the events linked with it, a visit completed on the
 * same days, and a postponement or cancellation that nothing else on record could explain.
 *
 * Set mandate_ended_on afterwards where the mandate has ended. */
VisitTimeline visit_timeline(Arena *arena, const VisitEntry *entries, size_t count);

/* What cannot have happened in this order, for whoever brings a file: a report before any visit, a
 * visit that was agreed after it ended. */
typedef struct VisitProblem {
    const VisitEntry *entry;
    const char *message;
} VisitProblem;
VisitProblem *visit_timeline_problems(Arena *arena, const VisitTimeline *timeline, size_t *count);

/* ---------------------------------------------------------------- a chain on a day */

typedef enum VisitStatus {
    VISIT_STATUS_NONE, /* nothing on record by that day */
    VISIT_STATUS_PENDING_LISTED,
    VISIT_STATUS_REQUESTED,
    VISIT_STATUS_INVITED,
    VISIT_STATUS_REMINDED,
    VISIT_STATUS_ACKNOWLEDGED,
    VISIT_STATUS_ACCEPTED,
    VISIT_STATUS_DECLINED,
    VISIT_STATUS_DATES_PROPOSED,
    VISIT_STATUS_DATES_AGREED,
    VISIT_STATUS_DATES_LAPSED, /* their last day has passed, and the visit is not on record */
    VISIT_STATUS_POSTPONED,
    VISIT_STATUS_CANCELLED,
    VISIT_STATUS_WITHDRAWN,
    VISIT_STATUS_COMPLETED,
    VISIT_STATUS_REPORTED,
    VISIT_STATUS_FOLLOWED_UP,
    VISIT_STATUS_COUNT,
} VisitStatus;

typedef enum VisitClockState {
    VISIT_CLOCK_NO_REQUEST, /* the day of a request is not on record */
    VISIT_CLOCK_RUNS,       /* started, not stopped: due or overdue */
    VISIT_CLOCK_ANSWERED,
    VISIT_CLOCK_CLOSED, /* the mandate put the visit off, called it off or withdrew */
    VISIT_CLOCK_REPORT, /* the visit took place, its report is not on record: not the State's */
    VISIT_CLOCK_STATE_COUNT,
} VisitClockState;

/* stopped_by is NULL where the end of the mandate closed it. The clock of the request (visit-dates,
 * visit-reminder), or once the report is out that of its follow-up (visit-followup). */
typedef struct VisitClock {
    VisitClockState state;
    const PlacedEvent *started_by, *stopped_by;
    ClockResult result; /* with all steps, unless NO_REQUEST or REPORT */
    ClockStanding standing;
} VisitClock;

typedef struct VisitStanding {
    Day on;
    size_t chain;
    VisitStatus status;
    ActingParty by; /* of declined, dates proposed, postponed, cancelled, withdrawn */
    const PlacedEvent *decided_by; /* NULL: nothing on record */
    Day since;                     /* how long the status has held */
    bool open;                     /* a visit is still awaited */
    const PlacedEvent *opened_by;  /* the first event of the chain that asks or offers */
    bool against_state;            /* rule 3: put off, called off or declined by the State itself */
    const PlacedEvent *accepted;   /* the last acceptance in principle */
    const PlacedEvent *agreed;     /* the last agreement on dates */
    const PlacedEvent *reminder;   /* the last reminder */
    const PlacedEvent *breach;     /* the last breach of the Terms of Reference */
    size_t reminders, postponed_by_state;
    Date mandate_ended_on; /* DATE_NONE: not by that day */
    VisitClock clock;
} VisitStanding;

/* The chain as it stood on a day. Rules where DOMAIN leaves a choice:
 *
 * - The status is that of the last event, with exceptions: an acknowledgement changes only what was
 *   a request; an acceptance in principle takes no dates back; while agreed dates lie ahead a
 *   reminder or a request changes nothing; observations change nothing but an empty record.
 * - Agreed dates hold until the last day of the visit. Then, without a visit on record, they have
 *   lapsed: not honoured (METHOD SP1 and 9). A request on record is open again, but no clock runs
 *   until the mandate asks again, because the answer with dates was given. Without a request on
 *   record nothing is open: announced dates that passed are most likely a visit nobody recorded.
 * - Only an answer with dates stops the clock (rule 4); a refusal, a postponement or a cancellation
 *   by the State does not. What the mandate puts off, calls off, declines or withdraws closes it.
 * - A reminder does not start a running clock again. After an answer, or after the mandate had put
 *   the visit off, a request or a reminder does.
 * - With the end of the mandate nothing is awaited of a visit that was not made.
 * - An event of which it is not known who did it neither counts against the State nor closes. A
 *   proposal of dates without a name is the State's. */
VisitStanding visit_standing(Arena *arena, const VisitTimeline *timeline, size_t chain, Day on);

/* The newest chain that had begun by that day. */
VisitStanding visit_standing_newest(Arena *arena, const VisitTimeline *timeline, Day on);

/* ---------------------------------------------------------------- in words */

const char *visit_status_word(VisitStatus status);    /* "dates_agreed" ... in addresses and JSON */
const char *visit_status_title(VisitStatus status);   /* "Dates agreed" */
const char *visit_status_meaning(VisitStatus status); /* the "i" text: what it says and does not */

enum { VISIT_PHRASES_MAX = 12 };
typedef struct VisitPhrases {
    Phrase phrases[VISIT_PHRASES_MAX];
    size_t count;
} VisitPhrases;

/* Plain sentences: the status; what else must be said with it (accepted, reminded, a breach, an
 * order that is inferred); since when it is open; which clock runs, or why none. */
VisitPhrases visit_standing_phrases(const VisitStanding *standing);

#endif
