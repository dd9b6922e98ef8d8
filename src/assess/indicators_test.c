#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/indicators.h"
#include "assess/test_support.h"

/* One State, golden method, as of 31 July 2026; facts as each test needs them. */
typedef struct Case {
    Arena arena;
    Method method;
    AssessedState state;
    Coverage coverage[INDICATOR_CODE_COUNT];
    Dataset dataset;
    Day as_of;
} Case;

static int begin(void **state) {
    static Case test;
    Error error;
    Str text;
    test = (Case){ .state = { .code = STR_LITERAL("XAA") } };
    if (!file_read(&test.arena, GOLDEN "/params.json", 1 << 20, &text, &error) ||
        !method_read(&test.arena, text, METHOD_OF_EXAMPLE, &test.method, &error)) {
        print_error("%s\n", error.message);
        return -1;
    }
    for (int i = 0; i < INDICATOR_CODE_COUNT; i++)
        test.coverage[i] = COVERAGE_COMPLETE;
    test.as_of = test.method.as_of;
    test.dataset = (Dataset){ .states = &test.state,
                              .state_count = 1,
                              .coverage = test.coverage,
                              .communications_until = DAY_NONE };
    *state = &test;
    return 0;
}

static int end(void **state) {
    arena_free(&((Case *)*state)->arena);
    return 0;
}

static IndicatorFacts facts_of(Case *test, IndicatorCode code) {
    Error error;
    if (!dataset_check(&test->dataset, &test->method, &error)) fail_msg("%s", error.message);
    Observations observations = observe(&test->arena, &test->dataset, &test->method, test->as_of);
    return *observed_facts(&observations, 0, code);
}

static IndicatorEstimate estimate_of(Case *test, IndicatorCode code) {
    IndicatorFacts facts = facts_of(test, code);
    return indicator_estimate(&test->method, method_indicator(&test->method, code), &facts);
}

/* ---------------------------------------------------------------- METHOD 3, item by item */

/* A1 */
static void an_invitation_counts_while_it_is_in_force(void **state) {
    Case *test = *state;
    InvitationFact facts[] = { { 0, day_of("2009-03-12"), day_of("2015-01-01") },
                               { 0, day_of("2020-03-12"), DAY_NONE } };
    test->dataset.invitations = facts;
    test->dataset.invitations_count = 1;
    assert_near(facts_of(test, INDICATOR_SP0).value, 0, 0);
    test->dataset.invitations_count = 2;
    assert_near(facts_of(test, INDICATOR_SP0).value, 1, 0);
    test->as_of = day_of("2014-12-31");
    assert_near(facts_of(test, INDICATOR_SP0).value, 1, 0);
    test->as_of = day_of("2008-01-01");
    assert_near(facts_of(test, INDICATOR_SP0).value, 0, 0);
}

/* A2: a minor and a serious incident give 0.25; one source changes nothing. */
static void incidents_with_two_sources_lower_the_record(void **state) {
    Case *test = *state;
    IncidentFact facts[] = {
        { 0, STR("a"), day_of("2024-02-20"), true, 2 },
        { 0, STR("b"), day_of("2025-09-30"), false, 2 },
        { 0, STR("c"), day_of("2025-09-30"), true, 1 },
        { 0, STR("d"), day_of("2023-07-31"), true, 9 }, /* the day before the window */
        { 0, STR("e"), day_of("2026-08-01"), true, 9 }, /* after the as-of date */
        { 0, STR("f"), day_of("2026-07-31"), true, 3 },
        { 0, STR("g"), day_of("2023-08-01"), true, 3 },
    };
    test->dataset.incidents = facts;
    test->dataset.incidents_count = 5;
    assert_near(facts_of(test, INDICATOR_SP6).value, 0.25, 0);
    test->dataset.incidents_count = 6;
    assert_near(facts_of(test, INDICATOR_SP6).value, 0, 0);
    test->dataset.incidents_count = 7; /* never below 0 */
    assert_near(facts_of(test, INDICATOR_SP6).value, 0, 0);
}

