/* Export and import are inverse, whatever stands in a text; and others can read what goes out. */
#include "record/export.h"

#include "record/test_store.h"
#include "text/csv.h"

static bool to_buffer(void *context, Str piece, Error *error) {
    (void)error;
    buffer_add(context, piece);
    return true;
}

static Str export_text(TestStore *store, const Kind *kind, bool json) {
    Buffer out = { 0 };
    ASSERT_DONE(json ? export_json(store->open, kind, to_buffer, &out, &store->error)
                     : export_csv(store->open, kind, to_buffer, &out, &store->error),
                store->error);
    Str text = str_copy(store->arena, buffer_str(&out));
    buffer_free(&out);
    return text;
}

static const char *const NASTY_TEXTS[] = {
    "=1+1",
    "=HYPERLINK(\"http://x\",\"y\")",
    "+41 22 917 90 00",
    "-5",
    "@SUM(A1)",
    "'=1+1",
    "''-5",
    "'",
    "''",
    "'quoted'",
    "a \"quoted\" word",
    "\"",
    "\"\"",
    "one, two; three",
    "l'État",
    "السلام عليكم",
    "עברית and English",
    "\xE2\x80\xAEreversed\xE2\x80\xAC",
    "\xF0\x9F\x95\x8A\xEF\xB8\x8F peace",
    "e\xCC\x81 and \xC3\xA9",
    "\xE2\x80\xA8line separator",
    "\xC2\xA0no-break\xC2\xA0",
    "\xEF\xBB\xBF mark",
    "back\\slash \\n",
    "{\"json\": true}",
    "<script>alert(1)</script>",
    "not applicable",
    "( not applicable)",
    "null",
    "NULL",
    "yes",
    "0",
    "#REF!",
    "x',''); drop table thing; --",
};

/* A place for each text, and a thing in each state of each type. */
static void add_nasty(TestStore *store) {
    Buffer file = { 0 };
    JsonWriter json = json_writer(&file, 0);
    json_array_begin(&json);
    for (size_t i = 0; i < COUNT_OF(NASTY_TEXTS); i++) {
        json_object_begin(&json);
        json_field_text(&json, "code", str_format(store->arena, "%zu", i));
        json_field_text(&json, "title", str_from(NASTY_TEXTS[i]));
        json_field_text(&json, "source", str_from(NASTY_TEXTS[i]));
        json_field_text(&json, "as_of", STR("2026"));
        json_object_end(&json);
    }
    json_array_end(&json);
    assert_plan(test_import_as(store, &TEST_PLACE, IMPORT_JSON, buffer_str(&file), (RuleList){ 0 }),
                COUNT_OF(NASTY_TEXTS), 0, 0);
    buffer_free(&file);
    test_import_done(
        store, &TEST_THING,
        "id,place,number,total,share,flag,day,happened_on,colour,end,source,as_of,note\n"
        "a,,,,,,,,,,s,2026,\n"
        "b,(not applicable),(not applicable),(not applicable),(not applicable),(not applicable),"
        "(not applicable),(not applicable),(not applicable),(not applicable),s,2026,"
        "(not applicable)\n"
        "c,0,0,0,0,no,2013-11-12,2013,red,x,s,2026,n\n"
        "d,1,-5,-9007199254740991,-1e-7,yes,2013-11-12,[2013-01-01..2013-02-28],green,x,s,2026,\n");
}

static void every_text_comes_back_from_csv_and_json_all_the_same(void **state) {
    TestStore *store = *state;
    add_nasty(store);
    assert_plan(test_import_as(store, &TEST_PLACE, IMPORT_CSV,
                               export_text(store, &TEST_PLACE, false), (RuleList){ 0 }),
                0, 0, COUNT_OF(NASTY_TEXTS));
    assert_plan(test_import_as(store, &TEST_PLACE, IMPORT_JSON,
                               export_text(store, &TEST_PLACE, true), (RuleList){ 0 }),
                0, 0, COUNT_OF(NASTY_TEXTS));
    Record record;
    int64_t version;
    for (size_t i = 0; i < COUNT_OF(NASTY_TEXTS); i++) {
        const char *key = str_to_c(store->arena, str_format(store->arena, "%zu", i));
        assert_true(test_get(store, &TEST_PLACE, key, &record, &version));
        assert_text(record_value(&record, "title")->text, NASTY_TEXTS[i]);
    }
}

static void every_state_of_every_type_comes_back_all_the_same(void **state) {
    TestStore *store = *state;
    add_nasty(store);
    assert_plan(test_import_as(store, &TEST_THING, IMPORT_CSV,
                               export_text(store, &TEST_THING, false), (RuleList){ 0 }),
                0, 0, 4);
    assert_plan(test_import_as(store, &TEST_THING, IMPORT_JSON,
                               export_text(store, &TEST_THING, true), (RuleList){ 0 }),
                0, 0, 4);
}

