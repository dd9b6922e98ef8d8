#include "assess/indicators.h"

#include <math.h>

#include "assess/scores.h"

/* METHOD 3: constants of the formulas themselves. */
static const double MINOR_INCIDENT = 0.25, SERIOUS_INCIDENT = 0.5; /* SP6 */
enum { INCIDENT_SOURCES_MIN = 2, COUNCIL_INFORMED_MONTHS = 12, REVIEW_PARTS = 4 };

typedef struct Context {
    const Dataset *dataset;
    const Method *method;
    Day as_of;
    Observations *observations;
} Context;

static IndicatorFacts *facts_of(const Context *context, size_t state, IndicatorCode code) {
    return &context->observations->facts[state * INDICATOR_CODE_COUNT + code];
}

static Day window_start(const Context *context, int years) {
    return day_add_months(context->as_of, -12 * years);
}

/* Inside (after, until]. */
static bool is_within(Day day, Day after, Day until) {
    return day > after && day <= until;
}

static void count_case(IndicatorFacts *facts, double success) {
    for (int map = 0; map < SUBSTANCE_MAP_COUNT; map++)
        facts->x[map] += success;
    facts->n++;
}

/* ---------------------------------------------------------------- Special Procedures */

/* A withdrawn invitation is a sourced negative by itself. */
static void observe_invitations(const Context *context) {
    for (size_t i = 0; i < context->dataset->invitations_count; i++) {
        const InvitationFact *fact = &context->dataset->invitations[i];
        if (fact->issued_on > context->as_of) continue;
        IndicatorFacts *facts = facts_of(context, fact->state, INDICATOR_SP0);
        facts->n++;
        if (fact->withdrawn_on == DAY_NONE || fact->withdrawn_on > context->as_of) facts->value = 1;
    }
}

/* x = n* F(horizon): as many cases as are known to have ended one way or the other (METHOD 4). */
static void observe_deadline(IndicatorFacts *facts, const SurvivalCurve *curve, int64_t horizon) {
    SurvivalAt at = survival_at(curve, horizon);
    facts->n = (double)at.known;
    for (int map = 0; map < SUBSTANCE_MAP_COUNT; map++)
        facts->x[map] = facts->n * at.answered;
}

static void observe_visits(const Context *context, Arena *arena) {
    const VisitChains *chains = &context->observations->chains;
    SurvivalObservation *waits = ARENA_ARRAY(arena, chains->count, SurvivalObservation);
    size_t at = 0;
    for (size_t state = 0; state < context->dataset->state_count; state++) {
        size_t count = 0;
        for (; at < chains->count && chains->chains[at].state == state; at++) {
            const VisitChain *chain = &chains->chains[at];
            waits[count++] = (SurvivalObservation){ chain->days, chain->answered };
            if (chain->mature)
                count_case(facts_of(context, state, INDICATOR_SP1), chain->honoured ? 1 : 0);
        }
        SurvivalCurve *curve = &context->observations->visit_curves[state];
        *curve = survival_curve(arena, waits, count);
        observe_deadline(facts_of(context, state, INDICATOR_SP2), curve,
                         context->method->visit_dates_horizon_days);
    }
}

/* RT has no grade yet: left out of SP3, a reply for SP4 (DOMAIN 4.1, D4.9). */
static void grade_reply(const Context *context, const ReplyTime *time, IndicatorFacts *facts) {
    if (!time->mature || time->category == REPLY_RT) return;
    for (int map = 0; map < SUBSTANCE_MAP_COUNT; map++)
        facts->x[map] += context->method->substance[map][time->category];
    facts->n++;
}

static void observe_replies(const Context *context, Arena *arena) {
    const ReplyTimes *replies = &context->observations->replies;
    SurvivalObservation *waits = ARENA_ARRAY(arena, replies->count, SurvivalObservation);
    size_t at = 0;
    for (size_t state = 0; state < context->dataset->state_count; state++) {
        size_t count = 0;
        for (; at < replies->count && replies->times[at].fact->state == state; at++) {
            const ReplyTime *time = &replies->times[at];
            if (time->timed)
                waits[count++] = (SurvivalObservation){ time->adjusted_days, time->replied };
            grade_reply(context, time, facts_of(context, state, INDICATOR_SP3));
        }
        SurvivalCurve *curve = &context->observations->reply_curves[state];
        *curve = survival_curve(arena, waits, count);
        observe_deadline(facts_of(context, state, INDICATOR_SP4), curve,
                         context->method->reply_horizon_days);
    }
}

