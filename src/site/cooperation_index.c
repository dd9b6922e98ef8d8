#include "site/cooperation_index.h"

#include <stdlib.h>

#include "cooperation/cooperation_kinds.h"
#include "record/record_kinds.h"
#include "site/snapshot.h"

static Str group_code(const SiteSnapshot *snapshot, Str iso3) {
    const CouncilState *state = council_find_state(&snapshot->council, iso3);
    return state && state->has_group ? group_facts(state->group)->code : STR_EMPTY;
}

/* --- visits
 * ------------------------------------------------------------------------------------------- */

typedef struct VisitRow {
    Str iso3, mandate;
    VisitEntry entry;
} VisitRow;

static int by_state_and_mandate(const void *a, const void *b) {
    const VisitRow *left = a, *right = b;
    int order = str_compare(left->iso3, right->iso3);
    if (!order) order = str_compare(left->mandate, right->mandate);
    return order ? order : str_compare(left->entry.key, right->entry.key);
}

static bool read_visit_row(const Record *record, VisitRow *row) {
    *row = (VisitRow){ .iso3 = record_text(record, "iso3"),
                       .mandate = record_text(record, "mandate"),
                       .entry = { .key = record->key,
                                  .happened_on = record_date(record, "happened_on"),
                                  .visit_start = record_date(record, "visit_start"),
                                  .visit_end = record_date(record, "visit_end"),
                                  .visit = record_text(record, "visit") } };
    return visit_event_from_word(record_text(record, "event"), &row->entry.type) &&
           acting_party_from_word(record_text(record, "by"), &row->entry.by);
}

static bool read_visit_rows(RecordReader *reader, Arena *arena, VisitRow **rows, size_t *count,
                            Error *error) {
    RecordList records;
    if (!record_reader_list(reader, arena, &VISIT_EVENT, NULL, STR_EMPTY, &records, error))
        return false;
    *rows = ARENA_ARRAY(arena, records.count + 1, VisitRow);
    *count = 0;
    for (size_t i = 0; i < records.count; i++)
        if (read_visit_row(&records.records[i], &(*rows)[*count])) (*count)++;
    if (*count) qsort(*rows, *count, sizeof **rows, by_state_and_mandate);
    return true;
}

static Date newest_event(const VisitTimeline *timeline, size_t chain) {
    Date newest = { 0 };
    for (size_t i = 0; i < timeline->count; i++) {
        const PlacedEvent *event = &timeline->events[i];
        bool later = newest.precision == DATE_NONE || event->happened.last > newest.last;
        if (event->chain == chain && later) newest = event->happened;
    }
    return newest;
}

/* The chains of the rows from..to, which are of one State and one mandate. */
static void add_chains(CooperationIndex *index, const VisitRow *rows, size_t from, size_t to,
                       Day today, VisitChainView *chains) {
    Arena *arena = &index->arena;
    VisitEntry *entries = ARENA_ARRAY(arena, to - from, VisitEntry);
    for (size_t i = from; i < to; i++)
        entries[i - from] = rows[i].entry;
    VisitTimeline *timeline = ARENA_NEW(arena, VisitTimeline);
    *timeline = visit_timeline(arena, entries, to - from);
    for (size_t chain = 0; chain < timeline->chain_count; chain++)
        chains[index->chain_count++] =
            (VisitChainView){ .iso3 = rows[from].iso3,
                              .mandate = rows[from].mandate,
                              .number = chain + 1,
                              .timeline = timeline,
                              .newest = newest_event(timeline, chain),
                              .complete = cooperation_visits_complete(index, rows[from].iso3),
                              .standing = visit_standing(arena, timeline, chain, today) };
}

/* What the list is ordered by. */
static Day newest_day(const VisitChainView *chain) {
    return chain->newest.precision == DATE_NONE ? DAY_NONE : chain->newest.last;
}

static int newest_chain_first(const void *a, const void *b) {
    const VisitChainView *left = a, *right = b;
    Day first = newest_day(left), second = newest_day(right);
    if (first != second) return first > second ? -1 : 1;
    int order = str_compare(left->iso3, right->iso3);
    if (!order) order = str_compare(left->mandate, right->mandate);
    return order ? order : (left->number > right->number) - (left->number < right->number);
}

const char *visit_clock_word(const VisitStanding *standing) {
    static const char *const words[VISIT_CLOCK_STATE_COUNT] = {
        [VISIT_CLOCK_NO_REQUEST] = "no_clock",
        [VISIT_CLOCK_CLOSED] = "closed",
        [VISIT_CLOCK_REPORT] = "report_awaited",
    };
    const char *word = words[standing->clock.state];
    return word ? word : clock_status_word(standing->clock.standing.status);
}

