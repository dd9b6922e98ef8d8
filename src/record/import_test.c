/* Import: the plan, what refuses a file, and that a file is carried out whole or not at all. */
#include "record/test_store.h"

static const ImportResult *import_json(TestStore *store, const Kind *kind, const char *json) {
    return test_import_as(store, kind, IMPORT_JSON, str_from(json), (RuleList){ 0 });
}

static void add_here(TestStore *store) {
    test_import_done(store, &TEST_PLACE, "code,aliases,source,as_of\nHERE,ICI  AQUI,s,2026\n");
}

/* --- the plan
 * -----------------------------------------------------------------------------------------------
 */

static void a_plan_counts_what_is_added_updated_and_the_same(void **state) {
    TestStore *store = *state;
    assert_plan(test_import(store, &TEST_PLACE, "code,source,as_of\nA,s,2026\nB,s,2026\n"), 2, 0,
                0);
    assert_plan(
        test_import(store, &TEST_PLACE, "code,source,as_of\nA,s,2026\nB,t,2026\nC,s,2026\n"), 1, 1,
        1);
    assert_true(store->result.change_set > 0);
    assert_plan(test_import(store, &TEST_PLACE, "code,source,as_of\nA,s,2026\nB,t,2026\n"), 0, 0,
                2);
    assert_int_equal(store->result.change_set, 0);
    assert_plan(test_import(store, &TEST_PLACE, "code,source,as_of\n"), 0, 0, 0);
}

static void an_update_says_which_field_what_was_and_what_is_to_be(void **state) {
    TestStore *store = *state;
    test_import_done(store, &TEST_PLACE, "code,title,note,source,as_of\nA,Old,,s,2026\n");
    const ImportResult *result =
        test_import(store, &TEST_PLACE,
                    "code,title,note,source,as_of\nB,,,s,2026\nA,,(not applicable),s,2026\n");
    assert_plan(result, 1, 1, 0);
    assert_int_equal(result->entry_count, 2);
    assert_int_equal(result->entries[0].action, PLAN_ADD);
    assert_text(result->entries[0].key, "B");
    const PlanEntry *entry = &result->entries[1];
    assert_int_equal(entry->action, PLAN_UPDATE);
    assert_int_equal(entry->line, 3);
    assert_text(entry->key, "A");
    assert_int_equal(entry->change_count, 2);
    assert_string_equal(entry->changes[0].field, "title");
    assert_text(entry->changes[0].old, "Old");
    assert_text(entry->changes[0].new, "");
    assert_string_equal(entry->changes[1].field, "note");
    assert_text(entry->changes[1].new, "(not applicable)");
}

static void the_same_fact_written_otherwise_is_the_same(void **state) {
    TestStore *store = *state;
    test_import_done(store, &TEST_THING, "id,number,share,source,as_of\na,7,0.5,s,2026\n");
    assert_plan(test_import(store, &TEST_THING,
                            "\xEF\xBB\xBFshare,\"number\",id,as_of,source,key,version\r\n"
                            "0.50,007,a,2026,\"s\",a,9\r\n"),
                0, 0, 1);
}

static void a_long_plan_is_counted_whole_and_kept_in_part(void **state) {
    TestStore *store = *state;
    enum { ROWS = PLAN_ENTRIES_KEPT + 10 };
    Buffer file = { 0 };
    buffer_add_c(&file, "code,source,as_of\n");
    for (int i = 0; i < ROWS; i++)
        buffer_format(&file, "P%d,s,2026\n", i);
    buffer_add_byte(&file, 0);
    assert_plan(test_import(store, &TEST_PLACE, file.data), ROWS, 0, 0);
    assert_int_equal(store->result.entry_count, PLAN_ENTRIES_KEPT);
    buffer_free(&file);
}

/* --- columns
 * ------------------------------------------------------------------------------------------------
 */

