#include "base/str.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/octet.h"

Str str_from(const char *zero_terminated) {
    return (Str){ zero_terminated, zero_terminated ? strlen(zero_terminated) : 0 };
}

bool str_equal(Str a, Str b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

bool str_equal_c(Str a, const char *b) {
    return str_equal(a, str_from(b));
}

int str_compare(Str a, Str b) {
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common ? memcmp(a.data, b.data, common) : 0;
    if (order) return order;
    return (a.length > b.length) - (a.length < b.length);
}

bool str_starts_with(Str text, Str prefix) {
    return text.length >= prefix.length && str_equal(str_slice(text, 0, prefix.length), prefix);
}

bool str_ends_with(Str text, Str suffix) {
    return text.length >= suffix.length &&
           str_equal(str_slice(text, text.length - suffix.length, text.length), suffix);
}

bool str_contains(Str text, Str part) {
    if (part.length == 0) return true;
    return text.length && memmem(text.data, text.length, part.data, part.length) != NULL;
}

Str str_slice(Str text, size_t from, size_t to) {
    if (to > text.length) to = text.length;
    if (from > to) from = to;
    return (Str){ text.data ? text.data + from : NULL, to - from };
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

Str str_trim(Str text) {
    size_t from = 0, to = text.length;
    while (from < to && is_space(text.data[from]))
        from++;
    while (to > from && is_space(text.data[to - 1]))
        to--;
    return str_slice(text, from, to);
}

bool str_cut(Str *rest, char separator, Str *part) {
    if (!rest->data) return false;
    const char *found = rest->length ? memchr(rest->data, separator, rest->length) : NULL;
    if (!found) {
        *part = *rest;
        *rest = STR_EMPTY;
        return true;
    }
    size_t length = (size_t)(found - rest->data);
    *part = (Str){ rest->data, length };
    *rest = (Str){ found + 1, rest->length - length - 1 };
    return true;
}

char *str_to_c(Arena *arena, Str text) {
    char *copy = arena_allocate(arena, text.length + 1);
    if (text.length) memcpy(copy, text.data, text.length);
    return copy;
}

Str str_copy(Arena *arena, Str text) {
    return (Str){ str_to_c(arena, text), text.length };
}

Str str_format(Arena *arena, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) length = 0;
    char *text = arena_allocate(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return (Str){ text, (size_t)length };
}

bool str_to_integer(Str text, int64_t *number) {
    bool negative = text.length && text.data[0] == '-';
    size_t at = negative ? 1 : 0;
    if (at == text.length) return false;
    int64_t value = 0;
    for (; at < text.length; at++) {
        if (text.data[at] < '0' || text.data[at] > '9') return false;
        int digit = text.data[at] - '0';
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, digit, &value))
            return false;
    }
    if (!negative && value == INT64_MIN) return false;
    *number = negative ? value : -value;
    return true;
}

/* Checks the grammar first, so that strtod sees neither "inf", hexadecimal nor a locale's comma
 * (the program never calls setlocale, so the decimal point is '.'). */
static bool is_decimal(Str text) {
    size_t at = 0, digits = 0;
    if (at < text.length && text.data[at] == '-') at++;
    for (; at < text.length && text.data[at] >= '0' && text.data[at] <= '9'; at++)
        digits++;
    if (at < text.length && text.data[at] == '.')
        for (at++; at < text.length && text.data[at] >= '0' && text.data[at] <= '9'; at++)
            digits++;
    if (!digits) return false;
    if (at < text.length && (text.data[at] == 'e' || text.data[at] == 'E')) {
        at++;
        if (at < text.length && (text.data[at] == '-' || text.data[at] == '+')) at++;
        size_t exponent = at;
        while (at < text.length && text.data[at] >= '0' && text.data[at] <= '9')
            at++;
        if (at == exponent) return false;
    }
    return at == text.length;
}

bool str_to_decimal(Str text, double *number) {
    char copy[64];
    if (text.length >= sizeof copy || !is_decimal(text)) return false;
    memcpy(copy, text.data, text.length);
    copy[text.length] = 0;
    double value = strtod(copy, NULL);
    if (!isfinite(value)) return false;
    *number = value;
    return true;
}

/* The length of the well-formed sequence at text[at], 0 when it is not one (Unicode, table 3-7). */
static size_t utf8_sequence(const unsigned char *s, size_t left) {
    if (s[0] < 0x80) return s[0] != 0;
    if (s[0] < 0xC2 || s[0] > 0xF4) return 0;
    size_t length = s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
    if (left < length) return 0;
    unsigned char low = 0x80, high = 0xBF;
    if (s[0] == 0xE0) low = 0xA0;
    if (s[0] == 0xED) high = 0x9F;
    if (s[0] == 0xF0) low = 0x90;
    if (s[0] == 0xF4) high = 0x8F;
    if (s[1] < low || s[1] > high) return 0;
    for (size_t i = 2; i < length; i++)
        if ((s[i] & 0xC0) != 0x80) return 0;
    return length;
}

/* Eight bytes of ASCII without zero bytes. */
static bool is_ascii(uint64_t word) {
    return !octets_high(word) && !octets_below(word, 1);
}

bool str_is_utf8(Str text, size_t *bad_at) {
    const unsigned char *s = (const unsigned char *)text.data;
    for (size_t at = 0; at < text.length;) {
        if (text.length - at >= 8 && is_ascii(octets_load(text.data + at))) {
            at += 8;
            continue;
        }
        size_t length = utf8_sequence(s + at, text.length - at);
        if (!length) {
            if (bad_at) *bad_at = at;
            return false;
        }
        at += length;
    }
    return true;
}

uint64_t str_hash(Str text) {
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * 1099511628211u;
    return hash;
}
