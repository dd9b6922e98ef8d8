#include "cooperation/facts_import.h"

#include "cooperation/cooperation_kinds.h"
#include "cooperation/made_file.h"
#include "cooperation/ohchr_import.h"
#include "record/schema.h"

typedef struct Plan {
    Store *open;
    Arena *arena;
    Arena row_arena; /* cleared row by row */
    const FactsImportRequest *request;
    FactsImportResult *result;
    Date as_of;
    char as_of_text[DATE_TEXT_SIZE];
    RecordTable table;
    Statement *of_state;
    MadeFile file;
    KeySet made; /* the keys made from this file */
} Plan;

static Str date_text(Arena *arena, Date date) {
    char text[DATE_TEXT_SIZE];
    size_t length = date_format(date, text);
    return str_copy(arena, (Str){ text, length });
}

static bool is_of_this_source(const Plan *plan, const Record *held) {
    return str_equal(record_text(held, "source"), plan->request->source);
}

/* --- the record that a row makes
 * ---------------------------------------------------------------------- */

/* Who asks, reminds, invites and accepts follows from what these are (DOMAIN 3.1). */
static const struct {
    const char *event, *by;
} PARTY_OF[] = {
    { "requested", "mandate" }, { "pending_request", "mandate" }, { "reminder", "mandate" },
    { "withdrawn", "mandate" }, { "invited", "state" },           { "acknowledged", "state" },
    { "accepted", "state" },
};

static bool is_event(const FactsRow *row, const char *event) {
    return strcmp(row->event, event) == 0;
}

/* Of an event without a date only the listing has one. */
static Date happened_on(const Plan *plan, const FactsRow *row) {
    if (row->first.precision == DATE_NONE)
        return is_event(row, "pending_request") ? plan->as_of : row->first;
    return row->last.precision != DATE_NONE ? row->last : row->first;
}

static bool is_of_a_visit(const FactsRow *row) {
    return is_event(row, "completed") || is_event(row, "dates_agreed") ||
           is_event(row, "dates_proposed");
}

static void set_party(Record *record, const FactsRow *row) {
    for (size_t i = 0; i < COUNT_OF(PARTY_OF); i++)
        if (is_event(row, PARTY_OF[i].event))
            made_record_set(record, "by", str_from(PARTY_OF[i].by));
    if (is_event(row, "postponed") || is_event(row, "cancelled") || is_event(row, "declined"))
        made_record_set(record, "note", STR("the table does not say by whom"));
}

static void set_dates(Plan *plan, Record *record, const FactsRow *row) {
    Arena *arena = &plan->row_arena;
    Date last = row->last.precision != DATE_NONE ? row->last : row->first;
    if (is_of_a_visit(row)) {
        made_record_set(record, "visit_start", date_text(arena, row->first));
        made_record_set(record, "visit_end", date_text(arena, last));
    } else {
        made_record_set_not_applicable(record, "visit_start");
        made_record_set_not_applicable(record, "visit_end");
    }
    if (!is_of_a_visit(row) || is_event(row, "completed"))
        made_record_set(record, "happened_on", date_text(arena, happened_on(plan, row)));
}

/* The record that is corrected keeps its key and what the table does not tell. */
static Record visit_record(Plan *plan, const FactsRow *row, const Record *corrected) {
    Record record = corrected ? *corrected : (Record){ .kind = &VISIT_EVENT };
    Date on = is_of_a_visit(row) ? row->first : happened_on(plan, row);
    Str when = on.precision == DATE_NONE ? STR("undated") : date_text(&plan->row_arena, on);
    if (!corrected)
        record.key = str_format(&plan->row_arena, "%.*s/%.*s/%s/%.*s", STR_ARGUMENTS(row->iso3),
                                STR_ARGUMENTS(row->mandate), row->event, STR_ARGUMENTS(when));
    made_record_set(&record, "id", record.key);
    made_record_set(&record, "iso3", row->iso3);
    made_record_set(&record, "mandate", row->mandate);
    made_record_set(&record, "event", str_from(row->event));
    made_record_set_provenance(&record, plan->request->source, str_from(plan->as_of_text));
    set_party(&record, row);
    set_dates(plan, &record, row);
    return record;
}

