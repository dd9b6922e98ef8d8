#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

/* What was cut at the end of its array may have lost a part of its last character. Messages end up
 * in JSON and on pages, which are UTF-8. */
static void drop_partial_character(char *text) {
    size_t length = strlen(text), lead = length;
    while (lead > 0 && length - lead < 3 && (text[lead - 1] & 0xC0) == 0x80)
        lead--;
    if (lead > 0) lead--;
    if (!str_is_utf8((Str){ text + lead, length - lead }, NULL)) text[lead] = 0;
}

bool error_set(Error *error, ErrorKind kind, const char *format, ...) {
    va_list arguments;
    error->kind = kind;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    drop_partial_character(error->message);
    return false;
}

bool error_system(Error *error, const char *format, ...) {
    int number = errno;
    char text[768];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    drop_partial_character(text);
    return error_set(error, ERROR_SYSTEM, "%s: %s", text, strerror(number));
}

bool error_context(Error *error, const char *format, ...) {
    char before[sizeof error->message], context[512];
    memcpy(before, error->message, sizeof before);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(context, sizeof context, format, arguments);
    va_end(arguments);
    drop_partial_character(context);
    int length = snprintf(error->message, sizeof error->message, "%s: ", context);
    size_t left = sizeof error->message - (size_t)length;
    snprintf(error->message + length, left, "%.*s", (int)left - 1, before);
    drop_partial_character(error->message);
    return false;
}
