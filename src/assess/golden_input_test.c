#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "assess/test_support.h"

static Example golden;

static int read_golden(void **state) {
    (void)state;
    example_read(&golden, GOLDEN);
    return 0;
}

static int drop_golden(void **state) {
    (void)state;
    example_free(&golden);
    return 0;
}

/* ---------------------------------------------------------------- bad rows */

/* The golden file with one more row, in line `line`. */
static Str with_row(const char *name, const char *row, size_t *line) {
    Error error;
    Str content;
    char path[256];
    snprintf(path, sizeof path, GOLDEN "/input/%s.csv", name);
    if (!file_read(&golden.arena, path, 1 << 20, &content, &error)) fail_msg("%s", error.message);
    *line = 1;
    for (size_t i = 0; i < content.length; i++)
        *line += content.data[i] == '\n';
    return str_format(&golden.arena, "%.*s%s\n", STR_ARGUMENTS(content), row);
}

typedef struct BadRow {
    const char *file, *row, *column, *value, *rule;
} BadRow;

static void assert_row_refused(const BadRow *bad) {
    Error error;
    size_t line;
    Dataset dataset = golden.dataset;
    Str content = with_row(bad->file, bad->row, &line);
    if (golden_table_read(&golden.arena, bad->file, content, &golden.method, &dataset, &error))
        fail_msg("%s: \"%s\" is not refused", bad->file, bad->row);
    assert_int_equal(error.kind, ERROR_REFUSED);
    char place[256];
    snprintf(place, sizeof place, "input/%s.csv line %zu, column %s, \"%s\"", bad->file, line,
             bad->column, bad->value);
    assert_says(&error, place);
    assert_says(&error, bad->rule);
}

