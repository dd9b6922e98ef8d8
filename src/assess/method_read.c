#include <math.h>

#include "assess/method.h"
#include "text/json.h"

static const double SUM_TOLERANCE = 1e-9; /* of weights written in decimals */

/* Where the reader is, for messages: "deadlines.reply_days.UA". */
typedef struct Place {
    char text[160];
} Place;

static Place place_in(const Place *outer, const char *name) {
    Place place;
    snprintf(place.text, sizeof place.text, "%.100s%s%.50s", outer->text, outer->text[0] ? "." : "",
             name);
    return place;
}

static Place place_at(const Place *outer, size_t index) {
    Place place;
    snprintf(place.text, sizeof place.text, "%.120s[%zu]", outer->text, index);
    return place;
}

static bool refuse(const Place *place, Error *error, const char *rule) {
    return error_set(error, ERROR_REFUSED, "%s %s", place->text, rule);
}

static bool member(const json_t *object, const Place *outer, const char *name, json_t **value,
                   Place *place, Error *error) {
    *place = place_in(outer, name);
    *value = json_object_get(object, name);
    return *value || refuse(place, error, "is missing");
}

/* ---------------------------------------------------------------- one value */

static bool number_of(const json_t *value, const Place *place, double least, double most,
                      double *number, Error *error) {
    if (!json_is_number(value)) return refuse(place, error, "is not a number");
    *number = json_number_value(value);
    if (isfinite(*number) && *number >= least && *number <= most) return true;
    return error_set(error, ERROR_REFUSED, "%s is %g; it must be from %g to %g", place->text,
                     *number, least, most);
}

static bool whole_of(const json_t *value, const Place *place, int least, int most, int *number,
                     Error *error) {
    double real;
    if (!number_of(value, place, least, most, &real, error)) return false;
    if (real != floor(real))
        return error_set(error, ERROR_REFUSED, "%s is %g; it must be a whole number", place->text,
                         real);
    *number = (int)real;
    return true;
}

static bool text_of(Arena *arena, const json_t *value, const Place *place, Str *text,
                    Error *error) {
    if (!json_is_string(value) || json_string_length(value) == 0)
        return refuse(place, error, "must be a text that is not empty");
    *text = str_copy(arena, (Str){ json_string_value(value), json_string_length(value) });
    return true;
}

static bool number_member(const json_t *object, const Place *outer, const char *name, double least,
                          double most, double *number, Error *error) {
    json_t *value;
    Place place;
    return member(object, outer, name, &value, &place, error) &&
           number_of(value, &place, least, most, number, error);
}

static bool text_member(Arena *arena, const json_t *object, const Place *outer, const char *name,
                        Str *text, Error *error) {
    json_t *value;
    Place place;
    return member(object, outer, name, &value, &place, error) &&
           text_of(arena, value, &place, text, error);
}

static bool array_member(const json_t *object, const Place *outer, const char *name, size_t least,
                         size_t most, json_t **array, Place *place, Error *error) {
    if (!member(object, outer, name, array, place, error)) return false;
    size_t size = json_array_size(*array);
    if (json_is_array(*array) && size >= least && size <= most) return true;
    if (least == most)
        return error_set(error, ERROR_REFUSED, "%s must be a list of %zu", place->text, least);
    return error_set(error, ERROR_REFUSED, "%s must be a list of %zu to %zu", place->text, least,
                     most);
}

/* ---------------------------------------------------------------- constants, as a table */

typedef enum ConstantType { CONSTANT_WHOLE, CONSTANT_NUMBER } ConstantType;

typedef struct Constant {
    const char *object, *name; /* object NULL: at the top */
    ConstantType type;
    size_t offset;
    double least, most;
} Constant;

#define WHOLE(object, name, field, least, most)                                                    \
    { object, name, CONSTANT_WHOLE, offsetof(Method, field), least, most }
#define NUMBER(object, name, field, least, most)                                                   \
    { object, name, CONSTANT_NUMBER, offsetof(Method, field), least, most }

