/* SplitMix64 (Steele, Lea, Flood 2014): the seeded, repeatable numbers of a release (METHOD 6).
 * Never for secrets: those come from libsodium. */
#ifndef UPHOLD_BASE_PRNG_H
#define UPHOLD_BASE_PRNG_H

#include "base/base.h"

typedef struct Prng {
    uint64_t state; /* the seed, to begin with */
} Prng;

uint64_t prng_next(Prng *prng);
/* Uniform in [0, 1): (next >> 11) x 2^-53. */
double prng_uniform(Prng *prng);

#endif
