#include "assess/wilson.h"

#include <assert.h>
#include <math.h>

Interval wilson_interval(double x, double n) {
    assert(n > 0 && x >= 0 && x <= n);
    const double z2 = NORMAL_95 * NORMAL_95;
    double p = x / n, widening = 1 + z2 / n;
    double centre = (p + z2 / (2 * n)) / widening;
    double half = NORMAL_95 / widening * sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return (Interval){ fmax(0, centre - half), fmin(1, centre + half) };
}
