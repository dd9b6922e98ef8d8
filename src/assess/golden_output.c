#include "assess/golden_output.h"

#include <math.h>

#include "assess/relative_normalisation.h"
#include "base/file.h"
#include "text/csv.h"
#include "text/json.h"

enum { FIRST_DRAWS = 5 };

AssessOptions golden_options(const Method *method, unsigned threads) {
    AssessOptions options = assess_options(method);
    options.released = false;
    options.threads = threads;
    return options;
}

/* ---------------------------------------------------------------- cells */

static void cell(Buffer *out, Str text) {
    csv_text(out, text);
    csv_separator(out);
}

static void cell_c(Buffer *out, const char *text) {
    cell(out, str_from(text));
}

static void cell_whole(Buffer *out, int64_t number) {
    csv_number(out, number);
    csv_separator(out);
}

static void cell_day(Buffer *out, Day day) {
    char text[DAY_TEXT_SIZE];
    day_format(day, text);
    cell_c(out, text);
}

static void cell_decimal(Buffer *out, double number) {
    if (isnan(number))
        buffer_add_c(out, "NA");
    else
        buffer_format(out, "%.6f", number);
    csv_separator(out);
}

static void cells_decimal(Buffer *out, const double *numbers, size_t count) {
    for (size_t i = 0; i < count; i++)
        cell_decimal(out, numbers[i]);
}

static void cells_na(Buffer *out, size_t count) {
    for (size_t i = 0; i < count; i++)
        cell_c(out, "NA");
}

/* The lines of the golden files end in a line feed alone. */
static void line_end(Buffer *out) {
    out->length--;
    buffer_add_byte(out, '\n');
}

static Str code_of(const Assessment *assessment, size_t state) {
    return assessment->dataset->states[state].code;
}

/* ---------------------------------------------------------------- times */

static void write_visit_chains(Buffer *out, const Assessment *assessment) {
    buffer_add_c(out, "state,chain,start,t_days,event,mature,honoured\n");
    const VisitChains *chains = &assessment->observations.chains;
    for (size_t i = 0; i < chains->count; i++) {
        const VisitChain *chain = &chains->chains[i];
        cell(out, code_of(assessment, chain->state));
        cell(out, chain->name);
        cell_day(out, chain->start);
        cell_whole(out, chain->days);
        cell_whole(out, chain->answered);
        cell_whole(out, chain->mature);
        cell_whole(out, chain->honoured);
        line_end(out);
    }
}

static void write_communication_times(Buffer *out, const Assessment *assessment) {
    buffer_add_c(out, "state,ref,type,sent,days,event,adjusted_days,mature,category\n");
    const ReplyTimes *replies = &assessment->observations.replies;
    for (size_t i = 0; i < replies->count; i++) {
        const ReplyTime *time = &replies->times[i];
        cell(out, code_of(assessment, time->fact->state));
        cell(out, time->fact->reference);
        cell_c(out, communication_type_text(time->fact->type));
        cell_day(out, time->fact->sent);
        if (time->timed) {
            cell_whole(out, time->days);
            cell_whole(out, time->replied);
            cell_whole(out, time->adjusted_days);
        } else {
            cells_na(out, 3);
        }
        cell_whole(out, time->mature);
        cell_c(out, reply_category_text(time->category));
        line_end(out);
    }
}

/* ---------------------------------------------------------------- survival */

typedef struct DeadlineCurve {
    IndicatorCode code;
    const SurvivalCurve *curve;
    int horizon;
} DeadlineCurve;

enum { DEADLINE_CURVES = 2 };

static void deadline_curves(const Assessment *assessment, size_t state,
                            DeadlineCurve curves[DEADLINE_CURVES]) {
    const Observations *observations = &assessment->observations;
    curves[0] = (DeadlineCurve){ INDICATOR_SP2, &observations->visit_curves[state],
                                 assessment->method->visit_dates_horizon_days };
    curves[1] = (DeadlineCurve){ INDICATOR_SP4, &observations->reply_curves[state],
                                 assessment->method->reply_horizon_days };
}

static void write_survival_step(Buffer *out, const SurvivalStep *step) {
    cell_whole(out, step->time);
    cell_whole(out, (int64_t)step->at_risk);
    cell_whole(out, (int64_t)step->events);
    cell_whole(out, (int64_t)step->censored);
    cells_decimal(out, (double[]){ step->survival, step->standard_error, step->low, step->high },
                  4);
}

