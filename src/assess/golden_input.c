#include "assess/golden_input.h"

#include <stdio.h>

#include "base/file.h"
#include "text/csv.h"

enum {
    COLUMNS_MAX = 8,
    KEYS_MAX = 2,
    FILE_BYTES_MAX = 64 << 20,
};

typedef struct Reader {
    Arena *arena;
    const Method *method;
    Dataset *dataset;
    Error *error;
} Reader;

typedef struct Table Table;

/* One row; cells[i] belongs to the table's column i and is empty where the file has none. */
typedef struct Row {
    Reader *reader;
    const Table *table;
    size_t line;
    Str cells[COLUMNS_MAX];
} Row;

/* A file of one kind of fact. */
struct Table {
    const char *name;
    struct {
        const char *name;
        bool optional;
    } columns[COLUMNS_MAX];
    size_t keys[KEYS_MAX]; /* columns that together name a row, counted from 1; 0: none */
    size_t item_size;
    size_t items, item_count; /* where the Dataset keeps pointer and number */
    bool (*read)(Row *row, void *item);
    bool required;
};

/* ---------------------------------------------------------------- refusing */

static bool refuse(Row *row, size_t column, const char *rule) {
    return error_set(row->reader->error, ERROR_REFUSED,
                     "input/%s.csv line %zu, column %s, \"%.*s\": %s", row->table->name, row->line,
                     row->table->columns[column].name,
                     (int)(row->cells[column].length > 80 ? 80 : row->cells[column].length),
                     row->cells[column].data ? row->cells[column].data : "", rule);
}

static size_t column_of(const Table *table, const char *name) {
    size_t column = 0;
    while (column + 1 < COLUMNS_MAX && table->columns[column + 1].name &&
           strcmp(table->columns[column].name, name) != 0)
        column++;
    return column;
}

static bool refuse_fault(Row *row, const FactFault *fault) {
    return refuse(row, column_of(row->table, fault->field), fault->rule);
}

/* ---------------------------------------------------------------- cells */

static bool read_state(Row *row, size_t column, size_t *state) {
    const Dataset *dataset = row->reader->dataset;
    for (*state = 0; *state < dataset->state_count; (*state)++)
        if (str_equal(dataset->states[*state].code, row->cells[column])) return true;
    return refuse(row, column, "not a State of input/states.csv");
}

static bool read_day(Row *row, size_t column, Day *day) {
    Error why;
    if (day_parse(row->cells[column], day, &why)) return true;
    return refuse(row, column, row->cells[column].length ? why.message : "a day is needed here");
}

static bool read_day_or_none(Row *row, size_t column, Day *day) {
    *day = DAY_NONE;
    return !row->cells[column].length || read_day(row, column, day);
}

static bool read_whole(Row *row, size_t column, int64_t *number) {
    return str_to_integer(row->cells[column], number) || refuse(row, column, "not a whole number");
}

static bool read_number(Row *row, size_t column, double *number) {
    return str_to_decimal(row->cells[column], number) || refuse(row, column, "not a number");
}

static bool read_flag(Row *row, size_t column, bool *flag) {
    *flag = str_equal_c(row->cells[column], "1");
    return *flag || str_equal_c(row->cells[column], "0") ||
           refuse(row, column, "must be 0 for no or 1 for yes");
}

static bool read_text(Row *row, size_t column, Str *text) {
    *text = str_copy(row->reader->arena, row->cells[column]);
    return true;
}

static bool read_name(Row *row, size_t column, Str *text) {
    if (!row->cells[column].length) return refuse(row, column, "must not be empty");
    return read_text(row, column, text);
}

static bool read_indicator(Row *row, size_t column, IndicatorCode *code) {
    return indicator_code_parse(row->cells[column], code) ||
           refuse(row, column, "not an indicator");
}

/* ---------------------------------------------------------------- rows, in the order of columns */

