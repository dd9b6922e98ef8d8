#include "record/record.h"

#include <assert.h>
#include <math.h>

#include "base/octet.h"
#include "text/json.h"

const Str NOT_APPLICABLE_CELL = STR_LITERAL("(not applicable)");

static bool has_control_character(Str text) {
    size_t at = 0;
    for (; text.length - at >= 8; at += 8) {
        uint64_t word = octets_load(text.data + at);
        if (octets_below(word, 0x20) | octets_equal(word, 0x7F)) return true;
    }
    for (; at < text.length; at++)
        if ((unsigned char)text.data[at] < 0x20 || text.data[at] == 0x7F) return true;
    return false;
}

static bool parse_text(Str cell, Value *value, Error *error) {
    if (cell.length > FIELD_TEXT_MAX)
        return error_set(error, ERROR_REFUSED, "the text has %zu bytes; the limit is %d",
                         cell.length, FIELD_TEXT_MAX);
    if (has_control_character(cell))
        return error_set(error, ERROR_REFUSED,
                         "the text holds a line break or control character; write it on one line");
    if (str_trim(cell).length != cell.length)
        return error_set(error, ERROR_REFUSED, "there is white space around the text; remove it");
    value->text = cell;
    return true;
}

/* Line feeds only; what is printed unedited must not hide anything either. */
static bool parse_prose(Str cell, Value *value, Error *error) {
    if (cell.length > FIELD_PROSE_MAX)
        return error_set(error, ERROR_REFUSED, "the text has %zu bytes; the limit is %d",
                         cell.length, FIELD_PROSE_MAX);
    for (size_t i = 0; i < cell.length; i++) {
        unsigned char c = (unsigned char)cell.data[i];
        if ((c < 0x20 && c != '\n') || c == 0x7F)
            return error_set(error, ERROR_REFUSED,
                             "the text holds a control character other than a line feed");
    }
    value->text = cell;
    return true;
}

/* Whether a text that reads as a number is the one way of writing it: no leading zero, no "-0". */
static bool is_canonical_integer(Str digits) {
    Str magnitude = digits.data[0] == '-' ? str_slice(digits, 1, digits.length) : digits;
    return magnitude.data[0] != '0' || digits.length == 1;
}

/* Beyond this JSON, which history is kept in, tells neighbouring numbers apart no more (RFC 7493,
 * 2.2). */
static const int64_t NUMBER_MAX = ((int64_t)1 << 53) - 1;

static bool parse_integer(Arena *arena, const Field *field, Str cell, Value *value, Error *error) {
    if (!str_to_integer(cell, &value->integer))
        return error_set(error, ERROR_REFUSED, "\"%.*s\" is not a whole number",
                         STR_ARGUMENTS(cell));
    bool bounded = field->minimum != field->maximum;
    int64_t minimum = bounded ? field->minimum : -NUMBER_MAX;
    int64_t maximum = bounded ? field->maximum : NUMBER_MAX;
    if (value->integer < minimum || value->integer > maximum)
        return error_set(error, ERROR_REFUSED, "%lld is outside %lld to %lld",
                         (long long)value->integer, (long long)minimum, (long long)maximum);
    value->text =
        is_canonical_integer(cell) ? cell : str_format(arena, "%lld", (long long)value->integer);
    return true;
}

static bool parse_decimal(Arena *arena, Str cell, Value *value, Error *error) {
    if (!str_to_decimal(cell, &value->decimal))
        return error_set(error, ERROR_REFUSED, "\"%.*s\" is not a number; write 0.75, with a point",
                         STR_ARGUMENTS(cell));
    if (fabs(value->decimal) > (double)NUMBER_MAX)
        return error_set(error, ERROR_REFUSED, "%.*s is too large; the limit is %lld",
                         STR_ARGUMENTS(cell), (long long)NUMBER_MAX);
    Buffer text = { 0 };
    buffer_add_decimal(&text, value->decimal);
    value->text = str_copy(arena, buffer_str(&text));
    buffer_free(&text);
    return true;
}

static bool parse_flag(Str cell, Value *value, Error *error) {
    bool yes = str_equal(cell, STR("yes"));
    if (!yes && !str_equal(cell, STR("no")))
        return error_set(error, ERROR_REFUSED, "\"%.*s\" is neither yes nor no",
                         STR_ARGUMENTS(cell));
    value->integer = yes;
    value->text = cell;
    return true;
}

/* A date has one spelling only (base/date.h), so the cell is the canonical text. */
static bool parse_date(const Field *field, Str cell, Value *value, Error *error) {
    if (field->type == FIELD_DAY) {
        Day day;
        if (!day_parse(cell, &day, error)) return false;
        value->date = date_of_day(day);
    } else if (!date_parse(cell, &value->date, error)) {
        return false;
    }
    value->text = cell;
    return true;
}