static void write_survival_steps(Buffer *out, const Assessment *assessment) {
    buffer_add_c(out, "state,indicator,t,n_risk,n_event,n_censor,S,se_S,loglog95_lo,loglog95_hi\n");
    for (size_t state = 0; state < assessment->dataset->state_count; state++) {
        DeadlineCurve curves[DEADLINE_CURVES];
        deadline_curves(assessment, state, curves);
        for (size_t i = 0; i < DEADLINE_CURVES; i++)
            for (size_t step = 0; step < curves[i].curve->count; step++) {
                cell(out, code_of(assessment, state));
                cell_c(out, indicator_code_text(curves[i].code));
                write_survival_step(out, &curves[i].curve->steps[step]);
                line_end(out);
            }
    }
}

static void write_deadline(Buffer *out, const DeadlineCurve *deadline) {
    const SurvivalCurve *curve = deadline->curve;
    if (!curve->observations) {
        cells_na(out, 9);
        return;
    }
    SurvivalAt at = survival_at(curve, deadline->horizon);
    cell_whole(out, (int64_t)curve->observations);
    cell_whole(out, (int64_t)curve->events);
    cell_whole(out, deadline->horizon);
    cells_decimal(out, (double[]){ at.answered, at.low, at.high }, 3);
    cell_whole(out, (int64_t)at.known);
    cell_decimal(out, survival_median(curve));
    cell_decimal(out, survival_restricted_mean(curve, deadline->horizon));
}

static void write_survival_summary(Buffer *out, const Assessment *assessment) {
    buffer_add_c(out, "state,indicator,n_obs,n_events,horizon,F_at_horizon,F_lo95,F_hi95,"
                      "n_known_at_horizon,median,rmst_to_horizon\n");
    for (size_t state = 0; state < assessment->dataset->state_count; state++) {
        DeadlineCurve curves[DEADLINE_CURVES];
        deadline_curves(assessment, state, curves);
        for (size_t i = 0; i < DEADLINE_CURVES; i++) {
            cell(out, code_of(assessment, state));
            cell_c(out, indicator_code_text(curves[i].code));
            write_deadline(out, &curves[i]);
            line_end(out);
        }
    }
}

/* ---------------------------------------------------------------- indicators and scores */

static void write_indicators(Buffer *out, const Assessment *assessment) {
    const Method *method = assessment->method;
    buffer_add_c(out, "state,indicator,kind,x,n,raw,wilson95_lo,wilson95_hi,beta_a,beta_b,value,"
                      "p05,p95,flag\n");
    for (size_t state = 0; state < assessment->dataset->state_count; state++)
        for (size_t i = 0; i < method->indicator_count; i++) {
            const IndicatorEstimate *estimate = &assessment->states[state].indicators[i];
            bool rate = method->indicators[i].kind == KIND_RATE;
            cell(out, code_of(assessment, state));
            cell_c(out, indicator_code_text(method->indicators[i].code));
            cell_c(out, indicator_kind_text(method->indicators[i].kind));
            cells_decimal(out,
                          (double[]){ rate ? estimate->x : NAN, rate ? estimate->n : NAN,
                                      estimate->raw, estimate->wilson.low, estimate->wilson.high,
                                      estimate->a, estimate->b, estimate->value, estimate->low,
                                      estimate->high },
                          10);
            cell_c(out, estimate->availability != AVAILABLE ? "not tested"
                        : estimate->few_cases               ? "few cases"
                                                            : "");
            line_end(out);
        }
}

static void write_item_labels(Buffer *out, const Assessment *assessment) {
    const Method *method = assessment->method;
    buffer_add_c(out, "state,indicator,P_le_0.25,P_le_0.5,P_ge_0.5,P_ge_0.75,label\n");
    for (size_t state = 0; state < assessment->dataset->state_count; state++)
        for (size_t i = 0; i < method->indicator_count; i++) {
            const IndicatorEstimate *estimate = &assessment->states[state].indicators[i];
            if (method->indicators[i].kind != KIND_RATE) continue;
            cell(out, code_of(assessment, state));
            cell_c(out, indicator_code_text(method->indicators[i].code));
            cells_decimal(out,
                          (double[]){ estimate->odds.at_most_quarter, estimate->odds.at_most_half,
                                      estimate->odds.at_least_half,
                                      estimate->odds.at_least_three_quarters },
                          4);
            cell_c(out, item_word_text(estimate->word));
            line_end(out);
        }
}