static const Constant CONSTANTS[] = {
    WHOLE("windows", "visits_years", visits_years, 1, 100),
    WHOLE("windows", "communications_years", communications_years, 1, 100),
    WHOLE("windows", "reprisals_years", reprisals_years, 1, 100),
    WHOLE("windows", "incidents_years", incidents_years, 1, 100),
    WHOLE("windows", "visit_reports_years", visit_reports_years, 1, 100),
    WHOLE("deadlines", "visit_dates_horizon_days", visit_dates_horizon_days, 1, 36500),
    WHOLE("deadlines", "visit_maturity_days", visit_maturity_days, 0, 36500),
    WHOLE("deadlines", "visit_future_dates_max_days", visit_future_dates_max_days, 0, 36500),
    WHOLE("deadlines", "reply_horizon_adjusted_days", reply_horizon_days, 1, 36500),
    WHOLE("deadlines", "followup_maturity_months", followup_maturity_months, 0, 1200),
    WHOLE("deadlines", "reprisal_maturity_months", reprisal_maturity_months, 0, 1200),
    NUMBER(NULL, "few_cases_below", few_cases_below, 0, 1e6),
    NUMBER(NULL, "score_floor", score_floor, 1e-6, 1e6), /* logarithms need it above 0 */
    NUMBER(NULL, "score_span", score_span, 1e-6, 1e6),
    NUMBER(NULL, "dimension_min_weight_share", dimension_min_share, 0, 1),
    NUMBER(NULL, "overall_min_weight_share", overall_min_share, 0, 1),
    NUMBER(NULL, "verdict_probability", verdict_probability, 0, 1),
    NUMBER("effective_invitation", "rate", invitation_rate, 0, 1),
    NUMBER("effective_invitation", "yes_at", invitation_yes_at, 0, 1),
    NUMBER("effective_invitation", "no_at", invitation_no_at, 0, 1),
    WHOLE("mc", "draws", draws, 1, 1000000),
    NUMBER("mc", "dim_weight_noise", dimension_weight_noise, 0, 0.99),
    NUMBER("mc", "ind_weight_noise", indicator_weight_noise, 0, 0.99),
    NUMBER("mc", "ordinal_slip", ordinal_slip, 0, 0.5),
    WHOLE("sobol", "n", sobol_rows, 2, 1000000),
};

static bool object_member(const json_t *root, const char *name, json_t **object, Place *place,
                          Error *error) {
    static const Place top = { "" };
    if (!member(root, &top, name, object, place, error)) return false;
    return json_is_object(*object) || refuse(place, error, "must be an object");
}

static bool read_constant(const json_t *root, const Constant *constant, Method *method,
                          Error *error) {
    const json_t *object = root;
    Place outer = { "" }, place;
    json_t *found, *value;
    if (constant->object) {
        if (!object_member(root, constant->object, &found, &outer, error)) return false;
        object = found;
    }
    if (!member(object, &outer, constant->name, &value, &place, error)) return false;
    void *field = (char *)method + constant->offset;
    if (constant->type == CONSTANT_NUMBER)
        return number_of(value, &place, constant->least, constant->most, field, error);
    return whole_of(value, &place, (int)constant->least, (int)constant->most, field, error);
}

/* A seed is any whole number a JSON file can carry exactly (below 2^53). */
static bool read_seed(const json_t *root, const char *name, uint64_t *seed, Error *error) {
    json_t *object, *value;
    Place outer, place;
    if (!object_member(root, name, &object, &outer, error) ||
        !member(object, &outer, "seed", &value, &place, error))
        return false;
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return refuse(&place, error, "must be a whole number, not negative");
    *seed = (uint64_t)json_integer_value(value);
    return true;
}

/* ---------------------------------------------------------------- lists and maps */

