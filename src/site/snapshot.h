/* The snapshot a page is made of: one immutable file, the Council's records read whole, and a few
 * readers that pages borrow. It is the generation the server swaps as a whole. */
#ifndef UPHOLD_SITE_SNAPSHOT_H
#define UPHOLD_SITE_SNAPSHOT_H

#include "council/council_store.h"
#include "record/reader.h"

typedef struct SnapshotReaders SnapshotReaders;

typedef struct SiteSnapshot {
    Arena arena;
    int64_t number; /* the size of the log */
    Day today;      /* in Geneva, when the pages are made; the server makes them anew at midnight */
    Str recorded_on; /* the day of the newest change, "2026-11-24" */
    int64_t record_count;
    bool fictional; /* a demonstration: every page says so */
    const KindRegistry *registry;
    CouncilData council;
    SnapshotReaders *readers;
} SiteSnapshot;

bool site_snapshot_open(const char *path, int64_t number, const KindRegistry *registry, Day today,
                        SiteSnapshot **snapshot, Error *error) MUST_CHECK;
/* As http_server_publish's release wants it. */
void site_snapshot_release(void *snapshot);

/* Borrows a reader for one page; give it back. Safe from any thread. NULL on failure. */
RecordReader *site_snapshot_borrow(SiteSnapshot *snapshot, Error *error) MUST_CHECK;
void site_snapshot_return(SiteSnapshot *snapshot, RecordReader *reader);

#endif
