#include "text/json.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/octet.h"

/* --- writing ------------------------------------------------------------------------------------
 * Level 0 is the document, which holds one value; each open object or array is one level more. */

JsonWriter json_writer(Buffer *out, int indentation) {
    return (JsonWriter){ .out = out, .indentation = indentation };
}

static void add_line_break(JsonWriter *writer) {
    if (!writer->indentation) return;
    buffer_add_byte(writer->out, '\n');
    for (int i = 0; i < writer->depth * writer->indentation; i++)
        buffer_add_byte(writer->out, ' ');
}

/* The comma and the line break before an item of the open object or array. */
static void begin_item(JsonWriter *writer) {
    assert(writer->depth > 0 || !writer->has_items[0]);
    if (writer->has_items[writer->depth]) buffer_add_byte(writer->out, ',');
    if (writer->depth) add_line_break(writer);
    writer->has_items[writer->depth] = true;
}

static void begin_value(JsonWriter *writer) {
    assert(writer->in_object[writer->depth] == writer->after_name);
    if (!writer->after_name) begin_item(writer);
    writer->after_name = false;
}

static void begin_level(JsonWriter *writer, bool object) {
    begin_value(writer);
    assert(writer->depth + 1 < JSON_DEPTH_MAX);
    buffer_add_byte(writer->out, object ? '{' : '[');
    writer->depth++;
    writer->in_object[writer->depth] = object;
    writer->has_items[writer->depth] = false;
}

static void end_level(JsonWriter *writer, bool object) {
    assert(writer->depth > 0 && writer->in_object[writer->depth] == object && !writer->after_name);
    bool had_items = writer->has_items[writer->depth];
    writer->depth--;
    if (had_items) add_line_break(writer);
    buffer_add_byte(writer->out, object ? '}' : ']');
}

void json_object_begin(JsonWriter *writer) {
    begin_level(writer, true);
}

void json_object_end(JsonWriter *writer) {
    end_level(writer, true);
}

void json_array_begin(JsonWriter *writer) {
    begin_level(writer, false);
}

void json_array_end(JsonWriter *writer) {
    end_level(writer, false);
}

void json_name(JsonWriter *writer, Str name) {
    assert(writer->in_object[writer->depth] && !writer->after_name);
    begin_item(writer);
    json_quote(writer->out, name);
    buffer_add_c(writer->out, writer->indentation ? ": " : ":");
    writer->after_name = true;
}

void json_text(JsonWriter *writer, Str text) {
    begin_value(writer);
    json_quote(writer->out, text);
}

void json_value_integer(JsonWriter *writer, int64_t number) {
    begin_value(writer);
    buffer_add_integer(writer->out, number);
}

void json_decimal(JsonWriter *writer, double number) {
    begin_value(writer);
    buffer_add_decimal(writer->out, number);
}

void json_value_boolean(JsonWriter *writer, bool value) {
    begin_value(writer);
    buffer_add_c(writer->out, value ? "true" : "false");
}

void json_value_null(JsonWriter *writer) {
    begin_value(writer);
    buffer_add_c(writer->out, "null");
}

void json_field_text(JsonWriter *writer, const char *name, Str text) {
    json_name(writer, str_from(name));
    json_text(writer, text);
}

void json_field_integer(JsonWriter *writer, const char *name, int64_t number) {
    json_name(writer, str_from(name));
    json_value_integer(writer, number);
}

void json_field_decimal(JsonWriter *writer, const char *name, double number) {
    json_name(writer, str_from(name));
    json_decimal(writer, number);
}

void json_field_boolean(JsonWriter *writer, const char *name, bool value) {
    json_name(writer, str_from(name));
    json_value_boolean(writer, value);
}

void json_field_null(JsonWriter *writer, const char *name) {
    json_name(writer, str_from(name));
    json_value_null(writer);
}

