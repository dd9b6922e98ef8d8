#include "http/percent.h"

static int hexadecimal_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

bool percent_decode(Arena *arena, Str raw, bool plus_is_space, Str *text, Error *error) {
    char *decoded = arena_allocate(arena, raw.length + 1);
    size_t length = 0;
    for (size_t at = 0; at < raw.length; at++) {
        char c = raw.data[at];
        if (c == '+' && plus_is_space) c = ' ';
        if (c == '%') {
            int high = at + 2 < raw.length ? hexadecimal_digit(raw.data[at + 1]) : -1;
            int low = at + 2 < raw.length ? hexadecimal_digit(raw.data[at + 2]) : -1;
            if (high < 0 || low < 0)
                return error_set(error, ERROR_REFUSED,
                                 "a %% in the address or form is not followed by two hexadecimal "
                                 "digits; write %%25 for the sign itself");
            c = (char)(high * 16 + low);
            at += 2;
        }
        decoded[length++] = c;
    }
    Str result = { decoded, length };
    if (!str_is_utf8(result, NULL))
        return error_set(error, ERROR_REFUSED,
                         "the address or form holds bytes that are not UTF-8 text, or a zero byte");
    *text = result;
    return true;
}

static bool is_unreserved(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

char *percent_encode(char *to, Str text) {
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (is_unreserved(text.data[i])) {
            *to++ = text.data[i];
        } else {
            *to++ = '%';
            *to++ = digits[byte >> 4];
            *to++ = digits[byte & 15];
        }
    }
    return to;
}
