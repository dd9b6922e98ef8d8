/* sourcecheck: three rules of the house that no compiler checks.
 *
 *     build/tools/sourcecheck FILES...      .c, .h and .tmpl files, best all of them at once
 *
 * 1. No SQL and no HTML made with a format: a string literal that holds SQL together with a
 *    % conversion, or an HTML tag or attribute together with %s or %c, is refused wherever it
 * stands, except in calls that word an error, a log line or a test's failure for people. A number
 * in HTML needs no escaping (SVG is full of them).
 * 2. Memory: malloc, calloc, realloc, free and their like are called in src/base only.
 * 3. Rooms: a file of src/ROOM includes no header of a room on a higher floor, and the rooms of all
 *    files given go in no circle (ARCHITECTURE, "Rooms").
 *
 * Tests, fuzz targets and their helpers (*_test.c, *_fuzz.c, test_*) are free of them: they make
 * bad input on purpose. Each finding is printed as "file:line: why"; the exit status is 1 when
 * there is one. */
#include <stdarg.h>
#include <stdio.h>

#include "base/buffer.h"
#include "base/file.h"

enum { SOURCE_LIMIT = 4 << 20, CALLS_MAX = 200 };

static const struct {
    const char *name;
    int floor;
} ROOMS[] = {
    { "base", 0 },   { "text", 1 },    { "store", 1 },   { "ledger", 1 },      { "http", 1 },
    { "record", 2 }, { "draw", 2 },    { "council", 3 }, { "cooperation", 3 }, { "reprisals", 3 },
    { "assess", 4 }, { "letters", 4 }, { "vault", 4 },   { "site", 5 },        { "desk", 5 },
    { "intake", 5 }, { "cmd", 6 },     { "main", 7 },
};
enum { ROOM_COUNT = COUNT_OF(ROOMS), ROOM_NONE = ROOM_COUNT };

static const char *const HEAP_FUNCTIONS[] = { "malloc",         "calloc",       "realloc",
                                              "free",           "strdup",       "strndup",
                                              "asprintf",       "reallocarray", "aligned_alloc",
                                              "posix_memalign", "vasprintf",    NULL };

/* What they print is for people: escaped where it is shown, and never run. */
static const char *const MESSAGE_FUNCTIONS[] = { "error_set", "error_system", "error_context",
                                                 "log_line",  "fail_msg",     "print_message",
                                                 "fail",      "REFUSE",       "REFUSE_HERE",
                                                 NULL };

static const char *const ELEMENTS[] = {
    "a",        "abbr",     "address",  "article",  "aside",      "audio",    "b",        "base",
    "bdi",      "bdo",      "body",     "br",       "button",     "canvas",   "caption",  "circle",
    "cite",     "code",     "col",      "colgroup", "data",       "datalist", "dd",       "defs",
    "del",      "desc",     "details",  "dfn",      "dialog",     "div",      "dl",       "dt",
    "ellipse",  "em",       "embed",    "fieldset", "figcaption", "figure",   "footer",   "form",
    "g",        "h1",       "h2",       "h3",       "h4",         "h5",       "h6",       "head",
    "header",   "hgroup",   "hr",       "html",     "i",          "iframe",   "img",      "input",
    "ins",      "kbd",      "label",    "legend",   "li",         "line",     "link",     "main",
    "map",      "mark",     "menu",     "meta",     "meter",      "nav",      "noscript", "object",
    "ol",       "optgroup", "option",   "output",   "p",          "path",     "picture",  "polygon",
    "polyline", "pre",      "progress", "q",        "rect",       "ruby",     "s",        "samp",
    "script",   "search",   "section",  "select",   "slot",       "small",    "source",   "span",
    "strong",   "style",    "sub",      "summary",  "sup",        "svg",      "table",    "tbody",
    "td",       "template", "text",     "textarea", "tfoot",      "th",       "thead",    "time",
    "title",    "tr",       "track",    "tspan",    "u",          "ul",       "use",      "var",
    "video",    "wbr",      NULL
};

/* Not name="%s" or filename="%s", which stand in headers of HTTP. */
static const char *const ATTRIBUTES[] = { "alt",    "class",   "d",     "dir",   "fill",
                                          "height", "href",    "id",    "lang",  "role",
                                          "src",    "stroke",  "style", "title", "transform",
                                          "value",  "viewBox", "width", "x",     "y",
                                          NULL };

