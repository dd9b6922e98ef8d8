/* What the drivers share: shows what a template wrote, and frees it. */
#include <stdio.h>

#include "base/buffer.h"

static inline void print(Buffer *out) {
    fwrite(out->data, 1, out->length, stdout);
    putchar('\n');
    buffer_free(out);
}
