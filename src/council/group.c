#include "council/group.h"

#include <assert.h>

static const GroupFacts groups[GROUP_COUNT] = {
    [GROUP_AFRICAN] = { STR_LITERAL("AFR"),
                        STR_LITERAL("African States"),
                        STR_LITERAL("African"),
                        13,
                        { 4, 4, 5 } },
    [GROUP_ASIA_PACIFIC] = { STR_LITERAL("APG"),
                             STR_LITERAL("Asia-Pacific States"),
                             STR_LITERAL("Asia-Pacific"),
                             13,
                             { 4, 4, 5 } },
    [GROUP_EASTERN_EUROPEAN] = { STR_LITERAL("EEG"),
                                 STR_LITERAL("Eastern European States"),
                                 STR_LITERAL("Eastern European"),
                                 6,
                                 { 2, 2, 2 } },
    [GROUP_LATIN_AMERICAN_AND_CARIBBEAN] = { STR_LITERAL("GRULAC"),
                                             STR_LITERAL("Latin American and Caribbean States"),
                                             STR_LITERAL("Latin American and Caribbean"),
                                             8,
                                             { 2, 3, 3 } },
    [GROUP_WESTERN_EUROPEAN_AND_OTHER] = { STR_LITERAL("WEOG"),
                                           STR_LITERAL("Western European and other States"),
                                           STR_LITERAL("Western European and other"),
                                           7,
                                           { 2, 2, 3 } },
};

const GroupFacts *group_facts(Group group) {
    assert(group < GROUP_COUNT);
    return &groups[group];
}

bool group_from_code(Str code, Group *group) {
    for (Group each = 0; each < GROUP_COUNT; each++) {
        if (!str_equal(groups[each].code, code)) continue;
        *group = each;
        return true;
    }
    return false;
}

bool group_seats_to_fill(Group group, int election_year, int *seats) {
    if (election_year < GROUP_SEATS_PATTERN_FROM) return false;
    *seats = group_facts(group)->seats_by_election_year[election_year % GROUP_SEATS_PATTERN_YEARS];
    return true;
}
