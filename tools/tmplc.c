/* tmplc: compiles HTML templates to C when the program is built.
 *
 *     build/tools/tmplc IN.tmpl OUT        writes OUT.c and OUT.h
 *
 * A template becomes a C function that appends to a Buffer, so that the C compiler checks its types
 * and nothing is interpreted at run time. The compiler follows the HTML through the literal text:
 * it knows where each hole stands, escapes for that place, and refuses what cannot be made safe.
 *
 *     %% #include "site/page.h"         C for the top of OUT.h; a line between templates
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
 * In an address (href, src, action ...) a hole at the very beginning of the value is the whole
 * address, and one behind a literal beginning is a part of it. Control flow may also stand between
 * attributes and inside quoted values. Every template is whole: what it opens, it closes.
 *
 * White space with a line end in it becomes one line end, except in tags, <pre> and <textarea>. A
 * line that holds nothing but {{if}}, {{else}}, {{for}}, {{set}}, {{end}} or a comment leaves
 * nothing behind, nor do the line ends at the beginning and the end of a template. */
#include <stdio.h>

#include "base/file.h"

#include "tmplc_html.h"

enum { BLOCKS_MAX = 64, PIECES_MAX = 9, SOURCE_LIMIT = 1 << 20 };

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
    Input in;
    Buffer literal; /* literal text that is not yet in the code */
    size_t drop_at; /* white space that begins here leaves no line end behind */
    Block blocks[BLOCKS_MAX];
    size_t block_count;
    Template *templates;
    Buffer *code, *header;
} Compiler;

typedef struct Directive {
    Str word, body;
    size_t at, line;
} Directive;

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
        if (byte == '/' && end < rest->length && strchr("/*", rest->data[end]))
            *problem = "a C comment";
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
    if (!str_trim(text).length) return REFUSE(&c->in, d->line, "%s is missing", what);
    if (!c_cut(&rest, ';', &part, &problem))
        return REFUSE(&c->in, d->line, "%s in %s", problem, what);
    if (rest.data) return REFUSE(&c->in, d->line, "a ';' in %s", what);
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
        return REFUSE(&c->in, d->line, "{{%.*s}} wants name(...)", STR_ARGUMENTS(d->word));
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
    write_quoted(out, str_from(c->in.path), 0);
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
    return str_format(&c->in.arena, "(%.*s)", STR_ARGUMENTS(expression));
}

#define STATEMENT(c, line, ...)                                                                    \
    write_statement((c), (line), str_format(&(c)->in.arena, __VA_ARGS__))

/* --- directives ------------------------------------------------------------------------------- */

/* A hole needs text or a quoted value around it. */
static bool check_hole_place(Compiler *c, const Directive *d, const char *what) {
    Place place = c->in.html.place;
    const char *refusal =
        is_in_tag(place) ? "in a tag, outside a quoted value" : html_refusal(&c->in.html);
    return !refusal || REFUSE(&c->in, d->line, "%s %s", what, refusal);
}

static bool check_between_tags(Compiler *c, const Directive *d) {
    const Element *open = c->in.html.open;
    if (c->in.html.place != PLACE_TEXT)
        return REFUSE(&c->in, d->line, "{{%.*s}} is allowed only between tags",
                      STR_ARGUMENTS(d->word));
    if (open && open->text_only)
        return REFUSE(&c->in, d->line, "{{%.*s}} in <%.*s>, which holds text only",
                      STR_ARGUMENTS(d->word), STR_ARGUMENTS(open->name));
    return true;
}

/* Control flow may also stand between attributes. */
static bool check_control_place(Compiler *c, const Directive *d) {
    size_t behind = c->in.at;
    c->in.at = d->at;
    bool ended = html_end_name(&c->in);
    c->in.at = behind;
    if (!ended) return false;
    const char *refusal = html_refusal(&c->in.html);
    if (refusal) return REFUSE(&c->in, d->line, "{{%.*s}} %s", STR_ARGUMENTS(d->word), refusal);
    c->in.html.value_broken = true;
    return true;
}

static bool check_alone(Compiler *c, const Directive *d) {
    return !d->body.length ||
           REFUSE(&c->in, d->line, "{{%.*s}} takes nothing behind it", STR_ARGUMENTS(d->word));
}

static bool push_block(Compiler *c, const Directive *d, BlockKind kind) {
    if (c->block_count == BLOCKS_MAX)
        return REFUSE(&c->in, d->line, "blocks are nested deeper than %d", BLOCKS_MAX);
    c->blocks[c->block_count++] = (Block){ .kind = kind, .line = d->line, .before = c->in.html };
    return true;
}

