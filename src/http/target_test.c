#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/target.h"

static Arena arena;

static RequestTarget taken(const char *raw) {
    RequestTarget target;
    Error error;
    if (!request_target_parse(&arena, str_from(raw), &target, &error))
        fail_msg("%s: %s", raw, error.message);
    return target;
}

static void assert_str(Str found, const char *wanted) {
    if (!str_equal_c(found, wanted))
        fail_msg("\"%.*s\" is not \"%s\"", STR_ARGUMENTS(found), wanted);
}

static void a_path_comes_decoded_with_its_segments(void **state) {
    (void)state;
    RequestTarget target = taken("/elections/2013/C%C3%B4te%20d%27Ivoire");
    assert_str(target.path, "/elections/2013/Côte d'Ivoire");
    assert_int_equal(target.segment_count, 3);
    assert_str(target.segments[0], "elections");
    assert_str(target.segments[2], "Côte d'Ivoire");
    assert_false(target.ends_with_slash);
}

static void the_root_has_no_segments(void **state) {
    (void)state;
    RequestTarget target = taken("/?");
    assert_str(target.path, "/");
    assert_int_equal(target.segment_count, 0);
    assert_false(target.ends_with_slash);
    assert_str(target.canonical, "/");
}

static void a_slash_at_the_end_is_remembered(void **state) {
    (void)state;
    RequestTarget target = taken("/states/");
    assert_true(target.ends_with_slash);
    assert_int_equal(target.segment_count, 1);
    assert_str(target.canonical, "/states/");
}

static void a_plus_is_a_space_in_the_query_and_a_plus_in_the_path(void **state) {
    (void)state;
    RequestTarget target = taken("/a+b?q=a+b%2Bc");
    assert_str(target.path, "/a+b");
    assert_str(form_value(&target.query, "q"), "a b+c");
}

static void one_address_has_one_canonical_spelling(void **state) {
    (void)state;
    static const char *const spellings[] = { "/st%61tes/C%48?a=1&b=x%20y&b=2",
                                             "/states/CH?b=x+y&b=2&a=1",
                                             "/states/CH?&b=x%20y&&a=%31&b=2&" };
    for (size_t i = 0; i < COUNT_OF(spellings); i++)
        assert_str(taken(spellings[i]).canonical, "/states/CH?a=1&b=x%20y&b=2");
    assert_str(taken("/caf%c3%a9~-._").canonical, "/caf%C3%A9~-._");
    assert_str(taken("/a?flag").canonical, "/a?flag=");
}

static void what_could_be_read_in_two_ways_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {
        "",
        "*",
        "states",
        "http://host/states",
        "host:443",
        "//",
        "/a//b",
        "//host/a",
        "/a//",
        "/.",
        "/..",
        "/a/../b",
        "/a/.",
        "/a/%2e%2E/b",
        "/%2e",
        "/a%2Fb",
        "/a%2fb",
        "/a%00b",
        "/a?b=%00",
        "/a%ff",
        "/a%C3",
        "/a%c0%af",
        "/a?b=%ed%a0%80",
        "/%",
        "/%4",
        "/%4g",
        "/a?b=%",
        "/a b",
        "/a\tb",
        "/a#b",
        "/a%0Ab",
        "/a%7f",
        "/a?=b",
        "/a?%zz=1",
        "/a\x7f",
        "/\xff",
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        RequestTarget target;
        Error error = { .kind = ERROR_NONE };
        if (request_target_parse(&arena, str_from(bad[i]), &target, &error))
            fail_msg("\"%s\" was taken", bad[i]);
        assert_int_equal(error.kind, ERROR_REFUSED);
    }
}

static void too_many_segments_or_fields_are_refused(void **state) {
    (void)state;
    char path[2 * (TARGET_SEGMENTS_MAX + 1) + 1] = "",
                                              query[4 * TARGET_QUERY_FIELDS_MAX + 8] = "/?";
    for (size_t i = 0; i < TARGET_SEGMENTS_MAX; i++)
        strcat(path, "/a");
    for (size_t i = 0; i < TARGET_QUERY_FIELDS_MAX; i++)
        strcat(query, "a=b&");
    assert_int_equal(taken(path).segment_count, TARGET_SEGMENTS_MAX);
    assert_int_equal(taken(query).query.count, TARGET_QUERY_FIELDS_MAX);
    strcat(path, "/a");
    strcat(query, "a=b");
    RequestTarget target;
    Error error;
    assert_false(request_target_parse(&arena, str_from(path), &target, &error));
    assert_false(request_target_parse(&arena, str_from(query), &target, &error));
}

static int arena_end(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_path_comes_decoded_with_its_segments, arena_end),
        cmocka_unit_test_teardown(the_root_has_no_segments, arena_end),
        cmocka_unit_test_teardown(a_slash_at_the_end_is_remembered, arena_end),
        cmocka_unit_test_teardown(a_plus_is_a_space_in_the_query_and_a_plus_in_the_path, arena_end),
        cmocka_unit_test_teardown(one_address_has_one_canonical_spelling, arena_end),
        cmocka_unit_test_teardown(what_could_be_read_in_two_ways_is_refused, arena_end),
        cmocka_unit_test_teardown(too_many_segments_or_fields_are_refused, arena_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
