/* The uncertainty run (METHOD 6): what if the weights, the goalposts, the way of adding up, the
 * treatment of what is missing, the worth of replies, the strength of the prior and the cases
 * themselves had been otherwise? Draw after draw, each from its own uniforms of one SplitMix64
 * sequence, so that draws and States can be computed in any order with the same result. */
#ifndef UPHOLD_ASSESS_UNCERTAINTY_H
#define UPHOLD_ASSESS_UNCERTAINTY_H

#include "assess/beta_table.h"
#include "assess/indicators.h"
#include "assess/spread.h"

/* What each draw assumes, the same for all States; one element a draw. */
typedef struct Draws {
    size_t count;
    uint64_t seed;
    size_t uniforms; /* a draw consumes: 9 assumptions, the indicator weights, then each State's */
    bool *geometric, *alternative_goalposts, *imputed;
    unsigned char *substance, *prior_factor;
    double *dimension_weights[DIMENSION_COUNT];
    double *indicator_weights[INDICATOR_CODE_COUNT]; /* in the order of the method */
} Draws;

/* Owned by the arena. */
Draws draws_of(Arena *arena, const Method *method, uint64_t seed, size_t count, size_t states);

/* The value that one draw gives one indicator of one State: what the run computes table by table.
 * NAN where the State has none. */
double draw_value(const Method *method, const Draws *draws, size_t draw, size_t state,
                  size_t indicator, const IndicatorFacts *facts);

/* Scratch memory of one thread. */
typedef struct DrawScratch {
    BetaTable tables[PRIOR_FACTOR_COUNT * SUBSTANCE_MAP_COUNT];
    double *sums, *weights; /* one element a draw */
} DrawScratch;
DrawScratch *draw_scratch(Arena *arena, const Draws *draws);

/* What the draws make of one State: one number a draw, NAN where a dimension is not tested in it.
 */
typedef struct StateDraws {
    double *overall;
    double *dimensions[DIMENSION_COUNT];
} StateDraws;

/* Runs all draws for the State that stands at `state` among those assessed. `facts` is its row,
 * `tested` says which dimensions are available on nominal data. Only for a State that is assessable
 * on nominal data. Rounds to nine digits when `released`. */
void draws_run(const Method *method, const Draws *draws, size_t state, const IndicatorFacts *facts,
               const bool tested[DIMENSION_COUNT], bool released, DrawScratch *scratch,
               StateDraws *result);

#endif
