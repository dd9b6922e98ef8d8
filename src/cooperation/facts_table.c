#include "cooperation/facts_table.h"

#include "cooperation/cooperation_kinds.h"
#include "cooperation/published_csv.h"

typedef enum Column { COLUMN_STATE, COLUMN_MANDATE, COLUMN_STATUS, COLUMN_DATE } Column;

static const PublishedColumn VISIT_COLUMNS[] = {
    { "State", COLUMN_STATE },   { "Country", COLUMN_STATE, true }, { "Mandate", COLUMN_MANDATE },
    { "Status", COLUMN_STATUS }, { "Date", COLUMN_DATE },
};
static const PublishedColumn INVITATION_COLUMNS[] = {
    { "State", COLUMN_STATE },
    { "Country", COLUMN_STATE, true },
    { "Date", COLUMN_DATE },
};
static const struct {
    const PublishedColumn *columns;
    size_t count;
    const char *no_such_column;
} SHAPES[] = {
    [FACTS_VISITS] = { VISIT_COLUMNS, COUNT_OF(VISIT_COLUMNS),
                       "the table has no such column; it has State, Mandate, Status, Date" },
    [FACTS_INVITATIONS] = { INVITATION_COLUMNS, COUNT_OF(INVITATION_COLUMNS),
                            "the table has no such column; it has State, Date" },
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

typedef struct Reading {
    Arena *arena;
    FactsShape shape;
    const NameIndex *states, *mandates;
    DayOrder order;
    PublishedCsv csv;
    KeySet lines; /* what the rows say, with their lines */
    FactsTable *table;
} Reading;

static Str cell(const Reading *reading, Column column) {
    return published_csv_cell(&reading->csv, (int)column);
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
    problem_add(&reading->table->unmatched, reading->csv.row.line, str_from(column), STR_EMPTY,
                match == NAME_AMBIGUOUS ? "\"%.*s\" could be more than one %s"
                                        : "\"%.*s\" is no %s on record",
                STR_ARGUMENTS(str_slice(name, 0, 200)), what);
}

static const char *event_of_status(Str status) {
    const Field *field =
        kind_field(&VISIT_EVENT, (size_t)kind_find_field(&VISIT_EVENT, STR("event")));
    for (size_t i = 0; i < field->vocabulary->count; i++) {
        const Term *term = &field->vocabulary->terms[i];
        if (published_word_is(status, term->word) || published_word_is(status, term->title))
            return term->word;
    }
    for (size_t i = 0; i < COUNT_OF(STATUSES); i++)
        if (published_word_is(status, STATUSES[i].said)) return STATUSES[i].event;
    return NULL;
}

static void read_status(Reading *reading, FactsRow *row) {
    Str status = cell(reading, COLUMN_STATUS);
    row->event = event_of_status(status);
    if (!row->event)
        problem_add(&reading->table->unmatched, reading->csv.row.line, STR("Status"), STR_EMPTY,
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
    Str said = str_format(&reading->csv.row_arena, "%.*s %.*s %s %s", STR_ARGUMENTS(row->iso3),
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
    FactsRow row = { .line = reading->csv.row.line };
    size_t unmatched = table->unmatched.count;
    table->read_rows++;
    if (!published_csv_is_whole(&reading->csv)) return;
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

void facts_table_read(Arena *arena, FactsShape shape, Str content, const NameIndex *states,
                      const NameIndex *mandates, FactsTable *table) {
    *table = (FactsTable){ .unmatched.arena = arena, .problems.arena = arena };
    Reading *reading = ARENA_NEW(arena, Reading);
    *reading = (Reading){ .arena = arena, .shape = shape, .states = states, .mandates = mandates };
    reading->table = table;
    reading->lines.arena = arena;
    reading->csv = (PublishedCsv){ .columns = SHAPES[shape].columns,
                                   .column_count = SHAPES[shape].count,
                                   .no_such_column = SHAPES[shape].no_such_column,
                                   .problems = &table->problems };
    published_csv_open(&reading->csv, content);
    if (!table->problems.count) {
        reading->order = published_csv_day_order(&reading->csv, COLUMN_DATE);
        while (published_csv_next(&reading->csv))
            read_row(reading);
    }
    key_set_free(&reading->lines);
    published_csv_close(&reading->csv);
}
