#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>
#include <time.h>

#include "base/date.h"
#include "base/file.h"

static Day day_of(const char *text) {
    Day day;
    Error error;
    if (!day_parse(str_from(text), &day, &error)) fail_msg("%s", error.message);
    return day;
}

static void assert_day(Day day, const char *expected) {
    char text[DAY_TEXT_SIZE];
    day_format(day, text);
    assert_string_equal(text, expected);
}

static void assert_contains(const Error *error, const char *part) {
    assert_int_equal(error->kind, ERROR_REFUSED);
    if (!str_contains(str_from(error->message), str_from(part)))
        fail_msg("the message \"%s\" does not say \"%s\"", error->message, part);
}

/* The calendar once more, by walking: the next day is the next of the month, the year. */
static int month_length(int year, int month) {
    if (month == 2) {
        if (year % 400 == 0) return 29;
        if (year % 100 == 0) return 28;
        return year % 4 == 0 ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static void the_calendar_has_each_day_from_1000_to_9999_once_and_in_order(void **state) {
    (void)state;
    Day expected = DAY_FIRST;
    for (int year = 1000; year <= 9999; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int of_month = 1; of_month <= month_length(year, month); of_month++) {
                Day day;
                int y, m, d;
                if (!day_from_civil(year, month, of_month, &day) || day != expected)
                    fail_msg("%d-%d-%d is not day %d", year, month, of_month, expected);
                day_to_civil(day, &y, &m, &d);
                if (y != year || m != month || d != of_month)
                    fail_msg("day %d is not %d-%d-%d", day, year, month, of_month);
                expected++;
            }
            Day none;
            assert_false(day_from_civil(year, month, month_length(year, month) + 1, &none));
        }
    }
    assert_int_equal(expected, DAY_LAST + 1);
}

static void days_count_from_1970_01_01(void **state) {
    (void)state;
    assert_int_equal(day_of("1970-01-01"), 0);
    assert_int_equal(day_of("1969-12-31"), -1);
    assert_int_equal(day_of("2000-03-01"), 11017);
    assert_int_equal(day_of("1000-01-01"), DAY_FIRST);
    assert_int_equal(day_of("9999-12-31"), DAY_LAST);
    assert_int_equal(day_year(day_of("2013-12-31")), 2013);
    assert_int_equal(day_year(day_of("2014-01-01")), 2014);
}

static void every_day_survives_writing_and_reading(void **state) {
    (void)state;
    for (Day day = DAY_FIRST; day <= DAY_LAST; day += 3) {
        char text[DAY_TEXT_SIZE];
        day_format(day, text);
        if (day_of(text) != day) fail_msg("day %d is written %s, which is another day", day, text);
    }
    assert_day(DAY_LAST, "9999-12-31");
}

static void days_that_are_not_in_the_calendar_are_refused(void **state) {
    (void)state;
    static const char *const texts[] = {
        "2013-02-29", "1900-02-29", "2013-04-31", "2013-13-01", "2013-00-10",
        "2013-01-00", "2013-01-32", "0999-12-31", "0000-01-01",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        Day day = 4711;
        Error error;
        assert_false(day_parse(str_from(texts[i]), &day, &error));
        assert_contains(&error, "there is no day");
        assert_contains(&error, texts[i]);
        assert_int_equal(day, 4711);
    }
    Day day;
    assert_false(day_from_civil(10000, 1, 1, &day));
    assert_false(day_from_civil(2013, 1, -1, &day));
    assert_true(day_from_civil(2000, 2, 29, &day));
}

static void what_is_not_a_day_is_refused_with_the_form_to_write(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",           "2013",       "2013-11",    "2013-1-5",    "05.11.2013",
        "2013/11/05", "2013-11-5 ", " 2013-11-5", "2013-11-05 ", "2013-11-05T",
        "+013-11-05", "2013-1a-05", "-013-11-05",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        Day day = 4711;
        Error error;
        assert_false(day_parse(str_from(texts[i]), &day, &error));
        assert_contains(&error, "write it as YYYY-MM-DD");
        assert_contains(&error, texts[i]);
        assert_int_equal(day, 4711);
    }
}

/* DOMAIN 3.1 rule 5 */
static void thirty_one_december_plus_two_months_is_the_end_of_february(void **state) {
    (void)state;
    assert_day(day_add_months(day_of("2025-12-31"), 2), "2026-02-28");
    assert_day(day_add_months(day_of("2023-12-31"), 2), "2024-02-29");
}

