/* Min-max over the assessed set: banned (METHOD 5), and here only to show why. The same data give a
 * State another score as soon as another State leaves the set. */
#ifndef UPHOLD_ASSESS_RELATIVE_NORMALISATION_H
#define UPHOLD_ASSESS_RELATIVE_NORMALISATION_H

#include "assess/assessment.h"

/* Overall scores of the first `count` States of the assessment, normalised among themselves; fixed
 * goalposts where they do not differ. NAN where not assessable. */
void relative_overall(const Assessment *assessment, size_t count, double *overall);

#endif
