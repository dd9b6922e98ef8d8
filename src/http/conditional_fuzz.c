/* Fuzzes what a client says it has and can read: each line of the input is taken as each of the
 * three headers. */
#include <stdlib.h>

#include "http/conditional.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const Str languages[] = { STR_LITERAL("en"), STR_LITERAL("fr"), STR_LITERAL("zh-Hant") };
    static const Str etag = STR_LITERAL("\"0123\"");
    Str rest = { (const char *)data, size }, line;
    while (size && str_cut(&rest, '\n', &line)) {
        /* A tag is found only where it stands, or by the star. */
        if (etag_is_listed(line, etag) && !str_contains(line, etag) &&
            !str_contains(line, STR("*")))
            abort();
        if (gzip_is_accepted(line) && !str_contains(line, STR("*")) &&
            !memmem(line.data, line.length, "z", 1) && !memmem(line.data, line.length, "Z", 1))
            abort();
        if (language_choose(line, languages, COUNT_OF(languages)) >= COUNT_OF(languages)) abort();
    }
    return 0;
}
