/* The method as data (METHOD, methods/ACA-1.0.0.json): which indicators there are, what they weigh,
 * and every constant of the assessment. The formulas are in indicators.c, one a code.
 *
 * Weights, cut points, q values and reference values are proposals of this project, not UN rules.
 */
#ifndef UPHOLD_ASSESS_METHOD_H
#define UPHOLD_ASSESS_METHOD_H

#include "base/date.h"
#include "base/error.h"

typedef enum Dimension {
    DIMENSION_SP, /* Special Procedures */
    DIMENSION_RE, /* reprisals and intimidation */
    DIMENSION_CS, /* civil society */
    DIMENSION_CO, /* treaties and Council */
    DIMENSION_COUNT,
} Dimension;

/* The 21 formulas there are (METHOD 3), in the order of the letter. */
typedef enum IndicatorCode {
    INDICATOR_SP0,
    INDICATOR_SP1,
    INDICATOR_SP2,
    INDICATOR_SP3,
    INDICATOR_SP4,
    INDICATOR_SP5,
    INDICATOR_SP6,
    INDICATOR_RE1,
    INDICATOR_RE2,
    INDICATOR_RE3,
    INDICATOR_RE4,
    INDICATOR_RE5,
    INDICATOR_CS1,
    INDICATOR_CS2,
    INDICATOR_CS3,
    INDICATOR_CO1,
    INDICATOR_CO2,
    INDICATOR_CO3,
    INDICATOR_CO4,
    INDICATOR_CO5,
    INDICATOR_CO6,
    INDICATOR_CODE_COUNT,
} IndicatorCode;

typedef enum IndicatorKind {
    KIND_EXACT,    /* a legal fact */
    KIND_RATE,     /* x of n events, shrunk, with a Beta interval */
    KIND_ORDINAL,  /* one of a few coded levels */
    KIND_EXTERNAL, /* somebody else's value, with its bounds */
    KIND_COUNT,
} IndicatorKind;

/* What an absence of facts means where the record is complete (METHOD 3, "If none"). */
typedef enum IfNone {
    IF_NONE_NOT_TESTED, /* nothing happened that could be answered */
    IF_NONE_NO_DATA,
    IF_NONE_ZERO, /* a sourced negative */
    IF_NONE_ONE,
} IfNone;

typedef enum ReplyCategory {           /* DOMAIN 4.1 */
                             REPLY_R0, /* none */
                             REPLY_R1, /* receipt only */
                             REPLY_R2, /* immaterial, or rejects without substantiation */
                             REPLY_R3, /* partial */
                             REPLY_R4, /* substantive */
                             REPLY_RT, /* received, not yet translated or read: no grade yet */
                             REPLY_CATEGORY_COUNT,
                             REPLY_GRADED_COUNT = REPLY_RT,
} ReplyCategory;

typedef enum CommunicationType { /* DOMAIN D4.1 */
                                 COMMUNICATION_UA,
                                 COMMUNICATION_JUA,
                                 COMMUNICATION_AL,
                                 COMMUNICATION_JAL,
                                 COMMUNICATION_OL,
                                 COMMUNICATION_JOL,
                                 COMMUNICATION_TYPE_COUNT,
} CommunicationType;

typedef enum SubstanceMap { /* how much a reply of each category is worth (METHOD 6) */
                            SUBSTANCE_NOMINAL,
                            SUBSTANCE_STRICT,
                            SUBSTANCE_LENIENT,
                            SUBSTANCE_MAP_COUNT,
} SubstanceMap;

enum {
    LEVELS_MAX = 8,
    BANDS_MAX = 8,
    PRIOR_FACTOR_COUNT = 3,
    INDICATOR_ITEMS_MAX = 4,
};

