/* From the records of a home to a release in it: what `uphold assess` and `uphold init` share. */
#ifndef UPHOLD_CMD_RELEASE_RUN_H
#define UPHOLD_CMD_RELEASE_RUN_H

#include "assess/release.h"
#include "record/home.h"
#include "record/import.h"

typedef struct ReleaseRun {
    ReleaseInputs
        inputs; /* cycle, as_of, seed, draws, sobol_rows, method_text, corrects are given */
    Method *method;
    ReleaseFiles *files;
    const char *author, *reason;
} ReleaseRun;

enum { RELEASE_DRAWS = 10000, RELEASE_SOBOL_ROWS = 512 };

/* A run with the embedded method of that name and its seed. ERROR_USAGE when there is none. */
bool release_run_begin(Arena *arena, ReleaseRun *run, const char *method_name,
                       Error *error) MUST_CHECK;
/* Reads the records, names the release as neither a release nor a draft is named, and computes it.
 */
bool release_run_compute(Home *home, Arena *arena, ReleaseRun *run, Error *error) MUST_CHECK;
/* Writes its files and its record, and publishes; refuses a release that is on record, which never
 * changes. drafted_on is empty but for a draft that is out. */
bool release_run_register(Home *home, Arena *arena, const ReleaseRun *run, Str drafted_on,
                          Error *error) MUST_CHECK;

/* A State replies to, and asks for corrections of, a release on record or a draft that is out
 * (METHOD 8); drafts are no records, so that this is no rule of the records. Adds a problem for
 * each entry of an import of such a kind that names neither. */
bool release_run_check_replied(const Home *home, Arena *arena, const Kind *kind,
                               ImportResult *result, Error *error) MUST_CHECK;

/* As many as the machine has cores. */
unsigned release_threads(void);

#endif