static bool parse_word(Arena *arena, const Field *field, Str cell, Value *value, Error *error) {
    const Term *term = vocabulary_find(field->vocabulary, cell);
    if (!term)
        return error_set(error, ERROR_REFUSED, "\"%.*s\" is not a word of %s; it has: %.*s",
                         STR_ARGUMENTS(cell), field->vocabulary->name,
                         STR_ARGUMENTS(vocabulary_words(arena, field->vocabulary)));
    value->text = str_from(term->word);
    return true;
}

bool value_parse(Arena *arena, const Field *field, Str cell, Value *value, Error *error) {
    *value = (Value){ 0 };
    if (cell.length == 0) return true;
    if (str_equal(cell, NOT_APPLICABLE_CELL)) {
        value->state = VALUE_NOT_APPLICABLE;
        return true;
    }
    value->state = VALUE_PRESENT;
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_REFERENCE: return parse_text(cell, value, error);
    case FIELD_PROSE: return parse_prose(cell, value, error);
    case FIELD_INTEGER: return parse_integer(arena, field, cell, value, error);
    case FIELD_DECIMAL: return parse_decimal(arena, cell, value, error);
    case FIELD_FLAG: return parse_flag(cell, value, error);
    case FIELD_DAY:
    case FIELD_DATE: return parse_date(field, cell, value, error);
    case FIELD_VOCABULARY: return parse_word(arena, field, cell, value, error);
    }
    return false;
}

bool value_equal(const Value *a, const Value *b) {
    return a->state == b->state && str_equal(a->text, b->text);
}

const Value *record_value(const Record *record, const char *field) {
    int index = kind_find_field(record->kind, str_from(field));
    assert(index >= 0);
    return &record->values[index];
}

static Str text_of(const Value *value) {
    return value->state == VALUE_PRESENT ? value->text : STR_EMPTY;
}

Str record_text(const Record *record, const char *field) {
    return text_of(record_value(record, field));
}

Date record_date(const Record *record, const char *field) {
    return record_value(record, field)->date;
}

bool record_has_word(const Record *record, const char *field, const char *word) {
    return str_equal_c(record_text(record, field), word);
}

static Str key_part(const Record *record, Str field) {
    int index = kind_find_field(record->kind, field);
    assert(index >= 0);
    return text_of(&record->values[index]);
}

bool record_make_key(Arena *arena, Record *record, Error *error) {
    char key[KEY_MAX + 1];
    size_t length = 0;
    Str rest = str_from(record->kind->key_format), separator, field;
    /* "{a}/{b}" reads as pairs of a separator and a field: "" a, "/" b. */
    while (str_cut(&rest, '{', &separator) && str_cut(&rest, '}', &field)) {
        Str part = key_part(record, field);
        if (!part.length) continue;
        if (!length) separator = STR_EMPTY;
        if (length + separator.length + part.length > KEY_MAX)
            return error_set(error, ERROR_REFUSED, "the key would be longer than %d bytes",
                             KEY_MAX);
        if (separator.length) memcpy(key + length, separator.data, separator.length);
        memcpy(key + length + separator.length, part.data, part.length);
        length += separator.length + part.length;
    }
    if (!length) return error_set(error, ERROR_REFUSED, "the fields that make the key are empty");
    record->key = str_copy(arena, (Str){ key, length });
    return true;
}

/* --- canonical JSON ------------------------------------------------------------------------------
 */

/* The order of a kind's fields in canonical JSON. Records of one kind come in long runs, so the
 * last kind's order is kept. */
typedef struct CanonicalOrder {
    const Field *of;
    size_t count;
    size_t fields[KIND_FIELDS_MAX + PROVENANCE_FIELD_COUNT];
} CanonicalOrder;

static _Thread_local CanonicalOrder last_order;

/* Field names are ASCII, so byte order is the order of RFC 8785. */
static const CanonicalOrder *canonical_order(const Kind *kind) {
    CanonicalOrder *order = &last_order;
    if (order->of == kind->fields && order->count == kind_field_count(kind)) return order;
    order->of = kind->fields;
    order->count = kind_field_count(kind);
    for (size_t i = 0; i < order->count; i++) {
        const char *name = kind_field(kind, i)->name;
        size_t at = i;
        for (; at > 0 && strcmp(kind_field(kind, order->fields[at - 1])->name, name) > 0; at--)
            order->fields[at] = order->fields[at - 1];
        order->fields[at] = i;
    }
    return order;
}

static void write_value(Buffer *out, const Field *field, const Value *value) {
    switch (field->type) {
    case FIELD_INTEGER: buffer_add_integer(out, value->integer); break;
    case FIELD_DECIMAL: buffer_add_decimal(out, value->decimal); break;
    case FIELD_FLAG: buffer_add_c(out, value->integer ? "true" : "false"); break;
    default: json_quote(out, value->text);
    }
}

