/* Buffer: text that grows while it is written. Owned by its holder; a zeroed Buffer is ready. */
#ifndef UPHOLD_BASE_BUFFER_H
#define UPHOLD_BASE_BUFFER_H

#include "base/str.h"

typedef struct Buffer {
    char *data;
    size_t length, capacity;
} Buffer;

void buffer_add(Buffer *buffer, Str text);
void buffer_add_c(Buffer *buffer, const char *text);
void buffer_add_byte(Buffer *buffer, char byte);
void buffer_add_integer(Buffer *buffer, int64_t number);
/* The shortest decimal that reads back as the same double, written as ECMAScript does (RFC 8785).
 */
void buffer_add_decimal(Buffer *buffer, double number);
void buffer_format(Buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);
void buffer_reserve(Buffer *buffer, size_t more);
Str buffer_str(const Buffer *buffer); /* a view, until the buffer grows or is freed */
void buffer_clear(Buffer *buffer);    /* empties it, keeps the memory */
void buffer_free(Buffer *buffer);

#endif
