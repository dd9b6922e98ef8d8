#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>

#include "base/prng.h"
#include "text/csv.h"

/* Cells as <a><b>, a row with its line in front, so that an expectation can be read at a glance. */
static void show_rows(Arena *arena, Str content, Buffer *shown) {
    Error error;
    CsvReader reader;
    CsvRow row;
    if (!csv_open(&reader, arena, content, &error)) fail_msg("%s", error.message);
    for (;;) {
        if (!csv_next(&reader, &row, &error)) fail_msg("%s", error.message);
        if (!row.count) return;
        buffer_format(shown, "%zu:", row.line);
        for (size_t i = 0; i < row.count; i++)
            buffer_format(shown, "<%.*s>", STR_ARGUMENTS(row.cells[i]));
        buffer_add_c(shown, " ");
    }
}

static void assert_rows(Str content, const char *expected) {
    Arena arena = { 0 };
    Buffer shown = { 0 };
    show_rows(&arena, content, &shown);
    if (!str_equal(str_trim(buffer_str(&shown)), str_from(expected)))
        fail_msg("\"%.*s\" was read as %.*s instead of %s", STR_ARGUMENTS(content),
                 STR_ARGUMENTS(buffer_str(&shown)), expected);
    buffer_free(&shown);
    arena_free(&arena);
}

static void rows_are_read_with_lf_or_crlf_and_without_a_last_line_end(void **state) {
    (void)state;
    assert_rows(STR("a,b\nc,d\n"), "1:<a><b> 2:<c><d>");
    assert_rows(STR("a,b\r\nc,d\r\n"), "1:<a><b> 2:<c><d>");
    assert_rows(STR("a,b\r\nc,d"), "1:<a><b> 2:<c><d>");
    assert_rows(STR("a,\"b\""), "1:<a><b>");
    assert_rows(STR("\"a\",\"b\"\r\n\"c\",d\r\n"), "1:<a><b> 2:<c><d>");
}

static void empty_cells_are_cells_and_spaces_stay(void **state) {
    (void)state;
    assert_rows(STR(",\n,,x\n"), "1:<><> 2:<><><x>");
    assert_rows(STR("a,\n\"a\",\n\"a\","), "1:<a><> 2:<a><> 3:<a><>");
    assert_rows(STR(" a , b \n"), "1:< a >< b >");
    assert_rows(STR("\" a \",\"\"\n"), "1:< a ><>");
}

static void empty_lines_are_skipped_and_counted(void **state) {
    (void)state;
    assert_rows(STR("\n\na\n\r\n\r\nb\n\n"), "3:<a> 6:<b>");
    assert_rows(STR("\n\r\n"), "");
    assert_rows(STR("\"\"\n"), "1:<>");
    assert_rows(STR(" \n"), "1:< >");
    assert_rows(STR_EMPTY, "");
}

static void the_end_is_said_again_and_again(void **state) {
    (void)state;
    Arena arena = { 0 };
    Error error;
    CsvReader reader;
    CsvRow row;
    assert_true(csv_open(&reader, &arena, STR("a\n"), &error));
    assert_true(csv_next(&reader, &row, &error) && row.count == 1);
    for (int i = 0; i < 3; i++)
        assert_true(csv_next(&reader, &row, &error) && row.count == 0);
    arena_free(&arena);
}

static void quoted_cells_hold_commas_quotes_and_lines(void **state) {
    (void)state;
    assert_rows(STR("\"a,b\",c\n"), "1:<a,b><c>");
    assert_rows(STR("\"say \"\"no\"\"\",c\n"), "1:<say \"no\"><c>");
    assert_rows(STR("\"\"\"\"\n"), "1:<\">");
    assert_rows(STR("\"\"\"\"\"\"\n"), "1:<\"\">");
    assert_rows(STR("\"a\nb\r\nc\",d\ne\n"), "1:<a\nb\r\nc><d> 4:<e>");
    assert_rows(STR("\"a\rb\"\nc"), "1:<a\rb> 2:<c>");
}