static void observe_visit_reports(const Context *context) {
    Day after = window_start(context, context->method->visit_reports_years);
    Day until = day_add_months(context->as_of, -context->method->followup_maturity_months);
    for (size_t i = 0; i < context->dataset->visit_reports_count; i++) {
        const VisitReportFact *fact = &context->dataset->visit_reports[i];
        if (!is_within(fact->presented_on, after, until)) continue;
        bool followed = fact->followup_on != DAY_NONE && fact->followup_on <= context->as_of;
        count_case(facts_of(context, fact->state, INDICATOR_SP5), followed ? 1 : 0);
    }
}

/* `n` counts the incidents, `value` gathers what they cost. */
static void observe_incidents(const Context *context) {
    Day after = window_start(context, context->method->incidents_years);
    for (size_t i = 0; i < context->dataset->incidents_count; i++) {
        const IncidentFact *fact = &context->dataset->incidents[i];
        if (!is_within(fact->date, after, context->as_of) || fact->sources < INCIDENT_SOURCES_MIN)
            continue;
        IndicatorFacts *facts = facts_of(context, fact->state, INDICATOR_SP6);
        facts->n++;
        facts->value += fact->serious ? SERIOUS_INCIDENT : MINOR_INCIDENT;
    }
}

/* ---------------------------------------------------------------- reprisals */

static void observe_reprisals(const Context *context) {
    Day after = window_start(context, context->method->reprisals_years);
    Day mature = day_add_months(context->as_of, -context->method->reprisal_maturity_months);
    for (size_t i = 0; i < context->dataset->reprisals_count; i++) {
        const ReprisalFact *fact = &context->dataset->reprisals[i];
        if (!is_within(fact->first_published, after, context->as_of)) continue;
        count_case(facts_of(context, fact->state, INDICATOR_RE1),
                   fact->substantive_response ? 1 : 0);
        if (fact->first_published > mature) continue;
        Day limit = day_add_months(fact->first_published, COUNCIL_INFORMED_MONTHS);
        bool informed = fact->council_informed_on != DAY_NONE &&
                        fact->council_informed_on <= limit &&
                        fact->council_informed_on <= context->as_of;
        count_case(facts_of(context, fact->state, INDICATOR_RE2), fact->step_level);
        count_case(facts_of(context, fact->state, INDICATOR_RE3), informed ? 1 : 0);
    }
}

/* ---------------------------------------------------------------- the other dimensions */

static void add_counts(IndicatorFacts *facts, int64_t successes, int64_t cases) {
    for (int map = 0; map < SUBSTANCE_MAP_COUNT; map++)
        facts->x[map] += (double)successes;
    facts->n += (double)cases;
}

static void observe_coded(const Context *context) {
    const Dataset *dataset = context->dataset;
    for (size_t i = 0; i < dataset->levels_count; i++) {
        const LevelFact *fact = &dataset->levels[i];
        IndicatorFacts *facts = facts_of(context, fact->state, fact->indicator);
        facts->n = 1;
        facts->value = fact->level;
    }
    for (size_t i = 0; i < dataset->measures_count; i++) {
        const MeasureFact *fact = &dataset->measures[i];
        IndicatorFacts *facts = facts_of(context, fact->state, fact->indicator);
        *facts =
            (IndicatorFacts){ .n = 1, .value = fact->value, .low = fact->low, .high = fact->high };
    }
}

static void observe_counted(const Context *context) {
    const Dataset *dataset = context->dataset;
    for (size_t i = 0; i < dataset->votes_count; i++) {
        const VoteFact *fact = &dataset->votes[i];
        add_counts(facts_of(context, fact->state, INDICATOR_CS2), fact->in_favour, fact->recorded);
    }
    for (size_t i = 0; i < dataset->pledges_count; i++) {
        const PledgeFact *fact = &dataset->pledges[i];
        add_counts(facts_of(context, fact->state, INDICATOR_CO5), fact->met_or_in_progress,
                   fact->specific_and_due);
    }
}

