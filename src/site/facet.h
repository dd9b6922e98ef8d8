/* Facets: a list of records as columns of small numbers, so that filters and exact counts over
 * hundreds of thousands of rows take milliseconds and never time out.
 *
 * Built once a snapshot, read by any thread. A facet may have several values a row (the mandates of
 * a letter) or none. The count beside a value is that of rows which match all other filters. */
#ifndef UPHOLD_SITE_FACET_H
#define UPHOLD_SITE_FACET_H

#include "base/date.h"

enum { FACETS_MAX = 8, FACET_VALUES_MAX = 4000, FACET_ANY = -1 };

typedef struct Facet {
    const char *name; /* in addresses: "state" */
    Str *words;       /* the values, as addresses have them; in order of first appearance */
    size_t value_count;
    uint32_t *starts; /* rows + 1 */
    uint16_t *values; /* of row i: values[starts[i]] .. values[starts[i + 1] - 1] */
} Facet;

typedef struct FacetTable {
    size_t rows, facet_count;
    Facet facets[FACETS_MAX];
    Day *days; /* of each row, the latest possible one; DAY_NONE: not known */
    Str *keys; /* of the records */
} FacetTable;

/* Builds a table row by row; everything belongs to the arena. Rows are kept in the order they are
 * added: add them as lists show them. */
typedef struct FacetBuilder FacetBuilder;
FacetBuilder *facet_builder(Arena *arena, const char *const *names, size_t count,
                            size_t rows_expected);
void facet_add_row(FacetBuilder *builder, Str key, Day day);
/* A value of the row added last; empty words are passed over. More than FACET_VALUES_MAX different
 * values of a facet are kept under "...". */
void facet_add_value(FacetBuilder *builder, size_t facet, Str word);
FacetTable *facet_finish(FacetBuilder *builder);

typedef struct FacetFilter {
    int selected[FACETS_MAX]; /* the value's number, FACET_ANY, or FACET_NONE_SUCH */
    Day from, to; /* DAY_FIRST, DAY_LAST: no bound; a row without a day passes only then */
} FacetFilter;
enum { FACET_NONE_SUCH = -2 }; /* a word no row has: nothing matches */

FacetFilter facet_filter_none(void);
/* The number of a word, FACET_NONE_SUCH when no row has it. */
int facet_find_value(const Facet *facet, Str word);

typedef struct FacetResult {
    size_t matches;
    uint32_t *rows; /* those of the page asked for */
    size_t row_count;
    size_t *counts[FACETS_MAX]; /* one a value */
} FacetResult;

/* Rows `first` .. `first + most` of those that match, and all counts. Owned by the arena. */
FacetResult facet_query(Arena *arena, const FacetTable *table, const FacetFilter *filter,
                        size_t first, size_t most);

#endif
