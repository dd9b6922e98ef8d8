/* What is read has a canonical form that reads and writes as itself; any UTF-8 text is read back
 * from its quoted form. */
#include <stdlib.h>

#include "text/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_canonical(Str text) {
    Error error = { 0 };
    json_t *value = json_read(text, &error);
    if (!value) {
        if (error.kind != ERROR_REFUSED || !error.message[0]) abort();
        return;
    }
    Buffer once = { 0 }, twice = { 0 };
    json_write_canonical(&once, value);
    json_t *again = json_read(buffer_str(&once), &error);
    if (!again) abort();
    json_write_canonical(&twice, again);
    if (!str_equal(buffer_str(&once), buffer_str(&twice))) abort();
    json_decref(again);
    json_decref(value);
    buffer_free(&twice);
    buffer_free(&once);
}

static void check_quoting(Str text) {
    if (!str_is_utf8(text, NULL)) return;
    Error error;
    Buffer out = { 0 };
    JsonWriter writer = json_writer(&out, 1);
    json_array_begin(&writer);
    json_text(&writer, text);
    json_array_end(&writer);
    json_t *value = json_read(buffer_str(&out), &error);
    const json_t *item = json_array_get(value, 0);
    if (!item) abort();
    if (!str_equal(text, (Str){ json_string_value(item), json_string_length(item) })) abort();
    json_decref(value);
    buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Str text = { (const char *)data, size };
    check_canonical(text);
    check_quoting(text);
    return 0;
}
