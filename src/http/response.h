/* A response as a handler writes it. Status 200 and HTML to begin with; the handler fills the body.
 * The security headers are not the handler's business: every answer has them (server.h). */
#ifndef UPHOLD_HTTP_RESPONSE_H
#define UPHOLD_HTTP_RESPONSE_H

#include "base/buffer.h"
#include "http/route.h"

enum { RESPONSE_HEADERS_MAX = 8 };

typedef struct ResponseHeader {
    const char *name, *value; /* live as long as the request's arena */
} ResponseHeader;

struct Response {
    unsigned status;
    const char *content_type;
    CacheClass cache; /* the route's; a handler may lower it to CACHE_NEVER for this answer */
    Buffer body;      /* owned; taken over when the answer is sent */
    ResponseHeader headers[RESPONSE_HEADERS_MAX];
    size_t header_count;
};

void response_begin(Response *response, CacheClass cache);
void response_free(Response *response);

/* One more header; asserts that there is room. A value with a line break turns the answer into 500.
 */
void response_header(Response *response, const char *name, const char *value);

/* 303 See Other: where to go after a form was taken. `location` is a path of this site. */
void response_redirect(Response *response, Arena *arena, Str location);

/* Sixteen hexadecimal digits of a hash of the content, and a final zero: what goes into the address
 * of a style sheet or script that is kept for ever. */
enum { HTTP_ASSET_HASH_SIZE = 17 };
void http_asset_hash(Str content, char hash[HTTP_ASSET_HASH_SIZE]);

#endif