static void write_effective_invitation(Buffer *out, const Assessment *assessment) {
    const Indicator *invitation = method_indicator(assessment->method, INDICATOR_SP0);
    buffer_add_c(out, "state,issued,P_honour_rate_ge_0.5,label\n");
    for (size_t i = 0; i < assessment->dataset->state_count; i++) {
        const StateAssessment *state = &assessment->states[i];
        cell(out, code_of(assessment, i));
        if (state->invitation == INVITATION_NO_DATA)
            cells_na(out, 1);
        else
            cell_whole(out,
                       state->indicators[invitation - assessment->method->indicators].value > 0);
        cell_decimal(out, state->honours);
        cell_c(out, invitation_word_text(state->invitation));
        line_end(out);
    }
}

static void score_line(Buffer *out, Str state, const char *level, const char *code, double score) {
    cell(out, state);
    cell_c(out, level);
    cell_c(out, code);
    cell_decimal(out, score);
    line_end(out);
}

static void write_scores(Buffer *out, const Assessment *assessment) {
    const Method *method = assessment->method;
    buffer_add_c(out, "state,level,code,score\n");
    for (size_t i = 0; i < assessment->dataset->state_count; i++) {
        const StateAssessment *state = &assessment->states[i];
        Str code = code_of(assessment, i);
        for (size_t j = 0; j < method->indicator_count; j++)
            score_line(out, code, "indicator", indicator_code_text(method->indicators[j].code),
                       state->indicators[j].score);
        for (int j = 0; j < DIMENSION_COUNT; j++)
            score_line(out, code, "dimension", dimension_text((Dimension)j),
                       state->scores.dimensions[j]);
        score_line(out, code, "overall", "geometric", state->scores.geometric);
        score_line(out, code, "overall", "arithmetic", state->scores.arithmetic);
    }
}

/* ---------------------------------------------------------------- why min-max is banned */

static void relative_line(Buffer *out, const Assessment *assessment, size_t count, size_t state,
                          const char *normalisation, double overall) {
    Buffer set = { 0 };
    for (size_t i = 0; i < count; i++) {
        if (i) buffer_add_byte(&set, '+');
        buffer_add(&set, code_of(assessment, i));
    }
    cell(out, buffer_str(&set));
    cell_c(out, normalisation);
    cell(out, code_of(assessment, state));
    cell_decimal(out, overall);
    line_end(out);
    buffer_free(&set);
}

static void write_relative_demonstration(Buffer *out, const Assessment *assessment) {
    size_t all = assessment->dataset->state_count;
    size_t counts[] = { all, all < 2 ? all : 2 };
    Arena arena = { 0 };
    double *relative = ARENA_ARRAY(&arena, all, double);
    buffer_add_c(out, "assessed_set,normalisation,state,overall\n");
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        relative_overall(assessment, counts[i], relative);
        for (size_t state = 0; state < counts[i]; state++)
            relative_line(out, assessment, counts[i], state, "fixed",
                          assessment->states[state].scores.geometric);
        for (size_t state = 0; state < counts[i]; state++)
            relative_line(out, assessment, counts[i], state, "relative", relative[state]);
    }
    arena_free(&arena);
}

/* ---------------------------------------------------------------- Monte Carlo */

static void json_number(JsonWriter *json, double number) {
    if (isnan(number))
        json_value_null(json);
    else
        json_decimal(json, number);
}

static void field_number(JsonWriter *json, const char *name, double number) {
    json_name(json, str_from(name));
    json_number(json, number);
}

static void field_c(JsonWriter *json, const char *name, const char *text) {
    json_field_text(json, name, str_from(text));
}

static double overall_in(const Assessment *assessment, size_t state, size_t draw) {
    const double *overall = assessment->state_draws[state].overall;
    return overall ? overall[draw] : NAN;
}

