#include "base/prng.h"

uint64_t prng_next(Prng *prng) {
    uint64_t z = prng->state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

double prng_uniform(Prng *prng) {
    return (double)(prng_next(prng) >> 11) * 0x1p-53;
}