static void add_escape(Buffer *out, unsigned char c) {
    static const char short_form[256] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n',  ['\f'] = 'f',
        ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\',
    };
    static const char hexadecimal[] = "0123456789abcdef";
    buffer_add_byte(out, '\\');
    if (short_form[c]) {
        buffer_add_byte(out, short_form[c]);
        return;
    }
    buffer_add_c(out, "u00");
    buffer_add_byte(out, hexadecimal[c >> 4]);
    buffer_add_byte(out, hexadecimal[c & 15]);
}

static bool is_escaped(unsigned char c) {
    return c < 0x20 || c == '"' || c == '\\';
}

/* The first byte from `at` on that has to be escaped, or the text's end. */
static size_t find_escaped(Str text, size_t at) {
    while (text.length - at >= 8) {
        uint64_t word = octets_load(text.data + at);
        if (octets_below(word, 0x20) | octets_equal(word, '"') | octets_equal(word, '\\')) break;
        at += 8;
    }
    while (at < text.length && !is_escaped((unsigned char)text.data[at]))
        at++;
    return at;
}

/* RFC 8785, 3.2.2.2. */
void json_quote(Buffer *out, Str text) {
    buffer_reserve(out, text.length + 2);
    buffer_add_byte(out, '"');
    for (size_t at = 0; at < text.length; at++) {
        size_t stop = find_escaped(text, at);
        buffer_add(out, (Str){ text.data + at, stop - at });
        if (stop < text.length) add_escape(out, (unsigned char)text.data[stop]);
        at = stop;
    }
    buffer_add_byte(out, '"');
}

/* --- reading ---------------------------------------------------------------------------------- */

/* Where RFC 8785 would write a number as digits that no longer name one number exactly: from 2^53,
 * where neighbours fall together, to 10^21, where the exponent begins (RFC 7493, 2.2). */
static bool is_inexact(double number) {
    return fabs(number) >= 0x1p53 && fabs(number) < 1e21;
}

