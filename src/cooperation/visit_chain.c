/* The fold of a chain of visit events up to a day (DOMAIN 3.1). */
#include "cooperation/visit_chain.h"

/* What the walk over the events of a chain, from the first to the last, leaves behind. */
typedef struct ChainFold {
    VisitStanding *standing;
    const PlacedEvent *asked;    /* started the clock that counts */
    const PlacedEvent *answered; /* first answer with dates to it */
    const PlacedEvent *closed;   /* by the mandate */
    const PlacedEvent *reported, *followed_up;
    bool visited, any_asked, any_agreed;
} ChainFold;

static void decide(ChainFold *fold, VisitStatus status, const PlacedEvent *event) {
    fold->standing->status = status;
    fold->standing->by = event->entry->by;
    fold->standing->decided_by = event;
    fold->standing->since = event->happened.last;
}

/* DAY_NONE: the record does not give the dates that were agreed. */
static Day last_day_of_visit(const VisitEntry *entry) {
    if (entry->visit_end.precision != DATE_NONE) return entry->visit_end.last;
    return entry->visit_start.precision != DATE_NONE ? entry->visit_start.last : DAY_NONE;
}

/* Agreed dates that have not passed; of dates that the record does not give nobody knows it. */
static bool dates_hold(const ChainFold *fold, Day on) {
    if (fold->standing->status != VISIT_STATUS_DATES_AGREED) return false;
    Day last = last_day_of_visit(fold->standing->agreed->entry);
    return last == DAY_NONE || last >= on;
}

static bool is_known_ahead(const ChainFold *fold, Day on) {
    return dates_hold(fold, on) && last_day_of_visit(fold->standing->agreed->entry) != DAY_NONE;
}

/* A request or a reminder. The first one starts the clock; a later one only when nothing runs. */
static void ask(ChainFold *fold, VisitStatus status, const PlacedEvent *event) {
    if (is_known_ahead(fold, event->happened.last)) return;
    decide(fold, status, event);
    if (fold->asked && !fold->answered && !fold->closed) return;
    fold->asked = event;
    fold->answered = fold->closed = NULL;
}

static void answer_with_dates(ChainFold *fold, const PlacedEvent *event) {
    if (fold->asked && !fold->answered) fold->answered = event;
}

static void propose_dates(ChainFold *fold, const PlacedEvent *event) {
    bool by_mandate = event->entry->by == PARTY_MANDATE;
    if (!by_mandate) answer_with_dates(fold, event);
    if (dates_hold(fold, event->happened.last)) return;
    decide(fold, VISIT_STATUS_DATES_PROPOSED, event);
    if (!by_mandate) fold->standing->by = PARTY_STATE;
}

/* The glossary: an acceptance that carries dates is a proposal of dates, an invitation that follows
 * a request is an acceptance. */
static void accept(ChainFold *fold, const PlacedEvent *event) {
    VisitStatus status = fold->standing->status;
    bool dates_given = dates_hold(fold, event->happened.last) ||
                       (status == VISIT_STATUS_DATES_PROPOSED && fold->standing->by == PARTY_STATE);
    if (event->entry->visit_start.precision != DATE_NONE && event->entry->by != PARTY_MANDATE) {
        propose_dates(fold, event);
        return;
    }
    fold->standing->accepted = event;
    if (!dates_given) decide(fold, VISIT_STATUS_ACCEPTED, event);
}

static void acknowledge(ChainFold *fold, const PlacedEvent *event) {
    VisitStatus status = fold->standing->status;
    if (status == VISIT_STATUS_NONE || status == VISIT_STATUS_PENDING_LISTED ||
        status == VISIT_STATUS_REQUESTED || status == VISIT_STATUS_REMINDED ||
        status == VISIT_STATUS_ACKNOWLEDGED)
        decide(fold, VISIT_STATUS_ACKNOWLEDGED, event);
}

static void agree_dates(ChainFold *fold, const PlacedEvent *event) {
    answer_with_dates(fold, event);
    fold->standing->agreed = event;
    fold->any_agreed = true;
    decide(fold, VISIT_STATUS_DATES_AGREED, event);
}

static void complete(ChainFold *fold, const PlacedEvent *event) {
    if (event->entry->unofficial) return; /* rule 7 */
    answer_with_dates(fold, event);
    fold->visited = true;
    decide(fold, VISIT_STATUS_COMPLETED, event);
}

static void report(ChainFold *fold, const PlacedEvent *event) {
    if (!fold->visited && fold->any_asked && !fold->any_agreed) return;
    fold->visited = true;
    if (!fold->reported) fold->reported = event;
    if (!fold->followed_up) decide(fold, VISIT_STATUS_REPORTED, event);
}

