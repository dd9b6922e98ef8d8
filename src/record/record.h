/* A record: the values of one kind's fields, checked, with their canonical text.
 *
 * "Not available", "not applicable" and a value are three different states everywhere
 * (ARCHITECTURE "Records"): in CSV an empty cell, the cell "(not applicable)", and anything else;
 * in JSON null, a name listed in "not_applicable", and a value; in SQL NULL, NULL with the field
 * named in the column not_applicable, and a value. */
#ifndef UPHOLD_RECORD_RECORD_H
#define UPHOLD_RECORD_RECORD_H

#include "base/buffer.h"
#include "record/kind.h"
#include "text/json.h"

extern const Str NOT_APPLICABLE_CELL; /* "(not applicable)" */

typedef enum ValueState { VALUE_NOT_AVAILABLE = 0, VALUE_NOT_APPLICABLE, VALUE_PRESENT } ValueState;

typedef struct Value {
    ValueState state;
    Str text; /* canonical; two values are the same exactly when state and text are */
    int64_t integer;
    double decimal;
    Date date; /* of a day, too */
} Value;

typedef struct Record {
    const Kind *kind;
    Str key;
    Value values[KIND_FIELDS_MAX + PROVENANCE_FIELD_COUNT];
} Record;

/* Reads one cell as the field's type. On refusal the error says what is wrong with the value and
 * which form is right; the caller adds line and column. Text lives in the arena or is the cell.
 * References and required fields are not checked here. */
bool value_parse(Arena *arena, const Field *field, Str cell, Value *value, Error *error) MUST_CHECK;
bool value_equal(const Value *a, const Value *b);

/* The value of a field by name; the field must exist. */
const Value *record_value(const Record *record, const char *field);
/* Its text and its date; empty and DATE_NONE where there is no value. */
Str record_text(const Record *record, const char *field);
Date record_date(const Record *record, const char *field);
bool record_has_word(const Record *record, const char *field, const char *word);

/* Makes the key from the kind's key_format. Refuses a key that is empty, longer than KEY_MAX or
 * holds a control character. */
bool record_make_key(Arena *arena, Record *record, Error *error) MUST_CHECK;

/* The fields as one canonical JSON object (RFC 8785): names in byte order, numbers as numbers,
 * flags as booleans, dates as text; what is not available is left out, what is not applicable is
 * listed in "not_applicable". This is what history keeps and commitments are made of. */
void record_write_canonical(Buffer *out, const Record *record);
/* The inverse. */
bool record_read_canonical(Arena *arena, const Kind *kind, Str json, Record *record,
                           Error *error) MUST_CHECK;

/* The cells (as of a CSV row) of a JSON object with the fields' names; "key" and "version" are
 * passed over. `cells` has room for all fields of the kind and begins zeroed. */
bool record_cells_of_json(Arena *arena, const Kind *kind, const json_t *object, Str cells[],
                          Error *error) MUST_CHECK;

#endif
