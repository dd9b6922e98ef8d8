#include "http/server.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "http/exchange.h"

enum {
    CACHE_BYTES = 24 << 20,
    THREADS_MIN = 2, /* one long rendering must not keep everybody waiting */
    CONNECTIONS_MAX = 512,
    CONNECTION_MEMORY = 32 << 10,
    IDLE_SECONDS = 15,
    HEADERS_MS = 10000,
    BODY_MS = 60000,
    ANSWER_MS = 600000,
    WATCHDOG_PERIOD_MS = 1000,
};

void http_server_publish(HttpServer *server, void *context, void (*release)(void *)) {
    generation_publish(&server->generations, context, release);
}

/* --- what the library and the listener call --------------------------------------------------- */

/* What the library complains of is mostly clients that went away; one line a second is enough. That
 * a unix socket has no TCP_NODELAY (it says so in two ways) is no news. */
PRINTF_LIKE(2, 0)
static void log_library(void *cls, const char *format, va_list arguments) {
    HttpServer *server = cls;
    if (strstr(format, "Setting %s option") || strstr(format, "Failed to push the data")) return;
    int64_t now = watchdog_clock(), due = atomic_load(&server->next_log_line);
    if (now < due || !atomic_compare_exchange_strong(&server->next_log_line, &due, now + 1000))
        return;
    char text[256];
    vsnprintf(text, sizeof text, format, arguments);
    text[strcspn(text, "\r\n")] = 0;
    log_line(LOG_LEVEL_INFO, "event=http_library message=\"%s\"", text);
}

static void client_accepted(void *owner, int socket) {
    HttpServer *server = owner;
    struct sockaddr nobody = { .sa_family = AF_UNSPEC };
    atomic_fetch_add(&server->connections, 1);
    if (MHD_add_connection(server->daemon, socket, &nobody, sizeof nobody) != MHD_YES)
        atomic_fetch_sub(&server->connections, 1); /* the socket has been closed */
}

static bool has_room(void *owner) {
    HttpServer *server = owner;
    return atomic_load(&server->connections) < server->options.connections_max;
}

/* --- start and stop --------------------------------------------------------------------------- */

static unsigned either(unsigned given, unsigned otherwise) {
    return given ? given : otherwise;
}

static HttpServerOptions options_with_defaults(const HttpServerOptions *given) {
    HttpServerOptions options = *given;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (!options.content_security_policy) options.content_security_policy = HTTP_STRICT_POLICY;
    if (!options.cache_bytes) options.cache_bytes = CACHE_BYTES;
    options.threads = either(options.threads, cores > 0 ? (unsigned)cores : 1);
    if (options.threads < THREADS_MIN) options.threads = THREADS_MIN;
    options.connections_max = either(options.connections_max, CONNECTIONS_MAX);
    options.idle_seconds = either(options.idle_seconds, IDLE_SECONDS);
    options.headers_ms = either(options.headers_ms, HEADERS_MS);
    options.body_ms = either(options.body_ms, BODY_MS);
    options.answer_ms = either(options.answer_ms, ANSWER_MS);
    return options;
}

/* Often enough that no deadline is missed by more than a quarter. */
static unsigned watchdog_period(const HttpServerOptions *options) {
    unsigned period = 4 * WATCHDOG_PERIOD_MS;
    if (options->headers_ms < period) period = options->headers_ms;
    if (options->body_ms < period) period = options->body_ms;
    if (options->answer_ms < period) period = options->answer_ms;
    return period / 4 + 1;
}

/* The limit is the listener's business: the library, which would close what is above it instead of
 * letting it wait, gets one for each thread that is never reached, though it counts those, too,
 * that it has yet to clean up. MHD_OPTION_STRICT_FOR_CLIENT stays off: all it does in 0.9.75 is to
 * refuse a missing Host with two status lines and a space in the target with silence; wire.c and
 * target.c answer both with a 400. */
static bool daemon_start(HttpServer *server, Error *error) {
    const HttpServerOptions *options = &server->options;
    server->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ITC | MHD_USE_ERROR_LOG,
        0, NULL, NULL, exchange_on_call, server,
        /* clang-format off */
        MHD_OPTION_EXTERNAL_LOGGER, log_library, server,
        MHD_OPTION_THREAD_POOL_SIZE, options->threads,
        MHD_OPTION_CONNECTION_LIMIT, options->threads * 2 * options->connections_max,
        MHD_OPTION_CONNECTION_TIMEOUT, options->idle_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_URI_LOG_CALLBACK, exchange_on_request_line, server,
        MHD_OPTION_UNESCAPE_CALLBACK, exchange_leave_encoded, server,
        MHD_OPTION_NOTIFY_COMPLETED, exchange_on_completed, server,
        MHD_OPTION_NOTIFY_CONNECTION, exchange_on_connection, server,
        MHD_OPTION_END
        /* clang-format on */
    );
    return server->daemon || error_set(error, ERROR_SYSTEM, "the web server does not start");
}

static void server_free(HttpServer *server) {
    if (server->listener) listener_stop(server->listener);
    if (server->daemon) MHD_stop_daemon(server->daemon);
    if (server->watchdog) watchdog_stop(server->watchdog);
    generations_end(&server->generations);
    heap_free(server);
}

bool http_server_start(HttpServer **started, const HttpServerOptions *options, Error *error) {
    if (sodium_init() < 0) return error_set(error, ERROR_SYSTEM, "libsodium does not start");
    if (!application_check(options->application, error)) return false;
    HttpServer *server = heap_allocate(sizeof *server);
    server->options = options_with_defaults(options);
    server->application = options->application;
    crypto_shorthash_keygen(server->hash_key);
    generations_begin(&server->generations, server->options.cache_bytes);
    ListenerHooks hooks = { .accepted = client_accepted, .has_room = has_room, .owner = server };
    if (!watchdog_start(&server->watchdog, watchdog_period(&server->options), error) ||
        !daemon_start(server, error) ||
        !listener_start(&server->listener, options->address, hooks, error)) {
        server_free(server);
        return false;
    }
    *started = server;
    return true;
}

unsigned http_server_port(const HttpServer *server) {
    return listener_port(server->listener);
}

void http_server_stop(HttpServer *server, unsigned milliseconds) {
    listener_stop(server->listener);
    server->listener = NULL;
    watchdog_drain(server->watchdog, milliseconds);
    server_free(server);
}
