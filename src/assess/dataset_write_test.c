#include "store/test_folder.h"

#include "assess/dataset_write.h"
#include "assess/test_support.h"

static Str text_of_file(Arena *arena, const Dataset *dataset, size_t file) {
    Buffer out = { 0 };
    dataset_file_text(&out, dataset, file);
    Str text = str_copy(arena, buffer_str(&out));
    buffer_free(&out);
    return text;
}

static void read_file(Arena *arena, size_t file, Str text, const Method *method, Dataset *dataset) {
    Error error;
    Str name = str_from(dataset_file_name(file));
    name = str_slice(name, 0, name.length - strlen(".csv"));
    if (!golden_table_read(arena, str_to_c(arena, name), text, method, dataset, &error))
        fail_msg("%s", error.message);
}

/* Writes all files, reads them, and writes what was read: the same text. */
static void assert_round_trip(Example *example) {
    Dataset again = { .communications_until = DAY_NONE };
    size_t bytes = 0;
    for (size_t i = 0; i < dataset_file_count(); i++) {
        Str text = text_of_file(&example->arena, &example->dataset, i);
        read_file(&example->arena, i, text, &example->method, &again);
        /* Coverage is spread out when a folder is read, not by its table. */
        if (strcmp(dataset_file_name(i), "coverage.csv") == 0) continue;
        Str second = text_of_file(&example->arena, &again, i);
        if (!str_equal(text, second)) fail_msg("%s is not the same", dataset_file_name(i));
        bytes += text.length;
    }
    assert_true(bytes > 1000);
}

static void what_is_written_reads_back_as_the_same_facts(void **state) {
    (void)state;
    Example example;
    example_read(&example, GOLDEN);
    assert_round_trip(&example);
    example_free(&example);
}

/* Names and sources are other people's text. */
static void text_with_commas_quotes_and_formulas_reads_back(void **state) {
    (void)state;
    Example example;
    RedLineFact line = { 0, RED_LINE_REFUSAL, 0, DAY_NONE,
                         STR_LITERAL("=1+1, \"he said\"\nhttps") };
    example_read(&example, GOLDEN);
    line.since = day_of("2025-01-01");
    example.dataset.red_lines = &line;
    example.dataset.red_lines_count = 1;
    example.dataset.states[0].name = STR("-Altania, the \"Kingdom\"");
    example.dataset.communications[0].reference = STR("'@XAA 1/2024");
    assert_round_trip(&example);
    example_free(&example);
}

static void coverage_is_written_for_every_state_and_indicator(void **state) {
    (void)state;
    Example example;
    example_read(&example, GOLDEN);
    Coverage *coverage =
        ARENA_ARRAY(&example.arena, example.dataset.state_count * INDICATOR_CODE_COUNT, Coverage);
    coverage[INDICATOR_SP1] = COVERAGE_SAMPLE;
    example.dataset.coverage = coverage;
    Str text = STR_EMPTY, line;
    for (size_t i = 0; i < dataset_file_count(); i++)
        if (strcmp(dataset_file_name(i), "coverage.csv") == 0)
            text = text_of_file(&example.arena, &example.dataset, i);
    assert_true(str_contains(text, STR("XAA,SP1,sample\r\n")) ||
                str_contains(text, STR("XAA,SP1,sample\n")));
    size_t lines = 0;
    while (text.length && str_cut(&text, '\n', &line))
        lines++;
    assert_int_equal(lines, 1 + 3 * INDICATOR_CODE_COUNT);
    example_free(&example);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_reads_back_as_the_same_facts),
        cmocka_unit_test(text_with_commas_quotes_and_formulas_reads_back),
        cmocka_unit_test(coverage_is_written_for_every_state_and_indicator),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
