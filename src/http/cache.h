/* The page cache of one generation: renditions by the canonical spelling of their address, and by
 * language where a page depends on it.
 *
 * Bounded in bytes. When it is full it says so and takes no more; the server then puts an empty one
 * in its place: everything older goes at once, which needs no bookkeeping on the way of a reader,
 * and what is in demand is back after one rendering each.
 *
 * No lock of its own: the server's lock is held for reading to find, for writing to add. */
#ifndef UPHOLD_HTTP_CACHE_H
#define UPHOLD_HTTP_CACHE_H

#include "http/rendition.h"

typedef struct PageCache PageCache;

/* Where a page is found: its address as sent, a hash of that, and the reader's languages. */
typedef struct PageKey {
    Str target;
    uint64_t hash;
    Str accept_language;
    const Str *languages;
    size_t language_count;
} PageKey;

PageCache *page_cache_new(size_t bytes_max);
void page_cache_free(PageCache *cache);

/* The page, valid while the lock is held; NULL when there is none. */
const Rendition *page_cache_find(const PageCache *cache, const PageKey *key);

typedef enum CacheAdded { CACHE_ADDED, CACHE_HAS_IT, CACHE_IS_FULL, CACHE_TOO_LARGE } CacheAdded;

/* Takes the rendition over when the result is CACHE_ADDED. `by_language`: only for readers whose
 * languages choose as this key's do. */
CacheAdded page_cache_add(PageCache *cache, const PageKey *key, bool by_language,
                          const Rendition *rendition);

#endif
