#include "http/exchange.h"

#include <assert.h>
#include <sys/socket.h>

#include "base/log.h"
#include "http/conditional.h"
#include "http/wire.h"

enum {
    TARGET_INLINE = 512, /* longer targets go to the connection's arena */
    LATE_BODY_DRAIN = 256 << 10,
};

/* One for each connection, used by one request after the other. */
typedef struct Connection {
    Watched watched;
    HttpServer *server;
    struct MHD_Connection *library;
    enum { AT_HEADERS, AT_BODY, AT_ANSWER } stage;
    bool refused_body; /* a body may still be on its way that nobody will read */
    WireLine line;
    WireMessage message;
    Str target;
    uint64_t target_hash;
    Generation *generation; /* held while a request needs it */
    enum MHD_Result sent;   /* what came of sending a kept page */
    Request request;
    Buffer body;
    Arena arena;
    char target_inline[TARGET_INLINE];
} Connection;

/* --- sending ---------------------------------------------------------------------------------- */

static enum MHD_Result send_rendition(Connection *connection, const Rendition *rendition) {
    const WireMessage *message = &connection->message;
    const Representation *chosen = &rendition->identity;
    if (rendition->gzip.answer && gzip_is_accepted(message->accept_encoding))
        chosen = &rendition->gzip;
    bool has_it = chosen->unchanged && message->if_none_match.length &&
                  etag_is_listed(message->if_none_match, str_from(chosen->etag));
    atomic_store(&connection->watched.deadline,
                 watchdog_clock() + connection->server->options.answer_ms);
    if (has_it) return MHD_queue_response(connection->library, 304, chosen->unchanged);
    return MHD_queue_response(connection->library, rendition->status, chosen->answer);
}

/* Makes the response into what can be sent, or into a 500 when it has a header that cannot. */
static bool render(Connection *connection, Response *response, Rendition *rendition) {
    const HttpServer *server = connection->server;
    const Route *route = connection->request.match.route;
    const char *policy = server->options.content_security_policy;
    if (rendition_make(response, route && route->by_language, policy, rendition)) return true;
    log_line(LOG_LEVEL_ERROR, "event=answer_failed route=%.*s reason=\"a header cannot be sent\"",
             STR_ARGUMENTS(route ? route->pattern : STR_EMPTY));
    dispatch_refuse(server->application, &connection->request, 500, 0, HTTP_INTERNAL_ERROR,
                    response);
    return rendition_make(response, false, policy, rendition);
}

/* Sends once what is not kept. */
static enum MHD_Result send_response(Connection *connection, Response *response) {
    Rendition rendition;
    if (!render(connection, response, &rendition)) return MHD_NO;
    enum MHD_Result result = send_rendition(connection, &rendition);
    rendition_free(&rendition);
    return result;
}

static enum MHD_Result send_refusal(Connection *connection, unsigned status, const char *message) {
    Response response;
    dispatch_refuse(connection->server->application, &connection->request, status, 0,
                    str_from(message), &response);
    return send_response(connection, &response);
}

/* --- kept pages ------------------------------------------------------------------------------- */

static PageKey page_key(const Connection *connection, Str target, uint64_t hash) {
    const HttpApplication *application = connection->server->application;
    return (PageKey){ .target = target,
                      .hash = hash,
                      .accept_language = connection->message.accept_language,
                      .languages = application->languages,
                      .language_count = application->language_count };
}

static uint64_t target_hash(const HttpServer *server, Str target) {
    uint64_t hash;
    static_assert(sizeof hash == crypto_shorthash_BYTES, "the hash is 64 bits");
    crypto_shorthash((unsigned char *)&hash, (const unsigned char *)target.data, target.length,
                     server->hash_key);
    return hash;
}

static void send_kept_page(void *user, const Rendition *page) {
    Connection *connection = user;
    connection->sent = send_rendition(connection, page);
}

/* False when no page is kept under that key; otherwise it is on its way. */
static bool answer_from_cache(Connection *connection, const PageKey *key) {
    return generation_use_page(&connection->server->generations, key, send_kept_page, connection);
}

/* --- requests --------------------------------------------------------------------------------- */

static Str find_header(const void *message, const char *name) {
    const Connection *connection = message;
    return wire_header(connection->library, name);
}

/* Checks everything that can be known before the body; false when the refusal has been sent. */
static bool begin_request(Connection *connection, enum MHD_Result *result) {
    HttpServer *server = connection->server;
    connection->generation = generation_enter(&server->generations);
    if (!connection->generation) {
        *result = send_refusal(connection, 503, "the service is starting; please try again");
        return false;
    }
    RequestHead head = { .method = str_from(connection->line.method),
                         .target = connection->target,
                         .content_type = connection->message.content_type,
                         .accept_language = connection->message.accept_language,
                         .body_length = connection->message.body_length };
    connection->request.context = connection->generation->context;
    Response response;
    if (dispatch_begin(server->application, &head, &connection->request, &response)) return true;
    *result = send_response(connection, &response);
    return false;
}

static enum MHD_Result answer_request(Connection *connection) {
    HttpServer *server = connection->server;
    const Request *request = &connection->request;
    bool by_language = request->match.route->by_language;
    Str canonical = request->target.canonical;
    PageKey key = page_key(connection, canonical, target_hash(server, canonical));
    if (request->match.route->cache != CACHE_NEVER && answer_from_cache(connection, &key))
        return connection->sent;
    Response response;
    Rendition page;
    dispatch_answer(server->application, request, &response);
    if (!render(connection, &response, &page)) return MHD_NO;
    enum MHD_Result result = send_rendition(connection, &page);
    if (page.is_kept)
        generation_keep_page(&server->generations, connection->generation, &key, by_language,
                             &page);
    else
        rendition_free(&page);
    return result;
}

