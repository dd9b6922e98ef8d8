#include "assess/release.h"

#include <dirent.h>
#include <math.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

#include "assess/dataset_write.h"
#include "assess/golden_input.h"
#include "assess/release_changes.h"
#include "base/file.h"
#include "ledger/commitment.h"
#include "text/csv.h"
#include "text/json.h"

/* --- hashes
 * ---------------------------------------------------------------------------------------- */

static Str hash_of(Arena *arena, Str content) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)content.data, content.length);
    char *text = arena_allocate(arena, RELEASE_HASH_TEXT + 1);
    hex_write(hash, sizeof hash, text);
    return (Str){ text, RELEASE_HASH_TEXT };
}

static void add_file(Arena *arena, ReleaseFiles *files, Str name, Buffer *content) {
    files->files[files->count++] = (ReleaseFile){ name, str_copy(arena, buffer_str(content)) };
    buffer_free(content);
}

/* As sha256sum prints and checks it. */
static Str sums_of(Arena *arena, const ReleaseFiles *files, const char *prefix) {
    Buffer out = { 0 };
    for (size_t i = 0; i < files->count; i++) {
        const ReleaseFile *file = &files->files[i];
        if (!str_starts_with(file->name, str_from(prefix))) continue;
        buffer_add(&out, hash_of(arena, file->content));
        buffer_add_c(&out, "  ");
        buffer_add(&out, file->name);
        buffer_add_byte(&out, '\n');
    }
    Str sums = str_copy(arena, buffer_str(&out));
    buffer_free(&out);
    return sums;
}

/* --- inputs
 * ------------------------------------------------------------------------------------------ */

static void write_prior_cases(Buffer *out, const ReleaseInputs *inputs) {
    CSV_ROW(out, STR("indicator"), STR("state"), STR("x"), STR("n"));
    for (size_t i = 0; i < inputs->prior_case_count; i++) {
        const PriorCase *prior_case = &inputs->prior_cases[i];
        csv_text(out, str_from(indicator_code_text(prior_case->indicator)));
        csv_separator(out);
        csv_text(out, prior_case->state);
        csv_separator(out);
        buffer_add_decimal(out, prior_case->x);
        csv_separator(out);
        buffer_add_decimal(out, prior_case->n);
        csv_end(out);
    }
}

static void add_inputs(Arena *arena, const ReleaseInputs *inputs, ReleaseFiles *files) {
    Buffer content = { 0 };
    buffer_add(&content, inputs->method_text);
    add_file(arena, files, STR("params.json"), &content);
    for (size_t i = 0; i < dataset_file_count(); i++) {
        dataset_file_text(&content, inputs->dataset, i);
        add_file(arena, files, str_format(arena, "input/%s", dataset_file_name(i)), &content);
    }
    write_prior_cases(&content, inputs);
    add_file(arena, files, STR("input/prior_cases.csv"), &content);
    files->method_hash = hash_of(arena, inputs->method_text);
    files->input_hash = hash_of(arena, sums_of(arena, files, "input/"));
}

/* A release that could not be read back could never be verified. */
static bool check_inputs(Arena *arena, const ReleaseFiles *files, const Method *method,
                         Error *error) {
    Dataset again = { .communications_until = DAY_NONE };
    for (size_t i = 0; i < dataset_file_count(); i++) {
        const ReleaseFile *file = &files->files[1 + i]; /* after params.json */
        Str name = str_from(dataset_file_name(i));
        name = str_slice(name, 0, name.length - strlen(".csv"));
        if (!golden_table_read(arena, str_to_c(arena, name), file->content, method, &again, error))
            return error_context(error, "the release could not be computed again");
    }
    return true;
}

static void estimate_priors(Arena *arena, const ReleaseInputs *inputs, const Method *method,
                            PriorEstimate estimates[INDICATOR_CODE_COUNT]) {
    double *x = ARENA_ARRAY(arena, inputs->prior_case_count + 1, double);
    double *n = ARENA_ARRAY(arena, inputs->prior_case_count + 1, double);
    for (size_t i = 0; i < method->indicator_count; i++) {
        size_t count = 0;
        estimates[i] = (PriorEstimate){ 0 };
        if (method->indicators[i].kind != KIND_RATE) continue;
        for (size_t j = 0; j < inputs->prior_case_count; j++) {
            if (inputs->prior_cases[j].indicator != method->indicators[i].code) continue;
            x[count] = inputs->prior_cases[j].x;
            n[count++] = inputs->prior_cases[j].n;
        }
        estimates[i] = prior_estimate(x, n, count);
    }
}

