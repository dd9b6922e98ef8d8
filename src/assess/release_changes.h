/* What a correction changes (METHOD 8: "corrections make release n.1 with a change list"): computed
 * from the files of the release and of its correction, and kept with the correction as changes.csv,
 * one line a change. */
#ifndef UPHOLD_ASSESS_RELEASE_CHANGES_H
#define UPHOLD_ASSESS_RELEASE_CHANGES_H

#include "assess/release.h"

#define RELEASE_CHANGES_FILE "changes.csv"

/* A row added or removed, with all its cells in `after` or `before`; or one changed cell of a row.
 */
typedef struct ReleaseChange {
    Str file;   /* "input/communications.csv", "scores.csv"; "release.json" for the day, the seed */
    Str key;    /* which row: "XAA SP3" */
    Str change; /* "added", "removed", "changed" */
    Str column; /* of a changed cell; else empty */
    Str before, after;
} ReleaseChange;

/* The files that are compared, by number; NULL past the last. A column only one of the two has is
 * empty in the other. */
const char *release_compared_file(size_t number);

/* Writes changes.csv: what `after` has otherwise than `before`; the header alone where they are the
 * same. Refuses files that are no tables, or that miss. The same for any order of rows. */
bool release_changes_write(Buffer *out, Arena *arena, const ReleaseFiles *before,
                           const ReleaseFiles *after, Error *error) MUST_CHECK;

/* Reads changes.csv back; owned by the arena. */
bool release_changes_read(Arena *arena, Str content, ReleaseChange **changes, size_t *count,
                          Error *error) MUST_CHECK;

#endif