const char *letter_clock_word(const LetterStanding *standing) {
    return standing->has_clock ? clock_status_word(standing->standing.status) : "no_clock";
}

AnswerStatus letter_reply_status(const LetterStanding *standing) {
    bool once_silent = standing->status == ANSWER_NOT_KNOWN && standing->silent_until != DAY_NONE;
    return once_silent ? ANSWER_NONE : standing->status;
}

static void index_visits(CooperationIndex *index, const SiteSnapshot *snapshot,
                         const VisitChainView *chains) {
    static const char *const names[VISIT_FACET_COUNT] = { "state", "group", "mandate", "status",
                                                          "clock" };
    FacetBuilder *builder =
        facet_builder(&index->arena, names, VISIT_FACET_COUNT, index->chain_count);
    for (size_t i = 0; i < index->chain_count; i++) {
        const VisitChainView *chain = &chains[i];
        facet_add_row(builder, chain->mandate, newest_day(chain));
        facet_add_value(builder, VISIT_FACET_STATE, chain->iso3);
        facet_add_value(builder, VISIT_FACET_GROUP, group_code(snapshot, chain->iso3));
        facet_add_value(builder, VISIT_FACET_MANDATE, chain->mandate);
        facet_add_value(builder, VISIT_FACET_STATUS,
                        str_from(visit_status_word(chain->standing.status)));
        facet_add_value(builder, VISIT_FACET_CLOCK, str_from(visit_clock_word(&chain->standing)));
    }
    index->visits = facet_finish(builder);
}

static bool build_visits(CooperationIndex *index, const SiteSnapshot *snapshot,
                         RecordReader *reader, Error *error) {
    VisitRow *rows;
    size_t count;
    if (!read_visit_rows(reader, &index->arena, &rows, &count, error)) return false;
    VisitChainView *chains = ARENA_ARRAY(&index->arena, count + 1, VisitChainView);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && str_equal(rows[to].iso3, rows[from].iso3) &&
                            str_equal(rows[to].mandate, rows[from].mandate);)
            to++;
        add_chains(index, rows, from, to, snapshot->today, chains);
    }
    if (index->chain_count) qsort(chains, index->chain_count, sizeof *chains, newest_chain_first);
    index->chains = chains;
    index_visits(index, snapshot, chains);
    return true;
}

/* --- communications
 * ----------------------------------------------------------------------------------- */

/* Replies by the key of their letter, then by number. */
typedef struct ReplyRow {
    Str letter;
    int64_t number;
    ReplyEntry reply;
} ReplyRow;

typedef struct ReplyRows {
    ReplyRow *rows;
    size_t count;
    ReplyEntry *replies; /* the same, side by side */
} ReplyRows;

static int by_letter(const void *a, const void *b) {
    const ReplyRow *left = a, *right = b;
    int order = str_compare(left->letter, right->letter);
    return order ? order : (left->number > right->number) - (left->number < right->number);
}

static bool read_replies(RecordReader *reader, Arena *arena, ReplyRows *replies, Error *error) {
    RecordList records;
    if (!record_reader_list(reader, arena, &REPLY, NULL, STR_EMPTY, &records, error)) return false;
    *replies = (ReplyRows){ .rows = ARENA_ARRAY(arena, records.count + 1, ReplyRow),
                            .replies = ARENA_ARRAY(arena, records.count + 1, ReplyEntry) };
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        ReplyRow row = { record_text(record, "communication"),
                         record_value(record, "number")->integer,
                         { .received_on = record_date(record, "received_on") } };
        if (reply_grade_from_word(record_text(record, "grade"), &row.reply.grade))
            replies->rows[replies->count++] = row;
    }
    if (replies->count) qsort(replies->rows, replies->count, sizeof *replies->rows, by_letter);
    for (size_t i = 0; i < replies->count; i++)
        replies->replies[i] = replies->rows[i].reply;
    return true;
}

/* The replies to a letter lie side by side; *count says how many. */
static const ReplyEntry *replies_to(const ReplyRows *replies, Str letter, size_t *count) {
    size_t low = 0, high = replies->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(replies->rows[middle].letter, letter) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *count = 0;
    while (low + *count < replies->count && str_equal(replies->rows[low + *count].letter, letter))
        (*count)++;
    return replies->replies + low;
}

static int newest_letter_first(const void *a, const void *b) {
    const LetterView *left = a, *right = b;
    if (left->entry.sent_on.last != right->entry.sent_on.last)
        return left->entry.sent_on.last > right->entry.sent_on.last ? -1 : 1;
    return str_compare(left->key, right->key);
}

