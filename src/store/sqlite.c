/* The SQLite engine: WAL, exclusive for its one writer; immutable for readers of a snapshot.
 *
 * Debian 12 ships SQLite 3.40.1, which predates the fix of the WAL-reset flaw; that needs a commit
 * and a checkpoint from two connections. Here one exclusive connection does both, and readers open
 * only immutable copies, so that the conditions never meet (FOUNDATIONS 2.2). No mmap. */
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/file.h"
#include "store/driver.h"

static sqlite3 *connection_of(const Store *store) {
    return store->connection;
}

static sqlite3_stmt *handle_of(const Statement *statement) {
    return statement->handle;
}

static bool fail(Error *error, sqlite3 *connection, const char *doing) {
    return error_set(error, ERROR_SYSTEM, "%s: %s", doing,
                     connection ? sqlite3_errmsg(connection) : "no memory for SQLite");
}

static bool sqlite_run_text(Store *store, const char *sql, Error *error) {
    return sqlite3_exec(connection_of(store), sql, NULL, NULL, NULL) == SQLITE_OK ||
           fail(error, connection_of(store), "database");
}

/* Characters that mean something in a file: URI are percent-encoded. */
static const char *snapshot_uri(Arena *arena, const char *path) {
    char *uri = arena_allocate(arena, strlen(path) * 3 + 32);
    /* An empty authority before a whole path, so that one that begins with // keeps its start. */
    size_t length = strlen(strcpy(uri, *path == '/' ? "file://" : "file:"));
    for (; *path; path++) {
        if (strchr("?#%", *path)) {
            static const char digits[] = "0123456789ABCDEF";
            uri[length++] = '%';
            uri[length++] = digits[(unsigned char)*path >> 4];
            uri[length++] = digits[*path & 15];
        } else {
            uri[length++] = *path;
        }
    }
    strcpy(uri + length, "?immutable=1");
    return uri;
}

static const char WRITER_SETTINGS[] = "PRAGMA page_size=8192;"
                                      "PRAGMA locking_mode=EXCLUSIVE;"
                                      "PRAGMA journal_mode=WAL;"
                                      "PRAGMA synchronous=FULL;"
                                      "PRAGMA foreign_keys=ON;"
                                      "PRAGMA trusted_schema=OFF;"
                                      "PRAGMA cell_size_check=ON;"
                                      "PRAGMA cache_size=-65536;";
static const char READER_SETTINGS[] = "PRAGMA query_only=ON;"
                                      "PRAGMA trusted_schema=OFF;"
                                      "PRAGMA cell_size_check=ON;";
/* Rows lie in the order in which they came: who walks them in another order comes back to each page
 * again and again. */
static const char READER_CACHE[] = "PRAGMA cache_size=-4096;";
static const char WALKER_CACHE[] = "PRAGMA cache_size=-65536;";

/* Without its count of memory in use SQLite needs no lock for each allocation, which all threads
 * would share. */
static void configure(void) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* The engine would leave the mode to the umask; a store is for the user who keeps it. Files beside
 * it get its mode. What goes wrong here, opening reports. */
static void make_private_file(const char *path) {
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor >= 0) close(descriptor);
}

