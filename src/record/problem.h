/* What is wrong with a file, place by place: each refusal says where, what, why and what to do. */
#ifndef UPHOLD_RECORD_PROBLEM_H
#define UPHOLD_RECORD_PROBLEM_H

#include "base/error.h"

enum { PROBLEMS_KEPT = 200 };

typedef struct Problem {
    size_t line; /* of the file, from 1; 0 when it is not about a line */
    Str column;  /* may be empty */
    Str key;     /* of the record, where known */
    Str text;    /* what, why, what to do */
} Problem;

/* All problems are counted, the first PROBLEMS_KEPT are kept. Text is copied into the arena. */
typedef struct Problems {
    Arena *arena;
    size_t count;
    Problem kept[PROBLEMS_KEPT];
} Problems;

void problem_add(Problems *problems, size_t line, Str column, Str key, const char *format, ...)
    PRINTF_LIKE(5, 6);

/* A rule over the state a change would lead to: runs inside the change's transaction, after the
 * change, for the kinds named. It reports problems by key; the import finds the lines. Rules belong
 * to the rooms of their domain; the list of all is made where the rooms come together. */
typedef struct Store Store;
typedef struct Query Query;
typedef struct RecordRule {
    const char *kind;
    const char *source; /* the rule's source: D1.3, a symbol */
    bool (*check)(Store *open, Problems *problems, Error *error);
    /* Instead of a check: a query without parameters that returns the key, the field and the
     * message of what cannot be. */
    const Query *query;
} RecordRule;

/* The rules of one room, and those of all rooms. */
typedef struct RuleSet {
    const RecordRule *rules;
    const size_t *count;
} RuleSet;

typedef struct RuleList {
    const RuleSet *sets;
    size_t count;
} RuleList;

/* Runs the rules for one kind. */
bool rules_check(RuleList rules, const char *kind, Store *open, Problems *problems,
                 Error *error) MUST_CHECK;

#endif
