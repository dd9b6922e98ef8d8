#include "base/buffer.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buffer_reserve(Buffer *buffer, size_t more) {
    if (buffer->capacity - buffer->length >= more) return;
    size_t capacity = buffer->capacity ? buffer->capacity : 256;
    while (capacity - buffer->length < more)
        capacity *= 2;
    buffer->data = heap_resize(buffer->data, capacity);
    buffer->capacity = capacity;
}

void buffer_add(Buffer *buffer, Str text) {
    if (!text.length) return;
    buffer_reserve(buffer, text.length);
    memcpy(buffer->data + buffer->length, text.data, text.length);
    buffer->length += text.length;
}

void buffer_add_c(Buffer *buffer, const char *text) {
    buffer_add(buffer, str_from(text));
}

void buffer_add_byte(Buffer *buffer, char byte) {
    buffer_reserve(buffer, 1);
    buffer->data[buffer->length++] = byte;
}

void buffer_add_integer(Buffer *buffer, int64_t number) {
    char digits[24];
    size_t at = sizeof digits;
    uint64_t magnitude = number < 0 ? -(uint64_t)number : (uint64_t)number;
    do {
        digits[--at] = (char)('0' + magnitude % 10);
        magnitude /= 10;
    } while (magnitude);
    if (number < 0) digits[--at] = '-';
    buffer_add(buffer, (Str){ digits + at, sizeof digits - at });
}

/* Adds one to the last digit of d.ddde+dd; false when that would need one digit more. */
static bool raise_last_digit(char *text) {
    for (char *at = strchr(text, 'e') - 1; at >= text; at--) {
        if (*at == '.') continue;
        if (*at != '9') {
            ++*at;
            return true;
        }
        *at = '0';
    }
    return false;
}

/* The shortest d.ddde+dd that reads back as the same positive number; of two, the nearer. Below a
 * power of two doubles lie twice as close as above it, so that the nearest decimal of some length
 * may read back as the neighbour below when the next one up reads back right (2^-44 is such). */
static void shortest_scientific(double number, char text[40]) {
    for (int precision = 0; precision < 17; precision++) {
        snprintf(text, 40, "%.*e", precision, number);
        if (strtod(text, NULL) == number) return;
        if (raise_last_digit(text) && strtod(text, NULL) == number) return;
    }
}

/* Splits the shortest round-trip form of a positive number into digits and a decimal exponent:
 * number = 0.d1d2d3... x 10^exponent. */
static int shortest_digits(double number, char digits[32], int *exponent) {
    char text[40];
    shortest_scientific(number, text);
    int count = 0;
    const char *at = text;
    for (; *at != 'e'; at++)
        if (*at != '.') digits[count++] = *at;
    *exponent = atoi(at + 1) + 1;
    while (count > 1 && digits[count - 1] == '0')
        count--;
    return count;
}

void buffer_add_decimal(Buffer *buffer, double number) {
    if (number == 0 || !isfinite(number)) {
        buffer_add_c(buffer, isfinite(number) ? "0" : "null");
        return;
    }
    if (number < 0) buffer_add_byte(buffer, '-');
    char digits[32];
    int exponent, count = shortest_digits(fabs(number), digits, &exponent);
    if (exponent > 21 || exponent < -5) {
        buffer_add_byte(buffer, digits[0]);
        if (count > 1) buffer_add_byte(buffer, '.');
        buffer_add(buffer, (Str){ digits + 1, (size_t)count - 1 });
        buffer_format(buffer, "e%+d", exponent - 1);
        return;
    }
    if (exponent <= 0) buffer_add_c(buffer, "0.");
    for (int i = exponent; i < 0; i++)
        buffer_add_byte(buffer, '0');
    for (int i = 0; i < count || i < exponent; i++) {
        if (i == exponent && i > 0) buffer_add_byte(buffer, '.');
        buffer_add_byte(buffer, i < count ? digits[i] : '0');
    }
}

void buffer_format(Buffer *buffer, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length > 0) {
        buffer_reserve(buffer, (size_t)length + 1);
        vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}

Str buffer_str(const Buffer *buffer) {
    return (Str){ buffer->data, buffer->length };
}

void buffer_clear(Buffer *buffer) {
    buffer->length = 0;
}

void buffer_free(Buffer *buffer) {
    heap_free(buffer->data);
    *buffer = (Buffer){ 0 };
}