static Record invitation_record(Plan *plan, const FactsRow *row) {
    Record record = { .kind = &STANDING_INVITATION };
    Date by_then = { DATE_BEFORE, DAY_FIRST, plan->request->as_of };
    Str on = date_text(&plan->row_arena, row->first.precision == DATE_NONE ? by_then : row->first);
    made_record_set(&record, "iso3", row->iso3);
    made_record_set(&record, "finding", STR("issued"));
    made_record_set(&record, "happened_on", on);
    made_record_set_provenance(&record, plan->request->source, str_from(plan->as_of_text));
    record.key = str_format(&plan->row_arena, "%.*s/issued/%.*s", STR_ARGUMENTS(row->iso3),
                            STR_ARGUMENTS(on));
    return record;
}

/* --- beside what is on record
 * -------------------------------------------------------------------------- */

typedef enum Standing {
    STANDING_NEW,
    STANDING_KNOWN,
    STANDING_CORRECTED,
    STANDING_CONFLICT
} Standing;

static bool overlap(Date a, Date b) {
    return a.first <= b.last && b.first <= a.last;
}

/* The days of the event: of a visit its own, of others theirs; false where none are known. */
static bool days_of(const Record *event, Date *days) {
    const Value *start = record_value(event, "visit_start"),
                *end = record_value(event, "visit_end");
    const Value *on = record_value(event, "happened_on");
    if (start->state == VALUE_PRESENT && start->date.precision != DATE_NONE) {
        *days = start->date;
        if (end->state == VALUE_PRESENT) days->last = end->date.last;
        return true;
    }
    *days = on->date;
    return on->state == VALUE_PRESENT;
}

static Date days_of_row(const Plan *plan, const FactsRow *row) {
    Date days = row->first.precision == DATE_NONE ? happened_on(plan, row) : row->first;
    if (row->last.precision != DATE_NONE) days.last = row->last.last;
    return days;
}

/* Whether the table still tells of what is on record, in this row or another. */
static bool is_still_told(Plan *plan, const Record *held, Date days) {
    const FactsTable *table = &plan->result->table;
    for (size_t i = 0; i < table->count; i++) {
        const FactsRow *row = &table->rows[i];
        Date said = days_of_row(plan, row);
        if (str_equal(row->iso3, record_text(held, "iso3")) &&
            str_equal(row->mandate, record_text(held, "mandate")) &&
            is_event(row, str_to_c(&plan->row_arena, record_text(held, "event"))) &&
            said.precision != DATE_NONE && overlap(said, days))
            return true;
    }
    return false;
}

static Standing compare_visit(Plan *plan, const FactsRow *row, const Record *held) {
    Date said = days_of_row(plan, row), known;
    if (!str_equal(record_text(held, "mandate"), row->mandate) ||
        !str_equal_c(record_text(held, "event"), row->event))
        return STANDING_NEW;
    if (said.precision == DATE_NONE || !days_of(held, &known) || overlap(said, known))
        return STANDING_KNOWN;
    /* A request that is listed on two days is on record twice. */
    if (is_event(row, "pending_request") || day_year(said.first) != day_year(known.first))
        return STANDING_NEW;
    if (!is_of_this_source(plan, held)) return STANDING_CONFLICT;
    bool taken = key_set_find(&plan->made, held->key) != NULL;
    return taken || is_still_told(plan, held, known) ? STANDING_NEW : STANDING_CORRECTED;
}

static Standing compare_invitation(const Plan *plan, const FactsRow *row, const Record *held) {
    Date known = record_value(held, "happened_on")->date;
    if (!str_equal_c(record_text(held, "finding"), "issued")) return STANDING_NEW;
    if (row->first.precision == DATE_NONE)
        return known.last <= plan->request->as_of ? STANDING_KNOWN : STANDING_NEW;
    if (known.first == row->first.first && known.last == row->first.last) return STANDING_KNOWN;
    return overlap(known, row->first) || known.precision != DATE_DAY ? STANDING_NEW
                                                                     : STANDING_CONFLICT;
}

static void add_conflict(Plan *plan, const FactsRow *row, const Record *held) {
    char first[DATE_TEXT_SIZE];
    date_format(row->first, first);
    Date known = { .precision = DATE_NONE };
    if (held->kind == &VISIT_EVENT)
        (void)days_of(held, &known);
    else
        known = record_value(held, "happened_on")->date;
    problem_add(&plan->result->conflicts, row->line, STR("Date"), held->key,
                "the file says %s; on record is %.*s (%.*s, as of %.*s)", first,
                STR_ARGUMENTS(date_text(&plan->row_arena, known)),
                STR_ARGUMENTS(str_slice(record_text(held, "source"), 0, 200)),
                STR_ARGUMENTS(record_text(held, "as_of")));
}

