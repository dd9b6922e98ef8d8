#include "ledger/tree.h"

#include "text/json.h"
