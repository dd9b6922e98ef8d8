#include "http/dispatch.h"

#include <strings.h>

#include "base/log.h"
#include "http/conditional.h"

bool application_check(const HttpApplication *application, Error *error) {
    RouteTable table = application->routes;
    if (!route_table_check(table, error)) return false;
    for (size_t i = 0; i < table.count; i++) {
        Str pattern = table.routes[i].pattern;
        if (table.routes[i].role != ROLE_ANYONE && !application->admit)
            return error_set(error, ERROR_USAGE,
                             "route \"%.*s\" asks for a role, but nothing decides who has it",
                             STR_ARGUMENTS(pattern));
        if (table.routes[i].by_language && !application->language_count)
            return error_set(error, ERROR_USAGE,
                             "route \"%.*s\" depends on the language, but there are no languages",
                             STR_ARGUMENTS(pattern));
    }
    return true;
}

/* --- refusals --------------------------------------------------------------------------------- */

void dispatch_refuse(const HttpApplication *application, const Request *request, unsigned status,
                     unsigned allowed, Str message, Response *response) {
    response_begin(response, CACHE_NEVER);
    response->status = status;
    if (application->error_page) {
        application->error_page(request, status, message, response);
    } else {
        response->content_type = "text/plain; charset=utf-8";
        buffer_add(&response->body, message);
        buffer_add_byte(&response->body, '\n');
    }
    response->cache = CACHE_NEVER;
    if (status == 405) {
        bool get = allowed & (1u << METHOD_GET), post = allowed & (1u << METHOD_POST);
        response_header(response, "Allow", !get ? "POST" : post ? "GET, HEAD, POST" : "GET, HEAD");
    }
}

typedef struct Refusal {
    unsigned status, allowed;
    Error error;
} Refusal;

static bool refuse(Refusal *refusal, unsigned status, const char *message) {
    refusal->status = status;
    return error_set(&refusal->error, ERROR_REFUSED, "%s", message);
}

/* --- the checks before a handler runs, in their order ------------------------------------------
 */

static bool find_target(const RequestHead *head, Request *request, Refusal *refusal) {
    if (head->target.length > TARGET_LENGTH_MAX)
        return refuse(refusal, 414, "the address is too long; the longest is 8192 bytes");
    refusal->status = 400;
    return request_target_parse(request->arena, head->target, &request->target, &refusal->error);
}

static bool find_route(const HttpApplication *application, const RequestHead *head,
                       Request *request, Refusal *refusal) {
    const RequestTarget *target = &request->target;
    request->method = (HttpMethod)0;
    if (str_equal_c(head->method, "GET") || str_equal_c(head->method, "HEAD"))
        request->method = METHOD_GET;
    if (str_equal_c(head->method, "POST")) request->method = METHOD_POST;
    if (!target->ends_with_slash &&
        route_find(application->routes, request->method, target->segments, target->segment_count,
                   &request->match, &refusal->allowed)) {
        request->format = request->match.format;
        return true;
    }
    if (refusal->allowed) return refuse(refusal, 405, "this address does not take this method");
    return refuse(refusal, 404, "there is no page at this address");
}

static bool check_query(const Request *request, Refusal *refusal) {
    const Form *query = &request->target.query;
    const Route *route = request->match.route;
    for (size_t i = 0; i < query->count; i++) {
        if (route_knows_query(route, query->fields[i].name)) continue;
        Str known = STR("none");
        for (const char *const *name = route->query; name && *name; name++)
            known = name == route->query
                        ? str_from(*name)
                        : str_format(request->arena, "%.*s, %s", STR_ARGUMENTS(known), *name);
        refusal->status = 400;
        return error_set(&refusal->error, ERROR_REFUSED,
                         "this page does not know the parameter \"%.*s\"; it knows: %.*s",
                         STR_ARGUMENTS(str_slice(query->fields[i].name, 0, 100)),
                         STR_ARGUMENTS(known));
    }
    return true;
}

static bool media_type_is(Str content_type, const char *name) {
    Str parameters = content_type, type;
    if (!str_cut(&parameters, ';', &type)) return false;
    type = str_trim(type);
    return type.length == strlen(name) && strncasecmp(type.data, name, type.length) == 0;
}

static bool check_body(const RequestHead *head, Request *request, Refusal *refusal) {
    const Route *route = request->match.route;
    request->body_kind = BODY_NONE;
    if (!head->body_length) return true;
    if (head->body_length > route->body_limit) {
        refusal->status = 413;
        return error_set(&refusal->error, ERROR_REFUSED,
                         "what you sent is too large: this address takes %zu bytes",
                         route->body_limit);
    }
    if (media_type_is(head->content_type, "application/x-www-form-urlencoded"))
        request->body_kind = BODY_FORM;
    else if (media_type_is(head->content_type, "multipart/form-data"))
        request->body_kind = BODY_MULTIPART;
    else if (route->takes_json && media_type_is(head->content_type, "application/json"))
        request->body_kind = BODY_JSON;
    else
        return refuse(refusal, 415,
                      route->takes_json ? "this address takes forms and application/json only"
                                        : "this address takes forms only");
    return true;
}

static bool check_role(const HttpApplication *application, const Request *request,
                       Refusal *refusal) {
    if (request->match.route->role == ROLE_ANYONE) return true;
    refusal->status = 403;
    return application->admit(request, &refusal->error);
}

bool dispatch_begin(const HttpApplication *application, const RequestHead *head, Request *request,
                    Response *response) {
    Refusal refusal = { .status = 400 };
    request->language =
        language_choose(head->accept_language, application->languages, application->language_count);
    request->format = FORMAT_HTML;
    if (find_target(head, request, &refusal) && find_route(application, head, request, &refusal) &&
        check_role(application, request, &refusal) && check_query(request, &refusal) &&
        check_body(head, request, &refusal))
        return true;
    dispatch_refuse(application, request, refusal.status, refusal.allowed,
                    str_from(refusal.error.message), response);
    return false;
}

/* --- the answer ------------------------------------------------------------------------------- */

void dispatch_answer(const HttpApplication *application, const Request *request,
                     Response *response) {
    const Route *route = request->match.route;
    Error error = { .kind = ERROR_NONE };
    response_begin(response, route->cache);
    if (route->handler(request, response, &error)) {
        if (response->status != 200) response->cache = CACHE_NEVER;
        return;
    }
    response_free(response);
    if (error.kind == ERROR_NOT_FOUND) {
        dispatch_refuse(application, request, 404, 0, str_from(error.message), response);
    } else if (error.kind == ERROR_REFUSED || error.kind == ERROR_USAGE) {
        dispatch_refuse(application, request, 400, 0, str_from(error.message), response);
    } else {
        log_line(LOG_LEVEL_ERROR, "event=handler_failed route=%.*s error=\"%s\"",
                 STR_ARGUMENTS(route->pattern), error.message);
        dispatch_refuse(application, request, 500, 0, HTTP_INTERNAL_ERROR, response);
    }
}

void dispatch_get(const HttpApplication *application, void *context, Arena *arena, Str target,
                  size_t language, Response *response) {
    RequestHead head = { .method = STR("GET"), .target = target };
    if (language < application->language_count)
        head.accept_language = application->languages[language];
    Request request = { .arena = arena, .context = context };
    if (dispatch_begin(application, &head, &request, response))
        dispatch_answer(application, &request, response);
}
