/* The export beside what is on record: added, made more exact, left alone, shown as a conflict
 * (A3, A4). Against the fictional States of the demonstration; every row is invented. */
#include "cooperation/ohchr_import.h"

#include "cooperation/cooperation_kinds.h"
#include "cooperation/cooperation_rules.h"
#include "council/council_kinds.h"
#include "record/schema.h"
#include "store/test_folder.h"

#define HEADER "Date,Country,Type,Ref. no.,Mandates,Nb. of replies,Replies\n"
#define RECORDED "communication,number,received_on,source,as_of\n"

static const Kind *const KINDS[] = { &STATE, &STATE_NAME, &MANDATE, &COMMUNICATION, &REPLY };
static const KindRegistry REGISTRY = { KINDS, COUNT_OF(KINDS) };
static const RuleSet RULE_SETS[] = { { COOPERATION_RULES, &COOPERATION_RULE_COUNT } };

typedef struct House {
    TestFolder folder;
    Store *store;
    Error error;
    OhchrImportResult result; /* of the last export */
    bool take_file, skip_unmatched;
} House;

static House house;

static void import_records(const Kind *kind, Str content) {
    ImportResult result;
    ImportRequest request = { .kind = kind,
                              .content = content,
                              .changes = { .origin = STR("import") },
                              .registry = &REGISTRY,
                              .rules = { RULE_SETS, 1 } };
    ASSERT_DONE(import_run(house.store, &house.folder.arena, &request, &result, &house.error),
                house.error);
    if (result.problems.count)
        fail_msg("%s, line %zu: %.*s", kind->name, result.problems.kept[0].line,
                 STR_ARGUMENTS(result.problems.kept[0].text));
}

static void load(const char *folder, size_t kinds) {
    Arena *arena = &house.folder.arena;
    for (size_t i = 0; i < kinds; i++) {
        Str content, file = str_format(arena, "%s/%s.csv", folder, KINDS[i]->name);
        ASSERT_DONE(file_read(arena, str_to_c(arena, file), 8 << 20, &content, &house.error),
                    house.error);
        import_records(KINDS[i], content);
    }
}

static int open_house(void **state) {
    (void)state;
    house = (House){ 0 };
    if (!test_folder_make(&house.folder)) return -1;
    const char *path = test_folder_path(&house.folder, "open.db");
    ASSERT_DONE(store_open(path, STORE_WRITER, &house.store, &house.error), house.error);
    ASSERT_DONE(schema_prepare(house.store, &REGISTRY, &house.error), house.error);
    ASSERT_DONE(store_begin(house.store, &house.error), house.error);
    return 0;
}

static int open_demonstration(void **state) {
    if (open_house(state) != 0) return -1;
    load("data/demo", COUNT_OF(KINDS));
    return 0;
}

static int close_house(void **state) {
    (void)state;
    store_rollback(house.store);
    store_close(house.store);
    test_folder_drop(&house.folder);
    return 0;
}

/* Inside the test's transaction. */
static void import_export(const char *rows, const char *source, const char *as_of) {
    Arena *arena = &house.folder.arena;
    OhchrImportRequest request = { .content = str_format(arena, HEADER "%s", rows),
                                   .source = str_from(source),
                                   .skip_unmatched = house.skip_unmatched,
                                   .take_file = house.take_file,
                                   .changes = { .origin = STR("import") },
                                   .registry = &REGISTRY,
                                   .rules = { RULE_SETS, 1 } };
    ASSERT_DONE(day_parse(str_from(as_of), &request.as_of, &house.error), house.error);
    ASSERT_DONE(ohchr_import_run(house.store, arena, &request, &house.result, &house.error),
                house.error);
}

static void assert_plan(const ImportResult *result, size_t added, size_t updated, size_t same) {
    if (house.result.refused) {
        const Problem *problem = house.result.export.problems.count
                                     ? &house.result.export.problems.kept[0]
                                     : &house.result.letters.problems.kept[0];
        fail_msg("refused: %.*s", STR_ARGUMENTS(problem->text));
    }
    assert_int_equal(result->added, added);
    assert_int_equal(result->updated, updated);
    assert_int_equal(result->same, same);
}

