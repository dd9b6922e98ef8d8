#include "assess/release_changes.h"

#include <stdlib.h>

#include "text/csv.h"
#include "text/json.h"

/* The tables and the columns, as bits from the first, that say which row is meant. What is not
 * among them may change without the row becoming another: the day of an event, the grade of a
 * reply. */
typedef struct ComparedTable {
    const char *file;
    unsigned key;
} ComparedTable;

enum { FIRST = 1, SECOND = 2, THIRD = 4, FOURTH = 8 };

static const ComparedTable TABLES[] = {
    { "input/states.csv", FIRST },
    { "input/coverage.csv", FIRST | SECOND },
    { "input/standing_invitations.csv", FIRST | SECOND },
    { "input/visit_events.csv", FIRST | SECOND | THIRD | FOURTH },
    { "input/communications.csv", FIRST | THIRD },
    { "input/visit_reports.csv", FIRST | SECOND },
    { "input/incidents.csv", FIRST | SECOND },
    { "input/reprisal_cases.csv", FIRST | SECOND },
    { "input/ordinals.csv", FIRST | SECOND },
    { "input/external.csv", FIRST | SECOND },
    { "input/votes.csv", FIRST | SECOND },
    { "input/treaties.csv", FIRST },
    { "input/treaty_reports.csv", FIRST | SECOND },
    { "input/upr.csv", FIRST },
    { "input/pledges.csv", FIRST },
    { "input/red_lines.csv", FIRST | SECOND },
    { "input/prior_cases.csv", FIRST | SECOND },
    { "indicators.csv", FIRST | SECOND },
    { "scores.csv", FIRST | FOURTH },
};

static const char IDENTITY[] = "release.json";

const char *release_compared_file(size_t number) {
    if (!number) return IDENTITY;
    return number <= COUNT_OF(TABLES) ? TABLES[number - 1].file : NULL;
}

/* --- a table
 * ----------------------------------------------------------------------------------------- */

typedef struct Row {
    Str key;
    Str *cells; /* as many as the table has columns */
    const struct Table *table;
} Row;

typedef struct Table {
    Str *columns;
    size_t column_count;
    Row *rows; /* by key, then by cells */
    size_t count;
} Table;

static int compare_rows(const void *a, const void *b) {
    const Row *left = a, *right = b;
    int order = str_compare(left->key, right->key);
    for (size_t i = 0; !order && i < left->table->column_count; i++)
        order = str_compare(left->cells[i], right->cells[i]);
    return order;
}

static Str key_of(Arena *arena, const CsvRow *row, unsigned columns) {
    Str key = STR_EMPTY;
    for (size_t i = 0; i < row->count && i < 8; i++)
        if (columns >> i & 1)
            key = key.length ? str_format(arena, "%.*s %.*s", STR_ARGUMENTS(key),
                                          STR_ARGUMENTS(row->cells[i]))
                             : str_copy(arena, row->cells[i]);
    return key;
}

/* The cells of a row under the columns of the table, which need not be those of the file. */
static Str *cells_under(Arena *arena, const Table *table, const CsvRow *header, const CsvRow *row) {
    Str *cells = ARENA_ARRAY(arena, table->column_count + 1, Str);
    for (size_t i = 0; i < table->column_count; i++)
        for (size_t j = 0; j < header->count && j < row->count; j++)
            if (str_equal(header->cells[j], table->columns[i])) cells[i] = row->cells[j];
    return cells;
}

static void take_columns(Arena *arena, const CsvRow *header, Table *table) {
    table->column_count = header->count;
    table->columns = ARENA_ARRAY(arena, header->count + 1, Str);
    for (size_t i = 0; i < header->count; i++)
        table->columns[i] = header->cells[i];
}

