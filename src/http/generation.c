#include "http/generation.h"

/* Readers come in an unbroken stream: without preference a publication might wait for ever. */
void generations_begin(Generations *generations, size_t cache_bytes) {
    pthread_rwlockattr_t attributes;
    pthread_rwlockattr_init(&attributes);
    pthread_rwlockattr_setkind_np(&attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
    pthread_rwlock_init(&generations->lock, &attributes);
    pthread_rwlockattr_destroy(&attributes);
    generations->current = NULL;
    generations->cache_bytes = cache_bytes;
}

void generations_end(Generations *generations) {
    generation_leave(generations->current);
    generations->current = NULL;
    pthread_rwlock_destroy(&generations->lock);
}

void generation_publish(Generations *generations, void *context, void (*release)(void *)) {
    Generation *generation = heap_allocate(sizeof *generation);
    atomic_init(&generation->users, 1);
    generation->context = context;
    generation->release = release;
    generation->cache = page_cache_new(generations->cache_bytes);
    pthread_rwlock_wrlock(&generations->lock);
    Generation *old = generations->current;
    generations->current = generation;
    pthread_rwlock_unlock(&generations->lock);
    generation_leave(old);
}

Generation *generation_enter(Generations *generations) {
    pthread_rwlock_rdlock(&generations->lock);
    Generation *generation = generations->current;
    if (generation) atomic_fetch_add(&generation->users, 1);
    pthread_rwlock_unlock(&generations->lock);
    return generation;
}

void generation_leave(Generation *generation) {
    if (!generation || atomic_fetch_sub(&generation->users, 1) != 1) return;
    page_cache_free(generation->cache);
    if (generation->release) generation->release(generation->context);
    heap_free(generation);
}

bool generation_use_page(Generations *generations, const PageKey *key,
                         void (*use)(void *user, const Rendition *page), void *user) {
    pthread_rwlock_rdlock(&generations->lock);
    const Generation *current = generations->current;
    const Rendition *page = current ? page_cache_find(current->cache, key) : NULL;
    if (page) use(user, page);
    pthread_rwlock_unlock(&generations->lock);
    return page != NULL;
}

void generation_keep_page(Generations *generations, Generation *generation, const PageKey *key,
                          bool by_language, Rendition *page) {
    PageCache *full = NULL;
    pthread_rwlock_wrlock(&generations->lock);
    CacheAdded added = page_cache_add(generation->cache, key, by_language, page);
    if (added == CACHE_IS_FULL) {
        full = generation->cache;
        generation->cache = page_cache_new(generations->cache_bytes);
        added = page_cache_add(generation->cache, key, by_language, page);
    }
    pthread_rwlock_unlock(&generations->lock);
    page_cache_free(full);
    if (added != CACHE_ADDED) rendition_free(page);
}
