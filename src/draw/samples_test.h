/* Invented charts, for the tests and for looking at them (bench/chart_page.c): SAMPLES has each by
 * name, with what tests/fixtures/draw/NAME.svg must be. */
#ifndef UPHOLD_DRAW_SAMPLES_TEST_H
#define UPHOLD_DRAW_SAMPLES_TEST_H

#include <math.h>

#include "draw/interval_chart.h"
#include "draw/survival_chart.h"
#include "draw/timeline_chart.h"
#include "draw/weights_chart.h"

#define SAMPLE_HOSTILE STR_LITERAL("</text><script>alert(1)</script> \" ' & ]]> {{ x }} &#0; -->")

#define SAMPLE_HOSTILE_FORMAT STR_LITERAL("%s %1$s %% %n")

/* --- intervals: METHOD 12, XAA ---------------------------------------------------------------- */

static const IntervalRow SAMPLE_ROWS[] = {
    { STR_LITERAL("Visits agreed within the deadline"), 0.261505, 0.511429, 0.758628 },
    { STR_LITERAL("Standing invitation issued"), 1, 1, 1 },
    { STR_LITERAL("Cases of reprisal in reports of the Secretary-General that the State answered "
                  "in substance, over three years"),
      0.05, 0.1875, 0.41 },
    { STR_LITERAL("Pledges met"), .unavailable = STR_LITERAL("not tested") },
};
static const IntervalChart SAMPLE_INTERVALS = {
    STR_LITERAL("intervals"), STR_LITERAL("Items, fictional State"), INTERVAL_SHARE, SAMPLE_ROWS,
    COUNT_OF(SAMPLE_ROWS),
};

static const IntervalRow SAMPLE_SCORE_ROWS[] = {
    { STR_LITERAL("Overall"), 57.500716, 65.723062, 78.229317 },
    { STR_LITERAL("Special Procedures"), 52.1, 64.232125, 75 },
    { STR_LITERAL("Reprisals"), .unavailable = STR_LITERAL("not tested") },
    { STR_LITERAL("Out of bounds"), -20, NAN, 200 },
};
static const IntervalBand SAMPLE_BANDS[] = {
    { 0, 20, STR_LITERAL("clear failure to cooperate") },
    { 20, 40, STR_LITERAL("cooperates little") },
    { 40, 60, STR_LITERAL("cooperates in part") },
    { 60, 80, STR_LITERAL("cooperates largely") },
    { 80, 100, STR_LITERAL("cooperates fully") },
};
static const IntervalChart SAMPLE_SCORES = {
    STR_LITERAL("scores"),
    STR_LITERAL("Scores, fictional State"),
    INTERVAL_SCORE,
    SAMPLE_SCORE_ROWS,
    COUNT_OF(SAMPLE_SCORE_ROWS),
    SAMPLE_BANDS,
    COUNT_OF(SAMPLE_BANDS),
};

/* --- survival: METHOD 12, XAA SP2 and SP4 ----------------------------------------------------- */

