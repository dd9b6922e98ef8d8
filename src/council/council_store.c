#include "council/council_store.h"

#include "council/council_store.sql.h"
#include "council/eligibility.h"

/* Rows of one query, one by one, into an array that grows in the arena. */
typedef struct RowArray {
    Arena *arena;
    size_t item_size, count, capacity;
    char *items;
} RowArray;

static void *row_array_add(RowArray *array) {
    if (array->count == array->capacity) {
        size_t capacity = array->capacity ? array->capacity * 2 : 64;
        char *larger = arena_array(array->arena, capacity, array->item_size);
        if (array->count) memcpy(larger, array->items, array->count * array->item_size);
        array->items = larger;
        array->capacity = capacity;
    }
    return array->items + array->item_size * array->count++;
}

typedef bool RowReader(Statement *row, void *item, RowArray *array, Error *error);

static bool read_rows(Store *store, const Query *query, RowReader *read, RowArray *array,
                      Error *error) {
    Statement *statement = store_statement(store, query, error);
    bool row = true, done = statement != NULL;
    while (done && (done = statement_step(statement, &row, error)) && row)
        done = read(statement, row_array_add(array), array, error);
    if (statement) statement_reset(statement);
    return done;
}

/* --- columns
 * ------------------------------------------------------------------------------------------ */

static Str text_of(Statement *row, int column, Arena *arena) {
    return statement_is_null(row, column) ? STR_EMPTY
                                          : str_copy(arena, statement_text(row, column));
}

static bool day_of(Statement *row, int column, Day if_null, Day *day, Error *error) {
    *day = if_null;
    return statement_is_null(row, column) || day_parse(statement_text(row, column), day, error);
}

static bool group_of(Statement *row, int column, Group *group, Error *error) {
    Str code = statement_text(row, column);
    return group_from_code(code, group) ||
           error_set(error, ERROR_SYSTEM, "\"%.*s\" is no electoral group", STR_ARGUMENTS(code));
}

/* --- one row of each
 * ---------------------------------------------------------------------------------- */

static bool read_state(Statement *row, void *item, RowArray *array, Error *error) {
    CouncilState *state = item;
    *state = (CouncilState){ .iso3 = text_of(row, 0, array->arena),
                             .iso2 = text_of(row, 1, array->arena),
                             .m49 = text_of(row, 2, array->arena),
                             .member = str_equal(statement_text(row, 3), STR("member")),
                             .fictional = statement_integer(row, 5) != 0,
                             .has_group = !statement_is_null(row, 6) };
    return day_of(row, 4, DAY_NONE, &state->admission_date, error) &&
           (!state->has_group || group_of(row, 6, &state->group, error));
}

typedef struct NameRow {
    Str iso3;
    StateName name;
} NameRow;

/* A name holds from its earliest possible day to its latest possible one; where it and the next one
 * may both have been in use, state_name_on says which counts. */
static bool read_name(Statement *row, void *item, RowArray *array, Error *error) {
    NameRow *name = item;
    Day from_last;
    *name = (NameRow){ .iso3 = text_of(row, 0, array->arena) };
    if (!language_from_code(statement_text(row, 1), &name->name.language))
        return error_set(error, ERROR_SYSTEM, "a name in an unknown language");
    name->name.short_name = text_of(row, 6, array->arena);
    name->name.formal_name = text_of(row, 7, array->arena);
    name->name.article = text_of(row, 8, array->arena);
    return day_of(row, 2, DAY_FIRST, &name->name.from, error) &&
           day_of(row, 3, DAY_FIRST, &from_last, error) &&
           day_of(row, 5, DAY_LAST, &name->name.until, error);
}

static bool read_term(Statement *row, void *item, RowArray *array, Error *error) {
    CouncilTerm *term = item;
    *term = (CouncilTerm){ .iso3 = text_of(row, 0, array->arena),
                           .part_term = statement_integer(row, 5) != 0,
                           .part_term_counts = statement_integer(row, 6) != 0 };
    return group_of(row, 1, &term->un_group, error) &&
           day_of(row, 2, DAY_NONE, &term->elected_on, error) &&
           day_of(row, 3, DAY_NONE, &term->start, error) &&
           day_of(row, 4, DAY_NONE, &term->end, error);
}

