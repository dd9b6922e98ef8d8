#include "assess/release_read.h"

#include <math.h>

#include "assess/release.h"
#include "text/json.h"

/* --- small readings
 * ----------------------------------------------------------------------------------- */

static Str text(Arena *arena, const json_t *object, const char *name) {
    const json_t *value = json_object_get(object, name);
    return str_copy(arena, (Str){ json_string_value(value), json_string_length(value) });
}

static double number(const json_t *object, const char *name) {
    const json_t *value = json_object_get(object, name);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

static int64_t whole(const json_t *object, const char *name) {
    return json_integer_value(json_object_get(object, name));
}

static bool flag(const json_t *object, const char *name) {
    return json_is_true(json_object_get(object, name));
}

/* --- a State
 * ---------------------------------------------------------------------------------------------- */

static bool read_indicator(Arena *arena, const json_t *object, ReleasedIndicator *indicator) {
    *indicator = (ReleasedIndicator){ .availability = text(arena, object, "availability"),
                                      .x = number(object, "x"),
                                      .n = number(object, "n"),
                                      .raw = number(object, "raw"),
                                      .wilson_low = number(object, "wilson_low"),
                                      .wilson_high = number(object, "wilson_high"),
                                      .a = number(object, "a"),
                                      .b = number(object, "b"),
                                      .value = number(object, "value"),
                                      .low = number(object, "low"),
                                      .high = number(object, "high"),
                                      .score = number(object, "score"),
                                      .few_cases = flag(object, "few_cases"),
                                      .word = text(arena, object, "word") };
    indicator->available = str_equal(indicator->availability, STR("available"));
    indicator->sample = str_equal_c(indicator->availability, availability_text(NOT_TESTED_SAMPLE));
    return indicator_code_parse(text(arena, object, "indicator"), &indicator->code);
}

static ReleasedScore read_score(const json_t *object, const char *tested) {
    return (ReleasedScore){ .tested = flag(object, tested),
                            .score = number(object, "score"),
                            .weight_share = number(object, "weight_share"),
                            .mean = number(object, "mean"),
                            .low = number(object, "low"),
                            .median = number(object, "median"),
                            .high = number(object, "high") };
}

static ReleasedCurve read_curve(Arena *arena, const json_t *object) {
    const json_t *steps = json_object_get(object, "steps"), *step;
    ReleasedCurve curve = { .observations = whole(object, "observations"),
                            .events = whole(object, "events"),
                            .horizon = whole(object, "horizon"),
                            .median = number(object, "median"),
                            .steps = ARENA_ARRAY(arena, json_array_size(steps) + 1, ReleasedStep) };
    size_t at;
    json_array_foreach(steps, at, step) {
        curve.steps[curve.count++] =
            (ReleasedStep){ whole(step, "time"),     whole(step, "at_risk"),  whole(step, "events"),
                            whole(step, "censored"), number(step, "waiting"), number(step, "low"),
                            number(step, "high") };
    }
    return curve;
}

static void read_red_lines(Arena *arena, const json_t *object, ReleasedState *state) {
    const json_t *lines = json_object_get(object, "red_lines"), *line;
    size_t at;
    state->red_lines = ARENA_ARRAY(arena, json_array_size(lines) + 1, ReleasedRedLine);
    json_array_foreach(lines, at, line) {
        state->red_lines[state->red_line_count++] =
            (ReleasedRedLine){ text(arena, line, "kind"), text(arena, line, "since"),
                               text(arena, line, "source") };
    }
}

static void read_doubt(Arena *arena, const json_t *object, ReleasedState *state) {
    const json_t *assumptions = json_object_get(object, "doubt"), *assumption;
    size_t at;
    state->driver = text(arena, object, "driver");
    json_array_foreach(assumptions, at, assumption) {
        if (str_equal(text(arena, assumption, "assumption"), state->driver))
            state->driver_total = number(assumption, "total");
    }
}

static bool read_state(Arena *arena, const json_t *object, ReleasedState *state) {
    const json_t *overall = json_object_get(object, "overall"), *item;
    size_t at;
    *state = (ReleasedState){ .iso3 = text(arena, object, "iso3"),
                              .name = text(arena, object, "name"),
                              .un_group = text(arena, object, "un_group"),
                              .role = text(arena, object, "role"),
                              .overall = read_score(overall, "assessable"),
                              .words = text(arena, overall, "words"),
                              .invitation = text(arena, object, "invitation"),
                              .honours = number(object, "honours"),
                              .driver_total = NAN };
    json_array_foreach(json_object_get(object, "dimensions"), at, item) {
        if (at < DIMENSION_COUNT) state->dimensions[at] = read_score(item, "tested");
    }
    json_array_foreach(json_object_get(object, "indicators"), at, item) {
        if (state->indicator_count == INDICATOR_CODE_COUNT ||
            !read_indicator(arena, item, &state->indicators[state->indicator_count++]))
            return false;
    }
    read_red_lines(arena, object, state);
    read_doubt(arena, object, state);
    state->visits = read_curve(arena, json_object_get(object, "visit_curve"));
    state->replies = read_curve(arena, json_object_get(object, "reply_curve"));
    return true;
}

/* --- the whole
 * --------------------------------------------------------------------------------------------- */

static bool read_comparison(Arena *arena, const json_t *object, const Release *release,
                            ReleasedComparison *comparison) {
    const json_t *states = json_object_get(object, "states"), *state;
    size_t count = json_array_size(states), at, other;
    *comparison =
        (ReleasedComparison){ .un_group = text(arena, object, "un_group"),
                              .count = count,
                              .states = ARENA_ARRAY(arena, count + 1, const ReleasedState *),
                              .rank_low = ARENA_ARRAY(arena, count + 1, int64_t),
                              .rank_high = ARENA_ARRAY(arena, count + 1, int64_t),
                              .above = ARENA_ARRAY(arena, count * count + 1, double) };
    json_array_foreach(states, at, state) {
        const json_t *above = json_object_get(state, "above"), *value;
        comparison->states[at] = release_state(release, text(arena, state, "iso3"));
        comparison->rank_low[at] = whole(state, "rank_low");
        comparison->rank_high[at] = whole(state, "rank_high");
        if (!comparison->states[at] || json_array_size(above) != count) return false;
        json_array_foreach(above, other, value) {
            comparison->above[at * count + other] = json_number_value(value);
        }
    }
    return true;
}

static bool read_release(Arena *arena, const json_t *root, Release *release, Error *error) {
    const json_t *states = json_object_get(root, "states"), *item;
    const json_t *comparisons = json_object_get(root, "comparisons");
    size_t at;
    *release = (Release){ .id = text(arena, root, "release"),
                          .corrects = text(arena, root, "corrects"),
                          .method_id = text(arena, root, "method"),
                          .method_hash = text(arena, root, "method_hash"),
                          .input_hash = text(arena, root, "input_hash"),
                          .seed = text(arena, root, "seed"),
                          .cycle = (int)whole(root, "cycle"),
                          .draws = whole(root, "draws") };
    if (!day_parse(text(arena, root, "as_of"), &release->as_of, error)) return false;
    release->states = ARENA_ARRAY(arena, json_array_size(states) + 1, ReleasedState);
    json_array_foreach(states, at, item) {
        if (!read_state(arena, item, &release->states[release->state_count++])) return false;
    }
    release->comparisons = ARENA_ARRAY(arena, json_array_size(comparisons) + 1, ReleasedComparison);
    json_array_foreach(comparisons, at, item) {
        if (!read_comparison(arena, item, release,
                             &release->comparisons[release->comparison_count++]))
            return false;
    }
    return true;
}

bool release_parse(Arena *arena, Str json, Release *release, Error *error) {
    json_t *root = json_read(json, error);
    if (!root) return error_context(error, "release.json");
    error->kind = ERROR_NONE;
    bool done = read_release(arena, root, release, error);
    if (!done && error->kind == ERROR_NONE)
        error_set(error, ERROR_SYSTEM, "release.json is not of the form this program writes");
    json_decref(root);
    return done;
}

const ReleasedState *release_state(const Release *release, Str iso3) {
    for (size_t i = 0; i < release->state_count; i++)
        if (str_equal(release->states[i].iso3, iso3)) return &release->states[i];
    return NULL;
}

/* --- draws
 * ---------------------------------------------------------------------------------------------------
 */

static uint64_t take_number64(Str *rest) {
    uint64_t value = 0;
    for (size_t i = 0; i < 8; i++)
        value |= (uint64_t)(unsigned char)rest->data[i] << (8 * i);
    *rest = str_slice(*rest, 8, rest->length);
    return value;
}

static double take_double(Str *rest) {
    uint64_t bits = take_number64(rest);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

bool release_parse_draws(Arena *arena, Str bytes, ReleaseDraws *draws, Error *error) {
    const Str mark = STR_LITERAL("UPHDRAW1");
    Str rest = str_slice(bytes, mark.length, bytes.length);
    bool whole_header = str_starts_with(bytes, mark) && rest.length >= 16;
    uint64_t states = whole_header ? take_number64(&rest) : 0;
    uint64_t count = whole_header ? take_number64(&rest) : 0;
    bool plausible = whole_header && states < 1000 && count <= 1000000;
    if (!plausible ||
        rest.length != count + states * (RELEASE_CODE_SIZE + 8 * DIMENSION_COUNT * count))
        return error_set(error, ERROR_SYSTEM, "draws.bin is not of the form this program writes");
    bool *geometric = ARENA_ARRAY(arena, count + 1, bool);
    Str *codes = ARENA_ARRAY(arena, states + 1, Str);
    double *values = ARENA_ARRAY(arena, states * DIMENSION_COUNT * count + 1, double);
    for (size_t i = 0; i < count; i++)
        geometric[i] = rest.data[i] != 0;
    rest = str_slice(rest, count, rest.length);
    for (size_t s = 0; s < states; s++) {
        size_t length = strnlen(rest.data, RELEASE_CODE_SIZE);
        codes[s] = str_copy(arena, str_slice(rest, 0, length));
        rest = str_slice(rest, RELEASE_CODE_SIZE, rest.length);
        for (size_t i = 0; i < DIMENSION_COUNT * count; i++)
            values[s * DIMENSION_COUNT * count + i] = take_double(&rest);
    }
    *draws = (ReleaseDraws){ states, count, geometric, codes, values };
    return true;
}

bool release_dimension_scores(const ReleaseDraws *draws, const ReleasedState *state,
                              DimensionScores *scores) {
    for (size_t s = 0; s < draws->states; s++) {
        if (!str_equal(draws->codes[s], state->iso3)) continue;
        *scores = (DimensionScores){ .geometric = draws->geometric, .count = draws->draws };
        for (size_t d = 0; d < DIMENSION_COUNT; d++) {
            scores->nominal[d] = state->dimensions[d].tested ? state->dimensions[d].score : NAN;
            scores->draws[d] = draws->values + (s * DIMENSION_COUNT + d) * draws->draws;
        }
        return true;
    }
    return false;
}
