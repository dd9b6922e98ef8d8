/* The Council's records as arrays: States with their names, terms, events, elections, candidacies.
 *
 * They are few (some 200 States, 400 terms) and every page needs them, so they are read whole, once
 * a snapshot; the rules over them are pure (membership.h, election.h, eligibility.h). */
#ifndef UPHOLD_COUNCIL_COUNCIL_STORE_H
#define UPHOLD_COUNCIL_COUNCIL_STORE_H

#include "council/election.h"
#include "record/problem.h"
#include "store/store.h"
#include "text/language.h"

/* A name with the days it was in use. Where a source gives only bounds, the name holds from the
 * earliest day the new one may have come into use (DOMAIN D8.2): `from` and `until` are days. */
typedef struct StateName {
    Language language;
    Day from, until; /* DAY_FIRST and DAY_LAST where open */
    Str short_name, formal_name, article;
} StateName;

typedef struct CouncilState {
    Str iso3, iso2, m49;
    bool member; /* of the United Nations; else an observer */
    bool fictional;
    Day admission_date; /* DAY_NONE for an observer */
    bool has_group;
    Group group;
    const StateName *names;
    size_t name_count;
} CouncilState;

typedef struct CouncilElection {
    Str name; /* the key: "2013", "2018-07-13" */
    ElectionKey key;
    Day held_on;
    bool by_election;
    Str seat_of; /* of a by-election: whose seat */
    Str source;
    bool complete; /* all candidates are on record (coverage) */
} CouncilElection;

typedef struct CouncilData {
    const CouncilState *states;
    size_t state_count;
    const CouncilElection *elections; /* newest first */
    size_t election_count;
    CouncilRecord record;
    Candidacies candidacies;
    UnMembers members;
} CouncilData;

/* Everything is owned by the arena. */
bool council_load(Store *store, Arena *arena, CouncilData *council, Error *error) MUST_CHECK;

const CouncilState *council_find_state(const CouncilData *council, Str iso3);
const CouncilElection *council_find_election(const CouncilData *council, Str name);
/* NULL where the State has no candidacy on record in that election. */
const Candidacy *council_find_candidacy(const CouncilData *council, ElectionKey election, Str iso3);

/* The State's names on a day: in the language asked for, else in English, else any; NULL without.
 */
const StateName *state_name_on(const CouncilState *state, Language language, Day day);

/* The rules an import of Council records must satisfy (DOMAIN 1, 10). */
extern const RecordRule COUNCIL_RULES[];
extern const size_t COUNCIL_RULE_COUNT;

#endif
