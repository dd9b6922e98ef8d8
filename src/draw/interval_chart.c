#include "draw/interval_chart.h"

#include <math.h>

#include "draw/interval_chart.tmpl.h"
#include "draw/lettering.h"
#include "draw/scale.h"

enum {
    MARGIN = 120,
    TRACK = 200,
    GAP = 50,
    MARK_WIDTH = 1600,
    MARK_MARGIN = 60,
    MARK_HEIGHT = 200
};

static double scale_end(IntervalScale scale) {
    return scale == INTERVAL_SHARE ? 1 : 100;
}

static bool row_is_available(const IntervalRow *row) {
    return !row->unavailable.length && !isnan(row->low) && !isnan(row->point) && !isnan(row->high);
}

static IntervalTrack place_row(const IntervalRow *row, const Scale *axis, int32_t y) {
    return (IntervalTrack){
        .available = row_is_available(row),
        .y = y,
        .low = scale_place(axis, row->low),
        .point = scale_place(axis, row->point),
        .high = scale_place(axis, row->high),
        .label = row->label,
        .reason = row->unavailable,
    };
}

static void write_row(IntervalLayout *layout, Language language, const IntervalRow *row,
                      IntervalTrack *track) {
    Arena *arena = layout->texts.arena;
    int decimals = layout->chart->scale == INTERVAL_SHARE ? 2 : 1;
    if (!track->reason.length) track->reason = message(language, "not available");
    track->low_text = number_text(arena, row->low, decimals);
    track->point_text = number_text(arena, row->point, decimals);
    track->high_text = number_text(arena, row->high, decimals);
    Str said = track->reason;
    if (track->available)
        said = str_format(arena, "%.*s (%.*s–%.*s)", STR_ARGUMENTS(track->point_text),
                          STR_ARGUMENTS(track->low_text), STR_ARGUMENTS(track->high_text));
    chart_label(&layout->texts, 0, row->label, said);
}

/* Where the axis is marked: at the limits of the bands, or at round numbers where there are none.
 */
static Ticks axis_ticks(const Scale *axis, const IntervalBand *bands, size_t band_count) {
    if (!band_count || band_count >= TICKS_MAX) return ticks_of_numbers(axis->from, axis->to, 6);
    Ticks ticks = { .at = { bands[0].from }, .count = 1, .decimals = axis->to > 1 ? 0 : 2 };
    for (size_t i = 0; i < band_count; i++)
        ticks.at[ticks.count++] = bands[i].to;
    return ticks;
}

static void place_lines(IntervalLayout *layout, const Scale *axis, const Ticks *ticks,
                        Arena *arena) {
    int32_t *lines = ARENA_ARRAY(arena, ticks->count, int32_t);
    for (size_t i = 0; i < ticks->count; i++)
        lines[i] = scale_place(axis, ticks->at[i]);
    layout->lines = lines;
    layout->line_count = ticks->count;
}

static void write_axis(ChartTexts *texts, const Scale *axis, const Ticks *ticks) {
    texts->height += CHART_LINE;
    for (size_t i = 0; i < ticks->count; i++)
        chart_text_near(texts, "axis middle", scale_place(axis, ticks->at[i]),
                        texts->height - CHART_LINE / 4,
                        number_text(texts->arena, ticks->at[i], ticks->decimals));
}

/* The words of the bands beneath the axis, where each has room for its own. */
static bool write_bands_in_place(ChartTexts *texts, const IntervalChart *chart, const Scale *axis) {
    enum { BETWEEN = 40 };
    size_t most = 0;
    LetteringLines *lines = ARENA_ARRAY(texts->arena, chart->band_count, LetteringLines);
    for (size_t i = 0; i < chart->band_count; i++) {
        const IntervalBand *band = &chart->bands[i];
        int32_t room = scale_place(axis, band->to) - scale_place(axis, band->from) - BETWEEN;
        lines[i] = lettering_wrap(texts->arena, band->words, CHART_TEXT, room);
        if (lines[i].cut || lines[i].broken) return false;
        if (lines[i].count > most) most = lines[i].count;
    }
    for (size_t i = 0; i < chart->band_count; i++) {
        double middle = (chart->bands[i].from + chart->bands[i].to) / 2;
        for (size_t j = 0; j < lines[i].count; j++)
            chart_text(texts, "word middle", scale_place(axis, middle),
                       texts->height + (int32_t)(j + 1) * CHART_LINE - CHART_LINE / 4,
                       lines[i].line[j]);
    }
    texts->height += (int32_t)most * CHART_LINE;
    return true;
}

static void write_bands(IntervalLayout *layout, const Scale *axis) {
    const IntervalChart *chart = layout->chart;
    ChartTexts *texts = &layout->texts;
    Str *limits = ARENA_ARRAY(texts->arena, 2 * chart->band_count, Str);
    int decimals = chart->scale == INTERVAL_SHARE ? 2 : 0;
    for (size_t i = 0; i < chart->band_count; i++) {
        limits[2 * i] = number_text(texts->arena, chart->bands[i].from, decimals);
        limits[2 * i + 1] = number_text(texts->arena, chart->bands[i].to, decimals);
    }
    layout->band_limits = limits;
    texts->height += chart->band_count ? GAP : 0;
    if (write_bands_in_place(texts, chart, axis)) return;
    for (size_t i = 0; i < chart->band_count; i++)
        chart_lines(texts, "word", 0,
                    str_format(texts->arena, "%.*s–%.*s: %.*s", STR_ARGUMENTS(limits[2 * i]),
                               STR_ARGUMENTS(limits[2 * i + 1]),
                               STR_ARGUMENTS(chart->bands[i].words)));
}

void interval_chart_svg(Buffer *out, Language language, const IntervalChart *chart) {
    Arena arena = { 0 };
    IntervalLayout layout = {
        .chart = chart,
        .texts = { .arena = &arena, .right_to_left = INTERFACE_LANGUAGES[language].right_to_left },
        .left = MARGIN,
        .right = CHART_WIDTH - MARGIN,
    };
    Scale axis = { 0, scale_end(chart->scale), layout.left, layout.right };
    Ticks ticks = axis_ticks(&axis, chart->bands, chart->band_count);
    IntervalTrack *tracks = ARENA_ARRAY(&arena, chart->row_count, IntervalTrack);
    for (size_t i = 0; i < chart->row_count; i++) {
        tracks[i] = place_row(&chart->rows[i], &axis, 0);
        write_row(&layout, language, &chart->rows[i], &tracks[i]);
        tracks[i].y = layout.texts.height + TRACK / 2;
        layout.texts.height += TRACK + GAP;
    }
    layout.tracks = tracks;
    place_lines(&layout, &axis, &ticks, &arena);
    write_axis(&layout.texts, &axis, &ticks);
    write_bands(&layout, &axis);
    interval_drawing(out, language, &layout);
    arena_free(&arena);
}

void interval_mark_svg(Buffer *out, IntervalScale scale, const IntervalRow *row,
                       const IntervalBand *bands, size_t band_count) {
    Arena arena = { 0 };
    Scale axis = { 0, scale_end(scale), MARK_MARGIN, MARK_WIDTH - MARK_MARGIN };
    IntervalLayout layout = { .left = axis.start, .right = axis.end };
    IntervalTrack track = place_row(row, &axis, MARK_HEIGHT / 2);
    Ticks ticks = axis_ticks(&axis, bands, band_count);
    place_lines(&layout, &axis, &ticks, &arena);
    interval_mark(out, &layout, &track);
    arena_free(&arena);
}
