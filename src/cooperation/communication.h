/* Communications of the Special Procedures to States: references, confidentiality, and what is
 * known of the reply on any day (A4; DOMAIN 4, invariant 6).
 *
 * A receipt is no reply. A reply that waits for its translation, or for somebody to grade it, stops
 * the clock. No reply on record is silence only as far as a source says that there was none. */
#ifndef UPHOLD_COOPERATION_COMMUNICATION_H
#define UPHOLD_COOPERATION_COMMUNICATION_H

#include "cooperation/clock.h"

/* ---------------------------------------------------------------- references (D4.1, D4.2) */

/* The vocabulary communication_type, in its order. */
typedef enum LetterType {
    LETTER_AL,  /* allegation letter */
    LETTER_UA,  /* urgent appeal */
    LETTER_OL,  /* other letter: laws, bills, policies */
    LETTER_JAL, /* the joint variants, used in reports until about 2016 */
    LETTER_JUA,
    LETTER_JOL,
    LETTER_TYPE_COUNT,
} LetterType;

enum {
    ADDRESSEE_SIZE = 3,
    COMMUNICATION_NUMBER_MAX = 99999, /* as the kind communication has it */
};

/* "AL CAN 3/2026". The number is unique for an addressee and a year whatever the type (D4.2). */
typedef struct CommunicationReference {
    LetterType type;
    char addressee[ADDRESSEE_SIZE + 1]; /* ISO 3166-1 alpha-3, or OTH; with a final zero */
    int number, year;
} CommunicationReference;

/* Exactly ^(AL|UA|OL|JAL|JUA|JOL) ([A-Z]{3}) ([1-9][0-9]*)/((19|20)[0-9]{2})$ (DOMAIN 10,
 * invariant 6), and a number of at most COMMUNICATION_NUMBER_MAX. Whether there is such an
 * addressee is not looked at. */
bool communication_reference_parse(Str text, CommunicationReference *reference,
                                   Error *error) MUST_CHECK;
Str communication_reference_format(Arena *arena, const CommunicationReference *reference);

/* "CAN 3/2026": the key of the record. The type is an attribute and no part of it. */
Str communication_reference_key(Arena *arena, const CommunicationReference *reference);

/* OTH: a company or another non-State actor, left out of the statistics of States (D4.3). */
bool communication_is_to_state(const CommunicationReference *reference);

const char *letter_type_word(LetterType type);  /* "AL" */
const char *letter_type_title(LetterType type); /* "Allegation letter" */
bool letter_type_from_word(Str word, LetterType *type) MUST_CHECK;

/* The id of the clock rule for the reply: "al-reply", "ua-reply", "ol-reply" (D4.5). */
const char *letter_type_reply_rule(LetterType type);

/* ---------------------------------------------------------------- confidentiality (D4.4) */

enum {
    CONFIDENTIAL_DAYS = 60,      /* allegation letters and urgent appeals */
    CONFIDENTIAL_DAYS_OTHER = 2, /* other letters: 48 hours, so the day after next */
};

/* The first day on which the letter may be shown, from the latest day it may have been sent on;
 * DAY_NONE when that is not known: then it may not be shown. */
Day communication_shown_from(LetterType type, Date sent_on);
bool communication_may_be_shown(LetterType type, Date sent_on, Day on);

/* A reply is published with its letter, or when it comes, if that is later. DAY_NONE as above. */
Day reply_shown_from(LetterType type, Date sent_on, Date received_on);

/* ---------------------------------------------------------------- replies (DOMAIN 4.1) */

/* The vocabulary reply_grade, in its order. */
typedef enum ReplyGrade {
    REPLY_GRADE_R0,   /* none */
    REPLY_GRADE_R1,   /* receipt only, holding answer: no reply */
    REPLY_GRADE_R2,   /* immaterial, or rejects without substantiation */
    REPLY_GRADE_R3,   /* partial */
    REPLY_GRADE_R4,   /* substantive */
    REPLY_GRADE_RT,   /* received, not yet translated or read */
    REPLY_GRADE_NONE, /* nobody has graded it */
    REPLY_GRADE_COUNT = REPLY_GRADE_NONE,
} ReplyGrade;

const char *reply_grade_word(ReplyGrade grade); /* "R0"; "" for none */
/* The empty word is REPLY_GRADE_NONE. */
bool reply_grade_from_word(Str word, ReplyGrade *grade) MUST_CHECK;

/* Whether a reply of this grade stops the clock: R2 to R4, RT, and one not graded yet, which counts
 * as not yet read. */
bool reply_grade_is_reply(ReplyGrade grade);

typedef struct LetterEntry {
    LetterType type;
    Date sent_on;
    Date no_reply_as_of; /* the last day for which the source shows none; DATE_NONE: it says nothing
                          */
} LetterEntry;

typedef struct ReplyEntry {
    Date received_on; /* DATE_NONE: a reply on a day not known */
    ReplyGrade grade; /* settled by two coders (reply_grading.h) */
} ReplyEntry;

typedef enum AnswerStatus {
    ANSWER_NOT_KNOWN,    /* none on record, and nobody says that there was none by that day */
    ANSWER_NONE,         /* a source shows none by that day */
    ANSWER_RECEIPT_ONLY, /* R1, which is no reply */
    ANSWER_NOT_GRADED,   /* a reply that may be a bare receipt */
    ANSWER_TRANSLATION,  /* RT */
    ANSWER_IMMATERIAL,   /* R2 */
    ANSWER_PARTIAL,      /* R3 */
    ANSWER_SUBSTANTIVE,  /* R4 */
    ANSWER_STATUS_COUNT,
} AnswerStatus;

typedef struct LetterStanding {
    Day on;
    AnswerStatus status;       /* of the best reply by that day */
    const ReplyEntry *best;    /* NULL: no reply */
    const ReplyEntry *first;   /* the one that stopped the clock; NULL: none did */
    const ReplyEntry *receipt; /* the first bare receipt; NULL: none */
    size_t replies;            /* by that day, without receipts */
    size_t not_graded, in_translation;
    Day silent_until;       /* no reply by this day, as a source shows; DAY_NONE: nobody says so */
    bool has_clock;         /* false: not sent on a day known, or nothing known about a reply */
    ClockResult clock;      /* with all steps */
    ClockStanding standing; /* on that day, or on silent_until where that is earlier */
} LetterStanding;

/* What is known on a day, from the replies in any order. A reply counts from its latest possible
 * day on; one of which no day is known counts at once, and nobody can say whether it was in time.
 * Where the record is complete, no_reply_as_of is the day of the extract. */
LetterStanding letter_standing(Arena *arena, const LetterEntry *letter, const ReplyEntry *replies,
                               size_t count, Day on);

const char *answer_status_word(AnswerStatus status); /* "receipt_only", as in addresses and JSON */
const char *answer_status_title(AnswerStatus status);
const char *answer_status_meaning(AnswerStatus status); /* the "i" text */

enum { LETTER_PHRASES_MAX = 4 };
typedef struct LetterPhrases {
    Phrase phrases[LETTER_PHRASES_MAX];
    size_t count;
} LetterPhrases;
LetterPhrases letter_standing_phrases(const LetterStanding *standing);

/* What is wrong with a reply to a letter, as an English message; NULL: nothing (invariant 5). */
const char *reply_fault(const LetterEntry *letter, const ReplyEntry *reply);

#endif
