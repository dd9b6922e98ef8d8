/* Which assumption drives the doubt (METHOD 6): Saltelli's design over nine assumptions,
 * first-order indices with the outputs centred, total indices by Jansen (Saltelli et al. 2010,
 * Jansen 1999). Uncentred first-order estimates are useless where the mean is large against the
 * spread (METHOD 13). */
#ifndef UPHOLD_ASSESS_SENSITIVITY_H
#define UPHOLD_ASSESS_SENSITIVITY_H

#include "assess/indicators.h"

typedef enum Assumption {
    ASSUME_AGGREGATION,
    ASSUME_NORMALISATION,
    ASSUME_IMPUTATION,
    ASSUME_SUBSTANCE,
    ASSUME_PRIOR,
    ASSUME_WEIGHT_SP,
    ASSUME_WEIGHT_RE,
    ASSUME_WEIGHT_CS,
    ASSUME_WEIGHT_CO,
    ASSUMPTION_COUNT,
} Assumption;
const char *assumption_text(Assumption assumption);  /* "prior_strength", "w_SP" ... */
const char *assumption_words(Assumption assumption); /* for people */

/* The uniforms of a design: `rows` rows, in each the factors of sample A, then those of sample B,
 * row after row from one sequence. Owned by the arena. */
typedef struct SobolDesign {
    size_t rows, factors;
    double *a, *b; /* rows x factors */
} SobolDesign;
SobolDesign sobol_design(Arena *arena, size_t rows, size_t factors, uint64_t seed);

/* The function's outputs on the samples A and B, and on A with one factor after another from B. */
typedef struct SobolOutputs {
    double *a, *b; /* rows */
    double *mixed; /* factors x rows */
} SobolOutputs;

/* The variance of all outputs on A and B; `first` and `total` have one number a factor, NAN where
 * the variance is 0 and nothing drives anything. */
double sobol_indices(const SobolDesign *design, const SobolOutputs *outputs, double *first,
                     double *total);

typedef struct Sensitivity {
    double variance;
    double first[ASSUMPTION_COUNT], total[ASSUMPTION_COUNT];
    bool driven;       /* false: no variance */
    Assumption driver; /* the greatest total index */
} Sensitivity;

/* Scratch memory of one thread, for sensitivity_of. */
SobolOutputs sobol_outputs(Arena *arena, const SobolDesign *design);

/* Of one State's overall score, its data at their means. `facts` is its row, `tested` as for
 * draws_run; only for a State that is assessable on nominal data. */
Sensitivity sensitivity_of(const Method *method, const SobolDesign *design,
                           const IndicatorFacts *facts, const bool tested[DIMENSION_COUNT],
                           SobolOutputs *scratch);

#endif