static void a_byte_order_mark_is_skipped_once(void **state) {
    (void)state;
    assert_rows(STR("\xEF\xBB\xBF"
                    "a,b\n"),
                "1:<a><b>");
    assert_rows(STR("\xEF\xBB\xBF"), "");
    assert_rows(STR("\xEF\xBB\xBF\xEF\xBB\xBF"
                    "a\n"),
                "1:<\xEF\xBB\xBF"
                "a>");
}

static void cells_point_into_the_content_unless_quotes_were_doubled(void **state) {
    (void)state;
    Arena arena = { 0 };
    Error error;
    CsvReader reader;
    CsvRow row;
    Str content = STR("plain,\"quoted\",\"dou\"\"bled\"\n");
    assert_true(csv_open(&reader, &arena, content, &error));
    assert_true(csv_next(&reader, &row, &error));
    assert_int_equal(row.count, 3);
    assert_ptr_equal(row.cells[0].data, content.data);
    assert_ptr_equal(row.cells[1].data, content.data + 7);
    assert_true(arena.used > 0 && arena.used < 64);
    assert_true(str_equal_c(row.cells[2], "dou\"bled"));
    arena_free(&arena);
}

static void an_apostrophe_before_a_formula_is_taken_off(void **state) {
    (void)state;
    assert_rows(STR("'=1,'+1,'-1,'@x,'\tx,\"'\rx\"\n"), "1:<=1><+1><-1><@x><\tx><\rx>");
    assert_rows(STR("''=1,'''-x\n"), "1:<'=1><''-x>");
    assert_rows(STR("'a,',''a,'' =1,=1,-1\n"), "1:<'a><'><''a><'' =1><=1><-1>");
    assert_rows(STR("\"'=\"\"x\"\"\",\"'=1\"\n"), "1:<=\"x\"><=1>");
}

static void assert_refused(Str content, const char *expected) {
    Arena arena = { 0 };
    Error error = { 0 };
    CsvReader reader;
    CsvRow row = { 0 };
    bool done = csv_open(&reader, &arena, content, &error);
    while (done && (done = csv_next(&reader, &row, &error)) && row.count)
        ;
    if (done) fail_msg("\"%.*s\" was read", STR_ARGUMENTS(content));
    assert_int_equal(error.kind, ERROR_REFUSED);
    assert_int_equal(row.count, 0);
    if (!str_starts_with(str_from(error.message), str_from(expected)))
        fail_msg("\"%s\" instead of \"%s\"", error.message, expected);
    arena_free(&arena);
}

static void what_is_wrong_is_refused_with_its_line_and_column(void **state) {
    (void)state;
    assert_refused(STR("a,b\nc,\"d\ne\n"), "line 2, column 3: this quote is never closed");
    assert_refused(STR("\""), "line 1, column 1: this quote is never closed");
    assert_refused(STR("\"a\"\""), "line 1, column 1: this quote is never closed");
    assert_refused(STR("a,\"b\"c\n"), "line 1, column 6: text after the closing quote");
    assert_refused(STR("\"a\nb\" ,c\n"), "line 2, column 3: text after the closing quote");
    assert_refused(STR("\"a\"\rb\n"), "line 1, column 4: text after the closing quote");
    assert_refused(STR("x\na,b\"c\n"), "line 2, column 4: a quote inside a cell");
    assert_refused(STR(" \"a\"\n"), "line 1, column 2: a quote inside a cell");
    assert_refused(STR("a\rb\n"), "line 1, column 2: a carriage return without a line feed");
    assert_refused(STR("a\nb\r"), "line 2, column 2: a carriage return without a line feed");
    assert_refused(STR("a\r\r\n"), "line 1, column 2: a carriage return without a line feed");
    assert_refused(STR("\"a\",b\rc\n"), "line 1, column 6: a carriage return without a line feed");
    assert_refused(STR("\r"), "line 1, column 1: a carriage return without a line feed");
}

