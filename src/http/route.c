#include "http/route.h"

#include <assert.h>

static const struct {
    Format format;
    Str suffix;
} SUFFIXES[] = {
    { FORMAT_JSON, STR_LITERAL(".json") },
    { FORMAT_CSV, STR_LITERAL(".csv") },
    { FORMAT_ATOM, STR_LITERAL(".atom") },
    { FORMAT_ICS, STR_LITERAL(".ics") },
};

Str format_suffix(Format format) {
    for (size_t i = 0; i < COUNT_OF(SUFFIXES); i++)
        if (SUFFIXES[i].format == format) return SUFFIXES[i].suffix;
    return STR("");
}

/* --- the table itself ------------------------------------------------------------------------- */

static bool is_capture(Str part) {
    return part.length && (part.data[0] == ':' || part.data[0] == '*');
}

/* The name of the pattern's capture number `index`, empty when it has fewer. */
static Str capture_name(Str pattern, size_t index) {
    Str rest = pattern, part;
    while (str_cut(&rest, '/', &part))
        if (is_capture(part) && index-- == 0) return str_slice(part, 1, part.length);
    return STR_EMPTY;
}

static bool pattern_check(Str pattern, Error *error) {
    Str rest = str_slice(pattern, 1, pattern.length), part;
    size_t captures = 0;
    if (!pattern.length || pattern.data[0] != '/')
        return error_set(error, ERROR_USAGE, "a pattern begins with '/'");
    while (pattern.length > 1 && str_cut(&rest, '/', &part)) {
        if (!part.length) return error_set(error, ERROR_USAGE, "a pattern has no empty segments");
        if (!is_capture(part)) continue;
        if (part.length == 1) return error_set(error, ERROR_USAGE, "a capture has no name");
        if (part.data[0] == '*' && rest.data)
            return error_set(error, ERROR_USAGE, "'*' can only be the last segment");
        if (captures == ROUTE_CAPTURES_MAX)
            return error_set(error, ERROR_USAGE, "more than %d captures", ROUTE_CAPTURES_MAX);
        for (size_t i = 0; i < captures; i++)
            if (str_equal(capture_name(pattern, i), str_slice(part, 1, part.length)))
                return error_set(error, ERROR_USAGE, "two captures have one name");
        captures++;
    }
    return true;
}

static bool route_check(const Route *route, Error *error) {
    if (!pattern_check(route->pattern, error)) return false;
    if (route->method != METHOD_GET && route->method != METHOD_POST)
        return error_set(error, ERROR_USAGE, "the method is neither GET nor POST");
    if (route->role < ROLE_ANYONE) return error_set(error, ERROR_USAGE, "there is no role");
    if (!route->handler) return error_set(error, ERROR_USAGE, "there is no handler");
    if (route->cache != CACHE_NEVER && (route->method != METHOD_GET || route->role != ROLE_ANYONE))
        return error_set(error, ERROR_USAGE, "only what anyone may GET can be kept");
    if (route->body_limit && route->method != METHOD_POST)
        return error_set(error, ERROR_USAGE, "only a POST has a body");
    return true;
}

bool route_table_check(RouteTable table, Error *error) {
    for (size_t i = 0; i < table.count; i++) {
        const Route *route = &table.routes[i];
        bool good = route_check(route, error);
        for (size_t earlier = 0; good && earlier < i; earlier++)
            if (table.routes[earlier].method == route->method &&
                str_equal(table.routes[earlier].pattern, route->pattern))
                good = error_set(error, ERROR_USAGE, "an earlier route answers the same");
        if (!good)
            return error_context(error, "route %zu, \"%.*s\"", i + 1,
                                 STR_ARGUMENTS(route->pattern));
    }
    return true;
}

/* --- matching --------------------------------------------------------------------------------- */

/* The segments are views into one text, so that the rest of a path is a view, too. `end` is where
 * the last segment ends, before the suffix that named the format. */
static bool pattern_matches(Str pattern, const Str *segments, size_t count, const char *end,
                            RouteMatch *match) {
    Str rest = str_slice(pattern, 1, pattern.length), part;
    size_t at = 0, captures = 0;
    while (pattern.length > 1 && str_cut(&rest, '/', &part)) {
        if (at == count) return false;
        bool whole_rest = part.data[0] == '*', last = whole_rest || at + 1 == count;
        Str segment = segments[at++];
        if (last) segment.length = (size_t)(end - segment.data);
        if (is_capture(part))
            match->captures[captures++] = segment;
        else if (!str_equal(part, segment))
            return false;
        if (whole_rest) return true;
    }
    return at == count;
}

/* The format the last segment asks for among those the route has; FORMAT_HTML when it asks for
 * none. */
static Format wanted_format(const Route *route, Str last) {
    for (size_t i = 0; i < COUNT_OF(SUFFIXES); i++)
        if ((route->formats & SUFFIXES[i].format) && last.length > SUFFIXES[i].suffix.length &&
            str_ends_with(last, SUFFIXES[i].suffix))
            return SUFFIXES[i].format;
    return FORMAT_HTML;
}

static bool route_matches(const Route *route, const Str *segments, size_t count,
                          RouteMatch *match) {
    Str last = count ? segments[count - 1] : STR("");
    unsigned formats = route->formats ? route->formats : FORMAT_HTML;
    match->route = route;
    match->format = wanted_format(route, last);
    if (!(formats & match->format)) return false;
    const char *end = last.data + last.length - format_suffix(match->format).length;
    return pattern_matches(route->pattern, segments, count, end, match);
}

bool route_find(RouteTable table, HttpMethod method, const Str *segments, size_t count,
                RouteMatch *match, unsigned *allowed) {
    *allowed = 0;
    for (size_t i = 0; i < table.count; i++) {
        const Route *route = &table.routes[i];
        RouteMatch found = { .route = NULL };
        if (!route_matches(route, segments, count, &found)) continue;
        if (route->method == method) {
            *match = found;
            return true;
        }
        *allowed |= 1u << route->method;
    }
    return false;
}

Str route_capture(const RouteMatch *match, const char *name) {
    for (size_t i = 0; i < ROUTE_CAPTURES_MAX; i++)
        if (str_equal_c(capture_name(match->route->pattern, i), name)) return match->captures[i];
    assert(false && "the pattern has no such capture");
    return STR_EMPTY;
}

bool route_knows_query(const Route *route, Str name) {
    for (const char *const *known = route->query; known && *known; known++)
        if (str_equal_c(name, *known)) return true;
    return false;
}
