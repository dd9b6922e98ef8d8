/* What all charts share: the measure of the paper, and texts in their places.
 *
 * A chart is an <svg> with a title and a description in words, styled by classes (web/style.css,
 * "Charts") and by nothing else. Its viewBox is CHART_WIDTH units wide; on a page of 320 pixels,
 * less the margins, ten units are a pixel, so that CHART_TEXT is a letter of 12 pixels. A page puts
 * it into <figure class="chart">, where it is never wider than 30rem and its letters shrink against
 * the drawing as it grows; the numbers stand in a table beneath.
 *
 * Right to left: labels begin at the right, while axes of numbers and of time run left to right.
 * All functions are pure and safe in any thread. Titles and ids are the caller's: an id is a word
 * of letters, digits and hyphens that is unique on its page; ID-title and ID-description are made
 * from it. */
#ifndef UPHOLD_DRAW_CHART_H
#define UPHOLD_DRAW_CHART_H

#include "base/buffer.h"
#include "text/language.h"

enum {
    CHART_WIDTH = 2880,
    CHART_TEXT = 120, /* the height of letters, as in web/style.css */
    CHART_BOLD = 135, /* the same, as far as width goes, for what is said of a label */
    CHART_LINE = 160, /* from line to line */
};

/* Shapes tell kinds apart where colour cannot. */
typedef enum ChartShape {
    CHART_CIRCLE,
    CHART_SQUARE,
    CHART_TRIANGLE,
    CHART_DIAMOND,
    CHART_RING,
    CHART_CROSS,
    CHART_SHAPE_COUNT
} ChartShape;

/* --- for the charts of this room -------------------------------------------------------------- */

typedef struct ChartText {
    int32_t x, y;     /* of the base line */
    const char *kind; /* classes: what it is, and "end" or "middle" for what stands at x */
    Str text;
} ChartText;

/* The texts of a chart as they are gathered, and how far down the chart has come. */
typedef struct ChartTexts {
    Arena *arena;
    bool right_to_left;
    ChartText *texts;
    size_t count, capacity;
    int32_t height;
} ChartTexts;

/* A text at its place. It does not move `height`. */
void chart_text(ChartTexts *texts, const char *kind, int32_t x, int32_t y, Str text);
/* The same centred on x, but moved so that it stays on the paper. */
void chart_text_near(ChartTexts *texts, const char *kind, int32_t x, int32_t y, Str text);
/* A text in lines of its own, beginning `indent` from the side where its language begins; moves
 * height down. An empty text takes no room. */
void chart_lines(ChartTexts *texts, const char *kind, int32_t indent, Str text);
/* A label and, at the other side, what is said of it: on the label's last line where there is room,
 * else on lines below it. */
void chart_label(ChartTexts *texts, int32_t indent, Str label, Str said);
/* x, mirrored where the language runs from right to left. */
int32_t chart_side(const ChartTexts *texts, int32_t x);

#endif
