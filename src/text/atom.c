#include "text/atom.h"

#include "text/html.h"

/* XML wants the same five characters escaped as an attribute does; control characters cannot stand
 * in XML 1.0 at all and are left out. */
static void xml_text(Buffer *out, Str text) {
    size_t from = 0;
    for (size_t at = 0; at < text.length; at++) {
        unsigned char c = (unsigned char)text.data[at];
        if (c >= 0x20 || c == '\n' || c == '\t') continue;
        html_attribute(out, str_slice(text, from, at));
        from = at + 1;
    }
    html_attribute(out, str_slice(text, from, text.length));
}

static void element(Buffer *out, const char *name, Str text) {
    buffer_add_byte(out, '<');
    buffer_add_c(out, name);
    buffer_add_byte(out, '>');
    xml_text(out, text);
    buffer_add_c(out, "</");
    buffer_add_c(out, name);
    buffer_add_c(out, ">\n");
}

static void link_to(Buffer *out, const char *relation, const char *type, Str address) {
    buffer_add_c(out, "<link rel=\"");
    buffer_add_c(out, relation);
    buffer_add_c(out, "\" type=\"");
    buffer_add_c(out, type);
    buffer_add_c(out, "\" href=\"");
    xml_text(out, address);
    buffer_add_c(out, "\"/>\n");
}

void atom_begin(Buffer *out, const AtomFeed *feed) {
    buffer_add_c(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    buffer_add_c(out, feed->language);
    buffer_add_c(out, "\">\n");
    element(out, "id", feed->id);
    element(out, "title", feed->title);
    element(out, "updated", feed->updated);
    link_to(out, "self", "application/atom+xml", feed->self);
    link_to(out, "alternate", "text/html", feed->page);
    buffer_add_c(out, "<author><name>");
    xml_text(out, feed->author);
    buffer_add_c(out, "</name></author>\n");
}

void atom_entry(Buffer *out, const AtomEntry *entry) {
    buffer_add_c(out, "<entry>\n");
    element(out, "id", entry->id);
    element(out, "title", entry->title);
    element(out, "updated", entry->updated);
    link_to(out, "alternate", "text/html", entry->address);
    element(out, "summary", entry->summary);
    buffer_add_c(out, "</entry>\n");
}

void atom_end(Buffer *out) {
    buffer_add_c(out, "</feed>\n");
}