static void an_export_imported_elsewhere_exports_the_same_bytes(void **state) {
    TestStore *store = *state;
    void *other_state = NULL;
    assert_int_equal(test_store_make(&other_state), 0);
    TestStore *other = other_state;
    add_nasty(store);
    for (size_t k = 0; k < TEST_KINDS.count; k++) {
        const Kind *kind = TEST_KINDS.kinds[k];
        Str csv = export_text(store, kind, false), json = export_text(store, kind, true);
        test_import_as(other, kind, k ? IMPORT_CSV : IMPORT_JSON, k ? csv : json, (RuleList){ 0 });
        assert_int_equal(other->result.problems.count, 0);
        assert_true(str_equal(export_text(other, kind, false), csv));
        assert_true(str_equal(export_text(other, kind, true), json));
    }
    test_store_drop(&other_state);
}

static void no_cell_of_text_begins_like_a_formula(void **state) {
    TestStore *store = *state;
    add_nasty(store);
    Arena *arena = store->arena;
    CsvReader reader;
    CsvRow row;
    Str csv = export_text(store, &TEST_PLACE, false);
    /* The raw bytes: a cell stands behind a comma, a quote or a line's end. */
    for (size_t i = 1; i < csv.length; i++) {
        char before = csv.data[i - 1];
        if (before == ',' || before == '\n' || (before == '"' && csv.data[i - 2] == ','))
            assert_false(csv.data[i] && strchr("=+-@", csv.data[i]));
    }
    ASSERT_DONE(csv_open(&reader, arena, csv, &store->error), store->error);
    ASSERT_DONE(csv_next(&reader, &row, &store->error), store->error);
    assert_int_equal(row.count, kind_field_count(&TEST_PLACE) + 1);
    assert_text(row.cells[0], "key");
}

static void csv_is_stable_to_the_byte(void **state) {
    TestStore *store = *state;
    test_import_done(
        store, &TEST_PLACE,
        "code,aliases,title,source,as_of,source_quality,note\n"
        "B,(not applicable),\"a \"\"b\"\", c\",=1,2013-11,official,\nA,,,-s,2013,,x\n");
    assert_text(export_text(store, &TEST_PLACE, false),
                "key,code,aliases,title,source,as_of,source_quality,note\r\n"
                "A,A,,,'-s,2013,,x\r\n"
                "B,B,(not applicable),\"a \"\"b\"\", c\",'=1,2013-11,official,\r\n");
}

static void json_tells_null_from_not_applicable(void **state) {
    TestStore *store = *state;
    test_import_done(store, &TEST_PLACE,
                     "code,aliases,title,source,as_of\nA,(not applicable),,s,2013\n");
    json_t *root = json_read(export_text(store, &TEST_PLACE, true), &store->error);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "kind")), "place");
    assert_int_equal(json_integer_value(json_object_get(root, "count")), 1);
    const json_t *record = json_array_get(json_object_get(root, "records"), 0);
    assert_string_equal(json_string_value(json_object_get(record, "key")), "A");
    assert_int_equal(json_integer_value(json_object_get(record, "version")), 1);
    assert_true(json_is_null(json_object_get(record, "aliases")));
    assert_true(json_is_null(json_object_get(record, "title")));
    const json_t *list = json_object_get(record, "not_applicable");
    assert_int_equal(json_array_size(list), 1);
    assert_string_equal(json_string_value(json_array_get(list, 0)), "aliases");
    json_decref(root);
}

static void a_kind_without_records_is_exported_empty(void **state) {
    TestStore *store = *state;
    assert_text(export_text(store, &TEST_PLACE, false),
                "key,code,aliases,title,source,as_of,source_quality,note\r\n");
    assert_plan(test_import_as(store, &TEST_PLACE, IMPORT_JSON,
                               export_text(store, &TEST_PLACE, true), (RuleList){ 0 }),
                0, 0, 0);
}

static bool full_disk(void *context, Str piece, Error *error) {
    (void)context, (void)piece;
    return error_set(error, ERROR_SYSTEM, "no space");
}

static void an_export_that_cannot_be_written_says_so(void **state) {
    TestStore *store = *state;
    add_nasty(store);
    ASSERT_REFUSED(export_csv(store->open, &TEST_PLACE, full_disk, NULL, &store->error),
                   store->error, "no space");
    ASSERT_REFUSED(export_json(store->open, &TEST_PLACE, full_disk, NULL, &store->error),
                   store->error, "no space");
}

