#include "letters/a.h"