static void what_is_not_utf8_is_refused_before_the_first_row(void **state) {
    (void)state;
    assert_refused(STR("ab\xFF"), "line 1, column 3: this is not UTF-8");
    assert_refused(STR("a\n\nG\xE9n\xE8ve\n"), "line 3, column 2: this is not UTF-8");
    assert_refused(STR("\xEF\xBB\xBF"
                       "a\xC3"),
                   "line 1, column 2: this is not UTF-8");
    assert_refused(STR("a\0b\n"), "line 1, column 2: this is not UTF-8");
    CsvReader reader;
    Arena arena = { 0 };
    Error error;
    assert_false(csv_open(&reader, &arena, STR("fine\n\xFF"), &error));
}

static void a_refused_row_is_refused_again(void **state) {
    (void)state;
    Arena arena = { 0 };
    Error first, second;
    CsvReader reader;
    CsvRow row;
    assert_true(csv_open(&reader, &arena, STR("a\nb,\"c\"d\ne\n"), &first));
    assert_true(csv_next(&reader, &row, &first));
    assert_false(csv_next(&reader, &row, &first));
    assert_false(csv_next(&reader, &row, &second));
    assert_string_equal(first.message, second.message);
    arena_free(&arena);
}

static void a_row_has_at_most_256_cells(void **state) {
    (void)state;
    for (int quoted = 0; quoted < 2; quoted++) {
        Arena arena = { 0 };
        Buffer content = { 0 };
        Error error;
        CsvReader reader;
        CsvRow row;
        for (int i = 0; i < CSV_COLUMNS_MAX; i++)
            buffer_add_c(&content, i == 0 ? quoted ? "\"x\"" : "x" : ",x");
        assert_true(csv_open(&reader, &arena, buffer_str(&content), &error));
        assert_true(csv_next(&reader, &row, &error));
        assert_int_equal(row.count, CSV_COLUMNS_MAX);
        buffer_add_c(&content, ",");
        assert_refused(buffer_str(&content), quoted ? "line 1, column 515: a row has at most 256"
                                                    : "line 1, column 513: a row has at most 256");
        buffer_free(&content);
        arena_free(&arena);
    }
}

static void assert_written(const char *cell, const char *expected) {
    Buffer out = { 0 };
    csv_text(&out, str_from(cell));
    if (!str_equal_c(buffer_str(&out), expected))
        fail_msg("%s is written %.*s instead of %s", cell, STR_ARGUMENTS(buffer_str(&out)),
                 expected);
    buffer_free(&out);
}

static void text_is_quoted_only_where_it_must_be(void **state) {
    (void)state;
    assert_written("plain text", "plain text");
    assert_written("", "");
    assert_written("a,b", "\"a,b\"");
    assert_written("a\nb", "\"a\nb\"");
    assert_written("a\rb", "\"a\rb\"");
    assert_written("say \"no\"", "\"say \"\"no\"\"\"");
    assert_written("\"", "\"\"\"\"");
    assert_written("Gen\xC3\xA8ve; it's", "Gen\xC3\xA8ve; it's");
    assert_written("\xEF\xBB\xBF"
                   "a",
                   "\"\xEF\xBB\xBF"
                   "a\"");
}

static void what_a_spreadsheet_would_run_gets_an_apostrophe(void **state) {
    (void)state;
    assert_written("=1+2", "'=1+2");
    assert_written("+41 22 917", "'+41 22 917");
    assert_written("-5", "'-5");
    assert_written("@x", "'@x");
    assert_written("\tx", "'\tx");
    assert_written("\rx", "\"'\rx\"");
    assert_written("=a,\"b\"", "\"'=a,\"\"b\"\"\"");
    assert_written("'=1", "''=1");
    assert_written("''-", "'''-");
    assert_written("'a", "'a");
    assert_written("'", "'");
    assert_written("a=1", "a=1");
    assert_written(" =1", " =1");
}

static void numbers_are_written_without_an_apostrophe(void **state) {
    (void)state;
    Buffer out = { 0 };
    csv_number(&out, -5);
    csv_separator(&out);
    csv_number(&out, INT64_MIN);
    csv_end(&out);
    assert_true(str_equal_c(buffer_str(&out), "-5,-9223372036854775808\r\n"));
    buffer_free(&out);
}

