/* tmplc: compiles HTML templates to C when the program is built.
 *
 *     build/tools/tmplc IN.tmpl OUT        writes OUT.c and OUT.h
 *
 * A template becomes a C function that appends to a Buffer, so that the C compiler checks its types
 * and nothing is interpreted at run time. The compiler follows the HTML through the literal text:
 * it knows where each hole stands, escapes for that place, and refuses what cannot be made safe.
 *
 *     %% #include "site/page.h"         C for the top of OUT.h; outside templates, %% first on its
 * line
 *     {{template name(TYPE a)}}         void name(Buffer *out, TYPE a), up to its {{end}}
 *     {{ expression }}                  a hole, escaped for its place; the space makes it a hole
 *     {{path expression}}               in an address, behind a folder: keeps '/'; a Str
 *     {{raw expression}}                a SafeHtml, as it is; between tags only
 *     {{if e}} {{else if e}} {{else}} {{end}}       {{for init; condition; step}} {{end}}
 *     {{set TYPE name = e}}             a local variable of the block it stands in
 *     {{call name(e, e)}}               another template; between tags only
 *     {{_ "message"}}                   an interface message in `language`, which is in scope
 *     {{_ "message %s" : e, raw e}}     the same with values put in: %s, or %1$s, %2$s
 *     {{# comment }}
 *
 * White space with a line end in it becomes one line end, except in tags, <pre> and <textarea>. A
 * line that holds nothing but {{if}}, {{else}}, {{for}}, {{set}}, {{end}} or a comment leaves
 * nothing behind, nor do the line ends at the beginning and the end of a template. */
#include <stdio.h>

#include "base/buffer.h"
#include "base/file.h"

enum { BLOCKS_MAX = 64, PIECES_MAX = 9, SOURCE_LIMIT = 1 << 20 };

/* --- where in the HTML we are ----------------------------------------------------------------- */

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

/* How far the value of an address attribute has come. Only a literal can settle what it points to.
 */
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

typedef enum BlockKind { BLOCK_TEMPLATE, BLOCK_IF, BLOCK_FOR } BlockKind;
typedef struct Block {
    BlockKind kind;
    size_t line;
    Html before; /* where the block begins */
    Html after;  /* where the branches so far have ended */
    bool has_after, has_else;
} Block;

typedef struct Template {
    struct Template *next;
    Str name;
    size_t line;
} Template;

typedef struct Compiler {
    Arena arena;
    const char *path;
    Str source;
    size_t at; /* the next byte */
    size_t counted_at, counted_line;
    Html html;
    Buffer literal; /* literal text that is not yet in the code */
    bool drop_line_end;
    Block blocks[BLOCKS_MAX];
    size_t block_count;
    Template *templates;
    Buffer *code, *header;
    Error *error;
} Compiler;

typedef struct Directive {
    Str word, body;
    size_t at, line;
} Directive;

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

static bool equal_any_case(Str a, const char *b) {
    if (a.length != strlen(b)) return false;
    for (size_t i = 0; i < a.length; i++)
        if (lower(a.data[i]) != lower(b[i])) return false;
    return true;
}

/* Is `name` in a list that ends with NULL? */
static bool is_among(Str name, const char *const *list) {
    for (; *list; list++)
        if (equal_any_case(name, *list)) return true;
    return false;
}

static size_t line_at(Compiler *c, size_t at) {
    if (at < c->counted_at) c->counted_at = 0, c->counted_line = 1;
    for (; c->counted_at < at; c->counted_at++)
        if (c->source.data[c->counted_at] == '\n') c->counted_line++;
    return c->counted_line;
}

/* Refuses the template at a line: "path:line: message". */
#define REFUSE(c, line, ...)                                                                       \
    (error_set((c)->error, ERROR_REFUSED, __VA_ARGS__),                                            \
     error_context((c)->error, "%s:%zu", (c)->path, (size_t)(line)))
/* The same at the byte that is being read. */
#define REFUSE_HERE(c, ...) REFUSE((c), line_at((c), (c)->at), __VA_ARGS__)

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

static void open_element(Compiler *c) {
    const Element *outer = c->html.open;
    Element *element = ARENA_NEW(&c->arena, Element);
    element->outer = outer;
    element->name = c->html.tag;
    element->line = line_at(c, c->at);
    element->foreign = is_among(c->html.tag, FOREIGN_ELEMENTS) ||
                       (is_foreign(outer) && !equal_any_case(c->html.tag, "foreignObject"));
    element->text_only = !element->foreign && is_among(c->html.tag, TEXT_ONLY_ELEMENTS);
    element->keeps_space =
        (outer && outer->keeps_space) || is_among(c->html.tag, SPACE_KEEPING_ELEMENTS);
    c->html.open = element;
    c->html.place = is_among(c->html.tag, CODE_ELEMENTS) ? PLACE_CODE : PLACE_TEXT;
}

static bool end_tag_open(Compiler *c, bool slash) {
    Str tag = c->html.tag;
    bool foreign = is_foreign(c->html.open);
    bool is_void = !foreign && is_among(tag, VOID_ELEMENTS);
    if (slash && !is_void && !foreign && !is_among(tag, FOREIGN_ELEMENTS) &&
        !is_among(tag, SVG_ELEMENTS))
        return REFUSE_HERE(c, "HTML does not close <%.*s/> at its slash; write <%.*s></%.*s>",
                           STR_ARGUMENTS(tag), STR_ARGUMENTS(tag), STR_ARGUMENTS(tag));
    if (slash || is_void)
        c->html.place = PLACE_TEXT;
    else
        open_element(c);
    return true;
}

