#include "text/html.h"

#include <strings.h>

/* Copies what lies between the escaped characters in one piece. */
static void add_escaped(Buffer *out, Str text, const char *const entity[256]) {
    size_t from = 0;
    for (size_t at = 0; at < text.length; at++) {
        const char *replacement = entity[(unsigned char)text.data[at]];
        if (!replacement) continue;
        buffer_add(out, str_slice(text, from, at));
        buffer_add_c(out, replacement);
        from = at + 1;
    }
    buffer_add(out, str_slice(text, from, text.length));
}

void html_text(Buffer *out, Str text) {
    static const char *const entity[256] = { ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;" };
    add_escaped(out, text, entity);
}

void html_attribute(Buffer *out, Str text) {
    static const char *const entity[256] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
    };
    add_escaped(out, text, entity);
}

/* The part before a first ':' that no '/', '?' or '#' precedes (RFC 3986, 3.1 and 4.2). */
static bool find_scheme(Str address, Str *scheme) {
    for (size_t at = 0; at < address.length; at++) {
        char c = address.data[at];
        if (c == '/' || c == '?' || c == '#') return false;
        if (c == ':') {
            *scheme = str_slice(address, 0, at);
            return true;
        }
    }
    return false;
}

static bool is_allowed_scheme(Str scheme) {
    static const Str allowed[] = { STR_LITERAL("http"), STR_LITERAL("https"),
                                   STR_LITERAL("mailto") };
    for (size_t i = 0; i < COUNT_OF(allowed); i++)
        if (scheme.length == allowed[i].length &&
            strncasecmp(scheme.data, allowed[i].data, scheme.length) == 0)
            return true;
    return false;
}

/* Browsers drop control characters and leading spaces before they look for the scheme and take a
 * backslash for a slash (WHATWG URL, 4.4); an address that needs any of these is not let through.
 */
static bool is_harmless(Str address) {
    for (size_t at = 0; at < address.length; at++) {
        unsigned char c = (unsigned char)address.data[at];
        if (c < 0x20 || c == 0x7F || c == '\\') return false;
    }
    Str scheme;
    if (find_scheme(address, &scheme)) return is_allowed_scheme(scheme);
    return !str_starts_with(address, STR("//")) && !str_starts_with(address, STR(" "));
}

void html_url(Buffer *out, Str address) {
    static const char *const entity[256] = {
        ['&'] = "&amp;",  ['<'] = "&lt;",   ['>'] = "&gt;",
        ['"'] = "&quot;", ['\''] = "&#39;", [' '] = "%20",
    };
    add_escaped(out, is_harmless(address) ? address : STR("#"), entity);
}

/* RFC 3986, 2.3: unreserved. */
static bool is_unreserved(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

static void add_percent_encoded(Buffer *out, Str part, char kept) {
    static const char hexadecimal[] = "0123456789ABCDEF";
    for (size_t at = 0; at < part.length; at++) {
        char c = part.data[at];
        if (is_unreserved(c) || c == kept) {
            buffer_add_byte(out, c);
            continue;
        }
        unsigned char byte = (unsigned char)c;
        const char encoded[] = { '%', hexadecimal[byte >> 4], hexadecimal[byte & 15] };
        buffer_add(out, (Str){ encoded, sizeof encoded });
    }
}

void html_url_part(Buffer *out, Str part) {
    add_percent_encoded(out, part, '-');
}

void html_url_path(Buffer *out, Str path) {
    add_percent_encoded(out, path, '/');
}

void html_safe(Buffer *out, SafeHtml html) {
    buffer_add(out, html.markup);
}

void html_text_c(Buffer *out, const char *text) {
    html_text(out, str_from(text));
}

void html_attribute_c(Buffer *out, const char *text) {
    html_attribute(out, str_from(text));
}

void html_url_c(Buffer *out, const char *address) {
    html_url(out, str_from(address));
}

void html_url_part_c(Buffer *out, const char *part) {
    html_url_part(out, str_from(part));
}

void html_size(Buffer *out, size_t number) {
    html_integer(out, (long long)number);
}

void html_integer(Buffer *out, long long number) {
    buffer_add_integer(out, number);
}
