/* The Atom feed of a list, and when what an entry tells was changed.
 *
 * An entry is updated when the newest version of a record it tells of was recorded. Where time
 * alone changes what it tells, as when a term ends, it is updated on that day. That an unrelated
 * record was imported changes no entry: who follows a list is told of what is new to it. */
#ifndef UPHOLD_SITE_FEED_H
#define UPHOLD_SITE_FEED_H

#include "site/page.h"

typedef struct ChangeTimes {
    const Str *keys, *times; /* "2026-11-24T05:48:11Z" */
    size_t count;
} ChangeTimes;

/* From a query of two columns without parameters, key and time. Owned by the page's arena. */
bool change_times_read(const Page *page, const Query *query, ChangeTimes *times,
                       Error *error) MUST_CHECK;
/* The later of the key's time and the day's first second (UTC; DAY_NONE: no day). Where neither is
 * known, the day of the newest change of all records. */
Str change_time(const Page *page, const ChangeTimes *times, Str key, Day day);

/* The day's first second, as feeds print it. */
Str feed_time(const Page *page, Day day);

typedef struct FeedItem {
    Str address, title, summary, updated;
    Str id; /* never changes; empty: the feed's id and the address */
} FeedItem;

/* What is not said is that of the list at page->path: its id, its address with .atom, and the time
 * of the newest of its items. */
typedef struct Feed {
    Str id, self, updated;
} Feed;

/* The feed called page->title. */
void feed_write(Buffer *out, const Page *page, const Feed *feed, const FeedItem *items,
                size_t count);

#endif
