/* What an honest client sees: pages, formats, caching, compression, forms; and start and stop. */
#include "http/test_client.h"

#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <zlib.h>

static Arena arena;
static HttpServer *server;
static unsigned port;
static atomic_int renderings;
static sem_t entered, go_on;

/* 20 KB that differ from page to page and compress as text does. */
static bool page(const Request *request, Response *response, Error *error) {
    Str name = request_capture(request, "name");
    atomic_fetch_add(&renderings, 1);
    if (str_equal_c(name, "none")) return error_set(error, ERROR_NOT_FOUND, "no page of that name");
    if (str_equal_c(name, "bad"))
        return error_set(error, ERROR_REFUSED, "that name is bad: use another");
    if (str_equal_c(name, "broken"))
        return error_set(error, ERROR_SYSTEM, "open.db: the secret reason");
    for (int line = 0; line < 500; line++)
        buffer_format(&response->body, "%.*s has line %d and a word more\n", STR_ARGUMENTS(name),
                      line);
    buffer_format(&response->body, "sort %.*s", STR_ARGUMENTS(request_query(request, "sort")));
    return true;
}

static bool greeting(const Request *request, Response *response, Error *error) {
    (void)error;
    static const char *const words[] = { "hello", "bonjour" };
    atomic_fetch_add(&renderings, 1);
    buffer_add_c(&response->body, words[request->language]);
    return true;
}

static bool style(const Request *request, Response *response, Error *error) {
    (void)request, (void)error;
    response->content_type = "text/css";
    buffer_add_c(&response->body, "body { margin: 0 }");
    return true;
}

static bool data(const Request *request, Response *response, Error *error) {
    (void)error;
    if (request->format == FORMAT_JSON) response->content_type = "application/json";
    buffer_format(&response->body, "%.*s as %d", STR_ARGUMENTS(request_capture(request, "symbol")),
                  (int)request->format);
    return true;
}

static bool uncached(const Request *request, Response *response, Error *error) {
    (void)request, (void)error;
    for (int line = 0; line < 100; line++)
        buffer_add_c(&response->body, "a line that would compress well\n");
    return true;
}

/* A page that this time must not be kept. */
static bool once(const Request *request, Response *response, Error *error) {
    (void)request, (void)error;
    response->cache = CACHE_NEVER;
    buffer_format(&response->body, "%d", atomic_fetch_add(&renderings, 1));
    return true;
}

static bool receive(const Request *request, Response *response, Error *error) {
    Form form;
    if (!form_parse(request->arena, request->body, 10, &form, error)) return false;
    buffer_format(&response->body, "thank you, %.*s", STR_ARGUMENTS(form_value(&form, "name")));
    return true;
}

static bool redirect(const Request *request, Response *response, Error *error) {
    (void)error;
    response_redirect(response, request->arena, request_query(request, "to"));
    return true;
}

static bool slow(const Request *request, Response *response, Error *error) {
    (void)request, (void)error;
    sem_post(&entered);
    sem_wait(&go_on);
    buffer_add_c(&response->body, "done at last");
    return true;
}

static const Route ROUTES[] = {
    ROUTE(METHOD_GET, "/pages/:name", ROLE_ANYONE, page, .cache = CACHE_WITH_SNAPSHOT,
          .query = QUERY_NAMES("sort")),
    ROUTE(METHOD_GET, "/greeting", ROLE_ANYONE, greeting, .cache = CACHE_WITH_SNAPSHOT,
          .by_language = true),
    ROUTE(METHOD_GET, "/style-0123.css", ROLE_ANYONE, style, .cache = CACHE_FOR_EVER),
    ROUTE(METHOD_GET, "/data/*symbol", ROLE_ANYONE, data, .formats = FORMAT_HTML | FORMAT_JSON),
    ROUTE(METHOD_GET, "/uncached", ROLE_ANYONE, uncached),
    ROUTE(METHOD_GET, "/once", ROLE_ANYONE, once, .cache = CACHE_WITH_SNAPSHOT),
    ROUTE(METHOD_GET, "/redirect", ROLE_ANYONE, redirect, .query = QUERY_NAMES("to")),
    ROUTE(METHOD_GET, "/slow", ROLE_ANYONE, slow),
    ROUTE(METHOD_POST, "/names", ROLE_ANYONE, receive, .body_limit = 100000),
};

