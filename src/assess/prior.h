/* The prior of each rate, estimated once a release over all UN Members (METHOD 4 "Prior"): how high
 * the rate is on the whole, and how much States differ (ANOVA estimator of the intraclass
 * correlation; Ridout, Demetrio and Firth 1999). */
#ifndef UPHOLD_ASSESS_PRIOR_H
#define UPHOLD_ASSESS_PRIOR_H

#include "assess/indicators.h"

typedef struct PriorEstimate {
    bool estimated; /* false: fewer than two States or one case each; the method's prior stands */
    size_t states;  /* K, with a case */
    double cases;   /* N */
    double mean;    /* mu, strictly between 0 and 1 */
    double between, within, mean_cases; /* MSB, MSW, n0 */
    double correlation;                 /* rho; 0 where States do not differ at all */
    double raw_strength, strength;      /* m = 1/rho - 1, and clipped to 2..20 */
} PriorEstimate;

/* x[i] successes of n[i] cases of State i; States with n = 0 do not count. */
PriorEstimate prior_estimate(const double *x, const double *n, size_t count);

/* One estimate an indicator of the method; those of other kinds stay "not estimated". */
void priors_estimate(const Method *method, const Observations *observations, size_t states,
                     PriorEstimate estimates[INDICATOR_CODE_COUNT]);

/* The method with the estimated priors in place of its own: what a release freezes. */
Method method_with_priors(const Method *method,
                          const PriorEstimate estimates[INDICATOR_CODE_COUNT]);

#endif
