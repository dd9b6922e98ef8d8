#include "site/states.h"

#include <stdlib.h>

#include "site/feed.h"
#include "site/states.sql.h"
#include "site/states.tmpl.h"
#include "text/csv.h"
#include "text/json.h"

/* --- the start page
 * ---------------------------------------------------------------------------------------- */

static Str no_term_words(const Page *page, Group group, int64_t seats) {
    Str name = message(page->language, group_facts(group)->name.data);
    if (seats == 1)
        return WORDS(page->arena, page->language, "%s: no term is recorded for one seat.", name);
    return WORDS(page->arena, page->language, "%1$s: no term is recorded for %2$s seats.", name,
                 words_count(page->arena, seats));
}

/* A seat that was left has its sentence; those without a recorded term are counted by group. */
static Str vacancy_words(const Page *page, const CouncilOnDay *council) {
    Buffer out = { 0 };
    int64_t no_term[GROUP_COUNT] = { 0 };
    for (size_t i = 0; i < council->vacancy_count; i++) {
        const CouncilVacancy *vacancy = &council->vacancies[i];
        if (!vacancy->last_held) {
            no_term[vacancy->group]++;
            continue;
        }
        Str group = message(page->language, group_facts(vacancy->group)->name.data);
        if (out.length) buffer_add_byte(&out, ' ');
        buffer_add(&out,
                   WORDS(page->arena, page->language, "Vacant, %1$s: the seat of %2$s, since %3$s.",
                         group, vacancy->last_held->iso3,
                         words_day(page->arena, page->language, vacancy->since)));
    }
    for (Group group = 0; group < GROUP_COUNT; group++) {
        if (!no_term[group]) continue;
        if (out.length) buffer_add_byte(&out, ' ');
        buffer_add(&out, no_term_words(page, group, no_term[group]));
    }
    Str words = str_copy(page->arena, buffer_str(&out));
    buffer_free(&out);
    return words;
}

static void write_home_json(Buffer *out, const Page *page, const HomeView *view) {
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    json_field_text(&json, "name", STR("Uphold"));
    json_field_integer(&json, "data_version", page->snapshot->number);
    json_field_integer(&json, "records", page->snapshot->record_count);
    json_field_text(&json, "recorded_on", page->snapshot->recorded_on);
    json_name(&json, STR("seats_held"));
    json_object_begin(&json);
    for (Group group = 0; group < GROUP_COUNT; group++) {
        json_name(&json, group_facts(group)->code);
        json_value_integer(&json, view->council->held[group]);
    }
    json_object_end(&json);
    json_object_end(&json);
}

bool home_page(const Request *request, Response *response, Error *error) {
    (void)error;
    Page page = page_begin(request);
    const CouncilData *data = &page.snapshot->council;
    CouncilOnDay council = council_on(page.arena, &data->record, page.snapshot->today);
    HomeView view = { .latest = data->election_count ? &data->elections[0] : NULL,
                      .letter = council_find_election(data, STR("2013")),
                      .council = &council,
                      .vacancies = vacancy_words(&page, &council) };
    page.title = message(page.language, "Cooperation with the UN human rights system");
    page.path = STR("/index");
    page.json = true;
    Buffer content = { 0 };
    if (request->match.format == FORMAT_JSON)
        write_home_json(&content, &page, &view);
    else
        home_html(&content, &page, &view);
    page_send(&page, request->match.format, &content, response);
    return true;
}

/* --- the list of States
 * -------------------------------------------------------------------------------------- */

static int64_t *treaty_counts(const Page *page, Error *error) {
    SiteSnapshot *snapshot = (SiteSnapshot *)page->snapshot;
    const CouncilData *council = &snapshot->council;
    RecordReader *reader = site_snapshot_borrow(snapshot, error);
    if (!reader) return NULL;
    int64_t *counts = ARENA_ARRAY(page->arena, council->state_count + 1, int64_t);
    Statement *list = store_statement(record_reader_store(reader), &STATES_TREATY_PARTIES, error);
    bool row = true, done = list != NULL;
    while (done && (done = statement_step(list, &row, error)) && row) {
        const CouncilState *state = council_find_state(council, statement_text(list, 0));
        if (state) counts[state - council->states] = statement_integer(list, 1);
    }
    site_snapshot_return(snapshot, reader);
    return done ? counts : NULL;
}

static void fill_line(const Page *page, const CouncilState *state, int64_t treaties,
                      StateLine *line) {
    const CouncilRecord *record = &page->snapshot->council.record;
    Day today = page->snapshot->today;
    const CouncilTerm *term = council_term_on(record, state->iso3, today);
    *line = (StateLine){ .state = state,
                         .name = page_state_name(page, state, today),
                         .suspended = council_suspension_on(record, state->iso3, today) != NULL,
                         .treaties = treaties };
    if (term)
        line->council = WORDS(page->arena, page->language, "until %s",
                              words_day(page->arena, page->language, term->end));
}

static int group_order(const CouncilState *state) {
    return state->has_group ? (int)state->group : GROUP_COUNT;
}

/* Collation by language comes with the languages (ICU); until then by code point. */
static int by_group_and_name(const void *a, const void *b) {
    const StateLine *left = a, *right = b;
    int order = group_order(left->state) - group_order(right->state);
    return order ? order : str_compare(left->name, right->name);
}