static bool end_tag_close(Compiler *c) {
    Str tag = c->html.tag;
    const Element *open = c->html.open;
    if (!open && is_among(tag, VOID_ELEMENTS))
        return REFUSE_HERE(c, "<%.*s> is a void element and has no end tag", STR_ARGUMENTS(tag));
    if (!open)
        return REFUSE_HERE(c, "</%.*s> closes nothing that this template opened",
                           STR_ARGUMENTS(tag));
    if (!str_equal(open->name, tag))
        return REFUSE_HERE(c, "</%.*s> where </%.*s> is due (opened on line %zu)",
                           STR_ARGUMENTS(tag), STR_ARGUMENTS(open->name), open->line);
    c->html.open = open->outer;
    c->html.place = PLACE_TEXT;
    return true;
}

/* --- HTML: attributes and addresses ----------------------------------------------------------- */

static bool end_attribute_name(Compiler *c) {
    Str name = str_slice(c->source, c->html.name_at, c->at);
    c->html.attribute = name;
    c->html.address = is_among(name, ADDRESS_ATTRIBUTES) ? ADDRESS_START : ADDRESS_NONE;
    if (name.length > 2 && lower(name.data[0]) == 'o' && lower(name.data[1]) == 'n')
        return REFUSE_HERE(c, "the event handler %.*s: inline code does not run under our policy",
                           STR_ARGUMENTS(name));
    if (equal_any_case(name, "style"))
        return REFUSE_HERE(c, "a style attribute: inline style does not apply under our policy; "
                              "give it a class");
    if (equal_any_case(name, "srcdoc"))
        return REFUSE_HERE(c, "a srcdoc attribute: a document inside an attribute is not checked");
    return true;
}

static bool address_scheme(Compiler *c) {
    Str scheme = str_trim(str_slice(c->source, c->html.value_at, c->at));
    if (c->html.value_broken)
        return REFUSE_HERE(c,
                           "what stands before ':' in %.*s is not literal and could become "
                           "javascript:; write the scheme out",
                           STR_ARGUMENTS(c->html.attribute));
    if (!is_among(scheme, SCHEMES))
        return REFUSE_HERE(c,
                           "%.*s begins with %.*s: - only http:, https:, mailto: and relative "
                           "addresses are allowed",
                           STR_ARGUMENTS(c->html.attribute), STR_ARGUMENTS(scheme));
    c->html.address = ADDRESS_PATH;
    return true;
}

static bool address_step(Compiler *c, char byte) {
    Html *html = &c->html;
    if (html->address == ADDRESS_NONE || html->address == ADDRESS_PATH) return true;
    if (html->address == ADDRESS_START && is_white(byte)) return true;
    if (html->address == ADDRESS_ROOT && (byte == '/' || byte == '\\'))
        return REFUSE_HERE(c, "%.*s begins with //, which names a host; write https:// or one /",
                           STR_ARGUMENTS(html->attribute));
    if (html->address == ADDRESS_ROOT)
        html->address = ADDRESS_PATH;
    else if (byte == ':')
        return address_scheme(c);
    else if (byte == '&' || byte == '\\' || is_white(byte))
        return REFUSE_HERE(c, "%.*s begins with something that hides its scheme; write it plainly",
                           STR_ARGUMENTS(html->attribute));
    else if (byte == '/' && (html->address == ADDRESS_START || html->value_broken))
        html->address = ADDRESS_ROOT;
    else
        html->address = byte == '/' || byte == '?' || byte == '#' ? ADDRESS_PATH : ADDRESS_SCHEME;
    return true;
}

/* --- HTML: one byte of literal text, a function a place --------------------------------------- */

static bool step_in_tag(Compiler *c, char byte);

static bool refuse_markup_in_text_only(Compiler *c) {
    const Element *open = c->html.open;
    if (!open || !open->text_only) return true;
    return REFUSE_HERE(c, "<%.*s> holds text only, no tags and no comments",
                       STR_ARGUMENTS(open->name));
}

static bool step_text(Compiler *c, char byte) {
    if (byte == '<') c->html.place = PLACE_TAG_OPEN;
    return true;
}

static bool step_tag_open(Compiler *c, char byte) {
    c->html.name_at = c->at;
    if (byte == '/') {
        c->html.name_at++;
        c->html.place = PLACE_CLOSE_NAME;
        return true;
    }
    if (is_letter(byte))
        c->html.place = PLACE_TAG_NAME;
    else if (byte == '!' || byte == '?')
        c->html.place = PLACE_DECLARATION;
    else
        return REFUSE_HERE(c, "a '<' that begins no tag; write &lt;");
    return refuse_markup_in_text_only(c);
}

static bool is_tag_name(char byte) {
    return is_word(byte) || byte == '-' || byte == ':' || byte == '.';
}

static bool step_tag_name(Compiler *c, char byte) {
    if (is_tag_name(byte)) return true;
    c->html.tag = str_slice(c->source, c->html.name_at, c->at);
    c->html.place = PLACE_TAG_TIGHT;
    return step_in_tag(c, byte);
}

static bool step_in_tag(Compiler *c, char byte) {
    bool tight = c->html.place == PLACE_TAG_TIGHT;
    if (byte == '>') return end_tag_open(c, c->html.place == PLACE_TAG_SLASH);
    if (c->html.place == PLACE_TAG_SLASH)
        return REFUSE_HERE(c, "a '/' inside <%.*s> without '>' behind it",
                           STR_ARGUMENTS(c->html.tag));
    c->html.place = byte == '/' ? PLACE_TAG_SLASH : PLACE_TAG_SPACE;
    if (byte == '/' || is_white(byte)) return true;
    if (tight)
        return REFUSE_HERE(c, "white space is missing before an attribute of <%.*s>",
                           STR_ARGUMENTS(c->html.tag));
    if (byte == '"' || byte == '\'' || byte == '=' || byte == '<')
        return REFUSE_HERE(c, "a stray %c inside <%.*s>", byte, STR_ARGUMENTS(c->html.tag));
    c->html.name_at = c->at;
    c->html.place = PLACE_ATTRIBUTE_NAME;
    return true;
}

