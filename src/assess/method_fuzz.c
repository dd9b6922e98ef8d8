/* A method file is refused with words, or it assesses: scores stay between floor and floor + span.
 */
#include <math.h>
#include <stdlib.h>

#include "assess/assessment.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DRAWS = 8 };

static AssessedState states[] = { { .code = STR_LITERAL("XAA") }, { .code = STR_LITERAL("XBB") } };
static VoteFact votes[] = { { 0, 1, 3 }, { 1, 4, 4 } };
static PledgeFact pledges[] = { { 0, 5, 0 }, { 1, 1, 1 } };
static TreatyFact treaties[] = { { 0, 3, 18, 0, 8 }, { 1, 18, 18, 8, 8 } };
static MeasureFact measures[] = { { 0, INDICATOR_CS1, 0.5, 0.4, 0.6 },
                                  { 1, INDICATOR_CS1, 1, 0, 1 } };

static const Dataset dataset = {
    .states = states,
    .state_count = COUNT_OF(states),
    .communications_until = DAY_NONE,
    .votes = votes,
    .votes_count = COUNT_OF(votes),
    .pledges = pledges,
    .pledges_count = COUNT_OF(pledges),
    .treaties = treaties,
    .treaties_count = COUNT_OF(treaties),
    .measures = measures,
    .measures_count = COUNT_OF(measures),
};

static void check_scores(const Method *method, const Assessment *assessment) {
    double least = method->score_floor * 0.999, most = (least + method->score_span) * 1.002;
    for (size_t i = 0; i < dataset.state_count; i++)
        for (int j = 0; j < DIMENSION_COUNT; j++) {
            double score = assessment->states[i].scores.dimensions[j];
            if (!isnan(score) && !(score >= least && score <= most)) abort();
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena = { 0 };
    Method method;
    Error error = { 0 };
    Str text = { (const char *)data, size };
    if (!method_read(&arena, text, METHOD_OF_EXAMPLE, &method, &error)) {
        if (error.kind != ERROR_REFUSED || !error.message[0]) abort();
    } else {
        Assessment assessment;
        AssessOptions options = assess_options(&method);
        options.as_of = 20000;
        options.draws = DRAWS;
        options.sobol_rows = 2;
        if (!assess(&arena, &dataset, &method, &options, &assessment, &error)) abort();
        check_scores(&method, &assessment);
    }
    arena_free(&arena);
    return 0;
}