static bool read_event(Statement *row, void *item, RowArray *array, Error *error) {
    MembershipEvent *event = item;
    Str word = statement_text(row, 1);
    *event = (MembershipEvent){ .iso3 = text_of(row, 0, array->arena),
                                .event = str_equal(word, STR("suspended"))  ? MEMBERSHIP_SUSPENDED
                                         : str_equal(word, STR("restored")) ? MEMBERSHIP_RESTORED
                                                                            : MEMBERSHIP_WITHDREW,
                                .symbol = text_of(row, 3, array->arena) };
    return day_of(row, 2, DAY_NONE, &event->happened_on, error);
}

static bool read_election(Statement *row, void *item, RowArray *array, Error *error) {
    CouncilElection *election = item;
    *election =
        (CouncilElection){ .name = text_of(row, 0, array->arena),
                           .by_election = str_equal(statement_text(row, 2), STR("by_election")),
                           .seat_of = text_of(row, 4, array->arena),
                           .source = text_of(row, 5, array->arena) };
    return day_of(row, 1, DAY_NONE, &election->held_on, error) &&
           election_key_parse(election->name, &election->key, error);
}

static bool read_candidacy(Statement *row, void *item, RowArray *array, Error *error) {
    Candidacy *candidacy = item;
    Str word = statement_text(row, 4);
    *candidacy = (Candidacy){
        .iso3 = text_of(row, 2, array->arena),
        .candidature = str_equal(word, STR("declared"))    ? CANDIDATURE_DECLARED
                       : str_equal(word, STR("withdrawn")) ? CANDIDATURE_WITHDRAWN
                                                           : CANDIDATURE_NO_DECLARATION_FOUND,
        .votes = statement_is_null(row, 6) ? VOTES_NOT_RECORDED : (int)statement_integer(row, 6),
        .elected = statement_is_null(row, 7)   ? ELECTED_NOT_KNOWN
                   : statement_integer(row, 7) ? ELECTED_YES
                                               : ELECTED_NO,
    };
    if (!statement_is_null(row, 5) &&
        !date_parse(statement_text(row, 5), &candidacy->withdrawn_on, error))
        return false;
    return election_key_parse(statement_text(row, 0), &candidacy->election, error) &&
           day_of(row, 1, DAY_NONE, &candidacy->held_on, error) &&
           group_of(row, 3, &candidacy->un_group, error);
}

typedef struct CoverageRow {
    Str scope;
    bool complete;
} CoverageRow;

static bool read_coverage(Statement *row, void *item, RowArray *array, Error *error) {
    CoverageRow *coverage = item;
    (void)error;
    *coverage = (CoverageRow){ text_of(row, 0, array->arena),
                               str_equal(statement_text(row, 1), STR("complete")) };
    return true;
}

/* --- put together
 * ------------------------------------------------------------------------------------- */

static void give_names(CouncilState *states, size_t state_count, const RowArray *rows,
                       Arena *arena) {
    const NameRow *names = (const NameRow *)rows->items;
    StateName *all = ARENA_ARRAY(arena, rows->count, StateName);
    size_t at = 0;
    for (size_t i = 0; i < state_count; i++) {
        states[i].names = all + at;
        while (at < rows->count && str_equal(names[at].iso3, states[i].iso3)) {
            all[at] = names[at].name;
            at++;
            states[i].name_count++;
        }
    }
}

static void note_complete(CouncilElection *elections, size_t count, const RowArray *rows) {
    const CoverageRow *coverage = (const CoverageRow *)rows->items;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < rows->count; j++)
            if (coverage[j].complete && (str_equal(coverage[j].scope, elections[i].name) ||
                                         str_equal(coverage[j].scope, STR("*"))))
                elections[i].complete = true;
}

/* Where all States are fictional (a demonstration), they are the Members. Beside real States a
 * fictional one neither counts for a majority nor can it be elected (D8.4, D8.7). */
