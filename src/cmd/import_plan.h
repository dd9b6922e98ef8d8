/* What an import shows: problems by line, what would be added and updated, as text or JSON. */
#ifndef UPHOLD_CMD_IMPORT_PLAN_H
#define UPHOLD_CMD_IMPORT_PLAN_H

#include <stdio.h>

#include "record/import.h"
#include "text/json.h"

void plan_print_problem(FILE *out, const Problem *problem);
/* On standard error: that `what` is refused, and every problem kept. */
void plan_print_problems(const char *what, const Problems *problems);
/* The first adds and updates with their fields. */
void plan_print_entries(const ImportResult *result);

/* Into the object being written: the problems as a list of that name; all counts, entries and
 * problems of a result. */
void plan_write_problems(JsonWriter *json, const char *name, const Problems *problems);
void plan_write_counts(JsonWriter *json, const ImportResult *result);

#endif
