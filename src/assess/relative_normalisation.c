#include "assess/relative_normalisation.h"

#include <math.h>

static const double NO_RANGE = 1e-12;

/* The posts that the assessed States themselves set. */
static void relative_goalposts(const Assessment *assessment, size_t count, size_t indicator,
                               double goalposts[2]) {
    double least = INFINITY, most = -INFINITY;
    for (size_t state = 0; state < count; state++) {
        double value = assessment->states[state].indicators[indicator].value;
        if (isnan(value)) continue;
        least = fmin(least, value);
        most = fmax(most, value);
    }
    bool differ = most - least >= NO_RANGE;
    goalposts[0] = differ ? least : assessment->method->goalposts[0][0];
    goalposts[1] = differ ? most : assessment->method->goalposts[0][1];
}

void relative_overall(const Assessment *assessment, size_t count, double *overall) {
    const Method *method = assessment->method;
    double goalposts[INDICATOR_CODE_COUNT][2];
    for (size_t i = 0; i < method->indicator_count; i++)
        relative_goalposts(assessment, count, i, goalposts[i]);
    for (size_t state = 0; state < count; state++) {
        double scores[INDICATOR_CODE_COUNT];
        for (size_t i = 0; i < method->indicator_count; i++) {
            double value = assessment->states[state].indicators[i].value;
            scores[i] = isnan(value) ? NAN : score_of(method, goalposts[i], value);
        }
        overall[state] = scores_add_up(method, scores, SIZE_MAX).geometric;
    }
}