/* SQL is the first word with the second at most so many words behind it. */
static const struct {
    const char *first, *second;
    size_t within;
} SQL_PAIRS[] = {
    { "select", "from", SIZE_MAX }, { "update", "set", 4 },  { "insert", "into", 3 },
    { "replace", "into", 1 },       { "delete", "from", 1 }, { "create", "table", 3 },
    { "create", "index", 2 },       { "create", "view", 2 }, { "create", "trigger", 2 },
    { "drop", "table", 1 },         { "drop", "index", 1 },  { "drop", "view", 1 },
    { "drop", "trigger", 1 },       { "alter", "table", 1 }, { "order", "by", 1 },
    { "group", "by", 1 },
};
/* In capitals these are SQL by themselves. */
static const char *const SQL_WORDS[] = { "SELECT", "WHERE",  "PRAGMA", "VALUES",    "JOIN",
                                         "ATTACH", "HAVING", "UNION",  "RETURNING", NULL };

/* Which room includes which, and where it was first seen. */
typedef struct Use {
    const char *path; /* NULL: not at all */
    size_t line;
} Use;

typedef struct Check {
    Arena arena;
    size_t findings;
    Use uses[ROOM_COUNT][ROOM_COUNT];
    /* the file being read */
    const char *path;
    size_t room; /* ROOM_NONE outside src/ */
    bool is_test;
} Check;

static void finding(Check *check, size_t line, const char *format, ...) PRINTF_LIKE(3, 4);

static void finding(Check *check, size_t line, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    printf("%s:%zu: ", check->path, line);
    vprintf(format, arguments);
    putchar('\n');
    va_end(arguments);
    check->findings++;
}

static bool is_among(Str word, const char *const *list) {
    for (; *list; list++)
        if (str_equal_c(word, *list)) return true;
    return false;
}

/* --- C, token by token ------------------------------------------------------------------------ */

typedef enum TokenKind { TOKEN_END, TOKEN_WORD, TOKEN_STRING, TOKEN_OTHER } TokenKind;

typedef struct Token {
    TokenKind kind;
    Str text; /* with the quotes of a string */
    size_t line;
} Token;

typedef struct Scanner {
    Str source;
    size_t at, line;
} Scanner;

