/* A release: one assessment, fixed for ever. Its files follow from its inputs alone - method, data
 * set, as-of date, seed - so that two runs give the same bytes and anybody can run it again
 * (METHOD 8, ARCHITECTURE "Assessment").
 *
 *     params.json          the method, as it was
 *     input/NAME.csv       the data set, in the shape of tests/fixtures/golden/input
 *     input/prior_cases.csv  x and n of every Member, from which the priors were estimated
 *     release.json         every value
 *     indicators.csv scores.csv comparisons.csv   the same as tables
 *     changes.csv          of a correction: what it has otherwise than the release corrected
 *     draws.bin            dimension scores draw by draw, for other weights and for comparisons
 *     SHA256SUMS           of all of these; its own hash is the release's
 */
#ifndef UPHOLD_ASSESS_RELEASE_H
#define UPHOLD_ASSESS_RELEASE_H

#include "assess/assessment.h"
#include "assess/prior.h"
#include "base/buffer.h"

enum { RELEASE_FILES_MAX = 40, RELEASE_HASH_TEXT = 64, RELEASE_FILE_LIMIT = 1 << 28 };

/* x of n of one indicator for one Member of the United Nations, where its record is complete. */
typedef struct PriorCase {
    IndicatorCode indicator;
    Str state;
    double x, n;
} PriorCase;

typedef struct ReleaseFile {
    Str name; /* with its folder: "input/states.csv" */
    Str content;
} ReleaseFile;

typedef struct ReleaseFiles {
    ReleaseFile files[RELEASE_FILES_MAX]; /* SHA256SUMS last */
    size_t count;
    Str method_hash, input_hash, hash; /* lower-case hexadecimal */
} ReleaseFiles;

typedef struct ReleaseInputs {
    Str id;       /* "2026-1"; a correction of it "2026-1.1" */
    Str corrects; /* the release corrected; empty for a first one */
    int cycle;    /* the year of the election */
    Day as_of;
    uint64_t seed;
    size_t draws, sobol_rows;
    Str method_text; /* methods/ACA-1.0.0.json */
    const Dataset *dataset;
    const PriorCase *prior_cases;
    size_t prior_case_count;
    /* The files of the release corrected, for the list of changes; NULL for a first release, and
     * for the corrections that were made before there was a list. */
    const ReleaseFiles *corrected;
} ReleaseInputs;

/* The assessment of a release's inputs, with the priors estimated from its cases. */
bool release_assess(Arena *arena, const ReleaseInputs *inputs, unsigned threads,
                    Assessment *assessment, Error *error) MUST_CHECK;

/* Computes the release; no clock, no disk. The same for any number of threads. Owned by the arena.
 */
bool release_build(Arena *arena, const ReleaseInputs *inputs, unsigned threads, ReleaseFiles *files,
                   Error *error) MUST_CHECK;

/* Whether a name is one a release can have, digits with '-' and '.': nothing else may become part
 * of a path. */
bool release_is_id(Str id);
/* The order of names, number by number: 2026-1, 2026-1.1, 2026-2, 2026-10. Below 0 where the first
 * comes first. */
int release_order(Str first, Str second);
/* Whether a break in comparability, from the release `comparable_from` on, lies between two
 * releases: one of them comes before it, the other does not. */
bool release_break_between(Str comparable_from, Str one, Str other);
/* Writes the files into folder/ID, whole or not at all; refuses an ID that is there. */
bool release_write(const char *folder, Str id, const ReleaseFiles *files, Error *error) MUST_CHECK;

/* Reads back the files of a release that a correction of it is compared with; refuses one that is
 * not as SHA256SUMS says. files->hash is the release's. Owned by the arena. */
bool release_read_compared(Arena *arena, const char *release_folder, ReleaseFiles *files,
                           Error *error) MUST_CHECK;
/* Reads a release's inputs back from its folder; for a correction with a list of changes, from
 * `releases` too, the folder with the release corrected. Without that folder (NULL) there is no
 * list. */
bool release_read_inputs(Arena *arena, const char *release_folder, const char *releases,
                         ReleaseInputs *inputs, Error *error) MUST_CHECK;
/* Computes it again from its stored inputs and compares every byte; the error names the first file
 * that differs, is missing or does not belong there. */
bool release_verify(Arena *arena, const char *release_folder, const char *releases,
                    unsigned threads, Str *hash, Error *error) MUST_CHECK;

/* The rates of all Members, from which priors are estimated: the cases of each rate indicator where
 * it is available. Owned by the arena. */
void prior_cases_of(Arena *arena, const Dataset *members, const Method *method, Day as_of,
                    PriorCase **cases, size_t *count);

/* Which States a release may compare: candidates of one electoral group (METHOD 6). */
size_t *release_sets(Arena *arena, const Dataset *dataset);

/* release.json, from an assessment. */
void release_write_json(Buffer *out, const ReleaseInputs *inputs, const ReleaseFiles *files,
                        const Assessment *assessment,
                        const PriorEstimate priors[INDICATOR_CODE_COUNT]);

/* draws.bin: "UPHDRAW1", then as 64-bit little-endian the number of assessable States and of draws,
 * a byte a draw (1: geometric), then for each of these States its code in 8 bytes and four
 * dimensions x draws 64-bit doubles, NAN in the draws that drop a dimension which is not tested. */
enum { RELEASE_CODE_SIZE = 8 };
void release_write_draws(Buffer *out, const Assessment *assessment);
/* Refuses, before anything is computed, so many draws of so many States that draws.bin could be
 * larger than what release_verify reads (RELEASE_FILE_LIMIT bytes), and says how many may be. All
 * States count, for which of them are assessable is not known yet. */
bool release_check_draws(size_t states, size_t draws, Error *error) MUST_CHECK;

#endif
