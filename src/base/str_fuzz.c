/* The UTF-8 checker against a slow one that decodes by the definition: bits of the lead byte, then
 * six bits a byte; then what the number may not be. And the number readers against C's own. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes of the character at the beginning, 0 when there is none. */
static size_t decode(const uint8_t *data, size_t size) {
    static const uint32_t smallest[] = { 0, 1, 0x80, 0x800, 0x10000 };
    size_t ones = 0;
    while (ones < 8 && (data[0] & (0x80 >> ones)))
        ones++;
    size_t length = ones ? ones : 1;
    if (ones == 1 || length > 4 || length > size) return 0;
    uint32_t code_point = data[0] & (0xFFu >> (ones ? ones + 1 : 1));
    for (size_t i = 1; i < length; i++) {
        if (data[i] >> 6 != 2) return 0;
        code_point = code_point * 64 + data[i] % 64;
    }
    bool surrogate = code_point >= 0xD800 && code_point < 0xE000;
    bool allowed = code_point >= smallest[length] && code_point <= 0x10FFFF && !surrogate;
    return allowed ? length : 0;
}

static void check_utf8(const uint8_t *data, size_t size) {
    size_t at = 0, bad_at = SIZE_MAX;
    while (at < size) {
        size_t length = decode(data + at, size - at);
        if (!length) break;
        at += length;
    }
    bool well_formed = str_is_utf8((Str){ (const char *)data, size }, &bad_at);
    if (well_formed != (at == size)) abort();
    if (bad_at != (well_formed ? SIZE_MAX : at)) abort();
}

static void check_numbers(Str text) {
    Arena arena = { 0 };
    const char *c = str_to_c(&arena, text);
    char *end;
    int64_t integer = 0;
    errno = 0;
    long long expected = strtoll(c, &end, 10);
    bool whole =
        end == c + text.length && text.length && (c[0] == '-' || (c[0] >= '0' && c[0] <= '9'));
    if (str_to_integer(text, &integer) != (whole && errno == 0)) abort();
    if (whole && errno == 0 && integer != expected) abort();
    double decimal = 0;
    if (str_to_decimal(text, &decimal)) {
        double value = strtod(c, &end);
        if (end != c + text.length || !isfinite(decimal) || value != decimal) abort();
    }
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    check_utf8(data, size);
    check_numbers((Str){ (const char *)data, size });
    return 0;
}
