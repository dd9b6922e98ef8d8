/* Publishing while clients read: each answer belongs to one generation, whole; each generation is
 * released once, when nothing can see it any more. */
#include "http/test_client.h"

#include <pthread.h>

enum { GENERATIONS = 60, CLIENTS = 4, REQUESTS = 250, LINES = 800 };

/* Released generations are overwritten, so that a late reader would be found out. */
typedef struct Facts {
    int number;
    atomic_int released;
} Facts;

static Facts generations[GENERATIONS];

static bool facts_page(const Request *request, Response *response, Error *error) {
    const Facts *facts = request->context;
    (void)error;
    for (int line = 0; line < LINES; line++)
        buffer_format(&response->body, "generation %d\n", facts->number);
    return true;
}

static const Route ROUTES[] = {
    ROUTE(METHOD_GET, "/kept", ROLE_ANYONE, facts_page, .cache = CACHE_WITH_SNAPSHOT),
    ROUTE(METHOD_GET, "/fresh", ROLE_ANYONE, facts_page),
};
static const HttpApplication APPLICATION = { .routes = { ROUTES, COUNT_OF(ROUTES) } };

static void facts_release(void *context) {
    Facts *facts = context;
    facts->number = -1;
    atomic_fetch_add(&facts->released, 1);
}

typedef struct Client {
    pthread_t thread;
    int socket, latest, good;
    bool went_back; /* an answer was older than one before it on the same connection */
} Client;

/* The number all lines agree on; -1 when they do not. */
static int number_in(Str body) {
    Str rest = body, line, first = STR_EMPTY;
    int64_t number;
    for (int count = 0; str_cut(&rest, '\n', &line) && line.length; count++) {
        if (!count) first = line;
        if (!str_equal(line, first)) return -1;
        if (count + 1 == LINES && str_to_integer(str_slice(line, 11, line.length), &number))
            return (int)number;
    }
    return -1;
}

static void *read_pages(void *argument) {
    Client *client = argument;
    for (int i = 0; i < REQUESTS; i++) {
        Arena arena = { .newest = NULL };
        client_send(client->socket, i % 3 ? STR("GET /kept HTTP/1.1\r\nHost: test\r\n\r\n")
                                          : STR("GET /fresh HTTP/1.1\r\nHost: test\r\n\r\n"));
        Reply reply = client_read(&arena, client->socket, true);
        int number = reply.status == 200 ? number_in(reply.body) : -1;
        client->good += number >= 0;
        client->went_back = client->went_back || number < client->latest;
        client->latest = number;
        arena_free(&arena);
    }
    return NULL;
}

static void every_answer_belongs_to_one_generation_and_each_is_released_once(void **state) {
    (void)state;
    HttpServer *server = server_of(&APPLICATION, (HttpServerOptions){ .threads = 2 });
    Client clients[CLIENTS] = { 0 };
    for (int i = 0; i < GENERATIONS; i++)
        generations[i].number = i;
    http_server_publish(server, &generations[0], facts_release);
    for (int i = 0; i < CLIENTS; i++)
        clients[i].socket = client_socket();
    for (int i = 0; i < CLIENTS; i++) {
        assert_true(client_connect(clients[i].socket, http_server_port(server)));
        assert_int_equal(pthread_create(&clients[i].thread, NULL, read_pages, &clients[i]), 0);
    }
    for (int i = 1; i < GENERATIONS; i++) {
        usleep(5000);
        http_server_publish(server, &generations[i], facts_release);
    }
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(clients[i].thread, NULL);
        close(clients[i].socket);
        assert_int_equal(clients[i].good, REQUESTS);
        assert_false(clients[i].went_back);
    }
    assert_int_equal(atomic_load(&generations[GENERATIONS - 1].released), 0);
    http_server_stop(server, 5000);
    for (int i = 0; i < GENERATIONS; i++)
        assert_int_equal(atomic_load(&generations[i].released), 1);
}

static void publishing_empties_the_page_cache(void **state) {
    (void)state;
    Arena arena = { .newest = NULL };
    Facts first = { .number = 1 }, second = { .number = 2 };
    HttpServer *server = server_of(&APPLICATION, (HttpServerOptions){ .threads = 1 });
    http_server_publish(server, &first, facts_release);
    unsigned port = http_server_port(server);
    Reply before = ask(&arena, port, "/kept", "");
    assert_int_equal(number_in(before.body), 1);
    http_server_publish(server, &second, facts_release);
    assert_int_equal(atomic_load(&first.released), 1);
    Str header =
        str_format(&arena, "If-None-Match: %.*s\r\n", STR_ARGUMENTS(reply_header(&before, "ETag")));
    Reply after = ask(&arena, port, "/kept", header.data);
    assert_int_equal(after.status, 200);
    assert_int_equal(number_in(after.body), 2);
    http_server_stop(server, 5000);
    assert_int_equal(atomic_load(&second.released), 1);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_answer_belongs_to_one_generation_and_each_is_released_once),
        cmocka_unit_test(publishing_empties_the_page_cache),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