/* A3: a report of 16 September 2025 is not yet counted on 31 July 2026, and is in a year's time. */
static void a_visit_report_is_counted_after_twelve_months(void **state) {
    Case *test = *state;
    VisitReportFact facts[] = { { 0, STR("r"), day_of("2025-09-16"), day_of("2026-10-01") } };
    test->dataset.visit_reports = facts;
    test->dataset.visit_reports_count = 1;
    assert_near(facts_of(test, INDICATOR_SP5).n, 0, 0);
    test->as_of = day_of("2026-09-15");
    assert_near(facts_of(test, INDICATOR_SP5).n, 0, 0);
    test->as_of = day_of("2026-09-17");
    assert_near(facts_of(test, INDICATOR_SP5).n, 1, 0);
    assert_near(facts_of(test, INDICATOR_SP5).x[0], 0, 0); /* the follow-up is still to come */
    test->as_of = day_of("2026-10-01");
    assert_near(facts_of(test, INDICATOR_SP5).x[0], 1, 0);
}

/* B1, B3, B4 */
static void published_cases_are_counted_by_response_steps_and_information(void **state) {
    Case *test = *state;
    ReprisalFact facts[] = {
        { 0, STR("a"), day_of("2024-08-15"), true, 0.75, day_of("2025-08-15"), false },
        { 0, STR("b"), day_of("2024-08-15"), false, 0.25, day_of("2025-08-16"), false },
        { 0, STR("c"), day_of("2025-07-31"), true, 0.5, DAY_NONE, false }, /* just 12 months */
        { 0, STR("d"), day_of("2025-08-01"), true, 1, DAY_NONE, false },   /* younger */
        { 0, STR("e"), day_of("2023-07-31"), true, 1, DAY_NONE, false },   /* before the window */
    };
    test->dataset.reprisals = facts;
    test->dataset.reprisals_count = COUNT_OF(facts);
    IndicatorFacts response = facts_of(test, INDICATOR_RE1), steps = facts_of(test, INDICATOR_RE2);
    IndicatorFacts informed = facts_of(test, INDICATOR_RE3);
    assert_near(response.n, 4, 0);
    assert_near(response.x[0], 3, 0);
    assert_near(steps.n, 3, 0);
    assert_near(steps.x[0], 1.5, 0);
    assert_near(informed.n, 3, 0);
    assert_near(informed.x[0], 1, 0); /* within twelve months: the first only */
}

/* P4 */
static void ratifications_are_shares_of_what_is_open(void **state) {
    Case *test = *state;
    TreatyFact facts[] = { { 0, 16, 18, 0, 0 } };
    test->dataset.treaties = facts;
    test->dataset.treaties_count = 1;
    assert_near(facts_of(test, INDICATOR_CO1).value, 0.888889, 1e-6);
    assert_int_equal(facts_of(test, INDICATOR_CO2).availability, NO_DATA); /* none in force yet */
}

static void late_reports_fall_in_bands_whose_ends_belong_to_them(void **state) {
    Case *test = *state;
    const struct {
        int64_t days;
        double value;
    } bands[] = { { 0, 1 },       { 1, 0.75 },    { 365, 0.75 }, { 366, 0.5 }, { 1826, 0.5 },
                  { 1827, 0.25 }, { 3652, 0.25 }, { 3653, 0 },   { 99999, 0 } };
    for (size_t i = 0; i < COUNT_OF(bands); i++) {
        TreatyReportFact fact = { 0, STR("CRC"), bands[i].days };
        test->dataset.treaty_reports = &fact;
        test->dataset.treaty_reports_count = 1;
        assert_near(facts_of(test, INDICATOR_CO3).value, bands[i].value, 0);
    }
}

/* ---------------------------------------------------------------- absence and coverage */

