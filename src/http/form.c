#include "http/form.h"

#include "http/percent.h"

static bool field_parse(Arena *arena, Str piece, FormField *field, Error *error) {
    Str value = piece, name;
    if (!str_cut(&value, '=', &name)) name = STR_EMPTY;
    if (!name.length)
        return error_set(error, ERROR_REFUSED, "the query or form has a field without a name");
    if (!percent_decode(arena, name, true, &field->name, error)) return false;
    return percent_decode(arena, value, true, &field->value, error);
}

bool form_parse(Arena *arena, Str text, size_t fields_max, Form *form, Error *error) {
    size_t pieces = 1;
    for (size_t i = 0; i < text.length; i++)
        pieces += text.data[i] == '&';
    if (pieces > fields_max) pieces = fields_max;
    Form result = { ARENA_ARRAY(arena, pieces, FormField), 0 };
    Str rest = text, piece;
    while (str_cut(&rest, '&', &piece)) {
        if (!piece.length) continue;
        if (result.count == pieces)
            return error_set(error, ERROR_REFUSED, "the query or form has more than %zu fields",
                             fields_max);
        if (!field_parse(arena, piece, &result.fields[result.count], error)) return false;
        result.count++;
    }
    *form = result;
    return true;
}

static const FormField *field_find(const Form *form, const char *name) {
    for (size_t i = 0; i < form->count; i++)
        if (str_equal_c(form->fields[i].name, name)) return &form->fields[i];
    return NULL;
}

Str form_value(const Form *form, const char *name) {
    const FormField *field = field_find(form, name);
    return field ? field->value : STR_EMPTY;
}

bool form_has(const Form *form, const char *name) {
    return field_find(form, name) != NULL;
}
