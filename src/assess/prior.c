#include "assess/prior.h"

#include <math.h>

static const double STRENGTH_LEAST = 2, STRENGTH_MOST = 20;

/* Squares within and between States, once the overall mean is known. */
static void analyse_variance(PriorEstimate *estimate, const double *x, const double *n,
                             size_t count, double successes) {
    double states = (double)estimate->states, cases = estimate->cases;
    double mean = successes / cases, squares = 0;
    for (size_t i = 0; i < count; i++) {
        if (n[i] <= 0) continue;
        double rate = x[i] / n[i];
        estimate->between += n[i] * (rate - mean) * (rate - mean) / (states - 1);
        estimate->within += x[i] * (n[i] - x[i]) / n[i] / (cases - states);
        squares += n[i] * n[i];
    }
    estimate->mean_cases = (cases - squares / cases) / (states - 1);
    double total = estimate->between + (estimate->mean_cases - 1) * estimate->within;
    estimate->correlation = total > 0 ? (estimate->between - estimate->within) / total : 0;
}

PriorEstimate prior_estimate(const double *x, const double *n, size_t count) {
    PriorEstimate estimate = { 0 };
    double successes = 0;
    for (size_t i = 0; i < count; i++) {
        if (n[i] <= 0) continue;
        estimate.states++;
        estimate.cases += n[i];
        successes += x[i];
    }
    if (estimate.states < 2 || estimate.cases <= (double)estimate.states) return estimate;
    estimate.estimated = true;
    analyse_variance(&estimate, x, n, count, successes);
    estimate.raw_strength = estimate.correlation > 0 ? 1 / estimate.correlation - 1 : STRENGTH_MOST;
    estimate.strength = fmin(STRENGTH_MOST, fmax(STRENGTH_LEAST, estimate.raw_strength));
    estimate.mean = successes / estimate.cases;
    /* Never 0, never 1: what nobody did yet is not impossible. */
    if (successes <= 0 || successes >= estimate.cases)
        estimate.mean = (successes + 0.5) / (estimate.cases + 1);
    return estimate;
}

void priors_estimate(const Method *method, const Observations *observations, size_t states,
                     PriorEstimate estimates[INDICATOR_CODE_COUNT]) {
    Arena arena = { 0 };
    double *x = ARENA_ARRAY(&arena, states, double), *n = ARENA_ARRAY(&arena, states, double);
    for (size_t i = 0; i < method->indicator_count; i++) {
        const Indicator *indicator = &method->indicators[i];
        estimates[i] = (PriorEstimate){ 0 };
        if (indicator->kind != KIND_RATE) continue;
        for (size_t state = 0; state < states; state++) {
            const IndicatorFacts *facts = observed_facts(observations, state, indicator->code);
            bool counts = facts->availability == AVAILABLE;
            x[state] = counts ? facts->x[SUBSTANCE_NOMINAL] : 0;
            n[state] = counts ? facts->n : 0;
        }
        estimates[i] = prior_estimate(x, n, states);
    }
    arena_free(&arena);
}

Method method_with_priors(const Method *method,
                          const PriorEstimate estimates[INDICATOR_CODE_COUNT]) {
    Method result = *method;
    for (size_t i = 0; i < result.indicator_count; i++) {
        if (!estimates[i].estimated) continue;
        result.indicators[i].reference = estimates[i].mean;
        result.indicators[i].prior_strength = estimates[i].strength;
    }
    return result;
}
