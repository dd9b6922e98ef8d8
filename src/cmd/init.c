/* uphold init: a home with the reference data, each fact with its source; or with a fiction. */
#include <stdio.h>

#include "base/embedded.h"
#include "cmd/commands.h"
#include "cmd/registry.h"
#include "cmd/release_run.h"
#include "council/council_kinds.h"

enum { EXAMPLE_RELEASES = 3 };

/* What a new home is filled with. */
typedef struct Content {
    const char *folder; /* of the embedded files */
    Str name;           /* the reason in the history of the records */
    struct {
        int cycle; /* 0: no more */
        const char *as_of;
    } releases[EXAMPLE_RELEASES];
} Content;

/* The election the letter was written for, with what was known on the letter's day, and the present
 * cycle, as of the day METHOD's calendar has for it. */
static const Content REFERENCE_DATA = { "data",
                                        STR_LITERAL("reference data"),
                                        { { 2013, "2013-11-05" }, { 2026, "2026-07-31" } } };
static const Content DEMONSTRATION = { "data/demo",
                                       STR_LITERAL("a fictional demonstration"),
                                       { { 2026, "2026-07-31" } } };

/* The embedded file of a kind: "FOLDER/KIND.csv". NULL when there is none. The treaties are those
 * of the world in the demonstration, too; nothing else is. */
static const EmbeddedFile *file_of_kind(Arena *arena, const Content *content, const Kind *kind) {
    const char *folder = kind == &TREATY ? REFERENCE_DATA.folder : content->folder;
    Str path = str_format(arena, "%s/%s.csv", folder, kind->name);
    for (size_t i = 0; i < EMBEDDED_FILE_COUNT; i++)
        if (str_equal(EMBEDDED_FILES[i].path, path)) return &EMBEDDED_FILES[i];
    return NULL;
}

static bool load_kind(Home *home, Arena *arena, const Content *content, const Kind *kind,
                      Str made_at, size_t *total, Error *error) {
    const EmbeddedFile *file = file_of_kind(arena, content, kind);
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
                     .reason = content->name },
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

static bool load_content(Home *home, const Content *content, size_t *total, Error *error) {
    if (!store_begin(home->open, error)) return false;
    Arena arena = { 0 };
    Str made_at = home_timestamp(&arena);
    bool done = true;
    for (size_t i = 0; done && i < REGISTRY.count; i++)
        done = load_kind(home, &arena, content, REGISTRY.kinds[i], made_at, total, error);
    arena_free(&arena);
    if (!done) {
        store_rollback(home->open);
        return false;
    }
    return home_expect_change(home, error) && store_commit(home->open, error) &&
           home_publish(home, error);
}

/* The example releases (A5): the election the letter was written for, with what was known on its
 * day, and the present cycle. */
static bool make_releases(Home *home, const Content *content, Error *error) {
    for (size_t i = 0; i < EXAMPLE_RELEASES && content->releases[i].cycle; i++) {
        Arena arena = { 0 };
        ReleaseRun run;
        bool done = release_run_begin(&arena, &run, "ACA-1.0.0", error);
        if (done) {
            run.inputs.cycle = content->releases[i].cycle;
            run.author = "uphold init";
            done = day_parse(str_from(content->releases[i].as_of), &run.inputs.as_of, error) &&
                   release_run_compute(home, &arena, &run, error) &&
                   release_run_register(home, &arena, &run, STR_EMPTY, error);
        }
        arena_free(&arena);
        if (!done) return error_context(error, "release for %d", content->releases[i].cycle);
    }
    return true;
}

static int run(const char *home_path, const Content *content) {
    Home home;
    Error error = { 0 };
    size_t total = 0;
    if (!home_create(&home, home_path, &REGISTRY, &error)) return command_refuse(&error);
    bool done =
        load_content(&home, content, &total, &error) && make_releases(&home, content, &error);
    if (done)
        printf("%s: a home with %zu records of %.*s\n", home_path, total,
               STR_ARGUMENTS(content->name));
    home_close(&home);
    return done ? EXIT_DONE : command_refuse(&error);
}

int command_init(const Command *command, int argument_count, char **arguments) {
    Arena arena = { 0 };
    const char *home_path = NULL, **operands;
    size_t operand_count;
    bool demonstration = false;
    const Option options[] = {
        OPTION_HOME(&home_path),
        { "demo", NULL, "a fictional demonstration instead: invented States, every feature full",
          NULL, &demonstration, false },
    };
    OptionsOutcome outcome = options_read(command, &arena, options, COUNT_OF(options),
                                          argument_count, arguments, &operands, &operand_count);
    int code = outcome == OPTIONS_HELP_SHOWN ? EXIT_DONE : EXIT_USAGE;
    if (outcome == OPTIONS_READ)
        code = operand_count ? command_misuse(command, "unexpected \"%s\"", operands[0])
                             : run(home_path, demonstration ? &DEMONSTRATION : &REFERENCE_DATA);
    arena_free(&arena);
    return code;
}
