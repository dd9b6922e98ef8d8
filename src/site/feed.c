#include "site/feed.h"

#include "site/page_names.h"
#include "text/atom.h"

enum { TIMES_FIRST_CAPACITY = 64 };

bool change_times_read(const Page *page, const Query *query, ChangeTimes *times, Error *error) {
    SiteSnapshot *snapshot = page_snapshot(page);
    RecordReader *reader = site_snapshot_borrow(snapshot, error);
    if (!reader) return false;
    Statement *list = store_statement(record_reader_store(reader), query, error);
    size_t capacity = TIMES_FIRST_CAPACITY, count = 0;
    Str *keys = ARENA_ARRAY(page->arena, capacity, Str);
    Str *found = ARENA_ARRAY(page->arena, capacity, Str);
    bool row = true, done = list != NULL;
    while (done && (done = statement_step(list, &row, error)) && row) {
        if (count == capacity) {
            Str *more_keys = ARENA_ARRAY(page->arena, capacity * 2, Str);
            Str *more_found = ARENA_ARRAY(page->arena, capacity * 2, Str);
            memcpy(more_keys, keys, count * sizeof *keys);
            memcpy(more_found, found, count * sizeof *found);
            keys = more_keys;
            found = more_found;
            capacity *= 2;
        }
        keys[count] = str_copy(page->arena, statement_text(list, 0));
        found[count++] = str_copy(page->arena, statement_text(list, 1));
    }
    site_snapshot_return(snapshot, reader);
    *times = (ChangeTimes){ keys, found, count };
    return done;
}

static Str first_second(const Page *page, Str day) {
    return str_format(page->arena, "%.*sT00:00:00Z", STR_ARGUMENTS(day));
}

Str feed_time(const Page *page, Day day) {
    return first_second(page, day_text(page, day));
}

Str change_time(const Page *page, const ChangeTimes *times, Str key, Day day) {
    Str changed = day == DAY_NONE ? STR_EMPTY : feed_time(page, day);
    for (size_t i = 0; i < times->count; i++)
        if (str_equal(times->keys[i], key) && str_compare(times->times[i], changed) > 0)
            changed = times->times[i];
    return changed.length ? changed : first_second(page, page->snapshot->recorded_on);
}

static Str newest_time(const Page *page, const FeedItem *items, size_t count) {
    Str newest = STR_EMPTY;
    for (size_t i = 0; i < count; i++)
        if (str_compare(items[i].updated, newest) > 0) newest = items[i].updated;
    return newest.length ? newest : first_second(page, page->snapshot->recorded_on);
}

static void write_item(Buffer *out, const Page *page, Str feed_id, const FeedItem *item) {
    AtomEntry entry = { .id = item->id,
                        .title = item->title,
                        .address = item->address,
                        .updated = item->updated,
                        .summary = item->summary };
    if (!entry.id.length)
        entry.id = str_format(page->arena, "%.*s:%.*s", STR_ARGUMENTS(feed_id),
                              STR_ARGUMENTS(item->address));
    atom_entry(out, &entry);
}

void feed_write(Buffer *out, const Page *page, const Feed *feed, const FeedItem *items,
                size_t count) {
    AtomFeed head = { .id = feed->id,
                      .title = page->title,
                      .self = feed->self,
                      .page = page->path,
                      .updated = feed->updated,
                      .author = STR("Uphold"),
                      .language = INTERFACE_LANGUAGES[page->language].code };
    if (!head.id.length)
        head.id = str_format(page->arena, "urn:uphold:%.*s",
                             STR_ARGUMENTS(str_slice(page->path, 1, page->path.length)));
    if (!head.self.length)
        head.self = str_format(page->arena, "%.*s.atom", STR_ARGUMENTS(page->path));
    if (!head.updated.length) head.updated = newest_time(page, items, count);
    atom_begin(out, &head);
    for (size_t i = 0; i < count; i++)
        write_item(out, page, head.id, &items[i]);
    atom_end(out);
}
