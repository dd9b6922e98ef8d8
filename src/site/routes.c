#include "site/routes.h"
#include "site/communications.h"
#include "site/due.h"

#include "site/dossier.h"
#include "site/elections.h"
#include "site/mandates.h"
#include "site/releases.h"
#include "site/states.h"
#include "site/visits.h"

#define PAGE .cache = CACHE_WITH_SNAPSHOT

static const Route ROUTES[] = {
    ROUTE(METHOD_GET, "/", ROLE_ANYONE, home_page, PAGE),
    ROUTE(METHOD_GET, "/index", ROLE_ANYONE, home_page, PAGE, .formats = FORMAT_HTML | FORMAT_JSON),
    ROUTE(METHOD_GET, "/states", ROLE_ANYONE, states_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV | FORMAT_ATOM),
    ROUTE(METHOD_GET, "/states/:state", ROLE_ANYONE, state_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON),
    ROUTE(METHOD_GET, "/states/:state/due", ROLE_ANYONE, due_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV | FORMAT_ATOM | FORMAT_ICS),
    ROUTE(METHOD_GET, "/elections", ROLE_ANYONE, elections_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV | FORMAT_ATOM),
    ROUTE(METHOD_GET, "/elections/:election", ROLE_ANYONE, election_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV),
    ROUTE(METHOD_GET, "/elections/:election/:state", ROLE_ANYONE, dossier_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON),
    ROUTE(METHOD_GET, "/visits", ROLE_ANYONE, visits_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV | FORMAT_ATOM,
          .query = LIST_QUERY("state", "group", "mandate", "status", "clock")),
    ROUTE(METHOD_GET, "/visits/:state/:mandate/:number", ROLE_ANYONE, visit_chain_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON),
    ROUTE(METHOD_GET, "/communications", ROLE_ANYONE, communications_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV | FORMAT_ATOM,
          .query = LIST_QUERY("state", "group", "mandate", "type", "status", "clock")),
    ROUTE(METHOD_GET, "/communications/:state/:number/:year", ROLE_ANYONE, communication_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON),
    ROUTE(METHOD_GET, "/mandates", ROLE_ANYONE, mandates_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV | FORMAT_ATOM),
    ROUTE(METHOD_GET, "/mandates/:mandate", ROLE_ANYONE, mandate_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON),
    ROUTE(METHOD_GET, "/method", ROLE_ANYONE, method_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON),
    ROUTE(METHOD_GET, "/releases", ROLE_ANYONE, releases_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV | FORMAT_ATOM),
    ROUTE(METHOD_GET, "/releases/:release", ROLE_ANYONE, release_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV),
    ROUTE(METHOD_GET, "/releases/:release/weights", ROLE_ANYONE, own_weights_page,
          .query = QUERY_NAMES("SP", "RE", "CS", "CO")),
    ROUTE(METHOD_GET, "/releases/:release/since/:earlier", ROLE_ANYONE, release_changes_page, PAGE),
    ROUTE(METHOD_GET, "/releases/:release/files/*name", ROLE_ANYONE, release_file, PAGE),
    ROUTE(METHOD_GET, "/releases/:release/:state", ROLE_ANYONE, release_state_page, PAGE,
          .formats = FORMAT_HTML | FORMAT_JSON),
    ROUTE(METHOD_GET, "/files/:hash/:name", ROLE_ANYONE, web_file, .cache = CACHE_FOR_EVER),
};

const HttpApplication PUBLIC_SITE = {
    .routes = { ROUTES, COUNT_OF(ROUTES) },
    .error_page = page_error,
};