static void assert_field(const Kind *kind, const char *key, const char *field, const char *text) {
    RecordTable table;
    Record record;
    int64_t version;
    bool found = false;
    ASSERT_DONE(record_table_open(&table, house.store, kind, &house.error) &&
                    record_table_get(&table, &house.folder.arena, str_from(key), &record, &version,
                                     &found, &house.error),
                house.error);
    record_table_close(&table);
    if (!found) fail_msg("there is no %s", key);
    assert_text(record_value(&record, field)->text, text);
}

static void assert_conflict(size_t line, const char *column, const char *part) {
    const Problems *conflicts = &house.result.conflicts;
    assert_int_equal(conflicts->count, 1);
    assert_int_equal(conflicts->kept[0].line, line);
    assert_text(conflicts->kept[0].column, column);
    if (!str_contains(conflicts->kept[0].text, str_from(part)))
        fail_msg("%.*s", STR_ARGUMENTS(conflicts->kept[0].text));
}

/* --- what is new
 * ------------------------------------------------------------------------------------------ */

static void
no_reply_is_none_as_of_the_day_of_the_export_and_a_later_one_moves_the_day(void **state) {
    const char *row = "14 Nov 2024,Altania,AL,AL XAA 901/2024,torture,0,\n";
    (void)state;
    import_export(row, "export", "2025-06-01");
    assert_plan(&house.result.letters, 1, 0, 0);
    assert_field(&COMMUNICATION, "XAA 901/2024", "no_reply_as_of", "2025-06-01");
    import_export(row, "export", "2025-07-01");
    assert_plan(&house.result.letters, 0, 1, 0);
    assert_field(&COMMUNICATION, "XAA 901/2024", "no_reply_as_of", "2025-07-01");
    import_export(row, "export", "2025-06-01");
    assert_plan(&house.result.letters, 0, 0, 1);
    import_export("14 Nov 2024,Altania,AL,AL XAA 901/2024,torture,1,\n", "export", "2025-08-01");
    assert_plan(&house.result.letters, 0, 1, 0);
    assert_plan(&house.result.replies, 1, 0, 0);
    assert_field(&COMMUNICATION, "XAA 901/2024", "no_reply_as_of", "");
}

static void the_same_export_again_changes_nothing(void **state) {
    const char *rows = "14 Nov 2024,Altania,AL,AL XAA 901/2024,torture,3,1 Dec 2024\n"
                       "15 Nov 2024,Belmora,OL,OL XBB 901/2024,torture; food,0,\n";
    (void)state;
    import_export(rows, "export", "2025-06-01");
    assert_plan(&house.result.letters, 2, 0, 0);
    assert_plan(&house.result.replies, 3, 0, 0);
    import_export(rows, "export", "2025-06-01");
    assert_plan(&house.result.letters, 0, 0, 2);
    assert_plan(&house.result.replies, 0, 0, 3);
    assert_int_equal(house.result.letters.change_set + house.result.replies.change_set, 0);
}

static void a_reply_without_a_day_gets_it_from_a_later_export_and_none_is_doubled(void **state) {
    (void)state;
    import_export("14 Nov 2024,Altania,AL,AL XAA 901/2024,torture,1,\n", "export", "2025-06-01");
    assert_field(&REPLY, "XAA 901/2024/1", "received_on", "");
    import_export("14 Nov 2024,Altania,AL,AL XAA 901/2024,torture,2,1 Dec 2024\n", "export",
                  "2025-07-01");
    assert_plan(&house.result.replies, 1, 1, 0);
    assert_field(&REPLY, "XAA 901/2024/1", "received_on", "2024-12-01");
    assert_field(&REPLY, "XAA 901/2024/2", "received_on", "");
    import_export("14 Nov 2024,Altania,AL,AL XAA 901/2024,torture,2,1 Dec 2024 5 Dec 2024\n",
                  "export", "2025-08-01");
    assert_plan(&house.result.replies, 0, 1, 1);
    assert_field(&REPLY, "XAA 901/2024/2", "received_on", "2024-12-05");
}

