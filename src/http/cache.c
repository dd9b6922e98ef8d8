#include "http/cache.h"

#include "http/conditional.h"

enum { BUCKETS = 4096 };

#define ANY_LANGUAGE SIZE_MAX

typedef struct Entry Entry;
struct Entry {
    Entry *next;
    uint64_t hash;
    size_t language; /* ANY_LANGUAGE: for every reader */
    Rendition rendition;
    size_t target_length;
    char target[];
};

struct PageCache {
    size_t bytes, bytes_max;
    Entry *buckets[BUCKETS];
};

PageCache *page_cache_new(size_t bytes_max) {
    PageCache *cache = heap_allocate(sizeof *cache);
    cache->bytes_max = bytes_max;
    return cache;
}

void page_cache_free(PageCache *cache) {
    for (size_t i = 0; cache && i < BUCKETS; i++)
        while (cache->buckets[i]) {
            Entry *entry = cache->buckets[i];
            cache->buckets[i] = entry->next;
            rendition_free(&entry->rendition);
            heap_free(entry);
        }
    heap_free(cache);
}

static size_t key_language(const PageKey *key) {
    return language_choose(key->accept_language, key->languages, key->language_count);
}

/* An address is kept either for every reader or by language, so the language is worked out only for
 * pages that ask for it. */
const Rendition *page_cache_find(const PageCache *cache, const PageKey *key) {
    size_t wanted = ANY_LANGUAGE;
    for (const Entry *entry = cache->buckets[key->hash % BUCKETS]; entry; entry = entry->next) {
        if (entry->hash != key->hash ||
            !str_equal((Str){ entry->target, entry->target_length }, key->target))
            continue;
        if (entry->language != ANY_LANGUAGE && wanted == ANY_LANGUAGE) wanted = key_language(key);
        if (entry->language == wanted) return &entry->rendition;
    }
    return NULL;
}

CacheAdded page_cache_add(PageCache *cache, const PageKey *key, bool by_language,
                          const Rendition *rendition) {
    size_t size = sizeof(Entry) + key->target.length + rendition->size;
    if (size > cache->bytes_max) return CACHE_TOO_LARGE;
    if (page_cache_find(cache, key)) return CACHE_HAS_IT;
    if (size > cache->bytes_max - cache->bytes) return CACHE_IS_FULL;
    Entry *entry = heap_allocate(sizeof *entry + key->target.length);
    entry->hash = key->hash;
    entry->language = by_language ? key_language(key) : ANY_LANGUAGE;
    entry->rendition = *rendition;
    entry->target_length = key->target.length;
    memcpy(entry->target, key->target.data, key->target.length);
    entry->next = cache->buckets[key->hash % BUCKETS];
    cache->buckets[key->hash % BUCKETS] = entry;
    cache->bytes += size;
    return CACHE_ADDED;
}
