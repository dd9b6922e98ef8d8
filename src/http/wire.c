#include "http/wire.h"

#include <microhttpd.h>
#include <strings.h>

/* libmicrohttpd before 1.0 cuts the headers where they lie: name NUL value NUL NUL (where the CRLF
 * was) name ... So each header must begin two bytes behind the end of the one before, and the last
 * must end four bytes before the end of the head. A zero byte inside a value ends the value early,
 * a folded line is copied elsewhere, a bare LF leaves one byte: each breaks the row. From 1.0 on
 * the library refuses these itself and the row is not looked at. */
#define HEADERS_LIE_IN_A_ROW (MHD_VERSION < 0x01000000)

typedef struct Reader {
    WireMessage *message;
    const char *next; /* where the next header must begin */
    unsigned hosts, lengths, types;
    bool has_encoding, in_a_row, names_are_tokens;
} Reader;

static bool is_token(const char *name, size_t length) {
    /* RFC 9110, 5.6.2; one bit for each character from 0 to 127. */
    static const uint64_t token_characters[2] = { 0x03ff6cfa00000000u, 0x57ffffffc7fffffeu };
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)name[i];
        if (c > 127 || !(token_characters[c / 64] >> (c % 64) & 1)) return false;
    }
    return length > 0;
}

static bool named(const char *name, const char *wanted, size_t length) {
    return strncasecmp(name, wanted, length) == 0;
}

/* Only the first of several lists counts: ignoring the rest costs a compression or a copy, no more.
 */
static void keep_first(Str *kept, const char *value, size_t length) {
    if (!kept->data) *kept = (Str){ value, length };
}

static uint64_t digits_value(const char *digits, size_t length) {
    uint64_t value = 0; /* the library has refused what is not digits or overflows */
    for (size_t i = 0; i < length; i++)
        value = value * 10 + (uint64_t)(digits[i] - '0');
    return value;
}

static enum MHD_Result read_header(void *cls, enum MHD_ValueKind kind, const char *name,
                                   size_t length, const char *value, size_t value_length) {
    Reader *reader = cls;
    WireMessage *message = reader->message;
    (void)kind;
    reader->in_a_row = reader->in_a_row && name == reader->next;
    reader->next = value + value_length + 2;
    reader->names_are_tokens = reader->names_are_tokens && is_token(name, length);
    switch (length) {
    case 4:
        if (named(name, "Host", 4)) reader->hosts += value_length ? 1 : 2;
        break;
    case 12:
        if (!named(name, "Content-Type", 12)) break;
        reader->types++;
        message->content_type = (Str){ value, value_length };
        break;
    case 13:
        if (named(name, "If-None-Match", 13))
            keep_first(&message->if_none_match, value, value_length);
        break;
    case 14:
        if (!named(name, "Content-Length", 14)) break;
        reader->lengths++;
        message->body_length = digits_value(value, value_length);
        break;
    case 15:
        if (named(name, "Accept-Encoding", 15))
            keep_first(&message->accept_encoding, value, value_length);
        else if (named(name, "Accept-Language", 15))
            keep_first(&message->accept_language, value, value_length);
        break;
    case 17:
        if (named(name, "Transfer-Encoding", 17)) reader->has_encoding = true;
        break;
    }
    return MHD_YES;
}

static bool refuse(WireRefusal *refusal, unsigned status, const char *message) {
    *refusal = (WireRefusal){ status, message };
    return false;
}

/* HttpMethod, target and version lie in a row, too, with one space between. */
static bool line_in_a_row(const WireLine *line) {
    return line->method + strlen(line->method) + 1 == line->target &&
           line->target + line->target_length + 1 == line->version;
}

static bool layout_is_sound(struct MHD_Connection *connection, const WireLine *line,
                            const Reader *reader) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    if (!info) return false;
    if (HEADERS_LIE_IN_A_ROW &&
        (!reader->in_a_row || reader->next + 2 != line->method + info->header_size))
        return false;
    /* The CRs before LFs have been overwritten: one that is left stands alone. */
    return !memchr(line->method, '\r', info->header_size);
}

bool wire_read(struct MHD_Connection *connection, const WireLine *line, WireMessage *message,
               WireRefusal *refusal) {
    *message = (WireMessage){ .body_length = 0 };
    Reader reader = { .message = message,
                      .next = line->version + strlen(line->version) + 2,
                      .in_a_row = line_in_a_row(line),
                      .names_are_tokens = true };
    MHD_get_connection_values_n(connection, MHD_HEADER_KIND, read_header, &reader);
    if (reader.hosts != 1)
        return refuse(refusal, 400, "the request must have one Host header, not empty");
    if (reader.lengths > 1)
        return refuse(refusal, 400, "the request has more than one Content-Length header");
    if (reader.types > 1)
        return refuse(refusal, 400, "the request has more than one Content-Type header");
    if (reader.has_encoding && reader.lengths)
        return refuse(refusal, 400, "the request has both Transfer-Encoding and Content-Length");
    if (reader.has_encoding)
        return refuse(refusal, 411, "send the body with its Content-Length, not in chunks");
    if (!reader.names_are_tokens)
        return refuse(refusal, 400, "the request has a header whose name is not a name");
    if (!layout_is_sound(connection, line, &reader))
        return refuse(refusal, 400,
                      "the request has a zero byte, a folded header or a line that does not end in "
                      "CRLF");
    return true;
}

Str wire_header(struct MHD_Connection *connection, const char *name) {
    const char *value = NULL;
    size_t length = 0;
    if (MHD_lookup_connection_value_n(connection, MHD_HEADER_KIND, name, strlen(name), &value,
                                      &length) == MHD_NO)
        return STR_EMPTY;
    return (Str){ value, length };
}