void prior_cases_of(Arena *arena, const Dataset *members, const Method *method, Day as_of,
                    PriorCase **cases, size_t *count) {
    Observations observations = observe(arena, members, method, as_of);
    PriorCase *found =
        ARENA_ARRAY(arena, members->state_count * method->indicator_count + 1, PriorCase);
    *count = 0;
    for (size_t i = 0; i < method->indicator_count; i++)
        for (size_t state = 0; state < members->state_count; state++) {
            IndicatorCode code = method->indicators[i].code;
            const IndicatorFacts *facts = observed_facts(&observations, state, code);
            if (method->indicators[i].kind != KIND_RATE || facts->availability != AVAILABLE)
                continue;
            found[(*count)++] = (PriorCase){ code, members->states[state].code,
                                             facts->x[SUBSTANCE_NOMINAL], facts->n };
        }
    *cases = found;
}

size_t *release_sets(Arena *arena, const Dataset *dataset) {
    size_t *sets = ARENA_ARRAY(arena, dataset->state_count + 1, size_t);
    for (size_t i = 0; i < dataset->state_count; i++) {
        const AssessedState *state = &dataset->states[i];
        sets[i] = ASSESS_NO_SET;
        if (!str_contains(state->role, STR("candidate"))) continue;
        /* The number of a set is the place of the first State of its group. */
        for (size_t j = 0; j <= i; j++)
            if (str_equal(dataset->states[j].group, state->group)) {
                sets[i] = j;
                break;
            }
    }
    return sets;
}

/* --- tables
 * ------------------------------------------------------------------------------------------- */

static void number_cell(Buffer *out, double number) {
    csv_separator(out);
    if (isnan(number))
        buffer_add_c(out, "NA");
    else
        buffer_add_decimal(out, number);
}

static void write_indicators(Buffer *out, const Assessment *assessment) {
    const Method *method = assessment->method;
    buffer_add_c(out,
                 "state,indicator,availability,x,n,raw,wilson_low,wilson_high,a,b,value,low,high,"
                 "few_cases,score,word");
    csv_end(out);
    for (size_t s = 0; s < assessment->dataset->state_count; s++)
        for (size_t i = 0; i < method->indicator_count; i++) {
            const IndicatorEstimate *estimate = &assessment->states[s].indicators[i];
            const double numbers[] = { estimate->x,          estimate->n,           estimate->raw,
                                       estimate->wilson.low, estimate->wilson.high, estimate->a,
                                       estimate->b,          estimate->value,       estimate->low,
                                       estimate->high };
            csv_text(out, assessment->dataset->states[s].code);
            csv_separator(out);
            csv_text(out, str_from(indicator_code_text(method->indicators[i].code)));
            csv_separator(out);
            csv_text(out, str_from(estimate->availability == AVAILABLE
                                       ? "available"
                                       : availability_text(estimate->availability)));
            for (size_t n = 0; n < COUNT_OF(numbers); n++)
                number_cell(out, numbers[n]);
            csv_separator(out);
            csv_text(out, estimate->few_cases ? STR("yes") : STR("no"));
            number_cell(out, estimate->score);
            csv_separator(out);
            csv_text(out, str_from(item_word_text(estimate->word)));
            csv_end(out);
        }
}

static void write_scores(Buffer *out, Arena *arena, const Assessment *assessment) {
    buffer_add_c(out, "state,un_group,role,level,score,low,median,high,weight_share,words");
    csv_end(out);
    for (size_t s = 0; s < assessment->dataset->state_count; s++) {
        const AssessedState *state = &assessment->dataset->states[s];
        const StateAssessment *assessed = &assessment->states[s];
        for (int d = 0; d <= DIMENSION_COUNT; d++) {
            bool whole = d == DIMENSION_COUNT;
            const Spread *spread = whole ? &assessed->overall : &assessed->dimensions[d];
            Str level = whole ? STR("overall") : str_from(dimension_text((Dimension)d));
            const Str cells[] = { state->code, state->group, state->role, level };
            csv_text(out, cells[0]);
            for (size_t c = 1; c < COUNT_OF(cells); c++) {
                csv_separator(out);
                csv_text(out, cells[c]);
            }
            number_cell(out, whole ? assessed->scores.geometric : assessed->scores.dimensions[d]);
            number_cell(out, spread->low);
            number_cell(out, spread->middle);
            number_cell(out, spread->high);
            number_cell(out, whole ? assessed->scores.overall_share
                                   : assessed->scores.dimension_shares[d]);
            csv_separator(out);
            if (whole) csv_text(out, verdict_text(arena, assessment->method, assessed->verdict));
            csv_end(out);
        }
    }
}

