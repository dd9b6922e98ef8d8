/* How long an assessment takes: 193 fictional States, all 21 indicators, 10,000 draws, Sobol
 * indices with 512 rows (QUALITY), for one and two threads; and how many times faster that is, a
 * State and draw, than golden/oracle/compute_reference.py where UPHOLD_SHARED (default ../shared)
 * has it.
 *
 *     bench/assess.sh builds it and runs it: assess [STATES [DRAWS]]
 *
 * Prints a table, and a JSON line a run on standard error. Times are of the machine as it is: run
 * it when nothing else does. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "assess/assessment.h"
#include "base/file.h"
#include "base/prng.h"

enum { STATES = 193, GROUPS = 5, VISITS = 8, LETTERS = 20, CASES = 6, REPORTS = 4, DUTIES = 8 };
enum { ORACLE_DRAWS_FEW = 100, ORACLE_DRAWS_MANY = 1100, ORACLE_STATES = 3 };

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static NORETURN void stop(const Error *error) {
    fprintf(stderr, "assess_bench: %s\n", error->message);
    exit(1);
}

static int64_t below(Prng *prng, int64_t limit) {
    return (int64_t)(prng_next(prng) % (uint64_t)limit);
}

/* ---------------------------------------------------------------- a fictional world */

static void add_visits(Arena *arena, Dataset *dataset, Prng *prng, size_t state, Day as_of) {
    for (int i = 0; i < VISITS; i++) {
        Str chain = str_format(arena, "%zu-%d", state, i);
        Day asked = as_of - (Day)below(prng, 1800);
        Day answered = asked + (Day)below(prng, 300);
        dataset->visits[dataset->visits_count++] =
            (VisitFact){ state, chain, chain, VISIT_REQUESTED, asked, VISIT_BY_MANDATE, DAY_NONE };
        if (below(prng, 10) < 6)
            dataset->visits[dataset->visits_count++] =
                (VisitFact){ state,    chain,          chain,   VISIT_DATES_PROPOSED,
                             answered, VISIT_BY_STATE, DAY_NONE };
        if (below(prng, 10) < 4)
            dataset->visits[dataset->visits_count++] = (VisitFact){
                state, chain, chain, VISIT_COMPLETED, answered + 100, VISIT_BY_UNKNOWN, DAY_NONE
            };
    }
}

static void add_letters(Arena *arena, Dataset *dataset, Prng *prng, size_t state, Day as_of) {
    for (int i = 0; i < LETTERS; i++) {
        CommunicationFact *fact = &dataset->communications[dataset->communications_count++];
        *fact = (CommunicationFact){
            state,
            str_format(arena, "%zu %d/2026", state, i),
            below(prng, 3) ? COMMUNICATION_AL : COMMUNICATION_UA,
            as_of - (Day)below(prng, 1090),
            (ReplyCategory)below(prng, REPLY_GRADED_COUNT),
            DAY_NONE,
            DAY_NONE,
        };
        if (fact->category >= REPLY_R2) fact->replied_on = fact->sent + (Day)below(prng, 150);
    }
}

static void add_reprisals(Arena *arena, Dataset *dataset, Prng *prng, size_t state, Day as_of) {
    for (int i = 0; i < CASES; i++)
        dataset->reprisals[dataset->reprisals_count++] = (ReprisalFact){
            state,
            str_format(arena, "%zu-c%d", state, i),
            as_of - (Day)below(prng, 1090),
            below(prng, 2) == 0,
            (double)below(prng, 5) / 4,
            DAY_NONE,
            false,
        };
    for (int i = 0; i < REPORTS; i++)
        dataset->visit_reports[dataset->visit_reports_count++] =
            (VisitReportFact){ state, str_format(arena, "%zu-r%d", state, i),
                               as_of - 400 - (Day)below(prng, 1300),
                               below(prng, 2) ? as_of - 1 : DAY_NONE };
}

static void add_record(Dataset *dataset, Prng *prng, size_t state) {
    const IndicatorCode coded[] = { INDICATOR_RE4, INDICATOR_RE5, INDICATOR_CS3, INDICATOR_CO6 };
    for (size_t i = 0; i < COUNT_OF(coded); i++)
        dataset->levels[dataset->levels_count++] =
            (LevelFact){ state, coded[i], (double)below(prng, 3) / 2 };
    double measured = 0.1 + 0.8 * prng_uniform(prng);
    dataset->measures[dataset->measures_count++] =
        (MeasureFact){ state, INDICATOR_CS1, measured, measured - 0.05, measured + 0.05 };
    int64_t votes = 1 + below(prng, 12), due = 1 + below(prng, 12);
    dataset->votes[dataset->votes_count++] = (VoteFact){ state, below(prng, votes + 1), votes };
    dataset->pledges[dataset->pledges_count++] = (PledgeFact){ state, due, below(prng, due + 1) };
    dataset->treaties[dataset->treaties_count++] =
        (TreatyFact){ state, below(prng, 19), 18, below(prng, 9), 8 };
    dataset->reviews[dataset->reviews_count++] =
        (ReviewFact){ state, true, below(prng, 2) == 0, below(prng, 2) == 0, below(prng, 2) == 0 };
    for (int i = 0; i < DUTIES; i++)
        dataset->treaty_reports[dataset->treaty_reports_count++] =
            (TreatyReportFact){ state, STR("treaty"), below(prng, 5000) };
}

