#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/prng.h"

static void assert_text(const Buffer *buffer, const char *expected) {
    if (!str_equal_c(buffer_str(buffer), expected))
        fail_msg("\"%.*s\" instead of \"%s\"", STR_ARGUMENTS(buffer_str(buffer)), expected);
}

static double from_bits(uint64_t bits) {
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

static void a_new_buffer_is_empty_and_can_be_freed_again_and_again(void **state) {
    (void)state;
    Buffer buffer = { 0 };
    assert_int_equal(buffer_str(&buffer).length, 0);
    buffer_add(&buffer, STR_EMPTY);
    buffer_free(&buffer);
    buffer_add_c(&buffer, "a");
    buffer_free(&buffer);
    buffer_free(&buffer);
    assert_null(buffer.data);
    assert_int_equal(buffer.length, 0);
}

static void a_buffer_keeps_everything_while_it_grows(void **state) {
    (void)state;
    Buffer buffer = { 0 };
    for (int i = 0; i < 100000; i++)
        buffer_add_byte(&buffer, (char)('a' + i % 26));
    assert_int_equal(buffer.length, 100000);
    for (int i = 0; i < 100000; i++)
        assert_int_equal(buffer.data[i], 'a' + i % 26);
    buffer_free(&buffer);
}

static void clearing_empties_a_buffer_and_keeps_its_memory(void **state) {
    (void)state;
    Buffer buffer = { 0 };
    buffer_add_c(&buffer, "some text");
    char *data = buffer.data;
    buffer_clear(&buffer);
    assert_text(&buffer, "");
    buffer_add_c(&buffer, "other");
    assert_ptr_equal(buffer.data, data);
    assert_text(&buffer, "other");
    buffer_free(&buffer);
}

static void formatted_text_is_appended_whatever_its_length(void **state) {
    (void)state;
    Buffer buffer = { 0 };
    for (int width = 0; width < 600; width++) {
        buffer_clear(&buffer);
        buffer_add_c(&buffer, "<");
        buffer_format(&buffer, "%*d", width, 7);
        size_t digits = width > 1 ? (size_t)width : 1;
        assert_int_equal(buffer.length, 1 + digits);
        assert_int_equal(buffer.data[0], '<');
        assert_int_equal(buffer.data[digits], '7');
    }
    buffer_free(&buffer);
}

static void integers_are_written_to_their_limits(void **state) {
    (void)state;
    static const struct {
        int64_t number;
        const char *text;
    } samples[] = {
        { 0, "0" },
        { -1, "-1" },
        { 10, "10" },
        { INT64_MAX, "9223372036854775807" },
        { INT64_MIN, "-9223372036854775808" },
    };
    Buffer buffer = { 0 };
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        buffer_clear(&buffer);
        buffer_add_integer(&buffer, samples[i].number);
        assert_text(&buffer, samples[i].text);
    }
    buffer_free(&buffer);
}

/* Infinity and NaN are errors in RFC 8785; here they are null, which JSON can hold. */
static void decimals_are_written_as_rfc_8785_appendix_b_has_them(void **state) {
    (void)state;
    static const struct {
        uint64_t bits;
        const char *text;
    } samples[] = {
        { 0x0000000000000000, "0" },
        { 0x8000000000000000, "0" },
        { 0x0000000000000001, "5e-324" },
        { 0x8000000000000001, "-5e-324" },
        { 0x7fefffffffffffff, "1.7976931348623157e+308" },
        { 0xffefffffffffffff, "-1.7976931348623157e+308" },
        { 0x4340000000000000, "9007199254740992" },
        { 0xc340000000000000, "-9007199254740992" },
        { 0x4430000000000000, "295147905179352830000" },
        { 0x7fffffffffffffff, "null" },
        { 0x7ff0000000000000, "null" },
        { 0x44b52d02c7e14af5, "9.999999999999997e+22" },
        { 0x44b52d02c7e14af6, "1e+23" },
        { 0x44b52d02c7e14af7, "1.0000000000000001e+23" },
        { 0x444b1ae4d6e2ef4e, "999999999999999700000" },
        { 0x444b1ae4d6e2ef4f, "999999999999999900000" },
        { 0x444b1ae4d6e2ef50, "1e+21" },
        { 0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7" },
        { 0x3eb0c6f7a0b5ed8d, "0.000001" },
        { 0x41b3de4355555553, "333333333.3333332" },
        { 0x41b3de4355555554, "333333333.33333325" },
        { 0x41b3de4355555555, "333333333.3333333" },
        { 0x41b3de4355555556, "333333333.3333334" },
        { 0x41b3de4355555557, "333333333.33333343" },
        { 0xbecbf647612f3696, "-0.0000033333333333333333" },
        { 0x43143ff3c1cb0959, "1424953923781206.2" },
    };
    Buffer buffer = { 0 };
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        buffer_clear(&buffer);
        buffer_add_decimal(&buffer, from_bits(samples[i].bits));
        assert_text(&buffer, samples[i].text);
    }
    buffer_free(&buffer);
}

