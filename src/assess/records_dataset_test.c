#include "store/test_folder.h"

#include "assess/golden_input.h"
#include "assess/indicators.h"
#include "assess/records_dataset.h"
#include "assess/test_support.h"
#include "cooperation/cooperation_kinds.h"
#include "council/council_kinds.h"
#include "record/import.h"
#include "record/record_kinds.h"
#include "reprisals/reprisals_kinds.h"

/* The fictional demonstration, whose XAA, XBB and XCC are the worked example (data/demo/README.md),
 * loaded once; each test adds its rows in a transaction that is rolled back. */

static const Kind *const KIND_LIST[] = {
    &STATE,
    &STATE_NAME,
    &GROUP_MEMBERSHIP,
    &TREATY,
    &TREATY_ACTION,
    &COMPLAINT_DECLARATION,
    &TREATY_REPORT,
    &NHRI_ACCREDITATION,
    &ELECTION,
    &CANDIDACY,
    &COUNCIL_TERM,
    &MEMBERSHIP_EVENT,
    &PLEDGE_DOCUMENT,
    &MANDATE,
    &STANDING_INVITATION,
    &VISIT_EVENT,
    &COMMUNICATION,
    &REPLY,
    &REPRISALS_REPORT,
    &REPORTED_CASE,
    &ACCESS_LAW,
    &MANDATE_INCIDENT,
    &COUNTRY_VISIT_REPORT,
    &ACCESS_VOTE,
    &EXTERNAL_MEASURE,
    &INDICATOR_LEVEL,
    &UPR_REVIEW,
    &PLEDGE,
    &COVERAGE,
};
static const KindRegistry KINDS = { KIND_LIST, COUNT_OF(KIND_LIST) };

static TestFolder folder;
static Store *store;
static Error error;
static Method method;

static void import(const Kind *kind, Str content) {
    ImportResult *result = ARENA_NEW(&folder.arena, ImportResult);
    ImportRequest request = {
        .kind = kind, .content = content, .changes = { .origin = STR("import") }, .registry = &KINDS
    };
    ASSERT_DONE(import_run(store, &folder.arena, &request, result, &error), error);
    if (result->problems.count)
        fail_msg("%s, line %zu: %.*s", kind->name, result->problems.kept[0].line,
                 STR_ARGUMENTS(result->problems.kept[0].text));
}

static void load(const Kind *kind) {
    const char *where = kind == &TREATY ? "data" : "data/demo";
    const char *path =
        str_to_c(&folder.arena, str_format(&folder.arena, "%s/%s.csv", where, kind->name));
    Str content;
    if (!file_exists(path)) return;
    ASSERT_DONE(file_read(&folder.arena, path, 1 << 20, &content, &error), error);
    import(kind, content);
}

static int load_demonstration(void **state) {
    (void)state;
    Str text;
    if (!test_folder_make(&folder) ||
        !store_open(test_folder_path(&folder, "open.db"), STORE_WRITER, &store, &error) ||
        !schema_prepare(store, &KINDS, &error) ||
        !file_read(&folder.arena, GOLDEN "/params.json", 1 << 20, &text, &error) ||
        !method_read(&folder.arena, text, METHOD_OF_EXAMPLE, &method, &error) ||
        !store_begin(store, &error))
        return -1;
    for (size_t i = 0; i < COUNT_OF(KIND_LIST); i++)
        load(KIND_LIST[i]);
    return store_commit(store, &error) ? 0 : -1;
}

static int drop_demonstration(void **state) {
    (void)state;
    store_close(store);
    test_folder_drop(&folder);
    return 0;
}

static int begin(void **state) {
    (void)state;
    return store_begin(store, &error) ? 0 : -1;
}

static int roll_back(void **state) {
    (void)state;
    store_rollback(store);
    return 0;
}

static Dataset dataset_as_of(const char *day, int cycle) {
    CouncilData *council = ARENA_NEW(&folder.arena, CouncilData);
    Dataset dataset;
    RecordReader *reader = record_reader_new(store);
    ASSERT_DONE(council_load(store, &folder.arena, council, &error), error);
    ASSERT_DONE(records_dataset(reader, &folder.arena, council, &method, cycle, day_of(day),
                                &dataset, &error),
                error);
    record_reader_free(reader);
    return dataset;
}

static size_t find(const Dataset *dataset, const char *code) {
    for (size_t i = 0; i < dataset->state_count; i++)
        if (str_equal_c(dataset->states[i].code, code)) return i;
    return SIZE_MAX;
}

static IndicatorFacts facts_in(const Dataset *dataset, const char *code, IndicatorCode indicator,
                               const char *day) {
    size_t state = find(dataset, code);
    assert_true(state != SIZE_MAX);
    Observations observations = observe(&folder.arena, dataset, &method, day_of(day));
    return *observed_facts(&observations, state, indicator);
}

static IndicatorFacts facts_of(const char *code, IndicatorCode indicator, const char *day) {
    Dataset dataset = dataset_as_of(day, 2026);
    return facts_in(&dataset, code, indicator, day);
}

/* --- the worked example */