static void error_page(const Request *request, unsigned status, Str message, Response *response) {
    (void)request;
    buffer_format(&response->body, "<h1>%u</h1><p>%.*s", status, STR_ARGUMENTS(message));
}

static const Str LANGUAGES[] = { STR_LITERAL("en"), STR_LITERAL("fr") };
static const HttpApplication APPLICATION = {
    .routes = { ROUTES, COUNT_OF(ROUTES) },
    .languages = LANGUAGES,
    .language_count = COUNT_OF(LANGUAGES),
    .error_page = error_page,
};

static Str inflated(Str body) {
    char *text = arena_allocate(&arena, 100000);
    z_stream stream = { .next_in = (Bytef *)(uintptr_t)body.data,
                        .avail_in = (uInt)body.length,
                        .next_out = (Bytef *)text,
                        .avail_out = 100000 };
    assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    inflateEnd(&stream);
    return (Str){ text, stream.total_out };
}

/* --- pages ------------------------------------------------------------------------------------ */

static void every_answer_has_the_security_headers_and_no_cookie(void **state) {
    (void)state;
    static const char *const targets[] = { "/pages/a", "/pages/a",      "/style-0123.css",
                                           "/nowhere", "/pages/broken", "//" };
    for (size_t i = 0; i < COUNT_OF(targets); i++) {
        Reply reply = ask(&arena, port, targets[i], "");
        assert_header(&reply, "Content-Security-Policy", HTTP_STRICT_POLICY);
        assert_header(&reply, "X-Content-Type-Options", "nosniff");
        assert_header(&reply, "Referrer-Policy", "no-referrer");
        assert_header(&reply, "Cross-Origin-Opener-Policy", "same-origin");
        assert_header(&reply, "Cross-Origin-Resource-Policy", "same-origin");
        assert_true(str_contains(reply_header(&reply, "Permissions-Policy"), STR("camera=()")));
        assert_null(reply_header(&reply, "Set-Cookie").data);
    }
}

static void a_process_can_have_a_policy_of_its_own(void **state) {
    (void)state;
    HttpServer *own = server_of(
        &APPLICATION, (HttpServerOptions){ .content_security_policy = "script-src 'self'" });
    http_server_publish(own, NULL, NULL);
    Reply reply = ask(&arena, http_server_port(own), "/pages/a", "");
    assert_header(&reply, "Content-Security-Policy", "script-src 'self'");
    http_server_stop(own, 1000);
}

static void one_connection_carries_many_requests(void **state) {
    (void)state;
    int client = client_open(port);
    for (int i = 0; i < 20; i++) {
        client_send(client, STR("GET /pages/a HTTP/1.1\r\nHost: test\r\n\r\n"));
        assert_int_equal(client_read(&arena, client, true).status, 200);
        client_send(client, STR("GET /nowhere HTTP/1.1\r\nHost: test\r\n\r\n"));
        assert_int_equal(client_read(&arena, client, true).status, 404);
        client_send(client, STR("POST /names HTTP/1.1\r\nHost: test\r\nContent-Length: 6\r\n"
                                "Content-Type: application/x-www-form-urlencoded\r\n\r\nname=a"));
        Reply reply = client_read(&arena, client, true);
        assert_true(str_equal_c(reply.body, "thank you, a"));
    }
    close(client);
}