/* Under the columns of `like`, or under its own where that is NULL. */
static bool read_table(Arena *arena, Str content, unsigned key, const Table *like, Table *table,
                       Error *error) {
    CsvReader reader;
    CsvRow *header = ARENA_NEW(arena, CsvRow), *row = ARENA_NEW(arena, CsvRow);
    size_t lines = 1;
    *table = (Table){ 0 };
    if (!csv_open(&reader, arena, content, error) || !csv_next(&reader, header, error))
        return false;
    for (size_t i = 0; i < content.length; i++)
        lines += content.data[i] == '\n';
    table->rows = ARENA_ARRAY(arena, lines, Row);
    if (like) {
        table->columns = like->columns;
        table->column_count = like->column_count;
    } else {
        take_columns(arena, header, table);
    }
    for (;;) {
        if (!csv_next(&reader, row, error)) return false;
        if (!row->count) break;
        table->rows[table->count++] =
            (Row){ key_of(arena, row, key), cells_under(arena, table, header, row), table };
    }
    if (table->count) qsort(table->rows, table->count, sizeof *table->rows, compare_rows);
    return true;
}

/* --- its changes
 * ------------------------------------------------------------------------------------- */

typedef struct Writer {
    Buffer *out;
    Arena *arena;
    Str file;
} Writer;

static void write_change(const Writer *writer, Str key, const char *change, Str column, Str before,
                         Str after) {
    CSV_ROW(writer->out, writer->file, key, str_from(change), column, before, after);
}

/* "ref: XAA 1/2026; type: AL": the cells that are not empty. */
static Str whole_row(Arena *arena, const Row *row) {
    Buffer text = { 0 };
    for (size_t i = 0; i < row->table->column_count; i++) {
        if (!row->cells[i].length) continue;
        if (text.length) buffer_add_c(&text, "; ");
        buffer_add(&text, row->table->columns[i]);
        buffer_add_c(&text, ": ");
        buffer_add(&text, row->cells[i]);
    }
    Str whole = str_copy(arena, buffer_str(&text));
    buffer_free(&text);
    return whole;
}

static void write_cells(const Writer *writer, const Row *before, const Row *after) {
    for (size_t i = 0; i < after->table->column_count; i++)
        if (!str_equal(before->cells[i], after->cells[i]))
            write_change(writer, after->key, "changed", after->table->columns[i], before->cells[i],
                         after->cells[i]);
}

/* The rows of one key, which both may have more than once (two reminders in a chain of requests):
 * the same rows fall out, then what is left is taken two by two in order. */
static void write_key(const Writer *writer, const Row *before, size_t before_count,
                      const Row *after, size_t after_count) {
    const Row **gone = ARENA_ARRAY(writer->arena, before_count + 1, const Row *);
    const Row **come = ARENA_ARRAY(writer->arena, after_count + 1, const Row *);
    size_t gone_count = 0, come_count = 0, i = 0, j = 0;
    while (i < before_count || j < after_count) {
        int order = i == before_count  ? 1
                    : j == after_count ? -1
                                       : compare_rows(&before[i], &after[j]);
        if (order < 0) gone[gone_count++] = &before[i];
        if (order > 0) come[come_count++] = &after[j];
        i += order <= 0;
        j += order >= 0;
    }
    for (i = 0; i < gone_count || i < come_count; i++) {
        if (i < gone_count && i < come_count)
            write_cells(writer, gone[i], come[i]);
        else if (i < gone_count)
            write_change(writer, gone[i]->key, "removed", STR_EMPTY,
                         whole_row(writer->arena, gone[i]), STR_EMPTY);
        else
            write_change(writer, come[i]->key, "added", STR_EMPTY, STR_EMPTY,
                         whole_row(writer->arena, come[i]));
    }
}

static size_t same_key(const Table *table, size_t at, Str key) {
    size_t count = 0;
    while (at + count < table->count && str_equal(table->rows[at + count].key, key))
        count++;
    return count;
}

