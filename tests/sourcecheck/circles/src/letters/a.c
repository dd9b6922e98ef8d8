#include "vault/v.h"
