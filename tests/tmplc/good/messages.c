#include "messages.tmpl.h"
#include "print.h"

int main(void) {
    Buffer out = { 0 };
    messages(&out, LANGUAGE_FR, STR("A&B \"C\""), 3);
    print(&out);
}
