/* A list with facets: filters as a form that works without scripts, exact counts, pages, and the
 * same choice as CSV, JSON and Atom under the same address. */
#ifndef UPHOLD_SITE_LIST_H
#define UPHOLD_SITE_LIST_H

#include "site/facet.h"
#include "site/page.h"

enum { LIST_PAGE_ROWS = 50 };

typedef struct FacetOption {
    Str word, title;
    size_t count;
    bool selected;
} FacetOption;

typedef struct FacetChoice {
    const char *name, *title; /* title: an English message */
    FacetOption *options;     /* those that would give a row, and the one selected; by title */
    size_t count;
} FacetChoice;

/* What a list is made of: the titles of its facets, in the order of the table's. */
typedef struct ListShape {
    const char *path; /* "/communications" */
    const char *const *titles;
    /* What a value is called on a page. */
    Str (*value_title)(const Page *page, size_t facet, Str word);
} ListShape;

typedef struct ListView {
    Str path;
    FacetChoice choices[FACETS_MAX];
    size_t choice_count;
    Str from, to;          /* as asked for; empty without */
    size_t matches, first; /* of how many, which is shown first, from 0 */
    Str previous, next;    /* addresses of the neighbouring pages; empty at the ends */
    bool chosen;           /* any filter is set */
    Str csv, json, atom;   /* addresses of the same choice in the other formats */
    FacetFilter filter;
    FacetResult result;
} ListView;

/* Reads the choice from the address, asks the table. All formats but HTML get every match. Refuses
 * a day or a page number that is none. */
bool list_view(const Request *request, const Page *page, const FacetTable *table,
               const ListShape *shape, ListView *view, Error *error) MUST_CHECK;

/* The names of a list's parameters, for its route: facets, "from", "to", "page". */
#define LIST_QUERY(...) QUERY_NAMES(__VA_ARGS__, "from", "to", "page")

#endif
