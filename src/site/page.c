#include "site/page.h"

#include <stdio.h>

#include "base/embedded.h"
#include "site/layout.tmpl.h"

static Str style_content(void) {
    for (size_t i = 0; i < EMBEDDED_FILE_COUNT; i++)
        if (str_equal_c(EMBEDDED_FILES[i].path, "web/style.css")) return EMBEDDED_FILES[i].content;
    return STR_EMPTY;
}

Str page_style_path(void) {
    static _Thread_local char path[48];
    char hash[HTTP_ASSET_HASH_SIZE];
    if (!path[0]) {
        http_asset_hash(style_content(), hash);
        snprintf(path, sizeof path, "/style/%s", hash);
    }
    return str_from(path);
}

bool style_sheet(const Request *request, Response *response, Error *error) {
    char hash[HTTP_ASSET_HASH_SIZE];
    http_asset_hash(style_content(), hash);
    if (!str_equal_c(request_capture(request, "hash"), hash))
        return error_set(error, ERROR_NOT_FOUND, "there is no such style sheet");
    response->content_type = "text/css; charset=utf-8";
    buffer_add(&response->body, style_content());
    return true;
}

Page page_begin(const Request *request) {
    return (Page){ .arena = request->arena,
                   .language = (Language)request->language,
                   .snapshot = request->context,
                   .style_path = page_style_path() };
}

void page_finish(const Page *page, Buffer *content, Response *response) {
    response->content_type = "text/html; charset=utf-8";
    layout(&response->body, page, (SafeHtml){ buffer_str(content) });
    buffer_free(content);
}

void page_error(const Request *request, unsigned status, Str text, Response *response) {
    Page page = page_begin(request);
    Buffer content = { 0 };
    page.title = message(page.language, status == 404 ? "Not found" : "This does not work");
    error_content(&content, page.language, status, text);
    page_finish(&page, &content, response);
}

static void take_body(Response *response, const char *content_type, Buffer *body) {
    response->content_type = content_type;
    buffer_free(&response->body);
    response->body = *body;
    *body = (Buffer){ 0 };
}

void page_json(Response *response, Buffer *json) {
    buffer_add_byte(json, '\n');
    take_body(response, "application/json; charset=utf-8", json);
}

void page_csv(Response *response, Buffer *csv) {
    take_body(response, "text/csv; charset=utf-8", csv);
}

Str page_state_name(const Page *page, const CouncilState *state, Day day) {
    const StateName *name = state_name_on(state, page->language, day);
    return name ? name->short_name : state->iso3;
}
