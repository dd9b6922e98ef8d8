#include "assess/scores.h"

#include <math.h>

#include "assess/elementary.h"

static const double SLACK = 1e-12; /* sums of decimal weights */

double goalpost_share(double x, double low, double high, bool higher_is_better) {
    double share = higher_is_better ? (x - low) / (high - low) : (high - x) / (high - low);
    return fmin(1, fmax(0, share));
}

double score_of(const Method *method, const double goalposts[2], double value) {
    return method->score_floor +
           method->score_span * goalpost_share(value, goalposts[0], goalposts[1], true);
}

double mean_arithmetic(const double *values, const double *weights, size_t count) {
    double sum = 0, weight = 0;
    for (size_t i = 0; i < count; i++) {
        sum += weights[i] * values[i];
        weight += weights[i];
    }
    return sum / weight;
}

double mean_geometric(const double *values, const double *weights, size_t count) {
    double sum = 0, weight = 0;
    for (size_t i = 0; i < count; i++) {
        sum += weights[i] * elementary_log(values[i]);
        weight += weights[i];
    }
    return elementary_exp(sum / weight);
}

double mean_harmonic(const double *values, const double *weights, size_t count) {
    double sum = 0, weight = 0;
    for (size_t i = 0; i < count; i++) {
        sum += weights[i] / values[i];
        weight += weights[i];
    }
    return weight / sum;
}

bool share_suffices(double present, double nominal, double least) {
    return present > 0 && present / nominal >= least - SLACK;
}

static void add_up_dimension(const Method *method, const double *scores, size_t left_out,
                             Dimension dimension, Scores *result) {
    double values[INDICATOR_CODE_COUNT], weights[INDICATOR_CODE_COUNT];
    double nominal = 0, present = 0;
    size_t count = 0;
    for (size_t i = 0; i < method->indicator_count; i++) {
        const Indicator *indicator = &method->indicators[i];
        if (indicator->dimension != dimension || i == left_out) continue;
        nominal += indicator->weight;
        if (isnan(scores[i])) continue;
        present += indicator->weight;
        values[count] = scores[i];
        weights[count++] = indicator->weight;
    }
    result->dimension_shares[dimension] = nominal > 0 ? present / nominal : 0;
    result->dimensions[dimension] = share_suffices(present, nominal, method->dimension_min_share)
                                        ? mean_arithmetic(values, weights, count)
                                        : NAN;
}

Scores scores_add_up(const Method *method, const double *scores, size_t left_out) {
    Scores result = { .geometric = NAN, .arithmetic = NAN, .harmonic = NAN };
    double values[DIMENSION_COUNT], weights[DIMENSION_COUNT], nominal = 0, present = 0;
    size_t count = 0;
    for (int dimension = 0; dimension < DIMENSION_COUNT; dimension++) {
        add_up_dimension(method, scores, left_out, (Dimension)dimension, &result);
        nominal += method->dimension_weights[dimension];
        if (isnan(result.dimensions[dimension])) continue;
        present += method->dimension_weights[dimension];
        values[count] = result.dimensions[dimension];
        weights[count++] = method->dimension_weights[dimension];
    }
    result.overall_share = present / nominal;
    if (!share_suffices(present, nominal, method->overall_min_share)) return result;
    result.geometric = mean_geometric(values, weights, count);
    result.arithmetic = mean_arithmetic(values, weights, count);
    result.harmonic = mean_harmonic(values, weights, count);
    return result;
}
