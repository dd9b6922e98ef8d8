/* What a check of Council records finds wrong, in words for the person who has to put it right.
 *
 * A check looks at a whole array and reports every problem it finds. Each says which element of the
 * array it is about, so that whoever loaded the array can name the line of the file. */
#ifndef UPHOLD_COUNCIL_PROBLEM_H
#define UPHOLD_COUNCIL_PROBLEM_H

#include "base/str.h"

typedef struct CouncilProblem {
    size_t index;      /* of the record in the array that was checked */
    const char *field; /* the name of the struct's field that is wrong, such as "votes" */
    Str message;       /* the record, the figures and, in brackets, the rule */
} CouncilProblem;

/* Zeroed but for the arena, which owns the items and their messages. */
typedef struct CouncilProblems {
    Arena *arena;
    CouncilProblem *items; /* in the order they were found */
    size_t count, capacity;
} CouncilProblems;

/* The field is a literal: it is kept, not copied. */
void council_problem(CouncilProblems *problems, size_t index, const char *field, const char *format,
                     ...) PRINTF_LIKE(4, 5);

#endif
