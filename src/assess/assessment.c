#include "assess/assessment.h"

#include <math.h>

#include "assess/release_value.h"
#include "assess/workers.h"

enum { DRAWS_MAX = 1000000, SOBOL_ROWS_MAX = 1000000 };

static const Spread NO_SPREAD = { NAN, NAN, NAN, NAN };

AssessOptions assess_options(const Method *method) {
    return (AssessOptions){
        .as_of = method->as_of,
        .seed = method->seed,
        .sobol_seed = method->sobol_seed,
        .draws = (size_t)method->draws,
        .sobol_rows = (size_t)method->sobol_rows,
        .threads = 1,
        .released = true,
    };
}

static bool check_options(const AssessOptions *options, Error *error) {
    if (options->as_of == DAY_NONE)
        return error_set(error, ERROR_USAGE, "an assessment needs its as-of date");
    if (options->draws < 1 || options->draws > DRAWS_MAX)
        return error_set(error, ERROR_USAGE, "the number of draws is from 1 to %d", DRAWS_MAX);
    if (options->sobol_rows < 2 || options->sobol_rows > SOBOL_ROWS_MAX)
        return error_set(error, ERROR_USAGE, "the number of Sobol rows is from 2 to %d",
                         SOBOL_ROWS_MAX);
    if (options->threads < 1 || options->threads > WORKERS_MAX)
        return error_set(error, ERROR_USAGE, "the number of threads is from 1 to %d", WORKERS_MAX);
    return true;
}

/* ---------------------------------------------------------------- rounding */

static void release_all(double *values, size_t count) {
    for (size_t i = 0; i < count; i++)
        values[i] = release_value(values[i]);
}

static void release_numbers(double *const *values, size_t count) {
    for (size_t i = 0; i < count; i++)
        *values[i] = release_value(*values[i]);
}

static void release_estimate(IndicatorEstimate *estimate) {
    double *const values[] = {
        &estimate->x,
        &estimate->n,
        &estimate->raw,
        &estimate->wilson.low,
        &estimate->wilson.high,
        &estimate->a,
        &estimate->b,
        &estimate->value,
        &estimate->low,
        &estimate->high,
        &estimate->score,
        &estimate->odds.at_most_quarter,
        &estimate->odds.at_most_half,
        &estimate->odds.at_least_half,
        &estimate->odds.at_least_three_quarters,
    };
    release_numbers(values, COUNT_OF(values));
    if (estimate->word != ITEM_NOT_TESTED) estimate->word = item_word(&estimate->odds);
}

static void release_scores(Scores *scores) {
    release_all(scores->dimensions, DIMENSION_COUNT);
    release_all(scores->dimension_shares, DIMENSION_COUNT);
    double *const values[] = { &scores->overall_share, &scores->geometric, &scores->arithmetic,
                               &scores->harmonic };
    release_numbers(values, COUNT_OF(values));
}

static void release_curve(SurvivalCurve *curve) {
    for (size_t i = 0; i < curve->count; i++) {
        SurvivalStep *step = &curve->steps[i];
        double *const values[] = { &step->survival, &step->greenwood, &step->standard_error,
                                   &step->low, &step->high };
        release_numbers(values, COUNT_OF(values));
    }
}

static void release_spread(Spread *spread) {
    double *const values[] = { &spread->mean, &spread->low, &spread->middle, &spread->high };
    release_numbers(values, COUNT_OF(values));
}

/* ---------------------------------------------------------------- nominal values */

static const IndicatorEstimate *estimate_of(const Method *method, const StateAssessment *state,
                                            IndicatorCode code) {
    const Indicator *indicator = method_indicator(method, code);
    return indicator ? &state->indicators[indicator - method->indicators] : NULL;
}

