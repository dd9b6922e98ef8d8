/* uphold assess: the yearly assessment (A5) from the records of the home, as a release that anybody
 * can compute again; and the golden interface, for examples in a folder. */
#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "assess/assess_kinds.h"
#include "assess/assess_kinds.sql.h"
#include "assess/golden_input.h"
#include "assess/golden_output.h"
#include "assess/records_dataset.h"
#include "assess/release.h"
#include "base/embedded.h"
#include "base/file.h"
#include "cmd/commands.h"
#include "cmd/registry.h"
#include "council/council_store.h"
#include "record/home.h"

enum { THREADS_MAX = 64, SOBOL_ROWS = 512 };

typedef struct AssessArguments {
    const char *home, *cycle, *as_of, *draws, *seed, *method, *corrects, *reason, *finish;
    const char *verify, *input, *out, *author;
    bool draft, list, json;
} AssessArguments;

static unsigned thread_count(void) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : cores > THREADS_MAX ? THREADS_MAX : (unsigned)cores;
}

static bool read_number(const char *option, const char *text, int64_t low, int64_t high,
                        int64_t *number, Error *error) {
    if (!text) return true;
    return (str_to_integer(str_from(text), number) && *number >= low && *number <= high) ||
           error_set(error, ERROR_USAGE, "--%s takes a number from %lld to %lld, not \"%s\"",
                     option, (long long)low, (long long)high, text);
}

/* --- the golden interface
 * ------------------------------------------------------------------------------ */

static bool assess_folder(const AssessArguments *arguments, Arena *arena, Error *error) {
    Method *method = ARENA_NEW(arena, Method);
    Dataset *dataset = ARENA_NEW(arena, Dataset);
    Assessment *assessment = ARENA_NEW(arena, Assessment);
    int64_t draws = 0, seed = 0;
    if (!golden_input_read(arena, arguments->input, method, dataset, error)) return false;
    if (arguments->as_of && !day_parse(str_from(arguments->as_of), &method->as_of, error))
        return error_context(error, "--as-of");
    if (!read_number("draws", arguments->draws, 1, 1000000, &draws, error) ||
        !read_number("seed", arguments->seed, 0, INT64_MAX, &seed, error))
        return false;
    AssessOptions options = golden_options(method, thread_count());
    options.as_of = method->as_of;
    if (arguments->draws) options.draws = (size_t)draws;
    if (arguments->seed) options.seed = options.sobol_seed = (uint64_t)seed;
    if (!assess(arena, dataset, method, &options, assessment, error) ||
        !golden_output_write(arguments->out, assessment, error))
        return false;
    printf("%s: %zu States, %zu draws, %zu files\n", arguments->out, dataset->state_count,
           options.draws, golden_output_count());
    return true;
}

/* --- what a release needs
 * -------------------------------------------------------------------------------- */

static Str method_text(const char *name) {
    char path[128];
    snprintf(path, sizeof path, "methods/%s.json", name);
    for (size_t i = 0; i < EMBEDDED_FILE_COUNT; i++)
        if (str_equal_c(EMBEDDED_FILES[i].path, path)) return EMBEDDED_FILES[i].content;
    return STR_EMPTY;
}

static bool read_request(const AssessArguments *arguments, Arena *arena, ReleaseInputs *inputs,
                         Method *method, Error *error) {
    int64_t cycle = 0, draws = 10000, seed = 0;
    const char *name = arguments->method ? arguments->method : "ACA-1.0.0";
    if (!arguments->cycle || !arguments->as_of)
        return error_set(error, ERROR_USAGE, "a release needs --cycle YEAR and --as-of DAY");
    if (!read_number("cycle", arguments->cycle, 2006, 2100, &cycle, error) ||
        !read_number("draws", arguments->draws, 100, 100000, &draws, error) ||
        !read_number("seed", arguments->seed, 0, INT64_MAX, &seed, error))
        return false;
    if (!day_parse(str_from(arguments->as_of), &inputs->as_of, error))
        return error_context(error, "--as-of");
    inputs->method_text = method_text(name);
    if (!inputs->method_text.length)
        return error_set(error, ERROR_USAGE, "there is no method %s", name);
    if (!method_read(arena, inputs->method_text, METHOD_OF_RELEASE, method, error))
        return error_context(error, "method %s", name);
    inputs->cycle = (int)cycle;
    inputs->draws = (size_t)draws;
    inputs->sobol_rows = SOBOL_ROWS;
    inputs->seed = arguments->seed ? (uint64_t)seed : method->seed;
    inputs->corrects = str_from(arguments->corrects);
    return true;
}

