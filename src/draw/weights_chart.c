#include "draw/weights_chart.h"

#include <math.h>

#include "draw/scale.h"
#include "draw/weights_chart.tmpl.h"

enum { NUMBER_ROOM = 600, EDGE = 10, BAR = 80, BAR_LINE = 150, SAMPLE = 240 };

/* Half the scale is the least that it shows, so that small weights look small. */
static double scale_end(const WeightsChart *chart) {
    double end = 0.5;
    for (size_t i = 0; i < chart->row_count; i++) {
        end = fmax(end, chart->rows[i].nominal);
        end = fmax(end, chart->rows[i].own);
    }
    return end;
}

static void place_bar(WeightsLayout *layout, bool own, int32_t length, int32_t y) {
    int32_t x = layout->texts.right_to_left ? CHART_WIDTH - EDGE - length : EDGE;
    layout->bars[layout->bar_count++] = (WeightsBar){ x, y, length, own };
}

static Str percent(Arena *arena, double share) {
    double rounded = round(share * 1000) / 10;
    return number_text(arena, rounded, fmod(rounded, 1) != 0);
}

/* A bar with its number behind it. */
static Str write_weight(WeightsLayout *layout, const Scale *scale, double share, bool own) {
    ChartTexts *texts = &layout->texts;
    if (isnan(share)) return STR_EMPTY;
    Str text = percent(texts->arena, share);
    int32_t length = scale_place(scale, share);
    place_bar(layout, own, length, texts->height + (BAR_LINE - BAR) / 2);
    texts->height += BAR_LINE;
    chart_text(texts, own ? "said" : "word", chart_side(texts, EDGE + length + 60),
               texts->height - BAR_LINE / 2 + 42,
               str_format(texts->arena, "%.*s%%", STR_ARGUMENTS(text)));
    return text;
}

static void write_key(WeightsLayout *layout, bool own, Str words) {
    ChartTexts *texts = &layout->texts;
    place_bar(layout, own, SAMPLE, texts->height + (CHART_LINE - BAR) / 2);
    chart_lines(texts, "word", SAMPLE + 80, words);
}

void weights_chart_svg(Buffer *out, Language language, const WeightsChart *chart) {
    Arena arena = { 0 };
    WeightsLayout layout = {
        .chart = chart,
        .texts = { .arena = &arena, .right_to_left = INTERFACE_LANGUAGES[language].right_to_left },
        .bars = ARENA_ARRAY(&arena, 2 * chart->row_count + 2, WeightsBar),
    };
    Str *nominal = ARENA_ARRAY(&arena, chart->row_count, Str);
    Str *own = ARENA_ARRAY(&arena, chart->row_count, Str);
    Scale scale = { 0, scale_end(chart), 0, CHART_WIDTH - EDGE - NUMBER_ROOM };
    bool any_own = false;
    for (size_t i = 0; i < chart->row_count; i++) {
        chart_lines(&layout.texts, "label", 0, chart->rows[i].label);
        own[i] = write_weight(&layout, &scale, chart->rows[i].own, true);
        nominal[i] = write_weight(&layout, &scale, chart->rows[i].nominal, false);
        any_own = any_own || own[i].length;
        layout.texts.height += 60;
    }
    if (any_own) write_key(&layout, true, message(language, "your own weights"));
    write_key(&layout, false, message(language, "weights of the method"));
    layout.nominal = nominal;
    layout.own = own;
    weights_drawing(out, language, &layout);
    arena_free(&arena);
}
