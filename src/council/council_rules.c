/* The Council's rules as checks over a store: what an import of terms, events, candidacies, names
 * or treaty actions must satisfy as a whole (DOMAIN 1, 6, 10). */
#include "council/council_rules.sql.h"
#include "council/council_store.h"
#include "council/eligibility.h"

typedef Str KeyOf(Arena *arena, const CouncilData *council, size_t index);

static Str key_of_term(Arena *arena, const CouncilData *council, size_t index) {
    const CouncilTerm *term = &council->record.terms[index];
    char start[DAY_TEXT_SIZE];
    day_format(term->start, start);
    return str_format(arena, "%.*s/%s", STR_ARGUMENTS(term->iso3), start);
}

static Str key_of_event(Arena *arena, const CouncilData *council, size_t index) {
    static const char *const words[] = {
        [MEMBERSHIP_SUSPENDED] = "suspended",
        [MEMBERSHIP_RESTORED] = "restored",
        [MEMBERSHIP_WITHDREW] = "withdrew",
    };
    const MembershipEvent *event = &council->record.events[index];
    char day[DAY_TEXT_SIZE];
    day_format(event->happened_on, day);
    return str_format(arena, "%.*s/%s/%s", STR_ARGUMENTS(event->iso3), words[event->event], day);
}

static Str key_of_candidacy(Arena *arena, const CouncilData *council, size_t index) {
    const Candidacy *candidacy = &council->candidacies.items[index];
    char election[ELECTION_KEY_TEXT_SIZE];
    election_key_format(candidacy->election, election);
    return str_format(arena, "%s/%.*s", election, STR_ARGUMENTS(candidacy->iso3));
}

static void report(const CouncilData *council, const CouncilProblems *found, KeyOf *key_of,
                   Problems *problems) {
    for (size_t i = 0; i < found->count; i++)
        problem_add(problems, 0, str_from(found->items[i].field),
                    key_of(problems->arena, council, found->items[i].index), "%.*s",
                    STR_ARGUMENTS(found->items[i].message));
}

static bool check_terms(Store *open, Problems *problems, Error *error) {
    Arena arena = { 0 };
    CouncilData council;
    bool done = council_load(open, &arena, &council, error);
    if (done) {
        CouncilProblems found = { .arena = &arena };
        council_check_terms(&council.record, &found);
        eligibility_check_terms(&council.record, &found);
        report(&council, &found, key_of_term, problems);
    }
    arena_free(&arena);
    return done;
}

static bool check_events(Store *open, Problems *problems, Error *error) {
    Arena arena = { 0 };
    CouncilData council;
    bool done = council_load(open, &arena, &council, error);
    if (done) {
        CouncilProblems found = { .arena = &arena };
        council_check_events(&council.record, &found);
        report(&council, &found, key_of_event, problems);
    }
    arena_free(&arena);
    return done;
}

static bool check_candidacies(Store *open, Problems *problems, Error *error) {
    Arena arena = { 0 };
    CouncilData council;
    bool done = council_load(open, &arena, &council, error);
    if (done) {
        CouncilProblems found = { .arena = &arena };
        election_check(council.candidacies, council.members, &council.record, &found);
        report(&council, &found, key_of_candidacy, problems);
    }
    arena_free(&arena);
    return done;
}

const RecordRule COUNCIL_RULES[] = {
    { "council_term", "D1.3, D1.4, D10.1, D10.2", check_terms },
    { "membership_event", "D1.8, D1.10", check_events },
    { "membership_event", "D1.10", .query = &SUSPENSIONS_WITHOUT_TWO_THIRDS },
    { "candidacy", "D1.2, D1.5, D8.4", check_candidacies },
    { "treaty_action", "D6.1", .query = &TREATY_ACTIONS_THAT_CANNOT_BE },
};
const size_t COUNCIL_RULE_COUNT = COUNT_OF(COUNCIL_RULES);
