/* uphold init: a home with the reference data, each fact with its source. */
#include <stdio.h>

#include "base/embedded.h"
#include "cmd/commands.h"
#include "cmd/registry.h"
#include "record/home.h"

/* The embedded file of a kind: "data/KIND.csv". NULL when there is none. */
static const EmbeddedFile *reference_file(Arena *arena, const Kind *kind) {
    Str path = str_format(arena, "data/%s.csv", kind->name);
    for (size_t i = 0; i < EMBEDDED_FILE_COUNT; i++)
        if (str_equal(EMBEDDED_FILES[i].path, path)) return &EMBEDDED_FILES[i];
    return NULL;
}

static bool load_kind(Home *home, Arena *arena, const Kind *kind, Str made_at, size_t *total,
                      Error *error) {
    const EmbeddedFile *file = reference_file(arena, kind);
    ImportResult result;
    if (!file) return true;
    ImportRequest request = {
        .kind = kind,
        .format = IMPORT_CSV,
        .content = file->content,
        .changes = { .origin = STR("reference data"),
                     .file_name = file->path,
                     .made_at = made_at,
                     .made_by = STR("uphold init"),
                     .reason = STR("reference data") },
        .registry = &REGISTRY,
        .rules = RULES,
    };
    if (!import_run(home->open, arena, &request, &result, error)) return false;
    if (result.problems.count)
        return error_set(error, ERROR_SYSTEM, "%.*s, line %zu, %.*s: %.*s",
                         STR_ARGUMENTS(file->path), result.problems.kept[0].line,
                         STR_ARGUMENTS(result.problems.kept[0].column),
                         STR_ARGUMENTS(result.problems.kept[0].text));
    *total += result.added;
    return true;
}

static bool load_reference_data(Home *home, size_t *total, Error *error) {
    if (!store_begin(home->open, error)) return false;
    Arena arena = { 0 };
    Str made_at = home_timestamp(&arena);
    bool done = true;
    for (size_t i = 0; done && i < REGISTRY.count; i++)
        done = load_kind(home, &arena, REGISTRY.kinds[i], made_at, total, error);
    arena_free(&arena);
    if (!done) {
        store_rollback(home->open);
        return false;
    }
    return home_expect_change(home, error) && store_commit(home->open, error) &&
           home_publish(home, error);
}

static int run(const char *home_path) {
    Home home;
    Error error = { 0 };
    size_t total = 0;
    if (!home_create(&home, home_path, &REGISTRY, &error)) return command_refuse(&error);
    bool done = load_reference_data(&home, &total, &error);
    if (done) printf("%s: a home with %zu records of reference data\n", home_path, total);
    home_close(&home);
    return done ? EXIT_DONE : command_refuse(&error);
}

int command_init(const Command *command, int argument_count, char **arguments) {
    Arena arena = { 0 };
    const char *home_path = NULL, **operands;
    size_t operand_count;
    const Option options[] = { OPTION_HOME(&home_path) };
    OptionsOutcome outcome = options_read(command, &arena, options, COUNT_OF(options),
                                          argument_count, arguments, &operands, &operand_count);
    int code = outcome == OPTIONS_HELP_SHOWN ? EXIT_DONE : EXIT_USAGE;
    if (outcome == OPTIONS_READ)
        code = operand_count ? command_misuse(command, "unexpected \"%s\"", operands[0])
                             : run(home_path);
    arena_free(&arena);
    return code;
}
