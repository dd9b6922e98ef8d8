#include "ledger/commitment_batch.h"

#include <assert.h>
#include <sodium.h>

void commitment_batch_add(CommitmentBatch *batch, const Salt *salt, Str canonical) {
    assert(batch->count < COMMITMENT_BATCH_MAX && !batch->is_running);
    buffer_add(&batch->texts, canonical);
    batch->salts[batch->count] = *salt;
    batch->ends[batch->count] = batch->texts.length;
    batch->count++;
}

static void *make_all(void *context) {
    CommitmentBatch *batch = context;
    size_t from = 0;
    for (size_t i = 0; i < batch->count; i++) {
        Str text = { batch->texts.data + from, batch->ends[i] - from };
        batch->made[i] = commitment_make(&batch->salts[i], text);
        from = batch->ends[i];
    }
    return NULL;
}

void commitment_batch_begin(CommitmentBatch *batch) {
    batch->is_running = pthread_create(&batch->thread, NULL, make_all, batch) == 0;
    if (!batch->is_running) make_all(batch);
}

void commitment_batch_wait(CommitmentBatch *batch) {
    if (batch->is_running) pthread_join(batch->thread, NULL);
    batch->is_running = false;
}

void commitment_batch_clear(CommitmentBatch *batch) {
    commitment_batch_wait(batch);
    sodium_memzero(batch->salts, sizeof batch->salts);
    buffer_clear(&batch->texts);
    batch->count = 0;
}

void commitment_batch_free(CommitmentBatch *batch) {
    commitment_batch_clear(batch);
    buffer_free(&batch->texts);
}
