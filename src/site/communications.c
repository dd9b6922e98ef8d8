#include "site/communications.h"

#include <math.h>

#include "cooperation/cooperation_kinds.h"
#include "site/assessment.h"
#include "site/communications.tmpl.h"
#include "site/feed.h"
#include "text/csv.h"
#include "text/json.h"

/* --- one line of the list
 * --------------------------------------------------------------------------- */

static Str mandate_titles(const Page *page, Str mandates) {
    Str titles = STR_EMPTY, mandate;
    while (letter_next_mandate(&mandates, &mandate)) {
        Str title = mandate_title(page, mandate);
        titles =
            titles.length ? WORDS(page->arena, page->language, "%1$s; %2$s", titles, title) : title;
    }
    return titles;
}

Str letter_clock_words(const Page *page, const LetterStanding *standing) {
    if (!standing->has_clock)
        return message(page->language, "not known whether a reply came in time");
    Phrase phrase = clock_standing_phrase(&standing->standing);
    Str said = phrase_on_page(page, &phrase);
    if (standing->first || standing->standing.on == page->snapshot->today) return said;
    return WORDS(page->arena, page->language, "On %1$s: %2$s",
                 words_day(page->arena, page->language, standing->standing.on), said);
}

static Str reply_words(const Page *page, const LetterStanding *standing) {
    AnswerStatus status = letter_reply_status(standing);
    if (status == ANSWER_NONE)
        return WORDS(page->arena, page->language, "No reply by %s",
                     words_day(page->arena, page->language, standing->silent_until));
    return message(page->language, answer_status_title(status));
}

Str letter_address(const Page *page, Str key) {
    Str rest = key, iso3, number;
    str_cut(&rest, ' ', &iso3);
    str_cut(&rest, '/', &number);
    return str_format(page->arena, "/communications/%.*s/%.*s/%.*s", STR_ARGUMENTS(iso3),
                      STR_ARGUMENTS(number), STR_ARGUMENTS(rest));
}

LetterLine letter_line(const Page *page, const LetterView *letter) {
    bool dated = letter->entry.sent_on.precision != DATE_NONE;
    return (LetterLine){
        .letter = letter,
        .state = state_title(page, letter->iso3),
        .mandates = mandate_titles(page, letter->mandates),
        .type = message(page->language, letter_type_title(letter->entry.type)),
        .sent = dated ? words_date(page->arena, page->language, letter->entry.sent_on)
                      : message(page->language, "not known"),
        .status = reply_words(page, &letter->standing),
        .clock = letter_clock_words(page, &letter->standing),
        .address = letter_address(page, letter->key),
    };
}

/* --- the list
 * ------------------------------------------------------------------------------------------- */

static const char *const FACET_TITLES[LETTER_FACET_COUNT] = { "State", "Group", "Mandate",
                                                              "Type",  "Reply", "Clock" };

static Str status_title(const Page *page, Str word) {
    for (int i = 0; i < ANSWER_STATUS_COUNT; i++)
        if (str_equal_c(word, answer_status_word((AnswerStatus)i)))
            return message(page->language, answer_status_title((AnswerStatus)i));
    return word;
}

static Str type_title(const Page *page, Str word) {
    LetterType type;
    return letter_type_from_word(word, &type) ? message(page->language, letter_type_title(type))
                                              : word;
}

static Str value_title(const Page *page, size_t facet, Str word) {
    switch (facet) {
    case LETTER_FACET_STATE: return state_title(page, word);
    case LETTER_FACET_GROUP: return group_title(page, word);
    case LETTER_FACET_MANDATE: return mandate_title(page, word);
    case LETTER_FACET_TYPE: return type_title(page, word);
    case LETTER_FACET_STATUS: return status_title(page, word);
    default: return clock_title(page, word);
    }
}

static const ListShape SHAPE = { "/communications", FACET_TITLES, value_title };

/* What the other formats say of a letter, one text a column. */
enum {
    COLUMN_REFERENCE,
    COLUMN_STATE,
    COLUMN_TYPE,
    COLUMN_MANDATES,
    COLUMN_SENT_ON,
    COLUMN_REPLY,
    COLUMN_REPLIED_ON,
    COLUMN_NO_REPLY_BY,
    COLUMN_CLOCK,
    COLUMN_DUE_ON,
    COLUMN_ADDRESS,
    COLUMN_COUNT
};
static const char *const COLUMNS[COLUMN_COUNT] = { "reference",  "state",       "type",
                                                   "mandates",   "sent_on",     "reply",
                                                   "replied_on", "no_reply_by", "clock",
                                                   "due_on",     "address" };

