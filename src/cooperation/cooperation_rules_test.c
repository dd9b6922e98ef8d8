/* What an import of mandates, visits, letters and replies is refused for, against the project's own
 * data: the line, the column, the key and the rule are named (A1, A2, A3, A4). */
#include "cooperation/cooperation_rules.h"

#include "cooperation/cooperation_kinds.h"
#include "council/council_kinds.h"
#include "record/import.h"
#include "record/schema.h"
#include "store/test_folder.h"

static const Kind *const KINDS[] = {
    &STATE,         &MANDATE, &STANDING_INVITATION, &VISIT_EVENT,
    &COMMUNICATION, &REPLY,   &MANDATE_INCIDENT,    &COUNTRY_VISIT_REPORT,
};
static const KindRegistry REGISTRY = { KINDS, COUNT_OF(KINDS) };
static const RuleSet RULE_SETS[] = { { COOPERATION_RULES, &COOPERATION_RULE_COUNT } };

typedef struct House {
    TestFolder folder;
    Store *store;
    Error error;
    ImportResult result; /* of the last file */
} House;

static House house;

/* Inside a transaction. */
static void import(const Kind *kind, Str content) {
    ImportRequest request = { .kind = kind,
                              .content = content,
                              .changes = { .origin = STR("import") },
                              .registry = &REGISTRY,
                              .rules = { RULE_SETS, 1 } };
    if (!import_run(house.store, &house.folder.arena, &request, &house.result, &house.error))
        fail_msg("%s: %s", kind->name, house.error.message);
}

static void load_file(const Kind *kind) {
    Arena *arena = &house.folder.arena;
    Str content, file = str_format(arena, "data/%s.csv", kind->name);
    if (kind == &MANDATE_INCIDENT || kind == &COUNTRY_VISIT_REPORT) return; /* there are none */
    ASSERT_DONE(file_read(arena, str_to_c(arena, file), 8 << 20, &content, &house.error),
                house.error);
    import(kind, content);
    if (house.result.problems.count)
        fail_msg("%.*s, line %zu: %.*s", STR_ARGUMENTS(file), house.result.problems.kept[0].line,
                 STR_ARGUMENTS(house.result.problems.kept[0].text));
}

/* The project's own data satisfies every rule, or no test begins. */
static int open_house(void **state) {
    (void)state;
    if (!test_folder_make(&house.folder)) return -1;
    const char *path = test_folder_path(&house.folder, "open.db");
    ASSERT_DONE(store_open(path, STORE_WRITER, &house.store, &house.error), house.error);
    ASSERT_DONE(schema_prepare(house.store, &REGISTRY, &house.error), house.error);
    ASSERT_DONE(store_begin(house.store, &house.error), house.error);
    for (size_t i = 0; i < REGISTRY.count; i++)
        load_file(REGISTRY.kinds[i]);
    ASSERT_DONE(store_commit(house.store, &house.error), house.error);
    return 0;
}

static int close_house(void **state) {
    (void)state;
    store_close(house.store);
    test_folder_drop(&house.folder);
    return 0;
}

/* What a file would lead to; nothing of it stays. */
static const ImportResult *try(const Kind *kind, const char *csv) {
    ASSERT_DONE(store_begin(house.store, &house.error), house.error);
    import(kind, str_from(csv));
    store_rollback(house.store);
    return &house.result;
}

static void assert_problem(const Problem *problem, size_t line, const char *column, const char *key,
                           const char *part) {
    if (!str_contains(problem->text, str_from(part)))
        fail_msg("not \"%s\": %.*s", part, STR_ARGUMENTS(problem->text));
    assert_text(problem->column, column);
    assert_text(problem->key, key);
    assert_int_equal(problem->line, line);
}

static void assert_refused(const Kind *kind, const char *csv, const char *column, const char *key,
                           const char *part) {
    const ImportResult *result = try(kind, csv);
    if (result->problems.count != 1) fail_msg("%zu problems", result->problems.count);
    assert_problem(&result->problems.kept[0], 2, column, key, part);
}

static void assert_taken(const Kind *kind, const char *csv) {
    const ImportResult *result = try(kind, csv);
    if (result->problems.count) fail_msg("%.*s", STR_ARGUMENTS(result->problems.kept[0].text));
    assert_true(result->added + result->updated > 0);
}