static bool step_attribute_name(Compiler *c, char byte) {
    if (byte == '"' || byte == '\'' || byte == '<')
        return REFUSE_HERE(c, "a stray %c in the name of an attribute", byte);
    if (byte != '=' && byte != '/' && byte != '>' && !is_white(byte)) return true;
    c->html.place = byte == '=' ? PLACE_EQUALS : PLACE_TAG_TIGHT;
    return end_attribute_name(c) && (byte == '=' || step_in_tag(c, byte));
}

static bool step_value_unquoted(Compiler *c, char byte) {
    if (byte == '>') return end_tag_open(c, false);
    if (is_white(byte)) {
        c->html.place = PLACE_TAG_SPACE;
        return true;
    }
    if (byte == '"' || byte == '\'' || byte == '=' || byte == '<' || byte == '`')
        return REFUSE_HERE(c, "a stray %c in an unquoted value; put the value in quotes", byte);
    return address_step(c, byte);
}

static bool step_equals(Compiler *c, char byte) {
    bool quoted = byte == '"' || byte == '\'';
    if (byte == '>' || is_white(byte))
        return REFUSE_HERE(c, "no value behind '=' of %.*s", STR_ARGUMENTS(c->html.attribute));
    c->html.quote = byte;
    c->html.value_at = c->at + quoted;
    c->html.value_broken = false;
    c->html.place = quoted ? PLACE_VALUE : PLACE_VALUE_UNQUOTED;
    return quoted || step_value_unquoted(c, byte);
}

static bool step_value(Compiler *c, char byte) {
    if (byte != c->html.quote) return address_step(c, byte);
    c->html.place = PLACE_TAG_TIGHT;
    return true;
}

static bool step_close_name(Compiler *c, char byte) {
    if (c->html.place == PLACE_CLOSE_NAME) {
        if (is_tag_name(byte)) return true;
        c->html.tag = str_slice(c->source, c->html.name_at, c->at);
        c->html.place = PLACE_CLOSE_SPACE;
    }
    if (byte == '>') return end_tag_close(c);
    return is_white(byte) ||
           REFUSE_HERE(c, "a stray %c in </%.*s>", byte, STR_ARGUMENTS(c->html.tag));
}

static bool step_declaration(Compiler *c, char byte) {
    if (byte == '-' && str_equal(str_slice(c->source, c->html.name_at, c->at + 1), STR("!--")))
        c->html.place = PLACE_COMMENT;
    else if (byte == '>')
        c->html.place = PLACE_TEXT;
    return true;
}

static bool step_comment(Compiler *c, char byte) {
    if (byte == '>' && str_ends_with(str_slice(c->source, 0, c->at), STR("--")))
        c->html.place = PLACE_TEXT;
    return true;
}

/* Only the end tag of the element itself ends it. */
static bool step_code(Compiler *c, char byte) {
    Str name = c->html.open->name;
    size_t name_at = c->at + 2, end = name_at + name.length;
    if (byte == '<' && end < c->source.length && c->source.data[c->at + 1] == '/' &&
        equal_any_case(name, str_to_c(&c->arena, str_slice(c->source, name_at, end))) &&
        !is_tag_name(c->source.data[end]))
        c->html.place = PLACE_TAG_OPEN;
    return true;
}

/* What is read at each place; what is said of something in {{ }} there, NULL where it may stand. */
static const struct {
    bool (*step)(Compiler *c, char byte);
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
static const char *describe(Compiler *c, const Html *html) {
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
    const char *copy = str_to_c(&c->arena, buffer_str(&text));
    buffer_free(&text);
    return copy;
}

/* --- C: reading the author's ------------------------------------------------------------------ */

/* The end of the C token at `at`, as far as it matters here: strings and characters are one token,
 * everything else is single bytes. 0 when a quote is not closed on its line. */
static size_t c_token_end(Str text, size_t at) {
    char quote = text.data[at];
    if (quote != '"' && quote != '\'') return at + 1;
    for (at++; at < text.length && text.data[at] != '\n'; at++) {
        if (text.data[at] == '\\')
            at++;
        else if (text.data[at] == quote)
            return at + 1;
    }
    return 0;
}

/* Cuts the part before the first `separator` that stands outside strings and brackets off *rest;
 * what cannot be C fails. Used up: rest->data is NULL. */
static bool c_cut(Str *rest, char separator, Str *part, const char **problem) {
    size_t depth = 0;
    *problem = NULL;
    for (size_t at = 0, end; at < rest->length; at = end) {
        char byte = rest->data[at];
        end = c_token_end(*rest, at);
        if (!end) *problem = "a quote that is not closed";
        if (byte == '/' && end < rest->length && rest->data[end] == '/') *problem = "a // comment";
        if (byte == ')' || byte == ']' || byte == '}') {
            if (!depth) *problem = "a closing bracket too many";
            depth--;
        }
        if (*problem) return false;
        if (byte == '(' || byte == '[' || byte == '{') depth++;
        if (byte != separator || depth) continue;
        *part = str_trim(str_slice(*rest, 0, at));
        *rest = str_slice(*rest, end, rest->length);
        return true;
    }
    if (depth) *problem = "a bracket that is not closed";
    *part = str_trim(*rest);
    *rest = STR_EMPTY;
    return !depth;
}

/* One expression (or declaration): not empty, brackets and quotes closed, no ';'. */
static bool check_c(Compiler *c, const Directive *d, Str text, const char *what) {
    const char *problem;
    Str rest = text, part;
    if (!str_trim(text).length) return REFUSE(c, d->line, "%s is missing", what);
    if (!c_cut(&rest, ';', &part, &problem)) return REFUSE(c, d->line, "%s in %s", problem, what);
    if (rest.data) return REFUSE(c, d->line, "a ';' in %s", what);
    return true;
}

/* "name(arguments)" and nothing behind it. */
static bool read_call(Compiler *c, const Directive *d, Str *name, Str *arguments) {
    size_t end = 0;
    while (end < d->body.length && is_word(d->body.data[end]))
        end++;
    *name = str_slice(d->body, 0, end);
    Str rest = str_trim(str_slice(d->body, end, d->body.length));
    if (!end || is_digit(d->body.data[0]) || rest.length < 2 || rest.data[0] != '(' ||
        rest.data[rest.length - 1] != ')')
        return REFUSE(c, d->line, "{{%.*s}} wants name(...)", STR_ARGUMENTS(d->word));
    *arguments = str_trim(str_slice(rest, 1, rest.length - 1));
    return !arguments->length || check_c(c, d, *arguments, "what stands in the brackets");
}

/* --- C: writing ours -------------------------------------------------------------------------- */

static void write_quoted_byte(Buffer *out, char byte, char before) {
    if (byte == '\n')
        buffer_add_c(out, "\\n");
    else if (byte == '\t')
        buffer_add_c(out, "\\t");
    else if ((unsigned char)byte < 0x20 || byte == 0x7f)
        buffer_format(out, "\\%03o", (unsigned)byte);
    else {
        /* "??" could begin a trigraph */
        if (byte == '"' || byte == '\\' || (byte == '?' && before == '?'))
            buffer_add_byte(out, '\\');
        buffer_add_byte(out, byte);
    }
}

/* The text as C string literals, a line of C for each line, under one another at `indent`. */
static void write_quoted(Buffer *out, Str text, size_t indent) {
    buffer_add_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        write_quoted_byte(out, text.data[i], i ? text.data[i - 1] : 0);
        if (text.data[i] == '\n' && i + 1 < text.length)
            buffer_format(out, "\"\n%*s\"", (int)indent, "");
    }
    buffer_add_byte(out, '"');
}