static void months_added_match_the_fixture(void **state) {
    (void)state;
    Arena arena = { 0 };
    Error error;
    Str rest, line, cell;
    if (!file_read(&arena, "tests/fixtures/unit/add_months.csv", 65536, &rest, &error))
        fail_msg("%s", error.message);
    int rows = 0;
    assert_true(str_cut(&rest, '\n', &line));
    assert_true(str_equal_c(str_trim(line), "date,months,result,days_between"));
    while (str_cut(&rest, '\n', &line)) {
        line = str_trim(line);
        if (!line.length) continue;
        int64_t months = 0, days_between = 0;
        assert_true(str_cut(&line, ',', &cell));
        Day from = day_of(str_to_c(&arena, cell));
        assert_true(str_cut(&line, ',', &cell) && str_to_integer(cell, &months));
        assert_true(str_cut(&line, ',', &cell));
        Day to = day_of(str_to_c(&arena, cell));
        assert_true(str_cut(&line, ',', &cell) && str_to_integer(cell, &days_between));
        assert_int_equal(day_add_months(from, (int)months), to);
        assert_int_equal(to - from, days_between);
        rows++;
    }
    assert_true(rows >= 7);
    arena_free(&arena);
}

static void months_run_backwards_and_over_years(void **state) {
    (void)state;
    assert_day(day_add_months(day_of("2026-03-31"), -1), "2026-02-28");
    assert_day(day_add_months(day_of("2026-01-15"), -1), "2025-12-15");
    assert_day(day_add_months(day_of("2026-01-15"), -13), "2024-12-15");
    assert_day(day_add_months(day_of("2024-02-29"), 48), "2028-02-29");
    assert_day(day_add_months(day_of("2024-02-29"), 0), "2024-02-29");
    assert_day(day_add_months(day_of("2024-10-31"), 1201), "2124-11-30");
}

static void months_stop_where_the_calendar_ends(void **state) {
    (void)state;
    assert_int_equal(day_add_months(day_of("9999-11-30"), 1), day_of("9999-12-30"));
    assert_int_equal(day_add_months(day_of("9999-11-30"), 2), DAY_LAST);
    assert_int_equal(day_add_months(DAY_LAST, INT32_MAX), DAY_LAST);
    assert_int_equal(day_add_months(day_of("1000-02-01"), -2), DAY_FIRST);
    assert_int_equal(day_add_months(DAY_FIRST, INT32_MIN), DAY_FIRST);
    assert_int_equal(day_add_months(DAY_NONE, 2), DAY_NONE);
}

static const struct {
    const char *text;
    DatePrecision precision;
    const char *first, *last;
} forms[] = {
    { "2013-11-05", DATE_DAY, "2013-11-05", "2013-11-05" },
    { "2013-11", DATE_MONTH, "2013-11-01", "2013-11-30" },
    { "2016-02", DATE_MONTH, "2016-02-01", "2016-02-29" },
    { "2013-12", DATE_MONTH, "2013-12-01", "2013-12-31" },
    { "2013", DATE_YEAR, "2013-01-01", "2013-12-31" },
    { "[2003-04-24..2010-09-21]", DATE_INTERVAL, "2003-04-24", "2010-09-21" },
    { "[2003-04-24..2003-04-24]", DATE_INTERVAL, "2003-04-24", "2003-04-24" },
    { "[..2010-09-21]", DATE_BEFORE, "1000-01-01", "2010-09-21" },
    { "[2010-09-21..]", DATE_AFTER, "2010-09-21", "9999-12-31" },
};

static void each_form_of_a_date_is_read_with_its_bounds_and_written_back(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        Date date;
        Error error;
        char text[DATE_TEXT_SIZE];
        if (!date_parse(str_from(forms[i].text), &date, &error)) fail_msg("%s", error.message);
        assert_int_equal(date.precision, forms[i].precision);
        assert_day(date.first, forms[i].first);
        assert_day(date.last, forms[i].last);
        assert_int_equal(date_format(date, text), strlen(forms[i].text));
        assert_string_equal(text, forms[i].text);
    }
}

static void no_date_is_written_as_nothing(void **state) {
    (void)state;
    char text[DATE_TEXT_SIZE] = "x";
    assert_int_equal(date_format((Date){ 0 }, text), 0);
    assert_string_equal(text, "");
}

static void a_day_is_a_date_too(void **state) {
    (void)state;
    Date date = date_of_day(day_of("2013-11-05"));
    assert_int_equal(date.precision, DATE_DAY);
    assert_day(date.first, "2013-11-05");
    assert_day(date.last, "2013-11-05");
}

