/* CSV tables that others publish, read by the titles in their header: columns in any order, titles
 * and words in any case. Text in, cells and problems out. */
#ifndef UPHOLD_COOPERATION_PUBLISHED_CSV_H
#define UPHOLD_COOPERATION_PUBLISHED_CSV_H

#include "cooperation/published_date.h"
#include "record/problem.h"
#include "text/csv.h"

enum { PUBLISHED_COLUMNS_MAX = 16, PUBLISHED_NOT_TAKEN = -1 };

/* One title a column may have. */
typedef struct PublishedColumn {
    const char *title;
    int column;          /* below PUBLISHED_COLUMNS_MAX; PUBLISHED_NOT_TAKEN: known, and not read */
    bool may_be_missing; /* the file may do without a column of this title */
} PublishedColumn;

typedef struct PublishedCsv {
    const PublishedColumn *columns;
    size_t column_count;
    const char *no_such_column; /* what is said of a title that is none of these */
    Problems *problems;         /* what is wrong with the file as a whole */
    Arena row_arena;            /* cleared row by row */
    CsvReader reader;
    CsvRow row;
    size_t width; /* of the header, in cells */
    int cell_of[PUBLISHED_COLUMNS_MAX];
} PublishedCsv;

/* Reads the header; the first four fields are set. */
void published_csv_open(PublishedCsv *csv, Str content);
/* false at the end, or where the file cannot be read on; then a problem says why. */
bool published_csv_next(PublishedCsv *csv);
/* Whether the row has as many cells as the header; else a problem says so. */
bool published_csv_is_whole(const PublishedCsv *csv);
/* What the column shows in all rows that are left, which are read again afterwards: the day first
 * in one row, and in none the month. */
DayOrder published_csv_day_order(PublishedCsv *csv, int column);
/* Of the row; without white space at its ends, and empty where the table has no such column. */
Str published_csv_cell(const PublishedCsv *csv, int column);
void published_csv_close(PublishedCsv *csv);

/* Whether they are the same but for the case of ASCII letters. */
bool published_word_is(Str text, const char *word);

#endif