static Block *innermost(Compiler *c) {
    return &c->blocks[c->block_count - 1];
}

static bool directive_template(Compiler *c, const Directive *d) {
    Str name, parameters;
    if (c->block_count)
        return REFUSE(&c->in, d->line, "{{template}} inside another; is its {{end}} missing?");
    if (!read_call(c, d, &name, &parameters)) return false;
    for (const Template *other = c->templates; other; other = other->next)
        if (str_equal(other->name, name))
            return REFUSE(&c->in, d->line, "template %.*s is already defined on line %zu",
                          STR_ARGUMENTS(name), other->line);
    Template *template = ARENA_NEW(&c->in.arena, Template);
    *template = (Template){ c->templates, name, d->line };
    c->templates = template;

    Str prototype = str_format(&c->in.arena, "void %.*s(Buffer *out%s%.*s)", STR_ARGUMENTS(name),
                               parameters.length ? ", " : "", STR_ARGUMENTS(parameters));
    write_line_directive(c, c->header, d->line);
    buffer_add(c->header, prototype);
    buffer_add_c(c->header, ";\n");
    buffer_add_byte(c->code, '\n');
    STATEMENT(c, d->line, "%.*s {", STR_ARGUMENTS(prototype));
    c->in.html = (Html){ .place = PLACE_TEXT };
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
        block->after = c->in.html;
        block->has_after = true;
        return true;
    }
    if (html_join(&block->after, &c->in.html)) return true;
    return REFUSE(&c->in, d->line,
                  "the branches of {{if}} on line %zu end differently: one %s, one %s", block->line,
                  html_describe(&c->in, &block->after), html_describe(&c->in, &c->in.html));
}

static bool directive_else(Compiler *c, const Directive *d) {
    Block *block = innermost(c);
    if (block->kind != BLOCK_IF || block->has_else)
        return REFUSE(&c->in, d->line, "{{else}} without its {{if}}");
    if (!end_branch(c, d)) return false;
    c->in.html = block->before;
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
            return REFUSE(&c->in, d->line, "%s in {{for}}", problem);
    if (parts != 3) return REFUSE(&c->in, d->line, "{{for}} wants init; condition; step");
    STATEMENT(c, d->line, "for (%.*s) {", STR_ARGUMENTS(d->body));
    /* the second round begins where the first ends */
    if (is_in_tag(c->in.html.place)) c->in.html.place = PLACE_TAG_TIGHT;
    return push_block(c, d, BLOCK_FOR);
}

static bool end_for(Compiler *c, const Directive *d) {
    Block *block = innermost(c);
    block->after = block->before;
    return html_join(&block->after, &c->in.html) ||
           REFUSE(&c->in, d->line, "the body of {{for}} on line %zu begins %s, and ends %s",
                  block->line, html_describe(&c->in, &block->before),
                  html_describe(&c->in, &c->in.html));
}

static bool end_if(Compiler *c, const Directive *d) {
    Block *block = innermost(c);
    if (!end_branch(c, d)) return false;
    c->in.html = block->before;
    return block->has_else || end_branch(c, d);
}

static bool end_template(Compiler *c, const Directive *d) {
    const Element *open = c->in.html.open;
    Block *block = innermost(c);
    if (c->in.html.place != PLACE_TEXT)
        return REFUSE(&c->in, d->line, "the template on line %zu ends %s", block->line,
                      html_describe(&c->in, &c->in.html));
    if (open)
        return REFUSE(&c->in, d->line, "</%.*s> is missing (opened on line %zu)",
                      STR_ARGUMENTS(open->name), open->line);
    block->after = c->in.html;
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
    c->in.html = block->after;
    flush_literal(c);
    c->block_count--;
    write_indent(c);
    buffer_add_c(c->code, "}\n");
    return true;
}

static bool directive_set(Compiler *c, const Directive *d) {
    if (!check_c(c, d, d->body, "{{set}}")) return false;
    if (!memchr(d->body.data, '=', d->body.length))
        return REFUSE(&c->in, d->line, "{{set}} wants TYPE name = expression");
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
    if (c->in.html.place != PLACE_VALUE || c->in.html.address == ADDRESS_NONE)
        return REFUSE(&c->in, d->line, "{{path}} outside an address (href, src, action ...)");
    if (c->in.html.address != ADDRESS_PATH)
        return REFUSE(&c->in, d->line,
                      "{{path}} keeps '/' and could name a host here; it needs a "
                      "literal folder before it, as in href=\"/states/{{path key}}\"");
    STATEMENT(c, d->line, "html_url_path(out, %.*s);", STR_ARGUMENTS(d->body));
    return true;
}

