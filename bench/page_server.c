/* A server for measurements: N pages of a given size, each made of words so that it compresses as a
 * page does.
 *
 *     page_server ADDRESS PAGES BYTES [FOLDER]
 *
 * serves /pages/0 ... /pages/(N-1) until it is interrupted, kept by language for two languages.
 * With FOLDER it writes the same bytes there as 0.html ..., for a peer that serves files, before it
 * says "ready". */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/prng.h"
#include "http/server.h"

static size_t page_count, page_bytes;

static void page_write(Buffer *body, uint64_t number) {
    static const char *const words[] = { "State",  "visit",    "invitation", "mandate", "reply",
                                         "report", "Council",  "reprisal",   "treaty",  "request",
                                         "since",  "received", "accepted",   "open" };
    Prng prng = { number };
    buffer_add_c(body, "<!doctype html><title>page</title><p>");
    while (body->length < page_bytes) {
        buffer_add_c(body, words[prng_next(&prng) % COUNT_OF(words)]);
        buffer_add_byte(body, prng_next(&prng) % 8 ? ' ' : '\n');
    }
    body->length = page_bytes;
}

static bool page(const Request *request, Response *response, Error *error) {
    int64_t number;
    if (!str_to_integer(request_capture(request, "number"), &number) || number < 0 ||
        (size_t)number >= page_count)
        return error_set(error, ERROR_NOT_FOUND, "no such page");
    page_write(&response->body, (uint64_t)number);
    return true;
}

static const Route ROUTES[] = {
    ROUTE(METHOD_GET, "/pages/:number", ROLE_ANYONE, page, .cache = CACHE_WITH_SNAPSHOT,
          .by_language = true),
};
static const Str LANGUAGES[] = { STR_LITERAL("en"), STR_LITERAL("fr") };

static bool write_pages(const char *folder, Error *error) {
    for (size_t number = 0; number < page_count; number++) {
        char path[4096];
        Buffer body = { .data = NULL };
        snprintf(path, sizeof path, "%s/%zu.html", folder, number);
        page_write(&body, number);
        bool good = file_write(path, buffer_str(&body), 0644, error);
        buffer_free(&body);
        if (!good) return false;
    }
    return true;
}

int main(int count, char **arguments) {
    if (count < 4) {
        fprintf(stderr, "page_server ADDRESS PAGES BYTES [FOLDER]\n");
        return 2;
    }
    page_count = strtoul(arguments[2], NULL, 10);
    page_bytes = strtoul(arguments[3], NULL, 10);
    HttpApplication application = { .routes = { ROUTES, COUNT_OF(ROUTES) },
                                    .languages = LANGUAGES,
                                    .language_count = COUNT_OF(LANGUAGES) };
    HttpServerOptions options = { .address = arguments[1], .application = &application };
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    sigprocmask(SIG_BLOCK, &stop, NULL);
    HttpServer *server;
    Error error;
    if ((count > 4 && !write_pages(arguments[4], &error)) ||
        !http_server_start(&server, &options, &error)) {
        fprintf(stderr, "page_server: %s\n", error.message);
        return 1;
    }
    http_server_publish(server, NULL, NULL);
    printf("ready\n");
    fflush(stdout);
    int signal;
    sigwait(&stop, &signal);
    http_server_stop(server, 1000);
    return 0;
}
