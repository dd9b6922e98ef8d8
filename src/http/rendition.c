#include "http/rendition.h"

#include <microhttpd.h>
#include <sodium.h>
#include <stdio.h>
#include <zlib.h>

/* Below GZIP_FROM the headers outweigh the gain; above GZIP_TO level 9 would hold up a thread. */
enum { GZIP_FROM = 256, GZIP_TO = 4 << 20, ETAG_HASH_BYTES = 16 };
/* What the library keeps for one answer with its headers. */
enum { ANSWER_OVERHEAD = 2048 };

static const char *const CACHE_CONTROL[] = {
    [CACHE_NEVER] = "no-store",
    /* May be kept, must be asked for each time: a withdrawal takes effect at once everywhere. */
    [CACHE_WITH_SNAPSHOT] = "public, no-cache",
    [CACHE_FOR_EVER] = "public, max-age=31536000, immutable",
};

static const ResponseHeader SECURITY_HEADERS[] = {
    { "X-Content-Type-Options", "nosniff" },
    { "Referrer-Policy", "no-referrer" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "Permissions-Policy",
      "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), "
      "fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), "
      "local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), "
      "picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), "
      "storage-access=(), usb=(), web-share=(), window-management=(), xr-spatial-tracking=()" },
};

static bool is_compressible(const char *content_type) {
    static const char *const types[] = { "text/", "application/json", "application/xml",
                                         "application/atom+xml", "image/svg+xml" };
    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (strncmp(content_type, types[i], strlen(types[i])) == 0) return true;
    return false;
}

/* Empty when gzip would not make it smaller. The header's time is zero: same bytes every time. */
static Buffer gzip_compress(Str body) {
    Buffer out = { .data = NULL };
    z_stream stream = { .next_in = (Bytef *)(uintptr_t)body.data, .avail_in = (uInt)body.length };
    if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) return out;
    buffer_reserve(&out, body.length);
    stream.next_out = (Bytef *)out.data;
    stream.avail_out = (uInt)body.length;
    bool smaller = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.length = stream.total_out;
    deflateEnd(&stream);
    if (!smaller) buffer_free(&out);
    return out;
}

static void etag_write(Str body, const char *suffix, char etag[ETAG_SIZE]) {
    unsigned char hash[ETAG_HASH_BYTES];
    char digits[2 * ETAG_HASH_BYTES + 1];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)body.data, body.length, NULL, 0);
    sodium_bin2hex(digits, sizeof digits, hash, sizeof hash);
    snprintf(etag, ETAG_SIZE, "\"%s%s\"", digits, suffix);
}

/* Takes the body over, whatever happens. */
static bool representation_make(Buffer *body, const ResponseHeader *headers, size_t count,
                                Representation *made) {
    void *bytes = body->length ? heap_resize(body->data, body->length) : NULL;
    if (!bytes) buffer_free(body);
    made->answer =
        MHD_create_response_from_buffer_with_free_callback(body->length, bytes, heap_free);
    *body = (Buffer){ .data = NULL };
    if (!made->answer) {
        heap_free(bytes);
        return false;
    }
    bool good = true;
    for (size_t i = 0; i < count; i++)
        good = good && MHD_add_response_header(made->answer, headers[i].name, headers[i].value);
    return good;
}

/* All headers but ETag, Content-Encoding and what the library adds; returns how many. */
static size_t common_headers(const Response *response, bool by_language, bool has_gzip,
                             const char *content_security_policy, ResponseHeader *headers) {
    size_t count = 0;
    if (response->body.length)
        headers[count++] = (ResponseHeader){ "Content-Type", response->content_type };
    headers[count++] = (ResponseHeader){ "Cache-Control", CACHE_CONTROL[response->cache] };
    if (has_gzip || by_language)
        headers[count++] = (ResponseHeader){ "Vary", !by_language ? "Accept-Encoding"
                                                     : !has_gzip  ? "Accept-Language"
                                                                  : "Accept-Encoding, "
                                                                    "Accept-Language" };
    headers[count++] = (ResponseHeader){ "Content-Security-Policy", content_security_policy };
    for (size_t i = 0; i < COUNT_OF(SECURITY_HEADERS); i++)
        headers[count++] = SECURITY_HEADERS[i];
    for (size_t i = 0; i < response->header_count; i++)
        headers[count++] = response->headers[i];
    return count;
}

bool rendition_make(Response *response, bool by_language, const char *content_security_policy,
                    Rendition *rendition) {
    ResponseHeader headers[RESPONSE_HEADERS_MAX + COUNT_OF(SECURITY_HEADERS) + 6];
    bool kept = response->cache != CACHE_NEVER, good = true;
    Rendition made = { .status = response->status, .is_kept = kept };
    Str body = buffer_str(&response->body);
    Buffer gzip = { .data = NULL };
    if (kept && body.length >= GZIP_FROM && body.length <= GZIP_TO &&
        is_compressible(response->content_type))
        gzip = gzip_compress(body);
    size_t count =
        common_headers(response, by_language, gzip.length > 0, content_security_policy, headers);
    made.size = ANSWER_OVERHEAD + body.length;
    if (gzip.length) {
        made.size += ANSWER_OVERHEAD + gzip.length;
        etag_write(body, "-gz", made.gzip.etag);
        headers[count] = (ResponseHeader){ "ETag", made.gzip.etag };
        headers[count + 1] = (ResponseHeader){ "Content-Encoding", "gzip" };
        good = representation_make(&gzip, headers, count + 2, &made.gzip);
    }
    if (kept) {
        etag_write(body, "", made.identity.etag);
        headers[count++] = (ResponseHeader){ "ETag", made.identity.etag };
    }
    good = representation_make(&response->body, headers, count, &made.identity) && good;
    response_free(response);
    if (!good) {
        rendition_free(&made);
        return false;
    }
    *rendition = made;
    return true;
}

void rendition_free(Rendition *rendition) {
    if (rendition->identity.answer) MHD_destroy_response(rendition->identity.answer);
    if (rendition->gzip.answer) MHD_destroy_response(rendition->gzip.answer);
    *rendition = (Rendition){ .status = 0 };
}
