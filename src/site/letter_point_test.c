/* The letter's 18 recommendations: all of them, in its order, under its headings (P5). */
#include "site/letter_point.h"

#include "store/test_folder.h"

/* A1 A2 A3 A4 A5, B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11, C1 C2. */
static const struct {
    char letter;
    const char *title;
    int points;
} HEADINGS[HEADING_COUNT] = {
    [HEADING_SPECIAL_PROCEDURES] = { 'A', "Special Procedures", 5 },
    [HEADING_REPRISALS] = { 'B', "Reprisals and intimidation", 11 },
    [HEADING_CIVIL_SOCIETY] = { 'C', "Civil society", 2 },
};

static void the_points_are_5_11_and_2_in_order_under_three_headings(void **state) {
    (void)state;
    size_t at = 0;
    for (LetterHeading heading = 0; heading < HEADING_COUNT; heading++) {
        assert_string_equal(letter_heading_title(heading), HEADINGS[heading].title);
        for (int number = 1; number <= HEADINGS[heading].points; number++, at++) {
            char id[8];
            snprintf(id, sizeof id, "%c%d", HEADINGS[heading].letter, number);
            assert_string_equal(LETTER_POINTS[at].id, id);
            assert_int_equal(LETTER_POINTS[at].heading, heading);
            assert_int_equal(LETTER_POINTS[at].number, number);
        }
    }
    assert_int_equal(at, LETTER_POINT_COUNT);
}

static void each_point_says_what_is_asked_and_where_facts_could_come_from(void **state) {
    (void)state;
    for (size_t i = 0; i < LETTER_POINT_COUNT; i++) {
        const LetterPoint *point = &LETTER_POINTS[i];
        assert_ptr_equal(letter_point_find(str_from(point->id)), point);
        Str texts[] = { str_from(point->title), str_from(point->asks),
                        str_from(point->could_come_from) };
        for (size_t t = 0; t < COUNT_OF(texts); t++)
            assert_true(texts[t].length > 10 && !str_contains(texts[t], STR("  ")));
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(point->title, LETTER_POINTS[j].title);
    }
    assert_null(letter_point_find(STR("B12")));
    assert_null(letter_point_find(STR("B0")));
    assert_null(letter_point_find(STR("")));
}

/* tests/requirements.tsv has the clauses in the letter's order, besides P1-P10 and B0. */
static void the_order_is_that_of_the_requirements(void **state) {
    (void)state;
    Arena arena = { 0 };
    Error error;
    Str rest, line, id;
    size_t at = 0;
    ASSERT_DONE(file_read(&arena, "tests/requirements.tsv", 1 << 16, &rest, &error), error);
    while (str_cut(&rest, '\n', &line)) {
        if (!line.length || !str_cut(&line, '\t', &id)) continue;
        if (str_starts_with(id, STR("P")) || str_equal_c(id, "B0")) continue;
        assert_true(at < LETTER_POINT_COUNT);
        assert_text(id, LETTER_POINTS[at++].id);
    }
    assert_int_equal(at, LETTER_POINT_COUNT);
    arena_free(&arena);
}

/* The number at the start of a line, "11. Prevent the occurrence"; 0 for any other line. */
static int number_of_line(Str line) {
    Str number;
    int64_t value;
    if (!str_cut(&line, '.', &number) || !str_starts_with(line, STR(" "))) return 0;
    return str_to_integer(number, &value) ? (int)value : 0;
}

/* The points run 1 to 5, 1 to 11, 1 to 2; behind them the letter lists its 40 signatories. */
static void the_letter_itself_has_5_11_and_2_points(void **state) {
    (void)state;
    Arena arena = { 0 };
    Error error;
    Str rest, line;
    const char *shared = getenv("UPHOLD_SHARED") ? getenv("UPHOLD_SHARED") : "../shared";
    Str path = str_format(&arena, "%s/letter/open-letter-2013-11-05.txt", shared);
    if (!file_exists(str_to_c(&arena, path))) {
        printf("skipped: no %s\n", shared);
        arena_free(&arena);
        skip();
    }
    ASSERT_DONE(file_read(&arena, str_to_c(&arena, path), 1 << 20, &rest, &error), error);
    int lengths[8] = { 0 };
    size_t lists = 0;
    while (str_cut(&rest, '\n', &line)) {
        int number = number_of_line(line);
        if (!number) continue;
        if (number == 1) lists++;
        assert_true(lists && lists < COUNT_OF(lengths));
        lengths[lists - 1]++;
        assert_int_equal(number, lengths[lists - 1]);
    }
    assert_int_equal(lists, HEADING_COUNT + 1);
    for (LetterHeading heading = 0; heading < HEADING_COUNT; heading++)
        assert_int_equal(lengths[heading], HEADINGS[heading].points);
    assert_int_equal(lengths[HEADING_COUNT], 40);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_points_are_5_11_and_2_in_order_under_three_headings),
        cmocka_unit_test(each_point_says_what_is_asked_and_where_facts_could_come_from),
        cmocka_unit_test(the_order_is_that_of_the_requirements),
        cmocka_unit_test(the_letter_itself_has_5_11_and_2_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