static void write_not_applicable(Buffer *out, const Record *record, const CanonicalOrder *order) {
    size_t written = 0;
    for (size_t i = 0; i < order->count; i++) {
        if (record->values[order->fields[i]].state != VALUE_NOT_APPLICABLE) continue;
        buffer_add_c(out, written++ ? "," : "\"not_applicable\":[");
        json_quote(out, str_from(kind_field(record->kind, order->fields[i])->name));
    }
    buffer_add_byte(out, ']');
}

static void begin_member(Buffer *out, size_t *written) {
    if ((*written)++) buffer_add_byte(out, ',');
}

void record_write_canonical(Buffer *out, const Record *record) {
    const CanonicalOrder *order = canonical_order(record->kind);
    bool list_pending = false;
    size_t written = 0;
    for (size_t i = 0; i < order->count; i++)
        list_pending |= record->values[i].state == VALUE_NOT_APPLICABLE;
    buffer_add_byte(out, '{');
    for (size_t i = 0; i < order->count; i++) {
        const Field *field = kind_field(record->kind, order->fields[i]);
        const Value *value = &record->values[order->fields[i]];
        if (list_pending && strcmp(field->name, "not_applicable") > 0) {
            begin_member(out, &written);
            write_not_applicable(out, record, order);
            list_pending = false;
        }
        if (value->state != VALUE_PRESENT) continue;
        begin_member(out, &written);
        json_quote(out, str_from(field->name));
        buffer_add_byte(out, ':');
        write_value(out, field, value);
    }
    if (list_pending) {
        begin_member(out, &written);
        write_not_applicable(out, record, order);
    }
    buffer_add_byte(out, '}');
}

/* A JSON value as the cell value_parse expects. */
static bool cell_of_json(Arena *arena, const json_t *value, Str *cell, Error *error) {
    Buffer text = { 0 };
    switch (json_typeof(value)) {
    case JSON_STRING: *cell = (Str){ json_string_value(value), json_string_length(value) }; break;
    case JSON_INTEGER: buffer_add_integer(&text, json_integer_value(value)); break;
    case JSON_REAL: buffer_add_decimal(&text, json_real_value(value)); break;
    case JSON_TRUE: *cell = STR("yes"); return true;
    case JSON_FALSE: *cell = STR("no"); return true;
    case JSON_NULL: *cell = STR_EMPTY; return true;
    default: return error_set(error, ERROR_REFUSED, "expected a text, a number, a flag or null");
    }
    *cell = str_copy(arena, text.length ? buffer_str(&text) : *cell);
    buffer_free(&text);
    return true;
}

/* The fields that "not_applicable" lists; NULL: there is no such list. */
static bool cells_not_applicable(const Kind *kind, const json_t *list, Str cells[], Error *error) {
    size_t at;
    json_t *name;
    if (list && !json_is_array(list))
        return error_set(error, ERROR_REFUSED, "not_applicable must be a list of names of fields");
    json_array_foreach(list, at, name) {
        int index = kind_find_field(kind, str_from(json_string_value(name)));
        if (index < 0)
            return error_set(error, ERROR_REFUSED, "not_applicable names a field that %s has not",
                             kind->name);
        if (cells[index].length && !str_equal(cells[index], NOT_APPLICABLE_CELL))
            return error_set(error, ERROR_REFUSED,
                             "field %s has a value and is listed as not applicable; remove one",
                             json_string_value(name));
        cells[index] = NOT_APPLICABLE_CELL;
    }
    return true;
}

bool record_cells_of_json(Arena *arena, const Kind *kind, const json_t *object, Str cells[],
                          Error *error) {
    const char *name;
    json_t *value;
    if (!json_is_object(object))
        return error_set(error, ERROR_REFUSED, "a record must be a JSON object");
    json_object_foreach((json_t *)object, name, value) {
        if (strcmp(name, "not_applicable") == 0 || strcmp(name, "key") == 0 ||
            strcmp(name, "version") == 0)
            continue;
        int index = kind_find_field(kind, str_from(name));
        if (index < 0)
            return error_set(error, ERROR_REFUSED, "%s has no field \"%s\"", kind->name, name);
        if (!cell_of_json(arena, value, &cells[index], error))
            return error_context(error, "field %s", name);
    }
    return cells_not_applicable(kind, json_object_get(object, "not_applicable"), cells, error);
}

bool record_read_canonical(Arena *arena, const Kind *kind, Str json, Record *record, Error *error) {
    Str cells[KIND_FIELDS_MAX + PROVENANCE_FIELD_COUNT] = { 0 };
    json_t *object = json_read(json, error);
    if (!object) return false;
    *record = (Record){ .kind = kind };
    bool done = record_cells_of_json(arena, kind, object, cells, error);
    for (size_t i = 0; done && i < kind_field_count(kind); i++)
        done = value_parse(arena, kind_field(kind, i), cells[i], &record->values[i], error) ||
               error_context(error, "field %s", kind_field(kind, i)->name);
    json_decref(object);
    return done && record_make_key(arena, record, error);
}
