#include "record/home.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "record/history.h"
#include "store/migration.h"

static const struct {
    const char *name;
    unsigned mode; /* the public process runs as another user and reads two of them */
} FOLDERS[] = {
    { "snapshot", 0755 }, { "log", 0755 },   { "post", 0700 },
    { "inbox", 0700 },    { "files", 0700 }, { "keys", 0700 },
};

static const char *inside(Arena *arena, const char *folder, const char *name) {
    return str_to_c(arena, str_format(arena, "%s/%s", folder, name));
}

Str home_timestamp(Arena *arena) {
    time_t now = time(NULL);
    struct tm utc;
    char *text = arena_allocate(arena, 24);
    gmtime_r(&now, &utc);
    return (Str){ text, strftime(text, 24, "%Y-%m-%dT%H:%M:%SZ", &utc) };
}

static bool take_lock(Home *home, Error *error) {
    const char *path = inside(&home->arena, home->path, "writer.lock");
    home->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (home->lock < 0) return error_system(error, "cannot open %s", path);
    if (flock(home->lock, LOCK_EX | LOCK_NB) == 0) return true;
    if (errno != EWOULDBLOCK) return error_system(error, "cannot lock %s", path);
    return error_set(error, ERROR_REFUSED,
                     "another Uphold process is writing to %s; wait until it is done", home->path);
}

/* The desk and the closed wing get their schemas with the rooms that use them. */
static bool prepare_other_stores(Home *home, Error *error) {
    static const char *const names[] = { "desk.db", "closed.db" };
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        Store *store;
        const char *path = inside(&home->arena, home->path, names[i]);
        if (!store_open(path, STORE_WRITER, &store, error)) return false;
        bool done = store_migrate(store, names[i], NULL, 0, error);
        store_close(store);
        if (!done) return false;
    }
    return true;
}

static bool open_stores(Home *home, Error *error) {
    const char *path = inside(&home->arena, home->path, "open.db");
    return store_open(path, STORE_WRITER, &home->open, error) &&
           schema_prepare(home->open, home->registry, error);
}

typedef bool MayBeThere(Arena *arena, const char *folder, const char *name);

/* Whether a folder has no entry, or none but those that may be there. */
static bool has_only(Arena *arena, const char *path, MayBeThere *may_be_there) {
    DIR *folder = opendir(path);
    struct dirent *entry;
    bool only = true;
    while (folder && only && (entry = readdir(folder)))
        only = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
               (may_be_there && may_be_there(arena, path, entry->d_name));
    if (folder) closedir(folder);
    return only;
}

/* What a home_create that was interrupted early may have left. */
static bool is_beginning_of_home(Arena *arena, const char *path, const char *name) {
    for (size_t i = 0; i < COUNT_OF(FOLDERS); i++)
        if (strcmp(name, FOLDERS[i].name) == 0)
            return has_only(arena, inside(arena, path, name), NULL);
    return strcmp(name, "writer.lock") == 0;
}

static bool make_folders(Home *home, Error *error) {
    if (!file_make_folder(home->path, 0711, error)) return false;
    for (size_t i = 0; i < COUNT_OF(FOLDERS); i++)
        if (!file_make_folder(inside(&home->arena, home->path, FOLDERS[i].name), FOLDERS[i].mode,
                              error))
            return false;
    return true;
}

static void home_begin(Home *home, const char *path, const KindRegistry *registry) {
    *home = (Home){ .registry = registry, .lock = -1 };
    home->path = str_to_c(&home->arena, str_from(path));
}

static bool has_records(Home *home, bool *any, Error *error) {
    int64_t size = 0;
    bool done = history_log_size(home->open, &size, error);
    *any = size > 0;
    return done;
}

/* An open.db without a record is what an interrupted home_create left: it is gone on with. */
static bool refuse_records(Home *home, Error *error) {
    bool any;
    if (!has_records(home, &any, error)) return false;
    return !any || error_set(error, ERROR_REFUSED,
                             "%s is an Uphold home already; it was left as it is", home->path);
}

bool home_create(Home *home, const char *path, const KindRegistry *registry, Error *error) {
    home_begin(home, path, registry);
    bool done =
        file_exists(inside(&home->arena, path, "open.db")) ||
        has_only(&home->arena, path, is_beginning_of_home) ||
        error_set(error, ERROR_REFUSED, "%s is not empty; name a new folder for the home", path);
    done = done && make_folders(home, error) && take_lock(home, error) &&
           open_stores(home, error) && refuse_records(home, error) &&
           prepare_other_stores(home, error);
    if (!done) home_close(home);
    return done;
}