/* How many releases a name has behind it: "2026-" for first ones, "2026-1." for corrections. */
static bool count_releases(Store *store, int cycle, Str prefix, bool corrections, int64_t *count,
                           bool *prefix_exists, Error *error) {
    Statement *list = store_statement(store, &RELEASES_OF_CYCLE, error);
    bool row = true;
    if (!list) return false;
    *count = 0;
    *prefix_exists = false;
    statement_bind_integer(list, RELEASES_OF_CYCLE_CYCLE, cycle);
    while (statement_step(list, &row, error) && row) {
        Str name = statement_text(list, 0);
        bool correction = str_contains(name, STR("."));
        if (corrections && str_equal(name, prefix)) *prefix_exists = true;
        if (corrections && correction && str_starts_with(name, prefix) &&
            name.data[prefix.length] == '.')
            (*count)++;
        if (!corrections && !correction) (*count)++;
    }
    return !row;
}

static bool name_release(Store *store, Arena *arena, ReleaseInputs *inputs, Error *error) {
    int64_t count;
    bool exists, correction = inputs->corrects.length != 0;
    Str base = inputs->corrects, rest = inputs->corrects;
    if (correction && !str_cut(&rest, '.', &base)) base = inputs->corrects;
    if (!count_releases(store, inputs->cycle, base, correction, &count, &exists, error))
        return false;
    if (correction && !exists)
        return error_set(error, ERROR_REFUSED,
                         "there is no release %.*s of the cycle %d to correct", STR_ARGUMENTS(base),
                         inputs->cycle);
    inputs->id = correction
                     ? str_format(arena, "%.*s.%lld", STR_ARGUMENTS(base), (long long)count + 1)
                     : str_format(arena, "%d-%lld", inputs->cycle, (long long)count + 1);
    return true;
}

static bool gather_inputs(Store *store, Arena *arena, ReleaseInputs *inputs, const Method *method,
                          Error *error) {
    CouncilData *council = ARENA_NEW(arena, CouncilData);
    Dataset *dataset = ARENA_NEW(arena, Dataset), *members = ARENA_NEW(arena, Dataset);
    RecordReader *reader = record_reader_new(store);
    PriorCase *cases = NULL;
    bool done =
        council_load(store, arena, council, error) &&
        records_dataset(reader, arena, council, method, inputs->cycle, inputs->as_of, dataset,
                        error) &&
        records_dataset_of_members(reader, arena, council, method, inputs->as_of, members, error) &&
        name_release(store, arena, inputs, error);
    if (done && !dataset->state_count)
        done = error_set(error, ERROR_REFUSED,
                         "neither members of the Council nor candidates of %d are on record",
                         inputs->cycle);
    if (done) {
        prior_cases_of(arena, members, method, inputs->as_of, &cases, &inputs->prior_case_count);
        inputs->prior_cases = cases;
        inputs->dataset = dataset;
    }
    record_reader_free(reader);
    return done;
}

/* --- registering
 * ------------------------------------------------------------------------------------------- */

static void write_record(Buffer *out, const AssessArguments *arguments, const ReleaseInputs *inputs,
                         const ReleaseFiles *files, const Method *method, Str drafted_on) {
    Arena arena = { 0 };
    char as_of[DAY_TEXT_SIZE];
    JsonWriter json = json_writer(out, 0);
    day_format(inputs->as_of, as_of);
    json_array_begin(&json);
    json_object_begin(&json);
    json_field_text(&json, "release", inputs->id);
    json_field_integer(&json, "cycle", inputs->cycle);
    json_field_text(&json, "method", method->id);
    json_field_text(&json, "method_hash", files->method_hash);
    json_field_text(&json, "input_hash", files->input_hash);
    json_field_text(&json, "result_hash", files->hash);
    json_field_text(&json, "seed", str_format(&arena, "%lld", (long long)inputs->seed));
    json_field_integer(&json, "draws", (int64_t)inputs->draws);
    json_field_integer(&json, "states", (int64_t)inputs->dataset->state_count);
    json_field_text(&json, "corrects", inputs->corrects);
    json_field_text(&json, "changes", str_from(arguments->reason));
    json_field_text(&json, "drafted_on", drafted_on);
    json_field_text(&json, "source",
                    STR("computed by uphold assess from the records of this home"));
    json_field_text(&json, "as_of", str_from(as_of));
    json_object_end(&json);
    json_array_end(&json);
    arena_free(&arena);
}

/* The files first, then the record that makes them public, in one transaction with its log leaf: a
 * crash in between leaves files nobody refers to, never a record without its files. */
