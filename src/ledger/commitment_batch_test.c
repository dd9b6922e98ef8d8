/* A batch makes the commitments that would have been made one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "ledger/commitment_batch.h"

static const char *const TEXTS[] = { "{\"a\":1}", "", "{\"b\":\"Gen\xC3\xA8ve\"}" };

static void fill(CommitmentBatch *batch, size_t count) {
    for (size_t i = 0; i < count; i++) {
        Salt salt = { { (unsigned char)i, (unsigned char)(i >> 8) } };
        commitment_batch_add(batch, &salt, str_from(TEXTS[i % COUNT_OF(TEXTS)]));
    }
}

static void assert_made(const CommitmentBatch *batch, size_t count) {
    assert_int_equal(batch->count, count);
    for (size_t i = 0; i < count; i++) {
        Salt salt = { { (unsigned char)i, (unsigned char)(i >> 8) } };
        Commitment alone = commitment_make(&salt, str_from(TEXTS[i % COUNT_OF(TEXTS)]));
        assert_memory_equal(batch->made[i].bytes, alone.bytes, COMMITMENT_SIZE);
    }
}

static void a_full_batch_gives_the_commitments_made_one_by_one(void **state) {
    (void)state;
    CommitmentBatch *batch = heap_allocate(sizeof *batch);
    fill(batch, COMMITMENT_BATCH_MAX);
    commitment_batch_begin(batch);
    commitment_batch_wait(batch);
    assert_made(batch, COMMITMENT_BATCH_MAX);
    commitment_batch_free(batch);
    heap_free(batch);
}

static void a_cleared_batch_keeps_nothing_of_what_was_in_it(void **state) {
    (void)state;
    CommitmentBatch *batch = heap_allocate(sizeof *batch);
    fill(batch, COMMITMENT_BATCH_MAX);
    commitment_batch_begin(batch);
    commitment_batch_clear(batch);
    static const Salt NO_SALT;
    for (size_t i = 0; i < COMMITMENT_BATCH_MAX; i++)
        assert_memory_equal(batch->salts[i].bytes, NO_SALT.bytes, SALT_SIZE);
    fill(batch, 2);
    commitment_batch_begin(batch);
    commitment_batch_wait(batch);
    assert_made(batch, 2);
    commitment_batch_free(batch);
    heap_free(batch);
}

static void a_batch_given_up_while_it_is_made_can_be_freed(void **state) {
    (void)state;
    CommitmentBatch *batch = heap_allocate(sizeof *batch);
    fill(batch, COMMITMENT_BATCH_MAX);
    commitment_batch_begin(batch);
    commitment_batch_free(batch);
    assert_int_equal(batch->count, 0);
    heap_free(batch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_batch_gives_the_commitments_made_one_by_one),
        cmocka_unit_test(a_cleared_batch_keeps_nothing_of_what_was_in_it),
        cmocka_unit_test(a_batch_given_up_while_it_is_made_can_be_freed),
    };
    return cmocka_run_group_tests_name("ledger/commitment_batch", tests, NULL, NULL);
}