/* METHOD 3, "If none", in a record that is complete. */
static void an_absence_in_a_complete_record_counts_as_the_table_says(void **state) {
    Case *test = *state;
    const struct {
        IndicatorCode code;
        Availability availability;
        double value;
    } absences[] = {
        { INDICATOR_SP0, AVAILABLE, 0 },  { INDICATOR_SP1, NOT_TESTED, 0 },
        { INDICATOR_SP2, NOT_TESTED, 0 }, { INDICATOR_SP3, NOT_TESTED, 0 },
        { INDICATOR_SP4, NOT_TESTED, 0 }, { INDICATOR_SP5, NOT_TESTED, 0 },
        { INDICATOR_SP6, AVAILABLE, 1 },  { INDICATOR_RE1, NOT_TESTED, 0 },
        { INDICATOR_RE2, NOT_TESTED, 0 }, { INDICATOR_RE3, NOT_TESTED, 0 },
        { INDICATOR_RE4, AVAILABLE, 0 },  { INDICATOR_RE5, NOT_TESTED, 0 },
        { INDICATOR_CS1, NO_DATA, 0 },    { INDICATOR_CS2, NOT_TESTED, 0 },
        { INDICATOR_CS3, AVAILABLE, 0 },  { INDICATOR_CO1, NO_DATA, 0 },
        { INDICATOR_CO2, NO_DATA, 0 },    { INDICATOR_CO3, NO_DATA, 0 },
        { INDICATOR_CO4, NO_DATA, 0 },    { INDICATOR_CO5, NOT_TESTED, 0 },
        { INDICATOR_CO6, AVAILABLE, 0 },
    };
    assert_int_equal(COUNT_OF(absences), INDICATOR_CODE_COUNT);
    for (size_t i = 0; i < COUNT_OF(absences); i++) {
        IndicatorFacts facts = facts_of(test, absences[i].code);
        assert_int_equal(facts.availability, absences[i].availability);
        assert_near(facts.value, absences[i].value, 0);
    }
}

/* METHOD 3: a 0 needs a source that says so; without one the item has no data. */
static void an_absence_where_nobody_looked_is_no_data(void **state) {
    Case *test = *state;
    const Coverage coverages[] = { COVERAGE_NONE, COVERAGE_SAMPLE };
    for (size_t i = 0; i < COUNT_OF(coverages); i++) {
        for (int code = 0; code < INDICATOR_CODE_COUNT; code++)
            test->coverage[code] = coverages[i];
        for (int code = 0; code < INDICATOR_CODE_COUNT; code++) {
            IndicatorEstimate estimate = estimate_of(test, (IndicatorCode)code);
            assert_int_equal(estimate.availability, NO_DATA);
            assert_true(isnan(estimate.value) && isnan(estimate.score) && isnan(estimate.n));
            assert_int_equal(estimate.word, ITEM_NOT_TESTED);
        }
    }
}

/* METHOD 3: on a sample a rate is not tested, raw or not; how many facts there are is a fact. */
static void a_sample_shows_how_many_facts_and_no_share_of_them(void **state) {
    Case *test = *state;
    VoteFact votes[] = { { 0, 7, 8 } };
    test->dataset.votes = votes;
    test->dataset.votes_count = 1;
    test->coverage[INDICATOR_CS2] = COVERAGE_SAMPLE;
    IndicatorEstimate estimate = estimate_of(test, INDICATOR_CS2);
    assert_int_equal(estimate.availability, NOT_TESTED_SAMPLE);
    assert_string_equal(availability_text(estimate.availability), "not tested: sample");
    assert_near(estimate.n, 8, 0);
    assert_true(isnan(estimate.x) && isnan(estimate.raw));
    assert_true(isnan(estimate.wilson.low) && isnan(estimate.wilson.high));
    assert_true(isnan(estimate.value) && isnan(estimate.low) && isnan(estimate.score));
    test->coverage[INDICATOR_CS2] = COVERAGE_COMPLETE;
    assert_near(estimate_of(test, INDICATOR_CS2).value, (4 * 0.6 + 7) / 12, 1e-12);
}

