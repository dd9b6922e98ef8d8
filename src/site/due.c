#include "site/due.h"

#include <stdlib.h>
#include <string.h>

#include "council/council_kinds.h"
#include "site/due.tmpl.h"
#include "site/feed.h"
#include "text/csv.h"
#include "text/ics.h"
#include "text/json.h"

/* --- what is due
 * ---------------------------------------------------------------------------------------- */

static bool is_awaited(const ClockStanding *standing) {
    return standing->status >= CLOCK_RUNNING && standing->status <= CLOCK_LONG_OVERDUE;
}

typedef struct DueSubject {
    Str key; /* tells deadlines at the same address apart */
    Str title, address;
    Str said; /* the clock in words */
} DueSubject;

const char *due_section_word(DueSection section) {
    static const char *const words[DUE_SECTION_COUNT] = { "due", "passed", "overdue",
                                                          "signed_not_ratified" };
    return words[section];
}

static DueSection section_of(const Page *page, const ClockResult *result,
                             const ClockStanding *standing) {
    if (strcmp(result->rule->id, "signature-ratification") == 0) return DUE_SIGNATURES;
    if (standing->due >= page->snapshot->today) return DUE_AHEAD;
    return standing->on > standing->due ? DUE_OVERDUE : DUE_PASSED;
}

static void add_item(const Page *page, DueView *view, const ClockResult *result,
                     const ClockStanding *standing, const DueSubject *subject) {
    if (!is_awaited(standing)) return;
    const ClockRule *rule = result->rule;
    view->counts[section_of(page, result, standing)]++;
    view->items[view->count++] = (DueItem){
        .id = str_format(page->arena, "urn:uphold:due:%.*s:%s:%.*s",
                         STR_ARGUMENTS(subject->address), rule->id, STR_ARGUMENTS(subject->key)),
        .section = section_of(page, result, standing),
        .title = WORDS(page->arena, page->language, "%1$s: %2$s",
                       message(page->language, rule->title), subject->title),
        .clock = subject->said,
        .address = subject->address,
        .standing = *standing,
        .result = result,
        .steps = clock_steps_on_page(page, result),
    };
}

static void add_visit(const Page *page, DueView *view, const VisitChainView *chain) {
    const VisitClock *clock = &chain->standing.clock;
    view->visits_untimed += chain->standing.open && clock->state == VISIT_CLOCK_NO_REQUEST;
    if (clock->state != VISIT_CLOCK_RUNS) return;
    VisitLine line = visit_line(page, chain);
    DueSubject subject = { STR_EMPTY, line.mandate, line.address, line.clock };
    add_item(page, view, &clock->result, &clock->standing, &subject);
}

/* Due only where a source shows that there was no reply, or the day to reply lies ahead. */
static void add_letter(const Page *page, DueView *view, const LetterView *letter) {
    const LetterStanding *standing = &letter->standing;
    view->letters_unknown += letter_reply_status(standing) == ANSWER_NOT_KNOWN;
    if (!standing->has_clock || standing->first) return;
    DueSubject subject = { STR_EMPTY, letter->key, letter_address(page, letter->key),
                           letter_clock_words(page, standing) };
    add_item(page, view, &standing->clock, &standing->standing, &subject);
}

static Str signature_words(const Page *page, Date signed_on, Day vouched) {
    return WORDS(page->arena, page->language,
                 "Signed on %1$s; by %2$s, the day for which the source vouches, not ratified.",
                 words_date(page->arena, page->language, signed_on),
                 words_day(page->arena, page->language, vouched));
}

/* Whether the State has ratified since is known only up to the day of the source. */
static bool add_signature(const Page *page, DueView *view, const Record *action, Error *error) {
    Date signed_on = record_value(action, "signed_on")->date;
    Str treaty = record_value(action, "treaty")->text;
    if (signed_on.precision == DATE_NONE ||
        !str_equal_c(record_value(action, "status")->text, "signatory"))
        return true;
    ClockResult *result = ARENA_NEW(page->arena, ClockResult);
    ClockQuestion question = { .rule = clock_rule_find(&CLOCK_RULES, STR("signature-ratification"),
                                                       signed_on.last),
                               .start = signed_on,
                               .seen_on = DAY_NONE };
    if (!clock_due(page->arena, &question, result, error)) return false;
    Day today = page->snapshot->today, vouched = record_value(action, "as_of")->date.last;
    ClockStanding standing =
        clock_standing(result, &(ClockStop){ 0 }, vouched < today ? vouched : today);
    DueSubject subject = { treaty, treaty,
                           str_format(page->arena, "/states/%.*s", STR_ARGUMENTS(view->iso3)),
                           signature_words(page, signed_on, vouched) };
    if (standing.status >= CLOCK_OVERDUE) add_item(page, view, result, &standing, &subject);
    return true;
}

