#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const char *process_name = "uphold";

void log_set_process(const char *name) {
    process_name = name;
}

void log_line(LogLevel level, const char *format, ...) {
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (getenv("JOURNAL_STREAM"))
        fprintf(stderr, "<%d>%s: %s\n", (int)level, process_name, text);
    else
        fprintf(stderr, "%s: %s\n", process_name, text);
}
