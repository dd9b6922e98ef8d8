#include "site/visits.h"

#include "cooperation/cooperation_kinds.h"
#include "site/feed.h"
#include "site/visits.tmpl.h"
#include "text/csv.h"
#include "text/json.h"

static Str clock_words(const Page *page, const VisitStanding *standing) {
    switch (standing->clock.state) {
    case VISIT_CLOCK_NO_REQUEST:
        return message(page->language, "no clock: the day of the request is not known");
    case VISIT_CLOCK_CLOSED: return message(page->language, "closed by the mandate");
    case VISIT_CLOCK_REPORT: return message(page->language, "none: the visit took place");
    default: break;
    }
    Phrase phrase = clock_standing_phrase(&standing->clock.standing);
    return phrase_on_page(page, &phrase);
}

static Str chain_address(const Page *page, const VisitChainView *chain) {
    return str_format(page->arena, "/visits/%.*s/%.*s/%zu", STR_ARGUMENTS(chain->iso3),
                      STR_ARGUMENTS(chain->mandate), chain->number);
}

VisitLine visit_line(const Page *page, const VisitChainView *chain) {
    return (VisitLine){
        .chain = chain,
        .state = state_title(page, chain->iso3),
        .mandate = mandate_title(page, chain->mandate),
        .status = message(page->language, visit_status_title(chain->standing.status)),
        .clock = clock_words(page, &chain->standing),
        .address = chain_address(page, chain),
    };
}

/* --- the list
 * ------------------------------------------------------------------------------------------- */

static const char *const FACET_TITLES[VISIT_FACET_COUNT] = { "State", "Group", "Mandate", "Status",
                                                             "Clock" };

static Str status_title(const Page *page, Str word) {
    for (int i = 0; i < VISIT_STATUS_COUNT; i++)
        if (str_equal_c(word, visit_status_word((VisitStatus)i)))
            return message(page->language, visit_status_title((VisitStatus)i));
    return word;
}

static Str value_title(const Page *page, size_t facet, Str word) {
    switch (facet) {
    case VISIT_FACET_STATE: return state_title(page, word);
    case VISIT_FACET_GROUP: return group_title(page, word);
    case VISIT_FACET_MANDATE: return mandate_title(page, word);
    case VISIT_FACET_STATUS: return status_title(page, word);
    default: return clock_title(page, word);
    }
}

static const ListShape SHAPE = { "/visits", FACET_TITLES, value_title };

static Day due_day(const VisitStanding *standing) {
    bool has_clock =
        standing->clock.state == VISIT_CLOCK_RUNS || standing->clock.state == VISIT_CLOCK_ANSWERED;
    return has_clock ? standing->clock.result.due : DAY_NONE;
}

/* What an absent answer means. */
static Str record_word(const VisitChainView *chain) {
    return chain->complete ? STR("complete") : STR("sample");
}

static void write_list_csv(Buffer *out, const Page *page, const CooperationIndex *index,
                           const FacetResult *found) {
    CSV_ROW(out, STR("state"), STR("mandate"), STR("chain"), STR("status"), STR("since"),
            STR("open"), STR("clock"), STR("due_on"), STR("address"), STR("record"));
    for (size_t i = 0; i < found->row_count; i++) {
        const VisitChainView *chain = &index->chains[found->rows[i]];
        const VisitStanding *standing = &chain->standing;
        CSV_ROW(out, chain->iso3, chain->mandate, str_format(page->arena, "%zu", chain->number),
                str_from(visit_status_word(standing->status)), day_text(page, standing->since),
                standing->open ? STR("yes") : STR("no"), str_from(visit_clock_word(standing)),
                day_text(page, due_day(standing)), chain_address(page, chain), record_word(chain));
    }
}

/* The same in the list and alone. */
static void write_chain_fields(JsonWriter *json, const Page *page, const VisitChainView *chain) {
    const VisitStanding *standing = &chain->standing;
    json_field_text(json, "state", chain->iso3);
    json_field_text(json, "mandate", chain->mandate);
    json_field_integer(json, "chain", (int64_t)chain->number);
    json_field_text(json, "status", str_from(visit_status_word(standing->status)));
    json_field_text(json, "since", day_text(page, standing->since));
    json_field_boolean(json, "open", standing->open);
    json_field_text(json, "clock", str_from(visit_clock_word(standing)));
    json_field_text(json, "due_on", day_text(page, due_day(standing)));
    json_field_text(json, "address", chain_address(page, chain));
    json_field_text(json, "record", record_word(chain));
}

