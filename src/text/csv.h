/* CSV by RFC 4180: comma, double quotes, CRLF or LF; UTF-8, checked; a byte-order mark is skipped.
 *
 * Going out, a text cell that a spreadsheet would run as a formula (it begins with = + - @, a tab
 * or a carriage return) gets an apostrophe in front; coming in, that apostrophe is taken off again,
 * so that export and import are inverse: a cell of apostrophes followed by such a character gains
 * one on the way out and loses one on the way in. */
#ifndef UPHOLD_TEXT_CSV_H
#define UPHOLD_TEXT_CSV_H

#include "base/buffer.h"
#include "base/error.h"

enum { CSV_COLUMNS_MAX = 256 };

typedef struct CsvReader {
    Arena *arena;
    Str content; /* what is left to read */
    size_t line; /* of the next row, from 1 */
} CsvReader;

/* The cells point into the content, or into the arena where quotes were doubled. They stay valid as
 * long as both; the array itself until the next call. */
typedef struct CsvRow {
    size_t line; /* the line the row begins on, from 1 */
    size_t count;
    Str cells[CSV_COLUMNS_MAX];
} CsvRow;

/* Refuses content that is not UTF-8, naming the line and the column in bytes. */
bool csv_open(CsvReader *reader, Arena *arena, Str content, Error *error) MUST_CHECK;

/* The next row; *row has count 0 at the end. Refuses, naming the line and the column in bytes: a
 * quote that is never closed, text after a closing quote, a bare quote or a carriage return without
 * a line feed in an unquoted cell, more than CSV_COLUMNS_MAX cells. Empty lines are skipped; the
 * last line may lack its end. */
bool csv_next(CsvReader *reader, CsvRow *row, Error *error) MUST_CHECK;

/* Writers: csv_text guards against formulas, csv_number does not need to. A row is cells with
 * csv_separator between them and csv_end after the last. */
void csv_text(Buffer *out, Str text);
void csv_number(Buffer *out, int64_t number);
void csv_separator(Buffer *out);
void csv_end(Buffer *out); /* CRLF; a row of one empty cell is written "", not as an empty line */
/* A whole row of text cells, guarded; for headers and for tables of words. */
void csv_row(Buffer *out, const Str *cells, size_t count);
#define CSV_ROW(out, ...)                                                                          \
    csv_row((out), (const Str[]){ __VA_ARGS__ }, COUNT_OF(((const Str[]){ __VA_ARGS__ })))

#endif
