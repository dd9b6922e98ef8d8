#include "site/snapshot.h"

#include <pthread.h>
#include <sodium.h>

#include "assess/release.h"
#include "base/embedded.h"
#include "base/file.h"
#include "ledger/commitment.h"
#include "site/snapshot.sql.h"

enum { IDLE_READERS_MAX = 8 };

struct SnapshotReaders {
    pthread_mutex_t lock;
    RecordReader *idle[IDLE_READERS_MAX];
    size_t idle_count;
    const char *path;
    pthread_mutex_t release_lock;
    const Release **read_releases;   /* one an entry, NULL until it is read */
    const ReleaseDraws **read_draws; /* the same */
    pthread_mutex_t cooperation_lock;
    CooperationIndex *cooperation; /* NULL until it is asked for */
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

/* --- releases
 * -------------------------------------------------------------------------------------- */

static bool read_entry(SiteSnapshot *snapshot, Statement *row, ReleaseEntry *entry, Error *error) {
    Arena *arena = &snapshot->arena;
    *entry = (ReleaseEntry){ .id = str_copy(arena, statement_text(row, 0)),
                             .cycle = (int)statement_integer(row, 1),
                             .method = str_copy(arena, statement_text(row, 3)),
                             .result_hash = str_copy(arena, statement_text(row, 4)),
                             .states = statement_integer(row, 5),
                             .draws = statement_integer(row, 6),
                             .corrects = str_copy(arena, statement_text(row, 7)),
                             .changes = str_copy(arena, statement_text(row, 8)),
                             .drafted_on = str_copy(arena, statement_text(row, 9)),
                             .published_at = str_copy(arena, statement_text(row, 10)) };
    return day_parse(statement_text(row, 2), &entry->as_of, error);
}

static bool read_entries(SiteSnapshot *snapshot, Store *store, Error *error) {
    Statement *count = store_statement(store, &SNAPSHOT_RELEASE_COUNT, error);
    Statement *list = store_statement(store, &SNAPSHOT_RELEASES, error);
    bool row, done = count && list && statement_step(count, &row, error);
    if (!done) return false;
    size_t most = (size_t)statement_integer(count, 0);
    statement_reset(count);
    ReleaseEntry *entries = ARENA_ARRAY(&snapshot->arena, most + 1, ReleaseEntry);
    while (done && (done = statement_step(list, &row, error)) && row &&
           snapshot->release_count < most)
        done = read_entry(snapshot, list, &entries[snapshot->release_count++], error);
    statement_reset(list);
    snapshot->releases = entries;
    snapshot->readers->read_releases =
        ARENA_ARRAY(&snapshot->arena, snapshot->release_count + 1, const Release *);
    snapshot->readers->read_draws =
        ARENA_ARRAY(&snapshot->arena, snapshot->release_count + 1, const ReleaseDraws *);
    return done;
}

static bool read_method(SiteSnapshot *snapshot, Error *error) {
    Method *method = ARENA_NEW(&snapshot->arena, Method);
    for (size_t i = 0; i < EMBEDDED_FILE_COUNT; i++)
        if (str_equal_c(EMBEDDED_FILES[i].path, "methods/ACA-1.0.0.json"))
            snapshot->method_text = EMBEDDED_FILES[i].content;
    snapshot->method = method;
    return method_read(&snapshot->arena, snapshot->method_text, METHOD_OF_RELEASE, method, error);
}

const ReleaseEntry *site_find_release(const SiteSnapshot *snapshot, Str id) {
    for (size_t i = 0; i < snapshot->release_count; i++)
        if (str_equal(snapshot->releases[i].id, id)) return &snapshot->releases[i];
    return NULL;
}

const ReleaseEntry *site_release_of_cycle(const SiteSnapshot *snapshot, int cycle) {
    for (size_t i = 0; i < snapshot->release_count; i++)
        if (snapshot->releases[i].cycle == cycle) return &snapshot->releases[i];
    return NULL;
}

const ReleaseEntry *site_newest_release_with(SiteSnapshot *snapshot, Str iso3) {
    for (size_t i = 0; i < snapshot->release_count; i++) {
        Error unreadable;
        const Release *release = site_read_release(snapshot, &snapshot->releases[i], &unreadable);
        if (!release || release_state(release, iso3)) return &snapshot->releases[i];
    }
    return NULL;
}

/* The home is the folder above the snapshot's. */
static const char *release_path(Arena *arena, const SiteSnapshot *snapshot, Str id, Str name) {
    const char *path = snapshot->readers->path;
    const char *file = strrchr(path, '/');
    Str folder = { path, file ? (size_t)(file - path) : 0 };
    return str_to_c(arena, str_format(arena, "%.*s/../releases/%.*s/%.*s", STR_ARGUMENTS(folder),
                                      STR_ARGUMENTS(id), STR_ARGUMENTS(name)));
}

static bool has_hash(Str content, Str expected) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    char text[sizeof hash * 2 + 1];
    crypto_hash_sha256(hash, (const unsigned char *)content.data, content.length);
    hex_write(hash, sizeof hash, text);
    return str_equal_c(expected, text);
}

/* The hash SHA256SUMS has for a name; empty when it does not list it. */
static Str listed_hash(Str sums, Str name) {
    enum { HASH_LENGTH = 64, NAME_AT = 66 };
    Str line;
    while (sums.length && str_cut(&sums, '\n', &line))
        if (str_equal(str_slice(line, NAME_AT, line.length), name))
            return str_slice(line, 0, HASH_LENGTH);
    return STR_EMPTY;
}

