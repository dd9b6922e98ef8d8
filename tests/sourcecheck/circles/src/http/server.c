#include "text/html.h"
#include "store/store.h"
