#include "site/cooperation_index.h"

#include <stdlib.h>

#include "cooperation/cooperation_kinds.h"
#include "site/snapshot.h"

/* --- small readings of a record
 * --------------------------------------------------------------------- */

static Str text_of(const Record *record, const char *field) {
    const Value *value = record_value(record, field);
    return value->state == VALUE_PRESENT ? value->text : STR_EMPTY;
}

static Date date_of(const Record *record, const char *field) {
    return record_value(record, field)->date;
}

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
    *row = (VisitRow){ .iso3 = text_of(record, "iso3"),
                       .mandate = text_of(record, "mandate"),
                       .entry = { .key = record->key,
                                  .happened_on = date_of(record, "happened_on"),
                                  .visit_start = date_of(record, "visit_start"),
                                  .visit_end = date_of(record, "visit_end"),
                                  .visit = text_of(record, "visit") } };
    return visit_event_from_word(text_of(record, "event"), &row->entry.type) &&
           acting_party_from_word(text_of(record, "by"), &row->entry.by);
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
            (VisitChainView){ rows[from].iso3, rows[from].mandate, chain + 1, timeline,
                              visit_standing(arena, timeline, chain, today) };
}

/* The latest day anything in the chain happened: what the list is ordered by. */
static Day newest_day(const VisitChainView *chain) {
    Day newest = DAY_NONE;
    for (size_t i = 0; i < chain->timeline->count; i++) {
        const PlacedEvent *event = &chain->timeline->events[i];
        if (event->chain == chain->number - 1 && event->happened.last > newest)
            newest = event->happened.last;
    }
    return newest;
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

/* Replies by the key of their letter, in that order. */
typedef struct ReplyRow {
    Str letter;
    LetterReply reply;
} ReplyRow;

static LetterReplyGrade grade_of(Str word) {
    static const char *const words[] = { "", "R0", "R1", "R2", "R3", "R4", "RT" };
    for (size_t i = 1; i < COUNT_OF(words); i++)
        if (str_equal_c(word, words[i])) return (LetterReplyGrade)i;
    return LETTER_UNGRADED;
}

static int by_letter(const void *a, const void *b) {
    const ReplyRow *left = a, *right = b;
    return str_compare(left->letter, right->letter);
}

typedef struct ReplyRows {
    ReplyRow *rows;
    size_t count;
    LetterReply *replies; /* the same, side by side */
} ReplyRows;

static bool read_replies(RecordReader *reader, Arena *arena, ReplyRows *replies, Error *error) {
    RecordList records;
    if (!record_reader_list(reader, arena, &REPLY, NULL, STR_EMPTY, &records, error)) return false;
    replies->count = records.count;
    replies->rows = ARENA_ARRAY(arena, records.count + 1, ReplyRow);
    replies->replies = ARENA_ARRAY(arena, records.count + 1, LetterReply);
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        replies->rows[i] =
            (ReplyRow){ text_of(record, "communication"),
                        { date_of(record, "received_on"), grade_of(text_of(record, "grade")) } };
    }
    if (records.count) qsort(replies->rows, records.count, sizeof *replies->rows, by_letter);
    for (size_t i = 0; i < records.count; i++)
        replies->replies[i] = replies->rows[i].reply;
    return true;
}

/* The replies to a letter lie side by side; *count says how many. */
static const LetterReply *replies_to(const ReplyRows *replies, Str letter, size_t *count) {
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
    if (left->sent_on.last != right->sent_on.last)
        return left->sent_on.last > right->sent_on.last ? -1 : 1;
    return str_compare(left->key, right->key);
}

static void index_letters(CooperationIndex *index, const SiteSnapshot *snapshot,
                          const LetterView *letters) {
    static const char *const names[LETTER_FACET_COUNT] = { "state", "group", "mandate", "type",
                                                           "status" };
    FacetBuilder *builder =
        facet_builder(&index->arena, names, LETTER_FACET_COUNT, index->letter_count);
    for (size_t i = 0; i < index->letter_count; i++) {
        const LetterView *letter = &letters[i];
        bool dated = letter->sent_on.precision != DATE_NONE;
        Str mandates = letter->mandates, mandate;
        facet_add_row(builder, letter->key, dated ? letter->sent_on.last : DAY_NONE);
        facet_add_value(builder, LETTER_FACET_STATE, letter->iso3);
        facet_add_value(builder, LETTER_FACET_GROUP, group_code(snapshot, letter->iso3));
        while (mandates.length && str_cut(&mandates, ' ', &mandate))
            facet_add_value(builder, LETTER_FACET_MANDATE, mandate);
        facet_add_value(builder, LETTER_FACET_TYPE, letter->type);
        facet_add_value(builder, LETTER_FACET_STATUS,
                        str_from(letter_status_word(letter->standing.status)));
    }
    index->communications = facet_finish(builder);
}

static LetterView read_letter(CooperationIndex *index, const Record *record,
                              const ReplyRows *replies, Day today) {
    LetterView letter = { .key = record->key,
                          .iso3 = text_of(record, "iso3"),
                          .type = text_of(record, "type"),
                          .mandates = text_of(record, "mandates"),
                          .sent_on = date_of(record, "sent_on") };
    LetterFacts facts = { .type = letter.type,
                          .sent_on = letter.sent_on,
                          .no_reply_as_of = date_of(record, "no_reply_as_of") };
    facts.replies = replies_to(replies, letter.key, &facts.reply_count);
    letter.standing = letter_standing(&index->arena, &facts, today);
    return letter;
}

static bool build_letters(CooperationIndex *index, const SiteSnapshot *snapshot,
                          RecordReader *reader, Error *error) {
    RecordList records;
    ReplyRows replies;
    if (!read_replies(reader, &index->arena, &replies, error) ||
        !record_reader_list(reader, &index->arena, &COMMUNICATION, NULL, STR_EMPTY, &records,
                            error))
        return false;
    LetterView *letters = ARENA_ARRAY(&index->arena, records.count + 1, LetterView);
    for (size_t i = 0; i < records.count; i++)
        letters[index->letter_count++] =
            read_letter(index, &records.records[i], &replies, snapshot->today);
    if (index->letter_count)
        qsort(letters, index->letter_count, sizeof *letters, newest_letter_first);
    index->letters = letters;
    index_letters(index, snapshot, letters);
    return true;
}

/* --- the whole
 * ------------------------------------------------------------------------------------------ */

CooperationIndex *cooperation_index_build(SiteSnapshot *snapshot, RecordReader *reader,
                                          Error *error) {
    CooperationIndex *index = heap_allocate(sizeof *index);
    if (build_visits(index, snapshot, reader, error) &&
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
