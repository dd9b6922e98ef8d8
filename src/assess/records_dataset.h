/* From records to the data set of an assessment (METHOD 2, 3): whom it is about, what is on record
 * about them, and how far the record reaches. Reads the open wing's snapshot only.
 *
 * A date known to a span counts from its latest possible day (DOMAIN 3.1 rule 2). Coverage decides
 * what may become a rate: complete only where complete periods cover the whole window of the
 * indicator; what is known for certain in a sample (an invitation in force) still counts. */
#ifndef UPHOLD_ASSESS_RECORDS_DATASET_H
#define UPHOLD_ASSESS_RECORDS_DATASET_H

#include "assess/dataset.h"
#include "council/council_store.h"
#include "record/reader.h"

/* The members of the Council on the as-of date and the declared candidates of the regular election
 * of `cycle`, each once, in the order of their codes (A5). Owned by the arena. */
bool records_dataset(RecordReader *reader, Arena *arena, const CouncilData *council,
                     const Method *method, int cycle, Day as_of, Dataset *dataset,
                     Error *error) MUST_CHECK;

/* All Members of the United Nations on the as-of date: over them priors are estimated (METHOD 4).
 */
bool records_dataset_of_members(RecordReader *reader, Arena *arena, const CouncilData *council,
                                const Method *method, Day as_of, Dataset *dataset,
                                Error *error) MUST_CHECK;

#endif