#define MANDATES "mandate,aliases,title,mandate_kind,country,established_on,ended_on,source,as_of\n"
#define VISITS                                                                                     \
    "id,iso3,mandate,event,by,happened_on,visit_start,visit_end,visit,source,as_of,note\n"
#define LETTERS "iso3,number,year,type,sent_on,mandates,no_reply_as_of,source,as_of\n"
#define REPLIES "communication,number,received_on,source,as_of\n"
#define INCIDENTS                                                                                  \
    "id,iso3,mandate,happened_on,incident,severity,what_happened,ended_on,source,as_of\n"
#define REPORTS "symbol,iso3,mandate,presented_on,followup_on,source,as_of\n"

/* --- mandates
 * ------------------------------------------------------------------------------------ */

/* A1, DOMAIN 3.1 rule 1: a chain is of a State and a mandate. */
static void an_event_of_an_unknown_mandate_is_refused(void **state) {
    (void)state;
    assert_refused(&VISIT_EVENT, VISITS "T1,CHN,SR tortures,requested,mandate,2020,,,,s,2020,\n",
                   "mandate", "", "\"SR tortures\" is no mandate on record");
    assert_refused(&MANDATE_INCIDENT,
                   INCIDENTS "T1,CHN,sr-x,2020,sanction,serious,A visa was refused.,,s,2020\n",
                   "mandate", "", "\"sr-x\" is no mandate on record");
    assert_refused(&COUNTRY_VISIT_REPORT, REPORTS "A/HRC/99/1,CHN,sr-x,2020-03-01,,s,2020\n",
                   "mandate", "", "\"sr-x\" is no mandate on record");
}

static void a_mandate_is_known_by_its_other_names(void **state) {
    (void)state;
    ASSERT_DONE(store_begin(house.store, &house.error), house.error);
    import(&VISIT_EVENT, STR(VISITS "T1,CHN,WGAD,requested,mandate,2020,,,,s,2020,\n"));
    Statement *kept = store_statement_of_text(
        house.store, STR("select mandate from visit_event where key = 'T1'"), &house.error);
    bool row = false;
    assert_non_null(kept);
    assert_true(statement_step(kept, &row, &house.error) && row);
    assert_text(statement_text(kept, 0), "wg-arbitrary-detention");
    statement_free(kept);
    store_rollback(house.store);
}

/* A2, A3: what is against no single mandate, or of a visit whose mandate is not known, has none. */
static void incidents_and_reports_need_no_mandate(void **state) {
    (void)state;
    assert_taken(&MANDATE_INCIDENT,
                 INCIDENTS "T1,CHN,,2020,sanction,serious,A visa was refused.,,s,2020\n");
    assert_taken(&COUNTRY_VISIT_REPORT, REPORTS "A/HRC/99/1,CHN,,2020-03-01,2021,s,2021\n");
}

/* D3.2. */
static void a_country_mandate_names_its_country_and_a_thematic_one_none(void **state) {
    (void)state;
    assert_refused(&MANDATE, MANDATES "xy,,T,country,,,,s,2020\n", "country", "xy",
                   "a country mandate is of a State, and none is named (D3.2)");
    assert_refused(&MANDATE, MANDATES "xy,,T,thematic,CHN,,,s,2020\n", "country", "xy",
                   "a thematic mandate is of no State");
    assert_taken(&MANDATE, MANDATES "xy,,T,country,CHN,,,s,2020\n");
}

static void a_mandate_does_not_end_before_it_was_established(void **state) {
    (void)state;
    assert_refused(&MANDATE, MANDATES "xy,,T,thematic,,2006,2005-12-31,s,2020\n", "ended_on", "xy",
                   "ended on 2005-12-31, before it was established on 2006");
    assert_taken(&MANDATE, MANDATES "xy,,T,thematic,,2005,2005,s,2020\n");
}

static void a_name_stands_for_one_mandate(void **state) {
    (void)state;
    assert_refused(&MANDATE, MANDATES "xy,SR-xy torture,T,thematic,,,,s,2020\n", "aliases", "xy",
                   "\"torture\" is a name of torture already");
    assert_refused(&MANDATE, MANDATES "xy,WGAD,T,thematic,,,,s,2020\n", "aliases", "xy",
                   "\"WGAD\" is a name of wg-arbitrary-detention already");
    assert_refused(&MANDATE, MANDATES "XY,,T,thematic,,,,s,2020\n", "mandate", "XY",
                   "a short name is in lower case and has no spaces");
    assert_taken(&MANDATE, MANDATES "xy,SR-xy xy  SR-xy,T,thematic,,,,s,2020\n");
}