static void head_gives_the_headers_of_get_and_no_body(void **state) {
    (void)state;
    static const char *const targets[] = { "/pages/a", "/uncached", "/nowhere" };
    for (size_t i = 0; i < COUNT_OF(targets); i++) {
        Reply get = ask(&arena, port, targets[i], "");
        int client = client_open(port);
        client_send(client,
                    str_format(&arena, "HEAD %s HTTP/1.1\r\nHost: test\r\n\r\n", targets[i]));
        Reply head = client_read(&arena, client, false);
        assert_int_equal(head.body.length, 0);
        assert_true(
            str_equal(reply_header(&head, "Content-Length"), reply_header(&get, "Content-Length")));
        assert_true(str_equal(reply_header(&head, "ETag"), reply_header(&get, "ETag")));
        /* The next answer begins where the head ended. */
        client_send(client, STR("GET /uncached HTTP/1.1\r\nHost: test\r\n\r\n"));
        assert_int_equal(client_read(&arena, client, true).status, 200);
        close(client);
    }
}

static void a_suffix_chooses_the_format(void **state) {
    (void)state;
    Reply reply = ask(&arena, port, "/data/A/HRC/30/29.json", "");
    assert_true(str_equal_c(reply.body, "A/HRC/30/29 as 2"));
    assert_header(&reply, "Content-Type", "application/json");
    assert_header(&reply, "Cache-Control", "no-store");
    reply = ask(&arena, port, "/data/A/HRC/30/29", "");
    assert_true(str_equal_c(reply.body, "A/HRC/30/29 as 1"));
}

static void errors_look_like_the_site_and_say_nothing_internal(void **state) {
    (void)state;
    Reply reply = ask(&arena, port, "/pages/none", "");
    assert_int_equal(reply.status, 404);
    assert_true(str_equal_c(reply.body, "<h1>404</h1><p>no page of that name"));
    assert_header(&reply, "Cache-Control", "no-store");
    reply = ask(&arena, port, "/pages/bad", "");
    assert_int_equal(reply.status, 400);
    assert_true(str_contains(reply.body, STR("use another")));
    reply = ask(&arena, port, "/pages/broken", "");
    assert_int_equal(reply.status, 500);
    assert_false(str_contains(reply.body, STR("open.db")));
}

static void a_redirect_leads_within_the_site_and_never_into_another_header(void **state) {
    (void)state;
    Reply reply = ask(&arena, port, "/redirect?to=/thanks", "");
    assert_int_equal(reply.status, 303);
    assert_header(&reply, "Location", "/thanks");
    reply = ask(&arena, port, "/redirect?to=/a%0d%0aSet-Cookie:x", "");
    assert_int_equal(reply.status, 500);
    assert_null(reply_header(&reply, "Set-Cookie").data);
}

/* --- the page cache --------------------------------------------------------------------------- */

static int rendered_by(const char *target, const char *headers) {
    int before = atomic_load(&renderings);
    ask(&arena, port, target, headers);
    return atomic_load(&renderings) - before;
}

static void a_page_is_rendered_once_whatever_its_address_is_spelled_like(void **state) {
    (void)state;
    assert_int_equal(rendered_by("/pages/spelling?sort=a%20b", ""), 1);
    assert_int_equal(rendered_by("/pages/spelling?sort=a%20b", ""), 0);
    assert_int_equal(rendered_by("/pages/sp%65lling?&sort=a+b", ""), 0);
    assert_int_equal(rendered_by("/pages/spelling?sort=b", ""), 1);
    assert_int_equal(rendered_by("/pages/spelling", ""), 1);
}

static void errors_and_what_a_handler_withholds_are_not_kept(void **state) {
    (void)state;
    assert_int_equal(rendered_by("/pages/none", ""), 1);
    assert_int_equal(rendered_by("/pages/none", ""), 1);
    assert_int_equal(rendered_by("/once", ""), 1);
    assert_int_equal(rendered_by("/once", ""), 1);
    Reply reply = ask(&arena, port, "/once", "");
    assert_header(&reply, "Cache-Control", "no-store");
    assert_null(reply_header(&reply, "ETag").data);
}

