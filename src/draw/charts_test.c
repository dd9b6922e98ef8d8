/* The charts as they are written: tests/fixtures/draw/NAME.svg. After a change on purpose, look at
 * the page of bench/chart_page.c, then copy what this test left in build/draw/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/file.h"
#include "draw/samples_test.h"

static Str draw(Arena *arena, const Sample *sample) {
    Buffer out = { 0 };
    sample_draw(&out, sample);
    Str text = str_copy(arena, buffer_str(&out));
    buffer_free(&out);
    return text;
}

static Str draw_named(Arena *arena, const char *name) {
    for (size_t i = 0; i < COUNT_OF(SAMPLES); i++)
        if (strcmp(SAMPLES[i].name, name) == 0) return draw(arena, &SAMPLES[i]);
    fail_msg("no sample %s", name);
    return STR_EMPTY;
}

static size_t count_of(Str text, const char *part) {
    Str wanted = str_from(part);
    size_t count = 0;
    for (size_t at = 0; at + wanted.length <= text.length; at++)
        if (memcmp(text.data + at, wanted.data, wanted.length) == 0) count++;
    return count;
}

MUST_CHECK static bool is_as_fixture(Arena *arena, const char *name, Str drawn) {
    Error error = { 0 };
    Str wanted = STR_EMPTY, file = str_format(arena, "%.*s\n", STR_ARGUMENTS(drawn));
    const char *path = str_to_c(arena, str_format(arena, "tests/fixtures/draw/%s.svg", name));
    if (file_read(arena, path, 1 << 20, &wanted, &error) && str_equal(file, wanted)) return true;
    const char *left = str_to_c(arena, str_format(arena, "build/draw/%s.svg", name));
    if (file_make_folder("build/draw", 0755, &error) && file_write(left, file, 0644, &error))
        print_message("compare %s with %s\n", path, left);
    return false;
}

static void each_chart_is_drawn_as_its_fixture(void **state) {
    (void)state;
    Arena arena = { 0 };
    size_t other = 0;
    for (size_t i = 0; i < COUNT_OF(SAMPLES); i++)
        other += !is_as_fixture(&arena, SAMPLES[i].name, draw(&arena, &SAMPLES[i]));
    Buffer mark = { 0 };
    interval_mark_svg(&mark, INTERVAL_SCORE, &SAMPLE_SCORE_ROWS[0], SAMPLE_BANDS,
                      COUNT_OF(SAMPLE_BANDS));
    other += !is_as_fixture(&arena, "interval_mark", buffer_str(&mark));
    assert_int_equal(other, 0);
    buffer_free(&mark);
    arena_free(&arena);
}

static void the_same_chart_gives_the_same_bytes(void **state) {
    (void)state;
    Arena arena = { 0 };
    for (size_t i = 0; i < COUNT_OF(SAMPLES); i++)
        assert_true(str_equal(draw(&arena, &SAMPLES[i]), draw(&arena, &SAMPLES[i])));
    arena_free(&arena);
}

static void no_text_of_a_caller_becomes_markup(void **state) {
    (void)state;
    static const char *const NAMES[] = { "interval_hostile", "survival_hostile", "weights_hostile",
                                         "timeline_hostile" };
    Arena arena = { 0 };
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        Str drawn = draw_named(&arena, NAMES[i]);
        assert_int_equal(count_of(drawn, "<script"), 0);
        assert_true(count_of(drawn, "&lt;script&gt;") > 0);
        assert_int_equal(count_of(drawn, "onload=\""), 0);
        assert_int_equal(count_of(drawn, "<svg"), 1);
        assert_int_equal(count_of(drawn, "</svg>"), 1);
        assert_int_equal(count_of(drawn, "<text "), count_of(drawn, "</text>"));
    }
    /* nor a place for another value in a message */
    Str drawn = draw_named(&arena, "weights_hostile");
    assert_int_equal(count_of(drawn, "%s %1$s %% %n: 0% in the method, 200%"), 1);
    arena_free(&arena);
}

static void every_chart_has_a_title_and_a_description_under_its_own_ids(void **state) {
    (void)state;
    Arena arena = { 0 };
    for (size_t i = 0; i < COUNT_OF(SAMPLES); i++) {
        Str drawn = draw(&arena, &SAMPLES[i]);
        assert_true(str_starts_with(drawn, STR("<svg class=\"chart\" role=\"img\" "
                                               "aria-labelledby=\"")));
        assert_int_equal(count_of(drawn, "<title id="), 1);
        assert_int_equal(count_of(drawn, "<desc id="), 1);
        assert_int_equal(count_of(drawn, " style="), 0);
    }
    Str drawn = draw_named(&arena, "survival_one");
    assert_int_equal(count_of(drawn, "aria-labelledby=\"visits-title visits-description\""), 1);
    assert_int_equal(count_of(drawn, "<title id=\"visits-title\">"), 1);
    assert_int_equal(count_of(drawn, "<desc id=\"visits-description\">"), 1);
    arena_free(&arena);
}

