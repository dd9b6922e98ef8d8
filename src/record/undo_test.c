/* Taking an import back: as new versions, whole or not at all, and never over a later change. */
#include "record/test_store.h"

static const ImportResult *undo_with(TestStore *store, int64_t undone, RuleList rules) {
    ChangeSet changes = { .made_at = STR("2026-11-25T00:00:00Z"),
                          .made_by = STR("tester"),
                          .reason = STR("wrong file") };
    ASSERT_DONE(store_begin(store->open, &store->error), store->error);
    ASSERT_DONE(import_undo(store->open, store->arena, &TEST_KINDS, rules, undone, changes,
                            &store->result, &store->error),
                store->error);
    test_store_settle(store);
    return &store->result;
}

/* An undo that must succeed; gives its number. */
static int64_t undo(TestStore *store, int64_t undone) {
    const ImportResult *result = undo_with(store, undone, (RuleList){ 0 });
    if (result->problems.count) fail_msg("%.*s", STR_ARGUMENTS(result->problems.kept[0].text));
    return result->change_set;
}

static void assert_undo_refused(TestStore *store, int64_t undone, const char *key,
                                const char *part) {
    assert_problem(undo_with(store, undone, (RuleList){ 0 }), 0, "", part);
    assert_text(store->result.problems.kept[0].key, key);
}

static int64_t version_of(TestStore *store, const char *key) {
    Record record;
    int64_t version = 0;
    return test_get(store, &TEST_PLACE, key, &record, &version) ? version : 0;
}

static Str title_of(TestStore *store, const char *key) {
    Record record;
    int64_t version;
    assert_true(test_get(store, &TEST_PLACE, key, &record, &version));
    return record_value(&record, "title")->text;
}

static size_t history_of(TestStore *store, const char *key, Version **versions) {
    size_t count;
    ASSERT_DONE(history_list(store->open, store->arena, &TEST_PLACE, str_from(key), versions,
                             &count, &store->error),
                store->error);
    return count;
}

static void what_was_added_is_removed_and_its_history_stays(void **state) {
    TestStore *store = *state;
    Version *versions;
    int64_t added = test_import_done(store, &TEST_PLACE, "code,source,as_of\nA,s,2026\nB,s,2026\n");
    int64_t undone_by = undo(store, added);
    assert_int_equal(store->result.removed, 2);
    assert_int_equal(store->result.restored, 0);
    assert_int_equal(version_of(store, "A"), 0);
    assert_int_equal(history_of(store, "A", &versions), 2);
    assert_text(versions[1].action, "remove");
    assert_text(versions[1].body, "");
    assert_text(versions[1].origin, "undo");
    assert_text(versions[1].made_by, "tester");
    assert_text(versions[1].reason, "wrong file");
    assert_int_equal(versions[1].change_set, undone_by);
}

static void what_was_updated_is_restored_as_a_new_version(void **state) {
    TestStore *store = *state;
    Version *versions;
    test_import_done(store, &TEST_PLACE,
                     "code,title,note,source,as_of\nA,Old,(not applicable),s,2026\n");
    Str before = test_canonical(store, &TEST_PLACE, "A");
    int64_t updated = test_import_done(store, &TEST_PLACE,
                                       "code,title,note,source,as_of\nA,New,,s,2026\nB,,,s,2026\n");
    undo(store, updated);
    assert_int_equal(store->result.removed, 1);
    assert_int_equal(store->result.restored, 1);
    assert_true(str_equal(test_canonical(store, &TEST_PLACE, "A"), before));
    assert_int_equal(version_of(store, "A"), 3);
    assert_int_equal(version_of(store, "B"), 0);
    assert_int_equal(history_of(store, "A", &versions), 3);
    assert_text(versions[2].action, "restore");
    assert_true(str_equal(versions[2].body, before));
}

static void versions_go_on_after_a_record_was_removed_and_added_again(void **state) {
    TestStore *store = *state;
    Version *versions;
    const char *file = "code,source,as_of\nA,s,2026\n";
    undo(store, test_import_done(store, &TEST_PLACE, file));
    int64_t again = test_import_done(store, &TEST_PLACE, file);
    assert_int_equal(store->result.added, 1);
    assert_int_equal(version_of(store, "A"), 3);
    assert_int_equal(history_of(store, "A", &versions), 3);
    assert_text(versions[2].action, "add");
    undo(store, again);
    assert_int_equal(version_of(store, "A"), 0);
    assert_int_equal(history_of(store, "A", &versions), 4);
}

static void an_undo_is_refused_when_a_record_has_changed_since(void **state) {
    TestStore *store = *state;
    int64_t first = test_import_done(store, &TEST_PLACE,
                                     "code,title,source,as_of\nA,One,s,2026\nB,One,s,2026\n");
    int64_t later = test_import_done(store, &TEST_PLACE, "code,title,source,as_of\nB,Two,s,2026\n");
    assert_undo_refused(store, first, "B", "B has changed since (version 2)");
    assert_int_equal(version_of(store, "A"), 1);
    undo(store, later);
    assert_text(title_of(store, "B"), "One");
    undo(store, first);
    assert_int_equal(version_of(store, "A"), 0);
    assert_int_equal(version_of(store, "B"), 0);
}

static void a_later_import_that_says_the_same_again_stands(void **state) {
    TestStore *store = *state;
    const char *one = "code,title,source,as_of\nA,One,s,2026\n";
    int64_t first = test_import_done(store, &TEST_PLACE, one);
    int64_t second =
        test_import_done(store, &TEST_PLACE, "code,title,source,as_of\nA,Two,s,2026\n");
    int64_t third = test_import_done(store, &TEST_PLACE, one);
    assert_undo_refused(store, first, "A", "A has changed since (version 3)");
    undo(store, third);
    undo(store, second);
    assert_text(title_of(store, "A"), "One");
    undo(store, first);
    assert_int_equal(version_of(store, "A"), 0);
}

