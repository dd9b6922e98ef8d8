/* Every statement the program can run, prepared against the schema it makes: the named queries of
 * all .sql files, and what is composed for each kind of record. */
#include <glob.h>

#include "assess/assess_kinds.sql.h"
#include "cmd/registry.h"
#include "cooperation/cooperation_rules.sql.h"
#include "council/council_rules.sql.h"
#include "council/council_store.sql.h"
#include "record/history.sql.h"
#include "record/schema.h"
#include "site/elections.sql.h"
#include "site/evidence.sql.h"
#include "site/mandates.sql.h"
#include "site/snapshot.sql.h"
#include "site/states.sql.h"
#include "store/migration.sql.h"
#include "store/test_folder.h"

typedef struct QueryFile {
    const char *path;
    const Query *const *queries;
    const size_t *count;
} QueryFile;

static const QueryFile FILES[] = {
    { "src/assess/assess_kinds.sql", ASSESS_KINDS_QUERIES, &ASSESS_KINDS_QUERY_COUNT },
    { "src/cooperation/cooperation_rules.sql", COOPERATION_RULES_QUERIES,
      &COOPERATION_RULES_QUERY_COUNT },
    { "src/council/council_rules.sql", COUNCIL_RULES_QUERIES, &COUNCIL_RULES_QUERY_COUNT },
    { "src/council/council_store.sql", COUNCIL_STORE_QUERIES, &COUNCIL_STORE_QUERY_COUNT },
    { "src/record/history.sql", HISTORY_QUERIES, &HISTORY_QUERY_COUNT },
    { "src/site/elections.sql", ELECTIONS_QUERIES, &ELECTIONS_QUERY_COUNT },
    { "src/site/evidence.sql", EVIDENCE_QUERIES, &EVIDENCE_QUERY_COUNT },
    { "src/site/mandates.sql", MANDATES_QUERIES, &MANDATES_QUERY_COUNT },
    { "src/site/snapshot.sql", SNAPSHOT_QUERIES, &SNAPSHOT_QUERY_COUNT },
    { "src/site/states.sql", STATES_QUERIES, &STATES_QUERY_COUNT },
    { "src/store/migration.sql", MIGRATION_QUERIES, &MIGRATION_QUERY_COUNT },
};

typedef struct Schema {
    TestFolder folder;
    Store *store;
    Error error;
} Schema;

static Schema schema;

static int make_schema(void **state) {
    (void)state;
    if (!test_folder_make(&schema.folder)) return -1;
    const char *path = test_folder_path(&schema.folder, "open.db");
    if (store_open(path, STORE_WRITER, &schema.store, &schema.error) &&
        schema_prepare(schema.store, &REGISTRY, &schema.error))
        return 0;
    print_message("%s\n", schema.error.message);
    return -1;
}

static int drop_schema(void **state) {
    (void)state;
    store_close(schema.store);
    test_folder_drop(&schema.folder);
    return 0;
}

/* Scripts make the schema; make_schema has run them. */
static bool is_script(const Query *query) {
    return str_starts_with(str_from(query->sqlite), STR("create table "));
}

/* What a database may say of NULL where there must be a value, or of one parameter too many. */
static bool is_of_the_value(const Error *error) {
    return strstr(error->message, "NOT NULL") || strstr(error->message, "mismatch") ||
           strstr(error->message, "could not be bound");
}

/* A query is run with nothing bound but NULL, and rolled back. */
static void assert_parameters(const Query *query, size_t parameter_count, bool bound) {
    Error error = { 0 };
    bool row;
    ASSERT_DONE(store_begin(schema.store, &error), error);
    Statement *statement = store_statement(schema.store, query, &error);
    if (!statement) fail_msg("%s", error.message);
    for (size_t i = 1; i <= parameter_count; i++)
        statement_bind_null(statement, (int)i);
    bool stepped = statement_step(statement, &row, &error);
    if (!stepped && !is_of_the_value(&error)) fail_msg("%s", error.message);
    assert_true(bound == (stepped || !strstr(error.message, "could not be bound")));
    store_rollback(schema.store);
}

static void every_named_query_is_prepared_with_the_parameters_its_name_says(void **state) {
    (void)state;
    size_t prepared = 0;
    for (size_t i = 0; i < COUNT_OF(FILES); i++)
        for (size_t j = 0; j < *FILES[i].count; j++) {
            const Query *query = FILES[i].queries[j];
            if (is_script(query)) continue;
            assert_parameters(query, query->parameter_count, true);
            assert_parameters(query, query->parameter_count + 1, false);
            prepared++;
        }
    assert_true(prepared > COUNT_OF(FILES));
}