static bool fill_states(const Page *page, StatesView *view, Error *error) {
    const CouncilData *council = &page->snapshot->council;
    int64_t *treaties = treaty_counts(page, error);
    if (!treaties) return false;
    view->line_count = council->state_count;
    view->lines = ARENA_ARRAY(page->arena, view->line_count, StateLine);
    for (size_t i = 0; i < view->line_count; i++)
        fill_line(page, &council->states[i], treaties[i], &view->lines[i]);
    if (view->line_count)
        qsort(view->lines, view->line_count, sizeof *view->lines, by_group_and_name);
    for (size_t i = 0; i < view->line_count;) {
        int order = group_order(view->lines[i].state);
        StateGroup *group = &view->groups[view->group_count++];
        group->lines = &view->lines[i];
        group->name = order == GROUP_COUNT
                          ? message(page->language, "In no group")
                          : message(page->language, group_facts((Group)order)->name.data);
        while (i < view->line_count && group_order(view->lines[i].state) == order) {
            group->count++;
            i++;
        }
    }
    return true;
}

static void write_states_json(Buffer *out, const Page *page, const StatesView *view) {
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    json_field_integer(&json, "data_version", page->snapshot->number);
    json_name(&json, STR("states"));
    json_array_begin(&json);
    for (size_t i = 0; i < view->line_count; i++) {
        const StateLine *line = &view->lines[i];
        json_object_begin(&json);
        json_field_text(&json, "iso3", line->state->iso3);
        json_field_text(&json, "name", line->name);
        if (line->state->has_group)
            json_field_text(&json, "un_group", group_facts(line->state->group)->code);
        else
            json_field_null(&json, "un_group");
        json_field_boolean(&json, "on_council", line->council.length != 0);
        json_field_boolean(&json, "suspended", line->suspended);
        json_field_integer(&json, "treaties_party_as_recorded", line->treaties);
        json_field_boolean(&json, "fictional", line->state->fictional);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_field_integer(&json, "count", (int64_t)view->line_count);
    json_object_end(&json);
}

static void write_states_csv(Buffer *out, const Page *page, const StatesView *view) {
    CSV_ROW(out, STR("iso3"), STR("name"), STR("un_group"), STR("on_council"), STR("suspended"),
            STR("treaties_party_as_recorded"));
    for (size_t i = 0; i < view->line_count; i++) {
        const StateLine *line = &view->lines[i];
        CSV_ROW(out, line->state->iso3, line->name,
                line->state->has_group ? group_facts(line->state->group)->code : STR_EMPTY,
                line->council.length ? STR("yes") : STR("no"),
                line->suspended ? STR("yes") : STR("no"),
                str_format(page->arena, "%lld", (long long)line->treaties));
    }
}

/* The last day on which time alone changed the State's line: a term or its rights began or ended,
 * or a name came into use. DAY_NONE without. */
static Day last_turn(const Page *page, const CouncilState *state) {
    const CouncilRecord *record = &page->snapshot->council.record;
    Day today = page->snapshot->today, last = DAY_NONE;
    for (size_t i = 0; i < record->term_count; i++) {
        const CouncilTerm *term = &record->terms[i];
        if (!str_equal(term->iso3, state->iso3)) continue;
        if (term->start <= today && term->start > last) last = term->start;
        if (term->end < today && term->end >= last) last = term->end + 1;
    }
    for (size_t i = 0; i < record->event_count; i++) {
        const MembershipEvent *event = &record->events[i];
        if (str_equal(event->iso3, state->iso3) && event->happened_on <= today &&
            event->happened_on > last)
            last = event->happened_on;
    }
    for (size_t i = 0; i < state->name_count; i++)
        if (state->names[i].from != DAY_FIRST && state->names[i].from <= today &&
            state->names[i].from > last)
            last = state->names[i].from;
    return last;
}

static Str line_summary(const Page *page, const StateLine *line) {
    Str group = line->state->has_group
                    ? message(page->language, group_facts(line->state->group)->name.data)
                    : message(page->language, "In no group");
    Str council = line->council.length
                      ? WORDS(page->arena, page->language, "On the Council %s", line->council)
                      : message(page->language, "Not a member of the Council");
    if (line->suspended) council = WORDS(page->arena, page->language, "%s, suspended", council);
    return WORDS(page->arena, page->language,
                 "%1$s. %2$s. Recorded to be party to %3$s of 18 treaties.", group, council,
                 words_count(page->arena, line->treaties));
}

static bool write_states_atom(Buffer *out, const Page *page, const StatesView *view, Error *error) {
    ChangeTimes times;
    FeedItem *items = ARENA_ARRAY(page->arena, view->line_count + 1, FeedItem);
    if (!change_times_read(page, &STATES_CHANGED, &times, error)) return false;
    for (size_t i = 0; i < view->line_count; i++) {
        const StateLine *line = &view->lines[i];
        items[i] = (FeedItem){
            .address = str_format(page->arena, "/states/%.*s", STR_ARGUMENTS(line->state->iso3)),
            .title = line->state->fictional
                         ? WORDS(page->arena, page->language, "%s (fictional)", line->name)
                         : line->name,
            .summary = line_summary(page, line),
            .updated = change_time(page, &times, line->state->iso3, last_turn(page, line->state)),
        };
    }
    feed_write(out, page, &(Feed){ 0 }, items, view->line_count);
    return true;
}

bool states_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    StatesView *view = ARENA_NEW(page.arena, StatesView);
    if (!fill_states(&page, view, error)) return false;
    page.title = message(page.language, "States");
    page.path = STR("/states");
    page.json = page.csv = page.atom = true;
    Buffer content = { 0 };
    if (request->match.format == FORMAT_JSON) {
        write_states_json(&content, &page, view);
    } else if (request->match.format == FORMAT_CSV) {
        write_states_csv(&content, &page, view);
    } else if (request->match.format == FORMAT_ATOM) {
        if (!write_states_atom(&content, &page, view, error)) return false;
    } else {
        states_html(&content, &page, view);
    }
    page_send(&page, request->match.format, &content, response);
    return true;
}