static void write_line_directive(Compiler *c, Buffer *out, size_t line) {
    buffer_format(out, "#line %zu ", line);
    write_quoted(out, str_from(c->path), 0);
    buffer_add_byte(out, '\n');
}

static void write_indent(Compiler *c) {
    buffer_format(c->code, "%*s", (int)c->block_count * 4, "");
}

static void flush_literal(Compiler *c) {
    if (!c->literal.length) return;
    write_indent(c);
    buffer_add_c(c->code, "buffer_add(out, (Str){ ");
    write_quoted(c->code, buffer_str(&c->literal), c->block_count * 4 + 23);
    buffer_format(c->code, ", %zu });\n", c->literal.length);
    buffer_clear(&c->literal);
}

/* A statement with the author's C in it: the compiler's messages point at the template. */
static void write_statement(Compiler *c, size_t line, Str statement) {
    flush_literal(c);
    write_line_directive(c, c->code, line);
    write_indent(c);
    buffer_add(c->code, statement);
    buffer_add_byte(c->code, '\n');
}

/* An expression as one argument of a macro: brackets around a comma. */
static Str argument(Compiler *c, Str expression) {
    if (!str_contains(expression, STR(","))) return expression;
    return str_format(&c->arena, "(%.*s)", STR_ARGUMENTS(expression));
}

#define STATEMENT(c, line, ...) write_statement((c), (line), str_format(&(c)->arena, __VA_ARGS__))

/* --- directives ------------------------------------------------------------------------------- */

/* A hole needs text or a quoted value around it. */
static bool check_hole_place(Compiler *c, const Directive *d, const char *what) {
    Place place = c->html.place;
    const char *refusal =
        is_in_tag(place) ? "in a tag, outside a quoted value" : PLACES[place].refusal;
    return !refusal || REFUSE(c, d->line, "%s %s", what, refusal);
}

static bool check_between_tags(Compiler *c, const Directive *d) {
    const Element *open = c->html.open;
    if (c->html.place != PLACE_TEXT)
        return REFUSE(c, d->line, "{{%.*s}} is allowed only between tags", STR_ARGUMENTS(d->word));
    if (open && open->text_only)
        return REFUSE(c, d->line, "{{%.*s}} in <%.*s>, which holds text only",
                      STR_ARGUMENTS(d->word), STR_ARGUMENTS(open->name));
    return true;
}

/* Control flow may also stand between attributes. It ends the name it stands behind, so that the
 * text behind it cannot be read as more of that name. */
static bool settle_for_control(Compiler *c, const Directive *d) {
    if (c->html.place == PLACE_TAG_NAME) {
        c->html.tag = str_slice(c->source, c->html.name_at, d->at);
        c->html.place = PLACE_TAG_TIGHT;
    } else if (c->html.place == PLACE_ATTRIBUTE_NAME) {
        c->at = d->at;
        if (!end_attribute_name(c)) return false;
        c->html.place = PLACE_TAG_TIGHT;
    }
    const char *refusal = PLACES[c->html.place].refusal;
    if (refusal) return REFUSE(c, d->line, "{{%.*s}} %s", STR_ARGUMENTS(d->word), refusal);
    if (c->html.address == ADDRESS_SCHEME) c->html.value_broken = true;
    return true;
}

static bool check_alone(Compiler *c, const Directive *d) {
    return !d->body.length ||
           REFUSE(c, d->line, "{{%.*s}} takes nothing behind it", STR_ARGUMENTS(d->word));
}

static bool push_block(Compiler *c, const Directive *d, BlockKind kind) {
    if (c->block_count == BLOCKS_MAX)
        return REFUSE(c, d->line, "blocks are nested deeper than %d", BLOCKS_MAX);
    c->blocks[c->block_count++] = (Block){ .kind = kind, .line = d->line, .before = c->html };
    return true;
}

