/* Communications of the Special Procedures: the list with its response-time curve, and each
 * letter's own permanent page with its replies and its clock (A4). */
#ifndef UPHOLD_SITE_COMMUNICATIONS_H
#define UPHOLD_SITE_COMMUNICATIONS_H

#include "site/list.h"
#include "site/page_names.h"
#include "site/response_curve.h"

typedef struct LetterLine {
    const LetterView *letter;
    Str state, mandates, type; /* names */
    Str sent, status, clock;   /* in words */
    Str address;               /* "/communications/ARE/3/2012" */
} LetterLine;

typedef struct LetterListView {
    ListView list;
    LetterLine *lines;   /* for the page and the feed */
    ResponseCurve curve; /* of all letters chosen */
    SafeHtml chart;      /* empty: no letter can enter */
    Str median;          /* in words */
} LetterListView;

typedef struct ReplyLine {
    Str when, text, note, source_text;
    Str day, grade;  /* as in data; the grade of a reply only */
    SafeHtml source; /* the same, with its links */
} ReplyLine;

typedef struct LetterPage {
    LetterLine line;
    Str meaning; /* what the status says and does not */
    Str *sentences;
    size_t sentence_count;
    Str *steps; /* of the clock, one a step */
    size_t step_count;
    const ClockRule *rule;      /* NULL: no clock */
    ReplyLine letter, *replies; /* the letter itself, and what came back */
    size_t reply_count;
} LetterPage;

LetterLine letter_line(const Page *page, const LetterView *letter);
/* Parts of a line, for who needs no more: "ARE 3/2012" -> "/communications/ARE/3/2012", and the
 * clock in words. */
Str letter_address(const Page *page, Str key);
Str letter_clock_words(const Page *page, const LetterStanding *standing);

bool communications_page(const Request *request, Response *response, Error *error);
bool communication_page(const Request *request, Response *response, Error *error);

#endif
