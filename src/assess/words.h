/* Words instead of numbers (METHOD 4 and 7): what may be said, and when the evidence suffices to
 * say it. All words are English message ids. */
#ifndef UPHOLD_ASSESS_WORDS_H
#define UPHOLD_ASSESS_WORDS_H

#include "assess/beta.h"
#include "assess/method.h"

/* Why an item, a dimension or a State has no value. */
typedef enum Availability {
    AVAILABLE,
    NOT_TESTED,        /* nothing happened that could be answered, or too little weight is known */
    NOT_TESTED_SAMPLE, /* facts are known, but not all of them: shown, not computed as a rate */
    NO_DATA,           /* nobody has looked, or no source says so */
    AVAILABILITY_COUNT,
} Availability;
const char *availability_text(Availability availability); /* "" when available */

typedef enum ItemWord { /* for one recommendation */
                        ITEM_MET,
                        ITEM_LARGELY_MET,
                        ITEM_NOT_MET,
                        ITEM_LARGELY_NOT_MET,
                        ITEM_NOT_CLEAR,
                        ITEM_NOT_TESTED,
                        ITEM_WORD_COUNT,
} ItemWord;
const char *item_word_text(ItemWord word);

/* Posterior probabilities of a rate below and above the cut points of METHOD 4. */
typedef struct ItemOdds {
    double at_most_quarter, at_most_half, at_least_half, at_least_three_quarters;
} ItemOdds;
ItemOdds item_odds(const Beta *posterior);
/* The first of the words, in METHOD 4's order, whose probability is at least 0.8. */
ItemWord item_word(const ItemOdds *odds);

typedef enum InvitationWord { /* METHOD 4, "Effective standing invitation" */
                              INVITATION_EFFECTIVE,
                              INVITATION_PAPER_ONLY,
                              INVITATION_NOT_SHOWN,
                              INVITATION_NONE_BUT_HONOURED,
                              INVITATION_NONE,
                              INVITATION_NOT_TESTED,
                              INVITATION_NO_DATA, /* whether one was issued is not known */
                              INVITATION_WORD_COUNT,
} InvitationWord;
const char *invitation_word_text(InvitationWord word);
/* `honours` is P(honour rate >= the method's rate). */
InvitationWord invitation_word(const Method *method, bool issued, double honours);

/* The index of the band a score falls in: 0 is the best. */
size_t verdict_band(const Method *method, double score);

/* The best band that a red line leaves open: "cooperates in part", the third. */
size_t verdict_cap(const Method *method);

/* One word where `from` and `to` are the same band, else "between from and to", from the lower. */
typedef struct Verdict {
    bool assessable;
    size_t from, to;
} Verdict;

/* METHOD 7: the band of the point score where it has the probability asked for; else from the bands
 * at the ends of the interval. With a red line every band is capped first, and with it the
 * probability. `probabilities` has one number a band. */
Verdict verdict_of(const Method *method, double point, double low, double high,
                   const double *probabilities, bool red_line);

/* As it is printed: cooperates little; between "x" and "y"; not assessable. Owned by the arena. */
Str verdict_text(Arena *arena, const Method *method, Verdict verdict);

typedef enum PairWord { /* METHOD 6: two States of one group */
                        PAIR_HIGHER,
                        PAIR_LOWER,
                        PAIR_NOT_DISTINGUISHABLE,
} PairWord;
PairWord pair_word(double probability_higher);

#endif
