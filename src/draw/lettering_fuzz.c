/* Whatever the bytes: lines are views of the text in their order, nothing but white space lies
 * between them, and only a text that is said to be cut loses anything. */
#include <stdlib.h>

#include "draw/lettering.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool holds) {
    if (!holds) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    Arena arena = { 0 };
    int32_t width = data[0] * 16;
    Str text = { (const char *)data + 1, size - 1 };
    LetteringLines lines = lettering_wrap(&arena, text, 120, width);
    const char *at = text.data;
    for (size_t i = 0; i + (lines.cut ? 1 : 0) < lines.count; i++) {
        const Str *line = &lines.line[i];
        expect(line->length > 0 && line->data >= at);
        expect(!str_trim((Str){ at, (size_t)(line->data - at) }).length);
        if (!lines.broken) expect(lettering_width(*line, 120) <= width);
        at = line->data + line->length;
    }
    if (!lines.cut) expect(!str_trim((Str){ at, (size_t)(text.data + text.length - at) }).length);
    expect(lettering_width(text, 120) >= 0);
    arena_free(&arena);
    return 0;
}
