/* States side by side, draw by draw (METHOD 6): ranks as intervals and the probability that one is
 * above another. A release compares inside one electoral group and election only; the golden
 * examples compare all. */
#ifndef UPHOLD_ASSESS_RANKS_H
#define UPHOLD_ASSESS_RANKS_H

#include "base/arena.h"

/* One set of States that may be compared; its members are the assessable ones. */
typedef struct Comparison {
    size_t set;        /* as named by whoever asked */
    size_t count;      /* members */
    size_t *members;   /* indices of States, ascending */
    double *above;     /* count x count: P(row > column), ties counting half */
    double *rank_odds; /* count x count: P(row has rank column + 1) */
    size_t *rank_low, *rank_middle, *rank_high; /* points by nearest rank, from 1 */
} Comparison;

/* `overall[state]` are the draws of a State, all of the same number. The rank of a State in a draw
 * is 1 + the number of members strictly higher. Fills what is not set in `comparison`; owned by the
 * arena. The same for any number of threads. */
void compare_draws(Arena *arena, Comparison *comparison, double *const *overall, size_t draws,
                   double interval_low, double interval_high, unsigned threads);

/* P(a > b) for numbers drawn from either set independently, ties counting half: between two
 * releases a change is called a change only at 0.9 or more, or 0.1 or less (METHOD 8). */
double probability_above(const double *a, size_t a_count, const double *b, size_t b_count);

#endif