static Block *innermost(Compiler *c) {
    return &c->blocks[c->block_count - 1];
}

static bool directive_template(Compiler *c, const Directive *d) {
    Str name, parameters;
    if (c->block_count)
        return REFUSE(c, d->line, "{{template}} inside another; is its {{end}} missing?");
    if (!read_call(c, d, &name, &parameters)) return false;
    for (const Template *other = c->templates; other; other = other->next)
        if (str_equal(other->name, name))
            return REFUSE(c, d->line, "template %.*s is already defined on line %zu",
                          STR_ARGUMENTS(name), other->line);
    Template *template = ARENA_NEW(&c->arena, Template);
    *template = (Template){ c->templates, name, d->line };
    c->templates = template;

    Str prototype = str_format(&c->arena, "void %.*s(Buffer *out%s%.*s)", STR_ARGUMENTS(name),
                               parameters.length ? ", " : "", STR_ARGUMENTS(parameters));
    write_line_directive(c, c->header, d->line);
    buffer_add(c->header, prototype);
    buffer_add_c(c->header, ";\n");
    buffer_add_byte(c->code, '\n');
    STATEMENT(c, d->line, "%.*s {", STR_ARGUMENTS(prototype));
    c->html = (Html){ .place = PLACE_TEXT };
    return push_block(c, d, BLOCK_TEMPLATE);
}

static bool directive_if(Compiler *c, const Directive *d) {
    if (!check_c(c, d, d->body, "the condition")) return false;
    STATEMENT(c, d->line, "if (%.*s) {", STR_ARGUMENTS(d->body));
    return push_block(c, d, BLOCK_IF);
}

/* Ends a branch: what holds after it must agree with the branches before it. */
static bool end_branch(Compiler *c, const Directive *d) {
    Block *block = innermost(c);
    if (!block->has_after) {
        block->after = c->html;
        block->has_after = true;
        return true;
    }
    if (html_join(&block->after, &c->html)) return true;
    return REFUSE(c, d->line, "the branches of {{if}} on line %zu end differently: one %s, one %s",
                  block->line, describe(c, &block->after), describe(c, &c->html));
}

static bool directive_else(Compiler *c, const Directive *d) {
    Block *block = innermost(c);
    if (block->kind != BLOCK_IF || block->has_else)
        return REFUSE(c, d->line, "{{else}} without its {{if}}");
    if (!end_branch(c, d)) return false;
    c->html = block->before;
    flush_literal(c);
    c->block_count--;
    if (str_starts_with(d->body, STR("if")) && d->body.length > 2 && !is_word(d->body.data[2])) {
        Str condition = str_trim(str_slice(d->body, 2, d->body.length));
        if (!check_c(c, d, condition, "the condition")) return false;
        STATEMENT(c, d->line, "} else if (%.*s) {", STR_ARGUMENTS(condition));
    } else {
        if (!check_alone(c, d)) return false;
        write_indent(c);
        buffer_add_c(c->code, "} else {\n");
        block->has_else = true;
    }
    c->block_count++;
    return true;
}

static bool directive_for(Compiler *c, const Directive *d) {
    Str rest = d->body, part;
    const char *problem = NULL;
    size_t parts = 0;
    for (; rest.data; parts++)
        if (!c_cut(&rest, ';', &part, &problem))
            return REFUSE(c, d->line, "%s in {{for}}", problem);
    if (parts != 3) return REFUSE(c, d->line, "{{for}} wants init; condition; step");
    STATEMENT(c, d->line, "for (%.*s) {", STR_ARGUMENTS(d->body));
    /* the second round begins where the first ends */
    if (is_in_tag(c->html.place)) c->html.place = PLACE_TAG_TIGHT;
    return push_block(c, d, BLOCK_FOR);
}

static bool end_for(Compiler *c, const Directive *d) {
    Block *block = innermost(c);
    block->after = block->before;
    return html_join(&block->after, &c->html) ||
           REFUSE(c, d->line, "the body of {{for}} on line %zu begins %s, and ends %s", block->line,
                  describe(c, &block->before), describe(c, &c->html));
}

static bool end_if(Compiler *c, const Directive *d) {
    Block *block = innermost(c);
    if (!end_branch(c, d)) return false;
    c->html = block->before;
    return block->has_else || end_branch(c, d);
}

static bool end_template(Compiler *c, const Directive *d) {
    const Element *open = c->html.open;
    Block *block = innermost(c);
    if (c->html.place != PLACE_TEXT)
        return REFUSE(c, d->line, "the template on line %zu ends %s", block->line,
                      describe(c, &c->html));
    if (open)
        return REFUSE(c, d->line, "</%.*s> is missing (opened on line %zu)",
                      STR_ARGUMENTS(open->name), open->line);
    block->after = c->html;
    /* in plain text a line end is a collapsed run */
    if (c->literal.length && c->literal.data[c->literal.length - 1] == '\n') c->literal.length--;
    return true;
}

static bool directive_end(Compiler *c, const Directive *d) {
    static bool (*const ends[])(Compiler *, const Directive *) = {
        [BLOCK_TEMPLATE] = end_template, [BLOCK_IF] = end_if, [BLOCK_FOR] = end_for
    };
    Block *block = innermost(c);
    if (!check_alone(c, d) || !ends[block->kind](c, d)) return false;
    c->html = block->after;
    flush_literal(c);
    c->block_count--;
    write_indent(c);
    buffer_add_c(c->code, "}\n");
    return true;
}

static bool directive_set(Compiler *c, const Directive *d) {
    if (!check_c(c, d, d->body, "{{set}}")) return false;
    if (!memchr(d->body.data, '=', d->body.length))
        return REFUSE(c, d->line, "{{set}} wants TYPE name = expression");
    STATEMENT(c, d->line, "%.*s;", STR_ARGUMENTS(d->body));
    return true;
}

