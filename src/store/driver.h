/* What an engine must offer to stand behind store.h. Private to this room. */
#ifndef UPHOLD_STORE_DRIVER_H
#define UPHOLD_STORE_DRIVER_H

#include "store/store.h"

typedef struct StoreDriver {
    bool (*open)(Store *store, const char *address, StoreMode mode, Error *error);
    void (*close)(Store *store);
    bool (*run_text)(Store *store, const char *sql, Error *error);
    bool (*prepare)(Store *store, Statement *statement, Str sql, Error *error);
    void (*finish)(Statement *statement);
    void (*bind_text)(Statement *statement, int parameter, Str text);
    void (*bind_blob)(Statement *statement, int parameter, Str bytes);
    void (*bind_integer)(Statement *statement, int parameter, int64_t number);
    void (*bind_decimal)(Statement *statement, int parameter, double number);
    void (*bind_null)(Statement *statement, int parameter);
    bool (*step)(Statement *statement, bool *row, Error *error);
    void (*reset)(Statement *statement);
    bool (*is_null)(Statement *statement, int column);
    Str (*text)(Statement *statement, int column);
    Str (*blob)(Statement *statement, int column);
    int64_t (*integer)(Statement *statement, int column);
    double (*decimal)(Statement *statement, int column);
    bool (*copy_to)(Store *store, const char *path, Error *error);
    const char *(*dialect)(const Query *query); /* the query's text for this engine */
} StoreDriver;

struct Statement {
    Store *store;
    const Query *query; /* NULL for a statement of composed text */
    void *handle;
    bool bind_failed;
    Statement *next;
};

struct Store {
    const StoreDriver *driver;
    void *connection;
    Statement *statements;
    bool in_transaction;
};

extern const StoreDriver SQLITE_DRIVER;

#endif
