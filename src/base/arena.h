/* Arena: memory with one owner and one end.
 *
 * A request, a command, a release each own an arena; what is made for them dies with it. Memory is
 * zeroed and aligned for any type. When the machine has no memory left the process says so and
 * aborts: an unwritten transaction is rolled back by the store, so nothing acknowledged is lost
 * (docs/decisions/0002-out-of-memory.md). Not safe for use by two threads at once. */
#ifndef UPHOLD_BASE_ARENA_H
#define UPHOLD_BASE_ARENA_H

#include "base/base.h"

typedef struct ArenaBlock ArenaBlock;

/* A zeroed Arena is ready for use. */
typedef struct Arena {
    ArenaBlock *newest;
    size_t used; /* bytes handed out, for measurement */
} Arena;

/* `size` zeroed bytes, owned by the arena; never NULL. */
void *arena_allocate(Arena *arena, size_t size);

/* `count` zeroed elements of `size` bytes; aborts when the product overflows. */
void *arena_array(Arena *arena, size_t count, size_t size);

/* Releases everything the arena handed out; the arena can be used again. */
void arena_free(Arena *arena);
/* The same, but keeps one block for what comes next: for a loop that fills an arena row by row. */
void arena_clear(Arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_allocate((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type) ((type *)arena_array((arena), (count), sizeof(type)))

/* The heap, for the few things that outlive every arena (buffers, caches, stores). Like the arena
 * these never return NULL for a wanted size; heap_free(NULL) does nothing. Only base/ calls malloc,
 * realloc and free. */
void *heap_allocate(size_t size);
void *heap_resize(void *memory, size_t size);
void heap_free(void *memory);

#endif
