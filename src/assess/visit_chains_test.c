#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assess/test_support.h"
#include "assess/visit_chains.h"

#define FIXTURES "tests/fixtures/assess/visit_chains"

/* Golden method and States; visits from a file of their own. */
static void read_visits(Example *example, const char *path) {
    Error error;
    Str content;
    example_read(example, GOLDEN);
    example->dataset.visits_count = 0;
    if (!file_read(&example->arena, path, 1 << 20, &content, &error) ||
        !golden_table_read(&example->arena, "visit_events", content, &example->method,
                           &example->dataset, &error))
        fail_msg("%s", error.message);
}

static void assert_chain(const VisitChain *chain, const Fixture *expected) {
    char start[DAY_TEXT_SIZE];
    day_format(chain->start, start);
    Str name = fixture_cell(expected, 0);
    bool same = str_equal(chain->name, name) && str_equal_c(fixture_cell(expected, 1), start) &&
                chain->days == (int64_t)fixture_number(expected, 2) &&
                chain->answered == (fixture_number(expected, 3) > 0) &&
                chain->mature == (fixture_number(expected, 4) > 0) &&
                chain->honoured == (fixture_number(expected, 5) > 0) &&
                chain->left_out == (fixture_number(expected, 6) > 0);
    if (!same)
        fail_msg("\"%.*s\" has come out as \"%.*s\" from %s, %d days, answered %d, mature %d, "
                 "honoured %d, left out %d",
                 STR_ARGUMENTS(name), STR_ARGUMENTS(chain->name), start, (int)chain->days,
                 chain->answered, chain->mature, chain->honoured, chain->left_out);
}

/* A1; DOMAIN 3.1 and METHOD 3 case by case, without the chain column. */
static void chains_are_derived_and_folded_as_in_the_fixture(void **state) {
    (void)state;
    Example example;
    Fixture expected;
    size_t at = 0;
    read_visits(&example, FIXTURES "/visit_events.csv");
    VisitChains chains =
        visit_chains(&example.arena, &example.dataset, &example.method, example.method.as_of);
    fixture_open(&expected, FIXTURES "/visit_chains.csv");
    while (fixture_next(&expected)) {
        if (at == chains.count) fail_msg("only %zu chains", chains.count);
        assert_chain(&chains.chains[at++], &expected);
    }
    assert_int_equal(at, chains.count);
    example_free(&example);
}

/* The golden file names its chains; without the names the same chains must come out. */
static void chains_without_names_are_those_with_names(void **state) {
    (void)state;
    Example named, derived;
    example_read(&named, GOLDEN);
    example_read(&derived, GOLDEN);
    for (size_t i = 0; i < derived.dataset.visits_count; i++)
        derived.dataset.visits[i].chain = STR_EMPTY;
    Day as_of = named.method.as_of;
    VisitChains given = visit_chains(&named.arena, &named.dataset, &named.method, as_of);
    VisitChains found = visit_chains(&derived.arena, &derived.dataset, &derived.method, as_of);
    assert_int_equal(given.count, 19);
    assert_int_equal(found.count, given.count);
    for (size_t i = 0; i < given.count; i++) {
        assert_true(found.chains[i].start == given.chains[i].start);
        assert_true(found.chains[i].days == given.chains[i].days);
        assert_true(found.chains[i].answered == given.chains[i].answered);
        assert_true(found.chains[i].mature == given.chains[i].mature);
        assert_true(found.chains[i].honoured == given.chains[i].honoured);
    }
    example_free(&named);
    example_free(&derived);
}

static void the_order_of_the_facts_does_not_matter_to_a_chain(void **state) {
    (void)state;
    Example forward, backward;
    example_read(&forward, GOLDEN);
    example_read(&backward, GOLDEN);
    size_t count = backward.dataset.visits_count;
    for (size_t i = 0; i < count; i++)
        backward.dataset.visits[i] = forward.dataset.visits[count - 1 - i];
    Day as_of = forward.method.as_of;
    VisitChains a = visit_chains(&forward.arena, &forward.dataset, &forward.method, as_of);
    VisitChains b = visit_chains(&backward.arena, &backward.dataset, &backward.method, as_of);
    assert_int_equal(a.count, b.count);
    for (size_t i = 0; i < a.count; i++) {
        size_t j = 0;
        while (j < b.count && !str_equal(a.chains[i].name, b.chains[j].name))
            j++;
        assert_true(j < b.count && a.chains[i].days == b.chains[j].days);
        assert_true(a.chains[i].honoured == b.chains[j].honoured);
    }
    example_free(&forward);
    example_free(&backward);
}

static void no_events_give_no_chains(void **state) {
    (void)state;
    Example example;
    example_read(&example, GOLDEN);
    example.dataset.visits_count = 0;
    assert_int_equal(
        visit_chains(&example.arena, &example.dataset, &example.method, example.method.as_of).count,
        0);
    example_free(&example);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chains_are_derived_and_folded_as_in_the_fixture),
        cmocka_unit_test(chains_without_names_are_those_with_names),
        cmocka_unit_test(the_order_of_the_facts_does_not_matter_to_a_chain),
        cmocka_unit_test(no_events_give_no_chains),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