static bool directive_call(Compiler *c, const Directive *d) {
    Str name, arguments;
    if (!check_between_tags(c, d) || !read_call(c, d, &name, &arguments)) return false;
    STATEMENT(c, d->line, "%.*s(out%s%.*s);", STR_ARGUMENTS(name), arguments.length ? ", " : "",
              STR_ARGUMENTS(arguments));
    return true;
}

static bool directive_raw(Compiler *c, const Directive *d) {
    if (!check_between_tags(c, d) || !check_c(c, d, d->body, "{{raw}}")) return false;
    STATEMENT(c, d->line, "html_safe(out, %.*s);", STR_ARGUMENTS(d->body));
    return true;
}

static bool directive_path(Compiler *c, const Directive *d) {
    if (!check_c(c, d, d->body, "{{path}}")) return false;
    if (c->html.place != PLACE_VALUE || c->html.address == ADDRESS_NONE)
        return REFUSE(c, d->line, "{{path}} outside an address (href, src, action ...)");
    if (c->html.address != ADDRESS_PATH)
        return REFUSE(c, d->line,
                      "{{path}} keeps '/' and could name a host here; it needs a "
                      "literal folder before it, as in href=\"/states/{{path key}}\"");
    STATEMENT(c, d->line, "html_url_path(out, %.*s);", STR_ARGUMENTS(d->body));
    return true;
}

static const char *hole_macro(const Compiler *c) {
    if (c->html.place == PLACE_TEXT) return "HTML_TEXT_HOLE";
    if (c->html.address == ADDRESS_NONE) return "HTML_ATTRIBUTE_HOLE";
    return c->html.address == ADDRESS_START ? "HTML_URL_HOLE" : "HTML_URL_PART_HOLE";
}

static bool directive_hole(Compiler *c, const Directive *d) {
    if (!check_hole_place(c, d, "a hole") || !check_c(c, d, d->body, "the hole")) return false;
    Str value = argument(c, d->body);
    STATEMENT(c, d->line, "%s(out, %.*s);", hole_macro(c), STR_ARGUMENTS(value));
    if (c->html.place != PLACE_VALUE) return true;
    if (c->html.address == ADDRESS_START) c->html.address = ADDRESS_SCHEME;
    c->html.value_broken = true;
    return true;
}

/* The string literals at the beginning of *rest, as they stand in the source. */
static bool read_message_literal(Compiler *c, const Directive *d, Str *rest, Str *literal) {
    size_t end = 0, at = 0;
    while (at < rest->length && rest->data[at] == '"') {
        at = end = c_token_end(*rest, at);
        while (at < rest->length && is_white(rest->data[at]))
            at++;
    }
    *literal = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, at, rest->length);
    if (literal->length > 2 && (!rest->length || rest->data[0] == ':')) return true;
    return REFUSE(c, d->line, "a message is {{_ \"text\"}} or {{_ \"text %%s\" : value}}");
}

/* Each value has its place in the message, each place its value. */
static bool check_message_places(Compiler *c, const Directive *d, Str literal, size_t values) {
    size_t in_order = 0, numbered = 0, used = 0;
    for (size_t at = 0; at < literal.length; at++) {
        Str rest = str_slice(literal, at, literal.length);
        if (rest.data[0] != '%') continue;
        if (str_starts_with(rest, STR("%s")))
            used |= (size_t)1 << (in_order++ % 32);
        else if (rest.length > 3 && rest.data[1] >= '1' && rest.data[1] <= '9' &&
                 rest.data[2] == '$' && rest.data[3] == 's')
            numbered++, used |= (size_t)1 << (rest.data[1] - '1');
        else if (values && !str_starts_with(rest, STR("%%")))
            return REFUSE(c, d->line, "a lone %% in a message with values; write %%%%");
        else if (values)
            at++;
    }
    if (in_order && numbered) return REFUSE(c, d->line, "a message with both %%s and %%1$s");
    if (in_order > PIECES_MAX || used != ((size_t)1 << values) - 1)
        return REFUSE(c, d->line, "the places in the message do not match its %zu values", values);
    return true;
}

static bool message_value(Compiler *c, const Directive *d, Str value) {
    bool raw = str_starts_with(value, STR("raw ")) && value.length > 4;
    if (!check_c(c, d, value, "a value of the message")) return false;
    if (raw && c->html.place != PLACE_TEXT)
        return REFUSE(c, d->line, "a raw value is allowed only between tags");
    Str expression = argument(c, str_slice(value, raw ? 4 : 0, value.length));
    STATEMENT(c, d->line, "%s(template_piece(&template_pieces), %.*s);",
              raw ? "html_safe" : hole_macro(c), STR_ARGUMENTS(expression));
    return true;
}

static bool message_with_values(Compiler *c, const Directive *d, Str literal, Str values) {
    const char *problem;
    size_t count = 0;
    flush_literal(c);
    write_indent(c);
    buffer_add_c(c->code, "{\n");
    c->block_count++;
    write_indent(c);
    buffer_add_c(c->code, "TemplatePieces template_pieces = { 0 };\n");
    for (Str value; values.data; count++) {
        if (!c_cut(&values, ',', &value, &problem))
            return REFUSE(c, d->line, "%s in a value of the message", problem);
        if (count == PIECES_MAX)
            return REFUSE(c, d->line, "more than %d values in a message", PIECES_MAX);
        if (!message_value(c, d, value)) return false;
    }
    STATEMENT(c, d->line, "template_message_%s(out, message(language, %.*s), &template_pieces);",
              c->html.place == PLACE_TEXT ? "text" : "attribute", STR_ARGUMENTS(literal));
    c->block_count--;
    write_indent(c);
    buffer_add_c(c->code, "}\n");
    return check_message_places(c, d, literal, count);
}