static void write_table(const Writer *writer, const Table *before, const Table *after) {
    size_t i = 0, j = 0;
    while (i < before->count || j < after->count) {
        bool from_before =
            j == after->count ||
            (i < before->count && str_compare(before->rows[i].key, after->rows[j].key) <= 0);
        Str key = from_before ? before->rows[i].key : after->rows[j].key;
        size_t gone = same_key(before, i, key), come = same_key(after, j, key);
        write_key(writer, before->rows + i, gone, after->rows + j, come);
        i += gone;
        j += come;
    }
}

/* --- what the release says of itself
 * ------------------------------------------------------------------------ */

static Str value_text(Arena *arena, const json_t *value) {
    if (json_is_integer(value))
        return str_format(arena, "%lld", (long long)json_integer_value(value));
    return str_copy(arena, str_from(json_string_value(value)));
}

static bool write_identity(const Writer *writer, Str before, Str after, Error *error) {
    static const char *const fields[] = { "cycle", "as_of", "method",    "method_hash",
                                          "seed",  "draws", "sobol_rows" };
    json_t *old = json_read(before, error), *new = old ? json_read(after, error) : NULL;
    for (size_t i = 0; new &&i < COUNT_OF(fields); i++) {
        Str was = value_text(writer->arena, json_object_get(old, fields[i]));
        Str is = value_text(writer->arena, json_object_get(new, fields[i]));
        if (!str_equal(was, is))
            write_change(writer, STR_EMPTY, "changed", str_from(fields[i]), was, is);
    }
    bool done = new != NULL;
    json_decref(new);
    json_decref(old);
    return done;
}

/* --- the whole
 * --------------------------------------------------------------------------------------- */

static bool find_file(const ReleaseFiles *files, const char *name, Str *content, Error *error) {
    for (size_t i = 0; i < files->count; i++) {
        *content = files->files[i].content;
        if (str_equal_c(files->files[i].name, name)) return true;
    }
    return error_set(error, ERROR_REFUSED, "the release has no %s", name);
}

static bool write_file(const Writer *writer, unsigned key, Str before, Str after, Error *error) {
    Table old, new;
    if (!read_table(writer->arena, after, key, NULL, &new, error) ||
        !read_table(writer->arena, before, key, &new, &old, error))
        return error_context(error, "%.*s", STR_ARGUMENTS(writer->file));
    write_table(writer, &old, &new);
    return true;
}

bool release_changes_write(Buffer *out, Arena *arena, const ReleaseFiles *before,
                           const ReleaseFiles *after, Error *error) {
    CSV_ROW(out, STR("file"), STR("row"), STR("change"), STR("column"), STR("before"),
            STR("after"));
    const char *name;
    for (size_t i = 0; (name = release_compared_file(i)); i++) {
        Writer writer = { out, arena, str_from(name) };
        Str old, new;
        if (!find_file(before, name, &old, error) || !find_file(after, name, &new, error))
            return false;
        bool done = i ? write_file(&writer, TABLES[i - 1].key, old, new, error)
                      : write_identity(&writer, old, new, error);
        if (!done) return false;
    }
    return true;
}

bool release_changes_read(Arena *arena, Str content, ReleaseChange **changes, size_t *count,
                          Error *error) {
    CsvReader reader;
    CsvRow *row = ARENA_NEW(arena, CsvRow);
    size_t lines = 1;
    *count = 0;
    if (!csv_open(&reader, arena, content, error) || !csv_next(&reader, row, error)) return false;
    for (size_t i = 0; i < content.length; i++)
        lines += content.data[i] == '\n';
    *changes = ARENA_ARRAY(arena, lines, ReleaseChange);
    for (;;) {
        if (!csv_next(&reader, row, error)) return false;
        if (!row->count) return true;
        if (row->count != 6)
            return error_set(error, ERROR_REFUSED, "changes.csv, line %zu: not a change",
                             row->line);
        (*changes)[(*count)++] = (ReleaseChange){ row->cells[0], row->cells[1], row->cells[2],
                                                  row->cells[3], row->cells[4], row->cells[5] };
    }
}
