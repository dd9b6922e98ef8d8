/* What an import of mandates, visits, letters, replies, incidents and reports must satisfy as a
 * whole (DOMAIN 3.1, 4, 10). What a record says happened cannot lie after the day its source tells
 * of; no rule knows a clock but that of confidential letters, which may not be recorded before
 * their day. */
#ifndef UPHOLD_COOPERATION_COOPERATION_RULES_H
#define UPHOLD_COOPERATION_COOPERATION_RULES_H

#include "record/problem.h"

extern const RecordRule COOPERATION_RULES[];
extern const size_t COOPERATION_RULE_COUNT;

#endif
