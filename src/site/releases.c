#include "site/releases.h"

#include <math.h>
#include <stdlib.h>

#include "assess/assess_kinds.h"
#include "assess/ranks.h"
#include "assess/scores.h"
#include "base/log.h"
#include "site/feed.h"
#include "site/releases.tmpl.h"
#include "text/csv.h"
#include "text/json.h"

/* Lending readers and reading releases are the only things that change in a snapshot, under lock.
 */
static SiteSnapshot *snapshot_of(const Page *page) {
    return (SiteSnapshot *)page->snapshot;
}

/* That the files of a release are missing is told to who asks for it, other than what else may be
 * wrong with our disk: then the answer is made, and this is false. */
static bool files_are_there(const Request *request, const Page *page, const ReleaseEntry *entry,
                            Response *response) {
    if (site_release_has_files(page->snapshot, page->arena, entry)) return true;
    log_line(LOG_LEVEL_ERROR, "event=release_files_missing release=%.*s", STR_ARGUMENTS(entry->id));
    response->status = 500;
    page_error(request, response->status,
               WORDS(page->arena, page->language,
                     "the release %s is on record but its files are missing", entry->id),
               response);
    return false;
}

/* Where it gives false, the answer may have been made: is_answered. */
static bool find_release(const Request *request, const Page *page, const char *capture,
                         Response *response, const ReleaseEntry **entry, const Release **release,
                         Error *error) {
    Str id = request_capture(request, capture);
    *entry = site_find_release(page->snapshot, id);
    if (!*entry)
        return error_set(error, ERROR_NOT_FOUND, "no release \"%.*s\" is on record",
                         STR_ARGUMENTS(id));
    if (!files_are_there(request, page, *entry, response)) return false;
    *release = site_read_release(snapshot_of(page), *entry, error);
    return *release != NULL;
}

static bool is_answered(const Response *response) {
    return response->status != 200;
}

static int by_name(const void *a, const void *b) {
    const ReleasedState *left = *(const ReleasedState *const *)a;
    const ReleasedState *right = *(const ReleasedState *const *)b;
    return str_compare(left->name, right->name);
}

/* The States of a release by name. */
static const ReleasedState **states_by_name(const Page *page, const Release *release) {
    const ReleasedState **states =
        ARENA_ARRAY(page->arena, release->state_count + 1, const ReleasedState *);
    for (size_t i = 0; i < release->state_count; i++)
        states[i] = &release->states[i];
    if (release->state_count) qsort(states, release->state_count, sizeof *states, by_name);
    return states;
}

/* --- the list
 * -------------------------------------------------------------------------------------------- */

