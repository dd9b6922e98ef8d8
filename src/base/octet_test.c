/* The masks over eight bytes say what a loop over the bytes says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/octet.h"

static void each_byte_is_found_at_each_of_the_eight_places(void **state) {
    (void)state;
    for (int byte = 0; byte < 256; byte++)
        for (size_t place = 0; place < 8; place++) {
            char text[8] = "aaaaaaa";
            text[7] = 'a';
            text[place] = (char)byte;
            uint64_t word = octets_load(text);
            assert_int_equal(octets_high(word) != 0, byte >= 0x80);
            assert_int_equal(octets_below(word, 0x20) != 0, byte < 0x20);
            assert_int_equal(octets_below(word, 1) != 0, byte == 0);
            assert_int_equal(octets_equal(word, '"') != 0, byte == '"');
            assert_int_equal(octets_equal(word, 0x7F) != 0, byte == 0x7F);
            assert_int_equal(octets_equal(word, (char)0xFF) != 0, byte == 0xFF);
        }
}

/* Every pair, because the borrow of one byte reaches the next. */
static void neighbours_do_not_hide_each_other(void **state) {
    (void)state;
    for (int first = 0; first < 256; first++)
        for (int second = 0; second < 256; second++) {
            char text[8] = { 'a', 'a', 'a', (char)first, (char)second, 'a', 'a', 'a' };
            uint64_t word = octets_load(text);
            assert_int_equal(octets_below(word, 0x20) != 0, first < 0x20 || second < 0x20);
            assert_int_equal(octets_equal(word, '\\') != 0, first == '\\' || second == '\\');
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_byte_is_found_at_each_of_the_eight_places),
        cmocka_unit_test(neighbours_do_not_hide_each_other),
    };
    return cmocka_run_group_tests_name("octet", tests, NULL, NULL);
}
