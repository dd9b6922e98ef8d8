#include "record/import.h"

#include <pthread.h>
#include <sodium.h>

#include "record/key_set.h"
#include "record/row_source.h"
#include "record/schema.h"

/* The keys of the kinds a file may refer to, read once each. */
typedef struct ReferenceKeys {
    const Kind *kind;
    KeySet keys;
} ReferenceKeys;

enum { REFERRED_KINDS_MAX = 8, PROGRESS_EVERY_ROWS = 2048 };

typedef struct FileHash {
    Str content;
    char text[2 * crypto_hash_sha256_BYTES + 1];
    pthread_t thread;
    bool is_running;
} FileHash;

typedef struct Import {
    Store *open;
    Arena *arena;     /* the result's */
    Arena keys_arena; /* keys of the file and of referred kinds */
    Arena row_arena;  /* cleared row by row */
    const ImportRequest *request;
    ImportResult *result;
    RecordTable table;
    bool kind_was_empty; /* no record of the kind was ever there: nothing to look up */
    KeySet lines;        /* the keys of this file, with their lines */
    ReferenceKeys referred[REFERRED_KINDS_MAX];
    size_t referred_count;
    ChangeSet changes;
    FileHash file_hash;
    RowSource rows;
    Buffer body;
} Import;

/* --- references
 * ------------------------------------------------------------------------------------ */

static bool note_reference_key(void *context, Str key, Str aliases, Error *error) {
    KeySet *keys = context;
    Str alias, target = key_set_add(keys, key)->key;
    (void)error;
    while (aliases.length && str_cut(&aliases, ' ', &alias))
        if (alias.length && !key_set_find(keys, alias)) key_set_add(keys, alias)->target = target;
    return true;
}

static KeySet *keys_of_kind(Import *import, const char *name, Error *error) {
    for (size_t i = 0; i < import->referred_count; i++)
        if (strcmp(import->referred[i].kind->name, name) == 0) return &import->referred[i].keys;
    if (import->referred_count == REFERRED_KINDS_MAX) {
        error_set(error, ERROR_SYSTEM, "a kind refers to too many kinds");
        return NULL;
    }
    ReferenceKeys *referred = &import->referred[import->referred_count++];
    referred->kind = registry_find(import->request->registry, str_from(name));
    referred->keys = (KeySet){ .arena = &import->keys_arena };
    if (!record_table_visit_keys(import->open, referred->kind, note_reference_key, &referred->keys,
                                 error))
        return NULL;
    return &referred->keys;
}

static bool check_reference(Import *import, const Field *field, Value *value, size_t line,
                            Error *error) {
    KeySet *keys = keys_of_kind(import, field->refers_to, error);
    if (!keys) return false;
    const KeyEntry *entry = key_set_find(keys, value->text);
    if (entry)
        value->text = entry->target;
    else
        problem_add(&import->result->problems, line, str_from(field->name), STR_EMPTY,
                    "\"%.*s\" is no %s on record; correct it, or import the %s first",
                    STR_ARGUMENTS(value->text), field->refers_to, field->refers_to);
    return true;
}

/* --- one row
 * --------------------------------------------------------------------------------------- */

/* Reads the row's cells into the record; what is wrong becomes a problem. */
static bool read_row(Import *import, const Row *row, Record *record, Error *error) {
    const Kind *kind = import->request->kind;
    Error why;
    *record = (Record){ .kind = kind };
    for (size_t i = 0; i < kind_field_count(kind); i++) {
        const Field *field = kind_field(kind, i);
        Value *value = &record->values[i];
        if (!value_parse(&import->row_arena, field, row->cells[i], value, &why)) {
            problem_add(&import->result->problems, row->line, str_from(field->name), STR_EMPTY,
                        "%s", why.message);
        } else if ((field->flags & FIELD_REQUIRED) && value->state != VALUE_PRESENT) {
            problem_add(&import->result->problems, row->line, str_from(field->name), STR_EMPTY,
                        "empty, and every %s needs it: %s", kind->name, field->description);
        } else if (field->type == FIELD_REFERENCE && value->state == VALUE_PRESENT &&
                   !check_reference(import, field, value, row->line, error)) {
            return false;
        }
    }
    return true;
}