static void write_releases_json(Buffer *out, const Page *page) {
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    json_field_integer(&json, "data_version", page->snapshot->number);
    json_name(&json, STR("releases"));
    json_array_begin(&json);
    for (size_t i = 0; i < page->snapshot->release_count; i++) {
        const ReleaseEntry *entry = &page->snapshot->releases[i];
        char as_of[DAY_TEXT_SIZE];
        day_format(entry->as_of, as_of);
        json_object_begin(&json);
        json_field_text(&json, "release", entry->id);
        json_field_integer(&json, "cycle", entry->cycle);
        json_field_text(&json, "as_of", str_from(as_of));
        json_field_text(&json, "method", entry->method);
        json_field_integer(&json, "states", entry->states);
        json_field_text(&json, "corrects", entry->corrects);
        json_field_text(&json, "result_hash", entry->result_hash);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}

static void write_releases_csv(Buffer *out, const Page *page) {
    CSV_ROW(out, STR("release"), STR("cycle"), STR("as_of"), STR("method"), STR("states"),
            STR("corrects"), STR("result_hash"));
    for (size_t i = 0; i < page->snapshot->release_count; i++) {
        const ReleaseEntry *entry = &page->snapshot->releases[i];
        char as_of[DAY_TEXT_SIZE];
        day_format(entry->as_of, as_of);
        CSV_ROW(out, entry->id, str_format(page->arena, "%d", entry->cycle), str_from(as_of),
                entry->method, str_format(page->arena, "%lld", (long long)entry->states),
                entry->corrects, entry->result_hash);
    }
}

static Str release_summary(const Page *page, const ReleaseEntry *entry) {
    Str summary = WORDS(page->arena, page->language, "%1$s States as of %2$s, method %3$s",
                        str_format(page->arena, "%lld", (long long)entry->states),
                        words_day(page->arena, page->language, entry->as_of), entry->method);
    return entry->changes.length ? str_format(page->arena, "%.*s. %.*s", STR_ARGUMENTS(summary),
                                              STR_ARGUMENTS(entry->changes))
                                 : summary;
}

static Str release_title(const Page *page, const ReleaseEntry *entry) {
    return entry->corrects.length
               ? WORDS(page->arena, page->language, "Release %1$s, a correction of release %2$s",
                       entry->id, entry->corrects)
               : WORDS(page->arena, page->language, "Release %s", entry->id);
}

/* As new as the newest entry: it does not change from day to day, nor when nothing is in it. */
static void write_releases_atom(Buffer *out, const Page *page) {
    const SiteSnapshot *snapshot = page->snapshot;
    Feed feed = { .updated = snapshot->release_count ? STR_EMPTY : STR("1970-01-01T00:00:00Z") };
    FeedItem *items = ARENA_ARRAY(page->arena, snapshot->release_count + 1, FeedItem);
    for (size_t i = 0; i < snapshot->release_count; i++) {
        const ReleaseEntry *entry = &snapshot->releases[i];
        items[i] = (FeedItem){
            .id = str_format(page->arena, "urn:uphold:releases:%.*s", STR_ARGUMENTS(entry->id)),
            .address = str_format(page->arena, "/releases/%.*s", STR_ARGUMENTS(entry->id)),
            .title = release_title(page, entry),
            .summary = release_summary(page, entry),
            .updated = entry->published_at,
        };
    }
    feed_write(out, page, &feed, items, snapshot->release_count);
}

bool releases_page(const Request *request, Response *response, Error *error) {
    (void)error;
    Page page = page_begin(request);
    Buffer content = { 0 };
    page.title = message(page.language, "Releases of the yearly assessment");
    page.path = STR("/releases");
    page.json = page.csv = true;
    if (request->match.format == FORMAT_JSON)
        write_releases_json(&content, &page);
    else if (request->match.format == FORMAT_CSV)
        write_releases_csv(&content, &page);
    else if (request->match.format == FORMAT_ATOM)
        write_releases_atom(&content, &page);
    else
        releases_html(&content, &page);
    page_send(&page, request->match.format, &content, response);
    return true;
}

/* --- one release
 * ----------------------------------------------------------------------------------------- */

static void group_states(const Page *page, ReleaseView *view) {
    const ReleasedState **states = states_by_name(page, view->release);
    for (Group group = 0; group < GROUP_COUNT; group++) {
        ReleaseGroupView *shown = &view->groups[view->group_count];
        *shown = (ReleaseGroupView){
            .name = message(page->language, group_facts(group)->name.data),
            .states =
                ARENA_ARRAY(page->arena, view->release->state_count + 1, const ReleasedState *),
        };
        for (size_t i = 0; i < view->release->state_count; i++)
            if (str_equal(states[i]->un_group, group_facts(group)->code))
                shown->states[shown->count++] = states[i];
        if (shown->count) view->group_count++;
    }
    for (size_t i = 0; i < view->release->state_count; i++)
        view->assessable += view->release->states[i].overall.tested;
}

static Str pair_words(const Page *page, const ReleasedState *first, const ReleasedState *second,
                      double above) {
    switch (pair_word(above)) {
    case PAIR_HIGHER: return WORDS(page->arena, page->language, "%s scores higher", first->name);
    case PAIR_LOWER: return WORDS(page->arena, page->language, "%s scores higher", second->name);
    case PAIR_NOT_DISTINGUISHABLE: break;
    }
    return message(page->language, "not distinguishable");
}

static void list_pairs(const Page *page, ReleaseView *view) {
    size_t most = 1;
    for (size_t c = 0; c < view->release->comparison_count; c++)
        most += view->release->comparisons[c].count * view->release->comparisons[c].count;
    view->pairs = ARENA_ARRAY(page->arena, most, PairView);
    for (size_t c = 0; c < view->release->comparison_count; c++) {
        const ReleasedComparison *comparison = &view->release->comparisons[c];
        for (size_t i = 0; i < comparison->count; i++)
            for (size_t j = i + 1; j < comparison->count; j++)
                view->pairs[view->pair_count++] =
                    (PairView){ comparison->states[i]->name, comparison->states[j]->name,
                                pair_words(page, comparison->states[i], comparison->states[j],
                                           comparison->above[i * comparison->count + j]) };
    }
}

/* Facts, and of the results what a reader sees: the parameters of a distribution change with its
 * value. */
static bool is_shown(const ReleaseChange *change) {
    static const char *const columns[] = { "availability", "value", "word", "score", "low",
                                           "high",         "words", "x",    "n" };
    bool result = str_equal(change->file, STR("indicators.csv")) ||
                  str_equal(change->file, STR("scores.csv"));
    if (!result || !change->column.length) return true;
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        if (str_equal_c(change->column, columns[i])) return true;
    return false;
}

static bool list_changes(const Page *page, ReleaseView *view, Error *error) {
    Str content;
    size_t count;
    ReleaseChange *all;
    if (!site_release_file(page->snapshot, page->arena, view->entry, STR(RELEASE_CHANGES_FILE),
                           &content, error))
        return error->kind == ERROR_NOT_FOUND; /* corrections had no list at first */
    if (!release_changes_read(page->arena, content, &all, &count, error)) return false;
    view->has_changes = true;
    view->changes = ARENA_ARRAY(page->arena, CHANGES_SHOWN, const ReleaseChange *);
    for (size_t i = 0; i < count; i++)
        if (is_shown(&all[i]) && view->change_count < CHANGES_SHOWN)
            view->changes[view->change_count++] = &all[i];
    view->changes_more = count - view->change_count;
    return true;
}

/* The release before this one in the list, which runs from the newest to the oldest. */
static const ReleaseEntry *earlier_than(const SiteSnapshot *snapshot, const ReleaseEntry *entry) {
    size_t at = (size_t)(entry - snapshot->releases);
    return at + 1 < snapshot->release_count ? entry + 1 : NULL;
}

bool release_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    ReleaseView *view = ARENA_NEW(page.arena, ReleaseView);
    Str content;
    if (!find_release(request, &page, "release", response, &view->entry, &view->release, error))
        return is_answered(response);
    page.title = WORDS(page.arena, page.language, "Release %s", view->entry->id);
    page.path = str_format(page.arena, "/releases/%.*s", STR_ARGUMENTS(view->entry->id));
    page.json = page.csv = true;
    if (request->match.format != FORMAT_HTML) {
        bool as_json = request->match.format == FORMAT_JSON;
        Buffer copy = { 0 };
        if (!site_release_file(page.snapshot, page.arena, view->entry,
                               as_json ? STR("release.json") : STR("scores.csv"), &content, error))
            return false;
        buffer_add(&copy, content);
        page_send(&page, request->match.format, &copy, response);
        return true;
    }
    group_states(&page, view);
    list_pairs(&page, view);
    if (view->entry->corrects.length && !list_changes(&page, view, error)) return false;
    view->earlier = earlier_than(page.snapshot, view->entry);
    Buffer html = { 0 };
    release_html(&html, &page, view);
    page_send(&page, FORMAT_HTML, &html, response);
    return true;
}

