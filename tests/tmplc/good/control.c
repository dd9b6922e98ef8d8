#include "control.tmpl.h"
#include "print.h"

int main(void) {
    const Str names[] = { STR("China"), STR("none"), STR("Mali"), STR("") };
    Buffer out = { 0 };
    control(&out, names, 4, 0);
    print(&out);
}
