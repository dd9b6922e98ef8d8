#include "site/page.h"

#include "base/embedded.h"
#include "site/layout.tmpl.h"

static Str web_content(Arena *arena, Str name) {
    Str path = str_format(arena, "web/%.*s", STR_ARGUMENTS(name));
    for (size_t i = 0; i < EMBEDDED_FILE_COUNT; i++)
        if (str_equal(EMBEDDED_FILES[i].path, path)) return EMBEDDED_FILES[i].content;
    return STR_EMPTY;
}

Str web_file_path(Arena *arena, const char *name) {
    char hash[HTTP_ASSET_HASH_SIZE];
    http_asset_hash(web_content(arena, str_from(name)), hash);
    return str_format(arena, "/files/%s/%s", hash, name);
}

bool web_file(const Request *request, Response *response, Error *error) {
    char hash[HTTP_ASSET_HASH_SIZE];
    Str name = request_capture(request, "name");
    Str content = web_content(request->arena, name);
    http_asset_hash(content, hash);
    if (!content.length || !str_equal_c(request_capture(request, "hash"), hash))
        return error_set(error, ERROR_NOT_FOUND, "there is no such file");
    response->content_type =
        str_ends_with(name, STR(".svg")) ? "image/svg+xml" : "text/css; charset=utf-8";
    buffer_add(&response->body, content);
    return true;
}

Page page_begin(const Request *request) {
    return (Page){ .arena = request->arena,
                   .language = (Language)request->language,
                   .snapshot = request->context,
                   .style_path = web_file_path(request->arena, "style.css"),
                   .icon_path = web_file_path(request->arena, "icon.svg") };
}

static void send_page(const Page *page, Buffer *content, Response *response) {
    response->content_type = "text/html; charset=utf-8";
    layout(&response->body, page, (SafeHtml){ buffer_str(content) });
    buffer_free(content);
}

void page_error(const Request *request, unsigned status, Str text, Response *response) {
    Page page = page_begin(request);
    Buffer content = { 0 };
    page.title = message(page.language, status == 404 ? "Not found" : "This does not work");
    error_content(&content, page.language, status, text);
    send_page(&page, &content, response);
}

static void take_body(Response *response, const char *content_type, Buffer *body) {
    response->content_type = content_type;
    buffer_free(&response->body);
    response->body = *body;
    *body = (Buffer){ 0 };
}

void page_send(const Page *page, Format format, Buffer *content, Response *response) {
    switch (format) {
    case FORMAT_JSON:
        buffer_add_byte(content, '\n');
        take_body(response, "application/json; charset=utf-8", content);
        break;
    case FORMAT_CSV: take_body(response, "text/csv; charset=utf-8", content); break;
    case FORMAT_ATOM: take_body(response, "application/atom+xml; charset=utf-8", content); break;
    case FORMAT_ICS: take_body(response, "text/calendar; charset=utf-8", content); break;
    case FORMAT_HTML: send_page(page, content, response);
    }
}

Str page_state_name(const Page *page, const CouncilState *state, Day day) {
    const StateName *name = state_name_on(state, page->language, day);
    return name ? name->short_name : state->iso3;
}
