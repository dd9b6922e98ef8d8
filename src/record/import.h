/* Import: a file of records becomes a plan - add, update, same, refuse - and is carried out whole
 * or not at all. One bad row stops the file, with line, column, value and rule for each bad row. A
 * field that the file leaves out keeps what is on record; an empty cell, or null, empties it. An
 * import can be undone (ARCHITECTURE "Records"). */
#ifndef UPHOLD_RECORD_IMPORT_H
#define UPHOLD_RECORD_IMPORT_H

#include "record/history.h"
#include "record/problem.h"

enum { PLAN_ENTRIES_KEPT = 500 };
/* The largest file taken; larger ones are split by their owner. */
#define IMPORT_FILE_MAX ((size_t)1 << 30)

typedef enum PlanAction { PLAN_ADD, PLAN_UPDATE, PLAN_SAME } PlanAction;

typedef struct PlanChange {
    const char *field;
    Str old, new; /* empty: not available */
} PlanChange;

typedef struct PlanEntry {
    PlanAction action;
    size_t line;
    Str key;
    PlanChange *changes; /* of an update */
    size_t change_count;
} PlanEntry;

typedef enum ImportFormat { IMPORT_CSV, IMPORT_JSON } ImportFormat;

typedef struct ImportRequest {
    const Kind *kind;
    ImportFormat format;
    Str content;
    Str original;      /* the file the content was made from, for its hash; empty: the content */
    ChangeSet changes; /* origin, file_name, made_at, made_by, reason; the rest is filled in */
    const KindRegistry *registry;
    RuleList rules;
    void (*progress)(void *context, size_t bytes_done, size_t bytes_total); /* may be NULL */
    void *progress_context;
} ImportRequest;

typedef struct ImportResult {
    int64_t change_set; /* 0 when nothing was to be changed */
    size_t added, updated, same;
    size_t removed, restored; /* by an undo */
    PlanEntry *entries;       /* adds and updates, the first PLAN_ENTRIES_KEPT */
    size_t entry_count;
    Problems problems; /* any problem means: roll back */
} ImportResult;

/* Carries the file out inside the caller's transaction. true: the result says what was done; when
 * it holds problems the caller must roll back (and does so, too, for a dry run). false: the machine
 * failed. Everything in the result lives in the arena. */
bool import_run(Store *open, Arena *arena, const ImportRequest *request, ImportResult *result,
                Error *error) MUST_CHECK;

/* Takes back change set `undone`: what it added is removed, what it updated is restored, as new
 * versions; of an undo, what that had removed comes back. Refuses, naming them, when a record is
 * not as that change set left it (later changes that were taken back do not count) or a reference
 * would break. The same contract. */
bool import_undo(Store *open, Arena *arena, const KindRegistry *registry, RuleList rules,
                 int64_t undone, ChangeSet changes, ImportResult *result, Error *error) MUST_CHECK;

#endif
