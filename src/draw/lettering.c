#include "draw/lettering.h"

/* One character: its bytes and its code point; a byte that is not UTF-8 counts as one of its own.
 */
static size_t character_at(Str text, size_t at, uint32_t *code) {
    unsigned char lead = (unsigned char)text.data[at];
    size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    *code = 0xFFFD;
    if (!length || lead > 0xF4 || at + length > text.length) return 1;
    uint32_t read = length == 1 ? lead : lead & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        unsigned char next = (unsigned char)text.data[at + i];
        if ((next & 0xC0) != 0x80) return 1;
        read = read << 6 | (next & 0x3F);
    }
    *code = read;
    return length;
}

/* Widths in hundredths of the size, by ranges of code points in order; the last range is the rest.
 * Measured on Noto Sans, DejaVu Sans (the widest in common use) and Verdana. */
static const struct {
    uint32_t last;
    int32_t width;
} WIDTHS[] = {
    { 0x00FF, 64 },  { 0x02FF, 68 },  { 0x036F, 0 },   { 0x03FF, 68 },  { 0x052F, 72 },
    { 0x0590, 70 },  { 0x05FF, 62 },  { 0x060F, 50 },  { 0x061A, 0 },   { 0x064A, 62 },
    { 0x065F, 0 },   { 0x06D5, 62 },  { 0x06ED, 0 },   { 0x0FFF, 75 },  { 0x10FF, 75 },
    { 0x11FF, 100 }, { 0x1FFF, 75 },  { 0x200A, 50 },  { 0x200F, 0 },   { 0x2029, 64 },
    { 0x202E, 0 },   { 0x2E7F, 100 }, { 0xD7FF, 100 }, { 0xFAFF, 100 }, { 0xFDFF, 75 },
    { 0xFE0F, 0 },   { 0xFE6F, 100 }, { 0xFEFF, 62 },  { 0xFFFF, 100 }, { 0x10FFFF, 110 },
};

static int32_t character_width(uint32_t code) {
    if (code < 0x80) {
        char c = (char)code;
        if (strchr("ijlI.,:;|!'`[]()/ tfr-", c)) return code ? 42 : 0;
        if (strchr("mwMW@%", c)) return 98;
        if (strchr("<>=+~^#&{}", c)) return 84;
        if (c >= 'A' && c <= 'Z') return 76;
    }
    size_t i = 0;
    while (i + 1 < COUNT_OF(WIDTHS) && code > WIDTHS[i].last)
        i++;
    return WIDTHS[i].width;
}

int32_t lettering_width(Str text, int32_t size) {
    int64_t width = 0;
    for (size_t at = 0; at < text.length;) {
        uint32_t code;
        at += character_at(text, at, &code);
        width += character_width(code);
    }
    width = (width * size + 99) / 100;
    return width > LETTERING_WIDTH_MAX ? LETTERING_WIDTH_MAX : (int32_t)width;
}

static bool is_ideographic(uint32_t code) {
    return (code >= 0x2E80 && code <= 0xD7FF) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0xFF00 && code <= 0xFFEF) || code >= 0x20000;
}

/* Chinese closing marks, which do not begin a line. */
static bool closes(uint32_t code) {
    static const uint32_t MARKS[] = { 0x3001, 0x3002, 0x300B, 0x300D, 0x300F, 0x3011,
                                      0xFF01, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F };
    for (size_t i = 0; i < COUNT_OF(MARKS); i++)
        if (MARKS[i] == code) return true;
    return false;
}

/* How much of the text, which begins with no space, goes on a line. *broken is left alone unless
 * that ends inside a word. */
static size_t line_end(Str text, int32_t size, int32_t width, bool *broken) {
    size_t break_at = 0, whole_at = 0;
    int64_t used = 0, room = (int64_t)width * 100;
    bool ideographic = false;
    for (size_t at = 0, next; at < text.length; at = next) {
        uint32_t code;
        next = at + character_at(text, at, &code);
        int32_t advance = character_width(code);
        bool free_side = ideographic || is_ideographic(code);
        if (text.data[at] == ' ' || (at && free_side && advance && !closes(code))) break_at = at;
        if (advance) whole_at = at;
        used += (int64_t)advance * size;
        if (used > room && text.data[at] != ' ') {
            if (!break_at) *broken = true;
            if (break_at || whole_at) return break_at ? break_at : whole_at;
        }
        ideographic = is_ideographic(code);
    }
    return text.length;
}

LetteringLines lettering_wrap(Arena *arena, Str text, int32_t size, int32_t width) {
    LetteringLines lines = { .count = 0 };
    Str rest = str_trim(text);
    while (rest.length && lines.count < LETTERING_LINES_MAX) {
        size_t end = line_end(rest, size, width, &lines.broken);
        lines.line[lines.count++] = str_trim(str_slice(rest, 0, end));
        rest = str_trim(str_slice(rest, end, rest.length));
    }
    lines.cut = rest.length > 0;
    if (lines.cut) {
        Str *last = &lines.line[lines.count - 1];
        Str kept = str_slice(*last, 0, line_end(*last, size, width - size, &lines.broken));
        *last = str_format(arena, "%.*s…", STR_ARGUMENTS(str_trim(kept)));
    }
    return lines;
}
