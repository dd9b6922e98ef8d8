#include "assess/audit.h"

#include <math.h>

#include "assess/release_value.h"

enum { CORRELATION_STATES_MIN = 3 };
static const double CORRELATION_LIMIT = 0.92; /* METHOD 11 */

static double rounded(const Assessment *assessment, double value) {
    return assessment->options.released ? release_value(value) : value;
}

/* ---------------------------------------------------------------- availability */

static void count_availability(Audit *audit) {
    const Assessment *assessment = audit->assessment;
    for (size_t i = 0; i < assessment->dataset->state_count; i++) {
        const StateAssessment *state = &assessment->states[i];
        for (size_t j = 0; j < assessment->method->indicator_count; j++)
            audit->availability[j].states[state->indicators[j].availability]++;
        for (int j = 0; j < DIMENSION_COUNT; j++)
            audit->dimensions_tested[j] += state->tested[j];
        audit->assessable += state->assessable;
    }
}

/* ---------------------------------------------------------------- correlations */

static double indicator_score(const StateAssessment *state, size_t indicator) {
    return state->indicators[indicator].score;
}

static double dimension_score(const StateAssessment *state, size_t dimension) {
    return state->scores.dimensions[dimension];
}

typedef double ScoreOf(const StateAssessment *state, size_t which);

/* Pearson's correlation over the States that have both. */
static void correlate(const Assessment *assessment, ScoreOf *score, Correlation *correlation) {
    double n = 0, mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < assessment->dataset->state_count; i++) {
        double x = score(&assessment->states[i], correlation->first);
        double y = score(&assessment->states[i], correlation->second);
        if (isnan(x) || isnan(y)) continue;
        n++;
        double dx = x - mean_x, dy = y - mean_y;
        mean_x += dx / n;
        mean_y += dy / n;
        xx += dx * (x - mean_x);
        yy += dy * (y - mean_y);
        xy += dx * (y - mean_y);
    }
    correlation->states = (size_t)n;
    bool defined = n >= CORRELATION_STATES_MIN && xx > 0 && yy > 0;
    correlation->value = defined ? rounded(assessment, xy / sqrt(xx * yy)) : NAN;
    correlation->flag = !defined                                 ? CORRELATION_UNDEFINED
                        : correlation->value > CORRELATION_LIMIT ? CORRELATION_HIGH
                        : correlation->value < 0                 ? CORRELATION_NEGATIVE
                                                                 : CORRELATION_FINE;
}

static void correlate_all(Arena *arena, Audit *audit) {
    const Method *method = audit->assessment->method;
    size_t count = method->indicator_count;
    audit->correlations = ARENA_ARRAY(arena, count * count / 2 + 1, Correlation);
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            Correlation *next = &audit->correlations[audit->correlation_count++];
            *next = (Correlation){ .first = i, .second = j };
            next->same_dimension =
                method->indicators[i].dimension == method->indicators[j].dimension;
            correlate(audit->assessment, indicator_score, next);
        }
    audit->dimension_correlations =
        ARENA_ARRAY(arena, DIMENSION_COUNT * DIMENSION_COUNT / 2, Correlation);
    for (size_t i = 0; i < DIMENSION_COUNT; i++)
        for (size_t j = i + 1; j < DIMENSION_COUNT; j++) {
            Correlation *next =
                &audit->dimension_correlations[audit->dimension_correlation_count++];
            *next = (Correlation){ .first = i, .second = j };
            correlate(audit->assessment, dimension_score, next);
        }
}

/* ---------------------------------------------------------------- weights */

static double nominal_weight(const Method *method, const Indicator *indicator) {
    return method->dimension_weights[indicator->dimension] * indicator->weight;
}

/* What one State's indicator weighs after the missing ones have dropped out; shares are of nominal
 * weight, which sums to 1 in a dimension and in the whole. */