/* METHOD 4, A1: a posterior of the honour rate and a fact about the invitation. */
static void judge_invitation(const Assessment *assessment, StateAssessment *state) {
    const Method *method = assessment->method;
    const IndicatorEstimate *issued = estimate_of(method, state, INDICATOR_SP0);
    const IndicatorEstimate *honoured = estimate_of(method, state, INDICATOR_SP1);
    state->honours = NAN;
    if (honoured && honoured->availability == AVAILABLE) {
        Beta posterior = beta_of(honoured->a, honoured->b);
        state->honours = 1 - beta_probability(&posterior, method->invitation_rate);
        if (assessment->options.released) state->honours = release_value(state->honours);
    }
    if (!issued || issued->availability != AVAILABLE)
        state->invitation = INVITATION_NO_DATA;
    else if (isnan(state->honours))
        state->invitation = INVITATION_NOT_TESTED;
    else
        state->invitation = invitation_word(method, issued->value > 0, state->honours);
}

static void assess_nominally(Assessment *assessment, size_t index) {
    const Method *method = assessment->method;
    StateAssessment *state = &assessment->states[index];
    double scores[INDICATOR_CODE_COUNT];
    for (size_t i = 0; i < method->indicator_count; i++) {
        const Indicator *indicator = &method->indicators[i];
        state->indicators[i] = indicator_estimate(
            method, indicator, observed_facts(&assessment->observations, index, indicator->code));
        scores[i] = state->indicators[i].score;
    }
    state->scores = scores_add_up(method, scores, SIZE_MAX);
    for (int i = 0; i < DIMENSION_COUNT; i++)
        state->tested[i] = !isnan(state->scores.dimensions[i]);
    state->assessable = !isnan(state->scores.geometric);
    judge_invitation(assessment, state);
    if (!assessment->options.released) return;
    for (size_t i = 0; i < method->indicator_count; i++)
        release_estimate(&state->indicators[i]);
    release_scores(&state->scores);
    release_curve(&assessment->observations.visit_curves[index]);
    release_curve(&assessment->observations.reply_curves[index]);
}

/* ---------------------------------------------------------------- red lines */

static bool crosses_by_case(const Assessment *assessment, const ReprisalFact *fact) {
    Day as_of = assessment->options.as_of;
    Day after = day_add_months(as_of, -12 * assessment->method->reprisals_years);
    return fact->killing_or_disappearance && !fact->substantive_response &&
           fact->first_published > after && fact->first_published <= as_of;
}

static bool in_force(const RedLineFact *fact, Day as_of) {
    return fact->since <= as_of && (fact->until == DAY_NONE || fact->until > as_of);
}

/* Counts; and keeps, once there is room. */
static void add_red_line(StateAssessment *state, RedLineKind kind, Day since, Str source) {
    if (state->red_lines)
        state->red_lines[state->red_line_count] = (RedLine){ kind, since, source };
    state->red_line_count++;
}

static void walk_red_lines(Assessment *assessment) {
    const Dataset *dataset = assessment->dataset;
    for (size_t i = 0; i < dataset->red_lines_count; i++) {
        const RedLineFact *fact = &dataset->red_lines[i];
        if (in_force(fact, assessment->options.as_of))
            add_red_line(&assessment->states[fact->state], fact->kind, fact->since, fact->source);
    }
    for (size_t i = 0; i < dataset->reprisals_count; i++) {
        const ReprisalFact *fact = &dataset->reprisals[i];
        if (crosses_by_case(assessment, fact))
            add_red_line(&assessment->states[fact->state], RED_LINE_KILLING, fact->first_published,
                         fact->id);
    }
}

static void find_red_lines(Arena *arena, Assessment *assessment) {
    walk_red_lines(assessment);
    for (size_t i = 0; i < assessment->dataset->state_count; i++) {
        StateAssessment *state = &assessment->states[i];
        if (!state->red_line_count) continue;
        state->red_lines = ARENA_ARRAY(arena, state->red_line_count, RedLine);
        state->red_line_count = 0;
    }
    walk_red_lines(assessment);
}

/* ---------------------------------------------------------------- draws */

typedef struct WorkerScratch {
    DrawScratch *draws;
    double *values;
    SobolOutputs outputs;
} WorkerScratch;

