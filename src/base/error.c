#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

bool error_set(Error *error, ErrorKind kind, const char *format, ...) {
    va_list arguments;
    error->kind = kind;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return false;
}

bool error_system(Error *error, const char *format, ...) {
    int number = errno;
    char text[768];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return error_set(error, ERROR_SYSTEM, "%s: %s", text, strerror(number));
}

bool error_context(Error *error, const char *format, ...) {
    char before[sizeof error->message], context[512];
    memcpy(before, error->message, sizeof before);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(context, sizeof context, format, arguments);
    va_end(arguments);
    int length = snprintf(error->message, sizeof error->message, "%s: ", context);
    size_t left = sizeof error->message - (size_t)length;
    snprintf(error->message + length, left, "%.*s", (int)left - 1, before);
    return false;
}