static void write_comparisons(Buffer *out, const Assessment *assessment) {
    buffer_add_c(out, "un_group,state,other,probability_above,rank_low,rank_middle,rank_high");
    csv_end(out);
    for (size_t c = 0; c < assessment->comparison_count; c++) {
        const Comparison *comparison = &assessment->comparisons[c];
        for (size_t i = 0; i < comparison->count; i++)
            for (size_t j = 0; j < comparison->count; j++) {
                if (i == j) continue;
                const AssessedState *state = &assessment->dataset->states[comparison->members[i]];
                csv_text(out, state->group);
                csv_separator(out);
                csv_text(out, state->code);
                csv_separator(out);
                csv_text(out, assessment->dataset->states[comparison->members[j]].code);
                number_cell(out, comparison->above[i * comparison->count + j]);
                number_cell(out, (double)comparison->rank_low[i]);
                number_cell(out, (double)comparison->rank_middle[i]);
                number_cell(out, (double)comparison->rank_high[i]);
                csv_end(out);
            }
    }
}

/* --- draws
 * ---------------------------------------------------------------------------------------------- */

static void add_number64(Buffer *out, uint64_t number) {
    for (int i = 0; i < 8; i++)
        buffer_add_byte(out, (char)(number >> (8 * i) & 255));
}

static void add_double(Buffer *out, double number) {
    uint64_t bits;
    /* One bit pattern for "not a number", whatever the machine made. */
    if (isnan(number)) number = NAN;
    memcpy(&bits, &number, sizeof bits);
    if (isnan(number)) bits = 0x7FF8000000000000u;
    add_number64(out, bits);
}

void release_write_draws(Buffer *out, const Assessment *assessment) {
    const Draws *draws = &assessment->draws;
    size_t states = assessment->dataset->state_count, assessable = 0;
    for (size_t s = 0; s < states; s++)
        assessable += assessment->states[s].assessable;
    buffer_add(out, STR("UPHDRAW1"));
    add_number64(out, assessable);
    add_number64(out, draws->count);
    for (size_t i = 0; i < draws->count; i++)
        buffer_add_byte(out, draws->geometric[i] ? 1 : 0);
    for (size_t s = 0; s < states; s++) {
        if (!assessment->states[s].assessable) continue;
        Str code = str_slice(assessment->dataset->states[s].code, 0, RELEASE_CODE_SIZE);
        buffer_add(out, code);
        for (size_t i = code.length; i < RELEASE_CODE_SIZE; i++)
            buffer_add_byte(out, 0);
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            const double *values = assessment->state_draws[s].dimensions[d];
            for (size_t i = 0; i < draws->count; i++)
                add_double(out, values ? values[i] : NAN);
        }
    }
}

bool release_check_draws(size_t states, size_t draws, Error *error) {
    enum { HEAD = 24 };
    size_t fixed = HEAD + states * RELEASE_CODE_SIZE;
    size_t a_draw = 1 + states * DIMENSION_COUNT * sizeof(double);
    size_t most = fixed < RELEASE_FILE_LIMIT ? (RELEASE_FILE_LIMIT - fixed) / a_draw : 0;
    return draws <= most ||
           error_set(error, ERROR_REFUSED,
                     "%zu draws of %zu States make a draws.bin of more than %d MiB, which could "
                     "not be read back to verify the release; take --draws %zu or fewer",
                     draws, states, RELEASE_FILE_LIMIT >> 20, most);
}

/* --- building
 * ---------------------------------------------------------------------------------------------- */

static bool add_changes(Arena *arena, const ReleaseFiles *corrected, ReleaseFiles *files,
                        Error *error) {
    Buffer content = { 0 };
    if (!release_changes_write(&content, arena, corrected, files, error)) {
        buffer_free(&content);
        return error_context(error, "the changes cannot be listed");
    }
    add_file(arena, files, STR(RELEASE_CHANGES_FILE), &content);
    return true;
}

