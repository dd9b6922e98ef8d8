/* For tests: the visit events of the reference data, as entries. */
#ifndef UPHOLD_COOPERATION_TEST_VISIT_DATA_H
#define UPHOLD_COOPERATION_TEST_VISIT_DATA_H

#include "cooperation/visit_chain.h"
#include "council/test_csv_table.h"

static inline Date csv_table_date(const CsvTable *table, size_t row, const char *column) {
    Str cell = csv_table_cell(table, row, column);
    Date date = { 0 };
    Error error = { 0 };
    if (!cell.length || str_equal_c(cell, "(not applicable)")) return date;
    if (!date_parse(cell, &date, &error)) fail_msg("%s: %s", column, error.message);
    return date;
}

static inline VisitEntry visit_entry_of_row(const CsvTable *table, size_t row) {
    VisitEntry entry = {
        .key = csv_table_cell(table, row, "id"),
        .happened_on = csv_table_date(table, row, "happened_on"),
        .visit_start = csv_table_date(table, row, "visit_start"),
        .visit_end = csv_table_date(table, row, "visit_end"),
        .visit = csv_table_cell(table, row, "visit"),
    };
    if (!visit_event_from_word(csv_table_cell(table, row, "event"), &entry.type) ||
        !acting_party_from_word(csv_table_cell(table, row, "by"), &entry.by))
        fail_msg("%.*s has an unknown word", STR_ARGUMENTS(entry.key));
    return entry;
}

/* The events of one State and mandate. */
static inline VisitEntry *visit_entries_of(Arena *arena, const CsvTable *table, Str iso3,
                                           Str mandate, size_t *count) {
    VisitEntry *entries = ARENA_ARRAY(arena, table->count + 1, VisitEntry);
    *count = 0;
    for (size_t row = 0; row < table->count; row++)
        if (str_equal(csv_table_cell(table, row, "iso3"), iso3) &&
            str_equal(csv_table_cell(table, row, "mandate"), mandate))
            entries[(*count)++] = visit_entry_of_row(table, row);
    return entries;
}

#endif
