/* Intervals: for each row where a value lies, and how far it may be off (METHOD 4, 6). No value is
 * ever drawn without its interval (METHOD 10.1). */
#ifndef UPHOLD_DRAW_INTERVAL_CHART_H
#define UPHOLD_DRAW_INTERVAL_CHART_H

#include "draw/chart.h"

typedef enum IntervalScale {
    INTERVAL_SHARE, /* 0..1, written with two decimals */
    INTERVAL_SCORE, /* 0..100, written with one */
} IntervalScale;

/* A row without a value has a reason why; so has one of which low, point or high is NAN ("not
 * available" where none is given). What lies outside the scale is drawn at its end. */
typedef struct IntervalRow {
    Str label;
    double low, point, high;
    Str unavailable; /* why there is no value; empty where there is one */
} IntervalRow;

/* Words for a part of the scale, from..to. */
typedef struct IntervalBand {
    double from, to;
    Str words;
} IntervalBand;

typedef struct IntervalChart {
    Str id, title;
    IntervalScale scale;
    const IntervalRow *rows;
    size_t row_count;
    const IntervalBand *bands; /* from the lowest; may be none */
    size_t band_count;
} IntervalChart;

void interval_chart_svg(Buffer *out, Language language, const IntervalChart *chart);

/* The same for one row, as a picture of 160 x 20 for a table cell, where the label and the numbers
 * stand beside it: without text, hidden from screen readers. Only the bands' limits are used. */
void interval_mark_svg(Buffer *out, IntervalScale scale, const IntervalRow *row,
                       const IntervalBand *bands, size_t band_count);

#endif
