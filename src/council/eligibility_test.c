#include "council/eligibility.h"
#include "council/test_csv_table.h"

/* Fictional States (D8.7). */
static CouncilTerm term(const char *iso3, const char *start, const char *end) {
    return (CouncilTerm){ .iso3 = str_from(iso3),
                          .un_group = GROUP_AFRICAN,
                          .elected_on = the_day(start) - 60,
                          .start = the_day(start),
                          .end = the_day(end) };
}

static CouncilTerm part_term(const char *iso3, const char *start, const char *end, bool counts) {
    CouncilTerm part = term(iso3, start, end);
    part.part_term = true;
    part.part_term_counts = counts;
    return part;
}

#define RECORD_OF_TERMS(terms)                                                                     \
    { (terms), COUNT_OF(terms), NULL, 0 }

/* "2021-2023;2024-2026": terms of whole calendar years. */
static size_t read_terms(Arena *arena, Str text, CouncilTerm terms[], size_t room) {
    Str part;
    size_t count = 0;
    while (str_cut(&text, ';', &part)) {
        assert_true(count < room && part.length == 9);
        Str from = str_slice(part, 0, 4), to = str_slice(part, 5, 9);
        terms[count++] =
            term("XAA", str_to_c(arena, str_format(arena, "%.*s-01-01", STR_ARGUMENTS(from))),
                 str_to_c(arena, str_format(arena, "%.*s-12-31", STR_ARGUMENTS(to))));
    }
    return count;
}

static void eligibility_follows_the_fixture_term_eligibility(void **state) {
    (void)state;
    Arena arena = { 0 };
    CsvTable table = csv_table_read(&arena, "tests/fixtures/unit/term_eligibility.csv");
    assert_int_equal(table.count, 5);
    for (size_t row = 0; row < table.count; row++) {
        CouncilTerm terms[4];
        size_t count = read_terms(&arena, csv_table_cell(&table, row, "full_terms"), terms, 4);
        const CouncilRecord record = { terms, count, NULL, 0 };
        Eligibility found =
            eligibility_at(&record, STR("XAA"), csv_table_integer(&table, row, "election_year"));
        if ((found.answer == ELIGIBLE) != csv_table_integer(&table, row, "eligible_immediate"))
            fail_msg("%.*s", STR_ARGUMENTS(csv_table_cell(&table, row, "case")));
    }
    arena_free(&arena);
}

static void the_answer_says_why_and_of_which_term(void **state) {
    (void)state;
    const CouncilTerm terms[] = { term("XAA", "2021-01-01", "2023-12-31"),
                                  term("XAA", "2024-01-01", "2026-12-31") };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    Eligibility sitting = eligibility_at(&record, STR("XAA"), 2025);
    assert_int_equal(sitting.answer, NOT_ELIGIBLE_HOLDS_SEAT);
    assert_ptr_equal(sitting.last, &terms[1]);
    Eligibility second = eligibility_at(&record, STR("XAA"), 2026);
    assert_int_equal(second.answer, NOT_ELIGIBLE_TWO_TERMS);
    assert_int_equal(second.consecutive_terms, 2);
    assert_int_equal(second.term_start, the_day("2027-01-01"));
    Eligibility off = eligibility_at(&record, STR("XAA"), 2027);
    assert_int_equal(off.answer, ELIGIBLE);
    assert_int_equal(off.consecutive_terms, 0);
    const CouncilTerm long_term =
        term("XCC", "2024-05-10", "2027-01-01"); /* on the new first day */
    const CouncilRecord other = { &long_term, 1, NULL, 0 };
    assert_int_equal(eligibility_at(&other, STR("XCC"), 2026).answer, NOT_ELIGIBLE_HOLDS_SEAT);
    Eligibility never = eligibility_at(&record, STR("XBB"), 2026);
    assert_int_equal(never.answer, ELIGIBLE);
    assert_null(never.last);
}

static void the_answer_for_a_past_election_is_the_one_before_its_vote(void **state) {
    (void)state;
    const CouncilTerm terms[] = { term("XAA", "2014-01-01", "2016-12-31"),
                                  term("XAA", "2017-01-01", "2019-12-31") };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    Eligibility first = eligibility_at(&record, STR("XAA"), 2013);
    assert_int_equal(first.answer, ELIGIBLE);
    assert_int_equal(first.consecutive_terms, 0);
    Eligibility again = eligibility_at(&record, STR("XAA"), 2016);
    assert_int_equal(again.answer, ELIGIBLE);
    assert_int_equal(again.consecutive_terms, 1);
}

