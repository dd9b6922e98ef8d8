/* What the public process answers, as one table; and the site it hands to the server. */
#ifndef UPHOLD_SITE_ROUTES_H
#define UPHOLD_SITE_ROUTES_H

#include "http/dispatch.h"

extern const HttpApplication PUBLIC_SITE;

#endif
