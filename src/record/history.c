#include "record/history.h"

#include "ledger/commitment_batch.h"
#include "record/history.sql.h"

/* While one batch is made, the other is filled. */
typedef struct LeafQueue {
    CommitmentBatch batches[2];
    size_t filling;
    int64_t next_leaf; /* the first that is not in the log yet */
} LeafQueue;

static bool read_one_integer(Store *store, const Query *query, int64_t *number, Error *error) {
    Statement *statement = store_statement(store, query, error);
    bool row;
    if (!statement || !statement_step(statement, &row, error)) return false;
    *number = statement_integer(statement, 0);
    statement_reset(statement);
    return true;
}

bool history_log_size(Store *store, int64_t *size, Error *error) {
    return read_one_integer(store, &LOG_SIZE, size, error);
}

bool change_set_begin(Store *open, ChangeSet *changes, Error *error) {
    if (!read_one_integer(open, &CHANGE_SET_NEXT, &changes->id, error)) return false;
    if (!history_log_size(open, &changes->first_leaf, error)) return false;
    changes->leaf_count = 0;
    Statement *add = store_statement(open, &CHANGE_SET_ADD, error);
    if (!add) return false;
    statement_bind_integer(add, CHANGE_SET_ADD_ID, changes->id);
    statement_bind_text(add, CHANGE_SET_ADD_ORIGIN, changes->origin);
    statement_bind_text(add, CHANGE_SET_ADD_KIND, changes->kind);
    statement_bind_text(add, CHANGE_SET_ADD_FILE_NAME, changes->file_name);
    statement_bind_text(add, CHANGE_SET_ADD_FILE_HASH, changes->file_hash);
    statement_bind_text(add, CHANGE_SET_ADD_MADE_AT, changes->made_at);
    statement_bind_text(add, CHANGE_SET_ADD_MADE_BY, changes->made_by);
    statement_bind_text(add, CHANGE_SET_ADD_REASON, changes->reason);
    statement_bind_integer(add, CHANGE_SET_ADD_FIRST_LEAF, changes->first_leaf);
    if (changes->undoes)
        statement_bind_integer(add, CHANGE_SET_ADD_UNDOES, changes->undoes);
    else
        statement_bind_null(add, CHANGE_SET_ADD_UNDOES);
    return statement_run(add, error);
}

/* --- leaves
 * ------------------------------------------------------------------------------------------- */

static bool append_leaf(Store *open, int64_t leaf_index, const Commitment *commitment,
                        Error *error) {
    Statement *append = store_statement(open, &LOG_APPEND, error);
    if (!append) return false;
    statement_bind_integer(append, LOG_APPEND_LEAF_INDEX, leaf_index);
    statement_bind_blob(append, LOG_APPEND_COMMITMENT,
                        (Str){ (const char *)commitment->bytes, COMMITMENT_SIZE });
    return statement_run(append, error);
}

static bool append_batch(Store *open, LeafQueue *queue, CommitmentBatch *batch, Error *error) {
    commitment_batch_wait(batch);
    for (size_t i = 0; i < batch->count; i++)
        if (!append_leaf(open, queue->next_leaf++, &batch->made[i], error)) return false;
    commitment_batch_clear(batch);
    return true;
}

/* Sends the batch that is being filled on its way, after the one before it has reached the log. */
static bool send_batch(Store *open, LeafQueue *queue, Error *error) {
    CommitmentBatch *full = &queue->batches[queue->filling];
    queue->filling = 1 - queue->filling;
    commitment_batch_begin(full);
    return append_batch(open, queue, &queue->batches[queue->filling], error);
}

static bool queue_is_empty(const LeafQueue *queue) {
    return !queue->batches[0].count && !queue->batches[1].count;
}

void change_set_queue_leaves(ChangeSet *changes) {
    changes->queue = heap_allocate(sizeof *changes->queue);
    changes->queue->next_leaf = changes->first_leaf + changes->leaf_count;
}

void change_set_release(ChangeSet *changes) {
    LeafQueue *queue = changes->queue;
    if (!queue) return;
    commitment_batch_free(&queue->batches[0]);
    commitment_batch_free(&queue->batches[1]);
    heap_free(queue);
    changes->queue = NULL;
}

bool change_set_finish(Store *open, ChangeSet *changes, Error *error) {
    while (changes->queue && !queue_is_empty(changes->queue))
        if (!send_batch(open, changes->queue, error)) return false;
    Statement *finish = store_statement(open, &CHANGE_SET_FINISH, error);
    if (!finish) return false;
    statement_bind_integer(finish, CHANGE_SET_FINISH_ID, changes->id);
    statement_bind_integer(finish, CHANGE_SET_FINISH_LEAF_COUNT, changes->leaf_count);
    statement_bind_text(finish, CHANGE_SET_FINISH_FILE_HASH, changes->file_hash);
    return statement_run(finish, error);
}

/* --- versions
 * ----------------------------------------------------------------------------------------- */

const char *version_action_word(VersionAction action) {
    static const char *const words[] = {
        [VERSION_ADD] = "add",
        [VERSION_UPDATE] = "update",
        [VERSION_REMOVE] = "remove",
        [VERSION_RESTORE] = "restore",
    };
    return words[action];
}

