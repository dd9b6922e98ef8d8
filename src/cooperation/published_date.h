/* Days as tables of the United Nations print them: "14 Nov 2024", "14 November 2024", "14/11/2024"
 * (also with points or hyphens), "2024-11-14". What can be read in two ways is refused. */
#ifndef UPHOLD_COOPERATION_PUBLISHED_DATE_H
#define UPHOLD_COOPERATION_PUBLISHED_DATE_H

#include "base/date.h"

/* What a day in figures shows of the order of its table: 14/11/2024 has the day first, 11/14/2024
 * the month, 3/4/2024 and any other form show neither. */
typedef enum DayOrder { DAY_ORDER_NOT_SHOWN, DAY_ORDER_DAY_FIRST, DAY_ORDER_MONTH_FIRST } DayOrder;

DayOrder published_day_order(Str text);

/* `order` is what the whole table shows: only where that is the day first are both figures allowed
 * to be up to 12. Refuses, saying why: an ambiguous day, the month first, a year of two figures, a
 * day that does not exist, any other form. */
bool published_day_parse(Str text, DayOrder order, Day *day, Error *error) MUST_CHECK;

/* The same for dates less exact: "Nov 2024", "2024", and the project's own forms (base/date.h).
 * A visit's days are two: "3-12 May 2018", "28 Nov - 7 Dec 2018", "30/11/2018 to 7/12/2018"; *last
 * is then the second, else it is DATE_NONE. */
bool published_span_parse(Str text, DayOrder order, Date *first, Date *last,
                          Error *error) MUST_CHECK;

#endif
