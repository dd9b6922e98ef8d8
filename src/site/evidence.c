#include "site/evidence.h"

#include <assert.h>
#include <stdlib.h>

#include "cooperation/cooperation_kinds.h"
#include "council/council_kinds.h"
#include "record/record_kinds.h"
#include "reprisals/reprisals_kinds.h"
#include "site/evidence.sql.h"

typedef struct Gathering {
    const SiteSnapshot *snapshot;
    RecordReader *reader;
    Arena *arena;
    Language language;
    Str iso3;
    Day day;
    bool only_shown;
    StateEvidence *evidence;
} Gathering;

/* --- small readings of a record
 * ------------------------------------------------------------------------- */

/* The title of the word in a vocabulary field, in the page's language. */
static Str title_of(const Gathering *gathering, const Record *record, const char *field) {
    const Value *value = record_value(record, field);
    const Field *definition =
        kind_field(record->kind, (size_t)kind_find_field(record->kind, str_from(field)));
    const Term *term = vocabulary_find(definition->vocabulary, value->text);
    return term ? message(gathering->language, term->title) : STR_EMPTY;
}

static Str in_words(const Gathering *gathering, Date date) {
    return words_date(gathering->arena, gathering->language, date);
}

#define SAY(gathering, ...) WORDS((gathering)->arena, (gathering)->language, __VA_ARGS__)

/* --- collecting
 * ------------------------------------------------------------------------------------------ */

static PointEvidence *point_of(Gathering *gathering, const char *id) {
    const LetterPoint *point = letter_point_find(str_from(id));
    assert(point);
    return &gathering->evidence->points[point - LETTER_POINTS];
}

static EvidenceTime time_of(Date date, Day day) {
    if (date.precision == DATE_NONE) return EVIDENCE_UNCLEAR;
    if (date.last <= day) return EVIDENCE_BY_THE_DAY;
    return date.first > day ? EVIDENCE_SINCE : EVIDENCE_UNCLEAR;
}

static Evidence *add(Gathering *gathering, PointEvidence *point, const Record *record, Date date,
                     Str text) {
    if (point->count == point->capacity) {
        size_t capacity = point->capacity ? point->capacity * 2 : 8;
        Evidence *larger = ARENA_ARRAY(gathering->arena, capacity, Evidence);
        if (point->count) memcpy(larger, point->items, point->count * sizeof *larger);
        point->items = larger;
        point->capacity = capacity;
    }
    Evidence *evidence = &point->items[point->count++];
    *evidence = (Evidence){
        .kind = record->kind,
        .key = record->key,
        .date = date,
        .time = time_of(date, gathering->day),
        .when = in_words(gathering, date),
        .text = text,
        .source = record_text(record, "source"),
        .source_html = words_source(gathering->arena, record_text(record, "source")),
        .as_of = in_words(gathering, record_date(record, "as_of")),
        .quality = title_of(gathering, record, "source_quality"),
        .unverified = record_has_word(record, "source_quality", "unverified"),
        .note = record_text(record, "note"),
        .mandate = kind_find_field(record->kind, STR("mandate")) < 0
                       ? STR_EMPTY
                       : record_text(record, "mandate"),
    };
    point->by_time[evidence->time]++;
    point->known = true;
    return evidence;
}

static bool list(Gathering *gathering, const Kind *kind, const char *field, Str value,
                 RecordList *records, Error *error) {
    return record_reader_list(gathering->reader, gathering->arena, kind, field, value, records,
                              error);
}

/* --- A1: standing invitation and visits
 * ------------------------------------------------------------------ */

static InvitationFinding finding_of(const Record *record) {
    if (record_has_word(record, "finding", "issued")) return INVITATION_ISSUED;
    if (record_has_word(record, "finding", "none_on_date")) return INVITATION_NONE_ON_DATE;
    return record_has_word(record, "finding", "withdrawn") ? INVITATION_WITHDRAWN
                                                           : INVITATION_NO_EVIDENCE;
}

static bool gather_invitations(Gathering *gathering, Error *error) {
    RecordList records;
    if (!list(gathering, &STANDING_INVITATION, "iso3", gathering->iso3, &records, error))
        return false;
    InvitationEvidence *evidence = ARENA_ARRAY(gathering->arena, records.count, InvitationEvidence);
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        evidence[i] =
            (InvitationEvidence){ finding_of(record), record_date(record, "happened_on") };
        add(gathering, point_of(gathering, "A1"), record, evidence[i].happened_on,
            title_of(gathering, record, "finding"));
    }
    gathering->evidence->invitation =
        standing_invitation_on(evidence, records.count, gathering->day);
    return true;
}

/* Agreed or proposed dates whose day of agreement is not known stand at the visit they are for. */
static Date date_of_visit_event(const Record *record) {
    Date date = record_date(record, "happened_on");
    return date.precision != DATE_NONE ? date : record_date(record, "visit_start");
}

static Str visit_span(const Gathering *gathering, const Record *record) {
    Date start = record_date(record, "visit_start"), end = record_date(record, "visit_end");
    if (start.precision == DATE_NONE) return STR_EMPTY;
    Str from = in_words(gathering, start), to = in_words(gathering, end);
    if (end.precision == DATE_NONE || str_equal(from, to)) return from;
    return SAY(gathering, "%1$s to %2$s", from, to);
}

