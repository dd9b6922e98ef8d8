/* Exchanges: requests and answers on one connection, as libmicrohttpd calls for them. Between this
 * file and server.c; nobody else includes it. */
#ifndef UPHOLD_HTTP_EXCHANGE_H
#define UPHOLD_HTTP_EXCHANGE_H

#include <microhttpd.h>
#include <sodium.h>

#include "http/generation.h"
#include "http/listener.h"
#include "http/server.h"
#include "http/watchdog.h"

struct HttpServer {
    HttpServerOptions options; /* defaults filled in */
    const HttpApplication *application;
    unsigned char hash_key[crypto_shorthash_KEYBYTES]; /* so that nobody can aim at one bucket */
    Generations generations;
    struct MHD_Daemon *daemon;
    Watchdog *watchdog;
    Listener *listener;
    atomic_uint connections;       /* accepted and not yet closed */
    _Atomic int64_t next_log_line; /* of the library: one a second */
};

/* MHD_OPTION_NOTIFY_CONNECTION, MHD_OPTION_URI_LOG_CALLBACK, MHD_OPTION_UNESCAPE_CALLBACK, the
 * access handler and MHD_OPTION_NOTIFY_COMPLETED, in the order in which they are called. `cls` of
 * the first is the server; the others find theirs by the connection. */
void exchange_on_connection(void *cls, struct MHD_Connection *library, void **context,
                            enum MHD_ConnectionNotificationCode code);
void *exchange_on_request_line(void *cls, const char *target, struct MHD_Connection *library);
size_t exchange_leave_encoded(void *cls, struct MHD_Connection *library, char *text);
enum MHD_Result exchange_on_call(void *cls, struct MHD_Connection *library, const char *url,
                                 const char *method, const char *version, const char *upload,
                                 size_t *upload_size, void **request);
void exchange_on_completed(void *cls, struct MHD_Connection *library, void **request,
                           enum MHD_RequestTerminationCode code);

#endif
