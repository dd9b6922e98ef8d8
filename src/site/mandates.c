#include "site/mandates.h"

#include <stdlib.h>

#include "cooperation/cooperation_kinds.h"
#include "record/record_kinds.h"
#include "site/feed.h"
#include "site/mandates.sql.h"
#include "site/mandates.tmpl.h"
#include "text/csv.h"

/* --- small readings of a record
 * ------------------------------------------------------------------------- */

static Str date_words(const Page *page, const Record *record, const char *field) {
    Date date = record_value(record, field)->date;
    return date.precision == DATE_NONE ? STR_EMPTY : words_date(page->arena, page->language, date);
}

static Str term_words(const Page *page, const Record *record, const char *field) {
    const Field *definition =
        kind_field(record->kind, (size_t)kind_find_field(record->kind, str_from(field)));
    const Term *term = vocabulary_find(definition->vocabulary, record_text(record, field));
    return term ? message(page->language, term->title) : STR_EMPTY;
}

static bool list_records(const Page *page, const Kind *kind, const char *field, Str value,
                         RecordList *records, Error *error) {
    RecordReader *reader = site_snapshot_borrow(page_snapshot(page), error);
    bool done =
        reader && record_reader_list(reader, page->arena, kind, field, value, records, error);
    site_snapshot_return(page_snapshot(page), reader);
    return done;
}

static MandateLine mandate_line(const Page *page, const Record *record, size_t holders) {
    Str iso3 = record_text(record, "country");
    return (MandateLine){
        .record = record,
        .key = record->key,
        .title = record_text(record, "title"),
        .kind = term_words(page, record, "mandate_kind"),
        .form = term_words(page, record, "form"),
        .theme = term_words(page, record, "subject_group"),
        .iso3 = iso3,
        .country = iso3.length ? state_title(page, iso3) : STR_EMPTY,
        .from = date_words(page, record, "established_on"),
        .until = date_words(page, record, "ended_on"),
        .holders = holders,
        .address = str_format(page->arena, "/mandates/%.*s", STR_ARGUMENTS(record->key)),
    };
}

/* --- the list
 * ------------------------------------------------------------------------------------------- */

static bool is_thematic(const MandateLine *line) {
    return record_has_word(line->record, "mandate_kind", "thematic");
}

static int by_kind_and_name(const void *a, const void *b) {
    const MandateLine *left = a, *right = b;
    bool thematic = is_thematic(left);
    if (thematic != is_thematic(right)) return thematic ? -1 : 1;
    int order = thematic ? 0 : str_compare(left->country, right->country);
    return order ? order : str_compare(left->title, right->title);
}

static bool say_coverage(const Page *page, Str *said, Error *error) {
    RecordList records;
    const Record *all = NULL;
    if (!list_records(page, &COVERAGE, "kind", str_from(MANDATE.name), &records, error))
        return false;
    for (size_t i = 0; i < records.count; i++)
        if (record_has_word(&records.records[i], "scope", "*")) all = &records.records[i];
    *said = all ? WORDS(page->arena, page->language,
                        "How complete this list is: %1$s, by the word of %2$s.",
                        term_words(page, all, "extent"), record_text(all, "by_word_of"))
                : message(page->language, "How complete this list is is not known.");
    return true;
}

static bool fill_list(const Page *page, MandateListView *view, Error *error) {
    RecordList mandates, holders;
    if (!list_records(page, &MANDATE, NULL, STR_EMPTY, &mandates, error) ||
        !list_records(page, &MANDATE_HOLDER, NULL, STR_EMPTY, &holders, error))
        return false;
    MandateLine *lines = ARENA_ARRAY(page->arena, mandates.count + 1, MandateLine);
    for (size_t i = 0; i < mandates.count; i++) {
        size_t held = 0;
        for (size_t h = 0; h < holders.count; h++)
            held += str_equal(record_text(&holders.records[h], "mandate"), mandates.records[i].key);
        lines[i] = mandate_line(page, &mandates.records[i], held);
        view->thematic_count += is_thematic(&lines[i]);
    }
    qsort(lines, mandates.count, sizeof *lines, by_kind_and_name);
    view->lines = lines;
    view->count = mandates.count;
    return say_coverage(page, &view->coverage, error);
}

