#include "http/response.h"

#include <assert.h>
#include <sodium.h>

void response_begin(Response *response, CacheClass cache) {
    *response =
        (Response){ .status = 200, .content_type = "text/html; charset=utf-8", .cache = cache };
}

void response_free(Response *response) {
    buffer_free(&response->body);
    *response = (Response){ .status = 0 };
}

void response_header(Response *response, const char *name, const char *value) {
    assert(response->header_count < RESPONSE_HEADERS_MAX);
    response->headers[response->header_count++] = (ResponseHeader){ name, value };
}

void response_redirect(Response *response, Arena *arena, Str location) {
    response->status = 303;
    response_header(response, "Location", str_to_c(arena, location));
}

void http_asset_hash(Str content, char hash[HTTP_ASSET_HASH_SIZE]) {
    unsigned char digest[crypto_generichash_BYTES_MIN];
    crypto_generichash(digest, sizeof digest, (const unsigned char *)content.data, content.length,
                       NULL, 0);
    sodium_bin2hex(hash, HTTP_ASSET_HASH_SIZE, digest, (HTTP_ASSET_HASH_SIZE - 1) / 2);
}
