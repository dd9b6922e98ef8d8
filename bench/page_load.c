/* Load for measurements: returning readers. Each connection asks for one page after the other over
 * keep-alive, by Zipf's law over all addresses, every second time with the tag it has of the page.
 * (wrk waits for a body behind a 304 that says how long the page is, as RFC 9110, 8.6 allows.)
 *
 *     page_load PORT CONNECTIONS SECONDS PAGES
 *
 * PAGES is a file with a line for each page: its path, a space, its tag. One thread; prints a JSON
 * object. */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/prng.h"

enum { CONNECTIONS_MAX = 256, PAGES_MAX = 1000, ANSWER_MAX = 1 << 18, LATENCIES_MAX = 1 << 23 };

typedef struct Client {
    int socket;
    double asked_at;
    size_t length;
    char answer[ANSWER_MAX];
} Client;

static Client clients[CONNECTIONS_MAX];
static float latencies[LATENCIES_MAX]; /* milliseconds */
static size_t answers, unchanged, page_count;
static Str requests[PAGES_MAX][2];
static double weights[PAGES_MAX]; /* cumulated */
static Prng prng = { 1 };

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static NORETURN void stop(const char *reason) {
    fprintf(stderr, "page_load: %s\n", reason);
    exit(1);
}

static void requests_make(Arena *arena, Str pages) {
    Str line, path;
    while (str_cut(&pages, '\n', &line) && line.length && page_count < PAGES_MAX) {
        size_t number = page_count++;
        if (!str_cut(&line, ' ', &path) || !line.length) stop("a page has no tag");
        Str begin = str_format(arena, "GET %.*s HTTP/1.1\r\nHost: bench\r\nAccept-Language: %s\r\n",
                               STR_ARGUMENTS(path), number % 2 ? "fr-CH, en;q=0.5" : "en");
        requests[number][0] = str_format(arena, "%.*s\r\n", STR_ARGUMENTS(begin));
        requests[number][1] = str_format(arena, "%.*sIf-None-Match: %.*s\r\n\r\n",
                                         STR_ARGUMENTS(begin), STR_ARGUMENTS(line));
        weights[number] = (number ? weights[number - 1] : 0) + 1.0 / (double)(number + 1);
    }
}

static void ask(Client *client) {
    double at = prng_uniform(&prng) * weights[page_count - 1];
    size_t low = 0, high = page_count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (weights[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    Str request = requests[low][prng_next(&prng) % 2];
    client->length = 0;
    client->asked_at = now();
    if (send(client->socket, request.data, request.length, MSG_NOSIGNAL) != (ssize_t)request.length)
        stop("a request could not be sent");
}

/* Whether the answer is whole; stops at anything but 200 and 304. */
static bool is_whole(const Client *client) {
    const char *end = memmem(client->answer, client->length, "\r\n\r\n", 4), *at = client->answer;
    if (!end) return false;
    if (memcmp(at, "HTTP/1.1 304", 12) == 0) {
        unchanged++;
        return true;
    }
    if (memcmp(at, "HTTP/1.1 200", 12) != 0) stop("an answer is neither 200 nor 304");
    while ((at = memchr(at, '\n', (size_t)(end - at)))) {
        if (strncasecmp(++at, "Content-Length:", 15) != 0) continue;
        size_t head = (size_t)(end - client->answer) + 4;
        return client->length >= head + strtoul(at + 15, NULL, 10);
    }
    stop("an answer does not say how long it is");
}

static void receive(Client *client) {
    ssize_t got = recv(client->socket, client->answer + client->length, ANSWER_MAX - client->length,
                       MSG_DONTWAIT);
    if (got <= 0) stop("a connection was closed");
    client->length += (size_t)got;
    if (!is_whole(client)) return;
    if (answers < LATENCIES_MAX) latencies[answers] = (float)((now() - client->asked_at) * 1000);
    answers++;
    ask(client);
}

static int by_size(const void *a, const void *b) {
    float one = *(const float *)a, other = *(const float *)b;
    return (one > other) - (one < other);
}

int main(int count, char **arguments) {
    Arena arena = { .newest = NULL };
    Str pages;
    Error error;
    if (count != 5) stop("page_load PORT CONNECTIONS SECONDS PAGES");
    size_t connections = strtoul(arguments[2], NULL, 10);
    double begin = now(), seconds = atof(arguments[3]);
    if (!connections || connections > CONNECTIONS_MAX) stop("1 to 256 connections");
    if (!file_read(&arena, arguments[4], 1 << 20, &pages, &error)) stop(error.message);
    requests_make(&arena, pages);
    if (!page_count) stop("there are no pages");
    struct pollfd events[CONNECTIONS_MAX];
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_port = htons((uint16_t)atoi(arguments[1])),
                                   .sin_addr = { htonl(INADDR_LOOPBACK) } };
    for (size_t i = 0; i < connections; i++) {
        clients[i].socket = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(clients[i].socket, (struct sockaddr *)&address, sizeof address) != 0)
            stop("no connection");
        events[i] = (struct pollfd){ .fd = clients[i].socket, .events = POLLIN };
        ask(&clients[i]);
    }
    while (now() - begin < seconds) {
        poll(events, connections, 1000);
        for (size_t i = 0; i < connections; i++)
            if (events[i].revents) receive(&clients[i]);
    }
    seconds = now() - begin;
    size_t kept = answers < LATENCIES_MAX ? answers : LATENCIES_MAX;
    if (!kept) stop("no answer came");
    qsort(latencies, kept, sizeof *latencies, by_size);
    printf("{\"requests\":%zu,\"unchanged\":%zu,\"per_second\":%.0f,\"p50_ms\":%.2f,"
           "\"p99_ms\":%.2f}\n",
           answers, unchanged, (double)answers / seconds, (double)latencies[kept / 2],
           (double)latencies[kept * 99 / 100]);
    arena_free(&arena);
    return 0;
}