static void write_list_json(Buffer *out, const Page *page, const CooperationIndex *index,
                            const FacetResult *found) {
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    json_field_integer(&json, "data_version", page->snapshot->number);
    json_field_text(&json, "shown_on", day_text(page, page->snapshot->today));
    json_name(&json, STR("visits"));
    json_array_begin(&json);
    for (size_t i = 0; i < found->row_count; i++) {
        json_object_begin(&json);
        write_chain_fields(&json, page, &index->chains[found->rows[i]]);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_field_integer(&json, "count", (int64_t)found->row_count);
    json_object_end(&json);
}

/* Clocks move from day to day: the feed is as new as the day. */
static void write_list_atom(Buffer *out, const Page *page, const VisitListView *view) {
    Str today = feed_time(page, page->snapshot->today);
    FeedItem items[LIST_PAGE_ROWS];
    size_t count = 0;
    for (; count < view->list.result.row_count && count < LIST_PAGE_ROWS; count++) {
        const VisitLine *line = &view->lines[count];
        Day since = line->chain->standing.since;
        items[count] = (FeedItem){
            .address = line->address,
            .title = WORDS(page->arena, page->language, "%1$s, %2$s: %3$s", line->state,
                           line->mandate, line->status),
            .summary = line->clock,
            .updated = since == DAY_NONE ? today : feed_time(page, since),
        };
    }
    feed_write(out, page, &(Feed){ .self = view->list.atom, .updated = today }, items, count);
}

static void add_lines(const Page *page, const CooperationIndex *index, VisitListView *view) {
    const FacetResult *found = &view->list.result;
    view->lines = ARENA_ARRAY(page->arena, found->row_count + 1, VisitLine);
    for (size_t i = 0; i < found->row_count; i++)
        view->lines[i] = visit_line(page, &index->chains[found->rows[i]]);
}

bool visits_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    VisitListView *view = ARENA_NEW(page.arena, VisitListView);
    const CooperationIndex *index = site_cooperation(page_snapshot(&page), error);
    if (!index || !list_view(request, &page, index->visits, &SHAPE, &view->list, error))
        return false;
    page.title = message(page.language, "Country visits");
    page.path = STR("/visits");
    Buffer content = { 0 };
    switch (request->match.format) {
    case FORMAT_JSON: write_list_json(&content, &page, index, &view->list.result); break;
    case FORMAT_CSV: write_list_csv(&content, &page, index, &view->list.result); break;
    case FORMAT_ATOM:
        add_lines(&page, index, view);
        write_list_atom(&content, &page, view);
        break;
    default: add_lines(&page, index, view); visits_html(&content, &page, view);
    }
    page_send(&page, request->match.format, &content, response);
    return true;
}

/* --- one chain
 * --------------------------------------------------------------------------------------------- */

static Str event_text(const Page *page, const Record *record, const VisitEntry *entry) {
    const Field *field =
        kind_field(record->kind, (size_t)kind_find_field(record->kind, STR("event")));
    const Term *term = vocabulary_find(field->vocabulary, str_from(visit_event_word(entry->type)));
    Str said = message(page->language, term->title);
    if (entry->by == PARTY_STATE)
        said = WORDS(page->arena, page->language, "%s, by the State", said);
    if (entry->by == PARTY_MANDATE)
        said = WORDS(page->arena, page->language, "%s, by the mandate", said);
    if (entry->visit_start.precision == DATE_NONE) return said;
    return WORDS(page->arena, page->language, "%1$s: visit from %2$s", said,
                 words_date(page->arena, page->language, entry->visit_start));
}

static bool add_event(const Page *page, RecordReader *reader, VisitChainPage *view,
                      const PlacedEvent *event, Error *error) {
    Record record;
    bool found;
    if (!record_reader_get(reader, page->arena, &VISIT_EVENT, event->entry->key, &record, &found,
                           error))
        return false;
    if (!found) return true;
    view->events[view->event_count++] = (VisitEventLine){
        .when = words_date(page->arena, page->language, event->happened),
        .text = event_text(page, &record, event->entry),
        .source_note = record_value(&record, "note")->text,
        .source_text = record_value(&record, "source")->text,
        .source = words_source(page->arena, record_value(&record, "source")->text),
        .decides = view->line.chain->standing.decided_by == event,
    };
    return true;
}

