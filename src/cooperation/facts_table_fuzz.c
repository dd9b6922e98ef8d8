/* Any bytes as a table: every row below the header is taken, unmatched or a problem. */
#include <stdlib.h>

#include "base/buffer.h"
#include "cooperation/facts_table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool condition) {
    if (!condition) abort();
}

static void check_row(const FactsRow *row, FactsShape shape) {
    must(str_equal_c(row->iso3, "XAA"));
    must((shape == FACTS_VISITS) == (row->event != NULL));
    must(row->last.precision == DATE_NONE || row->first.first <= row->last.last);
}

/* The first byte says which table, and whether a right header stands before the rest. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena = { 0 };
    Buffer content = { 0 };
    NameIndex states = { .forms.arena = &arena }, mandates = { .forms.arena = &arena };
    FactsTable *table = ARENA_NEW(&arena, FactsTable);
    FactsShape shape = size && data[0] & 2 ? FACTS_VISITS : FACTS_INVITATIONS;
    name_index_add(&states, STR("Altania (Republic of)"), STR("XAA"));
    name_index_add(&mandates, STR("torture"), STR("torture"));
    if (size && data[0] & 1)
        buffer_add_c(&content,
                     shape == FACTS_VISITS ? "State,Mandate,Status,Date\n" : "State,Date\n");
    if (size) buffer_add(&content, (Str){ (const char *)data + 1, size - 1 });
    facts_table_read(&arena, shape, buffer_str(&content), &states, &mandates, table);
    for (size_t i = 0; i < table->count; i++)
        check_row(&table->rows[i], shape);
    must(table->count + table->unmatched_rows <= table->read_rows);
    must(table->count + table->unmatched_rows + table->problems.count >= table->read_rows);
    name_index_free(&states);
    name_index_free(&mandates);
    buffer_free(&content);
    arena_free(&arena);
    return 0;
}