/* Intervals are log-log with Greenwood's variance. */
static const SurvivalChartStep SAMPLE_VISITS[] = {
    { 30, 8, 0, 1, 1, NAN, NAN },
    { 40, 7, 1, 0, 0.857143, 0.334054, 0.978561 },
    { 41, 6, 1, 0, 0.714286, 0.258154, 0.919797 },
    { 42, 5, 1, 0, 0.571429, 0.171866, 0.837083 },
    { 46, 4, 0, 1, 0.571429, 0.171866, 0.837083 },
    { 62, 3, 1, 0, 0.380952, 0.061231, 0.716442 },
    { 78, 2, 1, 0, 0.190476, 0.009185, 0.556401 },
    { 879, 1, 0, 1, 0.190476, 0.009185, 0.556401 },
};
static const SurvivalChartStep SAMPLE_LETTERS[] = {
    { 30, 12, 1, 0, 0.916667, 0.538977, 0.987826 }, { 39, 11, 0, 1, 0.916667, 0.538977, 0.987826 },
    { 45, 10, 2, 0, 0.733333, 0.378961, 0.905617 }, { 50, 8, 0, 1, 0.733333, 0.378961, 0.905617 },
    { 60, 7, 4, 0, 0.314286, 0.076132, 0.594394 },  { 120, 3, 1, 0, 0.209524, 0.032737, 0.489485 },
    { 179, 2, 0, 1, 0.209524, 0.032737, 0.489485 }, { 753, 1, 0, 1, 0.209524, 0.032737, 0.489485 },
};
static const SurvivalChartStep SAMPLE_ALL_ANSWERED[] = {
    { 10, 2, 1, 0, 0.5, 0.005983, 0.91041 },
    { 55, 1, 1, 0, 0, NAN, NAN },
};
static const SurvivalChartStep SAMPLE_NONE_ANSWERED[] = {
    { 80, 3, 0, 2, 1, NAN, NAN },
    { 150, 1, 0, 1, 1, NAN, NAN },
};
static const SurvivalChartCurve SAMPLE_CURVES[] = {
    { STR_LITERAL("Communications"), SAMPLE_LETTERS, COUNT_OF(SAMPLE_LETTERS), 60 },
    { STR_LITERAL("Visit requests"), SAMPLE_VISITS, COUNT_OF(SAMPLE_VISITS), 62 },
    { STR_LITERAL("Follow-up letters on cases of intimidation and reprisals"), SAMPLE_NONE_ANSWERED,
      COUNT_OF(SAMPLE_NONE_ANSWERED), NAN },
    { STR_LITERAL("Urgent appeals"), SAMPLE_ALL_ANSWERED, COUNT_OF(SAMPLE_ALL_ANSWERED), 32.5 },
};
static const SurvivalChart SAMPLE_SURVIVAL_ONE = {
    .id = STR_LITERAL("visits"),
    .title = STR_LITERAL("Time until dates for a visit were agreed"),
    .answered = false,
    .deadline = 62,
    .horizon = 120,
    .curves = &SAMPLE_CURVES[1],
    .curve_count = 1,
};
static const SurvivalChart SAMPLE_SURVIVAL_FOUR = {
    .id = STR_LITERAL("replies"),
    .title = STR_LITERAL("Time until a reply"),
    .answered = true,
    .deadline = 60,
    .deadline_label = STR_LITERAL("Deadline for a reply"),
    .horizon = 200,
    .curves = SAMPLE_CURVES,
    .curve_count = COUNT_OF(SAMPLE_CURVES),
};
static const SurvivalChart SAMPLE_SURVIVAL_EMPTY = {
    .id = STR_LITERAL("nothing"),
    .title = STR_LITERAL("Time until a reply"),
    .deadline = -1,
    .curves = (const SurvivalChartCurve[]){ { STR_LITERAL("Letters"), NULL, 0, NAN } },
    .curve_count = 1,
};

/* --- weights ---------------------------------------------------------------------------------- */

static const WeightsRow SAMPLE_WEIGHT_ROWS[] = {
    { STR_LITERAL("Special Procedures"), 0.40, 0.25 },
    { STR_LITERAL("Reprisals"), 0.30, 0.5 },
    { STR_LITERAL("Civil society"), 0.15, 0.125 },
    { STR_LITERAL("Treaties and Council"), 0.15, 0.125 },
};
static const WeightsChart SAMPLE_WEIGHTS = { STR_LITERAL("weights"),
                                             STR_LITERAL("Weights of the dimensions"),
                                             SAMPLE_WEIGHT_ROWS, COUNT_OF(SAMPLE_WEIGHT_ROWS) };

/* --- a chain of events ------------------------------------------------------------------------ */

