#include "assess/workers.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

typedef struct Crew {
    atomic_size_t next;
    size_t tasks;
    WorkTask *task;
    void *context;
} Crew;

typedef struct Worker {
    Crew *crew;
    unsigned number;
} Worker;

static void *work(void *argument) {
    const Worker *worker = argument;
    Crew *crew = worker->crew;
    for (;;) {
        size_t task = atomic_fetch_add(&crew->next, 1);
        if (task >= crew->tasks) return NULL;
        crew->task(crew->context, task, worker->number);
    }
}

void workers_run(unsigned threads, size_t tasks, WorkTask *task, void *context) {
    assert(threads >= 1 && threads <= WORKERS_MAX);
    Crew crew = { .tasks = tasks, .task = task, .context = context };
    pthread_t handles[WORKERS_MAX];
    Worker workers[WORKERS_MAX];
    unsigned started = 0;
    for (unsigned i = 1; i < threads && i < tasks; i++) {
        workers[i] = (Worker){ &crew, i };
        if (pthread_create(&handles[started], NULL, work, &workers[i]) != 0) break;
        started++;
    }
    workers[0] = (Worker){ &crew, 0 };
    work(&workers[0]);
    for (unsigned i = 0; i < started; i++)
        pthread_join(handles[i], NULL);
}