static void follow_up(ChainFold *fold, const PlacedEvent *event) {
    if (!fold->visited) return;
    if (!fold->followed_up) fold->followed_up = event;
    decide(fold, VISIT_STATUS_FOLLOWED_UP, event);
}

/* What begins a visit, until it is made. */
static void fold_towards_visit(ChainFold *fold, const PlacedEvent *event) {
    switch (event->entry->type) {
    case VISIT_EVENT_REQUESTED: ask(fold, VISIT_STATUS_REQUESTED, event); break;
    case VISIT_EVENT_REMINDER: ask(fold, VISIT_STATUS_REMINDED, event); break;
    case VISIT_EVENT_PENDING_REQUEST:
        if (fold->standing->status == VISIT_STATUS_NONE)
            decide(fold, VISIT_STATUS_PENDING_LISTED, event);
        break;
    case VISIT_EVENT_INVITED:
        if (fold->any_asked || event->entry->visit_start.precision != DATE_NONE)
            accept(fold, event);
        else
            decide(fold, VISIT_STATUS_INVITED, event);
        break;
    case VISIT_EVENT_ACKNOWLEDGED: acknowledge(fold, event); break;
    case VISIT_EVENT_ACCEPTED: accept(fold, event); break;
    case VISIT_EVENT_DATES_PROPOSED: propose_dates(fold, event); break;
    case VISIT_EVENT_DATES_AGREED: agree_dates(fold, event); break;
    default: break;
    }
}

static void fold_against_visit(ChainFold *fold, const PlacedEvent *event) {
    static const VisitStatus statuses[VISIT_EVENT_TYPE_COUNT] = {
        [VISIT_EVENT_DECLINED] = VISIT_STATUS_DECLINED,
        [VISIT_EVENT_POSTPONED] = VISIT_STATUS_POSTPONED,
        [VISIT_EVENT_CANCELLED] = VISIT_STATUS_CANCELLED,
        [VISIT_EVENT_WITHDRAWN] = VISIT_STATUS_WITHDRAWN,
    };
    decide(fold, statuses[event->entry->type], event);
    if (event->entry->type == VISIT_EVENT_WITHDRAWN && event->entry->by != PARTY_STATE)
        fold->standing->by = PARTY_MANDATE;
    if (fold->standing->by == PARTY_MANDATE && fold->asked && !fold->answered) fold->closed = event;
    if (event->entry->type == VISIT_EVENT_POSTPONED && event->entry->by == PARTY_STATE)
        fold->standing->postponed_by_state++;
}

/* Dates that have passed without a visit on record: honoured no more (METHOD 9). */
static void lapse(ChainFold *fold, Day on) {
    VisitStanding *standing = fold->standing;
    if (standing->status != VISIT_STATUS_DATES_AGREED || dates_hold(fold, on)) return;
    standing->status = VISIT_STATUS_DATES_LAPSED;
    standing->since = last_day_of_visit(standing->agreed->entry) + 1;
}

/* Announced dates that passed, and nobody had asked on record: most likely a visit that is not
 * recorded, so that what comes next does not continue it. */
static bool begins_afresh(const ChainFold *fold) {
    return fold->standing->status == VISIT_STATUS_DATES_LAPSED && !fold->any_asked;
}

static bool opens(const VisitEntry *entry) {
    return entry->type == VISIT_EVENT_REQUESTED || entry->type == VISIT_EVENT_REMINDER ||
           entry->type == VISIT_EVENT_PENDING_REQUEST || entry->type == VISIT_EVENT_INVITED ||
           entry->type == VISIT_EVENT_ACCEPTED || entry->type == VISIT_EVENT_DATES_PROPOSED ||
           entry->type == VISIT_EVENT_DATES_AGREED;
}

static void fold_event(ChainFold *fold, const PlacedEvent *event) {
    VisitStanding *standing = fold->standing;
    VisitEventType type = event->entry->type;
    lapse(fold, event->happened.last);
    if (opens(event->entry) && (!standing->opened_by || begins_afresh(fold)))
        standing->opened_by = event;
    if (type == VISIT_EVENT_TOR_BREACH) standing->breach = event;
    if (type == VISIT_EVENT_COMPLETED) complete(fold, event);
    if (type == VISIT_EVENT_REPORT) report(fold, event);
    if (type == VISIT_EVENT_FOLLOWUP_INFO) follow_up(fold, event);
    if (fold->visited) return;
    if (type == VISIT_EVENT_REMINDER) {
        standing->reminder = event;
        standing->reminders++;
    }
    if (type == VISIT_EVENT_DECLINED || type == VISIT_EVENT_POSTPONED ||
        type == VISIT_EVENT_CANCELLED || type == VISIT_EVENT_WITHDRAWN)
        fold_against_visit(fold, event);
    else
        fold_towards_visit(fold, event);
    fold->any_asked |= type == VISIT_EVENT_REQUESTED || type == VISIT_EVENT_REMINDER ||
                       type == VISIT_EVENT_PENDING_REQUEST;
}