bool release_file(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    const ReleaseEntry *entry;
    const Release *release;
    Str name = request_capture(request, "name"), content;
    if (!find_release(request, &page, "release", response, &entry, &release, error) ||
        !site_release_file(page.snapshot, page.arena, entry, name, &content, error))
        return is_answered(response);
    response->content_type = str_ends_with(name, STR(".json"))  ? "application/json; charset=utf-8"
                             : str_ends_with(name, STR(".csv")) ? "text/csv; charset=utf-8"
                             : str_ends_with(name, STR(".bin")) ? "application/octet-stream"
                                                                : "text/plain; charset=utf-8";
    buffer_add(&response->body, content);
    return true;
}

/* --- one State in a release
 * -------------------------------------------------------------------------------- */

Str curve_step_words(const Page *page, const ReleasedStep *step) {
    Str share = share_words(page, step->waiting);
    if (isnan(step->low) || isnan(step->high)) return share;
    return WORDS(page->arena, page->language, "%1$s, between %2$s and %3$s", share,
                 share_words(page, step->low), share_words(page, step->high));
}

static void write_state_json(Buffer *out, const Page *page, const AssessmentView *view) {
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    json_field_text(&json, "release", view->entry->id);
    json_field_text(&json, "iso3", view->state->iso3);
    json_field_text(&json, "words", view->state->words);
    json_field_text(&json, "score", score_words(page, &view->state->overall));
    json_name(&json, STR("indicators"));
    json_array_begin(&json);
    for (size_t i = 0; i < page->snapshot->method->indicator_count; i++) {
        IndicatorLine line = indicator_line(page, view, i);
        if (!line.value) continue;
        json_object_begin(&json);
        json_field_text(&json, "indicator", str_from(indicator_code_text(line.indicator->code)));
        json_field_text(&json, "counts", line.counts);
        json_field_text(&json, "value", line.shown);
        json_field_text(&json, "words", line.words);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}

bool release_state_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    AssessmentView view;
    const ReleaseEntry *entry;
    const Release *release;
    Str iso3 = request_capture(request, "state");
    if (!find_release(request, &page, "release", response, &entry, &release, error))
        return is_answered(response);
    RecordReader *reader = site_snapshot_borrow(snapshot_of(&page), error);
    bool done = reader &&
                assessment_view(snapshot_of(&page), reader, page.arena, entry, iso3, &view, error);
    site_snapshot_return(snapshot_of(&page), reader);
    if (!done) return false;
    if (!view.state)
        return error_set(error, ERROR_NOT_FOUND, "release %.*s does not assess \"%.*s\"",
                         STR_ARGUMENTS(entry->id), STR_ARGUMENTS(iso3));
    page.title =
        WORDS(page.arena, page.language, "%1$s in release %2$s", view.state->name, entry->id);
    page.path = str_format(page.arena, "/releases/%.*s/%.*s", STR_ARGUMENTS(entry->id),
                           STR_ARGUMENTS(iso3));
    page.json = true;
    Buffer content = { 0 };
    if (request->match.format == FORMAT_JSON)
        write_state_json(&content, &page, &view);
    else
        release_state_html(&content, &page, &view);
    page_send(&page, request->match.format, &content, response);
    return true;
}