static bool read_state_row(Row *row, void *item) {
    AssessedState *state = item;
    Str code = row->cells[0];
    bool letters = code.length == 3;
    for (size_t i = 0; i < code.length; i++)
        letters = letters && code.data[i] >= 'A' && code.data[i] <= 'Z';
    if (!letters) return refuse(row, 0, "a State is three capital letters (ISO 3166-1)");
    return read_text(row, 0, &state->code) && read_text(row, 1, &state->name) &&
           read_text(row, 2, &state->group) && read_text(row, 3, &state->role);
}

static bool read_coverage_row(Row *row, void *item) {
    CoverageFact *fact = item;
    if (!read_state(row, 0, &fact->state) || !read_indicator(row, 1, &fact->indicator))
        return false;
    return coverage_parse(row->cells[2], &fact->coverage) ||
           refuse(row, 2, "must be complete, sample or none");
}

static bool read_invitation_row(Row *row, void *item) {
    InvitationFact *fact = item;
    FactFault fault;
    if (!read_state(row, 0, &fact->state) || !read_day(row, 1, &fact->issued_on) ||
        !read_day_or_none(row, 2, &fact->withdrawn_on))
        return false;
    return invitation_fact_check(fact, &fault) || refuse_fault(row, &fault);
}

static bool read_party(Row *row, size_t column, VisitParty *party) {
    Str word = row->cells[column];
    *party = str_equal_c(word, "state")     ? VISIT_BY_STATE
             : str_equal_c(word, "mandate") ? VISIT_BY_MANDATE
                                            : VISIT_BY_UNKNOWN;
    return *party != VISIT_BY_UNKNOWN || !word.length ||
           refuse(row, column, "must be state or mandate");
}

static bool read_visit_row(Row *row, void *item) {
    VisitFact *fact = item;
    FactFault fault;
    if (!read_text(row, 0, &fact->chain) || !read_state(row, 1, &fact->state) ||
        !read_text(row, 2, &fact->mandate))
        return false;
    if (!visit_event_parse(row->cells[3], &fact->event))
        return refuse(row, 3, "not a word for a visit event");
    if (!read_day(row, 4, &fact->date) || !read_party(row, 5, &fact->by) ||
        !read_day_or_none(row, 6, &fact->visit_start))
        return false;
    return visit_fact_check(fact, &fault) || refuse_fault(row, &fault);
}

static bool read_communication_row(Row *row, void *item) {
    CommunicationFact *fact = item;
    FactFault fault;
    if (!read_name(row, 0, &fact->reference)) return false;
    if (!communication_type_parse(row->cells[1], &fact->type))
        return refuse(row, 1, "not a type of communication: UA, AL, OL, JUA, JAL or JOL");
    if (!read_state(row, 2, &fact->state) || !read_day(row, 3, &fact->sent)) return false;
    if (!reply_category_parse(row->cells[4], &fact->category))
        return refuse(row, 4, "not a category of reply: R0 to R4 or RT");
    if (!read_day_or_none(row, 5, &fact->replied_on) ||
        !read_day_or_none(row, 6, &fact->acknowledged_on))
        return false;
    return communication_fact_check(fact, &fault) || refuse_fault(row, &fault);
}

static bool read_visit_report_row(Row *row, void *item) {
    VisitReportFact *fact = item;
    FactFault fault;
    if (!read_name(row, 0, &fact->report) || !read_state(row, 1, &fact->state) ||
        !read_day(row, 2, &fact->presented_on) || !read_day_or_none(row, 3, &fact->followup_on))
        return false;
    return visit_report_fact_check(fact, &fault) || refuse_fault(row, &fault);
}

static bool read_incident_row(Row *row, void *item) {
    IncidentFact *fact = item;
    FactFault fault;
    if (!read_name(row, 0, &fact->id) || !read_state(row, 1, &fact->state) ||
        !read_day(row, 2, &fact->date))
        return false;
    fact->serious = str_equal_c(row->cells[3], "serious");
    if (!fact->serious && !str_equal_c(row->cells[3], "minor"))
        return refuse(row, 3, "must be minor or serious");
    if (!read_whole(row, 4, &fact->sources)) return false;
    return incident_fact_check(fact, &fault) || refuse_fault(row, &fault);
}

