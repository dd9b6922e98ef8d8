/* From values to scores, dimensions and one number (METHOD 5): fixed goalposts, so that nobody's
 * score depends on who else is assessed; weighted arithmetic mean within a dimension, geometric
 * across, so that treaties do not buy off reprisals; availability judged on nominal weights. */
#ifndef UPHOLD_ASSESS_SCORES_H
#define UPHOLD_ASSESS_SCORES_H

#include "assess/words.h"

/* Where x lies between two posts, from 0 at the worst to 1 at the best, clamped. With
 * higher_is_better false the posts change places. */
double goalpost_share(double x, double low, double high, bool higher_is_better);

/* floor + span x share, 1 to 100 in ACA-1.0.0. */
double score_of(const Method *method, const double goalposts[2], double value);

/* Weighted means of values above 0; weights need not sum to 1. */
double mean_arithmetic(const double *values, const double *weights, size_t count);
double mean_geometric(const double *values, const double *weights, size_t count);
double mean_harmonic(const double *values, const double *weights, size_t count);

/* The share of a dimension's, or of the whole's, nominal weight that is present suffices. */
bool share_suffices(double present, double nominal, double least);

/* What one State's indicators add up to. NAN where not tested or not assessable. */
typedef struct Scores {
    double dimensions[DIMENSION_COUNT];
    double dimension_shares[DIMENSION_COUNT]; /* of the nominal weight, present */
    double overall_share;
    double geometric, arithmetic, harmonic; /* the geometric mean is the score */
} Scores;

/* `scores` has one number an indicator of the method, NAN where missing. `left_out` is the index of
 * an indicator to do without, weights and all (METHOD 11), or SIZE_MAX. */
Scores scores_add_up(const Method *method, const double *scores, size_t left_out);

#endif
