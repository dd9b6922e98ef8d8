/* uphold import: shows a plan, then carries it out whole or not at all; --undo takes it back.
 * Published tables are import_published.c's. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "cmd/commands.h"
#include "cmd/import_plan.h"
#include "cmd/import_published.h"
#include "cmd/registry.h"
#include "cmd/release_run.h"
#include "record/history.sql.h"
#include "record/home.h"

typedef struct ImportOptions {
    const char *home, *undo, *author, *reason, *format, *source, *as_of;
    bool dry_run, json, list, skip_unmatched, take_file;
} ImportOptions;

/* --- what is printed
 * ---------------------------------------------------------------------------------- */

static void print_plan(const Kind *kind, const char *file, const ImportResult *result,
                       bool dry_run) {
    printf("%s: %zu to add, %zu to update, %zu the same, 0 refused (%s)\n", file, result->added,
           result->updated, result->same, kind->name);
    plan_print_entries(result);
    if (dry_run)
        printf("dry run: nothing was changed\n");
    else if (result->change_set)
        printf("done: import %lld; `uphold import --undo %lld` takes it back\n",
               (long long)result->change_set, (long long)result->change_set);
    else
        printf("nothing to do: every record is on file already\n");
}

static void print_plan_json(const Kind *kind, const ImportResult *result, bool dry_run) {
    Buffer out = { 0 };
    JsonWriter json = json_writer(&out, 2);
    json_object_begin(&json);
    json_field_text(&json, "kind", str_from(kind->name));
    json_field_boolean(&json, "dry_run", dry_run);
    json_field_integer(&json, "import", dry_run ? 0 : result->change_set);
    plan_write_counts(&json, result);
    json_object_end(&json);
    printf("%.*s\n", STR_ARGUMENTS(buffer_str(&out)));
    buffer_free(&out);
}

static void print_progress(void *context, size_t done, size_t total) {
    enum { WIDTH = 40 };
    (void)context;
    size_t filled = total ? done * WIDTH / total : WIDTH;
    char bar[WIDTH + 1];
    memset(bar, '.', WIDTH);
    memset(bar, '#', filled);
    bar[WIDTH] = 0;
    fprintf(stderr, "\r[%s] %3zu %%%s", bar, total ? done * 100 / total : 100,
            done >= total ? "\r\033[K" : "");
}

/* --- the work
 * ------------------------------------------------------------------------------------------ */

/* Ends the transaction: kept when all is well and it is no dry run. */
static bool settle(Home *home, const ImportResult *result, bool dry_run, Error *error) {
    if (result->problems.count || dry_run || !result->change_set) {
        store_rollback(home->open);
        return true;
    }
    return home_expect_change(home, error) && store_commit(home->open, error) &&
           home_publish(home, error);
}

static ChangeSet change_set_of(Arena *arena, const ImportOptions *options, const char *file) {
    const char *slash = strrchr(file, '/');
    return (ChangeSet){ .origin = STR("import"),
                        .file_name = str_from(slash ? slash + 1 : file),
                        .made_at = home_timestamp(arena),
                        .made_by = str_from(options->author ? options->author : "operator"),
                        .reason = str_from(options->reason ? options->reason : "") };
}

static int import_file(const ImportOptions *options, Arena *arena, const Kind *kind,
                       const char *file) {
    Home home;
    Error error = { 0 };
    ImportResult result = { 0 };
    Str content;
    if (kind->made_by) {
        error_set(&error, ERROR_REFUSED, "a %s is made by `%s` and not imported", kind->name,
                  kind->made_by);
        return command_refuse(&error);
    }
    if (!file_read(arena, file, IMPORT_FILE_MAX, &content, &error)) return command_refuse(&error);
    bool json_file = options->format ? strcmp(options->format, "json") == 0
                                     : str_ends_with(str_from(file), STR(".json"));
    ImportRequest request = { .kind = kind,
                              .format = json_file ? IMPORT_JSON : IMPORT_CSV,
                              .content = content,
                              .changes = change_set_of(arena, options, file),
                              .registry = &REGISTRY,
                              .rules = RULES,
                              .progress = isatty(STDERR_FILENO) ? print_progress : NULL };
    if (!home_open(&home, options->home, &REGISTRY, &error)) return command_refuse(&error);
    bool done = store_begin(home.open, &error) &&
                import_run(home.open, arena, &request, &result, &error) &&
                release_run_check_replied(&home, arena, kind, &result, &error);
    if (request.progress) print_progress(NULL, content.length, content.length);
    done = done && settle(&home, &result, options->dry_run, &error);
    home_close(&home);
    if (!done) return command_refuse(&error);
    if (options->json) print_plan_json(kind, &result, options->dry_run);
    if (result.problems.count) {
        if (!options->json) plan_print_problems(file, &result.problems);
        return EXIT_REFUSED;
    }
    if (!options->json) print_plan(kind, file, &result, options->dry_run);
    return EXIT_DONE;
}

