#include "assess/method.h"

typedef struct Formula {
    const char *code;
    Dimension dimension;
    IndicatorKind kind;
} Formula;

static const Formula FORMULAS[INDICATOR_CODE_COUNT] = {
    [INDICATOR_SP0] = { "SP0", DIMENSION_SP, KIND_EXACT },
    [INDICATOR_SP1] = { "SP1", DIMENSION_SP, KIND_RATE },
    [INDICATOR_SP2] = { "SP2", DIMENSION_SP, KIND_RATE },
    [INDICATOR_SP3] = { "SP3", DIMENSION_SP, KIND_RATE },
    [INDICATOR_SP4] = { "SP4", DIMENSION_SP, KIND_RATE },
    [INDICATOR_SP5] = { "SP5", DIMENSION_SP, KIND_RATE },
    [INDICATOR_SP6] = { "SP6", DIMENSION_SP, KIND_EXACT },
    [INDICATOR_RE1] = { "RE1", DIMENSION_RE, KIND_RATE },
    [INDICATOR_RE2] = { "RE2", DIMENSION_RE, KIND_RATE },
    [INDICATOR_RE3] = { "RE3", DIMENSION_RE, KIND_RATE },
    [INDICATOR_RE4] = { "RE4", DIMENSION_RE, KIND_ORDINAL },
    [INDICATOR_RE5] = { "RE5", DIMENSION_RE, KIND_ORDINAL },
    [INDICATOR_CS1] = { "CS1", DIMENSION_CS, KIND_EXTERNAL },
    [INDICATOR_CS2] = { "CS2", DIMENSION_CS, KIND_RATE },
    [INDICATOR_CS3] = { "CS3", DIMENSION_CS, KIND_ORDINAL },
    [INDICATOR_CO1] = { "CO1", DIMENSION_CO, KIND_EXACT },
    [INDICATOR_CO2] = { "CO2", DIMENSION_CO, KIND_EXACT },
    [INDICATOR_CO3] = { "CO3", DIMENSION_CO, KIND_EXACT },
    [INDICATOR_CO4] = { "CO4", DIMENSION_CO, KIND_EXACT },
    [INDICATOR_CO5] = { "CO5", DIMENSION_CO, KIND_RATE },
    [INDICATOR_CO6] = { "CO6", DIMENSION_CO, KIND_ORDINAL },
};

static const char *const DIMENSIONS[DIMENSION_COUNT] = { "SP", "RE", "CS", "CO" };
static const char *const KINDS[KIND_COUNT] = { "exact", "rate", "ordinal", "external" };
static const char *const CATEGORIES[REPLY_CATEGORY_COUNT] = { "R0", "R1", "R2", "R3", "R4", "RT" };
static const char *const TYPES[COMMUNICATION_TYPE_COUNT] = {
    "UA", "JUA", "AL", "JAL", "OL", "JOL"
};
static const char *const MAPS[SUBSTANCE_MAP_COUNT] = { "nominal", "strict", "lenient" };

const char *indicator_code_text(IndicatorCode code) {
    return FORMULAS[code].code;
}

const char *dimension_text(Dimension dimension) {
    return DIMENSIONS[dimension];
}

const char *indicator_kind_text(IndicatorKind kind) {
    return KINDS[kind];
}

const char *reply_category_text(ReplyCategory category) {
    return CATEGORIES[category];
}

const char *communication_type_text(CommunicationType type) {
    return TYPES[type];
}

const char *substance_map_text(SubstanceMap map) {
    return MAPS[map];
}

static bool find(Str text, const char *const *words, int count, int *found) {
    for (*found = 0; *found < count; (*found)++)
        if (str_equal_c(text, words[*found])) return true;
    return false;
}

bool indicator_code_parse(Str text, IndicatorCode *code) {
    for (int i = 0; i < INDICATOR_CODE_COUNT; i++) {
        if (!str_equal_c(text, FORMULAS[i].code)) continue;
        *code = (IndicatorCode)i;
        return true;
    }
    return false;
}

bool reply_category_parse(Str text, ReplyCategory *category) {
    int found;
    if (!find(text, CATEGORIES, REPLY_CATEGORY_COUNT, &found)) return false;
    *category = (ReplyCategory)found;
    return true;
}

bool communication_type_parse(Str text, CommunicationType *type) {
    int found;
    if (!find(text, TYPES, COMMUNICATION_TYPE_COUNT, &found)) return false;
    *type = (CommunicationType)found;
    return true;
}

IndicatorKind indicator_code_kind(IndicatorCode code) {
    return FORMULAS[code].kind;
}

Dimension indicator_code_dimension(IndicatorCode code) {
    return FORMULAS[code].dimension;
}

const Indicator *method_indicator(const Method *method, IndicatorCode code) {
    for (size_t i = 0; i < method->indicator_count; i++)
        if (method->indicators[i].code == code) return &method->indicators[i];
    return NULL;
}
