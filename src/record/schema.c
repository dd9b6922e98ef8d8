#include "record/schema.h"

#include "record/history.sql.h"
#include "store/migration.h"

static const Migration OPEN_MIGRATIONS[] = { { 1, &OPEN_0001 } };

/* Identifiers come from constant tables and are quoted all the same: "end", "by" are SQL's words.
 */
static void add_name(Buffer *sql, const char *name) {
    buffer_add_byte(sql, '"');
    buffer_add_c(sql, name);
    buffer_add_byte(sql, '"');
}

static void add_name_part(Buffer *sql, const char *name, const char *suffix) {
    buffer_add_byte(sql, '"');
    buffer_add_c(sql, name);
    buffer_add_c(sql, suffix);
    buffer_add_byte(sql, '"');
}

static const char *column_type(const Field *field) {
    if (field->type == FIELD_INTEGER || field->type == FIELD_FLAG) return "integer";
    return field->type == FIELD_DECIMAL ? "real" : "text";
}

static void add_column(Buffer *sql, const Field *field) {
    add_name(sql, field->name);
    buffer_add_byte(sql, ' ');
    buffer_add_c(sql, column_type(field));
    if (field->type != FIELD_REFERENCE) return;
    buffer_add_c(sql, " references ");
    add_name(sql, field->refers_to);
    buffer_add_c(sql, " (key)");
}

static void add_bound_column(Buffer *sql, const Field *field, const char *suffix) {
    add_name_part(sql, field->name, suffix);
    buffer_add_c(sql, " text");
}

static void add_create_table(Buffer *sql, const Kind *kind) {
    buffer_add_c(sql, "create table ");
    add_name(sql, kind->name);
    buffer_add_c(sql, " (key text not null primary key, version integer not null, "
                      "not_applicable text");
    for (size_t i = 0; i < kind_field_count(kind); i++) {
        const Field *field = kind_field(kind, i);
        buffer_add_c(sql, ", ");
        add_column(sql, field);
        if (field->type != FIELD_DATE) continue;
        buffer_add_c(sql, ", ");
        add_bound_column(sql, field, "_first");
        buffer_add_c(sql, ", ");
        add_bound_column(sql, field, "_last");
    }
    buffer_add_c(sql, ") strict;\n");
}

static void add_create_index(Buffer *sql, const Kind *kind, const Field *field) {
    buffer_add_c(sql, "create index ");
    add_name_part(sql, kind->name, "_by_");
    sql->length--; /* goes on inside the quotes */
    buffer_add_c(sql, field->name);
    buffer_add_c(sql, "\" on ");
    add_name(sql, kind->name);
    buffer_add_c(sql, " (");
    add_name(sql, field->name);
    if (kind->dated_by && field->type == FIELD_REFERENCE) {
        buffer_add_c(sql, ", ");
        add_name_part(sql, kind->dated_by, "_last");
        buffer_add_c(sql, ", ");
        add_name_part(sql, kind->dated_by, "_first");
        buffer_add_c(sql, ", key");
    }
    buffer_add_c(sql, ");\n");
}

static void add_alter_table(Buffer *sql, const Kind *kind, const Field *field) {
    static const char *const bounds[] = { "_first", "_last" };
    buffer_add_c(sql, "alter table ");
    add_name(sql, kind->name);
    buffer_add_c(sql, " add column ");
    add_column(sql, field);
    buffer_add_c(sql, ";\n");
    for (size_t i = 0; field->type == FIELD_DATE && i < COUNT_OF(bounds); i++) {
        buffer_add_c(sql, "alter table ");
        add_name(sql, kind->name);
        buffer_add_c(sql, " add column ");
        add_bound_column(sql, field, bounds[i]);
        buffer_add_c(sql, ";\n");
    }
}

/* --- which columns are there, which are missing
 * --------------------------------------------------- */

typedef struct KnownColumns {
    bool table; /* the kind's table exists */
    bool present[KIND_FIELDS_MAX + PROVENANCE_FIELD_COUNT];
} KnownColumns;

static bool read_known_columns(Store *open, const KindRegistry *registry, KnownColumns *known,
                               Error *error) {
    Statement *list = store_statement(open, &KIND_COLUMN_LIST, error);
    bool row = false, done = list != NULL;
    while (done && (done = statement_step(list, &row, error)) && row) {
        Str name = statement_text(list, 0), field = statement_text(list, 1);
        const Kind *kind = registry_find(registry, name);
        int index = kind ? kind_find_field(kind, field) : -1;
        if (index < 0) {
            done =
                error_set(error, ERROR_REFUSED,
                          "open.db has a field %.*s.%.*s that this program does not know: a newer "
                          "Uphold wrote it; use that program",
                          STR_ARGUMENTS(name), STR_ARGUMENTS(field));
            break;
        }
        size_t at = 0;
        while (registry->kinds[at] != kind)
            at++;
        known[at].table = true;
        known[at].present[index] = true;
    }
    if (list) statement_reset(list);
    return done;
}