/* The title of the mandate, as records name it by its key. */
static bool read_mandate(Gathering *gathering, const Record *record, Str *title, Error *error) {
    Record mandate;
    bool found;
    *title = record_text(record, "mandate");
    if (!record_reader_get(gathering->reader, gathering->arena, &MANDATE, *title, &mandate, &found,
                           error))
        return false;
    if (found) *title = record_text(&mandate, "title");
    return true;
}

static Str say_visit_event(const Gathering *gathering, const Record *record, Str mandate) {
    Str event = title_of(gathering, record, "event");
    Str by = title_of(gathering, record, "by"), span = visit_span(gathering, record);
    Str symbol = record_text(record, "report_symbol");
    Str said = by.length ? SAY(gathering, "%1$s by %3$s: %2$s", event, mandate, by)
                         : SAY(gathering, "%1$s: %2$s", event, mandate);
    if (span.length) said = SAY(gathering, "%1$s, visit %2$s", said, span);
    return symbol.length ? SAY(gathering, "%1$s, report %2$s", said, symbol) : said;
}

static bool gather_visits(Gathering *gathering, Error *error) {
    RecordList records;
    if (!list(gathering, &VISIT_EVENT, "iso3", gathering->iso3, &records, error)) return false;
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        Str mandate;
        bool follow_up = record_has_word(record, "event", "report") ||
                         record_has_word(record, "event", "followup_info");
        if (!read_mandate(gathering, record, &mandate, error)) return false;
        Evidence *evidence =
            add(gathering, point_of(gathering, follow_up ? "A3" : "A1"), record,
                date_of_visit_event(record), say_visit_event(gathering, record, mandate));
        if (record_date(record, "happened_on").precision == DATE_NONE)
            evidence->when = SAY(gathering, "for %s", evidence->when);
    }
    return true;
}

/* --- A4: communications
 * ----------------------------------------------------------------------------------- */

static Str say_reply(const Gathering *gathering, const Record *letter, const Record *reply) {
    Date sent = record_date(letter, "sent_on"), received = record_date(reply, "received_on");
    Str grade = record_text(reply, "grade").length ? title_of(gathering, reply, "grade")
                                                   : message(gathering->language, "not graded");
    if (sent.precision == DATE_DAY && received.precision == DATE_DAY)
        return SAY(gathering, "replied after %1$s days, on %2$s (%3$s)",
                   words_count(gathering->arena, received.first - sent.first),
                   in_words(gathering, received), grade);
    return SAY(gathering, "replied, %1$s (%2$s)", in_words(gathering, received), grade);
}

static Str say_answer(const Gathering *gathering, const Record *letter, const RecordList *replies) {
    Date silent_until = record_date(letter, "no_reply_as_of");
    if (replies->count) {
        Str said = say_reply(gathering, letter, &replies->records[0]);
        if (replies->count == 1) return said;
        return SAY(gathering, "%1$s; %2$s replies in all", said,
                   words_count(gathering->arena, (int64_t)replies->count));
    }
    if (silent_until.precision != DATE_NONE)
        return SAY(gathering, "no reply shown as of %s", in_words(gathering, silent_until));
    return message(gathering->language, "whether it was answered is not known");
}

static bool add_letter(Gathering *gathering, const Record *letter, Error *error) {
    RecordList replies;
    if (!list(gathering, &REPLY, "communication", letter->key, &replies, error)) return false;
    add(gathering, point_of(gathering, "A4"), letter, record_date(letter, "sent_on"),
        SAY(gathering, "%1$s %2$s (%3$s): %4$s", record_text(letter, "type"), letter->key,
            title_of(gathering, letter, "type"), say_answer(gathering, letter, &replies)));
    return true;
}

static bool gather_all_letters(Gathering *gathering, Error *error) {
    RecordList letters;
    if (!list(gathering, &COMMUNICATION, "iso3", gathering->iso3, &letters, error)) return false;
    for (size_t i = 0; i < letters.count; i++)
        if (letter_may_be_shown(&letters.records[i], gathering->snapshot->today) &&
            !add_letter(gathering, &letters.records[i], error))
            return false;
    return true;
}

static Str day_in_arena(const Gathering *gathering, Day day) {
    char text[DAY_TEXT_SIZE];
    day_format(day, text);
    return str_copy(gathering->arena, str_from(text));
}

/* What is confidential today is not shown, whatever the day of the vote (D4.4). */
static void bind_shown(const Gathering *gathering, Statement *statement, int shown,
                       int shown_other) {
    Day today = gathering->snapshot->today;
    statement_bind_text(statement, shown, day_in_arena(gathering, today - CONFIDENTIAL_DAYS));
    statement_bind_text(statement, shown_other,
                        day_in_arena(gathering, today - CONFIDENTIAL_DAYS_OTHER));
}

