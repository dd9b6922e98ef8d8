/* embed: files to C, run by the build.
 *
 *     embed OUT.c FILE...      defines EMBEDDED_FILES (base/embedded.h) with their bytes
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"

static NORETURN void fail(const char *why) {
    fprintf(stderr, "embed: %s\n", why);
    exit(1);
}

/* Three-digit octal escapes never run into the next character. */
static void add_literal(Buffer *out, Str content) {
    buffer_add_byte(out, '"');
    for (size_t i = 0; i < content.length; i++) {
        unsigned char c = (unsigned char)content.data[i];
        if (c == '\n')
            buffer_add_c(out, "\\n\"\n\"");
        else if (c < 32 || c > 126 || c == '"' || c == '\\' || c == '?')
            buffer_format(out, "\\%03o", c);
        else
            buffer_add_byte(out, (char)c);
    }
    buffer_add_byte(out, '"');
}

int main(int argument_count, char **arguments) {
    if (argument_count < 2) fail("usage: embed OUT.c FILE...");
    Arena arena = { 0 };
    Error error = { 0 };
    Buffer out = { 0 };
    buffer_add_c(&out, "/* Made by tools/embed. */\n#include \"base/embedded.h\"\n\n");
    buffer_add_c(&out, "const EmbeddedFile EMBEDDED_FILES[] = {\n");
    for (int i = 2; i < argument_count; i++) {
        Str content;
        if (!file_read(&arena, arguments[i], 1 << 24, &content, &error)) fail(error.message);
        buffer_format(&out, "    { STR_LITERAL(\"%s\"), { ", arguments[i]);
        add_literal(&out, content);
        buffer_format(&out, ", %zu } },\n", content.length);
    }
    buffer_format(&out, "};\nconst size_t EMBEDDED_FILE_COUNT = %d;\n", argument_count - 2);
    if (!file_write(arguments[1], buffer_str(&out), 0644, &error)) fail(error.message);
    return 0;
}
