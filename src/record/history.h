/* History: every version of every record is kept, with who, when, why, and its commitment appended
 * to the log in the same transaction (ARCHITECTURE "Records", "The ledger"). */
#ifndef UPHOLD_RECORD_HISTORY_H
#define UPHOLD_RECORD_HISTORY_H

#include "ledger/commitment.h"
#include "record/record.h"
#include "store/store.h"

/* Who changes what, when and why: one import, one undo. All in UTF-8; made_at is UTC,
 * "2026-11-24T05:48:11Z". made_by is an account or a role, never a private person's name. */
typedef struct ChangeSet {
    int64_t id; /* given by change_set_begin */
    Str origin; /* "reference data", "import", "undo" */
    Str kind, file_name, file_hash, made_at, made_by, reason;
    int64_t undoes; /* another change set, or 0 */
    int64_t first_leaf, leaf_count;
    struct LeafQueue *queue; /* commitments under way; NULL: each is made at once */
} ChangeSet;

/* Inside a transaction of the open store: begin, any number of appends, finish. The file's hash may
 * be filled in until the finish. */
bool change_set_begin(Store *open, ChangeSet *changes, Error *error) MUST_CHECK;
bool change_set_finish(Store *open, ChangeSet *changes, Error *error) MUST_CHECK;

/* For many appends: their commitments are made on another thread and reach the log in batches, all
 * by the finish. Call it after the begin, and change_set_release when done, whatever the outcome.
 */
void change_set_queue_leaves(ChangeSet *changes);
void change_set_release(ChangeSet *changes);

typedef enum VersionAction {
    VERSION_ADD,
    VERSION_UPDATE,
    VERSION_REMOVE,
    VERSION_RESTORE
} VersionAction;
const char *version_action_word(VersionAction action);

/* Appends a version and its leaf. `body` is the record's canonical JSON, empty for a removal. */
bool history_append(Store *open, ChangeSet *changes, const Kind *kind, Str key, int64_t version,
                    VersionAction action, Str body, Error *error) MUST_CHECK;

/* The newest version of a key, 0 when there never was one. */
bool history_latest(Store *store, const Kind *kind, Str key, int64_t *version,
                    Error *error) MUST_CHECK;
bool history_has_kind(Store *store, const Kind *kind, bool *any, Error *error) MUST_CHECK;
/* The number of leaves in the log. */
bool history_log_size(Store *store, int64_t *size, Error *error) MUST_CHECK;

typedef struct Version {
    int64_t leaf_index, version, change_set;
    Str action, body, origin, file_name, made_at, made_by, reason;
    Salt salt;
    Commitment commitment;
} Version;

/* All versions of a record, oldest first; owned by the arena. */
bool history_list(Store *store, Arena *arena, const Kind *kind, Str key, Version **versions,
                  size_t *count, Error *error) MUST_CHECK;

/* What is committed to: the canonical JSON of a version's statement, {"action","at","fields","key",
 * "kind","version"}; `fields` is the body, null for a removal. */
void version_write_canonical(Buffer *out, Str kind, Str key, int64_t version, Str action,
                             Str made_at, Str body);

#endif
