/* Every request that is refused before a handler runs, over a real socket. */
#include "http/test_client.h"

static Arena arena;
static HttpServer *server;
static unsigned port;
static atomic_int posts; /* handler calls: a refused POST must not reach one */

static bool page(const Request *request, Response *response, Error *error) {
    (void)request, (void)error;
    buffer_add_c(&response->body, "page");
    return true;
}

static bool receive(const Request *request, Response *response, Error *error) {
    (void)error;
    atomic_fetch_add(&posts, 1);
    buffer_add(&response->body, request->body);
    return true;
}

static bool admit(const Request *request, Error *error) {
    if (str_equal_c(request_header(request, "x-secret"), "sesame")) return true;
    return error_set(error, ERROR_REFUSED, "log in first");
}

static const Route ROUTES[] = {
    ROUTE(METHOD_GET, "/page", ROLE_ANYONE, page, .cache = CACHE_WITH_SNAPSHOT,
          .query = QUERY_NAMES("sort", "page")),
    ROUTE(METHOD_GET, "/states/:state", ROLE_ANYONE, page),
    ROUTE(METHOD_GET, "/staff", ROLE_OF_APPLICATION, page),
    ROUTE(METHOD_POST, "/replies", ROLE_ANYONE, receive, .body_limit = 100),
    ROUTE(METHOD_POST, "/imports", ROLE_ANYONE, receive, .body_limit = 100, .takes_json = true),
    ROUTE(METHOD_POST, "/staff", ROLE_OF_APPLICATION, receive, .body_limit = 100),
};
static const HttpApplication APPLICATION = { .routes = { ROUTES, COUNT_OF(ROUTES) },
                                             .admit = admit };

static Reply send_text(const char *request) {
    return ask_raw(&arena, port, str_from(request));
}

#define HOST "Host: test\r\n"
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

static void messages_that_can_be_read_in_two_ways_are_refused(void **state) {
    (void)state;
    static const struct {
        unsigned status;
        Str request;
    } cases[] = {
        { 200, STR_LITERAL("GET /page HTTP/1.1\r\n" HOST "A: b\r\n\r\n") },
        { 200, STR_LITERAL("POST /replies HTTP/1.1\r\n" HOST FORM "Content-Length: 3\r\n\r\na=b") },
        /* which length holds? */
        { 400, STR_LITERAL("POST /replies HTTP/1.1\r\n" HOST FORM
                           "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") },
        { 400, STR_LITERAL("POST /replies HTTP/1.1\r\n" HOST FORM
                           "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n") },
        { 400, STR_LITERAL("POST /replies HTTP/1.1\r\n" HOST FORM
                           "Content-Length: 3\r\nContent-Length: 3\r\n\r\na=b") },
        { 400, STR_LITERAL("POST /replies HTTP/1.1\r\n" HOST FORM
                           "Content-Length: 3\r\nContent-length: 4\r\n\r\na=b") },
        { 411, STR_LITERAL("POST /replies HTTP/1.1\r\n" HOST FORM
                           "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n") },
        { 411, STR_LITERAL("GET /page HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip\r\n\r\n") },
        /* which host? */
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\n\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.0\r\n\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\nHost:\r\n\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\n" HOST HOST "\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\n" HOST "host: other\r\n\r\n") },
        /* where does a header end? */
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\n" HOST "A: b\0c\r\n\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\n" HOST "A: b\0\0\0\r\nB: c\r\n\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\nHost: test\0\r\n\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\nHost: test\0\0\r\n\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\nHost: test\0\0\0\r\n\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\n" HOST "A\0: b\r\n\r\n") },
        { 400, STR_LITERAL("GET /page\0 HTTP/1.1\r\n" HOST "\r\n") },
        { 400, STR_LITERAL("GET /page\0/more HTTP/1.1\r\n" HOST "\r\n") },
        { 400, STR_LITERAL("GET\0 /page HTTP/1.1\r\n" HOST "\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\n" HOST "A: b\r\n c\r\n\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\n" HOST "A: b\r\n\tc\r\nB: c\r\n\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\nHost: te\r\n st\r\n\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\n" HOST " \r\n\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\n A: b\r\n" HOST "\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\n" HOST "\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\n" HOST "A: b\n\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\n" HOST "A: b\rc\r\n\r\n") },
        /* is it the header it looks like? */
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\n" HOST "A : b\r\n\r\n") },
        { 400, STR_LITERAL("POST /replies HTTP/1.1\r\n" HOST "Content-Length : 3\r\n\r\na=b") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\n" HOST ": b\r\n\r\n") },
        { 400, STR_LITERAL("GET /page HTTP/1.1\r\n" HOST "A\xc3: b\r\n\r\n") },
        { 400,
          STR_LITERAL("POST /replies HTTP/1.1\r\n" HOST FORM FORM "Content-Length: 3\r\n\r\na=b") },
        { 400, STR_LITERAL("GET  /page HTTP/1.1\r\n" HOST "\r\n") },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Reply reply = ask_raw(&arena, port, cases[i].request);
        if (reply.status != cases[i].status)
            fail_msg("%u, not %u: %s", reply.status, cases[i].status, cases[i].request.data);
        if (reply.status != 200) assert_header(&reply, "Connection", "close");
    }
}

static void lengths_that_are_no_numbers_are_refused(void **state) {
    (void)state;
    static const char *const lengths[] = {
        "+0", "-1", "0x3", "3, 3", "", "3 ", "99999999999999999999999"
    };
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        int client = client_open(port);
        client_send(client, str_format(&arena,
                                       "POST /replies HTTP/1.1\r\n" HOST FORM
                                       "Content-Length: %s\r\n\r\na=b",
                                       lengths[i]));
        char status[13] = "";
        recv(client, status, 12, MSG_WAITALL); /* the library's own words follow */
        if (strcmp(status, "HTTP/1.1 400") != 0 && strcmp(status, "HTTP/1.1 413") != 0)
            fail_msg("\"%s\": %s", lengths[i], status);
        close(client);
    }
}

