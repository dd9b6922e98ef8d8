/* The reader's own weights for the four dimensions (METHOD 2): a release recomputed from its stored
 * dimension scores, draw by draw, with an interval like any other number. */
#ifndef UPHOLD_ASSESS_OWN_WEIGHTS_H
#define UPHOLD_ASSESS_OWN_WEIGHTS_H

#include "assess/method.h"
#include "assess/spread.h"

/* What a release keeps of one State. NAN where a dimension is not tested. */
typedef struct DimensionScores {
    double nominal[DIMENSION_COUNT];
    const double *draws[DIMENSION_COUNT];
    const bool *geometric; /* how each draw adds up, the same for all States */
    size_t count;          /* draws */
} DimensionScores;

typedef struct OwnScore {
    bool assessable; /* enough of the reader's weight is on dimensions that are tested */
    double score;    /* geometric mean of the nominal scores */
    Spread spread;   /* of the draws; the reader's weights are taken as they are */
} OwnScore;

/* Weights of 0 or more, not all 0; they need not sum to 1. `scratch` has one number a draw. Numbers
 * are rounded as released. Refuses negative or infinite weights. */
bool own_score(const Method *method, const double weights[DIMENSION_COUNT],
               const DimensionScores *scores, double *scratch, OwnScore *result,
               Error *error) MUST_CHECK;

#endif
