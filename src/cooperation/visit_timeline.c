/* Events of one State and mandate: placed by their latest possible day, ordered, cut into chains.
 */
#include <stdlib.h>

#include "cooperation/visit_chain.h"

static const char *const EVENT_WORDS[VISIT_EVENT_TYPE_COUNT] = {
    [VISIT_EVENT_REQUESTED] = "requested",
    [VISIT_EVENT_INVITED] = "invited",
    [VISIT_EVENT_PENDING_REQUEST] = "pending_request",
    [VISIT_EVENT_REMINDER] = "reminder",
    [VISIT_EVENT_ACKNOWLEDGED] = "acknowledged",
    [VISIT_EVENT_ACCEPTED] = "accepted",
    [VISIT_EVENT_DECLINED] = "declined",
    [VISIT_EVENT_DATES_PROPOSED] = "dates_proposed",
    [VISIT_EVENT_DATES_AGREED] = "dates_agreed",
    [VISIT_EVENT_POSTPONED] = "postponed",
    [VISIT_EVENT_CANCELLED] = "cancelled",
    [VISIT_EVENT_WITHDRAWN] = "withdrawn",
    [VISIT_EVENT_COMPLETED] = "completed",
    [VISIT_EVENT_REPORT] = "report",
    [VISIT_EVENT_TOR_BREACH] = "tor_breach",
    [VISIT_EVENT_FOLLOWUP_INFO] = "followup_info",
};

const char *visit_event_word(VisitEventType type) {
    return EVENT_WORDS[type];
}

bool visit_event_from_word(Str word, VisitEventType *type) {
    for (int i = 0; i < VISIT_EVENT_TYPE_COUNT; i++) {
        if (!str_equal_c(word, EVENT_WORDS[i])) continue;
        *type = (VisitEventType)i;
        return true;
    }
    return false;
}

bool acting_party_from_word(Str word, ActingParty *party) {
    static const char *const words[] = {
        [PARTY_NOT_KNOWN] = "",
        [PARTY_STATE] = "state",
        [PARTY_MANDATE] = "mandate",
    };
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (!str_equal_c(word, words[i])) continue;
        *party = (ActingParty)i;
        return true;
    }
    return false;
}

static bool is_known(Date date) {
    return date.precision != DATE_NONE;
}

const char *visit_entry_fault(const VisitEntry *entry, const char **field) {
    bool needs_party = entry->type == VISIT_EVENT_POSTPONED ||
                       entry->type == VISIT_EVENT_CANCELLED || entry->type == VISIT_EVENT_DECLINED;
    bool agrees = entry->type == VISIT_EVENT_DATES_AGREED;
    *field = "by";
    if (needs_party && entry->by == PARTY_NOT_KNOWN)
        return "postponed, cancelled and declined need who did it: state or mandate";
    *field = "visit_end";
    if (is_known(entry->visit_start) && is_known(entry->visit_end) &&
        entry->visit_end.last < entry->visit_start.first)
        return "a visit does not end before it starts";
    *field = "happened_on";
    if (agrees && is_known(entry->happened_on) && is_known(entry->visit_start) &&
        entry->visit_start.last < entry->happened_on.first)
        return "dates are agreed before the visit starts";
    return NULL;
}

/* ---------------------------------------------------------------- latest possible days */

static bool carries_dates(const VisitEntry *entry) {
    return entry->type == VISIT_EVENT_DATES_AGREED || entry->type == VISIT_EVENT_DATES_PROPOSED;
}

/* Moves the latest possible day forward to a bound, unless the event is known to be later. */
static void bound(PlacedEvent *event, Day last, VisitPlacement placement,
                  const VisitEntry *placed_by) {
    if (last >= event->happened.last || last < event->happened.first) return;
    event->happened.last = last;
    if (event->happened.precision == DATE_NONE || event->happened.first == DAY_FIRST)
        event->happened.precision = DATE_BEFORE;
    else
        event->happened.precision =
            event->happened.first == event->happened.last ? DATE_DAY : DATE_INTERVAL;
    event->placement = placement;
    event->placed_by = placed_by;
}

