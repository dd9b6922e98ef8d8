#include "council/majority.h"
#include "council/test_csv_table.h"

static void the_absolute_majority_follows_the_fixture_majority(void **state) {
    (void)state;
    Arena arena = { 0 };
    CsvTable table = csv_table_read(&arena, "tests/fixtures/unit/majority.csv");
    assert_int_equal(table.count, 3);
    for (size_t row = 0; row < table.count; row++)
        assert_int_equal(absolute_majority(csv_table_integer(&table, row, "assembly_members")),
                         csv_table_integer(&table, row, "absolute_majority"));
    arena_free(&arena);
}

static void the_absolute_majority_is_more_than_half_and_one_vote_less_is_not(void **state) {
    (void)state;
    for (int members = 1; members <= 400; members++) {
        int majority = absolute_majority(members);
        assert_true(2 * majority > members);
        assert_true(2 * (majority - 1) <= members);
    }
}

static void two_thirds_follow_the_fixture_two_thirds_present_and_voting(void **state) {
    (void)state;
    Arena arena = { 0 };
    CsvTable table =
        csv_table_read(&arena, "tests/fixtures/unit/two_thirds_present_and_voting.csv");
    assert_int_equal(table.count, 4);
    for (size_t row = 0; row < table.count; row++) {
        bool adopted = two_thirds_of_present_and_voting(csv_table_integer(&table, row, "yes"),
                                                        csv_table_integer(&table, row, "no"));
        assert_int_equal(adopted, csv_table_integer(&table, row, "adopted"));
    }
    arena_free(&arena);
}

static void one_vote_against_a_two_thirds_proposal_needs_two_for_it(void **state) {
    (void)state;
    for (int no = 1; no <= 96; no++) {
        assert_true(two_thirds_of_present_and_voting(2 * no, no));
        assert_false(two_thirds_of_present_and_voting(2 * no - 1, no));
    }
    assert_true(two_thirds_of_present_and_voting(1, 0));
}

static void members_are_counted_from_the_day_of_admission(void **state) {
    (void)state;
    const UnMember items[] = { { STR_LITERAL("MNE"), the_day("2006-06-28") },
                               { STR_LITERAL("CHE"), the_day("2002-09-10") },
                               { STR_LITERAL("SSD"), the_day("2011-07-14") } };
    const UnMembers members = { items, COUNT_OF(items) };
    assert_int_equal(un_members_on(members, the_day("2002-09-09")), 0);
    assert_int_equal(un_members_on(members, the_day("2006-06-27")), 1);
    assert_int_equal(un_members_on(members, the_day("2006-06-28")), 2);
    assert_int_equal(un_members_on(members, the_day("2011-07-14")), 3);
    assert_false(is_un_member_on(members, STR("SSD"), the_day("2011-07-13")));
    assert_true(is_un_member_on(members, STR("SSD"), the_day("2011-07-14")));
    assert_false(is_un_member_on(members, STR("VAT"), the_day("2011-07-14")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_absolute_majority_follows_the_fixture_majority),
        cmocka_unit_test(the_absolute_majority_is_more_than_half_and_one_vote_less_is_not),
        cmocka_unit_test(two_thirds_follow_the_fixture_two_thirds_present_and_voting),
        cmocka_unit_test(one_vote_against_a_two_thirds_proposal_needs_two_for_it),
        cmocka_unit_test(members_are_counted_from_the_day_of_admission),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
