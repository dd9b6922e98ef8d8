/* Scales and ticks: from a number or a day to a place on an axis, and where an axis is marked.
 *
 * Places are whole units of a chart's viewBox (draw/chart.h). Everything here is a pure function;
 * numbers are written without a locale. */
#ifndef UPHOLD_DRAW_SCALE_H
#define UPHOLD_DRAW_SCALE_H

#include "base/buffer.h"
#include "base/date.h"

/* `from`..`to` lies on `start`..`end`; start may be the larger one (an axis that goes up). */
typedef struct Scale {
    double from, to;
    int32_t start, end;
} Scale;

/* The nearest whole unit. What lies outside the scale is placed at its end, NAN and everything on a
 * scale without extent at its start. */
int32_t scale_place(const Scale *scale, double value);

enum { TICKS_MAX = 12 };

typedef struct Ticks {
    double at[TICKS_MAX];
    size_t count;
    int decimals; /* that tell neighbours apart, at most 2 */
} Ticks;

/* Multiples of 1, 2 or 5 times a power of ten in from..to, at most `most` (2..TICKS_MAX). None
 * where from < to does not hold. Steps below 0.01 are not made. */
Ticks ticks_of_numbers(double from, double to, size_t most);

/* Waiting times in days from 0 to `horizon` at a step people think in (1, 2, 5, 10, 15, 30, 60, 90,
 * 180 days, a year ...): at most six, and at least four once the horizon is 3 days or more (three
 * from 1080 to 1094 days, where a half-year is too short a step and a year a long one). */
Ticks ticks_of_waiting(int64_t horizon);

typedef struct CalendarTicks {
    Day at[TICKS_MAX];
    size_t count;
    size_t text_length; /* how much of YYYY-MM-DD names a tick: 4, 7 or 10 */
} CalendarTicks;

/* First days of years, of quarters or months, or days, whichever is the finest that gives at most
 * `most` (2..TICKS_MAX) in first..last. May be empty for a very short span. */
CalendarTicks ticks_of_calendar(Day first, Day last, size_t most);

/* The number with that many decimals (0..2), rounded half away from zero; "-" and digits as in
 * JSON, never an exponent. NAN and what is beyond 1e15 give an en dash. */
void number_add(Buffer *out, double number, int decimals);
Str number_text(Arena *arena, double number, int decimals);

#endif