static bool sqlite_open(Store *store, const char *address, StoreMode mode, Error *error) {
    static pthread_once_t configured = PTHREAD_ONCE_INIT;
    Arena arena = { 0 };
    sqlite3 *connection = NULL;
    pthread_once(&configured, configure);
    bool writer = mode == STORE_WRITER;
    const char *name = writer ? address : snapshot_uri(&arena, address);
    if (writer) make_private_file(address);
    int flags = SQLITE_OPEN_NOMUTEX | (writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                              : SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    int result = sqlite3_open_v2(name, &connection, flags, NULL);
    store->connection = connection;
    arena_free(&arena);
    if (result != SQLITE_OK) {
        fail(error, connection, "cannot open the database");
        return error_context(error, "%s", address);
    }
    sqlite3_extended_result_codes(connection, 1);
    sqlite3_busy_timeout(connection, 2000);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    bool done =
        writer ? sqlite_run_text(store, WRITER_SETTINGS, error)
               : sqlite_run_text(store, READER_SETTINGS, error) &&
                     sqlite_run_text(store, mode == STORE_SNAPSHOT ? READER_CACHE : WALKER_CACHE,
                                     error);
    return done || error_context(error, "%s", address);
}

static void sqlite_close(Store *store) {
    if (store->connection) sqlite3_close(connection_of(store));
    store->connection = NULL;
}

static bool sqlite_prepare(Store *store, Statement *statement, Str sql, Error *error) {
    sqlite3_stmt *handle = NULL;
    if (sqlite3_prepare_v3(connection_of(store), sql.data, (int)sql.length,
                           SQLITE_PREPARE_PERSISTENT, &handle, NULL) != SQLITE_OK)
        return fail(error, connection_of(store), "cannot prepare a statement");
    statement->handle = handle;
    return true;
}

static void sqlite_finish(Statement *statement) {
    sqlite3_finalize(handle_of(statement));
    statement->handle = NULL;
}

static void note_bind(Statement *statement, int result) {
    if (result != SQLITE_OK) statement->bind_failed = true;
}

/* A NULL pointer would bind NULL, but an empty Str is the empty text. */
static void sqlite_bind_text(Statement *statement, int parameter, Str text) {
    note_bind(statement,
              sqlite3_bind_text64(handle_of(statement), parameter, text.data ? text.data : "",
                                  text.length, SQLITE_STATIC, SQLITE_UTF8));
}

static void sqlite_bind_blob(Statement *statement, int parameter, Str bytes) {
    note_bind(statement,
              sqlite3_bind_blob64(handle_of(statement), parameter, bytes.data ? bytes.data : "",
                                  bytes.length, SQLITE_STATIC));
}

static void sqlite_bind_integer(Statement *statement, int parameter, int64_t number) {
    note_bind(statement, sqlite3_bind_int64(handle_of(statement), parameter, number));
}

static void sqlite_bind_decimal(Statement *statement, int parameter, double number) {
    note_bind(statement, sqlite3_bind_double(handle_of(statement), parameter, number));
}

static void sqlite_bind_null(Statement *statement, int parameter) {
    note_bind(statement, sqlite3_bind_null(handle_of(statement), parameter));
}

static bool sqlite_step(Statement *statement, bool *row, Error *error) {
    *row = false;
    if (statement->bind_failed)
        return error_set(error, ERROR_SYSTEM, "a parameter could not be bound");
    int result = sqlite3_step(handle_of(statement));
    *row = result == SQLITE_ROW;
    if (result == SQLITE_ROW || result == SQLITE_DONE) return true;
    fail(error, connection_of(statement->store), "database");
    if (result == SQLITE_CONSTRAINT_FOREIGNKEY) error->kind = ERROR_REFUSED;
    return false;
}

static void sqlite_reset(Statement *statement) {
    sqlite3_reset(handle_of(statement));
    statement->bind_failed = false;
}

static bool sqlite_is_null(Statement *statement, int column) {
    return sqlite3_column_type(handle_of(statement), column) == SQLITE_NULL;
}

static Str sqlite_text(Statement *statement, int column) {
    const char *text = (const char *)sqlite3_column_text(handle_of(statement), column);
    return (Str){ text, (size_t)sqlite3_column_bytes(handle_of(statement), column) };
}

static Str sqlite_blob(Statement *statement, int column) {
    const char *bytes = sqlite3_column_blob(handle_of(statement), column);
    return (Str){ bytes, (size_t)sqlite3_column_bytes(handle_of(statement), column) };
}

static int64_t sqlite_integer(Statement *statement, int column) {
    return sqlite3_column_int64(handle_of(statement), column);
}

static double sqlite_decimal(Statement *statement, int column) {
    return sqlite3_column_double(handle_of(statement), column);
}

static bool sync_file(const char *path, Error *error) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return error_system(error, "cannot open %s", path);
    bool done = fsync(descriptor) == 0 || error_system(error, "cannot sync %s", path);
    close(descriptor);
    return done;
}

static bool backup_into(sqlite3 *from, const char *path, Error *error) {
    sqlite3 *to = NULL;
    bool done =
        sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) == SQLITE_OK ||
        fail(error, to, "cannot create the copy");
    if (done) {
        /* Nobody reads the copy before it is complete and renamed: no journal, one sync at the end.
         */
        sqlite3_exec(to, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;", NULL, NULL, NULL);
        sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
        done = backup && sqlite3_backup_step(backup, -1) == SQLITE_DONE;
        if (sqlite3_backup_finish(backup) != SQLITE_OK || !done)
            done = fail(error, to, "cannot copy the database");
    }
    /* The pages say WAL in the header; a reader of an immutable file must not look for one. */
    if (done)
        done = sqlite3_exec(to, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL) == SQLITE_OK ||
               fail(error, to, "cannot close the copy");
    sqlite3_close(to);
    return done;
}

static bool sqlite_copy_to(Store *store, const char *path, Error *error) {
    if (file_exists(path)) return error_set(error, ERROR_SYSTEM, "%s exists already", path);
    bool done = backup_into(connection_of(store), path, error) && sync_file(path, error);
    if (!done) unlink(path);
    return done || error_context(error, "copy to %s", path);
}

static const char *sqlite_dialect(const Query *query) {
    return query->sqlite;
}

const StoreDriver SQLITE_DRIVER = {
    .open = sqlite_open,
    .close = sqlite_close,
    .run_text = sqlite_run_text,
    .prepare = sqlite_prepare,
    .finish = sqlite_finish,
    .bind_text = sqlite_bind_text,
    .bind_blob = sqlite_bind_blob,
    .bind_integer = sqlite_bind_integer,
    .bind_decimal = sqlite_bind_decimal,
    .bind_null = sqlite_bind_null,
    .step = sqlite_step,
    .reset = sqlite_reset,
    .is_null = sqlite_is_null,
    .text = sqlite_text,
    .blob = sqlite_blob,
    .integer = sqlite_integer,
    .decimal = sqlite_decimal,
    .copy_to = sqlite_copy_to,
    .dialect = sqlite_dialect,
};
