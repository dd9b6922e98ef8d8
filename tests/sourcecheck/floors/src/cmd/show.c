#include "nowhere/x.h"
#include "main/main.h"