static Dataset world(Arena *arena, size_t states, Day as_of) {
    Dataset dataset = {
        .states = ARENA_ARRAY(arena, states, AssessedState),
        .state_count = states,
        .communications_until = DAY_NONE,
        .visits = ARENA_ARRAY(arena, states * VISITS * 3, VisitFact),
        .communications = ARENA_ARRAY(arena, states * LETTERS, CommunicationFact),
        .reprisals = ARENA_ARRAY(arena, states * CASES, ReprisalFact),
        .visit_reports = ARENA_ARRAY(arena, states * REPORTS, VisitReportFact),
        .levels = ARENA_ARRAY(arena, states * 4, LevelFact),
        .measures = ARENA_ARRAY(arena, states, MeasureFact),
        .votes = ARENA_ARRAY(arena, states, VoteFact),
        .pledges = ARENA_ARRAY(arena, states, PledgeFact),
        .treaties = ARENA_ARRAY(arena, states, TreatyFact),
        .reviews = ARENA_ARRAY(arena, states, ReviewFact),
        .treaty_reports = ARENA_ARRAY(arena, states * DUTIES, TreatyReportFact),
    };
    Prng prng = { 20131105 };
    for (size_t state = 0; state < states; state++) {
        dataset.states[state].code = str_format(arena, "X%02zu", state);
        add_visits(arena, &dataset, &prng, state, as_of);
        add_letters(arena, &dataset, &prng, state, as_of);
        add_reprisals(arena, &dataset, &prng, state, as_of);
        add_record(&dataset, &prng, state);
    }
    return dataset;
}

/* ---------------------------------------------------------------- the peer */

/* Seconds the oracle takes with so many draws; 0 when it cannot be run. */
static double oracle_seconds(const char *shared, int draws) {
    char command[1024];
    snprintf(command, sizeof command,
             "set -e; t=$(mktemp -d); trap 'rm -rf $t' EXIT; mkdir $t/oracle $t/expected; "
             "cp -r %s/golden/input $t; cp %s/golden/oracle/compute_reference.py $t/oracle; "
             "sed -e 's/\"draws\": 2000/\"draws\": %d/' -e 's/\"n\": 512/\"n\": 2/' "
             "%s/golden/params.json >$t/params.json; python3 $t/oracle/compute_reference.py "
             ">/dev/null 2>&1",
             shared, shared, draws, shared);
    double start = now();
    return system(command) == 0 ? now() - start : 0;
}

/* Seconds the oracle takes for one State and draw, by the difference of two runs. */
static double oracle_cost(void) {
    const char *shared = getenv("UPHOLD_SHARED");
    if (!shared) shared = "../shared";
    double few = oracle_seconds(shared, ORACLE_DRAWS_FEW);
    double many = oracle_seconds(shared, ORACLE_DRAWS_MANY);
    if (few <= 0 || many <= few) return 0;
    return (many - few) / ((ORACLE_DRAWS_MANY - ORACLE_DRAWS_FEW) * ORACLE_STATES);
}

/* ---------------------------------------------------------------- the run */

static double run(const Dataset *dataset, const Method *method, const AssessOptions *options) {
    Arena arena = { 0 };
    Assessment assessment;
    Error error;
    double start = now();
    if (!assess(&arena, dataset, method, options, &assessment, &error)) stop(&error);
    double seconds = now() - start;
    arena_free(&arena);
    return seconds;
}

static long peak_megabytes(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

static void report(const char *compared, const AssessOptions *options, size_t states,
                   double seconds, double oracle) {
    double each = seconds / ((double)states * (double)options->draws);
    printf("%-16s %7u %9.3f %14.0f %13.0f %8ld\n", compared, options->threads, seconds, each * 1e9,
           oracle > 0 ? oracle / each : 0, peak_megabytes());
    fprintf(stderr,
            "{\"bench\":\"assess\",\"states\":%zu,\"draws\":%zu,\"sobol_rows\":%zu,"
            "\"compared\":\"%s\",\"threads\":%u,\"seconds\":%.4f,\"oracle_seconds_each\":%.9f,"
            "\"times_oracle\":%.0f,\"peak_mb\":%ld}\n",
            states, options->draws, options->sobol_rows, compared, options->threads, seconds,
            oracle, oracle > 0 ? oracle / each : 0, peak_megabytes());
}

int main(int count, char **arguments) {
    Arena arena = { 0 };
    Error error;
    Str text;
    Method method;
    size_t states = count > 1 ? (size_t)atoi(arguments[1]) : STATES;
    if (!file_read(&arena, "methods/ACA-1.0.0.json", 1 << 20, &text, &error) ||
        !method_read(&arena, text, METHOD_OF_RELEASE, &method, &error) ||
        !day_parse(STR("2026-07-31"), &method.as_of, &error))
        stop(&error);
    Dataset dataset = world(&arena, states, method.as_of);
    AssessOptions options = assess_options(&method);
    if (count > 2) options.draws = (size_t)atoi(arguments[2]);
    size_t *groups = ARENA_ARRAY(&arena, states, size_t);
    for (size_t state = 0; state < states; state++)
        groups[state] = state % GROUPS;
    double oracle = oracle_cost();
    printf("%zu States, %zu draws, %zu Sobol rows; oracle %.3f ms a State and draw\n", states,
           options.draws, options.sobol_rows, oracle * 1e3);
    printf("%-16s %7s %9s %14s %13s %8s\n", "compared", "threads", "seconds", "ns/State/draw",
           "times oracle", "peak MB");
    for (options.threads = 1; options.threads <= 2; options.threads++) {
        options.sets = groups;
        report("within 5 groups", &options, states, run(&dataset, &method, &options), oracle);
        options.sets = NULL;
        report("all", &options, states, run(&dataset, &method, &options), oracle);
    }
    arena_free(&arena);
    return 0;
}
