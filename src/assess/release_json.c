/* release.json: every value of an assessment, written straight. A number that does not exist is
 * null. */
#include <math.h>

#include "assess/release.h"
#include "text/json.h"

static void number(JsonWriter *json, const char *name, double value) {
    if (isnan(value) || isinf(value))
        json_field_null(json, name);
    else
        json_field_decimal(json, name, value);
}

static void day_field(JsonWriter *json, const char *name, Day day) {
    char text[DAY_TEXT_SIZE];
    if (day == DAY_NONE) {
        json_field_null(json, name);
        return;
    }
    day_format(day, text);
    json_field_text(json, name, str_from(text));
}

static void array(JsonWriter *json, const char *name) {
    json_name(json, str_from(name));
    json_array_begin(json);
}

static void write_identity(JsonWriter *json, const ReleaseInputs *inputs, const ReleaseFiles *files,
                           const Assessment *assessment) {
    Arena arena = { 0 };
    json_field_text(json, "release", inputs->id);
    json_field_text(json, "corrects", inputs->corrects);
    json_field_integer(json, "cycle", inputs->cycle);
    day_field(json, "as_of", inputs->as_of);
    json_field_text(json, "method", assessment->method->id);
    json_field_text(json, "method_hash", files->method_hash);
    json_field_text(json, "input_hash", files->input_hash);
    /* As text: a seed may have more digits than JSON numbers keep. */
    json_field_text(json, "seed", str_format(&arena, "%lld", (long long)inputs->seed));
    json_field_integer(json, "draws", (int64_t)inputs->draws);
    json_field_integer(json, "sobol_rows", (int64_t)inputs->sobol_rows);
    arena_free(&arena);
}