/* --- own weights
 * ---------------------------------------------------------------------------------------------- */

/* A weight as the address has it: a number from 0 to 100; the method's own where it is not given.
 */
static bool read_weights(const Request *request, const Method *method,
                         double weights[DIMENSION_COUNT], Error *error) {
    double sum = 0;
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        const char *name = dimension_text((Dimension)d);
        Str given = request_query(request, name);
        weights[d] = method->dimension_weights[d] * 100;
        if (given.data &&
            (!str_to_decimal(given, &weights[d]) || weights[d] < 0 || weights[d] > 100))
            return error_set(error, ERROR_REFUSED,
                             "the weight %s is a number from 0 to 100, not \"%.*s\"", name,
                             STR_ARGUMENTS(given));
        sum += weights[d];
    }
    return sum > 0 || error_set(error, ERROR_REFUSED, "at least one weight must be above 0");
}

static bool weigh(const Page *page, OwnWeightsView *view, const ReleaseDraws *draws, Error *error) {
    const ReleasedState **states = states_by_name(page, view->release);
    double *scratch = ARENA_ARRAY(page->arena, draws->draws + 1, double);
    view->lines = ARENA_ARRAY(page->arena, view->release->state_count + 1, OwnWeightsLine);
    for (size_t i = 0; i < view->release->state_count; i++) {
        OwnWeightsLine *line = &view->lines[view->count];
        DimensionScores scores;
        OwnScore own;
        *line = (OwnWeightsLine){ states[i], message(page->language, "not assessable") };
        if (!release_dimension_scores(draws, states[i], &scores)) continue;
        if (!own_score(page->snapshot->method, view->weights, &scores, scratch, &own, error))
            return false;
        ReleasedScore shown = { .tested = own.assessable,
                                .score = own.score,
                                .low = own.spread.low,
                                .high = own.spread.high };
        if (own.assessable) line->words = score_words(page, &shown);
        view->count++;
    }
    return true;
}

bool own_weights_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    OwnWeightsView view = { 0 };
    if (!find_release(request, &page, "release", response, &view.entry, &view.release, error) ||
        !read_weights(request, page.snapshot->method, view.weights, error))
        return is_answered(response);
    const ReleaseDraws *draws = site_read_draws(snapshot_of(&page), view.entry, error);
    if (!draws || !weigh(&page, &view, draws, error)) return false;
    page.title =
        WORDS(page.arena, page.language, "Release %s with your own weights", view.entry->id);
    page.path = str_format(page.arena, "/releases/%.*s/weights", STR_ARGUMENTS(view.entry->id));
    Buffer content = { 0 };
    own_weights_html(&content, &page, &view);
    page_send(&page, FORMAT_HTML, &content, response);
    return true;
}

/* --- two releases
 * ------------------------------------------------------------------------------------------------
 */

