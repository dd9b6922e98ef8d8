/* The request target: the path and the query of a request line, taken apart and decoded.
 *
 * One address has one decoded form: what could be read in two ways (dot segments, doubled slashes,
 * an encoded slash) is refused, never tidied up. */
#ifndef UPHOLD_HTTP_TARGET_H
#define UPHOLD_HTTP_TARGET_H

#include "http/form.h"

enum { TARGET_LENGTH_MAX = 8192, TARGET_SEGMENTS_MAX = 32, TARGET_QUERY_FIELDS_MAX = 64 };

typedef struct RequestTarget {
    Str path;                          /* decoded, "/states/CH" */
    Str segments[TARGET_SEGMENTS_MAX]; /* views into path: "states", "CH"; none for "/" */
    size_t segment_count;
    bool ends_with_slash; /* "/states/"; never set for "/" */
    Form query;
    Str canonical; /* the one spelling of this target: re-encoded, query sorted by name */
} RequestTarget;

/* Owned by the arena, *target included where it points. Only the origin form (RFC 9112, 3.2.1) is
 * taken: a target begins with '/'. Refuses bad percent-encoding, control characters, spaces and
 * '#', an encoded '/', "." and ".." segments, doubled slashes, too many segments or query fields.
 */
bool request_target_parse(Arena *arena, Str raw, RequestTarget *target, Error *error) MUST_CHECK;

#endif