static bool directive_message(Compiler *c, const Directive *d) {
    Str rest = d->body, literal;
    if (!check_hole_place(c, d, "a message")) return false;
    if (c->html.place == PLACE_VALUE && c->html.address != ADDRESS_NONE)
        return REFUSE(c, d->line, "a message in an address");
    if (!read_message_literal(c, d, &rest, &literal)) return false;
    if (rest.length) return message_with_values(c, d, literal, str_slice(rest, 1, rest.length));
    STATEMENT(c, d->line, "%s(out, message(language, %.*s));", hole_macro(c),
              STR_ARGUMENTS(literal));
    return check_message_places(c, d, literal, 0);
}

static bool directive_comment(Compiler *c, const Directive *d) {
    (void)c, (void)d;
    return true;
}

typedef enum Role {
    ROLE_VALUE,   /* puts something into the page */
    ROLE_CONTROL, /* leaves nothing; alone on its line, takes the line end with it */
    ROLE_TOP,     /* stands outside templates */
} Role;

static const struct DirectiveRow {
    const char *word;
    Role role;
    bool (*act)(Compiler *c, const Directive *d);
} DIRECTIVES[] = {
    { "template", ROLE_TOP, directive_template }, { "if", ROLE_CONTROL, directive_if },
    { "else", ROLE_CONTROL, directive_else },     { "for", ROLE_CONTROL, directive_for },
    { "end", ROLE_CONTROL, directive_end },       { "set", ROLE_CONTROL, directive_set },
    { "#", ROLE_CONTROL, directive_comment },     { "call", ROLE_VALUE, directive_call },
    { "raw", ROLE_VALUE, directive_raw },         { "path", ROLE_VALUE, directive_path },
    { "_", ROLE_VALUE, directive_message },       { "", ROLE_VALUE, directive_hole },
};

/* --- the file --------------------------------------------------------------------------------- */

/* Finds the "}}" of the directive whose inside begins at `from`. Strings and braces of the author's
 * C are stepped over. */
static bool find_close(Compiler *c, size_t from, size_t line, size_t *close) {
    Str source = c->source;
    bool comment = from < source.length && source.data[from] == '#';
    size_t depth = 0;
    for (size_t at = from, end; at + 1 < source.length; at = end) {
        bool pair = source.data[at] == '}' && source.data[at + 1] == '}';
        *close = at;
        if (pair && (comment || !depth)) return true;
        end = comment ? at + 1 : c_token_end(source, at);
        if (!end) return REFUSE(c, line, "a quote is not closed in this {{");
        if (source.data[at] == '{') depth++;
        if (source.data[at] == '}' && depth) depth--;
    }
    return REFUSE(c, line, "this {{ is never closed with }}");
}

static Str first_word(Str text) {
    size_t end = 0;
    while (end < text.length && is_word(text.data[end]))
        end++;
    return str_slice(text, 0, end);
}

/* {{ if x }} would be a hole with nonsense in it. */
static bool check_no_keyword(Compiler *c, const Directive *d) {
    static const char *const always[] = { "if", "else", "for", "end", "template", NULL };
    static const char *const before_word[] = { "set", "call", "raw", "path", "_", NULL };
    Str word = first_word(d->body);
    Str rest = str_trim(str_slice(d->body, word.length, d->body.length));
    bool operand = rest.length && (is_word(rest.data[0]) || rest.data[0] == '"');
    if (is_among(word, always) || (operand && is_among(word, before_word)))
        return REFUSE(c, d->line, "write {{%.*s without the space", STR_ARGUMENTS(word));
    return true;
}

/* Takes {{...}} at c->at apart; leaves c->at behind it. */
static bool read_directive(Compiler *c, Directive *d) {
    size_t close = 0;
    d->at = c->at;
    d->line = line_at(c, c->at);
    if (!find_close(c, d->at + 2, d->line, &close)) return false;
    Str inside = str_slice(c->source, d->at + 2, close);
    c->at = close + 2;
    if (inside.length && inside.data[0] == '#')
        d->word = str_slice(inside, 0, 1);
    else if (inside.length && inside.data[0] == '_')
        d->word = str_slice(inside, 0, inside.length > 1 && is_word(inside.data[1]) ? 0 : 1);
    else
        d->word = first_word(inside);
    d->body = str_trim(str_slice(inside, d->word.length, inside.length));
    if (!d->word.length && inside.length && !is_white(inside.data[0]))
        return REFUSE(c, d->line, "a hole begins with a space: {{ %.*s }}", STR_ARGUMENTS(d->body));
    return d->word.length || check_no_keyword(c, d);
}

static bool is_first_on_line(Compiler *c, size_t at) {
    while (at && c->source.data[at - 1] != '\n')
        if (!is_white(c->source.data[--at])) return false;
    return true;
}

static bool directive(Compiler *c) {
    Directive d;
    if (!read_directive(c, &d)) return false;
    const struct DirectiveRow *row = NULL;
    for (size_t i = 0; i < COUNT_OF(DIRECTIVES) && !row; i++)
        if (str_equal_c(d.word, DIRECTIVES[i].word)) row = &DIRECTIVES[i];
    if (!row)
        return REFUSE(c, d.line, "unknown directive {{%.*s; a hole begins with a space: {{ %.*s",
                      STR_ARGUMENTS(d.word), STR_ARGUMENTS(d.word));
    if (!c->block_count && row->role != ROLE_TOP && row->act != directive_comment)
        return REFUSE(c, d.line, "{{%.*s}} outside a template", STR_ARGUMENTS(d.word));
    size_t behind = c->at;
    if (c->block_count && row->role == ROLE_CONTROL && !settle_for_control(c, &d)) return false;
    if (!row->act(c, &d)) return false;
    c->at = behind;
    c->drop_line_end =
        row->role == ROLE_TOP || (row->role == ROLE_CONTROL && is_first_on_line(c, d.at));
    return true;
}

