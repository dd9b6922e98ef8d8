#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <ftw.h>
#include <unistd.h>

#include "assess/beta.h"
#include "assess/survival.h"
#include "assess/test_support.h"
#include "assess/wilson.h"
#include "base/prng.h"

/* QUALITY "Independent suites": R's survival, qbeta and prop.test agree on cases made up here.
 * Skipped where Rscript or its package survival is not installed. */

enum { CURVES = 60, OBSERVATIONS_MAX = 40, SHAPES = 400, COUNTS = 120 };

typedef struct Curve {
    SurvivalObservation observations[OBSERVATIONS_MAX];
    size_t count;
    int64_t horizon;
} Curve;

static Curve curves[CURVES];
static double shapes[SHAPES][3];
static int counts[COUNTS][2];
static char folder[64];

static void make_cases(void) {
    Prng prng = { 20131105 };
    for (int i = 0; i < CURVES; i++) {
        curves[i].count = 1 + prng_next(&prng) % OBSERVATIONS_MAX;
        curves[i].horizon = 30 + (int64_t)(prng_next(&prng) % 60);
        for (size_t j = 0; j < curves[i].count; j++)
            curves[i].observations[j] =
                (SurvivalObservation){ 1 + (int64_t)(prng_next(&prng) % (j ? 100 : 30)),
                                       prng_uniform(&prng) < 0.6 };
    }
    for (int i = 0; i < SHAPES; i++) {
        shapes[i][0] = 0.15 + 20 * prng_uniform(&prng) * prng_uniform(&prng);
        shapes[i][1] = 0.3 + 30 * prng_uniform(&prng) * prng_uniform(&prng);
        shapes[i][2] = prng_uniform(&prng);
    }
    for (int i = 0; i < COUNTS; i++) {
        counts[i][1] = 1 + (int)(prng_next(&prng) % 60);
        counts[i][0] = (int)(prng_next(&prng) % (uint64_t)(counts[i][1] + 1));
    }
}

static void save(Buffer *out, const char *name) {
    Error error;
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (!file_write(path, buffer_str(out), 0644, &error)) fail_msg("%s", error.message);
    buffer_clear(out);
}

static void write_cases(void) {
    Buffer out = { 0 };
    buffer_add_c(&out, "case,time,event,horizon\n");
    for (int i = 0; i < CURVES; i++)
        for (size_t j = 0; j < curves[i].count; j++)
            buffer_format(&out, "%d,%d,%d,%d\n", i, (int)curves[i].observations[j].time,
                          curves[i].observations[j].event, (int)curves[i].horizon);
    save(&out, "observations.csv");
    buffer_add_c(&out, "a,b,p\n");
    for (int i = 0; i < SHAPES; i++)
        buffer_format(&out, "%.17g,%.17g,%.17g\n", shapes[i][0], shapes[i][1], shapes[i][2]);
    save(&out, "shapes.csv");
    buffer_add_c(&out, "x,n\n");
    for (int i = 0; i < COUNTS; i++)
        buffer_format(&out, "%d,%d\n", counts[i][0], counts[i][1]);
    save(&out, "counts.csv");
    buffer_free(&out);
}

static bool r_is_there(void) {
    return system("Rscript -e 'suppressMessages(library(survival))' >/dev/null 2>&1") == 0;
}

static int run_r(void **state) {
    (void)state;
    if (!r_is_there()) {
        print_message("skipped: Rscript with the package survival is not installed\n");
        return 0;
    }
    char command[160];
    snprintf(folder, sizeof folder, "/tmp/uphold-r-XXXXXX");
    assert_non_null(mkdtemp(folder));
    make_cases();
    write_cases();
    snprintf(command, sizeof command, "Rscript tests/agreement_with_r.R %s", folder);
    return system(command) == 0 ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk) {
    (void)status, (void)kind, (void)walk;
    return remove(path);
}

static int drop_folder(void **state) {
    (void)state;
    return folder[0] ? nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS) : 0;
}

static void open_answer(Fixture *fixture, const char *name) {
    static char path[128];
    if (!folder[0]) skip();
    snprintf(path, sizeof path, "%s/%s", folder, name);
    fixture_open(fixture, path);
}