static void targets_that_are_no_paths_of_this_site_are_refused(void **state) {
    (void)state;
    static const char *const targets[] = {
        "http://test/page",
        "https://test/page",
        "//test/page",
        "/a//b",
        "/a/../page",
        "/./page",
        "/%2e%2e/page",
        "/page%00",
        "/%ff",
        "/page?sort=%00",
        "/page?sort=%c3",
        "/%",
        "/a b",
        "/states/a%2Fb",
        "page",
        "*",
        "/page#top",
    };
    for (size_t i = 0; i < COUNT_OF(targets); i++) {
        Reply reply = ask(&arena, port, targets[i], "");
        if (reply.status != 400) fail_msg("%s: %u", targets[i], reply.status);
    }
    assert_int_equal(send_text("CONNECT test:443 HTTP/1.1\r\n" HOST "\r\n").status, 400);
    assert_int_equal(send_text("OPTIONS * HTTP/1.1\r\n" HOST "\r\n").status, 400);
}

static void a_target_over_eight_kilobytes_is_too_long(void **state) {
    (void)state;
    char target[9000];
    memset(target, 'a', sizeof target);
    target[0] = '/';
    target[8192] = 0;
    assert_int_equal(ask(&arena, port, target, "").status, 404);
    target[8192] = 'a';
    target[8193] = 0;
    assert_int_equal(ask(&arena, port, target, "").status, 414);
}

static void headers_of_twenty_kilobytes_are_read_and_of_forty_refused(void **state) {
    (void)state;
    Str value = str_format(&arena, "A: %020000d\r\nB: b\r\n", 0);
    assert_int_equal(ask(&arena, port, "/page", value.data).status, 200);
    value = str_format(&arena, "A: %040000d\r\n", 0);
    int client = client_open(port);
    client_send(client, str_format(&arena, "GET /page HTTP/1.1\r\n" HOST "%s\r\n", value.data));
    assert_int_equal(client_read(&arena, client, true).status, 431);
    close(client);
}

static void a_method_the_address_does_not_take_is_told_which_it_takes(void **state) {
    (void)state;
    Reply reply = send_text("POST /page HTTP/1.1\r\n" HOST "\r\n");
    assert_int_equal(reply.status, 405);
    assert_header(&reply, "Allow", "GET, HEAD");
    reply = ask(&arena, port, "/replies", "");
    assert_int_equal(reply.status, 405);
    assert_header(&reply, "Allow", "POST");
    reply = send_text("DELETE /staff HTTP/1.1\r\n" HOST "\r\n");
    assert_int_equal(reply.status, 405);
    assert_header(&reply, "Allow", "GET, HEAD, POST");
    assert_int_equal(send_text("get /page HTTP/1.1\r\n" HOST "\r\n").status, 405);
    assert_int_equal(send_text("DELETE /nowhere HTTP/1.1\r\n" HOST "\r\n").status, 404);
}

static void an_address_nothing_answers_is_not_found(void **state) {
    (void)state;
    Reply reply = ask(&arena, port, "/nowhere", "");
    assert_int_equal(reply.status, 404);
    assert_header(&reply, "Cache-Control", "no-store");
    assert_int_equal(ask(&arena, port, "/page/", "").status, 404);
}

static void an_unknown_query_parameter_is_refused_by_name(void **state) {
    (void)state;
    assert_int_equal(ask(&arena, port, "/page?sort=a&page=2", "").status, 200);
    Reply reply = ask(&arena, port, "/page?sort=a&Sort=b", "");
    assert_int_equal(reply.status, 400);
    assert_true(str_contains(reply.body, STR("\"Sort\"; it knows: sort, page")));
    reply = ask(&arena, port, "/states/CH?a", "");
    assert_true(str_contains(reply.body, STR("\"a\"; it knows: none")));
}

