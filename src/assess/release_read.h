/* Reading a release back, for pages: the values of release.json as structures, and slices of
 * draws.bin. Nothing is computed here. A number that does not exist is NAN. */
#ifndef UPHOLD_ASSESS_RELEASE_READ_H
#define UPHOLD_ASSESS_RELEASE_READ_H

#include "assess/own_weights.h"
#include "assess/sensitivity.h"

typedef struct ReleasedIndicator {
    IndicatorCode code;
    Str availability; /* "available", "not tested", "not tested: sample", "no data" */
    bool available, sample;
    double x, n, raw, wilson_low, wilson_high, a, b, value, low, high, score;
    bool few_cases;
    Str word;
} ReleasedIndicator;

typedef struct ReleasedScore {
    bool tested; /* of the whole: assessable */
    double score, weight_share, mean, low, median, high;
} ReleasedScore;

typedef struct ReleasedRedLine {
    Str kind, since, source;
} ReleasedRedLine;

typedef struct ReleasedStep {
    int64_t time, at_risk, events, censored;
    double waiting, low, high;
} ReleasedStep;

typedef struct ReleasedCurve {
    int64_t observations, events, horizon;
    double median;
    ReleasedStep *steps;
    size_t count;
} ReleasedCurve;

typedef struct ReleasedState {
    Str iso3, name, un_group, role;
    ReleasedScore overall, dimensions[DIMENSION_COUNT];
    Str words; /* the verdict */
    Str invitation;
    double honours;
    ReleasedIndicator indicators[INDICATOR_CODE_COUNT];
    size_t indicator_count;
    ReleasedRedLine *red_lines;
    size_t red_line_count;
    Str driver; /* the assumption that drives the doubt; empty without */
    double driver_total;
    ReleasedCurve visits, replies;
} ReleasedState;

typedef struct ReleasedComparison {
    Str un_group;
    size_t count;
    const ReleasedState **states;
    int64_t *rank_low, *rank_high;
    double *above; /* count x count */
} ReleasedComparison;

typedef struct Release {
    Str id, corrects, method_id, method_hash, input_hash, seed;
    int cycle;
    Day as_of;
    int64_t draws;
    ReleasedState *states;
    size_t state_count;
    ReleasedComparison *comparisons;
    size_t comparison_count;
} Release;

/* Reads release.json; owned by the arena. */
bool release_parse(Arena *arena, Str json, Release *release, Error *error) MUST_CHECK;
const ReleasedState *release_state(const Release *release, Str iso3);

/* draws.bin: which States it has and where their draws stand. */
typedef struct ReleaseDraws {
    size_t states, draws;
    const bool *geometric;
    const Str *codes;
    const double *values; /* states x dimensions x draws */
} ReleaseDraws;
bool release_parse_draws(Arena *arena, Str bytes, ReleaseDraws *draws, Error *error) MUST_CHECK;
/* The dimension scores of one State, as own_score wants them; false where the release has none. */
bool release_dimension_scores(const ReleaseDraws *draws, const ReleasedState *state,
                              DimensionScores *scores) MUST_CHECK;

#endif
