#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/test_support.h"
#include "assess/workers.h"

enum { TASKS = 1000 };

typedef struct Marks {
    int done[TASKS];
    unsigned threads;
    int stray;
} Marks;

static void mark(void *context, size_t task, unsigned worker) {
    Marks *marks = context;
    marks->done[task]++;
    if (worker >= marks->threads) marks->stray = 1;
}

static void every_task_is_done_once_by_a_worker_there_is(void **state) {
    (void)state;
    const unsigned threads[] = { 1, 2, 3, 7, WORKERS_MAX };
    for (size_t i = 0; i < COUNT_OF(threads); i++) {
        Marks marks = { .threads = threads[i] };
        workers_run(threads[i], TASKS, mark, &marks);
        for (size_t task = 0; task < TASKS; task++)
            assert_int_equal(marks.done[task], 1);
        assert_false(marks.stray);
    }
}

static void no_task_is_no_work(void **state) {
    (void)state;
    Marks marks = { .threads = 3 };
    workers_run(3, 0, mark, &marks);
    assert_int_equal(marks.done[0], 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_task_is_done_once_by_a_worker_there_is),
        cmocka_unit_test(no_task_is_no_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