void version_write_canonical(Buffer *out, Str kind, Str key, int64_t version, Str action,
                             Str made_at, Str body) {
    buffer_add_c(out, "{\"action\":");
    json_quote(out, action);
    buffer_add_c(out, ",\"at\":");
    json_quote(out, made_at);
    buffer_add_c(out, ",\"fields\":");
    buffer_add(out, body.length ? body : STR("null"));
    buffer_add_c(out, ",\"key\":");
    json_quote(out, key);
    buffer_add_c(out, ",\"kind\":");
    json_quote(out, kind);
    buffer_add_c(out, ",\"version\":");
    buffer_add_integer(out, version);
    buffer_add_byte(out, '}');
}

static bool append_version(Store *open, const ChangeSet *changes, const Kind *kind, Str key,
                           int64_t version, VersionAction action, Str body, const Salt *salt,
                           Error *error) {
    Statement *append = store_statement(open, &VERSION_APPEND, error);
    if (!append) return false;
    statement_bind_integer(append, VERSION_APPEND_LEAF_INDEX,
                           changes->first_leaf + changes->leaf_count);
    statement_bind_text(append, VERSION_APPEND_KIND, str_from(kind->name));
    statement_bind_text(append, VERSION_APPEND_KEY, key);
    statement_bind_integer(append, VERSION_APPEND_VERSION, version);
    statement_bind_text(append, VERSION_APPEND_ACTION, str_from(version_action_word(action)));
    if (body.length)
        statement_bind_text(append, VERSION_APPEND_BODY, body);
    else
        statement_bind_null(append, VERSION_APPEND_BODY);
    statement_bind_blob(append, VERSION_APPEND_SALT, (Str){ (const char *)salt->bytes, SALT_SIZE });
    statement_bind_integer(append, VERSION_APPEND_CHANGE_SET, changes->id);
    return statement_run(append, error);
}

/* The commitment of the version that stands at the end of the log. */
static bool commit_to(Store *open, ChangeSet *changes, const Salt *salt, Str statement,
                      Error *error) {
    LeafQueue *queue = changes->queue;
    if (!queue) {
        Commitment commitment = commitment_make(salt, statement);
        return append_leaf(open, changes->first_leaf + changes->leaf_count, &commitment, error);
    }
    CommitmentBatch *batch = &queue->batches[queue->filling];
    commitment_batch_add(batch, salt, statement);
    return batch->count < COMMITMENT_BATCH_MAX || send_batch(open, queue, error);
}

bool history_append(Store *open, ChangeSet *changes, const Kind *kind, Str key, int64_t version,
                    VersionAction action, Str body, Error *error) {
    Buffer statement = { 0 };
    Salt salt = salt_new();
    version_write_canonical(&statement, str_from(kind->name), key, version,
                            str_from(version_action_word(action)), changes->made_at, body);
    bool done = append_version(open, changes, kind, key, version, action, body, &salt, error) &&
                commit_to(open, changes, &salt, buffer_str(&statement), error);
    buffer_free(&statement);
    if (done) changes->leaf_count++;
    return done;
}

bool history_latest(Store *store, const Kind *kind, Str key, int64_t *version, Error *error) {
    Statement *latest = store_statement(store, &VERSION_LATEST, error);
    bool row;
    if (!latest) return false;
    statement_bind_text(latest, VERSION_LATEST_KIND, str_from(kind->name));
    statement_bind_text(latest, VERSION_LATEST_KEY, key);
    if (!statement_step(latest, &row, error)) return false;
    *version = row ? statement_integer(latest, 0) : 0;
    if (row) statement_reset(latest);
    return true;
}

bool history_has_kind(Store *store, const Kind *kind, bool *any, Error *error) {
    Statement *statement = store_statement(store, &VERSION_ANY_OF_KIND, error);
    if (!statement) return false;
    statement_bind_text(statement, VERSION_ANY_OF_KIND_KIND, str_from(kind->name));
    if (!statement_step(statement, any, error)) return false;
    statement_reset(statement);
    return true;
}

static void read_version(Arena *arena, Statement *row, Version *version) {
    *version = (Version){ .leaf_index = statement_integer(row, 0),
                          .version = statement_integer(row, 1),
                          .action = str_copy(arena, statement_text(row, 2)),
                          .body = str_copy(arena, statement_text(row, 3)),
                          .change_set = statement_integer(row, 6),
                          .origin = str_copy(arena, statement_text(row, 7)),
                          .file_name = str_copy(arena, statement_text(row, 8)),
                          .made_at = str_copy(arena, statement_text(row, 9)),
                          .made_by = str_copy(arena, statement_text(row, 10)),
                          .reason = str_copy(arena, statement_text(row, 11)) };
    Str salt = statement_blob(row, 4), commitment = statement_blob(row, 5);
    if (salt.length == SALT_SIZE) memcpy(version->salt.bytes, salt.data, SALT_SIZE);
    if (commitment.length == COMMITMENT_SIZE)
        memcpy(version->commitment.bytes, commitment.data, COMMITMENT_SIZE);
}

bool history_list(Store *store, Arena *arena, const Kind *kind, Str key, Version **versions,
                  size_t *count, Error *error) {
    int64_t newest;
    if (!history_latest(store, kind, key, &newest, error)) return false;
    Statement *list = store_statement(store, &VERSION_LIST, error);
    bool row = true;
    if (!list) return false;
    Version *read = ARENA_ARRAY(arena, (size_t)newest, Version);
    size_t read_count = 0;
    statement_bind_text(list, VERSION_LIST_KIND, str_from(kind->name));
    statement_bind_text(list, VERSION_LIST_KEY, key);
    while (read_count < (size_t)newest) {
        if (!statement_step(list, &row, error)) return false;
        if (!row) break;
        read_version(arena, list, &read[read_count++]);
    }
    statement_reset(list);
    *versions = read;
    *count = read_count;
    return true;
}