static void add_results(Arena *arena, const ReleaseInputs *inputs, const Assessment *assessment,
                        const PriorEstimate *priors, ReleaseFiles *files) {
    Buffer content = { 0 };
    release_write_json(&content, inputs, files, assessment, priors);
    add_file(arena, files, STR("release.json"), &content);
    write_indicators(&content, assessment);
    add_file(arena, files, STR("indicators.csv"), &content);
    write_scores(&content, arena, assessment);
    add_file(arena, files, STR("scores.csv"), &content);
    write_comparisons(&content, assessment);
    add_file(arena, files, STR("comparisons.csv"), &content);
    release_write_draws(&content, assessment);
    add_file(arena, files, STR("draws.bin"), &content);
}

static void add_sums(Arena *arena, ReleaseFiles *files) {
    Str sums = sums_of(arena, files, "");
    files->hash = hash_of(arena, sums);
    files->files[files->count++] = (ReleaseFile){ STR("SHA256SUMS"), sums };
}

static bool assess_inputs(Arena *arena, const ReleaseInputs *inputs, unsigned threads,
                          PriorEstimate *priors, Assessment *assessment, Error *error) {
    Method *method = ARENA_NEW(arena, Method), *used = ARENA_NEW(arena, Method);
    if (!method_read(arena, inputs->method_text, METHOD_OF_RELEASE, method, error)) return false;
    estimate_priors(arena, inputs, method, priors);
    *used = method_with_priors(method, priors);
    AssessOptions options = assess_options(used);
    options.as_of = inputs->as_of;
    options.seed = options.sobol_seed = inputs->seed;
    options.draws = inputs->draws;
    options.sobol_rows = inputs->sobol_rows;
    options.threads = threads;
    options.sets = release_sets(arena, inputs->dataset);
    return assess(arena, inputs->dataset, used, &options, assessment, error);
}

bool release_assess(Arena *arena, const ReleaseInputs *inputs, unsigned threads,
                    Assessment *assessment, Error *error) {
    PriorEstimate *priors = ARENA_ARRAY(arena, INDICATOR_CODE_COUNT, PriorEstimate);
    return assess_inputs(arena, inputs, threads, priors, assessment, error);
}

bool release_build(Arena *arena, const ReleaseInputs *inputs, unsigned threads, ReleaseFiles *files,
                   Error *error) {
    PriorEstimate *priors = ARENA_ARRAY(arena, INDICATOR_CODE_COUNT, PriorEstimate);
    Assessment *assessment = ARENA_NEW(arena, Assessment);
    *files = (ReleaseFiles){ 0 };
    if (!assess_inputs(arena, inputs, threads, priors, assessment, error)) return false;
    add_inputs(arena, inputs, files);
    if (!check_inputs(arena, files, assessment->method, error)) return false;
    add_results(arena, inputs, assessment, priors, files);
    if (inputs->corrected && !add_changes(arena, inputs->corrected, files, error)) return false;
    add_sums(arena, files);
    return true;
}

/* --- the folder
 * ---------------------------------------------------------------------------------------------- */

static const char *inside(Arena *arena, const char *folder, Str name) {
    return str_to_c(arena, str_format(arena, "%s/%.*s", folder, STR_ARGUMENTS(name)));
}

bool release_is_id(Str id) {
    if (!id.length || id.length > 40) return false;
    for (size_t i = 0; i < id.length; i++) {
        char c = id.data[i];
        bool plain = (c >= '0' && c <= '9') || ((c == '-' || c == '.') && i > 0);
        if (!plain) return false;
    }
    return true;
}

static int64_t take_number(Str *rest) {
    int64_t number = 0;
    size_t at = 0;
    for (; at < rest->length && rest->data[at] >= '0' && rest->data[at] <= '9'; at++)
        if (number < INT32_MAX) number = number * 10 + (rest->data[at] - '0');
    *rest = str_slice(*rest, at + 1, rest->length); /* and what parts it from the next */
    return number;
}

int release_order(Str first, Str second) {
    while (first.length && second.length) {
        int64_t left = take_number(&first), right = take_number(&second);
        if (left != right) return left < right ? -1 : 1;
    }
    return (first.length > 0) - (second.length > 0);
}

bool release_break_between(Str comparable_from, Str one, Str other) {
    return (release_order(one, comparable_from) < 0) != (release_order(other, comparable_from) < 0);
}

static bool write_files(Arena *arena, const char *folder, const ReleaseFiles *files, Error *error) {
    if (!file_make_folder(folder, 0755, error) ||
        !file_make_folder(inside(arena, folder, STR("input")), 0755, error))
        return false;
    for (size_t i = 0; i < files->count; i++)
        if (!file_write(inside(arena, folder, files->files[i].name), files->files[i].content, 0444,
                        error))
            return false;
    return true;
}

