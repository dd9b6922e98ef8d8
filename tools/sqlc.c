/* sqlc: named SQL to C, run by the build.
 *
 *     sqlc IN.sql OUT      writes OUT.c and OUT.h
 *
 * A file holds queries, each after a line "-- name: treaty_status_on". Named parameters (:state)
 * are numbered in order of appearance; SQLite gets ?1, PostgreSQL $1. A file IN.postgres.sql beside
 * it, if there is one, replaces queries of the same name for PostgreSQL only. For a query
 * treaty_status_on with parameters :state and :day the header has
 *
 *     extern const Query TREATY_STATUS_ON;
 *     enum { TREATY_STATUS_ON_STATE = 1, TREATY_STATUS_ON_DAY };
 *
 * and, for a test that prepares them all, the list of the file's queries: of treaty.sql
 *
 *     extern const Query *const TREATY_QUERIES[];
 *     extern const size_t TREATY_QUERY_COUNT;
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"

enum { PARAMETERS_MAX = 64, QUERIES_MAX = 256 };

typedef struct NamedQuery {
    Str name, text; /* the text as written */
    size_t line;
    Str parameters[PARAMETERS_MAX];
    size_t parameter_count;
    Buffer sqlite, postgres;
} NamedQuery;

static NORETURN void fail(const char *path, size_t line, const char *why) {
    fprintf(stderr, "%s:%zu: %s\n", path, line, why);
    exit(1);
}

static bool is_word(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

static size_t read_queries(Arena *arena, const char *path, Str source, NamedQuery *queries) {
    size_t count = 0, line = 0;
    Str rest = source, text;
    const Str mark = STR_LITERAL("-- name:");
    while (str_cut(&rest, '\n', &text)) {
        line++;
        if (str_starts_with(text, mark)) {
            if (count == QUERIES_MAX) fail(path, line, "too many queries in one file");
            queries[count] = (NamedQuery){ .line = line };
            queries[count].name = str_trim(str_slice(text, mark.length, text.length));
            for (size_t i = 0; i < count; i++)
                if (str_equal(queries[i].name, queries[count].name))
                    fail(path, line, "a query of this name stands above");
            count++;
        } else if (count) {
            NamedQuery *query = &queries[count - 1];
            query->text =
                str_format(arena, "%.*s%.*s\n", STR_ARGUMENTS(query->text), STR_ARGUMENTS(text));
        } else if (str_trim(text).length && !str_starts_with(text, STR("--"))) {
            fail(path, line, "SQL before the first \"-- name:\" line");
        }
    }
    return count;
}

static size_t parameter_number(const char *path, NamedQuery *query, Str name) {
    for (size_t i = 0; i < query->parameter_count; i++)
        if (str_equal(query->parameters[i], name)) return i + 1;
    if (query->parameter_count == PARAMETERS_MAX) fail(path, query->line, "too many parameters");
    query->parameters[query->parameter_count++] = name;
    return query->parameter_count;
}

/* Copies a string, a quoted name or a comment whole; returns where it ends. */
static size_t skip_quoted(Str text, size_t at) {
    if (text.data[at] == '-') {
        while (at < text.length && text.data[at] != '\n')
            at++;
        return at;
    }
    char quote = text.data[at++];
    while (at < text.length && text.data[at] != quote)
        at++;
    return at + 1;
}

static void number_parameters(const char *path, NamedQuery *query) {
    Str text = str_trim(query->text);
    if (!text.length) fail(path, query->line, "a name without SQL");
    for (size_t at = 0; at < text.length;) {
        char c = text.data[at], next = at + 1 < text.length ? text.data[at + 1] : 0;
        size_t end = at + 1;
        if (c == '\'' || c == '"' || (c == '-' && next == '-')) {
            end = skip_quoted(text, at);
        } else if (c == ':' && next == ':') {
            end = at + 2;
        } else if (c == ':' && is_word(next)) {
            while (end < text.length && is_word(text.data[end]))
                end++;
            size_t number = parameter_number(path, query, str_slice(text, at + 1, end));
            buffer_format(&query->sqlite, "?%zu", number);
            buffer_format(&query->postgres, "$%zu", number);
            at = end;
            continue;
        }
        if (c != '-' || next != '-') {
            buffer_add(&query->sqlite, str_slice(text, at, end));
            buffer_add(&query->postgres, str_slice(text, at, end));
        }
        at = end;
    }
}

static void add_upper(Buffer *out, Str name) {
    for (size_t i = 0; i < name.length; i++)
        buffer_add_byte(out, (char)toupper((unsigned char)name.data[i]));
}

static void add_c_string(Buffer *out, Str text) {
    buffer_add_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == '\n')
            buffer_add_c(out, "\\n\"\n    \"");
        else if (c == '"' || c == '\\')
            buffer_format(out, "\\%c", c);
        else
            buffer_add_byte(out, c);
    }
    buffer_add_byte(out, '"');
}

static void write_header(Buffer *out, const NamedQuery *query) {
    buffer_add_c(out, "extern const Query ");
    add_upper(out, query->name);
    buffer_add_c(out, ";\n");
    if (!query->parameter_count) return;
    buffer_add_c(out, "enum {");
    for (size_t i = 0; i < query->parameter_count; i++) {
        buffer_add_c(out, i ? ", " : " ");
        add_upper(out, query->name);
        buffer_add_byte(out, '_');
        add_upper(out, query->parameters[i]);
        if (!i) buffer_add_c(out, " = 1");
    }
    buffer_add_c(out, " };\n");
}

