#include "assess/uncertainty.h"

#include <math.h>

#include "assess/elementary.h"
#include "assess/release_value.h"
#include "assess/scores.h"
#include "base/prng.h"

/* METHOD 6, the order of uniforms in a draw: (1) to (5), then a weight a dimension, a weight an
 * indicator, and then State after State, indicator after indicator, one each, used or not. */
enum { ASSUMPTIONS = 5, FIRST_INDICATOR_WEIGHT = ASSUMPTIONS + DIMENSION_COUNT };

/* The first, second or last third: 0, 1 or 2. */
static unsigned char third(double u) {
    return u < 1.0 / 3 ? 0 : u < 2.0 / 3 ? 1 : 2;
}

static double varied(double weight, double noise, double u) {
    return weight * (1 + noise * (2 * u - 1));
}

static void read_draw(Draws *draws, const Method *method, size_t draw, Prng prng) {
    draws->geometric[draw] = prng_uniform(&prng) < 0.5;
    draws->alternative_goalposts[draw] = !(prng_uniform(&prng) < 0.5);
    draws->imputed[draw] = !(prng_uniform(&prng) < 0.5);
    draws->substance[draw] = third(prng_uniform(&prng));
    draws->prior_factor[draw] = third(prng_uniform(&prng));
    for (int i = 0; i < DIMENSION_COUNT; i++)
        draws->dimension_weights[i][draw] = varied(
            method->dimension_weights[i], method->dimension_weight_noise, prng_uniform(&prng));
    for (size_t i = 0; i < method->indicator_count; i++)
        draws->indicator_weights[i][draw] = varied(
            method->indicators[i].weight, method->indicator_weight_noise, prng_uniform(&prng));
}

Draws draws_of(Arena *arena, const Method *method, uint64_t seed, size_t count, size_t states) {
    Draws draws = {
        .count = count,
        .seed = seed,
        .uniforms = FIRST_INDICATOR_WEIGHT + method->indicator_count * (1 + states),
        .geometric = ARENA_ARRAY(arena, count, bool),
        .alternative_goalposts = ARENA_ARRAY(arena, count, bool),
        .imputed = ARENA_ARRAY(arena, count, bool),
        .substance = ARENA_ARRAY(arena, count, unsigned char),
        .prior_factor = ARENA_ARRAY(arena, count, unsigned char),
    };
    for (int i = 0; i < DIMENSION_COUNT; i++)
        draws.dimension_weights[i] = ARENA_ARRAY(arena, count, double);
    for (size_t i = 0; i < method->indicator_count; i++)
        draws.indicator_weights[i] = ARENA_ARRAY(arena, count, double);
    for (size_t draw = 0; draw < count; draw++) {
        Prng prng = { seed };
        prng_skip(&prng, draw * draws.uniforms);
        read_draw(&draws, method, draw, prng);
    }
    return draws;
}

/* Stands before the uniform of one State's indicator in the first draw; `uniforms` further on
 * stands that of the next draw. */
static Prng uniforms_of(const Method *method, const Draws *draws, size_t state, size_t indicator) {
    Prng prng = { draws->seed };
    prng_skip(&prng, FIRST_INDICATOR_WEIGHT + method->indicator_count * (1 + state) + indicator);
    return prng;
}

/* ---------------------------------------------------------------- one value */

static double slipped_level(const Indicator *indicator, double value, double slip, double u) {
    size_t level = 0;
    while (level + 1 < indicator->level_count && indicator->levels[level] != value)
        level++;
    if (u < slip && level > 0) return indicator->levels[level - 1];
    if (u >= 1 - slip && level + 1 < indicator->level_count) return indicator->levels[level + 1];
    return indicator->levels[level];
}

static Beta posterior_in(const Method *method, const Indicator *indicator,
                         const IndicatorFacts *facts, size_t substance, size_t factor) {
    return rate_posterior(indicator, facts->x[substance], facts->n, method->prior_factors[factor]);
}

