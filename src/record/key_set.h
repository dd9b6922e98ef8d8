/* A set of keys with a number each: which keys exist, on which line a key stood. */
#ifndef UPHOLD_RECORD_KEY_SET_H
#define UPHOLD_RECORD_KEY_SET_H

#include "base/str.h"

typedef struct KeyEntry {
    Str key;
    Str target; /* for an alias: the key it stands for; else the key itself */
    size_t line;
} KeyEntry;

typedef struct KeySet {
    Arena *arena; /* where keys are copied to */
    KeyEntry *slots;
    size_t capacity, count;
} KeySet;

/* The entry of a key, NULL when it is not there; valid until the next add. */
KeyEntry *key_set_find(const KeySet *set, Str key);
/* Adds a key (copied) that is not there yet. */
KeyEntry *key_set_add(KeySet *set, Str key);
void key_set_free(KeySet *set);

#endif
