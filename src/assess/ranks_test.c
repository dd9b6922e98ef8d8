#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/ranks.h"
#include "assess/test_support.h"
#include "base/prng.h"

enum { STATES = 5, DRAWS = 1003 }; /* not a multiple of a block */

static double draws[STATES][DRAWS];

static void fill_draws(void) {
    Prng prng = { 3 };
    for (int state = 0; state < STATES; state++)
        for (int draw = 0; draw < DRAWS; draw++)
            draws[state][draw] = floor(10 * prng_uniform(&prng)) + state; /* with ties */
}

static void compare(Arena *arena, Comparison *comparison, unsigned threads) {
    static size_t members[] = { 0, 2, 3, 4 };
    double *overall[STATES];
    for (int state = 0; state < STATES; state++)
        overall[state] = draws[state];
    fill_draws();
    *comparison = (Comparison){ .members = members, .count = COUNT_OF(members) };
    compare_draws(arena, comparison, overall, DRAWS, 0.05, 0.95, threads);
}

static size_t rank_in(const Comparison *comparison, size_t member, int draw) {
    size_t rank = 1;
    for (size_t other = 0; other < comparison->count; other++)
        if (draws[comparison->members[other]][draw] > draws[comparison->members[member]][draw])
            rank++;
    return rank;
}

static void ranks_are_counted_among_the_members_only(void **state) {
    (void)state;
    Arena arena = { 0 };
    Comparison comparison;
    compare(&arena, &comparison, 1);
    for (size_t member = 0; member < comparison.count; member++) {
        double counts[STATES] = { 0 };
        for (int draw = 0; draw < DRAWS; draw++)
            counts[rank_in(&comparison, member, draw) - 1]++;
        for (size_t rank = 0; rank < comparison.count; rank++)
            assert_near(comparison.rank_odds[member * comparison.count + rank],
                        counts[rank] / DRAWS, 1e-15);
    }
    arena_free(&arena);
}

static void rank_points_are_nearest_ranks(void **state) {
    (void)state;
    Arena arena = { 0 };
    Comparison comparison;
    compare(&arena, &comparison, 1);
    for (size_t member = 0; member < comparison.count; member++) {
        const double *odds = comparison.rank_odds + member * comparison.count;
        double below = 0;
        for (size_t rank = 1; rank < comparison.rank_low[member]; rank++)
            below += odds[rank - 1];
        assert_true(below < 0.05 && below + odds[comparison.rank_low[member] - 1] >= 0.05 - 1e-3);
        assert_true(comparison.rank_low[member] <= comparison.rank_middle[member]);
        assert_true(comparison.rank_middle[member] <= comparison.rank_high[member]);
    }
    arena_free(&arena);
}

static void either_is_above_or_they_are_even(void **state) {
    (void)state;
    Arena arena = { 0 };
    Comparison comparison;
    compare(&arena, &comparison, 1);
    size_t count = comparison.count;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            double halves = 0;
            const double *a = draws[comparison.members[i]], *b = draws[comparison.members[j]];
            for (int draw = 0; draw < DRAWS; draw++)
                halves += a[draw] > b[draw] ? 2 : a[draw] < b[draw] ? 0 : 1;
            assert_near(comparison.above[i * count + j], halves / 2 / DRAWS, 1e-15);
        }
    arena_free(&arena);
}

static void threads_change_no_bit(void **state) {
    (void)state;
    const unsigned threads[] = { 2, 3, 7 };
    Arena arena = { 0 };
    Comparison one, many;
    compare(&arena, &one, 1);
    for (size_t i = 0; i < COUNT_OF(threads); i++) {
        compare(&arena, &many, threads[i]);
        size_t bytes = one.count * one.count * sizeof(double);
        assert_memory_equal(one.above, many.above, bytes);
        assert_memory_equal(one.rank_odds, many.rank_odds, bytes);
    }
    arena_free(&arena);
}

/* METHOD 8: between two releases. */
static void a_change_is_judged_over_all_pairs_of_draws(void **state) {
    (void)state;
    fill_draws();
    double halves = 0;
    for (int i = 0; i < DRAWS; i++)
        for (int j = 0; j < 700; j++)
            halves += draws[4][i] > draws[0][j] ? 2 : draws[4][i] < draws[0][j] ? 0 : 1;
    assert_near(probability_above(draws[4], DRAWS, draws[0], 700), halves / 2 / DRAWS / 700, 1e-12);
    assert_near(probability_above(draws[1], DRAWS, draws[1], DRAWS), 0.5, 1e-15);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_are_counted_among_the_members_only),
        cmocka_unit_test(rank_points_are_nearest_ranks),
        cmocka_unit_test(either_is_above_or_they_are_even),
        cmocka_unit_test(threads_change_no_bit),
        cmocka_unit_test(a_change_is_judged_over_all_pairs_of_draws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
