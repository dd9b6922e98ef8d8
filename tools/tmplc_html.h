/* tmplc_html: where in an HTML page the literal text of a template has come to.
 *
 * Reads literal text byte by byte, keeps the place and the open elements, and refuses what is not
 * well-formed or what our Content-Security-Policy forbids. It knows as much of the HTML standard
 * (13.2.5, tokenization) as the pages need, and refuses the rest rather than guess.
 *
 * html_read(in, byte) takes one byte, in->at its position; html_refusal says why nothing in {{ }}
 * may stand at a place; html_end_name and html_join are for control flow. A part of tmplc.c. */
#ifndef UPHOLD_TMPLC_HTML_H
#define UPHOLD_TMPLC_HTML_H

#include "base/buffer.h"
#include "base/error.h"

typedef enum Place {
    PLACE_TEXT,           /* between tags */
    PLACE_TAG_OPEN,       /* right behind "<" */
    PLACE_TAG_NAME,       /* in the name of an opening tag */
    PLACE_TAG_TIGHT,      /* in a tag, right behind a name or a value: white space is due */
    PLACE_TAG_SPACE,      /* in a tag, behind white space: an attribute may begin */
    PLACE_TAG_SLASH,      /* in a tag, behind "/" */
    PLACE_ATTRIBUTE_NAME, /* in the name of an attribute */
    PLACE_EQUALS,         /* right behind "=" */
    PLACE_VALUE,          /* in a quoted value */
    PLACE_VALUE_UNQUOTED, /* in a value without quotes */
    PLACE_CLOSE_NAME,     /* in the name of a closing tag */
    PLACE_CLOSE_SPACE,    /* behind that name */
    PLACE_DECLARATION,    /* in <!DOCTYPE ...> or <?xml ...?> */
    PLACE_COMMENT,        /* in <!-- --> */
    PLACE_CODE,           /* in <script>, <style> and their like */
} Place;

/* How far the value of an address attribute has come. What it points to, only literals settle. */
typedef enum Address {
    ADDRESS_NONE,   /* not an address */
    ADDRESS_START,  /* nothing yet: a hole here is a whole address */
    ADDRESS_SCHEME, /* what is there may still become a scheme: a ':' decides */
    ADDRESS_ROOT,   /* "/" and nothing sure behind it: another '/' would name a host */
    ADDRESS_PATH,   /* settled: scheme, host and first folder are the author's */
} Address;

typedef struct Element Element;
/* An open element. The list is never changed, so that each branch can keep its own. */
struct Element {
    const Element *outer;
    Str name;
    size_t line;
    bool keeps_space; /* in <pre>, <textarea> */
    bool foreign;     /* in <svg>, <math>: XML rules for "/>" */
    bool text_only;   /* <title>, <textarea>: what stands in it is no markup */
};

typedef struct Html {
    Place place;
    const Element *open; /* the innermost open element, NULL at the top of the template */
    size_t name_at;      /* where the name being read begins */
    Str tag, attribute;
    char quote;
    Address address;
    size_t value_at;   /* where the value begins ... */
    bool value_broken; /* ... unless something in {{ }} stands in it */
} Html;

/* A template as it is read. */
typedef struct Input {
    Arena arena;
    const char *path;
    Str text;
    size_t at; /* the next byte */
    size_t counted_at, counted_line;
    Html html;
    Error *error;
} Input;

/* --- small helpers ---------------------------------------------------------------------------- */