/* --- visits
 * ---------------------------------------------------------------------------------------- */

/* A1. */
static void a_visit_does_not_end_before_it_starts(void **state) {
    (void)state;
    assert_refused(
        &VISIT_EVENT,
        VISITS "T1,CHN,torture,completed,,2020-03-10,2020-03-11,2020-03-10,,s,2020-12,\n",
        "visit_end", "T1", "the visit would end on 2020-03-10, before it starts on 2020-03-11");
    assert_taken(&VISIT_EVENT,
                 VISITS "T1,CHN,torture,completed,,2020-03-11,2020-03-11,2020-03,,s,2020-12,\n");
}

/* A1, D10.5. */
static void dates_are_agreed_before_the_visit_they_are_for(void **state) {
    (void)state;
    assert_refused(
        &VISIT_EVENT,
        VISITS "T1,CHN,torture,dates_agreed,,2020-03-12,2020-03-11,2020-03-20,,s,2020-12,\n",
        "visit_start", "T1",
        "dates agreed on 2020-03-12 for a visit that had started before, on 2020-03-11 (D10.5)");
    assert_taken(&VISIT_EVENT, VISITS
                 "T1,CHN,torture,dates_agreed,,2020-03-11,2020-03-11,2020-03-20,,s,2020-12,\n");
    assert_taken(&VISIT_EVENT,
                 VISITS "T1,CHN,torture,dates_agreed,,[..2020-03-12],2020-03-11,,,s,2020-12,\n");
}

/* A1, DOMAIN 3.1 rule 3: only the State's own acts count against it. */
static void who_postponed_is_said_or_why_it_is_not_known(void **state) {
    (void)state;
    static const char *const events[] = { "postponed", "cancelled", "declined" };
    Arena *arena = &house.folder.arena;
    for (size_t i = 0; i < COUNT_OF(events); i++) {
        const char *bare = str_to_c(
            arena, str_format(arena, VISITS "T1,CHN,torture,%s,,2020,,,,s,2020,\n", events[i]));
        assert_refused(&VISIT_EVENT, bare, "by", "T1",
                       "name the party, or say in the note why it is not known (DOMAIN 3.1 rule 3");
    }
    assert_taken(&VISIT_EVENT, VISITS "T1,CHN,torture,postponed,state,2020,,,,s,2020,\n");
    assert_taken(&VISIT_EVENT, VISITS "T1,CHN,torture,cancelled,mandate,2020,,,,s,2020,\n");
    assert_taken(&VISIT_EVENT,
                 VISITS "T1,CHN,torture,postponed,,2020,,,,s,2020,the page does not say who\n");
}

/* A1, DOMAIN 3.1. */
static void no_party_does_what_only_the_other_can(void **state) {
    (void)state;
    assert_refused(&VISIT_EVENT, VISITS "T1,CHN,torture,reminder,state,2020,,,,s,2020,\n", "by",
                   "T1", "only the mandate asks, reminds and withdraws");
    assert_refused(&VISIT_EVENT, VISITS "T1,CHN,torture,acknowledged,mandate,2020,,,,s,2020,\n",
                   "by", "T1", "only the State invites and acknowledges");
    assert_taken(&VISIT_EVENT, VISITS "T1,CHN,torture,declined,mandate,2020,,,,s,2020,\n");
}

/* A3, D10.5. */
static void a_report_follows_the_visit_it_is_of(void **state) {
    (void)state;
    const ImportResult *result =
        try(&VISIT_EVENT, VISITS "T1,CHN,torture,completed,,2020-03-10,,,T1,s,2020,\n"
                                 "T2,CHN,torture,report,,2020-03-09,,,T1,s,2020,\n");
    assert_int_equal(result->problems.count, 1);
    assert_problem(&result->problems.kept[0], 3, "happened_on", "T2",
                   "the report of 2020-03-09 is of a visit completed later, on 2020-03-10 (D10.5)");
    assert_taken(&VISIT_EVENT, VISITS "T1,CHN,torture,completed,,2020-03-10,,,T1,s,2020,\n"
                                      "T2,CHN,torture,report,,2020,,,T1,s,2020,\n"
                                      "T3,CHN,torture,report,,2019,,,,s,2020,\n");
}