static void what_is_not_a_date_is_refused_with_what_to_write(void **state) {
    (void)state;
    static const struct {
        const char *text, *message;
    } refused[] = {
        { "", "write YYYY-MM-DD, YYYY-MM or YYYY" },
        { "13", "write YYYY-MM-DD, YYYY-MM or YYYY" },
        { "2013-", "write YYYY-MM-DD, YYYY-MM or YYYY" },
        { "2013-1", "write YYYY-MM-DD, YYYY-MM or YYYY" },
        { "2013-11-", "write YYYY-MM-DD, YYYY-MM or YYYY" },
        { "November 2013", "write YYYY-MM-DD, YYYY-MM or YYYY" },
        { "[]", "write YYYY-MM-DD, YYYY-MM or YYYY" },
        { "05.11.2013", "write it as YYYY-MM-DD" },
        { "2013-13", "there is no day" },
        { "0999", "there is no day" },
        { "2013-02-30", "there is no day" },
        { "[2013]", "an interval is written [YYYY-MM-DD..YYYY-MM-DD]" },
        { "[2013-01-01]", "an interval is written [YYYY-MM-DD..YYYY-MM-DD]" },
        { "[2013-01-01/2013-02-01]", "an interval is written [YYYY-MM-DD..YYYY-MM-DD]" },
        { "[..]", "an interval is written [YYYY-MM-DD..YYYY-MM-DD]" },
        { "[..2013-02-30]", "there is no day" },
        { "[2013-02-30..]", "there is no day" },
        { "[2013-02-30..2013-03-01]", "there is no day" },
        { "[2013-02-01..2013-02-30]", "there is no day" },
        { "[2013-03-01..2013-02-01]", "ends before it begins" },
    };
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        Date date;
        Error error;
        if (date_parse(str_from(refused[i].text), &date, &error))
            fail_msg("\"%s\" was taken for a date", refused[i].text);
        assert_contains(&error, refused[i].message);
    }
}

static void a_refused_date_leaves_what_was_there(void **state) {
    (void)state;
    static const char *const texts[] = {
        "2013-02-30",
        "2013-13",
        "2013x",
        "[..2013-02-30]",
        "[2013-02-30..]",
        "[2013-02-01..2013-02-30]",
        "[2013-1-1..]",
        "[x]",
        "[2013-03-01..2013-02-01]",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        Date date = { DATE_MONTH, 31, 58 };
        Error error;
        assert_false(date_parse(str_from(texts[i]), &date, &error));
        if (date.precision != DATE_MONTH || date.first != 31 || date.last != 58)
            fail_msg("\"%s\" was refused but left a part of itself", texts[i]);
    }
}

/* The rule of the European clock as POSIX writes it, so that no time zone file is needed. */
static Day day_on_the_system_clock_of_geneva(void) {
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    Day day;
    assert_true(day_from_civil(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday, &day));
    return day;
}

static void today_is_the_day_on_a_clock_in_geneva(void **state) {
    (void)state;
    setenv("TZ", "CET-1CEST,M3.5.0/2,M10.5.0/3", 1);
    tzset();
    Day before = day_on_the_system_clock_of_geneva(), today = day_today();
    Day after = day_on_the_system_clock_of_geneva();
    assert_true(before <= today && today <= after);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_calendar_has_each_day_from_1000_to_9999_once_and_in_order),
        cmocka_unit_test(days_count_from_1970_01_01),
        cmocka_unit_test(every_day_survives_writing_and_reading),
        cmocka_unit_test(days_that_are_not_in_the_calendar_are_refused),
        cmocka_unit_test(what_is_not_a_day_is_refused_with_the_form_to_write),
        cmocka_unit_test(thirty_one_december_plus_two_months_is_the_end_of_february),
        cmocka_unit_test(months_added_match_the_fixture),
        cmocka_unit_test(months_run_backwards_and_over_years),
        cmocka_unit_test(months_stop_where_the_calendar_ends),
        cmocka_unit_test(each_form_of_a_date_is_read_with_its_bounds_and_written_back),
        cmocka_unit_test(no_date_is_written_as_nothing),
        cmocka_unit_test(a_day_is_a_date_too),
        cmocka_unit_test(what_is_not_a_date_is_refused_with_what_to_write),
        cmocka_unit_test(a_refused_date_leaves_what_was_there),
        cmocka_unit_test(today_is_the_day_on_a_clock_in_geneva),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
