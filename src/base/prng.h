/* SplitMix64 (Steele, Lea, Flood 2014): the seeded, repeatable numbers of a release (METHOD 6).
 * Never for secrets: those come from libsodium. In the header, because an assessment draws tens of
 * millions of them. */
#ifndef UPHOLD_BASE_PRNG_H
#define UPHOLD_BASE_PRNG_H

#include "base/base.h"

typedef struct Prng {
    uint64_t state; /* the seed, to begin with */
} Prng;

#define PRNG_STEP 0x9E3779B97F4A7C15u

static inline uint64_t prng_next(Prng *prng) {
    uint64_t z = prng->state += PRNG_STEP;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* Uniform in [0, 1): (next >> 11) x 2^-53. */
static inline double prng_uniform(Prng *prng) {
    return (double)(prng_next(prng) >> 11) * 0x1p-53;
}

/* Leaves out the next `count` numbers, at no cost: any place of the sequence can be reached. */
static inline void prng_skip(Prng *prng, uint64_t count) {
    prng->state += count * PRNG_STEP;
}

#endif
