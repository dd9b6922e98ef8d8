/* Store: one interface to the databases, so that rooms above never know which one it is.
 *
 * SQLite stands behind it now (store/sqlite.c); PostgreSQL gets its own driver. Queries are named,
 * live in .sql files beside the code that uses them and come from tools/sqlc; text is always bound,
 * never pasted. One connection owns every write and every checkpoint (FOUNDATIONS 2.2).
 * A Store and its statements belong to one thread. */
#ifndef UPHOLD_STORE_STORE_H
#define UPHOLD_STORE_STORE_H

#include "base/error.h"

typedef struct Query {
    const char *name;
    const char *sqlite;   /* with ?1, ?2, ... */
    const char *postgres; /* with $1, $2, ... */
    size_t parameter_count;
} Query;

typedef enum StoreMode {
    STORE_WRITER,        /* creates the file if missing; exclusive */
    STORE_SNAPSHOT,      /* an immutable snapshot: read only, no locks, nothing written beside it */
    STORE_SNAPSHOT_WALK, /* the same for who reads all of it: takes more memory (64 MiB) */
} StoreMode;

typedef struct Store Store;
typedef struct Statement Statement;

/* `address` is a path today. The caller owns the store: store_close. */
bool store_open(const char *address, StoreMode mode, Store **store, Error *error) MUST_CHECK;
void store_close(Store *store);

/* BEGIN IMMEDIATE ... COMMIT. Success is said only after store_commit returned true: the data is
 * then on the disk. After a failed commit the transaction has been rolled back. */
bool store_begin(Store *store, Error *error) MUST_CHECK;
bool store_commit(Store *store, Error *error) MUST_CHECK;
void store_rollback(Store *store);

/* Runs a script of several statements that take no parameters and return nothing (migrations). */
bool store_run_script(Store *store, const Query *script, Error *error) MUST_CHECK;
/* The same for text composed from constant tables (record/schema.c), never from input. */
bool store_run_text(Store *store, Str sql, Error *error) MUST_CHECK;

/* The prepared statement of a query, made once per store and kept; reset and cleared for use. NULL
 * on failure. The text variant is for SQL composed from constant tables; its caller keeps the
 * result and frees it, or leaves that to store_close. */
Statement *store_statement(Store *store, const Query *query, Error *error) MUST_CHECK;
Statement *store_statement_of_text(Store *store, Str sql, Error *error) MUST_CHECK;
void statement_free(Statement *statement); /* NULL is fine */

/* Parameters count from 1. What is bound must live until the statement has been stepped. A failed
 * bind is reported by the next step. */
void statement_bind_text(Statement *statement, int parameter, Str text);
void statement_bind_blob(Statement *statement, int parameter, Str bytes);
void statement_bind_integer(Statement *statement, int parameter, int64_t number);
void statement_bind_decimal(Statement *statement, int parameter, double number);
void statement_bind_null(Statement *statement, int parameter);

/* *row says whether there is one. At the end the statement is reset by itself. A step that would
 * break a reference between records fails with ERROR_REFUSED and changes nothing; the transaction
 * goes on. */
bool statement_step(Statement *statement, bool *row, Error *error) MUST_CHECK;
/* For statements that return nothing: runs to the end and resets. */
bool statement_run(Statement *statement, Error *error) MUST_CHECK;
void statement_reset(Statement *statement);

/* Columns count from 0; views are valid until the next step or reset. NULL reads as 0 or as an
 * empty Str without data, which an empty text has. */
bool statement_is_null(Statement *statement, int column);
Str statement_text(Statement *statement, int column);
Str statement_blob(Statement *statement, int column);
int64_t statement_integer(Statement *statement, int column);
double statement_decimal(Statement *statement, int column);

/* Copies the whole store into a new file at `path`, self-contained, synced to disk, readable as a
 * STORE_SNAPSHOT. The file must not exist. */
bool store_copy_to(Store *store, const char *path, Error *error) MUST_CHECK;

#endif
