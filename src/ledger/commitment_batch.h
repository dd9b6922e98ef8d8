/* Commitments by the hundred, on another thread if wanted: hashing is a third of the work of an
 * import, and SQLite cannot use a second core. What comes out depends only on what went in. */
#ifndef UPHOLD_LEDGER_COMMITMENT_BATCH_H
#define UPHOLD_LEDGER_COMMITMENT_BATCH_H

#include <pthread.h>

#include "base/buffer.h"
#include "ledger/commitment.h"

enum { COMMITMENT_BATCH_MAX = 512 };

/* A zeroed batch is ready. While it is being made nobody else may touch it. */
typedef struct CommitmentBatch {
    size_t count;
    Salt salts[COMMITMENT_BATCH_MAX];
    size_t ends[COMMITMENT_BATCH_MAX]; /* of each text in `texts` */
    Buffer texts;
    Commitment made[COMMITMENT_BATCH_MAX];
    pthread_t thread;
    bool is_running;
} CommitmentBatch;

/* Adds a canonical text (copied) with its salt; the batch must not be full. */
void commitment_batch_add(CommitmentBatch *batch, const Salt *salt, Str canonical);
/* Begins to make the commitments on another thread, or makes them here when there can be none. */
void commitment_batch_begin(CommitmentBatch *batch);
/* Waits until batch->made is filled. */
void commitment_batch_wait(CommitmentBatch *batch);
/* Makes it empty, or gives its memory back; waits first. */
void commitment_batch_clear(CommitmentBatch *batch);
void commitment_batch_free(CommitmentBatch *batch);

#endif
