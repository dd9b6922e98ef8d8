/* Eight bytes at a time: tells of a word of text which of its bytes are of some sort. A mask has
 * the highest bit of a byte set where the byte is; zero means there is none. Exact for the lowest
 * marked byte, and for "none at all"; bytes above the first may be marked wrongly by octets_below
 * and octets_equal, which is why the masks are asked only whether they are zero. */
#ifndef UPHOLD_BASE_OCTET_H
#define UPHOLD_BASE_OCTET_H

#include <string.h>

#include "base/base.h"

#define OCTETS(byte) (0x0101010101010101u * (uint64_t)(byte))

/* The eight bytes at `text`, which may lie anywhere. */
static inline uint64_t octets_load(const char *text) {
    uint64_t word;
    memcpy(&word, text, sizeof word);
    return word;
}

/* Bytes from 0x80 on: not ASCII. */
static inline uint64_t octets_high(uint64_t word) {
    return word & OCTETS(0x80);
}

/* Bytes below `limit`, which is at most 0x80. */
static inline uint64_t octets_below(uint64_t word, unsigned char limit) {
    return (word - OCTETS(limit)) & ~word & OCTETS(0x80);
}

static inline uint64_t octets_equal(uint64_t word, char byte) {
    return octets_below(word ^ OCTETS((unsigned char)byte), 1);
}

#endif
