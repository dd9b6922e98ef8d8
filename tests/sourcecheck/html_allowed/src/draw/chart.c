#include "base/buffer.h"

/* "<p>%s</p>" in a comment */
// "<p>%s</p>" in another
void chart(Buffer *out, Error *error, double x, const char *name) {
    buffer_format(out, "<rect x=\"%.2f\" width=\"%d%%\"/>", x, 3);
    buffer_add_c(out, "<p class=\"a\">100 %</p>");
    buffer_format(out, "A/<session>/%s, a < b, %s <= c", name, name);
    buffer_format(out, "Content-Disposition: attachment; filename=\"%s\"", name);
    error_set(error, ERROR_REFUSED, (x > 0) ? "<p> of %s" : "no <p> in %s", name);
    log_line(LOG_LEVEL_INFO, "title=\"%s\"", name);
    char quote = '"', percent = '\'';
    use("%s", quote, percent, "\"<p>\\", name);
}