static bool add_signatures(const Page *page, DueView *view, const RecordList *actions,
                           Error *error) {
    for (size_t i = 0; i < actions->count; i++)
        if (!add_signature(page, view, &actions->records[i], error)) return false;
    return true;
}

static int by_urgency(const void *a, const void *b) {
    const DueItem *left = a, *right = b;
    if (left->section != right->section) return left->section < right->section ? -1 : 1;
    bool nearest_first = left->section == DUE_AHEAD;
    if (left->standing.due != right->standing.due)
        return (left->standing.due < right->standing.due) == nearest_first ? -1 : 1;
    return str_compare(left->id, right->id);
}

static bool read_actions(const Page *page, Str iso3, RecordList *actions, Error *error) {
    RecordReader *reader = site_snapshot_borrow(page_snapshot(page), error);
    bool read = reader && record_reader_list(reader, page->arena, &TREATY_ACTION, "iso3", iso3,
                                             actions, error);
    site_snapshot_return(page_snapshot(page), reader);
    return read;
}

static bool fill_view(const Page *page, DueView *view, Error *error) {
    const CooperationIndex *index = site_cooperation(page_snapshot(page), error);
    RecordList actions;
    if (!index || !read_actions(page, view->iso3, &actions, error)) return false;
    view->items = ARENA_ARRAY(
        page->arena, index->chain_count + index->letter_count + actions.count + 1, DueItem);
    for (size_t i = 0; i < index->chain_count; i++)
        if (str_equal(index->chains[i].iso3, view->iso3)) add_visit(page, view, &index->chains[i]);
    for (size_t i = 0; i < index->letter_count; i++)
        if (str_equal(index->letters[i].iso3, view->iso3))
            add_letter(page, view, &index->letters[i]);
    if (!add_signatures(page, view, &actions, error)) return false;
    if (view->count) qsort(view->items, view->count, sizeof *view->items, by_urgency);
    view->visits_complete = cooperation_visits_complete(index, view->iso3);
    return true;
}

/* --- the other formats
 * ---------------------------------------------------------------------------------- */

static void write_csv(Buffer *out, const Page *page, const DueView *view) {
    CSV_ROW(out, STR("section"), STR("due_on"), STR("clock"), STR("clock_on"), STR("rule"),
            STR("what"), STR("address"));
    for (size_t i = 0; i < view->count; i++) {
        const DueItem *item = &view->items[i];
        CSV_ROW(out, str_from(due_section_word(item->section)), day_text(page, item->standing.due),
                str_from(clock_status_word(item->standing.status)),
                day_text(page, item->standing.on), str_from(item->result->rule->id), item->title,
                item->address);
    }
}

static void write_item(JsonWriter *json, const Page *page, const DueItem *item) {
    json_object_begin(json);
    json_field_text(json, "section", str_from(due_section_word(item->section)));
    json_field_text(json, "due_on", day_text(page, item->standing.due));
    json_field_text(json, "clock", str_from(clock_status_word(item->standing.status)));
    json_field_text(json, "clock_on", day_text(page, item->standing.on));
    json_field_text(json, "rule", str_from(item->result->rule->id));
    json_field_integer(json, "rule_version", item->result->rule->version);
    json_field_text(json, "what", item->title);
    json_field_text(json, "counts_as_answer", message(page->language, item->result->rule->answer));
    json_field_text(json, "address", item->address);
    json_name(json, STR("steps"));
    json_array_begin(json);
    for (size_t i = 0; i < item->result->step_count; i++)
        json_text(json, item->steps[i]);
    json_array_end(json);
    json_object_end(json);
}

static void write_json(Buffer *out, const Page *page, const DueView *view) {
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    json_field_text(&json, "state", view->iso3);
    json_field_text(&json, "shown_on", day_text(page, page->snapshot->today));
    json_name(&json, STR("due"));
    json_array_begin(&json);
    for (size_t i = 0; i < view->count; i++)
        write_item(&json, page, &view->items[i]);
    json_array_end(&json);
    json_field_integer(&json, "letters_not_known", (int64_t)view->letters_unknown);
    json_field_integer(&json, "visits_without_clock", (int64_t)view->visits_untimed);
    json_object_end(&json);
}

/* One reminder that has come: an entry of the feed. */
typedef struct Reminder {
    const DueItem *item;
    const ClockReminder *reminder;
} Reminder;

static int newest_reminder_first(const void *a, const void *b) {
    const Reminder *left = a, *right = b;
    if (left->reminder->day != right->reminder->day)
        return left->reminder->day > right->reminder->day ? -1 : 1;
    return str_compare(left->item->id, right->item->id);
}

enum { FEED_ENTRIES = 50 };

