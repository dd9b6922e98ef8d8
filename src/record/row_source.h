/* Rows of cells in the order of a kind's fields, from CSV or from JSON. Private to this room. */
#ifndef UPHOLD_RECORD_ROW_SOURCE_H
#define UPHOLD_RECORD_ROW_SOURCE_H

#include "record/import.h"
#include "text/csv.h"

typedef struct RowSource {
    const Kind *kind;
    ImportFormat format;
    Str content;
    /* CSV */
    CsvReader csv;
    CsvRow row;
    size_t column_count;
    int field_of_column[CSV_COLUMNS_MAX]; /* or KEY_COLUMN, IGNORED_COLUMN */
    /* JSON */
    json_t *root;
    const json_t *list;
    size_t at;
    /* The file has this column; a JSON record, the last one read, has this name. */
    bool given[KIND_FIELDS_MAX + PROVENANCE_FIELD_COUNT];
} RowSource;

typedef struct Row {
    size_t line; /* of the CSV file; of a JSON file the record's place in the list, from 1 */
    Str cells[KIND_FIELDS_MAX + PROVENANCE_FIELD_COUNT];
    Str key; /* as the file states it, or empty */
} Row;

/* Reads the header. What is wrong with the file as a whole becomes a problem, not an error. */
void row_source_open(RowSource *source, Arena *arena, const Kind *kind, ImportFormat format,
                     Str content, Problems *problems);
/* false at the end or when the file cannot be read on (then a problem says why). */
bool row_source_next(RowSource *source, Arena *row_arena, Row *row, Problems *problems);
size_t row_source_position(const RowSource *source); /* bytes read so far */
void row_source_close(RowSource *source);

#endif
