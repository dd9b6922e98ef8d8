#include "cooperation/facts_table.h"

#include "cooperation/cooperation_kinds.h"
#include "cooperation/published_date.h"
#include "text/csv.h"

typedef enum Column {
    COLUMN_STATE,
    COLUMN_MANDATE,
    COLUMN_STATUS,
    COLUMN_DATE,
    COLUMN_COUNT
} Column;

static const struct {
    const char *title;
    Column column;
} COLUMNS[] = {
    { "State", COLUMN_STATE },   { "Country", COLUMN_STATE }, { "Mandate", COLUMN_MANDATE },
    { "Status", COLUMN_STATUS }, { "Date", COLUMN_DATE },
};
static const bool NEEDED[][COLUMN_COUNT] = {
    [FACTS_VISITS] = { true, true, true, true },
    [FACTS_INVITATIONS] = { true, false, false, true },
};

/* What tables say besides the words and titles of the vocabulary. */
static const struct {
    const char *said, *event;
} STATUSES[] = {
    { "Visit completed", "completed" },
    { "Conducted", "completed" },
    { "Undertaken", "completed" },
    { "Visited", "completed" },
    { "Visit requested", "requested" },
    { "Request sent", "requested" },
    { "Pending", "pending_request" },
    { "Pending request", "pending_request" },
    { "Request pending", "pending_request" },
    { "Outstanding request", "pending_request" },
    { "Reminder sent", "reminder" },
    { "Agreed in principle", "accepted" },
    { "Agreed upon in principle", "accepted" },
    { "Invitation", "invited" },
    { "Canceled", "cancelled" },
};

enum { NO_CELL = -1 };

typedef struct Reading {
    Arena *arena;
    Arena row_arena; /* cleared row by row */
    FactsShape shape;
    const NameIndex *states, *mandates;
    DayOrder order;
    CsvReader csv;
    CsvRow csv_row;
    size_t width;
    int cell_of[COLUMN_COUNT];
    KeySet lines; /* what the rows say, with their lines */
    FactsTable *table;
} Reading;

static bool same_word(Str text, const char *word) {
    size_t length = strlen(word);
    if (text.length != length) return false;
    for (size_t i = 0; i < length; i++)
        if ((text.data[i] | 0x20) != (word[i] | 0x20)) return false;
    return true;
}

static Str cell(const Reading *reading, Column column) {
    int at = reading->cell_of[column];
    return at == NO_CELL ? STR_EMPTY : str_trim(reading->csv_row.cells[at]);
}

/* --- the header
 * ------------------------------------------------------------------------------------------ */

static void map_column(Reading *reading, size_t at) {
    Str title = str_trim(reading->csv_row.cells[at]);
    Problems *problems = &reading->table->problems;
    size_t i = 0;
    while (i < COUNT_OF(COLUMNS) &&
           !(same_word(title, COLUMNS[i].title) && NEEDED[reading->shape][COLUMNS[i].column]))
        i++;
    if (i == COUNT_OF(COLUMNS)) {
        problem_add(problems, reading->csv_row.line, title, STR_EMPTY,
                    "the table has no such column; it has %s",
                    reading->shape == FACTS_VISITS ? "State, Mandate, Status, Date"
                                                   : "State, Date");
        return;
    }
    if (reading->cell_of[COLUMNS[i].column] != NO_CELL)
        problem_add(problems, reading->csv_row.line, title, STR_EMPTY,
                    "the column stands twice in the header");
    reading->cell_of[COLUMNS[i].column] = (int)at;
}

static void open_file(Reading *reading, Str content) {
    Problems *problems = &reading->table->problems;
    Error error;
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        reading->cell_of[i] = NO_CELL;
    if (!csv_open(&reading->csv, &reading->row_arena, content, &error) ||
        !csv_next(&reading->csv, &reading->csv_row, &error)) {
        problem_add(problems, 0, STR_EMPTY, STR_EMPTY, "%s", error.message);
        return;
    }
    reading->width = reading->csv_row.count;
    for (size_t i = 0; i < reading->width; i++)
        map_column(reading, i);
    for (size_t i = 0; i < COUNT_OF(COLUMNS); i++)
        if (!same_word(STR("Country"), COLUMNS[i].title) &&
            NEEDED[reading->shape][COLUMNS[i].column] &&
            reading->cell_of[COLUMNS[i].column] == NO_CELL)
            problem_add(problems, 1, str_from(COLUMNS[i].title), STR_EMPTY,
                        "the column is missing from the header");
}

static bool next_row(Reading *reading) {
    Error error;
    arena_clear(&reading->row_arena);
    if (csv_next(&reading->csv, &reading->csv_row, &error)) return reading->csv_row.count > 0;
    problem_add(&reading->table->problems, 0, STR_EMPTY, STR_EMPTY, "%s", error.message);
    return false;
}

/* --- a row
 * ---------------------------------------------------------------------------------------------- */

static void match_name(Reading *reading, const NameIndex *names, const char *column, Str name,
                       const char *what, Str *key) {
    NameMatch match = name_index_find(names, name, key);
    if (match == NAME_FOUND) {
        *key = str_copy(reading->arena, *key);
        return;
    }
    problem_add(&reading->table->unmatched, reading->csv_row.line, str_from(column), STR_EMPTY,
                match == NAME_AMBIGUOUS ? "\"%.*s\" could be more than one %s"
                                        : "\"%.*s\" is no %s on record",
                STR_ARGUMENTS(str_slice(name, 0, 200)), what);
}

