/* Reads a folder of examples: params.json and input/<kind>.csv, as in tests/fixtures/golden/.
 *
 * One of the two places of this room that touch files. */
#ifndef UPHOLD_ASSESS_GOLDEN_INPUT_H
#define UPHOLD_ASSESS_GOLDEN_INPUT_H

#include "assess/dataset.h"

/* Only params.json and input/states.csv must be there; any other file that is missing means that
 * there were no such events, and a missing row counts as METHOD 3's "If none" says. Columns are
 * found by name, in any order; others than the known ones are passed over. `chain` may be missing:
 * chains are then derived. Beyond the golden files: coverage.csv (state, indicator, coverage;
 * without it everything is complete), red_lines.csv (state, kind, since, until, source),
 * killing_or_disappearance in reprisal_cases.csv, the event mandate_ended.
 *
 * Refuses bad rows with file, line, column, value and rule. Everything is owned by the arena. */
bool golden_input_read(Arena *arena, const char *folder, Method *method, Dataset *dataset,
                       Error *error) MUST_CHECK;

/* The same for the content of one file, by its name without folder and ".csv"; "states" comes
 * first. What the data set had of that kind is replaced. Refuses a name it does not know. */
bool golden_table_read(Arena *arena, const char *name, Str content, const Method *method,
                       Dataset *dataset, Error *error) MUST_CHECK;

#endif