static bool note_column(Store *open, const Kind *kind, const Field *field, Error *error) {
    Statement *add = store_statement(open, &KIND_COLUMN_ADD, error);
    if (!add) return false;
    statement_bind_text(add, KIND_COLUMN_ADD_KIND, str_from(kind->name));
    statement_bind_text(add, KIND_COLUMN_ADD_FIELD, str_from(field->name));
    statement_bind_text(add, KIND_COLUMN_ADD_TYPE, str_from(field_type_name(field->type)));
    return statement_run(add, error);
}

static bool complete_kind(Store *open, const Kind *kind, const KnownColumns *known, Error *error) {
    Buffer sql = { 0 };
    bool done = true;
    if (!known->table) add_create_table(&sql, kind);
    for (size_t i = 0; done && i < kind_field_count(kind); i++) {
        const Field *field = kind_field(kind, i);
        if (known->present[i]) continue;
        if (known->table) add_alter_table(&sql, kind, field);
        if (field->flags & FIELD_INDEXED) add_create_index(&sql, kind, field);
        done = note_column(open, kind, field, error);
    }
    if (done && sql.length) done = store_run_text(open, buffer_str(&sql), error);
    buffer_free(&sql);
    return done || error_context(error, "table %s", kind->name);
}

static bool is_complete(const KindRegistry *registry, const KnownColumns *known) {
    for (size_t k = 0; k < registry->count; k++)
        for (size_t i = 0; i < kind_field_count(registry->kinds[k]); i++)
            if (!known[k].present[i]) return false;
    return true;
}

bool schema_prepare(Store *open, const KindRegistry *registry, Error *error) {
    if (!store_migrate(open, "open.db", OPEN_MIGRATIONS, COUNT_OF(OPEN_MIGRATIONS), error))
        return false;
    Arena arena = { 0 };
    KnownColumns *known = ARENA_ARRAY(&arena, registry->count, KnownColumns);
    bool done = read_known_columns(open, registry, known, error);
    if (done && !is_complete(registry, known)) {
        done = store_begin(open, error);
        for (size_t k = 0; done && k < registry->count; k++)
            done = complete_kind(open, registry->kinds[k], &known[k], error);
        if (done)
            done = store_commit(open, error);
        else
            store_rollback(open);
    }
    arena_free(&arena);
    return done;
}

/* --- statements of one kind
 * ------------------------------------------------------------------------ */

/* Calls `add` for every column behind key: version, not_applicable, fields and their bounds. */
static void add_columns(Buffer *sql, const Kind *kind, const char *before, const char *after) {
    buffer_add_c(sql, before);
    buffer_add_c(sql, "version");
    buffer_add_c(sql, after);
    buffer_add_c(sql, before);
    buffer_add_c(sql, "not_applicable");
    buffer_add_c(sql, after);
    for (size_t i = 0; i < kind_field_count(kind); i++) {
        const Field *field = kind_field(kind, i);
        static const char *const suffixes[] = { "", "_first", "_last" };
        for (size_t s = 0; s < (field->type == FIELD_DATE ? 3 : 1); s++) {
            buffer_add_c(sql, before);
            add_name_part(sql, field->name, suffixes[s]);
            buffer_add_c(sql, after);
        }
    }
}

static size_t column_count(const Kind *kind) {
    size_t count = 3;
    for (size_t i = 0; i < kind_field_count(kind); i++)
        count += kind_field(kind, i)->type == FIELD_DATE ? 3 : 1;
    return count;
}

static Statement *prepare_select(Store *store, const Kind *kind, const char *end, Error *error) {
    Buffer sql = { 0 };
    buffer_add_c(&sql, "select key");
    for (size_t i = 0; i < 2; i++)
        buffer_add_c(&sql, i ? ", not_applicable" : ", version");
    for (size_t i = 0; i < kind_field_count(kind); i++) {
        buffer_add_c(&sql, ", ");
        add_name(&sql, kind_field(kind, i)->name);
    }
    buffer_add_c(&sql, " from ");
    add_name(&sql, kind->name);
    buffer_add_c(&sql, end);
    Statement *statement = store_statement_of_text(store, buffer_str(&sql), error);
    buffer_free(&sql);
    return statement;
}