static void a_row_of_one_empty_cell_is_not_an_empty_line(void **state) {
    (void)state;
    Buffer out = { 0 };
    csv_text(&out, STR(""));
    csv_end(&out);
    csv_text(&out, STR("a"));
    csv_end(&out);
    csv_text(&out, STR(""));
    csv_end(&out);
    assert_true(str_equal_c(buffer_str(&out), "\"\"\r\na\r\n\"\"\r\n"));
    assert_rows(buffer_str(&out), "1:<> 2:<a> 3:<>");
    buffer_free(&out);
}

static const char *const pieces[] = {
    "'", "'", "=", "+", "-", "@", "\t", "\r", "\n", "\"", ",", " ", "a", "\xC3\xA9", "\xEF\xBB\xBF",
};

static Str random_cell(Arena *arena, Prng *prng) {
    Buffer cell = { 0 };
    for (uint64_t left = prng_next(prng) % 6; left; left--)
        buffer_add_c(&cell, pieces[prng_next(prng) % COUNT_OF(pieces)]);
    Str copy = str_copy(arena, buffer_str(&cell));
    buffer_free(&cell);
    return copy;
}

/* Export and import are inverse, cell for cell, whatever is in the cells. */
static void any_table_that_is_written_is_read_back_the_same(void **state) {
    (void)state;
    enum { TABLES = 3000, ROWS_MAX = 4, CELLS_MAX = 4 };
    Prng prng = { 20131105 };
    for (int table = 0; table < TABLES; table++) {
        Arena arena = { 0 };
        Buffer out = { 0 };
        Str cells[ROWS_MAX][CELLS_MAX];
        size_t rows = prng_next(&prng) % ROWS_MAX + 1, count = prng_next(&prng) % CELLS_MAX + 1;
        for (size_t i = 0; i < rows; i++) {
            for (size_t j = 0; j < count; j++) {
                if (j) csv_separator(&out);
                csv_text(&out, cells[i][j] = random_cell(&arena, &prng));
            }
            csv_end(&out);
        }
        Error error;
        CsvReader reader;
        CsvRow row;
        assert_true(csv_open(&reader, &arena, buffer_str(&out), &error));
        for (size_t i = 0; i < rows; i++) {
            if (!csv_next(&reader, &row, &error)) fail_msg("%s", error.message);
            assert_int_equal(row.count, count);
            for (size_t j = 0; j < count; j++)
                if (!str_equal(row.cells[j], cells[i][j]))
                    fail_msg("<%.*s> came back as <%.*s>", STR_ARGUMENTS(cells[i][j]),
                             STR_ARGUMENTS(row.cells[j]));
        }
        assert_true(csv_next(&reader, &row, &error) && row.count == 0);
        buffer_free(&out);
        arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_read_with_lf_or_crlf_and_without_a_last_line_end),
        cmocka_unit_test(empty_cells_are_cells_and_spaces_stay),
        cmocka_unit_test(empty_lines_are_skipped_and_counted),
        cmocka_unit_test(the_end_is_said_again_and_again),
        cmocka_unit_test(quoted_cells_hold_commas_quotes_and_lines),
        cmocka_unit_test(a_byte_order_mark_is_skipped_once),
        cmocka_unit_test(cells_point_into_the_content_unless_quotes_were_doubled),
        cmocka_unit_test(an_apostrophe_before_a_formula_is_taken_off),
        cmocka_unit_test(what_is_wrong_is_refused_with_its_line_and_column),
        cmocka_unit_test(what_is_not_utf8_is_refused_before_the_first_row),
        cmocka_unit_test(a_refused_row_is_refused_again),
        cmocka_unit_test(a_row_has_at_most_256_cells),
        cmocka_unit_test(text_is_quoted_only_where_it_must_be),
        cmocka_unit_test(what_a_spreadsheet_would_run_gets_an_apostrophe),
        cmocka_unit_test(numbers_are_written_without_an_apostrophe),
        cmocka_unit_test(a_row_of_one_empty_cell_is_not_an_empty_line),
        cmocka_unit_test(any_table_that_is_written_is_read_back_the_same),
    };
    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
