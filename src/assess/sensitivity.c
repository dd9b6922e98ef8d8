#include "assess/sensitivity.h"

#include <math.h>

#include "assess/elementary.h"
#include "assess/scores.h"
#include "assess/spread.h"
#include "base/prng.h"

static const struct {
    const char *text, *words;
} ASSUMPTIONS[ASSUMPTION_COUNT] = {
    [ASSUME_AGGREGATION] = { "aggregation", "how the dimensions are added up" },
    [ASSUME_NORMALISATION] = { "normalisation", "where the goalposts stand" },
    [ASSUME_IMPUTATION] = { "imputation", "what is assumed of untested items" },
    [ASSUME_SUBSTANCE] = { "substance_map", "what a reply of each category is worth" },
    [ASSUME_PRIOR] = { "prior_strength", "how few the cases are" },
    [ASSUME_WEIGHT_SP] = { "w_SP", "the weight of Special Procedures" },
    [ASSUME_WEIGHT_RE] = { "w_RE", "the weight of reprisals and intimidation" },
    [ASSUME_WEIGHT_CS] = { "w_CS", "the weight of civil society" },
    [ASSUME_WEIGHT_CO] = { "w_CO", "the weight of treaties and Council" },
};

static const double NO_VARIANCE = 1e-20; /* scores that differ by their rounding only */

const char *assumption_text(Assumption assumption) {
    return ASSUMPTIONS[assumption].text;
}

const char *assumption_words(Assumption assumption) {
    return ASSUMPTIONS[assumption].words;
}

/* ---------------------------------------------------------------- any function */

SobolDesign sobol_design(Arena *arena, size_t rows, size_t factors, uint64_t seed) {
    SobolDesign design = { rows, factors, ARENA_ARRAY(arena, rows * factors, double),
                           ARENA_ARRAY(arena, rows * factors, double) };
    Prng prng = { seed };
    for (size_t row = 0; row < rows; row++) {
        for (size_t i = 0; i < factors; i++)
            design.a[row * factors + i] = prng_uniform(&prng);
        for (size_t i = 0; i < factors; i++)
            design.b[row * factors + i] = prng_uniform(&prng);
    }
    return design;
}

SobolOutputs sobol_outputs(Arena *arena, const SobolDesign *design) {
    return (SobolOutputs){ ARENA_ARRAY(arena, design->rows, double),
                           ARENA_ARRAY(arena, design->rows, double),
                           ARENA_ARRAY(arena, design->rows * design->factors, double) };
}

static double squares_about(const double *values, size_t count, double mean) {
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (values[i] - mean) * (values[i] - mean);
    return sum;
}

double sobol_indices(const SobolDesign *design, const SobolOutputs *outputs, double *first,
                     double *total) {
    size_t rows = design->rows;
    double n = (double)rows;
    const double *a = outputs->a, *b = outputs->b;
    double mean = (sum_exactly(a, rows) + sum_exactly(b, rows)) / (2 * n);
    double variance = (squares_about(a, rows, mean) + squares_about(b, rows, mean)) / (2 * n - 1);
    for (size_t factor = 0; factor < design->factors; factor++) {
        const double *mixed = outputs->mixed + factor * rows;
        double product = 0, square = 0;
        for (size_t row = 0; row < rows; row++) {
            double change = mixed[row] - a[row];
            product += (b[row] - mean) * change;
            square += change * change;
        }
        first[factor] = variance > NO_VARIANCE ? product / n / variance : NAN;
        total[factor] = variance > NO_VARIANCE ? square / (2 * n * variance) : NAN;
    }
    return variance;
}

/* ---------------------------------------------------------------- a State's score */

enum { CHOICES = SUBSTANCE_MAP_COUNT * PRIOR_FACTOR_COUNT * 2 * 2 };

/* The first five assumptions have 36 combinations in all: the dimensions, and their logarithms, are
 * computed once for each. NAN where a dimension is not tested. */
typedef struct Combination {
    double score[DIMENSION_COUNT], logarithm[DIMENSION_COUNT];
} Combination;

static size_t combination_index(size_t substance, size_t factor, bool alternative, bool imputed) {
    return ((substance * PRIOR_FACTOR_COUNT + factor) * 2 + alternative) * 2 + imputed;
}

