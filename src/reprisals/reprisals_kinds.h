/* Kinds of record about reprisals that are public: the Secretary-General's reports and the States
 * they name. Nothing here refers to a person. */
#ifndef UPHOLD_REPRISALS_REPRISALS_KINDS_H
#define UPHOLD_REPRISALS_REPRISALS_KINDS_H

#include "record/kind.h"

extern const Kind REPRISALS_REPORT, REPRISALS_MENTION, REPORTED_CASE, ACCESS_LAW;
extern const Vocabulary MENTION_KINDS;

#endif
