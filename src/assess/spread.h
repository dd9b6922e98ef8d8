/* What a set of draws says: mean and points by nearest rank (R type 1; METHOD 6). */
#ifndef UPHOLD_ASSESS_SPREAD_H
#define UPHOLD_ASSESS_SPREAD_H

#include "base/base.h"

typedef struct Spread {
    double mean;
    double low, middle, high; /* by default 5 %, 50 % and 95 % */
} Spread;

/* The sum with the rounding errors gathered and added at the end (Neumaier 1974). */
double sum_exactly(const double *values, size_t count);

/* 0-based place of the p point among `count` sorted values. */
size_t nearest_rank(double p, size_t count);

/* The spread of `count` > 0 values; leaves them in another order. */
Spread spread_of(double *values, size_t count, double low, double high);

#endif
