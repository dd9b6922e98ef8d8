/* Writes a data set as the input files golden_input.h reads, so that whoever has a release can run
 * it again with this program or with another. Reading what was written gives the same data set. */
#ifndef UPHOLD_ASSESS_DATASET_WRITE_H
#define UPHOLD_ASSESS_DATASET_WRITE_H

#include "assess/dataset.h"
#include "base/buffer.h"

/* The files, by number below dataset_file_count(): name "visit_events.csv", and the text. */
size_t dataset_file_count(void);
const char *dataset_file_name(size_t file);
void dataset_file_text(Buffer *out, const Dataset *dataset, size_t file);

#endif
