/* Forms: the fields of an application/x-www-form-urlencoded body, and of the query of an address,
 * which is written the same way (WHATWG URL, 5.1; order kept, a name may come more than once). */
#ifndef UPHOLD_HTTP_FORM_H
#define UPHOLD_HTTP_FORM_H

#include "base/error.h"

typedef struct FormField {
    Str name, value;
} FormField;

typedef struct Form {
    FormField *fields;
    size_t count;
} Form;

/* Decoded fields, owned by the arena. Refuses a field without a name, more than `fields_max` fields
 * and what percent_decode refuses. Empty pieces ("a=1&&b=2") are passed over. */
bool form_parse(Arena *arena, Str text, size_t fields_max, Form *form, Error *error) MUST_CHECK;

/* The first value under that name; the empty Str (with NULL data) when there is none. */
Str form_value(const Form *form, const char *name);
bool form_has(const Form *form, const char *name);

#endif
