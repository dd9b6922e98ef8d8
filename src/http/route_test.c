#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "http/route.h"
#include "http/target.h"

static bool answer(const Request *request, Response *response, Error *error) {
    (void)request, (void)response, (void)error;
    return true;
}

static const Route ROUTES[] = {
    ROUTE(METHOD_GET, "/", ROLE_ANYONE, answer),
    ROUTE(METHOD_GET, "/states/all", ROLE_ANYONE, answer),
    ROUTE(METHOD_GET, "/states/:state", ROLE_ANYONE, answer,
          .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV),
    ROUTE(METHOD_GET, "/elections/:election/:state", ROLE_ANYONE, answer),
    ROUTE(METHOD_GET, "/reports/*symbol", ROLE_ANYONE, answer,
          .formats = FORMAT_HTML | FORMAT_JSON),
    ROUTE(METHOD_GET, "/changes", ROLE_ANYONE, answer, .formats = FORMAT_ATOM),
    ROUTE(METHOD_POST, "/states/:state", ROLE_ANYONE, answer, .body_limit = 100),
    ROUTE(METHOD_POST, "/replies", ROLE_ANYONE, answer, .query = QUERY_NAMES("a", "b")),
};
static const RouteTable TABLE = { ROUTES, COUNT_OF(ROUTES) };

static Arena arena;

static bool find(HttpMethod method, const char *path, RouteMatch *match, unsigned *allowed) {
    RequestTarget target;
    Error error;
    assert_true(request_target_parse(&arena, str_from(path), &target, &error));
    return route_find(TABLE, method, target.segments, target.segment_count, match, allowed);
}

static void a_path_finds_its_route_captures_and_format(void **state) {
    (void)state;
    static const struct {
        const char *path;
        size_t route; /* SIZE_MAX: none */
        Format format;
        const char *capture, *value;
    } cases[] = {
        { "/", 0, FORMAT_HTML, NULL, NULL },
        { "/states/all", 1, FORMAT_HTML, NULL, NULL },
        { "/states/CH", 2, FORMAT_HTML, "state", "CH" },
        { "/states/CH.json", 2, FORMAT_JSON, "state", "CH" },
        { "/states/CH.csv", 2, FORMAT_CSV, "state", "CH" },
        { "/states/CH.ics", 2, FORMAT_HTML, "state", "CH.ics" },
        { "/states/.json", 2, FORMAT_HTML, "state", ".json" },
        { "/states/CH%2ejson", 2, FORMAT_JSON, "state", "CH" },
        { "/elections/2013/FR.json", 3, FORMAT_HTML, "state", "FR.json" },
        { "/elections/2013/FR", 3, FORMAT_HTML, "election", "2013" },
        { "/reports/A/HRC/30/29", 4, FORMAT_HTML, "symbol", "A/HRC/30/29" },
        { "/reports/A/HRC/30/29.json", 4, FORMAT_JSON, "symbol", "A/HRC/30/29" },
        { "/reports/A", 4, FORMAT_HTML, "symbol", "A" },
        { "/changes.atom", 5, FORMAT_ATOM, NULL, NULL },
        { "/changes", SIZE_MAX, 0, NULL, NULL },
        { "/reports", SIZE_MAX, 0, NULL, NULL },
        { "/states", SIZE_MAX, 0, NULL, NULL },
        { "/states/CH/visits", SIZE_MAX, 0, NULL, NULL },
        { "/States/CH", SIZE_MAX, 0, NULL, NULL },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        RouteMatch match;
        unsigned allowed;
        bool found = find(METHOD_GET, cases[i].path, &match, &allowed);
        if (found != (cases[i].route != SIZE_MAX)) fail_msg("%s", cases[i].path);
        if (!found) continue;
        if (match.route != &ROUTES[cases[i].route] || match.format != cases[i].format)
            fail_msg("%s", cases[i].path);
        if (cases[i].capture)
            assert_true(str_equal_c(route_capture(&match, cases[i].capture), cases[i].value));
    }
}

static void another_method_is_told_apart_from_no_page(void **state) {
    (void)state;
    RouteMatch match;
    unsigned allowed;
    assert_true(find(METHOD_POST, "/states/CH", &match, &allowed));
    assert_ptr_equal(match.route, &ROUTES[6]);
    assert_false(find(METHOD_GET, "/replies", &match, &allowed));
    assert_int_equal(allowed, 1u << METHOD_POST);
    assert_false(find((HttpMethod)0, "/states/CH", &match, &allowed));
    assert_int_equal(allowed, 1u << METHOD_POST | 1u << METHOD_GET);
    assert_false(find(METHOD_POST, "/nowhere", &match, &allowed));
    assert_int_equal(allowed, 0);
}