static void a_column_left_out_keeps_what_is_on_record(void **state) {
    TestStore *store = *state;
    test_import_done(store, &TEST_PLACE,
                     "code,aliases,title,source,as_of\nA,(not applicable),Here,s,2026\n");
    assert_plan(test_import(store, &TEST_PLACE, "code,source,as_of\nA,t,2026\n"), 0, 1, 0);
    assert_text(test_canonical(store, &TEST_PLACE, "A"),
                "{\"as_of\":\"2026\",\"code\":\"A\",\"not_applicable\":[\"aliases\"],"
                "\"source\":\"t\",\"title\":\"Here\"}");
}

static void an_empty_cell_empties_what_is_on_record(void **state) {
    TestStore *store = *state;
    test_import_done(store, &TEST_PLACE, "code,title,source,as_of\nA,Here,s,2026\n");
    assert_plan(test_import(store, &TEST_PLACE, "code,title,source,as_of\nA,,s,2026\n"), 0, 1, 0);
    assert_text(test_canonical(store, &TEST_PLACE, "A"),
                "{\"as_of\":\"2026\",\"code\":\"A\",\"source\":\"s\"}");
}

static void a_header_that_is_wrong_refuses_the_file(void **state) {
    TestStore *store = *state;
    assert_problem(test_import(store, &TEST_PLACE, "code,weight,source,as_of\nA,1,s,2026\n"), 1,
                   "weight", "place has no field of this name");
    assert_problem(test_import(store, &TEST_PLACE, "code,source,as_of,code\nA,s,2026,A\n"), 1,
                   "code", "the column stands twice in the header");
    assert_problem(test_import(store, &TEST_PLACE, "key,code,source,as_of,key\nA,A,s,2026,A\n"), 1,
                   "key", "the column stands twice in the header");
    assert_problem(test_import(store, &TEST_PLACE, "code,source\nA,s\n"), 1, "as_of",
                   "the column is missing and place needs it: The date for which");
    assert_problem(test_import(store, &TEST_PLACE, ""), 1, "", "the file is empty");
}

/* --- rows
 * ---------------------------------------------------------------------------------------------------
 */