static bool read_newest_keys(Gathering *gathering, const Query *query, Str keys[EVIDENCE_SHOWN_MAX],
                             size_t *count, Error *error) {
    /* The three queries have the same parameters in the same order. */
    static_assert((int)COMMUNICATIONS_SINCE_ISO3 == (int)COMMUNICATIONS_BY_THE_DAY_ISO3 &&
                      (int)COMMUNICATIONS_UNCLEAR_ISO3 == (int)COMMUNICATIONS_BY_THE_DAY_ISO3 &&
                      (int)COMMUNICATIONS_SINCE_SHOWN == (int)COMMUNICATIONS_BY_THE_DAY_SHOWN &&
                      (int)COMMUNICATIONS_UNCLEAR_SHOWN == (int)COMMUNICATIONS_BY_THE_DAY_SHOWN &&
                      (int)COMMUNICATIONS_SINCE_MOST == (int)COMMUNICATIONS_BY_THE_DAY_MOST &&
                      (int)COMMUNICATIONS_UNCLEAR_MOST == (int)COMMUNICATIONS_BY_THE_DAY_MOST,
                  "one function binds for all three");
    char day[DAY_TEXT_SIZE];
    day_format(gathering->day, day);
    Statement *newest = store_statement(record_reader_store(gathering->reader), query, error);
    bool row = true, done = newest != NULL;
    *count = 0;
    if (!done) return false;
    statement_bind_text(newest, COMMUNICATIONS_BY_THE_DAY_ISO3, gathering->iso3);
    statement_bind_text(newest, COMMUNICATIONS_BY_THE_DAY_DAY, str_from(day));
    bind_shown(gathering, newest, COMMUNICATIONS_BY_THE_DAY_SHOWN,
               COMMUNICATIONS_BY_THE_DAY_SHOWN_OTHER);
    statement_bind_integer(newest, COMMUNICATIONS_BY_THE_DAY_MOST, EVIDENCE_SHOWN_MAX);
    while (*count < EVIDENCE_SHOWN_MAX && (done = statement_step(newest, &row, error)) && row)
        keys[(*count)++] = str_copy(gathering->arena, statement_text(newest, 0));
    statement_reset(newest);
    return done;
}

static bool gather_newest_letters(Gathering *gathering, const Query *query, Error *error) {
    Str keys[EVIDENCE_SHOWN_MAX];
    size_t count;
    if (!read_newest_keys(gathering, query, keys, &count, error)) return false;
    for (size_t i = 0; i < count; i++) {
        Record letter;
        bool found;
        if (!record_reader_get(gathering->reader, gathering->arena, &COMMUNICATION, keys[i],
                               &letter, &found, error) ||
            (found && !add_letter(gathering, &letter, error)))
            return false;
    }
    return true;
}

/* Puts what is on record in place of what was added. */
static bool count_letters(Gathering *gathering, Error *error) {
    char day[DAY_TEXT_SIZE];
    day_format(gathering->day, day);
    Statement *times =
        store_statement(record_reader_store(gathering->reader), &COMMUNICATION_TIMES, error);
    bool row;
    if (!times) return false;
    statement_bind_text(times, COMMUNICATION_TIMES_ISO3, gathering->iso3);
    statement_bind_text(times, COMMUNICATION_TIMES_DAY, str_from(day));
    bind_shown(gathering, times, COMMUNICATION_TIMES_SHOWN, COMMUNICATION_TIMES_SHOWN_OTHER);
    if (!statement_step(times, &row, error)) return false;
    int64_t by_the_day = statement_integer(times, 0), since = statement_integer(times, 1);
    int64_t all = statement_integer(times, 2);
    statement_reset(times);
    size_t *by_time = point_of(gathering, "A4")->by_time;
    by_time[EVIDENCE_BY_THE_DAY] = (size_t)by_the_day;
    by_time[EVIDENCE_SINCE] = (size_t)since;
    by_time[EVIDENCE_UNCLEAR] = (size_t)(all - by_the_day - since);
    return true;
}

static bool gather_communications(Gathering *gathering, Error *error) {
    if (!gathering->only_shown) return gather_all_letters(gathering, error);
    return gather_newest_letters(gathering, &COMMUNICATIONS_BY_THE_DAY, error) &&
           gather_newest_letters(gathering, &COMMUNICATIONS_SINCE, error) &&
           gather_newest_letters(gathering, &COMMUNICATIONS_UNCLEAR, error) &&
           count_letters(gathering, error);
}

/* --- published counts: context under the point they are about
 * ---------------------------------------------- */

typedef struct CountMeasure {
    const char *prefix; /* of the measure */
    const char *point;
    const char *says; /* of "%s" */
} CountMeasure;

static const CountMeasure COUNT_MEASURES[] = {
    { "unfulfilled_visit_requests", "A1", "visit requests not fulfilled: %s" },
    { "pending_visit_requests", "A1", "visit requests pending: %s" },
    { "torture_pending_visit_requests", "A1", "visit requests pending, torture mandate: %s" },
    { "torture_visit_requests", "A1", "visit requests of the torture mandate: %s" },
    { "never_visited_request_sent", "A1", "never visited by a mandate, though a request was sent" },
    { "never_visited_no_request", "A1", "never visited by a mandate; no request was sent" },
    { "mandate_visits", "A1", "visits by mandates: %s" },
    { "upr_recommendations_special_procedures_accepted", "A1",
      "UPR recommendations on Special Procedures accepted: %s" },
    { "upr_recommendations_special_procedures_noted", "A1",
      "UPR recommendations on Special Procedures noted, not accepted: %s" },
    { "communications_sent", "A4", "communications sent: %s" },
    { "communications_replied", "A4", "communications replied to: %s" },
};

static const CountMeasure *measure_of(Str name) {
    for (size_t i = 0; i < COUNT_OF(COUNT_MEASURES); i++)
        if (str_starts_with(name, str_from(COUNT_MEASURES[i].prefix))) return &COUNT_MEASURES[i];
    return NULL;
}