static void write_priors(JsonWriter *json, const Method *method, const PriorEstimate *priors) {
    array(json, "priors");
    for (size_t i = 0; i < method->indicator_count; i++) {
        const Indicator *indicator = &method->indicators[i];
        if (indicator->kind != KIND_RATE) continue;
        json_object_begin(json);
        json_field_text(json, "indicator", str_from(indicator_code_text(indicator->code)));
        json_field_boolean(json, "estimated", priors[i].estimated);
        json_field_integer(json, "states", (int64_t)priors[i].states);
        number(json, "cases", priors[i].cases);
        number(json, "mean", indicator->reference);
        number(json, "strength", indicator->prior_strength);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_indicator(JsonWriter *json, const Indicator *indicator,
                            const IndicatorEstimate *estimate) {
    json_object_begin(json);
    json_field_text(json, "indicator", str_from(indicator_code_text(indicator->code)));
    json_field_text(json, "availability",
                    str_from(estimate->availability == AVAILABLE
                                 ? "available"
                                 : availability_text(estimate->availability)));
    number(json, "x", estimate->x);
    number(json, "n", estimate->n);
    number(json, "raw", estimate->raw);
    number(json, "wilson_low", estimate->wilson.low);
    number(json, "wilson_high", estimate->wilson.high);
    number(json, "a", estimate->a);
    number(json, "b", estimate->b);
    number(json, "value", estimate->value);
    number(json, "low", estimate->low);
    number(json, "high", estimate->high);
    json_field_boolean(json, "few_cases", estimate->few_cases);
    number(json, "score", estimate->score);
    json_field_text(json, "word", str_from(item_word_text(estimate->word)));
    json_object_end(json);
}

static void write_spread(JsonWriter *json, const Spread *spread) {
    number(json, "mean", spread->mean);
    number(json, "low", spread->low);
    number(json, "median", spread->middle);
    number(json, "high", spread->high);
}

static void write_dimensions(JsonWriter *json, const StateAssessment *state) {
    array(json, "dimensions");
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        json_object_begin(json);
        json_field_text(json, "dimension", str_from(dimension_text((Dimension)d)));
        json_field_boolean(json, "tested", state->tested[d]);
        number(json, "score", state->scores.dimensions[d]);
        number(json, "weight_share", state->scores.dimension_shares[d]);
        write_spread(json, &state->dimensions[d]);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_overall(JsonWriter *json, const Assessment *assessment,
                          const StateAssessment *state) {
    Arena arena = { 0 };
    json_name(json, STR("overall"));
    json_object_begin(json);
    json_field_boolean(json, "assessable", state->assessable);
    number(json, "score", state->scores.geometric);
    number(json, "arithmetic", state->scores.arithmetic);
    number(json, "weight_share", state->scores.overall_share);
    write_spread(json, &state->overall);
    json_field_text(json, "words", verdict_text(&arena, assessment->method, state->verdict));
    array(json, "band_odds");
    for (size_t i = 0; i < assessment->method->verdict_band_count; i++) {
        if (isnan(state->band_odds[i]))
            json_value_null(json);
        else
            json_decimal(json, state->band_odds[i]);
    }
    json_array_end(json);
    json_object_end(json);
    arena_free(&arena);
}

static void write_red_lines(JsonWriter *json, const StateAssessment *state) {
    array(json, "red_lines");
    for (size_t i = 0; i < state->red_line_count; i++) {
        json_object_begin(json);
        json_field_text(json, "kind", str_from(red_line_text(state->red_lines[i].kind)));
        day_field(json, "since", state->red_lines[i].since);
        json_field_text(json, "source", state->red_lines[i].source);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_doubt(JsonWriter *json, const StateAssessment *state) {
    const Sensitivity *doubt = &state->sensitivity;
    bool known = state->assessable && doubt->driven;
    array(json, "doubt");
    for (int i = 0; known && i < ASSUMPTION_COUNT; i++) {
        json_object_begin(json);
        json_field_text(json, "assumption", str_from(assumption_text((Assumption)i)));
        number(json, "first_order", doubt->first[i]);
        number(json, "total", doubt->total[i]);
        json_object_end(json);
    }
    json_array_end(json);
    if (known)
        json_field_text(json, "driver", str_from(assumption_text(doubt->driver)));
    else
        json_field_null(json, "driver");
}

static void write_curve(JsonWriter *json, const char *name, const SurvivalCurve *curve,
                        int64_t horizon) {
    json_name(json, str_from(name));
    json_object_begin(json);
    json_field_integer(json, "observations", (int64_t)curve->observations);
    json_field_integer(json, "events", (int64_t)curve->events);
    json_field_integer(json, "horizon", horizon);
    number(json, "median", survival_median(curve));
    array(json, "steps");
    for (size_t i = 0; i < curve->count; i++) {
        const SurvivalStep *step = &curve->steps[i];
        json_object_begin(json);
        json_field_integer(json, "time", step->time);
        json_field_integer(json, "at_risk", (int64_t)step->at_risk);
        json_field_integer(json, "events", (int64_t)step->events);
        json_field_integer(json, "censored", (int64_t)step->censored);
        number(json, "waiting", step->survival);
        number(json, "low", step->low);
        number(json, "high", step->high);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}

/* What was answered and honoured, and what was not, can be said only where all events are known;
 * the events of a sample are among the inputs. */
static bool is_available(const Assessment *assessment, size_t state, IndicatorCode code) {
    return observed_facts(&assessment->observations, state, code)->availability == AVAILABLE;
}

static void write_chains(JsonWriter *json, const Assessment *assessment, size_t state) {
    bool known = is_available(assessment, state, INDICATOR_SP2);
    array(json, "visit_chains");
    for (size_t i = 0; known && i < assessment->observations.chains.count; i++) {
        const VisitChain *chain = &assessment->observations.chains.chains[i];
        if (chain->state != state) continue;
        json_object_begin(json);
        json_field_text(json, "chain", chain->name);
        json_field_text(json, "mandate", chain->mandate);
        day_field(json, "start", chain->start);
        json_field_integer(json, "days", chain->days);
        json_field_boolean(json, "answered", chain->answered);
        json_field_boolean(json, "mature", chain->mature);
        json_field_boolean(json, "left_out", chain->left_out);
        json_field_boolean(json, "honoured", chain->honoured);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_replies(JsonWriter *json, const Assessment *assessment, size_t state) {
    bool known = is_available(assessment, state, INDICATOR_SP4);
    array(json, "communications");
    for (size_t i = 0; known && i < assessment->observations.replies.count; i++) {
        const ReplyTime *time = &assessment->observations.replies.times[i];
        if (time->fact->state != state) continue;
        json_object_begin(json);
        json_field_text(json, "reference", time->fact->reference);
        json_field_text(json, "type", str_from(communication_type_text(time->fact->type)));
        day_field(json, "sent", time->fact->sent);
        json_field_text(json, "grade", str_from(reply_category_text(time->category)));
        json_field_integer(json, "days", time->days);
        json_field_integer(json, "adjusted_days", time->adjusted_days);
        json_field_boolean(json, "replied", time->replied);
        json_field_boolean(json, "mature", time->mature);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_state(JsonWriter *json, const Assessment *assessment, size_t index) {
    const AssessedState *assessed = &assessment->dataset->states[index];
    const StateAssessment *state = &assessment->states[index];
    const Method *method = assessment->method;
    json_object_begin(json);
    json_field_text(json, "iso3", assessed->code);
    json_field_text(json, "name", assessed->name);
    json_field_text(json, "un_group", assessed->group);
    json_field_text(json, "role", assessed->role);
    write_overall(json, assessment, state);
    json_field_text(json, "invitation", str_from(invitation_word_text(state->invitation)));
    number(json, "honours", state->honours);
    write_dimensions(json, state);
    array(json, "indicators");
    for (size_t i = 0; i < method->indicator_count; i++)
        write_indicator(json, &method->indicators[i], &state->indicators[i]);
    json_array_end(json);
    write_red_lines(json, state);
    write_doubt(json, state);
    write_curve(json, "visit_curve", &assessment->observations.visit_curves[index],
                method->visit_dates_horizon_days);
    write_curve(json, "reply_curve", &assessment->observations.reply_curves[index],
                method->reply_horizon_days);
    write_chains(json, assessment, index);
    write_replies(json, assessment, index);
    json_object_end(json);
}

static void write_comparison(JsonWriter *json, const Assessment *assessment,
                             const Comparison *comparison) {
    json_object_begin(json);
    json_field_text(json, "un_group", assessment->dataset->states[comparison->members[0]].group);
    array(json, "states");
    for (size_t i = 0; i < comparison->count; i++) {
        json_object_begin(json);
        json_field_text(json, "iso3", assessment->dataset->states[comparison->members[i]].code);
        json_field_integer(json, "rank_low", (int64_t)comparison->rank_low[i]);
        json_field_integer(json, "rank_high", (int64_t)comparison->rank_high[i]);
        array(json, "above");
        for (size_t j = 0; j < comparison->count; j++)
            json_decimal(json, comparison->above[i * comparison->count + j]);
        json_array_end(json);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}

void release_write_json(Buffer *out, const ReleaseInputs *inputs, const ReleaseFiles *files,
                        const Assessment *assessment,
                        const PriorEstimate priors[INDICATOR_CODE_COUNT]) {
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    write_identity(&json, inputs, files, assessment);
    write_priors(&json, assessment->method, priors);
    array(&json, "states");
    for (size_t i = 0; i < assessment->dataset->state_count; i++)
        write_state(&json, assessment, i);
    json_array_end(&json);
    array(&json, "comparisons");
    for (size_t i = 0; i < assessment->comparison_count; i++)
        write_comparison(&json, assessment, &assessment->comparisons[i]);
    json_array_end(&json);
    json_object_end(&json);
    buffer_add_byte(out, '\n');
}
