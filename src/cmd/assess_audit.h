/* `uphold assess --audit`: what METHOD 11 wants looked at before a release goes out. */
#ifndef UPHOLD_CMD_ASSESS_AUDIT_H
#define UPHOLD_CMD_ASSESS_AUDIT_H

#include "assess/release.h"

/* Computes the release's assessment again and prints its audit. */
bool print_audit(Arena *arena, const ReleaseInputs *inputs, unsigned threads,
                 Error *error) MUST_CHECK;

#endif