static void write_optional(JsonWriter *json, const char *name, Str text) {
    if (text.length)
        json_field_text(json, name, text);
    else
        json_field_null(json, name);
}

/* The fields as records have them, in the list as in the page of one. */
static const char *const OWN_FIELDS[] = { "title",   "mandate_kind",   "form",    "subject_group",
                                          "country", "established_on", "ended_on" };
enum { OWN_FIELD_COUNT = COUNT_OF(OWN_FIELDS) };

static void write_own_fields(JsonWriter *json, const MandateLine *line) {
    json_field_text(json, "mandate", line->key);
    for (size_t i = 0; i < OWN_FIELD_COUNT; i++)
        write_optional(json, OWN_FIELDS[i], record_text(line->record, OWN_FIELDS[i]));
    json_name(json, STR("not_applicable"));
    json_array_begin(json);
    for (size_t i = 0; i < OWN_FIELD_COUNT; i++)
        if (record_value(line->record, OWN_FIELDS[i])->state == VALUE_NOT_APPLICABLE)
            json_text(json, str_from(OWN_FIELDS[i]));
    json_array_end(json);
    json_field_integer(json, "holders_on_record", (int64_t)line->holders);
    json_field_text(json, "source", record_text(line->record, "source"));
    json_field_text(json, "as_of", record_text(line->record, "as_of"));
    json_field_text(json, "address", line->address);
}

static void write_list_json(Buffer *out, const Page *page, const MandateListView *view) {
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    json_field_integer(&json, "data_version", page->snapshot->number);
    json_name(&json, STR("mandates"));
    json_array_begin(&json);
    for (size_t i = 0; i < view->count; i++) {
        json_object_begin(&json);
        write_own_fields(&json, &view->lines[i]);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_field_integer(&json, "count", (int64_t)view->count);
    json_object_end(&json);
}

static void write_list_csv(Buffer *out, const Page *page, const MandateListView *view) {
    enum { COLUMNS = OWN_FIELD_COUNT + 5 };
    Str cells[COLUMNS] = { STR("mandate") };
    for (size_t f = 0; f < OWN_FIELD_COUNT; f++)
        cells[1 + f] = str_from(OWN_FIELDS[f]);
    cells[COLUMNS - 4] = STR("holders_on_record");
    cells[COLUMNS - 3] = STR("source");
    cells[COLUMNS - 2] = STR("as_of");
    cells[COLUMNS - 1] = STR("address");
    csv_row(out, cells, COLUMNS);
    for (size_t i = 0; i < view->count; i++) {
        const MandateLine *line = &view->lines[i];
        cells[0] = line->key;
        for (size_t f = 0; f < OWN_FIELD_COUNT; f++)
            cells[1 + f] = record_value(line->record, OWN_FIELDS[f])->state == VALUE_NOT_APPLICABLE
                               ? NOT_APPLICABLE_CELL
                               : record_text(line->record, OWN_FIELDS[f]);
        cells[COLUMNS - 4] = str_format(page->arena, "%zu", line->holders);
        cells[COLUMNS - 3] = record_text(line->record, "source");
        cells[COLUMNS - 2] = record_text(line->record, "as_of");
        cells[COLUMNS - 1] = line->address;
        csv_row(out, cells, COLUMNS);
    }
}

static Str line_summary(const Page *page, const MandateLine *line) {
    Str not_known = message(page->language, "not known");
    return WORDS(page->arena, page->language, "%1$s: %2$s. Established: %3$s. Ended: %4$s.",
                 line->kind,
                 line->iso3.length    ? line->country
                 : line->theme.length ? line->theme
                                      : not_known,
                 line->from.length ? line->from : not_known,
                 line->until.length ? line->until : message(page->language, "no end on record"));
}

static bool write_list_atom(Buffer *out, const Page *page, const MandateListView *view,
                            Error *error) {
    ChangeTimes times;
    FeedItem *items = ARENA_ARRAY(page->arena, view->count + 1, FeedItem);
    if (!change_times_read(page, &MANDATES_CHANGED, &times, error)) return false;
    for (size_t i = 0; i < view->count; i++) {
        const MandateLine *line = &view->lines[i];
        items[i] = (FeedItem){ .address = line->address,
                               .title = line->title,
                               .summary = line_summary(page, line),
                               .updated = change_time(page, &times, line->key, DAY_NONE) };
    }
    feed_write(out, page, &(Feed){ 0 }, items, view->count);
    return true;
}

bool mandates_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    MandateListView view = { 0 };
    Buffer content = { 0 };
    if (!fill_list(&page, &view, error)) return false;
    page.title = message(page.language, "Mandates of the Special Procedures");
    page.path = STR("/mandates");
    page.json = page.csv = page.atom = true;
    switch (request->match.format) {
    case FORMAT_JSON: write_list_json(&content, &page, &view); break;
    case FORMAT_CSV: write_list_csv(&content, &page, &view); break;
    case FORMAT_ATOM:
        if (!write_list_atom(&content, &page, &view, error)) return false;
        break;
    default: mandates_html(&content, &page, &view);
    }
    page_send(&page, request->match.format, &content, response);
    return true;
}