static bool register_release(Home *home, Arena *arena, const AssessArguments *arguments,
                             const ReleaseInputs *inputs, const ReleaseFiles *files,
                             const Method *method, Str drafted_on, Error *error) {
    ImportResult result;
    Buffer record = { 0 };
    const char *folder = str_to_c(arena, str_format(arena, "%s/releases", home->path));
    write_record(&record, arguments, inputs, files, method, drafted_on);
    ImportRequest request = {
        .kind = &RELEASE,
        .format = IMPORT_JSON,
        .content = str_copy(arena, buffer_str(&record)),
        .changes = { .origin = STR("import"),
                     .file_name = STR("uphold assess"),
                     .made_at = home_timestamp(arena),
                     .made_by = str_from(arguments->author ? arguments->author : "operator"),
                     .reason = STR("release of the yearly assessment") },
        .registry = &REGISTRY,
        .rules = RULES,
    };
    buffer_free(&record);
    if (!file_make_folder(folder, 0755, error) ||
        !release_write(folder, inputs->id, files, error) || !store_begin(home->open, error))
        return false;
    if (!import_run(home->open, arena, &request, &result, error)) return false;
    if (result.problems.count)
        return error_set(error, ERROR_SYSTEM, "the record of the release is refused: %.*s",
                         STR_ARGUMENTS(result.problems.kept[0].text));
    return home_expect_change(home, error) && store_commit(home->open, error) &&
           home_publish(home, error);
}

static void print_release(const ReleaseInputs *inputs, const ReleaseFiles *files,
                          const char *where) {
    printf("release %.*s: %zu States as of cycle %d, %zu draws\n  in %s\n  input   %.*s\n  result  "
           "%.*s\n",
           STR_ARGUMENTS(inputs->id), inputs->dataset->state_count, inputs->cycle, inputs->draws,
           where, STR_ARGUMENTS(files->input_hash), STR_ARGUMENTS(files->hash));
}

/* --- releases and drafts
 * --------------------------------------------------------------------------------------- */

static bool write_draft(Home *home, Arena *arena, const ReleaseInputs *inputs,
                        const ReleaseFiles *files, Error *error) {
    const char *folder = str_to_c(arena, str_format(arena, "%s/drafts", home->path));
    char today[DAY_TEXT_SIZE], until[DAY_TEXT_SIZE];
    if (!file_make_folder(folder, 0700, error) || !release_write(folder, inputs->id, files, error))
        return false;
    day_format(day_today(), today);
    day_format(day_today() + REPLY_WINDOW_DAYS, until);
    const char *mark =
        str_to_c(arena, str_format(arena, "%s/%.*s.drafted-on", folder, STR_ARGUMENTS(inputs->id)));
    if (!file_write(mark, str_from(today), 0600, error)) return false;
    print_release(inputs, files, folder);
    printf(
        "draft: States may reply until %s; `uphold assess --finish %.*s` publishes it after that\n",
        until, STR_ARGUMENTS(inputs->id));
    return true;
}

static bool make_release(const AssessArguments *arguments, Arena *arena, Error *error) {
    Home home;
    ReleaseInputs inputs = { 0 };
    ReleaseFiles *files = ARENA_NEW(arena, ReleaseFiles);
    Method *method = ARENA_NEW(arena, Method);
    if (arguments->corrects && !arguments->reason)
        return error_set(error, ERROR_USAGE,
                         "a correction says with --reason what it changes and why");
    if (!read_request(arguments, arena, &inputs, method, error) ||
        !home_open(&home, arguments->home, &REGISTRY, error))
        return false;
    bool done = gather_inputs(home.open, arena, &inputs, method, error) &&
                release_build(arena, &inputs, thread_count(), files, error);
    if (done && arguments->draft) {
        done = write_draft(&home, arena, &inputs, files, error);
    } else if (done) {
        done = register_release(&home, arena, arguments, &inputs, files, method, STR_EMPTY, error);
        if (done)
            print_release(&inputs, files,
                          str_to_c(arena, str_format(arena, "%s/releases/%.*s", arguments->home,
                                                     STR_ARGUMENTS(inputs.id))));
    }
    home_close(&home);
    return done;
}

