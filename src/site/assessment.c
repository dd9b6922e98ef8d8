#include "site/assessment.h"

#include <math.h>

#include "assess/assess_kinds.h"

const char *dimension_title(Dimension dimension) {
    static const char *const titles[DIMENSION_COUNT] = {
        [DIMENSION_SP] = "Special Procedures",
        [DIMENSION_RE] = "Reprisals and intimidation",
        [DIMENSION_CS] = "Civil society",
        [DIMENSION_CO] = "Treaties and Council",
    };
    return titles[dimension];
}

bool indicator_serves(const Indicator *indicator, const char *point) {
    for (size_t i = 0; i < indicator->item_count; i++)
        if (str_equal_c(indicator->items[i], point)) return true;
    return false;
}

Str share_words(const Page *page, double share) {
    return WORDS(page->arena, page->language, "%s %%", words_decimal(page->arena, share * 100, 0));
}

Str score_words(const Page *page, const ReleasedScore *score) {
    if (!score->tested || isnan(score->score)) return message(page->language, "not tested");
    return WORDS(page->arena, page->language, "%1$s of 100, between %2$s and %3$s",
                 words_decimal(page->arena, score->score, 0),
                 words_decimal(page->arena, score->low, 0),
                 words_decimal(page->arena, score->high, 0));
}

Str driver_words(const Page *page, Str driver) {
    for (int i = 0; i < ASSUMPTION_COUNT; i++)
        if (str_equal_c(driver, assumption_text((Assumption)i)))
            return message(page->language, assumption_words((Assumption)i));
    return driver;
}

Str availability_words(const Page *page, const ReleasedIndicator *value) {
    if (value->sample)
        return message(page->language,
                       "not tested: the record is a sample, so no rate is computed");
    if (str_equal_c(value->availability, availability_text(NO_DATA)))
        return message(page->language,
                       "no data: nothing of the time looked at is on record, and the record is not "
                       "known to be complete");
    return message(page->language, "not tested: nothing happened that could be answered");
}

static Str interval_words(const Page *page, const ReleasedIndicator *value) {
    Str point = words_decimal(page->arena, value->value, 2);
    if (isnan(value->low) || isnan(value->high)) return point;
    return WORDS(page->arena, page->language, "%1$s, between %2$s and %3$s", point,
                 words_decimal(page->arena, value->low, 2),
                 words_decimal(page->arena, value->high, 2));
}

static Str count_words(const Page *page, const ReleasedIndicator *value) {
    if (isnan(value->n) || value->n <= 0) return STR_EMPTY;
    Str cases = words_decimal(page->arena, value->n, 0);
    if (isnan(value->x)) return WORDS(page->arena, page->language, "%s on record", cases);
    Str successes = words_decimal(page->arena, value->x, value->x == floor(value->x) ? 0 : 2);
    if (value->code == INDICATOR_SP2 || value->code == INDICATOR_SP4)
        return WORDS(page->arena, page->language, "%1$s of %2$s, reckoning with those still open",
                     successes, cases);
    if (value->code == INDICATOR_SP3 || value->code == INDICATOR_RE2)
        return WORDS(page->arena, page->language, "%1$s of %2$s, by their worth", successes, cases);
    return WORDS(page->arena, page->language, "%1$s of %2$s", successes, cases);
}

IndicatorLine indicator_line(const Page *page, const AssessmentView *view, size_t indicator) {
    const Indicator *meaning = &page->snapshot->method->indicators[indicator];
    IndicatorLine line = { .indicator = meaning };
    for (size_t i = 0; i < view->state->indicator_count; i++)
        if (view->state->indicators[i].code == meaning->code)
            line.value = &view->state->indicators[i];
    if (!line.value) return line;
    line.counts = count_words(page, line.value);
    line.few_cases = line.value->few_cases;
    if (line.value->available) line.shown = interval_words(page, line.value);
    if (!line.value->available)
        line.words = availability_words(page, line.value);
    else if (meaning->kind == KIND_RATE)
        line.words = message(page->language, str_to_c(page->arena, line.value->word));
    return line;
}

/* --- charts
 * ------------------------------------------------------------------------------------------ */

static SafeHtml figure(const Page *page, Buffer *svg) {
    Buffer out = { 0 };
    buffer_add_c(&out, "<figure class=\"chart\">");
    buffer_add(&out, buffer_str(svg));
    buffer_add_c(&out, "</figure>");
    SafeHtml html = { str_copy(page->arena, buffer_str(&out)) };
    buffer_free(&out);
    buffer_free(svg);
    return html;
}

static IntervalRow score_row(const Page *page, const char *title, const ReleasedScore *score) {
    IntervalRow row = { message(page->language, title), score->low, score->score, score->high,
                        STR_EMPTY };
    if (!score->tested) row.unavailable = message(page->language, "not tested");
    return row;
}