static double state_weight(const Method *method, const StateAssessment *state, size_t index) {
    const Indicator *indicator = &method->indicators[index];
    Dimension dimension = indicator->dimension;
    if (!state->tested[dimension] || isnan(state->indicators[index].score)) return 0;
    return nominal_weight(method, indicator) / state->scores.dimension_shares[dimension] /
           state->scores.overall_share;
}

static void weigh(Audit *audit) {
    const Assessment *assessment = audit->assessment;
    const Method *method = assessment->method;
    for (size_t i = 0; i < method->indicator_count; i++) {
        double sum = 0;
        for (size_t j = 0; j < assessment->dataset->state_count; j++)
            if (assessment->states[j].assessable)
                sum += state_weight(method, &assessment->states[j], i);
        audit->weights[i].nominal =
            rounded(assessment, nominal_weight(method, &method->indicators[i]));
        audit->weights[i].mean =
            audit->assessable ? rounded(assessment, sum / (double)audit->assessable) : NAN;
    }
}

/* ---------------------------------------------------------------- one at a time */

/* Ranks of the States of one comparison that have both scores, before and after. */
static void shift_ranks(const Comparison *comparison, const double *before, const double *after,
                        Removal *removal) {
    for (size_t i = 0; i < comparison->count; i++) {
        size_t state = comparison->members[i], first = 1, second = 1;
        if (isnan(before[state]) || isnan(after[state])) continue;
        for (size_t j = 0; j < comparison->count; j++) {
            size_t other = comparison->members[j];
            if (isnan(before[other]) || isnan(after[other])) continue;
            first += before[other] > before[state];
            second += after[other] > after[state];
        }
        size_t shift = first > second ? first - second : second - first;
        if (shift <= removal->rank_shift) continue;
        removal->rank_shift = shift;
        removal->rank_state = state;
    }
}

static void shift_scores(size_t states, const double *before, const double *after,
                         Removal *removal) {
    for (size_t state = 0; state < states; state++) {
        removal->no_longer += !isnan(before[state]) && isnan(after[state]);
        removal->only_without += isnan(before[state]) && !isnan(after[state]);
        double shift = after[state] - before[state];
        if (isnan(shift) || fabs(shift) <= fabs(removal->score_shift)) continue;
        removal->score_shift = shift;
        removal->score_state = state;
    }
}

static void overall_without(const Assessment *assessment, size_t left_out, double *overall) {
    const Method *method = assessment->method;
    for (size_t state = 0; state < assessment->dataset->state_count; state++) {
        double scores[INDICATOR_CODE_COUNT];
        for (size_t i = 0; i < method->indicator_count; i++)
            scores[i] = assessment->states[state].indicators[i].score;
        overall[state] = rounded(assessment, scores_add_up(method, scores, left_out).geometric);
    }
}

static void remove_each(Audit *audit) {
    const Assessment *assessment = audit->assessment;
    size_t states = assessment->dataset->state_count;
    Arena arena = { 0 };
    double *before = ARENA_ARRAY(&arena, states, double);
    double *after = ARENA_ARRAY(&arena, states, double);
    overall_without(assessment, SIZE_MAX, before);
    for (size_t i = 0; i < assessment->method->indicator_count; i++) {
        Removal *removal = &audit->removals[i];
        *removal = (Removal){ .rank_state = SIZE_MAX, .score_state = SIZE_MAX };
        overall_without(assessment, i, after);
        for (size_t j = 0; j < assessment->comparison_count; j++)
            shift_ranks(&assessment->comparisons[j], before, after, removal);
        shift_scores(states, before, after, removal);
        removal->score_shift = rounded(assessment, removal->score_shift);
    }
    arena_free(&arena);
}

Audit audit(Arena *arena, const Assessment *assessment) {
    Audit result = { .assessment = assessment };
    count_availability(&result);
    correlate_all(arena, &result);
    weigh(&result);
    remove_each(&result);
    return result;
}
