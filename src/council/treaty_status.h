/* What a State had done about a treaty by a day (D6.1): bound by ratification, accession or
 * succession; only signed; nothing; or unclear, because the date is known too coarsely or the
 * record ends before the day. */
#ifndef UPHOLD_COUNCIL_TREATY_STATUS_H
#define UPHOLD_COUNCIL_TREATY_STATUS_H

#include "base/date.h"

typedef enum TreatyStatus {
    TREATY_NOT_YET_ADOPTED, /* the instrument did not exist: not counted (D6.2) */
    TREATY_PARTY,
    TREATY_SIGNED, /* signed, not bound */
    TREATY_NO_ACTION,
    TREATY_UNCLEAR, /* bound at some time that may be before or after the day */
} TreatyStatus;

typedef struct TreatyFacts {
    Day adopted_on;
    Date signed_on, bound_on; /* DATE_NONE: not on record */
    bool party;               /* bound, even where the date is not known */
    Day known_until;          /* the last day for which the source vouches */
} TreatyFacts;

/* `after_record`: the answer is that of the last day the source vouches for, and the day is later.
 */
typedef struct TreatyOnDay {
    TreatyStatus status;
    bool after_record;
} TreatyOnDay;

TreatyOnDay treaty_status_on(const TreatyFacts *facts, Day day);

/* Of the instruments that existed on the day: parties for certain, and unclear ones besides. */
typedef struct TreatyCount {
    int party, unclear, existing;
} TreatyCount;

void treaty_count_add(TreatyCount *count, TreatyStatus status);

#endif
