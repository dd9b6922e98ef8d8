/* Words on a page: values in a message, dates with their precision, sources as links. */
#include "site/words.h"

#include "store/test_folder.h"

static void assert_filled(const char *pattern, const char *expected) {
    Arena arena = { 0 };
    const Str values[] = { STR("one"), STR("%2$s"), STR("") };
    assert_text(words_fill(&arena, str_from(pattern), values, COUNT_OF(values)), expected);
    arena_free(&arena);
}

static void a_message_takes_its_values_in_order_or_by_number(void **state) {
    (void)state;
    assert_filled("", "");
    assert_filled("no value", "no value");
    assert_filled("%s and %s.", "one and %2$s.");
    assert_filled("%2$s, %1$s, %1$s", "%2$s, one, one");
    assert_filled("[%3$s]", "[]");
    assert_filled("100 %% of %s", "100 % of one");
}

static void a_message_that_asks_for_what_is_not_there_stays_text(void **state) {
    (void)state;
    assert_filled("%9$s.", ".");
    assert_filled("%s%s%s%s.", "one%2$s.");
    assert_filled("%", "%");
    assert_filled("100%", "100%");
    assert_filled("%1$", "%1$");
    assert_filled("%d", "%d");
}

static void a_date_is_said_with_its_precision(void **state) {
    (void)state;
    static const struct {
        const char *date, *words;
    } CASES[] = {
        { "2013-11-12", "12 November 2013" },
        { "2013-01-01", "1 January 2013" },
        { "2013-11", "November 2013" },
        { "2013", "2013" },
        { "[2013-11-03..2013-11-08]", "between 3 November 2013 and 8 November 2013" },
        { "[..2010-09-21]", "by 21 September 2010" },
        { "[2010-09-21..]", "from 21 September 2010 on" },
    };
    Arena arena = { 0 };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Date date;
        Error error;
        ASSERT_DONE(date_parse(str_from(CASES[i].date), &date, &error), error);
        assert_text(words_date(&arena, LANGUAGE_EN, date), CASES[i].words);
    }
    assert_text(words_date(&arena, LANGUAGE_EN, (Date){ 0 }), "date not known");
    arena_free(&arena);
}

static void every_month_has_its_name(void **state) {
    (void)state;
    static const char *const MONTHS[] = { "January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December" };
    Arena arena = { 0 };
    for (int month = 1; month <= 12; month++) {
        Day day;
        assert_true(day_from_civil(2013, month, 5, &day));
        assert_true(str_equal(words_day(&arena, LANGUAGE_EN, day),
                              str_format(&arena, "5 %s 2013", MONTHS[month - 1])));
    }
    arena_free(&arena);
}

static void assert_source(const char *source, const char *html) {
    Arena arena = { 0 };
    assert_text(words_source(&arena, str_from(source)).markup, html);
    arena_free(&arena);
}

#define LINK(address) "<a rel=\"noreferrer\" href=\"" address "\">" address "</a>"

static void addresses_in_a_source_are_links_and_the_rest_is_escaped(void **state) {
    (void)state;
    assert_source("", "");
    assert_source("A/RES/60/251, op 9", "A/RES/60/251, op 9");
    assert_source("https://undocs.org/A/RES/60/251", LINK("https://undocs.org/A/RES/60/251"));
    assert_source("Read at http://a.org/x, then (https://b.org/y).",
                  "Read at " LINK("http://a.org/x") ", then (" LINK("https://b.org/y") ").");
    assert_source("https://a.org/?a=1&b=2",
                  "<a rel=\"noreferrer\" href=\"https://a.org/?a=1&amp;b=2\">"
                  "https://a.org/?a=1&amp;b=2</a>");
    assert_source("<b>bold</b> & \"so\"", "&lt;b&gt;bold&lt;/b&gt; &amp; \"so\"");
}

/* A source is what somebody typed; it must not become markup or another kind of address. */
static void nothing_but_http_addresses_becomes_a_link(void **state) {
    (void)state;
    assert_source("javascript:alert(1)", "javascript:alert(1)");
    assert_source("data:text/html,x ftp://a.org //a.org", "data:text/html,x ftp://a.org //a.org");
    assert_source("https://a.org/\"onclick=\"x", LINK("https://a.org/") "\"onclick=\"x");
    assert_source("https://a.org/<script>", LINK("https://a.org/") "&lt;script&gt;");
    assert_source("HTTPS://a.org", "HTTPS://a.org");
}

static void large_counts_are_grouped_with_a_narrow_space(void **state) {
    (void)state;
    static const struct {
        int64_t count;
        const char *words;
    } CASES[] = {
        { 0, "0" },
        { 193, "193" },
        { 7645, "7645" },
        { -7645, "-7645" },
        { 12345, "12\xE2\x80\xAF"
                 "345" },
        { 1234567, "1\xE2\x80\xAF"
                   "234\xE2\x80\xAF"
                   "567" },
        { -123456, "-123\xE2\x80\xAF"
                   "456" },
    };
    Arena arena = { 0 };
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_text(words_count(&arena, CASES[i].count), CASES[i].words);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_takes_its_values_in_order_or_by_number),
        cmocka_unit_test(a_message_that_asks_for_what_is_not_there_stays_text),
        cmocka_unit_test(a_date_is_said_with_its_precision),
        cmocka_unit_test(every_month_has_its_name),
        cmocka_unit_test(addresses_in_a_source_are_links_and_the_rest_is_escaped),
        cmocka_unit_test(nothing_but_http_addresses_becomes_a_link),
        cmocka_unit_test(large_counts_are_grouped_with_a_narrow_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
