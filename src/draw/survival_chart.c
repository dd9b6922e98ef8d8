#include "draw/survival_chart.h"

#include <math.h>

#include "draw/lettering.h"
#include "draw/scale.h"
#include "draw/survival_chart.tmpl.h"

enum { LEFT = 320, RIGHT = CHART_WIDTH - 160, PLOT_HEIGHT = 1500, SAMPLE = 340 };

typedef struct Axes {
    Scale days, shares;
} Axes;

size_t survival_chart_at_risk(const SurvivalChartCurve *curve, int64_t day) {
    for (size_t i = 0; i < curve->step_count; i++)
        if (curve->steps[i].time >= day) return curve->steps[i].at_risk;
    return 0;
}

static double shown(const SurvivalChart *chart, double survival) {
    return chart->answered ? 1 - survival : survival;
}

static SurvivalPoint place_point(const SurvivalChart *chart, const Axes *axes, double day,
                                 double survival) {
    return (SurvivalPoint){ scale_place(&axes->days, day),
                            scale_place(&axes->shares, shown(chart, survival)) };
}

static int64_t last_day(const SurvivalChart *chart, size_t curve_count) {
    if (chart->horizon > 0) return chart->horizon;
    int64_t last = chart->deadline > 1 ? chart->deadline : 1;
    for (size_t i = 0; i < curve_count; i++) {
        const SurvivalChartCurve *curve = &chart->curves[i];
        if (curve->step_count && curve->steps[curve->step_count - 1].time > last)
            last = curve->steps[curve->step_count - 1].time;
    }
    return last;
}

/* --- a curve ---------------------------------------------------------------------------------- */

/* The band from one step to the next. Nothing is known behind the last observation, so the last
 * step has none. */
static void place_band(const SurvivalChart *chart, const Axes *axes,
                       const SurvivalChartCurve *curve, size_t step, SurvivalDrawing *drawing) {
    const SurvivalChartStep *at = &curve->steps[step];
    if (isnan(at->low) || isnan(at->high) || step + 1 == curve->step_count) return;
    SurvivalPoint low = place_point(chart, axes, (double)at->time, at->low);
    SurvivalPoint high = place_point(chart, axes, (double)curve->steps[step + 1].time, at->high);
    if (low.x == high.x) return;
    drawing->band[drawing->band_count++] =
        (SurvivalBox){ .left = low.x, .right = high.x, .top = high.y, .bottom = low.y };
}

static void place_curve(Arena *arena, const SurvivalChart *chart, const Axes *axes,
                        const SurvivalChartCurve *curve, SurvivalDrawing *drawing) {
    drawing->corners = ARENA_ARRAY(arena, curve->step_count + 1, SurvivalPoint);
    drawing->censored = ARENA_ARRAY(arena, curve->step_count, SurvivalPoint);
    drawing->band = ARENA_ARRAY(arena, curve->step_count, SurvivalBox);
    if (curve->step_count)
        drawing->corners[drawing->corner_count++] = place_point(chart, axes, 0, 1);
    for (size_t i = 0; i < curve->step_count; i++) {
        const SurvivalChartStep *step = &curve->steps[i];
        SurvivalPoint corner = place_point(chart, axes, (double)step->time, step->survival);
        bool visible = (double)step->time <= axes->days.to;
        drawing->events += step->events;
        drawing->observations += step->events + step->censored;
        if (step->censored && visible) drawing->censored[drawing->censored_count++] = corner;
        place_band(chart, axes, curve, i, drawing);
        if (!visible) corner.y = drawing->corners[drawing->corner_count - 1].y;
        if (step->events || i + 1 == curve->step_count)
            drawing->corners[drawing->corner_count++] = corner;
    }
}

static void write_median(Arena *arena, const SurvivalChart *chart, const Axes *axes,
                         const SurvivalChartCurve *curve, SurvivalDrawing *drawing) {
    if (isnan(curve->median)) return;
    drawing->median_text = number_text(arena, curve->median, fmod(curve->median, 1) != 0);
    drawing->has_median = curve->median <= axes->days.to;
    drawing->median = place_point(chart, axes, curve->median, 0.5);
}

/* What the curve says at the deadline, unless all observations end before it. */
static void write_deadline(Arena *arena, const SurvivalChart *chart,
                           const SurvivalChartCurve *curve, SurvivalDrawing *drawing) {
    if (chart->deadline < 0 || !curve->step_count) return;
    const SurvivalChartStep *last = &curve->steps[curve->step_count - 1];
    SurvivalChartStep at = { .survival = 1, .low = NAN, .high = NAN };
    for (size_t i = 0; i < curve->step_count && curve->steps[i].time <= chart->deadline; i++)
        at = curve->steps[i];
    if (last->time < chart->deadline && last->survival > 0) return;
    drawing->deadline_share = number_text(arena, 100 * shown(chart, at.survival), 0);
    if (isnan(at.low) || isnan(at.high)) return;
    double low = chart->answered ? at.high : at.low, high = chart->answered ? at.low : at.high;
    drawing->deadline_low = number_text(arena, 100 * shown(chart, low), 0);
    drawing->deadline_high = number_text(arena, 100 * shown(chart, high), 0);
}

/* --- the axes --------------------------------------------------------------------------------- */

static void write_shares(SurvivalLayout *layout, const Scale *axis) {
    ChartTexts *texts = &layout->texts;
    Ticks ticks = ticks_of_numbers(0, 100, 6);
    int32_t *shares = ARENA_ARRAY(texts->arena, ticks.count, int32_t);
    for (size_t i = 0; i < ticks.count; i++) {
        shares[i] = scale_place(axis, ticks.at[i] / 100);
        chart_text(texts, "axis end", LEFT - 50, shares[i] + 40,
                   number_text(texts->arena, ticks.at[i], 0));
    }
    layout->shares = shares;
    layout->share_count = ticks.count;
}