static void a_bad_row_is_told_by_line_column_value_and_rule(void **state) {
    TestStore *store = *state;
    add_here(store);
    static const struct {
        const char *file;
        size_t line;
        const char *column, *part;
    } CASES[] = {
        { "id,day,source,as_of\na,2013-11-12,s,2026\nb,2013-02-31,s,2026\n", 3, "day",
          "2013-02-31" },
        { "id,place,source,as_of\na,THERE,s,2026\n", 2, "place",
          "\"THERE\" is no place on record; correct it, or import the place first" },
        { "id,source,as_of\na,s,2026\n\nb,,2026\n", 4, "source",
          "empty, and every thing needs it: Where the fact stands" },
        { "id,source,as_of\na,(not applicable),2026\n", 2, "source", "empty, and every thing" },
        { "id,number,source,as_of\n\"a\nb\",1,s,2026\n", 2, "id", "line break" },
        { "id,colour,source,as_of\na,blue,s,2026\n", 2, "colour",
          "\"blue\" is not a word of colour; it has: red, green" },
        { "id,source,as_of\na,s,2026,more\n", 2, "", "the row has 4 cells, the header 3" },
        { "id,source,as_of\na,s\n", 2, "", "the row has 2 cells, the header 3" },
        { "id,source,as_of\na,s,2026\nb,s,2026\na,t,2026\n", 4, "",
          "a stands on line 2 already; keep one of the two" },
        { "key,id,source,as_of\nb,a,s,2026\n", 2, "key", "the row says b, its fields make a" },
        { "id,source,as_of\n\"a,s,2026\n", 0, "", "line 2" },
        { "id,source,as_of\n\xFF,s,2026\n", 0, "", "line 2" },
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_problem(test_import(store, &TEST_THING, CASES[i].file), CASES[i].line,
                       CASES[i].column, CASES[i].part);
}

static void every_bad_row_is_told_and_none_is_carried_out(void **state) {
    TestStore *store = *state;
    const ImportResult *result =
        test_import(store, &TEST_THING,
                    "id,number,flag,source,as_of\na,1,yes,s,2026\nb,many,maybe,s,2026\n"
                    "c,2,no,s,2026\nd,,,s,2026-13\n");
    assert_int_equal(result->problems.count, 3);
    assert_int_equal(result->problems.kept[0].line, 3);
    assert_text(result->problems.kept[0].column, "number");
    assert_int_equal(result->problems.kept[1].line, 3);
    assert_text(result->problems.kept[1].column, "flag");
    assert_int_equal(result->problems.kept[2].line, 5);
    assert_text(result->problems.kept[2].column, "as_of");
    assert_text(test_canonical(store, &TEST_THING, "a"), "");
}

static void all_problems_are_counted_and_the_first_are_kept(void **state) {
    TestStore *store = *state;
    enum { ROWS = PROBLEMS_KEPT + 50 };
    Buffer file = { 0 };
    buffer_add_c(&file, "code,source,as_of\n");
    for (int i = 0; i < ROWS; i++)
        buffer_format(&file, "P%d,,2026\n", i);
    buffer_add_byte(&file, 0);
    assert_int_equal(test_import(store, &TEST_PLACE, file.data)->problems.count, ROWS);
    assert_int_equal(store->result.problems.kept[PROBLEMS_KEPT - 1].line, PROBLEMS_KEPT + 1);
    buffer_free(&file);
}

/* --- references
 * --------------------------------------------------------------------------------------------- */

static void an_alias_stands_for_the_key_in_value_and_key(void **state) {
    TestStore *store = *state;
    add_here(store);
    assert_plan(test_import(store, &TEST_THING, "id,place,source,as_of\na,AQUI,s,2026\n"), 1, 0, 0);
    assert_text(test_canonical(store, &TEST_THING, "a/HERE"),
                "{\"as_of\":\"2026\",\"id\":\"a\",\"place\":\"HERE\",\"source\":\"s\"}");
    assert_plan(test_import(store, &TEST_THING, "id,place,source,as_of\na,ICI,s,2026\n"), 0, 0, 1);
    assert_problem(
        test_import(store, &TEST_THING, "id,place,source,as_of\nb,ICI,s,2026\nb,HERE,s,2026\n"), 3,
        "", "b/HERE stands on line 2 already");
}

/* --- versions
 * -----------------------------------------------------------------------------------------------
 */

static void an_update_makes_version_2_and_keeps_version_1(void **state) {
    TestStore *store = *state;
    Record record;
    int64_t version;
    test_import_done(store, &TEST_PLACE, "code,title,source,as_of\nA,Old,s,2026\n");
    test_import_done(store, &TEST_PLACE, "code,title,source,as_of\nA,New,s,2026\n");
    assert_true(test_get(store, &TEST_PLACE, "A", &record, &version));
    assert_int_equal(version, 2);
    assert_text(record_value(&record, "title")->text, "New");
    Version *versions;
    size_t count;
    ASSERT_DONE(history_list(store->open, store->arena, &TEST_PLACE, STR("A"), &versions, &count,
                             &store->error),
                store->error);
    assert_int_equal(count, 2);
    assert_true(str_contains(versions[0].body, STR("Old")));
    assert_true(str_contains(versions[1].body, STR("New")));
}

/* --- JSON
 * ---------------------------------------------------------------------------------------------------
 */

static void json_says_the_same_as_csv(void **state) {
    TestStore *store = *state;
    add_here(store);
    assert_plan(
        import_json(store, &TEST_THING,
                    "{\"kind\": \"thing\", \"records\": [{\"key\": \"a/HERE\", \"version\": 4,"
                    " \"id\": \"a\", \"place\": \"ICI\", \"number\": -5, \"share\": 0.5,"
                    " \"flag\": true, \"day\": \"2013-11-12\", \"happened_on\": null,"
                    " \"colour\": \"red\", \"end\": \"\", \"source\": \"s\", \"as_of\": \"2026\","
                    " \"not_applicable\": [\"total\"]}], \"count\": 1}"),
        1, 0, 0);
    assert_plan(test_import(store, &TEST_THING,
                            "id,place,number,total,share,flag,day,happened_on,colour,end,source,"
                            "as_of\na,HERE,-5,(not applicable),0.5,yes,2013-11-12,,red,,s,2026\n"),
                0, 0, 1);
    assert_plan(import_json(store, &TEST_PLACE,
                            "[{\"code\": \"B\", \"source\": \"s\", \"as_of\": \"2026\"}]"),
                1, 0, 0);
}

static void a_json_record_that_leaves_a_field_out_keeps_what_is_on_record(void **state) {
    TestStore *store = *state;
    test_import_done(store, &TEST_PLACE,
                     "code,title,aliases,source,as_of\nA,Here,X,s,2026\n"
                     "B,There,Y,s,2026\n");
    assert_plan(import_json(store, &TEST_PLACE,
                            "[{\"code\": \"A\", \"source\": \"s\", \"as_of\": \"2026\"},"
                            " {\"code\": \"B\", \"source\": \"s\", \"as_of\": \"2026\","
                            "  \"title\": null, \"not_applicable\": [\"aliases\"]}]"),
                0, 1, 1);
    assert_text(test_canonical(store, &TEST_PLACE, "B"),
                "{\"as_of\":\"2026\",\"code\":\"B\",\"not_applicable\":[\"aliases\"],"
                "\"source\":\"s\"}");
}

static void json_that_is_wrong_refuses_the_file(void **state) {
    TestStore *store = *state;
    static const struct {
        const char *file;
        size_t line;
        const char *column, *part;
    } CASES[] = {
        { "{", 0, "", "line 1" },
        { "{\"rows\": []}", 0, "", "expected a list of records" },
        { "{\"kind\": \"thing\", \"records\": []}", 0, "", "holds thing, not place" },
        { "[{\"code\": \"A\", \"source\": \"s\"}]", 1, "as_of", "empty, and every place" },
        { "[{\"code\": \"A\", \"weight\": 1, \"source\": \"s\", \"as_of\": \"2026\"}]", 1, "",
          "place has no field \"weight\"" },
        { "[{\"key\": \"B\", \"code\": \"A\", \"source\": \"s\", \"as_of\": \"2026\"}]", 1, "key",
          "the row says B, its fields make A" },
        { "[1]", 1, "", "a record must be a JSON object" },
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_problem(import_json(store, &TEST_PLACE, CASES[i].file), CASES[i].line,
                       CASES[i].column, CASES[i].part);
}

/* --- rules
 * --------------------------------------------------------------------------------------------------
 */

static bool nothing_is_red(Store *open, Problems *problems, Error *error) {
    static const Query red = { .name = "red",
                               .sqlite = "select key from thing where colour = 'red'" };
    Statement *statement = store_statement(open, &red, error);
    bool row = false;
    while (statement && statement_step(statement, &row, error) && row)
        problem_add(problems, 0, STR("colour"), statement_text(statement, 0),
                    "nothing is red (D0)");
    return statement && !row;
}

static bool cannot_tell(Store *open, Problems *problems, Error *error) {
    (void)open, (void)problems;
    return error_set(error, ERROR_SYSTEM, "no disk");
}

static void a_rule_sees_the_state_the_file_would_lead_to_and_names_the_line(void **state) {
    TestStore *store = *state;
    static const RecordRule rules[] = { { "thing", "D0", nothing_is_red } };
    static const size_t count = COUNT_OF(rules);
    const RuleSet sets[] = { { rules, &count } };
    const RuleList list = { sets, 1 };
    assert_problem(test_import_as(store, &TEST_THING, IMPORT_CSV,
                                  STR("id,colour,source,as_of\na,green,s,2026\nb,red,s,2026\n"),
                                  list),
                   3, "colour", "nothing is red (D0)");
    assert_text(store->result.problems.kept[0].key, "b");
    assert_text(test_canonical(store, &TEST_THING, "a"), "");
    assert_plan(test_import_as(store, &TEST_THING, IMPORT_CSV,
                               STR("id,colour,source,as_of\na,green,s,2026\n"), list),
                1, 0, 0);
    assert_plan(test_import_as(store, &TEST_PLACE, IMPORT_CSV,
                               STR("code,title,source,as_of\nA,red,s,2026\n"), list),
                1, 0, 0);
}

static void a_rule_that_fails_is_no_verdict(void **state) {
    TestStore *store = *state;
    static const RecordRule rules[] = { { "place", "D0", cannot_tell } };
    static const size_t count = COUNT_OF(rules);
    const RuleSet sets[] = { { rules, &count } };
    ImportRequest request = { .kind = &TEST_PLACE,
                              .content = STR("code,source,as_of\nA,s,2026\n"),
                              .changes = { .origin = STR("import") },
                              .registry = &TEST_KINDS,
                              .rules = { sets, 1 } };
    ASSERT_DONE(store_begin(store->open, &store->error), store->error);
    ASSERT_REFUSED(import_run(store->open, store->arena, &request, &store->result, &store->error),
                   store->error, "rule D0: no disk");
    store_rollback(store->open);
}

/* --- progress
 * -----------------------------------------------------------------------------------------------
 */

typedef struct Progress {
    size_t calls, last, total;
} Progress;

static void note_progress(void *context, size_t done, size_t total) {
    Progress *progress = context;
    assert_true(done >= progress->last && done <= total);
    *progress = (Progress){ progress->calls + 1, done, total };
}

static void a_long_import_tells_how_far_it_is(void **state) {
    TestStore *store = *state;
    enum { ROWS = 5000 };
    Buffer file = { 0 };
    Progress progress = { 0 };
    buffer_add_c(&file, "code,source,as_of\n");
    for (int i = 0; i < ROWS; i++)
        buffer_format(&file, "P%d,s,2026\n", i);
    ImportRequest request = { .kind = &TEST_PLACE,
                              .content = buffer_str(&file),
                              .changes = { .origin = STR("import") },
                              .registry = &TEST_KINDS,
                              .progress = note_progress,
                              .progress_context = &progress };
    ASSERT_DONE(store_begin(store->open, &store->error), store->error);
    ASSERT_DONE(import_run(store->open, store->arena, &request, &store->result, &store->error),
                store->error);
    store_rollback(store->open);
    assert_true(progress.calls >= 2 && progress.last > 0);
    assert_int_equal(progress.total, file.length);
    buffer_free(&file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(a_plan_counts_what_is_added_updated_and_the_same),
        STORE_TEST(an_update_says_which_field_what_was_and_what_is_to_be),
        STORE_TEST(the_same_fact_written_otherwise_is_the_same),
        STORE_TEST(a_long_plan_is_counted_whole_and_kept_in_part),
        STORE_TEST(a_column_left_out_keeps_what_is_on_record),
        STORE_TEST(an_empty_cell_empties_what_is_on_record),
        STORE_TEST(a_header_that_is_wrong_refuses_the_file),
        STORE_TEST(a_bad_row_is_told_by_line_column_value_and_rule),
        STORE_TEST(every_bad_row_is_told_and_none_is_carried_out),
        STORE_TEST(all_problems_are_counted_and_the_first_are_kept),
        STORE_TEST(an_alias_stands_for_the_key_in_value_and_key),
        STORE_TEST(an_update_makes_version_2_and_keeps_version_1),
        STORE_TEST(json_says_the_same_as_csv),
        STORE_TEST(a_json_record_that_leaves_a_field_out_keeps_what_is_on_record),
        STORE_TEST(json_that_is_wrong_refuses_the_file),
        STORE_TEST(a_rule_sees_the_state_the_file_would_lead_to_and_names_the_line),
        STORE_TEST(a_rule_that_fails_is_no_verdict),
        STORE_TEST(a_long_import_tells_how_far_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