static void a_later_export_corrects_an_earlier_one_of_its_source(void **state) {
    (void)state;
    import_export("14 Nov 2024,Altania,AL,AL XAA 901/2024,torture,1,1 Dec 2024\n", "export",
                  "2025-06-01");
    import_export("15 Nov 2024,Altania,UA,UA XAA 901/2024,torture,1,2 Dec 2024\n", "export",
                  "2025-07-01");
    assert_int_equal(house.result.conflicts.count, 0);
    assert_field(&COMMUNICATION, "XAA 901/2024", "type", "UA");
    assert_field(&REPLY, "XAA 901/2024/1", "received_on", "2024-12-02");
    import_export("14 Nov 2024,Altania,AL,AL XAA 901/2024,torture,1,2 Dec 2024\n", "export",
                  "2025-06-15");
    assert_conflict(2, "", "a later export says, as of 2025-07-01");
    assert_field(&COMMUNICATION, "XAA 901/2024", "sent_on", "2024-11-15");
}

/* --- beside another source
 * -------------------------------------------------------------------------------- */

/* On record in the demonstration: XAA 1/2024 of 22 January 2024, with a graded reply of 22 March.
 */
static void what_another_source_says_the_same_way_is_left_alone(void **state) {
    (void)state;
    import_export("22 Jan 2024,Altania,AL,AL XAA 1/2024,human-rights-defenders; "
                  "assembly-and-association,1,22 Mar 2024\n",
                  "export", "2026-08-01");
    assert_plan(&house.result.letters, 0, 0, 1);
    assert_plan(&house.result.replies, 0, 0, 1);
    assert_field(&REPLY, "XAA 1/2024/1", "grade", "R4");
}

static void another_day_or_type_than_another_source_is_a_conflict_left_to_a_person(void **state) {
    const char *rows = "23 Jan 2024,Altania,AL,AL XAA 1/2024,,,\n"
                       "14 Nov 2024,Altania,AL,AL XAA 901/2024,torture,0,\n";
    (void)state;
    import_export(rows, "export", "2026-08-01");
    assert_conflict(2, "Date", "the file says 2024-01-23; on record is 2024-01-22 (Fictional: ");
    assert_int_equal(house.result.conflict_rows, 1);
    assert_plan(&house.result.letters, 1, 0, 0);
    assert_field(&COMMUNICATION, "XAA 1/2024", "sent_on", "2024-01-22");
    import_export("22 Jan 2024,Altania,UA,UA XAA 1/2024,,,\n", "export", "2026-08-01");
    assert_conflict(2, "Type", "the file says UA; on record is AL");
    import_export("22 Jan 2024,Altania,AL,AL XAA 1/2024,torture,,\n", "export", "2026-08-01");
    assert_conflict(2, "Mandates", "the file says torture; on record is");
    house.take_file = true;
    import_export(rows, "export", "2026-08-01");
    assert_int_equal(house.result.conflicts.count, 0);
    assert_plan(&house.result.letters, 0, 1, 1);
    assert_field(&COMMUNICATION, "XAA 1/2024", "sent_on", "2024-01-23");
    assert_field(&COMMUNICATION, "XAA 1/2024", "source", "export");
}

static void another_day_of_a_reply_is_a_conflict(void **state) {
    const char *row = "22 Jan 2024,Altania,AL,AL XAA 1/2024,,1,23 Mar 2024\n";
    (void)state;
    import_export(row, "export", "2026-08-01");
    assert_conflict(2, "Replies", "the file says 2024-03-23; on record is 2024-03-22");
    house.take_file = true;
    import_export(row, "export", "2026-08-01");
    assert_field(&REPLY, "XAA 1/2024/1", "received_on", "2024-03-23");
    assert_field(&REPLY, "XAA 1/2024/1", "grade", "R4");
}