bool home_open(Home *home, const char *path, const KindRegistry *registry, Error *error) {
    home_begin(home, path, registry);
    bool done =
        file_exists(inside(&home->arena, path, "open.db")) ||
        error_set(error, ERROR_NOT_FOUND,
                  "%s is no Uphold home; make one with `uphold init --home %s`", path, path);
    done = done && take_lock(home, error) && open_stores(home, error);
    if (!done) home_close(home);
    return done;
}

void home_close(Home *home) {
    store_close(home->open);
    home->open = NULL;
    if (home->lock >= 0) close(home->lock);
    home->lock = -1;
    arena_free(&home->arena);
}

/* --- snapshots
 * --------------------------------------------------------------------------------------- */

bool home_expect_change(Home *home, Error *error) {
    return file_write(inside(&home->arena, home->path, "snapshot/pending"), STR_EMPTY, 0644, error);
}

/* "12345.db" -> 12345; -1 for any other name. */
static int64_t snapshot_number(const char *name) {
    Str text = str_from(name);
    int64_t number;
    if (!str_ends_with(text, STR(".db"))) return -1;
    if (!str_to_integer(str_slice(text, 0, text.length - 3), &number)) return -1;
    return number;
}

/* The newest snapshot's number, -1 when there is none; the one before goes to *previous. */
static int64_t newest_snapshot(const char *folder, int64_t *previous) {
    DIR *stream = opendir(folder);
    int64_t newest = -1, second = -1;
    struct dirent *entry;
    while (stream && (entry = readdir(stream))) {
        int64_t number = snapshot_number(entry->d_name);
        if (number > newest) {
            second = newest;
            newest = number;
        } else if (number > second) {
            second = number;
        }
    }
    if (stream) closedir(stream);
    if (previous) *previous = second;
    return newest;
}

static void remove_older(Arena *arena, const char *folder, int64_t keep_from) {
    DIR *stream = opendir(folder);
    struct dirent *entry;
    while (stream && (entry = readdir(stream))) {
        int64_t number = snapshot_number(entry->d_name);
        bool left_over = strstr(entry->d_name, ".tmp") != NULL;
        if ((number >= 0 && number < keep_from) || left_over)
            unlink(inside(arena, folder, entry->d_name));
    }
    if (stream) closedir(stream);
}

static bool write_snapshot(Home *home, const char *folder, int64_t number, Error *error) {
    const char *name =
        str_to_c(&home->arena, str_format(&home->arena, "%s/%lld.db", folder, (long long)number));
    const char *temporary = str_to_c(&home->arena, str_format(&home->arena, "%s.tmp", name));
    unlink(temporary); /* a crash may have left one */
    if (!store_copy_to(home->open, temporary, error)) return false;
    if (rename(temporary, name) != 0) return error_system(error, "cannot rename %s", temporary);
    return file_sync_folder(folder, error);
}

bool home_publish(Home *home, Error *error) {
    const char *folder = inside(&home->arena, home->path, "snapshot");
    const char *pending = inside(&home->arena, folder, "pending");
    int64_t size, previous;
    if (!history_log_size(home->open, &size, error)) return false;
    if (newest_snapshot(folder, NULL) != size && !write_snapshot(home, folder, size, error))
        return false;
    unlink(pending);
    newest_snapshot(folder, &previous);
    remove_older(&home->arena, folder, previous);
    return true;
}

/* A change was interrupted, or is under way; in the latter case the lock is taken and the present
 * snapshot is the truth for now. Not for a home whose making was interrupted: that is none yet. */
static bool publish_what_is_left(const char *path, const KindRegistry *registry, Error *error) {
    Home home;
    Error busy = { 0 };
    bool any = false;
    if (!home_open(&home, path, registry, &busy)) return true;
    bool done = has_records(&home, &any, error) && (!any || home_publish(&home, error));
    home_close(&home);
    return done;
}

bool home_find_snapshot(Arena *arena, const char *path, const KindRegistry *registry,
                        const char **snapshot, int64_t *number, Error *error) {
    const char *folder = inside(arena, path, "snapshot");
    bool is_left =
        file_exists(inside(arena, folder, "pending")) || newest_snapshot(folder, NULL) < 0;
    if (is_left && !publish_what_is_left(path, registry, error)) return false;
    return home_newest_snapshot(arena, path, snapshot, number, error);
}

bool home_newest_snapshot(Arena *arena, const char *path, const char **snapshot, int64_t *number,
                          Error *error) {
    const char *folder = inside(arena, path, "snapshot");
    *number = newest_snapshot(folder, NULL);
    if (*number < 0)
        return error_set(error, ERROR_NOT_FOUND,
                         "%s is no Uphold home; make one with `uphold init --home %s`", path, path);
    *snapshot = str_to_c(arena, str_format(arena, "%s/%lld.db", folder, (long long)*number));
    return true;
}
