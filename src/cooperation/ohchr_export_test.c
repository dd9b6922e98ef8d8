/* The communications export of OHCHR, row by row: what is taken, left out, and refused (A3, A4).
 * All rows are invented: fictional States, and nobody behind them. */
#include "cooperation/ohchr_export.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define HEADER                                                                                     \
    "Date,Country,Type,Ref. no.,Mandates,Summary,UN Region,OHCHR Region,"                          \
    "Nb. of alleged victims,Nb. of replies,Replies,Replies2\n"

static Arena arena;
static NameIndex states, mandates;
static OhchrExport export;

static int make_names(void **state) {
    (void)state;
    states.forms.arena = mandates.forms.arena = &arena;
    name_index_add(&states, STR("Altania"), STR("XAA"));
    name_index_add(&states, STR("Belmora"), STR("XBB"));
    name_index_add(&mandates, STR("Torture"), STR("torture"));
    name_index_add(&mandates, STR("the sale, exploitation and abuse of children"), STR("children"));
    name_index_add(&mandates, STR("sale"), STR("auctions"));
    name_index_add(&mandates, STR("health"), STR("health"));
    name_index_add(&mandates, STR("Mercenaries"), STR("one"));
    name_index_add(&mandates, STR("Mercenaries"), STR("other"));
    return 0;
}

static int free_names(void **state) {
    (void)state;
    name_index_free(&states);
    name_index_free(&mandates);
    arena_free(&arena);
    return 0;
}

static void read_file(const char *content) {
    Day as_of;
    assert_true(day_from_civil(2099, 6, 1, &as_of));
    ohchr_export_read(&arena, str_from(content), &states, &mandates, as_of, &export);
}

static void read_row(const char *row) {
    read_file(str_to_c(&arena, str_format(&arena, HEADER "%s\n", row)));
}

static void assert_problem(const Problems *problems, size_t line, const char *column,
                           const char *part) {
    if (!problems->count) fail_msg("no problem like \"%s\"", part);
    const Problem *problem = &problems->kept[0];
    if (!str_contains(problem->text, str_from(part)))
        fail_msg("not \"%s\": %.*s", part, STR_ARGUMENTS(problem->text));
    assert_int_equal(problem->line, line);
    assert_true(str_equal_c(problem->column, column));
}

static void assert_refused(const char *row, const char *column, const char *part) {
    read_row(row);
    assert_problem(&export.problems, 2, column, part);
    assert_int_equal(export.count, 0);
}

static void assert_taken(void) {
    if (export.problems.count)
        fail_msg("%.*s: %.*s", STR_ARGUMENTS(export.problems.kept[0].column),
                 STR_ARGUMENTS(export.problems.kept[0].text));
    assert_int_equal(export.unmatched.count, 0);
    assert_int_equal(export.count, 1);
}

static void a_row_becomes_a_letter_with_its_replies(void **state) {
    (void)state;
    read_row(
        "14 Nov 2098,ALTANIA,Allegation letter,AL XAA 3/2098,Torture; Health,\"invented\nrow\","
        ",,9,3,20/01/2099 https://example.org/a,\"https://example.org/b\n3 Dec 2098\"");
    assert_taken();
    const OhchrLetter *letter = &export.letters[0];
    assert_true(str_equal_c(letter->key, "XAA 3/2098"));
    assert_int_equal(letter->line, 2);
    assert_true(str_equal_c(letter->mandates, "health torture"));
    assert_int_equal(letter->replies, 3);
    assert_int_equal(letter->reply_day_count, 2);
    assert_true(letter->reply_days[0] < letter->reply_days[1]);
}

static void titles_of_mandates_may_have_commas(void **state) {
    (void)state;
    read_row("14 Nov 2098,XAA,AL,AL XAA 3/2098,"
             "\"torture, the sale, exploitation and abuse of children, Health\",,,,,0,,");
    assert_problem(&export.unmatched, 2, "Country", "no name of a State");
    read_row("14 Nov 2098,Altania,AL,AL XAA 3/2098,"
             "\"torture, the sale, exploitation and abuse of children, Health, torture\",,,,,0,,");
    assert_taken();
    assert_true(str_equal_c(export.letters[0].mandates, "children health torture"));
}

