/* For the tests of this folder: a client that speaks raw HTTP over a socket, so that it can say
 * what no library would. Included once by each test program. Not for threads that share a socket.
 */
#ifndef UPHOLD_HTTP_TEST_CLIENT_H
#define UPHOLD_HTTP_TEST_CLIENT_H

#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "http/server.h"

typedef struct Reply {
    unsigned status; /* 0: the connection was closed before a whole answer came */
    Str head, body;  /* the head with its lines ending in CRLF */
} Reply;

/* A test that waits for ever tells nothing: after this the reading fails. */
enum { TEST_CLIENT_PATIENCE_SECONDS = 20 };

static inline int client_socket(void) {
    struct timeval patience = { .tv_sec = TEST_CLIENT_PATIENCE_SECONDS };
    int client = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return client;
}

static inline bool client_connect(int client, unsigned port) {
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_port = htons((uint16_t)port),
                                   .sin_addr = { htonl(INADDR_LOOPBACK) } };
    return connect(client, (struct sockaddr *)&address, sizeof address) == 0;
}

static inline int client_open(unsigned port) {
    int client = client_socket();
    assert_true(client_connect(client, port));
    return client;
}

/* false when the other side has closed. */
static inline bool client_send(int client, Str text) {
    while (text.length) {
        ssize_t sent = send(client, text.data, text.length, MSG_NOSIGNAL);
        if (sent <= 0) return false;
        text = str_slice(text, (size_t)sent, text.length);
    }
    return true;
}

/* Whether the other side closes without sending anything more. */
static inline bool client_sees_end(int client) {
    char byte;
    return recv(client, &byte, 1, 0) == 0;
}

static inline Str reply_header(const Reply *reply, const char *name) {
    Str rest = reply->head, line, key;
    while (str_cut(&rest, '\n', &line))
        if (str_cut(&line, ':', &key) && key.length == strlen(name) &&
            strncasecmp(key.data, name, key.length) == 0)
            return str_trim(line);
    return STR_EMPTY;
}

static inline bool read_more(int client, Buffer *text) {
    char bytes[4096];
    ssize_t got = recv(client, bytes, sizeof bytes, 0);
    if (got <= 0) return false;
    buffer_add(text, (Str){ bytes, (size_t)got });
    return true;
}

/* Reads one answer; what it says goes to the arena. Nothing may follow it on the connection. */
static inline Reply client_read(Arena *arena, int client, bool has_body) {
    Reply reply = { .status = 0 };
    Buffer text = { .data = NULL };
    char *end = NULL;
    while (!end && read_more(client, &text))
        end = memmem(text.data, text.length, "\r\n\r\n", 4);
    if (end) {
        size_t head = (size_t)(end - text.data) + 4, wanted = 0;
        reply.head = str_copy(arena, (Str){ text.data, head });
        Str length = reply_header(&reply, "Content-Length");
        if (has_body && length.length) wanted = strtoul(str_to_c(arena, length), NULL, 10);
        while (text.length < head + wanted && read_more(client, &text))
            ;
        reply.body = str_copy(arena, str_slice(buffer_str(&text), head, text.length));
        if (reply.body.length == wanted && head > 12)
            reply.status = (unsigned)strtoul(text.data + 9, NULL, 10);
    }
    buffer_free(&text);
    return reply;
}

/* One request, whole, on a connection of its own. */
static inline Reply ask_raw(Arena *arena, unsigned port, Str request) {
    int client = client_open(port);
    client_send(client, request);
    Reply reply = client_read(arena, client, !str_starts_with(request, STR("HEAD ")));
    close(client);
    return reply;
}

/* A GET with more header lines, each ending in CRLF. */
static inline Reply ask(Arena *arena, unsigned port, const char *target, const char *headers) {
    return ask_raw(arena, port,
                   str_format(arena, "GET %s HTTP/1.1\r\nHost: test\r\n%s\r\n", target, headers));
}

static inline void assert_header(const Reply *reply, const char *name, const char *value) {
    Str found = reply_header(reply, name);
    if (!str_equal_c(found, value))
        fail_msg("%s is \"%.*s\", not \"%s\"", name, STR_ARGUMENTS(found), value);
}

static inline HttpServer *server_of(const HttpApplication *application, HttpServerOptions options) {
    HttpServer *server;
    Error error;
    options.application = application;
    if (!options.address) options.address = "127.0.0.1:0";
    if (!http_server_start(&server, &options, &error)) fail_msg("%s", error.message);
    return server;
}

#endif
