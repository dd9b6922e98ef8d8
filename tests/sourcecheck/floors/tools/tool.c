#include "site/page.h"