/* --- one mandate
 * ------------------------------------------------------------------------------------------ */

static bool fill_holders(const Page *page, MandatePage *view, Error *error) {
    RecordList records;
    if (!list_records(page, &MANDATE_HOLDER, "mandate", view->line.key, &records, error))
        return false;
    HolderLine *lines = ARENA_ARRAY(page->arena, records.count + 1, HolderLine);
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        lines[i] = (HolderLine){ .record = record,
                                 .number = record_value(record, "number")->integer,
                                 .from = date_words(page, record, "from"),
                                 .until = date_words(page, record, "until"),
                                 .source = words_source(page->arena, record_text(record, "source")),
                                 .as_of = date_words(page, record, "as_of") };
    }
    view->holders = lines;
    view->holder_count = view->line.holders = records.count;
    return true;
}

/* A refusal or a sanction lasts until it ends (the field's own words); an attack or a visa refused
 * does not. */
static Str end_of_incident(const Page *page, const Record *record) {
    Str ended = date_words(page, record, "ended_on");
    if (ended.length) return WORDS(page->arena, page->language, "until %s", ended);
    bool lasts = record_has_word(record, "incident", "sanction") ||
                 record_has_word(record, "incident", "persona_non_grata") ||
                 record_has_word(record, "incident", "refusal_of_mandate");
    return lasts && record_value(record, "ended_on")->state == VALUE_NOT_AVAILABLE
               ? message(page->language, "no end on record")
               : STR_EMPTY;
}

static IncidentLine incident_line(const Page *page, const Record *record) {
    Str second = record_text(record, "second_source");
    const CouncilState *state =
        council_find_state(&page->snapshot->council, record_text(record, "iso3"));
    return (IncidentLine){
        .record = record,
        .date = record_value(record, "happened_on")->date,
        .when = date_words(page, record, "happened_on"),
        .state = state_title(page, record_text(record, "iso3")),
        .incident = term_words(page, record, "incident"),
        .severity = term_words(page, record, "severity"),
        .ended = end_of_incident(page, record),
        .text = record_text(record, "what_happened"),
        .state_version = record_text(record, "state_version"),
        .source = words_source(page->arena, record_text(record, "source")),
        .second_source = words_source(page->arena, second),
        .fictional = state && state->fictional,
        .one_source = !second.length,
        .as_of = date_words(page, record, "as_of"),
        .note = record_text(record, "note"),
        .unverified = record_has_word(record, "source_quality", "unverified"),
    };
}

static int newest_first(const void *a, const void *b) {
    const IncidentLine *left = a, *right = b;
    if (left->date.last != right->date.last) return left->date.last > right->date.last ? -1 : 1;
    return str_compare(left->record->key, right->record->key);
}

