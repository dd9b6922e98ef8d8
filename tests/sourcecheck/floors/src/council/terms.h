#include "assess/assess.h"
#include "vote.h"
#include "cooperation/visit.h"