typedef struct Runs {
    Assessment *assessment;
    SobolDesign design;
    WorkerScratch *scratch; /* one a thread */
} Runs;

static Spread spread_of_draws(const Assessment *assessment, const double *draws, double *scratch) {
    const Method *method = assessment->method;
    size_t count = assessment->draws.count;
    memcpy(scratch, draws, count * sizeof *scratch);
    Spread spread = spread_of(scratch, count, method->interval_low, method->interval_high);
    if (assessment->options.released) release_spread(&spread);
    return spread;
}

static void count_bands(const Assessment *assessment, const double *draws, double *odds) {
    size_t counts[BANDS_MAX] = { 0 };
    for (size_t draw = 0; draw < assessment->draws.count; draw++)
        counts[verdict_band(assessment->method, draws[draw])]++;
    for (size_t band = 0; band < assessment->method->verdict_band_count; band++)
        odds[band] = (double)counts[band] / (double)assessment->draws.count;
    if (assessment->options.released) release_all(odds, assessment->method->verdict_band_count);
}

static void conclude_draws(const Assessment *assessment, size_t index, double *scratch) {
    StateAssessment *state = &assessment->states[index];
    const StateDraws *draws = &assessment->state_draws[index];
    state->overall = spread_of_draws(assessment, draws->overall, scratch);
    for (int i = 0; i < DIMENSION_COUNT; i++)
        state->dimensions[i] = state->tested[i]
                                   ? spread_of_draws(assessment, draws->dimensions[i], scratch)
                                   : NO_SPREAD;
    count_bands(assessment, draws->overall, state->band_odds);
    state->verdict = verdict_of(assessment->method, state->scores.geometric, state->overall.low,
                                state->overall.high, state->band_odds, state->red_line_count > 0);
}

/* One State: all its draws and its sensitivity. A State that is not assessable on nominal data
 * stays so in every draw (METHOD 5). */
static void run_state(void *context, size_t index, unsigned worker) {
    const Runs *runs = context;
    const Assessment *assessment = runs->assessment;
    const WorkerScratch *scratch = &runs->scratch[worker];
    StateAssessment *state = &assessment->states[index];
    if (!state->assessable) return;
    const IndicatorFacts *facts = &assessment->observations.facts[index * INDICATOR_CODE_COUNT];
    SobolOutputs outputs = scratch->outputs;
    draws_run(assessment->method, &assessment->draws, index, facts, state->tested,
              assessment->options.released, scratch->draws, &assessment->state_draws[index]);
    conclude_draws(assessment, index, scratch->values);
    state->sensitivity =
        sensitivity_of(assessment->method, &runs->design, facts, state->tested, &outputs);
    if (!assessment->options.released) return;
    state->sensitivity.variance = release_value(state->sensitivity.variance);
    release_all(state->sensitivity.first, ASSUMPTION_COUNT);
    release_all(state->sensitivity.total, ASSUMPTION_COUNT);
}

/* Everything a thread writes is allocated before threads start: an arena has one user. */
static void prepare_states(Arena *arena, Assessment *assessment) {
    for (size_t i = 0; i < assessment->dataset->state_count; i++) {
        StateAssessment *state = &assessment->states[i];
        StateDraws *draws = &assessment->state_draws[i];
        state->overall = NO_SPREAD;
        for (int dimension = 0; dimension < DIMENSION_COUNT; dimension++)
            state->dimensions[dimension] = NO_SPREAD;
        for (size_t band = 0; band < BANDS_MAX; band++)
            state->band_odds[band] = NAN;
        if (!state->assessable) continue;
        draws->overall = ARENA_ARRAY(arena, assessment->draws.count, double);
        for (int dimension = 0; dimension < DIMENSION_COUNT; dimension++)
            draws->dimensions[dimension] = ARENA_ARRAY(arena, assessment->draws.count, double);
    }
}