static double mean_value(const Method *method, const Indicator *indicator,
                         const IndicatorFacts *facts, size_t substance, size_t factor) {
    if (facts->availability != AVAILABLE) return indicator->reference;
    if (indicator->kind != KIND_RATE) return facts->value;
    double strength = indicator->prior_strength * method->prior_factors[factor];
    return (strength * indicator->reference + facts->x[substance]) / (strength + facts->n);
}

static Combination combine(const Method *method, const IndicatorFacts *row,
                           const bool tested[DIMENSION_COUNT], size_t substance, size_t factor,
                           bool alternative, bool imputed) {
    double sums[DIMENSION_COUNT] = { 0 }, weights[DIMENSION_COUNT] = { 0 };
    for (size_t i = 0; i < method->indicator_count; i++) {
        const Indicator *indicator = &method->indicators[i];
        const IndicatorFacts *facts = &row[indicator->code];
        if (facts->availability != AVAILABLE && !imputed) continue;
        double value = mean_value(method, indicator, facts, substance, factor);
        double score = score_of(method, method->goalposts[alternative], value);
        sums[indicator->dimension] += indicator->weight * score;
        weights[indicator->dimension] += indicator->weight;
    }
    Combination result;
    for (int i = 0; i < DIMENSION_COUNT; i++) {
        result.score[i] = tested[i] || imputed ? sums[i] / weights[i] : NAN;
        result.logarithm[i] = isnan(result.score[i]) ? NAN : elementary_log(result.score[i]);
    }
    return result;
}

static size_t third(double u) {
    return u < 1.0 / 3 ? 0 : u < 2.0 / 3 ? 1 : 2;
}

static double overall_at(const Method *method, const Combination *combinations, const double *u) {
    bool geometric = u[ASSUME_AGGREGATION] < 0.5;
    const Combination *chosen = &combinations[combination_index(
        third(u[ASSUME_SUBSTANCE]), third(u[ASSUME_PRIOR]), !(u[ASSUME_NORMALISATION] < 0.5),
        !(u[ASSUME_IMPUTATION] < 0.5))];
    const double *scores = geometric ? chosen->logarithm : chosen->score;
    double sum = 0, weight = 0;
    for (int i = 0; i < DIMENSION_COUNT; i++) {
        if (isnan(scores[i])) continue;
        double noise = method->dimension_weight_noise * (2 * u[ASSUME_WEIGHT_SP + i] - 1);
        double share = method->dimension_weights[i] * (1 + noise);
        sum += share * scores[i];
        weight += share;
    }
    return geometric ? elementary_exp(sum / weight) : sum / weight;
}

static void run_design(const Method *method, const SobolDesign *design,
                       const Combination *combinations, SobolOutputs *outputs) {
    for (size_t row = 0; row < design->rows; row++) {
        const double *a = design->a + row * ASSUMPTION_COUNT;
        const double *b = design->b + row * ASSUMPTION_COUNT;
        double mixed[ASSUMPTION_COUNT];
        memcpy(mixed, a, sizeof mixed);
        outputs->a[row] = overall_at(method, combinations, a);
        outputs->b[row] = overall_at(method, combinations, b);
        for (size_t factor = 0; factor < ASSUMPTION_COUNT; factor++) {
            mixed[factor] = b[factor];
            outputs->mixed[factor * design->rows + row] = overall_at(method, combinations, mixed);
            mixed[factor] = a[factor];
        }
    }
}

Sensitivity sensitivity_of(const Method *method, const SobolDesign *design,
                           const IndicatorFacts *facts, const bool tested[DIMENSION_COUNT],
                           SobolOutputs *scratch) {
    Combination combinations[CHOICES];
    for (size_t substance = 0; substance < SUBSTANCE_MAP_COUNT; substance++)
        for (size_t factor = 0; factor < PRIOR_FACTOR_COUNT; factor++)
            for (int choice = 0; choice < 4; choice++) {
                bool alternative = choice & 1, imputed = choice & 2;
                combinations[combination_index(substance, factor, alternative, imputed)] =
                    combine(method, facts, tested, substance, factor, alternative, imputed);
            }
    run_design(method, design, combinations, scratch);
    Sensitivity result = { 0 };
    result.variance = sobol_indices(design, scratch, result.first, result.total);
    result.driven = result.variance > NO_VARIANCE;
    for (int i = 1; result.driven && i < ASSUMPTION_COUNT; i++)
        if (result.total[i] > result.total[result.driver]) result.driver = (Assumption)i;
    return result;
}
