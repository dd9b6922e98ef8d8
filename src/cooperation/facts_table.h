/* Tables shaped like those of "Facts and figures with regard to the special procedures" (D3.7),
 * read from CSV: visits by State and mandate with status and date, and standing invitations. Text
 * in, rows and problems out; no store, no clock. What the table shows is taken, and nothing more.
 */
#ifndef UPHOLD_COOPERATION_FACTS_TABLE_H
#define UPHOLD_COOPERATION_FACTS_TABLE_H

#include "base/date.h"
#include "cooperation/name_index.h"
#include "record/problem.h"

typedef enum FactsShape {
    FACTS_VISITS,      /* columns State (or Country), Mandate, Status, Date */
    FACTS_INVITATIONS, /* columns State (or Country), Date (of issue; may be empty) */
} FactsShape;

typedef struct FactsRow {
    size_t line; /* of the file, from 1 */
    Str iso3, mandate;
    const char *event; /* of a visit: a word of the vocabulary visit_event */
    Date first, last;  /* as published_span_parse gives them; DATE_NONE: the table has none */
} FactsRow;

typedef struct FactsTable {
    FactsRow *rows; /* all that can be taken, in the order of the file */
    size_t count, capacity;
    size_t read_rows; /* below the header */
    size_t unmatched_rows;
    Problems unmatched; /* a State, mandate or status that is not known, by row */
    Problems problems;  /* any problem means: refuse the file */
} FactsTable;

/* A status is a word or title of the vocabulary visit_event, or one of those that tables use for
 * one of them ("Conducted" is completed). "Agreed" is none: it may mean the visit in principle or
 * its dates. A row that says the same as an earlier one is a problem. */
void facts_table_read(Arena *arena, FactsShape shape, Str content, const NameIndex *states,
                      const NameIndex *mandates, FactsTable *table);

#endif
