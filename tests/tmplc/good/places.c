#include "places.tmpl.h"
#include "print.h"

int main(void) {
    Hostile hostile = { STR("<b a=\"1\" c='2'>&"), "a/b?c=<d>", -7, { STR("<em>safe</em>") } };
    Buffer out = { 0 };
    places(&out, &hostile);
    print(&out);
}
