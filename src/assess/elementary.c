#include "assess/elementary.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* log 2 in two parts: the first has enough zero bits at its end for k x LN2_HIGH to be exact. */
static const double LN2_HIGH = 0x1.62e42feep-1;
static const double LN2_LOW = 0x1.a39ef35793c76p-33;
static const double ONE_OVER_LN2 = 1.4426950408889634;
static const double SQRT_2 = 1.4142135623730951;

static const uint64_t MANTISSA = 0x000FFFFFFFFFFFFFu;
static const uint64_t EXPONENT_OF_ONE = 0x3FF0000000000000u;

static uint64_t bits_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static double double_of(uint64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* x = m 2^k with m around 1; log m = 2 artanh((m - 1)/(m + 1)), a series in a number below 0.172.
 */
double elementary_log(double x) {
    if (x <= 0) return x == 0 ? -INFINITY : NAN;
    if (!isfinite(x)) return x;
    int exponent = 0;
    if (x < 0x1p-1022) {
        x *= 0x1p54;
        exponent = -54;
    }
    uint64_t bits = bits_of(x);
    exponent += (int)(bits >> 52) - 1023;
    double m = double_of((bits & MANTISSA) | EXPONENT_OF_ONE);
    if (m > SQRT_2) {
        m *= 0.5;
        exponent++;
    }
    double f = (m - 1) / (m + 1), z = f * f, z2 = z * z;
    double odd = 1.0 / 3 + z2 * (1.0 / 7 + z2 * (1.0 / 11 + z2 * (1.0 / 15 + z2 * (1.0 / 19))));
    double even = 1.0 / 5 + z2 * (1.0 / 9 + z2 * (1.0 / 13 + z2 * (1.0 / 17 + z2 * (1.0 / 21))));
    double tail = 2 * f * z * (odd + z * even);
    return exponent * LN2_HIGH + (2 * f + (tail + exponent * LN2_LOW));
}

double elementary_log1p(double x) {
    double sum = 1 + x;
    if (sum == 1) return x;
    if (sum == 0) return -INFINITY;
    return elementary_log(sum) + (x - (sum - 1)) / sum; /* what the addition rounded away */
}

/* e^x = 2^k e^r with |r| <= (log 2)/2; Taylor's series to the 13th power leaves less than 2^-57. */
double elementary_exp(double x) {
    if (isnan(x)) return x;
    if (x > 709.79) return INFINITY;
    if (x < -745.2) return 0;
    int k = (int)(x * ONE_OVER_LN2 + (x < 0 ? -0.5 : 0.5));
    double r = (x - k * LN2_HIGH) - k * LN2_LOW;
    static const double inverse_factorial[] = { 1.0,
                                                1.0,
                                                1.0 / 2,
                                                1.0 / 6,
                                                1.0 / 24,
                                                1.0 / 120,
                                                1.0 / 720,
                                                1.0 / 5040,
                                                1.0 / 40320,
                                                1.0 / 362880,
                                                1.0 / 3628800,
                                                1.0 / 39916800,
                                                1.0 / 479001600,
                                                1.0 / 6227020800 };
    double sum = inverse_factorial[13];
    for (int i = 12; i >= 0; i--)
        sum = sum * r + inverse_factorial[i];
    int half = k / 2; /* in two factors, so that neither overflows nor vanishes */
    double first = double_of((uint64_t)(half + 1023) << 52);
    double second = double_of((uint64_t)(k - half + 1023) << 52);
    return sum * first * second;
}

/* Below 16 one step of the recurrence Gamma(z + 1) = z Gamma(z) at a time. */
double elementary_stirling_error(double z) {
    double steps = 0;
    for (; z < 16; z++)
        steps += (z + 0.5) * elementary_log1p(1 / z) - 1;
    double w = 1 / (z * z);
    double series =
        1.0 / 12 +
        w * (-1.0 / 360 +
             w * (1.0 / 1260 + w * (-1.0 / 1680 + w * (1.0 / 1188 + w * (-691.0 / 360360)))));
    return steps + series / z;
}