/* Absence in a sample is no silence: no curve, no median, no "0 of 1". */
static void letters_of_a_sample_make_no_curve(void **state) {
    Case *test = *state;
    CommunicationFact letter = { .state = 0,
                                 .reference = STR("XAA 1/2025"),
                                 .type = COMMUNICATION_AL,
                                 .sent = day_of("2025-02-20"),
                                 .category = REPLY_R0,
                                 .replied_on = DAY_NONE,
                                 .acknowledged_on = DAY_NONE };
    test->dataset.communications = &letter;
    test->dataset.communications_count = 1;
    Observations all = observe(&test->arena, &test->dataset, &test->method, test->as_of);
    assert_int_equal(all.reply_curves[0].observations, 1);
    test->coverage[INDICATOR_SP3] = test->coverage[INDICATOR_SP4] = COVERAGE_SAMPLE;
    Observations sample = observe(&test->arena, &test->dataset, &test->method, test->as_of);
    assert_int_equal(sample.reply_curves[0].observations, 0);
    assert_int_equal(sample.reply_curves[0].count, 0);
    IndicatorEstimate substance = estimate_of(test, INDICATOR_SP3);
    IndicatorEstimate in_time = estimate_of(test, INDICATOR_SP4);
    assert_near(substance.n, 1, 0);
    assert_near(in_time.n, 1, 0);
    assert_true(isnan(substance.x) && isnan(in_time.x));
}

/* P4: 16 of 18 is shown as that. */
static void treaties_are_shown_with_their_counts(void **state) {
    Case *test = *state;
    TreatyFact treaties = { 0, 16, 18, 7, 8 };
    test->dataset.treaties = &treaties;
    test->dataset.treaties_count = 1;
    IndicatorEstimate ratified = estimate_of(test, INDICATOR_CO1);
    IndicatorEstimate accepted = estimate_of(test, INDICATOR_CO2);
    assert_near(ratified.x, 16, 0);
    assert_near(ratified.n, 18, 0);
    assert_near(ratified.value, 16.0 / 18, 1e-15);
    assert_near(accepted.x, 7, 0);
    assert_near(accepted.n, 8, 0);
    assert_true(isnan(ratified.raw) && isnan(ratified.low)); /* a legal fact has no interval */
}

static void counted_facts_need_all_of_them_and_coded_ones_do_not(void **state) {
    Case *test = *state;
    InvitationFact invitation = { 0, day_of("2009-03-12"), DAY_NONE };
    LevelFact level = { 0, INDICATOR_RE4, 0.5 };
    MeasureFact measure = { 0, INDICATOR_CS1, 0.5, 0.4, 0.6 };
    IncidentFact incident = { 0, STR("a"), day_of("2025-02-20"), true, 2 };
    TreatyReportFact report = { 0, STR("CRC"), 0 };
    test->dataset.invitations = &invitation;
    test->dataset.levels = &level;
    test->dataset.measures = &measure;
    test->dataset.incidents = &incident;
    test->dataset.treaty_reports = &report;
    test->dataset.invitations_count = test->dataset.levels_count = 1;
    test->dataset.measures_count = test->dataset.incidents_count = 1;
    test->dataset.treaty_reports_count = 1;
    for (int code = 0; code < INDICATOR_CODE_COUNT; code++)
        test->coverage[code] = COVERAGE_SAMPLE;
    assert_int_equal(facts_of(test, INDICATOR_SP0).availability, AVAILABLE);
    assert_int_equal(facts_of(test, INDICATOR_RE4).availability, AVAILABLE);
    assert_int_equal(facts_of(test, INDICATOR_CS1).availability, AVAILABLE);
    assert_int_equal(facts_of(test, INDICATOR_SP6).availability, NOT_TESTED_SAMPLE);
    assert_int_equal(facts_of(test, INDICATOR_CO3).availability, NOT_TESTED_SAMPLE);
}

/* ---------------------------------------------------------------- small numbers, METHOD 4 */