static void check_key(Import *import, const Row *row, Record *record) {
    Problems *problems = &import->result->problems;
    Error why;
    if (!record_make_key(&import->row_arena, record, &why)) {
        problem_add(problems, row->line, STR_EMPTY, STR_EMPTY, "%s", why.message);
        return;
    }
    if (row->key.length && !str_equal(row->key, record->key))
        problem_add(problems, row->line, STR("key"), record->key,
                    "the row says %.*s, its fields make %.*s; correct one of them",
                    STR_ARGUMENTS(row->key), STR_ARGUMENTS(record->key));
    const KeyEntry *earlier = key_set_find(&import->lines, record->key);
    if (earlier)
        problem_add(problems, row->line, STR_EMPTY, record->key,
                    "%.*s stands on line %zu already; keep one of the two",
                    STR_ARGUMENTS(record->key), earlier->line);
    else
        key_set_add(&import->lines, record->key)->line = row->line;
}

static PlanEntry *plan_entry(Import *import, PlanAction action, size_t line, Str key) {
    ImportResult *result = import->result;
    if (result->entry_count == PLAN_ENTRIES_KEPT) return NULL;
    PlanEntry *entry = &result->entries[result->entry_count++];
    *entry = (PlanEntry){ action, line, str_copy(import->arena, key), NULL, 0 };
    return entry;
}

static Str shown(Arena *arena, const Value *value) {
    if (value->state == VALUE_NOT_APPLICABLE) return NOT_APPLICABLE_CELL;
    return str_copy(arena, value->text);
}

static void note_changes(Import *import, PlanEntry *entry, const Record *old, const Record *new) {
    if (!entry) return;
    entry->changes = ARENA_ARRAY(import->arena, kind_field_count(new->kind), PlanChange);
    for (size_t i = 0; i < kind_field_count(new->kind); i++)
        if (!value_equal(&old->values[i], &new->values[i]))
            entry->changes[entry->change_count++] =
                (PlanChange){ kind_field(new->kind, i)->name, shown(import->arena, &old->values[i]),
                              shown(import->arena, &new->values[i]) };
}

/* A column the file does not have, or a name a JSON record does not have, leaves what is on record
 * alone. */
static bool merge_and_compare(const Import *import, const Record *old, Record *new) {
    bool same = true;
    for (size_t i = 0; i < kind_field_count(new->kind); i++) {
        if (!import->rows.given[i]) new->values[i] = old->values[i];
        same &= value_equal(&old->values[i], &new->values[i]);
    }
    return same;
}

static bool write_version(Import *import, const Record *record, int64_t version,
                          VersionAction action, Error *error) {
    buffer_clear(&import->body);
    record_write_canonical(&import->body, record);
    return history_append(import->open, &import->changes, record->kind, record->key, version,
                          action, buffer_str(&import->body), error);
}

static bool apply_new(Import *import, const Record *record, int64_t version, size_t line,
                      Error *error) {
    import->result->added++;
    plan_entry(import, PLAN_ADD, line, record->key);
    return record_table_insert(&import->table, record, version, error) &&
           write_version(import, record, version, VERSION_ADD, error);
}

/* What has no version in the history is not on record either; most rows of a long file are such. */
static bool apply_row(Import *import, Record *record, size_t line, Error *error) {
    Record old;
    int64_t newest = 0, version;
    bool found = false;
    if (!import->kind_was_empty &&
        !history_latest(import->open, record->kind, record->key, &newest, error))
        return false;
    if (newest && !record_table_get(&import->table, &import->row_arena, record->key, &old, &version,
                                    &found, error))
        return false;
    if (!found) return apply_new(import, record, newest + 1, line, error);
    if (merge_and_compare(import, &old, record)) {
        import->result->same++;
        return true;
    }
    import->result->updated++;
    note_changes(import, plan_entry(import, PLAN_UPDATE, line, record->key), &old, record);
    return record_table_update(&import->table, record, version + 1, error) &&
           write_version(import, record, version + 1, VERSION_UPDATE, error);
}

static bool import_row(Import *import, const Row *row, Error *error) {
    size_t before = import->result->problems.count;
    Record record;
    if (!read_row(import, row, &record, error)) return false;
    if (import->result->problems.count == before) check_key(import, row, &record);
    /* After the first problem the file is only read on to find the others. */
    if (import->result->problems.count) return true;
    return apply_row(import, &record, row->line, error) ||
           error_context(error, "line %zu", row->line);
}

