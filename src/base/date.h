/* Days and dates: a date carries its precision, because sources often know only a month, a year or
 * a bound (DOMAIN 3.1, ARCHITECTURE "Records").
 *
 * A Day is a day of the proleptic Gregorian calendar, counted from 1970-01-01. A Date is a day, a
 * month, a year, "some day in an interval", "on or before" or "on or after". Its text is a subset
 * of the Extended Date/Time Format, ISO 8601-2:
 *
 *     2013-11-05   2013-11   2013   [2003-04-24..2010-09-21]   [..2010-09-21]   [2010-09-21..]
 *
 * Years are 1000 to 9999. */
#ifndef UPHOLD_BASE_DATE_H
#define UPHOLD_BASE_DATE_H

#include "base/error.h"

typedef int32_t Day;
#define DAY_NONE INT32_MIN
#define DAY_FIRST (-354285) /* 1000-01-01 */
#define DAY_LAST 2932896    /* 9999-12-31 */

typedef enum DatePrecision {
    DATE_NONE = 0, /* no date at all */
    DATE_DAY,
    DATE_MONTH,
    DATE_YEAR,
    DATE_INTERVAL, /* on one day of first..last */
    DATE_BEFORE,   /* on or before last */
    DATE_AFTER,    /* on or after first */
} DatePrecision;

/* first and last are the earliest and the latest possible day; an open end is DAY_FIRST or
 * DAY_LAST. Deadlines run from `last` (DOMAIN 3.1 rule 2). */
typedef struct Date {
    DatePrecision precision;
    Day first, last;
} Date;

enum { DAY_TEXT_SIZE = 11, DATE_TEXT_SIZE = 32 };

/* false when the day does not exist (31 February) or the year is outside 1000..9999. */
bool day_from_civil(int year, int month, int day, Day *result) MUST_CHECK;
void day_to_civil(Day day, int *year, int *month, int *day_of_month);
int day_year(Day day);

/* YYYY-MM-DD and nothing else. */
bool day_parse(Str text, Day *day, Error *error) MUST_CHECK;
/* Writes "YYYY-MM-DD" and a final zero. */
void day_format(Day day, char text[DAY_TEXT_SIZE]);

/* The same day of the month `months` later, clamped to the month's end: 31 December + 2 months is
 * 28 or 29 February (DOMAIN 3.1 rule 5). Stops at DAY_FIRST and DAY_LAST, so that a deadline that
 * runs from an open end stays open; DAY_NONE stays DAY_NONE. */
Day day_add_months(Day day, int months);

/* Today in Geneva, where deadlines are counted. */
Day day_today(void);

bool date_parse(Str text, Date *date, Error *error) MUST_CHECK;
/* Writes the text and a final zero; returns its length. DATE_NONE gives "". */
size_t date_format(Date date, char text[DATE_TEXT_SIZE]);
Date date_of_day(Day day);

#endif
