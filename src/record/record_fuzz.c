/* Canonical JSON of a record: what is accepted is written as the canonical form, reads back as the
 * same record, and is written to the same bytes again; everything else is refused. */
#include <stdlib.h>

#include "record/record.h"
#include "record/test_kinds.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void compare(const Record *first, const Record *second) {
    if (!str_equal(first->key, second->key)) abort();
    for (size_t i = 0; i < kind_field_count(&TEST_THING); i++) {
        const Value *a = &first->values[i], *b = &second->values[i];
        if (!value_equal(a, b) || a->integer != b->integer || a->decimal != b->decimal) abort();
        if (a->date.first != b->date.first || a->date.last != b->date.last) abort();
    }
}

/* What the record's own writer makes is what RFC 8785 makes of it. */
static void assert_canonical(Str text) {
    Error error;
    Buffer out = { 0 };
    json_t *tree = json_read(text, &error);
    if (!tree) abort();
    json_write_canonical(&out, tree);
    if (!str_equal(text, buffer_str(&out))) abort();
    json_decref(tree);
    buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena = { 0 };
    Error error = { 0 };
    Record record, again;
    Buffer first = { 0 }, second = { 0 };
    Str json = { (const char *)data, size };
    if (record_read_canonical(&arena, &TEST_THING, json, &record, &error)) {
        record_write_canonical(&first, &record);
        assert_canonical(buffer_str(&first));
        if (!record_read_canonical(&arena, &TEST_THING, buffer_str(&first), &again, &error))
            abort();
        compare(&record, &again);
        record_write_canonical(&second, &again);
        if (!str_equal(buffer_str(&first), buffer_str(&second))) abort();
    } else if (error.kind != ERROR_REFUSED || !error.message[0]) {
        abort();
    }
    buffer_free(&first);
    buffer_free(&second);
    arena_free(&arena);
    return 0;
}