static bool gather_counts(Gathering *gathering, Error *error) {
    RecordList records;
    if (!list(gathering, &PUBLISHED_COUNT, "iso3", gathering->iso3, &records, error)) return false;
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        const CountMeasure *measure = measure_of(record_text(record, "measure"));
        if (!measure) continue;
        Str count = words_count(gathering->arena, record_value(record, "count")->integer);
        if (record_has_word(record, "bound", "at_least"))
            count = SAY(gathering, "at least %s", count);
        Str said =
            words_fill(gathering->arena, message(gathering->language, measure->says), &count, 1);
        Evidence *evidence = add(
            gathering, point_of(gathering, measure->point), record,
            record_date(record, "counted_on"),
            SAY(gathering, "Published count: %1$s (%2$s)", said, record_text(record, "period")));
        if (evidence->date.precision == DATE_NONE) evidence->when = record_text(record, "period");
    }
    return true;
}

/* --- votes, reprisals reports
 * -------------------------------------------------------------------------------- */

static bool gather_votes(Gathering *gathering, Error *error) {
    RecordList votes;
    if (!list(gathering, &RESOLUTION_VOTE, "iso3", gathering->iso3, &votes, error)) return false;
    for (size_t i = 0; i < votes.count; i++) {
        const Record *vote = &votes.records[i];
        Record resolution;
        bool found;
        if (!record_reader_get(gathering->reader, gathering->arena, &RESOLUTION,
                               record_text(vote, "symbol"), &resolution, &found, error))
            return false;
        if (!found) continue;
        Str said =
            SAY(gathering, "%1$s: %2$s, recorded vote on “%3$s”", title_of(gathering, vote, "vote"),
                resolution.key, record_text(&resolution, "subject"));
        Str items = record_text(&resolution, "items"), item;
        while (items.length && str_cut(&items, ' ', &item))
            if (letter_point_find(item))
                add(gathering, point_of(gathering, str_to_c(gathering->arena, item)), vote,
                    record_date(&resolution, "adopted_on"), said);
    }
    return true;
}

static bool gather_mentions(Gathering *gathering, Error *error) {
    RecordList mentions;
    if (!list(gathering, &REPRISALS_MENTION, "iso3", gathering->iso3, &mentions, error))
        return false;
    for (size_t i = 0; i < mentions.count; i++) {
        const Record *mention = &mentions.records[i];
        Record report;
        bool found;
        if (!record_reader_get(gathering->reader, gathering->arena, &REPRISALS_REPORT,
                               record_text(mention, "report"), &report, &found, error))
            return false;
        if (!found) continue;
        int64_t year = record_value(&report, "year")->integer;
        Day first, last;
        Date date = { 0 };
        if (day_from_civil((int)year, 1, 1, &first) && day_from_civil((int)year, 12, 31, &last))
            date = (Date){ DATE_YEAR, first, last };
        Str said = SAY(gathering, "Named in the Secretary-General's report %1$s (%2$s)", report.key,
                       title_of(gathering, mention, "mention"));
        add(gathering, point_of(gathering, "B3"), mention, date, said);
    }
    return true;
}

/* --- kinds whose records each make one sentence
 * ------------------------------------------------------ */

static Str say_incident(const Gathering *gathering, const Record *record) {
    Str said = SAY(gathering, "%1$s (%2$s): %3$s", title_of(gathering, record, "incident"),
                   title_of(gathering, record, "severity"), record_text(record, "what_happened"));
    Str version = record_text(record, "state_version");
    if (!record_text(record, "second_source").length)
        said = SAY(gathering, "%s; one source only, so it counts for nothing", said);
    return version.length ? SAY(gathering, "%1$s. The State says: %2$s", said, version) : said;
}

static Str say_report(const Gathering *gathering, const Record *record) {
    Date informed = record_date(record, "followup_on");
    if (informed.precision == DATE_NONE)
        return SAY(gathering, "Report %s presented; no information on follow-up recorded",
                   record->key);
    return SAY(gathering, "Report %1$s presented; information on follow-up given (%2$s)",
               record->key, in_words(gathering, informed));
}

static Str say_case(const Gathering *gathering, const Record *record) {
    Str response = record_text(record, "response").length
                       ? title_of(gathering, record, "response")
                       : message(gathering->language, "response not known");
    Str place = record_text(record, "paragraph").length
                    ? SAY(gathering, "%1$s, %2$s", record_text(record, "report"),
                          record_text(record, "paragraph"))
                    : record_text(record, "report");
    return SAY(gathering, "Case in %1$s: the State's response: %2$s", place, response);
}

static Str say_case_steps(const Gathering *gathering, const Record *record) {
    static const char *const steps[] = { "no step, or denial", "inquiry opened",
                                         "outcome or protection measure", "harm ended",
                                         "remedy, accountability and non-recurrence" };
    const Value *level = record_value(record, "step_level");
    int step = level->state == VALUE_PRESENT ? (int)(level->decimal * 4 + 0.5) : -1;
    Str words = message(gathering->language,
                        step >= 0 && step < (int)COUNT_OF(steps) ? steps[step] : "steps not known");
    return SAY(gathering, "Case in %1$s: steps taken: %2$s", record_text(record, "report"), words);
}

