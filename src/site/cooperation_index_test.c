/* What the lists, permanent pages and due lists are made of: nothing confidential, nothing made
 * complete that is a sample (A1, A3, A4; D4.4). The States and mandates are those of the
 * demonstration; letters, replies and visits stand in the tests. */
#include "cmd/registry.h"
#include "cooperation/cooperation_kinds.h"
#include "council/council_kinds.h"
#include "record/record_kinds.h"
#include "site/snapshot.h"
#include "store/test_folder.h"

typedef struct House {
    TestFolder folder;
    Store *store;
    Error error;
    SiteSnapshot snapshot;
    CooperationIndex *index; /* built last */
} House;

static House house;

static Day the_day(const char *text) {
    Day day = DAY_NONE;
    Error error;
    ASSERT_DONE(day_parse(str_from(text), &day, &error), error);
    return day;
}

static void import(const Kind *kind, Str content) {
    ImportRequest request = { .kind = kind,
                              .content = content,
                              .changes = { .origin = STR("import"),
                                           .file_name = STR("test.csv"),
                                           .made_at = STR("2026-11-24T05:48:11Z"),
                                           .made_by = STR("tester"),
                                           .reason = STR("to see") },
                              .registry = &REGISTRY };
    ImportResult result;
    ASSERT_DONE(store_begin(house.store, &house.error), house.error);
    if (!import_run(house.store, &house.folder.arena, &request, &result, &house.error))
        fail_msg("%s: %s", kind->name, house.error.message);
    if (result.problems.count)
        fail_msg("%s, line %zu: %.*s", kind->name, result.problems.kept[0].line,
                 STR_ARGUMENTS(result.problems.kept[0].text));
    ASSERT_DONE(store_commit(house.store, &house.error), house.error);
}

static void import_file(const Kind *kind) {
    Arena *arena = &house.folder.arena;
    Str content, path = str_format(arena, "data/demo/%s.csv", kind->name);
    ASSERT_DONE(file_read(arena, str_to_c(arena, path), 1 << 20, &content, &house.error),
                house.error);
    import(kind, content);
}

#define LETTERS "iso3,number,year,type,sent_on,mandates,no_reply_as_of,source,as_of\n"
#define REPLIES "communication,number,received_on,grade,source,as_of\n"
#define VISITS "id,iso3,mandate,event,by,happened_on,visit_start,visit_end,source,as_of\n"
#define COVERAGES "kind,scope,extent,period_from,period_to,by_word_of,source,as_of\n"

static int open_house(void **state) {
    (void)state;
    house = (House){ 0 };
    if (!test_folder_make(&house.folder)) return -1;
    const char *path = test_folder_path(&house.folder, "open.db");
    ASSERT_DONE(store_open(path, STORE_WRITER, &house.store, &house.error), house.error);
    ASSERT_DONE(schema_prepare(house.store, &REGISTRY, &house.error), house.error);
    import_file(&STATE);
    import_file(&GROUP_MEMBERSHIP);
    import_file(&MANDATE);
    return 0;
}

static int close_house(void **state) {
    (void)state;
    cooperation_index_free(house.index);
    arena_free(&house.snapshot.arena);
    store_close(house.store);
    test_folder_drop(&house.folder);
    return 0;
}

/* The index as it is on a day. It lives until the next one is made. */
static const CooperationIndex *index_on(const char *today) {
    cooperation_index_free(house.index);
    arena_free(&house.snapshot.arena);
    house.snapshot = (SiteSnapshot){ .today = the_day(today), .registry = &REGISTRY };
    ASSERT_DONE(
        council_load(house.store, &house.snapshot.arena, &house.snapshot.council, &house.error),
        house.error);
    RecordReader *reader = record_reader_new(house.store);
    house.index = cooperation_index_build(&house.snapshot, reader, &house.error);
    record_reader_free(reader);
    if (!house.index) fail_msg("%s", house.error.message);
    return house.index;
}