static bool read_pair(const json_t *root, const char *object_name, const char *name, double *low,
                      double *high, Error *error) {
    Place outer = { "" }, place, at;
    const json_t *object = root;
    json_t *found, *array;
    if (object_name) {
        if (!object_member(root, object_name, &found, &outer, error)) return false;
        object = found;
    }
    if (!array_member(object, &outer, name, 2, 2, &array, &place, error)) return false;
    at = place_at(&place, 0);
    if (!number_of(json_array_get(array, 0), &at, 0, 1, low, error)) return false;
    at = place_at(&place, 1);
    if (!number_of(json_array_get(array, 1), &at, 0, 1, high, error)) return false;
    return *low < *high || refuse(&place, error, "must ascend");
}

static bool read_reply_days(const json_t *root, Method *method, Error *error) {
    json_t *deadlines, *days, *value;
    Place outer, place, at;
    if (!object_member(root, "deadlines", &deadlines, &outer, error) ||
        !member(deadlines, &outer, "reply_days", &days, &place, error))
        return false;
    for (int type = 0; type < COMMUNICATION_TYPE_COUNT; type++) {
        const char *name = communication_type_text((CommunicationType)type);
        if (!member(days, &place, name, &value, &at, error) ||
            !whole_of(value, &at, 1, 36500, &method->reply_days[type], error))
            return false;
        if (method->reply_horizon_days % method->reply_days[type])
            return error_set(error, ERROR_REFUSED,
                             "%s is %d, which does not divide reply_horizon_adjusted_days (%d): "
                             "scaled times would not be whole days",
                             at.text, method->reply_days[type], method->reply_horizon_days);
    }
    return true;
}

static bool read_substance_maps(const json_t *root, Method *method, Error *error) {
    json_t *maps, *map;
    Place outer, place;
    if (!object_member(root, "substance_maps", &maps, &outer, error)) return false;
    for (int i = 0; i < SUBSTANCE_MAP_COUNT; i++) {
        const char *name = substance_map_text((SubstanceMap)i);
        if (!member(maps, &outer, name, &map, &place, error)) return false;
        for (int category = 0; category < REPLY_GRADED_COUNT; category++) {
            const char *text = reply_category_text((ReplyCategory)category);
            if (!number_member(map, &place, text, 0, 1, &method->substance[i][category], error))
                return false;
        }
    }
    return true;
}

static bool read_overdue_bands(const json_t *root, Method *method, Error *error) {
    Place top = { "" }, place, at;
    json_t *bands;
    if (!array_member(root, &top, "overdue_bands", 1, BANDS_MAX, &bands, &place, error))
        return false;
    size_t count = json_array_size(bands);
    for (size_t i = 0; i < count; i++) {
        OverdueBand *band = &method->overdue_bands[i];
        const json_t *pair = json_array_get(bands, i), *limit = json_array_get(pair, 0);
        at = place_at(&place, i);
        if (json_array_size(pair) != 2) return refuse(&at, error, "must be [days or null, value]");
        bool last = i + 1 == count;
        if (last != json_is_null(limit))
            return refuse(&at, error, "must have null for its days if and only if it is the last");
        band->up_to = INFINITY;
        if (!last && !number_of(limit, &at, 0, 36500, &band->up_to, error)) return false;
        if (!number_of(json_array_get(pair, 1), &at, 0, 1, &band->value, error)) return false;
        if (i && (band->up_to <= band[-1].up_to || band->value > band[-1].value))
            return refuse(&at, error, "is out of order: days must ascend, values must not");
    }
    method->overdue_band_count = count;
    return true;
}

static bool read_verdict_bands(Arena *arena, const json_t *root, Method *method, Error *error) {
    Place top = { "" }, place, at;
    json_t *bands;
    if (!array_member(root, &top, "verdict_bands", 2, BANDS_MAX, &bands, &place, error))
        return false;
    size_t count = json_array_size(bands);
    for (size_t i = 0; i < count; i++) {
        VerdictBand *band = &method->verdict_bands[i];
        const json_t *pair = json_array_get(bands, i);
        at = place_at(&place, i);
        if (json_array_size(pair) != 2) return refuse(&at, error, "must be [lowest score, word]");
        if (!number_of(json_array_get(pair, 0), &at, 0, 1e6, &band->from, error) ||
            !text_of(arena, json_array_get(pair, 1), &at, &band->word, error))
            return false;
        if (i && band->from >= band[-1].from)
            return refuse(&at, error, "is out of order: the bands must descend");
        if (i + 1 == count && band->from != 0)
            return refuse(&at, error, "is the last and must begin at 0");
    }
    method->verdict_band_count = count;
    return true;
}

