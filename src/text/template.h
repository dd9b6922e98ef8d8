/* What compiled templates (tools/tmplc) stand on: escaping, the language, and messages with values
 * put into them. Every OUT.h includes it; hand-written code has no need of it. */
#ifndef UPHOLD_TEXT_TEMPLATE_H
#define UPHOLD_TEXT_TEMPLATE_H

#include "text/html.h"
#include "text/language.h"

enum { TEMPLATE_PIECES_MAX = 9 };

/* The values of one message, escaped, one behind the other. A zeroed one is ready. */
typedef struct TemplatePieces {
    Buffer text;
    size_t begins[TEMPLATE_PIECES_MAX];
    size_t count;
} TemplatePieces;

/* Begins the next piece; it is whatever is then written to the buffer returned. At most
 * TEMPLATE_PIECES_MAX of them. */
Buffer *template_piece(TemplatePieces *pieces);

/* Writes the message with its pieces in their places: %s takes the next piece, %1$s ... %9$s the
 * one with that number, %% is a percent sign. Anything else behind a % stands as it is; a place
 * without a piece stays empty. The message's own text is escaped for the place, between tags or in
 * a quoted attribute; the pieces are already. Frees the pieces. */
void template_message_text(Buffer *out, Str message, TemplatePieces *pieces);
void template_message_attribute(Buffer *out, Str message, TemplatePieces *pieces);

#endif