static void a_page_by_language_is_kept_for_each_language(void **state) {
    (void)state;
    assert_int_equal(rendered_by("/greeting", ""), 1);
    assert_int_equal(rendered_by("/greeting", "Accept-Language: de, en;q=0.5\r\n"), 0);
    assert_int_equal(rendered_by("/greeting", "Accept-Language: fr-CH, en;q=0.5\r\n"), 1);
    for (int i = 0; i < 2; i++) {
        Reply reply = ask(&arena, port, "/greeting", "Accept-Language: fr\r\n");
        assert_true(str_equal_c(reply.body, "bonjour"));
        assert_header(&reply, "Vary", "Accept-Language");
        reply = ask(&arena, port, "/greeting", "Accept-Language: en\r\n");
        assert_true(str_equal_c(reply.body, "hello"));
    }
    assert_int_equal(rendered_by("/greeting", "Accept-Language: fr\r\n"), 0);
}

static void an_etag_brings_304_until_it_does_not_match(void **state) {
    (void)state;
    Reply first = ask(&arena, port, "/pages/etag", "");
    Str etag = reply_header(&first, "ETag");
    assert_int_equal(etag.length, 34);
    assert_header(&first, "Cache-Control", "public, no-cache");
    static const struct {
        const char *before, *after;
        unsigned status;
    } cases[] = { { "", "", 304 },
                  { "W/", "", 304 },
                  { "\"x\", ", "", 304 },
                  { "\"a,b\",", ", \"y\"", 304 },
                  { "x", "", 200 } };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Str header = str_format(&arena, "If-None-Match: %s%.*s%s\r\n", cases[i].before,
                                STR_ARGUMENTS(etag), cases[i].after);
        int client = client_open(port);
        client_send(client, str_format(&arena, "GET /pages/etag HTTP/1.1\r\nHost: test\r\n%s\r\n",
                                       header.data));
        Reply reply = client_read(&arena, client, cases[i].status == 200);
        assert_int_equal(reply.status, cases[i].status);
        assert_true(str_equal(reply_header(&reply, "ETag"), etag));
        assert_header(&reply, "Vary", "Accept-Encoding");
        assert_header(&reply, "Cache-Control", "public, no-cache");
        assert_true(str_equal(reply_header(&reply, "Content-Length"),
                              reply_header(&first, "Content-Length")));
        close(client);
    }
    Reply other = ask(&arena, port, "/pages/other", "");
    assert_false(str_equal(reply_header(&other, "ETag"), etag));
}

static void a_star_matches_any_page_that_is_there_but_no_error(void **state) {
    (void)state;
    int client = client_open(port);
    client_send(client, STR("GET /pages/etag HTTP/1.1\r\nHost: test\r\nIf-None-Match: *\r\n\r\n"));
    assert_int_equal(client_read(&arena, client, false).status, 304);
    /* No body came: the next answer follows at once. */
    client_send(client, STR("GET /pages/none HTTP/1.1\r\nHost: test\r\nIf-None-Match: *\r\n\r\n"));
    assert_int_equal(client_read(&arena, client, true).status, 404);
    client_send(client, STR("GET /uncached HTTP/1.1\r\nHost: test\r\nIf-None-Match: *\r\n\r\n"));
    assert_int_equal(client_read(&arena, client, true).status, 200);
    close(client);
}

static void gzip_holds_the_same_page_under_another_etag(void **state) {
    (void)state;
    Reply plain = ask(&arena, port, "/pages/zip", "");
    for (int i = 0; i < 2; i++) {
        Reply zipped = ask(&arena, port, "/pages/zip", "Accept-Encoding: gzip, br\r\n");
        assert_header(&zipped, "Content-Encoding", "gzip");
        assert_header(&zipped, "Vary", "Accept-Encoding");
        assert_true(zipped.body.length < plain.body.length / 4);
        assert_true(str_equal(inflated(zipped.body), plain.body));
        Str etag = reply_header(&zipped, "ETag");
        assert_true(str_ends_with(etag, STR("-gz\"")));
        assert_false(str_equal(etag, reply_header(&plain, "ETag")));
        Str header = str_format(&arena, "Accept-Encoding: gzip\r\nIf-None-Match: %.*s\r\n",
                                STR_ARGUMENTS(etag));
        int client = client_open(port);
        client_send(client, str_format(&arena, "GET /pages/zip HTTP/1.1\r\nHost: test\r\n%s\r\n",
                                       header.data));
        assert_int_equal(client_read(&arena, client, false).status, 304);
        close(client);
    }
    assert_null(reply_header(&plain, "Content-Encoding").data);
}