static bool is_white(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_word(char c) {
    return is_letter(c) || is_digit(c) || c == '_';
}

static char lower(char c) {
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static bool equal_any_case(Str a, Str b) {
    if (a.length != b.length) return false;
    for (size_t i = 0; i < a.length; i++)
        if (lower(a.data[i]) != lower(b.data[i])) return false;
    return true;
}

/* Is `name` in a list that ends with NULL? */
static bool is_among(Str name, const char *const *list) {
    for (; *list; list++)
        if (equal_any_case(name, str_from(*list))) return true;
    return false;
}

static size_t line_at(Input *in, size_t at) {
    if (at < in->counted_at) {
        in->counted_at = 0;
        in->counted_line = 1;
    }
    for (; in->counted_at < at; in->counted_at++)
        if (in->text.data[in->counted_at] == '\n') in->counted_line++;
    return in->counted_line;
}

/* Refuses the template at a line: "path:line: message". */
#define REFUSE(in, line, ...)                                                                      \
    (error_set((in)->error, ERROR_REFUSED, __VA_ARGS__),                                           \
     error_context((in)->error, "%s:%zu", (in)->path, (size_t)(line)))
/* The same at the byte that is being read. */
#define REFUSE_HERE(in, ...) REFUSE((in), line_at((in), (in)->at), __VA_ARGS__)

/* --- HTML: elements --------------------------------------------------------------------------- */

static const char *const VOID_ELEMENTS[] = { "area",   "base",  "br",    "col",  "embed",
                                             "hr",     "img",   "input", "link", "meta",
                                             "source", "track", "wbr",   NULL };
static const char *const CODE_ELEMENTS[] = { "script",  "style",    "iframe",    "xmp",
                                             "noembed", "noframes", "plaintext", NULL };
static const char *const TEXT_ONLY_ELEMENTS[] = { "title", "textarea", NULL };
static const char *const SPACE_KEEPING_ELEMENTS[] = { "pre", "textarea", NULL };
static const char *const FOREIGN_ELEMENTS[] = { "svg", "math", NULL };
/* SVG elements that a template called from inside an <svg> may begin with. */
static const char *const SVG_ELEMENTS[] = {
    "circle",         "ellipse",        "g",       "image",
    "line",           "linearGradient", "marker",  "mask",
    "path",           "pattern",        "polygon", "polyline",
    "radialGradient", "rect",           "stop",    "symbol",
    "text",           "tspan",          "use",     NULL
};
static const char *const ADDRESS_ATTRIBUTES[] = { "href", "src",  "action", "formaction", "poster",
                                                  "cite", "data", "ping",   "xlink:href", NULL };
static const char *const SCHEMES[] = { "http", "https", "mailto", NULL };

static bool is_foreign(const Element *open) {
    return open && open->foreign;
}

static void open_element(Input *in) {
    const Element *outer = in->html.open;
    Element *element = ARENA_NEW(&in->arena, Element);
    element->outer = outer;
    element->name = in->html.tag;
    element->line = line_at(in, in->at);
    element->foreign = is_among(in->html.tag, FOREIGN_ELEMENTS) ||
                       (is_foreign(outer) && !equal_any_case(in->html.tag, STR("foreignObject")));
    element->text_only = !element->foreign && is_among(in->html.tag, TEXT_ONLY_ELEMENTS);
    element->keeps_space =
        (outer && outer->keeps_space) || is_among(in->html.tag, SPACE_KEEPING_ELEMENTS);
    in->html.open = element;
    in->html.place = is_among(in->html.tag, CODE_ELEMENTS) ? PLACE_CODE : PLACE_TEXT;
}

static bool end_tag_open(Input *in, bool slash) {
    Str tag = in->html.tag;
    bool foreign = is_foreign(in->html.open);
    bool is_void = !foreign && is_among(tag, VOID_ELEMENTS);
    if (slash && !is_void && !foreign && !is_among(tag, FOREIGN_ELEMENTS) &&
        !is_among(tag, SVG_ELEMENTS))
        return REFUSE_HERE(in, "HTML does not close <%.*s/> at its slash; write <%.*s></%.*s>",
                           STR_ARGUMENTS(tag), STR_ARGUMENTS(tag), STR_ARGUMENTS(tag));
    if (slash || is_void)
        in->html.place = PLACE_TEXT;
    else
        open_element(in);
    return true;
}

static bool end_tag_close(Input *in) {
    Str tag = in->html.tag;
    const Element *open = in->html.open;
    if (!is_foreign(open) && is_among(tag, VOID_ELEMENTS))
        return REFUSE_HERE(in, "<%.*s> is a void element and has no end tag", STR_ARGUMENTS(tag));
    if (!open)
        return REFUSE_HERE(in, "</%.*s> closes nothing that this template opened",
                           STR_ARGUMENTS(tag));
    if (!str_equal(open->name, tag))
        return REFUSE_HERE(in, "</%.*s> where </%.*s> is due (opened on line %zu)",
                           STR_ARGUMENTS(tag), STR_ARGUMENTS(open->name), open->line);
    in->html.open = open->outer;
    in->html.place = PLACE_TEXT;
    return true;
}

/* --- HTML: attributes and addresses ----------------------------------------------------------- */

static bool end_attribute_name(Input *in) {
    Str name = str_slice(in->text, in->html.name_at, in->at);
    in->html.attribute = name;
    in->html.address = is_among(name, ADDRESS_ATTRIBUTES) ? ADDRESS_START : ADDRESS_NONE;
    if (name.length > 2 && lower(name.data[0]) == 'o' && lower(name.data[1]) == 'n')
        return REFUSE_HERE(in, "the event handler %.*s: inline code does not run under our policy",
                           STR_ARGUMENTS(name));
    if (equal_any_case(name, STR("style")))
        return REFUSE_HERE(in, "a style attribute: inline style does not apply under our policy; "
                               "give it a class");
    if (equal_any_case(name, STR("srcdoc")))
        return REFUSE_HERE(in, "a srcdoc attribute: a document inside an attribute is not checked");
    return true;
}

static bool address_scheme(Input *in) {
    Str scheme = str_trim(str_slice(in->text, in->html.value_at, in->at));
    if (in->html.value_broken)
        return REFUSE_HERE(in,
                           "what stands before ':' in %.*s is not literal and could become "
                           "javascript:; write the scheme out",
                           STR_ARGUMENTS(in->html.attribute));
    if (!is_among(scheme, SCHEMES))
        return REFUSE_HERE(in,
                           "%.*s begins with %.*s: - only http:, https:, mailto: and relative "
                           "addresses are allowed",
                           STR_ARGUMENTS(in->html.attribute), STR_ARGUMENTS(scheme));
    in->html.address = ADDRESS_PATH;
    return true;
}

static bool address_step(Input *in, char byte) {
    Html *html = &in->html;
    if (html->address == ADDRESS_NONE || html->address == ADDRESS_PATH) return true;
    if (html->address == ADDRESS_START && is_white(byte)) return true;
    /* browsers drop tabs and line ends, decode entities, and read '\' as '/' */
    if (byte == '&' || byte == '\\' || is_white(byte))
        return REFUSE_HERE(in,
                           "%.*s begins with something that hides where it leads; write it "
                           "plainly",
                           STR_ARGUMENTS(html->attribute));
    if (html->address == ADDRESS_ROOT && byte == '/')
        return REFUSE_HERE(in, "%.*s begins with //, which names a host; write https:// or one /",
                           STR_ARGUMENTS(html->attribute));
    if (html->address == ADDRESS_ROOT)
        html->address = ADDRESS_PATH;
    else if (byte == ':')
        return address_scheme(in);
    else if (byte == '/' && (html->address == ADDRESS_START || html->value_broken))
        html->address = ADDRESS_ROOT;
    else
        html->address = byte == '/' || byte == '?' || byte == '#' ? ADDRESS_PATH : ADDRESS_SCHEME;
    return true;
}

/* --- HTML: one byte of literal text, a function a place --------------------------------------- */

static bool step_in_tag(Input *in, char byte);

static bool refuse_markup_in_text_only(Input *in) {
    const Element *open = in->html.open;
    if (!open || !open->text_only) return true;
    return REFUSE_HERE(in, "<%.*s> holds text only, no tags and no comments",
                       STR_ARGUMENTS(open->name));
}

static bool step_text(Input *in, char byte) {
    if (byte == '<') in->html.place = PLACE_TAG_OPEN;
    return true;
}

static bool step_tag_open(Input *in, char byte) {
    in->html.name_at = in->at;
    if (byte == '/') {
        in->html.name_at++;
        in->html.place = PLACE_CLOSE_NAME;
        return true;
    }
    if (is_letter(byte))
        in->html.place = PLACE_TAG_NAME;
    else if (byte == '!' || byte == '?')
        in->html.place = PLACE_DECLARATION;
    else
        return REFUSE_HERE(in, "a '<' that begins no tag; write &lt;");
    return refuse_markup_in_text_only(in);
}

static bool is_tag_name(char byte) {
    return is_word(byte) || byte == '-' || byte == ':' || byte == '.';
}

static bool step_tag_name(Input *in, char byte) {
    if (is_tag_name(byte)) return true;
    in->html.tag = str_slice(in->text, in->html.name_at, in->at);
    in->html.place = PLACE_TAG_TIGHT;
    return step_in_tag(in, byte);
}

static bool step_in_tag(Input *in, char byte) {
    bool tight = in->html.place == PLACE_TAG_TIGHT;
    if (byte == '>') return end_tag_open(in, in->html.place == PLACE_TAG_SLASH);
    if (in->html.place == PLACE_TAG_SLASH)
        return REFUSE_HERE(in, "a '/' inside <%.*s> without '>' behind it",
                           STR_ARGUMENTS(in->html.tag));
    in->html.place = byte == '/' ? PLACE_TAG_SLASH : PLACE_TAG_SPACE;
    if (byte == '/' || is_white(byte)) return true;
    if (tight)
        return REFUSE_HERE(in, "white space is missing before an attribute of <%.*s>",
                           STR_ARGUMENTS(in->html.tag));
    if (byte == '"' || byte == '\'' || byte == '=' || byte == '<')
        return REFUSE_HERE(in, "a stray %c inside <%.*s>", byte, STR_ARGUMENTS(in->html.tag));
    in->html.name_at = in->at;
    in->html.place = PLACE_ATTRIBUTE_NAME;
    return true;
}

static bool step_attribute_name(Input *in, char byte) {
    if (byte == '"' || byte == '\'' || byte == '<')
        return REFUSE_HERE(in, "a stray %c in the name of an attribute", byte);
    if (byte != '=' && byte != '/' && byte != '>' && !is_white(byte)) return true;
    in->html.place = byte == '=' ? PLACE_EQUALS : PLACE_TAG_TIGHT;
    return end_attribute_name(in) && (byte == '=' || step_in_tag(in, byte));
}

static bool step_value_unquoted(Input *in, char byte) {
    if (byte == '>') return end_tag_open(in, false);
    if (is_white(byte)) {
        in->html.place = PLACE_TAG_SPACE;
        return true;
    }
    if (byte == '"' || byte == '\'' || byte == '=' || byte == '<' || byte == '`')
        return REFUSE_HERE(in, "a stray %c in an unquoted value; put the value in quotes", byte);
    return address_step(in, byte);
}

static bool step_equals(Input *in, char byte) {
    bool quoted = byte == '"' || byte == '\'';
    if (byte == '>' || is_white(byte))
        return REFUSE_HERE(in, "no value behind '=' of %.*s", STR_ARGUMENTS(in->html.attribute));
    in->html.quote = byte;
    in->html.value_at = in->at + quoted;
    in->html.value_broken = false;
    in->html.place = quoted ? PLACE_VALUE : PLACE_VALUE_UNQUOTED;
    return quoted || step_value_unquoted(in, byte);
}

static bool step_value(Input *in, char byte) {
    if (byte != in->html.quote) return address_step(in, byte);
    in->html.place = PLACE_TAG_TIGHT;
    return true;
}

static bool step_close_name(Input *in, char byte) {
    if (in->html.place == PLACE_CLOSE_NAME) {
        if (is_tag_name(byte)) return true;
        in->html.tag = str_slice(in->text, in->html.name_at, in->at);
        in->html.place = PLACE_CLOSE_SPACE;
    }
    if (byte == '>') return end_tag_close(in);
    return is_white(byte) ||
           REFUSE_HERE(in, "something behind the name in </%.*s>", STR_ARGUMENTS(in->html.tag));
}

static bool step_declaration(Input *in, char byte) {
    if (byte == '-' && str_equal(str_slice(in->text, in->html.name_at, in->at + 1), STR("!--")))
        in->html.place = PLACE_COMMENT;
    else if (byte == '>')
        in->html.place = PLACE_TEXT;
    return true;
}

static bool step_comment(Input *in, char byte) {
    Str before = str_slice(in->text, 0, in->at);
    if (byte == '>' && (str_ends_with(before, STR("--")) || str_ends_with(before, STR("--!"))))
        in->html.place = PLACE_TEXT;
    return true;
}

/* Only the end tag of the element itself ends it. */
static bool step_code(Input *in, char byte) {
    Str name = in->html.open->name;
    size_t name_at = in->at + 2, end = name_at + name.length;
    if (str_starts_with(str_slice(in->text, in->at, in->text.length), STR("<!--")))
        return REFUSE_HERE(in, "<!-- inside <%.*s>, where it could hide the end tag",
                           STR_ARGUMENTS(name));
    if (byte == '<' && end < in->text.length && in->text.data[in->at + 1] == '/' &&
        equal_any_case(name, str_slice(in->text, name_at, end)) && !is_tag_name(in->text.data[end]))
        in->html.place = PLACE_TAG_OPEN;
    return true;
}

/* What is read at each place; what is said of something in {{ }} there, NULL where it may stand. */
static const struct {
    bool (*step)(Input *in, char byte);
    const char *refusal;
} PLACES[] = {
    [PLACE_TEXT] = { step_text, NULL },
    [PLACE_TAG_OPEN] = { step_tag_open, "in a tag name" },
    [PLACE_TAG_NAME] = { step_tag_name, "in a tag name" },
    [PLACE_TAG_TIGHT] = { step_in_tag, NULL },
    [PLACE_TAG_SPACE] = { step_in_tag, NULL },
    [PLACE_TAG_SLASH] = { step_in_tag, "between '/' and '>'" },
    [PLACE_ATTRIBUTE_NAME] = { step_attribute_name, "in an attribute name" },
    [PLACE_EQUALS] = { step_equals, "in an unquoted attribute value; put quotes around it" },
    [PLACE_VALUE] = { step_value, NULL },
    [PLACE_VALUE_UNQUOTED] = { step_value_unquoted,
                               "in an unquoted attribute value; put quotes around it" },
    [PLACE_CLOSE_NAME] = { step_close_name, "in a tag name" },
    [PLACE_CLOSE_SPACE] = { step_close_name, "in an end tag" },
    [PLACE_DECLARATION] = { step_declaration, "in a declaration" },
    [PLACE_COMMENT] = { step_comment, "in an HTML comment; {{# }} is the template's own" },
    [PLACE_CODE] = { step_code, "inside <script>, <style> or another element that is not HTML; "
                                "pass it in a data- attribute" },
};

static bool html_read(Input *in, char byte) {
    return PLACES[in->html.place].step(in, byte);
}

static const char *html_refusal(const Html *html) {
    return PLACES[html->place].refusal;
}

/* Control flow stands behind a name: the name ends there, so that the text behind the control flow
 * cannot be read as more of it. */
static bool html_end_name(Input *in) {
    Place place = in->html.place;
    if (place == PLACE_TAG_NAME) in->html.tag = str_slice(in->text, in->html.name_at, in->at);
    if (place == PLACE_ATTRIBUTE_NAME && !end_attribute_name(in)) return false;
    if (place == PLACE_TAG_NAME || place == PLACE_ATTRIBUTE_NAME) in->html.place = PLACE_TAG_TIGHT;
    return true;
}

/* --- HTML: branches meet ---------------------------------------------------------------------- */

static bool same_open(const Element *a, const Element *b) {
    for (; a && b; a = a->outer, b = b->outer) {
        if (a == b) return true;
        if (!str_equal(a->name, b->name)) return false;
    }
    return a == b;
}

static bool is_in_tag(Place place) {
    return place == PLACE_TAG_TIGHT || place == PLACE_TAG_SPACE;
}

/* Two branches end at a and b: finds what holds after both. */
static bool html_join(Html *a, const Html *b) {
    if (!same_open(a->open, b->open)) return false;
    if (is_in_tag(a->place) && is_in_tag(b->place)) {
        if (b->place == PLACE_TAG_TIGHT) a->place = PLACE_TAG_TIGHT;
        return str_equal(a->tag, b->tag);
    }
    if (a->place != b->place) return false;
    if (a->place != PLACE_VALUE) return true;
    if (!str_equal(a->tag, b->tag) || !str_equal(a->attribute, b->attribute) ||
        a->quote != b->quote)
        return false;
    a->value_broken = true;
    if (a->address == b->address) return true;
    if (a->address < ADDRESS_SCHEME || b->address < ADDRESS_SCHEME) return false;
    if (a->address == ADDRESS_ROOT || b->address == ADDRESS_ROOT) return false;
    a->address = ADDRESS_SCHEME;
    return true;
}

/* "in <b> in <ul>, in the value of class", for messages. */
static const char *html_describe(Input *in, const Html *html) {
    Buffer text = { 0 };
    for (const Element *element = html->open; element; element = element->outer)
        buffer_format(&text, "%s<%.*s>", text.length ? " in " : "in ",
                      STR_ARGUMENTS(element->name));
    if (!html->open) buffer_add_c(&text, "outside all elements");
    if (is_in_tag(html->place))
        buffer_format(&text, ", in the tag <%.*s>", STR_ARGUMENTS(html->tag));
    else if (html->place == PLACE_VALUE)
        buffer_format(&text, ", in the %s of %.*s",
                      html->address == ADDRESS_START ? "empty value" : "value",
                      STR_ARGUMENTS(html->attribute));
    const char *copy = str_to_c(&in->arena, buffer_str(&text));
    buffer_free(&text);
    return copy;
}

#endif