static void bad_rows_are_refused_by_file_line_column_value_and_rule(void **state) {
    (void)state;
    const BadRow bad[] = {
        { "states", "Xaa,n,WEOG,member,", "state", "Xaa", "three capital letters" },
        { "states", "XAA,n,WEOG,member,", "state", "XAA", "named before, in line 2" },
        { "standing_invitations", "XZZ,2009-03-12,", "state", "XZZ", "not a State" },
        { "standing_invitations", "XCC,2009-02-30,", "issued_on", "2009-02-30", "no day" },
        { "standing_invitations", "XCC,2009-03-12,2008-01-01", "withdrawn_on", "2008-01-01",
          "not withdrawn before" },
        { "visit_events", "c,XZZ,m,requested,2024-01-01,mandate,,", "state", "XZZ", "not a State" },
        { "visit_events", "c,XAA,m,asked,2024-01-01,mandate,,", "event", "asked", "not a word" },
        { "visit_events", "c,XAA,m,requested,yesterday,mandate,,", "date", "yesterday",
          "YYYY-MM-DD" },
        { "visit_events", "c,XAA,m,requested,,mandate,,", "date", "", "a day is needed" },
        { "visit_events", "c,XAA,m,postponed,2024-01-01,,,", "by", "", "who did it" },
        { "visit_events", "c,XAA,m,requested,2024-01-01,me,,", "by", "me", "state or mandate" },
        { "visit_events", "c,XAA,m,dates_agreed,2024-01-02,state,,2024-01-01", "visit_start",
          "2024-01-01", "agreed before it starts" },
        { "visit_events", ",XAA,,requested,2024-01-01,mandate,,", "mandate", "", "its mandate" },
        { "communications", "XAA 1/2024,AL,XAA,2024-01-22,R0,,", "ref", "XAA 1/2024",
          "named before" },
        { "communications", "XAA 9/2024,XX,XAA,2024-01-22,R0,,", "type", "XX", "not a type" },
        { "communications", "XAA 9/2024,AL,XAA,2024-01-22,R7,,", "reply_category", "R7",
          "not a category" },
        { "communications", "XAA 9/2024,AL,XAA,2024-01-22,R3,2024-01-21,", "reply_date",
          "2024-01-21", "before its letter" },
        { "communications", "XAA 9/2024,AL,XAA,2024-01-22,R0,2024-01-23,", "reply_date",
          "2024-01-23", "R0 is no reply" },
        { "communications", "XAA 9/2024,AL,XAA,2024-01-22,R0,,2024-01-01", "ack_date", "2024-01-01",
          "before its letter" },
        { "communications", ",AL,XAA,2024-01-22,R0,,", "ref", "", "not be empty" },
        { "visit_reports", "r,XAA,2024-01-22,2024-01-21", "followup_info_on", "2024-01-21",
          "before its report" },
        { "visit_reports", "A-r1,XAA,2024-01-22,", "report", "A-r1", "named before" },
        { "incidents", "I-9,XAA,2024-01-22,grave,x,2", "severity", "grave", "minor or serious" },
        { "incidents", "I-9,XAA,2024-01-22,minor,x,-1", "sources", "-1", "from 0" },
        { "incidents", "I-9,XAA,2024-01-22,minor,x,two", "sources", "two", "whole number" },
        { "reprisal_cases", "c,XAA,x,2024-01-22,2,0,", "state_response", "2", "0 for no" },
        { "reprisal_cases", "c,XAA,x,2024-01-22,1,0.3,", "step_level", "0.3", "0.25" },
        { "reprisal_cases", "c,XAA,x,2024-01-22,1,-0.25,", "step_level", "-0.25", "0.25" },
        { "reprisal_cases", "c,XAA,x,2024-01-22,1,0,2024-01-21", "council_informed_on",
          "2024-01-21", "before its publication" },
        { "ordinals", "XAA,ZZ9,1", "indicator", "ZZ9", "not an indicator" },
        { "ordinals", "XAA,SP1,1", "indicator", "SP1", "only an ordinal" },
        { "ordinals", "XAA,RE4,1", "state", "XAA", "named before" },
        { "external", "XAA,CS2,0.5,0.4,0.6", "indicator", "CS2", "only an external" },
        { "external", "XAA,CS1,1.5,0.4,0.6", "value", "1.5", "from 0 to 1" },
        { "external", "XAA,CS1,0.5,0.6,0.7", "low", "0.6", "from 0 to the value" },
        { "external", "XAA,CS1,0.5,0.4,1.1", "high", "1.1", "from the value to 1" },
        { "external", "XAA,CS1,nan,0.4,0.6", "value", "nan", "not a number" },
        { "votes", "XAA,CS1,1,2", "indicator", "CS1", "only CS2" },
        { "votes", "XAA,CS2,3,2", "in_favour_of_access", "3", "from 0 to the votes" },
        { "votes", "XAA,CS2,-1,2", "in_favour_of_access", "-1", "from 0 to the votes" },
        { "votes", "XAA,CS2,0,99999999999", "recorded", "99999999999", "from 0 to 1000000" },
        { "votes", "XAA,CS2,0,-2", "recorded", "-2", "from 0" },
        { "treaties", "XAA,19,18,1,8", "instruments_ratified", "19", "from 0" },
        { "treaties", "XAA,1,0,1,8", "instruments_total", "0", "at least one" },
        { "treaties", "XAA,1,18,9,8", "complaint_procedures_accepted", "9", "from 0" },
        { "treaties", "XAA,1,18,0,-8", "complaint_procedures_in_force", "-8", "from 0" },
        { "treaty_reports", "XAA,CED,-1", "days_overdue", "-1", "from 0" },
        { "treaty_reports", "XAA,CRC,1", "state", "XAA", "named before" },
        { "upr", "XAA,1,1,yes,1", "clear_response_before_adoption", "yes", "0 for no" },
        { "pledges", "XAA,3,4", "met_or_in_progress", "4", "from 0" },
        { "pledges", "XAA,-3,0", "specific_and_due", "-3", "from 0" },
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_row_refused(&bad[i]);
}

static void assert_content_refused(const char *name, const char *content, const char *says) {
    Error error;
    Dataset dataset = golden.dataset;
    if (golden_table_read(&golden.arena, name, str_from(content), &golden.method, &dataset, &error))
        fail_msg("%s with \"%s\" is not refused", name, content);
    assert_says(&error, says);
}

static void files_of_another_shape_are_refused(void **state) {
    (void)state;
    assert_content_refused("pledges", "state,specific_and_due\nXAA,1\n",
                           "input/pledges.csv line 1: the column met_or_in_progress is missing");
    assert_content_refused("pledges", "", "is missing");
    assert_content_refused("pledges", "state,state,specific_and_due,met_or_in_progress\n",
                           "the column state is there twice");
    assert_content_refused("pledges", "state,specific_and_due,met_or_in_progress\nXAA,1\n",
                           "input/pledges.csv line 2: 2 cells where the first line has 3");
    assert_content_refused("pledges", "state,specific_and_due,met_or_in_progress\nXAA,\"1\n",
                           "input/pledges.csv");
    assert_content_refused("surprises", "a\n", "there is no input/surprises.csv");
}

static void columns_may_stand_in_any_order_among_others(void **state) {
    (void)state;
    Error error;
    Dataset dataset = golden.dataset;
    Str content = STR("note,met_or_in_progress,state,specific_and_due\nwell,2,XBB,3\n");
    assert_true(
        golden_table_read(&golden.arena, "pledges", content, &golden.method, &dataset, &error));
    assert_int_equal(dataset.pledges_count, 1);
    assert_int_equal(dataset.pledges[0].state, 1);
    assert_int_equal(dataset.pledges[0].specific_and_due, 3);
    assert_int_equal(dataset.pledges[0].met_or_in_progress, 2);
}

static void red_lines_and_grave_cases_can_be_given(void **state) {
    (void)state;
    Error error;
    Dataset dataset = golden.dataset;
    Str lines = STR("state,kind,since,until,source\nXAA,suspended,2025-01-01,,A/RES/x\n");
    assert_true(
        golden_table_read(&golden.arena, "red_lines", lines, &golden.method, &dataset, &error));
    assert_int_equal(dataset.red_lines[0].kind, RED_LINE_SUSPENDED);
    Str cases = STR("case,state,first_published,state_response,step_level,council_informed_on,"
                    "killing_or_disappearance\nc,XBB,2025-01-01,0,0,,1\n");
    assert_true(golden_table_read(&golden.arena, "reprisal_cases", cases, &golden.method, &dataset,
                                  &error));
    assert_true(dataset.reprisals[0].killing_or_disappearance);
    assert_content_refused("red_lines", "state,kind,since,source\nXAA,suspended,2025-01-01,\n",
                           "column source");
    assert_content_refused("red_lines", "state,kind,since,source\nXAA,bad,2025-01-01,x\n",
                           "column kind");
}

/* ---------------------------------------------------------------- folders */

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk) {
    (void)status, (void)kind, (void)walk;
    return remove(path);
}