static bool read_reprisal_row(Row *row, void *item) {
    ReprisalFact *fact = item;
    FactFault fault;
    if (!read_name(row, 0, &fact->id) || !read_state(row, 1, &fact->state) ||
        !read_day(row, 2, &fact->first_published) ||
        !read_flag(row, 3, &fact->substantive_response) ||
        !read_number(row, 4, &fact->step_level) ||
        !read_day_or_none(row, 5, &fact->council_informed_on))
        return false;
    if (row->cells[6].length && !read_flag(row, 6, &fact->killing_or_disappearance)) return false;
    return reprisal_fact_check(fact, &fault) || refuse_fault(row, &fault);
}

static bool read_level_row(Row *row, void *item) {
    LevelFact *fact = item;
    FactFault fault;
    if (!read_state(row, 0, &fact->state) || !read_indicator(row, 1, &fact->indicator) ||
        !read_number(row, 2, &fact->level))
        return false;
    return level_fact_check(fact, row->reader->method, &fault) || refuse_fault(row, &fault);
}

static bool read_measure_row(Row *row, void *item) {
    MeasureFact *fact = item;
    FactFault fault;
    if (!read_state(row, 0, &fact->state) || !read_indicator(row, 1, &fact->indicator) ||
        !read_number(row, 2, &fact->value) || !read_number(row, 3, &fact->low) ||
        !read_number(row, 4, &fact->high))
        return false;
    return measure_fact_check(fact, &fault) || refuse_fault(row, &fault);
}

static bool read_vote_row(Row *row, void *item) {
    VoteFact *fact = item;
    FactFault fault;
    if (!str_equal_c(row->cells[1], "CS2")) return refuse(row, 1, "only CS2 counts votes");
    if (!read_state(row, 0, &fact->state) || !read_whole(row, 2, &fact->in_favour) ||
        !read_whole(row, 3, &fact->recorded))
        return false;
    return vote_fact_check(fact, &fault) || refuse_fault(row, &fault);
}

static bool read_treaty_row(Row *row, void *item) {
    TreatyFact *fact = item;
    FactFault fault;
    if (!read_state(row, 0, &fact->state) || !read_whole(row, 1, &fact->ratified) ||
        !read_whole(row, 2, &fact->open) || !read_whole(row, 3, &fact->accepted) ||
        !read_whole(row, 4, &fact->in_force))
        return false;
    return treaty_fact_check(fact, &fault) || refuse_fault(row, &fault);
}

static bool read_treaty_report_row(Row *row, void *item) {
    TreatyReportFact *fact = item;
    FactFault fault;
    if (!read_state(row, 0, &fact->state) || !read_name(row, 1, &fact->treaty) ||
        !read_whole(row, 2, &fact->days_overdue))
        return false;
    return treaty_report_fact_check(fact, &fault) || refuse_fault(row, &fault);
}

static bool read_review_row(Row *row, void *item) {
    ReviewFact *fact = item;
    return read_state(row, 0, &fact->state) && read_flag(row, 1, &fact->attended) &&
           read_flag(row, 2, &fact->report_on_time) && read_flag(row, 3, &fact->clear_response) &&
           read_flag(row, 4, &fact->midterm_report);
}

static bool read_pledge_row(Row *row, void *item) {
    PledgeFact *fact = item;
    FactFault fault;
    if (!read_state(row, 0, &fact->state) || !read_whole(row, 1, &fact->specific_and_due) ||
        !read_whole(row, 2, &fact->met_or_in_progress))
        return false;
    return pledge_fact_check(fact, &fault) || refuse_fault(row, &fault);
}