static Str say_case_informed(const Gathering *gathering, const Record *record) {
    Date informed = record_date(record, "council_informed_on");
    if (informed.precision == DATE_NONE)
        return SAY(gathering, "Case in %s: no information to the Council recorded",
                   record_text(record, "report"));
    return SAY(gathering, "Case in %1$s: the Council was informed (%2$s)",
               record_text(record, "report"), in_words(gathering, informed));
}

static Str say_law(const Gathering *gathering, const Record *record) {
    return SAY(gathering, "%1$s: %2$s", title_of(gathering, record, "effect"),
               record_text(record, "law_title"));
}

static Str say_level(const Gathering *gathering, const Record *record) {
    return SAY(gathering, "%1$s coded %2$s: %3$s", record_text(record, "indicator"),
               record_text(record, "level"), record_text(record, "evidence"));
}

static Str say_measure(const Gathering *gathering, const Record *record) {
    return SAY(gathering, "%1$s, %2$s: %3$s, between %4$s and %5$s (%6$s)",
               record_text(record, "measure"), record_text(record, "year"),
               record_text(record, "value"), record_text(record, "low"),
               record_text(record, "high"), record_text(record, "edition"));
}

static Str say_access_vote(const Gathering *gathering, const Record *record) {
    return SAY(gathering,
               record_has_word(record, "for_access", "yes") ? "Voted for access: %1$s, %2$s"
                                                            : "Did not vote for access: %1$s, %2$s",
               title_of(gathering, record, "body"), record_text(record, "vote_id"));
}

static Str say_yes_or_no(const Gathering *gathering, const Record *record, const char *field) {
    return message(gathering->language, record_has_word(record, field, "yes") ? "yes" : "no");
}

static Str say_review(const Gathering *gathering, const Record *record) {
    return SAY(
        gathering,
        "UPR cycle %1$s: attended %2$s, report on time %3$s, clear response before adoption %4$s, "
        "mid-term report %5$s",
        record_text(record, "cycle"), say_yes_or_no(gathering, record, "attended"),
        say_yes_or_no(gathering, record, "report_on_time"),
        say_yes_or_no(gathering, record, "clear_response"),
        say_yes_or_no(gathering, record, "midterm_report"));
}

static Str say_pledge(const Gathering *gathering, const Record *record) {
    return SAY(gathering, "Pledge of %1$s: “%2$s” – %3$s", record_text(record, "election_year"),
               record_text(record, "pledge_text"), title_of(gathering, record, "state_of_pledge"));
}

static Str say_position(const Gathering *gathering, const Record *record) {
    Str said = SAY(gathering, "%1$s: %2$s", title_of(gathering, record, "form"),
                   title_of(gathering, record, "stance"));
    Str occasion = record_text(record, "occasion"), quotation = record_text(record, "quotation");
    if (occasion.length) said = SAY(gathering, "%1$s, %2$s", said, occasion);
    return quotation.length ? SAY(gathering, "%1$s: “%2$s”", said, quotation) : said;
}

typedef struct Sentence {
    const Kind *kind;
    const char *point; /* NULL: under pledges, in "Treaties and Council" */
    const char *date;  /* the field that dates it */
    const char *only;  /* a field and ... */
    const char *words; /* ... the words it must have one of, separated by spaces; NULL: any */
    Str (*say)(const Gathering *gathering, const Record *record);
} Sentence;

static const Sentence SENTENCES[] = {
    { &POSITION, "A5", "taken_on", "point", "A5", say_position },
    { &POSITION, "B5", "taken_on", "point", "B5", say_position },
    { &POSITION, "B6", "taken_on", "point", "B6", say_position },
    { &POSITION, "B7", "taken_on", "point", "B7", say_position },
    { &POSITION, "B8", "taken_on", "point", "B8", say_position },
    { &POSITION, "C2", "taken_on", "point", "C2", say_position },
    { &MANDATE_INCIDENT, "A2", "happened_on", NULL, NULL, say_incident },
    { &COUNTRY_VISIT_REPORT, "A3", "presented_on", NULL, NULL, say_report },
    { &REPORTED_CASE, "B1", "first_published", NULL, NULL, say_case },
    { &REPORTED_CASE, "B3", "first_published", NULL, NULL, say_case_steps },
    { &REPORTED_CASE, "B4", "first_published", NULL, NULL, say_case_informed },
    { &INDICATOR_LEVEL, "B9", "coded_on", "indicator", "RE4", say_level },
    { &ACCESS_LAW, "B10", "adopted_on", "effect", "restrictive punishes_cooperation", say_law },
    { &INDICATOR_LEVEL, "B10", "coded_on", "indicator", "RE5", say_level },
    { &ACCESS_LAW, "B11", "adopted_on", "effect", "protective", say_law },
    { &EXTERNAL_MEASURE, "C1", NULL, NULL, NULL, say_measure },
    { &ACCESS_VOTE, "C2", "voted_on", NULL, NULL, say_access_vote },
    { &INDICATOR_LEVEL, "C2", "coded_on", "indicator", "CS3", say_level },
    { &UPR_REVIEW, NULL, "reviewed_on", NULL, NULL, say_review },
    { &PLEDGE, NULL, "due_on", NULL, NULL, say_pledge },
};

static bool is_one_of(const Record *record, const Sentence *sentence) {
    Str words = str_from(sentence->words), word;
    if (!sentence->only) return true;
    while (words.length && str_cut(&words, ' ', &word))
        if (str_equal(record_text(record, sentence->only), word)) return true;
    return false;
}

