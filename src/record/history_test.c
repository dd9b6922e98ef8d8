/* History: every version stays, and its commitment can be recomputed by whoever has the salt. */
#include "record/history.h"

#include "record/test_store.h"

static const Query TAMPER = {
    .name = "tamper",
    .sqlite = "update record_version set body = replace(body, 'One', 'Two')",
};

static void what_is_committed_to_is_stable_to_the_byte(void **state) {
    (void)state;
    Buffer out = { 0 };
    version_write_canonical(&out, STR("treaty_action"), STR("CHN/CCPR"), 2, STR("update"),
                            STR("2026-11-24T05:48:11Z"), STR("{\"iso3\":\"CHN\"}"));
    assert_text(buffer_str(&out),
                "{\"action\":\"update\",\"at\":\"2026-11-24T05:48:11Z\",\"fields\":{\"iso3\":"
                "\"CHN\"},\"key\":\"CHN/CCPR\",\"kind\":\"treaty_action\",\"version\":2}");
    buffer_clear(&out);
    version_write_canonical(&out, STR("place"), STR("l'\"A\""), 3, STR("remove"),
                            STR("2026-11-24T05:48:11Z"), STR_EMPTY);
    assert_text(buffer_str(&out), "{\"action\":\"remove\",\"at\":\"2026-11-24T05:48:11Z\","
                                  "\"fields\":null,\"key\":\"l'\\\"A\\\"\",\"kind\":\"place\","
                                  "\"version\":3}");
    buffer_free(&out);
}

/* SHA-256 of sixteen bytes 00..0f followed by "{}", from sha256sum. */
static void a_commitment_is_the_hash_of_salt_and_text(void **state) {
    (void)state;
    Salt salt;
    char hex[COMMITMENT_SIZE * 2 + 1];
    for (size_t i = 0; i < SALT_SIZE; i++)
        salt.bytes[i] = (unsigned char)i;
    Commitment commitment = commitment_make(&salt, STR("{}"));
    hex_write(commitment.bytes, COMMITMENT_SIZE, hex);
    assert_string_equal(hex, "b5c1f9361eb9fbedd3e628a72d1c8fef46544361fd79fa6781baf6d932b1c3f6");
}

static void salts_are_never_the_same(void **state) {
    (void)state;
    enum { SALTS = 1000 };
    Salt salts[SALTS];
    for (size_t i = 0; i < SALTS; i++) {
        salts[i] = salt_new();
        for (size_t j = 0; j < i; j++)
            assert_memory_not_equal(salts[i].bytes, salts[j].bytes, SALT_SIZE);
    }
}

static Version *list(TestStore *store, const char *key, size_t expected) {
    Version *versions;
    size_t count;
    ASSERT_DONE(history_list(store->open, store->arena, &TEST_PLACE, str_from(key), &versions,
                             &count, &store->error),
                store->error);
    assert_int_equal(count, expected);
    return versions;
}

static bool recomputes(const Version *version, const char *key) {
    Buffer out = { 0 };
    version_write_canonical(&out, STR("place"), str_from(key), version->version, version->action,
                            version->made_at, version->body);
    Commitment commitment = commitment_make(&version->salt, buffer_str(&out));
    buffer_free(&out);
    return memcmp(commitment.bytes, version->commitment.bytes, COMMITMENT_SIZE) == 0;
}

