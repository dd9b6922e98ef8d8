/* Grading of replies by two coders who do not see each other's grade (DOMAIN 4.1, METHOD 8 and
 * 10.10): when a grade is settled, and how well two coders agree. */
#ifndef UPHOLD_COOPERATION_REPLY_GRADING_H
#define UPHOLD_COOPERATION_REPLY_GRADING_H

#include "cooperation/communication.h"

typedef struct CodedReply {
    ReplyGrade first, second; /* REPLY_GRADE_NONE: that coder has not graded it */
    ReplyGrade adjudicated;   /* by a third person, where the two differ */
} CodedReply;

typedef enum GradingState {
    GRADING_NOT_BEGUN,
    GRADING_ONE_CODER, /* one grade is not shown to the other coder, nor to anybody else */
    GRADING_DIFFERS,   /* waits for adjudication */
    GRADING_AGREED,
    GRADING_ADJUDICATED,
} GradingState;

/* *grade is the settled grade, or REPLY_GRADE_NONE. No adjudication replaces a second coder, and
 * where two coders agree there is nothing to adjudicate. */
GradingState reply_grading(const CodedReply *reply, ReplyGrade *grade);

enum { KAPPA_GRADES = REPLY_GRADE_RT }; /* R0 to R4 */

/* Cohen's kappa, plain: (observed - expected) / (1 - expected), where expected is the agreement by
 * chance from each coder's own shares (Cohen 1960). Not weighted: a difference of one grade counts
 * like one of three, so it is the stricter figure and needs no weights that somebody chose; the
 * table of pairs is given with it. */
typedef struct CoderAgreement {
    size_t pairs;  /* replies that both have graded R0 to R4; RT is no grade yet */
    size_t agreed; /* before adjudication, which does not enter */
    size_t table[KAPPA_GRADES][KAPPA_GRADES]; /* first coder, second coder */
    double observed, expected, kappa;
    bool is_defined; /* false: no pairs, or both gave one and the same grade to all */
} CoderAgreement;

CoderAgreement coder_agreement(const CodedReply *replies, size_t count);

#endif