/* A1 to A4, D10.4: without a clock, what cannot be known yet is known by the source's own date. */
static void a_source_does_not_tell_of_what_happened_after_its_date(void **state) {
    (void)state;
    assert_refused(&VISIT_EVENT,
                   VISITS "T1,CHN,torture,requested,mandate,2020-03-10,,,,s,2020-02,\n",
                   "happened_on", "T1",
                   "happened on 2020-03-10, and the source tells of the time to 2020-02 only");
    assert_refused(&VISIT_EVENT,
                   VISITS "T1,CHN,torture,completed,,,2020-03-01,2020-03-10,,s,2020-03-09,\n",
                   "visit_end", "T1", "completed on 2020-03-10, and the source tells of the time");
    assert_refused(&STANDING_INVITATION,
                   "iso3,finding,happened_on,source,as_of\nCHN,issued,2020,s,2019\n", "happened_on",
                   "CHN/issued/2020", "and the source tells of the time to 2019 only");
    assert_refused(&COMMUNICATION, LETTERS "CHN,900,2020,AL,2020-03-01,torture,,s,2020-02-29\n",
                   "sent_on", "CHN 900/2020", "the source tells of the time to 2020-02-29 only");
    assert_refused(&REPLY, REPLIES "ARE 3/2012,9,2020-03-01,s,2020-02-29\n", "received_on",
                   "ARE 3/2012/9", "the source tells of the time to 2020-02-29 only");
    assert_refused(&MANDATE_INCIDENT,
                   INCIDENTS "T1,CHN,torture,2020,sanction,serious,A ban.,,s,2019\n", "happened_on",
                   "T1", "the source tells of the time to 2019 only");
    assert_refused(&COUNTRY_VISIT_REPORT, REPORTS "A/HRC/99/1,CHN,torture,2020-03-01,2022,s,2021\n",
                   "followup_on", "A/HRC/99/1",
                   "informed on 2022, and the source tells of the time to 2021 only");
    assert_taken(&VISIT_EVENT, VISITS "T1,CHN,torture,requested,mandate,2020-03-10,,,,s,2020,\n");
    /* Dates that are still to come are agreed all the same. */
    assert_taken(&VISIT_EVENT,
                 VISITS "T1,CHN,torture,dates_agreed,,2020-02-01,2020-03-01,,,s,2020-02-01,\n");
}

/* A2. */
static void a_sanction_does_not_end_before_it_began(void **state) {
    (void)state;
    assert_refused(&MANDATE_INCIDENT,
                   INCIDENTS "T1,CHN,torture,2020,sanction,serious,A ban.,2019,s,2021\n",
                   "ended_on", "T1", "ended on 2019, before it happened on 2020");
}

/* --- letters and replies
 * ------------------------------------------------------------------------- */

/* A4, D4.7. */
static void a_letter_is_signed_by_mandates_on_record(void **state) {
    (void)state;
    assert_refused(
        &COMMUNICATION, LETTERS "CHN,900,2020,AL,2020-03-01,torture health; food,,s,2020\n",
        "mandates", "CHN 900/2020",
        "\"health;\" is no mandate on record; write the keys of mandates with spaces between them");
    assert_refused(&COMMUNICATION, LETTERS "CHN,900,2020,AL,2020-03-01,torture WGAD,,s,2020\n",
                   "mandates", "CHN 900/2020",
                   "\"WGAD\" is another name of wg-arbitrary-detention; write that");
    assert_taken(&COMMUNICATION,
                 LETTERS "CHN,900,2020,AL,2020-03-01,torture wg-arbitrary-detention,,s,2020\n"
                         "CHN,901,2020,AL,2020-03-01,,,s,2020\n");
}

static const char *letter_sent(Arena *arena, int days_ago, const char *type, const char **key) {
    char sent[DAY_TEXT_SIZE], as_of[DAY_TEXT_SIZE];
    day_format(day_today() - days_ago, sent);
    day_format(day_today(), as_of);
    *key = str_to_c(arena, str_format(arena, "CHN 900/%.4s", sent));
    return str_to_c(arena, str_format(arena, LETTERS "CHN,900,%.4s,%s,%s,torture,,s,%s\n", sent,
                                      type, sent, as_of));
}