static bool is_number_byte(char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

static size_t after_string(Str text, size_t opening) {
    size_t at = opening + 1;
    while (text.data[at] != '"')
        at += text.data[at] == '\\' ? 2 : 1;
    return at + 1;
}

/* The first inexact number of a text that has been parsed: an object or array, so that strtod
 * always stops at a comma, a bracket or white space inside the text. */
static bool find_inexact_number(Str text, size_t *found_at) {
    for (size_t at = 0; at < text.length;) {
        char c = text.data[at];
        if (c == '"') {
            at = after_string(text, at);
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            if (is_inexact(strtod(text.data + at, NULL))) {
                *found_at = at;
                return true;
            }
            while (is_number_byte(text.data[at]))
                at++;
        } else {
            at++;
        }
    }
    return false;
}

static bool refuse_number(Error *error, size_t line, size_t column) {
    return error_set(error, ERROR_REFUSED,
                     "line %zu, column %zu: this number is too large to be exact (2^53 or more); "
                     "write it as a text, in quotes",
                     line, column);
}

/* Columns count characters, as jansson's do. */
static bool refuse_inexact_number(Str text, size_t at, Error *error) {
    size_t line = 1, column = 1;
    for (size_t i = 0; i < at; i++) {
        bool continuation = (text.data[i] & 0xC0) == 0x80;
        if (text.data[i] == '\n') {
            line++;
            column = 1;
        } else if (!continuation) {
            column++;
        }
    }
    return refuse_number(error, line, column);
}

static bool refuse_as_jansson_did(const json_error_t *refusal, Error *error) {
    size_t line = refusal->line > 0 ? (size_t)refusal->line : 1;
    size_t column = refusal->column > 0 ? (size_t)refusal->column : 1;
    if (json_error_code(refusal) == json_error_numeric_overflow)
        return refuse_number(error, line, column);
    return error_set(error, ERROR_REFUSED, "line %zu, column %zu: %s", line, column, refusal->text);
}

json_t *json_read(Str text, Error *error) {
    json_error_t refusal;
    const char *data = text.data ? text.data : "";
    json_t *value = json_loadb(data, text.length, JSON_REJECT_DUPLICATES, &refusal);
    if (!value) {
        refuse_as_jansson_did(&refusal, error);
        return NULL;
    }
    size_t inexact_at;
    if (find_inexact_number(text, &inexact_at)) {
        refuse_inexact_number(text, inexact_at, error);
        json_decref(value);
        return NULL;
    }
    return value;
}

/* --- the canonical form ----------------------------------------------------------------------- */

typedef struct Member {
    Str name;
    const json_t *value;
} Member;

/* UTF-16 code units of UTF-8 names. The order of bytes is the order of code points; UTF-16 differs
 * from it only in that its surrogates (characters from U+10000, first byte 0xF0 and up) come before
 * U+E000 to U+FFFF (first byte 0xEE and 0xEF). */
static int compare_names(const void *left, const void *right) {
    Str a = ((const Member *)left)->name, b = ((const Member *)right)->name;
    size_t at = 0;
    while (at < a.length && at < b.length && a.data[at] == b.data[at])
        at++;
    if (at == a.length || at == b.length) return (a.length > b.length) - (a.length < b.length);
    unsigned char byte_a = (unsigned char)a.data[at], byte_b = (unsigned char)b.data[at];
    bool astral_a = byte_a >= 0xF0, astral_b = byte_b >= 0xF0;
    if (astral_a != astral_b && byte_a >= 0xEE && byte_b >= 0xEE) return astral_a ? -1 : 1;
    return byte_a < byte_b ? -1 : 1;
}

static void write_value(Buffer *out, Arena *arena, const json_t *value);

static void write_object(Buffer *out, Arena *arena, const json_t *object) {
    size_t count = json_object_size(object), at = 0;
    Member *members = ARENA_ARRAY(arena, count, Member);
    json_t *iterated = (json_t *)object; /* jansson iterates without changing it */
    for (void *i = json_object_iter(iterated); i; i = json_object_iter_next(iterated, i))
        members[at++] = (Member){ { json_object_iter_key(i), json_object_iter_key_len(i) },
                                  json_object_iter_value(i) };
    qsort(members, count, sizeof *members, compare_names);
    buffer_add_byte(out, '{');
    for (at = 0; at < count; at++) {
        if (at) buffer_add_byte(out, ',');
        json_quote(out, members[at].name);
        buffer_add_byte(out, ':');
        write_value(out, arena, members[at].value);
    }
    buffer_add_byte(out, '}');
}

static void write_array(Buffer *out, Arena *arena, const json_t *array) {
    buffer_add_byte(out, '[');
    for (size_t i = 0; i < json_array_size(array); i++) {
        if (i) buffer_add_byte(out, ',');
        write_value(out, arena, json_array_get(array, i));
    }
    buffer_add_byte(out, ']');
}

static void write_value(Buffer *out, Arena *arena, const json_t *value) {
    switch (json_typeof(value)) {
    case JSON_OBJECT: write_object(out, arena, value); break;
    case JSON_ARRAY: write_array(out, arena, value); break;
    case JSON_STRING:
        json_quote(out, (Str){ json_string_value(value), json_string_length(value) });
        break;
    case JSON_INTEGER:
        assert(!is_inexact((double)json_integer_value(value)));
        buffer_add_integer(out, json_integer_value(value));
        break;
    case JSON_REAL: buffer_add_decimal(out, json_real_value(value)); break;
    case JSON_TRUE: buffer_add_c(out, "true"); break;
    case JSON_FALSE: buffer_add_c(out, "false"); break;
    case JSON_NULL: buffer_add_c(out, "null"); break;
    }
}

void json_write_canonical(Buffer *out, const json_t *value) {
    Arena arena = { 0 };
    write_value(out, &arena, value);
    arena_free(&arena);
}
