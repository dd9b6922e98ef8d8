/* Reading a snapshot: by key, by a field, all; prepared once, and as often as wanted. */
#include "record/reader.h"

#include "record/test_store.h"

static RecordReader *reader_of(TestStore *store) {
    test_import_done(store, &TEST_PLACE, "code,source,as_of\nA,s,2026\nB,s,2026\n");
    test_import_done(store, &TEST_THING,
                     "id,place,colour,day,source,as_of\n"
                     "c,A,red,2013-11-12,s,2026\na,A,green,,s,2026\nb,B,red,,s,2026\n"
                     "d,(not applicable),,,s,2026\n");
    return record_reader_new(store->open);
}

static void assert_keys(TestStore *store, RecordReader *reader, const char *field,
                        const char *value, const char *expected) {
    RecordList list;
    Str keys = STR("");
    ASSERT_DONE(record_reader_list(reader, store->arena, &TEST_THING, field, str_from(value), &list,
                                   &store->error),
                store->error);
    for (size_t i = 0; i < list.count; i++)
        keys = str_format(store->arena, "%.*s%.*s ", STR_ARGUMENTS(keys),
                          STR_ARGUMENTS(list.records[i].key));
    assert_text(keys, expected);
}

static void a_record_is_found_by_its_key_or_not(void **state) {
    TestStore *store = *state;
    RecordReader *reader = reader_of(store);
    Record record;
    bool found;
    assert_ptr_equal(record_reader_store(reader), store->open);
    for (int times = 0; times < 2; times++) {
        ASSERT_DONE(record_reader_get(reader, store->arena, &TEST_THING, STR("c/A"), &record,
                                      &found, &store->error),
                    store->error);
        assert_true(found);
        assert_text(record_value(&record, "colour")->text, "red");
        ASSERT_DONE(record_reader_get(reader, store->arena, &TEST_THING, STR("c/B"), &record,
                                      &found, &store->error),
                    store->error);
        assert_false(found);
    }
    record_reader_free(reader);
}

static void records_are_listed_by_a_field_in_the_order_of_their_keys(void **state) {
    TestStore *store = *state;
    RecordReader *reader = reader_of(store);
    for (int times = 0; times < 2; times++) {
        assert_keys(store, reader, "place", "A", "a/A c/A ");
        assert_keys(store, reader, "place", "B", "b/B ");
        assert_keys(store, reader, "place", "C", "");
        assert_keys(store, reader, "place", "", "");
        assert_keys(store, reader, "colour", "red", "b/B c/A ");
        assert_keys(store, reader, "day", "2013-11-12", "c/A ");
        assert_keys(store, reader, NULL, "", "a/A b/B c/A d ");
    }
    record_reader_free(reader);
}

static void a_long_list_is_whole(void **state) {
    TestStore *store = *state;
    enum { ROWS = 1000 };
    Buffer file = { 0 };
    RecordList list;
    buffer_add_c(&file, "code,title,source,as_of\n");
    for (int i = 0; i < ROWS; i++)
        buffer_format(&file, "%04d,T,s,2026\n", i);
    buffer_add_byte(&file, 0);
    test_import_done(store, &TEST_PLACE, file.data);
    buffer_free(&file);
    RecordReader *reader = record_reader_new(store->open);
    ASSERT_DONE(record_reader_list(reader, store->arena, &TEST_PLACE, "title", STR("T"), &list,
                                   &store->error),
                store->error);
    assert_int_equal(list.count, ROWS);
    for (int i = 0; i < ROWS; i++)
        assert_true(str_equal(list.records[i].key, str_format(store->arena, "%04d", i)));
    record_reader_free(reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(a_record_is_found_by_its_key_or_not),
        STORE_TEST(records_are_listed_by_a_field_in_the_order_of_their_keys),
        STORE_TEST(a_long_list_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