static bool read_red_line_row(Row *row, void *item) {
    RedLineFact *fact = item;
    FactFault fault;
    if (!read_state(row, 0, &fact->state)) return false;
    if (!red_line_parse(row->cells[1], &fact->kind)) return refuse(row, 1, "not a red line");
    if (!read_day(row, 2, &fact->since) || !read_day_or_none(row, 3, &fact->until) ||
        !read_text(row, 4, &fact->source))
        return false;
    return red_line_fact_check(fact, &fault) || refuse_fault(row, &fault);
}

/* ---------------------------------------------------------------- the files */

#define KEPT(type, array)                                                                          \
    .item_size = sizeof(type), .items = offsetof(Dataset, array),                                  \
    .item_count = offsetof(Dataset, array##_count)

static const Table TABLES[] = {
    { .name = "states",
      .columns = { { "state", false }, { "name", true }, { "un_group", true }, { "role", true } },
      .keys = { 1 },
      .item_size = sizeof(AssessedState),
      .items = offsetof(Dataset, states),
      .item_count = offsetof(Dataset, state_count),
      .read = read_state_row,
      .required = true },
    { .name = "coverage",
      .columns = { { "state", false }, { "indicator", false }, { "coverage", false } },
      .keys = { 1, 2 },
      KEPT(CoverageFact, coverage_rows),
      .read = read_coverage_row },
    { .name = "standing_invitations",
      .columns = { { "state", false }, { "issued_on", false }, { "withdrawn_on", true } },
      KEPT(InvitationFact, invitations),
      .read = read_invitation_row },
    { .name = "visit_events",
      .columns = { { "chain", true },
                   { "state", false },
                   { "mandate", true },
                   { "event", false },
                   { "date", false },
                   { "by", true },
                   { "visit_start", true } },
      KEPT(VisitFact, visits),
      .read = read_visit_row },
    { .name = "communications",
      .columns = { { "ref", false },
                   { "type", false },
                   { "state", false },
                   { "sent", false },
                   { "reply_category", false },
                   { "reply_date", false },
                   { "ack_date", true } },
      .keys = { 1 },
      KEPT(CommunicationFact, communications),
      .read = read_communication_row },
    { .name = "visit_reports",
      .columns = { { "report", false },
                   { "state", false },
                   { "presented_on", false },
                   { "followup_info_on", false } },
      .keys = { 1, 2 },
      KEPT(VisitReportFact, visit_reports),
      .read = read_visit_report_row },
    { .name = "incidents",
      .columns = { { "id", false },
                   { "state", false },
                   { "date", false },
                   { "severity", false },
                   { "sources", false } },
      .keys = { 1 },
      KEPT(IncidentFact, incidents),
      .read = read_incident_row },
    { .name = "reprisal_cases",
      .columns = { { "case", false },
                   { "state", false },
                   { "first_published", false },
                   { "state_response", false },
                   { "step_level", false },
                   { "council_informed_on", false },
                   { "killing_or_disappearance", true } },
      .keys = { 1, 2 },
      KEPT(ReprisalFact, reprisals),
      .read = read_reprisal_row },
    { .name = "ordinals",
      .columns = { { "state", false }, { "indicator", false }, { "level", false } },
      .keys = { 1, 2 },
      KEPT(LevelFact, levels),
      .read = read_level_row },
    { .name = "external",
      .columns = { { "state", false },
                   { "indicator", false },
                   { "value", false },
                   { "low", false },
                   { "high", false } },
      .keys = { 1, 2 },
      KEPT(MeasureFact, measures),
      .read = read_measure_row },
    { .name = "votes",
      .columns = { { "state", false },
                   { "indicator", false },
                   { "in_favour_of_access", false },
                   { "recorded", false } },
      .keys = { 1 },
      KEPT(VoteFact, votes),
      .read = read_vote_row },
    { .name = "treaties",
      .columns = { { "state", false },
                   { "instruments_ratified", false },
                   { "instruments_total", false },
                   { "complaint_procedures_accepted", false },
                   { "complaint_procedures_in_force", false } },
      .keys = { 1 },
      KEPT(TreatyFact, treaties),
      .read = read_treaty_row },
    { .name = "treaty_reports",
      .columns = { { "state", false }, { "treaty", false }, { "days_overdue", false } },
      .keys = { 1, 2 },
      KEPT(TreatyReportFact, treaty_reports),
      .read = read_treaty_report_row },
    { .name = "upr",
      .columns = { { "state", false },
                   { "attended", false },
                   { "national_report_on_time", false },
                   { "clear_response_before_adoption", false },
                   { "midterm_report", false } },
      .keys = { 1 },
      KEPT(ReviewFact, reviews),
      .read = read_review_row },
    { .name = "pledges",
      .columns = { { "state", false },
                   { "specific_and_due", false },
                   { "met_or_in_progress", false } },
      .keys = { 1 },
      KEPT(PledgeFact, pledges),
      .read = read_pledge_row },
    { .name = "red_lines",
      .columns = { { "state", false },
                   { "kind", false },
                   { "since", false },
                   { "until", true },
                   { "source", false } },
      KEPT(RedLineFact, red_lines),
      .read = read_red_line_row },
};

/* ---------------------------------------------------------------- reading a file */

/* Which line first had a key: a hash table of the file's own size. */
typedef struct KeyTable {
    size_t size;
    struct {
        Str key;
        size_t line;
    } * entries;
} KeyTable;

static bool refuse_doubled(Row *row, KeyTable *keys) {
    const size_t *columns = row->table->keys;
    if (!columns[0]) return true;
    Str second = columns[1] ? row->cells[columns[1] - 1] : STR_EMPTY;
    Str key = str_format(row->reader->arena, "%.*s\n%.*s",
                         STR_ARGUMENTS(row->cells[columns[0] - 1]), STR_ARGUMENTS(second));
    size_t at = (size_t)str_hash(key) % keys->size;
    for (; keys->entries[at].line; at = (at + 1) % keys->size) {
        if (!str_equal(keys->entries[at].key, key)) continue;
        char rule[64];
        snprintf(rule, sizeof rule, "has been named before, in line %zu", keys->entries[at].line);
        return refuse(row, columns[0] - 1, rule);
    }
    keys->entries[at].key = key;
    keys->entries[at].line = row->line;
    return true;
}

/* Which cell of a row belongs to which column; CSV_COLUMNS_MAX where the file has none. */
static bool find_columns(Reader *reader, const Table *table, const CsvRow *header,
                         size_t places[COLUMNS_MAX]) {
    for (size_t i = 0; i < COLUMNS_MAX && table->columns[i].name; i++) {
        places[i] = CSV_COLUMNS_MAX;
        for (size_t cell = 0; cell < header->count; cell++) {
            if (!str_equal_c(header->cells[cell], table->columns[i].name)) continue;
            if (places[i] != CSV_COLUMNS_MAX)
                return error_set(reader->error, ERROR_REFUSED,
                                 "input/%s.csv line %zu: the column %s is there twice", table->name,
                                 header->line, table->columns[i].name);
            places[i] = cell;
        }
        if (places[i] == CSV_COLUMNS_MAX && !table->columns[i].optional)
            return error_set(reader->error, ERROR_REFUSED,
                             "input/%s.csv line %zu: the column %s is missing", table->name,
                             header->count ? header->line : 1, table->columns[i].name);
    }
    return true;
}

static bool read_rows(Reader *reader, const Table *table, CsvReader *csv, size_t capacity) {
    CsvRow row;
    if (!csv_next(csv, &row, reader->error))
        return error_context(reader->error, "input/%s.csv", table->name);
    size_t places[COLUMNS_MAX], width = row.count;
    if (!find_columns(reader, table, &row, places)) return false;
    KeyTable keys = { 2 * capacity + 1, NULL };
    keys.entries = arena_array(reader->arena, keys.size, sizeof *keys.entries);
    char *items = arena_array(reader->arena, capacity, table->item_size);
    size_t *count = (size_t *)(void *)((char *)reader->dataset + table->item_count);
    *(void **)(void *)((char *)reader->dataset + table->items) = items;
    *count = 0;
    for (;;) {
        if (!csv_next(csv, &row, reader->error))
            return error_context(reader->error, "input/%s.csv", table->name);
        if (!row.count) return true;
        if (row.count != width)
            return error_set(reader->error, ERROR_REFUSED,
                             "input/%s.csv line %zu: %zu cells where the first line has %zu",
                             table->name, row.line, row.count, width);
        Row read = { .reader = reader, .table = table, .line = row.line };
        for (size_t i = 0; i < COLUMNS_MAX && table->columns[i].name; i++)
            if (places[i] != CSV_COLUMNS_MAX) read.cells[i] = row.cells[places[i]];
        if (!table->read(&read, items + *count * table->item_size) || !refuse_doubled(&read, &keys))
            return false;
        (*count)++;
    }
}

static bool read_table(Reader *reader, const Table *table, Str content) {
    size_t lines = 1;
    for (size_t i = 0; i < content.length; i++)
        lines += content.data[i] == '\n';
    CsvReader csv;
    if (!csv_open(&csv, reader->arena, content, reader->error))
        return error_context(reader->error, "input/%s.csv", table->name);
    return read_rows(reader, table, &csv, lines);
}

bool golden_table_read(Arena *arena, const char *name, Str content, const Method *method,
                       Dataset *dataset, Error *error) {
    Reader reader = { arena, method, dataset, error };
    for (size_t i = 0; i < COUNT_OF(TABLES); i++)
        if (strcmp(TABLES[i].name, name) == 0) return read_table(&reader, &TABLES[i], content);
    return error_set(error, ERROR_REFUSED, "there is no input/%s.csv", name);
}

static bool read_params(Arena *arena, const char *folder, Method *method, Error *error) {
    char *path = str_to_c(arena, str_format(arena, "%s/params.json", folder));
    Str content;
    if (!file_read(arena, path, FILE_BYTES_MAX, &content, error)) return false;
    if (!method_read(arena, content, METHOD_OF_EXAMPLE, method, error))
        return error_context(error, "params.json");
    return true;
}

/* Without coverage.csv the record is complete everywhere, as in the examples. */
static void spread_coverage(Arena *arena, Dataset *dataset) {
    if (!dataset->coverage_rows_count) return;
    Coverage *coverage = ARENA_ARRAY(arena, dataset->state_count * INDICATOR_CODE_COUNT, Coverage);
    for (size_t i = 0; i < dataset->coverage_rows_count; i++) {
        const CoverageFact *fact = &dataset->coverage_rows[i];
        coverage[fact->state * INDICATOR_CODE_COUNT + fact->indicator] = fact->coverage;
    }
    dataset->coverage = coverage;
}

bool golden_input_read(Arena *arena, const char *folder, Method *method, Dataset *dataset,
                       Error *error) {
    Method read_method;
    Dataset read = { .communications_until = DAY_NONE };
    if (!read_params(arena, folder, &read_method, error)) return false;
    for (size_t i = 0; i < COUNT_OF(TABLES); i++) {
        const char *name = TABLES[i].name;
        char *path = str_to_c(arena, str_format(arena, "%s/input/%s.csv", folder, name));
        Str content;
        if (!TABLES[i].required && !file_exists(path)) continue;
        if (!file_read(arena, path, FILE_BYTES_MAX, &content, error) ||
            !golden_table_read(arena, name, content, &read_method, &read, error))
            return false;
    }
    if (!read.state_count)
        return error_set(error, ERROR_REFUSED, "input/states.csv names no State");
    spread_coverage(arena, &read);
    *method = read_method;
    *dataset = read;
    return true;
}
