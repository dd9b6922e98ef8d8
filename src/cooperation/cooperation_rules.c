#include "cooperation/cooperation_rules.h"

#include "cooperation/communication.h"
#include "cooperation/cooperation_kinds.h"
#include "cooperation/cooperation_rules.sql.h"
#include "record/key_set.h"
#include "record/schema.h"

/* --- the names of mandates
 * --------------------------------------------------------------------------- */

/* The keys of all mandates, and their other names, each with the key it stands for. */
typedef struct MandateNames {
    KeySet names;
    Problems *problems; /* NULL: two mandates of one name are somebody else's business */
} MandateNames;

static bool note_key(void *context, Str key, Str aliases, Error *error) {
    MandateNames *mandates = context;
    (void)aliases, (void)error;
    key_set_add(&mandates->names, key);
    return true;
}

static void note_alias(MandateNames *mandates, Str alias, Str key) {
    const KeyEntry *taken = key_set_find(&mandates->names, alias);
    if (!taken) {
        Str target = key_set_find(&mandates->names, key)->target;
        key_set_add(&mandates->names, alias)->target = target;
    } else if (mandates->problems && !str_equal(taken->target, key)) {
        problem_add(mandates->problems, 0, STR("aliases"), key,
                    "\"%.*s\" is a name of %.*s already; a name stands for one mandate",
                    STR_ARGUMENTS(alias), STR_ARGUMENTS(taken->target));
    }
}

static bool note_aliases(void *context, Str key, Str aliases, Error *error) {
    Str alias;
    (void)error;
    while (aliases.length && str_cut(&aliases, ' ', &alias))
        if (alias.length) note_alias(context, alias, key);
    return true;
}

/* Keys first: an alias may be read before the mandate whose key it takes. */
static bool read_names(Store *open, MandateNames *mandates, Error *error) {
    return record_table_visit_keys(open, &MANDATE, note_key, mandates, error) &&
           record_table_visit_keys(open, &MANDATE, note_aliases, mandates, error);
}

static bool check_names(Store *open, Problems *problems, Error *error) {
    Arena arena = { 0 };
    MandateNames mandates = { { .arena = &arena }, problems };
    bool done = read_names(open, &mandates, error);
    key_set_free(&mandates.names);
    arena_free(&arena);
    return done;
}

/* --- the mandates that signed a letter
 * ----------------------------------------------------------------------- */

/* What is wrong with the word in the list of those that signed; empty when nothing is. */
static Str fault_of(Arena *arena, const KeySet *names, Str word) {
    const KeyEntry *entry = key_set_find(names, word);
    if (!entry)
        return str_format(arena,
                          "\"%.*s\" is no mandate on record; write the keys of mandates with "
                          "spaces between them, or import the mandate first (D4.7)",
                          STR_ARGUMENTS(word));
    if (!str_equal(entry->target, word))
        return str_format(arena, "\"%.*s\" is another name of %.*s; write that",
                          STR_ARGUMENTS(word), STR_ARGUMENTS(entry->target));
    return STR_EMPTY;
}

static bool report_letters(Store *open, Str mandates, Str fault, Problems *problems, Error *error) {
    Statement *letters = store_statement(open, &LETTERS_SIGNED, error);
    bool row = true, done = letters != NULL;
    if (!done) return false;
    statement_bind_text(letters, LETTERS_SIGNED_MANDATES, mandates);
    while ((done = statement_step(letters, &row, error)) && row)
        problem_add(problems, 0, STR("mandates"), statement_text(letters, 0), "%.*s",
                    STR_ARGUMENTS(fault));
    statement_reset(letters);
    return done;
}

static bool check_list(Store *open, Arena *arena, const KeySet *names, Str mandates,
                       Problems *problems, Error *error) {
    Str rest = mandates, word;
    while (rest.length && str_cut(&rest, ' ', &word)) {
        Str fault = word.length ? fault_of(arena, names, word) : STR_EMPTY;
        if (fault.length && !report_letters(open, mandates, fault, problems, error)) return false;
    }
    return true;
}

/* Many letters have the same list, which is looked at once. */
static bool check_lists(Store *open, Arena *arena, const KeySet *names, Problems *problems,
                        Error *error) {
    Statement *lists = store_statement(open, &SIGNATURES, error);
    bool row = true, done = lists != NULL;
    while (done && (done = statement_step(lists, &row, error)) && row)
        done = check_list(open, arena, names, str_copy(arena, statement_text(lists, 0)), problems,
                          error);
    if (lists) statement_reset(lists);
    return done;
}

static bool check_signatures(Store *open, Problems *problems, Error *error) {
    Arena arena = { 0 };
    MandateNames mandates = { { .arena = &arena }, NULL };
    bool done = read_names(open, &mandates, error) &&
                check_lists(open, &arena, &mandates.names, problems, error);
    key_set_free(&mandates.names);
    arena_free(&arena);
    return done;
}

/* --- letters that are still confidential
 * --------------------------------------------------------------------- */

static bool report_confidential(Statement *letters, Day today, Problems *problems, Error *error) {
    Date sent;
    LetterType type;
    char from[DAY_TEXT_SIZE];
    if (!date_parse(statement_text(letters, 2), &sent, error)) return false;
    if (!letter_type_from_word(statement_text(letters, 1), &type) ||
        communication_may_be_shown(type, sent, today))
        return true;
    day_format(communication_shown_from(type, sent), from);
    problem_add(problems, 0, STR("sent_on"), statement_text(letters, 0),
                "this letter is confidential until %s, and everything on record here is published; "
                "record it from that day on (D4.4)",
                from);
    return true;
}

/* D4.4. The only rule that asks what day it is: what may be published depends on it. */
static bool check_confidential(Store *open, Problems *problems, Error *error) {
    char since[DAY_TEXT_SIZE];
    Day today = day_today();
    day_format(today - CONFIDENTIAL_DAYS - 1, since);
    Statement *letters = store_statement(open, &LETTERS_SENT_AFTER, error);
    bool row = true, done = letters != NULL;
    if (done) statement_bind_text(letters, LETTERS_SENT_AFTER_DAY, str_from(since));
    while (done && (done = statement_step(letters, &row, error)) && row)
        done = report_confidential(letters, today, problems, error);
    if (letters) statement_reset(letters);
    return done;
}

const RecordRule COOPERATION_RULES[] = {
    { "state", "D4.3", .query = &STATES_THAT_ARE_NO_STATES },
    { "mandate", "D3.2", .query = &MANDATES_THAT_CANNOT_BE },
    { "mandate", "D3.2", check_names },
    { "mandate", "D4.7", check_signatures }, /* when a mandate is taken back */
    { "standing_invitation", "D3.3, D10.4", .query = &INVITATIONS_THAT_CANNOT_BE },
    { "visit_event", "DOMAIN 3.1, D10.4, D10.5", .query = &VISIT_EVENTS_THAT_CANNOT_BE },
    { "communication", "D10.4, D10.5", .query = &LETTERS_THAT_CANNOT_BE },
    { "communication", "D4.7", check_signatures },
    { "communication", "D4.4", check_confidential },
    { "reply", "D10.4, D10.5", .query = &REPLIES_THAT_CANNOT_BE },
    { "mandate_incident", "D10.4", .query = &INCIDENTS_THAT_CANNOT_BE },
    { "visit_report", "D10.4", .query = &VISIT_REPORTS_THAT_CANNOT_BE },
};
const size_t COOPERATION_RULE_COUNT = COUNT_OF(COOPERATION_RULES);
