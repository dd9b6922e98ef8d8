/* For tests: the golden example as a release of 2026, with few draws. Included by tests only, after
 * cmocka. */
#ifndef UPHOLD_ASSESS_TEST_RELEASE_H
#define UPHOLD_ASSESS_TEST_RELEASE_H

#include "assess/release.h"
#include "assess/test_support.h"

#define RELEASE_METHOD "methods/ACA-1.0.0.json"

static inline ReleaseInputs release_of_example(Arena *arena, Example *example) {
    Error error;
    ReleaseInputs inputs = { .id = STR_LITERAL("2026-1"),
                             .cycle = 2026,
                             .as_of = day_of("2026-07-31"),
                             .seed = 20131105,
                             .draws = 200,
                             .sobol_rows = 8,
                             .dataset = &example->dataset };
    PriorCase *cases;
    if (!file_read(arena, RELEASE_METHOD, 1 << 20, &inputs.method_text, &error))
        fail_msg("%s", error.message);
    prior_cases_of(arena, &example->dataset, &example->method, inputs.as_of, &cases,
                   &inputs.prior_case_count);
    inputs.prior_cases = cases;
    return inputs;
}

static inline ReleaseFiles *release_files(Arena *arena, const ReleaseInputs *inputs,
                                          unsigned threads) {
    Error error;
    ReleaseFiles *files = ARENA_NEW(arena, ReleaseFiles);
    if (!release_build(arena, inputs, threads, files, &error)) fail_msg("%s", error.message);
    return files;
}

static inline Str release_file_named(const ReleaseFiles *files, const char *name) {
    for (size_t i = 0; i < files->count; i++)
        if (str_equal_c(files->files[i].name, name)) return files->files[i].content;
    fail_msg("the release has no %s", name);
    return STR_EMPTY;
}

/* Everywhere a sample. */
static inline void make_sample(Example *example) {
    size_t cells = example->dataset.state_count * INDICATOR_CODE_COUNT;
    Coverage *coverage = ARENA_ARRAY(&example->arena, cells, Coverage);
    for (size_t i = 0; i < cells; i++)
        coverage[i] = COVERAGE_SAMPLE;
    example->dataset.coverage = coverage;
}

#endif
