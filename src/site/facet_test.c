/* Facets: what matches, and what is counted beside each value. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/prng.h"
#include "site/facet.h"

static const char *const NAMES[] = { "state", "type", "mandate" };
enum { STATE_FACET, TYPE_FACET, MANDATE_FACET, FACET_COUNT };

static void add(FacetBuilder *builder, const char *key, Day day, const char *state,
                const char *type, const char *mandates) {
    Str rest = str_from(mandates), mandate;
    facet_add_row(builder, str_from(key), day);
    facet_add_value(builder, STATE_FACET, str_from(state));
    facet_add_value(builder, TYPE_FACET, str_from(type));
    while (rest.length && str_cut(&rest, ' ', &mandate))
        facet_add_value(builder, MANDATE_FACET, mandate);
}

static FacetTable *small_table(Arena *arena) {
    FacetBuilder *builder = facet_builder(arena, NAMES, FACET_COUNT, 0);
    add(builder, "a", 10, "XAA", "UA", "torture housing");
    add(builder, "b", 20, "XAA", "AL", "torture");
    add(builder, "c", 30, "XBB", "UA", "housing housing");
    add(builder, "d", DAY_NONE, "XBB", "", "");
    return facet_finish(builder);
}

static size_t count_of(const FacetTable *table, const FacetResult *result, size_t facet,
                       const char *word) {
    int value = facet_find_value(&table->facets[facet], str_from(word));
    return value < 0 ? 0 : result->counts[facet][value];
}

static void without_a_filter_every_row_matches_and_every_value_is_counted(void **state) {
    (void)state;
    Arena arena = { 0 };
    FacetTable *table = small_table(&arena);
    FacetFilter filter = facet_filter_none();
    FacetResult result = facet_query(&arena, table, &filter, 0, 10);
    assert_int_equal(result.matches, 4);
    assert_int_equal(result.row_count, 4);
    assert_int_equal(count_of(table, &result, STATE_FACET, "XAA"), 2);
    assert_int_equal(count_of(table, &result, MANDATE_FACET, "housing"), 2);
    assert_int_equal(count_of(table, &result, TYPE_FACET, "UA"), 2);
    arena_free(&arena);
}

static void a_facet_counts_what_choosing_another_of_its_values_would_give(void **state) {
    (void)state;
    Arena arena = { 0 };
    FacetTable *table = small_table(&arena);
    FacetFilter filter = facet_filter_none();
    filter.selected[STATE_FACET] = facet_find_value(&table->facets[STATE_FACET], STR("XAA"));
    FacetResult result = facet_query(&arena, table, &filter, 0, 10);
    assert_int_equal(result.matches, 2);
    assert_int_equal(count_of(table, &result, STATE_FACET, "XBB"), 2);
    assert_int_equal(count_of(table, &result, TYPE_FACET, "UA"), 1);
    arena_free(&arena);
}

static void a_word_no_row_has_matches_nothing(void **state) {
    (void)state;
    Arena arena = { 0 };
    FacetTable *table = small_table(&arena);
    FacetFilter filter = facet_filter_none();
    filter.selected[STATE_FACET] = facet_find_value(&table->facets[STATE_FACET], STR("XZZ"));
    assert_int_equal(facet_query(&arena, table, &filter, 0, 10).matches, 0);
    arena_free(&arena);
}

static void a_row_without_a_day_is_in_no_period(void **state) {
    (void)state;
    Arena arena = { 0 };
    FacetTable *table = small_table(&arena);
    FacetFilter filter = facet_filter_none();
    filter.from = 0;
    assert_int_equal(facet_query(&arena, table, &filter, 0, 10).matches, 3);
    filter.to = 20;
    assert_int_equal(facet_query(&arena, table, &filter, 0, 10).matches, 2);
    arena_free(&arena);
}

static void pages_follow_one_another_without_gap_or_overlap(void **state) {
    (void)state;
    Arena arena = { 0 };
    FacetTable *table = small_table(&arena);
    FacetFilter filter = facet_filter_none();
    FacetResult first = facet_query(&arena, table, &filter, 0, 3);
    FacetResult second = facet_query(&arena, table, &filter, 3, 3);
    assert_int_equal(first.row_count, 3);
    assert_int_equal(second.row_count, 1);
    assert_int_equal(second.rows[0], 3);
    assert_int_equal(second.matches, 4);
    arena_free(&arena);
}

/* Against counting by hand, over random tables and filters. */
static void counts_are_those_of_counting_by_hand(void **state) {
    (void)state;
    enum { ROWS = 300, ROUNDS = 200, VALUES = 5 };
    Prng prng = { 20131105 };
    Arena arena = { 0 };
    const char *const words[VALUES] = { "p", "q", "r", "s", "t" };
    FacetBuilder *builder = facet_builder(&arena, NAMES, FACET_COUNT, 4);
    unsigned has[ROWS][FACET_COUNT] = { 0 };
    for (size_t row = 0; row < ROWS; row++) {
        facet_add_row(builder, STR("k"), (Day)(prng_next(&prng) % 100));
        for (size_t f = 0; f < FACET_COUNT; f++)
            for (size_t times = prng_next(&prng) % 3; times > 0; times--) {
                size_t value = prng_next(&prng) % VALUES;
                facet_add_value(builder, f, str_from(words[value]));
                has[row][f] |= 1u << value;
            }
    }
    FacetTable *table = facet_finish(builder);
    for (int round = 0; round < ROUNDS; round++) {
        FacetFilter filter = facet_filter_none();
        size_t wanted[FACET_COUNT], expected = 0;
        for (size_t f = 0; f < FACET_COUNT; f++) {
            wanted[f] = prng_next(&prng) % (VALUES + 1);
            if (wanted[f] < VALUES)
                filter.selected[f] =
                    facet_find_value(&table->facets[f], str_from(words[wanted[f]]));
        }
        for (size_t row = 0; row < ROWS; row++) {
            bool matches = true;
            for (size_t f = 0; f < FACET_COUNT; f++)
                matches &= wanted[f] == VALUES || (has[row][f] >> wanted[f] & 1);
            expected += matches;
        }
        assert_int_equal(facet_query(&arena, table, &filter, 0, ROWS).matches, expected);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_filter_every_row_matches_and_every_value_is_counted),
        cmocka_unit_test(a_facet_counts_what_choosing_another_of_its_values_would_give),
        cmocka_unit_test(a_word_no_row_has_matches_nothing),
        cmocka_unit_test(a_row_without_a_day_is_in_no_period),
        cmocka_unit_test(pages_follow_one_another_without_gap_or_overlap),
        cmocka_unit_test(counts_are_those_of_counting_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