static int undo_import(const ImportOptions *options, Arena *arena) {
    Home home;
    Error error = { 0 };
    ImportResult result = { 0 };
    int64_t id;
    if (!str_to_integer(str_from(options->undo), &id) || id < 1) {
        error_set(&error, ERROR_USAGE, "--undo takes the number of an import, not \"%s\"",
                  options->undo);
        return command_refuse(&error);
    }
    if (!home_open(&home, options->home, &REGISTRY, &error)) return command_refuse(&error);
    bool done = store_begin(home.open, &error) &&
                import_undo(home.open, arena, &REGISTRY, RULES, id,
                            change_set_of(arena, options, ""), &result, &error) &&
                settle(&home, &result, options->dry_run, &error);
    home_close(&home);
    if (!done) return command_refuse(&error);
    if (result.problems.count) {
        plan_print_problems("the undo", &result.problems);
        return EXIT_REFUSED;
    }
    printf("import %lld: %zu records removed, %zu restored%s\n", (long long)id, result.removed,
           result.restored,
           options->dry_run ? "; dry run: nothing was changed" : "; kept in their history");
    return EXIT_DONE;
}

static bool print_imports(Store *snapshot, Error *error) {
    Statement *list = store_statement(snapshot, &CHANGE_SET_LIST, error);
    bool row = true;
    if (!list) return false;
    statement_bind_integer(list, CHANGE_SET_LIST_COUNT, 100);
    while (statement_step(list, &row, error) && row) {
        int64_t undone_by = statement_integer(list, 8);
        printf("%6lld  %.*s  %-14.*s %-20.*s %8lld records  %.*s  %.*s%s\n",
               (long long)statement_integer(list, 0), STR_ARGUMENTS(statement_text(list, 4)),
               STR_ARGUMENTS(statement_text(list, 1)), STR_ARGUMENTS(statement_text(list, 2)),
               (long long)statement_integer(list, 7), STR_ARGUMENTS(statement_text(list, 5)),
               STR_ARGUMENTS(statement_text(list, 3)), undone_by ? "  (undone)" : "");
    }
    return !row;
}

static int list_imports(const ImportOptions *options, Arena *arena) {
    Error error = { 0 };
    const char *path;
    int64_t number;
    Store *store = NULL;
    bool done = home_find_snapshot(arena, options->home, &REGISTRY, &path, &number, &error) &&
                store_open(path, STORE_SNAPSHOT, &store, &error) && print_imports(store, &error);
    store_close(store);
    return done ? EXIT_DONE : command_refuse(&error);
}

static void print_kind_help(const Kind *kind) {
    printf("%s: %s\nkey: %s\n\n", kind->name, kind->description, kind->key_format);
    for (size_t i = 0; i < kind_field_count(kind); i++) {
        const Field *field = kind_field(kind, i);
        printf("  %-18s %-10s %s %s\n", field->name, field_type_name(field->type),
               field->flags & FIELD_REQUIRED ? "required" : "        ", field->description);
        for (size_t j = 0; field->type == FIELD_VOCABULARY && j < field->vocabulary->count; j++)
            printf("      %s - %s\n", field->vocabulary->terms[j].word,
                   field->vocabulary->terms[j].title);
    }
    printf("\nAn empty cell: not available. \"(not applicable)\": not applicable.\n");
}

static void print_kinds(FILE *out) {
    fprintf(out, "kinds:\n");
    for (size_t i = 0; i < REGISTRY.count; i++)
        fprintf(out, "  %-22s %s\n", REGISTRY.kinds[i]->name, REGISTRY.kinds[i]->description);
    fprintf(out, "\npublished tables:\n");
    published_print_tables(out);
}

