#include "draw/timeline_chart.h"

#include "draw/lettering.h"
#include "draw/scale.h"
#include "draw/timeline_chart.tmpl.h"

enum { MARGIN = 130, TRACK = 200, GAP = 50, INDENT = 200, EVENTS_WITHOUT_SECOND_AXIS = 6 };

/* --- the axis --------------------------------------------------------------------------------- */

static bool is_day(Day day) {
    return day != DAY_NONE && day != DAY_FIRST && day != DAY_LAST;
}

static void widen(Day *from, Day *to, Day day) {
    if (!is_day(day)) return;
    if (!is_day(*from) || day < *from) *from = day;
    if (!is_day(*to) || day > *to) *to = day;
}

/* What the chart asks for, else from the first to the last day there is; never without extent. */
static Scale time_axis(const TimelineChart *chart) {
    Day from = DAY_NONE, to = DAY_NONE;
    for (size_t i = 0; i < chart->event_count; i++) {
        widen(&from, &to, chart->events[i].first);
        if (chart->events[i].first != DAY_NONE) widen(&from, &to, chart->events[i].last);
    }
    for (size_t i = 0; i < chart->limit_count; i++)
        widen(&from, &to, chart->limits[i].day);
    if (is_day(chart->from)) from = chart->from;
    if (is_day(chart->to)) to = chart->to;
    if (!is_day(from)) from = is_day(to) ? to : 0;
    if (!is_day(to) || to <= from) to = from + 1;
    return (Scale){ from, to, MARGIN, CHART_WIDTH - MARGIN };
}

static bool has_room(const Scale *axis, const CalendarTicks *ticks) {
    enum { BETWEEN = 60 };
    int32_t width =
        lettering_width(str_slice(STR("0000-00-00"), 0, ticks->text_length), CHART_TEXT);
    for (size_t i = 1; i < ticks->count; i++)
        if (scale_place(axis, ticks->at[i]) - scale_place(axis, ticks->at[i - 1]) < width + BETWEEN)
            return false;
    return true;
}

/* As many as their texts have room for. */
static CalendarTicks axis_ticks(const Scale *axis) {
    CalendarTicks ticks;
    size_t most = 6;
    do
        ticks = ticks_of_calendar((Day)axis->from, (Day)axis->to, most);
    while (!has_room(axis, &ticks) && --most >= 2);
    return ticks;
}

static void write_axis(ChartTexts *texts, const Scale *axis) {
    CalendarTicks ticks = axis_ticks(axis);
    texts->height += CHART_LINE;
    for (size_t i = 0; i < ticks.count; i++) {
        char text[DAY_TEXT_SIZE];
        day_format(ticks.at[i], text);
        Str shown = str_slice(str_from(text), 0, ticks.text_length);
        chart_text_near(texts, "axis middle", scale_place(axis, ticks.at[i]),
                        texts->height - CHART_LINE / 4, str_copy(texts->arena, shown));
    }
}

static void place_lines(TimelineLayout *layout, const Scale *axis) {
    Arena *arena = layout->texts.arena;
    CalendarTicks ticks = axis_ticks(axis);
    int32_t *places = ARENA_ARRAY(arena, ticks.count, int32_t);
    int32_t *limits = ARENA_ARRAY(arena, layout->chart->limit_count, int32_t);
    for (size_t i = 0; i < ticks.count; i++)
        places[i] = scale_place(axis, ticks.at[i]);
    for (size_t i = 0; i < layout->chart->limit_count; i++) {
        Day day = layout->chart->limits[i].day;
        if (day >= axis->from && day <= axis->to)
            limits[layout->limit_count++] = scale_place(axis, day);
    }
    layout->ticks = places;
    layout->tick_count = ticks.count;
    layout->limits = limits;
}

/* --- events ----------------------------------------------------------------------------------- */

/* What lies outside the axis goes on behind its end. The shape stands at the day, at the bound that
 * is known, or in the middle between two; there is none when all of it lies outside. */
static TimelineTrack place_event(const TimelineLayout *layout, const TimelineEvent *event,
                                 const Scale *axis) {
    const TimelineChart *chart = layout->chart;
    const TimelineKind *kind = event->kind < chart->kind_count ? &chart->kinds[event->kind] : NULL;
    TimelineTrack track = {
        .y = layout->texts.height + TRACK / 2,
        .first = scale_place(axis, event->first),
        .last = scale_place(axis, event->last),
        .unknown = event->first == DAY_NONE,
        .before = event->first<axis->from, .after = event->last> axis->to,
        .shape = kind ? kind->shape : CHART_CIRCLE,
        .kind = kind ? kind->name : STR_EMPTY,
    };
    track.at = (track.first + track.last) / 2;
    if (track.before && !track.after) track.at = track.last;
    if (track.after && !track.before) track.at = track.first;
    track.outside = event->last < axis->from || event->first > axis->to;
    if (track.before) track.first = layout->left;
    if (track.after) track.last = layout->right;
    return track;
}

static void write_sample(TimelineLayout *layout, TimelineSample sample, Str words) {
    sample.x = chart_side(&layout->texts, INDENT / 2);
    sample.y = layout->texts.height + CHART_LINE / 2;
    layout->samples[layout->sample_count++] = sample;
    chart_lines(&layout->texts, "word", INDENT, words);
}

/* The key: the limits on the axis, and the kinds that occur. */
static void write_key(TimelineLayout *layout, const Scale *axis) {
    const TimelineChart *chart = layout->chart;
    Arena *arena = layout->texts.arena;
    layout->samples = ARENA_ARRAY(arena, chart->limit_count + chart->kind_count, TimelineSample);
    for (size_t i = 0; i < chart->limit_count; i++) {
        const TimelineLimit *limit = &chart->limits[i];
        if (limit->day < axis->from || limit->day > axis->to) continue;
        write_sample(layout, (TimelineSample){ .limit = true },
                     str_format(arena, "%.*s: %.*s", STR_ARGUMENTS(limit->when),
                                STR_ARGUMENTS(limit->label)));
    }
    for (size_t kind = 0; kind < chart->kind_count; kind++) {
        size_t i = 0;
        while (i < chart->event_count && chart->events[i].kind != kind)
            i++;
        if (i == chart->event_count) continue;
        write_sample(layout, (TimelineSample){ .shape = chart->kinds[kind].shape },
                     chart->kinds[kind].name);
    }
}

void timeline_chart_svg(Buffer *out, Language language, const TimelineChart *chart) {
    Arena arena = { 0 };
    TimelineLayout layout = {
        .chart = chart,
        .texts = { .arena = &arena, .right_to_left = INTERFACE_LANGUAGES[language].right_to_left },
        .left = 20,
        .right = CHART_WIDTH - 20,
    };
    Scale axis = time_axis(chart);
    TimelineTrack *tracks = ARENA_ARRAY(&arena, chart->event_count, TimelineTrack);
    place_lines(&layout, &axis);
    if (chart->event_count > EVENTS_WITHOUT_SECOND_AXIS) {
        write_axis(&layout.texts, &axis);
        layout.texts.height += GAP;
    }
    for (size_t i = 0; i < chart->event_count; i++) {
        const TimelineEvent *event = &chart->events[i];
        chart_label(&layout.texts, 0, event->label, event->when);
        tracks[i] = place_event(&layout, event, &axis);
        layout.texts.height += TRACK + GAP;
    }
    layout.tracks = tracks;
    write_axis(&layout.texts, &axis);
    layout.texts.height += GAP;
    write_key(&layout, &axis);
    timeline_drawing(out, language, &layout);
    arena_free(&arena);
}