static bool read_prior_factors(const json_t *root, Method *method, Error *error) {
    json_t *mc, *factors;
    Place outer, place, at;
    if (!object_member(root, "mc", &mc, &outer, error) ||
        !array_member(mc, &outer, "m_factors", PRIOR_FACTOR_COUNT, PRIOR_FACTOR_COUNT, &factors,
                      &place, error))
        return false;
    for (size_t i = 0; i < PRIOR_FACTOR_COUNT; i++) {
        at = place_at(&place, i);
        if (!number_of(json_array_get(factors, i), &at, 1e-3, 1e3, &method->prior_factors[i],
                       error))
            return false;
    }
    return true;
}

static bool read_dimension_weights(const json_t *root, Method *method, Error *error) {
    json_t *weights;
    Place place;
    double sum = 0;
    if (!object_member(root, "dimension_weights", &weights, &place, error)) return false;
    for (int i = 0; i < DIMENSION_COUNT; i++) {
        const char *name = dimension_text((Dimension)i);
        if (!number_member(weights, &place, name, 0, 1, &method->dimension_weights[i], error))
            return false;
        sum += method->dimension_weights[i];
    }
    if (json_object_size(weights) != DIMENSION_COUNT)
        return refuse(&place, error, "must name SP, RE, CS and CO and nothing else");
    if (fabs(sum - 1) <= SUM_TOLERANCE) return true;
    return error_set(error, ERROR_REFUSED, "%s sum to %.9g; they must sum to 1", place.text, sum);
}

/* ---------------------------------------------------------------- indicators */

static bool read_levels(const json_t *object, const Place *place, Indicator *indicator,
                        Error *error) {
    json_t *levels;
    Place list, at;
    if (indicator->kind != KIND_ORDINAL) return true;
    if (!array_member(object, place, "levels", 2, LEVELS_MAX, &levels, &list, error)) return false;
    indicator->level_count = json_array_size(levels);
    for (size_t i = 0; i < indicator->level_count; i++) {
        at = place_at(&list, i);
        double *level = &indicator->levels[i];
        if (!number_of(json_array_get(levels, i), &at, 0, 1, level, error)) return false;
        if (i && *level <= level[-1]) return refuse(&at, error, "is out of order: levels ascend");
    }
    return true;
}

/* A prior of mean 0 or 1 would make certain what nobody has seen. */
static bool read_prior(const json_t *object, const Place *place, Indicator *indicator,
                       Error *error) {
    bool rate = indicator->kind == KIND_RATE;
    if (!number_member(object, place, "ref", rate ? 1e-6 : 0, rate ? 1 - 1e-6 : 1,
                       &indicator->reference, error))
        return false;
    return !rate || number_member(object, place, "m", 1e-3, 1e6, &indicator->prior_strength, error);
}

/* METHOD 3's column "If none"; a file of examples may leave it out. */
static IfNone usual_if_none(IndicatorCode code) {
    switch (code) {
    case INDICATOR_SP0:
    case INDICATOR_RE4:
    case INDICATOR_CS3:
    case INDICATOR_CO6: return IF_NONE_ZERO;
    case INDICATOR_SP6: return IF_NONE_ONE;
    case INDICATOR_CS1:
    case INDICATOR_CO1:
    case INDICATOR_CO2:
    case INDICATOR_CO3:
    case INDICATOR_CO4: return IF_NONE_NO_DATA;
    default: return IF_NONE_NOT_TESTED;
    }
}

