/* JSON out, written straight into a buffer; JSON in, through jansson; and the canonical form of
 * RFC 8785 that commitments are made of. */
#ifndef UPHOLD_TEXT_JSON_H
#define UPHOLD_TEXT_JSON_H

#include <jansson.h>

#include "base/buffer.h"
#include "base/error.h"

/* A writer puts the commas; it writes one value, nested less than JSON_DEPTH_MAX deep. Misuse (a
 * value without a name inside an object, an end without a beginning) is a programmer's error and
 * asserts. Indentation 0 writes one line. The names of three writers carry _value_ because jansson
 * has the shorter ones. */
enum { JSON_DEPTH_MAX = 32 };
typedef struct JsonWriter {
    Buffer *out;
    int indentation;
    int depth;
    bool in_object[JSON_DEPTH_MAX];
    bool has_items[JSON_DEPTH_MAX];
    bool after_name;
} JsonWriter;

JsonWriter json_writer(Buffer *out, int indentation);
void json_object_begin(JsonWriter *writer);
void json_object_end(JsonWriter *writer);
void json_array_begin(JsonWriter *writer);
void json_array_end(JsonWriter *writer);
void json_name(JsonWriter *writer, Str name); /* the name of the next value in an object */
void json_text(JsonWriter *writer, Str text); /* text must be UTF-8; control characters escaped */
void json_value_integer(JsonWriter *writer, int64_t number);
void json_decimal(JsonWriter *writer, double number); /* shortest form that reads back the same */
void json_value_boolean(JsonWriter *writer, bool value);
void json_value_null(JsonWriter *writer);
/* Name and value in one call. */
void json_field_text(JsonWriter *writer, const char *name, Str text);
void json_field_integer(JsonWriter *writer, const char *name, int64_t number);
void json_field_decimal(JsonWriter *writer, const char *name, double number);
void json_field_boolean(JsonWriter *writer, const char *name, bool value);
void json_field_null(JsonWriter *writer, const char *name);
/* The text as a JSON string with its quotes, as RFC 8785 writes it. */
void json_quote(Buffer *out, Str text);

/* Parses one JSON text (object or array) with duplicate names refused and nesting bounded (jansson:
 * 2048). Refuses numbers from 2^53 to below 10^21 in magnitude, too: written in digits, they no
 * longer name one number exactly (RFC 7493, 2.2; RFC 8785, appendix D says to write them as texts),
 * and two different ones would commit alike. The error names line and column (in characters). The
 * caller owns the tree: json_decref. NULL on failure. */
json_t *json_read(Str text, Error *error) MUST_CHECK;

/* RFC 8785: names sorted by UTF-16 code units, numbers as ECMAScript writes them, no spaces. For
 * what json_read gives, reading the canonical form again gives the same form. An integer of 2^53 or
 * more in a tree made by hand is a programmer's error and asserts. */
void json_write_canonical(Buffer *out, const json_t *value);

#endif