static double overdue_value(const Method *method, int64_t days) {
    size_t band = 0;
    while ((double)days > method->overdue_bands[band].up_to)
        band++;
    return method->overdue_bands[band].value;
}

/* Exact, but counted: what is shown is the counts. */
static IndicatorFacts share_of(int64_t part, int64_t whole) {
    IndicatorFacts facts = { .n = (double)whole, .value = (double)part / (double)whole };
    for (int map = 0; map < SUBSTANCE_MAP_COUNT; map++)
        facts.x[map] = (double)part;
    return facts;
}

static void observe_treaties(const Context *context) {
    const Dataset *dataset = context->dataset;
    for (size_t i = 0; i < dataset->treaties_count; i++) {
        const TreatyFact *fact = &dataset->treaties[i];
        IndicatorFacts *ratified = facts_of(context, fact->state, INDICATOR_CO1);
        IndicatorFacts *accepted = facts_of(context, fact->state, INDICATOR_CO2);
        *ratified = share_of(fact->ratified, fact->open);
        if (fact->in_force > 0) *accepted = share_of(fact->accepted, fact->in_force);
    }
    for (size_t i = 0; i < dataset->treaty_reports_count; i++) {
        const TreatyReportFact *fact = &dataset->treaty_reports[i];
        IndicatorFacts *facts = facts_of(context, fact->state, INDICATOR_CO3);
        facts->n++;
        facts->value += overdue_value(context->method, fact->days_overdue);
    }
    for (size_t i = 0; i < dataset->reviews_count; i++) {
        const ReviewFact *fact = &dataset->reviews[i];
        int parts =
            fact->attended + fact->report_on_time + fact->clear_response + fact->midterm_report;
        *facts_of(context, fact->state, INDICATOR_CO4) =
            (IndicatorFacts){ .n = 1, .value = (double)parts / REVIEW_PARTS };
    }
}

/* ---------------------------------------------------------------- what may be said of it */

static void conclude_absence(IndicatorFacts *facts, IfNone if_none, Coverage coverage) {
    if (coverage != COVERAGE_COMPLETE) {
        facts->availability = NO_DATA;
        return;
    }
    switch (if_none) {
    case IF_NONE_NOT_TESTED: facts->availability = NOT_TESTED; break;
    case IF_NONE_NO_DATA: facts->availability = NO_DATA; break;
    case IF_NONE_ZERO: facts->value = 0; break;
    case IF_NONE_ONE: facts->value = 1; break;
    }
}

/* A coded level, a measure and an invitation stand by themselves; everything counted needs to have
 * been counted completely. */
static bool stands_alone(const Indicator *indicator) {
    return indicator->kind == KIND_ORDINAL || indicator->kind == KIND_EXTERNAL ||
           indicator->code == INDICATOR_SP0;
}

static void conclude(const Indicator *indicator, IndicatorFacts *facts, Coverage coverage) {
    if (facts->n <= 0) {
        conclude_absence(facts, indicator->if_none, coverage);
        return;
    }
    if (indicator->code == INDICATOR_SP6) facts->value = fmax(0, 1 - facts->value);
    if (indicator->code == INDICATOR_CO3) facts->value /= facts->n;
    if (coverage != COVERAGE_COMPLETE && !stands_alone(indicator))
        facts->availability = NOT_TESTED_SAMPLE;
}

/* Of a sample nobody knows who else was answered: a curve would be a rate drawn out (METHOD 3). */
static void conclude_curve(const Context *context, size_t state, IndicatorCode code,
                           SurvivalCurve *curve) {
    if (facts_of(context, state, code)->availability != AVAILABLE) *curve = (SurvivalCurve){ 0 };
}

