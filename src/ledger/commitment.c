#include "ledger/commitment.h"

#include <sodium.h>

/* The generator is asked in bulk: an import of 300,000 records wants as many salts. */
enum { POOL_SALTS = 256 };
static _Thread_local Salt pool[POOL_SALTS];
static _Thread_local size_t pool_left;

Salt salt_new(void) {
    if (!pool_left) {
        randombytes_buf(pool, sizeof pool);
        pool_left = POOL_SALTS;
    }
    Salt salt = pool[--pool_left];
    sodium_memzero(&pool[pool_left], sizeof salt);
    return salt;
}

Commitment commitment_make(const Salt *salt, Str canonical) {
    Commitment commitment;
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, salt->bytes, SALT_SIZE);
    crypto_hash_sha256_update(&state, (const unsigned char *)canonical.data, canonical.length);
    crypto_hash_sha256_final(&state, commitment.bytes);
    return commitment;
}

void hex_write(const unsigned char *bytes, size_t size, char *text) {
    sodium_bin2hex(text, size * 2 + 1, bytes, size);
}
