#include "assess/beta.h"

#include <assert.h>
#include <math.h>

#include "assess/elementary.h"

enum { FRACTION_TERMS_MAX = 20000, QUANTILE_STEPS_MAX = 100 };
static const double TWO_PI = 6.283185307179586;

Beta beta_of(double a, double b) {
    assert(a > 0 && b > 0 && isfinite(a) && isfinite(b));
    double log_peak = 0.5 * elementary_log(a / (a + b) * b / TWO_PI) +
                      elementary_stirling_error(a + b) - elementary_stirling_error(a) -
                      elementary_stirling_error(b);
    return (Beta){ a, b, a / (a + b), b / (a + b), log_peak };
}

Beta beta_mirrored(const Beta *beta) {
    return (Beta){ beta->b, beta->a, beta->complement, beta->mean, beta->log_peak };
}

/* log(x / reference), exact where they are close and large shapes would magnify the rounding. */
static double log_ratio(double x, double reference) {
    double difference = x - reference;
    if (fabs(difference) < 0.5 * reference) return elementary_log1p(difference / reference);
    return elementary_log(x) - elementary_log(reference);
}

/* log of x^a (1-x)^b / B(a,b), by its distance from the mean. */
static double log_power(const Beta *beta, double x, double complement) {
    return beta->log_peak + beta->a * log_ratio(x, beta->mean) +
           beta->b * log_ratio(complement, beta->complement);
}

static double away_from_zero(double x) {
    return fabs(x) < 1e-300 ? 1e-300 : x;
}

/* The continued fraction 1/(1 + d1/(1 + d2/(1 + ...))) of DLMF 8.17.22, by Lentz's method. */
static double fraction(double a, double b, double x) {
    double upper = INFINITY, lower = 1, value = 1;
    for (int n = 1; n < FRACTION_TERMS_MAX; n++) {
        int m = n / 2;
        double at = a + 2 * m;
        double term = n % 2 ? -(a + m) * (a + b + m) * x / (at * (at + 1))
                            : m * (b - m) * x / ((at - 1) * at);
        lower = 1 / away_from_zero(1 + term * lower);
        upper = away_from_zero(1 + term / upper);
        double change = upper * lower;
        value *= change;
        if (fabs(change - 1) < 1e-16) break;
    }
    return value;
}

double beta_probability(const Beta *beta, double x) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    double a = beta->a, b = beta->b;
    double power = elementary_exp(log_power(beta, x, 1 - x));
    if (x < (a + 1) / (a + b + 2)) return power * fraction(a, b, x) / a;
    return 1 - power * fraction(b, a, 1 - x) / b;
}

double beta_density(const Beta *beta, double x) {
    return elementary_exp(log_power(beta, x, 1 - x)) / (x * (1 - x));
}

/* Normal quantile of a lower tail p <= 1/2, to 5e-4 (Abramowitz and Stegun 26.2.23): a start. */
static double rough_normal(double p) {
    double t = sqrt(-2 * elementary_log(p));
    double above = 2.515517 + t * (0.802853 + t * 0.010328);
    double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
    return above / below - t;
}

/* log of a start for the quantile: Abramowitz and Stegun 26.5.22 where the density has a hump, else
 * the leading term x^a / (a B(a,b)) of the probability, solved for x. */
static double rough_log_quantile(const Beta *beta, double p) {
    double a = beta->a, b = beta->b;
    if (a > 1 && b > 1) {
        double z = -rough_normal(p < 0.5 ? p : 1 - p) * (p < 0.5 ? 1 : -1);
        double u = 1 / (2 * a - 1), v = 1 / (2 * b - 1);
        double lambda = (z * z - 3) / 6, h = 2 / (u + v);
        if (h + lambda > 0) {
            double w = z * sqrt(h + lambda) / h - (v - u) * (lambda + 5.0 / 6 - 2 / (3 * h));
            return -elementary_log1p(b / a * elementary_exp(2 * w));
        }
    }
    double log_beta =
        a * elementary_log(beta->mean) + b * elementary_log(beta->complement) - beta->log_peak;
    return (elementary_log(p) + elementary_log(a) + log_beta) / a;
}

/* Solves log P(x) = log p for log x, p not above P(mean). The logarithm makes the far tail a
 * straight line, so that tiny quantiles keep their relative precision. The root is kept between
 * what has been seen below and above it. */
static double lower_quantile(const Beta *beta, double p) {
    double a = beta->a, b = beta->b, log_p = elementary_log(p);
    double low = -INFINITY, high = 0;
    double y = rough_log_quantile(beta, p);
    double log_mean = elementary_log(beta->mean);
    if (!(y < log_mean)) y = log_mean;
    for (int step = 0; step < QUANTILE_STEPS_MAX; step++) {
        double x = elementary_exp(y);
        if (x == 0) return 0;
        double value = fraction(a, b, x);
        double excess = log_power(beta, x, 1 - x) + elementary_log(value / a) - log_p;
        if (excess > 0)
            high = y;
        else
            low = y;
        double slope = a / ((1 - x) * value); /* of log P in log x */
        double newton = excess / slope;
        double bend = 1 - 0.5 * newton * (a - (b - 1) * x / (1 - x) - slope);
        double change = newton / (bend < 0.5 ? 0.5 : bend > 2 ? 2 : bend);
        double next = y - change;
        if (fabs(change) <= 2e-16 * fabs(y) + 1e-16) return elementary_exp(next);
        if (next >= high || next <= low) next = isinf(low) ? high - 1 : 0.5 * (low + high);
        if (next == y) return x;
        y = next;
    }
    return elementary_exp(y);
}

double beta_quantile(const Beta *beta, double p) {
    if (p <= 0) return 0;
    if (p >= 1) return 1;
    if (p <= beta_probability(beta, beta->mean)) return lower_quantile(beta, p);
    Beta mirrored = beta_mirrored(beta);
    return 1 - lower_quantile(&mirrored, 1 - p);
}
