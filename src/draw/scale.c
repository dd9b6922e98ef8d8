#include "draw/scale.h"

#include <math.h>

int32_t scale_place(const Scale *scale, double value) {
    double extent = scale->to - scale->from;
    if (isnan(value) || !(fabs(extent) > 0)) return scale->start;
    double share = (value - scale->from) / extent;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    return (int32_t)lround(scale->start + share * (scale->end - scale->start));
}

/* --- numbers ---------------------------------------------------------------------------------- */

Ticks ticks_of_numbers(double from, double to, size_t most) {
    static const double LEADING[] = { 1, 2, 5 };
    Ticks ticks = { .count = 0 };
    if (!(from < to) || !isfinite(to - from)) return ticks;
    /* In hundredths: whole numbers, so that 3 x 0.1 is 0.3. */
    double low = ceil(from * 100 - 1e-9), high = floor(to * 100 + 1e-9), step = 1;
    for (double power = 1;; power *= 10) {
        size_t i = 0;
        for (; i < COUNT_OF(LEADING); i++) {
            step = LEADING[i] * power;
            if (floor(high / step) - ceil(low / step) + 1 <= (double)most) break;
        }
        if (i < COUNT_OF(LEADING)) break;
    }
    for (double at = ceil(low / step); at * step <= high; at++)
        ticks.at[ticks.count++] = at * step / 100;
    ticks.decimals = step >= 100 ? 0 : step >= 10 ? 1 : 2;
    return ticks;
}

Ticks ticks_of_waiting(int64_t horizon) {
    enum { MOST = 6, YEAR = 365 };
    static const int64_t STEPS[] = { 1, 2, 3, 5, 10, 15, 30, 60, 90, 180, YEAR };
    Ticks ticks = { .count = 0 };
    if (horizon < 0) return ticks;
    size_t i = 0;
    while (i + 1 < COUNT_OF(STEPS) && horizon / STEPS[i] >= MOST)
        i++;
    int64_t step = STEPS[i];
    while (horizon / step >= MOST)
        step *= 2;
    for (int64_t at = 0; at <= horizon / step; at++)
        ticks.at[ticks.count++] = (double)(at * step);
    return ticks;
}

/* --- the calendar ----------------------------------------------------------------------------- */

typedef enum CalendarUnit { UNIT_DAYS, UNIT_MONTHS } CalendarUnit;

static const struct {
    CalendarUnit unit;
    int step;
    size_t text_length;
} CALENDAR_STEPS[] = {
    { UNIT_DAYS, 1, 10 },    { UNIT_DAYS, 7, 10 },    { UNIT_MONTHS, 1, 7 },
    { UNIT_MONTHS, 3, 7 },   { UNIT_MONTHS, 6, 7 },   { UNIT_MONTHS, 12, 4 },
    { UNIT_MONTHS, 24, 4 },  { UNIT_MONTHS, 60, 4 },  { UNIT_MONTHS, 120, 4 },
    { UNIT_MONTHS, 240, 4 }, { UNIT_MONTHS, 600, 4 }, { UNIT_MONTHS, 1200, 4 },
};

/* The first multiple of the step on or after `first`; months are counted from the year 0. */
static int64_t calendar_begin(Day first, CalendarUnit unit, int step) {
    if (unit == UNIT_DAYS) return first;
    int year, month, day;
    day_to_civil(first, &year, &month, &day);
    int64_t months = (int64_t)year * 12 + month - 1 + (day > 1);
    return (months + step - 1) / step * step;
}

static bool calendar_day(int64_t at, CalendarUnit unit, Day *day) {
    if (unit == UNIT_DAYS) {
        *day = (Day)at;
        return at <= DAY_LAST;
    }
    return day_from_civil((int)(at / 12), (int)(at % 12) + 1, 1, day);
}

CalendarTicks ticks_of_calendar(Day first, Day last, size_t most) {
    CalendarTicks ticks = { .count = 0 };
    if (most > TICKS_MAX) most = TICKS_MAX;
    for (size_t i = 0; i < COUNT_OF(CALENDAR_STEPS); i++) {
        CalendarUnit unit = CALENDAR_STEPS[i].unit;
        int step = CALENDAR_STEPS[i].step;
        int64_t at = calendar_begin(first, unit, step);
        Day day;
        ticks.text_length = CALENDAR_STEPS[i].text_length;
        for (ticks.count = 0; calendar_day(at, unit, &day) && day <= last; at += step) {
            if (ticks.count < most) ticks.at[ticks.count] = day;
            if (ticks.count++ == most) break;
        }
        if (ticks.count <= most) return ticks;
    }
    ticks.count = most; /* a span of more centuries than ticks: the first ones */
    return ticks;
}

/* --- writing ---------------------------------------------------------------------------------- */

void number_add(Buffer *out, double number, int decimals) {
    static const int64_t POWERS[] = { 1, 10, 100 };
    if (isnan(number) || fabs(number) > 1e15) {
        buffer_add_c(out, "–");
        return;
    }
    int64_t power = POWERS[decimals < 0 ? 0 : decimals > 2 ? 2 : decimals];
    int64_t units = llround(number * (double)power);
    if (units < 0) buffer_add_byte(out, '-');
    if (units < 0) units = -units;
    buffer_add_integer(out, units / power);
    if (power == 1) return;
    buffer_add_byte(out, '.');
    for (power /= 10; power; power /= 10)
        buffer_add_byte(out, (char)('0' + units / power % 10));
}

Str number_text(Arena *arena, double number, int decimals) {
    Buffer out = { 0 };
    number_add(&out, number, decimals);
    Str text = str_copy(arena, buffer_str(&out));
    buffer_free(&out);
    return text;
}