static void conclude_all(const Context *context) {
    for (size_t state = 0; state < context->dataset->state_count; state++) {
        for (size_t i = 0; i < context->method->indicator_count; i++) {
            const Indicator *indicator = &context->method->indicators[i];
            conclude(indicator, facts_of(context, state, indicator->code),
                     dataset_coverage(context->dataset, state, indicator->code));
        }
        conclude_curve(context, state, INDICATOR_SP2, &context->observations->visit_curves[state]);
        conclude_curve(context, state, INDICATOR_SP4, &context->observations->reply_curves[state]);
    }
}

Observations observe(Arena *arena, const Dataset *dataset, const Method *method, Day as_of) {
    size_t states = dataset->state_count;
    Observations observations = {
        .facts = ARENA_ARRAY(arena, states * INDICATOR_CODE_COUNT, IndicatorFacts),
        .chains = visit_chains(arena, dataset, method, as_of),
        .replies = reply_times(arena, dataset, method, as_of),
        .visit_curves = ARENA_ARRAY(arena, states, SurvivalCurve),
        .reply_curves = ARENA_ARRAY(arena, states, SurvivalCurve),
    };
    Context context = { dataset, method, as_of, &observations };
    observe_invitations(&context);
    observe_visits(&context, arena);
    observe_replies(&context, arena);
    observe_visit_reports(&context);
    observe_incidents(&context);
    observe_reprisals(&context);
    observe_coded(&context);
    observe_counted(&context);
    observe_treaties(&context);
    conclude_all(&context);
    return observations;
}

/* ---------------------------------------------------------------- estimates */

Beta rate_posterior(const Indicator *indicator, double x, double n, double factor) {
    double strength = indicator->prior_strength * factor;
    return beta_of(strength * indicator->reference + x,
                   strength * (1 - indicator->reference) + n - x);
}

static void estimate_rate(const Method *method, const Indicator *indicator,
                          const IndicatorFacts *facts, IndicatorEstimate *estimate) {
    if (facts->n <= 0) return;
    estimate->n = facts->n;
    /* Of a sample only its size is said: x of n would be a rate (METHOD 3). */
    if (facts->availability != AVAILABLE) return;
    estimate->x = facts->x[SUBSTANCE_NOMINAL];
    estimate->raw = estimate->x / estimate->n;
    estimate->wilson = wilson_interval(estimate->x, estimate->n);
    Beta posterior = rate_posterior(indicator, estimate->x, estimate->n, 1);
    estimate->a = posterior.a;
    estimate->b = posterior.b;
    estimate->value = posterior.mean;
    estimate->low = beta_quantile(&posterior, method->interval_low);
    estimate->high = beta_quantile(&posterior, method->interval_high);
    estimate->few_cases = estimate->n < method->few_cases_below;
    estimate->odds = item_odds(&posterior);
    estimate->word = item_word(&estimate->odds);
}

static bool is_counted_share(const Indicator *indicator) {
    return indicator->code == INDICATOR_CO1 || indicator->code == INDICATOR_CO2;
}

IndicatorEstimate indicator_estimate(const Method *method, const Indicator *indicator,
                                     const IndicatorFacts *facts) {
    IndicatorEstimate estimate = {
        .availability = facts->availability,
        .x = NAN,
        .n = NAN,
        .raw = NAN,
        .wilson = { NAN, NAN },
        .a = NAN,
        .b = NAN,
        .value = NAN,
        .low = NAN,
        .high = NAN,
        .score = NAN,
        .odds = { NAN, NAN, NAN, NAN },
        .word = ITEM_NOT_TESTED,
    };
    if (indicator->kind == KIND_RATE) {
        estimate_rate(method, indicator, facts, &estimate);
    } else if (facts->availability == AVAILABLE) {
        estimate.value = facts->value;
        if (is_counted_share(indicator)) {
            estimate.x = facts->x[SUBSTANCE_NOMINAL];
            estimate.n = facts->n;
        }
        if (indicator->kind == KIND_EXTERNAL) {
            estimate.low = facts->low;
            estimate.high = facts->high;
        }
    }
    if (facts->availability == AVAILABLE)
        estimate.score = score_of(method, method->goalposts[0], estimate.value);
    return estimate;
}
