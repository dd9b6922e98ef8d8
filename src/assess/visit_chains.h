/* Chains of visit events: one request of one mandate to one State, from the clock's start to what
 * became of it (DOMAIN 3.1, METHOD 3 SP1 and SP2). */
#ifndef UPHOLD_ASSESS_VISIT_CHAINS_H
#define UPHOLD_ASSESS_VISIT_CHAINS_H

#include "assess/dataset.h"

typedef struct VisitChain {
    size_t state;
    Str name; /* as given; derived: mandate, with #2, #3 ... from the second on */
    Str mandate;
    Day start;     /* request, or first reminder inside the window */
    int64_t days;  /* from the start to the answer, the mandate's closing or the as-of date */
    bool answered; /* with specific dates; else censored */
    bool left_out; /* of SP1: the mandate closed it, or ended */
    bool mature;   /* counted by SP1: old enough and not left out */
    bool honoured;
} VisitChain;

/* By State, then in the order in which each chain first appears among the facts. Owned by the
 * arena. */
typedef struct VisitChains {
    VisitChain *chains;
    size_t count;
} VisitChains;

/* The chains whose clock starts inside the window that ends on as_of. */
VisitChains visit_chains(Arena *arena, const Dataset *dataset, const Method *method, Day as_of);

#endif
