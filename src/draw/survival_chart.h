/* Kaplan-Meier curves: how long until an answer, when some still wait (METHOD 4, "Deadlines with
 * censoring"), with the 95 % band, the censored, the deadline, the median and the numbers at risk.
 */
#ifndef UPHOLD_DRAW_SURVIVAL_CHART_H
#define UPHOLD_DRAW_SURVIVAL_CHART_H

#include "draw/chart.h"

/* What holds from `time` (whole days, >= 0, rising) until the next step. */
typedef struct SurvivalChartStep {
    int64_t time;
    size_t at_risk; /* still waiting just before */
    size_t events, censored;
    double survival;  /* share without an answer, 0..1 */
    double low, high; /* its 95 % interval; NAN where there is none: no band is drawn there */
} SurvivalChartStep;

typedef struct SurvivalChartCurve {
    Str label;
    const SurvivalChartStep *steps;
    size_t step_count; /* 0: nothing was asked; said in words */
    double median;     /* days; NAN: not reached */
} SurvivalChartCurve;

enum { SURVIVAL_CHART_CURVES_MAX = 4 };

typedef struct SurvivalChart {
    Str id, title;
    bool answered;      /* draws the share answered (rising), else the share without an answer */
    int64_t deadline;   /* day of the vertical line; negative: none */
    Str deadline_label; /* its name; empty: "Deadline" */
    int64_t horizon;    /* the last day on the axis; 0: the last step or the deadline */
    const SurvivalChartCurve *curves;
    size_t curve_count; /* at most SURVIVAL_CHART_CURVES_MAX; more are not drawn */
} SurvivalChart;

void survival_chart_svg(Buffer *out, Language language, const SurvivalChart *chart);

/* How many of the curve still wait just before `day`: the numbers beneath the chart. */
size_t survival_chart_at_risk(const SurvivalChartCurve *curve, int64_t day);

#endif