static bool read_if_none(const json_t *object, const Place *outer, Indicator *indicator,
                         Error *error) {
    indicator->if_none = usual_if_none(indicator->code);
    const json_t *value = json_object_get(object, "if_none");
    if (!value) return true;
    Place place = place_in(outer, "if_none");
    const char *word = json_string_value(value);
    bool numeric = indicator->kind == KIND_EXACT || indicator->kind == KIND_ORDINAL;
    if (json_is_integer(value) && json_integer_value(value) == 0 && numeric)
        indicator->if_none = IF_NONE_ZERO;
    else if (json_is_integer(value) && json_integer_value(value) == 1 && numeric)
        indicator->if_none = IF_NONE_ONE;
    else if (word && strcmp(word, "not tested") == 0)
        indicator->if_none = IF_NONE_NOT_TESTED;
    else if (word && strcmp(word, "no data") == 0)
        indicator->if_none = IF_NONE_NO_DATA;
    else
        return refuse(&place, error,
                      "must be \"not tested\", \"no data\" or, for exact and ordinal, 0 or 1");
    return true;
}

static bool read_items(Arena *arena, const json_t *object, const Place *place, Indicator *indicator,
                       Error *error) {
    json_t *items;
    Place list, at;
    if (!array_member(object, place, "letter_items", 1, INDICATOR_ITEMS_MAX, &items, &list, error))
        return false;
    indicator->item_count = json_array_size(items);
    for (size_t i = 0; i < indicator->item_count; i++) {
        at = place_at(&list, i);
        if (!text_of(arena, json_array_get(items, i), &at, &indicator->items[i], error))
            return false;
    }
    return true;
}

