#include "cmd/release_run.h"

#include <stdio.h>
#include <unistd.h>

#include "assess/assess_kinds.h"
#include "assess/assess_kinds.sql.h"
#include "assess/records_dataset.h"
#include "base/embedded.h"
#include "base/file.h"
#include "cmd/registry.h"
#include "council/council_store.h"
#include "record/reader.h"

enum { THREADS_MAX = 64 };

unsigned release_threads(void) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : cores > THREADS_MAX ? THREADS_MAX : (unsigned)cores;
}

static Str method_text(const char *name) {
    char path[128];
    snprintf(path, sizeof path, "methods/%s.json", name);
    for (size_t i = 0; i < EMBEDDED_FILE_COUNT; i++)
        if (str_equal_c(EMBEDDED_FILES[i].path, path)) return EMBEDDED_FILES[i].content;
    return STR_EMPTY;
}

bool release_run_begin(Arena *arena, ReleaseRun *run, const char *method_name, Error *error) {
    *run =
        (ReleaseRun){ .method = ARENA_NEW(arena, Method), .files = ARENA_NEW(arena, ReleaseFiles) };
    run->inputs.method_text = method_text(method_name);
    if (!run->inputs.method_text.length)
        return error_set(error, ERROR_USAGE, "there is no method %s", method_name);
    if (!method_read(arena, run->inputs.method_text, METHOD_OF_RELEASE, run->method, error))
        return error_context(error, "method %s", method_name);
    run->inputs.draws = RELEASE_DRAWS;
    run->inputs.sobol_rows = RELEASE_SOBOL_ROWS;
    run->inputs.seed = run->method->seed;
    return true;
}

/* --- computing
 * -------------------------------------------------------------------------------------- */

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

static bool is_registered(Store *store, Arena *arena, Str id, bool *registered, Error *error) {
    Record record;
    RecordReader *reader = record_reader_new(store);
    bool done = record_reader_get(reader, arena, &RELEASE, id, &record, registered, error);
    record_reader_free(reader);
    return done;
}

/* The next name that neither a release nor a draft has: a draft keeps its name while the States
 * reply. */
static bool next_name(const Home *home, Arena *arena, const char *prefix, int64_t number, Str *name,
                      Error *error) {
    for (bool taken = true; taken; number++) {
        *name = str_format(arena, "%s%lld", prefix, (long long)number);
        if (!is_registered(home->open, arena, *name, &taken, error)) return false;
        taken = taken || file_exists(str_to_c(arena, str_format(arena, "%s/drafts/%.*s", home->path,
                                                                STR_ARGUMENTS(*name))));
    }
    return true;
}

static bool name_release(const Home *home, Arena *arena, ReleaseInputs *inputs, Error *error) {
    int64_t count;
    bool exists, correction = inputs->corrects.length != 0;
    Str base = inputs->corrects, rest = inputs->corrects;
    if (correction && !str_cut(&rest, '.', &base)) base = inputs->corrects;
    if (!count_releases(home->open, inputs->cycle, base, correction, &count, &exists, error))
        return false;
    if (correction && !exists)
        return error_set(error, ERROR_REFUSED,
                         "there is no release %.*s of the cycle %d to correct", STR_ARGUMENTS(base),
                         inputs->cycle);
    Str prefix = correction ? str_format(arena, "%.*s.", STR_ARGUMENTS(base))
                            : str_format(arena, "%d-", inputs->cycle);
    return next_name(home, arena, str_to_c(arena, prefix), count + 1, &inputs->id, error);
}

/* The day of the regular election of a year; DAY_NONE where it is not on record. */
static Day election_day(const CouncilData *council, int year) {
    for (size_t i = 0; i < council->election_count; i++) {
        const CouncilElection *election = &council->elections[i];
        if (!election->by_election && election->key.year == year) return election->held_on;
    }
    return DAY_NONE;
}

/* A release is about the candidates of the coming election (METHOD 2). Up to the vote of the year
 * before, another election is the coming one; where that vote is not on record, the year it fell
 * in is the bound. On the day of the vote candidates become members, or do not. */
