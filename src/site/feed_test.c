/* When an entry of a feed is updated: with what it tells, and with nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "site/feed.h"

static Arena arena;
static SiteSnapshot snapshot;
static const Str KEYS[] = { STR_LITERAL("XAA"), STR_LITERAL("XBB") };
static const Str TIMES[] = { STR_LITERAL("2026-03-01T10:00:00Z"),
                             STR_LITERAL("2026-05-01T10:00:00Z") };
static const ChangeTimes CHANGES = { KEYS, TIMES, COUNT_OF(KEYS) };

static Page the_page(void) {
    snapshot.recorded_on = STR("2026-06-01");
    return (Page){
        .arena = &arena, .snapshot = &snapshot, .title = STR("States"), .path = STR("/states")
    };
}

static Day the_day(int month, int day) {
    Day result;
    assert_true(day_from_civil(2026, month, day, &result));
    return result;
}

static void assert_time(const char *key, Day day, const char *expected) {
    Page page = the_page();
    Str time = change_time(&page, &CHANGES, str_from(key), day);
    assert_string_equal(str_to_c(&arena, time), expected);
}

static void an_entry_is_updated_when_its_own_record_was(void **state) {
    (void)state;
    assert_time("XAA", DAY_NONE, "2026-03-01T10:00:00Z");
    assert_time("XBB", DAY_NONE, "2026-05-01T10:00:00Z");
}

static void a_day_that_changed_what_it_tells_counts_when_it_is_later(void **state) {
    (void)state;
    assert_time("XAA", the_day(4, 1), "2026-04-01T00:00:00Z");
    assert_time("XAA", the_day(2, 28), "2026-03-01T10:00:00Z");
    assert_time("XAA", the_day(3, 1), "2026-03-01T10:00:00Z");
}

static void where_neither_is_known_it_is_the_day_of_the_newest_change(void **state) {
    (void)state;
    assert_time("XCC", DAY_NONE, "2026-06-01T00:00:00Z");
}

static Str feed_of(const FeedItem *items, size_t count) {
    Page page = the_page();
    Buffer out = { 0 };
    feed_write(&out, &page, &(Feed){ 0 }, items, count);
    Str feed = str_copy(&arena, buffer_str(&out));
    buffer_free(&out);
    return feed;
}

static void a_feed_is_updated_with_the_newest_of_its_entries(void **state) {
    (void)state;
    const FeedItem items[] = {
        { STR("/states/XAA"), STR("Altania"), STR("a"), TIMES[0] },
        { STR("/states/XBB"), STR("Belmora"), STR("b"), TIMES[1] },
    };
    Str feed = feed_of(items, COUNT_OF(items));
    assert_true(str_contains(feed, STR("<title>States</title>\n"
                                       "<updated>2026-05-01T10:00:00Z</updated>")));
    assert_true(str_contains(feed, STR("<id>urn:uphold:states:/states/XAA</id>\n"
                                       "<title>Altania</title>\n"
                                       "<updated>2026-03-01T10:00:00Z</updated>")));
}

static void an_empty_feed_says_when_anything_was_recorded_last(void **state) {
    (void)state;
    assert_true(str_contains(feed_of(NULL, 0), STR("<updated>2026-06-01T00:00:00Z</updated>")));
}

static int drop_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_is_updated_when_its_own_record_was),
        cmocka_unit_test(a_day_that_changed_what_it_tells_counts_when_it_is_later),
        cmocka_unit_test(where_neither_is_known_it_is_the_day_of_the_newest_change),
        cmocka_unit_test(a_feed_is_updated_with_the_newest_of_its_entries),
        cmocka_unit_test(an_empty_feed_says_when_anything_was_recorded_last),
    };
    return cmocka_run_group_tests(tests, NULL, drop_arena);
}
