/* From request to response: the part of the server that does not know how bytes travel. server.c
 * calls it for what comes over a socket; dispatch_get renders a page without one. */
#ifndef UPHOLD_HTTP_DISPATCH_H
#define UPHOLD_HTTP_DISPATCH_H

#include "http/request.h"
#include "http/response.h"

/* What a process gives its server. Constant while the server runs. */
typedef struct HttpApplication {
    RouteTable routes;
    /* The languages pages exist in, the default first; NULL when it has only one. */
    const Str *languages;
    size_t language_count;
    /* Whether whoever asks has request->match.route->role; on false the Error's message becomes a
     * 403. Asked before a body is read, never for ROLE_ANYONE. A table with any other role needs
     * it. */
    bool (*admit)(const Request *request, Error *error);
    /* Renders a refusal so that it looks like the site, into a response whose status is set. The
     * request may have no route and an empty path. NULL: plain text. */
    void (*error_page)(const Request *request, unsigned status, Str message, Response *response);
} HttpApplication;

/* All that a client learns when something failed on our side. */
#define HTTP_INTERNAL_ERROR STR("something went wrong on our side; please try again later")

/* What came with the request line. */
typedef struct RequestHead {
    Str method, target; /* as sent */
    Str content_type, accept_language;
    uint64_t body_length;
} RequestHead;

/* Checks routes and admit against each other, once, at the start. */
bool application_check(const HttpApplication *application, Error *error) MUST_CHECK;

/* Fills the request, whose arena, context, header and message are set, from its head: target,
 * route, query names, body's size and type, role. false when it is refused: the response holds the
 * page. */
bool dispatch_begin(const HttpApplication *application, const RequestHead *head, Request *request,
                    Response *response) MUST_CHECK;

/* Runs the route's handler; always leaves a complete response. */
void dispatch_answer(const HttpApplication *application, const Request *request,
                     Response *response);

/* The page for a status; for 405, what `allowed` (a set of 1 << HttpMethod) lets through. */
void dispatch_refuse(const HttpApplication *application, const Request *request, unsigned status,
                     unsigned allowed, Str message, Response *response);

/* GET of `target` in a language, without a server: what a site written out as files is made of. The
 * caller frees the response. */
void dispatch_get(const HttpApplication *application, void *context, Arena *arena, Str target,
                  size_t language, Response *response);

#endif
