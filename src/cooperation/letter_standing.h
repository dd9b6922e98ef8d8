/* Where a communication stands on a day: answered, in time or late; known to have had no reply by a
 * day somebody looked; or not known (A4, DOMAIN 4). An acknowledgement is no reply. */
#ifndef UPHOLD_COOPERATION_LETTER_STANDING_H
#define UPHOLD_COOPERATION_LETTER_STANDING_H

#include "cooperation/clock.h"

typedef enum LetterStatus {
    LETTER_NOT_KNOWN,        /* no source says whether it was answered */
    LETTER_RUNNING,          /* not yet due, and no reply on record */
    LETTER_NO_REPLY,         /* none by a day after the due day on which somebody looked */
    LETTER_RECEIPT_ONLY,     /* R1 alone: acknowledged, not answered */
    LETTER_ANSWERED,         /* on the due day or before */
    LETTER_ANSWERED_LATE,    /* certainly after it */
    LETTER_ANSWERED_UNDATED, /* answered, on a day not known well enough */
    LETTER_STATUS_COUNT,
} LetterStatus;

typedef enum LetterReplyGrade { /* DOMAIN 4.1 */
                                LETTER_UNGRADED,
                                LETTER_R0,
                                LETTER_R1,
                                LETTER_R2,
                                LETTER_R3,
                                LETTER_R4,
                                LETTER_RT,
} LetterReplyGrade;

typedef struct LetterReply {
    Date received_on;
    LetterReplyGrade grade;
} LetterReply;

typedef struct LetterFacts {
    Str type; /* AL, UA, OL, JAL, JUA, JOL */
    Date sent_on;
    const LetterReply *replies;
    size_t reply_count;
    Date no_reply_as_of; /* DATE_NONE: nobody looked */
} LetterFacts;

typedef struct LetterStanding {
    LetterStatus status;
    bool has_clock;    /* the day it was sent is known */
    ClockResult clock; /* with all steps; points into the arena */
    Date answered;     /* the first reply that is one; DATE_NONE without */
    int64_t days;      /* from sending to the reply, where both days are known; else -1 */
    Date looked;       /* until when no reply is known */
} LetterStanding;

/* The clock's steps are owned by the arena. */
LetterStanding letter_standing(Arena *arena, const LetterFacts *facts, Day on);

const char *letter_status_word(LetterStatus status);  /* in addresses and JSON */
const char *letter_status_title(LetterStatus status); /* an English message */
/* The id of the clock rule of a type: "ua-reply"; NULL for a type that has none. */
const char *letter_clock_rule(Str type);

#endif