typedef struct Indicator {
    IndicatorCode code;
    Dimension dimension;
    IndicatorKind kind;
    IfNone if_none;
    double weight;         /* in its dimension */
    double reference;      /* mean of the prior of a rate; what a missing item is imputed by */
    double prior_strength; /* m of a rate: how many cases the prior counts for */
    size_t level_count;    /* of an ordinal, ascending */
    double levels[LEVELS_MAX];
    /* for people; empty in a file of examples */
    Str name, definition, source, window, limits, if_none_words;
    Str tag; /* structure, process or outcome (HR/PUB/12/5) */
    size_t item_count;
    Str items[INDICATOR_ITEMS_MAX]; /* of the letter: A1 ... C2, P4 */
} Indicator;

/* A lower bound and what holds from it upwards; descending, the last from 0. */
typedef struct VerdictBand {
    double from;
    Str word;
} VerdictBand;

/* An upper bound in days and the value up to it; ascending, the last without bound. */
typedef struct OverdueBand {
    double up_to; /* infinite in the last */
    double value;
} OverdueBand;

typedef struct Method {
    Str id;
    Day as_of; /* DAY_NONE where the file leaves it to whoever assesses */

    size_t indicator_count;
    Indicator indicators[INDICATOR_CODE_COUNT]; /* in the order of the file: that of the uniforms */
    double dimension_weights[DIMENSION_COUNT];

    int visits_years, communications_years, reprisals_years, incidents_years, visit_reports_years;
    int visit_dates_horizon_days, visit_maturity_days, visit_future_dates_max_days;
    int reply_days[COMMUNICATION_TYPE_COUNT];
    int reply_horizon_days; /* to which every reply time is scaled */
    int followup_maturity_months, reprisal_maturity_months;
    double substance[SUBSTANCE_MAP_COUNT][REPLY_GRADED_COUNT];
    size_t overdue_band_count;
    OverdueBand overdue_bands[BANDS_MAX];
    double few_cases_below;

    double score_floor, score_span;
    double goalposts[2][2]; /* [0] fixed, [1] the alternative of the uncertainty run; low, high */
    double dimension_min_share, overall_min_share;

    size_t verdict_band_count;
    VerdictBand verdict_bands[BANDS_MAX];
    double verdict_probability;
    double invitation_rate, invitation_yes_at, invitation_no_at;

    int draws;
    uint64_t seed;
    double dimension_weight_noise, indicator_weight_noise;
    double prior_factors[PRIOR_FACTOR_COUNT];
    double ordinal_slip;
    double interval_low, interval_high;
    int sobol_rows;
    uint64_t sobol_seed;
} Method;

typedef enum MethodUse {
    METHOD_OF_EXAMPLE, /* numbers alone will do, as in golden/params.json */
    METHOD_OF_RELEASE, /* every indicator also says what it is, for whoever reads the release */
} MethodUse;

/* Reads a method file. Refuses, naming the place: anything missing, of the wrong type, not finite
 * or out of bounds; weights that do not sum to 1; unknown or doubled codes; a kind that is not the
 * formula's; bands out of order; deadlines that do not divide the horizon (ties would not be
 * exact). The texts are owned by the arena. */
bool method_read(Arena *arena, Str text, MethodUse use, Method *method, Error *error) MUST_CHECK;

/* Codes as they are written everywhere: "SP1", "RE", "rate", "R4", "UA", "nominal". */
const char *indicator_code_text(IndicatorCode code);
const char *dimension_text(Dimension dimension);
const char *indicator_kind_text(IndicatorKind kind);
const char *reply_category_text(ReplyCategory category);
const char *communication_type_text(CommunicationType type);
const char *substance_map_text(SubstanceMap map);

bool indicator_code_parse(Str text, IndicatorCode *code) MUST_CHECK;
bool reply_category_parse(Str text, ReplyCategory *category) MUST_CHECK;
bool communication_type_parse(Str text, CommunicationType *type) MUST_CHECK;

/* What the formula of a code yields, and the dimension it belongs to. */
IndicatorKind indicator_code_kind(IndicatorCode code);
Dimension indicator_code_dimension(IndicatorCode code);

/* The method's entry for a code; NULL when the method does without it. */
const Indicator *method_indicator(const Method *method, IndicatorCode code);

#endif