static void fewer_replies_than_on_record_never_become_silence(void **state) {
    const char *row = "22 Jan 2024,Altania,AL,AL XAA 1/2024,,0,\n";
    (void)state;
    import_export(row, "export", "2026-08-01");
    assert_conflict(2, "Nb. of replies", "the file shows 0, and 1 is on record");
    assert_int_equal(house.result.conflict_rows, 1);
    house.take_file = true;
    import_export(row, "export", "2026-08-01");
    assert_conflict(2, "Nb. of replies", "an import removes none");
    assert_field(&COMMUNICATION, "XAA 1/2024", "no_reply_as_of", "");
    assert_field(&REPLY, "XAA 1/2024/1", "received_on", "2024-03-22");
}

static void what_another_source_knew_less_exactly_is_made_exact(void **state) {
    (void)state;
    import_records(&COMMUNICATION,
                   STR("iso3,number,year,type,sent_on,mandates,source,as_of,note\n"
                       "XAA,902,2024,AL,2024-11,torture,invented,2025,mandates not all shown\n"));
    import_records(&REPLY, STR(RECORDED "XAA 902/2024,1,[2024-12-01..2024-12-31],invented,2025\n"));
    import_export("14 Nov 2024,Altania,AL,AL XAA 902/2024,food; torture,1,9 Dec 2024\n", "export",
                  "2026-08-01");
    assert_plan(&house.result.letters, 0, 1, 0);
    assert_plan(&house.result.replies, 0, 1, 0);
    assert_field(&COMMUNICATION, "XAA 902/2024", "sent_on", "2024-11-14");
    assert_field(&COMMUNICATION, "XAA 902/2024", "mandates", "food torture");
    assert_field(&COMMUNICATION, "XAA 902/2024", "note", "");
    assert_field(&REPLY, "XAA 902/2024/1", "received_on", "2024-12-09");
}

/* --- whole or not at all
 * ----------------------------------------------------------------------------------- */

static void rules_refuse_by_the_line_of_the_export(void **state) {
    (void)state;
    import_export("14 Nov 2024,Altania,AL,AL XAA 901/2024,torture,0,\n"
                  "14 Nov 2024,Altania,AL,AL XAA 902/2024,torture,1,13 Nov 2024\n",
                  "export", "2025-06-01");
    assert_true(house.result.refused);
    const Problem *problem = &house.result.replies.problems.kept[0];
    assert_int_equal(problem->line, 3);
    assert_text(problem->key, "XAA 902/2024/1");
    assert_true(str_contains(problem->text, STR("to a letter sent later")));
}

static void unmatched_rows_stop_the_file_unless_they_are_to_be_left_out(void **state) {
    const char *rows = "14 Nov 2024,Atlantis,AL,AL XAA 901/2024,torture,0,\n"
                       "14 Nov 2024,Altania,AL,AL XAA 902/2024,torture,0,\n";
    (void)state;
    import_export(rows, "export", "2025-06-01");
    assert_true(house.result.refused);
    assert_int_equal(house.result.letters.added, 0);
    house.skip_unmatched = true;
    import_export(rows, "export", "2025-06-01");
    assert_plan(&house.result.letters, 1, 0, 0);
    assert_int_equal(house.result.export.unmatched_rows, 1);
}

/* --- the names of the reference data
 * ------------------------------------------------------------------------ */