static void terms_shortened_by_the_lot_or_given_up_count_like_any_other(void **state) {
    (void)state;
    const CouncilTerm terms[] = {
        term("XAA", "2006-06-19", "2007-06-18"),
        term("XAA", "2007-06-19", "2010-06-18"),
        term("XBB", "2014-01-01", "2016-12-31"),
        term("XBB", "2017-01-01", "2018-06-19"),
    };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    assert_int_equal(eligibility_at(&record, STR("XAA"), 2010).answer, NOT_ELIGIBLE_TWO_TERMS);
    assert_int_equal(eligibility_at(&record, STR("XAA"), 2011).answer, ELIGIBLE);
    assert_int_equal(eligibility_at(&record, STR("XBB"), 2018).answer, NOT_ELIGIBLE_TWO_TERMS);
    assert_int_equal(eligibility_at(&record, STR("XBB"), 2019).answer, ELIGIBLE);
}

static void a_part_term_counts_only_where_its_record_says_so(void **state) {
    (void)state;
    CouncilTerm terms[] = { part_term("XAA", "2022-05-10", "2023-12-31", false),
                            term("XAA", "2024-01-01", "2026-12-31") };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    Eligibility left_out = eligibility_at(&record, STR("XAA"), 2026);
    assert_int_equal(left_out.answer, ELIGIBLE);
    assert_int_equal(left_out.consecutive_terms, 1);
    terms[0].part_term_counts = true;
    Eligibility counted = eligibility_at(&record, STR("XAA"), 2026);
    assert_int_equal(counted.answer, NOT_ELIGIBLE_TWO_TERMS);
    assert_int_equal(counted.consecutive_terms, 2);
}

static void a_part_term_that_does_not_count_is_no_year_off_either(void **state) {
    (void)state;
    const CouncilTerm terms[] = { term("XAA", "2019-01-01", "2021-12-31"),
                                  part_term("XAA", "2022-05-10", "2023-12-31", false),
                                  term("XAA", "2024-01-01", "2026-12-31") };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    assert_int_equal(eligibility_at(&record, STR("XAA"), 2023).answer, ELIGIBLE);
    assert_int_equal(eligibility_at(&record, STR("XAA"), 2026).answer, NOT_ELIGIBLE_TWO_TERMS);
}

static void a_third_consecutive_term_is_a_problem_of_that_term(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = {
        term("XAA", "2020-01-01", "2022-12-31"), term("XAA", "2014-01-01", "2016-12-31"),
        term("XAA", "2017-01-01", "2019-12-31"), term("XBB", "2014-01-01", "2016-12-31"),
        term("XBB", "2017-01-01", "2019-12-31"), term("XBB", "2021-01-01", "2023-12-31"),
    };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    CouncilProblems problems = { .arena = &arena };
    eligibility_check_terms(&record, &problems);
    assert_int_equal(problems.count, 1);
    assert_int_equal(problems.items[0].index, 0);
    assert_string_equal(problems.items[0].field, "start");
    assert_str_equal(
        problems.items[0].message,
        "XAA: the term from 2020-01-01 follows 2 consecutive ones, the last of them to "
        "2019-12-31; no immediate re-election after two consecutive terms "
        "(A/RES/60/251 op 7)");
    arena_free(&arena);
}

static void a_by_election_soon_after_two_consecutive_terms_is_a_problem_too(void **state) {
    (void)state;
    Arena arena = { 0 };
    const CouncilTerm terms[] = { term("XAA", "2014-01-01", "2016-12-31"),
                                  term("XAA", "2017-01-01", "2019-12-31"),
                                  part_term("XAA", "2020-05-10", "2022-12-31", false) };
    const CouncilRecord record = RECORD_OF_TERMS(terms);
    CouncilProblems problems = { .arena = &arena };
    eligibility_check_terms(&record, &problems);
    assert_int_equal(problems.count, 1);
    assert_int_equal(problems.items[0].index, 2);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eligibility_follows_the_fixture_term_eligibility),
        cmocka_unit_test(the_answer_says_why_and_of_which_term),
        cmocka_unit_test(the_answer_for_a_past_election_is_the_one_before_its_vote),
        cmocka_unit_test(terms_shortened_by_the_lot_or_given_up_count_like_any_other),
        cmocka_unit_test(a_part_term_counts_only_where_its_record_says_so),
        cmocka_unit_test(a_part_term_that_does_not_count_is_no_year_off_either),
        cmocka_unit_test(a_third_consecutive_term_is_a_problem_of_that_term),
        cmocka_unit_test(a_by_election_soon_after_two_consecutive_terms_is_a_problem_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
