#include "site/list.h"

#include <stdlib.h>

enum { PAGES_MAX = 1000000 };

static bool read_day(const Request *request, const char *name, Day *day, Str *shown, Error *error) {
    Str given = request_query(request, name);
    if (!given.length) return true;
    *shown = given;
    return day_parse(given, day, error) || error_context(error, "%s", name);
}

static bool read_page(const Request *request, size_t *number, Error *error) {
    Str given = request_query(request, "page");
    int64_t page = 1;
    if (given.length && (!str_to_integer(given, &page) || page < 1 || page > PAGES_MAX))
        return error_set(error, ERROR_REFUSED, "there is no page \"%.*s\"", STR_ARGUMENTS(given));
    *number = (size_t)page;
    return true;
}

static bool read_filter(const Request *request, const FacetTable *table, FacetFilter *filter,
                        ListView *view, Error *error) {
    *filter = facet_filter_none();
    for (size_t i = 0; i < table->facet_count; i++) {
        Str given = request_query(request, table->facets[i].name);
        if (given.length) filter->selected[i] = facet_find_value(&table->facets[i], given);
    }
    return read_day(request, "from", &filter->from, &view->from, error) &&
           read_day(request, "to", &filter->to, &view->to, error);
}

static void add_parameter(Buffer *out, const char *name, Str value) {
    if (!value.length) return;
    buffer_add_byte(out, out->length ? '&' : '?');
    buffer_add_c(out, name);
    buffer_add_byte(out, '=');
    html_url_part(out, value);
}

static Str query_of(const Request *request, const Page *page, const FacetTable *table,
                    const ListView *view, size_t number) {
    Buffer out = { 0 };
    for (size_t i = 0; i < table->facet_count; i++)
        add_parameter(&out, table->facets[i].name, request_query(request, table->facets[i].name));
    add_parameter(&out, "from", view->from);
    add_parameter(&out, "to", view->to);
    if (number > 1) add_parameter(&out, "page", str_format(page->arena, "%zu", number));
    Str query = str_copy(page->arena, buffer_str(&out));
    buffer_free(&out);
    return query;
}

static int by_title(const void *a, const void *b) {
    const FacetOption *left = a, *right = b;
    return str_compare(left->title, right->title);
}

static FacetChoice choice_of(const Page *page, const FacetTable *table, const ListShape *shape,
                             const FacetFilter *filter, const FacetResult *result, size_t index) {
    const Facet *facet = &table->facets[index];
    FacetChoice choice = { .name = facet->name,
                           .title = shape->titles[index],
                           .options =
                               ARENA_ARRAY(page->arena, facet->value_count + 1, FacetOption) };
    for (size_t i = 0; i < facet->value_count; i++) {
        bool selected = filter->selected[index] == (int)i;
        size_t count = result->counts[index][i];
        if (!count && !selected) continue;
        choice.options[choice.count++] =
            (FacetOption){ facet->words[i], shape->value_title(page, index, facet->words[i]), count,
                           selected };
    }
    if (choice.count) qsort(choice.options, choice.count, sizeof *choice.options, by_title);
    return choice;
}

bool list_view(const Request *request, const Page *page, const FacetTable *table,
               const ListShape *shape, ListView *view, Error *error) {
    FacetFilter filter;
    size_t number = 1;
    bool all = request->match.format != FORMAT_HTML;
    *view = (ListView){ .path = str_from(shape->path), .choice_count = table->facet_count };
    if (!read_filter(request, table, &filter, view, error) || !read_page(request, &number, error))
        return false;
    view->filter = filter;
    view->first = all ? 0 : (number - 1) * LIST_PAGE_ROWS;
    view->result =
        facet_query(page->arena, table, &filter, view->first, all ? table->rows : LIST_PAGE_ROWS);
    view->matches = view->result.matches;
    if (!all && view->first && view->first >= view->matches)
        return error_set(error, ERROR_NOT_FOUND, "the list has no page %zu", number);
    for (size_t i = 0; i < table->facet_count; i++)
        view->choices[i] = choice_of(page, table, shape, &filter, &view->result, i);
    Str query = query_of(request, page, table, view, 1);
    view->chosen = query.length != 0;
    view->csv = str_format(page->arena, "%s.csv%.*s", shape->path, STR_ARGUMENTS(query));
    view->json = str_format(page->arena, "%s.json%.*s", shape->path, STR_ARGUMENTS(query));
    view->atom = str_format(page->arena, "%s.atom%.*s", shape->path, STR_ARGUMENTS(query));
    if (number > 1)
        view->previous =
            str_format(page->arena, "%s%.*s", shape->path,
                       STR_ARGUMENTS(query_of(request, page, table, view, number - 1)));
    if (!all && view->first + LIST_PAGE_ROWS < view->matches)
        view->next = str_format(page->arena, "%s%.*s", shape->path,
                                STR_ARGUMENTS(query_of(request, page, table, view, number + 1)));
    return true;
}
