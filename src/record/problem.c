#include "record/problem.h"

#include <stdarg.h>
#include <stdio.h>

void problem_add(Problems *problems, size_t line, Str column, Str key, const char *format, ...) {
    if (problems->count++ >= PROBLEMS_KEPT) return;
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    problems->kept[problems->count - 1] = (Problem){
        .line = line,
        .column = str_copy(problems->arena, column),
        .key = str_copy(problems->arena, key),
        .text = str_copy(problems->arena, str_from(text)),
    };
}
