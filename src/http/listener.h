/* The listener: a socket at an explicit address, and the thread that accepts on it.
 *
 * The address of a client is never asked for: what the process does not know it cannot log. */
#ifndef UPHOLD_HTTP_LISTENER_H
#define UPHOLD_HTTP_LISTENER_H

#include "base/error.h"

typedef struct Listener Listener;

typedef struct ListenerHooks {
    void (*accepted)(void *owner, int socket); /* owns the socket; in the listener's thread */
    bool (*has_room)(void *owner);             /* false: clients wait in the backlog */
    void *owner;
} ListenerHooks;

/* Listens at "127.0.0.1:8080", "[::1]:8080" or "unix:/path": numbers only, an address is never left
 * out, port 0 lets the system choose. A unix socket is made with mode 0660; a dead one in its place
 * is removed, one that still answers or another file is refused. */
bool listener_start(Listener **listener, const char *address, ListenerHooks hooks,
                    Error *error) MUST_CHECK;

/* The port it is bound to; 0 for a unix socket. */
unsigned listener_port(const Listener *listener);

/* Stops accepting; when it returns no hook runs any more. */
void listener_stop(Listener *listener);

#endif