static bool check_as_of(const CouncilData *council, const ReleaseInputs *inputs, Error *error) {
    char day[DAY_TEXT_SIZE];
    int cycle = inputs->cycle;
    Day before = election_day(council, cycle - 1), vote = election_day(council, cycle);
    if (before != DAY_NONE && inputs->as_of <= before) {
        day_format(before, day);
        return error_set(error, ERROR_REFUSED,
                         "until the election of %d, on %s, that of %d is not the coming one: a "
                         "release for it is as of a later day (METHOD 2)",
                         cycle - 1, day, cycle);
    }
    if (before == DAY_NONE && day_year(inputs->as_of) < cycle - 1)
        return error_set(error, ERROR_REFUSED,
                         "a release for the election of %d is as of a day of %d or later, when it "
                         "is the coming one (METHOD 2)",
                         cycle, cycle - 1);
    if (vote == DAY_NONE || inputs->as_of <= vote) return true;
    day_format(vote, day);
    return error_set(error, ERROR_REFUSED,
                     "the election of %d was on %s: a release for it is as of that day or earlier",
                     cycle, day);
}

static bool gather_inputs(const Home *home, Arena *arena, ReleaseInputs *inputs,
                          const Method *method, Error *error) {
    CouncilData *council = ARENA_NEW(arena, CouncilData);
    Dataset *dataset = ARENA_NEW(arena, Dataset), *members = ARENA_NEW(arena, Dataset);
    RecordReader *reader = record_reader_new(home->open);
    PriorCase *cases = NULL;
    bool done =
        council_load(home->open, arena, council, error) && check_as_of(council, inputs, error) &&
        records_dataset(reader, arena, council, method, inputs->cycle, inputs->as_of, dataset,
                        error) &&
        records_dataset_of_members(reader, arena, council, method, inputs->as_of, members, error) &&
        name_release(home, arena, inputs, error);
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

/* The release that is corrected, as it is on record: from it follows the list of changes. */
static bool read_corrected(const Home *home, Arena *arena, ReleaseInputs *inputs, Error *error) {
    Record record;
    bool found = false;
    ReleaseFiles *corrected = ARENA_NEW(arena, ReleaseFiles);
    const char *folder = str_to_c(
        arena, str_format(arena, "%s/releases/%.*s", home->path, STR_ARGUMENTS(inputs->corrects)));
    if (!inputs->corrects.length) return true;
    RecordReader *reader = record_reader_new(home->open);
    bool done =
        record_reader_get(reader, arena, &RELEASE, inputs->corrects, &record, &found, error);
    record_reader_free(reader);
    if (done && !found)
        return error_set(error, ERROR_REFUSED, "there is no release %.*s to correct",
                         STR_ARGUMENTS(inputs->corrects));
    if (!done || !release_read_compared(arena, folder, corrected, error)) return false;
    if (!str_equal(corrected->hash, record_value(&record, "result_hash")->text))
        return error_set(error, ERROR_REFUSED, "the files of release %.*s are not those recorded",
                         STR_ARGUMENTS(inputs->corrects));
    inputs->corrected = corrected;
    return true;
}

bool release_run_compute(Home *home, Arena *arena, ReleaseRun *run, Error *error) {
    return gather_inputs(home, arena, &run->inputs, run->method, error) &&
           release_check_draws(run->inputs.dataset->state_count, run->inputs.draws, error) &&
           read_corrected(home, arena, &run->inputs, error) &&
           release_build(arena, &run->inputs, release_threads(), run->files, error);
}

/* --- registering
 * ------------------------------------------------------------------------------------------- */

static void write_record(Buffer *out, const ReleaseRun *run, Str drafted_on) {
    Arena arena = { 0 };
    const ReleaseInputs *inputs = &run->inputs;
    char as_of[DAY_TEXT_SIZE];
    JsonWriter json = json_writer(out, 0);
    day_format(inputs->as_of, as_of);
    json_array_begin(&json);
    json_object_begin(&json);
    json_field_text(&json, "release", inputs->id);
    json_field_integer(&json, "cycle", inputs->cycle);
    json_field_text(&json, "method", run->method->id);
    json_field_text(&json, "method_hash", run->files->method_hash);
    json_field_text(&json, "input_hash", run->files->input_hash);
    json_field_text(&json, "result_hash", run->files->hash);
    json_field_text(&json, "seed", str_format(&arena, "%lld", (long long)inputs->seed));
    json_field_integer(&json, "draws", (int64_t)inputs->draws);
    json_field_integer(&json, "states", (int64_t)inputs->dataset->state_count);
    json_field_text(&json, "corrects", inputs->corrects);
    json_field_text(&json, "changes", str_from(run->reason));
    json_field_text(&json, "drafted_on", drafted_on);
    json_field_text(&json, "source",
                    STR("computed by uphold assess from the records of this home"));
    json_field_text(&json, "as_of", str_from(as_of));
    json_object_end(&json);
    json_array_end(&json);
    arena_free(&arena);
}

static bool check_is_new(Store *store, Arena *arena, Str id, Error *error) {
    bool registered;
    if (!is_registered(store, arena, id, &registered, error)) return false;
    return !registered ||
           error_set(error, ERROR_REFUSED,
                     "release %.*s exists and never changes; a correction is a release of its own",
                     STR_ARGUMENTS(id));
}

/* A crash between files and record leaves a folder nobody refers to, in the way of the next release
 * of that name: it is put aside, not overwritten. */
static bool put_left_over_aside(Arena *arena, const char *folder, Str id, Error *error) {
    const char *path = str_to_c(arena, str_format(arena, "%s/%.*s", folder, STR_ARGUMENTS(id)));
    const char *aside =
        str_to_c(arena, str_format(arena, "%s.left-over-%ld", path, (long)getpid()));
    if (!file_exists(path)) return true;
    return rename(path, aside) == 0 || error_system(error, "cannot rename %s", path);
}

/* The files first, then the record that makes them public, in one transaction with its log leaf:
 * never a record without its files. */
bool release_run_register(Home *home, Arena *arena, const ReleaseRun *run, Str drafted_on,
                          Error *error) {
    ImportResult result;
    Buffer record = { 0 };
    const char *folder = str_to_c(arena, str_format(arena, "%s/releases", home->path));
    write_record(&record, run, drafted_on);
    ImportRequest request = {
        .kind = &RELEASE,
        .format = IMPORT_JSON,
        .content = str_copy(arena, buffer_str(&record)),
        .changes = { .origin = STR("import"),
                     .file_name = STR("uphold assess"),
                     .made_at = home_timestamp(arena),
                     .made_by = str_from(run->author ? run->author : "operator"),
                     .reason = STR("release of the yearly assessment") },
        .registry = &REGISTRY,
        .rules = RULES,
    };
    buffer_free(&record);
    if (!check_is_new(home->open, arena, run->inputs.id, error) ||
        !file_make_folder(folder, 0755, error) ||
        !put_left_over_aside(arena, folder, run->inputs.id, error) ||
        !release_write(folder, run->inputs.id, run->files, error) ||
        !store_begin(home->open, error))
        return false;
    if (!import_run(home->open, arena, &request, &result, error)) return false;
    if (result.problems.count)
        return error_set(error, ERROR_SYSTEM, "the record of the release is refused: %.*s",
                         STR_ARGUMENTS(result.problems.kept[0].text));
    return home_expect_change(home, error) && store_commit(home->open, error) &&
           home_publish(home, error);
}

/* --- replies
 * --------------------------------------------------------------------------------------------- */

bool release_run_check_replied(const Home *home, Arena *arena, const Kind *kind,
                               ImportResult *result, Error *error) {
    if (kind != &RELEASE_REPLY && kind != &RELEASE_CORRECTION) return true;
    for (size_t i = 0; i < result->entry_count; i++) {
        const PlanEntry *entry = &result->entries[i];
        Str rest = entry->key, release;
        bool registered = false;
        if (!str_cut(&rest, '/', &release)) release = entry->key;
        if (!is_registered(home->open, arena, release, &registered, error)) return false;
        const char *draft = str_to_c(
            arena, str_format(arena, "%s/drafts/%.*s", home->path, STR_ARGUMENTS(release)));
        if (registered || (release_is_id(release) && file_exists(draft))) continue;
        problem_add(&result->problems, entry->line, STR("release"), entry->key,
                    "there is neither a release nor a draft \"%.*s\"", STR_ARGUMENTS(release));
    }
    return true;
}