static Statement *prepare_insert(Store *store, const Kind *kind, Error *error) {
    Buffer sql = { 0 };
    buffer_add_c(&sql, "insert into ");
    add_name(&sql, kind->name);
    buffer_add_c(&sql, " (key");
    add_columns(&sql, kind, ", ", "");
    buffer_add_c(&sql, ") values (?1");
    for (size_t i = 2; i <= column_count(kind); i++) {
        buffer_add_c(&sql, ", ?");
        buffer_add_integer(&sql, (int64_t)i);
    }
    buffer_add_c(&sql, ")");
    Statement *statement = store_statement_of_text(store, buffer_str(&sql), error);
    buffer_free(&sql);
    return statement;
}

/* Parameters as those of the insert: key first, then the columns in their order. */
static Statement *prepare_update(Store *store, const Kind *kind, Error *error) {
    Buffer sql = { 0 }, columns = { 0 };
    buffer_add_c(&sql, "update ");
    add_name(&sql, kind->name);
    buffer_add_c(&sql, " set (");
    add_columns(&columns, kind, ", ", "");
    buffer_add(&sql, str_slice(buffer_str(&columns), 2, columns.length));
    buffer_add_c(&sql, ") = (");
    for (size_t i = 2; i <= column_count(kind); i++) {
        buffer_add_c(&sql, i > 2 ? ", ?" : "?");
        buffer_add_integer(&sql, (int64_t)i);
    }
    buffer_add_c(&sql, ") where key = ?1");
    Statement *statement = store_statement_of_text(store, buffer_str(&sql), error);
    buffer_free(&columns);
    buffer_free(&sql);
    return statement;
}

static Statement *prepare_remove(Store *store, const Kind *kind, Error *error) {
    Buffer sql = { 0 };
    buffer_add_c(&sql, "delete from ");
    add_name(&sql, kind->name);
    buffer_add_c(&sql, " where key = ?1");
    Statement *statement = store_statement_of_text(store, buffer_str(&sql), error);
    buffer_free(&sql);
    return statement;
}

bool record_table_open(RecordTable *table, Store *store, const Kind *kind, Error *error) {
    *table = (RecordTable){ .store = store, .kind = kind };
    return (table->get = prepare_select(store, kind, " where key = ?1", error)) &&
           (table->list = prepare_select(store, kind, " order by key", error));
}

/* Readers never write: what writes is prepared when it is first wanted. */
static bool prepare_writing(RecordTable *table, Error *error) {
    return (table->insert || (table->insert = prepare_insert(table->store, table->kind, error))) &&
           (table->update || (table->update = prepare_update(table->store, table->kind, error))) &&
           (table->remove || (table->remove = prepare_remove(table->store, table->kind, error)));
}

void record_table_close(RecordTable *table) {
    statement_free(table->get);
    statement_free(table->list);
    statement_free(table->insert);
    statement_free(table->update);
    statement_free(table->remove);
    *table = (RecordTable){ 0 };
}

/* --- reading
 * ---------------------------------------------------------------------------------------- */

static bool is_listed(Str list, const char *name) {
    Str word;
    while (str_cut(&list, ' ', &word))
        if (str_equal_c(word, name)) return true;
    return false;
}

/* The cell of a column that is not NULL; `text` is the column's text. */
static Str cell_of_column(Arena *arena, Statement *row, int column, const Field *field, Str text) {
    if (field->type == FIELD_FLAG) return statement_integer(row, column) ? STR("yes") : STR("no");
    if (field->type != FIELD_DECIMAL) return str_copy(arena, text);
    Buffer decimal = { 0 };
    buffer_add_decimal(&decimal, statement_decimal(row, column));
    Str cell = str_copy(arena, buffer_str(&decimal));
    buffer_free(&decimal);
    return cell;
}

static bool read_row(RecordTable *table, Statement *row, Arena *arena, Record *record,
                     int64_t *version, Error *error) {
    *record = (Record){ .kind = table->kind, .key = str_copy(arena, statement_text(row, 0)) };
    *version = statement_integer(row, 1);
    Str not_applicable = statement_text(row, 2);
    for (size_t i = 0; i < kind_field_count(table->kind); i++) {
        const Field *field = kind_field(table->kind, i);
        Str text = statement_text(row, (int)i + 3), cell = STR_EMPTY;
        if (text.data)
            cell = cell_of_column(arena, row, (int)i + 3, field, text);
        else if (not_applicable.length && is_listed(not_applicable, field->name))
            cell = NOT_APPLICABLE_CELL;
        if (!value_parse(arena, field, cell, &record->values[i], error))
            return error_context(error, "%s %.*s, field %s, as stored", table->kind->name,
                                 STR_ARGUMENTS(record->key), field->name);
    }
    return true;
}

bool record_table_get(RecordTable *table, Arena *arena, Str key, Record *record, int64_t *version,
                      bool *found, Error *error) {
    statement_bind_text(table->get, 1, key);
    if (!statement_step(table->get, found, error)) return false;
    if (!*found) return true;
    bool done = read_row(table, table->get, arena, record, version, error);
    statement_reset(table->get);
    return done;
}