static void run_states(Arena *arena, Assessment *assessment) {
    const AssessOptions *options = &assessment->options;
    Arena temporary = { 0 };
    assessment->draws = draws_of(arena, assessment->method, options->seed, options->draws,
                                 assessment->dataset->state_count);
    prepare_states(arena, assessment);
    Runs runs = { assessment,
                  sobol_design(&temporary, options->sobol_rows, ASSUMPTION_COUNT,
                               options->sobol_seed),
                  ARENA_ARRAY(&temporary, options->threads, WorkerScratch) };
    for (unsigned i = 0; i < options->threads; i++)
        runs.scratch[i] = (WorkerScratch){ draw_scratch(&temporary, &assessment->draws),
                                           ARENA_ARRAY(&temporary, options->draws, double),
                                           sobol_outputs(&temporary, &runs.design) };
    workers_run(options->threads, assessment->dataset->state_count, run_state, &runs);
    arena_free(&temporary);
}

/* ---------------------------------------------------------------- comparisons */

static size_t set_of(const Assessment *assessment, size_t state) {
    if (!assessment->states[state].assessable) return ASSESS_NO_SET;
    return assessment->options.sets ? assessment->options.sets[state] : 0;
}

/* The lowest set at or above `from`; ASSESS_NO_SET when there is none. */
static size_t next_set(const Assessment *assessment, size_t from) {
    size_t next = ASSESS_NO_SET;
    for (size_t state = 0; state < assessment->dataset->state_count; state++) {
        size_t set = set_of(assessment, state);
        if (set >= from && set < next) next = set;
    }
    return next;
}

static void fill_comparison(Arena *arena, Assessment *assessment, size_t set) {
    size_t states = assessment->dataset->state_count;
    Comparison *comparison = &assessment->comparisons[assessment->comparison_count++];
    comparison->set = set;
    comparison->members = ARENA_ARRAY(arena, states, size_t);
    double **overall = ARENA_ARRAY(arena, states, double *);
    for (size_t state = 0; state < states; state++) {
        overall[state] = assessment->state_draws[state].overall;
        if (set_of(assessment, state) == set) comparison->members[comparison->count++] = state;
    }
    compare_draws(arena, comparison, overall, assessment->draws.count,
                  assessment->method->interval_low, assessment->method->interval_high,
                  assessment->options.threads);
    if (!assessment->options.released) return;
    release_all(comparison->above, comparison->count * comparison->count);
    release_all(comparison->rank_odds, comparison->count * comparison->count);
}

static void compare_states(Arena *arena, Assessment *assessment) {
    assessment->comparisons = ARENA_ARRAY(arena, assessment->dataset->state_count, Comparison);
    for (size_t set = next_set(assessment, 0); set != ASSESS_NO_SET;
         set = next_set(assessment, set + 1))
        fill_comparison(arena, assessment, set);
}

bool assess(Arena *arena, const Dataset *dataset, const Method *method,
            const AssessOptions *options, Assessment *assessment, Error *error) {
    if (!check_options(options, error) || !dataset_check(dataset, method, error)) return false;
    *assessment = (Assessment){
        .dataset = dataset,
        .method = method,
        .options = *options,
        .observations = observe(arena, dataset, method, options->as_of),
        .state_draws = ARENA_ARRAY(arena, dataset->state_count, StateDraws),
        .states = ARENA_ARRAY(arena, dataset->state_count, StateAssessment),
    };
    for (size_t state = 0; state < dataset->state_count; state++)
        assess_nominally(assessment, state);
    find_red_lines(arena, assessment);
    run_states(arena, assessment);
    compare_states(arena, assessment);
    return true;
}

const Comparison *assessment_comparison(const Assessment *assessment, size_t state,
                                        size_t *member) {
    size_t set = set_of(assessment, state);
    for (size_t i = 0; i < assessment->comparison_count; i++) {
        const Comparison *comparison = &assessment->comparisons[i];
        if (comparison->set != set) continue;
        for (*member = 0; *member < comparison->count; (*member)++)
            if (comparison->members[*member] == state) return comparison;
    }
    return NULL;
}
