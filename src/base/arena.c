#include "base/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

struct ArenaBlock {
    ArenaBlock *older;
    size_t size; /* bytes after the header */
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

static NORETURN void out_of_memory(size_t size) {
    fprintf(stderr, "uphold: out of memory (%zu bytes wanted); stopping, nothing half-written\n",
            size);
    abort();
}

void *heap_allocate(size_t size) {
    void *memory = calloc(1, size ? size : 1);
    if (!memory) out_of_memory(size);
    return memory;
}

void *heap_resize(void *memory, size_t size) {
    void *resized = realloc(memory, size ? size : 1);
    if (!resized) out_of_memory(size);
    return resized;
}

void heap_free(void *memory) {
    free(memory);
}

static ArenaBlock *block_new(ArenaBlock *older, size_t wanted) {
    size_t size = older ? older->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_BLOCK) size = LARGEST_BLOCK;
    if (size < wanted) size = wanted;
    ArenaBlock *block = calloc(1, sizeof *block + size);
    if (!block) out_of_memory(size);
    block->older = older;
    block->size = size;
    return block;
}

void *arena_allocate(Arena *arena, size_t size) {
    const size_t alignment = alignof(max_align_t);
    if (size > SIZE_MAX - alignment - sizeof(ArenaBlock)) out_of_memory(size);
    size = (size + alignment - 1) & ~(alignment - 1);
    if (!arena->newest || arena->newest->size - arena->newest->used < size)
        arena->newest = block_new(arena->newest, size);
    void *memory = arena->newest->bytes + arena->newest->used;
    arena->newest->used += size;
    arena->used += size;
    return memory;
}

void *arena_array(Arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size) out_of_memory(SIZE_MAX);
    return arena_allocate(arena, count * size);
}

void arena_clear(Arena *arena) {
    ArenaBlock *kept = arena->newest;
    if (!kept) return;
    while (kept->older) {
        ArenaBlock *older = kept->older->older;
        free(kept->older);
        kept->older = older;
    }
    memset(kept->bytes, 0, kept->used);
    kept->used = 0;
    arena->used = 0;
}

void arena_free(Arena *arena) {
    while (arena->newest) {
        ArenaBlock *older = arena->newest->older;
        free(arena->newest);
        arena->newest = older;
    }
    arena->used = 0;
}
