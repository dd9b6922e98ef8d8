#include "record/problem.h"

#include <stdarg.h>
#include <stdio.h>

#include "store/store.h"

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

static bool check_query(Store *open, const Query *query, Problems *problems, Error *error) {
    Statement *statement = store_statement(open, query, error);
    bool row = true, done = statement != NULL;
    while (done && (done = statement_step(statement, &row, error)) && row)
        problem_add(problems, 0, statement_text(statement, 1), statement_text(statement, 0), "%.*s",
                    STR_ARGUMENTS(statement_text(statement, 2)));
    if (statement) statement_reset(statement);
    return done;
}

static bool check_rule(const RecordRule *rule, Store *open, Problems *problems, Error *error) {
    return rule->query ? check_query(open, rule->query, problems, error)
                       : rule->check(open, problems, error);
}

bool rules_check(RuleList rules, const char *kind, Store *open, Problems *problems, Error *error) {
    for (size_t i = 0; i < rules.count; i++)
        for (size_t j = 0; j < *rules.sets[i].count; j++) {
            const RecordRule *rule = &rules.sets[i].rules[j];
            if (strcmp(rule->kind, kind) == 0 && !check_rule(rule, open, problems, error))
                return error_context(error, "rule %s", rule->source);
        }
    return true;
}
