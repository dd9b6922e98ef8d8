/* Tables of visits and invitations, row by row (A1). All rows are invented: fictional States. */
#include "cooperation/facts_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static Arena arena;
static NameIndex states, mandates;
static FactsTable table;

static int make_names(void **state) {
    (void)state;
    states.forms.arena = mandates.forms.arena = &arena;
    name_index_add(&states, STR("Altania"), STR("XAA"));
    name_index_add(&mandates, STR("Torture"), STR("torture"));
    return 0;
}

static int free_names(void **state) {
    (void)state;
    name_index_free(&states);
    name_index_free(&mandates);
    arena_free(&arena);
    return 0;
}

static void read_visits(const char *rows) {
    facts_table_read(&arena, FACTS_VISITS,
                     str_format(&arena, "State,Mandate,Status,Date\n%s", rows), &states, &mandates,
                     &table);
}

static void assert_problem(const Problems *problems, size_t line, const char *column,
                           const char *part) {
    if (!problems->count) fail_msg("no problem like \"%s\"", part);
    const Problem *problem = &problems->kept[0];
    if (!str_contains(problem->text, str_from(part)))
        fail_msg("not \"%s\": %.*s", part, STR_ARGUMENTS(problem->text));
    assert_int_equal(problem->line, line);
    assert_true(str_equal_c(problem->column, column));
}

static void assert_date(Date date, const char *expected) {
    char text[DATE_TEXT_SIZE];
    date_format(date, text);
    assert_string_equal(text, expected);
}

static void a_row_becomes_a_visit_event_with_its_dates(void **state) {
    (void)state;
    read_visits("ALTANIA,torture,Completed,3-12 May 2018\nAltania,torture,pending,\n");
    assert_int_equal(table.problems.count + table.unmatched.count, 0);
    assert_int_equal(table.count, 2);
    assert_true(str_equal_c(table.rows[0].iso3, "XAA"));
    assert_true(str_equal_c(table.rows[0].mandate, "torture"));
    assert_string_equal(table.rows[0].event, "completed");
    assert_date(table.rows[0].first, "2018-05-03");
    assert_date(table.rows[0].last, "2018-05-12");
    assert_string_equal(table.rows[1].event, "pending_request");
    assert_int_equal(table.rows[1].line, 3);
    assert_date(table.rows[1].first, "");
}

static void a_status_is_matched_by_word_title_and_usual_wording_only(void **state) {
    static const char *const STATUSES[][2] = {
        { "dates_agreed", "dates_agreed" },
        { "Accepted in principle", "accepted" },
        { "CONDUCTED", "completed" },
        { "Request sent", "requested" },
        { "Outstanding request", "pending_request" },
        { "canceled", "cancelled" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(STATUSES); i++) {
        read_visits(
            str_to_c(&arena, str_format(&arena, "Altania,torture,%s,2018\n", STATUSES[i][0])));
        assert_int_equal(table.count, 1);
        assert_string_equal(table.rows[0].event, STATUSES[i][1]);
    }
    read_visits("Altania,torture,Agreed,2018\n");
    assert_problem(&table.unmatched, 2, "Status", "\"Agreed\" is no status of a visit");
    assert_int_equal(table.count, 0);
}

static void what_does_not_match_is_listed_by_row(void **state) {
    (void)state;
    read_visits("Atlantis,alchemy,Completed,2018\nAltania,torture,Completed,2018\n");
    assert_int_equal(table.problems.count, 0);
    assert_int_equal(table.unmatched.count, 2);
    assert_int_equal(table.unmatched_rows, 1);
    assert_int_equal(table.count, 1);
    assert_problem(&table.unmatched, 2, "State", "\"Atlantis\" is no State on record");
}

static void dates_that_cannot_be_read_and_rows_said_twice_are_refused(void **state) {
    (void)state;
    read_visits("Altania,torture,Completed,3/4/2018\n");
    assert_problem(&table.problems, 2, "Date", "can be two days");
    read_visits("Altania,torture,Completed,soon\n");
    assert_problem(&table.problems, 2, "Date", "no day in a form");
    read_visits("Altania,torture,Completed,2018\nAltania,torture,Conducted,2018\n");
    assert_problem(&table.problems, 3, "", "says the same as line 2");
    read_visits("Altania,torture\n");
    assert_problem(&table.problems, 2, "", "has 2 cells, the header 4");
}

static void the_header_is_that_of_the_shape(void **state) {
    (void)state;
    facts_table_read(&arena, FACTS_INVITATIONS, STR("Country,Date\nAltania,\n"), &states, &mandates,
                     &table);
    assert_int_equal(table.problems.count, 0);
    assert_int_equal(table.count, 1);
    facts_table_read(&arena, FACTS_INVITATIONS, STR("Country,Status,Date\n"), &states, &mandates,
                     &table);
    assert_problem(&table.problems, 1, "Status", "no such column; it has State, Date");
    facts_table_read(&arena, FACTS_VISITS, STR("State,Status,Date\n"), &states, &mandates, &table);
    assert_problem(&table.problems, 1, "Mandate", "missing from the header");
    facts_table_read(&arena, FACTS_VISITS, STR(""), &states, &mandates, &table);
    assert_true(table.problems.count > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_becomes_a_visit_event_with_its_dates),
        cmocka_unit_test(a_status_is_matched_by_word_title_and_usual_wording_only),
        cmocka_unit_test(what_does_not_match_is_listed_by_row),
        cmocka_unit_test(dates_that_cannot_be_read_and_rows_said_twice_are_refused),
        cmocka_unit_test(the_header_is_that_of_the_shape),
    };
    return cmocka_run_group_tests(tests, make_names, free_names);
}
