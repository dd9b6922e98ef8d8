#include "text/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* The message, between tags, with the pieces "A<1>" (escaped) and "B". */
static void check(const char *message_text, const char *due) {
    Buffer out = { 0 };
    TemplatePieces pieces = { 0 };
    html_text(template_piece(&pieces), STR("A<1>"));
    buffer_add_c(template_piece(&pieces), "B");
    template_message_text(&out, str_from(message_text), &pieces);
    Str found = buffer_str(&out);
    if (!str_equal_c(found, due)) fail_msg("%s gave %.*s", message_text, STR_ARGUMENTS(found));
    buffer_free(&out);
}

static void values_stand_in_the_order_the_message_puts_them(void **state) {
    (void)state;
    check("%s then %s", "A&lt;1&gt; then B");
    check("%2$s before %1$s", "B before A&lt;1&gt;");
    check("%2$s%2$s", "BB");
    check("none", "none");
    check("", "");
}

static void the_text_of_the_message_is_escaped_and_the_pieces_are_not_escaped_twice(void **state) {
    (void)state;
    check("< %s & %s >", "&lt; A&lt;1&gt; &amp; B &gt;");
}

static void a_percent_sign_that_names_no_place_stands_as_it_is(void **state) {
    (void)state;
    check("100%% of %s%", "100% of A&lt;1&gt;%");
    check("%d %0$s %1s %1$ %1$d %", "%d %0$s %1s %1$ %1$d %");
}

static void a_place_without_a_piece_stays_empty(void **state) {
    (void)state;
    check("[%s %s %s] [%3$s] [%9$s]", "[A&lt;1&gt; B ] [] []");
}

static void in_an_attribute_quotes_are_escaped_too(void **state) {
    (void)state;
    Buffer out = { 0 };
    TemplatePieces pieces = { 0 };
    html_attribute(template_piece(&pieces), STR("'x'"));
    template_message_attribute(&out, STR("\"%s\""), &pieces);
    assert_true(str_equal_c(buffer_str(&out), "&quot;&#39;x&#39;&quot;"));
    assert_int_equal(pieces.count, 0);
    assert_null(pieces.text.data);
    buffer_free(&out);
}

static void an_empty_piece_keeps_its_place(void **state) {
    (void)state;
    Buffer out = { 0 };
    TemplatePieces pieces = { 0 };
    for (int i = 0; i < TEMPLATE_PIECES_MAX; i++)
        if (i % 2 == 0)
            (void)template_piece(&pieces);
        else
            buffer_add_integer(template_piece(&pieces), i);
    template_message_text(&out, STR("%9$s,%8$s,%7$s,%2$s,%1$s"), &pieces);
    assert_true(str_equal_c(buffer_str(&out), ",7,,1,"));
    buffer_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_stand_in_the_order_the_message_puts_them),
        cmocka_unit_test(the_text_of_the_message_is_escaped_and_the_pieces_are_not_escaped_twice),
        cmocka_unit_test(a_percent_sign_that_names_no_place_stands_as_it_is),
        cmocka_unit_test(a_place_without_a_piece_stays_empty),
        cmocka_unit_test(in_an_attribute_quotes_are_escaped_too),
        cmocka_unit_test(an_empty_piece_keeps_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