SafeHtml score_chart(const Page *page, const AssessmentView *view) {
    const Method *method = page->snapshot->method;
    IntervalRow rows[DIMENSION_COUNT + 1];
    IntervalBand bands[BANDS_MAX];
    Buffer svg = { 0 };
    bool any = view->state->overall.tested;
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        rows[d] = score_row(page, dimension_title((Dimension)d), &view->state->dimensions[d]);
        any |= view->state->dimensions[d].tested;
    }
    rows[DIMENSION_COUNT] = score_row(page, "The whole", &view->state->overall);
    if (!any) return (SafeHtml){ STR_EMPTY };
    for (size_t i = 0; i < method->verdict_band_count; i++) {
        double to = i ? method->verdict_bands[i - 1].from : 100;
        bands[i] = (IntervalBand){ method->verdict_bands[i].from, to,
                                   message(page->language,
                                           str_to_c(page->arena, method->verdict_bands[i].word)) };
    }
    IntervalChart chart = { .id = STR("scores"),
                            .title = message(page->language, "Scores with their intervals"),
                            .scale = INTERVAL_SCORE,
                            .rows = rows,
                            .row_count = COUNT_OF(rows),
                            .bands = bands,
                            .band_count = method->verdict_band_count };
    interval_chart_svg(&svg, page->language, &chart);
    return figure(page, &svg);
}

SafeHtml waiting_chart(const Page *page, const char *id, const char *title,
                       const ReleasedCurve *curve) {
    Buffer svg = { 0 };
    if (!curve->count) return (SafeHtml){ STR_EMPTY };
    SurvivalChartStep *steps = ARENA_ARRAY(page->arena, curve->count, SurvivalChartStep);
    for (size_t i = 0; i < curve->count; i++) {
        const ReleasedStep *step = &curve->steps[i];
        steps[i] = (SurvivalChartStep){ .time = step->time,
                                        .at_risk = (size_t)step->at_risk,
                                        .events = (size_t)step->events,
                                        .censored = (size_t)step->censored,
                                        .survival = step->waiting,
                                        .low = step->low,
                                        .high = step->high };
    }
    SurvivalChartCurve line = { .label = message(page->language, "still waiting"),
                                .steps = steps,
                                .step_count = curve->count,
                                .median = curve->median };
    SurvivalChart chart = { .id = str_from(id),
                            .title = message(page->language, title),
                            .deadline = curve->horizon,
                            .deadline_label = STR_EMPTY,
                            .curves = &line,
                            .curve_count = 1 };
    survival_chart_svg(&svg, page->language, &chart);
    return figure(page, &svg);
}

SafeHtml weights_chart(const Page *page, const double own[DIMENSION_COUNT]) {
    WeightsRow rows[DIMENSION_COUNT];
    Buffer svg = { 0 };
    double sum = 0;
    for (int d = 0; d < DIMENSION_COUNT; d++)
        sum += own[d];
    for (int d = 0; d < DIMENSION_COUNT; d++)
        rows[d] = (WeightsRow){ message(page->language, dimension_title((Dimension)d)),
                                page->snapshot->method->dimension_weights[d], own[d] / sum };
    WeightsChart chart = { .id = STR("weights"),
                           .title = message(page->language, "The method's weights and yours"),
                           .rows = rows,
                           .row_count = COUNT_OF(rows) };
    weights_chart_svg(&svg, page->language, &chart);
    return figure(page, &svg);
}

/* --- links and words
 * --------------------------------------------------------------------------------- */

SafeHtml release_link(const Page *page, const AssessmentView *view) {
    Buffer out = { 0 };
    buffer_add_c(&out, "<a href=\"/releases/");
    html_url_part(&out, view->entry->id);
    buffer_add_byte(&out, '/');
    html_url_part(&out, view->state->iso3);
    buffer_add_c(&out, "\">");
    html_text(&out, view->entry->id);
    buffer_add_c(&out, "</a>");
    SafeHtml link = { str_copy(page->arena, buffer_str(&out)) };
    buffer_free(&out);
    return link;
}

Str correction_words(const Page *page, const Record *correction) {
    const Value *decision = record_value(correction, "decision");
    const Field *field =
        kind_field(correction->kind, (size_t)kind_find_field(correction->kind, STR("decision")));
    const Term *term = vocabulary_find(field->vocabulary, decision->text);
    Str words = term ? message(page->language, term->title) : decision->text;
    const Value *decided = record_value(correction, "decided_on");
    if (decided->state != VALUE_PRESENT) return words;
    return WORDS(page->arena, page->language, "%1$s (%2$s)", words,
                 words_date(page->arena, page->language, decided->date));
}

/* --- what a State says of it
 * --------------------------------------------------------------------------- */

static bool of_state(RecordReader *reader, Arena *arena, const Kind *kind, Str release, Str iso3,
                     RecordList *found, Error *error) {
    RecordList all;
    if (!record_reader_list(reader, arena, kind, "release", release, &all, error)) return false;
    Record *kept = ARENA_ARRAY(arena, all.count + 1, Record);
    size_t count = 0;
    for (size_t i = 0; i < all.count; i++)
        if (str_equal(record_value(&all.records[i], "iso3")->text, iso3))
            kept[count++] = all.records[i];
    *found = (RecordList){ kept, count };
    return true;
}

bool assessment_view(SiteSnapshot *snapshot, RecordReader *reader, Arena *arena,
                     const ReleaseEntry *entry, Str iso3, AssessmentView *view, Error *error) {
    *view = (AssessmentView){ .entry = entry };
    if (!entry) return true;
    Error unreadable;
    view->release = site_read_release(snapshot, entry, &unreadable);
    if (!view->release) return true;
    view->state = release_state(view->release, iso3);
    return of_state(reader, arena, &RELEASE_REPLY, entry->id, iso3, &view->replies, error) &&
           of_state(reader, arena, &RELEASE_CORRECTION, entry->id, iso3, &view->corrections, error);
}