static void small_and_uncached_bodies_are_not_compressed(void **state) {
    (void)state;
    Reply small = ask(&arena, port, "/style-0123.css", "Accept-Encoding: gzip\r\n");
    assert_true(str_equal_c(small.body, "body { margin: 0 }"));
    Reply secret = ask(&arena, port, "/uncached", "Accept-Encoding: gzip\r\n");
    assert_null(reply_header(&secret, "Content-Encoding").data);
}

static void an_asset_may_be_kept_for_ever(void **state) {
    (void)state;
    Reply reply = ask(&arena, port, "/style-0123.css", "");
    assert_header(&reply, "Cache-Control", "public, max-age=31536000, immutable");
    assert_header(&reply, "Content-Type", "text/css");
    char one[HTTP_ASSET_HASH_SIZE], other[HTTP_ASSET_HASH_SIZE];
    http_asset_hash(STR("a"), one);
    http_asset_hash(STR("b"), other);
    assert_int_equal(strlen(one), 16);
    assert_string_not_equal(one, other);
    http_asset_hash(STR("a"), other);
    assert_string_equal(one, other);
}

static void a_full_cache_forgets_and_still_answers(void **state) {
    (void)state;
    HttpServer *small = server_of(&APPLICATION, (HttpServerOptions){ .cache_bytes = 200000 });
    http_server_publish(small, NULL, NULL);
    unsigned here = http_server_port(small);
    int before = atomic_load(&renderings);
    ask(&arena, here, "/pages/first", "");
    ask(&arena, here, "/pages/first", "");
    assert_int_equal(atomic_load(&renderings) - before, 1);
    for (int i = 0; i < 30; i++) {
        Str target = str_format(&arena, "/pages/%d", i);
        Reply reply = ask(&arena, here, target.data, "");
        assert_true(str_starts_with(reply.body, str_format(&arena, "%d has line 0", i)));
    }
    before = atomic_load(&renderings);
    ask(&arena, here, "/pages/29", "");
    assert_int_equal(atomic_load(&renderings) - before, 0);
    ask(&arena, here, "/pages/first", "");
    assert_int_equal(atomic_load(&renderings) - before, 1);
    http_server_stop(small, 1000);
}

static void a_page_larger_than_the_cache_is_sent_and_not_kept(void **state) {
    (void)state;
    HttpServer *tiny = server_of(&APPLICATION, (HttpServerOptions){ .cache_bytes = 10000 });
    http_server_publish(tiny, NULL, NULL);
    int before = atomic_load(&renderings);
    for (int i = 0; i < 2; i++)
        assert_int_equal(ask(&arena, http_server_port(tiny), "/pages/a", "").status, 200);
    assert_int_equal(atomic_load(&renderings) - before, 2);
    http_server_stop(tiny, 1000);
}

/* --- forms ------------------------------------------------------------------------------------ */

static void a_form_arrives_whole_however_it_is_cut(void **state) {
    (void)state;
    Str name = str_format(&arena, "%060000d", 7);
    Str head = str_format(&arena,
                          "POST /names HTTP/1.1\r\nHost: test\r\nContent-Length: %zu\r\n"
                          "Content-Type: application/x-www-form-urlencoded\r\n\r\nname=",
                          name.length + 5);
    int client = client_open(port);
    client_send(client, head);
    for (size_t at = 0; at < name.length; at += 7777)
        client_send(client, str_slice(name, at, at + 7777));
    Reply reply = client_read(&arena, client, true);
    assert_int_equal(reply.status, 200);
    assert_true(str_equal(str_slice(reply.body, 11, reply.body.length), name));
    close(client);
}

static void a_form_that_cannot_be_read_is_refused(void **state) {
    (void)state;
    Reply reply = ask_raw(&arena, port,
                          STR("POST /names HTTP/1.1\r\nHost: test\r\nContent-Length: 6\r\n"
                              "Content-Type: application/x-www-form-urlencoded\r\n\r\nname=%"));
    assert_int_equal(reply.status, 400);
}