/* METHOD 10.4: no untested item is scored 0 or 1. */
static void zero_events_are_never_zero(void **state) {
    Case *test = *state;
    for (size_t i = 0; i < test->method.indicator_count; i++) {
        if (test->method.indicators[i].kind != KIND_RATE) continue;
        IndicatorEstimate estimate = estimate_of(test, test->method.indicators[i].code);
        assert_int_equal(estimate.availability, NOT_TESTED);
        assert_true(isnan(estimate.value) && isnan(estimate.score) && isnan(estimate.raw));
    }
}

static void one_request_honoured_is_not_full_marks(void **state) {
    Case *test = *state;
    VisitFact facts[] = {
        { 0, STR("m"), STR_EMPTY, VISIT_REQUESTED, day_of("2024-05-06"), VISIT_BY_MANDATE,
          DAY_NONE },
        { 0, STR("m"), STR_EMPTY, VISIT_COMPLETED, day_of("2025-01-31"), VISIT_BY_MANDATE,
          DAY_NONE },
    };
    test->dataset.visits = facts;
    test->dataset.visits_count = COUNT_OF(facts);
    IndicatorEstimate estimate = estimate_of(test, INDICATOR_SP1);
    assert_near(estimate.value, 0.56, 1e-12); /* METHOD 4 */
    assert_true(estimate.few_cases);
}

static void five_cases_are_no_longer_few(void **state) {
    Case *test = *state;
    VoteFact votes = { 0, 2, 4 };
    test->dataset.votes = &votes;
    test->dataset.votes_count = 1;
    assert_true(estimate_of(test, INDICATOR_CS2).few_cases);
    votes.recorded = 5;
    assert_false(estimate_of(test, INDICATOR_CS2).few_cases);
}

static void a_value_lies_inside_its_interval(void **state) {
    Case *test = *state;
    for (int64_t n = 1; n < 12; n++)
        for (int64_t x = 0; x <= n; x++) {
            VoteFact votes = { 0, x, n };
            test->dataset.votes = &votes;
            test->dataset.votes_count = 1;
            IndicatorEstimate estimate = estimate_of(test, INDICATOR_CS2);
            assert_true(estimate.low < estimate.value && estimate.value < estimate.high);
            assert_true(estimate.value > 0 && estimate.value < 1);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_invitation_counts_while_it_is_in_force, begin, end),
        cmocka_unit_test_setup_teardown(incidents_with_two_sources_lower_the_record, begin, end),
        cmocka_unit_test_setup_teardown(a_visit_report_is_counted_after_twelve_months, begin, end),
        cmocka_unit_test_setup_teardown(
            published_cases_are_counted_by_response_steps_and_information, begin, end),
        cmocka_unit_test_setup_teardown(ratifications_are_shares_of_what_is_open, begin, end),
        cmocka_unit_test_setup_teardown(late_reports_fall_in_bands_whose_ends_belong_to_them, begin,
                                        end),
        cmocka_unit_test_setup_teardown(an_absence_in_a_complete_record_counts_as_the_table_says,
                                        begin, end),
        cmocka_unit_test_setup_teardown(an_absence_where_nobody_looked_is_no_data, begin, end),
        cmocka_unit_test_setup_teardown(a_sample_shows_how_many_facts_and_no_share_of_them, begin,
                                        end),
        cmocka_unit_test_setup_teardown(letters_of_a_sample_make_no_curve, begin, end),
        cmocka_unit_test_setup_teardown(treaties_are_shown_with_their_counts, begin, end),
        cmocka_unit_test_setup_teardown(counted_facts_need_all_of_them_and_coded_ones_do_not, begin,
                                        end),
        cmocka_unit_test_setup_teardown(zero_events_are_never_zero, begin, end),
        cmocka_unit_test_setup_teardown(one_request_honoured_is_not_full_marks, begin, end),
        cmocka_unit_test_setup_teardown(five_cases_are_no_longer_few, begin, end),
        cmocka_unit_test_setup_teardown(a_value_lies_inside_its_interval, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