static void an_undo_is_refused_when_other_records_refer_to_what_it_would_remove(void **state) {
    TestStore *store = *state;
    int64_t places =
        test_import_done(store, &TEST_PLACE, "code,source,as_of\nA,s,2026\nB,s,2026\n");
    int64_t things = test_import_done(store, &TEST_THING, "id,place,source,as_of\na,B,s,2026\n");
    assert_undo_refused(store, places, "B", "other records refer to B; undo their import first");
    assert_int_equal(version_of(store, "A"), 1);
    undo(store, things);
    undo(store, places);
    assert_int_equal(version_of(store, "A"), 0);
}

static void an_undo_can_be_undone_and_that_again(void **state) {
    TestStore *store = *state;
    Version *versions;
    test_import_done(store, &TEST_PLACE, "code,title,source,as_of\nA,Old,s,2026\n");
    int64_t import = test_import_done(store, &TEST_PLACE,
                                      "code,title,source,as_of\nA,New,s,2026\nB,New,s,2026\n");
    int64_t first = undo(store, import);
    int64_t second = undo(store, first);
    assert_int_equal(store->result.restored, 2);
    assert_int_equal(store->result.removed, 0);
    assert_text(title_of(store, "A"), "New");
    assert_text(title_of(store, "B"), "New");
    assert_int_equal(version_of(store, "B"), 3);
    undo(store, second);
    assert_text(title_of(store, "A"), "Old");
    assert_int_equal(version_of(store, "B"), 0);
    assert_int_equal(history_of(store, "A", &versions), 5);
    assert_int_equal(history_of(store, "B", &versions), 4);
    assert_text(versions[3].action, "remove");
}

static void what_an_undo_removed_does_not_come_back_over_a_later_record(void **state) {
    TestStore *store = *state;
    const char *file = "code,source,as_of\nA,s,2026\n";
    int64_t first = undo(store, test_import_done(store, &TEST_PLACE, file));
    test_import_done(store, &TEST_PLACE, file);
    assert_undo_refused(store, first, "A", "A has changed since (version 3)");
}

static void what_refers_to_a_removed_record_does_not_come_back(void **state) {
    TestStore *store = *state;
    int64_t places = test_import_done(store, &TEST_PLACE, "code,source,as_of\nA,s,2026\n");
    int64_t things = test_import_done(store, &TEST_THING, "id,place,source,as_of\na,A,s,2026\n");
    int64_t undone = undo(store, things);
    undo(store, places);
    assert_undo_refused(store, undone, "a/A",
                        "as it was, a/A refers to a record that is not there any more");
}

static void an_import_is_undone_once(void **state) {
    TestStore *store = *state;
    int64_t import = test_import_done(store, &TEST_PLACE, "code,source,as_of\nA,s,2026\n");
    int64_t by = undo(store, import);
    ASSERT_DONE(store_begin(store->open, &store->error), store->error);
    ASSERT_REFUSED(import_undo(store->open, store->arena, &TEST_KINDS, (RuleList){ 0 }, import,
                               (ChangeSet){ 0 }, &store->result, &store->error),
                   store->error, "was undone already, by change");
    assert_int_equal(store->error.kind, ERROR_REFUSED);
    assert_true(by > import);
    ASSERT_REFUSED(import_undo(store->open, store->arena, &TEST_KINDS, (RuleList){ 0 }, 99,
                               (ChangeSet){ 0 }, &store->result, &store->error),
                   store->error, "there is no import 99");
    assert_int_equal(store->error.kind, ERROR_NOT_FOUND);
    store_rollback(store->open);
}

static bool some_place_there_must_be(Store *open, Problems *problems, Error *error) {
    static const Query count = { .name = "count", .sqlite = "select count(*) from place" };
    Statement *statement = store_statement(open, &count, error);
    bool row;
    if (!statement || !statement_step(statement, &row, error)) return false;
    if (!statement_integer(statement, 0))
        problem_add(problems, 0, STR_EMPTY, STR_EMPTY, "there must be a place");
    statement_reset(statement);
    return true;
}

static void the_rules_hold_for_an_undo_too(void **state) {
    TestStore *store = *state;
    static const RecordRule rules[] = { { "place", "D0", some_place_there_must_be } };
    static const size_t count = COUNT_OF(rules);
    const RuleSet sets[] = { { rules, &count } };
    int64_t import = test_import_done(store, &TEST_PLACE, "code,source,as_of\nA,s,2026\n");
    assert_problem(undo_with(store, import, (RuleList){ sets, 1 }), 0, "", "there must be a place");
    assert_int_equal(version_of(store, "A"), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(what_was_added_is_removed_and_its_history_stays),
        STORE_TEST(what_was_updated_is_restored_as_a_new_version),
        STORE_TEST(versions_go_on_after_a_record_was_removed_and_added_again),
        STORE_TEST(an_undo_is_refused_when_a_record_has_changed_since),
        STORE_TEST(a_later_import_that_says_the_same_again_stands),
        STORE_TEST(an_undo_is_refused_when_other_records_refer_to_what_it_would_remove),
        STORE_TEST(an_undo_can_be_undone_and_that_again),
        STORE_TEST(what_an_undo_removed_does_not_come_back_over_a_later_record),
        STORE_TEST(what_refers_to_a_removed_record_does_not_come_back),
        STORE_TEST(an_import_is_undone_once),
        STORE_TEST(the_rules_hold_for_an_undo_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
