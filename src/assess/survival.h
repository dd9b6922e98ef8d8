/* Kaplan-Meier: how long until an answer, when some still wait (METHOD 4 "Deadlines with
 * censoring"; Kaplan and Meier 1958, Greenwood 1926). Times are whole days, so that ties are exact;
 * at equal times an event comes before a censoring. Numbers that do not exist are NAN. */
#ifndef UPHOLD_ASSESS_SURVIVAL_H
#define UPHOLD_ASSESS_SURVIVAL_H

#include "base/arena.h"

typedef struct SurvivalObservation {
    int64_t time; /* days */
    bool event;   /* false: censored, still without an answer then */
} SurvivalObservation;

/* What holds from `time` until the next step. */
typedef struct SurvivalStep {
    int64_t time;
    size_t at_risk, events, censored;
    double survival;  /* P(no answer by then) */
    double greenwood; /* sum of d/(n(n-d)); infinite once survival is 0 */
    double standard_error;
    double low, high; /* log-log 95 % interval of survival; NAN at 0 and 1 */
} SurvivalStep;

/* One step for each different time, in order. Owned by the arena. */
typedef struct SurvivalCurve {
    SurvivalStep *steps;
    size_t count, observations, events;
} SurvivalCurve;

/* What the curve says at a horizon in days. */
typedef struct SurvivalAt {
    double answered;  /* F = 1 - S(horizon) */
    double low, high; /* log-log 95 % interval of F; NAN where S is 0 or 1 */
    size_t known;     /* n*: observations whose status at the horizon is known */
} SurvivalAt;

SurvivalCurve survival_curve(Arena *arena, const SurvivalObservation *observations, size_t count);

SurvivalAt survival_at(const SurvivalCurve *curve, int64_t horizon);

/* The first time at which S is below 1/2; where S is exactly 1/2, the middle between that time and
 * the next event, as R's quantile.survfit; NAN when not reached. Where S stays at 1/2 and no event
 * follows, the time itself: R would take the middle up to the last observation, a number that grows
 * with the as-of date while nothing happens. */
double survival_median(const SurvivalCurve *curve);

/* Mean time without an answer, counted up to the horizon. */
double survival_restricted_mean(const SurvivalCurve *curve, int64_t horizon);

#endif
