/* Percent-encoding (RFC 3986, 2.1), as paths, queries and forms use it. */
#ifndef UPHOLD_HTTP_PERCENT_H
#define UPHOLD_HTTP_PERCENT_H

#include "base/error.h"

/* The text behind `raw`, owned by the arena. Refuses a '%' without two hexadecimal digits, a zero
 * byte and what is not UTF-8. `plus_is_space` in queries and forms, never in paths. */
bool percent_decode(Arena *arena, Str raw, bool plus_is_space, Str *text, Error *error) MUST_CHECK;

/* Writes `text` with everything but A-Z a-z 0-9 - . _ ~ encoded; at most 3 bytes for each byte.
 * Returns where the writing ended. */
char *percent_encode(char *to, Str text);

#endif
