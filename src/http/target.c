#include "http/target.h"

#include "http/percent.h"

static bool has_control_character(Str text) {
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.data[i] < ' ' || text.data[i] == 0x7F) return true;
    return false;
}

/* Spaces, control characters and fragments do not travel in a request line (RFC 9112, 3.2). */
static bool check_raw(Str raw, Error *error) {
    if (!raw.length || raw.data[0] != '/')
        return error_set(error, ERROR_REFUSED,
                         "the request must name a path that begins with '/', not a whole address");
    for (size_t i = 0; i < raw.length; i++)
        if ((unsigned char)raw.data[i] <= ' ' || raw.data[i] == 0x7F || raw.data[i] == '#')
            return error_set(error, ERROR_REFUSED,
                             "the address holds a space, a control character or a '#'");
    return true;
}

static bool check_segment(Str segment, Error *error) {
    if (!segment.length)
        return error_set(error, ERROR_REFUSED, "the address holds two slashes in a row");
    if (str_equal_c(segment, ".") || str_equal_c(segment, ".."))
        return error_set(error, ERROR_REFUSED, "the address holds a '.' or '..' segment");
    if (memchr(segment.data, '/', segment.length))
        return error_set(error, ERROR_REFUSED,
                         "the address holds an encoded slash (%%2F); write it as '/'");
    if (has_control_character(segment))
        return error_set(error, ERROR_REFUSED, "the address holds a control character");
    return true;
}

/* Decodes segment by segment into one text, so that the segments are views into the path. */
static bool parse_path(Arena *arena, Str raw, RequestTarget *target, Error *error) {
    char *path = arena_allocate(arena, raw.length + 1), *end = path;
    Str rest = str_slice(raw, 1, raw.length), piece, segment;
    while (str_cut(&rest, '/', &piece)) {
        *end++ = '/';
        if (!piece.length && !rest.data) {
            target->ends_with_slash = target->segment_count > 0;
            break;
        }
        if (!percent_decode(arena, piece, false, &segment, error)) return false;
        if (!check_segment(segment, error)) return false;
        if (target->segment_count == TARGET_SEGMENTS_MAX)
            return error_set(error, ERROR_REFUSED, "the address has more than %d segments",
                             TARGET_SEGMENTS_MAX);
        memcpy(end, segment.data, segment.length);
        target->segments[target->segment_count++] = (Str){ end, segment.length };
        end += segment.length;
    }
    target->path = (Str){ path, (size_t)(end - path) };
    return true;
}

/* The fields by name, in the order given where names are equal. Few: sorted by insertion. */
static FormField *fields_sorted(Arena *arena, const Form *query) {
    FormField *sorted = ARENA_ARRAY(arena, query->count, FormField);
    for (size_t i = 0; i < query->count; i++) {
        size_t at = i;
        for (; at > 0 && str_compare(sorted[at - 1].name, query->fields[i].name) > 0; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = query->fields[i];
    }
    return sorted;
}

static Str canonical_spelling(Arena *arena, const RequestTarget *target, size_t raw_length) {
    char *text = arena_allocate(arena, 3 * raw_length + target->query.count + 2), *end = text;
    for (size_t i = 0; i < target->segment_count; i++) {
        *end++ = '/';
        end = percent_encode(end, target->segments[i]);
    }
    if (!target->segment_count || target->ends_with_slash) *end++ = '/';
    const FormField *fields = fields_sorted(arena, &target->query);
    for (size_t i = 0; i < target->query.count; i++) {
        *end++ = i ? '&' : '?';
        end = percent_encode(end, fields[i].name);
        *end++ = '=';
        end = percent_encode(end, fields[i].value);
    }
    return (Str){ text, (size_t)(end - text) };
}

bool request_target_parse(Arena *arena, Str raw, RequestTarget *target, Error *error) {
    if (!check_raw(raw, error)) return false;
    RequestTarget result = { .segment_count = 0 };
    Str query = raw, path;
    if (!str_cut(&query, '?', &path)) return false;
    if (!parse_path(arena, path, &result, error)) return false;
    if (!form_parse(arena, query, TARGET_QUERY_FIELDS_MAX, &result.query, error)) return false;
    result.canonical = canonical_spelling(arena, &result, raw.length);
    *target = result;
    return true;
}
