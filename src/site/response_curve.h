/* How long States took to answer the letters of a choice (A4, METHOD 4 "Deadlines with censoring"):
 * a Kaplan-Meier curve in which letters without a reply are censored on the day until which the
 * record is complete.
 *
 * A sample is never a rate: only letters sent to a State and in a period for which the record of
 * communications and of replies is complete enter. */
#ifndef UPHOLD_SITE_RESPONSE_CURVE_H
#define UPHOLD_SITE_RESPONSE_CURVE_H

#include "assess/survival.h"
#include "site/cooperation_index.h"

typedef struct ResponseCurve {
    SurvivalCurve curve;
    double median;       /* days; NAN: not reached */
    size_t letters;      /* that entered */
    size_t outside;      /* left out: the record of them is a sample */
    size_t without_days; /* left out: the day of the letter or of its reply is not known */
} ResponseCurve;

/* Of the letters with these numbers in the index. Everything is owned by the arena. */
ResponseCurve response_curve(Arena *arena, const CooperationIndex *index, const uint32_t *rows,
                             size_t count);

#endif
