/* A State's assessment as pages show it: the items first, with their counts, then value, interval
 * and words; then dimensions and the whole, never a number without its interval (METHOD 7, 8, 10).
 */
#ifndef UPHOLD_SITE_ASSESSMENT_H
#define UPHOLD_SITE_ASSESSMENT_H

#include "draw/interval_chart.h"
#include "draw/survival_chart.h"
#include "draw/weights_chart.h"
#include "record/reader.h"
#include "site/letter_point.h"
#include "site/page.h"

/* All are NULL where no release assesses the State; entry alone is there where its files are not
 * those that were recorded. */
typedef struct AssessmentView {
    const ReleaseEntry *entry;
    const Release *release;
    const ReleasedState *state;
    RecordList replies, corrections; /* of this State to this release */
} AssessmentView;

/* What stands on one line for an indicator. */
typedef struct IndicatorLine {
    const Indicator *indicator; /* name and definition */
    const ReleasedIndicator *value;
    Str counts; /* "5 of 6"; empty where there are none */
    Str shown;  /* "0.77, between 0.51 and 0.96"; empty where there is no value */
    Str words;  /* "largely met", or why there is no value */
    bool few_cases;
} IndicatorLine;
IndicatorLine indicator_line(const Page *page, const AssessmentView *view, size_t indicator);
/* Whether an indicator of the method serves a point of the letter ("A1"), or a dimension. */
bool indicator_serves(const Indicator *indicator, const char *point);

/* "66, between 58 and 78" of 100; words where there is none. */
Str score_words(const Page *page, const ReleasedScore *score);
/* "40 %" */
Str share_words(const Page *page, double share);
const char *dimension_title(Dimension dimension);
/* What an assumption of the uncertainty run means, in words; of "prior_strength" and the like. */
Str driver_words(const Page *page, Str driver);
/* What a missing value means: "not tested: ...". */
Str availability_words(const Page *page, const ReleasedIndicator *value);

/* Charts, each with its table beneath: the scores of the dimensions and the whole with their
 * intervals; a curve of waiting; empty where there is nothing to draw. */
SafeHtml score_chart(const Page *page, const AssessmentView *view);
SafeHtml waiting_chart(const Page *page, const char *id, const char *title,
                       const ReleasedCurve *curve);
SafeHtml weights_chart(const Page *page, const double own[DIMENSION_COUNT]);

/* The release's name as a link to the State's page in it. */
SafeHtml release_link(const Page *page, const AssessmentView *view);
/* What was decided on a correction, and when. */
Str correction_words(const Page *page, const Record *correction);

/* The assessment of a State in a release, with what the State says of it; view->state is NULL where
 * the release does not have it. A damaged release takes nothing else from the page. */
bool assessment_view(SiteSnapshot *snapshot, RecordReader *reader, Arena *arena,
                     const ReleaseEntry *entry, Str iso3, AssessmentView *view,
                     Error *error) MUST_CHECK;

#endif