static void write_draw_states(JsonWriter *json, const Assessment *assessment, size_t draw) {
    const Method *method = assessment->method;
    size_t states = assessment->dataset->state_count;
    const Indicator *shown = method_indicator(method, INDICATOR_SP1);
    json_name(json, STR("SP1"));
    json_object_begin(json);
    for (size_t state = 0; shown && state < states; state++) {
        json_name(json, code_of(assessment, state));
        json_number(json,
                    draw_value(method, &assessment->draws, draw, state,
                               (size_t)(shown - method->indicators),
                               observed_facts(&assessment->observations, state, INDICATOR_SP1)));
    }
    json_object_end(json);
    json_name(json, STR("overall"));
    json_object_begin(json);
    for (size_t state = 0; state < states; state++) {
        json_name(json, code_of(assessment, state));
        json_number(json, overall_in(assessment, state, draw));
    }
    json_object_end(json);
    json_name(json, STR("ranks"));
    json_object_begin(json);
    for (size_t state = 0; state < states; state++) {
        double mine = overall_in(assessment, state, draw);
        if (isnan(mine)) continue;
        int64_t rank = 1;
        for (size_t other = 0; other < states; other++)
            rank += overall_in(assessment, other, draw) > mine;
        json_name(json, code_of(assessment, state));
        json_value_integer(json, rank);
    }
    json_object_end(json);
}

static void write_draw(JsonWriter *json, const Assessment *assessment, size_t draw) {
    const Draws *draws = &assessment->draws;
    json_object_begin(json);
    json_field_integer(json, "draw", (int64_t)draw);
    json_field_boolean(json, "geo", draws->geometric[draw]);
    field_c(json, "norm", draws->alternative_goalposts[draw] ? "alt" : "fixed");
    json_field_boolean(json, "impute", draws->imputed[draw]);
    field_c(json, "sub", substance_map_text((SubstanceMap)draws->substance[draw]));
    field_number(json, "m_factor", assessment->method->prior_factors[draws->prior_factor[draw]]);
    json_name(json, STR("dw"));
    json_object_begin(json);
    for (int i = 0; i < DIMENSION_COUNT; i++)
        field_number(json, dimension_text((Dimension)i), draws->dimension_weights[i][draw]);
    json_object_end(json);
    write_draw_states(json, assessment, draw);
    json_object_end(json);
}

static void write_ranks(JsonWriter *json, const Assessment *assessment, size_t state) {
    size_t member;
    const Comparison *comparison = assessment_comparison(assessment, state, &member);
    const char *const names[] = { "rank_p05", "rank_p50", "rank_p95" };
    if (!comparison) {
        for (size_t i = 0; i < COUNT_OF(names); i++)
            json_field_null(json, names[i]);
        json_field_null(json, "rank_prob");
        return;
    }
    json_field_integer(json, names[0], (int64_t)comparison->rank_low[member]);
    json_field_integer(json, names[1], (int64_t)comparison->rank_middle[member]);
    json_field_integer(json, names[2], (int64_t)comparison->rank_high[member]);
    json_name(json, STR("rank_prob"));
    json_object_begin(json);
    for (size_t rank = 0; rank < assessment->dataset->state_count; rank++) {
        char name[24];
        snprintf(name, sizeof name, "%zu", rank + 1);
        bool possible = rank < comparison->count;
        field_number(json, name,
                     possible ? comparison->rank_odds[member * comparison->count + rank] : 0);
    }
    json_object_end(json);
}

static void write_state_draws(JsonWriter *json, const Assessment *assessment, size_t index) {
    const StateAssessment *state = &assessment->states[index];
    const Method *method = assessment->method;
    Arena arena = { 0 };
    json_name(json, code_of(assessment, index));
    json_object_begin(json);
    field_number(json, "mean", state->overall.mean);
    field_number(json, "p05", state->overall.low);
    field_number(json, "p50", state->overall.middle);
    field_number(json, "p95", state->overall.high);
    write_ranks(json, assessment, index);
    if (state->assessable) {
        json_name(json, STR("band_prob"));
        json_object_begin(json);
        for (size_t band = 0; band < method->verdict_band_count; band++) {
            json_name(json, method->verdict_bands[band].word);
            json_number(json, state->band_odds[band]);
        }
        json_object_end(json);
    } else {
        json_field_null(json, "band_prob");
    }
    json_field_text(json, "verdict", verdict_text(&arena, method, state->verdict));
    field_number(json, "point", state->scores.geometric);
    json_object_end(json);
    arena_free(&arena);
}

