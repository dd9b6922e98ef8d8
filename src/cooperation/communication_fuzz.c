/* The reference parser against the regular expression of DOMAIN 10, invariant 6; what is read is
 * written back as it was. */
#include <regex.h>
#include <stdlib.h>

#include "cooperation/communication.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool matches(const char *text) {
    static regex_t pattern;
    static bool compiled;
    if (!compiled &&
        regcomp(&pattern, "^(AL|UA|OL|JAL|JUA|JOL) ([A-Z]{3}) ([1-9][0-9]*)/((19|20)[0-9]{2})$",
                REG_EXTENDED | REG_NOSUB) != 0)
        abort();
    compiled = true;
    return regexec(&pattern, text, 0, NULL, 0) == 0;
}

/* A number of more than five digits is right by the expression and too long for the kind. */
static bool number_fits(Str text) {
    Str part;
    return str_cut(&text, ' ', &part) && str_cut(&text, ' ', &part) && str_cut(&text, '/', &part) &&
           part.length <= 5;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena = { 0 };
    Str text = { (const char *)data, size };
    CommunicationReference reference = { .number = -1 };
    Error error = { 0 };
    bool has_zero = size && memchr(data, 0, size);
    bool expected = !has_zero && matches(str_to_c(&arena, text)) && number_fits(text);
    if (communication_reference_parse(text, &reference, &error) != expected) abort();
    if (expected && !str_equal(communication_reference_format(&arena, &reference), text)) abort();
    if (!expected && (reference.number != -1 || error.kind != ERROR_REFUSED || !error.message[0]))
        abort();
    arena_free(&arena);
    return 0;
}