static bool add_events(const Page *page, VisitChainPage *view, Error *error) {
    const VisitChainView *chain = view->line.chain;
    RecordReader *reader = site_snapshot_borrow(page_snapshot(page), error);
    bool done = reader != NULL;
    view->events = ARENA_ARRAY(page->arena, chain->timeline->count + 1, VisitEventLine);
    for (size_t i = 0; done && i < chain->timeline->count; i++)
        if (chain->timeline->events[i].chain == chain->number - 1)
            done = add_event(page, reader, view, &chain->timeline->events[i], error);
    site_snapshot_return(page_snapshot(page), reader);
    return done;
}

static void explain(const Page *page, VisitChainPage *view) {
    const VisitStanding *standing = &view->line.chain->standing;
    VisitPhrases phrases = visit_standing_phrases(standing);
    view->sentences = ARENA_ARRAY(page->arena, phrases.count + 1, Str);
    for (size_t i = 0; i < phrases.count; i++)
        view->sentences[view->sentence_count++] = phrase_on_page(page, &phrases.phrases[i]);
    view->meaning = message(page->language, visit_status_meaning(standing->status));
    bool has_clock = standing->clock.state != VISIT_CLOCK_NO_REQUEST &&
                     standing->clock.state != VISIT_CLOCK_REPORT;
    if (has_clock) {
        view->rule = standing->clock.result.rule;
        view->steps = clock_steps_on_page(page, &standing->clock.result);
        view->step_count = standing->clock.result.step_count;
    }
    if (standing->open && standing->opened_by)
        view->age = WORDS(
            page->arena, page->language, "open for %s days",
            words_count(page->arena, page->snapshot->today - standing->opened_by->happened.last));
}

static void write_chain_json(Buffer *out, const Page *page, const VisitChainPage *view) {
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    write_chain_fields(&json, page, view->line.chain);
    json_name(&json, STR("events"));
    json_array_begin(&json);
    for (size_t i = 0; i < view->event_count; i++) {
        json_object_begin(&json);
        json_field_text(&json, "when", view->events[i].when);
        json_field_text(&json, "text", view->events[i].text);
        json_field_text(&json, "source", view->events[i].source_text);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_name(&json, STR("steps"));
    json_array_begin(&json);
    for (size_t i = 0; i < view->step_count; i++)
        json_text(&json, view->steps[i]);
    json_array_end(&json);
    json_object_end(&json);
}

bool visit_chain_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    VisitChainPage *view = ARENA_NEW(page.arena, VisitChainPage);
    Str iso3 = request_capture(request, "state"), mandate = request_capture(request, "mandate");
    int64_t number = 0;
    const CooperationIndex *index = site_cooperation(page_snapshot(&page), error);
    if (!index) return false;
    Str given = request_capture(request, "number");
    bool numbered = str_to_integer(given, &number) && number > 0 && given.data[0] != '0';
    const VisitChainView *chain =
        numbered ? cooperation_find_chain(index, iso3, mandate, (size_t)number) : NULL;
    if (!chain)
        return error_set(error, ERROR_NOT_FOUND,
                         "no such request of the mandate \"%.*s\" to visit \"%.*s\" is on record",
                         STR_ARGUMENTS(mandate), STR_ARGUMENTS(iso3));
    view->line = visit_line(&page, chain);
    if (chain->newest.precision != DATE_NONE)
        view->record_ends = words_date(page.arena, page.language, chain->newest);
    explain(&page, view);
    if (!add_events(&page, view, error)) return false;
    page.title = WORDS(page.arena, page.language, "Visit to %1$s: %2$s", view->line.state,
                       view->line.mandate);
    page.path = view->line.address;
    page.json = true;
    Buffer content = { 0 };
    if (request->match.format == FORMAT_JSON)
        write_chain_json(&content, &page, view);
    else
        visit_chain_html(&content, &page, view);
    page_send(&page, request->match.format, &content, response);
    return true;
}
