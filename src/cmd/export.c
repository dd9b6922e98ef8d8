/* uphold export: records out, as CSV, JSON or a Frictionless data package. */
#include <errno.h>
#include <stdio.h>

#include "base/file.h"
#include "cmd/commands.h"
#include "cmd/registry.h"
#include "record/export.h"
#include "record/home.h"

static bool sink_to_file(void *context, Str piece, Error *error) {
    if (fwrite(piece.data, 1, piece.length, context) == piece.length) return true;
    return error_system(error, "cannot write");
}

static bool export_kind(Store *store, const Kind *kind, bool json, const char *out, Error *error) {
    FILE *file = out ? fopen(out, "w") : stdout;
    if (!file) return error_system(error, "cannot create %s", out);
    bool done = json ? export_json(store, kind, sink_to_file, file, error)
                     : export_csv(store, kind, sink_to_file, file, error);
    if (fflush(file) != 0 && done) done = error_system(error, "cannot write %s", out ? out : "");
    if (out && fclose(file) != 0 && done) done = error_system(error, "cannot write %s", out);
    return done;
}

static bool export_all(Store *store, Arena *arena, bool json, const char *out, Error *error) {
    if (!file_make_folder(out, 0755, error)) return false;
    for (size_t i = 0; i < REGISTRY.count; i++) {
        const Kind *kind = REGISTRY.kinds[i];
        const char *path =
            str_to_c(arena, str_format(arena, "%s/%s.%s", out, kind->name, json ? "json" : "csv"));
        if (!export_kind(store, kind, json, path, error)) return false;
    }
    return true;
}

typedef struct ExportOptions {
    const char *home, *format, *out;
} ExportOptions;

static int run(const Command *command, const ExportOptions *options, Arena *arena,
               const char *what) {
    Error error = { 0 };
    Store *store = NULL;
    const char *snapshot;
    int64_t number;
    const char *format = options->format ? options->format : "csv";
    bool package = strcmp(format, "datapackage") == 0, json = strcmp(format, "json") == 0;
    bool all = strcmp(what, "all") == 0;
    const Kind *kind = all ? NULL : registry_find(&REGISTRY, str_from(what));
    if (!all && !kind) return command_misuse(command, "there is no kind \"%s\"", what);
    if (!package && !json && strcmp(format, "csv") != 0)
        return command_misuse(command, "there is no format \"%s\"", format);
    if (package && !all) return command_misuse(command, "a data package holds all kinds");
    if (all && !options->out) return command_misuse(command, "all kinds need --out FOLDER");
    bool done = home_find_snapshot(arena, options->home, &REGISTRY, &snapshot, &number, &error) &&
                store_open(snapshot, STORE_SNAPSHOT_WALK, &store, &error);
    if (done && package)
        done = export_data_package(store, &REGISTRY, options->out, home_timestamp(arena), &error);
    else if (done && all)
        done = export_all(store, arena, json, options->out, &error);
    else if (done)
        done = export_kind(store, kind, json, options->out, &error);
    store_close(store);
    return done ? EXIT_DONE : command_refuse(&error);
}

int command_export(const Command *command, int argument_count, char **arguments) {
    Arena arena = { 0 };
    ExportOptions options = { 0 };
    const char **operands;
    size_t operand_count;
    const Option table[] = {
        OPTION_HOME(&options.home),
        { "format", "FORMAT", "csv (default), json, or datapackage (with all)", &options.format },
        { "out", "PATH", "the file, or with all the folder, to write (default: standard output)",
          &options.out },
    };
    OptionsOutcome outcome = options_read(command, &arena, table, COUNT_OF(table), argument_count,
                                          arguments, &operands, &operand_count);
    int code = outcome == OPTIONS_HELP_SHOWN ? EXIT_DONE : EXIT_USAGE;
    if (outcome == OPTIONS_READ)
        code = operand_count == 1 ? run(command, &options, &arena, operands[0])
                                  : command_misuse(command, "name one kind, or all");
    arena_free(&arena);
    return code;
}
