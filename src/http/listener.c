#include "http/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"

enum { BACKLOG = 511, PAUSE_MS = 50 };

typedef union SocketAddress {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
    struct sockaddr_un local;
} SocketAddress;

struct Listener {
    ListenerHooks hooks;
    int socket, stop; /* stop: an eventfd that ends the thread */
    SocketAddress address;
    socklen_t address_length;
    pthread_t thread;
};

/* --- the address ------------------------------------------------------------------------------ */

static bool address_refused(const char *text, Error *error) {
    return error_set(error, ERROR_USAGE,
                     "\"%.200s\" is no address to listen at; write 127.0.0.1:8080, [::1]:8080 or "
                     "unix:/path",
                     text);
}

/* Splits "host:port" or "[host]:port". */
static bool split_host(Str text, char host[INET6_ADDRSTRLEN], bool *bracketed, uint16_t *port) {
    *bracketed = str_starts_with(text, STR("["));
    Str rest = *bracketed ? str_slice(text, 1, text.length) : text, name;
    int64_t number;
    if (!str_cut(&rest, *bracketed ? ']' : ':', &name) || !rest.data) return false;
    if (*bracketed) {
        if (!str_starts_with(rest, STR(":"))) return false;
        rest = str_slice(rest, 1, rest.length);
    }
    if (name.length >= INET6_ADDRSTRLEN || !str_to_integer(rest, &number)) return false;
    if (number < 0 || number > UINT16_MAX) return false;
    memcpy(host, name.data, name.length);
    host[name.length] = 0;
    *port = (uint16_t)number;
    return true;
}

static bool address_parse(const char *text, Listener *listener, Error *error) {
    SocketAddress *address = &listener->address;
    char host[INET6_ADDRSTRLEN];
    bool bracketed;
    uint16_t port;
    if (strncmp(text, "unix:", 5) == 0) {
        const char *path = text + 5;
        if (!*path || strlen(path) >= sizeof address->local.sun_path)
            return address_refused(text, error);
        address->local.sun_family = AF_UNIX;
        memcpy(address->local.sun_path, path, strlen(path) + 1);
        listener->address_length = sizeof address->local;
        return true;
    }
    if (!split_host(str_from(text), host, &bracketed, &port)) return address_refused(text, error);
    if (bracketed) {
        address->six.sin6_family = AF_INET6;
        address->six.sin6_port = htons(port);
        listener->address_length = sizeof address->six;
        if (inet_pton(AF_INET6, host, &address->six.sin6_addr) == 1) return true;
    } else {
        address->four.sin_family = AF_INET;
        address->four.sin_port = htons(port);
        listener->address_length = sizeof address->four;
        if (inet_pton(AF_INET, host, &address->four.sin_addr) == 1) return true;
    }
    return address_refused(text, error);
}

unsigned listener_port(const Listener *listener) {
    switch (listener->address.any.sa_family) {
    case AF_INET: return ntohs(listener->address.four.sin_port);
    case AF_INET6: return ntohs(listener->address.six.sin6_port);
    default: return 0;
    }
}

/* --- the socket ------------------------------------------------------------------------------- */

/* A socket file left behind by a process that is gone answers a connection with ECONNREFUSED. */
static bool remove_dead_socket(const Listener *listener, Error *error) {
    const char *path = listener->address.local.sun_path;
    struct stat status;
    if (lstat(path, &status) != 0) return true;
    if (!S_ISSOCK(status.st_mode))
        return error_set(error, ERROR_USAGE, "%s is there already and is no socket", path);
    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool dead = probe >= 0 &&
                connect(probe, &listener->address.any, listener->address_length) != 0 &&
                errno == ECONNREFUSED;
    if (probe >= 0) close(probe);
    if (!dead)
        return error_set(error, ERROR_SYSTEM, "another process is listening at unix:%s", path);
    if (unlink(path) != 0) return error_system(error, "the old socket %s cannot be removed", path);
    return true;
}

static bool socket_open(Listener *listener, const char *text, Error *error) {
    int family = listener->address.any.sa_family, on = 1;
    bool local = family == AF_UNIX;
    if (local && !remove_dead_socket(listener, error)) return false;
    listener->socket = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (listener->socket < 0) return error_system(error, "no socket for %s", text);
    if (!local) setsockopt(listener->socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (family == AF_INET6) setsockopt(listener->socket, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (bind(listener->socket, &listener->address.any, listener->address_length) != 0)
        return error_system(error, "cannot listen at %s", text);
    if (local && chmod(listener->address.local.sun_path, 0660) != 0)
        return error_system(error, "cannot set the mode of %s", text);
    if (listen(listener->socket, BACKLOG) != 0)
        return error_system(error, "cannot listen at %s", text);
    if (getsockname(listener->socket, &listener->address.any, &listener->address_length) != 0)
        return error_system(error, "cannot learn the port of %s", text);
    return true;
}

static void listener_free(Listener *listener) {
    if (listener->stop >= 0) close(listener->stop);
    if (listener->socket >= 0) close(listener->socket);
    heap_free(listener);
}

/* --- the thread ------------------------------------------------------------------------------- */

/* Waits for a client or the end, or just a moment when there is no room for clients. */
static bool wait_for_client(Listener *listener, bool has_room) {
    struct pollfd events[2] = { { .fd = listener->stop, .events = POLLIN },
                                { .fd = has_room ? listener->socket : -1, .events = POLLIN } };
    poll(events, 2, has_room ? -1 : PAUSE_MS);
    return !(events[0].revents & POLLIN);
}

static void *accept_clients(void *argument) {
    Listener *listener = argument;
    bool has_room = true, warned = false;
    while (wait_for_client(listener, has_room)) {
        has_room = listener->hooks.has_room(listener->hooks.owner);
        if (!has_room) continue;
        int client = accept4(listener->socket, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (client >= 0) {
            listener->hooks.accepted(listener->hooks.owner, client);
            warned = false;
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            if (!warned)
                log_line(LOG_LEVEL_WARNING, "event=accept_failed error=\"%s\"", strerror(errno));
            warned = true;
            has_room = false;
        }
    }
    return NULL;
}

bool listener_start(Listener **started, const char *address, ListenerHooks hooks, Error *error) {
    Listener *listener = heap_allocate(sizeof *listener);
    *listener = (Listener){ .hooks = hooks, .socket = -1, .stop = -1 };
    if (!address_parse(address, listener, error) || !socket_open(listener, address, error))
        goto failed;
    listener->stop = eventfd(0, EFD_CLOEXEC);
    if (listener->stop < 0) {
        error_system(error, "the server's listener does not start");
        goto failed;
    }
    errno = pthread_create(&listener->thread, NULL, accept_clients, listener);
    if (errno) {
        error_system(error, "the server's listener does not start");
        goto failed;
    }
    *started = listener;
    return true;
failed:
    listener_free(listener);
    return false;
}

void listener_stop(Listener *listener) {
    eventfd_write(listener->stop, 1);
    pthread_join(listener->thread, NULL);
    if (listener->address.any.sa_family == AF_UNIX) unlink(listener->address.local.sun_path);
    listener_free(listener);
}
