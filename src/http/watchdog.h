/* The watchdog: closes connections that take too long. The library's own timeout counts from the
 * last byte, so a client that sends one byte now and then would hold a connection for ever
 * (FOUNDATIONS 1.3, "drip"); this one counts from the beginning of what the client is doing.
 *
 * A watched connection is removed before its socket is closed, under the same lock that the
 * watchdog holds while it shuts sockets down: a number that the system has given to another file
 * meanwhile is never touched. */
#ifndef UPHOLD_HTTP_WATCHDOG_H
#define UPHOLD_HTTP_WATCHDOG_H

#include <stdatomic.h>

#include "base/error.h"

typedef struct Watchdog Watchdog;

/* Part of a connection, owned by it. */
typedef struct Watched Watched;
struct Watched {
    Watched *previous, *next;
    int socket;
    _Atomic int64_t deadline; /* milliseconds of watchdog_clock */
    _Atomic bool idle;        /* between two requests: may be closed without harm */
};

/* Starts the thread, which looks every `period_ms`. */
bool watchdog_start(Watchdog **watchdog, unsigned period_ms, Error *error) MUST_CHECK;
/* Ends the thread; nothing may be watched any more. */
void watchdog_stop(Watchdog *watchdog);

/* Milliseconds since some moment, never set back; a few milliseconds coarse. */
int64_t watchdog_clock(void);

void watchdog_add(Watchdog *watchdog, Watched *watched);
void watchdog_remove(Watchdog *watchdog, Watched *watched);

/* From now on idle connections are closed as soon as they are; waits until none is left, at most so
 * long. Returns how many are left. */
size_t watchdog_drain(Watchdog *watchdog, unsigned milliseconds);

#endif
