/* No written text leaves its context, entities decode to what was written, and an address never
 * runs and never leads to a host it does not show. */
#include <stdlib.h>
#include <strings.h>

#include "text/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void forbid(Str written, const char *forbidden) {
    for (; *forbidden; forbidden++)
        if (written.length && memchr(written.data, *forbidden, written.length)) abort();
}

static const struct {
    Str entity;
    char character;
} entities[] = {
    { STR_LITERAL("&amp;"), '&' },  { STR_LITERAL("&lt;"), '<' },   { STR_LITERAL("&gt;"), '>' },
    { STR_LITERAL("&quot;"), '"' }, { STR_LITERAL("&#39;"), '\'' },
};

/* As a browser reads it; a '&' that begins no entity of ours is a bug. */
static void decode_entities(Str written, Buffer *decoded) {
    while (written.length) {
        size_t taken = 1;
        char character = written.data[0];
        if (character == '&') {
            taken = 0;
            for (size_t i = 0; i < COUNT_OF(entities); i++) {
                if (!str_starts_with(written, entities[i].entity)) continue;
                character = entities[i].character;
                taken = entities[i].entity.length;
            }
            if (!taken) abort();
        }
        buffer_add_byte(decoded, character);
        written = str_slice(written, taken, written.length);
    }
}

static void check_escaping(void (*writer)(Buffer *, Str), const char *forbidden, Str text) {
    Buffer out = { 0 }, decoded = { 0 };
    writer(&out, text);
    forbid(buffer_str(&out), forbidden);
    decode_entities(buffer_str(&out), &decoded);
    if (!str_equal(buffer_str(&decoded), text)) abort();
    buffer_free(&decoded);
    buffer_free(&out);
}

/* What a browser makes of the beginning of an address: controls and spaces gone, '\' a '/'. */
static void simplify(Str address, char simple[16]) {
    size_t length = 0;
    for (size_t i = 0; i < address.length && length < 15; i++) {
        unsigned char c = (unsigned char)address.data[i];
        if (c > 0x20) simple[length++] = c == '\\' ? '/' : (char)c;
    }
    simple[length] = 0;
}

static void check_url(Str address) {
    static const char *const dangerous[] = { "javascript:", "vbscript:", "data:", "//" };
    Buffer out = { 0 }, decoded = { 0 };
    char simple[16];
    html_url(&out, address);
    forbid(buffer_str(&out), "<>\"' \t\r\n");
    decode_entities(buffer_str(&out), &decoded);
    simplify(buffer_str(&decoded), simple);
    for (size_t i = 0; i < COUNT_OF(dangerous); i++)
        if (strncasecmp(simple, dangerous[i], strlen(dangerous[i])) == 0) abort();
    buffer_free(&decoded);
    buffer_free(&out);
}

static char hexadecimal_value(char c) {
    if (c >= '0' && c <= '9') return (char)(c - '0');
    if (c >= 'A' && c <= 'F') return (char)(c - 'A' + 10);
    abort();
}

static void check_url_part(void (*writer)(Buffer *, Str), const char *forbidden, Str part) {
    Buffer out = { 0 }, decoded = { 0 };
    writer(&out, part);
    Str written = buffer_str(&out);
    forbid(written, forbidden);
    for (size_t i = 0; i < written.length; i++) {
        char c = written.data[i];
        if (c == '%') {
            if (i + 2 >= written.length) abort();
            c = (char)(hexadecimal_value(written.data[i + 1]) * 16 +
                       hexadecimal_value(written.data[i + 2]));
            i += 2;
        }
        buffer_add_byte(&decoded, c);
    }
    if (!str_equal(buffer_str(&decoded), part)) abort();
    buffer_free(&decoded);
    buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Str text = { (const char *)data, size };
    check_escaping(html_text, "<>", text);
    check_escaping(html_attribute, "<>\"'", text);
    check_url(text);
    check_url_part(html_url_part, "<>\"'&/?#:+\\ ", text);
    check_url_part(html_url_path, "<>\"'&?#:+\\ ", text);
    return 0;
}
