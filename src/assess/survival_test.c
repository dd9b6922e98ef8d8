#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/survival.h"
#include "assess/test_support.h"

enum { OBSERVATIONS_MAX = 32 };

/* golden/unit/km_aml.csv (Miller 1981): the observations are rebuilt from the table's own counts.
 */
typedef struct AmlGroup {
    const char *name;
    SurvivalObservation observations[OBSERVATIONS_MAX];
    size_t count;
} AmlGroup;

static void add_observations(AmlGroup *group, double time, double number, bool event) {
    for (int i = 0; i < (int)number; i++)
        group->observations[group->count++] = (SurvivalObservation){ (int64_t)time, event };
}

static void read_group(AmlGroup *group) {
    Fixture fixture;
    fixture_open(&fixture, GOLDEN "/unit/km_aml.csv");
    while (fixture_next(&fixture)) {
        if (!str_equal_c(fixture_cell(&fixture, 0), group->name) ||
            str_equal_c(fixture_cell(&fixture, 1), "median"))
            continue;
        double time = fixture_number(&fixture, 1);
        add_observations(group, time, fixture_number(&fixture, 4), false);
        add_observations(group, time, fixture_number(&fixture, 3), true);
    }
}

static void assert_step(const SurvivalStep *step, const Fixture *fixture) {
    assert_int_equal(step->time, (int64_t)fixture_number(fixture, 1));
    assert_int_equal(step->at_risk, (size_t)fixture_number(fixture, 2));
    assert_int_equal(step->events, (size_t)fixture_number(fixture, 3));
    assert_int_equal(step->censored, (size_t)fixture_number(fixture, 4));
    assert_near(step->survival, fixture_number(fixture, 5), 1e-6);
    assert_near(step->standard_error, fixture_number(fixture, 6), 1e-6);
    assert_near(step->low, fixture_number(fixture, 7), 1e-6);
    assert_near(step->high, fixture_number(fixture, 8), 1e-6);
}

static void assert_group(const char *name) {
    AmlGroup group = { .name = name };
    Arena arena = { 0 };
    Fixture fixture;
    size_t step = 0;
    read_group(&group);
    SurvivalCurve curve = survival_curve(&arena, group.observations, group.count);
    fixture_open(&fixture, GOLDEN "/unit/km_aml.csv");
    while (fixture_next(&fixture)) {
        if (!str_equal_c(fixture_cell(&fixture, 0), name)) continue;
        if (str_equal_c(fixture_cell(&fixture, 1), "median")) {
            assert_near(survival_median(&curve), fixture_number(&fixture, 2), 0);
            assert_near(survival_restricted_mean(&curve, 40), fixture_number(&fixture, 5), 1e-6);
            continue;
        }
        assert_true(step < curve.count);
        assert_step(&curve.steps[step++], &fixture);
    }
    assert_int_equal(step, curve.count);
    arena_free(&arena);
}

static void the_leukaemia_data_give_the_published_curves(void **state) {
    (void)state;
    assert_group("Maintained");
    assert_group("Nonmaintained");
}

/* METHOD 12, XAA, SP2. */
static void dates_in_two_months_of_the_worked_example(void **state) {
    (void)state;
    const SurvivalObservation observations[] = {
        { 40, true },   { 62, true }, { 78, true },  { 41, true },
        { 879, false }, { 42, true }, { 46, false }, { 30, false },
    };
    Arena arena = { 0 };
    SurvivalCurve curve = survival_curve(&arena, observations, COUNT_OF(observations));
    SurvivalAt at = survival_at(&curve, 62);
    assert_near(at.answered, 0.619048, 1e-6);
    assert_int_equal(at.known, 6);
    assert_near(survival_median(&curve), 62, 0);
    assert_near(survival_restricted_mean(&curve, 62), 53, 1e-12);
    arena_free(&arena);
}

static void assert_median(const SurvivalObservation *observations, size_t count, double median) {
    Arena arena = { 0 };
    SurvivalCurve curve = survival_curve(&arena, observations, count);
    assert_near(survival_median(&curve), median, 1e-12);
    arena_free(&arena);
}

/* METHOD 13: where the curve is exactly one half, R takes the middle of the level. */
static void a_level_at_one_half_gives_its_middle(void **state) {
    (void)state;
    assert_median((SurvivalObservation[]){ { 1, true }, { 2, true }, { 3, false }, { 6, true } }, 4,
                  4);
}

static void a_median_does_not_grow_while_nothing_happens(void **state) {
    (void)state;
    assert_median((SurvivalObservation[]){ { 1, true }, { 2, true }, { 3, false }, { 4, false } },
                  4, 2);
    assert_median((SurvivalObservation[]){ { 1, true }, { 2, true }, { 3, false }, { 400, false } },
                  4, 2);
}

static void a_median_that_is_not_reached_is_no_number(void **state) {
    (void)state;
    assert_median((SurvivalObservation[]){ { 1, true }, { 2, false }, { 3, false } }, 3, NAN);
    assert_median(NULL, 0, NAN);
}

static void an_answer_on_the_day_a_wait_ends_comes_first(void **state) {
    (void)state;
    const SurvivalObservation observations[] = { { 5, false }, { 5, true }, { 9, true } };
    Arena arena = { 0 };
    SurvivalCurve curve = survival_curve(&arena, observations, COUNT_OF(observations));
    assert_int_equal(curve.count, 2);
    assert_int_equal(curve.steps[0].at_risk, 3);
    assert_near(curve.steps[0].survival, 2.0 / 3, 1e-15);
    assert_int_equal(curve.steps[1].at_risk, 1);
    arena_free(&arena);
}

static void the_last_answer_leaves_no_interval(void **state) {
    (void)state;
    Arena arena = { 0 };
    SurvivalCurve curve = survival_curve(&arena, (SurvivalObservation[]){ { 42, true } }, 1);
    SurvivalAt at = survival_at(&curve, 62);
    assert_true(at.answered == 1 && at.known == 1);
    assert_true(isnan(at.low) && isnan(at.high));
    assert_true(curve.steps[0].standard_error == 0);
    arena_free(&arena);
}

static void nothing_observed_gives_nothing_known(void **state) {
    (void)state;
    Arena arena = { 0 };
    SurvivalCurve curve = survival_curve(&arena, NULL, 0);
    SurvivalAt at = survival_at(&curve, 60);
    assert_true(at.answered == 0 && at.known == 0);
    assert_near(survival_restricted_mean(&curve, 60), 60, 0);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_leukaemia_data_give_the_published_curves),
        cmocka_unit_test(dates_in_two_months_of_the_worked_example),
        cmocka_unit_test(a_level_at_one_half_gives_its_middle),
        cmocka_unit_test(a_median_does_not_grow_while_nothing_happens),
        cmocka_unit_test(a_median_that_is_not_reached_is_no_number),
        cmocka_unit_test(an_answer_on_the_day_a_wait_ends_comes_first),
        cmocka_unit_test(the_last_answer_leaves_no_interval),
        cmocka_unit_test(nothing_observed_gives_nothing_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
