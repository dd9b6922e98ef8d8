/* A request as a handler sees it: checked, decoded, with what its route declares and nothing else.
 * Everything in it lives in the request's arena and dies with it. */
#ifndef UPHOLD_HTTP_REQUEST_H
#define UPHOLD_HTTP_REQUEST_H

#include "http/route.h"
#include "http/target.h"

typedef enum BodyKind {
    BODY_NONE,
    BODY_FORM,      /* application/x-www-form-urlencoded: form_parse */
    BODY_MULTIPART, /* multipart/form-data; request_header "Content-Type" has the boundary */
    BODY_JSON,      /* application/json, where the route takes it */
} BodyKind;

struct Request {
    Arena *arena;  /* for whatever the answer needs */
    void *context; /* the application's current generation (server.h) */
    HttpMethod method;
    RouteMatch match;
    RequestTarget target; /* the decoded path, and the query */
    Format format;
    size_t language; /* index into HttpApplication.languages */
    BodyKind body_kind;
    Str body;
    /* How the adapter finds a header of the message. */
    Str (*header)(const void *message, const char *name);
    const void *message;
};

/* The capture ":name" or "*name" of the route's pattern. */
Str request_capture(const Request *request, const char *name);
/* The first value of a query parameter; empty (NULL data) when it was not given. */
Str request_query(const Request *request, const char *name);
/* A header's value, by its name in any case; empty when there is none. */
Str request_header(const Request *request, const char *name);

#endif