static void a_client_that_leaves_in_the_middle_of_its_form_leaves_nothing(void **state) {
    (void)state;
    int client = client_open(port);
    client_send(client, STR("POST /names HTTP/1.1\r\nHost: test\r\nContent-Length: 600\r\n"
                            "Content-Type: application/x-www-form-urlencoded\r\n\r\nname="));
    close(client);
    assert_int_equal(ask(&arena, port, "/pages/a", "").status, 200);
}

/* --- start and stop --------------------------------------------------------------------------- */

static void before_anything_is_published_the_answer_is_503(void **state) {
    (void)state;
    HttpServer *early = server_of(&APPLICATION, (HttpServerOptions){ .threads = 1 });
    assert_int_equal(ask(&arena, http_server_port(early), "/pages/a", "").status, 503);
    http_server_stop(early, 1000);
}

static void addresses_that_are_none_are_refused(void **state) {
    (void)state;
    static const char *const addresses[] = {
        "",          ":8080",           "8080",        "127.0.0.1",      "localhost:8080",
        "unix:",     "127.0.0.1:65536", "127.0.0.1:x", "127.0.0.1:-1",   "[::1]",
        "[::1]8080", "::1:8080",        "[::1",        "300.0.0.1:8080", "*:8080",
    };
    for (size_t i = 0; i < COUNT_OF(addresses); i++) {
        HttpServerOptions options = { .address = addresses[i], .application = &APPLICATION };
        HttpServer *none;
        Error error;
        if (http_server_start(&none, &options, &error)) fail_msg("%s", addresses[i]);
        assert_int_equal(error.kind, ERROR_USAGE);
    }
}

static void a_port_that_is_taken_is_refused(void **state) {
    (void)state;
    Str address = str_format(&arena, "127.0.0.1:%u", port);
    HttpServerOptions options = { .address = address.data, .application = &APPLICATION };
    HttpServer *second;
    Error error;
    assert_false(http_server_start(&second, &options, &error));
    assert_int_equal(error.kind, ERROR_SYSTEM);
}

static void a_table_that_asks_for_roles_nobody_decides_on_is_refused(void **state) {
    (void)state;
    static const Route routes[] = { ROUTE(METHOD_GET, "/staff", ROLE_OF_APPLICATION, page) };
    HttpApplication application = { .routes = { routes, 1 } };
    HttpServerOptions options = { .address = "127.0.0.1:0", .application = &application };
    HttpServer *none;
    Error error;
    assert_false(http_server_start(&none, &options, &error));
    assert_non_null(strstr(error.message, "/staff"));
}

static int unix_client(const char *path) {
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int client = socket(AF_UNIX, SOCK_STREAM, 0);
    strcpy(address.sun_path, path);
    assert_int_equal(connect(client, (struct sockaddr *)&address, sizeof address), 0);
    return client;
}

static void a_unix_socket_is_for_its_group_and_replaces_a_dead_one(void **state) {
    (void)state;
    char folder[] = "/tmp/uphold-http-XXXXXX";
    assert_non_null(mkdtemp(folder));
    Str path = str_format(&arena, "%s/socket", folder);
    Str address = str_format(&arena, "unix:%s", path.data);
    /* A process that was killed leaves its socket behind. */
    struct sockaddr_un dead = { .sun_family = AF_UNIX };
    strcpy(dead.sun_path, path.data);
    int left = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(left, (struct sockaddr *)&dead, sizeof dead), 0);
    close(left);
    HttpServerOptions options = { .address = address.data, .application = &APPLICATION };
    HttpServer *local = server_of(&APPLICATION, options), *second;
    http_server_publish(local, NULL, NULL);
    struct stat status;
    assert_int_equal(stat(path.data, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0660);
    assert_int_equal(http_server_port(local), 0);
    int client = unix_client(path.data);
    client_send(client, STR("GET /pages/a HTTP/1.1\r\nHost: test\r\n\r\n"));
    assert_int_equal(client_read(&arena, client, true).status, 200);
    close(client);
    Error error;
    assert_false(http_server_start(&second, &options, &error));
    http_server_stop(local, 1000);
    assert_int_not_equal(stat(path.data, &status), 0);
    int file = creat(path.data, 0600);
    close(file);
    assert_false(http_server_start(&second, &options, &error));
    unlink(path.data);
    rmdir(folder);
}

