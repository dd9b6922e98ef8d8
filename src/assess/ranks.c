#include "assess/ranks.h"

#include <stdlib.h>
#include <string.h>

#include "assess/spread.h"
#include "assess/workers.h"

enum { BLOCK = 64 }; /* draws at a time: a fixed number lets the compiler work on several at once */

typedef struct Comparing {
    Comparison *comparison;
    double *const *overall;
    size_t draws;
    double interval_low, interval_high;
    int64_t *higher;      /* count x count: draws in which the column is above the row */
    int64_t *rank_counts; /* count x count */
} Comparing;

static int64_t count_higher_block(const double *mine, const double *other, int64_t *ranks) {
    int64_t total = 0;
    for (int i = 0; i < BLOCK; i++) {
        int64_t higher = other[i] > mine[i];
        ranks[i] += higher;
        total += higher;
    }
    return total;
}

static int64_t count_higher_rest(const double *mine, const double *other, int64_t *ranks,
                                 size_t count) {
    int64_t total = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t higher = other[i] > mine[i];
        ranks[i] += higher;
        total += higher;
    }
    return total;
}

/* One member against all others: its rank in each draw, and how often each is above it. */
static void compare_member(void *context, size_t member, unsigned worker) {
    (void)worker;
    const Comparing *comparing = context;
    const Comparison *comparison = comparing->comparison;
    size_t count = comparison->count, draws = comparing->draws;
    int64_t *higher = comparing->higher + member * count;
    int64_t *rank_counts = comparing->rank_counts + member * count;
    const double *mine = comparing->overall[comparison->members[member]];
    for (size_t at = 0; at < draws; at += BLOCK) {
        int64_t ranks[BLOCK] = { 0 };
        size_t length = draws - at < BLOCK ? draws - at : BLOCK;
        for (size_t other = 0; other < count; other++) {
            const double *theirs = comparing->overall[comparison->members[other]] + at;
            higher[other] += length == BLOCK ? count_higher_block(mine + at, theirs, ranks)
                                             : count_higher_rest(mine + at, theirs, ranks, length);
        }
        for (size_t i = 0; i < length; i++)
            rank_counts[ranks[i]]++;
    }
}

/* The rank at a point: the first one up to which enough draws have been counted. */
static size_t rank_at(const int64_t *counts, size_t count, size_t draws, double p) {
    int64_t wanted = (int64_t)nearest_rank(p, draws) + 1, seen = 0;
    for (size_t rank = 0; rank < count; rank++) {
        seen += counts[rank];
        if (seen >= wanted) return rank + 1;
    }
    return count;
}

static void conclude_member(const Comparing *comparing, size_t member) {
    Comparison *comparison = comparing->comparison;
    size_t count = comparison->count;
    double draws = (double)comparing->draws;
    const int64_t *counts = comparing->rank_counts + member * count;
    for (size_t other = 0; other < count; other++) {
        int64_t below = comparing->higher[other * count + member]; /* the member above the other */
        int64_t above = comparing->higher[member * count + other];
        double ties = draws - (double)below - (double)above;
        comparison->above[member * count + other] = ((double)below + 0.5 * ties) / draws;
        comparison->rank_odds[member * count + other] = (double)counts[other] / draws;
    }
    comparison->rank_low[member] =
        rank_at(counts, count, comparing->draws, comparing->interval_low);
    comparison->rank_middle[member] = rank_at(counts, count, comparing->draws, 0.5);
    comparison->rank_high[member] =
        rank_at(counts, count, comparing->draws, comparing->interval_high);
}

void compare_draws(Arena *arena, Comparison *comparison, double *const *overall, size_t draws,
                   double interval_low, double interval_high, unsigned threads) {
    size_t count = comparison->count;
    comparison->above = ARENA_ARRAY(arena, count * count, double);
    comparison->rank_odds = ARENA_ARRAY(arena, count * count, double);
    comparison->rank_low = ARENA_ARRAY(arena, count, size_t);
    comparison->rank_middle = ARENA_ARRAY(arena, count, size_t);
    comparison->rank_high = ARENA_ARRAY(arena, count, size_t);
    Arena scratch = { 0 };
    Comparing comparing = { comparison,
                            overall,
                            draws,
                            interval_low,
                            interval_high,
                            ARENA_ARRAY(&scratch, count * count, int64_t),
                            ARENA_ARRAY(&scratch, count * count, int64_t) };
    workers_run(threads, count, compare_member, &comparing);
    for (size_t member = 0; member < count; member++)
        conclude_member(&comparing, member);
    arena_free(&scratch);
}

static int by_value(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double *sorted_copy(Arena *arena, const double *values, size_t count) {
    double *copy = ARENA_ARRAY(arena, count, double);
    memcpy(copy, values, count * sizeof *copy);
    qsort(copy, count, sizeof *copy, by_value);
    return copy;
}

double probability_above(const double *a, size_t a_count, const double *b, size_t b_count) {
    Arena arena = { 0 };
    const double *x = sorted_copy(&arena, a, a_count), *y = sorted_copy(&arena, b, b_count);
    size_t below = 0, not_above = 0; /* of b, for each of a in turn */
    double halves = 0;
    for (size_t i = 0; i < a_count; i++) {
        while (below < b_count && y[below] < x[i])
            below++;
        while (not_above < b_count && y[not_above] <= x[i])
            not_above++;
        halves += (double)(below + not_above);
    }
    arena_free(&arena);
    return halves / 2 / ((double)a_count * (double)b_count);
}