/* Issue 3 (7): the demonstration is made from the golden inputs. */
static void the_demonstration_has_the_counts_of_the_worked_example(void **state) {
    (void)state;
    Fixture expected;
    Dataset dataset = dataset_as_of("2026-07-31", 2026);
    size_t rows = 0;
    fixture_open(&expected, GOLDEN "/expected/indicators.csv");
    while (fixture_next(&expected)) {
        IndicatorCode code;
        const char *name = str_to_c(&folder.arena, fixture_cell(&expected, 0));
        assert_true(indicator_code_parse(fixture_cell(&expected, 1), &code));
        IndicatorFacts facts = facts_in(&dataset, name, code, "2026-07-31");
        double x = fixture_number(&expected, 3), n = fixture_number(&expected, 4);
        double value = fixture_number(&expected, 10);
        bool rate = str_equal(fixture_cell(&expected, 2), STR("rate"));
        rows++;
        if (rate && !isnan(n)) {
            assert_near(facts.x[SUBSTANCE_NOMINAL], x, 1e-6);
            assert_near(facts.n, n, 0);
        } else if (rate) {
            assert_int_equal(facts.availability, NOT_TESTED);
        } else {
            assert_near(facts.value, value, 1e-6);
        }
    }
    assert_int_equal(rows, 3 * INDICATOR_CODE_COUNT);
}

/* --- whom it is about, A5 */

static void members_and_candidates_are_there_once_each(void **state) {
    (void)state;
    Dataset dataset = dataset_as_of("2026-07-31", 2026);
    assert_int_equal(dataset.state_count, 5);
    assert_text(dataset.states[find(&dataset, "XAA")].role, "member");
    assert_text(dataset.states[find(&dataset, "XBB")].role, "candidate");
    for (size_t i = 1; i < dataset.state_count; i++)
        assert_true(str_compare(dataset.states[i - 1].code, dataset.states[i].code) < 0);
}

static void a_candidate_counts_until_it_has_certainly_withdrawn(void **state) {
    (void)state;
    import(&CANDIDACY, STR("election,iso3,un_group,candidature,withdrawn_on,elected,source,as_of\n"
                           "2026,XEE,APG,withdrawn,[2026-07-20..2026-07-31],,a test,2026-07-31\n"));
    Dataset before = dataset_as_of("2026-07-30", 2026), after = dataset_as_of("2026-07-31", 2026);
    assert_true(find(&before, "XEE") != SIZE_MAX);
    assert_true(find(&after, "XEE") == SIZE_MAX);
}

static void the_candidates_of_another_election_are_not_there(void **state) {
    (void)state;
    Dataset dataset = dataset_as_of("2026-07-31", 2027);
    assert_int_equal(dataset.state_count, 1);
    assert_text(dataset.states[0].code, "XAA");
}

/* --- coverage: what may become a rate */

static void what_is_said_of_one_state_holds_whatever_is_said_of_all(void **state) {
    (void)state;
    import(&COVERAGE,
           STR("kind,scope,extent,period_from,period_to,by_word_of,source,as_of\n"
               "communication,*,complete,2023-07-31,2026-07-31,a test,a test,2026-07-31\n"
               "communication,XAA,sample,2023-07-31,2026-07-31,a test,a test,2026-07-31\n"));
    assert_int_equal(facts_of("XAA", INDICATOR_SP3, "2026-07-31").availability, NOT_TESTED_SAMPLE);
    assert_int_equal(facts_of("XBB", INDICATOR_SP3, "2026-07-31").availability, AVAILABLE);
}

static void a_gap_in_the_periods_makes_a_sample(void **state) {
    (void)state;
    import(&COVERAGE,
           STR("kind,scope,extent,period_from,period_to,by_word_of,source,as_of\n"
               "access_vote,XAA,sample,2023-07-31,2026-07-31,a test,a test,2026-07-31\n"
               "access_vote,XAA,complete,2020-01-01,2025-01-01,a test,a test,2026-07-31\n"
               "access_vote,XAA,complete,2025-01-03,2026-12-31,a test,a test,2026-07-31\n"));
    assert_int_equal(facts_of("XAA", INDICATOR_CS2, "2026-07-31").availability, NOT_TESTED_SAMPLE);
    import(&COVERAGE,
           STR("kind,scope,extent,period_from,period_to,by_word_of,source,as_of\n"
               "access_vote,XAA,complete,2025-01-03,2026-12-31,a test,a test,2026-07-31\n"
               "access_vote,XAA,complete,2025-01-02,2025-01-02,a test,a test,2026-07-31\n"));
    assert_int_equal(facts_of("XAA", INDICATOR_CS2, "2026-07-31").availability, AVAILABLE);
}

static void coverage_that_ends_before_the_day_is_not_complete_on_it(void **state) {
    (void)state;
    assert_int_equal(facts_of("XAA", INDICATOR_SP3, "2026-07-31").availability, AVAILABLE);
    assert_int_equal(facts_of("XAA", INDICATOR_SP3, "2026-08-01").availability, NOT_TESTED_SAMPLE);
}

