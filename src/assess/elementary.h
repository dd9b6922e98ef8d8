/* Logarithm, exponential and Stirling's error term from additions and multiplications alone.
 *
 * The C library's own differ in the last bit between versions and processors; a release must be the
 * same bytes on any machine (ARCHITECTURE "Assessment"), so everything that decides a released
 * number goes through these. With IEEE 754 doubles and -ffp-contract=off each result is the same
 * everywhere. Thread-safe: no state. */
#ifndef UPHOLD_ASSESS_ELEMENTARY_H
#define UPHOLD_ASSESS_ELEMENTARY_H

/* Natural logarithm of x > 0, to about one unit in the last place; -infinity for 0. */
double elementary_log(double x);

/* log(1 + x) for x > -1, without loss for small x. */
double elementary_log1p(double x);

/* e^x; 0 below about -745, infinity above about 709. */
double elementary_exp(double x);

/* log Gamma(z) - [(z - 1/2) log z - z + log(2 pi)/2] for z > 0 (Abramowitz and Stegun 6.1.42). */
double elementary_stirling_error(double z);

#endif
