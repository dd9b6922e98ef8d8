/* Fuzzes what stands in a request line and in a form: the input is a target, and as a form its own
 * query. */
#include <stdlib.h>

#include "http/route.h"
#include "http/target.h"

static void insist(bool holds) {
    if (!holds) abort();
}

static bool answer(const Request *request, Response *response, Error *error) {
    (void)request, (void)response, (void)error;
    return true;
}

static const Route ROUTES[] = {
    ROUTE(METHOD_GET, "/", ROLE_ANYONE, answer),
    ROUTE(METHOD_GET, "/states/:state", ROLE_ANYONE, answer, .formats = FORMAT_HTML | FORMAT_JSON),
    ROUTE(METHOD_GET, "/elections/:election/:state", ROLE_ANYONE, answer),
    ROUTE(METHOD_GET, "/reports/*symbol", ROLE_ANYONE, answer, .formats = FORMAT_HTML | FORMAT_CSV),
};

static void check_route(const RequestTarget *target) {
    RouteMatch match;
    unsigned allowed;
    if (!route_find((RouteTable){ ROUTES, COUNT_OF(ROUTES) }, METHOD_GET, target->segments,
                    target->segment_count, &match, &allowed))
        return;
    for (size_t i = 0; i < ROUTE_CAPTURES_MAX; i++)
        insist(!match.captures[i].data || str_contains(target->path, match.captures[i]));
}

/* What was taken is clean, and its canonical spelling means the same and is final. */
static void check_target(Arena *arena, const RequestTarget *target) {
    RequestTarget again;
    Error error;
    insist(target->path.length && target->path.data[0] == '/');
    insist(str_is_utf8(target->path, NULL));
    for (size_t i = 0; i < target->segment_count; i++) {
        Str segment = target->segments[i];
        insist(segment.length && !memchr(segment.data, '/', segment.length));
        insist(!str_equal_c(segment, ".") && !str_equal_c(segment, ".."));
    }
    insist(request_target_parse(arena, target->canonical, &again, &error));
    insist(str_equal(again.path, target->path) && str_equal(again.canonical, target->canonical));
    insist(again.query.count == target->query.count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena = { .newest = NULL };
    Str input = { (const char *)data, size };
    RequestTarget target;
    Form form;
    Error error;
    if (request_target_parse(&arena, input, &target, &error)) {
        check_target(&arena, &target);
        check_route(&target);
    }
    if (form_parse(&arena, input, 16, &form, &error)) {
        insist(form.count <= 16);
        for (size_t i = 0; i < form.count; i++)
            insist(form.fields[i].name.length && str_is_utf8(form.fields[i].value, NULL));
    }
    arena_free(&arena);
    return 0;
}
