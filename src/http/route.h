/* The route table: what a process answers, as one constant table that can be read from top to
 * bottom. The first route that fits answers.
 *
 *     static const Route ROUTES[] = {
 *         ROUTE(METHOD_GET, "/states/:state", ROLE_ANYONE, state_page, .cache =
 * CACHE_WITH_SNAPSHOT, .formats = FORMAT_HTML | FORMAT_JSON, .query = QUERY_NAMES("sort", "page")),
 *         ROUTE(METHOD_POST, "/replies", ROLE_ANYONE, reply_receive, .body_limit = 65536),
 *     };
 *
 * A route without a role does not compile; one written without the macro does not start. */
#ifndef UPHOLD_HTTP_ROUTE_H
#define UPHOLD_HTTP_ROUTE_H

#include "base/error.h"

typedef struct Request Request;
typedef struct Response Response;

typedef enum HttpMethod { METHOD_GET = 1 /* HEAD, too */, METHOD_POST } HttpMethod;

/* Who may ask. This room knows only "anyone"; an application numbers its own roles from
 * ROLE_OF_APPLICATION on and decides in HttpApplication.admit. 0 is no role. */
enum { ROLE_ANYONE = 1, ROLE_OF_APPLICATION = 2 };

typedef enum CacheClass {
    CACHE_NEVER,         /* no-store */
    CACHE_WITH_SNAPSHOT, /* kept rendered until the next publication; others must revalidate */
    CACHE_FOR_EVER,      /* the address holds a hash of the content: immutable, for a year */
} CacheClass;

/* The form of an answer, chosen by the suffix of the path: .json .csv .atom .ics; HTML without. */
typedef enum Format {
    FORMAT_HTML = 1,
    FORMAT_JSON = 2,
    FORMAT_CSV = 4,
    FORMAT_ATOM = 8,
    FORMAT_ICS = 16,
} Format;

/* Renders into the response. On false the Error becomes the answer: ERROR_NOT_FOUND 404,
 * ERROR_REFUSED and ERROR_USAGE 400 with its message, anything else 500, logged, its message kept
 * from the client. Runs on a thread of the server: it must not block for long. */
typedef bool RouteHandler(const Request *request, Response *response, Error *error);

enum { ROUTE_CAPTURES_MAX = 6 };

/* A pattern's segments are literal (":state" takes one segment, "*symbol", last, takes the rest
 * with its slashes). */
typedef struct Route {
    HttpMethod method;
    Str pattern;
    int role;
    RouteHandler *handler;
    CacheClass cache;  /* other than CACHE_NEVER: only GET for ROLE_ANYONE */
    bool by_language;  /* the answer depends on Request.language */
    bool takes_json;   /* a body may be application/json, too */
    unsigned formats;  /* a set of Format; 0 is FORMAT_HTML alone, suffixes then untouched */
    size_t body_limit; /* bytes; 0 takes no body */
    const char *const
        *query; /* names of the parameters it knows, NULL-terminated; any other: 400 */
} Route;

#define ROUTE(method_, pattern_, role_, handler_, ...)                                             \
    {                                                                                              \
        .method = (method_), .pattern = STR_LITERAL(pattern_), .role = ROUTE_ROLE_CHECKED(role_),  \
        .handler = (handler_), __VA_ARGS__                                                         \
    }
/* The role itself; a compile-time error when it is none. */
#define ROUTE_ROLE_CHECKED(role_) ((role_) * (int)sizeof(char[(role_) >= ROLE_ANYONE ? 1 : -1]))
#define QUERY_NAMES(...) ((const char *const[]){ __VA_ARGS__, NULL })

typedef struct RouteTable {
    const Route *routes;
    size_t count;
} RouteTable;

/* What of a path met what of the pattern, in the order of the pattern. */
typedef struct RouteMatch {
    const Route *route;
    Format format;
    Str captures[ROUTE_CAPTURES_MAX];
} RouteMatch;

/* Checks the table itself, once, at the start; the message names the route that is wrong. */
bool route_table_check(RouteTable table, Error *error) MUST_CHECK;

/* Finds the route for decoded segments. false when none fits; *allowed is then the set of methods
 * (1 << HttpMethod) other routes would take at this path, 0 when there is no such path. */
bool route_find(RouteTable table, HttpMethod method, const Str *segments, size_t count,
                RouteMatch *match, unsigned *allowed) MUST_CHECK;

/* The capture called `name`; asserts that the pattern has it. */
Str route_capture(const RouteMatch *match, const char *name);

bool route_knows_query(const Route *route, Str name);

/* ".json" for FORMAT_JSON ...; "" for FORMAT_HTML. */
Str format_suffix(Format format);

#endif
