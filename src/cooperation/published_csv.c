#include "cooperation/published_csv.h"

enum { NO_CELL = -1 };

bool published_word_is(Str text, const char *word) {
    size_t length = strlen(word);
    if (text.length != length) return false;
    for (size_t i = 0; i < length; i++)
        if ((text.data[i] | 0x20) != (word[i] | 0x20)) return false;
    return true;
}

static void map_column(PublishedCsv *csv, size_t at) {
    Str title = str_trim(csv->row.cells[at]);
    size_t i = 0;
    while (i < csv->column_count && !published_word_is(title, csv->columns[i].title))
        i++;
    if (i == csv->column_count) {
        problem_add(csv->problems, csv->row.line, title, STR_EMPTY, "%s", csv->no_such_column);
        return;
    }
    int column = csv->columns[i].column;
    if (column == PUBLISHED_NOT_TAKEN) return;
    if (csv->cell_of[column] != NO_CELL)
        problem_add(csv->problems, csv->row.line, title, STR_EMPTY,
                    "the column stands twice in the header");
    csv->cell_of[column] = (int)at;
}

void published_csv_open(PublishedCsv *csv, Str content) {
    Error error;
    for (size_t i = 0; i < PUBLISHED_COLUMNS_MAX; i++)
        csv->cell_of[i] = NO_CELL;
    if (!csv_open(&csv->reader, &csv->row_arena, content, &error) ||
        !csv_next(&csv->reader, &csv->row, &error)) {
        problem_add(csv->problems, 0, STR_EMPTY, STR_EMPTY, "%s", error.message);
        return;
    }
    csv->width = csv->row.count;
    for (size_t i = 0; i < csv->width; i++)
        map_column(csv, i);
    for (size_t i = 0; i < csv->column_count; i++)
        if (!csv->columns[i].may_be_missing && csv->cell_of[csv->columns[i].column] == NO_CELL)
            problem_add(csv->problems, 1, str_from(csv->columns[i].title), STR_EMPTY,
                        "the column is missing from the header");
}

bool published_csv_next(PublishedCsv *csv) {
    Error error;
    arena_clear(&csv->row_arena);
    if (csv_next(&csv->reader, &csv->row, &error)) return csv->row.count > 0;
    problem_add(csv->problems, 0, STR_EMPTY, STR_EMPTY, "%s", error.message);
    return false;
}

bool published_csv_is_whole(const PublishedCsv *csv) {
    if (csv->row.count == csv->width) return true;
    problem_add(csv->problems, csv->row.line, STR_EMPTY, STR_EMPTY,
                "the row has %zu cells, the header %zu", csv->row.count, csv->width);
    return false;
}

Str published_csv_cell(const PublishedCsv *csv, int column) {
    int at = csv->cell_of[column];
    return at == NO_CELL ? STR_EMPTY : str_trim(csv->row.cells[at]);
}

DayOrder published_csv_day_order(PublishedCsv *csv, int column) {
    bool seen[DAY_ORDER_MONTH_FIRST + 1] = { false };
    CsvReader first_row = csv->reader;
    size_t problems = csv->problems->count;
    while (published_csv_next(csv))
        if (csv->row.count == csv->width)
            seen[published_day_order(published_csv_cell(csv, column))] = true;
    csv->problems->count = problems; /* told when the rows are read */
    csv->reader = first_row;
    return seen[DAY_ORDER_DAY_FIRST] && !seen[DAY_ORDER_MONTH_FIRST] ? DAY_ORDER_DAY_FIRST
                                                                     : DAY_ORDER_NOT_SHOWN;
}

void published_csv_close(PublishedCsv *csv) {
    arena_free(&csv->row_arena);
}