bool letter_next_mandate(Str *mandates, Str *mandate) {
    while (mandates->length && str_cut(mandates, ' ', mandate))
        if (mandate->length) return true;
    return false;
}

static void index_letters(CooperationIndex *index, const SiteSnapshot *snapshot,
                          const LetterView *letters) {
    static const char *const names[LETTER_FACET_COUNT] = { "state", "group",  "mandate",
                                                           "type",  "status", "clock" };
    FacetBuilder *builder =
        facet_builder(&index->arena, names, LETTER_FACET_COUNT, index->letter_count);
    for (size_t i = 0; i < index->letter_count; i++) {
        const LetterView *letter = &letters[i];
        bool dated = letter->entry.sent_on.precision != DATE_NONE;
        Str mandates = letter->mandates, mandate;
        facet_add_row(builder, letter->key, dated ? letter->entry.sent_on.last : DAY_NONE);
        facet_add_value(builder, LETTER_FACET_STATE, letter->iso3);
        facet_add_value(builder, LETTER_FACET_GROUP, group_code(snapshot, letter->iso3));
        while (letter_next_mandate(&mandates, &mandate))
            facet_add_value(builder, LETTER_FACET_MANDATE, mandate);
        facet_add_value(builder, LETTER_FACET_TYPE, str_from(letter_type_word(letter->entry.type)));
        facet_add_value(builder, LETTER_FACET_STATUS,
                        str_from(answer_status_word(letter_reply_status(&letter->standing))));
        facet_add_value(builder, LETTER_FACET_CLOCK,
                        str_from(letter_clock_word(&letter->standing)));
    }
    index->communications = facet_finish(builder);
}

static Date last_of_year(int year) {
    Day day = DAY_NONE;
    return day_from_civil(year, 12, 31, &day) ? date_of_day(day) : (Date){ 0 };
}

bool letter_may_be_shown(const Record *communication, Day today) {
    LetterType type;
    Date sent = record_date(communication, "sent_on");
    if (sent.precision == DATE_NONE)
        sent = last_of_year((int)record_value(communication, "year")->integer);
    return letter_type_from_word(record_text(communication, "type"), &type) &&
           communication_may_be_shown(type, sent, today);
}

/* Letters are read one by one, because there may be very many. While their number is not known they
 * grow in an arena of their own. */
typedef struct LetterReading {
    CooperationIndex *index;
    Day today;
    const ReplyRows *replies;
    Arena growing;
    LetterView *letters;
    size_t count, capacity;
} LetterReading;

static LetterView *new_letter(LetterReading *reading) {
    if (reading->count == reading->capacity) {
        reading->capacity = reading->capacity ? reading->capacity * 2 : 256;
        LetterView *larger = ARENA_ARRAY(&reading->growing, reading->capacity, LetterView);
        if (reading->count) memcpy(larger, reading->letters, reading->count * sizeof *larger);
        reading->letters = larger;
    }
    return &reading->letters[reading->count++];
}

static bool add_letter(void *context, const Record *record, Error *error) {
    LetterReading *reading = context;
    Arena *arena = &reading->index->arena;
    LetterEntry entry = { .sent_on = record_date(record, "sent_on"),
                          .no_reply_as_of = record_date(record, "no_reply_as_of") };
    (void)error;
    if (!letter_type_from_word(record_text(record, "type"), &entry.type) ||
        !letter_may_be_shown(record, reading->today))
        return true;
    LetterView *letter = new_letter(reading);
    *letter = (LetterView){ .key = str_copy(arena, record->key),
                            .iso3 = str_copy(arena, record_text(record, "iso3")),
                            .mandates = str_copy(arena, record_text(record, "mandates")),
                            .entry = entry };
    letter->replies = replies_to(reading->replies, letter->key, &letter->reply_count);
    letter->standing = letter_standing(arena, &letter->entry, letter->replies, letter->reply_count,
                                       reading->today);
    return true;
}

static bool build_letters(CooperationIndex *index, const SiteSnapshot *snapshot,
                          RecordReader *reader, Error *error) {
    ReplyRows replies;
    LetterReading reading = { .index = index, .today = snapshot->today, .replies = &replies };
    bool done =
        read_replies(reader, &index->arena, &replies, error) &&
        record_reader_visit(reader, &COMMUNICATION, NULL, STR_EMPTY, add_letter, &reading, error);
    if (done) {
        LetterView *letters = ARENA_ARRAY(&index->arena, reading.count + 1, LetterView);
        if (reading.count) {
            memcpy(letters, reading.letters, reading.count * sizeof *letters);
            qsort(letters, reading.count, sizeof *letters, newest_letter_first);
        }
        index->letters = letters;
        index->letter_count = reading.count;
        index_letters(index, snapshot, letters);
    }
    arena_free(&reading.growing);
    return done;
}

