#include "draw/chart.h"

#include "draw/lettering.h"

void chart_text(ChartTexts *texts, const char *kind, int32_t x, int32_t y, Str text) {
    if (!text.length) return;
    if (texts->count == texts->capacity) {
        size_t capacity = texts->capacity ? texts->capacity * 2 : 16;
        ChartText *grown = ARENA_ARRAY(texts->arena, capacity, ChartText);
        if (texts->count) memcpy(grown, texts->texts, texts->count * sizeof *grown);
        texts->texts = grown;
        texts->capacity = capacity;
    }
    texts->texts[texts->count++] = (ChartText){ x, y, kind, text };
}

void chart_text_near(ChartTexts *texts, const char *kind, int32_t x, int32_t y, Str text) {
    int32_t half = (lettering_width(text, CHART_TEXT) + 1) / 2;
    if (x > CHART_WIDTH - half) x = CHART_WIDTH - half;
    if (x < half) x = half;
    chart_text(texts, kind, x, y, text);
}

int32_t chart_side(const ChartTexts *texts, int32_t x) {
    return texts->right_to_left ? CHART_WIDTH - x : x;
}

void chart_lines(ChartTexts *texts, const char *kind, int32_t indent, Str text) {
    int32_t size = strcmp(kind, "said") == 0 ? CHART_BOLD : CHART_TEXT;
    LetteringLines lines = lettering_wrap(texts->arena, text, size, CHART_WIDTH - indent);
    for (size_t i = 0; i < lines.count; i++) {
        texts->height += CHART_LINE;
        chart_text(texts, kind, chart_side(texts, indent), texts->height - CHART_LINE / 4,
                   lines.line[i]);
    }
}

void chart_label(ChartTexts *texts, int32_t indent, Str label, Str said) {
    enum { GAP = 120 };
    size_t before = texts->count;
    chart_lines(texts, "label", indent, label);
    int32_t room = CHART_WIDTH - indent - GAP - lettering_width(said, CHART_BOLD);
    if (texts->count > before &&
        lettering_width(texts->texts[texts->count - 1].text, CHART_TEXT) <= room)
        chart_text(texts, "said end", chart_side(texts, CHART_WIDTH),
                   texts->height - CHART_LINE / 4, said);
    else
        chart_lines(texts, "said", indent, said);
}