/* What the records of the State say to the row; known before corrected before conflict. */
static bool find_standing(Plan *plan, const FactsRow *row, Standing *standing, Record *corrected,
                          Record *conflicting, Error *error) {
    bool found = true, any[STANDING_CONFLICT + 1] = { false };
    int64_t version;
    Record held;
    statement_bind_text(plan->of_state, 1, row->iso3);
    for (;;) {
        if (!record_table_read(&plan->table, plan->of_state, &plan->row_arena, &held, &version,
                               &found, error))
            return false;
        if (!found) break;
        Standing one = plan->request->shape == FACTS_VISITS ? compare_visit(plan, row, &held)
                                                            : compare_invitation(plan, row, &held);
        any[one] = true;
        if (one == STANDING_CORRECTED) *corrected = held;
        if (one == STANDING_CONFLICT) *conflicting = held;
    }
    *standing = any[STANDING_KNOWN]       ? STANDING_KNOWN
                : any[STANDING_CORRECTED] ? STANDING_CORRECTED
                : any[STANDING_CONFLICT]  ? STANDING_CONFLICT
                                          : STANDING_NEW;
    return true;
}

static bool plan_row(Plan *plan, const FactsRow *row, Error *error) {
    Standing standing;
    Record corrected, conflicting, record;
    if (!find_standing(plan, row, &standing, &corrected, &conflicting, error)) return false;
    if (standing == STANDING_KNOWN) {
        plan->result->known_rows++;
        return true;
    }
    if (standing == STANDING_CONFLICT && !plan->request->take_file) {
        add_conflict(plan, row, &conflicting);
        plan->result->conflict_rows++;
        return true;
    }
    if (plan->request->shape == FACTS_INVITATIONS)
        record = invitation_record(plan, row);
    else
        record = visit_record(plan, row, standing == STANDING_CORRECTED ? &corrected : NULL);
    if (!key_set_find(&plan->made, record.key)) key_set_add(&plan->made, record.key);
    made_file_add(&plan->file, plan->arena, &record, row->line, true);
    return true;
}

static bool plan_rows(Plan *plan, const Kind *kind, Error *error) {
    const FactsTable *table = &plan->result->table;
    if (!record_table_open(&plan->table, plan->open, kind, error)) return false;
    plan->of_state = record_table_by_field(&plan->table, "iso3", error);
    if (!plan->of_state) return false;
    for (size_t i = 0; i < table->count; i++) {
        if (!plan_row(plan, &table->rows[i], error))
            return error_context(error, "line %zu", table->rows[i].line);
        arena_clear(&plan->row_arena);
    }
    return true;
}

static bool read_table(Plan *plan, Error *error) {
    Arena names = { 0 };
    NameIndex states = { .forms.arena = &names }, mandates = { .forms.arena = &names };
    bool done = state_names_read(plan->open, &states, error) &&
                mandate_names_read(plan->open, &mandates, error);
    if (done)
        facts_table_read(plan->arena, plan->request->shape, plan->request->content, &states,
                         &mandates, &plan->result->table);
    name_index_free(&states);
    name_index_free(&mandates);
    arena_free(&names);
    return done;
}

bool facts_import_run(Store *open, Arena *arena, const FactsImportRequest *request,
                      FactsImportResult *result, Error *error) {
    const Kind *kind = request->shape == FACTS_VISITS ? &VISIT_EVENT : &STANDING_INVITATION;
    const ImportRequest import = { .original = request->content,
                                   .changes = request->changes,
                                   .registry = request->registry,
                                   .rules = request->rules };
    *result = (FactsImportResult){ .conflicts.arena = arena, .records.problems.arena = arena };
    Plan plan = { .open = open, .arena = arena, .request = request, .result = result };
    plan.as_of = date_of_day(request->as_of);
    plan.made.arena = arena;
    date_format(plan.as_of, plan.as_of_text);
    made_file_begin(&plan.file, kind);
    bool done = read_table(&plan, error);
    if (done) {
        const FactsTable *table = &result->table;
        result->refused =
            table->problems.count || (table->unmatched.count && !request->skip_unmatched);
        if (!result->refused) {
            done = plan_rows(&plan, kind, error) &&
                   made_file_import(&plan.file, open, arena, &import, &result->records, error);
            result->refused = done && result->records.problems.count;
        }
    }
    made_file_free(&plan.file);
    key_set_free(&plan.made);
    statement_free(plan.of_state);
    record_table_close(&plan.table);
    arena_free(&plan.row_arena);
    return done;
}
