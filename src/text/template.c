#include "text/template.h"

#include <assert.h>

Buffer *template_piece(TemplatePieces *pieces) {
    assert(pieces->count < TEMPLATE_PIECES_MAX);
    pieces->begins[pieces->count++] = pieces->text.length;
    return &pieces->text;
}

static Str piece_at(const TemplatePieces *pieces, size_t index) {
    if (index >= pieces->count) return STR_EMPTY;
    bool last = index + 1 == pieces->count;
    return str_slice(buffer_str(&pieces->text), pieces->begins[index],
                     last ? pieces->text.length : pieces->begins[index + 1]);
}

/* The length of the place at the beginning of `text`, 0 when it is none. *number is the piece it
 * names, from 1; 0 for the next one. */
static size_t place_length(Str text, size_t *number) {
    *number = 0;
    if (str_starts_with(text, STR("%s"))) return 2;
    if (text.length < 4 || text.data[0] != '%' || text.data[1] < '1' || text.data[1] > '9' ||
        text.data[2] != '$' || text.data[3] != 's')
        return 0;
    *number = (size_t)(text.data[1] - '0');
    return 4;
}

static void write_message(Buffer *out, Str message, TemplatePieces *pieces,
                          void (*escape)(Buffer *out, Str text)) {
    size_t next = 0;
    while (message.length) {
        const char *percent = memchr(message.data, '%', message.length);
        size_t before = percent ? (size_t)(percent - message.data) : message.length;
        escape(out, str_slice(message, 0, before));
        message = str_slice(message, before, message.length);
        if (!message.length) break;
        size_t number, length = place_length(message, &number);
        if (length) {
            buffer_add(out, piece_at(pieces, number ? number - 1 : next++));
        } else {
            length = str_starts_with(message, STR("%%")) ? 2 : 1;
            buffer_add_byte(out, '%');
        }
        message = str_slice(message, length, message.length);
    }
    buffer_free(&pieces->text);
    *pieces = (TemplatePieces){ 0 };
}

void template_message_text(Buffer *out, Str message, TemplatePieces *pieces) {
    write_message(out, message, pieces, html_text);
}

void template_message_attribute(Buffer *out, Str message, TemplatePieces *pieces) {
    write_message(out, message, pieces, html_attribute);
}