double draw_value(const Method *method, const Draws *draws, size_t draw, size_t state,
                  size_t indicator, const IndicatorFacts *facts) {
    const Indicator *entry = &method->indicators[indicator];
    if (facts->availability != AVAILABLE) return NAN;
    Prng prng = uniforms_of(method, draws, state, indicator);
    prng_skip(&prng, draw * draws->uniforms);
    double u = prng_uniform(&prng);
    switch (entry->kind) {
    case KIND_RATE: {
        Beta posterior =
            posterior_in(method, entry, facts, draws->substance[draw], draws->prior_factor[draw]);
        return beta_quantile(&posterior, u);
    }
    case KIND_ORDINAL: return slipped_level(entry, facts->value, method->ordinal_slip, u);
    case KIND_EXTERNAL: return facts->low + (facts->high - facts->low) * u;
    default: return facts->value;
    }
}

/* ---------------------------------------------------------------- all draws of one State */

typedef struct Run {
    const Method *method;
    const Draws *draws;
    size_t state;
    const IndicatorFacts *facts; /* the State's row */
    bool released;
    DrawScratch *scratch;
    double low[2], per_share[2]; /* score = floor + per_share (value - low), within bounds */
} Run;

static inline void add(const Run *run, const double *weights, size_t draw, double value) {
    bool alternative = run->draws->alternative_goalposts[draw];
    double points = (value - run->low[alternative]) * run->per_share[alternative];
    double most = run->method->score_span;
    points = points < 0 ? 0 : points > most ? most : points;
    run->scratch->sums[draw] += weights[draw] * (run->method->score_floor + points);
    run->scratch->weights[draw] += weights[draw];
}

/* The same wherever it is there: a fact, or a reference value in the draws that impute. */
static void add_constant(const Run *run, size_t indicator, double value, bool only_imputed) {
    const double *weights = run->draws->indicator_weights[indicator];
    for (size_t draw = 0; draw < run->draws->count; draw++)
        if (!only_imputed || run->draws->imputed[draw]) add(run, weights, draw, value);
}

static void add_external(const Run *run, size_t indicator, const IndicatorFacts *facts) {
    const double *weights = run->draws->indicator_weights[indicator];
    Prng prng = uniforms_of(run->method, run->draws, run->state, indicator);
    double width = facts->high - facts->low;
    for (size_t draw = 0; draw < run->draws->count; draw++) {
        Prng here = prng;
        add(run, weights, draw, facts->low + width * prng_uniform(&here));
        prng_skip(&prng, run->draws->uniforms);
    }
}

static void add_ordinal(const Run *run, size_t indicator, const IndicatorFacts *facts) {
    const double *weights = run->draws->indicator_weights[indicator];
    const Indicator *entry = &run->method->indicators[indicator];
    Prng prng = uniforms_of(run->method, run->draws, run->state, indicator);
    for (size_t draw = 0; draw < run->draws->count; draw++) {
        Prng here = prng;
        double u = prng_uniform(&here);
        add(run, weights, draw, slipped_level(entry, facts->value, run->method->ordinal_slip, u));
        prng_skip(&prng, run->draws->uniforms);
    }
}

/* A table of quantiles for each prior strength, and for each reading of the replies where these
 * differ: then a draw costs a look-up, not a solution. */
