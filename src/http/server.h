/* The web server every process uses: HTTP/1.1 on a loopback address or a unix socket, in production
 * behind a proxy that carries TLS. It knows routes and renditions, nothing of the domain.
 *
 * What a process publishes is a *generation*: immutable data that handlers get as Request.context,
 * with a page cache of its own. Publishing swaps both at once; requests that have begun finish on
 * the old one, which is released after its last user.
 *
 * Every answer a handler or a refusal gives carries a strict Content-Security-Policy and the other
 * headers of rendition.c (a 304 only confirms the copy that has them); no cookie is set and no
 * client's address is known. Requests that could be read in two ways are refused (wire.h,
 * target.h). The few messages the library itself cannot parse it answers in its own words (400,
 * 431, 505) or by closing the connection. */
#ifndef UPHOLD_HTTP_SERVER_H
#define UPHOLD_HTTP_SERVER_H

#include "http/dispatch.h"

typedef struct HttpServer HttpServer;

/* Zero means the default in brackets. */
typedef struct HttpServerOptions {
    const char *address; /* "127.0.0.1:8080", "[::1]:8080" or "unix:/path"; always given */
    const HttpApplication *application;
    const char *content_security_policy; /* [HTTP_STRICT_POLICY] for processes with own scripts */
    size_t cache_bytes;                  /* of one generation's pages [24 MiB] */
    unsigned threads;                    /* [as many as cores] at least 2 */
    unsigned connections_max;            /* at once; more wait in the backlog [512] */
    unsigned idle_seconds;               /* without a byte before the connection is closed [15] */
    unsigned headers_ms;                 /* for all headers, from connecting on [10,000] */
    unsigned body_ms;                    /* for the whole body [60,000] */
    unsigned answer_ms;                  /* for reading the whole answer [600,000] */
} HttpServerOptions;

#define HTTP_STRICT_POLICY                                                                         \
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "  \
    "base-uri 'none'; frame-ancestors 'none'"

/* Listens and answers 503 until something is published. The options' application must live as long
 * as the server; the rest is copied. Refuses a wrong route table or address. */
bool http_server_start(HttpServer **server, const HttpServerOptions *options,
                       Error *error) MUST_CHECK;

/* Makes `generation` what new requests see, with an empty page cache. `release` (may be NULL) is
 * called once, on whatever thread uses the old one last, when no request can see it any more. */
void http_server_publish(HttpServer *server, void *generation, void (*release)(void *));

unsigned http_server_port(const HttpServer *server); /* 0 for a unix socket */

/* Stops accepting, lets requests that have begun finish for at most so long, then closes what is
 * left, releases the generation and the server. No handler runs when it returns. */
void http_server_stop(HttpServer *server, unsigned milliseconds);

#endif
