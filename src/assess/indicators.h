/* The 21 indicators (METHOD 3): from facts to counts and values, and from counts to a posterior
 * with its intervals (METHOD 4). Everything here is about one State at a time: no value of one
 * State depends on another's. */
#ifndef UPHOLD_ASSESS_INDICATORS_H
#define UPHOLD_ASSESS_INDICATORS_H

#include "assess/reply_times.h"
#include "assess/survival.h"
#include "assess/visit_chains.h"
#include "assess/wilson.h"
#include "assess/words.h"

/* What the record says before any prior. */
typedef struct IndicatorFacts {
    Availability availability;
    double x[SUBSTANCE_MAP_COUNT]; /* successes, in each reading of the replies */
    double n;                      /* cases; 0 where there is none */
    double value;                  /* exact, ordinal, external: from 0 to 1 */
    double low, high;              /* external */
} IndicatorFacts;

/* The facts of a data set on its way to an assessment; what pages show lies beside the counts. */
typedef struct Observations {
    IndicatorFacts *facts; /* state_count rows of INDICATOR_CODE_COUNT */
    VisitChains chains;
    ReplyTimes replies;
    SurvivalCurve *visit_curves; /* of SP2, one a State; empty where SP2 is not available */
    SurvivalCurve *reply_curves; /* of SP4 */
} Observations;

Observations observe(Arena *arena, const Dataset *dataset, const Method *method, Day as_of);

static inline const IndicatorFacts *observed_facts(const Observations *observations, size_t state,
                                                   IndicatorCode code) {
    return &observations->facts[state * INDICATOR_CODE_COUNT + code];
}

/* What is shown of an indicator. NAN where a number does not exist. Of a sample there is n alone,
 * how many cases are on record: x would take what is not on record for a "no", and everything else
 * is a rate (METHOD 3). */
typedef struct IndicatorEstimate {
    Availability availability;
    double x, n;      /* rates, CO1 and CO2 */
    double raw;       /* rates: x/n */
    Interval wilson;  /* 95 %, of the raw rate */
    double a, b;      /* posterior */
    double value;     /* mean of the posterior, or the fact itself */
    double low, high; /* 5 % and 95 % points of the posterior; bounds of an external measure */
    bool few_cases;
    double score;
    ItemOdds odds; /* rates */
    ItemWord word;
} IndicatorEstimate;

/* The posterior of a rate with the prior's strength multiplied by `factor` (METHOD 6 (5)). */
Beta rate_posterior(const Indicator *indicator, double x, double n, double factor);

IndicatorEstimate indicator_estimate(const Method *method, const Indicator *indicator,
                                     const IndicatorFacts *facts);

#endif
