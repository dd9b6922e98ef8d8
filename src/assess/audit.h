/* What is looked at before a release goes out (METHOD 11): what is known of whom, which items say
 * the same or contradict each other, what each really weighs, and what would change without it. */
#ifndef UPHOLD_ASSESS_AUDIT_H
#define UPHOLD_ASSESS_AUDIT_H

#include "assess/assessment.h"

typedef enum CorrelationFlag {
    CORRELATION_FINE,
    CORRELATION_UNDEFINED, /* fewer than three States with both, or one that does not vary */
    CORRELATION_HIGH,      /* above 0.92: the two say the same */
    CORRELATION_NEGATIVE,  /* the two pull against each other */
} CorrelationFlag;

typedef struct Correlation {
    size_t first, second; /* indicators in the order of the method, or dimensions */
    bool same_dimension;
    size_t states; /* with both */
    double value;  /* Pearson's; NAN where undefined */
    CorrelationFlag flag;
} Correlation;

typedef struct AvailabilityCount {
    size_t states[AVAILABILITY_COUNT];
} AvailabilityCount;

/* What each indicator weighs in the whole: by the method, and on the average of the assessable
 * States, whose missing items have left their weight to the others. Sums to 1. */
typedef struct EffectiveWeight {
    double nominal, mean;
} EffectiveWeight;

/* The assessment without one indicator. */
typedef struct Removal {
    size_t rank_shift;   /* the largest, inside a comparison; 0: nobody moves */
    size_t rank_state;   /* whose it is, SIZE_MAX for none */
    double score_shift;  /* the largest change of an overall score, with its sign */
    size_t score_state;  /* whose it is, SIZE_MAX for none */
    size_t no_longer;    /* States assessable with it only */
    size_t only_without; /* States assessable without it only */
} Removal;

typedef struct Audit {
    const Assessment *assessment;
    AvailabilityCount availability[INDICATOR_CODE_COUNT];  /* in the order of the method */
    size_t dimensions_tested[DIMENSION_COUNT], assessable; /* States */
    size_t correlation_count;
    Correlation *correlations; /* of each pair of indicators */
    size_t dimension_correlation_count;
    Correlation *dimension_correlations;
    EffectiveWeight weights[INDICATOR_CODE_COUNT];
    Removal removals[INDICATOR_CODE_COUNT];
} Audit;

/* Owned by the arena; points into the assessment. Numbers are rounded where the assessment is. */
Audit audit(Arena *arena, const Assessment *assessment);

#endif