/* ---------------------------------------------------------------- the clock */

static Date when(const PlacedEvent *event) {
    return event ? event->happened : (Date){ 0 };
}

static void run_clock(Arena *arena, VisitClock *clock, const char *rule, const PlacedEvent *start,
                      ClockStop stop, Day on) {
    const ClockQuestion question = {
        .rule = clock_rule_find(&CLOCK_RULES, str_from(rule), start->happened.last),
        .start = start->happened,
        .seen_on = DAY_NONE,
    };
    Error error;
    clock->started_by = start;
    /* A placed event has a latest day, and the rules of visits hold for every day. */
    if (!clock_due(arena, &question, &clock->result, &error)) {
        clock->state = VISIT_CLOCK_NO_REQUEST;
        return;
    }
    clock->standing = clock_standing(&clock->result, &stop, on);
}

static void set_clock(Arena *arena, const ChainFold *fold, Day on) {
    VisitClock *clock = &fold->standing->clock;
    clock->state = VISIT_CLOCK_NO_REQUEST;
    if (fold->reported) {
        clock->stopped_by = fold->followed_up;
        clock->state = fold->followed_up ? VISIT_CLOCK_ANSWERED : VISIT_CLOCK_RUNS;
        run_clock(arena, clock, "visit-followup", fold->reported,
                  (ClockStop){ .answered = when(fold->followed_up) }, on);
    } else if (fold->visited) {
        clock->state = VISIT_CLOCK_REPORT;
    } else if (fold->asked) {
        bool again = fold->asked->entry->type == VISIT_EVENT_REMINDER;
        Date closed_on = fold->closed ? fold->closed->happened : fold->standing->mandate_ended_on;
        clock->stopped_by = fold->answered ? fold->answered : fold->closed;
        clock->state = fold->answered                     ? VISIT_CLOCK_ANSWERED
                       : closed_on.precision != DATE_NONE ? VISIT_CLOCK_CLOSED
                                                          : VISIT_CLOCK_RUNS;
        run_clock(arena, clock, again ? "visit-reminder" : "visit-dates", fold->asked,
                  (ClockStop){ when(fold->answered), closed_on }, on);
    }
}

static bool is_open(const ChainFold *fold) {
    const VisitStanding *standing = fold->standing;
    if (standing->mandate_ended_on.precision != DATE_NONE) return false;
    switch (standing->status) {
    case VISIT_STATUS_NONE:
    case VISIT_STATUS_COMPLETED:
    case VISIT_STATUS_REPORTED:
    case VISIT_STATUS_FOLLOWED_UP: return false;
    case VISIT_STATUS_DATES_LAPSED: return fold->any_asked;
    case VISIT_STATUS_WITHDRAWN:
    case VISIT_STATUS_DECLINED: return standing->by != PARTY_MANDATE;
    case VISIT_STATUS_CANCELLED: return standing->clock.state == VISIT_CLOCK_RUNS;
    default: return true;
    }
}

VisitStanding visit_standing(Arena *arena, const VisitTimeline *timeline, size_t chain, Day on) {
    VisitStanding standing = { .on = on, .chain = chain, .since = DAY_NONE };
    ChainFold fold = { .standing = &standing };
    for (size_t i = 0; i < timeline->count; i++) {
        const PlacedEvent *event = &timeline->events[i];
        if (event->happened.last > on) break;
        if (event->chain == chain) fold_event(&fold, event);
    }
    lapse(&fold, on);
    if (timeline->mandate_ended_on.precision != DATE_NONE && timeline->mandate_ended_on.last <= on)
        standing.mandate_ended_on = timeline->mandate_ended_on;
    set_clock(arena, &fold, on);
    standing.open = is_open(&fold);
    standing.against_state =
        standing.by == PARTY_STATE &&
        (standing.status == VISIT_STATUS_DECLINED || standing.status == VISIT_STATUS_POSTPONED ||
         standing.status == VISIT_STATUS_CANCELLED || standing.status == VISIT_STATUS_WITHDRAWN);
    return standing;
}

VisitStanding visit_standing_newest(Arena *arena, const VisitTimeline *timeline, Day on) {
    size_t newest = 0;
    for (size_t i = 0; i < timeline->count && timeline->events[i].happened.last <= on; i++)
        if (timeline->events[i].chain > newest) newest = timeline->events[i].chain;
    return visit_standing(arena, timeline, newest, on);
}
