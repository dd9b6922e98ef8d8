#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/form.h"

static Arena arena;

static void a_form_keeps_the_order_and_repeated_names(void **state) {
    (void)state;
    Form form;
    Error error;
    assert_true(form_parse(&arena, STR("state=CH&state=FR&note=a+b%0D%0Ac&empty=&flag"), 10, &form,
                           &error));
    assert_int_equal(form.count, 5);
    assert_true(str_equal_c(form.fields[1].value, "FR"));
    assert_true(str_equal_c(form_value(&form, "state"), "CH"));
    assert_true(str_equal_c(form_value(&form, "note"), "a b\r\nc"));
    assert_true(form_has(&form, "empty"));
    assert_true(form_has(&form, "flag"));
    assert_int_equal(form_value(&form, "flag").length, 0);
}

static void a_field_that_was_not_sent_is_not_an_empty_one(void **state) {
    (void)state;
    Form form;
    Error error;
    assert_true(form_parse(&arena, STR("empty="), 10, &form, &error));
    assert_non_null(form_value(&form, "empty").data);
    assert_null(form_value(&form, "absent").data);
    assert_false(form_has(&form, "absent"));
}

static void an_equals_sign_in_a_value_stays(void **state) {
    (void)state;
    Form form;
    Error error;
    assert_true(form_parse(&arena, STR("a=b=c"), 10, &form, &error));
    assert_true(str_equal_c(form_value(&form, "a"), "b=c"));
}

static void nothing_is_a_form_without_fields(void **state) {
    (void)state;
    Form form;
    Error error;
    assert_true(form_parse(&arena, STR_EMPTY, 10, &form, &error));
    assert_int_equal(form.count, 0);
    assert_true(form_parse(&arena, STR("&&"), 10, &form, &error));
    assert_int_equal(form.count, 0);
}

static void bad_fields_are_refused(void **state) {
    (void)state;
    static const char *const bad[] = { "=a", "a=%", "a=%1", "a=%xy", "%=a", "a=%00", "a=%C3" };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        Form form;
        Error error = { .kind = ERROR_NONE };
        assert_false(form_parse(&arena, str_from(bad[i]), 10, &form, &error));
        assert_int_equal(error.kind, ERROR_REFUSED);
    }
}

static void a_form_with_too_many_fields_is_refused(void **state) {
    (void)state;
    Form form;
    Error error;
    assert_true(form_parse(&arena, STR("a=1&b=2"), 2, &form, &error));
    assert_false(form_parse(&arena, STR("a=1&b=2&c=3"), 2, &form, &error));
}

static int arena_end(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_form_keeps_the_order_and_repeated_names, arena_end),
        cmocka_unit_test_teardown(a_field_that_was_not_sent_is_not_an_empty_one, arena_end),
        cmocka_unit_test_teardown(an_equals_sign_in_a_value_stays, arena_end),
        cmocka_unit_test_teardown(nothing_is_a_form_without_fields, arena_end),
        cmocka_unit_test_teardown(bad_fields_are_refused, arena_end),
        cmocka_unit_test_teardown(a_form_with_too_many_fields_is_refused, arena_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