static void everyday_decimals_are_written_as_people_write_them(void **state) {
    (void)state;
    static const struct {
        double number;
        const char *text;
    } samples[] = {
        { 1, "1" },
        { -1, "-1" },
        { 0.1, "0.1" },
        { 0.5, "0.5" },
        { 100, "100" },
        { 12.25, "12.25" },
        { 0.0625, "0.0625" },
        { 1e20, "100000000000000000000" },
        { 1e-7, "1e-7" },
        { 1.5e-7, "1.5e-7" },
        { -1.25e300, "-1.25e+300" },
    };
    Buffer buffer = { 0 };
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        buffer_clear(&buffer);
        buffer_add_decimal(&buffer, samples[i].number);
        assert_text(&buffer, samples[i].text);
    }
    buffer_free(&buffer);
}

/* The significant digits of a decimal, and the power of ten of the last of them. */
static size_t significant_digits(Str text, char digits[40], int *exponent) {
    size_t count = 0, after_point = 0;
    bool point = false;
    *exponent = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == 'e') {
            *exponent = atoi(text.data + i + 1);
            break;
        }
        if (c == '.') point = true;
        if (c < '0' || c > '9') continue;
        if (point) after_point++;
        if (count || c != '0') digits[count++] = c;
    }
    *exponent -= (int)after_point;
    for (; count > 1 && digits[count - 1] == '0'; count--)
        ++*exponent;
    digits[count] = 0;
    return count;
}

/* Neither the decimal of one digit less below the number nor the one above reads back as it. */
static bool is_shortest(double number, const char *digits, size_t count, int exponent) {
    if (count <= 1) return true;
    char text[64], shorter[40];
    memcpy(shorter, digits, count);
    shorter[count - 1] = 0;
    unsigned long long below = strtoull(shorter, NULL, 10);
    snprintf(text, sizeof text, "%llue%d", below, exponent + 1);
    if (strtod(text, NULL) == number) return false;
    snprintf(text, sizeof text, "%llue%d", below + 1, exponent + 1);
    return strtod(text, NULL) != number;
}

static void assert_shortest_and_exact(Buffer *buffer, double number) {
    buffer_clear(buffer);
    buffer_add_decimal(buffer, number);
    buffer_add_byte(buffer, 0);
    if (strtod(buffer->data, NULL) != number)
        fail_msg("%a was written as %s, which is another number", number, buffer->data);
    char digits[40];
    int exponent;
    Str text = { buffer->data, buffer->length - 1 };
    size_t count = significant_digits(text, digits, &exponent);
    if (!is_shortest(fabs(number), digits, count, exponent))
        fail_msg("%a was written as %s, but fewer digits would do", number, buffer->data);
}

static void any_decimal_reads_back_the_same_and_no_shorter_one_would(void **state) {
    (void)state;
    Buffer buffer = { 0 };
    Prng prng = { 20131105 };
    for (int i = 0; i < 20000; i++) {
        double number = from_bits(prng_next(&prng));
        if (isfinite(number)) assert_shortest_and_exact(&buffer, number);
        assert_shortest_and_exact(&buffer, prng_uniform(&prng));
        assert_shortest_and_exact(&buffer, (double)(prng_next(&prng) % 100000) / 1000);
    }
    buffer_free(&buffer);
}

/* Below a power of two, doubles lie twice as close as above it. */
static void powers_of_two_and_their_neighbours_are_written_shortest(void **state) {
    (void)state;
    Buffer buffer = { 0 };
    buffer_add_decimal(&buffer, 0x1p-44);
    assert_text(&buffer, "5.684341886080802e-14");
    for (int exponent = -1074; exponent < 1024; exponent++) {
        double power = ldexp(1, exponent);
        assert_shortest_and_exact(&buffer, power);
        assert_shortest_and_exact(&buffer, nextafter(power, INFINITY));
        if (exponent > -1074) assert_shortest_and_exact(&buffer, nextafter(power, 0));
    }
    buffer_free(&buffer);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_buffer_is_empty_and_can_be_freed_again_and_again),
        cmocka_unit_test(a_buffer_keeps_everything_while_it_grows),
        cmocka_unit_test(clearing_empties_a_buffer_and_keeps_its_memory),
        cmocka_unit_test(formatted_text_is_appended_whatever_its_length),
        cmocka_unit_test(integers_are_written_to_their_limits),
        cmocka_unit_test(decimals_are_written_as_rfc_8785_appendix_b_has_them),
        cmocka_unit_test(everyday_decimals_are_written_as_people_write_them),
        cmocka_unit_test(any_decimal_reads_back_the_same_and_no_shorter_one_would),
        cmocka_unit_test(powers_of_two_and_their_neighbours_are_written_shortest),
    };
    return cmocka_run_group_tests_name("buffer", tests, NULL, NULL);
}
