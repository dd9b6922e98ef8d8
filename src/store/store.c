#include "store/driver.h"

bool store_open(const char *address, StoreMode mode, Store **store, Error *error) {
    Store *opened = heap_allocate(sizeof *opened);
    opened->driver = &SQLITE_DRIVER;
    if (!opened->driver->open(opened, address, mode, error)) {
        store_close(opened);
        return false;
    }
    *store = opened;
    return true;
}

void store_close(Store *store) {
    if (!store) return;
    if (store->in_transaction) store_rollback(store);
    while (store->statements)
        statement_free(store->statements);
    store->driver->close(store);
    heap_free(store);
}

bool store_begin(Store *store, Error *error) {
    if (!store->driver->run_text(store, "BEGIN IMMEDIATE", error)) return false;
    store->in_transaction = true;
    return true;
}

bool store_commit(Store *store, Error *error) {
    if (!store->driver->run_text(store, "COMMIT", error)) {
        store_rollback(store);
        return false;
    }
    store->in_transaction = false;
    return true;
}

void store_rollback(Store *store) {
    Error ignored;
    if (!store->in_transaction) return;
    for (Statement *statement = store->statements; statement; statement = statement->next)
        store->driver->reset(statement);
    /* A rollback can only fail when the engine has rolled back already. */
    if (!store->driver->run_text(store, "ROLLBACK", &ignored)) ignored.kind = ERROR_NONE;
    store->in_transaction = false;
}

bool store_run_script(Store *store, const Query *script, Error *error) {
    return store->driver->run_text(store, store->driver->dialect(script), error) ||
           error_context(error, "script %s", script->name);
}

bool store_run_text(Store *store, Str sql, Error *error) {
    Arena arena = { 0 };
    bool done = store->driver->run_text(store, str_to_c(&arena, sql), error);
    arena_free(&arena);
    return done;
}

static Statement *statement_new(Store *store, const Query *query, Str sql, Error *error) {
    Statement *statement = heap_allocate(sizeof *statement);
    statement->store = store;
    statement->query = query;
    if (!store->driver->prepare(store, statement, sql, error)) {
        heap_free(statement);
        return NULL;
    }
    statement->next = store->statements;
    store->statements = statement;
    return statement;
}

Statement *store_statement(Store *store, const Query *query, Error *error) {
    for (Statement *statement = store->statements; statement; statement = statement->next) {
        if (statement->query != query) continue;
        statement_reset(statement);
        return statement;
    }
    Statement *made = statement_new(store, query, str_from(store->driver->dialect(query)), error);
    if (!made) error_context(error, "query %s", query->name);
    return made;
}

Statement *store_statement_of_text(Store *store, Str sql, Error *error) {
    return statement_new(store, NULL, sql, error);
}

void statement_free(Statement *statement) {
    if (!statement) return;
    Store *store = statement->store;
    Statement **link = &store->statements;
    while (*link != statement)
        link = &(*link)->next;
    *link = statement->next;
    store->driver->finish(statement);
    heap_free(statement);
}

void statement_bind_text(Statement *statement, int parameter, Str text) {
    statement->store->driver->bind_text(statement, parameter, text);
}

void statement_bind_blob(Statement *statement, int parameter, Str bytes) {
    statement->store->driver->bind_blob(statement, parameter, bytes);
}

void statement_bind_integer(Statement *statement, int parameter, int64_t number) {
    statement->store->driver->bind_integer(statement, parameter, number);
}

void statement_bind_decimal(Statement *statement, int parameter, double number) {
    statement->store->driver->bind_decimal(statement, parameter, number);
}

void statement_bind_null(Statement *statement, int parameter) {
    statement->store->driver->bind_null(statement, parameter);
}

bool statement_step(Statement *statement, bool *row, Error *error) {
    bool done = statement->store->driver->step(statement, row, error);
    if (!done && statement->query) error_context(error, "query %s", statement->query->name);
    if (!done || !*row) statement_reset(statement);
    return done;
}

bool statement_run(Statement *statement, Error *error) {
    bool row = true;
    while (row)
        if (!statement_step(statement, &row, error)) return false;
    return true;
}

void statement_reset(Statement *statement) {
    statement->store->driver->reset(statement);
}

bool statement_is_null(Statement *statement, int column) {
    return statement->store->driver->is_null(statement, column);
}

Str statement_text(Statement *statement, int column) {
    return statement->store->driver->text(statement, column);
}

Str statement_blob(Statement *statement, int column) {
    return statement->store->driver->blob(statement, column);
}

int64_t statement_integer(Statement *statement, int column) {
    return statement->store->driver->integer(statement, column);
}

double statement_decimal(Statement *statement, int column) {
    return statement->store->driver->decimal(statement, column);
}

bool store_copy_to(Store *store, const char *path, Error *error) {
    return store->driver->copy_to(store, path, error);
}
