#include "council/treaty_status.h"

TreatyOnDay treaty_status_on(const TreatyFacts *facts, Day day) {
    if (facts->adopted_on > day) return (TreatyOnDay){ TREATY_NOT_YET_ADOPTED, false };
    if (facts->bound_on.precision != DATE_NONE) {
        if (facts->bound_on.last <= day) return (TreatyOnDay){ TREATY_PARTY, false };
        if (facts->bound_on.first <= day) return (TreatyOnDay){ TREATY_UNCLEAR, false };
    } else if (facts->party) {
        return (TreatyOnDay){ facts->known_until <= day ? TREATY_PARTY : TREATY_UNCLEAR, false };
    }
    bool after_record = day > facts->known_until;
    if (facts->signed_on.precision != DATE_NONE && facts->signed_on.last <= day)
        return (TreatyOnDay){ TREATY_SIGNED, after_record };
    if (facts->signed_on.precision != DATE_NONE && facts->signed_on.first <= day)
        return (TreatyOnDay){ TREATY_UNCLEAR, after_record };
    return (TreatyOnDay){ TREATY_NO_ACTION, after_record };
}

void treaty_count_add(TreatyCount *count, TreatyStatus status) {
    count->existing += status != TREATY_NOT_YET_ADOPTED;
    count->party += status == TREATY_PARTY;
    count->unclear += status == TREATY_UNCLEAR;
}