static bool fill_incidents(const Page *page, MandatePage *view, Error *error) {
    RecordList records;
    if (!list_records(page, &MANDATE_INCIDENT, "mandate", view->line.key, &records, error))
        return false;
    IncidentLine *lines = ARENA_ARRAY(page->arena, records.count + 1, IncidentLine);
    for (size_t i = 0; i < records.count; i++)
        lines[i] = incident_line(page, &records.records[i]);
    qsort(lines, records.count, sizeof *lines, newest_first);
    view->incidents = lines;
    view->incident_count = records.count;
    return true;
}

/* How many rows of a list have the mandate; what the list itself finds for it. */
static size_t rows_with(const Page *page, const FacetTable *table, int facet, Str mandate) {
    FacetFilter filter = facet_filter_none();
    filter.selected[facet] = facet_find_value(&table->facets[facet], mandate);
    return facet_query(page->arena, table, &filter, 0, 0).matches;
}

static bool fill_mandate(const Page *page, Str key, MandatePage *view, Error *error) {
    Record *record = ARENA_NEW(page->arena, Record);
    bool found = false;
    const CooperationIndex *index = site_cooperation(page_snapshot(page), error);
    RecordReader *reader = index ? site_snapshot_borrow(page_snapshot(page), error) : NULL;
    bool read =
        reader && record_reader_get(reader, page->arena, &MANDATE, key, record, &found, error);
    site_snapshot_return(page_snapshot(page), reader);
    if (!read) return false;
    if (!found)
        return error_set(error, ERROR_NOT_FOUND, "no mandate \"%.*s\" is on record",
                         STR_ARGUMENTS(key));
    view->line = mandate_line(page, record, 0);
    view->source = words_source(page->arena, record_text(record, "source"));
    view->as_of = date_words(page, record, "as_of");
    view->quality = term_words(page, record, "source_quality");
    view->aliases = record_text(record, "aliases");
    view->note = record_text(record, "note");
    view->visits = rows_with(page, index->visits, VISIT_FACET_MANDATE, view->line.key);
    view->letters = rows_with(page, index->communications, LETTER_FACET_MANDATE, view->line.key);
    return fill_holders(page, view, error) && fill_incidents(page, view, error);
}

static void write_incident(JsonWriter *json, const IncidentLine *line) {
    static const char *const fields[] = { "id",       "iso3",          "happened_on",   "incident",
                                          "severity", "what_happened", "state_version", "ended_on",
                                          "source",   "second_source", "as_of" };
    json_object_begin(json);
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        write_optional(json, fields[i], record_text(line->record, fields[i]));
    json_field_boolean(json, "two_sources", !line->one_source);
    json_object_end(json);
}

static void write_mandate_json(Buffer *out, const Page *page, const MandatePage *view) {
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    json_field_integer(&json, "data_version", page->snapshot->number);
    write_own_fields(&json, &view->line);
    write_optional(&json, "note", view->note);
    json_field_integer(&json, "visit_requests_on_record", (int64_t)view->visits);
    json_field_integer(&json, "letters_on_record", (int64_t)view->letters);
    json_name(&json, STR("holders"));
    json_array_begin(&json);
    for (size_t i = 0; i < view->holder_count; i++) {
        json_object_begin(&json);
        json_field_integer(&json, "number", view->holders[i].number);
        write_optional(&json, "from", record_text(view->holders[i].record, "from"));
        write_optional(&json, "until", record_text(view->holders[i].record, "until"));
        json_object_end(&json);
    }
    json_array_end(&json);
    json_name(&json, STR("incidents"));
    json_array_begin(&json);
    for (size_t i = 0; i < view->incident_count; i++)
        write_incident(&json, &view->incidents[i]);
    json_array_end(&json);
    json_object_end(&json);
}

bool mandate_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    MandatePage view = { 0 };
    Buffer content = { 0 };
    if (!fill_mandate(&page, request_capture(request, "mandate"), &view, error)) return false;
    page.title = view.line.title;
    page.path = view.line.address;
    page.json = true;
    if (request->match.format == FORMAT_JSON)
        write_mandate_json(&content, &page, &view);
    else
        mandate_html(&content, &page, &view);
    page_send(&page, request->match.format, &content, response);
    return true;
}