/* The overall draws of a State with the method's weights; NULL where it is not assessable. */
static double *overall_draws(const Page *page, const ReleaseDraws *draws,
                             const ReleasedState *state) {
    DimensionScores scores;
    if (!release_dimension_scores(draws, state, &scores)) return NULL;
    double *overall = ARENA_ARRAY(page->arena, draws->draws + 1, double);
    for (size_t i = 0; i < draws->draws; i++) {
        double values[DIMENSION_COUNT], weights[DIMENSION_COUNT];
        size_t count = 0;
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            if (isnan(scores.draws[d][i])) continue;
            values[count] = scores.draws[d][i];
            weights[count++] = page->snapshot->method->dimension_weights[d];
        }
        overall[i] = draws->geometric[i] ? mean_geometric(values, weights, count)
                                         : mean_arithmetic(values, weights, count);
    }
    return overall;
}

static Str change_words(const Page *page, const double *after, size_t after_count,
                        const double *before, size_t before_count) {
    if (!after || !before) return message(page->language, "cannot be told: not assessable in both");
    double above = probability_above(after, after_count, before, before_count);
    switch (pair_word(above)) {
    case PAIR_HIGHER: return message(page->language, "higher than before");
    case PAIR_LOWER: return message(page->language, "lower than before");
    case PAIR_NOT_DISTINGUISHABLE: break;
    }
    return message(page->language, "no change that can be told from chance");
}

static bool compare(const Page *page, const Release *now, const Release *before, ChangesView *view,
                    Error *error) {
    const ReleaseDraws *now_draws = site_read_draws(snapshot_of(page), view->entry, error);
    const ReleaseDraws *before_draws =
        now_draws ? site_read_draws(snapshot_of(page), view->earlier, error) : NULL;
    if (!before_draws) return false;
    const ReleasedState **states = states_by_name(page, now);
    view->lines = ARENA_ARRAY(page->arena, now->state_count + 1, ChangeLine);
    for (size_t i = 0; i < now->state_count; i++) {
        const ReleasedState *then = release_state(before, states[i]->iso3);
        if (!then) continue;
        ChangeLine *line = &view->lines[view->count++];
        *line = (ChangeLine){ states[i]->iso3, states[i]->name, score_words(page, &then->overall),
                              score_words(page, &states[i]->overall), STR_EMPTY };
        line->words =
            view->same_method
                ? change_words(page, overall_draws(page, now_draws, states[i]), now_draws->draws,
                               overall_draws(page, before_draws, then), before_draws->draws)
                : message(page->language, "may not be compared");
    }
    return true;
}

static bool list_breaks(const Page *page, ChangesView *view, Error *error) {
    RecordList all;
    RecordReader *reader = site_snapshot_borrow(snapshot_of(page), error);
    bool done = reader && record_reader_list(reader, page->arena, &COMPARABILITY_BREAK, NULL,
                                             STR_EMPTY, &all, error);
    site_snapshot_return(snapshot_of(page), reader);
    if (!done) return false;
    view->breaks = ARENA_ARRAY(page->arena, all.count + 1, const Record *);
    for (size_t i = 0; i < all.count; i++)
        if (release_break_between(record_value(&all.records[i], "comparable_from")->text,
                                  view->entry->id, view->earlier->id))
            view->breaks[view->break_count++] = &all.records[i];
    return true;
}

bool release_changes_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    ChangesView view = { 0 };
    const Release *now, *before;
    if (!find_release(request, &page, "release", response, &view.entry, &now, error) ||
        !find_release(request, &page, "earlier", response, &view.earlier, &before, error))
        return is_answered(response);
    view.same_method = str_equal(now->method_hash, before->method_hash);
    if (!list_breaks(&page, &view, error) || !compare(&page, now, before, &view, error))
        return false;
    page.title = WORDS(page.arena, page.language, "Release %1$s beside release %2$s",
                       view.entry->id, view.earlier->id);
    page.path = str_format(page.arena, "/releases/%.*s/since/%.*s", STR_ARGUMENTS(view.entry->id),
                           STR_ARGUMENTS(view.earlier->id));
    Buffer content = { 0 };
    release_changes_html(&content, &page, &view);
    page_send(&page, FORMAT_HTML, &content, response);
    return true;
}

/* --- the method
 * -----------------------------------------------------------------------------------------------------
 */

bool method_page(const Request *request, Response *response, Error *error) {
    (void)error;
    Page page = page_begin(request);
    Buffer content = { 0 };
    page.title = WORDS(page.arena, page.language, "Method %s", page.snapshot->method->id);
    page.path = STR("/method");
    page.json = true;
    if (request->match.format == FORMAT_JSON)
        buffer_add(&content, page.snapshot->method_text);
    else
        method_html(&content, &page);
    page_send(&page, request->match.format, &content, response);
    return true;
}