static size_t reminders_come(const Page *page, const DueView *view, Reminder *reminders) {
    size_t count = 0;
    for (size_t i = 0; i < view->count; i++)
        for (size_t j = 0; j < view->items[i].result->reminder_count; j++) {
            const ClockReminder *reminder = &view->items[i].result->reminders[j];
            bool early =
                view->items[i].section == DUE_SIGNATURES && reminder->kind != REMINDER_OVERDUE;
            if (!early && reminder->day <= page->snapshot->today)
                reminders[count++] = (Reminder){ &view->items[i], reminder };
        }
    if (count) qsort(reminders, count, sizeof *reminders, newest_reminder_first);
    return count;
}

static Str reminder_words(const Page *page, const Reminder *reminder) {
    const DueItem *item = reminder->item;
    const char *words = "Due on %1$s – %2$s";
    if (reminder->reminder->kind == REMINDER_OVERDUE)
        words =
            item->section == DUE_OVERDUE ? "Overdue since %1$s – %2$s" : "Was due on %1$s – %2$s";
    if (item->section == DUE_SIGNATURES) words = "Two years after the signature (%1$s) – %2$s";
    return words_fill(
        page->arena, message(page->language, words),
        (Str[]){ words_day(page->arena, page->language, item->standing.due), item->title }, 2);
}

static void write_atom(Buffer *out, const Page *page, const DueView *view) {
    Reminder *reminders = ARENA_ARRAY(page->arena, view->count * CLOCK_REMINDERS_MAX + 1, Reminder);
    size_t come = reminders_come(page, view, reminders), count = 0;
    FeedItem items[FEED_ENTRIES];
    for (; count < come && count < FEED_ENTRIES; count++) {
        const DueItem *item = reminders[count].item;
        const ClockReminder *reminder = reminders[count].reminder;
        items[count] = (FeedItem){
            .id = str_format(page->arena, "%.*s:%s", STR_ARGUMENTS(item->id),
                             reminder_word(reminder->kind)),
            .address = item->address,
            .title = reminder_words(page, &reminders[count]),
            .summary = item->clock,
            .updated = feed_time(page, reminder->day),
        };
    }
    Feed feed = { .id = str_format(page->arena, "urn:uphold:due:%.*s", STR_ARGUMENTS(view->iso3)),
                  .updated = count ? STR_EMPTY : feed_time(page, page->snapshot->today) };
    feed_write(out, page, &feed, items, count);
}

static void write_calendar(Buffer *out, const Page *page, const DueView *view) {
    ics_begin(out, page->title);
    for (size_t i = 0; i < view->count; i++) {
        const DueItem *item = &view->items[i];
        if (item->section == DUE_SIGNATURES) continue; /* no deadline */
        IcsEvent event = {
            .uid = item->id,
            .day = item->standing.due,
            .stamped = page->snapshot->today,
            .summary = item->title,
            .description = str_format(page->arena, "%.*s\n%.*s", STR_ARGUMENTS(item->clock),
                                      STR_ARGUMENTS(item->address)),
            .alarm_days = { CLOCK_FIRST_REMINDER_DAYS, CLOCK_SECOND_REMINDER_DAYS }
        };
        ics_event(out, &event);
    }
    ics_end(out);
}

/* --- the page
 * -------------------------------------------------------------------------------------------- */

static void begin_view(Page *page, const CouncilState *state, DueView *view) {
    view->iso3 = state->iso3;
    view->state = state_title(page, state->iso3);
    page->title = WORDS(page->arena, page->language, "Due from %s", view->state);
    page->path = str_format(page->arena, "/states/%.*s/due", STR_ARGUMENTS(state->iso3));
    page->json = page->csv = true;
    view->json = str_format(page->arena, "%.*s.json", STR_ARGUMENTS(page->path));
    view->csv = str_format(page->arena, "%.*s.csv", STR_ARGUMENTS(page->path));
    view->atom = str_format(page->arena, "%.*s.atom", STR_ARGUMENTS(page->path));
    view->calendar = str_format(page->arena, "%.*s.ics", STR_ARGUMENTS(page->path));
}

bool due_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    DueView *view = ARENA_NEW(page.arena, DueView);
    Str iso3 = request_capture(request, "state");
    const CouncilState *state = council_find_state(&page.snapshot->council, iso3);
    if (!state)
        return error_set(error, ERROR_NOT_FOUND, "no State \"%.*s\" is on record",
                         STR_ARGUMENTS(iso3));
    begin_view(&page, state, view);
    if (!fill_view(&page, view, error)) return false;
    Buffer content = { 0 };
    switch (request->match.format) {
    case FORMAT_JSON: write_json(&content, &page, view); break;
    case FORMAT_CSV: write_csv(&content, &page, view); break;
    case FORMAT_ATOM: write_atom(&content, &page, view); break;
    case FORMAT_ICS: write_calendar(&content, &page, view); break;
    default: due_html(&content, &page, view);
    }
    page_send(&page, request->match.format, &content, response);
    return true;
}