static bool gather_sentences(Gathering *gathering, Error *error) {
    for (size_t i = 0; i < COUNT_OF(SENTENCES); i++) {
        const Sentence *sentence = &SENTENCES[i];
        RecordList records;
        PointEvidence *point =
            sentence->point ? point_of(gathering, sentence->point) : &gathering->evidence->pledges;
        if (!list(gathering, sentence->kind, "iso3", gathering->iso3, &records, error))
            return false;
        for (size_t r = 0; r < records.count; r++) {
            const Record *record = &records.records[r];
            Date date =
                sentence->date ? record_date(record, sentence->date) : record_date(record, "as_of");
            if (is_one_of(record, sentence))
                add(gathering, point, record, date, sentence->say(gathering, record));
        }
    }
    return true;
}

/* --- treaties and Council
 * ------------------------------------------------------------------------------------ */

static Str treaty_words(const Gathering *gathering, const Record *action, TreatyOnDay on_day) {
    Date bound = record_date(action, "bound_on"), signature = record_date(action, "signed_on");
    switch (on_day.status) {
    case TREATY_NOT_YET_ADOPTED: return message(gathering->language, "not yet adopted");
    case TREATY_PARTY:
        return bound.precision == DATE_NONE
                   ? message(gathering->language, "party")
                   : SAY(gathering, "party (%s)", in_words(gathering, bound));
    case TREATY_SIGNED: return SAY(gathering, "signed only (%s)", in_words(gathering, signature));
    case TREATY_UNCLEAR:
        return SAY(gathering, "not clear on the day: bound in %s", in_words(gathering, bound));
    case TREATY_NO_ACTION: break;
    }
    return message(gathering->language, "no action on record");
}

static void read_treaty(Gathering *gathering, const Record *treaty, const Record *action,
                        TreatyLine *line) {
    TreatyFacts facts = {
        .adopted_on = record_date(treaty, "adopted_on").first,
        .signed_on = record_date(action, "signed_on"),
        .bound_on = record_date(action, "bound_on"),
        .party = record_has_word(action, "status", "party"),
        .known_until = record_date(action, "as_of").last,
    };
    *line = (TreatyLine){
        .treaty = treaty->key,
        .title = record_text(treaty, "title"),
        .on_day = treaty_status_on(&facts, gathering->day),
        .today = treaty_status_on(&facts, gathering->snapshot->today),
        .source = record_text(action, "source"),
        .source_html = words_source(gathering->arena, record_text(action, "source")),
        .as_of = in_words(gathering, record_date(action, "as_of")),
    };
    line->on_day_words = treaty_words(gathering, action, line->on_day);
    line->today_words = treaty_words(gathering, action, line->today);
}

static int64_t position_of(const Record *treaty) {
    return record_value(treaty, "position")->integer;
}

static int by_position(const void *a, const void *b) {
    int64_t left = position_of(a), right = position_of(b);
    return (left > right) - (left < right);
}

static bool gather_treaties(Gathering *gathering, Error *error) {
    RecordList treaties;
    StateEvidence *evidence = gathering->evidence;
    if (!list(gathering, &TREATY, NULL, STR_EMPTY, &treaties, error)) return false;
    Record *ordered = ARENA_ARRAY(gathering->arena, treaties.count, Record);
    memcpy(ordered, treaties.records, treaties.count * sizeof *ordered);
    qsort(ordered, treaties.count, sizeof *ordered, by_position);
    evidence->treaties = ARENA_ARRAY(gathering->arena, treaties.count, TreatyLine);
    for (size_t i = 0; i < treaties.count; i++) {
        Record action;
        bool found;
        Str key = str_format(gathering->arena, "%.*s/%.*s", STR_ARGUMENTS(gathering->iso3),
                             STR_ARGUMENTS(ordered[i].key));
        if (!record_reader_get(gathering->reader, gathering->arena, &TREATY_ACTION, key, &action,
                               &found, error))
            return false;
        if (!found) continue;
        TreatyLine *line = &evidence->treaties[evidence->treaty_count++];
        read_treaty(gathering, &ordered[i], &action, line);
        treaty_count_add(&evidence->on_day, line->on_day.status);
        treaty_count_add(&evidence->today, line->today.status);
    }
    return true;
}

static bool gather_complaints(Gathering *gathering, Error *error) {
    RecordList records;
    if (!list(gathering, &COMPLAINT_DECLARATION, "iso3", gathering->iso3, &records, error))
        return false;
    for (size_t i = 0; i < records.count; i++)
        add(gathering, &gathering->evidence->complaints, &records.records[i],
            record_date(&records.records[i], "declared_on"),
            SAY(gathering, "%1$s: %2$s", title_of(gathering, &records.records[i], "procedure"),
                title_of(gathering, &records.records[i], "finding")));
    return true;
}

static bool gather_accreditation(Gathering *gathering, Error *error) {
    RecordList records;
    if (!list(gathering, &NHRI_ACCREDITATION, "iso3", gathering->iso3, &records, error))
        return false;
    for (size_t i = 0; i < records.count; i++)
        add(gathering, &gathering->evidence->accreditation, &records.records[i],
            record_date(&records.records[i], "decided_on"),
            SAY(gathering, "National human rights institution: %1$s (%2$s)",
                title_of(gathering, &records.records[i], "status"),
                record_text(&records.records[i], "decision")));
    return true;
}