static const TimelineKind SAMPLE_KINDS[] = {
    { STR_LITERAL("request or reminder"), CHART_CIRCLE },
    { STR_LITERAL("answer"), CHART_SQUARE },
    { STR_LITERAL("visit"), CHART_DIAMOND },
    { STR_LITERAL("report"), CHART_TRIANGLE },
    { STR_LITERAL("refusal"), CHART_CROSS },
    { STR_LITERAL("postponed"), CHART_RING },
};
static const TimelineEvent SAMPLE_EVENTS[] = {
    { 15706, 15706, STR_LITERAL("Visit requested"), STR_LITERAL("1 January 2013"), 0 },
    { 15796, 15826, STR_LITERAL("Reminder"), STR_LITERAL("April 2013"), 0 },
    { DAY_FIRST, 15900, STR_LITERAL("Acknowledged"), STR_LITERAL("by 14 July 2013"), 1 },
    { 15950, 15950,
      STR_LITERAL("Dates postponed by the State, for the second time, without new "
                  "dates being proposed"),
      STR_LITERAL("2 September 2013"), 5 },
    { 16200, 16210, STR_LITERAL("Visit"), STR_LITERAL("10 to 20 May 2014"), 2 },
    { 16300, DAY_LAST, STR_LITERAL("Report presented"), STR_LITERAL("from 18 August 2014 on"), 3 },
    { DAY_NONE, DAY_NONE, STR_LITERAL("Comments of the State"), STR_LITERAL("date not known"), 1 },
};
static const TimelineLimit SAMPLE_LIMITS[] = {
    { 16014, STR_LITERAL("shown as of"), STR_LITERAL("5 November 2013") },
    { 15768, STR_LITERAL("deadline for dates"), STR_LITERAL("4 March 2013") },
};
static const TimelineChart SAMPLE_TIMELINE = {
    .id = STR_LITERAL("chain"),
    .title = STR_LITERAL("A request for a visit"),
    .from = DAY_NONE,
    .to = DAY_NONE,
    .kinds = SAMPLE_KINDS,
    .kind_count = COUNT_OF(SAMPLE_KINDS),
    .events = SAMPLE_EVENTS,
    .event_count = COUNT_OF(SAMPLE_EVENTS),
    .limits = SAMPLE_LIMITS,
    .limit_count = COUNT_OF(SAMPLE_LIMITS),
};

/* --- other scripts ---------------------------------------------------------------------------- */

static const IntervalRow SAMPLE_ARABIC_ROWS[] = {
    { STR_LITERAL(
          "التعاون مع الإجراءات الخاصة لمجلس حقوق الإنسان والرد على الرسائل الموجهة إلى الدولة"),
      31, 52.5, 60 },
    { STR_LITERAL("الأعمال الانتقامية"), .unavailable = STR_LITERAL("لم يُختبر") },
    { STR_LITERAL("المجتمع المدني"), 10, 20, 45 },
};
static const IntervalBand SAMPLE_ARABIC_BANDS[] = {
    { 0, 20, STR_LITERAL("عدم تعاون واضح") }, { 20, 40, STR_LITERAL("تعاون قليل") },
    { 40, 60, STR_LITERAL("تعاون جزئي") },    { 60, 80, STR_LITERAL("تعاون إلى حد كبير") },
    { 80, 100, STR_LITERAL("تعاون كامل") },
};
static const WeightsRow SAMPLE_ARABIC_WEIGHTS[] = {
    { STR_LITERAL("الإجراءات الخاصة"), 0.4, 0.25 },
    { STR_LITERAL("الأعمال الانتقامية"), 0.3, 0.55 },
};
static const TimelineKind SAMPLE_ARABIC_KINDS[] = { { STR_LITERAL("طلب"), CHART_CIRCLE },
                                                    { STR_LITERAL("زيارة"), CHART_DIAMOND } };
static const TimelineEvent SAMPLE_ARABIC_EVENTS[] = {
    { 15706, 15706, STR_LITERAL("طلب زيارة"), STR_LITERAL("1 يناير 2013"), 0 },
    { 16200, 16900, STR_LITERAL("زيارة"), STR_LITERAL("بين 10 مايو 2014 و 9 أبريل 2016"), 1 },
};
static const TimelineLimit SAMPLE_ARABIC_LIMITS[] = { { 16014, STR_LITERAL("تاريخ العرض"),
                                                        STR_LITERAL("5 نوفمبر 2013") } };

