/* Migrations: numbered steps forward, each in its own transaction; a file written by a newer
 * program is refused rather than guessed at. */
#ifndef UPHOLD_STORE_MIGRATION_H
#define UPHOLD_STORE_MIGRATION_H

#include "store/store.h"

typedef struct Migration {
    int64_t version; /* 1, 2, 3, ... without gaps */
    const Query *script;
} Migration;

/* Brings the store to the newest version of `migrations`. `label` names the store in messages. */
bool store_migrate(Store *store, const char *label, const Migration *migrations, size_t count,
                   Error *error) MUST_CHECK;
/* The version the store is at; 0 for an empty one. */
bool store_version(Store *store, int64_t *version, Error *error) MUST_CHECK;

#endif