static void survival_curves_agree_with_survfit(void **state) {
    (void)state;
    Fixture answer;
    Arena arena = { 0 };
    SurvivalCurve curve = { 0 };
    size_t step = 0, rows = 0;
    int current = -1;
    open_answer(&answer, "steps.csv");
    for (; fixture_next(&answer); rows++) {
        int number = (int)fixture_number(&answer, 0);
        if (number != current) {
            assert_int_equal(step, curve.count);
            curve = survival_curve(&arena, curves[number].observations, curves[number].count);
            current = number;
            step = 0;
        }
        const SurvivalStep *mine = &curve.steps[step++];
        assert_int_equal(mine->time, (int64_t)fixture_number(&answer, 1));
        assert_int_equal(mine->at_risk, (size_t)fixture_number(&answer, 2));
        assert_int_equal(mine->events, (size_t)fixture_number(&answer, 3));
        assert_int_equal(mine->censored, (size_t)fixture_number(&answer, 4));
        assert_near(mine->survival, fixture_number(&answer, 5), 1e-12);
        assert_near(mine->standard_error, fixture_number(&answer, 6), 1e-12);
        if (isnan(mine->low)) continue; /* at 0 and 1, where R gives the ends */
        assert_near(mine->low, fixture_number(&answer, 7), 1e-12);
        assert_near(mine->high, fixture_number(&answer, 8), 1e-12);
    }
    assert_true(rows > CURVES);
    arena_free(&arena);
}

/* The one difference, on purpose: a curve that stays at one half to its end (survival.h). */
static bool stays_at_one_half(const SurvivalCurve *curve) {
    return curve->count && fabs(curve->steps[curve->count - 1].survival - 0.5) < 1e-12;
}

static void medians_and_mean_times_agree_with_survfit(void **state) {
    (void)state;
    Fixture answer;
    Arena arena = { 0 };
    size_t medians = 0;
    open_answer(&answer, "summaries.csv");
    while (fixture_next(&answer)) {
        const Curve *given = &curves[(int)fixture_number(&answer, 0)];
        SurvivalCurve curve = survival_curve(&arena, given->observations, given->count);
        assert_near(survival_at(&curve, given->horizon).answered, fixture_number(&answer, 1),
                    1e-12);
        assert_near(survival_restricted_mean(&curve, given->horizon), fixture_number(&answer, 3),
                    1e-9);
        if (stays_at_one_half(&curve)) continue;
        assert_near(survival_median(&curve), fixture_number(&answer, 2), 1e-12);
        medians++;
    }
    assert_true(medians > CURVES / 2);
    arena_free(&arena);
}

static void quantiles_agree_with_qbeta_and_pbeta(void **state) {
    (void)state;
    Fixture answer;
    int row = 0;
    open_answer(&answer, "quantiles.csv");
    for (; fixture_next(&answer); row++) {
        Beta beta = beta_of(shapes[row][0], shapes[row][1]);
        double quantile = fixture_number(&answer, 0), half = fixture_number(&answer, 1);
        assert_near(beta_quantile(&beta, shapes[row][2]), quantile, 1e-12);
        assert_near(beta_probability(&beta, 0.5) / half, 1, 1e-11);
    }
    assert_int_equal(row, SHAPES);
}

static void wilson_intervals_agree_with_prop_test(void **state) {
    (void)state;
    Fixture answer;
    int row = 0;
    open_answer(&answer, "intervals.csv");
    for (; fixture_next(&answer); row++) {
        Interval interval = wilson_interval(counts[row][0], counts[row][1]);
        assert_near(interval.low, fixture_number(&answer, 0), 1e-9);
        assert_near(interval.high, fixture_number(&answer, 1), 1e-9);
    }
    assert_int_equal(row, COUNTS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survival_curves_agree_with_survfit),
        cmocka_unit_test(medians_and_mean_times_agree_with_survfit),
        cmocka_unit_test(quantiles_agree_with_qbeta_and_pbeta),
        cmocka_unit_test(wilson_intervals_agree_with_prop_test),
    };
    return cmocka_run_group_tests(tests, run_r, drop_folder);
}