static void write_source(Buffer *out, const NamedQuery *query) {
    buffer_add_c(out, "const Query ");
    add_upper(out, query->name);
    buffer_add_c(out, " = {\n    .name = ");
    add_c_string(out, query->name);
    buffer_add_c(out, ",\n    .sqlite = ");
    add_c_string(out, buffer_str(&query->sqlite));
    buffer_add_c(out, ",\n    .postgres = ");
    add_c_string(out, buffer_str(&query->postgres));
    buffer_format(out, ",\n    .parameter_count = %zu,\n};\n\n", query->parameter_count);
}

/* "src/record/history.sql" -> "history" */
static Str name_of_file(const char *path) {
    const char *slash = strrchr(path, '/');
    Str name = str_from(slash ? slash + 1 : path);
    return str_slice(name, 0, name.length - (sizeof ".sql" - 1));
}

static void write_list(Buffer *header, Buffer *body, Str name, const NamedQuery *queries,
                       size_t count) {
    Buffer upper = { 0 };
    add_upper(&upper, name);
    Str prefix = buffer_str(&upper);
    buffer_format(header, "\nextern const Query *const %.*s_QUERIES[];\n", STR_ARGUMENTS(prefix));
    buffer_format(header, "extern const size_t %.*s_QUERY_COUNT;\n", STR_ARGUMENTS(prefix));
    buffer_format(body, "extern const Query *const %.*s_QUERIES[];\n", STR_ARGUMENTS(prefix));
    buffer_format(body, "const Query *const %.*s_QUERIES[] = {\n", STR_ARGUMENTS(prefix));
    for (size_t i = 0; i < count; i++) {
        buffer_add_c(body, "    &");
        add_upper(body, queries[i].name);
        buffer_add_c(body, ",\n");
    }
    buffer_format(body, "};\nextern const size_t %.*s_QUERY_COUNT;\n", STR_ARGUMENTS(prefix));
    buffer_format(body, "const size_t %.*s_QUERY_COUNT = %zu;\n", STR_ARGUMENTS(prefix), count);
    buffer_free(&upper);
}

static void replace_for_postgres(Arena *arena, const char *path, NamedQuery *queries,
                                 size_t count) {
    Error error = { 0 };
    Str source;
    char *sibling =
        str_to_c(arena, str_format(arena, "%.*s.postgres.sql", (int)strlen(path) - 4, path));
    if (!file_exists(sibling)) return;
    if (!file_read(arena, sibling, 1 << 20, &source, &error)) fail(sibling, 0, error.message);
    NamedQuery *others = ARENA_ARRAY(arena, QUERIES_MAX, NamedQuery);
    size_t other_count = read_queries(arena, sibling, source, others);
    for (size_t i = 0; i < other_count; i++) {
        NamedQuery *query = NULL;
        for (size_t j = 0; j < count; j++)
            if (str_equal(queries[j].name, others[i].name)) query = &queries[j];
        if (!query) fail(sibling, others[i].line, "replaces a query that is not there");
        /* The same parameters in the same order, so that one enum serves both. */
        memcpy(others[i].parameters, query->parameters, sizeof query->parameters);
        others[i].parameter_count = query->parameter_count;
        number_parameters(sibling, &others[i]);
        if (others[i].parameter_count != query->parameter_count)
            fail(sibling, others[i].line, "has a parameter that the SQLite form lacks");
        query->postgres = others[i].postgres;
    }
}

int main(int argument_count, char **arguments) {
    if (argument_count != 3) {
        fprintf(stderr, "usage: sqlc IN.sql OUT\n");
        return 2;
    }
    Arena arena = { 0 };
    Error error = { 0 };
    const char *path = arguments[1];
    Str source;
    if (!file_read(&arena, path, 1 << 20, &source, &error)) fail(path, 0, error.message);
    NamedQuery *queries = ARENA_ARRAY(&arena, QUERIES_MAX, NamedQuery);
    size_t count = read_queries(&arena, path, source, queries);
    if (!count) fail(path, 1, "no \"-- name:\" line");
    for (size_t i = 0; i < count; i++)
        number_parameters(path, &queries[i]);
    replace_for_postgres(&arena, path, queries, count);

    Buffer header = { 0 }, body = { 0 };
    buffer_format(&header, "/* Made from %s by tools/sqlc. */\n#pragma once\n", path);
    buffer_add_c(&header, "#include \"store/store.h\"\n\n");
    buffer_format(&body, "/* Made from %s by tools/sqlc. */\n#include \"store/store.h\"\n\n", path);
    for (size_t i = 0; i < count; i++) {
        write_header(&header, &queries[i]);
        buffer_add_c(&body, "extern const Query ");
        add_upper(&body, queries[i].name);
        buffer_add_c(&body, ";\n");
        write_source(&body, &queries[i]);
    }
    write_list(&header, &body, name_of_file(path), queries, count);
    char *h = str_to_c(&arena, str_format(&arena, "%s.h", arguments[2]));
    char *c = str_to_c(&arena, str_format(&arena, "%s.c", arguments[2]));
    if (!file_write(h, buffer_str(&header), 0644, &error) ||
        !file_write(c, buffer_str(&body), 0644, &error))
        fail(path, 0, error.message);
    return 0;
}
