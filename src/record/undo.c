/* Taking an import back: its versions are undone newest first, each as a new version. */
#include "record/history.sql.h"
#include "record/import.h"
#include "record/schema.h"

typedef struct UndoneVersion {
    const Kind *kind;
    Str key;
    int64_t version, latest;
    bool removal; /* the change set, itself an undo, took the record away */
} UndoneVersion;

typedef struct Undo {
    Store *open;
    Arena *arena;
    const KindRegistry *registry;
    ImportResult *result;
    ChangeSet changes;
    int64_t first_leaf, leaf_count;
    UndoneVersion *versions;
    size_t version_count;
    RecordTable table;
} Undo;

static bool read_change_set(Undo *undo, int64_t id, Error *error) {
    Statement *get = store_statement(undo->open, &CHANGE_SET_GET, error);
    bool row;
    if (!get) return false;
    statement_bind_integer(get, CHANGE_SET_GET_ID, id);
    if (!statement_step(get, &row, error)) return false;
    if (!row)
        return error_set(error, ERROR_NOT_FOUND,
                         "there is no import %lld; `uphold import --list` shows them",
                         (long long)id);
    int64_t undone_by = statement_integer(get, 6);
    undo->changes.kind = str_copy(undo->arena, statement_text(get, 1));
    undo->changes.file_name = str_copy(undo->arena, statement_text(get, 2));
    undo->first_leaf = statement_integer(get, 4);
    undo->leaf_count = statement_integer(get, 5);
    statement_reset(get);
    if (undone_by)
        return error_set(error, ERROR_REFUSED, "import %lld was undone already, by change %lld",
                         (long long)id, (long long)undone_by);
    return true;
}

static bool read_versions(Undo *undo, Error *error) {
    Statement *range = store_statement(undo->open, &VERSION_RANGE, error);
    bool row = true;
    if (!range) return false;
    undo->versions = ARENA_ARRAY(undo->arena, (size_t)undo->leaf_count, UndoneVersion);
    statement_bind_integer(range, VERSION_RANGE_FIRST_LEAF, undo->first_leaf);
    statement_bind_integer(range, VERSION_RANGE_END_LEAF, undo->first_leaf + undo->leaf_count);
    while (statement_step(range, &row, error) && row) {
        UndoneVersion *version = &undo->versions[undo->version_count++];
        version->kind = registry_find(undo->registry, statement_text(range, 1));
        version->key = str_copy(undo->arena, statement_text(range, 2));
        version->version = statement_integer(range, 3);
        version->removal = str_equal(statement_text(range, 4), STR("remove"));
    }
    return !row;
}

/* The fields as they were before; empty when there was no such record then. */
static bool read_before(Undo *undo, const UndoneVersion *undone, Str *body, Error *error) {
    Statement *get = store_statement(undo->open, &VERSION_BODY, error);
    bool row;
    if (!get) return false;
    statement_bind_text(get, VERSION_BODY_KIND, str_from(undone->kind->name));
    statement_bind_text(get, VERSION_BODY_KEY, undone->key);
    statement_bind_integer(get, VERSION_BODY_VERSION, undone->version - 1);
    if (!statement_step(get, &row, error)) return false;
    *body = row ? str_copy(undo->arena, statement_text(get, 0)) : STR_EMPTY;
    statement_reset(get);
    return true;
}

static bool append(Undo *undo, const UndoneVersion *undone, VersionAction action, Str body,
                   Error *error) {
    return history_append(undo->open, &undo->changes, undone->kind, undone->key, undone->latest + 1,
                          action, body, error);
}

/* A change that would break a reference is a problem of the undo, not of the machine. */
static bool restore(Undo *undo, const UndoneVersion *undone, Str body, Error *error) {
    Record record;
    int64_t version = undone->latest + 1;
    if (!record_read_canonical(undo->arena, undone->kind, body, &record, error)) return false;
    bool done = undone->removal ? record_table_insert(&undo->table, &record, version, error)
                                : record_table_update(&undo->table, &record, version, error);
    if (!done && error->kind == ERROR_REFUSED)
        problem_add(&undo->result->problems, 0, STR_EMPTY, undone->key,
                    "as it was, %.*s refers to a record that is not there any more",
                    STR_ARGUMENTS(undone->key));
    if (!done) return error->kind == ERROR_REFUSED;
    undo->result->restored++;
    return append(undo, undone, VERSION_RESTORE, body, error);
}

