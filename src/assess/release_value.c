#include "assess/release_value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double POWERS[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                 1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
enum { POWER_MOST = 22 }; /* powers of ten up to here are doubles */
static const double DIGITS_FROM = 1e8, DIGITS_TO = 1e9;

/* The power of ten that leaves nine digits before the point, from the binary exponent; may be one
 * too many. */
static int scaling_power(double magnitude) {
    uint64_t bits;
    memcpy(&bits, &magnitude, sizeof bits);
    int exponent = (int)(bits >> 52) - 1023;
    int decimal = exponent * 1233 / 4096 - (exponent < 0); /* log 2 = 1233/4096, nearly */
    return RELEASE_DIGITS - 1 - decimal;
}

/* With an exact power both the scaling and the way back round once. */
static bool round_by_power(double magnitude, double *rounded) {
    int power = scaling_power(magnitude);
    if (power < 1 || power > POWER_MOST) return false;
    double scaled = magnitude * POWERS[power];
    if (scaled >= DIGITS_TO) scaled = magnitude * POWERS[--power];
    if (scaled < DIGITS_FROM || scaled >= DIGITS_TO) return false;
    *rounded = (double)(int64_t)(scaled + 0.5) / POWERS[power];
    return true;
}

double release_value(double x) {
    double rounded, magnitude = fabs(x);
    if (x == 0 || !isfinite(x)) return x;
    if (!round_by_power(magnitude, &rounded)) {
        char digits[40];
        snprintf(digits, sizeof digits, "%.*e", RELEASE_DIGITS - 1, magnitude);
        rounded = strtod(digits, NULL);
    }
    return x < 0 ? -rounded : rounded;
}