/* --- the whole file
 * -------------------------------------------------------------------------------- */

static void report_progress(const Import *import, size_t rows_done) {
    if (import->request->progress && rows_done % PROGRESS_EVERY_ROWS == 0)
        import->request->progress(import->request->progress_context,
                                  row_source_position(&import->rows),
                                  import->request->content.length);
}

static bool import_rows(Import *import, Error *error) {
    Row row;
    size_t before;
    for (size_t rows_done = 1;; rows_done++) {
        before = import->result->problems.count;
        if (!row_source_next(&import->rows, &import->row_arena, &row, &import->result->problems))
            return true;
        if (import->result->problems.count == before && !import_row(import, &row, error))
            return false;
        arena_clear(&import->row_arena);
        report_progress(import, rows_done);
    }
}

/* Rules report by key; people look for lines. */
static void find_lines(const KeySet *lines, Problems *problems) {
    for (size_t i = 0; i < problems->count && i < PROBLEMS_KEPT; i++) {
        Problem *problem = &problems->kept[i];
        const KeyEntry *entry = problem->line ? NULL : key_set_find(lines, problem->key);
        if (entry) problem->line = entry->line;
    }
}

/* --- the file's hash, made beside the rows
 * --------------------------------------------------------------------------------- */

static void *make_file_hash(void *context) {
    FileHash *hash = context;
    unsigned char bytes[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(bytes, (const unsigned char *)hash->content.data, hash->content.length);
    hex_write(bytes, sizeof bytes, hash->text);
    return NULL;
}

static void file_hash_begin(FileHash *hash, Str content) {
    hash->content = content;
    hash->is_running = pthread_create(&hash->thread, NULL, make_file_hash, hash) == 0;
    if (!hash->is_running) make_file_hash(hash);
}

static Str file_hash_wait(FileHash *hash) {
    if (hash->is_running) pthread_join(hash->thread, NULL);
    hash->is_running = false;
    return str_from(hash->text);
}

static bool import_file(Import *import, Error *error) {
    const ImportRequest *request = import->request;
    ImportResult *result = import->result;
    bool any = false;
    if (!history_has_kind(import->open, request->kind, &any, error)) return false;
    import->kind_was_empty = !any;
    if (!record_table_open(&import->table, import->open, request->kind, error)) return false;
    import->changes = request->changes;
    import->changes.kind = str_from(request->kind->name);
    if (!change_set_begin(import->open, &import->changes, error)) return false;
    change_set_queue_leaves(&import->changes);
    file_hash_begin(&import->file_hash,
                    request->original.length ? request->original : request->content);
    row_source_open(&import->rows, &import->keys_arena, request->kind, request->format,
                    request->content, &result->problems);
    if (result->problems.count) return true;
    if (!import_rows(import, error)) return false;
    if (result->problems.count) return true;
    if (!rules_check(request->rules, request->kind->name, import->open, &result->problems, error))
        return false;
    find_lines(&import->lines, &result->problems);
    result->change_set = result->added + result->updated ? import->changes.id : 0;
    import->changes.file_hash = file_hash_wait(&import->file_hash);
    return change_set_finish(import->open, &import->changes, error);
}

bool import_run(Store *open, Arena *arena, const ImportRequest *request, ImportResult *result,
                Error *error) {
    Import *import = ARENA_NEW(arena, Import);
    *result = (ImportResult){ .problems.arena = arena };
    result->entries = ARENA_ARRAY(arena, PLAN_ENTRIES_KEPT, PlanEntry);
    import->open = open;
    import->arena = arena;
    import->request = request;
    import->result = result;
    import->lines.arena = &import->keys_arena;
    bool done = import_file(import, error);
    file_hash_wait(&import->file_hash);
    change_set_release(&import->changes);
    row_source_close(&import->rows);
    record_table_close(&import->table);
    buffer_free(&import->body);
    for (size_t i = 0; i < import->referred_count; i++)
        key_set_free(&import->referred[i].keys);
    key_set_free(&import->lines);
    arena_free(&import->row_arena);
    arena_free(&import->keys_arena);
    return done;
}
