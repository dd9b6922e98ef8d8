#include "council/problem.h"

#include <stdarg.h>
#include <stdio.h>

enum { FIRST_CAPACITY = 8, MESSAGE_SIZE = 512 };

static CouncilProblem *next_problem(CouncilProblems *problems) {
    if (problems->count == problems->capacity) {
        size_t capacity = problems->capacity ? 2 * problems->capacity : FIRST_CAPACITY;
        CouncilProblem *items = ARENA_ARRAY(problems->arena, capacity, CouncilProblem);
        if (problems->count) memcpy(items, problems->items, problems->count * sizeof *items);
        problems->items = items;
        problems->capacity = capacity;
    }
    return &problems->items[problems->count++];
}

void council_problem(CouncilProblems *problems, size_t index, const char *field, const char *format,
                     ...) {
    char message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    *next_problem(problems) =
        (CouncilProblem){ index, field, str_copy(problems->arena, str_from(message)) };
}