/* Words of the verdict in Russian and Chinese: too long for their bands, and short. */
static const IntervalBand SAMPLE_LONG_BANDS[] = {
    { 0, 20, STR_LITERAL("явный отказ от сотрудничества") },
    { 20, 40, STR_LITERAL("сотрудничает мало") },
    { 40, 60, STR_LITERAL("сотрудничает частично") },
    { 60, 80, STR_LITERAL("сотрудничает в значительной мере") },
    { 80, 100, STR_LITERAL("сотрудничает полностью") },
};
static const IntervalRow SAMPLE_LONG_ROWS[] = {
    { STR_LITERAL("对特别程序提出的来文作出实质性答复并在规定期限内商定访问日期的合作情况"), 20, 30,
      50 },
    { STR_LITERAL("Sotrudnitschestwowerantwortlichkeitsbewertungskommission"), 0, 0, 100 },
};

static const IntervalChart SAMPLE_LONG = {
    STR_LITERAL("long"),
    STR_LITERAL("Long words"),
    INTERVAL_SCORE,
    SAMPLE_LONG_ROWS,
    COUNT_OF(SAMPLE_LONG_ROWS),
    SAMPLE_LONG_BANDS,
    COUNT_OF(SAMPLE_LONG_BANDS),
};
static const IntervalChart SAMPLE_ARABIC_SCORES = {
    STR_LITERAL("scores"),
    STR_LITERAL("الدرجات"),
    INTERVAL_SCORE,
    SAMPLE_ARABIC_ROWS,
    COUNT_OF(SAMPLE_ARABIC_ROWS),
    SAMPLE_ARABIC_BANDS,
    COUNT_OF(SAMPLE_ARABIC_BANDS),
};
static const SurvivalChartCurve SAMPLE_ARABIC_CURVES[] = {
    { STR_LITERAL("الرسائل"), SAMPLE_LETTERS, COUNT_OF(SAMPLE_LETTERS), 60 },
    { STR_LITERAL("طلبات الزيارة"), SAMPLE_VISITS, COUNT_OF(SAMPLE_VISITS), 62 },
};
static const SurvivalChart SAMPLE_ARABIC_SURVIVAL = {
    .id = STR_LITERAL("replies"),
    .title = STR_LITERAL("مدة الرد"),
    .deadline = 60,
    .deadline_label = STR_LITERAL("الموعد النهائي"),
    .horizon = 200,
    .curves = SAMPLE_ARABIC_CURVES,
    .curve_count = COUNT_OF(SAMPLE_ARABIC_CURVES),
};
static const WeightsChart SAMPLE_ARABIC_WEIGHT_CHART = { STR_LITERAL("weights"),
                                                         STR_LITERAL("الأوزان"),
                                                         SAMPLE_ARABIC_WEIGHTS,
                                                         COUNT_OF(SAMPLE_ARABIC_WEIGHTS) };
static const TimelineChart SAMPLE_ARABIC_TIMELINE = {
    .id = STR_LITERAL("chain"),
    .title = STR_LITERAL("طلب زيارة"),
    .from = DAY_NONE,
    .to = DAY_NONE,
    .kinds = SAMPLE_ARABIC_KINDS,
    .kind_count = COUNT_OF(SAMPLE_ARABIC_KINDS),
    .events = SAMPLE_ARABIC_EVENTS,
    .event_count = COUNT_OF(SAMPLE_ARABIC_EVENTS),
    .limits = SAMPLE_ARABIC_LIMITS,
    .limit_count = COUNT_OF(SAMPLE_ARABIC_LIMITS),
};

/* --- hostile texts, everywhere a caller's text can stand -------------------------------------- */