static PlacedEvent place_alone(const VisitEntry *entry) {
    PlacedEvent event = { .entry = entry, .happened = entry->happened_on };
    if (!is_known(entry->happened_on)) event.happened = (Date){ DATE_NONE, DAY_FIRST, DAY_LAST };
    if (carries_dates(entry) && is_known(entry->visit_start))
        bound(&event, entry->visit_start.last, VISIT_PLACED_BY_START, NULL);
    if (entry->type == VISIT_EVENT_COMPLETED && is_known(entry->visit_end))
        bound(&event, entry->visit_end.last, VISIT_PLACED_BY_START, NULL);
    return event;
}

static bool same_visit(const VisitEntry *a, const VisitEntry *b) {
    return a->visit.length && str_equal(a->visit, b->visit);
}

static bool other_visit(const VisitEntry *a, const VisitEntry *b) {
    return a->visit.length && b->visit.length && !str_equal(a->visit, b->visit);
}

static bool needs_agreed_dates(const VisitEntry *entry) {
    return entry->type == VISIT_EVENT_POSTPONED || entry->type == VISIT_EVENT_CANCELLED ||
           entry->type == VISIT_EVENT_COMPLETED || entry->type == VISIT_EVENT_TOR_BREACH ||
           entry->type == VISIT_EVENT_REPORT;
}

/* Whether the agreed first day may lie within the days of the completed visit. */
static bool same_days(const VisitEntry *agreed, const PlacedEvent *completed) {
    Date start = completed->entry->visit_start;
    Day first = is_known(start) ? start.first : completed->happened.first;
    return completed->entry->type == VISIT_EVENT_COMPLETED && !completed->entry->unofficial &&
           is_known(agreed->visit_start) && agreed->visit_start.first <= completed->happened.last &&
           agreed->visit_start.last >= first;
}

/* The other event's own latest day is the bound, never an earlier one: so what is learnt from a
 * later event changes nothing on the days before it. */
static void bound_by_their_visits(PlacedEvent *events, size_t count) {
    for (size_t i = 0; i < count; i++) {
        PlacedEvent *agreed = &events[i];
        if (agreed->entry->type != VISIT_EVENT_DATES_AGREED) continue;
        for (size_t j = 0; j < count; j++) {
            const PlacedEvent *other = &events[j];
            bool linked =
                same_visit(agreed->entry, other->entry) && needs_agreed_dates(other->entry);
            bool matches =
                !other_visit(agreed->entry, other->entry) && same_days(agreed->entry, other);
            if (linked || matches)
                bound(agreed, other->happened.last, VISIT_PLACED_BY_VISIT, other->entry);
        }
    }
}

/* ---------------------------------------------------------------- order */

static int in_order(const void *left, const void *right) {
    const PlacedEvent *a = left, *b = right;
    if (a->happened.last != b->happened.last) return a->happened.last < b->happened.last ? -1 : 1;
    if (a->entry->type != b->entry->type) return a->entry->type < b->entry->type ? -1 : 1;
    return str_compare(a->entry->key, b->entry->key);
}

static bool puts_off(const VisitEntry *entry) {
    return entry->type == VISIT_EVENT_POSTPONED || entry->type == VISIT_EVENT_CANCELLED;
}

static bool could_be_put_off(const VisitEntry *entry) {
    return entry->type == VISIT_EVENT_INVITED || entry->type == VISIT_EVENT_ACCEPTED ||
           carries_dates(entry);
}

static bool ends_chain(const VisitEntry *entry) {
    if (entry->type == VISIT_EVENT_COMPLETED) return !entry->unofficial;
    return entry->type == VISIT_EVENT_WITHDRAWN && entry->by != PARTY_STATE;
}

/* Whether anything before events[at], and since the last visit, could have been put off then. */
static bool is_explained(const PlacedEvent *events, size_t at) {
    for (size_t i = at; i > 0; i--) {
        if (ends_chain(events[i - 1].entry)) return false;
        if (could_be_put_off(events[i - 1].entry)) return true;
    }
    return false;
}

