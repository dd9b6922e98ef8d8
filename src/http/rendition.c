#include "http/rendition.h"

#include <microhttpd.h>
#include <sodium.h>
#include <stdio.h>
#include <zlib.h>

/* Below GZIP_FROM the headers outweigh the gain; above GZIP_TO compressing would hold up a thread.
 * Level 9 makes a dossier one hundredth smaller and takes half as long again (docs/performance.md).
 */
enum { GZIP_FROM = 256, GZIP_TO = 4 << 20, GZIP_LEVEL = 6, ETAG_HASH_BYTES = 16 };
/* What the library keeps for one answer with its headers, and for its 304. */
enum { ANSWER_OVERHEAD = 3072 };

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
    if (deflateInit2(&stream, GZIP_LEVEL, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return out;
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

/* A 304 states the length of the page (RFC 9110, 8.6) and has no body, so nobody ever reads here.
 */
static ssize_t no_body(void *cls, uint64_t position, char *to, size_t size) {
    (void)cls, (void)position, (void)to, (void)size;
    return MHD_CONTENT_READER_END_WITH_ERROR;
}

static bool add_headers(struct MHD_Response *answer, const ResponseHeader *headers, size_t count) {
    bool good = answer != NULL;
    for (size_t i = 0; good && i < count; i++)
        good = MHD_add_response_header(answer, headers[i].name, headers[i].value);
    return good;
}

/* The headers of an answer; the first `confirming` of them are those of a 304, too. */
typedef struct HeaderList {
    ResponseHeader items[RESPONSE_HEADERS_MAX + COUNT_OF(SECURITY_HEADERS) + 6];
    size_t count, confirming;
} HeaderList;

static void list_add(HeaderList *list, const char *name, const char *value) {
    list->items[list->count++] = (ResponseHeader){ name, value };
}

/* Takes the body over, whatever happens. */
static bool representation_make(Buffer *body, const HeaderList *list, Representation *made) {
    size_t length = body->length;
    void *bytes = length ? heap_resize(body->data, length) : NULL;
    if (!bytes) buffer_free(body);
    *body = (Buffer){ .data = NULL };
    made->answer = MHD_create_response_from_buffer_with_free_callback(length, bytes, heap_free);
    if (!made->answer) heap_free(bytes);
    if (!add_headers(made->answer, list->items, list->count)) return false;
    if (!made->etag[0]) return true;
    made->unchanged = MHD_create_response_from_callback(length, 1, no_body, NULL, NULL);
    return add_headers(made->unchanged, list->items, list->confirming);
}

/* All headers but Content-Encoding and what the library adds. `etag` is "" when nothing is kept. */
static HeaderList headers_make(const Response *response, bool by_language, bool has_gzip,
                               const char *content_security_policy, const char *etag) {
    HeaderList list = { .count = 0 };
    if (etag[0]) list_add(&list, "ETag", etag);
    list_add(&list, "Cache-Control", CACHE_CONTROL[response->cache]);
    if (has_gzip && by_language)
        list_add(&list, "Vary", "Accept-Encoding, Accept-Language");
    else if (has_gzip || by_language)
        list_add(&list, "Vary", has_gzip ? "Accept-Encoding" : "Accept-Language");
    list.confirming = list.count;
    if (response->body.length) list_add(&list, "Content-Type", response->content_type);
    list_add(&list, "Content-Security-Policy", content_security_policy);
    for (size_t i = 0; i < COUNT_OF(SECURITY_HEADERS); i++)
        list_add(&list, SECURITY_HEADERS[i].name, SECURITY_HEADERS[i].value);
    for (size_t i = 0; i < response->header_count; i++)
        list_add(&list, response->headers[i].name, response->headers[i].value);
    return list;
}

static Buffer gzip_where_it_helps(const Response *response) {
    size_t length = response->body.length;
    if (response->cache == CACHE_NEVER || length < GZIP_FROM || length > GZIP_TO ||
        !is_compressible(response->content_type))
        return (Buffer){ .data = NULL };
    return gzip_compress(buffer_str(&response->body));
}

bool rendition_make(Response *response, bool by_language, const char *content_security_policy,
                    Rendition *rendition) {
    Rendition made = { .status = response->status, .is_kept = response->cache != CACHE_NEVER };
    Buffer gzip = gzip_where_it_helps(response);
    bool has_gzip = gzip.length > 0, good = true;
    made.size = ANSWER_OVERHEAD + response->body.length;
    if (made.is_kept) etag_write(buffer_str(&response->body), "", made.identity.etag);
    HeaderList list =
        headers_make(response, by_language, has_gzip, content_security_policy, made.identity.etag);
    if (has_gzip) {
        HeaderList zipped = list;
        etag_write(buffer_str(&response->body), "-gz", made.gzip.etag);
        zipped.items[0].value = made.gzip.etag; /* what is compressed is kept: it has a tag */
        list_add(&zipped, "Content-Encoding", "gzip");
        made.size += ANSWER_OVERHEAD + gzip.length;
        good = representation_make(&gzip, &zipped, &made.gzip);
    }
    good = representation_make(&response->body, &list, &made.identity) && good;
    response_free(response);
    if (!good) {
        rendition_free(&made);
        return false;
    }
    *rendition = made;
    return true;
}

static void representation_free(Representation *representation) {
    if (representation->answer) MHD_destroy_response(representation->answer);
    if (representation->unchanged) MHD_destroy_response(representation->unchanged);
}

void rendition_free(Rendition *rendition) {
    representation_free(&rendition->identity);
    representation_free(&rendition->gzip);
    *rendition = (Rendition){ .status = 0 };
}