static void no_file_of_queries_is_left_out(void **state) {
    (void)state;
    glob_t found;
    size_t count = 0;
    assert_int_equal(glob("src/*/*.sql", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        bool listed = str_ends_with(str_from(found.gl_pathv[i]), STR(".postgres.sql"));
        count += !listed;
        for (size_t j = 0; j < COUNT_OF(FILES); j++)
            listed |= strcmp(FILES[j].path, found.gl_pathv[i]) == 0;
        if (!listed) fail_msg("%s is in no list of this test", found.gl_pathv[i]);
    }
    globfree(&found);
    assert_int_equal(count, COUNT_OF(FILES));
}

static bool pass_over(void *context, Str key, Str aliases, Error *error) {
    (void)context, (void)key, (void)aliases, (void)error;
    return true;
}

static void what_is_composed_for_each_kind_is_prepared(void **state) {
    (void)state;
    Error error = { 0 };
    Arena arena = { 0 };
    for (size_t k = 0; k < REGISTRY.count; k++) {
        const Kind *kind = REGISTRY.kinds[k];
        RecordTable table;
        Record record;
        int64_t version;
        bool found = true;
        ASSERT_DONE(record_table_open(&table, schema.store, kind, &error), error);
        ASSERT_DONE(
            record_table_get(&table, &arena, STR("none"), &record, &version, &found, &error),
            error);
        assert_false(found);
        record_table_begin(&table);
        ASSERT_DONE(record_table_next(&table, &arena, &record, &version, &found, &error), error);
        assert_false(found);
        ASSERT_DONE(record_table_remove(&table, STR("none"), &error), error);
        ASSERT_DONE(record_table_visit_keys(schema.store, kind, pass_over, NULL, &error), error);
        for (size_t i = 0; i < kind_field_count(kind); i++) {
            Statement *by = record_table_by_field(&table, kind_field(kind, i)->name, &error);
            if (!by) fail_msg("%s: %s", kind->name, error.message);
            statement_bind_text(by, 1, STR("none"));
            ASSERT_DONE(record_table_read(&table, by, &arena, &record, &version, &found, &error),
                        error);
            assert_false(found);
        }
    }
    arena_free(&arena);
}

/* --- what the tables of kinds promise
 * ------------------------------------------------------------------------ */

static size_t place_in_registry(const char *name) {
    for (size_t i = 0; i < REGISTRY.count; i++)
        if (strcmp(REGISTRY.kinds[i]->name, name) == 0) return i;
    fail_msg("there is no kind %s", name);
    return 0;
}

static void a_kind_stands_behind_those_it_refers_to(void **state) {
    (void)state;
    for (size_t k = 0; k < REGISTRY.count; k++)
        for (size_t i = 0; i < REGISTRY.kinds[k]->field_count; i++) {
            const Field *field = &REGISTRY.kinds[k]->fields[i];
            if (field->type == FIELD_REFERENCE)
                assert_true(place_in_registry(field->refers_to) < k);
        }
}

static void every_kind_is_whole(void **state) {
    (void)state;
    for (size_t k = 0; k < REGISTRY.count; k++) {
        const Kind *kind = REGISTRY.kinds[k];
        assert_true(kind->field_count > 0 && kind->field_count <= KIND_FIELDS_MAX);
        assert_true(strlen(kind->title) && strlen(kind->description) && strlen(kind->key_format));
        assert_int_equal(place_in_registry(kind->name), k);
        for (size_t i = 0; i < kind_field_count(kind); i++) {
            const Field *field = kind_field(kind, i);
            assert_true(strlen(field->description));
            assert_int_equal(kind_find_field(kind, str_from(field->name)), i);
            assert_true((field->type == FIELD_VOCABULARY) == (field->vocabulary != NULL));
            assert_true((field->type == FIELD_REFERENCE) == (field->refers_to != NULL));
            assert_true(field->minimum <= field->maximum);
            /* names the formats use themselves */
            assert_true(strcmp(field->name, "key") && strcmp(field->name, "version") &&
                        strcmp(field->name, "not_applicable"));
        }
    }
}

static void every_part_of_a_key_is_a_field(void **state) {
    (void)state;
    for (size_t k = 0; k < REGISTRY.count; k++) {
        Str rest = str_from(REGISTRY.kinds[k]->key_format), before, name;
        size_t parts = 0;
        while (str_cut(&rest, '{', &before) && str_cut(&rest, '}', &name)) {
            if (kind_find_field(REGISTRY.kinds[k], name) < 0)
                fail_msg("%s has no field %.*s", REGISTRY.kinds[k]->name, STR_ARGUMENTS(name));
            parts++;
        }
        assert_true(parts > 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_named_query_is_prepared_with_the_parameters_its_name_says),
        cmocka_unit_test(no_file_of_queries_is_left_out),
        cmocka_unit_test(what_is_composed_for_each_kind_is_prepared),
        cmocka_unit_test(a_kind_stands_behind_those_it_refers_to),
        cmocka_unit_test(every_kind_is_whole),
        cmocka_unit_test(every_part_of_a_key_is_a_field),
    };
    return cmocka_run_group_tests(tests, make_schema, drop_schema);
}
