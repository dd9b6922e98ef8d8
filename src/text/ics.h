/* Calendars (iCalendar, RFC 5545), written straight into a buffer: days, not times, so that no time
 * zone can move a deadline. */
#ifndef UPHOLD_TEXT_ICS_H
#define UPHOLD_TEXT_ICS_H

#include "base/buffer.h"
#include "base/date.h"

typedef struct IcsEvent {
    Str uid; /* never changes for the same deadline */
    Day day;
    Day stamped; /* when this was last worked out */
    Str summary, description;
    Str url;           /* with its scheme: RFC 5545 knows no relative ones (3.3.13); empty: none */
    int alarm_days[2]; /* reminders so many days before; 0: none */
} IcsEvent;

void ics_begin(Buffer *out, Str name);
void ics_event(Buffer *out, const IcsEvent *event);
void ics_end(Buffer *out);

#endif