static void a_route_knows_its_query_names(void **state) {
    (void)state;
    assert_true(route_knows_query(&ROUTES[7], STR("b")));
    assert_false(route_knows_query(&ROUTES[7], STR("c")));
    assert_false(route_knows_query(&ROUTES[0], STR("a")));
}

static void a_wrong_table_does_not_start(void **state) {
    (void)state;
    static const Route wrong[] = {
        { .method = METHOD_GET, .pattern = STR_LITERAL("/no-role"), .handler = answer },
        ROUTE(METHOD_GET, "no-slash", ROLE_ANYONE, answer),
        ROUTE(METHOD_GET, "", ROLE_ANYONE, answer),
        ROUTE(METHOD_GET, "/a//b", ROLE_ANYONE, answer),
        ROUTE(METHOD_GET, "/a/", ROLE_ANYONE, answer),
        ROUTE(METHOD_GET, "/:", ROLE_ANYONE, answer),
        ROUTE(METHOD_GET, "/:a/:a", ROLE_ANYONE, answer),
        ROUTE(METHOD_GET, "/*rest/more", ROLE_ANYONE, answer),
        ROUTE(METHOD_GET, "/:a/:b/:c/:d/:e/:f/:g", ROLE_ANYONE, answer),
        ROUTE(METHOD_GET, "/no-handler", ROLE_ANYONE, NULL),
        ROUTE(METHOD_POST, "/kept-post", ROLE_ANYONE, answer, .cache = CACHE_WITH_SNAPSHOT),
        ROUTE(METHOD_GET, "/kept-for-some", ROLE_OF_APPLICATION, answer, .cache = CACHE_FOR_EVER),
        ROUTE(METHOD_GET, "/get-with-body", ROLE_ANYONE, answer, .body_limit = 1),
        ROUTE(7, "/method", ROLE_ANYONE, answer),
    };
    static const Route twice[] = { ROUTE(METHOD_GET, "/a", ROLE_ANYONE, answer),
                                   ROUTE(METHOD_GET, "/a", ROLE_ANYONE, answer) };
    Error error;
    assert_true(route_table_check(TABLE, &error));
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        if (route_table_check((RouteTable){ &wrong[i], 1 }, &error))
            fail_msg("%.*s", STR_ARGUMENTS(wrong[i].pattern));
    assert_false(route_table_check((RouteTable){ twice, 2 }, &error));
    assert_non_null(strstr(error.message, "route 2, \"/a\""));
}

/* 0 when the compiler takes a table with this route. */
static int compile(const char *route) {
    char path[] = "/tmp/uphold-route-XXXXXX.c", command[256];
    int file = mkstemps(path, 2);
    assert_true(file >= 0);
    dprintf(file,
            "#include \"http/route.h\"\n"
            "RouteHandler page;\nextern const Route ROUTES[];\nconst Route ROUTES[] = { %s };\n",
            route);
    close(file);
    snprintf(command, sizeof command, "cc -std=c17 -Isrc -fsyntax-only %s 2>/dev/null", path);
    int result = system(command);
    unlink(path);
    return result;
}

static void a_route_without_a_role_does_not_compile(void **state) {
    (void)state;
    if (system("cc --version > /dev/null 2>&1") != 0) {
        print_message("no compiler here\n");
        skip();
    }
    assert_int_equal(compile("ROUTE(METHOD_GET, \"/a\", ROLE_ANYONE, page)"), 0);
    assert_int_equal(compile("ROUTE(METHOD_GET, \"/a\", 7, page, .cache = CACHE_NEVER)"), 0);
    assert_int_not_equal(compile("ROUTE(METHOD_GET, \"/a\", page)"), 0);
    assert_int_not_equal(compile("ROUTE(METHOD_GET, \"/a\", page, .cache = CACHE_NEVER)"), 0);
    assert_int_not_equal(compile("ROUTE(METHOD_GET, \"/a\", 0, page)"), 0);
    assert_int_not_equal(compile("ROUTE(METHOD_GET, \"/a\", , page)"), 0);
}

static int arena_end(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_path_finds_its_route_captures_and_format, arena_end),
        cmocka_unit_test_teardown(another_method_is_told_apart_from_no_page, arena_end),
        cmocka_unit_test(a_route_knows_its_query_names),
        cmocka_unit_test(a_wrong_table_does_not_start),
        cmocka_unit_test(a_route_without_a_role_does_not_compile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
