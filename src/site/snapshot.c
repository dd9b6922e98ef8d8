#include "site/snapshot.h"

#include <pthread.h>

#include "site/snapshot.sql.h"

enum { IDLE_READERS_MAX = 8 };

struct SnapshotReaders {
    pthread_mutex_t lock;
    RecordReader *idle[IDLE_READERS_MAX];
    size_t idle_count;
    const char *path;
};

static void reader_close(RecordReader *reader) {
    Store *store = record_reader_store(reader);
    record_reader_free(reader);
    store_close(store);
}

RecordReader *site_snapshot_borrow(SiteSnapshot *snapshot, Error *error) {
    SnapshotReaders *readers = snapshot->readers;
    RecordReader *reader = NULL;
    pthread_mutex_lock(&readers->lock);
    if (readers->idle_count) reader = readers->idle[--readers->idle_count];
    pthread_mutex_unlock(&readers->lock);
    Store *store;
    if (!reader && store_open(readers->path, STORE_SNAPSHOT, &store, error))
        reader = record_reader_new(store);
    return reader;
}

void site_snapshot_return(SiteSnapshot *snapshot, RecordReader *reader) {
    SnapshotReaders *readers = snapshot->readers;
    if (!reader) return;
    pthread_mutex_lock(&readers->lock);
    bool kept = readers->idle_count < IDLE_READERS_MAX;
    if (kept) readers->idle[readers->idle_count++] = reader;
    pthread_mutex_unlock(&readers->lock);
    if (!kept) reader_close(reader);
}

static bool read_facts(SiteSnapshot *snapshot, Store *store, Error *error) {
    Statement *facts = store_statement(store, &SNAPSHOT_FACTS, error);
    bool row;
    if (!facts || !statement_step(facts, &row, error)) return false;
    snapshot->recorded_on = str_copy(&snapshot->arena, str_slice(statement_text(facts, 0), 0, 10));
    snapshot->record_count = statement_integer(facts, 1);
    snapshot->fictional = statement_integer(facts, 2) > 0;
    statement_reset(facts);
    return true;
}

bool site_snapshot_open(const char *path, int64_t number, const KindRegistry *registry, Day today,
                        SiteSnapshot **snapshot, Error *error) {
    SiteSnapshot *opened = heap_allocate(sizeof *opened);
    opened->number = number;
    opened->today = today;
    opened->registry = registry;
    opened->readers = ARENA_NEW(&opened->arena, SnapshotReaders);
    opened->readers->path = str_to_c(&opened->arena, str_from(path));
    pthread_mutex_init(&opened->readers->lock, NULL);
    RecordReader *reader = site_snapshot_borrow(opened, error);
    bool done = reader && read_facts(opened, record_reader_store(reader), error) &&
                council_load(record_reader_store(reader), &opened->arena, &opened->council, error);
    site_snapshot_return(opened, reader);
    if (!done) {
        site_snapshot_release(opened);
        return false;
    }
    *snapshot = opened;
    return true;
}

void site_snapshot_release(void *context) {
    SiteSnapshot *snapshot = context;
    SnapshotReaders *readers = snapshot->readers;
    while (readers->idle_count)
        reader_close(readers->idle[--readers->idle_count]);
    pthread_mutex_destroy(&readers->lock);
    arena_free(&snapshot->arena);
    heap_free(snapshot);
}