static void make_folder(char folder[64]) {
    snprintf(folder, 64, "/tmp/uphold-assess-XXXXXX");
    assert_non_null(mkdtemp(folder));
}

static void put(const char *folder, const char *name, Str content) {
    Error error;
    char path[256];
    snprintf(path, sizeof path, "%s/input", folder);
    if (!file_make_folder(path, 0755, &error)) fail_msg("%s", error.message);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (!file_write(path, content, 0644, &error)) fail_msg("%s", error.message);
}

static Str params(void) {
    Error error;
    Str content;
    if (!file_read(&golden.arena, GOLDEN "/params.json", 1 << 20, &content, &error))
        fail_msg("%s", error.message);
    return content;
}

static void missing_files_mean_that_there_were_no_such_events(void **state) {
    (void)state;
    char folder[64], out[80];
    Example bare;
    Error error;
    make_folder(folder);
    put(folder, "params.json", params());
    put(folder, "input/states.csv", STR("state\nXAA\nXBB\n"));
    example_read(&bare, folder);
    AssessOptions options = golden_options(&bare.method, 2);
    example_assess(&bare, &options);
    assert_int_equal(bare.dataset.state_count, 2);
    assert_int_equal(bare.assessment.comparison_count, 0);
    assert_false(bare.assessment.states[0].assessable);
    snprintf(out, sizeof out, "%s/out", folder);
    assert_true(golden_output_write(out, &bare.assessment, &error));
    for (size_t file = 0; file < golden_output_count(); file++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s", out, golden_output_name(file));
        assert_true(file_exists(path));
    }
    example_free(&bare);
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void a_folder_needs_its_states_its_method_and_its_day(void **state) {
    (void)state;
    char folder[64];
    Method method;
    Dataset dataset;
    Error error;
    make_folder(folder);
    assert_false(golden_input_read(&golden.arena, folder, &method, &dataset, &error));
    assert_says(&error, "params.json");
    put(folder, "params.json", params());
    assert_false(golden_input_read(&golden.arena, folder, &method, &dataset, &error));
    assert_says(&error, "states.csv");
    put(folder, "input/states.csv", STR("state\n"));
    assert_false(golden_input_read(&golden.arena, folder, &method, &dataset, &error));
    assert_says(&error, "names no State");
    char *undated = str_to_c(&golden.arena, params());
    memcpy(strstr(undated, "as_of"), "as_xx", 5);
    put(folder, "params.json", str_from(undated));
    put(folder, "input/states.csv", STR("state\nXAA\n"));
    Example bare;
    Assessment assessment;
    example_read(&bare, folder);
    AssessOptions options = golden_options(&bare.method, 1);
    assert_false(assess(&bare.arena, &bare.dataset, &bare.method, &options, &assessment, &error));
    assert_says(&error, "as-of date");
    example_free(&bare);
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_rows_are_refused_by_file_line_column_value_and_rule),
        cmocka_unit_test(files_of_another_shape_are_refused),
        cmocka_unit_test(columns_may_stand_in_any_order_among_others),
        cmocka_unit_test(red_lines_and_grave_cases_can_be_given),
        cmocka_unit_test(missing_files_mean_that_there_were_no_such_events),
        cmocka_unit_test(a_folder_needs_its_states_its_method_and_its_day),
    };
    return cmocka_run_group_tests(tests, read_golden, drop_golden);
}
