/* Wilson's interval for a proportion (Wilson 1927; METHOD 4): what is shown beside raw counts. */
#ifndef UPHOLD_ASSESS_WILSON_H
#define UPHOLD_ASSESS_WILSON_H

#include "base/base.h"

/* The 97.5 % point of the normal distribution: two-sided intervals of 95 %. */
#define NORMAL_95 1.959963984540054

typedef struct Interval {
    double low, high;
} Interval;

/* The 95 % interval for x of n, n > 0, 0 <= x <= n; x need not be whole (graded rates). */
Interval wilson_interval(double x, double n);

#endif