/* What a failure has written is in the way of nobody but the next who needs the room. */
static void remove_files(Arena *arena, const char *folder, const ReleaseFiles *files) {
    for (size_t i = 0; i < files->count; i++)
        unlink(inside(arena, folder, files->files[i].name));
    rmdir(inside(arena, folder, STR("input")));
    rmdir(folder);
}

bool release_write(const char *folder, Str id, const ReleaseFiles *files, Error *error) {
    Arena arena = { 0 };
    const char *final = inside(&arena, folder, id);
    const char *temporary =
        str_to_c(&arena, str_format(&arena, "%s.tmp-%ld", final, (long)getpid()));
    bool done =
        release_is_id(id) ||
        error_set(error, ERROR_REFUSED, "\"%.*s\" is no name of a release", STR_ARGUMENTS(id));
    if (done && file_exists(final))
        done =
            error_set(error, ERROR_REFUSED,
                      "release %.*s exists and never changes; a correction is a release of its own",
                      STR_ARGUMENTS(id));
    bool writing = done;
    done = done && write_files(&arena, temporary, files, error);
    if (done && rename(temporary, final) != 0)
        done = error_system(error, "cannot rename %s", temporary);
    if (writing && !done) remove_files(&arena, temporary, files);
    done = done && file_sync_folder(folder, error);
    arena_free(&arena);
    return done;
}

static bool read_prior_cases(Arena *arena, const char *folder, ReleaseInputs *inputs,
                             Error *error) {
    Str content;
    CsvReader reader;
    CsvRow *row = ARENA_NEW(arena, CsvRow);
    if (!file_read(arena, inside(arena, folder, STR("input/prior_cases.csv")), RELEASE_FILE_LIMIT,
                   &content, error) ||
        !csv_open(&reader, arena, content, error) || !csv_next(&reader, row, error))
        return false;
    size_t lines = 1;
    for (size_t i = 0; i < content.length; i++)
        lines += content.data[i] == '\n';
    PriorCase *cases = ARENA_ARRAY(arena, lines, PriorCase);
    for (;;) {
        if (!csv_next(&reader, row, error)) return false;
        if (!row->count) break;
        PriorCase *prior_case = &cases[inputs->prior_case_count++];
        if (row->count != 4 || !indicator_code_parse(row->cells[0], &prior_case->indicator) ||
            !str_to_decimal(row->cells[2], &prior_case->x) ||
            !str_to_decimal(row->cells[3], &prior_case->n))
            return error_set(error, ERROR_REFUSED,
                             "input/prior_cases.csv, line %zu: not a prior case", row->line);
        prior_case->state = row->cells[1];
    }
    inputs->prior_cases = cases;
    return true;
}

static bool read_identity(Arena *arena, Str json, ReleaseInputs *inputs, Error *error) {
    json_t *root = json_read(json, error);
    if (!root) return false;
    const char *as_of = json_string_value(json_object_get(root, "as_of"));
    const char *seed = json_string_value(json_object_get(root, "seed"));
    const char *id = json_string_value(json_object_get(root, "release"));
    const char *corrects = json_string_value(json_object_get(root, "corrects"));
    int64_t seed_bits = 0;
    bool done = as_of && seed && id && day_parse(str_from(as_of), &inputs->as_of, error) &&
                str_to_integer(str_from(seed), &seed_bits);
    if (done) {
        inputs->id = str_copy(arena, str_from(id));
        inputs->corrects = str_copy(arena, str_from(corrects));
        inputs->seed = (uint64_t)seed_bits;
        inputs->cycle = (int)json_integer_value(json_object_get(root, "cycle"));
        inputs->draws = (size_t)json_integer_value(json_object_get(root, "draws"));
        inputs->sobol_rows = (size_t)json_integer_value(json_object_get(root, "sobol_rows"));
    } else {
        error_set(error, ERROR_REFUSED, "release.json does not say which release it is");
    }
    json_decref(root);
    return done;
}

