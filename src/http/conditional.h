/* What a client says it has and can read: If-None-Match, Accept-Encoding, Accept-Language. Pure; a
 * malformed header is as good as an absent one. */
#ifndef UPHOLD_HTTP_CONDITIONAL_H
#define UPHOLD_HTTP_CONDITIONAL_H

#include "base/str.h"

/* Whether an If-None-Match header names `etag` (with its quotes): by weak comparison, in a list, or
 * by "*" (RFC 9110, 13.1.2). */
bool etag_is_listed(Str if_none_match, Str etag);

/* Whether an Accept-Encoding header allows gzip: named itself (or as x-gzip), else by "*", with a
 * weight above zero (RFC 9110, 12.5.3). An absent header gets the identity. */
bool gzip_is_accepted(Str accept_encoding);

/* Which of `languages` (tags such as "fr") an Accept-Language header prefers, by lookup (RFC 4647,
 * 3.4: "fr-CH" falls back to "fr"); the earlier of equal weights. 0, the first, when none fits. */
size_t language_choose(Str accept_language, const Str *languages, size_t count);

#endif