static void what_does_not_match_is_listed_and_is_no_problem(void **state) {
    (void)state;
    read_file(HEADER "14 Nov 2098,Atlantis,AL,AL XAA 3/2098,torture,,,,,0,,\n"
                     "14 Nov 2098,Altania,AL,AL XAA 4/2098,\"torture, Alchemy\",,,,,0,,\n"
                     "14 Nov 2098,Altania,AL,AL XAA 5/2098,Mercenaries,,,,,0,,\n"
                     "14 Nov 2098,Altania,AL,AL XAA 6/2098,torture,,,,,0,,\n");
    assert_int_equal(export.problems.count, 0);
    assert_int_equal(export.unmatched_rows, 3);
    assert_int_equal(export.count, 1);
    assert_problem(&export.unmatched, 2, "Country", "\"Atlantis\" is no name of a State");
    assert_true(str_equal_c(export.unmatched.kept[1].text, "\"Alchemy\" is no mandate on record"));
    assert_int_equal(export.unmatched.kept[1].line, 3);
    assert_true(str_equal_c(export.unmatched.kept[2].text,
                            "\"Mercenaries\" could be more than one mandate"));
}

static void letters_to_others_than_states_are_left_out_and_counted(void **state) {
    (void)state;
    read_file(HEADER "14 Nov 2098,Other,AL,AL OTH 3/2098,torture,,,,,0,,\n"
                     "14 Nov 2098,Example Company,AL,AL OTH 4/2098,torture,,,,,0,,\n");
    assert_int_equal(export.problems.count, 0);
    assert_int_equal(export.to_others, 2);
    assert_int_equal(export.rows, 2);
    assert_int_equal(export.count, 0);
    assert_refused("14 Nov 2098,Other,AL,AL XAA 3/2098,torture,,,,,0,,", "Country",
                   "names no State, and the reference says XAA");
}

static void a_letter_still_confidential_is_refused_with_its_day(void **state) {
    (void)state;
    assert_refused("3 Apr 2099,Altania,UA,UA XAA 3/2099,torture,,,,,0,,", "Date",
                   "may be recorded from 2099-06-02 on (D4.4)");
    read_row("2 Apr 2099,Altania,UA,UA XAA 3/2099,torture,,,,,0,,");
    assert_taken();
    read_row("30 May 2099,Altania,OL,OL XAA 3/2099,torture,,,,,0,,");
    assert_taken();
    assert_refused("31 May 2099,Altania,OL,OL XAA 3/2099,torture,,,,,0,,", "Date",
                   "may be recorded from 2099-06-02 on");
    assert_refused("2 Jun 2099,Altania,OL,OL XAA 3/2099,torture,,,,,0,,", "Date",
                   "after the day of the export");
}

static void the_row_must_agree_with_its_reference(void **state) {
    (void)state;
    assert_refused("14 Nov 2098,Belmora,AL,AL XAA 3/2098,torture,,,,,0,,", "Country",
                   "\"Belmora\" is XBB, and the reference says XAA");
    assert_refused("14 Nov 2098,Altania,UA,AL XAA 3/2098,torture,,,,,0,,", "Type",
                   "the reference says AL");
    assert_refused("14 Nov 2098,Altania,AL,XAA 3/2098,torture,,,,,0,,", "Ref. no.", "XAA 3/2098");
}

static void a_reference_stands_once(void **state) {
    (void)state;
    read_file(HEADER "14 Nov 2098,Altania,AL,AL XAA 3/2098,torture,,,,,0,,\n"
                     "15 Nov 2098,Altania,UA,UA XAA 3/2098,torture,,,,,0,,\n");
    assert_problem(&export.problems, 3, "Ref. no.", "stands on line 2 already");
}

