/* Work shared out to threads: tasks by number, taken in turn by whoever is free. Tasks write only
 * what is theirs, so that the result is the same for any number of threads. */
#ifndef UPHOLD_ASSESS_WORKERS_H
#define UPHOLD_ASSESS_WORKERS_H

#include "base/base.h"

enum { WORKERS_MAX = 64 };

/* `worker` is below the number of threads asked for: an index for scratch memory. */
typedef void WorkTask(void *context, size_t task, unsigned worker);

/* Runs task(context, 0 .. tasks - 1, ...) on up to `threads` threads, the caller's among them, and
 * returns when all are done. Where no thread can be had, fewer do the work. */
void workers_run(unsigned threads, size_t tasks, WorkTask *task, void *context);

#endif
