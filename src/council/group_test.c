#include "council/group.h"
#include "council/test_csv_table.h"

static void the_seats_of_the_groups_are_13_13_6_8_7_and_make_47(void **state) {
    (void)state;
    const int expected[GROUP_COUNT] = { 13, 13, 6, 8, 7 };
    int sum = 0;
    for (Group group = 0; group < GROUP_COUNT; group++) {
        assert_int_equal(group_facts(group)->seats, expected[group]);
        sum += group_facts(group)->seats;
    }
    assert_int_equal(sum, COUNCIL_SEATS);
}

static void a_group_is_found_by_its_code_and_by_nothing_else(void **state) {
    (void)state;
    const char *codes[GROUP_COUNT] = { "AFR", "APG", "EEG", "GRULAC", "WEOG" };
    for (Group group = 0; group < GROUP_COUNT; group++) {
        Group found;
        assert_true(group_from_code(str_from(codes[group]), &found));
        assert_int_equal(found, group);
        assert_str_equal(group_facts(group)->code, codes[group]);
    }
    Group untouched = GROUP_EASTERN_EUROPEAN;
    assert_false(group_from_code(STR("afr"), &untouched));
    assert_false(group_from_code(STR("AF"), &untouched));
    assert_false(group_from_code(STR_EMPTY, &untouched));
    assert_int_equal(untouched, GROUP_EASTERN_EUROPEAN);
}

static void every_three_elections_in_a_row_fill_each_seat_of_a_group_once(void **state) {
    (void)state;
    for (int year = 2013; year < 2043; year++) {
        for (Group group = 0; group < GROUP_COUNT; group++) {
            int sum = 0;
            for (int i = 0; i < 3; i++) {
                int seats;
                assert_true(group_seats_to_fill(group, year + i, &seats));
                sum += seats;
            }
            assert_int_equal(sum, group_facts(group)->seats);
        }
    }
}

static void check_seats_of_year(const CsvTable *table, size_t row, int year) {
    const char *columns[GROUP_COUNT] = { "African", "Asia-Pacific", "Eastern European", "GRULAC",
                                         "WEOG" };
    int sum = 0;
    assert_int_equal(year % 3, csv_table_integer(table, row, "year_mod_3"));
    for (Group group = 0; group < GROUP_COUNT; group++) {
        int seats;
        assert_true(group_seats_to_fill(group, year, &seats));
        assert_int_equal(seats, csv_table_integer(table, row, columns[group]));
        sum += seats;
    }
    assert_int_equal(sum, csv_table_integer(table, row, "total"));
}

static void seats_to_fill_follow_the_fixture_seats_by_election_year(void **state) {
    (void)state;
    Arena arena = { 0 };
    CsvTable table = csv_table_read(&arena, "tests/fixtures/unit/seats_by_election_year.csv");
    assert_int_equal(table.count, 3);
    for (size_t row = 0; row < table.count; row++) {
        Str years = csv_table_cell(&table, row, "example_years"), year;
        while (str_cut(&years, ' ', &year)) {
            int64_t number;
            assert_true(str_to_integer(year, &number));
            check_seats_of_year(&table, row, (int)number);
        }
    }
    arena_free(&arena);
}

static void before_2013_the_pattern_says_nothing(void **state) {
    (void)state;
    int seats = -1;
    assert_false(group_seats_to_fill(GROUP_AFRICAN, 2012, &seats));
    assert_false(group_seats_to_fill(GROUP_AFRICAN, 2006, &seats));
    assert_int_equal(seats, -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_seats_of_the_groups_are_13_13_6_8_7_and_make_47),
        cmocka_unit_test(a_group_is_found_by_its_code_and_by_nothing_else),
        cmocka_unit_test(every_three_elections_in_a_row_fill_each_seat_of_a_group_once),
        cmocka_unit_test(seats_to_fill_follow_the_fixture_seats_by_election_year),
        cmocka_unit_test(before_2013_the_pattern_says_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