/* How many rows have the value. */
static size_t count_of(const FacetTable *table, size_t facet, const char *word) {
    Arena arena = { 0 };
    FacetFilter all = facet_filter_none();
    FacetResult result = facet_query(&arena, table, &all, 0, table->rows);
    int value = facet_find_value(&table->facets[facet], str_from(word));
    size_t count = value < 0 ? 0 : result.counts[facet][value];
    arena_free(&arena);
    return count;
}

static const LetterView *letter_of(const CooperationIndex *index, const char *key) {
    const LetterView *letter = cooperation_find_letter(index, str_from(key));
    if (!letter) fail_msg("no letter %s", key);
    return letter;
}

/* --- communications
 * ----------------------------------------------------------------------------------- */

/* D4.4: 60 days for an allegation letter, 48 hours for an other letter. */
static void a_confidential_letter_is_not_in_the_index_nor_is_its_reply(void **state) {
    (void)state;
    import(&COMMUNICATION, STR(LETTERS "XAA,1,2026,AL,2026-03-02,torture,,a test,2026-03-02\n"
                                       "XAA,2,2026,OL,2026-03-02,education,,a test,2026-03-02\n"));
    import(&REPLY, STR(REPLIES "XAA 1/2026,1,2026-03-10,R4,a test,2026-03-10\n"));
    const CooperationIndex *index = index_on("2026-03-03");
    assert_int_equal(index->letter_count, 0);
    assert_int_equal(index->communications->rows, 0);

    index = index_on("2026-04-30");
    assert_int_equal(index->letter_count, 1);
    assert_text(index->letters[0].key, "XAA 2/2026");
    assert_int_equal(index->letters[0].reply_count, 0);
    assert_null(cooperation_find_letter(index, STR("XAA 1/2026")));
    assert_int_equal(count_of(index->communications, LETTER_FACET_STATUS, "substantive"), 0);
    assert_int_equal(count_of(index->communications, LETTER_FACET_MANDATE, "torture"), 0);

    index = index_on("2026-05-01");
    assert_int_equal(index->letter_count, 2);
    assert_int_equal(letter_of(index, "XAA 1/2026")->reply_count, 1);
    assert_int_equal(count_of(index->communications, LETTER_FACET_STATUS, "substantive"), 1);
}

/* Of the letter only the year of its reference is known: then its last day bounds it. */
static void a_letter_without_a_day_is_confidential_60_days_into_the_next_year(void **state) {
    (void)state;
    import(&COMMUNICATION, STR(LETTERS "XAA,1,2025,UA,,torture,,a test,2025-06-01\n"));
    assert_int_equal(index_on("2026-02-28")->letter_count, 0);
    const CooperationIndex *index = index_on("2026-03-01");
    assert_int_equal(index->letter_count, 1);
    assert_int_equal(index->communications->days[0], DAY_NONE);
}

static void a_letter_counts_for_each_mandate_that_signed_it(void **state) {
    (void)state;
    import(&COMMUNICATION,
           STR(LETTERS "XAA,1,2024,JUA,2024-03-04,torture education,,a test,2024-03-04\n"
                       "XBB,1,2024,AL,2024-03-05,torture,,a test,2024-03-05\n"));
    const CooperationIndex *index = index_on("2026-11-24");
    const FacetTable *table = index->communications;
    assert_int_equal(table->rows, 2);
    assert_int_equal(count_of(table, LETTER_FACET_MANDATE, "torture"), 2);
    assert_int_equal(count_of(table, LETTER_FACET_MANDATE, "education"), 1);
    assert_int_equal(count_of(table, LETTER_FACET_STATE, "XAA"), 1);
    assert_int_equal(count_of(table, LETTER_FACET_TYPE, "JUA"), 1);
    assert_int_equal(count_of(table, LETTER_FACET_GROUP, "WEOG"), 1);
    assert_int_equal(count_of(table, LETTER_FACET_GROUP, "APG"), 1);
}

