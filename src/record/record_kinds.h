/* Kinds that belong to no domain: what is known about the completeness of the others. */
#ifndef UPHOLD_RECORD_RECORD_KINDS_H
#define UPHOLD_RECORD_RECORD_KINDS_H

#include "record/kind.h"

extern const Kind COVERAGE;
extern const Vocabulary COVERAGE_EXTENTS;

#endif
