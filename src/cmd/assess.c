/* uphold assess: the yearly assessment (A5) from the records of the home, as a release that anybody
 * can compute again; and the golden interface, for examples in a folder. */
#include <math.h>
#include <stdio.h>

#include "assess/assess_kinds.h"
#include "assess/golden_input.h"
#include "assess/golden_output.h"
#include "base/file.h"
#include "cmd/assess_audit.h"
#include "cmd/commands.h"
#include "cmd/registry.h"
#include "cmd/release_run.h"
#include "record/reader.h"

enum { DRAFT_REASON_LIMIT = 1 << 16 };

typedef struct AssessArguments {
    const char *home, *cycle, *as_of, *draws, *seed, *method, *corrects, *reason, *finish;
    const char *verify, *audit, *input, *out, *author;
    bool draft;
} AssessArguments;

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
    if (method->as_of == DAY_NONE)
        return error_set(error, ERROR_REFUSED, "params.json: as_of is missing; or give --as-of");
    if (!read_number("draws", arguments->draws, 1, 1000000, &draws, error) ||
        !read_number("seed", arguments->seed, 0, INT64_MAX, &seed, error))
        return false;
    AssessOptions options = golden_options(method, release_threads());
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

static bool read_request(const AssessArguments *arguments, Arena *arena, ReleaseRun *run,
                         Error *error) {
    int64_t cycle = 0, draws = RELEASE_DRAWS, seed = 0;
    if (!arguments->cycle || !arguments->as_of)
        return error_set(error, ERROR_USAGE, "a release needs --cycle YEAR and --as-of DAY");
    if (!release_run_begin(arena, run, arguments->method ? arguments->method : "ACA-1.0.0",
                           error) ||
        !read_number("cycle", arguments->cycle, 2006, 2100, &cycle, error) ||
        !read_number("draws", arguments->draws, 100, 100000, &draws, error) ||
        !read_number("seed", arguments->seed, 0, INT64_MAX, &seed, error))
        return false;
    if (!day_parse(str_from(arguments->as_of), &run->inputs.as_of, error))
        return error_context(error, "--as-of");
    run->inputs.cycle = (int)cycle;
    run->inputs.draws = (size_t)draws;
    if (arguments->seed) run->inputs.seed = (uint64_t)seed;
    run->inputs.corrects = str_from(arguments->corrects);
    run->author = arguments->author;
    run->reason = arguments->reason;
    return true;
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

/* Where a draft keeps what the correction it is to be changes and why. */
static const char *draft_reason(Arena *arena, const char *folder, Str id) {
    return str_to_c(arena, str_format(arena, "%s/%.*s.reason", folder, STR_ARGUMENTS(id)));
}

/* The day first: a draft without its day could never be finished. */
static bool write_draft(Home *home, Arena *arena, const ReleaseInputs *inputs,
                        const ReleaseFiles *files, const char *reason, Error *error) {
    const char *folder = str_to_c(arena, str_format(arena, "%s/drafts", home->path));
    const char *mark =
        str_to_c(arena, str_format(arena, "%s/%.*s.drafted-on", folder, STR_ARGUMENTS(inputs->id)));
    char today[DAY_TEXT_SIZE], until[DAY_TEXT_SIZE];
    day_format(day_today(), today);
    day_format(day_today() + REPLY_WINDOW_DAYS, until);
    if (!file_make_folder(folder, 0700, error) || !file_write(mark, str_from(today), 0600, error) ||
        (reason &&
         !file_write(draft_reason(arena, folder, inputs->id), str_from(reason), 0600, error)) ||
        !release_write(folder, inputs->id, files, error))
        return false;
    print_release(inputs, files, folder);
    printf(
        "draft: States may reply until %s; `uphold assess --finish %.*s` publishes it after that\n",
        until, STR_ARGUMENTS(inputs->id));
    return true;
}

static bool make_release(const AssessArguments *arguments, Arena *arena, Error *error) {
    Home home;
    ReleaseRun run;
    if (arguments->corrects && !arguments->reason)
        return error_set(error, ERROR_USAGE,
                         "a correction says with --reason what it changes and why");
    if (arguments->reason && !arguments->corrects)
        return error_set(error, ERROR_USAGE, "--reason has no effect without --corrects");
    if (!read_request(arguments, arena, &run, error) ||
        !home_open(&home, arguments->home, &REGISTRY, error))
        return false;
    bool done = release_run_compute(&home, arena, &run, error);
    if (done && arguments->draft) {
        done = write_draft(&home, arena, &run.inputs, run.files, run.reason, error);
    } else if (done) {
        done = release_run_register(&home, arena, &run, STR_EMPTY, error);
        if (done) print_release(&run.inputs, run.files, "releases");
    }
    home_close(&home);
    return done;
}

/* A draft becomes the release it was, byte for byte, once the States have had their 14 days. */
static bool finish_draft(const AssessArguments *arguments, Arena *arena, Error *error) {
    Home home;
    ReleaseRun run;
    Day drafted;
    Str drafted_on, hash, reason = STR_EMPTY;
    const char *drafts = str_to_c(arena, str_format(arena, "%s/drafts", arguments->home));
    const char *releases = str_to_c(arena, str_format(arena, "%s/releases", arguments->home));
    const char *draft = str_to_c(arena, str_format(arena, "%s/%s", drafts, arguments->finish));
    const char *mark = str_to_c(arena, str_format(arena, "%s.drafted-on", draft));
    if (!release_is_id(str_from(arguments->finish)) || !file_exists(mark))
        return error_set(error, ERROR_NOT_FOUND, "there is no draft %s", arguments->finish);
    if (!file_read(arena, mark, 64, &drafted_on, error) || !day_parse(drafted_on, &drafted, error))
        return false;
    if (day_today() <= drafted + REPLY_WINDOW_DAYS) {
        char until[DAY_TEXT_SIZE];
        day_format(drafted + REPLY_WINDOW_DAYS, until);
        return error_set(error, ERROR_REFUSED,
                         "the States may reply to draft %s until %s; finish it after that day",
                         arguments->finish, until);
    }
    if (!release_run_begin(arena, &run, "ACA-1.0.0", error) ||
        !release_verify(arena, draft, releases, release_threads(), &hash, error) ||
        !release_read_inputs(arena, draft, releases, &run.inputs, error) ||
        !method_read(arena, run.inputs.method_text, METHOD_OF_RELEASE, run.method, error) ||
        !release_build(arena, &run.inputs, release_threads(), run.files, error) ||
        !home_open(&home, arguments->home, &REGISTRY, error))
        return false;
    run.author = arguments->author;
    const char *kept = draft_reason(arena, drafts, run.inputs.id);
    bool done = !file_exists(kept) || file_read(arena, kept, DRAFT_REASON_LIMIT, &reason, error);
    if (reason.length) run.reason = str_to_c(arena, reason);
    done = done && release_run_register(&home, arena, &run, drafted_on, error);
    home_close(&home);
    if (done) print_release(&run.inputs, run.files, "releases");
    return done;
}

/* --- looking at releases
 * ---------------------------------------------------------------------------------------- */

/* The release must be the one on record, and no other whose files fit each other as well. */
static bool is_the_recorded_one(const AssessArguments *arguments, Arena *arena, Str hash,
                                Error *error) {
    const char *path;
    int64_t number;
    Store *store = NULL;
    Record record;
    bool found = false;
    if (!home_find_snapshot(arena, arguments->home, &REGISTRY, &path, &number, error) ||
        !store_open(path, STORE_SNAPSHOT, &store, error))
        return false;
    RecordReader *reader = record_reader_new(store);
    bool done = record_reader_get(reader, arena, &RELEASE, str_from(arguments->verify), &record,
                                  &found, error);
    record_reader_free(reader);
    store_close(store);
    if (!done) return false;
    if (!found) return error_set(error, ERROR_REFUSED, "it is not on record");
    Str recorded = record_value(&record, "result_hash")->text;
    return str_equal(recorded, hash) ||
           error_set(error, ERROR_REFUSED,
                     "its files fit together, but the release on record has the result %.*s",
                     STR_ARGUMENTS(recorded));
}

static bool verify_release(const AssessArguments *arguments, Arena *arena, Error *error) {
    Str hash;
    const char *releases = str_to_c(arena, str_format(arena, "%s/releases", arguments->home));
    const char *folder = str_to_c(arena, str_format(arena, "%s/%s", releases, arguments->verify));
    if (!release_is_id(str_from(arguments->verify)) || !file_exists(folder))
        return error_set(error, ERROR_NOT_FOUND, "there is no release %s in %s/releases",
                         arguments->verify, arguments->home);
    if (!release_verify(arena, folder, releases, release_threads(), &hash, error) ||
        !is_the_recorded_one(arguments, arena, hash, error))
        return error_context(error, "release %s does NOT verify", arguments->verify);
    printf("release %s verifies: computed again from its inputs it is the same to the last byte\n"
           "  result  %.*s\n",
           arguments->verify, STR_ARGUMENTS(hash));
    return true;
}

/* Of a release, or of a draft before it goes out. */
static bool audit_release(const AssessArguments *arguments, Arena *arena, Error *error) {
    static const char *const folders[] = { "releases", "drafts" };
    ReleaseInputs inputs;
    for (size_t i = 0; i < COUNT_OF(folders) && release_is_id(str_from(arguments->audit)); i++) {
        const char *folder = str_to_c(
            arena, str_format(arena, "%s/%s/%s", arguments->home, folders[i], arguments->audit));
        if (file_exists(folder))
            return release_read_inputs(arena, folder, NULL, &inputs, error) &&
                   print_audit(arena, &inputs, release_threads(), error);
    }
    return error_set(error, ERROR_NOT_FOUND, "there is no release or draft %s", arguments->audit);
}

/* --- what the command does
 * ----------------------------------------------------------------------------------------- */

typedef enum AssessTask {
    TASK_FOLDER = 1,
    TASK_VERIFY = 2,
    TASK_AUDIT = 4,
    TASK_FINISH = 8,
    TASK_RELEASE = 16,
} AssessTask;

/* An option that has no effect on a task is refused beside it: whoever gave it expects one. The
 * settings, home and author, stand in the environment for every task. */
static const struct {
    const char *option;
    unsigned tasks;
} USES[] = {
    { "cycle", TASK_RELEASE },
    { "as-of", TASK_RELEASE | TASK_FOLDER },
    { "draws", TASK_RELEASE | TASK_FOLDER },
    { "seed", TASK_RELEASE | TASK_FOLDER },
    { "method", TASK_RELEASE },
    { "corrects", TASK_RELEASE },
    { "reason", TASK_RELEASE },
    { "draft", TASK_RELEASE },
    { "finish", TASK_FINISH },
    { "verify", TASK_VERIFY },
    { "audit", TASK_AUDIT },
    { "input", TASK_FOLDER },
    { "out", TASK_FOLDER },
};

static AssessTask task_of(const AssessArguments *arguments) {
    if (arguments->input || arguments->out) return TASK_FOLDER;
    if (arguments->verify) return TASK_VERIFY;
    if (arguments->audit) return TASK_AUDIT;
    return arguments->finish ? TASK_FINISH : TASK_RELEASE;
}

static const char *task_option(AssessTask task) {
    switch (task) {
    case TASK_FOLDER: return "input";
    case TASK_VERIFY: return "verify";
    case TASK_AUDIT: return "audit";
    case TASK_FINISH: return "finish";
    case TASK_RELEASE: break;
    }
    return "cycle";
}

static const Option *option_without_effect(const Option *options, size_t count, AssessTask task) {
    for (size_t i = 0; i < count; i++) {
        bool given = options[i].value ? *options[i].value != NULL : *options[i].given;
        for (size_t j = 0; given && j < COUNT_OF(USES); j++)
            if (strcmp(USES[j].option, options[i].name) == 0 && !(USES[j].tasks & (unsigned)task))
                return &options[i];
    }
    return NULL;
}

static int run(const Command *command, const AssessArguments *arguments, const Option *options,
               size_t option_count, Arena *arena) {
    Error error = { 0 };
    bool done = false;
    AssessTask task = task_of(arguments);
    const Option *idle = option_without_effect(options, option_count, task);
    if (idle)
        return command_misuse(command, "--%s has no effect with --%s", idle->name,
                              task_option(task));
    switch (task) {
    case TASK_FOLDER:
        if (!arguments->input || !arguments->out)
            return command_misuse(command, "--input and --out go together");
        done = assess_folder(arguments, arena, &error);
        break;
    case TASK_VERIFY: done = verify_release(arguments, arena, &error); break;
    case TASK_AUDIT: done = audit_release(arguments, arena, &error); break;
    case TASK_FINISH: done = finish_draft(arguments, arena, &error); break;
    case TASK_RELEASE: done = make_release(arguments, arena, &error); break;
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
        { "audit", "ID",
          "availability, correlations, weights, removal of each indicator (METHOD 11)",
          &given.audit },
        { "input", "DIR", "assess a folder shaped as tests/fixtures/golden", &given.input },
        { "out", "DIR", "where to write that assessment", &given.out },
        { "author", "ROLE", "who releases, a role (default: operator)", &given.author, NULL, true },
    };
    OptionsOutcome outcome = options_read(command, &arena, table, COUNT_OF(table), argument_count,
                                          arguments, &operands, &operand_count);
    int code = outcome == OPTIONS_HELP_SHOWN ? EXIT_DONE : EXIT_USAGE;
    if (outcome == OPTIONS_READ)
        code = operand_count ? command_misuse(command, "unexpected \"%s\"", operands[0])
                             : run(command, &given, table, COUNT_OF(table), &arena);
    arena_free(&arena);
    return code;
}