/* --- the data package
 * --------------------------------------------------------------------------------------- */

static json_t *read_descriptor(TestStore *store, const char *folder) {
    Str text;
    const char *path =
        str_to_c(store->arena, str_format(store->arena, "%s/datapackage.json", folder));
    ASSERT_DONE(export_data_package(store->open, &TEST_KINDS, folder, STR("2026-11-24T05:48:11Z"),
                                    &store->error),
                store->error);
    ASSERT_DONE(file_read(store->arena, path, 1 << 20, &text, &store->error), store->error);
    json_t *root = json_read(text, &store->error);
    assert_non_null(root);
    return root;
}

static const json_t *schema_of(const json_t *root, size_t resource) {
    return json_object_get(json_array_get(json_object_get(root, "resources"), resource), "schema");
}

static void a_data_package_names_a_file_for_each_kind_and_its_fields(void **state) {
    TestStore *store = *state;
    add_nasty(store);
    const char *folder = test_folder_path(&store->folder, "package");
    json_t *root = read_descriptor(store, folder);
    assert_string_equal(json_string_value(json_object_get(root, "profile")),
                        "tabular-data-package");
    assert_string_equal(json_string_value(json_object_get(root, "created")),
                        "2026-11-24T05:48:11Z");
    const json_t *resources = json_object_get(root, "resources");
    assert_int_equal(json_array_size(resources), TEST_KINDS.count);
    for (size_t k = 0; k < TEST_KINDS.count; k++) {
        const char *path = json_string_value(json_object_get(json_array_get(resources, k), "path"));
        Str content;
        Str whole = str_format(store->arena, "%s/%s", folder, path);
        ASSERT_DONE(file_read(store->arena, str_to_c(store->arena, whole), 1 << 20, &content,
                              &store->error),
                    store->error);
        assert_true(str_equal(content, export_text(store, TEST_KINDS.kinds[k], false)));
        /* one field a column, in its order, the key first */
        const json_t *fields = json_object_get(schema_of(root, k), "fields");
        assert_int_equal(json_array_size(fields), kind_field_count(TEST_KINDS.kinds[k]) + 1);
        for (size_t i = 0; i < kind_field_count(TEST_KINDS.kinds[k]); i++)
            assert_string_equal(
                json_string_value(json_object_get(json_array_get(fields, i + 1), "name")),
                kind_field(TEST_KINDS.kinds[k], i)->name);
    }
    json_decref(root);
}

static void a_data_package_says_types_bounds_words_and_references(void **state) {
    TestStore *store = *state;
    json_t *root = read_descriptor(store, test_folder_path(&store->folder, "package"));
    const json_t *schema = schema_of(root, 1);
    static const char *const TYPES[] = { "string", "string",  "string", "integer", "integer",
                                         "number", "boolean", "date",   "string",  "string" };
    const json_t *fields = json_object_get(schema, "fields");
    for (size_t i = 0; i < COUNT_OF(TYPES); i++)
        assert_string_equal(json_string_value(json_object_get(json_array_get(fields, i), "type")),
                            TYPES[i]);
    const json_t *number = json_object_get(json_array_get(fields, 3), "constraints");
    assert_int_equal(json_integer_value(json_object_get(number, "minimum")), -5);
    assert_int_equal(json_integer_value(json_object_get(number, "maximum")), 193);
    const json_t *colour = json_object_get(json_array_get(fields, 9), "constraints");
    assert_int_equal(json_array_size(json_object_get(colour, "enum")), 2);
    const json_t *reference = json_array_get(json_object_get(schema, "foreignKeys"), 0);
    assert_string_equal(json_string_value(json_object_get(reference, "fields")), "place");
    assert_string_equal(
        json_string_value(json_object_get(json_object_get(reference, "reference"), "resource")),
        "place");
    assert_string_equal(json_string_value(json_object_get(schema, "primaryKey")), "key");
    json_decref(root);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(every_text_comes_back_from_csv_and_json_all_the_same),
        STORE_TEST(every_state_of_every_type_comes_back_all_the_same),
        STORE_TEST(an_export_imported_elsewhere_exports_the_same_bytes),
        STORE_TEST(no_cell_of_text_begins_like_a_formula),
        STORE_TEST(csv_is_stable_to_the_byte),
        STORE_TEST(json_tells_null_from_not_applicable),
        STORE_TEST(a_kind_without_records_is_exported_empty),
        STORE_TEST(an_export_that_cannot_be_written_says_so),
        STORE_TEST(a_data_package_names_a_file_for_each_kind_and_its_fields),
        STORE_TEST(a_data_package_says_types_bounds_words_and_references),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