static const IntervalChart SAMPLE_HOSTILE_INTERVALS = {
    STR_LITERAL("hostile\" onload=\"alert(1)"),
    SAMPLE_HOSTILE,
    INTERVAL_SHARE,
    (const IntervalRow[]){ { SAMPLE_HOSTILE, 0, 0.5, 1 },
                           { SAMPLE_HOSTILE_FORMAT, .unavailable = SAMPLE_HOSTILE } },
    2,
    (const IntervalBand[]){ { 0, 1, SAMPLE_HOSTILE } },
    1,
};
static const SurvivalChart SAMPLE_HOSTILE_SURVIVAL = {
    .id = SAMPLE_HOSTILE,
    .title = SAMPLE_HOSTILE,
    .deadline = 62,
    .deadline_label = SAMPLE_HOSTILE,
    .curves = (const SurvivalChartCurve[]){ { SAMPLE_HOSTILE, NULL, 0, NAN },
                                            { SAMPLE_HOSTILE, SAMPLE_VISITS, 3, NAN } },
    .curve_count = 2,
};
static const WeightsChart SAMPLE_HOSTILE_WEIGHTS = {
    SAMPLE_HOSTILE, SAMPLE_HOSTILE,
    (const WeightsRow[]){ { SAMPLE_HOSTILE, 1, NAN }, { SAMPLE_HOSTILE_FORMAT, 0, 2 } }, 2
};
static const TimelineChart SAMPLE_HOSTILE_TIMELINE = {
    .id = SAMPLE_HOSTILE,
    .title = SAMPLE_HOSTILE,
    .from = 15000,
    .to = 16000,
    .kinds = (const TimelineKind[]){ { SAMPLE_HOSTILE, CHART_RING } },
    .kind_count = 1,
    .events = (const TimelineEvent[]){ { 14000, 17000, SAMPLE_HOSTILE, SAMPLE_HOSTILE, 0 },
                                       { 14000, 14000, SAMPLE_HOSTILE, SAMPLE_HOSTILE, 77 } },
    .event_count = 2,
    .limits = (const TimelineLimit[]){ { 15500, SAMPLE_HOSTILE, SAMPLE_HOSTILE },
                                       { 17500, SAMPLE_HOSTILE, SAMPLE_HOSTILE } },
    .limit_count = 2,
};

/* --- all of them ------------------------------------------------------------------------------ */

typedef struct Sample {
    const char *name;
    Language language;
    const IntervalChart *intervals; /* one of these */
    const SurvivalChart *survival;
    const WeightsChart *weights;
    const TimelineChart *timeline;
} Sample;

static const Sample SAMPLES[] = {
    { "interval_items", LANGUAGE_EN, .intervals = &SAMPLE_INTERVALS },
    { "interval_scores", LANGUAGE_EN, .intervals = &SAMPLE_SCORES },
    { "interval_long", LANGUAGE_EN, .intervals = &SAMPLE_LONG },
    { "interval_arabic", LANGUAGE_AR, .intervals = &SAMPLE_ARABIC_SCORES },
    { "interval_hostile", LANGUAGE_EN, .intervals = &SAMPLE_HOSTILE_INTERVALS },
    { "survival_one", LANGUAGE_EN, .survival = &SAMPLE_SURVIVAL_ONE },
    { "survival_four", LANGUAGE_EN, .survival = &SAMPLE_SURVIVAL_FOUR },
    { "survival_nothing", LANGUAGE_EN, .survival = &SAMPLE_SURVIVAL_EMPTY },
    { "survival_arabic", LANGUAGE_AR, .survival = &SAMPLE_ARABIC_SURVIVAL },
    { "survival_hostile", LANGUAGE_EN, .survival = &SAMPLE_HOSTILE_SURVIVAL },
    { "weights", LANGUAGE_EN, .weights = &SAMPLE_WEIGHTS },
    { "weights_arabic", LANGUAGE_AR, .weights = &SAMPLE_ARABIC_WEIGHT_CHART },
    { "weights_hostile", LANGUAGE_EN, .weights = &SAMPLE_HOSTILE_WEIGHTS },
    { "timeline", LANGUAGE_EN, .timeline = &SAMPLE_TIMELINE },
    { "timeline_arabic", LANGUAGE_AR, .timeline = &SAMPLE_ARABIC_TIMELINE },
    { "timeline_hostile", LANGUAGE_EN, .timeline = &SAMPLE_HOSTILE_TIMELINE },
};

static void sample_draw(Buffer *out, const Sample *sample) {
    if (sample->intervals) interval_chart_svg(out, sample->language, sample->intervals);
    if (sample->survival) survival_chart_svg(out, sample->language, sample->survival);
    if (sample->weights) weights_chart_svg(out, sample->language, sample->weights);
    if (sample->timeline) timeline_chart_svg(out, sample->language, sample->timeline);
}

#endif
