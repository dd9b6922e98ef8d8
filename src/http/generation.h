/* Generations: the application's data with the pages made of it, swapped as a whole. Any number of
 * threads may use these at once. */
#ifndef UPHOLD_HTTP_GENERATION_H
#define UPHOLD_HTTP_GENERATION_H

#include <pthread.h>
#include <stdatomic.h>

#include "http/cache.h"

typedef struct Generation {
    atomic_size_t users; /* being current counts as one */
    void *context;
    void (*release)(void *context);
    PageCache *cache; /* guarded by the lock of Generations */
} Generation;

typedef struct Generations {
    pthread_rwlock_t lock; /* guards all below and the caches; never held while rendering */
    Generation *current;   /* NULL until something is published */
    size_t cache_bytes;    /* of each generation */
} Generations;

void generations_begin(Generations *generations, size_t cache_bytes);
/* Leaves the current one. Nobody may be using the others any more. */
void generations_end(Generations *generations);

/* Makes a new generation current and leaves the old one. */
void generation_publish(Generations *generations, void *context, void (*release)(void *context));

/* The current one, with one user more; NULL when there is none. */
Generation *generation_enter(Generations *generations);
/* One user less; the last one releases it. NULL is none. */
void generation_leave(Generation *generation);

/* Shows the current generation's page to `use`, which must be quick; false when it has none. */
bool generation_use_page(Generations *generations, const PageKey *key,
                         void (*use)(void *user, const Rendition *page), void *user);

/* Keeps the page in its generation, or frees it. A full cache gives way to an empty one. */
void generation_keep_page(Generations *generations, Generation *generation, const PageKey *key,
                          bool by_language, Rendition *page);

#endif