static Str date_text(const Page *page, Date date) {
    char text[DATE_TEXT_SIZE];
    date_format(date, text);
    return str_copy(page->arena, str_from(text));
}

static void fill_columns(const Page *page, const LetterView *letter, Str cells[COLUMN_COUNT]) {
    const LetterStanding *standing = &letter->standing;
    cells[COLUMN_REFERENCE] = letter->key;
    cells[COLUMN_STATE] = letter->iso3;
    cells[COLUMN_TYPE] = str_from(letter_type_word(letter->entry.type));
    cells[COLUMN_MANDATES] = letter->mandates;
    cells[COLUMN_SENT_ON] = date_text(page, letter->entry.sent_on);
    cells[COLUMN_REPLY] = str_from(answer_status_word(letter_reply_status(standing)));
    cells[COLUMN_REPLIED_ON] =
        standing->first ? date_text(page, standing->first->received_on) : STR_EMPTY;
    cells[COLUMN_NO_REPLY_BY] = day_text(page, standing->silent_until);
    cells[COLUMN_CLOCK] = str_from(letter_clock_word(standing));
    cells[COLUMN_DUE_ON] = standing->has_clock ? day_text(page, standing->standing.due) : STR_EMPTY;
    cells[COLUMN_ADDRESS] = letter_address(page, letter->key);
}

static void write_list_csv(Buffer *out, const Page *page, const CooperationIndex *index,
                           const FacetResult *found) {
    Str cells[COLUMN_COUNT];
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        cells[i] = str_from(COLUMNS[i]);
    csv_row(out, cells, COLUMN_COUNT);
    for (size_t i = 0; i < found->row_count; i++) {
        fill_columns(page, &index->letters[found->rows[i]], cells);
        csv_row(out, cells, COLUMN_COUNT);
    }
}

static void write_letter_fields(JsonWriter *json, const Page *page, const LetterView *letter) {
    Str cells[COLUMN_COUNT];
    fill_columns(page, letter, cells);
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        json_field_text(json, COLUMNS[i], cells[i]);
}

