/* Days as tables print them: what is clear is read, what is not is refused with why (A3). */
#include "cooperation/published_date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void assert_day(const char *text, DayOrder order, const char *expected) {
    Day day;
    char got[DAY_TEXT_SIZE];
    Error error;
    if (!published_day_parse(str_from(text), order, &day, &error))
        fail_msg("\"%s\": %s", text, error.message);
    day_format(day, got);
    assert_string_equal(got, expected);
}

static void assert_refused(const char *text, DayOrder order, const char *part) {
    Day day;
    Error error = { 0 };
    if (published_day_parse(str_from(text), order, &day, &error)) fail_msg("took \"%s\"", text);
    if (!strstr(error.message, part)) fail_msg("\"%s\": %s", text, error.message);
    assert_int_equal(error.kind, ERROR_REFUSED);
}

static void months_in_words_figures_and_the_iso_form_are_read(void **state) {
    (void)state;
    assert_day("14 Nov 2024", DAY_ORDER_NOT_SHOWN, "2024-11-14");
    assert_day(" 1 november 2024 ", DAY_ORDER_NOT_SHOWN, "2024-11-01");
    assert_day("5 Sept. 2024", DAY_ORDER_NOT_SHOWN, "2024-09-05");
    assert_day("09-May-2024", DAY_ORDER_NOT_SHOWN, "2024-05-09");
    assert_day("14/11/2024", DAY_ORDER_NOT_SHOWN, "2024-11-14");
    assert_day("14.11.2024", DAY_ORDER_NOT_SHOWN, "2024-11-14");
    assert_day("2024-11-14", DAY_ORDER_NOT_SHOWN, "2024-11-14");
}

static void figures_that_can_be_two_days_need_a_table_that_shows_the_order(void **state) {
    (void)state;
    assert_refused("03/04/2024", DAY_ORDER_NOT_SHOWN, "can be two days");
    assert_refused("03/04/2024", DAY_ORDER_MONTH_FIRST, "can be two days");
    assert_day("03/04/2024", DAY_ORDER_DAY_FIRST, "2024-04-03");
    assert_day("05/05/2024", DAY_ORDER_NOT_SHOWN, "2024-05-05");
}

static void a_day_in_figures_shows_the_order_of_its_table(void **state) {
    (void)state;
    assert_int_equal(published_day_order(STR("14/11/2024")), DAY_ORDER_DAY_FIRST);
    assert_int_equal(published_day_order(STR("11/14/2024")), DAY_ORDER_MONTH_FIRST);
    assert_int_equal(published_day_order(STR("3/4/2024")), DAY_ORDER_NOT_SHOWN);
    assert_int_equal(published_day_order(STR("14/15/2024")), DAY_ORDER_NOT_SHOWN);
    assert_int_equal(published_day_order(STR("14 Nov 2024")), DAY_ORDER_NOT_SHOWN);
    assert_int_equal(published_day_order(STR("2024-11-14")), DAY_ORDER_NOT_SHOWN);
}

static void other_forms_are_refused_with_why(void **state) {
    (void)state;
    assert_refused("11/14/2024", DAY_ORDER_DAY_FIRST, "month first");
    assert_refused("14/11/24", DAY_ORDER_DAY_FIRST, "four figures");
    assert_refused("31 Apr 2024", DAY_ORDER_NOT_SHOWN, "does not exist");
    assert_refused("30/02/2024", DAY_ORDER_DAY_FIRST, "does not exist");
    assert_refused("Nov 14, 2024", DAY_ORDER_NOT_SHOWN, "no day in a form");
    assert_refused("14 Novembre 2024", DAY_ORDER_NOT_SHOWN, "no day in a form");
    assert_refused("14 No 2024", DAY_ORDER_NOT_SHOWN, "no day in a form");
    assert_refused("14 Octo 2024", DAY_ORDER_NOT_SHOWN, "no day in a form");
    assert_refused("-1/11/2024", DAY_ORDER_NOT_SHOWN, "no day in a form");
    assert_refused("", DAY_ORDER_NOT_SHOWN, "no day in a form");
    assert_refused("Somebody is said to have been on this day", DAY_ORDER_NOT_SHOWN,
                   "more than a day");
}

static void assert_span(const char *text, const char *expected_first, const char *expected_last) {
    Date first, last;
    char got[DATE_TEXT_SIZE];
    Error error;
    if (!published_span_parse(str_from(text), DAY_ORDER_NOT_SHOWN, &first, &last, &error))
        fail_msg("\"%s\": %s", text, error.message);
    date_format(first, got);
    assert_string_equal(got, expected_first);
    date_format(last, got);
    assert_string_equal(got, expected_last);
}

static void assert_no_span(const char *text, const char *part) {
    Date first, last;
    Error error = { 0 };
    if (published_span_parse(str_from(text), DAY_ORDER_NOT_SHOWN, &first, &last, &error))
        fail_msg("took \"%s\"", text);
    if (!strstr(error.message, part)) fail_msg("\"%s\": %s", text, error.message);
}

static void months_years_and_the_days_of_a_visit_are_read(void **state) {
    (void)state;
    assert_span("Nov 2024", "2024-11", "");
    assert_span("2024", "2024", "");
    assert_span("[..2010-09-21]", "[..2010-09-21]", "");
    assert_span("14 Nov 2024", "2024-11-14", "");
    assert_span("09-May-2024", "2024-05-09", "");
    assert_span("3-12 May 2018", "2018-05-03", "2018-05-12");
    assert_span("3 \u2013 12 May 2018", "2018-05-03", "2018-05-12");
    assert_span("28 Nov - 7 Dec 2018", "2018-11-28", "2018-12-07");
    assert_span("28 Dec 2018 to 7 Jan 2019", "2018-12-28", "2019-01-07");
    assert_span("2018-11-28 to 2018-12-07", "2018-11-28", "2018-12-07");
    assert_no_span("28 Dec - 7 Jan 2019", "ends before it begins");
    assert_no_span("3-12 Mai 2018", "no day in a form");
    assert_no_span("soon", "no day in a form");
    assert_no_span("", "no day in a form");
    assert_no_span("-", "no day in a form");
    assert_no_span("31-32 May 2018", "no day in a form");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_in_words_figures_and_the_iso_form_are_read),
        cmocka_unit_test(figures_that_can_be_two_days_need_a_table_that_shows_the_order),
        cmocka_unit_test(a_day_in_figures_shows_the_order_of_its_table),
        cmocka_unit_test(other_forms_are_refused_with_why),
        cmocka_unit_test(months_years_and_the_days_of_a_visit_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