static const char *event_of_status(Str status) {
    const Field *field =
        kind_field(&VISIT_EVENT, (size_t)kind_find_field(&VISIT_EVENT, STR("event")));
    for (size_t i = 0; i < field->vocabulary->count; i++) {
        const Term *term = &field->vocabulary->terms[i];
        if (same_word(status, term->word) || same_word(status, term->title)) return term->word;
    }
    for (size_t i = 0; i < COUNT_OF(STATUSES); i++)
        if (same_word(status, STATUSES[i].said)) return STATUSES[i].event;
    return NULL;
}

static void read_status(Reading *reading, FactsRow *row) {
    Str status = cell(reading, COLUMN_STATUS);
    row->event = event_of_status(status);
    if (!row->event)
        problem_add(&reading->table->unmatched, reading->csv_row.line, STR("Status"), STR_EMPTY,
                    "\"%.*s\" is no status of a visit that is known",
                    STR_ARGUMENTS(str_slice(status, 0, 200)));
}

static bool read_dates(Reading *reading, FactsRow *row) {
    Str text = cell(reading, COLUMN_DATE);
    Error why;
    if (!text.length) return true;
    if (published_span_parse(text, reading->order, &row->first, &row->last, &why)) return true;
    problem_add(&reading->table->problems, row->line, STR("Date"), STR_EMPTY, "%s", why.message);
    return false;
}

static bool is_first_of_its_kind(Reading *reading, const FactsRow *row) {
    char first[DATE_TEXT_SIZE];
    date_format(row->first, first);
    Str said = str_format(&reading->row_arena, "%.*s %.*s %s %s", STR_ARGUMENTS(row->iso3),
                          STR_ARGUMENTS(row->mandate), row->event ? row->event : "", first);
    const KeyEntry *earlier = key_set_find(&reading->lines, said);
    if (earlier) {
        problem_add(&reading->table->problems, row->line, STR_EMPTY, STR_EMPTY,
                    "says the same as line %zu; keep one of the two", earlier->line);
        return false;
    }
    key_set_add(&reading->lines, said)->line = row->line;
    return true;
}

static void keep_row(Reading *reading, const FactsRow *row) {
    FactsTable *table = reading->table;
    if (table->count == table->capacity) {
        size_t capacity = table->capacity ? table->capacity * 2 : 64;
        FactsRow *rows = ARENA_ARRAY(reading->arena, capacity, FactsRow);
        for (size_t i = 0; i < table->count; i++)
            rows[i] = table->rows[i];
        table->rows = rows;
        table->capacity = capacity;
    }
    table->rows[table->count++] = *row;
}

static void read_row(Reading *reading) {
    FactsTable *table = reading->table;
    FactsRow row = { .line = reading->csv_row.line };
    size_t unmatched = table->unmatched.count;
    table->read_rows++;
    if (reading->csv_row.count != reading->width) {
        problem_add(&table->problems, row.line, STR_EMPTY, STR_EMPTY,
                    "the row has %zu cells, the header %zu", reading->csv_row.count,
                    reading->width);
        return;
    }
    match_name(reading, reading->states, "State", cell(reading, COLUMN_STATE), "State", &row.iso3);
    if (reading->shape == FACTS_VISITS) {
        match_name(reading, reading->mandates, "Mandate", cell(reading, COLUMN_MANDATE), "mandate",
                   &row.mandate);
        read_status(reading, &row);
    }
    bool has_dates = read_dates(reading, &row);
    if (table->unmatched.count > unmatched)
        table->unmatched_rows++;
    else if (has_dates && is_first_of_its_kind(reading, &row))
        keep_row(reading, &row);
}

/* As in the communications export: day first in one row, and in none the month. */
static DayOrder order_of_file(Reading *reading) {
    bool seen[DAY_ORDER_MONTH_FIRST + 1] = { false };
    size_t problems = reading->table->problems.count;
    while (next_row(reading))
        if (reading->csv_row.count == reading->width)
            seen[published_day_order(cell(reading, COLUMN_DATE))] = true;
    reading->table->problems.count = problems; /* told when the rows are read */
    return seen[DAY_ORDER_DAY_FIRST] && !seen[DAY_ORDER_MONTH_FIRST] ? DAY_ORDER_DAY_FIRST
                                                                     : DAY_ORDER_NOT_SHOWN;
}

void facts_table_read(Arena *arena, FactsShape shape, Str content, const NameIndex *states,
                      const NameIndex *mandates, FactsTable *table) {
    *table = (FactsTable){ .unmatched.arena = arena, .problems.arena = arena };
    Reading *reading = ARENA_NEW(arena, Reading);
    *reading = (Reading){ .arena = arena, .shape = shape, .states = states, .mandates = mandates };
    reading->table = table;
    reading->lines.arena = arena;
    open_file(reading, content);
    if (!table->problems.count) {
        CsvReader first_row = reading->csv;
        reading->order = order_of_file(reading);
        reading->csv = first_row;
        while (next_row(reading))
            read_row(reading);
    }
    key_set_free(&reading->lines);
    arena_free(&reading->row_arena);
}
