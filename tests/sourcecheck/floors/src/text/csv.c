#include "text/csv.h"
#include "base/str.h"
#  include "record/kind.h"
#include <site/page.h>
/* #include "site/page.h" */