static void each_version_keeps_who_when_why_and_what(void **state) {
    TestStore *store = *state;
    int64_t first = test_import_done(store, &TEST_PLACE, "code,title,source,as_of\nA,One,s,2026\n");
    int64_t second =
        test_import_done(store, &TEST_PLACE, "code,title,source,as_of\nA,Other,s,2026\n");
    Version *versions = list(store, "A", 2);
    assert_int_equal(versions[0].version, 1);
    assert_int_equal(versions[0].change_set, first);
    assert_text(versions[0].action, "add");
    assert_text(versions[0].body,
                "{\"as_of\":\"2026\",\"code\":\"A\",\"source\":\"s\",\"title\":\"One\"}");
    assert_int_equal(versions[1].version, 2);
    assert_int_equal(versions[1].change_set, second);
    assert_text(versions[1].action, "update");
    assert_text(versions[1].body,
                "{\"as_of\":\"2026\",\"code\":\"A\",\"source\":\"s\",\"title\":\"Other\"}");
    for (size_t i = 0; i < 2; i++) {
        assert_text(versions[i].origin, "import");
        assert_text(versions[i].file_name, "test.csv");
        assert_text(versions[i].made_at, "2026-11-24T05:48:11Z");
        assert_text(versions[i].made_by, "tester");
        assert_text(versions[i].reason, "to see");
        assert_int_equal(versions[i].leaf_index, i);
    }
    list(store, "none", 0);
}

static void each_commitment_recomputes_from_what_is_kept(void **state) {
    TestStore *store = *state;
    int64_t first = test_import_done(
        store, &TEST_PLACE, "code,title,source,as_of\nA,One,s,2026\nB,\"l'\"\"x\"\"\",s,2026\n");
    ChangeSet changes = { .made_at = STR("2026-11-25T00:00:00Z"), .made_by = STR("tester") };
    ASSERT_DONE(store_begin(store->open, &store->error), store->error);
    ASSERT_DONE(import_undo(store->open, store->arena, &TEST_KINDS, (RuleList){ 0 }, first, changes,
                            &store->result, &store->error),
                store->error);
    test_store_settle(store);
    static const char *const KEYS[] = { "A", "B" };
    for (size_t k = 0; k < COUNT_OF(KEYS); k++) {
        Version *versions = list(store, KEYS[k], 2);
        assert_text(versions[1].action, "remove");
        assert_true(recomputes(&versions[0], KEYS[k]) && recomputes(&versions[1], KEYS[k]));
        assert_false(recomputes(&versions[0], "C"));
    }
}

static void a_changed_history_does_not_recompute(void **state) {
    TestStore *store = *state;
    test_import_done(store, &TEST_PLACE, "code,title,source,as_of\nA,One,s,2026\n");
    assert_true(recomputes(list(store, "A", 1), "A"));
    ASSERT_DONE(store_run_script(store->open, &TAMPER, &store->error), store->error);
    assert_false(recomputes(list(store, "A", 1), "A"));
}

static void the_log_grows_by_a_leaf_a_version_and_never_shrinks(void **state) {
    TestStore *store = *state;
    int64_t size = -1;
    ASSERT_DONE(history_log_size(store->open, &size, &store->error), store->error);
    assert_int_equal(size, 0);
    test_import_done(store, &TEST_PLACE, "code,source,as_of\nA,s,2026\nB,s,2026\n");
    test_import(store, &TEST_PLACE, "code,source,as_of\nC,s,2026\nD,s,2026-02-31\n");
    test_import(store, &TEST_PLACE, "code,source,as_of\nA,s,2026\n");
    ASSERT_DONE(history_log_size(store->open, &size, &store->error), store->error);
    assert_int_equal(size, 2);
    test_import_done(store, &TEST_PLACE, "code,source,as_of\nA,other,2026\nB,s,2026\n");
    ASSERT_DONE(history_log_size(store->open, &size, &store->error), store->error);
    assert_int_equal(size, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_committed_to_is_stable_to_the_byte),
        cmocka_unit_test(a_commitment_is_the_hash_of_salt_and_text),
        cmocka_unit_test(salts_are_never_the_same),
        STORE_TEST(each_version_keeps_who_when_why_and_what),
        STORE_TEST(each_commitment_recomputes_from_what_is_kept),
        STORE_TEST(a_changed_history_does_not_recompute),
        STORE_TEST(the_log_grows_by_a_leaf_a_version_and_never_shrinks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
