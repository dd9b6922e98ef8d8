/* The communications export of OHCHR, read: a CSV file with the columns Date, Country, Type,
 * Ref. no., Mandates, Summary, UN Region, OHCHR Region, Nb. of alleged victims, Nb. of replies,
 * Replies, Replies2. Text in, letters and problems out; no store, no clock.
 *
 * Summaries and numbers of alleged victims are not taken: a summary can name people, and neither is
 * needed to tell a silence. No message quotes them. */
#ifndef UPHOLD_COOPERATION_OHCHR_EXPORT_H
#define UPHOLD_COOPERATION_OHCHR_EXPORT_H

#include "cooperation/communication.h"
#include "cooperation/name_index.h"
#include "record/problem.h"

enum { OHCHR_REPLIES_NOT_SAID = -1, OHCHR_REPLIES_MAX = 99 /* as the kind reply has it */ };

typedef struct OhchrLetter {
    size_t line; /* of the file, from 1 */
    CommunicationReference reference;
    Str key; /* "CAN 3/2026" */
    Day sent_on;
    Str mandates;           /* keys, each once, in byte order, a space between; empty: none named */
    int replies;            /* or OHCHR_REPLIES_NOT_SAID */
    const Day *reply_days;  /* of the replies whose day the file gives, ascending */
    size_t reply_day_count; /* at most `replies` */
} OhchrLetter;

typedef struct OhchrExport {
    OhchrLetter *letters; /* all that can be taken, in the order of the file */
    size_t count, capacity;
    size_t rows;           /* below the header */
    size_t to_others;      /* not to a State (D4.3): left out */
    size_t unmatched_rows; /* with a State or a mandate that is not on record */
    Problems unmatched;    /* what did not match, by row */
    Problems problems;     /* any problem means: refuse the file */
} OhchrExport;

/* States are named by their names and codes, mandates by keys, aliases and titles. A letter whose
 * confidentiality has not ended by `as_of` is a problem that says from which day on it may be
 * recorded (D4.4). So are: a reference that is none, stands twice or is of another State or type
 * than the row; more days or links of replies than replies; a date that can be read in two ways.
 * Everything lives in the arena. */
void ohchr_export_read(Arena *arena, Str content, const NameIndex *states,
                       const NameIndex *mandates, Day as_of, OhchrExport *export);

#endif
