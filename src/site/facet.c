#include "site/facet.h"

typedef struct ValueSlot {
    Str word; /* NULL data: empty */
    uint16_t value;
} ValueSlot;

enum { SLOTS = 16384 }; /* above twice FACET_VALUES_MAX */

typedef struct FacetColumn {
    Facet facet;
    ValueSlot *slots;
    size_t capacity; /* of facet.values */
} FacetColumn;

struct FacetBuilder {
    Arena *arena;
    FacetTable *table;
    FacetColumn columns[FACETS_MAX];
    size_t capacity; /* rows */
};

static void *grown(Arena *arena, const void *items, size_t used, size_t capacity, size_t size) {
    void *larger = arena_array(arena, capacity, size);
    if (used) memcpy(larger, items, used * size);
    return larger;
}

static void make_room_for_rows(FacetBuilder *builder, size_t capacity) {
    FacetTable *table = builder->table;
    table->days = grown(builder->arena, table->days, table->rows, capacity, sizeof *table->days);
    table->keys = grown(builder->arena, table->keys, table->rows, capacity, sizeof *table->keys);
    for (size_t i = 0; i < table->facet_count; i++) {
        Facet *facet = &builder->columns[i].facet;
        size_t used = builder->capacity ? table->rows + 1 : 0;
        facet->starts =
            grown(builder->arena, facet->starts, used, capacity + 1, sizeof *facet->starts);
    }
    builder->capacity = capacity;
}

FacetBuilder *facet_builder(Arena *arena, const char *const *names, size_t count,
                            size_t rows_expected) {
    FacetBuilder *builder = ARENA_NEW(arena, FacetBuilder);
    builder->arena = arena;
    builder->table = ARENA_NEW(arena, FacetTable);
    builder->table->facet_count = count;
    for (size_t i = 0; i < count; i++) {
        FacetColumn *column = &builder->columns[i];
        column->facet.name = names[i];
        column->facet.words = ARENA_ARRAY(arena, FACET_VALUES_MAX + 1, Str);
        column->slots = ARENA_ARRAY(arena, SLOTS, ValueSlot);
    }
    make_room_for_rows(builder, rows_expected ? rows_expected : 64);
    return builder;
}

void facet_add_row(FacetBuilder *builder, Str key, Day day) {
    FacetTable *table = builder->table;
    if (table->rows == builder->capacity) make_room_for_rows(builder, builder->capacity * 2);
    table->keys[table->rows] = str_copy(builder->arena, key);
    table->days[table->rows] = day;
    table->rows++;
    for (size_t i = 0; i < table->facet_count; i++) {
        Facet *facet = &builder->columns[i].facet;
        facet->starts[table->rows] = facet->starts[table->rows - 1];
    }
}

static ValueSlot *slot_of(const FacetColumn *column, Str word) {
    size_t at = (size_t)str_hash(word) & (SLOTS - 1);
    while (column->slots[at].word.data && !str_equal(column->slots[at].word, word))
        at = (at + 1) & (SLOTS - 1);
    return &column->slots[at];
}

static uint16_t value_of(FacetBuilder *builder, FacetColumn *column, Str word) {
    ValueSlot *slot = slot_of(column, word);
    if (!slot->word.data && column->facet.value_count >= FACET_VALUES_MAX) {
        word = STR("...");
        slot = slot_of(column, word);
    }
    if (!slot->word.data) {
        slot->word = str_copy(builder->arena, word);
        slot->value = (uint16_t)column->facet.value_count;
        column->facet.words[column->facet.value_count++] = slot->word;
    }
    return slot->value;
}

void facet_add_value(FacetBuilder *builder, size_t facet_index, Str word) {
    FacetColumn *column = &builder->columns[facet_index];
    Facet *facet = &column->facet;
    size_t rows = builder->table->rows, used = facet->starts[rows];
    if (!word.length) return;
    uint16_t value = value_of(builder, column, word);
    for (size_t i = facet->starts[rows - 1]; i < used; i++)
        if (facet->values[i] == value) return; /* said twice */
    if (used == column->capacity) {
        column->capacity = column->capacity ? column->capacity * 2 : 256;
        facet->values =
            grown(builder->arena, facet->values, used, column->capacity, sizeof *facet->values);
    }
    facet->values[used] = value;
    facet->starts[rows]++;
}

FacetTable *facet_finish(FacetBuilder *builder) {
    for (size_t i = 0; i < builder->table->facet_count; i++)
        builder->table->facets[i] = builder->columns[i].facet;
    return builder->table;
}

/* --- asking
 * -------------------------------------------------------------------------------------------- */

FacetFilter facet_filter_none(void) {
    FacetFilter filter = { .from = DAY_FIRST, .to = DAY_LAST };
    for (size_t i = 0; i < FACETS_MAX; i++)
        filter.selected[i] = FACET_ANY;
    return filter;
}

int facet_find_value(const Facet *facet, Str word) {
    for (size_t i = 0; i < facet->value_count; i++)
        if (str_equal(facet->words[i], word)) return (int)i;
    return FACET_NONE_SUCH;
}

static bool has_value(const Facet *facet, size_t row, int selected) {
    for (uint32_t i = facet->starts[row]; i < facet->starts[row + 1]; i++)
        if (facet->values[i] == selected) return true;
    return false;
}

static bool in_period(const FacetTable *table, const FacetFilter *filter, size_t row) {
    if (filter->from == DAY_FIRST && filter->to == DAY_LAST) return true;
    Day day = table->days[row];
    return day != DAY_NONE && day >= filter->from && day <= filter->to;
}

static void count_values(FacetResult *result, const Facet *facet, size_t index, size_t row) {
    for (uint32_t i = facet->starts[row]; i < facet->starts[row + 1]; i++)
        result->counts[index][facet->values[i]]++;
}

/* A row that fails one facet only still counts for that facet's values; one that fails two counts
 * for none. */
static void look_at(const FacetTable *table, const FacetFilter *filter, size_t row, size_t first,
                    size_t most, FacetResult *result) {
    size_t failed = 0, failed_at = 0;
    for (size_t i = 0; i < table->facet_count && failed < 2; i++) {
        if (filter->selected[i] == FACET_ANY) continue;
        if (has_value(&table->facets[i], row, filter->selected[i])) continue;
        failed++;
        failed_at = i;
    }
    if (failed > 1) return;
    if (failed == 1) {
        count_values(result, &table->facets[failed_at], failed_at, row);
        return;
    }
    for (size_t i = 0; i < table->facet_count; i++)
        count_values(result, &table->facets[i], i, row);
    if (result->matches >= first && result->row_count < most)
        result->rows[result->row_count++] = (uint32_t)row;
    result->matches++;
}

FacetResult facet_query(Arena *arena, const FacetTable *table, const FacetFilter *filter,
                        size_t first, size_t most) {
    FacetResult result = { .rows = ARENA_ARRAY(arena, most + 1, uint32_t) };
    for (size_t i = 0; i < table->facet_count; i++)
        result.counts[i] = ARENA_ARRAY(arena, table->facets[i].value_count + 1, size_t);
    for (size_t row = 0; row < table->rows; row++)
        if (in_period(table, filter, row)) look_at(table, filter, row, first, most, &result);
    return result;
}
