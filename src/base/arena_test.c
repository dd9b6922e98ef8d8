#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <signal.h>
#include <stdalign.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"

static void memory_is_zeroed_and_aligned_for_any_type(void **state) {
    (void)state;
    Arena arena = { 0 };
    for (size_t size = 1; size < 300; size++) {
        unsigned char *memory = arena_allocate(&arena, size);
        assert_int_equal((uintptr_t)memory % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xFF, size);
    }
    arena_free(&arena);
}

static void pieces_do_not_overlap_across_blocks(void **state) {
    (void)state;
    enum { PIECES = 400, LARGE = 3 << 20 };
    Arena arena = { 0 };
    unsigned char *pieces[PIECES];
    for (size_t i = 0; i < PIECES; i++) {
        size_t size = i == 200 ? LARGE : 97;
        pieces[i] = arena_allocate(&arena, size);
        memset(pieces[i], (int)(i % 251), size);
    }
    for (size_t i = 0; i < PIECES; i++)
        for (size_t at = 0; at < (i == 200 ? LARGE : 97); at++)
            if (pieces[i][at] != i % 251) fail_msg("piece %zu was overwritten at %zu", i, at);
    assert_true(arena.used >= LARGE + (PIECES - 1) * 97);
    arena_free(&arena);
}

static void nothing_wanted_still_gives_a_pointer(void **state) {
    (void)state;
    Arena arena = { 0 };
    assert_non_null(arena_allocate(&arena, 0));
    assert_non_null(ARENA_ARRAY(&arena, 0, uint64_t));
    arena_free(&arena);
    void *memory = heap_allocate(0);
    assert_non_null(memory);
    heap_free(memory);
    heap_free(NULL);
}

static void an_arena_can_be_used_again_after_it_was_freed(void **state) {
    (void)state;
    Arena arena = { 0 };
    arena_free(&arena);
    memset(arena_allocate(&arena, 5000), 0xFF, 5000);
    arena_free(&arena);
    assert_int_equal(arena.used, 0);
    unsigned char *memory = arena_allocate(&arena, 5000);
    for (size_t i = 0; i < 5000; i++)
        assert_int_equal(memory[i], 0);
    arena_free(&arena);
}

static void an_array_whose_size_overflows_stops_the_process(void **state) {
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        Arena arena = { 0 };
        if (!freopen("/dev/null", "w", stderr)) _exit(1);
        /* 2^61 + 1 elements of 8 bytes are 8 bytes to a product that wraps around. */
        volatile size_t count = (SIZE_MAX >> 3) + 2;
        arena_array(&arena, count, 8);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned_for_any_type),
        cmocka_unit_test(pieces_do_not_overlap_across_blocks),
        cmocka_unit_test(nothing_wanted_still_gives_a_pointer),
        cmocka_unit_test(an_arena_can_be_used_again_after_it_was_freed),
        cmocka_unit_test(an_array_whose_size_overflows_stops_the_process),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
