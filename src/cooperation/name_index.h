/* Names as tables write them, matched to keys: of States by any name they ever bore, of mandates by
 * title and alias. What could be two is never guessed.
 *
 * Matching goes from strict to loose and stops at the first level that knows the name: letters
 * without case, with apostrophes, dashes and spaces unified; then without accents, hyphens and the
 * word "the"; then without bracketed additions: "Iran" is "Iran (Islamic Republic of)". An addition
 * that turns the name, "Congo (Democratic Republic of the)", is read the other way round first, and
 * is dropped only where what remains is part of no other's name. */
#ifndef UPHOLD_COOPERATION_NAME_INDEX_H
#define UPHOLD_COOPERATION_NAME_INDEX_H

#include "record/key_set.h"

/* Begin with the arena set; the names are copied into it. */
typedef struct NameIndex {
    KeySet forms;
} NameIndex;

typedef enum NameMatch { NAME_UNKNOWN, NAME_AMBIGUOUS, NAME_FOUND } NameMatch;

/* Names may be added again, for the same key or for another: then they are ambiguous. */
void name_index_add(NameIndex *index, Str name, Str key);
/* *key, which the index owns, is set only when found. */
NameMatch name_index_find(const NameIndex *index, Str name, Str *key);
void name_index_free(NameIndex *index);

#endif