static void write_pairs(JsonWriter *json, const Assessment *assessment) {
    Arena arena = { 0 };
    json_name(json, STR("pairwise"));
    json_object_begin(json);
    for (size_t i = 0; i < assessment->comparison_count; i++) {
        const Comparison *comparison = &assessment->comparisons[i];
        for (size_t row = 0; row < comparison->count; row++)
            for (size_t column = row + 1; column < comparison->count; column++) {
                Str first = code_of(assessment, comparison->members[row]);
                Str second = code_of(assessment, comparison->members[column]);
                json_name(json, str_format(&arena, "%.*s>%.*s", STR_ARGUMENTS(first),
                                           STR_ARGUMENTS(second)));
                json_number(json, comparison->above[row * comparison->count + column]);
            }
    }
    json_object_end(json);
    arena_free(&arena);
}

static void write_montecarlo(Buffer *out, const Assessment *assessment) {
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    json_field_integer(&json, "draws", (int64_t)assessment->draws.count);
    json_field_integer(&json, "seed", (int64_t)assessment->draws.seed);
    json_name(&json, STR("first_draws"));
    json_array_begin(&json);
    for (size_t draw = 0; draw < FIRST_DRAWS && draw < assessment->draws.count; draw++)
        write_draw(&json, assessment, draw);
    json_array_end(&json);
    json_name(&json, STR("states"));
    json_object_begin(&json);
    for (size_t state = 0; state < assessment->dataset->state_count; state++)
        write_state_draws(&json, assessment, state);
    json_object_end(&json);
    write_pairs(&json, assessment);
    json_object_end(&json);
    buffer_add_byte(out, '\n');
}

static void write_sobol(Buffer *out, const Assessment *assessment) {
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    json_field_integer(&json, "n", (int64_t)assessment->options.sobol_rows);
    json_field_integer(&json, "d", ASSUMPTION_COUNT);
    json_field_integer(&json, "seed", (int64_t)assessment->options.sobol_seed);
    json_name(&json, STR("states"));
    json_object_begin(&json);
    for (size_t state = 0; state < assessment->dataset->state_count; state++) {
        const Sensitivity *sensitivity = &assessment->states[state].sensitivity;
        if (!assessment->states[state].assessable) continue;
        json_name(&json, code_of(assessment, state));
        json_object_begin(&json);
        field_number(&json, "variance", sensitivity->variance);
        json_name(&json, STR("factors"));
        json_object_begin(&json);
        for (int i = 0; i < ASSUMPTION_COUNT; i++) {
            json_name(&json, str_from(assumption_text((Assumption)i)));
            json_object_begin(&json);
            field_number(&json, "Si", sensitivity->first[i]);
            field_number(&json, "STi", sensitivity->total[i]);
            json_object_end(&json);
        }
        json_object_end(&json);
        json_object_end(&json);
    }
    json_object_end(&json);
    json_object_end(&json);
    buffer_add_byte(out, '\n');
}

/* ---------------------------------------------------------------- files */

static const struct {
    const char *name;
    void (*write)(Buffer *out, const Assessment *assessment);
} FILES[] = {
    { "visit_chains.csv", write_visit_chains },
    { "communication_times.csv", write_communication_times },
    { "km_steps.csv", write_survival_steps },
    { "km_summary.csv", write_survival_summary },
    { "indicators.csv", write_indicators },
    { "item_labels.csv", write_item_labels },
    { "effective_invitation.csv", write_effective_invitation },
    { "scores.csv", write_scores },
    { "relative_normalisation_demo.csv", write_relative_demonstration },
    { "montecarlo.json", write_montecarlo },
    { "sobol.json", write_sobol },
};

size_t golden_output_count(void) {
    return COUNT_OF(FILES);
}

const char *golden_output_name(size_t file) {
    return FILES[file].name;
}

void golden_output_text(Buffer *out, const Assessment *assessment, size_t file) {
    FILES[file].write(out, assessment);
}

bool golden_output_write(const char *folder, const Assessment *assessment, Error *error) {
    Arena arena = { 0 };
    Buffer out = { 0 };
    bool done = file_make_folder(folder, 0755, error);
    for (size_t file = 0; done && file < COUNT_OF(FILES); file++) {
        char *path = str_to_c(&arena, str_format(&arena, "%s/%s", folder, FILES[file].name));
        buffer_clear(&out);
        golden_output_text(&out, assessment, file);
        done = file_write(path, buffer_str(&out), 0644, error);
    }
    buffer_free(&out);
    arena_free(&arena);
    return done;
}
