#include "assess/visit_chains.h"

#include <stdlib.h>

/* An event on its way into a chain. */
typedef struct ChainEvent {
    const VisitFact *fact;
    size_t index; /* among the facts */
    unsigned
        number; /* of a derived chain of this State and mandate, from 1; 0: the chain is given */
} ChainEvent;

static Str group_of(const VisitFact *fact) {
    return fact->chain.length ? fact->chain : fact->mandate;
}

static int compare_index(size_t a, size_t b) {
    return (a > b) - (a < b);
}

/* State, chain or mandate, then day, vocabulary, place among the facts (DOMAIN 3.1 rule 2). */
static int by_group_and_day(const void *left, const void *right) {
    const ChainEvent *a = left, *b = right;
    const VisitFact *x = a->fact, *y = b->fact;
    if (x->state != y->state) return compare_index(x->state, y->state);
    bool x_given = x->chain.length > 0, y_given = y->chain.length > 0;
    if (x_given != y_given) return x_given ? -1 : 1;
    int order = str_compare(group_of(x), group_of(y));
    if (order) return order;
    if (x->date != y->date) return x->date < y->date ? -1 : 1;
    if (x->event != y->event) return x->event < y->event ? -1 : 1;
    return compare_index(a->index, b->index);
}

static bool same_group(const VisitFact *a, const VisitFact *b) {
    return a->state == b->state && (a->chain.length > 0) == (b->chain.length > 0) &&
           str_equal(group_of(a), group_of(b));
}

/* What happens after a visit belongs to it and opens no new chain. */
static bool is_observation(VisitEvent event) {
    return event == VISIT_REPORT || event == VISIT_TOR_BREACH || event == VISIT_FOLLOWUP_INFO ||
           event == VISIT_PENDING_REQUEST;
}

/* DOMAIN 3.1 rule 1: completed, withdrawn, or cancelled and requested afresh begin a new chain. */
static bool begins_new_chain(const VisitFact *ended, const VisitFact *next) {
    if (!ended || is_observation(next->event)) return false;
    if (ended->event == VISIT_CANCELLED) return next->event == VISIT_REQUESTED;
    return true;
}

static bool ends_chain(const VisitFact *fact) {
    switch (fact->event) {
    case VISIT_COMPLETED:
    case VISIT_CANCELLED:
    case VISIT_MANDATE_ENDED: return true;
    case VISIT_WITHDRAWN: return fact->by != VISIT_BY_STATE;
    default: return false;
    }
}

/* Numbers the derived chains of one State and mandate, whose events lie side by side in order. */
static void number_chains(ChainEvent *events, size_t count) {
    unsigned number = 1;
    const VisitFact *ended = NULL;
    for (size_t i = 0; i < count; i++) {
        const VisitFact *fact = events[i].fact;
        if (fact->chain.length) return;
        if (begins_new_chain(ended, fact)) {
            number++;
            ended = NULL;
        }
        events[i].number = number;
        if (ends_chain(fact)) ended = fact;
    }
}

/* ---------------------------------------------------------------- one chain */

typedef struct ChainWindow {
    Day after, as_of; /* (after, as_of] */
    int maturity_days, future_days;
} ChainWindow;

static bool starts_clock(VisitEvent event) {
    return event == VISIT_REQUESTED || event == VISIT_REMINDER;
}

/* Rule 4: dates offered by the State, agreed by both, or the visit itself. An acceptance in
 * principle is no answer. A proposal without a name is the State's: the glossary has no other. */
static bool answers_with_dates(const VisitFact *fact) {
    if (fact->event == VISIT_DATES_PROPOSED) return fact->by != VISIT_BY_MANDATE;
    return fact->event == VISIT_DATES_AGREED || fact->event == VISIT_COMPLETED;
}

/* Rule 3: what the mandate puts off, calls off or turns down does not count against the State. */
static bool mandate_may_close(const VisitFact *fact) {
    bool closing = fact->event == VISIT_POSTPONED || fact->event == VISIT_CANCELLED ||
                   fact->event == VISIT_DECLINED;
    return closing && fact->by == VISIT_BY_MANDATE;
}

/* What the walk over a chain's events, from the first to the last, leaves behind. */
typedef struct ChainFold {
    Day start, answered, withdrawn, ended, closed;
    const VisitFact *last; /* event that decides where the chain stands */
    bool completed;
} ChainFold;

static void fold_event(ChainFold *fold, const VisitFact *fact, const ChainWindow *window) {
    if (fact->date > window->as_of) return;
    if (starts_clock(fact->event)) {
        if (fold->start == DAY_NONE && fact->date > window->after) fold->start = fact->date;
        fold->closed = DAY_NONE; /* the mandate asks again */
    }
    bool running = fold->start != DAY_NONE && fact->date >= fold->start;
    if (running && answers_with_dates(fact) && fold->answered == DAY_NONE)
        fold->answered = fact->date;
    if (running && fact->event == VISIT_COMPLETED) fold->completed = true;
    if (running && fact->event == VISIT_WITHDRAWN && fact->by != VISIT_BY_STATE &&
        fold->withdrawn == DAY_NONE)
        fold->withdrawn = fact->date;
    if (running && fact->event == VISIT_MANDATE_ENDED && fold->ended == DAY_NONE)
        fold->ended = fact->date;
    bool stands = fact->event != VISIT_REMINDER && fact->event != VISIT_ACKNOWLEDGED &&
                  fact->event != VISIT_MANDATE_ENDED && !is_observation(fact->event);
    if (!stands) return;
    fold->last = fact;
    fold->closed = running && mandate_may_close(fact) ? fact->date : DAY_NONE;
}