static bool read_documentation(Arena *arena, const json_t *object, const Place *place,
                               Indicator *indicator, Error *error) {
    const struct {
        const char *name;
        Str *text;
    } texts[] = {
        { "name", &indicator->name },     { "definition", &indicator->definition },
        { "source", &indicator->source }, { "window", &indicator->window },
        { "limits", &indicator->limits }, { "if_none_words", &indicator->if_none_words },
        { "tag", &indicator->tag },
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (!text_member(arena, object, place, texts[i].name, texts[i].text, error)) return false;
    Place tag = place_in(place, "tag");
    if (!str_equal_c(indicator->tag, "structure") && !str_equal_c(indicator->tag, "process") &&
        !str_equal_c(indicator->tag, "outcome"))
        return refuse(&tag, error, "must be \"structure\", \"process\" or \"outcome\"");
    Place if_none = place_in(place, "if_none");
    if (!json_object_get(object, "if_none")) return refuse(&if_none, error, "is missing");
    return read_items(arena, object, place, indicator, error);
}

static bool text_equals(const json_t *value, const char *word) {
    return json_is_string(value) && strcmp(json_string_value(value), word) == 0;
}

static bool read_indicator(Arena *arena, const json_t *object, const Place *list, size_t index,
                           MethodUse use, Indicator *indicator, Error *error) {
    Place at = place_at(list, index), place;
    json_t *value;
    if (!member(object, &at, "code", &value, &place, error)) return false;
    const char *code = json_is_string(value) ? json_string_value(value) : "";
    if (!indicator_code_parse(str_from(code), &indicator->code))
        return error_set(error, ERROR_REFUSED, "%s \"%.40s\" is not the code of a formula",
                         place.text, code);
    snprintf(at.text, sizeof at.text, "%.100s[%zu] (%.10s)", list->text, index, code);
    indicator->dimension = indicator_code_dimension(indicator->code);
    indicator->kind = indicator_code_kind(indicator->code);
    const char *dimension = dimension_text(indicator->dimension);
    const char *kind = indicator_kind_text(indicator->kind);
    if (!member(object, &at, "dim", &value, &place, error)) return false;
    if (!text_equals(value, dimension))
        return error_set(error, ERROR_REFUSED, "%s must be \"%s\"", place.text, dimension);
    if (!member(object, &at, "kind", &value, &place, error)) return false;
    if (!text_equals(value, kind))
        return error_set(error, ERROR_REFUSED, "%s must be \"%s\", which its formula yields",
                         place.text, kind);
    return number_member(object, &at, "w", 1e-9, 1, &indicator->weight, error) &&
           read_prior(object, &at, indicator, error) &&
           read_levels(object, &at, indicator, error) &&
           read_if_none(object, &at, indicator, error) &&
           (use == METHOD_OF_EXAMPLE || read_documentation(arena, object, &at, indicator, error));
}

static bool check_weights(const Method *method, Error *error) {
    for (int dimension = 0; dimension < DIMENSION_COUNT; dimension++) {
        double sum = 0;
        for (size_t i = 0; i < method->indicator_count; i++)
            if ((int)method->indicators[i].dimension == dimension)
                sum += method->indicators[i].weight;
        if (fabs(sum - 1) > SUM_TOLERANCE)
            return error_set(error, ERROR_REFUSED,
                             "indicators: the weights of %s sum to %.9g; they must sum to 1",
                             dimension_text((Dimension)dimension), sum);
    }
    return true;
}

static bool read_indicators(Arena *arena, const json_t *root, MethodUse use, Method *method,
                            Error *error) {
    Place top = { "" }, place;
    json_t *list;
    if (!array_member(root, &top, "indicators", 1, INDICATOR_CODE_COUNT, &list, &place, error))
        return false;
    size_t count = json_array_size(list);
    for (size_t i = 0; i < count; i++) {
        Indicator *indicator = &method->indicators[i];
        if (!read_indicator(arena, json_array_get(list, i), &place, i, use, indicator, error))
            return false;
        if (method_indicator(method, indicator->code))
            return error_set(error, ERROR_REFUSED, "%s[%zu].code %s is there twice", place.text, i,
                             indicator_code_text(indicator->code));
        method->indicator_count = i + 1;
    }
    return check_weights(method, error);
}

/* ---------------------------------------------------------------- the whole file */

static bool read_as_of(const json_t *root, Method *method, Error *error) {
    const json_t *value = json_object_get(root, "as_of");
    method->as_of = DAY_NONE;
    if (!value) return true;
    if (!json_is_string(value)) return error_set(error, ERROR_REFUSED, "as_of must be a day");
    return day_parse(str_from(json_string_value(value)), &method->as_of, error) ||
           error_context(error, "as_of");
}

static bool read_method(Arena *arena, const json_t *root, MethodUse use, Method *method,
                        Error *error) {
    Place top = { "" };
    if (!json_is_object(root)) return error_set(error, ERROR_REFUSED, "a method is an object");
    if (!text_member(arena, root, &top, "method_id", &method->id, error) ||
        !read_as_of(root, method, error))
        return false;
    for (size_t i = 0; i < COUNT_OF(CONSTANTS); i++)
        if (!read_constant(root, &CONSTANTS[i], method, error)) return false;
    if (method->invitation_no_at >= method->invitation_yes_at)
        return error_set(error, ERROR_REFUSED, "effective_invitation.no_at must be below yes_at");
    double *fixed = method->goalposts[0], *alternative = method->goalposts[1];
    return read_reply_days(root, method, error) && read_substance_maps(root, method, error) &&
           read_overdue_bands(root, method, error) &&
           read_pair(root, NULL, "goalposts", &fixed[0], &fixed[1], error) &&
           read_pair(root, NULL, "goalposts_alternative", &alternative[0], &alternative[1],
                     error) &&
           read_dimension_weights(root, method, error) &&
           read_indicators(arena, root, use, method, error) &&
           read_verdict_bands(arena, root, method, error) &&
           read_prior_factors(root, method, error) &&
           read_pair(root, "mc", "interval", &method->interval_low, &method->interval_high,
                     error) &&
           read_seed(root, "mc", &method->seed, error) &&
           read_seed(root, "sobol", &method->sobol_seed, error);
}

bool method_read(Arena *arena, Str text, MethodUse use, Method *method, Error *error) {
    json_t *root = json_read(text, error);
    if (!root) return false;
    Method read = { 0 };
    bool done = read_method(arena, root, use, &read, error);
    if (done) *method = read;
    json_decref(root);
    return done;
}
