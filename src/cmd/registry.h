/* Where the rooms come together: all kinds of record, in the order in which references allow to
 * load them, and all rules an import must satisfy. */
#ifndef UPHOLD_CMD_REGISTRY_H
#define UPHOLD_CMD_REGISTRY_H

#include "record/import.h"

extern const KindRegistry REGISTRY;
extern const RuleList RULES;

#endif