static void write_curve_json(JsonWriter *json, const ResponseCurve *curve) {
    json_name(json, STR("response_curve"));
    json_object_begin(json);
    json_field_integer(json, "letters", (int64_t)curve->letters);
    json_field_integer(json, "left_out_sample", (int64_t)curve->outside);
    json_field_integer(json, "left_out_days_not_known", (int64_t)curve->without_days);
    if (isnan(curve->median))
        json_field_null(json, "median_days"); /* not reached */
    else
        json_field_decimal(json, "median_days", curve->median);
    json_name(json, STR("steps"));
    json_array_begin(json);
    for (size_t i = 0; i < curve->curve.count; i++) {
        const SurvivalStep *step = &curve->curve.steps[i];
        json_object_begin(json);
        json_field_integer(json, "days", step->time);
        json_field_integer(json, "at_risk", (int64_t)step->at_risk);
        json_field_integer(json, "answered", (int64_t)step->events);
        json_field_integer(json, "censored", (int64_t)step->censored);
        json_field_decimal(json, "waiting", step->survival);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}

static void write_list_json(Buffer *out, const Page *page, const CooperationIndex *index,
                            const FacetResult *found) {
    ResponseCurve curve = response_curve(page->arena, index, found->rows, found->row_count);
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    json_field_integer(&json, "data_version", page->snapshot->number);
    json_field_text(&json, "shown_on", day_text(page, page->snapshot->today));
    json_name(&json, STR("communications"));
    json_array_begin(&json);
    for (size_t i = 0; i < found->row_count; i++) {
        json_object_begin(&json);
        write_letter_fields(&json, page, &index->letters[found->rows[i]]);
        json_object_end(&json);
    }
    json_array_end(&json);
    write_curve_json(&json, &curve);
    json_field_integer(&json, "count", (int64_t)found->row_count);
    json_object_end(&json);
}

/* Clocks move from day to day: the feed is as new as the day. */
static void write_list_atom(Buffer *out, const Page *page, const LetterListView *view) {
    Str today = feed_time(page, page->snapshot->today);
    FeedItem items[LIST_PAGE_ROWS];
    size_t count = 0;
    for (; count < view->list.result.row_count && count < LIST_PAGE_ROWS; count++) {
        const LetterLine *line = &view->lines[count];
        Date sent = line->letter->entry.sent_on;
        items[count] = (FeedItem){
            .address = line->address,
            .title = WORDS(page->arena, page->language, "%1$s, %2$s: %3$s", line->letter->key,
                           line->state, line->status),
            .summary = line->clock,
            .updated = sent.precision == DATE_NONE ? today : feed_time(page, sent.last),
        };
    }
    feed_write(out, page, &(Feed){ .self = view->list.atom, .updated = today }, items, count);
}

/* The share still waiting, day by day, as the assessment draws it. */
static SafeHtml curve_chart(const Page *page, const ResponseCurve *curve) {
    ReleasedCurve drawn = { .observations = (int64_t)curve->curve.observations,
                            .events = (int64_t)curve->curve.events,
                            .horizon = 60,
                            .median = curve->median,
                            .count = curve->curve.count };
    drawn.steps = ARENA_ARRAY(page->arena, drawn.count + 1, ReleasedStep);
    for (size_t i = 0; i < drawn.count; i++) {
        const SurvivalStep *step = &curve->curve.steps[i];
        drawn.steps[i] = (ReleasedStep){ .time = step->time,
                                         .at_risk = (int64_t)step->at_risk,
                                         .events = (int64_t)step->events,
                                         .censored = (int64_t)step->censored,
                                         .waiting = step->survival,
                                         .low = step->low,
                                         .high = step->high };
    }
    return waiting_chart(page, "response-curve", "Share of letters still without a reply", &drawn);
}

static Str median_words(const Page *page, const ResponseCurve *curve) {
    if (isnan(curve->median))
        return message(page->language,
                       "Median not reached: fewer than half had been answered while they were "
                       "followed.");
    return WORDS(page->arena, page->language, "Half were answered within %s days.",
                 words_decimal(page->arena, curve->median, 0));
}

/* The page shows some of the letters chosen, the curve is of all. */
static void add_curve(const Page *page, const CooperationIndex *index, LetterListView *view) {
    FacetResult all = facet_query(page->arena, index->communications, &view->list.filter, 0,
                                  index->communications->rows);
    view->curve = response_curve(page->arena, index, all.rows, all.row_count);
    view->chart = curve_chart(page, &view->curve);
    view->median = median_words(page, &view->curve);
}

static void add_lines(const Page *page, const CooperationIndex *index, LetterListView *view) {
    const FacetResult *found = &view->list.result;
    view->lines = ARENA_ARRAY(page->arena, found->row_count + 1, LetterLine);
    for (size_t i = 0; i < found->row_count; i++)
        view->lines[i] = letter_line(page, &index->letters[found->rows[i]]);
}

bool communications_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    LetterListView *view = ARENA_NEW(page.arena, LetterListView);
    const CooperationIndex *index = site_cooperation(page_snapshot(&page), error);
    if (!index || !list_view(request, &page, index->communications, &SHAPE, &view->list, error))
        return false;
    page.title = message(page.language, "Communications");
    page.path = STR("/communications");
    Buffer content = { 0 };
    switch (request->match.format) {
    case FORMAT_JSON: write_list_json(&content, &page, index, &view->list.result); break;
    case FORMAT_CSV: write_list_csv(&content, &page, index, &view->list.result); break;
    case FORMAT_ATOM:
        add_lines(&page, index, view);
        write_list_atom(&content, &page, view);
        break;
    default:
        add_lines(&page, index, view);
        add_curve(&page, index, view);
        communications_html(&content, &page, view);
    }
    page_send(&page, request->match.format, &content, response);
    return true;
}

/* --- one letter
 * ----------------------------------------------------------------------------------------- */

static Str term_title(const Page *page, const Record *record, const char *field) {
    const Vocabulary *vocabulary =
        kind_field(record->kind, (size_t)kind_find_field(record->kind, str_from(field)))
            ->vocabulary;
    const Term *term = vocabulary_find(vocabulary, record_value(record, field)->text);
    return message(page->language, term ? term->title : "Reply, not graded");
}

static ReplyLine reply_of(const Page *page, const Record *record, const char *dated, Str text) {
    Date date = record_value(record, dated)->date;
    return (ReplyLine){
        .when = date.precision == DATE_NONE ? message(page->language, "day not known")
                                            : words_date(page->arena, page->language, date),
        .day = date_text(page, date),
        .text = text,
        .note = record_value(record, "note")->text,
        .source_text = record_value(record, "source")->text,
        .source = words_source(page->arena, record_value(record, "source")->text),
    };
}

