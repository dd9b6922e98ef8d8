/* Clients that are slow on purpose are closed; honest ones that pause between requests are not. No
 * time is asserted: a client that is never closed makes the test fail by its own limit. */
#include "http/test_client.h"

enum { DRIPS_MAX = 1000, DRIP_PAUSE_US = 20000 };

static Arena arena;

static bool page(const Request *request, Response *response, Error *error) {
    (void)request, (void)error;
    buffer_add_c(&response->body, "page");
    return true;
}

/* More than the buffers of both sockets hold, so that the server has to wait for its reader. */
static bool large(const Request *request, Response *response, Error *error) {
    (void)request, (void)error;
    response->content_type = "application/octet-stream";
    buffer_reserve(&response->body, 64 << 20);
    memset(response->body.data, 'x', 64 << 20);
    response->body.length = 64 << 20;
    return true;
}

static const Route ROUTES[] = {
    ROUTE(METHOD_GET, "/page", ROLE_ANYONE, page, .cache = CACHE_WITH_SNAPSHOT),
    ROUTE(METHOD_GET, "/large", ROLE_ANYONE, large),
    ROUTE(METHOD_POST, "/replies", ROLE_ANYONE, page, .body_limit = 100000),
};
static const HttpApplication APPLICATION = { .routes = { ROUTES, COUNT_OF(ROUTES) } };

static HttpServer *server_with(HttpServerOptions options) {
    options.threads = 2;
    HttpServer *server = server_of(&APPLICATION, options);
    http_server_publish(server, NULL, NULL);
    return server;
}

/* Sends one byte after the other; true when the server closes before it has had enough. */
static bool closed_while_dripping(int client, char byte) {
    for (int i = 0; i < DRIPS_MAX; i++) {
        char got;
        if (!client_send(client, (Str){ &byte, 1 })) return true;
        if (recv(client, &got, 1, MSG_DONTWAIT) == 0) return true;
        usleep(DRIP_PAUSE_US);
    }
    return false;
}

static void headers_that_drip_in_are_cut_off_at_the_deadline(void **state) {
    (void)state;
    HttpServer *server = server_with((HttpServerOptions){ .headers_ms = 200 });
    unsigned port = http_server_port(server);
    int client = client_open(port);
    client_send(client, STR("GET /page HTTP/1.1\r\nHost: test\r\nA: "));
    assert_true(closed_while_dripping(client, 'a'));
    close(client);
    client = client_open(port);
    assert_true(closed_while_dripping(client, 'G'));
    close(client);
    http_server_stop(server, 1000);
}

static void a_second_request_that_drips_in_is_cut_off_too(void **state) {
    (void)state;
    HttpServer *server = server_with((HttpServerOptions){ .headers_ms = 200, .idle_seconds = 1 });
    int client = client_open(http_server_port(server));
    client_send(client, STR("GET /page HTTP/1.1\r\nHost: test\r\n\r\n"));
    assert_int_equal(client_read(&arena, client, true).status, 200);
    client_send(client, STR("GET /page HTTP/1.1\r\nHost: test\r\nA: "));
    assert_true(closed_while_dripping(client, 'a'));
    close(client);
    http_server_stop(server, 1000);
}

static void a_body_that_drips_in_is_cut_off_at_the_deadline(void **state) {
    (void)state;
    HttpServer *server = server_with((HttpServerOptions){ .body_ms = 200 });
    int client = client_open(http_server_port(server));
    client_send(client, STR("POST /replies HTTP/1.1\r\nHost: test\r\nContent-Length: 100000\r\n"
                            "Content-Type: application/x-www-form-urlencoded\r\n\r\n"));
    assert_true(closed_while_dripping(client, 'a'));
    close(client);
    http_server_stop(server, 1000);
}

static void an_answer_nobody_reads_is_cut_off_at_the_deadline(void **state) {
    (void)state;
    HttpServer *server = server_with((HttpServerOptions){ .answer_ms = 200 });
    int client = client_open(http_server_port(server));
    client_send(client, STR("GET /large HTTP/1.1\r\nHost: test\r\n\r\n"));
    /* Reading nothing, until the server has given up: then a byte sent is answered by a reset. */
    for (int i = 0; i < DRIPS_MAX && client_send(client, STR("a")); i++)
        usleep(DRIP_PAUSE_US);
    char bytes[65536];
    size_t total = 0;
    for (ssize_t got; (got = recv(client, bytes, sizeof bytes, 0)) > 0;)
        total += (size_t)got;
    assert_true(total < 64 << 20);
    close(client);
    http_server_stop(server, 1000);
}

static void each_request_on_a_connection_has_its_own_time(void **state) {
    (void)state;
    HttpServer *server =
        server_with((HttpServerOptions){ .headers_ms = 2000, .body_ms = 2000, .answer_ms = 2000 });
    int client = client_open(http_server_port(server));
    for (int i = 0; i < 30; i++) { /* three seconds in all */
        client_send(client, STR("GET /page HTTP/1.1\r\nHost: test\r\n\r\n"));
        assert_int_equal(client_read(&arena, client, true).status, 200);
        usleep(100000);
    }
    close(client);
    http_server_stop(server, 1000);
}

static void clients_above_the_limit_wait_and_are_served_when_others_leave(void **state) {
    (void)state;
    HttpServer *server = server_with((HttpServerOptions){ .connections_max = 8 });
    unsigned port = http_server_port(server);
    int clients[40];
    for (size_t i = 0; i < COUNT_OF(clients); i++)
        clients[i] = client_open(port); /* accepted, or waiting in the backlog */
    for (size_t i = 0; i < COUNT_OF(clients); i++) {
        client_send(clients[i], STR("GET /page HTTP/1.1\r\nHost: test\r\n\r\n"));
        assert_int_equal(client_read(&arena, clients[i], true).status, 200);
        close(clients[i]);
    }
    http_server_stop(server, 1000);
}

static int arena_end(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

#define TEST(name) cmocka_unit_test_teardown(name, arena_end)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(headers_that_drip_in_are_cut_off_at_the_deadline),
        TEST(a_second_request_that_drips_in_is_cut_off_too),
        TEST(a_body_that_drips_in_is_cut_off_at_the_deadline),
        TEST(an_answer_nobody_reads_is_cut_off_at_the_deadline),
        TEST(each_request_on_a_connection_has_its_own_time),
        TEST(clients_above_the_limit_wait_and_are_served_when_others_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