static bool gather_reports(Gathering *gathering, Error *error) {
    RecordList records;
    if (!list(gathering, &TREATY_REPORT, "iso3", gathering->iso3, &records, error)) return false;
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        Str detail = record_text(record, "detail");
        Str said = SAY(gathering, "Report under %1$s: %2$s", record_text(record, "treaty"),
                       title_of(gathering, record, "report_state"));
        if (detail.length) said = SAY(gathering, "%1$s (%2$s)", said, detail);
        add(gathering, &gathering->evidence->reports, record, record_date(record, "observed_on"),
            said);
    }
    return true;
}

static Str say_pledges(const Gathering *gathering, const Record *record) {
    Str symbol = record_text(record, "symbol"), year = record_text(record, "election_year");
    if (record_has_word(record, "state_of_document", "none_found"))
        return SAY(gathering, "Pledges for the election of %s: looked for and not found", year);
    if (symbol.length)
        return SAY(gathering, "Pledges for the election of %1$s: %2$s", year, symbol);
    return SAY(gathering, "Pledges for the election of %s; symbol not known", year);
}

static bool gather_pledges(Gathering *gathering, Error *error) {
    RecordList records;
    if (!list(gathering, &PLEDGE_DOCUMENT, "iso3", gathering->iso3, &records, error)) return false;
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        add(gathering, &gathering->evidence->pledges, record, record_date(record, "dated"),
            say_pledges(gathering, record));
    }
    return true;
}

/* --- coverage
 * ------------------------------------------------------------------------------------------------
 */

/* The kinds that bear on each point. A point without any is one nothing is recorded about yet. */
static const struct {
    const char *point;
    const Kind *kinds[POINT_KINDS_MAX];
} KINDS_OF_POINTS[] = {
    { "A1", { &STANDING_INVITATION, &VISIT_EVENT } },
    { "A2", { &MANDATE_INCIDENT } },
    { "A3", { &COUNTRY_VISIT_REPORT, &VISIT_EVENT } },
    { "A4", { &COMMUNICATION, &REPLY } },
    { "B1", { &REPORTED_CASE, &RESOLUTION_VOTE } },
    { "B3", { &REPORTED_CASE, &REPRISALS_MENTION } },
    { "B4", { &REPORTED_CASE } },
    { "B9", { &INDICATOR_LEVEL } },
    { "B10", { &ACCESS_LAW, &INDICATOR_LEVEL } },
    { "B11", { &ACCESS_LAW } },
    { "B6", { &RESOLUTION_VOTE } },
    { "B8", { &RESOLUTION_VOTE } },
    { "C1", { &EXTERNAL_MEASURE, &RESOLUTION_VOTE } },
    { "C2", { &ACCESS_VOTE, &RESOLUTION_VOTE } },
};

/* "Nothing recorded" of everything else must not stand beside what is recorded of some documents.
 */
static Str coverage_words(const Gathering *gathering, const Kind *kind, const Record *best,
                          size_t documents) {
    Str title = message(gathering->language, kind->title);
    if (!best) return SAY(gathering, "%s: how complete the records are is not known", title);
    if (documents && record_has_word(best, "extent", "none"))
        return SAY(gathering, "%1$s: of %2$s documents, nothing of others, by the word of %3$s",
                   title, str_format(gathering->arena, "%zu", documents),
                   record_text(best, "by_word_of"));
    return SAY(gathering, "%1$s: %2$s, by the word of %3$s", title,
               title_of(gathering, best, "extent"), record_text(best, "by_word_of"));
}

/* What the coverage records say of a kind: for this State if there is such a record, else for all.
 */
static bool say_coverage(Gathering *gathering, const Kind *kind, PointEvidence *point,
                         Error *error) {
    RecordList records;
    const Record *best = NULL;
    size_t documents = 0;
    if (!list(gathering, &COVERAGE, "kind", str_from(kind->name), &records, error)) return false;
    for (size_t i = 0; i < records.count; i++) {
        Str scope = record_text(&records.records[i], "scope");
        documents += str_contains(scope, STR("/")); /* a symbol: this report, that resolution */
        if (str_equal(scope, gathering->iso3) || (!best && str_equal(scope, STR("*"))))
            best = &records.records[i];
    }
    point->coverage[point->coverage_count++] = coverage_words(gathering, kind, best, documents);
    return true;
}

static bool gather_coverage(Gathering *gathering, Error *error) {
    for (size_t i = 0; i < COUNT_OF(KINDS_OF_POINTS); i++)
        for (size_t j = 0; j < POINT_KINDS_MAX && KINDS_OF_POINTS[i].kinds[j]; j++)
            if (!say_coverage(gathering, KINDS_OF_POINTS[i].kinds[j],
                              point_of(gathering, KINDS_OF_POINTS[i].point), error))
                return false;
    return true;
}

/* --- order and summaries
 * --------------------------------------------------------------------------------------- */

static Day sort_day(const Evidence *evidence) {
    return evidence->date.precision == DATE_NONE ? DAY_LAST : evidence->date.last;
}

static int by_date(const void *a, const void *b) {
    const Evidence *left = a, *right = b;
    Day first = sort_day(left), second = sort_day(right);
    if (first != second) return first < second ? -1 : 1;
    return str_compare(left->key, right->key);
}

static void sort_by_date(PointEvidence *point) {
    if (point->count) qsort(point->items, point->count, sizeof *point->items, by_date);
}

