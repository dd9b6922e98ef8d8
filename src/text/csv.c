#include "text/csv.h"

#include <assert.h>
#include <string.h>

#include "base/octet.h"

/* --- the apostrophe ------------------------------------------------------------------------------
 * A cell of any number of apostrophes followed by one of these runs as a formula, or did so before
 * its apostrophe was put in front. */
static bool is_formula_start(char c) {
    return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r';
}

static bool needs_guard(Str text) {
    size_t at = 0;
    while (at < text.length && text.data[at] == '\'')
        at++;
    return at < text.length && is_formula_start(text.data[at]);
}

static Str without_guard(Str cell) {
    bool guarded = cell.length && cell.data[0] == '\'' && needs_guard(cell);
    return guarded ? (Str){ cell.data + 1, cell.length - 1 } : cell;
}

/* --- reading ---------------------------------------------------------------------------------- */

/* The reading of one row: committed to the reader only when the row is whole. */
typedef struct Cursor {
    const char *at, *end;
    const char *line_start; /* columns count from here */
    size_t line;
} Cursor;

static bool refuse(const Cursor *cursor, const char *where, const char *why, Error *error) {
    return error_set(error, ERROR_REFUSED, "line %zu, column %zu: %s", cursor->line,
                     (size_t)(where - cursor->line_start) + 1, why);
}

static bool has_room(const Cursor *cursor, const char *where, const CsvRow *row, Error *error) {
    static_assert(CSV_COLUMNS_MAX == 256, "the message names the number");
    if (row->count < CSV_COLUMNS_MAX) return true;
    return refuse(cursor, where, "a row has at most 256 cells, and here begins one more", error);
}

static bool refuse_return(const Cursor *cursor, const char *where, Error *error) {
    return refuse(cursor, where,
                  "a carriage return without a line feed; end lines with CRLF or LF, or put the "
                  "cell in quotes",
                  error);
}

bool csv_open(CsvReader *reader, Arena *arena, Str content, Error *error) {
    if (str_starts_with(content, STR("\xEF\xBB\xBF")))
        content = str_slice(content, 3, content.length);
    size_t bad_at;
    if (!str_is_utf8(content, &bad_at)) {
        Cursor cursor = { .line = 1, .line_start = content.data };
        const char *newline, *bad = content.data + bad_at;
        while ((newline = memchr(cursor.line_start, '\n', (size_t)(bad - cursor.line_start)))) {
            cursor.line++;
            cursor.line_start = newline + 1;
        }
        return refuse(&cursor, bad, "this is not UTF-8 text; save the file as CSV in UTF-8", error);
    }
    *reader = (CsvReader){ .arena = arena, .content = content, .line = 1 };
    return true;
}

/* A line without any quote: cut at the commas. `end` is the end of the line's text. */
static bool cut_line(Cursor *cursor, const char *end, CsvRow *row, Error *error) {
    const char *lone_return = memchr(cursor->at, '\r', (size_t)(end - cursor->at));
    if (lone_return) return refuse_return(cursor, lone_return, error);
    for (const char *at = cursor->at;;) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        const char *stop = comma ? comma : end;
        if (!has_room(cursor, at, row, error)) return false;
        row->cells[row->count++] = without_guard((Str){ at, (size_t)(stop - at) });
        if (!comma) return true;
        at = comma + 1;
    }
}

static void count_lines(Cursor *cursor, const char *from, const char *to) {
    const char *newline;
    while ((newline = memchr(from, '\n', (size_t)(to - from)))) {
        cursor->line++;
        cursor->line_start = from = newline + 1;
    }
}

static Str without_doubling(Arena *arena, const char *from, const char *to) {
    char *text = arena_allocate(arena, (size_t)(to - from));
    size_t length = 0;
    while (from < to) {
        const char *quote = memchr(from, '"', (size_t)(to - from));
        const char *stop = quote ? quote + 1 : to;
        memcpy(text + length, from, (size_t)(stop - from));
        length += (size_t)(stop - from);
        from = quote ? quote + 2 : to;
    }
    return (Str){ text, length };
}

/* From the opening quote past the closing one. */
static bool read_quoted(Arena *arena, Cursor *cursor, Str *cell, Error *error) {
    const char *opening = cursor->at, *from = opening + 1, *closing = from;
    bool doubled = false;
    for (;; closing += 2, doubled = true) {
        closing = memchr(closing, '"', (size_t)(cursor->end - closing));
        if (!closing) return refuse(cursor, opening, "this quote is never closed", error);
        if (closing + 1 == cursor->end || closing[1] != '"') break;
    }
    *cell =
        doubled ? without_doubling(arena, from, closing) : (Str){ from, (size_t)(closing - from) };
    cursor->at = closing + 1;
    count_lines(cursor, from, closing);
    return true;
}

static bool ends_cell(const Cursor *cursor) {
    const char *at = cursor->at;
    return at == cursor->end || *at == ',' || *at == '\n' ||
           (*at == '\r' && at + 1 < cursor->end && at[1] == '\n');
}