/* The agreement, after events[at] by its latest day, that must have come before: the one for the
 * next visit, whose first day had not passed. */
static PlacedEvent *agreement_put_off(PlacedEvent *events, size_t count, size_t at) {
    PlacedEvent *found = NULL;
    Day day = events[at].happened.last;
    for (size_t i = at + 1; i < count; i++) {
        PlacedEvent *agreed = &events[i];
        bool possible = agreed->entry->type == VISIT_EVENT_DATES_AGREED &&
                        is_known(agreed->entry->visit_start) &&
                        agreed->entry->visit_start.last >= day && agreed->happened.first <= day &&
                        !other_visit(agreed->entry, events[at].entry);
        if (possible &&
            (!found || agreed->entry->visit_start.last < found->entry->visit_start.last))
            found = agreed;
    }
    return found;
}

/* From the first to the last, so that a later postponement never changes what an earlier one found.
 * A move brings an agreement before the event that is looked at; what comes after it keeps its
 * order. */
static void bound_by_what_was_put_off(PlacedEvent *events, size_t count) {
    for (size_t at = 0; at < count; at++) {
        if (!puts_off(events[at].entry) || is_explained(events, at)) continue;
        PlacedEvent *agreed = agreement_put_off(events, count, at);
        if (!agreed) continue;
        bound(agreed, events[at].happened.last, VISIT_PLACED_BY_PUT_OFF, events[at].entry);
        qsort(events, count, sizeof *events, in_order);
        at++; /* the agreement now stands before it */
    }
}

/* ---------------------------------------------------------------- chains */

static bool is_of_the_visit_before(const VisitEntry *entry) {
    return entry->type == VISIT_EVENT_REPORT || entry->type == VISIT_EVENT_FOLLOWUP_INFO;
}

static bool asks(const VisitEntry *entry) {
    return entry->type == VISIT_EVENT_REQUESTED || entry->type == VISIT_EVENT_REMINDER ||
           entry->type == VISIT_EVENT_PENDING_REQUEST;
}

static bool is_new_after(const VisitEntry *ended, const VisitEntry *next) {
    if (next->type == VISIT_EVENT_TOR_BREACH || is_of_the_visit_before(next)) return false;
    if (ended->type == VISIT_EVENT_CANCELLED)
        return next->type == VISIT_EVENT_REQUESTED || next->type == VISIT_EVENT_PENDING_REQUEST;
    return true;
}

typedef struct Cutting {
    VisitTimeline *timeline;
    const VisitEntry *ended;  /* the event that ended the newest chain; NULL: it goes on */
    size_t newest, completed; /* completed: the newest chain with a visit; SIZE_MAX: none yet */
    bool asked, agreed;       /* in the newest chain, so far */
} Cutting;

/* The chain of an earlier event of the same visit; SIZE_MAX when there is none. */
static size_t chain_of_visit(const VisitTimeline *timeline, size_t at) {
    for (size_t i = 0; i < at; i++)
        if (same_visit(timeline->events[i].entry, timeline->events[at].entry))
            return timeline->events[i].chain;
    return SIZE_MAX;
}

static size_t chain_of(Cutting *cutting, size_t at) {
    const VisitEntry *entry = cutting->timeline->events[at].entry;
    size_t linked = chain_of_visit(cutting->timeline, at);
    if (linked != SIZE_MAX) return linked;
    if (is_of_the_visit_before(entry) && cutting->completed != SIZE_MAX) return cutting->completed;
    if (cutting->ended && is_new_after(cutting->ended, entry)) {
        cutting->newest++;
        cutting->ended = NULL;
        cutting->asked = cutting->agreed = false;
    }
    return cutting->newest;
}

/* A report shows that a visit was made, though the visit is not on record; but where a request
 * still waits for dates, it is of a visit before that request. */