/* `uphold import KIND --help` describes the kind, or the published table. */
static bool show_help_of(int argument_count, char **arguments) {
    bool help = false;
    for (int i = 1; i < argument_count; i++)
        help |= strcmp(arguments[i], "--help") == 0;
    if (!help) return false;
    const Kind *kind = registry_find(&REGISTRY, str_from(arguments[1]));
    PublishedTable table;
    bool is_published = published_table_from_word(arguments[1], &table);
    if (kind) print_kind_help(kind);
    if (is_published) published_print_help(stdout, table);
    return kind || is_published;
}

/* A table as somebody publishes it, instead of a kind. */
static int import_published(const Command *command, const ImportOptions *options, Arena *arena,
                            PublishedTable table, const char **operands) {
    if (options->format) return command_misuse(command, "--format is of files of records");
    if (!options->source || !*options->source || !options->as_of)
        return command_misuse(command, "%s needs --source TEXT and --as-of DATE", operands[0]);
    const PublishedOptions published = { .home = options->home,
                                         .source = options->source,
                                         .as_of = options->as_of,
                                         .skip_unmatched = options->skip_unmatched,
                                         .take_file = options->take_file,
                                         .dry_run = options->dry_run,
                                         .json = options->json,
                                         .changes = change_set_of(arena, options, operands[1]) };
    return published_import(table, &published, arena, operands[1]);
}

static bool is_format(const char *format) {
    return strcmp(format, "csv") == 0 || strcmp(format, "json") == 0;
}

static int run(const Command *command, const ImportOptions *options, Arena *arena,
               const char **operands, size_t operand_count) {
    if ((options->list || options->undo) && operand_count)
        return command_misuse(command, "unexpected \"%s\"", operands[0]);
    if (options->list) return list_imports(options, arena);
    if (options->undo) return undo_import(options, arena);
    if (operand_count != 2) return command_misuse(command, "name a kind and a file");
    if (options->format && !is_format(options->format))
        return command_misuse(command, "there is no format \"%s\"", options->format);
    PublishedTable table;
    if (published_table_from_word(operands[0], &table))
        return import_published(command, options, arena, table, operands);
    if (options->source || options->as_of || options->skip_unmatched || options->take_file)
        return command_misuse(command, "--source, --as-of, --skip-unmatched and --take-file are of "
                                       "published tables; rows of a kind say it themselves");
    const Kind *kind = registry_find(&REGISTRY, str_from(operands[0]));
    if (kind) return import_file(options, arena, kind, operands[1]);
    fprintf(stderr, "uphold: there is no kind \"%s\"; ", operands[0]);
    print_kinds(stderr);
    return EXIT_USAGE;
}

int command_import(const Command *command, int argument_count, char **arguments) {
    Arena arena = { 0 };
    ImportOptions options = { 0 };
    const char **operands;
    size_t operand_count;
    const Option table[] = {
        OPTION_HOME(&options.home),
        { "dry-run", NULL, "show the plan and change nothing", NULL, &options.dry_run },
        { "undo", "ID", "take an import back", &options.undo },
        { "list", NULL, "list the imports", NULL, &options.list },
        { "format", "csv|json", "of the file (default: by its name)", &options.format },
        { "author", "ROLE", "who imports, a role (default: operator)", &options.author, NULL,
          true },
        { "reason", "TEXT", "why, kept in the history", &options.reason },
        { "source", "TEXT", "of a published table: its source, the same text every time",
          &options.source },
        { "as-of", "DATE", "of a published table: the day it was taken", &options.as_of },
        { "skip-unmatched", NULL, "of a published table: leave out what matches no record", NULL,
          &options.skip_unmatched },
        { "take-file", NULL, "of a published table: let it decide conflicts", NULL,
          &options.take_file },
        OPTION_JSON(&options.json),
    };
    if (show_help_of(argument_count, arguments)) return EXIT_DONE;
    OptionsOutcome outcome = options_read(command, &arena, table, COUNT_OF(table), argument_count,
                                          arguments, &operands, &operand_count);
    int code = EXIT_DONE;
    if (outcome == OPTIONS_HELP_SHOWN) print_kinds(stdout);
    if (outcome == OPTIONS_WRONG) code = EXIT_USAGE;
    if (outcome == OPTIONS_READ) code = run(command, &options, &arena, operands, operand_count);
    arena_free(&arena);
    return code;
}
