/* What every page has around its content: head, navigation, footer with the version of the data and
 * how to cite it. A page renders its content into a buffer; page_send puts the frame around it.
 */
#ifndef UPHOLD_SITE_PAGE_H
#define UPHOLD_SITE_PAGE_H

#include "http/request.h"
#include "http/response.h"
#include "site/snapshot.h"
#include "site/words.h"

typedef struct Page {
    Arena *arena;
    Language language;
    const SiteSnapshot *snapshot;
    Str title;                 /* also the heading, unless the content has its own */
    Str path;                  /* of the page, without format suffix: "/elections/2013" */
    bool json, csv, atom;      /* also there in these formats */
    Str style_path, icon_path; /* of this program's files: "/files/0123456789abcdef/style.css" */
} Page;

Page page_begin(const Request *request);

/* Sends what was written in a format, with its content type; the frame goes around a page. The
 * content is taken over. */
void page_send(const Page *page, Format format, Buffer *content, Response *response);
/* The same for a refusal; as HttpApplication.error_page. */
void page_error(const Request *request, unsigned status, Str message, Response *response);

/* The State's short name on a day, in the page's language where there is one. */
Str page_state_name(const Page *page, const CouncilState *state, Day day);

/* The files of web/, each at an address that holds a hash of its content. */
bool web_file(const Request *request, Response *response, Error *error);
Str web_file_path(Arena *arena, const char *name);

#endif