/* A run of white space in text: with a line end in it, one line end. */
static void white_run(Compiler *c, size_t to, bool drop) {
    size_t end = c->at;
    while (end < to && is_white(c->source.data[end]))
        end++;
    Str run = str_slice(c->source, c->at, end);
    bool has_line_end = str_contains(run, STR("\n"));
    if (!has_line_end)
        buffer_add(&c->literal, run);
    else if (!drop)
        buffer_add_byte(&c->literal, '\n');
    c->at = end;
}

static size_t find_directive(Compiler *c, size_t from) {
    Str rest = str_slice(c->source, from, c->source.length);
    const char *found = rest.length ? memmem(rest.data, rest.length, "{{", 2) : NULL;
    return found ? (size_t)(found - c->source.data) : c->source.length;
}

static bool literal_text(Compiler *c) {
    size_t from = c->at, to = find_directive(c, from);
    while (c->at < to) {
        char byte = c->source.data[c->at];
        bool collapse = c->html.place == PLACE_TEXT && !(c->html.open && c->html.open->keeps_space);
        if (collapse && is_white(byte)) {
            white_run(c, to, c->at == from && c->drop_line_end);
            continue;
        }
        if (!PLACES[c->html.place].step(c, byte)) return false;
        buffer_add_byte(&c->literal, byte);
        c->at++;
    }
    return true;
}

/* Between templates: white space, comments, %% lines. */
static bool top_level(Compiler *c) {
    Str rest = str_slice(c->source, c->at, c->source.length);
    if (is_white(rest.data[0])) {
        c->at++;
        return true;
    }
    if (str_starts_with(rest, STR("{{"))) return directive(c);
    if (!str_starts_with(rest, STR("%%")) || !is_first_on_line(c, c->at))
        return REFUSE_HERE(c, "text outside a template");
    Str line;
    write_line_directive(c, c->header, line_at(c, c->at));
    str_cut(&rest, '\n', &line);
    buffer_add(c->header, str_trim(str_slice(line, 2, line.length)));
    buffer_add_byte(c->header, '\n');
    c->at += line.length;
    return true;
}

static bool compile_source(Compiler *c) {
    size_t bad_at;
    if (!str_is_utf8(c->source, &bad_at))
        return REFUSE(c, line_at(c, bad_at), "not UTF-8 (or a zero byte)");
    while (c->at < c->source.length) {
        bool at_directive = c->at == find_directive(c, c->at);
        if (!c->block_count ? !top_level(c) : at_directive ? !directive(c) : !literal_text(c))
            return false;
    }
    if (c->block_count) {
        const Block *block = innermost(c);
        return REFUSE(c, block->line, "{{end}} is missing for what begins here");
    }
    return true;
}

/* "build/generated/site/x.tmpl" gives BUILD_GENERATED_SITE_X_TMPL_H. */
static void write_guard_name(Buffer *out, const char *name) {
    for (; *name; name++)
        buffer_add_byte(out, (char)(is_letter(*name)  ? lower(*name) - 'a' + 'A'
                                    : is_digit(*name) ? *name
                                                      : '_'));
    buffer_add_c(out, "_H");
}

/* Compiles `source` into the text of OUT.c and OUT.h, for out_name = OUT. `path` is what messages
 * and #line call the template. On false the buffers hold nothing of use. */
static bool compile(const char *path, Str source, const char *out_name, Buffer *code,
                    Buffer *header, Error *error) {
    const char *slash = strrchr(out_name, '/');
    Compiler *c = heap_allocate(sizeof *c);
    *c = (Compiler){ .path = path,
                     .source = source,
                     .counted_line = 1,
                     .code = code,
                     .header = header,
                     .error = error };
    buffer_format(header, "/* Made by tools/tmplc from %s: change that file. */\n#ifndef ", path);
    write_guard_name(header, out_name);
    buffer_add_c(header, "\n#define ");
    write_guard_name(header, out_name);
    buffer_add_c(header, "\n\n#include \"text/template.h\"\n");
    buffer_format(code,
                  "/* Made by tools/tmplc from %s: change that file. */\n#include \"%s.h\"\n\n"
                  "/* a template need not use all it is given */\n"
                  "#pragma GCC diagnostic ignored \"-Wunused-parameter\"\n",
                  path, slash ? slash + 1 : out_name);
    bool done = compile_source(c);
    buffer_add_c(header, "\n#endif\n");
    buffer_free(&c->literal);
    arena_free(&c->arena);
    heap_free(c);
    return done;
}

#ifndef TMPLC_NO_MAIN
static bool compile_file(const char *in, const char *out, Arena *arena, Error *error) {
    Str source;
    Buffer code = { 0 }, header = { 0 };
    char *code_path = str_to_c(arena, str_format(arena, "%s.c", out));
    char *header_path = str_to_c(arena, str_format(arena, "%s.h", out));
    bool done = file_read(arena, in, SOURCE_LIMIT, &source, error) &&
                compile(in, source, out, &code, &header, error) &&
                file_write(header_path, buffer_str(&header), 0644, error) &&
                file_write(code_path, buffer_str(&code), 0644, error);
    buffer_free(&header);
    buffer_free(&code);
    return done;
}

int main(int argument_count, char **arguments) {
    Arena arena = { 0 };
    Error error = { 0 };
    if (argument_count != 3) {
        fprintf(stderr, "usage: tmplc IN.tmpl OUT   (writes OUT.c and OUT.h)\n");
        return 2;
    }
    bool done = compile_file(arguments[1], arguments[2], &arena, &error);
    if (!done) fprintf(stderr, "%s\n", error.message);
    arena_free(&arena);
    return done ? 0 : 1;
}
#endif
