/* assess(data set, method, as-of date, seed) -> assessment: a pure function (METHOD,
 * ARCHITECTURE "Assessment"). The assessment holds every intermediate value, so that a release, a
 * page or a table only writes them down. The same arguments give the same numbers for any number of
 * threads, on any machine. */
#ifndef UPHOLD_ASSESS_ASSESSMENT_H
#define UPHOLD_ASSESS_ASSESSMENT_H

#include "assess/ranks.h"
#include "assess/scores.h"
#include "assess/sensitivity.h"
#include "assess/uncertainty.h"

#define ASSESS_NO_SET SIZE_MAX

typedef struct AssessOptions {
    Day as_of;
    uint64_t seed, sobol_seed;
    size_t draws, sobol_rows;
    unsigned threads;
    /* Round to nine digits before comparing, ranking and handing out; false in the golden interface
     * only. */
    bool released;
    /* One number a State: those with the same one are compared. NULL: all are, which a release must
     * not do. ASSESS_NO_SET: this State with nobody. */
    const size_t *sets;
} AssessOptions;

/* As the method has it, one thread, released, nobody compared before `sets` is filled in. */
AssessOptions assess_options(const Method *method);

typedef struct RedLine {
    RedLineKind kind;
    Day since;
    Str source;
} RedLine;

typedef struct StateAssessment {
    IndicatorEstimate indicators[INDICATOR_CODE_COUNT]; /* in the order of the method */
    Scores scores;                                      /* nominal */
    bool tested[DIMENSION_COUNT];                       /* half of the nominal weight is there */
    bool assessable; /* 0.6 of it is: without, no interval, rank or sensitivity */
    InvitationWord invitation;
    double honours; /* P(honour rate >= 0.5); NAN where not tested */
    size_t red_line_count;
    RedLine *red_lines;
    Verdict verdict;
    /* from the draws; NAN where not assessable, for dimensions also where not tested */
    Spread overall;
    Spread dimensions[DIMENSION_COUNT];
    double band_odds[BANDS_MAX]; /* P(score in verdict band) */
    Sensitivity sensitivity;
} StateAssessment;

typedef struct Assessment {
    const Dataset *dataset;
    const Method *method;
    AssessOptions options;
    Observations observations; /* facts, visit chains, reply times, survival curves */
    Draws draws;
    StateDraws *state_draws; /* one a State; all NULL where not assessable */
    StateAssessment *states;
    Comparison *comparisons; /* one a set with an assessable State, by number of the set */
    size_t comparison_count;
} Assessment;

/* Refuses a data set with a fact that breaks a rule, and options out of bounds. The assessment is
 * owned by the arena and points into data set, method and `sets`, which must outlive it. Memory is
 * about 40 bytes a State and draw. */
bool assess(Arena *arena, const Dataset *dataset, const Method *method,
            const AssessOptions *options, Assessment *assessment, Error *error) MUST_CHECK;

/* The comparison a State belongs to, and its place among the members; NULL when it has none. */
const Comparison *assessment_comparison(const Assessment *assessment, size_t state, size_t *member);

#endif
