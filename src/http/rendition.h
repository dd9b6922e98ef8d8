/* A rendition: an answer in the form the library sends, made once and sent any number of times, to
 * several connections at once. What can be kept has a strong ETag and, where it helps, a gzip form.
 */
#ifndef UPHOLD_HTTP_RENDITION_H
#define UPHOLD_HTTP_RENDITION_H

#include "http/response.h"

struct MHD_Response;

enum { ETAG_SIZE = 40 }; /* quotes, 32 hexadecimal digits, "-gz", a final zero */

typedef struct Representation {
    struct MHD_Response *answer; /* NULL: there is none */
    struct MHD_Response
        *unchanged;       /* for 304: what RFC 9110, 15.4.5 asks for; NULL without a tag */
    char etag[ETAG_SIZE]; /* with its quotes; "" when there is none */
} Representation;

typedef struct Rendition {
    unsigned status;
    bool is_kept; /* may go into the cache */
    Representation identity, gzip;
    size_t size; /* bytes it keeps, roughly */
} Rendition;

/* Takes the response's body over and frees the response. Compresses only what is kept: those pages
 * hold no secrets, so that lengths cannot give any away (BREACH). false when the response has a
 * header that cannot be sent; nothing is left then. */
bool rendition_make(Response *response, bool by_language, const char *content_security_policy,
                    Rendition *rendition) MUST_CHECK;
void rendition_free(Rendition *rendition);

#endif