static bool add_records(const Page *page, RecordReader *reader, LetterPage *view, Error *error) {
    const LetterView *letter = view->line.letter;
    Record record;
    RecordList replies;
    bool found;
    if (!record_reader_get(reader, page->arena, &COMMUNICATION, letter->key, &record, &found,
                           error) ||
        !record_reader_list(reader, page->arena, &REPLY, "communication", letter->key, &replies,
                            error))
        return false;
    view->letter = reply_of(page, &record, "sent_on",
                            WORDS(page->arena, page->language, "%1$s sent by: %2$s",
                                  term_title(page, &record, "type"), view->line.mandates));
    view->replies = ARENA_ARRAY(page->arena, replies.count + 1, ReplyLine);
    for (size_t i = 0; i < replies.count; i++) {
        ReplyLine *reply = &view->replies[view->reply_count++];
        *reply = reply_of(page, &replies.records[i], "received_on",
                          term_title(page, &replies.records[i], "grade"));
        reply->grade = record_value(&replies.records[i], "grade")->text;
    }
    return true;
}

static void explain(const Page *page, LetterPage *view) {
    const LetterStanding *standing = &view->line.letter->standing;
    LetterPhrases phrases = letter_standing_phrases(standing);
    view->sentences = ARENA_ARRAY(page->arena, phrases.count + 1, Str);
    /* "not known whether there was one" is not said where a source shows that there was none */
    for (size_t i = letter_reply_status(standing) != standing->status; i < phrases.count; i++)
        view->sentences[view->sentence_count++] = phrase_on_page(page, &phrases.phrases[i]);
    view->meaning = message(page->language, answer_status_meaning(letter_reply_status(standing)));
    if (!standing->has_clock) return;
    view->rule = standing->clock.rule;
    view->steps = clock_steps_on_page(page, &standing->clock);
    view->step_count = standing->clock.step_count;
}

static void write_letter_json(Buffer *out, const Page *page, const LetterPage *view) {
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    write_letter_fields(&json, page, view->line.letter);
    json_field_text(&json, "source", view->letter.source_text);
    json_name(&json, STR("replies"));
    json_array_begin(&json);
    for (size_t i = 0; i < view->reply_count; i++) {
        json_object_begin(&json);
        json_field_text(&json, "received_on", view->replies[i].day);
        json_field_text(&json, "grade", view->replies[i].grade);
        json_field_text(&json, "source", view->replies[i].source_text);
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

static const LetterView *find_letter(const Request *request, const Page *page,
                                     const CooperationIndex *index, Error *error) {
    Str iso3 = request_capture(request, "state"), number = request_capture(request, "number"),
        year = request_capture(request, "year");
    Str key = str_format(page->arena, "%.*s %.*s/%.*s", STR_ARGUMENTS(iso3), STR_ARGUMENTS(number),
                         STR_ARGUMENTS(year));
    const LetterView *letter = cooperation_find_letter(index, key);
    if (!letter)
        error_set(error, ERROR_NOT_FOUND,
                  "no communication \"%.*s\" that may be shown is on record", STR_ARGUMENTS(key));
    return letter;
}

bool communication_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    LetterPage *view = ARENA_NEW(page.arena, LetterPage);
    const CooperationIndex *index = site_cooperation(page_snapshot(&page), error);
    const LetterView *letter = index ? find_letter(request, &page, index, error) : NULL;
    if (!letter) return false;
    view->line = letter_line(&page, letter);
    explain(&page, view);
    RecordReader *reader = site_snapshot_borrow(page_snapshot(&page), error);
    bool read = reader && add_records(&page, reader, view, error);
    site_snapshot_return(page_snapshot(&page), reader);
    if (!read) return false;
    page.title =
        WORDS(page.arena, page.language, "%1$s %2$s to %3$s",
              str_from(letter_type_word(letter->entry.type)), letter->key, view->line.state);
    page.path = view->line.address;
    page.json = true;
    Buffer content = { 0 };
    if (request->match.format == FORMAT_JSON)
        write_letter_json(&content, &page, view);
    else
        communication_html(&content, &page, view);
    page_send(&page, request->match.format, &content, response);
    return true;
}