static void every_name_a_state_ever_bore_finds_it_in_six_languages(void **state) {
    NameIndex names = { .forms.arena = &house.folder.arena };
    RecordTable table;
    Record name;
    int64_t version;
    bool found = true;
    size_t count = 0;
    (void)state;
    load("data", 2);
    ASSERT_DONE(state_names_read(house.store, &names, &house.error) &&
                    record_table_open(&table, house.store, &STATE_NAME, &house.error),
                house.error);
    record_table_begin(&table);
    for (;; count++) {
        ASSERT_DONE(
            record_table_next(&table, &house.folder.arena, &name, &version, &found, &house.error),
            house.error);
        if (!found) break;
        static const char *const FIELDS[] = { "short_name", "formal_name" };
        for (size_t i = 0; i < COUNT_OF(FIELDS); i++) {
            Str text = record_value(&name, FIELDS[i])->text, key = STR_EMPTY;
            if (name_index_find(&names, text, &key) != NAME_FOUND ||
                !str_equal(key, record_value(&name, "iso3")->text))
                fail_msg("%.*s: \"%.*s\" is \"%.*s\"", STR_ARGUMENTS(name.key), STR_ARGUMENTS(text),
                         STR_ARGUMENTS(key));
        }
    }
    record_table_close(&table);
    name_index_free(&names);
    assert_true(count > 6 * 190);
}

static void assert_mandate(const NameIndex *mandates, const char *name, const char *expected) {
    Str key = STR_EMPTY;
    NameMatch match = name_index_find(mandates, str_from(name), &key);
    if (match != (*expected ? NAME_FOUND : NAME_AMBIGUOUS) || !str_equal_c(key, expected))
        fail_msg("\"%s\" is %d \"%.*s\"", name, match, STR_ARGUMENTS(key));
}

static void mandates_are_known_by_key_alias_title_and_the_short_form_of_each(void **state) {
    NameIndex mandates = { .forms.arena = &house.folder.arena };
    (void)state;
    load("data", 3);
    ASSERT_DONE(mandate_names_read(house.store, &mandates, &house.error), house.error);
    assert_mandate(&mandates, "torture", "torture");
    assert_mandate(&mandates, "SR-torture", "torture");
    assert_mandate(&mandates, "Freedom of opinion and expression", "freedom-of-expression");
    assert_mandate(&mandates, "Special Rapporteur on the Right to Food", "food");
    assert_mandate(&mandates, "right to food", "food");
    assert_mandate(&mandates, "Arbitrary detention", "wg-arbitrary-detention");
    assert_mandate(&mandates, "Cultural rights", "cultural-rights");
    assert_mandate(&mandates, "Belarus", "belarus");
    /* The Special Rapporteur until 2005 or the Working Group since: the file must say. */
    assert_mandate(&mandates, "Mercenaries", "");
    assert_mandate(&mandates, "wg-mercenaries", "wg-mercenaries");
    name_index_free(&mandates);
}

#define DEMONSTRATION_TEST(name)                                                                   \
    cmocka_unit_test_setup_teardown(name, open_demonstration, close_house)

int main(void) {
    const struct CMUnitTest tests[] = {
        DEMONSTRATION_TEST(
            no_reply_is_none_as_of_the_day_of_the_export_and_a_later_one_moves_the_day),
        DEMONSTRATION_TEST(the_same_export_again_changes_nothing),
        DEMONSTRATION_TEST(a_reply_without_a_day_gets_it_from_a_later_export_and_none_is_doubled),
        DEMONSTRATION_TEST(a_later_export_corrects_an_earlier_one_of_its_source),
        DEMONSTRATION_TEST(what_another_source_says_the_same_way_is_left_alone),
        DEMONSTRATION_TEST(another_day_or_type_than_another_source_is_a_conflict_left_to_a_person),
        DEMONSTRATION_TEST(another_day_of_a_reply_is_a_conflict),
        DEMONSTRATION_TEST(fewer_replies_than_on_record_never_become_silence),
        DEMONSTRATION_TEST(what_another_source_knew_less_exactly_is_made_exact),
        DEMONSTRATION_TEST(rules_refuse_by_the_line_of_the_export),
        DEMONSTRATION_TEST(unmatched_rows_stop_the_file_unless_they_are_to_be_left_out),
        cmocka_unit_test_setup_teardown(every_name_a_state_ever_bore_finds_it_in_six_languages,
                                        open_house, close_house),
        cmocka_unit_test_setup_teardown(
            mandates_are_known_by_key_alias_title_and_the_short_form_of_each, open_house,
            close_house),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
