/* Events in time: a line of words for each, and beneath it where it lies on a common axis. A day
 * known only within bounds is a bar from the first to the last possible one (DOMAIN 3.1). */
#ifndef UPHOLD_DRAW_TIMELINE_CHART_H
#define UPHOLD_DRAW_TIMELINE_CHART_H

#include "base/date.h"
#include "draw/chart.h"

/* Told apart by shape; the caller has at most CHART_SHAPE_COUNT of them. */
typedef struct TimelineKind {
    Str name;
    ChartShape shape;
} TimelineKind;

/* first..last as in a Date: the same day for a day; DAY_FIRST or DAY_LAST for an open end, drawn as
 * an arrow; DAY_NONE in `first`: not known, drawn as a dash. */
typedef struct TimelineEvent {
    Day first, last;
    Str label;
    Str when;    /* the date in words, in the page's language */
    size_t kind; /* in the chart's kinds */
} TimelineEvent;

/* A day that matters for all events: the as-of date, a deadline, an election. */
typedef struct TimelineLimit {
    Day day;
    Str label;
    Str when;
} TimelineLimit;

typedef struct TimelineChart {
    Str id, title;
    Day from, to; /* of the axis; DAY_NONE: the first and the last day there is */
    const TimelineKind *kinds;
    size_t kind_count;
    const TimelineEvent *events; /* drawn in this order */
    size_t event_count;
    const TimelineLimit *limits; /* few */
    size_t limit_count;
} TimelineChart;

void timeline_chart_svg(Buffer *out, Language language, const TimelineChart *chart);

#endif