static void write_days(SurvivalLayout *layout, Language language, const Scale *axis,
                       const Ticks *ticks) {
    ChartTexts *texts = &layout->texts;
    int32_t *days = ARENA_ARRAY(texts->arena, ticks->count, int32_t);
    texts->height += 40 + CHART_LINE;
    for (size_t i = 0; i < ticks->count; i++) {
        days[i] = scale_place(axis, ticks->at[i]);
        chart_text_near(texts, "axis middle", days[i], texts->height - CHART_LINE / 4,
                        number_text(texts->arena, ticks->at[i], 0));
    }
    layout->days = days;
    layout->day_count = ticks->count;
    texts->height += CHART_LINE;
    chart_text_near(texts, "word middle", (LEFT + RIGHT) / 2, texts->height - CHART_LINE / 4,
                    message(language, "Days waited"));
}

static void write_deadline_label(SurvivalLayout *layout, Language language, const Scale *axis) {
    const SurvivalChart *chart = layout->chart;
    ChartTexts *texts = &layout->texts;
    layout->deadline_x = -1;
    if (chart->deadline < 0 || (double)chart->deadline > axis->to) return;
    Str label = chart->deadline_label;
    if (!label.length) label = message(language, "Deadline");
    layout->deadline_x = scale_place(axis, (double)chart->deadline);
    label =
        str_format(texts->arena, "%.*s: %lld", STR_ARGUMENTS(label), (long long)chart->deadline);
    if (lettering_width(label, CHART_TEXT) > CHART_WIDTH) {
        chart_lines(texts, "word", 0, label);
        return;
    }
    texts->height += CHART_LINE;
    chart_text_near(texts, "word middle", layout->deadline_x, texts->height - CHART_LINE / 4,
                    label);
}

/* --- beneath the axis: each curve's name, median and numbers at risk -------------------------- */

static void write_curve_name(SurvivalLayout *layout, Language language,
                             const SurvivalChartCurve *curve, SurvivalDrawing *drawing) {
    ChartTexts *texts = &layout->texts;
    Str median = message(language, "median not reached");
    if (!curve->step_count)
        median = message(language, "nothing to count");
    else if (drawing->median_text.length)
        median = str_format(texts->arena, "%.*s %.*s",
                            STR_ARGUMENTS(message(language, "median in days:")),
                            STR_ARGUMENTS(drawing->median_text));
    texts->height += 60;
    drawing->sample_y = texts->height + CHART_LINE / 2;
    chart_label(texts, layout->curve_count > 1 ? SAMPLE + 60 : 0, curve->label, median);
}

static void write_at_risk(ChartTexts *texts, const Scale *axis, const Ticks *ticks,
                          const SurvivalChartCurve *curve) {
    texts->height += CHART_LINE;
    for (size_t i = 0; i < ticks->count; i++)
        chart_text_near(
            texts, "axis middle", scale_place(axis, ticks->at[i]), texts->height - CHART_LINE / 4,
            str_format(texts->arena, "%zu", survival_chart_at_risk(curve, (int64_t)ticks->at[i])));
}

void survival_chart_svg(Buffer *out, Language language, const SurvivalChart *chart) {
    Arena arena = { 0 };
    SurvivalLayout layout = {
        .chart = chart,
        .texts = { .arena = &arena, .right_to_left = INTERFACE_LANGUAGES[language].right_to_left },
        .curve_count = chart->curve_count < SURVIVAL_CHART_CURVES_MAX ? chart->curve_count
                                                                      : SURVIVAL_CHART_CURVES_MAX,
    };
    ChartTexts *texts = &layout.texts;
    SurvivalDrawing curves[SURVIVAL_CHART_CURVES_MAX] = { 0 };
    int64_t last = last_day(chart, layout.curve_count);
    Ticks ticks = ticks_of_waiting(last);
    Axes axes = { .days = { 0, (double)last, LEFT, RIGHT } };

    chart_lines(texts, "word", 0,
                chart->answered ? message(language, "Share answered, in %")
                                : message(language, "Share without an answer, in %"));
    write_deadline_label(&layout, language, &axes.days);
    texts->height += 60;
    layout.plot = (SurvivalBox){ LEFT, RIGHT, texts->height, texts->height + PLOT_HEIGHT };
    axes.shares = (Scale){ 0, 1, layout.plot.bottom, layout.plot.top };
    texts->height = layout.plot.bottom;
    write_shares(&layout, &axes.shares);
    write_days(&layout, language, &axes.days, &ticks);
    texts->height += 60;
    chart_lines(texts, "word", 0, message(language, "Still waiting at that day:"));
    for (size_t i = 0; i < layout.curve_count; i++) {
        curves[i].number = (int)i + 1;
        place_curve(&arena, chart, &axes, &chart->curves[i], &curves[i]);
        write_median(&arena, chart, &axes, &chart->curves[i], &curves[i]);
        write_deadline(&arena, chart, &chart->curves[i], &curves[i]);
        write_curve_name(&layout, language, &chart->curves[i], &curves[i]);
        write_at_risk(texts, &axes.days, &ticks, &chart->curves[i]);
    }
    layout.curves = curves;
    layout.sample_left = texts->right_to_left ? CHART_WIDTH - SAMPLE : 0;
    layout.sample_right = layout.sample_left + SAMPLE;
    survival_drawing(out, language, &layout);
    arena_free(&arena);
}