static bool read_unquoted(Cursor *cursor, Str *cell, Error *error) {
    const char *from = cursor->at;
    for (; !ends_cell(cursor); cursor->at++) {
        if (*cursor->at == '\r') return refuse_return(cursor, cursor->at, error);
        if (*cursor->at == '"')
            return refuse(cursor, cursor->at,
                          "a quote inside a cell that does not begin with one; put the cell in "
                          "quotes and double the quotes inside",
                          error);
    }
    *cell = (Str){ from, (size_t)(cursor->at - from) };
    return true;
}

/* A row with a quote somewhere: cell by cell. Leaves the cursor at the row's end of line. */
static bool read_cells(Arena *arena, Cursor *cursor, CsvRow *row, Error *error) {
    for (;; cursor->at++) {
        Str cell = STR_EMPTY;
        if (!has_room(cursor, cursor->at, row, error)) return false;
        bool quoted = cursor->at < cursor->end && *cursor->at == '"';
        if (quoted ? !read_quoted(arena, cursor, &cell, error)
                   : !read_unquoted(cursor, &cell, error))
            return false;
        if (!ends_cell(cursor))
            return refuse(cursor, cursor->at,
                          "text after the closing quote; double the quotes inside a cell", error);
        row->cells[row->count++] = without_guard(cell);
        if (cursor->at == cursor->end || *cursor->at != ',') return true;
    }
}

static const char *line_end(const char *at, const char *end) {
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return newline ? newline : end;
}

/* One line, or more where a quoted cell spans them; an empty line gives no cell. Leaves the cursor
 * at the line break. */
static bool read_row(Arena *arena, Cursor *cursor, CsvRow *row, Error *error) {
    const char *newline = line_end(cursor->at, cursor->end), *text_end = newline;
    if (newline < cursor->end && newline > cursor->at && newline[-1] == '\r') text_end--;
    size_t length = (size_t)(text_end - cursor->at);
    if (length && memchr(cursor->at, '"', length)) return read_cells(arena, cursor, row, error);
    if (length && !cut_line(cursor, text_end, row, error)) return false;
    cursor->at = text_end;
    return true;
}

static void skip_line_break(Cursor *cursor) {
    if (cursor->at < cursor->end && *cursor->at == '\r') cursor->at++;
    if (cursor->at < cursor->end) cursor->at++;
    cursor->line++;
}

bool csv_next(CsvReader *reader, CsvRow *row, Error *error) {
    row->count = 0;
    row->line = reader->line;
    if (!reader->content.length) return true;
    const char *begin = reader->content.data;
    Cursor cursor = { .line = reader->line, .at = begin, .end = begin + reader->content.length };
    while (cursor.at < cursor.end && !row->count) {
        row->line = cursor.line;
        cursor.line_start = cursor.at;
        if (!read_row(reader->arena, &cursor, row, error)) {
            row->count = 0;
            return false;
        }
        skip_line_break(&cursor);
    }
    reader->content = (Str){ cursor.at, (size_t)(cursor.end - cursor.at) };
    reader->line = cursor.line;
    return true;
}

/* --- writing ---------------------------------------------------------------------------------- */

static bool is_special(char c) {
    return c == '"' || c == ',' || c == '\n' || c == '\r';
}

static bool has_special(uint64_t word) {
    return octets_equal(word, '"') | octets_equal(word, ',') | octets_equal(word, '\n') |
           octets_equal(word, '\r');
}

/* A leading byte-order mark goes into quotes, so that in the first cell it is not skipped. */
static bool needs_quotes(Str text) {
    size_t at = 0;
    for (; text.length - at >= 8; at += 8)
        if (has_special(octets_load(text.data + at))) return true;
    for (; at < text.length; at++)
        if (is_special(text.data[at])) return true;
    return str_starts_with(text, STR("\xEF\xBB\xBF"));
}

void csv_text(Buffer *out, Str text) {
    bool quotes = needs_quotes(text);
    if (quotes) buffer_add_byte(out, '"');
    if (needs_guard(text)) buffer_add_byte(out, '\'');
    if (!quotes) {
        buffer_add(out, text);
        return;
    }
    while (text.length) {
        const char *quote = memchr(text.data, '"', text.length);
        size_t length = quote ? (size_t)(quote - text.data) + 1 : text.length;
        buffer_add(out, str_slice(text, 0, length));
        if (quote) buffer_add_byte(out, '"');
        text = str_slice(text, length, text.length);
    }
    buffer_add_byte(out, '"');
}

void csv_number(Buffer *out, int64_t number) {
    buffer_add_integer(out, number);
}

void csv_separator(Buffer *out) {
    buffer_add_byte(out, ',');
}

void csv_end(Buffer *out) {
    /* One empty cell would be an empty line, which a reader skips. */
    if (!out->length || out->data[out->length - 1] == '\n') buffer_add_c(out, "\"\"");
    buffer_add_c(out, "\r\n");
}

void csv_row(Buffer *out, const Str *cells, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i) csv_separator(out);
        csv_text(out, cells[i]);
    }
    csv_end(out);
}