/* --- coverage
 * ----------------------------------------------------------------------------------------- */

/* The periods for which the records of a kind are complete, State by State; those for all States
 * ("*") have no State and are no completeness of a State. */
static bool read_complete(RecordReader *reader, Arena *arena, Str kind, CompletePeriod **periods,
                          size_t *count, Error *error) {
    RecordList records;
    if (!record_reader_list(reader, arena, &COVERAGE, "kind", kind, &records, error)) return false;
    *periods = ARENA_ARRAY(arena, records.count + 1, CompletePeriod);
    *count = 0;
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        Date from = record_date(record, "period_from"), to = record_date(record, "period_to");
        if (!str_equal_c(record_text(record, "extent"), "complete") ||
            from.precision == DATE_NONE || to.precision == DATE_NONE)
            continue;
        (*periods)[(*count)++] =
            (CompletePeriod){ record_text(record, "scope"), from.last, to.first };
    }
    return true;
}

static int by_state_and_day(const void *a, const void *b) {
    const CompletePeriod *left = a, *right = b;
    int order = str_compare(left->iso3, right->iso3);
    return order ? order : (left->from > right->from) - (left->from < right->from);
}

/* Periods that overlap, or follow each other without a gap, are one: a letter of December is
 * followed into January. Returns how many are left. */
static size_t join_periods(CompletePeriod *periods, size_t count) {
    size_t joined = 0;
    if (count) qsort(periods, count, sizeof *periods, by_state_and_day);
    for (size_t i = 0; i < count; i++) {
        CompletePeriod *last = joined ? &periods[joined - 1] : NULL;
        if (!last || !str_equal(last->iso3, periods[i].iso3) || periods[i].from > last->to + 1)
            periods[joined++] = periods[i];
        else if (periods[i].to > last->to)
            last->to = periods[i].to;
    }
    return joined;
}

/* Both the letters and the replies to them must be known. */
static bool build_complete(CooperationIndex *index, RecordReader *reader, Error *error) {
    CompletePeriod *letters, *replies, *visits;
    size_t letter_count, reply_count;
    if (!read_complete(reader, &index->arena, STR("communication"), &letters, &letter_count,
                       error) ||
        !read_complete(reader, &index->arena, STR("reply"), &replies, &reply_count, error) ||
        !read_complete(reader, &index->arena, STR("visit_event"), &visits,
                       &index->complete_visit_count, error))
        return false;
    index->complete_visits = visits;
    CompletePeriod *both =
        ARENA_ARRAY(&index->arena, letter_count * reply_count + 1, CompletePeriod);
    for (size_t i = 0; i < letter_count; i++)
        for (size_t j = 0; j < reply_count; j++) {
            Day from = letters[i].from > replies[j].from ? letters[i].from : replies[j].from;
            Day to = letters[i].to < replies[j].to ? letters[i].to : replies[j].to;
            if (from <= to && str_equal(letters[i].iso3, replies[j].iso3))
                both[index->complete_count++] = (CompletePeriod){ letters[i].iso3, from, to };
        }
    index->complete_count = join_periods(both, index->complete_count);
    index->complete = both;
    return true;
}

/* --- the whole
 * ------------------------------------------------------------------------------------------ */

CooperationIndex *cooperation_index_build(SiteSnapshot *snapshot, RecordReader *reader,
                                          Error *error) {
    CooperationIndex *index = heap_allocate(sizeof *index);
    if (build_complete(index, reader, error) && build_visits(index, snapshot, reader, error) &&
        build_letters(index, snapshot, reader, error))
        return index;
    cooperation_index_free(index);
    return NULL;
}

void cooperation_index_free(CooperationIndex *index) {
    if (!index) return;
    arena_free(&index->arena);
    heap_free(index);
}

bool cooperation_visits_complete(const CooperationIndex *index, Str iso3) {
    for (size_t i = 0; i < index->complete_visit_count; i++)
        if (str_equal(index->complete_visits[i].iso3, iso3)) return true;
    return false;
}

const VisitChainView *cooperation_find_chain(const CooperationIndex *index, Str iso3, Str mandate,
                                             size_t number) {
    for (size_t i = 0; i < index->chain_count; i++) {
        const VisitChainView *chain = &index->chains[i];
        if (chain->number == number && str_equal(chain->iso3, iso3) &&
            str_equal(chain->mandate, mandate))
            return chain;
    }
    return NULL;
}

const LetterView *cooperation_find_letter(const CooperationIndex *index, Str key) {
    for (size_t i = 0; i < index->letter_count; i++)
        if (str_equal(index->letters[i].key, key)) return &index->letters[i];
    return NULL;
}
