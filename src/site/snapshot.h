/* The snapshot a page is made of: one immutable file, the Council's records read whole, and a few
 * readers that pages borrow. It is the generation the server swaps as a whole. */
#ifndef UPHOLD_SITE_SNAPSHOT_H
#define UPHOLD_SITE_SNAPSHOT_H

#include "assess/release_read.h"
#include "council/council_store.h"
#include "record/reader.h"
#include "site/cooperation_index.h"

typedef struct SnapshotReaders SnapshotReaders;

/* A release as its record tells of it; its files lie in the home's releases folder. */
typedef struct ReleaseEntry {
    Str id, method, result_hash, corrects, changes, drafted_on;
    Str published_at; /* "2026-11-24T07:30:00Z" */
    int cycle;
    Day as_of;
    int64_t states, draws;
} ReleaseEntry;

struct SiteSnapshot {
    Arena arena;
    int64_t number; /* the size of the log */
    Day today;      /* in Geneva, when the pages are made; the server makes them anew at midnight */
    Str recorded_on; /* the day of the newest change, "2026-11-24" */
    int64_t record_count;
    bool fictional; /* a demonstration: every page says so */
    const KindRegistry *registry;
    CouncilData council;
    const Method *method; /* of today's program, for names and definitions */
    Str method_text;
    const ReleaseEntry *releases; /* by as-of date and name, newest first */
    size_t release_count;
    SnapshotReaders *readers;
};

bool site_snapshot_open(const char *path, int64_t number, const KindRegistry *registry, Day today,
                        SiteSnapshot **snapshot, Error *error) MUST_CHECK;
/* As http_server_publish's release wants it. */
void site_snapshot_release(void *snapshot);

/* NULL when no such release is on record. */
const ReleaseEntry *site_find_release(const SiteSnapshot *snapshot, Str id);
/* The newest release for an election year; NULL without one. */
const ReleaseEntry *site_release_of_cycle(const SiteSnapshot *snapshot, int cycle);
/* The newest release that assesses the State; NULL without one. A release that cannot be read may
 * be the one, and is not passed over in silence. */
const ReleaseEntry *site_newest_release_with(SiteSnapshot *snapshot, Str iso3);

/* The release's values, read once and kept; NULL on failure, also when its files are not those that
 * were recorded: a release never changes. Safe from any thread. */
const Release *site_read_release(SiteSnapshot *snapshot, const ReleaseEntry *entry,
                                 Error *error) MUST_CHECK;
/* Its draws, read, checked and kept in the same way: other weights may be asked for often, and a
 * release of 60 States has 20 MB of them. */
const ReleaseDraws *site_read_draws(SiteSnapshot *snapshot, const ReleaseEntry *entry,
                                    Error *error) MUST_CHECK;
/* Whether a release on record has its folder: the page of one that has not says so. */
bool site_release_has_files(const SiteSnapshot *snapshot, Arena *arena, const ReleaseEntry *entry);
/* One file of a release, checked against the recorded hash; owned by the arena. */
bool site_release_file(const SiteSnapshot *snapshot, Arena *arena, const ReleaseEntry *entry,
                       Str name, Str *content, Error *error) MUST_CHECK;

/* Visits and communications, built once and kept; NULL on failure. Safe from any thread. */
const CooperationIndex *site_cooperation(SiteSnapshot *snapshot, Error *error) MUST_CHECK;

/* Borrows a reader for one page; give it back. Safe from any thread. NULL on failure. */
RecordReader *site_snapshot_borrow(SiteSnapshot *snapshot, Error *error) MUST_CHECK;
void site_snapshot_return(SiteSnapshot *snapshot, RecordReader *reader);

#endif