/* A visit still to come, its dates agreed and not put off since, near enough to be more than a
 * promise: "postpone for ever" does not count (METHOD 9). */
static bool has_dates_ahead(const ChainFold *fold, const ChainWindow *window) {
    const VisitFact *last = fold->last;
    if (!last || last->event != VISIT_DATES_AGREED || last->visit_start == DAY_NONE) return false;
    int64_t ahead = (int64_t)last->visit_start - window->as_of;
    return ahead >= 0 && ahead <= window->future_days;
}

static Day earlier(Day a, Day b) {
    if (a == DAY_NONE) return b;
    return b == DAY_NONE || a < b ? a : b;
}

/* false when the clock does not start inside the window. */
static bool chain_of(const ChainEvent *events, size_t count, const ChainWindow *window,
                     VisitChain *chain) {
    ChainFold fold = { DAY_NONE, DAY_NONE, DAY_NONE, DAY_NONE, DAY_NONE, NULL, false };
    for (size_t i = 0; i < count; i++)
        fold_event(&fold, events[i].fact, window);
    if (fold.start == DAY_NONE) return false;
    Day closed = earlier(earlier(fold.withdrawn, fold.ended), fold.closed);
    Day until = closed != DAY_NONE ? closed : window->as_of;
    chain->state = events[0].fact->state;
    chain->mandate = events[0].fact->mandate;
    chain->start = fold.start;
    chain->answered = fold.answered != DAY_NONE;
    chain->days = (int64_t)(chain->answered ? fold.answered : until) - fold.start;
    chain->left_out = fold.withdrawn != DAY_NONE || fold.closed != DAY_NONE ||
                      (fold.ended != DAY_NONE && !fold.completed);
    chain->mature = window->as_of - fold.start >= window->maturity_days && !chain->left_out;
    chain->honoured = fold.completed || has_dates_ahead(&fold, window);
    return true;
}

/* ---------------------------------------------------------------- all chains */

typedef struct PlacedChain {
    VisitChain chain;
    size_t first; /* index of its first fact */
} PlacedChain;

static int by_state_and_place(const void *left, const void *right) {
    const PlacedChain *a = left, *b = right;
    if (a->chain.state != b->chain.state) return compare_index(a->chain.state, b->chain.state);
    return compare_index(a->first, b->first);
}

static Str chain_name(Arena *arena, const ChainEvent *event) {
    if (event->number == 0) return event->fact->chain;
    if (event->number == 1) return event->fact->mandate;
    return str_format(arena, "%.*s #%u", STR_ARGUMENTS(event->fact->mandate), event->number);
}

static size_t same_chain(const ChainEvent *events, size_t count) {
    size_t length = 1;
    while (length < count && same_group(events[length].fact, events[0].fact) &&
           events[length].number == events[0].number)
        length++;
    return length;
}

static ChainEvent *sorted_events(Arena *arena, const Dataset *dataset) {
    size_t count = dataset->visits_count;
    ChainEvent *events = ARENA_ARRAY(arena, count, ChainEvent);
    for (size_t i = 0; i < count; i++)
        events[i] = (ChainEvent){ &dataset->visits[i], i, 0 };
    qsort(events, count, sizeof *events, by_group_and_day);
    for (size_t at = 0; at < count;) {
        size_t length = 1;
        while (at + length < count && same_group(events[at].fact, events[at + length].fact))
            length++;
        number_chains(events + at, length);
        at += length;
    }
    return events;
}

VisitChains visit_chains(Arena *arena, const Dataset *dataset, const Method *method, Day as_of) {
    VisitChains result = { 0 };
    size_t count = dataset->visits_count;
    if (!count) return result;
    ChainWindow window = { day_add_months(as_of, -12 * method->visits_years), as_of,
                           method->visit_maturity_days, method->visit_future_dates_max_days };
    ChainEvent *events = sorted_events(arena, dataset);
    PlacedChain *placed = ARENA_ARRAY(arena, count, PlacedChain);
    for (size_t at = 0; at < count;) {
        size_t length = same_chain(events + at, count - at);
        PlacedChain *next = &placed[result.count];
        next->first = SIZE_MAX;
        for (size_t i = at; i < at + length; i++)
            if (events[i].index < next->first) next->first = events[i].index;
        if (chain_of(events + at, length, &window, &next->chain)) {
            next->chain.name = chain_name(arena, &events[at]);
            result.count++;
        }
        at += length;
    }
    qsort(placed, result.count, sizeof *placed, by_state_and_place);
    result.chains = ARENA_ARRAY(arena, result.count, VisitChain);
    for (size_t i = 0; i < result.count; i++)
        result.chains[i] = placed[i].chain;
    return result;
}
