/* The audit of a release (METHOD 11), printed for those who decide whether it goes out. */
#include <math.h>
#include <stdio.h>

#include "assess/audit.h"
#include "cmd/assess_audit.h"

static const char *code_of(const Method *method, size_t indicator) {
    return indicator_code_text(method->indicators[indicator].code);
}

static void print_availability(const Audit *audit, const Method *method) {
    static const char *const heads[AVAILABILITY_COUNT] = { "available", "not tested", "sample",
                                                           "no data" };
    printf("availability, States per indicator\n  %-5s", "");
    for (int i = 0; i < AVAILABILITY_COUNT; i++)
        printf(" %11s", heads[i]);
    printf("\n");
    for (size_t i = 0; i < method->indicator_count; i++) {
        printf("  %-5s", code_of(method, i));
        for (int a = 0; a < AVAILABILITY_COUNT; a++)
            printf(" %11zu", audit->availability[i].states[a]);
        printf("\n");
    }
    printf("  assessable: %zu of %zu States\n", audit->assessable,
           audit->assessment->dataset->state_count);
}

static void print_correlations(const Audit *audit, const Method *method) {
    size_t flagged = 0;
    printf("correlations above 0.92 or below 0\n");
    for (size_t i = 0; i < audit->correlation_count; i++) {
        const Correlation *pair = &audit->correlations[i];
        if (pair->flag != CORRELATION_HIGH && pair->flag != CORRELATION_NEGATIVE) continue;
        printf("  %s %s %6.3f over %zu States%s\n", code_of(method, pair->first),
               code_of(method, pair->second), pair->value, pair->states,
               pair->same_dimension ? ", same dimension" : "");
        flagged++;
    }
    if (!flagged) printf("  none\n");
}

static void print_weights(const Audit *audit, const Method *method) {
    printf("effective weights: by the method, and on the average of assessable States\n");
    for (size_t i = 0; i < method->indicator_count; i++)
        printf("  %-5s %6.3f %6.3f\n", code_of(method, i), audit->weights[i].nominal,
               audit->weights[i].mean);
}

static const char *state_of(const Audit *audit, size_t state) {
    static char code[8];
    if (state == SIZE_MAX) return "-";
    snprintf(code, sizeof code, "%.*s",
             STR_ARGUMENTS(audit->assessment->dataset->states[state].code));
    return code;
}

static void print_removals(const Audit *audit, const Method *method) {
    printf("without one indicator: largest shift of a rank, of a score, States lost and gained\n");
    for (size_t i = 0; i < method->indicator_count; i++) {
        const Removal *removal = &audit->removals[i];
        printf("  %-5s rank %zu (%s)", code_of(method, i), removal->rank_shift,
               state_of(audit, removal->rank_state));
        printf(", score %+.2f (%s), %zu lost, %zu gained\n", removal->score_shift,
               state_of(audit, removal->score_state), removal->no_longer, removal->only_without);
    }
}

bool print_audit(Arena *arena, const ReleaseInputs *inputs, unsigned threads, Error *error) {
    Assessment *assessment = ARENA_NEW(arena, Assessment);
    if (!release_assess(arena, inputs, threads, assessment, error)) return false;
    Audit result = audit(arena, assessment);
    print_availability(&result, assessment->method);
    print_correlations(&result, assessment->method);
    print_weights(&result, assessment->method);
    print_removals(&result, assessment->method);
    return true;
}