static void add_rate(const Run *run, size_t indicator, const IndicatorFacts *facts) {
    const double *weights = run->draws->indicator_weights[indicator];
    const Indicator *entry = &run->method->indicators[indicator];
    const Draws *draws = run->draws;
    bool graded = facts->x[SUBSTANCE_STRICT] != facts->x[SUBSTANCE_NOMINAL] ||
                  facts->x[SUBSTANCE_LENIENT] != facts->x[SUBSTANCE_NOMINAL];
    size_t maps = graded ? SUBSTANCE_MAP_COUNT : 1;
    for (size_t factor = 0; factor < PRIOR_FACTOR_COUNT; factor++)
        for (size_t map = 0; map < maps; map++)
            beta_table_build(&run->scratch->tables[factor * maps + map],
                             posterior_in(run->method, entry, facts, map, factor));
    Prng prng = uniforms_of(run->method, draws, run->state, indicator);
    for (size_t draw = 0; draw < draws->count; draw++) {
        Prng here = prng;
        size_t table = draws->prior_factor[draw] * maps + (graded ? draws->substance[draw] : 0);
        add(run, weights, draw,
            beta_table_quantile(&run->scratch->tables[table], prng_uniform(&here)));
        prng_skip(&prng, draws->uniforms);
    }
}

static void add_indicator(const Run *run, size_t indicator) {
    const Indicator *entry = &run->method->indicators[indicator];
    const IndicatorFacts *facts = &run->facts[entry->code];
    if (facts->availability != AVAILABLE) {
        add_constant(run, indicator, entry->reference, true);
        return;
    }
    switch (entry->kind) {
    case KIND_RATE: add_rate(run, indicator, facts); break;
    case KIND_ORDINAL: add_ordinal(run, indicator, facts); break;
    case KIND_EXTERNAL: add_external(run, indicator, facts); break;
    default: add_constant(run, indicator, facts->value, false); break;
    }
}

static void run_dimension(const Run *run, Dimension dimension, bool tested, double *result) {
    DrawScratch *scratch = run->scratch;
    size_t count = run->draws->count;
    memset(scratch->sums, 0, count * sizeof *scratch->sums);
    memset(scratch->weights, 0, count * sizeof *scratch->weights);
    for (size_t i = 0; i < run->method->indicator_count; i++)
        if (run->method->indicators[i].dimension == dimension) add_indicator(run, i);
    for (size_t draw = 0; draw < count; draw++)
        result[draw] = tested || run->draws->imputed[draw]
                           ? scratch->sums[draw] / scratch->weights[draw]
                           : NAN;
}

static double overall_of(const Run *run, size_t draw, const StateDraws *state) {
    double sum = 0, weight = 0;
    bool geometric = run->draws->geometric[draw];
    for (int i = 0; i < DIMENSION_COUNT; i++) {
        double score = state->dimensions[i][draw];
        if (isnan(score)) continue;
        double share = run->draws->dimension_weights[i][draw];
        sum += share * (geometric ? elementary_log(score) : score);
        weight += share;
    }
    return geometric ? elementary_exp(sum / weight) : sum / weight;
}

void draws_run(const Method *method, const Draws *draws, size_t state, const IndicatorFacts *facts,
               const bool tested[DIMENSION_COUNT], bool released, DrawScratch *scratch,
               StateDraws *result) {
    Run run = { method, draws, state, facts, released, scratch, { 0 }, { 0 } };
    for (int i = 0; i < 2; i++) {
        run.low[i] = method->goalposts[i][0];
        run.per_share[i] = method->score_span / (method->goalposts[i][1] - run.low[i]);
    }
    for (int i = 0; i < DIMENSION_COUNT; i++)
        run_dimension(&run, (Dimension)i, tested[i], result->dimensions[i]);
    for (size_t draw = 0; draw < draws->count; draw++) {
        double overall = overall_of(&run, draw, result);
        result->overall[draw] = released ? release_value(overall) : overall;
        if (!released) continue;
        for (int i = 0; i < DIMENSION_COUNT; i++)
            result->dimensions[i][draw] = release_value(result->dimensions[i][draw]);
    }
}

DrawScratch *draw_scratch(Arena *arena, const Draws *draws) {
    DrawScratch *scratch = ARENA_NEW(arena, DrawScratch);
    scratch->sums = ARENA_ARRAY(arena, draws->count, double);
    scratch->weights = ARENA_ARRAY(arena, draws->count, double);
    return scratch;
}