static void letters_stand_newest_first(void **state) {
    (void)state;
    import(&COMMUNICATION, STR(LETTERS "XAA,7,2024,AL,2024-03-04,torture,,a test,2024-03-04\n"
                                       "XBB,1,2024,AL,2024-03-05,torture,,a test,2024-03-05\n"
                                       "XBB,2,2024,AL,2024-03-04,torture,,a test,2024-03-04\n"));
    const CooperationIndex *index = index_on("2026-11-24");
    static const char *const KEYS[] = { "XBB 1/2024", "XAA 7/2024", "XBB 2/2024" };
    for (size_t i = 0; i < COUNT_OF(KEYS); i++) {
        assert_text(index->letters[i].key, KEYS[i]);
        assert_text(index->communications->keys[i], KEYS[i]);
    }
}

/* A4: two letters without a reply, of which two different things are known. */
static void no_reply_is_said_only_until_the_day_a_source_vouches_for(void **state) {
    (void)state;
    import(&COMMUNICATION,
           STR(LETTERS "XAA,1,2024,AL,2024-03-04,torture,,a test,2024-03-04\n"
                       "XAA,2,2024,AL,2024-03-04,torture,2024-06-30,a test,2024-06-30\n"));
    const CooperationIndex *index = index_on("2026-11-24");
    const LetterStanding *nothing = &letter_of(index, "XAA 1/2024")->standing;
    const LetterStanding *silence = &letter_of(index, "XAA 2/2024")->standing;
    assert_int_equal(letter_reply_status(nothing), ANSWER_NOT_KNOWN);
    assert_string_equal(letter_clock_word(nothing), "no_clock");
    assert_int_equal(letter_reply_status(silence), ANSWER_NONE);
    assert_int_equal(silence->silent_until, the_day("2024-06-30"));
    assert_int_equal(silence->standing.on, the_day("2024-06-30"));
    assert_string_not_equal(letter_clock_word(silence), "no_clock");
    assert_int_equal(
        count_of(index->communications, LETTER_FACET_STATUS, answer_status_word(ANSWER_NONE)), 1);
    assert_int_equal(
        count_of(index->communications, LETTER_FACET_STATUS, answer_status_word(ANSWER_NOT_KNOWN)),
        1);
}

static void replies_stand_with_their_own_letter_in_the_order_of_their_numbers(void **state) {
    (void)state;
    import(&COMMUNICATION, STR(LETTERS "XAA,1,2024,AL,2024-03-04,torture,,a test,2024-03-04\n"
                                       "XAA,11,2024,AL,2024-03-04,torture,,a test,2024-03-04\n"
                                       "XAA,2,2024,AL,2024-03-04,torture,,a test,2024-03-04\n"));
    import(&REPLY, STR(REPLIES "XAA 1/2024,10,2024-06-01,R4,a test,2024-06-01\n"
                               "XAA 1/2024,2,2024-05-01,R3,a test,2024-05-01\n"
                               "XAA 11/2024,1,2024-04-01,R1,a test,2024-04-01\n"));
    const CooperationIndex *index = index_on("2026-11-24");
    const LetterView *first = letter_of(index, "XAA 1/2024");
    assert_int_equal(first->reply_count, 2);
    assert_int_equal(first->replies[0].received_on.last, the_day("2024-05-01"));
    assert_int_equal(first->replies[1].received_on.last, the_day("2024-06-01"));
    assert_int_equal(letter_reply_status(&first->standing), ANSWER_SUBSTANTIVE);
    const LetterView *eleventh = letter_of(index, "XAA 11/2024");
    assert_int_equal(eleventh->reply_count, 1);
    assert_int_equal(letter_reply_status(&eleventh->standing), ANSWER_RECEIPT_ONLY);
    assert_int_equal(letter_of(index, "XAA 2/2024")->reply_count, 0);
}