static bool remove_again(Undo *undo, const UndoneVersion *undone, Error *error) {
    bool done = record_table_remove(&undo->table, undone->key, error);
    if (!done && error->kind == ERROR_REFUSED)
        problem_add(&undo->result->problems, 0, STR_EMPTY, undone->key,
                    "other records refer to %.*s; undo their import first",
                    STR_ARGUMENTS(undone->key));
    if (!done) return error->kind == ERROR_REFUSED;
    undo->result->removed++;
    return append(undo, undone, VERSION_REMOVE, STR_EMPTY, error);
}

/* Whether something else stands by now than what the change set made. */
static bool is_overtaken(Undo *undo, const UndoneVersion *undone, bool *overtaken, Error *error) {
    *overtaken = false;
    if (undone->latest == undone->version) return true;
    Statement *ask = store_statement(undo->open, &VERSION_OVERTAKEN, error);
    bool row;
    if (!ask) return false;
    statement_bind_text(ask, VERSION_OVERTAKEN_KIND, str_from(undone->kind->name));
    statement_bind_text(ask, VERSION_OVERTAKEN_KEY, undone->key);
    statement_bind_integer(ask, VERSION_OVERTAKEN_VERSION, undone->version);
    if (!statement_step(ask, &row, error)) return false;
    *overtaken = statement_integer(ask, 0) != 0;
    statement_reset(ask);
    return true;
}

static bool undo_version(Undo *undo, UndoneVersion *undone, Error *error) {
    bool overtaken;
    Str before;
    if (undo->table.kind != undone->kind) {
        record_table_close(&undo->table);
        if (!record_table_open(&undo->table, undo->open, undone->kind, error)) return false;
    }
    if (!history_latest(undo->open, undone->kind, undone->key, &undone->latest, error) ||
        !is_overtaken(undo, undone, &overtaken, error))
        return false;
    if (overtaken) {
        problem_add(&undo->result->problems, 0, STR_EMPTY, undone->key,
                    "%.*s has changed since (version %lld); undo the later change first",
                    STR_ARGUMENTS(undone->key), (long long)undone->latest);
        return true;
    }
    if (undo->result->problems.count) return true;
    return read_before(undo, undone, &before, error) &&
           (before.length ? restore(undo, undone, before, error)
                          : remove_again(undo, undone, error));
}

static bool mark_undone(Undo *undo, int64_t id, Error *error) {
    Statement *mark = store_statement(undo->open, &CHANGE_SET_MARK_UNDONE, error);
    if (!mark) return false;
    statement_bind_integer(mark, CHANGE_SET_MARK_UNDONE_ID, id);
    statement_bind_integer(mark, CHANGE_SET_MARK_UNDONE_UNDONE_BY, undo->changes.id);
    return statement_run(mark, error);
}

static bool undo_change_set(Undo *undo, int64_t id, RuleList rules, Error *error) {
    Problems *problems = &undo->result->problems;
    if (!read_change_set(undo, id, error) || !read_versions(undo, error)) return false;
    if (!change_set_begin(undo->open, &undo->changes, error)) return false;
    for (size_t i = 0; i < undo->version_count; i++)
        if (!undo_version(undo, &undo->versions[i], error)) return false;
    const char *kind = str_to_c(undo->arena, undo->changes.kind);
    if (!problems->count && !rules_check(rules, kind, undo->open, problems, error)) return false;
    undo->result->change_set = undo->changes.id;
    return mark_undone(undo, id, error) && change_set_finish(undo->open, &undo->changes, error);
}

bool import_undo(Store *open, Arena *arena, const KindRegistry *registry, RuleList rules,
                 int64_t undone, ChangeSet changes, ImportResult *result, Error *error) {
    *result = (ImportResult){ .problems.arena = arena };
    Undo undo = { .open = open, .arena = arena, .registry = registry, .result = result };
    undo.changes = changes;
    undo.changes.origin = STR("undo");
    undo.changes.undoes = undone;
    bool done = undo_change_set(&undo, undone, rules, error);
    record_table_close(&undo.table);
    return done;
}
