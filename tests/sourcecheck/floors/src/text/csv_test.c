#include "record/kind.h"
