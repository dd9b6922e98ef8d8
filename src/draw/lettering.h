/* Lettering: how wide a text will be, and where it breaks into lines, without a font.
 *
 * A chart is written before anybody knows which font will show it. The widths are those of wide
 * common sans-serif fonts, rounded up, so that a text takes no more room than was kept for it. */
#ifndef UPHOLD_DRAW_LETTERING_H
#define UPHOLD_DRAW_LETTERING_H

#include "base/str.h"

enum { LETTERING_WIDTH_MAX = 1 << 28 };

/* In the units of `size`, the height of the letters (font-size); at most LETTERING_WIDTH_MAX. */
int32_t lettering_width(Str text, int32_t size);

enum { LETTERING_LINES_MAX = 4 };

typedef struct LetteringLines {
    Str line[LETTERING_LINES_MAX]; /* views of the text, but for the last one of a cut text */
    size_t count;                  /* 0 for an empty text */
    bool cut;                      /* the text goes on; the last line ends with "…" */
    bool broken;                   /* a word did not fit on a line */
} LetteringLines;

/* Breaks at spaces, between Chinese characters, and inside a word that is wider than a line, but
 * never before a combining mark. A cut last line is owned by the arena. */
LetteringLines lettering_wrap(Arena *arena, Str text, int32_t size, int32_t width);

#endif
