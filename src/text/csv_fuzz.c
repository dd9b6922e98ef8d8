/* What is read, written with csv_text and read again is the same. */
#include <stdlib.h>

#include "text/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The rows of `first` are the rows of `second`, and both end together. */
static void compare(CsvReader *first, CsvReader *second) {
    Error error;
    CsvRow a, b;
    for (;;) {
        if (!csv_next(first, &a, &error) || !csv_next(second, &b, &error)) abort();
        if (a.count != b.count) abort();
        if (!a.count) return;
        for (size_t i = 0; i < a.count; i++)
            if (!str_equal(a.cells[i], b.cells[i])) abort();
    }
}

static bool write_again(CsvReader reader, Buffer *out) {
    Error error = { 0 };
    CsvRow row;
    size_t line = 0;
    for (;;) {
        if (!csv_next(&reader, &row, &error)) {
            if (error.kind != ERROR_REFUSED || !error.message[0] || row.count) abort();
            return false;
        }
        if (!row.count) return true;
        if (row.line <= line || row.count > CSV_COLUMNS_MAX) abort();
        line = row.line;
        for (size_t i = 0; i < row.count; i++) {
            if (i) csv_separator(out);
            csv_text(out, row.cells[i]);
        }
        csv_end(out);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena = { 0 };
    Buffer out = { 0 };
    Error error = { 0 };
    CsvReader reader, again;
    if (csv_open(&reader, &arena, (Str){ (const char *)data, size }, &error) &&
        write_again(reader, &out)) {
        if (!csv_open(&again, &arena, buffer_str(&out), &error)) abort();
        compare(&reader, &again);
    }
    buffer_free(&out);
    arena_free(&arena);
    return 0;
}
