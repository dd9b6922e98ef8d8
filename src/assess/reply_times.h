/* How long each communication waited for a reply (DOMAIN 4, METHOD 3 SP3 and SP4). */
#ifndef UPHOLD_ASSESS_REPLY_TIMES_H
#define UPHOLD_ASSESS_REPLY_TIMES_H

#include "assess/dataset.h"

typedef struct ReplyTime {
    const CommunicationFact *fact;
    ReplyCategory category; /* as known on the as-of date: a later reply is none yet */
    bool timed;             /* false: replied on a day not recorded, which SP4 leaves out */
    bool replied;           /* R2 or better, or RT; else still waiting */
    int64_t days;           /* to the reply or to the as-of date */
    int64_t adjusted_days;  /* scaled so that each type's deadline falls on the common horizon */
    bool mature;            /* the deadline has passed */
} ReplyTime;

/* By State, then in the order of the facts. Owned by the arena; points into the data set. */
typedef struct ReplyTimes {
    ReplyTime *times;
    size_t count;
} ReplyTimes;

/* The communications sent inside the window that ends on as_of, or with the cohort where that ends
 * sooner. */
ReplyTimes reply_times(Arena *arena, const Dataset *dataset, const Method *method, Day as_of);

#endif
