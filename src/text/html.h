/* HTML out: escaped by default, by context. Templates (tools/tmplc) call these; hand-written code
 * hardly ever does.
 *
 * SafeHtml is the only way to write markup that is not escaped: a type of its own, never a Str, so
 * that an unescaped hole has to be asked for. */
#ifndef UPHOLD_TEXT_HTML_H
#define UPHOLD_TEXT_HTML_H

#include "base/buffer.h"

typedef struct SafeHtml {
    Str markup;
} SafeHtml;

/* Between tags: & < > become entities. */
void html_text(Buffer *out, Str text);
/* Inside a quoted attribute: & < > " ' become entities. */
void html_attribute(Buffer *out, Str text);
/* A whole address in href, src or action: http:, https:, mailto: and relative addresses pass,
 * escaped, a space as %20; anything else (javascript:, data:, //host) becomes "#", and so does what
 * browsers would read as something else: control characters, a backslash, a leading space. */
void html_url(Buffer *out, Str address);
/* A part of an address behind a literal beginning: everything but A-Z a-z 0-9 - . _ ~ is
 * percent-encoded. html_url_path keeps '/', too, for keys such as A/HRC/30/29. */
void html_url_part(Buffer *out, Str part);
void html_url_path(Buffer *out, Str path);
void html_safe(Buffer *out, SafeHtml html);

/* What a template's {{ hole }} calls, chosen by the type of the expression. */
void html_text_c(Buffer *out, const char *text);
void html_attribute_c(Buffer *out, const char *text);
void html_url_c(Buffer *out, const char *address);
void html_url_part_c(Buffer *out, const char *part);
void html_integer(Buffer *out, long long number);
void html_size(Buffer *out, size_t number);

#define HTML_TEXT_HOLE(out, value)                                                                 \
    _Generic((value),                                                                              \
        Str: html_text,                                                                            \
        char *: html_text_c,                                                                       \
        const char *: html_text_c,                                                                 \
        size_t: html_size,                                                                         \
        default: html_integer)((out), (value))
#define HTML_ATTRIBUTE_HOLE(out, value)                                                            \
    _Generic((value),                                                                              \
        Str: html_attribute,                                                                       \
        char *: html_attribute_c,                                                                  \
        const char *: html_attribute_c,                                                            \
        size_t: html_size,                                                                         \
        default: html_integer)((out), (value))
#define HTML_URL_HOLE(out, value)                                                                  \
    _Generic((value), Str: html_url, char *: html_url_c, const char *: html_url_c)((out), (value))
#define HTML_URL_PART_HOLE(out, value)                                                             \
    _Generic((value),                                                                              \
        Str: html_url_part,                                                                        \
        char *: html_url_part_c,                                                                   \
        const char *: html_url_part_c,                                                             \
        size_t: html_size,                                                                         \
        default: html_integer)((out), (value))

#endif