/* A draft becomes the release it was, byte for byte, once the States have had their 14 days. */
static bool finish_draft(const AssessArguments *arguments, Arena *arena, Error *error) {
    Home home;
    ReleaseInputs inputs;
    ReleaseFiles *files = ARENA_NEW(arena, ReleaseFiles);
    Method *method = ARENA_NEW(arena, Method);
    Day drafted;
    Str drafted_on, hash;
    const char *draft =
        str_to_c(arena, str_format(arena, "%s/drafts/%s", arguments->home, arguments->finish));
    const char *mark = str_to_c(arena, str_format(arena, "%s.drafted-on", draft));
    if (!file_read(arena, mark, 64, &drafted_on, error))
        return error_set(error, ERROR_NOT_FOUND, "there is no draft %s", arguments->finish);
    if (!day_parse(drafted_on, &drafted, error)) return false;
    if (day_today() <= drafted + REPLY_WINDOW_DAYS) {
        char until[DAY_TEXT_SIZE];
        day_format(drafted + REPLY_WINDOW_DAYS, until);
        return error_set(error, ERROR_REFUSED,
                         "the States may reply to draft %s until %s; finish it after that day",
                         arguments->finish, until);
    }
    if (!release_verify(arena, draft, thread_count(), &hash, error) ||
        !release_read_inputs(arena, draft, &inputs, error) ||
        !method_read(arena, inputs.method_text, METHOD_OF_RELEASE, method, error) ||
        !release_build(arena, &inputs, thread_count(), files, error) ||
        !home_open(&home, arguments->home, &REGISTRY, error))
        return false;
    bool done =
        register_release(&home, arena, arguments, &inputs, files, method, drafted_on, error);
    home_close(&home);
    if (done) print_release(&inputs, files, "releases");
    return done;
}

/* --- looking at releases
 * ---------------------------------------------------------------------------------------- */

static bool verify_release(const AssessArguments *arguments, Arena *arena, Error *error) {
    Str hash;
    const char *folder =
        str_to_c(arena, str_format(arena, "%s/releases/%s", arguments->home, arguments->verify));
    if (!file_exists(folder))
        return error_set(error, ERROR_NOT_FOUND, "there is no release %s in %s/releases",
                         arguments->verify, arguments->home);
    if (!release_verify(arena, folder, thread_count(), &hash, error))
        return error_context(error, "release %s does NOT verify", arguments->verify);
    printf("release %s verifies: computed again from its inputs it is the same to the last byte\n"
           "  result  %.*s\n",
           arguments->verify, STR_ARGUMENTS(hash));
    return true;
}

static int run(const Command *command, const AssessArguments *arguments, Arena *arena) {
    Error error = { 0 };
    bool done;
    if (arguments->input || arguments->out) {
        if (!arguments->input || !arguments->out)
            return command_misuse(command, "--input and --out go together");
        done = assess_folder(arguments, arena, &error);
    } else if (arguments->verify) {
        done = verify_release(arguments, arena, &error);
    } else if (arguments->finish) {
        done = finish_draft(arguments, arena, &error);
    } else {
        done = make_release(arguments, arena, &error);
    }
    if (!done && error.kind == ERROR_USAGE) return command_misuse(command, "%s", error.message);
    return done ? EXIT_DONE : command_refuse(&error);
}

int command_assess(const Command *command, int argument_count, char **arguments) {
    Arena arena = { 0 };
    AssessArguments given = { 0 };
    const char **operands;
    size_t operand_count;
    const Option table[] = {
        OPTION_HOME(&given.home),
        { "cycle", "YEAR", "the election year the release is for", &given.cycle },
        { "as-of", "DAY", "the day up to which facts count, YYYY-MM-DD", &given.as_of },
        { "draws", "N", "draws of the uncertainty run (default: 10000)", &given.draws },
        { "seed", "N", "seed of the draws (default: the method's)", &given.seed },
        { "method", "ID", "the method (default: ACA-1.0.0)", &given.method },
        { "corrects", "ID", "make a correction of this release", &given.corrects },
        { "reason", "TEXT", "what a correction changes and why", &given.reason },
        { "draft", NULL, "make a draft for the States to reply to within 14 days", NULL,
          &given.draft },
        { "finish", "ID", "publish a draft whose 14 days are over", &given.finish },
        { "verify", "ID", "compute a release again and compare every byte", &given.verify },
        { "input", "DIR", "assess a folder shaped as tests/fixtures/golden", &given.input },
        { "out", "DIR", "where to write that assessment", &given.out },
        { "author", "ROLE", "who releases, a role (default: operator)", &given.author, NULL, true },
    };
    OptionsOutcome outcome = options_read(command, &arena, table, COUNT_OF(table), argument_count,
                                          arguments, &operands, &operand_count);
    int code = outcome == OPTIONS_HELP_SHOWN ? EXIT_DONE : EXIT_USAGE;
    if (outcome == OPTIONS_READ)
        code = operand_count ? command_misuse(command, "unexpected \"%s\"", operands[0])
                             : run(command, &given, &arena);
    arena_free(&arena);
    return code;
}