bool site_release_has_files(const SiteSnapshot *snapshot, Arena *arena, const ReleaseEntry *entry) {
    return file_exists(release_path(arena, snapshot, entry->id, STR("SHA256SUMS")));
}

/* A file the record speaks of and the folder lacks is a damage here, nothing a reader asked
 * wrongly.
 */
static bool read_recorded_file(const SiteSnapshot *snapshot, Arena *arena,
                               const ReleaseEntry *entry, Str name, Str *content, Error *error) {
    if (file_read(arena, release_path(arena, snapshot, entry->id, name), RELEASE_FILE_LIMIT,
                  content, error))
        return true;
    if (error->kind != ERROR_NOT_FOUND) return false;
    return error_set(error, ERROR_SYSTEM, "the release %.*s is on record but its files are missing",
                     STR_ARGUMENTS(entry->id));
}

bool site_release_file(const SiteSnapshot *snapshot, Arena *arena, const ReleaseEntry *entry,
                       Str name, Str *content, Error *error) {
    Str sums;
    const Str sums_name = STR_LITERAL("SHA256SUMS");
    if (!read_recorded_file(snapshot, arena, entry, sums_name, &sums, error)) return false;
    if (!has_hash(sums, entry->result_hash))
        return error_set(error, ERROR_SYSTEM, "release %.*s: its files are not those recorded",
                         STR_ARGUMENTS(entry->id));
    *content = sums;
    if (str_equal(name, sums_name)) return true;
    Str expected = listed_hash(sums, name);
    if (!expected.length)
        return error_set(error, ERROR_NOT_FOUND, "release %.*s has no file \"%.*s\"",
                         STR_ARGUMENTS(entry->id), STR_ARGUMENTS(name));
    if (!read_recorded_file(snapshot, arena, entry, name, content, error)) return false;
    return has_hash(*content, expected) ||
           error_set(error, ERROR_SYSTEM, "release %.*s: %.*s is not the file recorded",
                     STR_ARGUMENTS(entry->id), STR_ARGUMENTS(name));
}

const Release *site_read_release(SiteSnapshot *snapshot, const ReleaseEntry *entry, Error *error) {
    SnapshotReaders *readers = snapshot->readers;
    const Release **kept = &readers->read_releases[entry - snapshot->releases];
    pthread_mutex_lock(&readers->release_lock);
    if (!*kept) {
        Arena scratch = { 0 };
        Str json;
        Release *release = ARENA_NEW(&snapshot->arena, Release);
        if (site_release_file(snapshot, &scratch, entry, STR("release.json"), &json, error) &&
            release_parse(&snapshot->arena, json, release, error))
            *kept = release;
        arena_free(&scratch);
    }
    const Release *release = *kept;
    pthread_mutex_unlock(&readers->release_lock);
    return release;
}

const ReleaseDraws *site_read_draws(SiteSnapshot *snapshot, const ReleaseEntry *entry,
                                    Error *error) {
    SnapshotReaders *readers = snapshot->readers;
    const ReleaseDraws **kept = &readers->read_draws[entry - snapshot->releases];
    pthread_mutex_lock(&readers->release_lock);
    if (!*kept) {
        Arena scratch = { 0 };
        Str bytes;
        ReleaseDraws *draws = ARENA_NEW(&snapshot->arena, ReleaseDraws);
        if (site_release_file(snapshot, &scratch, entry, STR("draws.bin"), &bytes, error) &&
            release_parse_draws(&snapshot->arena, bytes, draws, error))
            *kept = draws;
        arena_free(&scratch);
    }
    const ReleaseDraws *draws = *kept;
    pthread_mutex_unlock(&readers->release_lock);
    return draws;
}

const CooperationIndex *site_cooperation(SiteSnapshot *snapshot, Error *error) {
    SnapshotReaders *readers = snapshot->readers;
    pthread_mutex_lock(&readers->cooperation_lock);
    if (!readers->cooperation) {
        RecordReader *reader = site_snapshot_borrow(snapshot, error);
        if (reader) readers->cooperation = cooperation_index_build(snapshot, reader, error);
        site_snapshot_return(snapshot, reader);
    }
    const CooperationIndex *index = readers->cooperation;
    pthread_mutex_unlock(&readers->cooperation_lock);
    return index;
}

/* --- the snapshot
 * ------------------------------------------------------------------------------------ */

bool site_snapshot_open(const char *path, int64_t number, const KindRegistry *registry, Day today,
                        SiteSnapshot **snapshot, Error *error) {
    SiteSnapshot *opened = heap_allocate(sizeof *opened);
    opened->number = number;
    opened->today = today;
    opened->registry = registry;
    opened->readers = ARENA_NEW(&opened->arena, SnapshotReaders);
    opened->readers->path = str_to_c(&opened->arena, str_from(path));
    pthread_mutex_init(&opened->readers->lock, NULL);
    pthread_mutex_init(&opened->readers->release_lock, NULL);
    pthread_mutex_init(&opened->readers->cooperation_lock, NULL);
    RecordReader *reader = site_snapshot_borrow(opened, error);
    bool done = reader && read_method(opened, error) &&
                read_facts(opened, record_reader_store(reader), error) &&
                read_entries(opened, record_reader_store(reader), error) &&
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
    cooperation_index_free(readers->cooperation);
    pthread_mutex_destroy(&readers->cooperation_lock);
    pthread_mutex_destroy(&readers->release_lock);
    pthread_mutex_destroy(&readers->lock);
    arena_free(&snapshot->arena);
    heap_free(snapshot);
}
