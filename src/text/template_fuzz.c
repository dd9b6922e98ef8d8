/* Fuzzes the template compiler (tools/tmplc.c): any bytes are compiled or refused with a message
 * that names a line, without reading beyond them, and twice the same. */
#define TMPLC_NO_MAIN
#include "../tools/tmplc.c"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Buffer code[2] = { 0 }, header[2] = { 0 };
    Error error[2] = { 0 };
    bool done[2];
    char *copy = heap_allocate(size); /* of exactly this size: a read behind it is found */
    if (size) memcpy(copy, data, size);
    for (size_t i = 0; i < 2; i++)
        done[i] =
            compile("fuzz.tmpl", (Str){ copy, size }, "fuzz.tmpl", &code[i], &header[i], &error[i]);
    assert(done[0] == done[1]);
    assert(str_equal(buffer_str(&code[0]), buffer_str(&code[1])));
    assert(strcmp(error[0].message, error[1].message) == 0);
    assert(done[0] == (error[0].kind == ERROR_NONE));
    if (!done[0]) assert(strncmp(error[0].message, "fuzz.tmpl:", 10) == 0);
    for (size_t i = 0; i < 2; i++) {
        buffer_free(&code[i]);
        buffer_free(&header[i]);
    }
    heap_free(copy);
    return 0;
}
