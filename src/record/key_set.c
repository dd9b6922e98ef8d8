#include "record/key_set.h"

/* Open addressing, never more than half full; an empty slot has a NULL key. */
static KeyEntry *slot_of(KeyEntry *slots, size_t capacity, Str key) {
    size_t at = (size_t)str_hash(key) & (capacity - 1);
    while (slots[at].key.data && !str_equal(slots[at].key, key))
        at = (at + 1) & (capacity - 1);
    return &slots[at];
}

KeyEntry *key_set_find(const KeySet *set, Str key) {
    if (!set->capacity) return NULL;
    KeyEntry *slot = slot_of(set->slots, set->capacity, key);
    return slot->key.data ? slot : NULL;
}

static void grow(KeySet *set) {
    size_t capacity = set->capacity ? set->capacity * 2 : 256;
    KeyEntry *slots = heap_allocate(capacity * sizeof *slots);
    for (size_t i = 0; i < set->capacity; i++)
        if (set->slots[i].key.data) *slot_of(slots, capacity, set->slots[i].key) = set->slots[i];
    heap_free(set->slots);
    set->slots = slots;
    set->capacity = capacity;
}

KeyEntry *key_set_add(KeySet *set, Str key) {
    if (set->count * 2 >= set->capacity) grow(set);
    KeyEntry *slot = slot_of(set->slots, set->capacity, key);
    slot->key = str_copy(set->arena, key);
    slot->target = slot->key;
    set->count++;
    return slot;
}

void key_set_free(KeySet *set) {
    heap_free(set->slots);
    *set = (KeySet){ 0 };
}