static Str invitation_words(const Gathering *gathering) {
    InvitationOnDay invitation = gathering->evidence->invitation;
    Str when =
        invitation.because ? in_words(gathering, invitation.because->happened_on) : STR_EMPTY;
    switch (invitation.status) {
    case INVITATION_STATUS_IN_FORCE: return SAY(gathering, "standing invitation issued (%s)", when);
    case INVITATION_STATUS_NONE_KNOWN: return SAY(gathering, "none on %s; later not known", when);
    case INVITATION_STATUS_NO_EVIDENCE:
        return message(gathering->language, "no evidence of a standing invitation");
    case INVITATION_STATUS_UNCLEAR:
        return SAY(gathering, "standing invitation: not clear on the day (%s)", when);
    case INVITATION_STATUS_WITHDRAWN:
        return SAY(gathering, "standing invitation withdrawn (%s)", when);
    case INVITATION_STATUS_NOT_KNOWN: break;
    }
    return message(gathering->language, "standing invitation: not known");
}

size_t point_evidence_total(const PointEvidence *point) {
    return point->by_time[EVIDENCE_BY_THE_DAY] + point->by_time[EVIDENCE_SINCE] +
           point->by_time[EVIDENCE_UNCLEAR];
}

size_t point_evidence_first_shown(const PointEvidence *point, EvidenceTime time) {
    size_t first = point->count, shown = 0;
    while (first > 0 && shown < EVIDENCE_SHOWN_MAX)
        if (point->items[--first].time == time) shown++;
    return first;
}

static Str facts_words(const Gathering *gathering, const PointEvidence *point) {
    size_t total = point_evidence_total(point);
    if (!total) return message(gathering->language, "not known: nothing on record");
    if (total == 1) return message(gathering->language, "1 fact on record");
    return SAY(gathering, "%s facts on record", words_count(gathering->arena, (int64_t)total));
}

static void order(Gathering *gathering, PointEvidence *point) {
    sort_by_date(point);
    for (size_t time = 0; time < COUNT_OF(point->by_time); time++)
        if (point->by_time[time] > EVIDENCE_SHOWN_MAX)
            point->more[time] =
                SAY(gathering, "The newest %1$s of %2$s; the JSON of this page has them all.",
                    words_count(gathering->arena, EVIDENCE_SHOWN_MAX),
                    words_count(gathering->arena, (int64_t)point->by_time[time]));
}

static void summarise(Gathering *gathering) {
    for (size_t i = 0; i < LETTER_POINT_COUNT; i++) {
        PointEvidence *point = &gathering->evidence->points[i];
        order(gathering, point);
        point->summary = facts_words(gathering, point);
    }
    PointEvidence *invitation = point_of(gathering, "A1");
    invitation->summary =
        SAY(gathering, "%1$s; %2$s", invitation_words(gathering), invitation->summary);
    order(gathering, &gathering->evidence->complaints);
    order(gathering, &gathering->evidence->accreditation);
    order(gathering, &gathering->evidence->reports);
    order(gathering, &gathering->evidence->pledges);
}

bool evidence_gather(const SiteSnapshot *snapshot, RecordReader *reader, Arena *arena,
                     Language language, Str iso3, Day day, bool only_shown, StateEvidence *evidence,
                     Error *error) {
    Gathering gathering = { snapshot, reader, arena, language, iso3, day, only_shown, evidence };
    *evidence = (StateEvidence){ 0 };
    for (size_t i = 0; i < LETTER_POINT_COUNT; i++)
        evidence->points[i].point = &LETTER_POINTS[i];
    bool done = gather_invitations(&gathering, error) && gather_visits(&gathering, error) &&
                gather_communications(&gathering, error) && gather_counts(&gathering, error) &&
                gather_votes(&gathering, error) && gather_mentions(&gathering, error) &&
                gather_treaties(&gathering, error) && gather_complaints(&gathering, error) &&
                gather_accreditation(&gathering, error) && gather_reports(&gathering, error) &&
                gather_pledges(&gathering, error) && gather_sentences(&gathering, error) &&
                gather_coverage(&gathering, error);
    if (done) summarise(&gathering);
    return done || error_context(error, "evidence on %.*s", STR_ARGUMENTS(iso3));
}

/* --- JSON
 * --------------------------------------------------------------------------------------------------------
 */

void evidence_write_json(JsonWriter *json, const Evidence *evidence) {
    static const char *const times[] = { "by_the_day", "since", "unclear" };
    char date[DATE_TEXT_SIZE];
    json_object_begin(json);
    json_field_text(json, "kind", str_from(evidence->kind->name));
    json_field_text(json, "key", evidence->key);
    if (date_format(evidence->date, date))
        json_field_text(json, "date", str_from(date));
    else
        json_field_null(json, "date");
    json_field_text(json, "time", str_from(times[evidence->time]));
    json_field_text(json, "text", evidence->text);
    json_field_text(json, "source", evidence->source);
    json_field_text(json, "as_of", evidence->as_of);
    json_field_boolean(json, "unverified", evidence->unverified);
    json_field_text(json, "note", evidence->note);
    json_object_end(json);
}

void point_evidence_write_json(JsonWriter *json, const PointEvidence *point) {
    json_array_begin(json);
    for (size_t i = 0; i < point->count; i++)
        evidence_write_json(json, &point->items[i]);
    json_array_end(json);
}
