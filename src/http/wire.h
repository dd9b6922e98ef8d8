/* The message as it came over the wire: the headers this room needs, found in one pass, and the
 * refusal of every message that another server on the way could read differently (RFC 9112, 11.2;
 * FOUNDATIONS 1.3: libmicrohttpd 0.9.75 lets all of these through, even when told to be strict). */
#ifndef UPHOLD_HTTP_WIRE_H
#define UPHOLD_HTTP_WIRE_H

#include "base/str.h"

struct MHD_Connection;

/* Views into the connection's memory, until the request ends. */
typedef struct WireMessage {
    uint64_t body_length;
    Str content_type, accept_encoding, accept_language, if_none_match;
} WireMessage;

/* The request line as the library hands it out, in the connection's memory. */
typedef struct WireLine {
    const char *method, *target, *version;
    size_t target_length; /* before the library cut the target into pieces */
} WireLine;

typedef struct WireRefusal {
    unsigned status;
    const char *message;
} WireRefusal;

/* false, with what to answer, for: no Host or several; several Content-Length or Content-Type;
 * Transfer-Encoding with Content-Length (400) or alone (411: a body comes with its length); header
 * names that are not tokens; folded headers, zero bytes, bare CR and bare LF. */
bool wire_read(struct MHD_Connection *connection, const WireLine *line, WireMessage *message,
               WireRefusal *refusal) MUST_CHECK;

/* The first header of that name, in any case. */
Str wire_header(struct MHD_Connection *connection, const char *name);

#endif
