/* Str: a view of UTF-8 text, with a length and without a promise of a final zero.
 *
 * A Str owns nothing; it lives as long as what it points into. The empty Str has length 0 and may
 * have a NULL data pointer. */
#ifndef UPHOLD_BASE_STR_H
#define UPHOLD_BASE_STR_H

#include <string.h>

#include "base/arena.h"

typedef struct Str {
    const char *data;
    size_t length;
} Str;

#define STR_EMPTY ((Str){ NULL, 0 })
/* A Str of a string literal, also in constant tables. */
#define STR_LITERAL(literal)                                                                       \
    { (literal), sizeof(literal) - 1 }
#define STR(literal) ((Str)STR_LITERAL(literal))
/* For printf: "%.*s" with STR_ARGUMENTS(s). */
#define STR_ARGUMENTS(s) (int)(s).length, (s).data ? (s).data : ""

Str str_from(const char *zero_terminated); /* NULL gives the empty Str */
bool str_equal(Str a, Str b);
bool str_equal_c(Str a, const char *b);
int str_compare(Str a, Str b); /* by bytes, which for UTF-8 is by code point */
bool str_starts_with(Str text, Str prefix);
bool str_ends_with(Str text, Str suffix);
bool str_contains(Str text, Str part);
Str str_slice(Str text, size_t from, size_t to); /* clamped to the text */
Str str_trim(Str text);                          /* ASCII white space at both ends */

/* Cuts the part before the first `separator` off *rest; the separator goes, too. When there is none
 * the whole rest is the part. false when *rest has been used up (its data is then NULL). */
bool str_cut(Str *rest, char separator, Str *part);

/* Copies owned by the arena; str_to_c adds the final zero (inner zero bytes stay). */
Str str_copy(Arena *arena, Str text);
char *str_to_c(Arena *arena, Str text);
Str str_format(Arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

/* Decimal digits with an optional minus, nothing else; false on anything else or on overflow. */
bool str_to_integer(Str text, int64_t *number) MUST_CHECK;
/* A finite decimal number (digits, optional minus, point, exponent), locale-independent. */
bool str_to_decimal(Str text, double *number) MUST_CHECK;

/* True when the bytes are well-formed UTF-8 without zero bytes. *bad_at is the first bad byte. */
bool str_is_utf8(Str text, size_t *bad_at);

/* FNV-1a, 64 bits, for hash tables inside one process. */
uint64_t str_hash(Str text);

#endif