static void mandates_are_taken_off_their_list_one_by_one(void **state) {
    (void)state;
    Str list = STR("torture  education "), mandate;
    assert_true(letter_next_mandate(&list, &mandate));
    assert_text(mandate, "torture");
    assert_true(letter_next_mandate(&list, &mandate));
    assert_text(mandate, "education");
    assert_false(letter_next_mandate(&list, &mandate));
}

/* --- what is complete
 * --------------------------------------------------------------------------------- */

static void a_sample_is_not_complete(void **state) {
    (void)state;
    import(&COVERAGE,
           STR(COVERAGES "communication,XAA,sample,2024-01-01,2024-12-31,me,a test,2026-01-01\n"
                         "reply,XAA,complete,2024-01-01,2024-12-31,me,a test,2026-01-01\n"
                         "visit_event,XAA,sample,2024-01-01,2024-12-31,me,a test,2026-01-01\n"
                         "visit_event,XBB,complete,2024-01-01,2024-12-31,me,a test,2026-01-01\n"));
    const CooperationIndex *index = index_on("2026-11-24");
    assert_int_equal(index->complete_count, 0);
    assert_false(cooperation_visits_complete(index, STR("XAA")));
    assert_true(cooperation_visits_complete(index, STR("XBB")));
    assert_false(cooperation_visits_complete(index, STR("XCC"))); /* nothing is said of it */
}

static void letters_are_complete_only_while_letters_and_replies_both_are(void **state) {
    (void)state;
    import(&COVERAGE,
           STR(COVERAGES "communication,XAA,complete,2023-01-01,2025-06-30,me,a test,2026-01-01\n"
                         "reply,XAA,complete,2024-01-01,2025-12-31,me,a test,2026-01-01\n"
                         "communication,XBB,complete,2024-01-01,2024-12-31,me,a test,2026-01-01\n"
                         "reply,XCC,complete,2024-01-01,2024-12-31,me,a test,2026-01-01\n"));
    const CooperationIndex *index = index_on("2026-11-24");
    assert_int_equal(index->complete_count, 1);
    assert_text(index->complete[0].iso3, "XAA");
    assert_int_equal(index->complete[0].from, the_day("2024-01-01"));
    assert_int_equal(index->complete[0].to, the_day("2025-06-30"));
}

/* A letter of December is followed into January; the gap in 2026 stays one. */
static void complete_periods_that_touch_or_overlap_are_one(void **state) {
    (void)state;
    import(&COVERAGE,
           STR(COVERAGES "communication,XAA,complete,2024-01-01,2024-12-31,me,a test,2026-01-01\n"
                         "communication,XAA,complete,2025-01-01,2025-12-31,me,a test,2026-01-01\n"
                         "communication,XAA,complete,2026-02-01,2026-06-30,me,a test,2026-07-01\n"
                         "reply,XAA,complete,2023-01-01,2025-03-31,me,a test,2026-07-01\n"
                         "reply,XAA,complete,2025-03-01,2026-06-30,me,a test,2026-07-01\n"));
    const CooperationIndex *index = index_on("2026-11-24");
    assert_int_equal(index->complete_count, 2);
    assert_int_equal(index->complete[0].from, the_day("2024-01-01"));
    assert_int_equal(index->complete[0].to, the_day("2025-12-31"));
    assert_int_equal(index->complete[1].from, the_day("2026-02-01"));
    assert_int_equal(index->complete[1].to, the_day("2026-06-30"));
}

/* --- visits
 * ------------------------------------------------------------------------------------------- */

#define NO_DATES "(not applicable),(not applicable)"