void record_table_begin(RecordTable *table) {
    statement_reset(table->list);
}

bool record_table_read(RecordTable *table, Statement *statement, Arena *arena, Record *record,
                       int64_t *version, bool *found, Error *error) {
    if (!statement_step(statement, found, error)) return false;
    return !*found || read_row(table, statement, arena, record, version, error);
}

bool record_table_next(RecordTable *table, Arena *arena, Record *record, int64_t *version,
                       bool *found, Error *error) {
    return record_table_read(table, table->list, arena, record, version, found, error);
}

Statement *record_table_by_field(RecordTable *table, const char *field, Error *error) {
    Buffer end = { 0 };
    buffer_add_c(&end, " where ");
    add_name(&end, field);
    buffer_add_c(&end, " = ?1 order by key");
    buffer_add_byte(&end, 0);
    Statement *statement = prepare_select(table->store, table->kind, end.data, error);
    buffer_free(&end);
    return statement;
}

bool record_table_visit_keys(Store *store, const Kind *kind, KeyVisitor *visit, void *context,
                             Error *error) {
    bool has_aliases = kind_find_field(kind, STR("aliases")) >= 0, row = true, done;
    Buffer sql = { 0 };
    buffer_add_c(&sql, has_aliases ? "select key, aliases from " : "select key, '' from ");
    add_name(&sql, kind->name);
    Statement *list = store_statement_of_text(store, buffer_str(&sql), error);
    buffer_free(&sql);
    done = list != NULL;
    while (done && (done = statement_step(list, &row, error)) && row)
        done = visit(context, statement_text(list, 0), statement_text(list, 1), error);
    statement_free(list);
    return done;
}

/* --- writing
 * ---------------------------------------------------------------------------------------- */

typedef struct DayText {
    char first[DAY_TEXT_SIZE], last[DAY_TEXT_SIZE];
} DayText;

/* Binds the value at *parameter and moves it on past the value's columns. */
static void bind_value(Statement *statement, int *parameter, const Field *field, const Value *value,
                       DayText *days) {
    int at = *parameter;
    *parameter += field->type == FIELD_DATE ? 3 : 1;
    if (value->state != VALUE_PRESENT) {
        while (at < *parameter)
            statement_bind_null(statement, at++);
        return;
    }
    if (field->type == FIELD_INTEGER || field->type == FIELD_FLAG) {
        statement_bind_integer(statement, at, value->integer);
    } else if (field->type == FIELD_DECIMAL) {
        statement_bind_decimal(statement, at, value->decimal);
    } else {
        statement_bind_text(statement, at, value->text);
    }
    if (field->type != FIELD_DATE) return;
    day_format(value->date.first, days->first);
    day_format(value->date.last, days->last);
    statement_bind_text(statement, at + 1, (Str){ days->first, DAY_TEXT_SIZE - 1 });
    statement_bind_text(statement, at + 2, (Str){ days->last, DAY_TEXT_SIZE - 1 });
}

static void list_not_applicable(Buffer *list, const Record *record) {
    for (size_t i = 0; i < kind_field_count(record->kind); i++) {
        if (record->values[i].state != VALUE_NOT_APPLICABLE) continue;
        if (list->length) buffer_add_byte(list, ' ');
        buffer_add_c(list, kind_field(record->kind, i)->name);
    }
}

static bool write_row(Statement *statement, const Record *record, int64_t version, Error *error) {
    DayText days[KIND_FIELDS_MAX + PROVENANCE_FIELD_COUNT];
    Buffer not_applicable = { 0 };
    list_not_applicable(&not_applicable, record);
    statement_bind_text(statement, 1, record->key);
    statement_bind_integer(statement, 2, version);
    if (not_applicable.length)
        statement_bind_text(statement, 3, buffer_str(&not_applicable));
    else
        statement_bind_null(statement, 3);
    int parameter = 4;
    for (size_t i = 0; i < kind_field_count(record->kind); i++)
        bind_value(statement, &parameter, kind_field(record->kind, i), &record->values[i],
                   &days[i]);
    bool done = statement_run(statement, error);
    buffer_free(&not_applicable);
    return done;
}

bool record_table_insert(RecordTable *table, const Record *record, int64_t version, Error *error) {
    return prepare_writing(table, error) && write_row(table->insert, record, version, error);
}

bool record_table_update(RecordTable *table, const Record *record, int64_t version, Error *error) {
    return prepare_writing(table, error) && write_row(table->update, record, version, error);
}

bool record_table_remove(RecordTable *table, Str key, Error *error) {
    if (!prepare_writing(table, error)) return false;
    statement_bind_text(table->remove, 1, key);
    return statement_run(table->remove, error);
}