static void *stop_server(void *argument) {
    http_server_stop(argument, 20000);
    return NULL;
}

static void stopping_lets_a_request_finish_and_closes_idle_connections(void **state) {
    (void)state;
    HttpServer *stopping = server_of(&APPLICATION, (HttpServerOptions){ .threads = 2 });
    http_server_publish(stopping, NULL, NULL);
    unsigned here = http_server_port(stopping);
    int busy = client_open(here), idle = client_open(here);
    client_send(busy, STR("GET /slow HTTP/1.1\r\nHost: test\r\n\r\n"));
    sem_wait(&entered);
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, stop_server, stopping), 0);
    assert_true(client_sees_end(idle));
    sem_post(&go_on);
    Reply reply = client_read(&arena, busy, true);
    assert_true(str_equal_c(reply.body, "done at last"));
    assert_true(client_sees_end(busy));
    pthread_join(thread, NULL);
    close(busy);
    close(idle);
    int late = client_socket();
    assert_false(client_connect(late, here));
    close(late);
}

static void dispatch_get_renders_the_page_without_a_server(void **state) {
    (void)state;
    Response response;
    dispatch_get(&APPLICATION, NULL, &arena, STR("/greeting"), 1, &response);
    assert_int_equal(response.status, 200);
    assert_true(str_equal_c(buffer_str(&response.body), "bonjour"));
    response_free(&response);
    dispatch_get(&APPLICATION, NULL, &arena, STR("/pages/none"), 0, &response);
    assert_int_equal(response.status, 404);
    response_free(&response);
}

static int server_begin(void **state) {
    (void)state;
    sem_init(&entered, 0, 0);
    sem_init(&go_on, 0, 0);
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
        TEST(every_answer_has_the_security_headers_and_no_cookie),
        TEST(a_process_can_have_a_policy_of_its_own),
        TEST(one_connection_carries_many_requests),
        TEST(head_gives_the_headers_of_get_and_no_body),
        TEST(a_suffix_chooses_the_format),
        TEST(errors_look_like_the_site_and_say_nothing_internal),
        TEST(a_redirect_leads_within_the_site_and_never_into_another_header),
        TEST(a_page_is_rendered_once_whatever_its_address_is_spelled_like),
        TEST(errors_and_what_a_handler_withholds_are_not_kept),
        TEST(a_page_by_language_is_kept_for_each_language),
        TEST(an_etag_brings_304_until_it_does_not_match),
        TEST(a_star_matches_any_page_that_is_there_but_no_error),
        TEST(gzip_holds_the_same_page_under_another_etag),
        TEST(small_and_uncached_bodies_are_not_compressed),
        TEST(an_asset_may_be_kept_for_ever),
        TEST(a_full_cache_forgets_and_still_answers),
        TEST(a_page_larger_than_the_cache_is_sent_and_not_kept),
        TEST(a_form_arrives_whole_however_it_is_cut),
        TEST(a_form_that_cannot_be_read_is_refused),
        TEST(a_client_that_leaves_in_the_middle_of_its_form_leaves_nothing),
        TEST(before_anything_is_published_the_answer_is_503),
        TEST(addresses_that_are_none_are_refused),
        TEST(a_port_that_is_taken_is_refused),
        TEST(a_table_that_asks_for_roles_nobody_decides_on_is_refused),
        TEST(a_unix_socket_is_for_its_group_and_replaces_a_dead_one),
        TEST(stopping_lets_a_request_finish_and_closes_idle_connections),
        TEST(dispatch_get_renders_the_page_without_a_server),
    };
    return cmocka_run_group_tests(tests, server_begin, server_end);
}
