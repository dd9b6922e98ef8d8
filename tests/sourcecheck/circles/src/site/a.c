#include "desk/a.h"
