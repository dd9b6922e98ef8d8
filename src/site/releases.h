/* Releases: the list, one release, one State in it, other weights, two releases side by side, and
 * the files anybody needs to compute it again (A5, METHOD 6, 8). */
#ifndef UPHOLD_SITE_RELEASES_H
#define UPHOLD_SITE_RELEASES_H

#include "assess/release_changes.h"
#include "site/assessment.h"

typedef struct ReleaseGroupView {
    Str name;
    const ReleasedState **states; /* by name: never by score */
    size_t count;
} ReleaseGroupView;

/* So many changes of a correction are shown; all are in its changes.csv. */
enum { CHANGES_SHOWN = 300 };

/* Two candidates of one group: which is higher, when that can be told. */
typedef struct PairView {
    Str first, second, words;
} PairView;

typedef struct ReleaseView {
    const ReleaseEntry *entry;
    const Release *release;
    ReleaseGroupView groups[GROUP_COUNT];
    size_t group_count;
    PairView *pairs;
    size_t pair_count;
    const ReleaseEntry *earlier; /* a release before it to compare with; NULL without one */
    size_t assessable;
    bool has_changes; /* a correction with a list of changes */
    const ReleaseChange **changes;
    size_t change_count, changes_more; /* shown; only in changes.csv */
} ReleaseView;

typedef struct OwnWeightsLine {
    const ReleasedState *state;
    Str words; /* score with interval, or why there is none */
} OwnWeightsLine;

typedef struct OwnWeightsView {
    const ReleaseEntry *entry;
    const Release *release;
    double weights[DIMENSION_COUNT]; /* as asked for, from 0 to 100 */
    OwnWeightsLine *lines;           /* by name */
    size_t count;
} OwnWeightsView;

typedef struct ChangeLine {
    Str iso3, name, before, after, words;
} ChangeLine;

typedef struct ChangesView {
    const ReleaseEntry *entry, *earlier;
    bool same_method;
    const Record **breaks; /* in comparability, that lie between the two */
    size_t break_count;
    ChangeLine *lines; /* States in both, by name */
    size_t count;
} ChangesView;

/* "38 %, between 12 % and 66 %": who still waits after a step of a curve. */
Str curve_step_words(const Page *page, const ReleasedStep *step);

/* Handlers. */
bool releases_page(const Request *request, Response *response, Error *error);
bool release_page(const Request *request, Response *response, Error *error);
bool release_state_page(const Request *request, Response *response, Error *error);
bool own_weights_page(const Request *request, Response *response, Error *error);
bool release_changes_page(const Request *request, Response *response, Error *error);
bool release_file(const Request *request, Response *response, Error *error);
bool method_page(const Request *request, Response *response, Error *error);

#endif
