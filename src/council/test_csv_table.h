/* For tests: a CSV file read whole, its cells found by the column's name. Anything wrong with the
 * file fails the test. */
#ifndef UPHOLD_COUNCIL_CSV_TABLE_TEST_H
#define UPHOLD_COUNCIL_CSV_TABLE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/file.h"
#include "text/csv.h"

enum { CSV_TABLE_BYTES_MAX = 4 << 20, CSV_TABLE_ROWS_MAX = 5000 };

typedef struct CsvTable {
    Str *cells; /* row by row, the names of the columns first */
    size_t columns;
    size_t count; /* of the rows below the names */
} CsvTable;

static inline CsvTable csv_table_read(Arena *arena, const char *path) {
    Error error = { 0 };
    Str content;
    CsvReader reader;
    CsvTable table = { 0 };
    CsvRow *row = ARENA_NEW(arena, CsvRow);
    if (!file_read(arena, path, CSV_TABLE_BYTES_MAX, &content, &error) ||
        !csv_open(&reader, arena, content, &error) || !csv_next(&reader, row, &error))
        fail_msg("%s: %s", path, error.message);
    table.columns = row->count;
    table.cells = ARENA_ARRAY(arena, (CSV_TABLE_ROWS_MAX + 1) * table.columns, Str);
    for (size_t rows = 0; row->count; rows++) {
        assert_true(row->count == table.columns && rows <= CSV_TABLE_ROWS_MAX);
        memcpy(&table.cells[rows * table.columns], row->cells, row->count * sizeof *row->cells);
        table.count = rows;
        if (!csv_next(&reader, row, &error)) fail_msg("%s: %s", path, error.message);
    }
    return table;
}

static inline Str csv_table_cell(const CsvTable *table, size_t row, const char *column) {
    for (size_t i = 0; i < table->columns; i++)
        if (str_equal_c(table->cells[i], column))
            return table->cells[(row + 1) * table->columns + i];
    fail_msg("there is no column %s", column);
    return STR_EMPTY;
}

static inline int csv_table_integer(const CsvTable *table, size_t row, const char *column) {
    int64_t number = 0;
    Str cell = csv_table_cell(table, row, column);
    if (!str_to_integer(cell, &number))
        fail_msg("%s: %.*s is no integer", column, STR_ARGUMENTS(cell));
    return (int)number;
}

static inline Day csv_table_day(const CsvTable *table, size_t row, const char *column) {
    Day day = DAY_NONE;
    Error error = { 0 };
    if (!day_parse(csv_table_cell(table, row, column), &day, &error))
        fail_msg("%s: %s", column, error.message);
    return day;
}

/* For literals in tests. */
static inline Day the_day(const char *text) {
    Day day = DAY_NONE;
    Error error = { 0 };
    if (!day_parse(str_from(text), &day, &error)) fail_msg("%s", error.message);
    return day;
}

static inline void assert_str_equal(Str text, const char *expected) {
    if (!str_equal_c(text, expected))
        fail_msg("\"%.*s\" is not \"%s\"", STR_ARGUMENTS(text), expected);
}

#endif