static void a_role_is_asked_for_before_the_body(void **state) {
    (void)state;
    Reply reply = ask(&arena, port, "/staff", "");
    assert_int_equal(reply.status, 403);
    assert_true(str_contains(reply.body, STR("log in first")));
    assert_int_equal(ask(&arena, port, "/staff", "X-Secret: sesame\r\n").status, 200);
    int before = atomic_load(&posts);
    /* The body is never sent: an answer that waited for it would not come. */
    reply = send_text("POST /staff HTTP/1.1\r\n" HOST FORM "Content-Length: 3\r\n\r\n");
    assert_int_equal(reply.status, 403);
    assert_int_equal(atomic_load(&posts), before);
}

static void a_body_over_the_limit_is_refused_before_it_is_read(void **state) {
    (void)state;
    int before = atomic_load(&posts);
    Reply reply =
        send_text("POST /replies HTTP/1.1\r\n" HOST FORM "Content-Length: 50000000\r\n\r\n");
    assert_int_equal(reply.status, 413);
    assert_header(&reply, "Connection", "close");
    assert_true(str_contains(reply.body, STR("100 bytes")));
    reply = send_text("POST /replies HTTP/1.1\r\n" HOST FORM "Content-Length: 101\r\n\r\n");
    assert_int_equal(reply.status, 413);
    reply = send_text("GET /page HTTP/1.1\r\n" HOST FORM "Content-Length: 1\r\n\r\n");
    assert_int_equal(reply.status, 413);
    assert_int_equal(atomic_load(&posts), before);
}

static void a_client_that_waits_for_100_is_told_413_instead(void **state) {
    (void)state;
    Reply reply = send_text("POST /replies HTTP/1.1\r\n" HOST FORM
                            "Expect: 100-continue\r\nContent-Length: 101\r\n\r\n");
    assert_int_equal(reply.status, 413);
}

/* The client writes it all before it reads, as browsers do. */
static void a_client_that_sends_its_large_body_at_once_still_reads_the_refusal(void **state) {
    (void)state;
    Str request = str_format(
        &arena, "POST /replies HTTP/1.1\r\n" HOST FORM "Content-Length: 20000\r\n\r\n%020000d", 0);
    assert_int_equal(ask_raw(&arena, port, request).status, 413);
}

static void a_body_of_another_type_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *address, *type;
        unsigned status;
    } cases[] = {
        { "/replies", FORM, 200 },
        { "/replies", "Content-Type: Application/X-WWW-Form-URLencoded ; charset=utf-8\r\n", 200 },
        { "/replies", "Content-Type: multipart/form-data; boundary=b\r\n", 200 },
        { "/imports", "Content-Type: application/json\r\n", 200 },
        { "/replies", "Content-Type: application/json\r\n", 415 },
        { "/replies", "Content-Type: text/plain\r\n", 415 },
        { "/imports", "Content-Type: text/xml\r\n", 415 },
        { "/replies", "Content-Type: application/x-www-form-urlencodedx\r\n", 415 },
        { "/replies", "", 415 },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Str request =
            str_format(&arena, "POST %s HTTP/1.1\r\n" HOST "%sContent-Length: 3\r\n\r\na=b",
                       cases[i].address, cases[i].type);
        Reply reply = ask_raw(&arena, port, request);
        if (reply.status != cases[i].status) fail_msg("%s %u", cases[i].type, reply.status);
    }
}

static int server_begin(void **state) {
    (void)state;
    server = server_of(&APPLICATION, (HttpServerOptions){ .threads = 2 });
    http_server_publish(server, NULL, NULL);
    port = http_server_port(server);
    return 0;
}

static int server_end(void **state) {
    (void)state;
    http_server_stop(server, 1000);
    return 0;
}

static int arena_end(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

#define TEST(name) cmocka_unit_test_teardown(name, arena_end)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(messages_that_can_be_read_in_two_ways_are_refused),
        TEST(lengths_that_are_no_numbers_are_refused),
        TEST(targets_that_are_no_paths_of_this_site_are_refused),
        TEST(a_target_over_eight_kilobytes_is_too_long),
        TEST(headers_of_twenty_kilobytes_are_read_and_of_forty_refused),
        TEST(a_method_the_address_does_not_take_is_told_which_it_takes),
        TEST(an_address_nothing_answers_is_not_found),
        TEST(an_unknown_query_parameter_is_refused_by_name),
        TEST(a_role_is_asked_for_before_the_body),
        TEST(a_body_over_the_limit_is_refused_before_it_is_read),
        TEST(a_client_that_waits_for_100_is_told_413_instead),
        TEST(a_client_that_sends_its_large_body_at_once_still_reads_the_refusal),
        TEST(a_body_of_another_type_is_refused),
    };
    return cmocka_run_group_tests(tests, server_begin, server_end);
}
