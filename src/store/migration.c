#include "store/migration.h"

#include "store/migration.sql.h"

bool store_version(Store *store, int64_t *version, Error *error) {
    if (!store_run_script(store, &MIGRATION_TABLE, error)) return false;
    Statement *current = store_statement(store, &MIGRATION_CURRENT, error);
    bool row;
    if (!current || !statement_step(current, &row, error)) return false;
    *version = statement_integer(current, 0);
    statement_reset(current);
    return true;
}

static bool migrate_once(Store *store, const Migration *migration, Error *error) {
    if (!store_begin(store, error)) return false;
    Statement *done = NULL;
    bool applied = store_run_script(store, migration->script, error) &&
                   (done = store_statement(store, &MIGRATION_DONE, error)) != NULL;
    if (applied) {
        statement_bind_integer(done, MIGRATION_DONE_VERSION, migration->version);
        applied = statement_run(done, error);
    }
    if (!applied) {
        store_rollback(store);
        return error_context(error, "migration %lld", (long long)migration->version);
    }
    return store_commit(store, error);
}

bool store_migrate(Store *store, const char *label, const Migration *migrations, size_t count,
                   Error *error) {
    int64_t version;
    if (!store_version(store, &version, error)) return error_context(error, "%s", label);
    int64_t newest = count ? migrations[count - 1].version : 0;
    if (version > newest)
        return error_set(error, ERROR_REFUSED,
                         "%s was written by a newer Uphold (schema %lld, this program knows %lld); "
                         "use that program, or restore a backup made before the upgrade",
                         label, (long long)version, (long long)newest);
    for (size_t i = 0; i < count; i++)
        if (migrations[i].version > version && !migrate_once(store, &migrations[i], error))
            return error_context(error, "%s", label);
    return true;
}