static UnMembers members_of(const CouncilState *states, size_t count, Arena *arena) {
    UnMember *members = ARENA_ARRAY(arena, count, UnMember);
    size_t member_count = 0;
    bool fiction = true;
    for (size_t i = 0; i < count; i++)
        fiction = fiction && states[i].fictional;
    for (size_t i = 0; i < count; i++)
        if (states[i].member && states[i].fictional == fiction)
            members[member_count++] = (UnMember){ states[i].iso3, states[i].admission_date };
    return (UnMembers){ members, member_count };
}

bool council_load(Store *store, Arena *arena, CouncilData *council, Error *error) {
    RowArray states = { .arena = arena, .item_size = sizeof(CouncilState) };
    RowArray names = { .arena = arena, .item_size = sizeof(NameRow) };
    RowArray terms = { .arena = arena, .item_size = sizeof(CouncilTerm) };
    RowArray events = { .arena = arena, .item_size = sizeof(MembershipEvent) };
    RowArray elections = { .arena = arena, .item_size = sizeof(CouncilElection) };
    RowArray candidacies = { .arena = arena, .item_size = sizeof(Candidacy) };
    RowArray coverage = { .arena = arena, .item_size = sizeof(CoverageRow) };
    if (!read_rows(store, &COUNCIL_STATES, read_state, &states, error) ||
        !read_rows(store, &COUNCIL_STATE_NAMES, read_name, &names, error) ||
        !read_rows(store, &COUNCIL_TERMS, read_term, &terms, error) ||
        !read_rows(store, &COUNCIL_EVENTS, read_event, &events, error) ||
        !read_rows(store, &COUNCIL_ELECTIONS, read_election, &elections, error) ||
        !read_rows(store, &COUNCIL_CANDIDACIES, read_candidacy, &candidacies, error) ||
        !read_rows(store, &COUNCIL_COVERAGE, read_coverage, &coverage, error))
        return error_context(error, "reading the Council's records");
    give_names((CouncilState *)states.items, states.count, &names, arena);
    note_complete((CouncilElection *)elections.items, elections.count, &coverage);
    *council = (CouncilData){
        .states = (const CouncilState *)states.items,
        .state_count = states.count,
        .elections = (const CouncilElection *)elections.items,
        .election_count = elections.count,
        .record = { (const CouncilTerm *)terms.items, terms.count,
                    (const MembershipEvent *)events.items, events.count },
        .candidacies = { (const Candidacy *)candidacies.items, candidacies.count },
        .members = members_of((const CouncilState *)states.items, states.count, arena),
    };
    return true;
}

const CouncilState *council_find_state(const CouncilData *council, Str iso3) {
    size_t low = 0, high = council->state_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(council->states[middle].iso3, iso3);
        if (order == 0) return &council->states[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const CouncilElection *council_find_election(const CouncilData *council, Str name) {
    for (size_t i = 0; i < council->election_count; i++)
        if (str_equal(council->elections[i].name, name)) return &council->elections[i];
    return NULL;
}

const Candidacy *council_find_candidacy(const CouncilData *council, ElectionKey election,
                                        Str iso3) {
    for (size_t i = 0; i < council->candidacies.count; i++) {
        const Candidacy *candidacy = &council->candidacies.items[i];
        if (str_equal(candidacy->iso3, iso3) && election_key_equal(candidacy->election, election))
            return candidacy;
    }
    return NULL;
}

/* Names stand by their first possible day: where two hold, the newer one is the answer. */
const StateName *state_name_on(const CouncilState *state, Language language, Day day) {
    const StateName *asked = NULL, *english = NULL, *any = NULL;
    for (size_t i = 0; i < state->name_count; i++) {
        const StateName *name = &state->names[i];
        if (day < name->from || day > name->until) continue;
        if (name->language == language) asked = name;
        if (name->language == LANGUAGE_EN) english = name;
        any = name;
    }
    if (asked) return asked;
    if (!any && state->name_count) any = &state->names[0];
    return english ? english : any;
}