/* A1: "the request of X, unanswered" has an address of its own. */
static void a_chain_is_found_by_state_mandate_and_number(void **state) {
    (void)state;
    import(&VISIT_EVENT,
           STR(VISITS "T1,XAA,torture,requested,mandate,2026-03-02," NO_DATES ",a test,2026-03-02\n"
                      "T2,XAA,education,requested,mandate,2026-03-03," NO_DATES
                      ",a test,2026-03-03\n"
                      "T3,XBB,torture,requested,mandate,2026-03-04," NO_DATES ",a test,2026-03-04\n"
                      "T4,XBB,torture,accepted,state,2026-03-20," NO_DATES ",a test,2026-03-20\n"));
    const CooperationIndex *index = index_on("2026-05-03");
    assert_int_equal(index->chain_count, 3);
    assert_int_equal(index->visits->rows, 3);
    const VisitChainView *chain = cooperation_find_chain(index, STR("XBB"), STR("torture"), 1);
    assert_non_null(chain);
    assert_ptr_equal(chain, &index->chains[0]); /* the newest event of all is its acceptance */
    assert_int_equal(chain->standing.status, VISIT_STATUS_ACCEPTED);
    assert_string_equal(visit_clock_word(&chain->standing), "due_very_soon");
    assert_null(cooperation_find_chain(index, STR("XBB"), STR("torture"), 2));
    assert_null(cooperation_find_chain(index, STR("XBB"), STR("education"), 1));
    assert_null(cooperation_find_chain(index, STR("XCC"), STR("torture"), 1));
    assert_int_equal(count_of(index->visits, VISIT_FACET_MANDATE, "torture"), 2);
    assert_int_equal(count_of(index->visits, VISIT_FACET_STATUS, "requested"), 2);
    assert_int_equal(count_of(index->visits, VISIT_FACET_GROUP, "APG"), 1);
}

/* A1: requested on 2 March, due on 2 May, overdue from 3 May on. */
static void the_clock_of_a_chain_is_read_on_the_day_of_the_snapshot(void **state) {
    (void)state;
    import(&VISIT_EVENT, STR(VISITS "T1,XAA,torture,requested,mandate,2026-03-02," NO_DATES
                                    ",a test,2026-03-02\n"));
    static const struct {
        const char *today, *word;
    } CASES[] = { { "2026-03-03", "due" },
                  { "2026-05-02", "due_very_soon" },
                  { "2026-05-03", "overdue" } };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const CooperationIndex *index = index_on(CASES[i].today);
        assert_string_equal(visit_clock_word(&index->chains[0].standing), CASES[i].word);
        assert_int_equal(count_of(index->visits, VISIT_FACET_CLOCK, CASES[i].word), 1);
        assert_int_equal(index->chains[0].standing.clock.result.due, the_day("2026-05-02"));
    }
}

static void nothing_on_record_is_an_empty_index(void **state) {
    (void)state;
    const CooperationIndex *index = index_on("2026-11-24");
    assert_int_equal(index->chain_count + index->letter_count, 0);
    assert_int_equal(index->visits->rows + index->communications->rows, 0);
    assert_null(cooperation_find_letter(index, STR("XAA 1/2024")));
}

#define HOUSE_TEST(name) cmocka_unit_test_setup_teardown(name, open_house, close_house)

int main(void) {
    const struct CMUnitTest tests[] = {
        HOUSE_TEST(a_confidential_letter_is_not_in_the_index_nor_is_its_reply),
        HOUSE_TEST(a_letter_without_a_day_is_confidential_60_days_into_the_next_year),
        HOUSE_TEST(a_letter_counts_for_each_mandate_that_signed_it),
        HOUSE_TEST(letters_stand_newest_first),
        HOUSE_TEST(no_reply_is_said_only_until_the_day_a_source_vouches_for),
        HOUSE_TEST(replies_stand_with_their_own_letter_in_the_order_of_their_numbers),
        cmocka_unit_test(mandates_are_taken_off_their_list_one_by_one),
        HOUSE_TEST(a_sample_is_not_complete),
        HOUSE_TEST(letters_are_complete_only_while_letters_and_replies_both_are),
        HOUSE_TEST(complete_periods_that_touch_or_overlap_are_one),
        HOUSE_TEST(a_chain_is_found_by_state_mandate_and_number),
        HOUSE_TEST(the_clock_of_a_chain_is_read_on_the_day_of_the_snapshot),
        HOUSE_TEST(nothing_on_record_is_an_empty_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