static bool shows_visit(const Cutting *cutting, const VisitEntry *entry) {
    if (entry->type == VISIT_EVENT_REPORT) return cutting->agreed || !cutting->asked;
    return entry->type == VISIT_EVENT_COMPLETED && !entry->unofficial;
}

static void note_event(Cutting *cutting, const PlacedEvent *event) {
    const VisitEntry *entry = event->entry;
    bool visited = shows_visit(cutting, entry);
    if (visited) cutting->completed = event->chain;
    if (event->chain != cutting->newest) return;
    if (visited || ends_chain(entry) || entry->type == VISIT_EVENT_CANCELLED)
        cutting->ended = entry;
    cutting->asked |= asks(entry);
    cutting->agreed |= entry->type == VISIT_EVENT_DATES_AGREED;
}

static void cut_into_chains(VisitTimeline *timeline) {
    Cutting cutting = { .timeline = timeline, .completed = SIZE_MAX };
    for (size_t at = 0; at < timeline->count; at++) {
        timeline->events[at].chain = chain_of(&cutting, at);
        note_event(&cutting, &timeline->events[at]);
    }
    timeline->chain_count = timeline->count ? cutting.newest + 1 : 0;
}

VisitTimeline visit_timeline(Arena *arena, const VisitEntry *entries, size_t count) {
    VisitTimeline timeline = {
        .events = ARENA_ARRAY(arena, count + 1, PlacedEvent),
        .unplaced = ARENA_ARRAY(arena, count + 1, const VisitEntry *),
    };
    for (size_t i = 0; i < count; i++) {
        PlacedEvent event = place_alone(&entries[i]);
        timeline.events[timeline.count++] = event;
    }
    bound_by_their_visits(timeline.events, timeline.count);
    qsort(timeline.events, timeline.count, sizeof *timeline.events, in_order);
    bound_by_what_was_put_off(timeline.events, timeline.count);
    while (timeline.count && timeline.events[timeline.count - 1].happened.last == DAY_LAST)
        timeline.unplaced[timeline.unplaced_count++] = timeline.events[--timeline.count].entry;
    cut_into_chains(&timeline);
    return timeline;
}

/* ---------------------------------------------------------------- what cannot be */

static bool visit_ended_before(const PlacedEvent *events, size_t at) {
    for (size_t i = 0; i < at; i++)
        if (events[i].entry->type == VISIT_EVENT_COMPLETED) return true;
    return false;
}

/* Only where it holds for every possible day: an imprecise date is given the benefit. */
static const char *problem_of(const VisitTimeline *timeline, size_t at) {
    const PlacedEvent *event = &timeline->events[at];
    const VisitEntry *entry = event->entry;
    for (size_t i = 0; i < timeline->count; i++) {
        const PlacedEvent *other = &timeline->events[i];
        bool later = other->happened.first > event->happened.last;
        if (entry->type == VISIT_EVENT_REPORT && later &&
            other->entry->type == VISIT_EVENT_COMPLETED && same_visit(entry, other->entry))
            return "a report is not published before its visit is completed";
        if (entry->type == VISIT_EVENT_FOLLOWUP_INFO && later &&
            !visit_ended_before(timeline->events, at) &&
            other->entry->type == VISIT_EVENT_COMPLETED)
            return "information on follow-up does not come before the visit";
        if (entry->type == VISIT_EVENT_COMPLETED && later && same_visit(entry, other->entry) &&
            (carries_dates(other->entry) || puts_off(other->entry)))
            return "a visit is not agreed or put off after it was completed";
    }
    return NULL;
}

VisitProblem *visit_timeline_problems(Arena *arena, const VisitTimeline *timeline, size_t *count) {
    VisitProblem *problems = ARENA_ARRAY(arena, timeline->count + 1, VisitProblem);
    *count = 0;
    for (size_t at = 0; at < timeline->count; at++) {
        const char *message = problem_of(timeline, at);
        if (message) problems[(*count)++] = (VisitProblem){ timeline->events[at].entry, message };
    }
    return problems;
}
