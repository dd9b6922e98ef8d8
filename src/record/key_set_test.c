#include "record/key_set.h"

#include "store/test_folder.h"

static void a_key_is_found_once_it_is_added(void **state) {
    (void)state;
    Arena arena = { 0 };
    KeySet set = { .arena = &arena };
    assert_null(key_set_find(&set, STR("a")));
    key_set_add(&set, STR("a"))->line = 7;
    assert_int_equal(key_set_find(&set, STR("a"))->line, 7);
    assert_null(key_set_find(&set, STR("")));
    assert_null(key_set_find(&set, STR("A")));
    assert_null(key_set_find(&set, STR("a ")));
    key_set_free(&set);
    assert_null(key_set_find(&set, STR("a")));
    arena_free(&arena);
}

static void a_key_is_copied_and_stands_for_itself_unless_it_is_an_alias(void **state) {
    (void)state;
    Arena arena = { 0 };
    KeySet set = { .arena = &arena };
    char text[] = "CCPR";
    key_set_add(&set, str_from(text));
    text[0] = 'X';
    assert_text(key_set_find(&set, STR("CCPR"))->target, "CCPR");
    key_set_add(&set, STR("ICCPR"))->target = STR("CCPR");
    assert_text(key_set_find(&set, STR("ICCPR"))->target, "CCPR");
    key_set_free(&set);
    arena_free(&arena);
}

static void ten_thousand_keys_keep_their_lines(void **state) {
    (void)state;
    enum { KEYS = 10000 };
    Arena arena = { 0 };
    KeySet set = { .arena = &arena };
    for (size_t i = 0; i < KEYS; i++)
        key_set_add(&set, str_format(&arena, "key %zu", i))->line = i;
    assert_int_equal(set.count, KEYS);
    for (size_t i = 0; i < KEYS; i++)
        assert_int_equal(key_set_find(&set, str_format(&arena, "key %zu", i))->line, i);
    assert_null(key_set_find(&set, STR("key 10000")));
    key_set_free(&set);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_is_found_once_it_is_added),
        cmocka_unit_test(a_key_is_copied_and_stands_for_itself_unless_it_is_an_alias),
        cmocka_unit_test(ten_thousand_keys_keep_their_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
