/* Salted commitments: what the log holds instead of the data (ARCHITECTURE "The ledger").
 *
 * A commitment is SHA-256(salt || canonical JSON). Whoever has the salt and the record can check
 * it; without the salt nothing can be guessed and tested, so erasing the salt erases the proof. */
#ifndef UPHOLD_LEDGER_COMMITMENT_H
#define UPHOLD_LEDGER_COMMITMENT_H

#include "base/str.h"

enum { COMMITMENT_SIZE = 32, SALT_SIZE = 16 };

typedef struct Commitment {
    unsigned char bytes[COMMITMENT_SIZE];
} Commitment;

typedef struct Salt {
    unsigned char bytes[SALT_SIZE];
} Salt;

/* 128 fresh random bits from the system. Safe from any thread. */
Salt salt_new(void);
Commitment commitment_make(const Salt *salt, Str canonical);
/* Lower-case hexadecimal; `text` has room for 2 x size + 1 bytes. */
void hex_write(const unsigned char *bytes, size_t size, char *text);

#endif
