/* The letter's 18 recommendations, in its order and under its three headings, in our own words;
 * each with the places where evidence on it could come from (REQUIREMENTS A, B, C). */
#ifndef UPHOLD_SITE_LETTER_POINT_H
#define UPHOLD_SITE_LETTER_POINT_H

#include "base/str.h"

typedef enum LetterHeading {
    HEADING_SPECIAL_PROCEDURES,
    HEADING_REPRISALS,
    HEADING_CIVIL_SOCIETY,
    HEADING_COUNT
} LetterHeading;

typedef struct LetterPoint {
    const char *id; /* REQUIREMENTS: "A1" */
    LetterHeading heading;
    int number; /* under its heading, as in the letter */
    const char *title;
    const char *asks;            /* what the letter asks of a candidate */
    const char *could_come_from; /* where a fact on it would be found */
} LetterPoint;

enum { LETTER_POINT_COUNT = 18 };
extern const LetterPoint LETTER_POINTS[LETTER_POINT_COUNT];

const char *letter_heading_title(LetterHeading heading);
/* NULL when there is no such point. */
const LetterPoint *letter_point_find(Str id);

#endif
