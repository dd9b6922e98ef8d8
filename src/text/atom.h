/* Atom feeds (RFC 4287), written straight into a buffer. */
#ifndef UPHOLD_TEXT_ATOM_H
#define UPHOLD_TEXT_ATOM_H

#include "base/buffer.h"

typedef struct AtomFeed {
    Str id; /* an IRI that never changes: "tag:..." or the page's address */
    Str title;
    Str self, page; /* addresses of the feed and of the page it belongs to */
    Str updated;    /* RFC 3339: "2026-11-24T00:00:00Z" */
    Str author;
    const char *language;
} AtomFeed;

typedef struct AtomEntry {
    Str id, title, address, updated, summary;
} AtomEntry;

void atom_begin(Buffer *out, const AtomFeed *feed);
void atom_entry(Buffer *out, const AtomEntry *entry);
void atom_end(Buffer *out);

#endif
