/* Released values carry nine significant digits and are rounded to them before they are compared,
 * ranked or written (ARCHITECTURE "Assessment"), so that the last bits of a machine decide nothing.
 * The golden interface keeps full precision. */
#ifndef UPHOLD_ASSESS_RELEASE_VALUE_H
#define UPHOLD_ASSESS_RELEASE_VALUE_H

#include "base/base.h"

enum { RELEASE_DIGITS = 9 };

/* The double nearest to the number of nine significant decimal digits nearest to x, halves away
 * from zero; 0, infinities and "not a number" as they are. */
double release_value(double x);

#endif
