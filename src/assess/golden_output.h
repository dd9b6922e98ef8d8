/* Writes an assessment as files shaped like tests/fixtures/golden/expected/: CSV to six decimals,
 * JSON in full precision, "NA" or null where a number does not exist.
 *
 * One of the two places of this room that touch files. */
#ifndef UPHOLD_ASSESS_GOLDEN_OUTPUT_H
#define UPHOLD_ASSESS_GOLDEN_OUTPUT_H

#include "assess/assessment.h"
#include "base/buffer.h"

/* The options under which golden values hold: full precision, all States compared. */
AssessOptions golden_options(const Method *method, unsigned threads);

/* The files, by number below golden_output_count(). */
size_t golden_output_count(void);
const char *golden_output_name(size_t file);
void golden_output_text(Buffer *out, const Assessment *assessment, size_t file);

/* Makes the folder where it is missing and writes every file. */
bool golden_output_write(const char *folder, const Assessment *assessment, Error *error) MUST_CHECK;

#endif
