#include "http/watchdog.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <sys/socket.h>
#include <time.h>

enum { DRAIN_PERIOD_MS = 20 };

struct Watchdog {
    pthread_mutex_t mutex; /* guards all below */
    pthread_cond_t changed;
    pthread_t thread;
    Watched *first;
    size_t count;
    unsigned period_ms;
    bool draining, stopping;
};

static int64_t clock_read(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t watchdog_clock(void) {
    return clock_read(CLOCK_MONOTONIC_COARSE);
}

/* Waits for a change, at most `milliseconds`. The mutex is held. */
static void wait_for_change(Watchdog *watchdog, int64_t milliseconds) {
    int64_t until = clock_read(CLOCK_MONOTONIC) + milliseconds;
    struct timespec deadline = { .tv_sec = (time_t)(until / 1000),
                                 .tv_nsec = (long)(until % 1000) * 1000000 };
    pthread_cond_timedwait(&watchdog->changed, &watchdog->mutex, &deadline);
}

/* The library sees the end of the stream and closes the connection in its own thread. */
static void close_late(Watchdog *watchdog) {
    int64_t now = watchdog_clock();
    for (Watched *watched = watchdog->first; watched; watched = watched->next)
        if (now >= atomic_load(&watched->deadline) ||
            (watchdog->draining && atomic_load(&watched->idle)))
            shutdown(watched->socket, SHUT_RDWR);
}

static void *watch(void *argument) {
    Watchdog *watchdog = argument;
    pthread_mutex_lock(&watchdog->mutex);
    while (!watchdog->stopping) {
        close_late(watchdog);
        wait_for_change(watchdog, watchdog->draining ? DRAIN_PERIOD_MS : watchdog->period_ms);
    }
    pthread_mutex_unlock(&watchdog->mutex);
    return NULL;
}

bool watchdog_start(Watchdog **started, unsigned period_ms, Error *error) {
    Watchdog *watchdog = heap_allocate(sizeof *watchdog);
    watchdog->period_ms = period_ms;
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&watchdog->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    pthread_mutex_init(&watchdog->mutex, NULL);
    errno = pthread_create(&watchdog->thread, NULL, watch, watchdog);
    if (errno) {
        error_system(error, "the server's watchdog does not start");
        pthread_cond_destroy(&watchdog->changed);
        pthread_mutex_destroy(&watchdog->mutex);
        heap_free(watchdog);
        return false;
    }
    *started = watchdog;
    return true;
}

void watchdog_stop(Watchdog *watchdog) {
    pthread_mutex_lock(&watchdog->mutex);
    assert(!watchdog->first);
    watchdog->stopping = true;
    pthread_cond_broadcast(&watchdog->changed);
    pthread_mutex_unlock(&watchdog->mutex);
    pthread_join(watchdog->thread, NULL);
    pthread_cond_destroy(&watchdog->changed);
    pthread_mutex_destroy(&watchdog->mutex);
    heap_free(watchdog);
}

void watchdog_add(Watchdog *watchdog, Watched *watched) {
    pthread_mutex_lock(&watchdog->mutex);
    watched->previous = NULL;
    watched->next = watchdog->first;
    if (watched->next) watched->next->previous = watched;
    watchdog->first = watched;
    watchdog->count++;
    pthread_mutex_unlock(&watchdog->mutex);
}

void watchdog_remove(Watchdog *watchdog, Watched *watched) {
    pthread_mutex_lock(&watchdog->mutex);
    if (watched->next) watched->next->previous = watched->previous;
    if (watched->previous)
        watched->previous->next = watched->next;
    else
        watchdog->first = watched->next;
    watchdog->count--;
    if (watchdog->draining) pthread_cond_broadcast(&watchdog->changed);
    pthread_mutex_unlock(&watchdog->mutex);
}

size_t watchdog_drain(Watchdog *watchdog, unsigned milliseconds) {
    int64_t until = clock_read(CLOCK_MONOTONIC) + milliseconds, left = milliseconds;
    pthread_mutex_lock(&watchdog->mutex);
    watchdog->draining = true;
    pthread_cond_broadcast(&watchdog->changed);
    while (watchdog->count && left > 0) {
        wait_for_change(watchdog, left);
        left = until - clock_read(CLOCK_MONOTONIC);
    }
    size_t count = watchdog->count;
    pthread_mutex_unlock(&watchdog->mutex);
    return count;
}
