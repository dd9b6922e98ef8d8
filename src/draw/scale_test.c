#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>

#include "draw/scale.h"

static void a_value_is_placed_in_proportion(void **state) {
    (void)state;
    Scale scale = { 0, 100, 120, 2760 };
    assert_int_equal(scale_place(&scale, 0), 120);
    assert_int_equal(scale_place(&scale, 50), 1440);
    assert_int_equal(scale_place(&scale, 100), 2760);
    assert_int_equal(scale_place(&scale, 0.02), 121);
}

static void an_axis_may_go_up(void **state) {
    (void)state;
    Scale scale = { 0, 1, 1500, 100 };
    assert_int_equal(scale_place(&scale, 0.25), 1150);
    assert_int_equal(scale_place(&scale, 1), 100);
}

static void what_is_off_the_scale_is_at_its_end_and_what_is_no_number_at_its_start(void **state) {
    (void)state;
    Scale scale = { 0, 1, 10, 20 }, point = { 5, 5, 10, 20 };
    assert_int_equal(scale_place(&scale, -3), 10);
    assert_int_equal(scale_place(&scale, 1e300), 20);
    assert_int_equal(scale_place(&scale, INFINITY), 20);
    assert_int_equal(scale_place(&scale, NAN), 10);
    assert_int_equal(scale_place(&point, 5), 10);
}

typedef struct NumbersCase {
    double from, to;
    size_t most;
    const char *ticks;
} NumbersCase;

/* "0.0 0.2 0.4": as they would be written. */
static void write_ticks(const Ticks *ticks, Buffer *out) {
    for (size_t i = 0; i < ticks->count; i++) {
        if (i) buffer_add_byte(out, ' ');
        number_add(out, ticks->at[i], ticks->decimals);
    }
}

static void ticks_are_round_numbers_inside_the_axis(void **state) {
    (void)state;
    static const NumbersCase CASES[] = {
        { 0, 1, 6, "0.0 0.2 0.4 0.6 0.8 1.0" },
        { 0, 1, 5, "0.0 0.5 1.0" },
        { 0, 100, 6, "0 20 40 60 80 100" },
        { 0, 0.3, 4, "0.0 0.1 0.2 0.3" },
        { 0.5, 7.2, 8, "1 2 3 4 5 6 7" },
        { -50, 50, 6, "-40 -20 0 20 40" },
        { 0, 0.05, 6, "0.00 0.01 0.02 0.03 0.04 0.05" },
        { 0.001, 0.009, 6, "" },
        { 0, 123456, 4, "0 50000 100000" },
        { 3, 3, 6, "" },
        { 5, 3, 6, "" },
        { 0, INFINITY, 6, "" },
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Ticks ticks = ticks_of_numbers(CASES[i].from, CASES[i].to, CASES[i].most);
        Buffer text = { 0 };
        write_ticks(&ticks, &text);
        buffer_add_byte(&text, 0);
        assert_string_equal(text.data, CASES[i].ticks);
        buffer_free(&text);
    }
}

static void waiting_is_marked_at_four_to_six_times_people_think_in(void **state) {
    (void)state;
    static const NumbersCase CASES[] = {
        { .to = 0, .ticks = "0" },
        { .to = 1, .ticks = "0 1" },
        { .to = 3, .ticks = "0 1 2 3" },
        { .to = 62, .ticks = "0 15 30 45 60" },
        { .to = 120, .ticks = "0 30 60 90 120" },
        { .to = 365, .ticks = "0 90 180 270 360" },
        { .to = 879, .ticks = "0 180 360 540 720" },
        { .to = 1826, .ticks = "0 365 730 1095 1460 1825" },
        { .to = 5000, .ticks = "0 1460 2920 4380" },
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Ticks ticks = ticks_of_waiting((int64_t)CASES[i].to);
        Buffer text = { 0 };
        write_ticks(&ticks, &text);
        buffer_add_byte(&text, 0);
        assert_string_equal(text.data, CASES[i].ticks);
        buffer_free(&text);
    }
    for (int64_t horizon = 3; horizon < 20000; horizon++) {
        size_t count = ticks_of_waiting(horizon).count;
        assert_in_range(count, horizon >= 1080 && horizon < 1095 ? 3 : 4, 6);
    }
    assert_int_equal(ticks_of_waiting(-1).count, 0);
}

typedef struct CalendarCase {
    const char *first, *last;
    size_t most;
    const char *ticks;
} CalendarCase;

static Day day(const char *text) {
    Day result;
    Error error;
    assert_true(day_parse(str_from(text), &result, &error));
    return result;
}

static void the_calendar_is_marked_at_first_days_of_years_months_or_at_days(void **state) {
    (void)state;
    static const CalendarCase CASES[] = {
        { "2006-06-19", "2026-07-31", 5, "2010 2015 2020 2025" },
        { "2013-01-01", "2016-04-09", 5, "2013 2014 2015 2016" },
        { "2013-01-02", "2014-08-18", 5, "2013-07 2014-01 2014-07" },
        { "2013-10-31", "2014-02-01", 5, "2013-11 2013-12 2014-01 2014-02" },
        { "2013-11-03", "2013-11-06", 4, "2013-11-03 2013-11-04 2013-11-05 2013-11-06" },
        { "2013-11-03", "2013-11-21", 4, "2013-11-03 2013-11-10 2013-11-17" },
        { "1000-01-01", "9999-12-31", 3, "1000 1100 1200" },
        { "2013-11-05", "2013-11-04", 4, "" },
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        CalendarTicks ticks =
            ticks_of_calendar(day(CASES[i].first), day(CASES[i].last), CASES[i].most);
        Buffer text = { 0 };
        for (size_t j = 0; j < ticks.count; j++) {
            char shown[DAY_TEXT_SIZE];
            day_format(ticks.at[j], shown);
            if (j) buffer_add_byte(&text, ' ');
            buffer_add(&text, str_slice(str_from(shown), 0, ticks.text_length));
        }
        buffer_add_byte(&text, 0);
        assert_string_equal(text.data, CASES[i].ticks);
        buffer_free(&text);
    }
}

static void numbers_are_written_without_a_locale_with_at_most_two_decimals(void **state) {
    (void)state;
    static const struct {
        double number;
        int decimals;
        const char *text;
    } CASES[] = {
        { 0, 0, "0" },           { 51.631429, 1, "51.6" },  { 0.761, 2, "0.76" },
        { 0.005, 2, "0.01" },    { -0.001, 2, "0.00" },     { -1.25, 2, "-1.25" },
        { 99.999, 2, "100.00" }, { 1234567, 0, "1234567" }, { 0.5, 7, "0.50" },
        { 2.5, 0, "3" },         { NAN, 1, "–" },           { 1e300, 1, "–" },
    };
    Arena arena = { 0 };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Str text = number_text(&arena, CASES[i].number, CASES[i].decimals);
        assert_string_equal(str_to_c(&arena, text), CASES[i].text);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_placed_in_proportion),
        cmocka_unit_test(an_axis_may_go_up),
        cmocka_unit_test(what_is_off_the_scale_is_at_its_end_and_what_is_no_number_at_its_start),
        cmocka_unit_test(ticks_are_round_numbers_inside_the_axis),
        cmocka_unit_test(waiting_is_marked_at_four_to_six_times_people_think_in),
        cmocka_unit_test(the_calendar_is_marked_at_first_days_of_years_months_or_at_days),
        cmocka_unit_test(numbers_are_written_without_a_locale_with_at_most_two_decimals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
