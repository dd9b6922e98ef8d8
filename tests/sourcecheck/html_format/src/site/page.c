#include "base/buffer.h"

#define ROW "<tr><td>%s"

void page(Buffer *out, const char *name, long long number) {
    buffer_format(out, "<p>%s</p>", name);
    buffer_format(out, "%.*s"
                       "</td>", 3, name);
    buffer_format(out, " href=\"%s\"", name);
    buffer_format(out, "%" PRId64 " <li>%s", number, name);
    static const char *const late = "<option>%5s";
    other(name, (late), "%c<!-- -->", 'x');
}