bool release_read_compared(Arena *arena, const char *release_folder, ReleaseFiles *files,
                           Error *error) {
    Str sums;
    const char *name;
    *files = (ReleaseFiles){ 0 };
    if (!file_read(arena, inside(arena, release_folder, STR("SHA256SUMS")), RELEASE_FILE_LIMIT,
                   &sums, error))
        return false;
    files->hash = hash_of(arena, sums);
    for (size_t i = 0; (name = release_compared_file(i)); i++) {
        ReleaseFile *file = &files->files[files->count++];
        file->name = str_from(name);
        if (!file_read(arena, inside(arena, release_folder, file->name), RELEASE_FILE_LIMIT,
                       &file->content, error))
            return false;
        Str sum =
            str_format(arena, "%.*s  %s\n", STR_ARGUMENTS(hash_of(arena, file->content)), name);
        if (!str_contains(sums, sum))
            return error_set(error, ERROR_REFUSED, "%s/%s is not as SHA256SUMS says",
                             release_folder, name);
    }
    return true;
}

static bool read_corrected(Arena *arena, const char *releases, ReleaseInputs *inputs,
                           Error *error) {
    ReleaseFiles *corrected = ARENA_NEW(arena, ReleaseFiles);
    if (!release_is_id(inputs->corrects))
        return error_set(error, ERROR_REFUSED, "release.json does not say what it corrects");
    if (!release_read_compared(arena, inside(arena, releases, inputs->corrects), corrected, error))
        return error_context(error, "release %.*s, which it corrects",
                             STR_ARGUMENTS(inputs->corrects));
    inputs->corrected = corrected;
    return true;
}

bool release_read_inputs(Arena *arena, const char *release_folder, const char *releases,
                         ReleaseInputs *inputs, Error *error) {
    Str json;
    Method *method = ARENA_NEW(arena, Method);
    Dataset *dataset = ARENA_NEW(arena, Dataset);
    *inputs = (ReleaseInputs){ .dataset = dataset };
    if (!file_read(arena, inside(arena, release_folder, STR("release.json")), RELEASE_FILE_LIMIT,
                   &json, error) ||
        !read_identity(arena, json, inputs, error) ||
        !file_read(arena, inside(arena, release_folder, STR("params.json")), RELEASE_FILE_LIMIT,
                   &inputs->method_text, error) ||
        !golden_input_read(arena, release_folder, method, dataset, error) ||
        !read_prior_cases(arena, release_folder, inputs, error))
        return false;
    bool listed = file_exists(inside(arena, release_folder, STR(RELEASE_CHANGES_FILE)));
    return !listed || !releases || read_corrected(arena, releases, inputs, error);
}

static bool compare_file(Arena *arena, const char *folder, const ReleaseFile *file, Error *error) {
    Str stored;
    const char *path = inside(arena, folder, file->name);
    if (!file_read(arena, path, RELEASE_FILE_LIMIT, &stored, error)) return false;
    return str_equal(stored, file->content) ||
           error_set(error, ERROR_REFUSED, "%s is not what its inputs give: it was changed", path);
}

static bool is_known_file(const ReleaseFiles *files, const char *folder, const char *name) {
    for (size_t i = 0; i < files->count; i++) {
        Str expected = files->files[i].name;
        size_t length = strlen(folder);
        if (length && !str_starts_with(expected, str_from(folder))) continue;
        if (str_equal_c(str_slice(expected, length, expected.length), name)) return true;
    }
    return !*folder && strcmp(name, "input") == 0;
}

static bool nothing_else(Arena *arena, const char *release_folder, const char *folder,
                         const ReleaseFiles *files, Error *error) {
    const char *path = inside(arena, release_folder, str_from(folder));
    DIR *stream = opendir(path);
    if (!stream) return error_system(error, "cannot open %s", path);
    struct dirent *entry;
    bool done = true;
    while (done && (entry = readdir(stream)))
        if (entry->d_name[0] != '.' && !is_known_file(files, folder, entry->d_name))
            done = error_set(error, ERROR_REFUSED, "%s/%s does not belong to the release", path,
                             entry->d_name);
    closedir(stream);
    return done;
}

bool release_verify(Arena *arena, const char *release_folder, const char *releases,
                    unsigned threads, Str *hash, Error *error) {
    ReleaseInputs inputs;
    ReleaseFiles files;
    if (!release_read_inputs(arena, release_folder, releases, &inputs, error) ||
        !release_build(arena, &inputs, threads, &files, error))
        return false;
    for (size_t i = 0; i < files.count; i++)
        if (!compare_file(arena, release_folder, &files.files[i], error)) return false;
    *hash = files.hash;
    return nothing_else(arena, release_folder, "", &files, error) &&
           nothing_else(arena, release_folder, "input/", &files, error);
}