static const char *hole_macro(const Compiler *c) {
    if (c->in.html.place == PLACE_TEXT) return "HTML_TEXT_HOLE";
    if (c->in.html.address == ADDRESS_NONE) return "HTML_ATTRIBUTE_HOLE";
    return c->in.html.address == ADDRESS_START ? "HTML_URL_HOLE" : "HTML_URL_PART_HOLE";
}

static bool directive_hole(Compiler *c, const Directive *d) {
    if (!check_hole_place(c, d, "a hole") || !check_c(c, d, d->body, "the hole")) return false;
    Str value = argument(c, d->body);
    STATEMENT(c, d->line, "%s(out, %.*s);", hole_macro(c), STR_ARGUMENTS(value));
    if (c->in.html.place != PLACE_VALUE) return true;
    if (c->in.html.address == ADDRESS_START) c->in.html.address = ADDRESS_SCHEME;
    c->in.html.value_broken = true;
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
    return REFUSE(&c->in, d->line, "a message is {{_ \"text\"}} or {{_ \"text %%s\" : value}}");
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
            return REFUSE(&c->in, d->line, "a lone %% in a message with values; write %%%%");
        else if (values)
            at++;
    }
    if (in_order && numbered) return REFUSE(&c->in, d->line, "a message with both %%s and %%1$s");
    if (in_order > PIECES_MAX || used != ((size_t)1 << values) - 1)
        return REFUSE(&c->in, d->line, "the places in the message do not match its %zu values",
                      values);
    return true;
}

static bool message_value(Compiler *c, const Directive *d, Str value) {
    bool raw = str_starts_with(value, STR("raw ")) && value.length > 4;
    if (!check_c(c, d, value, "a value of the message")) return false;
    if (raw && c->in.html.place != PLACE_TEXT)
        return REFUSE(&c->in, d->line, "a raw value is allowed only between tags");
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
            return REFUSE(&c->in, d->line, "%s in a value of the message", problem);
        if (count == PIECES_MAX)
            return REFUSE(&c->in, d->line, "more than %d values in a message", PIECES_MAX);
        if (!message_value(c, d, value)) return false;
    }
    STATEMENT(c, d->line, "template_message_%s(out, message(language, %.*s), &template_pieces);",
              c->in.html.place == PLACE_TEXT ? "text" : "attribute", STR_ARGUMENTS(literal));
    c->block_count--;
    write_indent(c);
    buffer_add_c(c->code, "}\n");
    return check_message_places(c, d, literal, count);
}

static bool directive_message(Compiler *c, const Directive *d) {
    Str rest = d->body, literal;
    if (!check_hole_place(c, d, "a message")) return false;
    if (c->in.html.place == PLACE_VALUE && c->in.html.address != ADDRESS_NONE)
        return REFUSE(&c->in, d->line, "a message in an address");
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
    Str source = c->in.text;
    bool comment = from < source.length && source.data[from] == '#';
    size_t depth = 0;
    for (size_t at = from, end; at + 1 < source.length; at = end) {
        bool pair = source.data[at] == '}' && source.data[at + 1] == '}';
        *close = at;
        if (pair && (comment || !depth)) return true;
        end = comment ? at + 1 : c_token_end(source, at);
        if (!end) return REFUSE(&c->in, line, "a quote is not closed in this {{");
        if (source.data[at] == '{') depth++;
        if (source.data[at] == '}' && depth) depth--;
    }
    return REFUSE(&c->in, line, "this {{ is never closed with }}");
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
        return REFUSE(&c->in, d->line, "write {{%.*s without the space", STR_ARGUMENTS(word));
    return true;
}

/* Takes {{...}} at c->in.at apart; leaves c->in.at behind it. */
static bool read_directive(Compiler *c, Directive *d) {
    size_t close = 0;
    d->at = c->in.at;
    d->line = line_at(&c->in, c->in.at);
    if (!find_close(c, d->at + 2, d->line, &close)) return false;
    Str inside = str_slice(c->in.text, d->at + 2, close);
    c->in.at = close + 2;
    if (inside.length && inside.data[0] == '#')
        d->word = str_slice(inside, 0, 1);
    else if (inside.length && inside.data[0] == '_')
        d->word = str_slice(inside, 0, inside.length > 1 && is_word(inside.data[1]) ? 0 : 1);
    else
        d->word = first_word(inside);
    d->body = str_trim(str_slice(inside, d->word.length, inside.length));
    if (!d->word.length && inside.length && !is_white(inside.data[0]))
        return REFUSE(&c->in, d->line, "a hole begins with a space: {{ %.*s }}",
                      STR_ARGUMENTS(d->body));
    return d->word.length || check_no_keyword(c, d);
}