static void replies_must_agree_with_their_number(void **state) {
    (void)state;
    assert_refused("14 Nov 2098,Altania,AL,AL XAA 3/2098,torture,,,,,0,https://example.org/a,",
                   "Nb. of replies", "says 0");
    assert_refused("14 Nov 2098,Altania,AL,AL XAA 3/2098,torture,,,,,,https://example.org/a,",
                   "Nb. of replies", "says nothing");
    assert_refused("14 Nov 2098,Altania,AL,AL XAA 3/2098,torture,,,,,1,1 Dec 2098,2 Dec 2098",
                   "Nb. of replies", "2 days of replies");
    assert_refused("14 Nov 2098,Altania,AL,AL XAA 3/2098,torture,,,,,many,,", "Nb. of replies",
                   "not a whole number");
    assert_refused("14 Nov 2098,Altania,AL,AL XAA 3/2098,torture,,,,,-1,,", "Nb. of replies",
                   "not a whole number");
    assert_refused("14 Nov 2098,Altania,AL,AL XAA 3/2098,torture,,,,,1,1/2/2099,", "Replies",
                   "can be two days");
    read_row("14 Nov 2098,Altania,AL,AL XAA 3/2098,torture,,,,,,,");
    assert_taken();
    assert_int_equal(export.letters[0].replies, OHCHR_REPLIES_NOT_SAID);
}

static void days_in_figures_are_read_as_the_file_shows_them(void **state) {
    (void)state;
    assert_refused("3/4/2098,Altania,AL,AL XAA 3/2098,torture,,,,,0,,", "Date", "can be two days");
    read_file(HEADER "3/4/2098,Altania,AL,AL XAA 3/2098,torture,,,,,0,,\n"
                     "13/4/2098,Altania,AL,AL XAA 4/2098,torture,,,,,0,,\n");
    assert_int_equal(export.problems.count, 0);
    assert_int_equal(export.letters[1].sent_on - export.letters[0].sent_on, 10);
    read_file(HEADER "3/4/2098,Altania,AL,AL XAA 3/2098,torture,,,,,0,,\n"
                     "13/4/2098,Altania,AL,AL XAA 4/2098,torture,,,,,0,,\n"
                     "4/13/2098,Altania,AL,AL XAA 5/2098,torture,,,,,0,,\n");
    assert_int_equal(export.problems.count, 2);
}

static void summaries_and_victims_are_neither_kept_nor_quoted(void **state) {
    (void)state;
    read_row("14 Nov 2098,Altania,AL,AL XAA 3/2098,torture,SECRET-NAME,,,12345678,0,,");
    assert_taken();
    read_row("x,Atlantis,AL,AL XAA 3/2098,Alchemy,SECRET-NAME,,,12345678,many,,");
    assert_true(export.problems.count > 0);
    for (size_t i = 0; i < export.problems.count; i++) {
        assert_false(str_contains(export.problems.kept[i].text, STR("SECRET")));
        assert_false(str_contains(export.problems.kept[i].text, STR("12345678")));
    }
}

static void another_form_of_file_is_refused(void **state) {
    (void)state;
    read_file("Date,Country,Type,Ref. no.,Mandates\n");
    assert_problem(&export.problems, 1, "Nb. of replies", "missing from the header");
    read_file("Date,Country,Type,Ref. no.,Mandates,Nb. of replies,Colour\n");
    assert_problem(&export.problems, 1, "Colour", "no such column");
    read_file("Date,date,Country,Type,Ref. no.,Mandates,Nb. of replies\n");
    assert_problem(&export.problems, 1, "date", "stands twice");
    read_file("");
    assert_true(export.problems.count > 0);
    read_file(HEADER "14 Nov 2098,Altania\n");
    assert_problem(&export.problems, 2, "", "has 2 cells, the header 12");
    read_file(HEADER "14 Nov 2098,\"Altania\n");
    assert_problem(&export.problems, 0, "", "line 2");
    assert_int_equal(export.problems.count, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_becomes_a_letter_with_its_replies),
        cmocka_unit_test(titles_of_mandates_may_have_commas),
        cmocka_unit_test(what_does_not_match_is_listed_and_is_no_problem),
        cmocka_unit_test(letters_to_others_than_states_are_left_out_and_counted),
        cmocka_unit_test(a_letter_still_confidential_is_refused_with_its_day),
        cmocka_unit_test(the_row_must_agree_with_its_reference),
        cmocka_unit_test(a_reference_stands_once),
        cmocka_unit_test(replies_must_agree_with_their_number),
        cmocka_unit_test(days_in_figures_are_read_as_the_file_shows_them),
        cmocka_unit_test(summaries_and_victims_are_neither_kept_nor_quoted),
        cmocka_unit_test(another_form_of_file_is_refused),
    };
    return cmocka_run_group_tests(tests, make_names, free_names);
}
