/* Party, signatory, neither, or not clear on a day (D6.1, P4). */
#include "council/treaty_status.h"

#include "council/test_csv_table.h"

static Date the_date(const char *text) {
    Date date = { 0 };
    Error error;
    if (*text && !date_parse(str_from(text), &date, &error)) fail_msg("%s", error.message);
    return date;
}

typedef struct StatusCase {
    const char *signed_on, *bound_on;
    bool party;
    const char *day;
    TreatyStatus status;
    bool after_record;
} StatusCase;

/* An instrument adopted on 16 December 1966, known until August 2022. */
static void assert_cases(const StatusCase *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const TreatyFacts facts = { .adopted_on = the_day("1966-12-16"),
                                    .signed_on = the_date(cases[i].signed_on),
                                    .bound_on = the_date(cases[i].bound_on),
                                    .party = cases[i].party,
                                    .known_until = the_day("2022-08-31") };
        TreatyOnDay on_day = treaty_status_on(&facts, the_day(cases[i].day));
        if (on_day.status != cases[i].status || on_day.after_record != cases[i].after_record)
            fail_msg("case %zu: %d, %d", i, on_day.status, on_day.after_record);
    }
}

static void a_signature_alone_binds_nobody(void **state) {
    (void)state;
    static const StatusCase CASES[] = {
        { "1998-10-05", "", false, "1998-10-04", TREATY_NO_ACTION, false },
        { "1998-10-05", "", false, "1998-10-05", TREATY_SIGNED, false },
        { "1998-10-05", "", false, "2013-11-12", TREATY_SIGNED, false },
    };
    assert_cases(CASES, COUNT_OF(CASES));
}

static void a_party_is_one_from_the_day_it_is_bound(void **state) {
    (void)state;
    static const StatusCase CASES[] = {
        { "1977-10-05", "1992-06-08", true, "1992-06-07", TREATY_SIGNED, false },
        { "1977-10-05", "1992-06-08", true, "1992-06-08", TREATY_PARTY, false },
        { "1977-10-05", "1992-06-08", true, "2026-11-24", TREATY_PARTY, false },
        { "", "1992-06-08", true, "1992-06-07", TREATY_NO_ACTION, false },
    };
    assert_cases(CASES, COUNT_OF(CASES));
}

static void a_date_known_too_coarsely_leaves_its_span_unclear(void **state) {
    (void)state;
    static const StatusCase CASES[] = {
        { "", "2018", true, "2017-12-31", TREATY_NO_ACTION, false },
        { "", "2018", true, "2018-01-01", TREATY_UNCLEAR, false },
        { "", "2018", true, "2018-12-30", TREATY_UNCLEAR, false },
        { "", "2018", true, "2018-12-31", TREATY_PARTY, false },
        { "", "[..2018-12-31]", true, "1970-01-01", TREATY_UNCLEAR, false },
        { "", "[2010-01-01..2018-12-31]", true, "2009-12-31", TREATY_NO_ACTION, false },
        { "2010-05", "", false, "2010-05-15", TREATY_UNCLEAR, false },
        { "2010-05", "", false, "2010-05-31", TREATY_SIGNED, false },
    };
    assert_cases(CASES, COUNT_OF(CASES));
}

static void a_party_of_unknown_date_is_one_only_from_where_the_record_ends(void **state) {
    (void)state;
    static const StatusCase CASES[] = {
        { "", "", true, "2022-08-30", TREATY_UNCLEAR, false },
        { "", "", true, "2022-08-31", TREATY_PARTY, false },
        { "", "", true, "2026-11-24", TREATY_PARTY, false },
    };
    assert_cases(CASES, COUNT_OF(CASES));
}

static void what_may_have_happened_after_the_record_ends_is_said(void **state) {
    (void)state;
    static const StatusCase CASES[] = {
        { "", "", false, "2022-08-31", TREATY_NO_ACTION, false },
        { "", "", false, "2022-09-01", TREATY_NO_ACTION, true },
        { "1998-10-05", "", false, "2026-11-24", TREATY_SIGNED, true },
    };
    assert_cases(CASES, COUNT_OF(CASES));
}

static void an_instrument_does_not_count_before_it_was_adopted(void **state) {
    (void)state;
    static const StatusCase CASES[] = {
        { "", "1992-06-08", true, "1966-12-15", TREATY_NOT_YET_ADOPTED, false },
        { "", "", false, "1966-12-16", TREATY_NO_ACTION, false },
    };
    assert_cases(CASES, COUNT_OF(CASES));
}

/* D6.2: the denominator is what there was; P4: "a signature alone adds nothing". */
static void parties_are_counted_of_the_instruments_there_were(void **state) {
    (void)state;
    TreatyCount count = { 0 };
    static const TreatyStatus STATUSES[] = { TREATY_PARTY,   TREATY_PARTY,
                                             TREATY_SIGNED,  TREATY_NO_ACTION,
                                             TREATY_UNCLEAR, TREATY_NOT_YET_ADOPTED };
    for (size_t i = 0; i < COUNT_OF(STATUSES); i++)
        treaty_count_add(&count, STATUSES[i]);
    assert_int_equal(count.party, 2);
    assert_int_equal(count.unclear, 1);
    assert_int_equal(count.existing, 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signature_alone_binds_nobody),
        cmocka_unit_test(a_party_is_one_from_the_day_it_is_bound),
        cmocka_unit_test(a_date_known_too_coarsely_leaves_its_span_unclear),
        cmocka_unit_test(a_party_of_unknown_date_is_one_only_from_where_the_record_ends),
        cmocka_unit_test(what_may_have_happened_after_the_record_ends_is_said),
        cmocka_unit_test(an_instrument_does_not_count_before_it_was_adopted),
        cmocka_unit_test(parties_are_counted_of_the_instruments_there_were),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
