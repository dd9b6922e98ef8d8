#include "assess/own_weights.h"

#include <math.h>

#include "assess/elementary.h"
#include "assess/release_value.h"
#include "assess/scores.h"

static bool check_weights(const double weights[DIMENSION_COUNT], double *sum, Error *error) {
    *sum = 0;
    for (int i = 0; i < DIMENSION_COUNT; i++) {
        if (!isfinite(weights[i]) || weights[i] < 0)
            return error_set(error, ERROR_REFUSED, "the weight of %s must be 0 or more",
                             dimension_text((Dimension)i));
        *sum += weights[i];
    }
    return (*sum > 0 && isfinite(*sum)) ||
           error_set(error, ERROR_REFUSED, "at least one weight must be above 0");
}

/* NAN where no dimension with a weight is tested. */
static double add_up(const double weights[DIMENSION_COUNT], const double *scores, bool geometric) {
    double sum = 0, weight = 0;
    for (int i = 0; i < DIMENSION_COUNT; i++) {
        if (isnan(scores[i]) || weights[i] <= 0) continue;
        sum += weights[i] * (geometric ? elementary_log(scores[i]) : scores[i]);
        weight += weights[i];
    }
    return geometric ? elementary_exp(sum / weight) : sum / weight;
}

bool own_score(const Method *method, const double weights[DIMENSION_COUNT],
               const DimensionScores *scores, double *scratch, OwnScore *result, Error *error) {
    double sum, present = 0;
    if (!check_weights(weights, &sum, error)) return false;
    *result = (OwnScore){ false, NAN, { NAN, NAN, NAN, NAN } };
    for (int i = 0; i < DIMENSION_COUNT; i++)
        if (!isnan(scores->nominal[i])) present += weights[i];
    result->assessable = scores->count && share_suffices(present, sum, method->overall_min_share);
    if (!result->assessable) return true;
    for (size_t draw = 0; draw < scores->count; draw++) {
        double at[DIMENSION_COUNT];
        for (int i = 0; i < DIMENSION_COUNT; i++)
            at[i] = scores->draws[i][draw];
        scratch[draw] = release_value(add_up(weights, at, scores->geometric[draw]));
    }
    Spread spread = spread_of(scratch, scores->count, method->interval_low, method->interval_high);
    result->score = release_value(add_up(weights, scores->nominal, true));
    result->spread = (Spread){ release_value(spread.mean), release_value(spread.low),
                               release_value(spread.middle), release_value(spread.high) };
    return true;
}
