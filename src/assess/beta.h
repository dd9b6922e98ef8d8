/* The Beta distribution: the posterior of a rate (METHOD 4).
 *
 * Probability by the continued fraction of the incomplete beta function (DLMF 8.17.22), quantile by
 * Halley's method on its logarithm. Relative error about 1e-14 for shapes up to some thousands.
 * Thread-safe: a Beta is a value that is only read. */
#ifndef UPHOLD_ASSESS_BETA_H
#define UPHOLD_ASSESS_BETA_H

#include "base/base.h"

/* Shapes a, b > 0 and what follows from them once and for all. */
typedef struct Beta {
    double a, b;
    double mean, complement; /* a/(a+b), b/(a+b) */
    double log_peak;         /* log of x^a (1-x)^b / B(a,b) at the mean */
} Beta;

Beta beta_of(double a, double b);

/* Beta(b, a): the distribution of 1 - x. */
Beta beta_mirrored(const Beta *beta);

/* P(X <= x); 0 at or below 0, 1 at or above 1. */
double beta_probability(const Beta *beta, double x);

/* The density at x, 0 < x < 1. */
double beta_density(const Beta *beta, double x);

/* The x with P(X <= x) = p; 0 for p <= 0, 1 for p >= 1. */
double beta_quantile(const Beta *beta, double p);

#endif
