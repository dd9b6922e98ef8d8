#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/indicators.h"
#include "assess/reply_times.h"
#include "assess/test_support.h"

#define FIXTURES "tests/fixtures/assess/reply_times"

static Example example;

static int read_replies(void **state) {
    (void)state;
    Error error;
    Str content;
    example_read(&example, GOLDEN);
    if (!file_read(&example.arena, FIXTURES "/communications.csv", 1 << 20, &content, &error) ||
        !golden_table_read(&example.arena, "communications", content, &example.method,
                           &example.dataset, &error))
        fail_msg("%s", error.message);
    return 0;
}

static int drop_replies(void **state) {
    (void)state;
    example_free(&example);
    return 0;
}

/* A4 */
static void times_are_those_of_the_fixture(void **state) {
    (void)state;
    Fixture expected;
    size_t at = 0;
    ReplyTimes replies =
        reply_times(&example.arena, &example.dataset, &example.method, example.method.as_of);
    fixture_open(&expected, FIXTURES "/communication_times.csv");
    while (fixture_next(&expected)) {
        assert_true(at < replies.count);
        const ReplyTime *time = &replies.times[at++];
        assert_true(str_equal(time->fact->reference, fixture_cell(&expected, 0)));
        assert_true(time->timed == !isnan(fixture_number(&expected, 1)));
        if (time->timed) {
            assert_int_equal(time->days, (int64_t)fixture_number(&expected, 1));
            assert_int_equal(time->replied, (int64_t)fixture_number(&expected, 2));
            assert_int_equal(time->adjusted_days, (int64_t)fixture_number(&expected, 3));
        }
        assert_int_equal(time->mature, (int64_t)fixture_number(&expected, 4));
        assert_true(str_equal_c(fixture_cell(&expected, 5), reply_category_text(time->category)));
    }
    assert_int_equal(at, replies.count);
}

/* DOMAIN 4.1, D4.9: awaiting translation is not an absence of reply, and has no grade yet. */
static void a_reply_not_yet_translated_counts_for_time_and_not_for_substance(void **state) {
    (void)state;
    Observations observations =
        observe(&example.arena, &example.dataset, &example.method, example.method.as_of);
    const IndicatorFacts *substance = observed_facts(&observations, 0, INDICATOR_SP3);
    const IndicatorFacts *time = observed_facts(&observations, 0, INDICATOR_SP4);
    /* mature: two RT left out; R4 1, R1 0, R0 0, R2 0.25 */
    assert_near(substance->n, 4, 0);
    assert_near(substance->x[SUBSTANCE_NOMINAL], 1.25, 1e-12);
    assert_near(substance->x[SUBSTANCE_STRICT], 1, 1e-12);
    assert_near(substance->x[SUBSTANCE_LENIENT], 1.5, 1e-12);
    /* known at 60: replied at 31, 40 and 60, open at 567 and 60; open earlier are not known */
    assert_near(time->n, 5, 0);
    assert_true(time->x[SUBSTANCE_NOMINAL] > 0);
}

static void the_cohort_of_a_public_extract_ends_earlier(void **state) {
    (void)state;
    Dataset dataset = example.dataset;
    dataset.communications_until = day_of("2026-06-01");
    ReplyTimes replies =
        reply_times(&example.arena, &dataset, &example.method, example.method.as_of);
    assert_int_equal(replies.count, 5); /* the four of 2025 and that of 1 June */
    dataset.communications_until = day_of("2027-01-01");
    replies = reply_times(&example.arena, &dataset, &example.method, example.method.as_of);
    assert_int_equal(replies.count, 9); /* never beyond the as-of date */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_those_of_the_fixture),
        cmocka_unit_test(a_reply_not_yet_translated_counts_for_time_and_not_for_substance),
        cmocka_unit_test(the_cohort_of_a_public_extract_ends_earlier),
    };
    return cmocka_run_group_tests(tests, read_replies, drop_replies);
}