static bool is_white(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word(char c) {
    return is_letter(c) || is_digit(c) || c == '_';
}

static char lower(char c) {
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static Str rest_of(const Scanner *scanner) {
    return str_slice(scanner->source, scanner->at, scanner->source.length);
}

static void advance(Scanner *scanner, size_t count) {
    for (; count && scanner->at < scanner->source.length; count--)
        if (scanner->source.data[scanner->at++] == '\n') scanner->line++;
}

/* The length of the comment at the beginning of `text`, 0 when there is none. */
static size_t comment_length(Str text) {
    bool block = str_starts_with(text, STR("/*"));
    if (!block && !str_starts_with(text, STR("//"))) return 0;
    const char *mark = block ? "*/" : "\n";
    const char *end = memmem(text.data + 2, text.length - 2, mark, strlen(mark));
    return end ? (size_t)(end - text.data) + strlen(mark) : text.length;
}

static void skip_space(Scanner *scanner) {
    for (;;) {
        Str rest = rest_of(scanner);
        size_t length = comment_length(rest);
        if (!length && rest.length && is_white(rest.data[0])) length = 1;
        if (!length && str_starts_with(rest, STR("\\\n"))) length = 2;
        if (!length) return;
        advance(scanner, length);
    }
}

/* The length of the string or character literal at the beginning of `text`. */
static size_t quoted_length(Str text) {
    for (size_t at = 1; at < text.length; at++) {
        if (text.data[at] == '\\')
            at++;
        else if (text.data[at] == text.data[0])
            return at + 1;
    }
    return text.length;
}

static Token next_token(Scanner *scanner) {
    skip_space(scanner);
    Str rest = rest_of(scanner);
    Token token = { .kind = TOKEN_OTHER, .line = scanner->line };
    size_t length = 1;
    if (!rest.length) {
        token.kind = TOKEN_END;
        return token;
    }
    if (is_word(rest.data[0])) {
        token.kind = is_digit(rest.data[0]) ? TOKEN_OTHER : TOKEN_WORD;
        while (length < rest.length && is_word(rest.data[length]))
            length++;
    } else if (rest.data[0] == '"' || rest.data[0] == '\'') {
        token.kind = rest.data[0] == '"' ? TOKEN_STRING : TOKEN_OTHER;
        length = quoted_length(rest);
    }
    if (str_starts_with(rest, STR("->"))) length = 2;
    token.text = str_slice(rest, 0, length);
    advance(scanner, length);
    return token;
}

static bool is_mark(Token token, char mark) {
    return token.kind == TOKEN_OTHER && token.text.length == 1 && token.text.data[0] == mark;
}

/* --- rule 1: formats -------------------------------------------------------------------------- */

/* Adds what a literal stands for, as far as it matters here: \" is a quote, \n some other byte. */
static void add_decoded(Buffer *text, Str literal) {
    for (size_t at = 1; at + 1 < literal.length; at++) {
        bool escaped = literal.data[at] == '\\';
        if (escaped) at++;
        buffer_add_byte(text, escaped && is_word(literal.data[at]) ? ' ' : literal.data[at]);
    }
}

/* Does a % conversion of one of these kinds stand in the text? */
static bool has_conversion(Str text, const char *kinds) {
    for (size_t at = 0; at + 1 < text.length; at++) {
        if (text.data[at] != '%') continue;
        at++;
        while (at < text.length && strchr("-+#0123456789.*hljztL", text.data[at]))
            at++;
        if (at < text.length && strchr(kinds, text.data[at])) return true;
    }
    return false;
}

/* Does the text end with a name of the list, after white space? */
static bool ends_with_name(Str text, const char *const *list) {
    size_t from = text.length;
    while (from && is_word(text.data[from - 1]))
        from--;
    bool apart = !from || is_white(text.data[from - 1]);
    return apart && is_among(str_slice(text, from, text.length), list);
}

/* A tag of an element that exists, an end tag, a comment, or an attribute that begins with ="% */
static bool has_html(Str text) {
    for (size_t at = 0; at + 1 < text.length; at++) {
        Str rest = str_slice(text, at, text.length);
        if ((str_starts_with(rest, STR("=\"%")) || str_starts_with(rest, STR("='%"))) &&
            ends_with_name(str_slice(text, 0, at), ATTRIBUTES))
            return true;
        if (text.data[at] != '<') continue;
        if (rest.data[1] == '/' || str_starts_with(rest, STR("<!--"))) return true;
        size_t end = 1;
        while (end < rest.length && (is_letter(rest.data[end]) || is_digit(rest.data[end])))
            end++;
        if (is_among(str_slice(rest, 1, end), ELEMENTS)) return true;
    }
    return false;
}

static bool equal_any_case(Str a, const char *b) {
    if (a.length != strlen(b)) return false;
    for (size_t i = 0; i < a.length; i++)
        if (lower(a.data[i]) != b[i]) return false;
    return true;
}

static bool has_sql(Str text) {
    size_t first_at[COUNT_OF(SQL_PAIRS)] = { 0 }; /* in words from 1; 0: not seen */
    size_t words = 0;
    for (size_t at = 0, end; at < text.length; at = end) {
        end = at;
        while (end < text.length && is_word(text.data[end]))
            end++;
        Str word = str_slice(text, at, end);
        if (end == at) {
            if (text.data[end++] == ';') memset(first_at, 0, sizeof first_at);
            continue;
        }
        words++;
        if (is_among(word, SQL_WORDS)) return true;
        for (size_t i = 0; i < COUNT_OF(SQL_PAIRS); i++) {
            bool near = first_at[i] && words - first_at[i] <= SQL_PAIRS[i].within;
            if (near && equal_any_case(word, SQL_PAIRS[i].second)) return true;
            if (equal_any_case(word, SQL_PAIRS[i].first)) first_at[i] = words;
        }
    }
    return false;
}

/* The calls a token stands in, outermost first; an empty name is a bracket that is no call. */
typedef struct Calls {
    Str names[CALLS_MAX];
    size_t depth;
} Calls;

static void follow_calls(Calls *calls, Token previous, Token token) {
    if (is_mark(token, '(')) {
        if (calls->depth < CALLS_MAX)
            calls->names[calls->depth] = previous.kind == TOKEN_WORD ? previous.text : STR_EMPTY;
        calls->depth++;
    } else if (is_mark(token, ')') && calls->depth) {
        calls->depth--;
    } else if (is_mark(token, ';')) {
        calls->depth = 0; /* a macro may leave brackets open */
    }
}

static Str innermost_call(const Calls *calls) {
    for (size_t depth = calls->depth; depth; depth--)
        if (depth <= CALLS_MAX && calls->names[depth - 1].length) return calls->names[depth - 1];
    return STR_EMPTY;
}

static void check_literal(Check *check, Str text, size_t line, const Calls *calls) {
    if (check->is_test || is_among(innermost_call(calls), MESSAGE_FUNCTIONS)) return;
    if (has_html(text) && has_conversion(text, "sc"))
        finding(check, line, "HTML made with a format; write a template (.tmpl)");
    if (has_sql(text) && has_conversion(text, "diouxXeEfFgGaAcsp"))
        finding(check, line, "SQL made with a format; name it in a .sql file and bind its values");
}

/* --- rules 2 and 3 ---------------------------------------------------------------------------- */

static void check_heap(Check *check, Token before, Token word, Token after) {
    bool member = is_mark(before, '.') || str_equal_c(before.text, "->");
    if (check->is_test || (check->room != ROOM_NONE && ROOMS[check->room].floor == 0)) return;
    if (member || !is_mark(after, '(') || !is_among(word.text, HEAP_FUNCTIONS)) return;
    finding(check, word.line, "%.*s() outside src/base; use an Arena, a Buffer or heap_allocate()",
            STR_ARGUMENTS(word.text));
}

static size_t room_of(Str name) {
    size_t room = 0;
    while (room < ROOM_COUNT && !str_equal_c(name, ROOMS[room].name))
        room++;
    return room;
}

/* ".../src/ROOM/file" or ".../src/main.c"; ROOM_NONE for everything else. */
static size_t room_of_path(Check *check, const char *path) {
    Str rest = str_from(path), part, before = STR_EMPTY, name = STR_EMPTY;
    for (; str_cut(&rest, '/', &part); before = part)
        if (str_equal_c(before, "src")) name = rest.data ? part : STR("main");
    if (!name.length) return ROOM_NONE;
    size_t room = room_of(name);
    if (room == ROOM_NONE)
        finding(check, 1, "the room %.*s has no floor yet; give it one in tools/sourcecheck.c",
                STR_ARGUMENTS(name));
    return room;
}

static void check_include(Check *check, Str header, size_t line) {
    Str room_name;
    if (check->is_test || check->room == ROOM_NONE) return;
    if (!str_cut(&header, '/', &room_name) || !header.data) return; /* beside the file */
    size_t room = room_of(room_name);
    if (room == ROOM_NONE) {
        finding(check, line, "%.*s is no room of ours", STR_ARGUMENTS(room_name));
        return;
    }
    if (ROOMS[room].floor > ROOMS[check->room].floor)
        finding(check, line, "%s (floor %d) includes %s, which is higher (floor %d)",
                ROOMS[check->room].name, ROOMS[check->room].floor, ROOMS[room].name,
                ROOMS[room].floor);
    else if (room != check->room && !check->uses[check->room][room].path)
        check->uses[check->room][room] = (Use){ check->path, line };
}

/* Looks for a way from `room` back to `start`; way[] holds the rooms passed. */
static bool find_way_back(const Check *check, size_t start, size_t room, bool *seen, size_t *way,
                          size_t *length) {
    way[(*length)++] = room;
    seen[room] = true;
    for (size_t next = 0; next < ROOM_COUNT; next++) {
        if (!check->uses[room][next].path) continue;
        if (next == start) return true;
        if (!seen[next] && find_way_back(check, start, next, seen, way, length)) return true;
    }
    (*length)--;
    return false;
}

/* Each circle is told once, from its first room in the table. */
static void check_circles(Check *check) {
    bool told[ROOM_COUNT] = { false };
    for (size_t start = 0; start < ROOM_COUNT; start++) {
        bool seen[ROOM_COUNT] = { false };
        size_t way[ROOM_COUNT], length = 0;
        if (told[start] || !find_way_back(check, start, start, seen, way, &length)) continue;
        Buffer text = { 0 };
        for (size_t i = 0; i < length; i++) {
            Use use = check->uses[way[i]][way[(i + 1) % length]];
            told[way[i]] = true;
            buffer_format(&text, "%s (%s:%zu) -> ", ROOMS[way[i]].name, use.path, use.line);
        }
        Use first = check->uses[way[0]][way[1 % length]];
        check->path = first.path;
        finding(check, first.line, "rooms in a circle: %.*s%s", STR_ARGUMENTS(buffer_str(&text)),
                ROOMS[start].name);
        buffer_free(&text);
    }
}

/* --- a file ----------------------------------------------------------------------------------- */

/* Reads the literals that stand side by side as one. A word between two is a macro that holds a
 * piece of the format: PRId64 ends a conversion. *token becomes the first token behind. */
static void read_literals(Check *check, Scanner *scanner, Token *token, const Calls *calls) {
    size_t line = token->line;
    Buffer text = { 0 };
    while (token->kind == TOKEN_STRING || token->kind == TOKEN_WORD) {
        if (token->kind == TOKEN_STRING)
            add_decoded(&text, token->text);
        else if (str_starts_with(token->text, STR("PRI")))
            buffer_add_byte(&text, 'd');
        *token = next_token(scanner);
    }
    check_literal(check, buffer_str(&text), line, calls);
    buffer_free(&text);
}

static void check_c(Check *check, Str source) {
    Scanner scanner = { source, 0, 1 };
    Calls calls = { .depth = 0 };
    Token before = { 0 }, word = { 0 }, token = next_token(&scanner);
    while (token.kind != TOKEN_END) {
        bool include =
            word.kind == TOKEN_WORD && str_equal_c(word.text, "include") && is_mark(before, '#');
        if (token.kind == TOKEN_STRING && include) {
            check_include(check, str_slice(token.text, 1, token.text.length - 1), token.line);
        } else if (token.kind == TOKEN_STRING) {
            before = word = (Token){ 0 };
            read_literals(check, &scanner, &token, &calls);
            continue;
        }
        if (word.kind == TOKEN_WORD) check_heap(check, before, word, token);
        follow_calls(&calls, word, token);
        before = word;
        word = token;
        token = next_token(&scanner);
    }
}

/* Of a template only the %% lines are C of the author's that can include. */
static void check_template(Check *check, Str source) {
    Str line;
    for (size_t number = 1; str_cut(&source, '\n', &line); number++) {
        Scanner scanner = { str_slice(line, 2, line.length), 0, number };
        if (!str_starts_with(line, STR("%%")) || !is_mark(next_token(&scanner), '#')) continue;
        if (!str_equal_c(next_token(&scanner).text, "include")) continue;
        Token token = next_token(&scanner);
        if (token.kind == TOKEN_STRING)
            check_include(check, str_slice(token.text, 1, token.text.length - 1), number);
    }
}

static bool check_file(Check *check, const char *path, Error *error) {
    Str source, name = str_from(path);
    if (!file_read(&check->arena, path, SOURCE_LIMIT, &source, error)) return false;
    check->path = path;
    check->room = room_of_path(check, path);
    const char *slash = strrchr(path, '/');
    check->is_test = str_ends_with(name, STR("_test.c")) || str_ends_with(name, STR("_fuzz.c")) ||
                     strncmp(slash ? slash + 1 : path, "test_", 5) == 0;
    if (str_ends_with(name, STR(".tmpl")))
        check_template(check, source);
    else
        check_c(check, source);
    return true;
}

int main(int argument_count, char **arguments) {
    Check check = { 0 };
    Error error = { 0 };
    bool done = argument_count > 1;
    if (!done) fprintf(stderr, "usage: sourcecheck FILES...\n");
    for (int i = 1; i < argument_count && done; i++)
        done = check_file(&check, arguments[i], &error);
    if (error.kind != ERROR_NONE) fprintf(stderr, "%s\n", error.message);
    if (done) check_circles(&check);
    arena_free(&check.arena);
    if (!done) return 2;
    return check.findings ? 1 : 0;
}
