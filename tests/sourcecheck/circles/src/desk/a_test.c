#include "site/a.h"