static void a_value_without_an_interval_is_not_drawn(void **state) {
    (void)state;
    const IntervalRow rows[] = { { STR_LITERAL("a"), NAN, 0.5, 1 },
                                 { STR_LITERAL("b"), 0, 0.5, NAN },
                                 { STR_LITERAL("c"), 0, NAN, 1 },
                                 { STR_LITERAL("d"), 0, 0.5, 1, STR_LITERAL("few sources") } };
    const IntervalChart chart = { STR("x"), STR("X"), INTERVAL_SHARE, rows, COUNT_OF(rows) };
    Buffer out = { 0 };
    interval_chart_svg(&out, LANGUAGE_EN, &chart);
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        interval_mark_svg(&out, INTERVAL_SHARE, &rows[i], NULL, 0);
    assert_int_equal(count_of(buffer_str(&out), "class=\"dot\""), 0);
    assert_int_equal(count_of(buffer_str(&out), "class=\"dash\""), 2 * COUNT_OF(rows));
    assert_int_equal(count_of(buffer_str(&out), "not available"), 6); /* drawn and described */
    assert_int_equal(count_of(buffer_str(&out), "few sources"), 2);
    buffer_free(&out);
}

static void the_median_is_named_or_said_not_to_be_reached(void **state) {
    (void)state;
    Arena arena = { 0 };
    assert_int_equal(count_of(draw_named(&arena, "survival_one"), "Median in days: 62."), 1);
    Str four = draw_named(&arena, "survival_four");
    assert_int_equal(count_of(four, "Median in days: 32.5."), 1);
    assert_int_equal(count_of(four, "Median not reached."), 1);
    assert_int_equal(count_of(four, "median not reached"), 1);
    arena_free(&arena);
}

static void the_description_tells_the_share_at_the_deadline_with_its_interval(void **state) {
    (void)state;
    Arena arena = { 0 };
    Str without = draw_named(&arena, "survival_one"),
        answered = draw_named(&arena, "survival_four");
    assert_int_equal(
        count_of(without, "At the deadline, day 62: 38%, 95% interval from 6% to 72%."), 1);
    assert_int_equal(
        count_of(answered, "At the deadline, day 60: 69%, 95% interval from 41% to 92%."), 1);
    assert_int_equal(
        count_of(answered, "At the deadline, day 60: 100%; an interval cannot be computed."), 1);
    arena_free(&arena);
}

/* n.risk of R's summary.survfit: those whose time is that day or later. */
static void at_risk_are_those_who_wait_just_before_the_day(void **state) {
    (void)state;
    const SurvivalChartCurve *visits = &SAMPLE_CURVES[1];
    assert_int_equal(survival_chart_at_risk(visits, 0), 8);
    assert_int_equal(survival_chart_at_risk(visits, 30), 8);
    assert_int_equal(survival_chart_at_risk(visits, 31), 7);
    assert_int_equal(survival_chart_at_risk(visits, 62), 3);
    assert_int_equal(survival_chart_at_risk(visits, 879), 1);
    assert_int_equal(survival_chart_at_risk(visits, 880), 0);
}

static void curves_differ_by_dashes_and_medians_by_shape(void **state) {
    (void)state;
    Arena arena = { 0 };
    Str drawn = draw_named(&arena, "survival_four");
    for (int i = 1; i <= SURVIVAL_CHART_CURVES_MAX; i++) {
        const char *curve = str_to_c(&arena, str_format(&arena, "class=\"curve curve-%d\"", i));
        assert_int_equal(count_of(drawn, curve), 2); /* in the plot and beside its name */
    }
    assert_int_equal(count_of(drawn, "<circle class=\"dot\""), 2);
    assert_int_equal(count_of(drawn, "<path class=\"dot\""), 4);
    arena_free(&arena);
}

static void labels_begin_at_the_right_where_the_language_does(void **state) {
    (void)state;
    Arena arena = { 0 };
    Str drawn = draw_named(&arena, "interval_arabic");
    assert_true(count_of(drawn, "<text class=\"label\" x=\"2880\"") > 0);
    assert_int_equal(count_of(drawn, "<text class=\"label\" x=\"0\""), 0);
    /* and the axis from left to right all the same */
    assert_int_equal(count_of(drawn, "<text class=\"axis middle\" x=\"120\""), 1);
    assert_true(count_of(drawn, ">0</text>") == 1 && count_of(drawn, ">100</text>") == 1);
    arena_free(&arena);
}

static void an_open_end_is_an_arrow_and_an_unknown_day_a_dash(void **state) {
    (void)state;
    Arena arena = { 0 };
    Str drawn = draw_named(&arena, "timeline");
    assert_int_equal(count_of(drawn, "l-70 60l70 60"), 1);
    assert_int_equal(count_of(drawn, "l70 60l-70 60"), 1);
    assert_int_equal(count_of(drawn, "class=\"dash\""), 1);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_chart_is_drawn_as_its_fixture),
        cmocka_unit_test(the_same_chart_gives_the_same_bytes),
        cmocka_unit_test(no_text_of_a_caller_becomes_markup),
        cmocka_unit_test(every_chart_has_a_title_and_a_description_under_its_own_ids),
        cmocka_unit_test(a_value_without_an_interval_is_not_drawn),
        cmocka_unit_test(the_median_is_named_or_said_not_to_be_reached),
        cmocka_unit_test(the_description_tells_the_share_at_the_deadline_with_its_interval),
        cmocka_unit_test(at_risk_are_those_who_wait_just_before_the_day),
        cmocka_unit_test(curves_differ_by_dashes_and_medians_by_shape),
        cmocka_unit_test(labels_begin_at_the_right_where_the_language_does),
        cmocka_unit_test(an_open_end_is_an_arrow_and_an_unknown_day_a_dash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
