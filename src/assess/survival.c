#include "assess/survival.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/elementary.h"
#include "assess/wilson.h"

static const double SAME = 1e-12; /* products of fractions that ought to be 1/2 */

static int by_time(const void *left, const void *right) {
    const SurvivalObservation *a = left, *b = right;
    return (a->time > b->time) - (a->time < b->time);
}

/* S^exp(+-z sqrt(g)/log S): symmetrical on the scale of log(-log S), so it stays inside 0..1. */
static Interval log_log_interval(double survival, double greenwood) {
    if (survival <= 0 || survival >= 1 || greenwood <= 0 || isinf(greenwood))
        return (Interval){ NAN, NAN };
    double log_survival = elementary_log(survival);
    double reach = NORMAL_95 * sqrt(greenwood) / -log_survival;
    return (Interval){ elementary_exp(log_survival * elementary_exp(reach)),
                       elementary_exp(log_survival * elementary_exp(-reach)) };
}

/* Takes the observations at the next time; what was estimated before goes on where nothing ends. */
static SurvivalStep next_step(const SurvivalObservation *observations, size_t count,
                              const SurvivalStep *before) {
    SurvivalStep step = { .time = observations[0].time, .at_risk = count };
    for (size_t i = 0; i < count && observations[i].time == step.time; i++) {
        if (observations[i].event)
            step.events++;
        else
            step.censored++;
    }
    step.survival = before ? before->survival : 1;
    step.greenwood = before ? before->greenwood : 0;
    if (step.events) {
        double n = (double)step.at_risk, d = (double)step.events;
        step.survival *= (n - d) / n;
        step.greenwood =
            step.events == step.at_risk ? INFINITY : step.greenwood + d / (n * (n - d));
    }
    step.standard_error = step.survival > 0 ? step.survival * sqrt(step.greenwood) : 0;
    Interval interval = log_log_interval(step.survival, step.greenwood);
    step.low = interval.low;
    step.high = interval.high;
    return step;
}

SurvivalCurve survival_curve(Arena *arena, const SurvivalObservation *observations, size_t count) {
    SurvivalCurve curve = { .observations = count };
    if (!count) return curve;
    SurvivalObservation *sorted = ARENA_ARRAY(arena, count, SurvivalObservation);
    memcpy(sorted, observations, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_time);
    curve.steps = ARENA_ARRAY(arena, count, SurvivalStep);
    for (size_t at = 0; at < count;) {
        SurvivalStep *before = curve.count ? &curve.steps[curve.count - 1] : NULL;
        SurvivalStep step = next_step(sorted + at, count - at, before);
        curve.steps[curve.count++] = step;
        curve.events += step.events;
        at += step.events + step.censored;
    }
    return curve;
}

SurvivalAt survival_at(const SurvivalCurve *curve, int64_t horizon) {
    double survival = 1, greenwood = 0;
    SurvivalAt at = { 0 };
    for (size_t i = 0; i < curve->count; i++) {
        const SurvivalStep *step = &curve->steps[i];
        if (step->time <= horizon) {
            survival = step->survival;
            greenwood = step->greenwood;
        }
        at.known += step->events + (step->time >= horizon ? step->censored : 0);
    }
    Interval interval = log_log_interval(survival, greenwood);
    at.answered = 1 - survival;
    at.low = 1 - interval.high;
    at.high = 1 - interval.low;
    return at;
}

/* When the level reached at steps[from] ends; where it begins if it does not. */
static int64_t end_of_level(const SurvivalCurve *curve, size_t from) {
    for (size_t i = from + 1; i < curve->count; i++)
        if (curve->steps[i].events) return curve->steps[i].time;
    return curve->steps[from].time;
}

double survival_median(const SurvivalCurve *curve) {
    for (size_t i = 0; i < curve->count; i++) {
        double time = (double)curve->steps[i].time;
        if (fabs(curve->steps[i].survival - 0.5) < SAME)
            return 0.5 * (time + (double)end_of_level(curve, i));
        if (curve->steps[i].survival < 0.5) return time;
    }
    return NAN;
}

double survival_restricted_mean(const SurvivalCurve *curve, int64_t horizon) {
    double area = 0, survival = 1;
    int64_t last = 0;
    for (size_t i = 0; i < curve->count && curve->steps[i].time <= horizon; i++) {
        area += survival * (double)(curve->steps[i].time - last);
        last = curve->steps[i].time;
        survival = curve->steps[i].survival;
    }
    return area + survival * (double)(horizon - last);
}
