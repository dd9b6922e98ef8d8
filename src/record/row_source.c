#include "record/row_source.h"

enum { KEY_COLUMN = -1, IGNORED_COLUMN = -2 };

static int find_column(const RowSource *source, size_t count, int field) {
    for (size_t i = 0; i < count; i++)
        if (source->field_of_column[i] == field) return (int)i;
    return -1;
}

/* "key" is checked against the computed key; "version" is what an export adds for readers. */
static void map_column(RowSource *source, size_t column, Str name, Problems *problems) {
    int field = str_equal(name, STR("key"))       ? KEY_COLUMN
                : str_equal(name, STR("version")) ? IGNORED_COLUMN
                                                  : kind_find_field(source->kind, name);
    if (field == -1 && !str_equal(name, STR("key"))) {
        problem_add(problems, 1, name, STR_EMPTY,
                    "%s has no field of this name; `uphold import %s --help` lists its fields",
                    source->kind->name, source->kind->name);
        field = IGNORED_COLUMN;
    } else if (field != IGNORED_COLUMN && find_column(source, column, field) >= 0) {
        problem_add(problems, 1, name, STR_EMPTY, "the column stands twice in the header");
    }
    source->field_of_column[column] = field;
    if (field >= 0) source->given[field] = true;
}

static void open_csv(RowSource *source, Arena *arena, Problems *problems) {
    Error error;
    if (!csv_open(&source->csv, arena, source->content, &error) ||
        !csv_next(&source->csv, &source->row, &error)) {
        problem_add(problems, 0, STR_EMPTY, STR_EMPTY, "%s", error.message);
        return;
    }
    if (!source->row.count) {
        problem_add(problems, 1, STR_EMPTY, STR_EMPTY,
                    "the file is empty; the first line names the columns");
        return;
    }
    source->column_count = source->row.count;
    for (size_t i = 0; i < source->row.count; i++)
        map_column(source, i, source->row.cells[i], problems);
    for (size_t i = 0; i < kind_field_count(source->kind); i++) {
        const Field *field = kind_field(source->kind, i);
        if ((field->flags & FIELD_REQUIRED) && !source->given[i])
            problem_add(problems, 1, str_from(field->name), STR_EMPTY,
                        "the column is missing and %s needs it: %s", source->kind->name,
                        field->description);
    }
}

static void open_json(RowSource *source, Problems *problems) {
    Error error;
    source->root = json_read(source->content, &error);
    if (!source->root) {
        problem_add(problems, 0, STR_EMPTY, STR_EMPTY, "%s", error.message);
        return;
    }
    source->list =
        json_is_array(source->root) ? source->root : json_object_get(source->root, "records");
    if (!json_is_array(source->list))
        problem_add(problems, 0, STR_EMPTY, STR_EMPTY,
                    "expected a list of records, or an object with a list called \"records\"");
    Str kind = str_from(json_string_value(json_object_get(source->root, "kind")));
    if (kind.length && !str_equal_c(kind, source->kind->name))
        problem_add(problems, 0, STR_EMPTY, STR_EMPTY, "the file says that it holds %.*s, not %s",
                    STR_ARGUMENTS(kind), source->kind->name);
}

void row_source_open(RowSource *source, Arena *arena, const Kind *kind, ImportFormat format,
                     Str content, Problems *problems) {
    *source = (RowSource){ .kind = kind, .format = format, .content = content };
    if (format == IMPORT_CSV)
        open_csv(source, arena, problems);
    else
        open_json(source, problems);
}

static bool next_csv(RowSource *source, Arena *row_arena, Row *row, Problems *problems) {
    Error error;
    source->csv.arena = row_arena;
    if (!csv_next(&source->csv, &source->row, &error)) {
        problem_add(problems, 0, STR_EMPTY, STR_EMPTY, "%s", error.message);
        return false;
    }
    if (!source->row.count) return false;
    row->line = source->row.line;
    if (source->row.count != source->column_count) {
        problem_add(problems, row->line, STR_EMPTY, STR_EMPTY,
                    "the row has %zu cells, the header %zu", source->row.count,
                    source->column_count);
        return true;
    }
    for (size_t i = 0; i < source->row.count; i++) {
        int field = source->field_of_column[i];
        if (field >= 0) row->cells[field] = source->row.cells[i];
        if (field == KEY_COLUMN) row->key = source->row.cells[i];
    }
    return true;
}

static bool next_json(RowSource *source, Arena *row_arena, Row *row, Problems *problems) {
    Error error;
    const json_t *object = json_array_get(source->list, source->at);
    if (!object) return false;
    row->line = ++source->at;
    row->key = str_from(json_string_value(json_object_get(object, "key")));
    if (!record_cells_of_json(row_arena, source->kind, object, row->cells, &error))
        problem_add(problems, row->line, STR_EMPTY, row->key, "%s", error.message);
    for (size_t i = 0; i < kind_field_count(source->kind); i++)
        source->given[i] = row->cells[i].length ||
                           json_object_get(object, kind_field(source->kind, i)->name) != NULL;
    return true;
}

bool row_source_next(RowSource *source, Arena *row_arena, Row *row, Problems *problems) {
    *row = (Row){ 0 };
    return source->format == IMPORT_CSV ? next_csv(source, row_arena, row, problems)
                                        : next_json(source, row_arena, row, problems);
}

size_t row_source_position(const RowSource *source) {
    if (source->format == IMPORT_CSV) return source->content.length - source->csv.content.length;
    size_t total = json_array_size(source->list);
    return total ? source->content.length * source->at / total : 0;
}

void row_source_close(RowSource *source) {
    json_decref(source->root);
    source->root = NULL;
}