/* A4, D4.4: 60 days, other letters 48 hours. */
static void a_letter_that_is_confidential_today_is_not_recorded(void **state) {
    Arena arena = { 0 };
    const char *key, *confidential = "this letter is confidential until";
    const char *letter = letter_sent(&arena, 58, "AL", &key);
    (void)state;
    assert_refused(&COMMUNICATION, letter, "sent_on", key, confidential);
    letter = letter_sent(&arena, 0, "OL", &key);
    assert_refused(&COMMUNICATION, letter, "sent_on", key, confidential);
    assert_taken(&COMMUNICATION, letter_sent(&arena, 62, "UA", &key));
    assert_taken(&COMMUNICATION, letter_sent(&arena, 4, "OL", &key));
    arena_free(&arena);
}

/* A4, D10.5: whichever of the two is imported. */
static void a_reply_does_not_come_before_its_letter(void **state) {
    (void)state;
    assert_refused(&REPLY, REPLIES "ARE 3/2012,9,2012-05-14,s,2012\n", "received_on",
                   "ARE 3/2012/9",
                   "a reply of 2012-05-14 to a letter sent later, on 2012-05-15 (D10.5)");
    assert_taken(&REPLY, REPLIES "ARE 3/2012,9,2012-05-15,s,2012\n");
    assert_refused(&COMMUNICATION,
                   LETTERS "ARE,7,2012,UA,2013-03-27,assembly-and-association,,s,2014\n", "sent_on",
                   "ARE 7/2012", "sent on 2013-03-27, after its reply 1 of 2013-03-26 (D10.5)");
}

/* A4. */
static void silence_does_not_begin_before_the_letter(void **state) {
    (void)state;
    assert_refused(&COMMUNICATION, LETTERS "CHN,900,2020,AL,2020-03-01,,2020-02,s,2020\n",
                   "no_reply_as_of", "CHN 900/2020",
                   "without reply on 2020-02, and sent later, on 2020-03-01");
}

/* A4, D4.3. */
static void letters_to_others_than_states_stay_out(void **state) {
    (void)state;
    assert_refused(&COMMUNICATION, LETTERS "OTH,1,2020,AL,2020-03-01,torture,,s,2020\n", "iso3", "",
                   "\"OTH\" is no state on record");
    assert_refused(&STATE, "iso3,status,fictional,source,as_of\nOTH,observer,no,s,2020\n", "iso3",
                   "OTH", "OTH stands for addressees that are no State");
}

static void every_rule_names_a_kind_and_its_source(void **state) {
    (void)state;
    for (size_t i = 0; i < COOPERATION_RULE_COUNT; i++) {
        assert_non_null(registry_find(&REGISTRY, str_from(COOPERATION_RULES[i].kind)));
        assert_true(COOPERATION_RULES[i].source[0] == 'D');
        assert_true((COOPERATION_RULES[i].check == NULL) != (COOPERATION_RULES[i].query == NULL));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_of_an_unknown_mandate_is_refused),
        cmocka_unit_test(a_mandate_is_known_by_its_other_names),
        cmocka_unit_test(incidents_and_reports_need_no_mandate),
        cmocka_unit_test(a_country_mandate_names_its_country_and_a_thematic_one_none),
        cmocka_unit_test(a_mandate_does_not_end_before_it_was_established),
        cmocka_unit_test(a_name_stands_for_one_mandate),
        cmocka_unit_test(a_visit_does_not_end_before_it_starts),
        cmocka_unit_test(dates_are_agreed_before_the_visit_they_are_for),
        cmocka_unit_test(who_postponed_is_said_or_why_it_is_not_known),
        cmocka_unit_test(no_party_does_what_only_the_other_can),
        cmocka_unit_test(a_report_follows_the_visit_it_is_of),
        cmocka_unit_test(a_source_does_not_tell_of_what_happened_after_its_date),
        cmocka_unit_test(a_sanction_does_not_end_before_it_began),
        cmocka_unit_test(a_letter_is_signed_by_mandates_on_record),
        cmocka_unit_test(a_letter_that_is_confidential_today_is_not_recorded),
        cmocka_unit_test(a_reply_does_not_come_before_its_letter),
        cmocka_unit_test(silence_does_not_begin_before_the_letter),
        cmocka_unit_test(letters_to_others_than_states_stay_out),
        cmocka_unit_test(every_rule_names_a_kind_and_its_source),
    };
    return cmocka_run_group_tests(tests, open_house, close_house);
}