/* The first call of the library for a request: the headers are there, no body has been read. An
 * answer given now closes the connection, so all that can wait for the second call does. */
static enum MHD_Result on_headers(Connection *connection) {
    WireRefusal refusal;
    enum MHD_Result result;
    connection->request =
        (Request){ .arena = &connection->arena, .header = find_header, .message = connection };
    if (!wire_read(connection->library, &connection->line, &connection->message, &refusal)) {
        connection->refused_body = true;
        return send_refusal(connection, refusal.status, refusal.message);
    }
    connection->stage = AT_ANSWER;
    if (!connection->message.body_length) return MHD_YES;
    if (!begin_request(connection, &result)) {
        connection->refused_body = true;
        return result;
    }
    connection->stage = AT_BODY;
    atomic_store(&connection->watched.deadline,
                 watchdog_clock() + connection->server->options.body_ms);
    return MHD_YES;
}

/* The last call: all has been read. Most readers ask for a page that is kept under the address as
 * they sent it: that way has no parsing, no allocation and one lock taken for reading. */
static enum MHD_Result on_complete(Connection *connection) {
    enum MHD_Result result;
    if (connection->stage == AT_BODY) {
        connection->request.body = buffer_str(&connection->body);
        result = answer_request(connection);
    } else {
        PageKey key = page_key(connection, connection->target, connection->target_hash);
        bool reads = strcmp(connection->line.method, "GET") == 0 ||
                     strcmp(connection->line.method, "HEAD") == 0;
        if (reads && answer_from_cache(connection, &key)) return connection->sent;
        if (begin_request(connection, &result)) result = answer_request(connection);
    }
    generation_leave(connection->generation);
    connection->generation = NULL;
    return result;
}

/* --- what the library calls ------------------------------------------------------------------- */

static Connection *connection_of(struct MHD_Connection *library) {
    return MHD_get_connection_info(library, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

/* The request line has been read. The library is about to take the target apart where it lies. */
void *exchange_on_request_line(void *cls, const char *target, struct MHD_Connection *library) {
    Connection *connection = connection_of(library);
    (void)cls;
    size_t length = target ? strlen(target) : 0;
    char *copy = length < TARGET_INLINE ? connection->target_inline
                                        : arena_allocate(&connection->arena, length);
    memcpy(copy, target ? target : "", length);
    connection->target = (Str){ copy, length };
    connection->target_hash = target_hash(connection->server, connection->target);
    connection->line = (WireLine){ .target = target, .target_length = length };
    connection->stage = AT_HEADERS;
    atomic_store(&connection->watched.idle, false);
    return connection;
}

enum MHD_Result exchange_on_call(void *cls, struct MHD_Connection *library, const char *url,
                                 const char *method, const char *version, const char *upload,
                                 size_t *upload_size, void **request) {
    Connection *connection = connection_of(library);
    (void)cls, (void)url, (void)request;
    if (connection->stage == AT_HEADERS) {
        connection->line.method = method;
        connection->line.version = version;
        return on_headers(connection);
    }
    if (*upload_size) { /* never more than Content-Length, which is within the route's limit */
        buffer_add(&connection->body, (Str){ upload, *upload_size });
        *upload_size = 0;
        return MHD_YES;
    }
    return on_complete(connection);
}

/* The next request's headers have their own time on top of the time a client may be idle. */
void exchange_on_completed(void *cls, struct MHD_Connection *library, void **request,
                           enum MHD_RequestTerminationCode code) {
    Connection *connection = connection_of(library);
    const HttpServerOptions *options = &connection->server->options;
    (void)cls, (void)request, (void)code;
    generation_leave(connection->generation);
    connection->generation = NULL;
    if (connection->body.data) buffer_free(&connection->body);
    if (connection->arena.newest) arena_free(&connection->arena);
    atomic_store(&connection->watched.deadline,
                 watchdog_clock() + options->headers_ms + (int64_t)options->idle_seconds * 1000);
    atomic_store(&connection->watched.idle, true);
}

/* Closing a socket with unread bytes resets the connection, and the client may lose the answer that
 * says why its body was refused. So what has arrived of it is read away first. */
static void drain_refused_body(int socket) {
    char away[4096];
    for (size_t drained = 0; drained < LATE_BODY_DRAIN;) {
        ssize_t got = recv(socket, away, sizeof away, MSG_DONTWAIT);
        if (got <= 0) return;
        drained += (size_t)got;
    }
}

void exchange_on_connection(void *cls, struct MHD_Connection *library, void **context,
                            enum MHD_ConnectionNotificationCode code) {
    HttpServer *server = cls;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        Connection *connection = heap_allocate(sizeof *connection);
        connection->server = server;
        connection->library = library;
        connection->watched.socket =
            MHD_get_connection_info(library, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
        atomic_init(&connection->watched.deadline, watchdog_clock() + server->options.headers_ms);
        atomic_init(&connection->watched.idle, true);
        watchdog_add(server->watchdog, &connection->watched);
        *context = connection;
    } else {
        Connection *connection = *context;
        watchdog_remove(server->watchdog, &connection->watched);
        if (connection->refused_body) drain_refused_body(connection->watched.socket);
        heap_free(connection);
        atomic_fetch_sub(&server->connections, 1);
    }
}

/* The library decodes nothing: request_target_parse does, from the target as it was sent. */
size_t exchange_leave_encoded(void *cls, struct MHD_Connection *library, char *text) {
    (void)cls, (void)library;
    return strlen(text);
}
