#include "page.tmpl.h"
#include "print.h"

int main(void) {
    Buffer body = { 0 }, out = { 0 };
    mark(&body);
    nothing(&body, 1);
    literal(&body);
    page(&out, LANGUAGE_AR, (SafeHtml){ buffer_str(&body) });
    print(&out);
    buffer_free(&body);
}