static void a_case_whose_response_is_not_known_keeps_the_rate_from_being_computed(void **state) {
    (void)state;
    assert_int_equal(facts_of("XBB", INDICATOR_RE1, "2026-07-31").availability, AVAILABLE);
    import(&REPORTED_CASE,
           STR("id,iso3,report,paragraph,first_published,response,step_level,source,as_of\n"
               "test-case,XBB,A/HRC/xx/c,1,2025-07-15,,0.5,a test,2026-07-31\n"));
    assert_int_equal(facts_of("XBB", INDICATOR_RE1, "2026-07-31").availability, NOT_TESTED_SAMPLE);
    assert_int_equal(facts_of("XBB", INDICATOR_RE2, "2026-07-31").availability, AVAILABLE);
}

/* --- nothing is known before it happened */

static void a_reply_received_later_does_not_lift_the_grade(void **state) {
    (void)state;
    import(&COMMUNICATION, STR("iso3,number,year,type,sent_on,source,as_of\n"
                               "XCC,77,2025,AL,2025-06-01,a test,2026-07-31\n"));
    import(&REPLY, STR("communication,number,received_on,grade,source,as_of\n"
                       "XCC 77/2025,1,2025-07-01,R2,a test,2026-07-31\n"
                       "XCC 77/2025,2,2026-07-31,R4,a test,2026-07-31\n"));
    assert_near(facts_of("XCC", INDICATOR_SP3, "2026-07-30").x[SUBSTANCE_NOMINAL], 0.25, 0);
    assert_near(facts_of("XCC", INDICATOR_SP3, "2026-07-31").x[SUBSTANCE_NOMINAL], 1, 0);
}

static void a_reply_nobody_graded_is_no_substance_and_no_silence(void **state) {
    (void)state;
    import(&COMMUNICATION, STR("iso3,number,year,type,sent_on,source,as_of\n"
                               "XCC,77,2025,AL,2025-06-01,a test,2026-07-31\n"));
    import(&REPLY, STR("communication,number,received_on,grade,source,as_of\n"
                       "XCC 77/2025,1,2025-07-01,,a test,2026-07-31\n"));
    assert_int_equal(facts_of("XCC", INDICATOR_SP3, "2026-07-31").availability, NOT_TESTED);
    assert_near(facts_of("XCC", INDICATOR_SP4, "2026-07-31").x[SUBSTANCE_NOMINAL], 1, 0);
}

static void a_report_seen_overdue_twice_is_one_duty(void **state) {
    (void)state;
    IndicatorFacts once = facts_of("XBB", INDICATOR_CO3, "2026-07-31");
    import(&TREATY_REPORT, STR("iso3,treaty,report_state,observed_on,due_on,source,as_of\n"
                               "XBB,CRC,overdue,2020-01-01,2019-01-01,a test,2026-07-31\n"
                               "XBB,CRC,overdue,2026-08-01,2001-01-01,a test,2026-07-31\n"));
    IndicatorFacts twice = facts_of("XBB", INDICATOR_CO3, "2026-07-31");
    assert_near(twice.n, once.n, 0);
    assert_near(twice.value, once.value, 0);
}

static void no_evidence_of_an_invitation_is_no_no(void **state) {
    (void)state;
    import(&STANDING_INVITATION, STR("iso3,finding,happened_on,source,as_of\n"
                                     "XCC,no_evidence,2027-01-01,a test,2026-07-31\n"));
    assert_int_equal(facts_of("XCC", INDICATOR_SP0, "2027-01-01").availability, NO_DATA);
    IndicatorFacts sourced = facts_of("XCC", INDICATOR_SP0, "2026-07-31");
    assert_int_equal(sourced.availability, AVAILABLE);
    assert_near(sourced.value, 0, 0);
}

#define RECORDS_TEST(name) cmocka_unit_test_setup_teardown(name, begin, roll_back)

int main(void) {
    const struct CMUnitTest tests[] = {
        RECORDS_TEST(the_demonstration_has_the_counts_of_the_worked_example),
        RECORDS_TEST(members_and_candidates_are_there_once_each),
        RECORDS_TEST(a_candidate_counts_until_it_has_certainly_withdrawn),
        RECORDS_TEST(the_candidates_of_another_election_are_not_there),
        RECORDS_TEST(what_is_said_of_one_state_holds_whatever_is_said_of_all),
        RECORDS_TEST(a_gap_in_the_periods_makes_a_sample),
        RECORDS_TEST(coverage_that_ends_before_the_day_is_not_complete_on_it),
        RECORDS_TEST(a_case_whose_response_is_not_known_keeps_the_rate_from_being_computed),
        RECORDS_TEST(a_reply_received_later_does_not_lift_the_grade),
        RECORDS_TEST(a_reply_nobody_graded_is_no_substance_and_no_silence),
        RECORDS_TEST(a_report_seen_overdue_twice_is_one_duty),
        RECORDS_TEST(no_evidence_of_an_invitation_is_no_no),
    };
    return cmocka_run_group_tests(tests, load_demonstration, drop_demonstration);
}
