#include "http/conditional.h"

#include <strings.h>

static Str skip_spaces(Str text) {
    size_t at = 0;
    while (at < text.length && (text.data[at] == ' ' || text.data[at] == '\t'))
        at++;
    return str_slice(text, at, text.length);
}

static bool equal_ignoring_case(Str a, Str b) {
    return a.length == b.length && (!a.length || strncasecmp(a.data, b.data, a.length) == 0);
}

/* Cuts one entity tag, quotes included and "W/" dropped, off the beginning of *rest. */
static bool cut_etag(Str *rest, Str *etag) {
    Str text = *rest;
    if (str_starts_with(text, STR("W/"))) text = str_slice(text, 2, text.length);
    if (text.length < 2 || text.data[0] != '"') return false;
    const char *close = memchr(text.data + 1, '"', text.length - 1);
    if (!close) return false;
    size_t length = (size_t)(close - text.data) + 1;
    *etag = str_slice(text, 0, length);
    *rest = str_slice(text, length, text.length);
    return true;
}

/* Spaces, and commas: a list may have empty elements (RFC 9110, 5.6.1.2). */
static Str skip_separators(Str text) {
    text = skip_spaces(text);
    while (text.length && text.data[0] == ',')
        text = skip_spaces(str_slice(text, 1, text.length));
    return text;
}

bool etag_is_listed(Str if_none_match, Str etag) {
    Str rest = skip_separators(if_none_match), listed;
    if (str_equal_c(str_trim(rest), "*")) return true;
    while (rest.length) {
        if (!cut_etag(&rest, &listed)) return false;
        if (str_equal(listed, etag)) return true;
        rest = skip_spaces(rest);
        if (rest.length && rest.data[0] != ',') return false;
        rest = skip_separators(rest);
    }
    return false;
}

/* The weight in thousandths of the parameters behind a list element, 1000 without one; 0, that is
 * "not acceptable", when it is malformed (RFC 9110, 12.4.2). */
static int weight_parse(Str parameters) {
    Str text = str_trim(parameters);
    if (!text.length) return 1000;
    if (text.length < 3 || (text.data[0] | 0x20) != 'q' || text.data[1] != '=') return 0;
    text = str_slice(text, 2, text.length);
    if (text.length > 5 || text.data[0] < '0' || text.data[0] > '1') return 0;
    if (text.length > 1 && text.data[1] != '.') return 0;
    int weight = (text.data[0] - '0') * 1000, scale = 100;
    for (size_t i = 2; i < text.length; i++, scale /= 10) {
        if (text.data[i] < '0' || text.data[i] > '9') return 0;
        weight += (text.data[i] - '0') * scale;
    }
    return weight > 1000 ? 0 : weight;
}

/* Cuts the next element off a comma-separated list of names with weights. */
static bool cut_weighted(Str *rest, Str *name, int *weight) {
    Str element;
    if (!rest->length || !str_cut(rest, ',', &element)) return false;
    Str parameters = element, before;
    if (!str_cut(&parameters, ';', &before)) before = STR_EMPTY;
    *name = str_trim(before);
    *weight = weight_parse(parameters);
    return true;
}

bool gzip_is_accepted(Str accept_encoding) {
    Str rest = accept_encoding, name;
    int weight, any = 0;
    while (cut_weighted(&rest, &name, &weight)) {
        if (equal_ignoring_case(name, STR("gzip")) || equal_ignoring_case(name, STR("x-gzip")))
            return weight > 0;
        if (str_equal_c(name, "*")) any = weight;
    }
    return any > 0;
}

/* Shortens a language range by one subtag, and by a single letter that would then end it. */
static Str range_shorten(Str range) {
    size_t length = range.length;
    while (length && range.data[length - 1] != '-')
        length--;
    if (length) length--;
    if (length > 2 && range.data[length - 2] == '-') length -= 2;
    return str_slice(range, 0, length);
}

static bool language_lookup(Str range, const Str *languages, size_t count, size_t *found) {
    for (; range.length; range = range_shorten(range))
        for (size_t i = 0; i < count; i++)
            if (equal_ignoring_case(range, languages[i])) {
                *found = i;
                return true;
            }
    return false;
}

size_t language_choose(Str accept_language, const Str *languages, size_t count) {
    Str rest = accept_language, range;
    size_t chosen = 0, found;
    int weight, best = 0;
    while (cut_weighted(&rest, &range, &weight))
        if (weight > best && language_lookup(range, languages, count, &found)) {
            best = weight;
            chosen = found;
        }
    return chosen;
}
