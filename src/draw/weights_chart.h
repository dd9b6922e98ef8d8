/* Weights: how much each dimension counts in the method, and how much in a reader's own weighting
 * (METHOD 2). Bars on one common scale that begins at nought. */
#ifndef UPHOLD_DRAW_WEIGHTS_CHART_H
#define UPHOLD_DRAW_WEIGHTS_CHART_H

#include "draw/chart.h"

typedef struct WeightsRow {
    Str label;
    double nominal; /* the method's share, 0..1 */
    double own;     /* the reader's share, 0..1; NAN: none */
} WeightsRow;

typedef struct WeightsChart {
    Str id, title;
    const WeightsRow *rows;
    size_t row_count;
} WeightsChart;

void weights_chart_svg(Buffer *out, Language language, const WeightsChart *chart);

#endif