static bool is_first_on_line(Compiler *c, size_t at) {
    while (at && c->in.text.data[at - 1] != '\n')
        if (!is_white(c->in.text.data[--at])) return false;
    return true;
}

static bool directive(Compiler *c) {
    Directive d;
    if (!read_directive(c, &d)) return false;
    const struct DirectiveRow *row = NULL;
    for (size_t i = 0; i < COUNT_OF(DIRECTIVES) && !row; i++)
        if (str_equal_c(d.word, DIRECTIVES[i].word)) row = &DIRECTIVES[i];
    if (!row)
        return REFUSE(&c->in, d.line,
                      "unknown directive {{%.*s}} (a hole begins with a space: {{ ... }})",
                      STR_ARGUMENTS(d.word));
    if (!c->block_count && row->role != ROLE_TOP && row->act != directive_comment)
        return REFUSE(&c->in, d.line, "{{%.*s}} outside a template",
                      STR_ARGUMENTS(d.word.length ? d.word : d.body));
    if (c->block_count && row->role == ROLE_CONTROL && !check_control_place(c, &d)) return false;
    bool alone = d.at == c->drop_at || is_first_on_line(c, d.at);
    if (!row->act(c, &d)) return false;
    c->drop_at = row->role == ROLE_TOP || (row->role == ROLE_CONTROL && alone) ? c->in.at : 0;
    return true;
}

/* A run of white space in text: with a line end in it, one line end. */
static void white_run(Compiler *c, size_t to) {
    size_t end = c->in.at;
    while (end < to && is_white(c->in.text.data[end]))
        end++;
    Str run = str_slice(c->in.text, c->in.at, end);
    bool has_line_end = str_contains(run, STR("\n"));
    if (!has_line_end)
        buffer_add(&c->literal, run);
    else if (c->in.at != c->drop_at)
        buffer_add_byte(&c->literal, '\n');
    c->in.at = end;
}

static bool is_at_directive(const Compiler *c) {
    return str_starts_with(str_slice(c->in.text, c->in.at, c->in.text.length), STR("{{"));
}

static bool literal_text(Compiler *c) {
    const Str text = c->in.text;
    const char *found = memmem(text.data + c->in.at, text.length - c->in.at, "{{", 2);
    size_t to = found ? (size_t)(found - text.data) : text.length;
    while (c->in.at < to) {
        const Html *html = &c->in.html;
        char byte = text.data[c->in.at];
        bool keeps_space = html->place != PLACE_TEXT || (html->open && html->open->keeps_space);
        if (is_white(byte) && !keeps_space) {
            white_run(c, to);
            continue;
        }
        if (!html_read(&c->in, byte)) return false;
        buffer_add_byte(&c->literal, byte);
        c->in.at++;
    }
    return true;
}

/* Between templates: white space, comments, %% lines. */
static bool top_level(Compiler *c) {
    Str rest = str_slice(c->in.text, c->in.at, c->in.text.length);
    if (is_white(rest.data[0])) {
        c->in.at++;
        return true;
    }
    if (is_at_directive(c)) return directive(c);
    if (!str_starts_with(rest, STR("%%")) || !is_first_on_line(c, c->in.at))
        return REFUSE_HERE(&c->in, "text outside a template");
    Str line;
    write_line_directive(c, c->header, line_at(&c->in, c->in.at));
    str_cut(&rest, '\n', &line);
    buffer_add(c->header, str_trim(str_slice(line, 2, line.length)));
    buffer_add_byte(c->header, '\n');
    c->in.at += line.length;
    return true;
}

static bool compile_source(Compiler *c) {
    static const char *const names[] = { "template", "if", "for" };
    size_t bad_at = 0;
    if (!str_is_utf8(c->in.text, &bad_at))
        return REFUSE(&c->in, line_at(&c->in, bad_at), "not UTF-8, or a zero byte");
    while (c->in.at < c->in.text.length) {
        bool (*read_next)(Compiler *) = !c->block_count ? top_level : literal_text;
        if (c->block_count && is_at_directive(c)) read_next = directive;
        if (!read_next(c)) return false;
    }
    if (!c->block_count) return true;
    const Block *block = innermost(c);
    return REFUSE(&c->in, block->line, "the {{end}} of this {{%s}} is missing", names[block->kind]);
}

/* "build/generated/site/x.tmpl" gives UPHOLD_BUILD_GENERATED_SITE_X_TMPL_H. */
static void write_guard_name(Buffer *out, const char *name) {
    buffer_add_c(out, "UPHOLD_");
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
    c->in = (Input){ .path = path, .text = source, .counted_line = 1, .error = error };
    c->code = code;
    c->header = header;
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
    arena_free(&c->in.arena);
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
