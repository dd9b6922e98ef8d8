#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "text/html.h"

typedef void Writer(Buffer *out, Str text);

static void assert_written(Writer *writer, Str text, const char *expected) {
    Buffer out = { 0 };
    writer(&out, text);
    if (!str_equal_c(buffer_str(&out), expected))
        fail_msg("\"%.*s\" is written \"%.*s\" instead of \"%s\"", STR_ARGUMENTS(text),
                 STR_ARGUMENTS(buffer_str(&out)), expected);
    buffer_free(&out);
}

static void text_between_tags_cannot_open_one(void **state) {
    (void)state;
    assert_written(html_text, STR("<b>Q&A</b>"), "&lt;b&gt;Q&amp;A&lt;/b&gt;");
    assert_written(html_text, STR("&amp;"), "&amp;amp;");
    assert_written(html_text, STR("it's \"so\""), "it's \"so\"");
    assert_written(html_text, STR("Gen\xC3\xA8ve"), "Gen\xC3\xA8ve");
    assert_written(html_text, STR_EMPTY, "");
}

static void text_in_an_attribute_cannot_close_it(void **state) {
    (void)state;
    assert_written(html_attribute, STR("\"><script>'&"), "&quot;&gt;&lt;script&gt;&#39;&amp;");
    assert_written(html_attribute, STR("Gen\xC3\xA8ve"), "Gen\xC3\xA8ve");
    assert_written(html_attribute, STR_EMPTY, "");
}

static void addresses_of_the_web_mail_and_this_site_pass(void **state) {
    (void)state;
    static const char *const passed[] = {
        "http://example.org/",
        "https://example.org/a?b=c#d",
        "HTTPS://EXAMPLE.ORG/",
        "mailto:office@example.org",
        "/visits/CHE",
        "visits",
        "./a:b",
        "../a",
        "?a=b:c",
        "#part:2",
        "/a//b",
        "",
    };
    for (size_t i = 0; i < COUNT_OF(passed); i++)
        assert_written(html_url, str_from(passed[i]), passed[i]);
}

static void passed_addresses_are_escaped_for_the_attribute(void **state) {
    (void)state;
    assert_written(html_url, STR("/a?b=1&c=\"<'>"), "/a?b=1&amp;c=&quot;&lt;&#39;&gt;");
    assert_written(html_url, STR("https://example.org/a b.pdf"), "https://example.org/a%20b.pdf");
}

static void addresses_that_run_or_lead_away_become_a_hash(void **state) {
    (void)state;
    static const char *const refused[] = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "\njavascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "ftp://example.org/",
        "blob:x",
        "view-source:http://example.org/",
        "httpx://example.org/",
        "http2:x",
        "htt:x",
        ":x",
        "a:b",
        "//example.org/",
        "/\\example.org/",
        "\\\\example.org/",
        "\\/example.org/",
        "/\t/example.org/",
        " //example.org/",
        "https://example.org\\@other.org/",
        "/a\x7F",
    };
    for (size_t i = 0; i < COUNT_OF(refused); i++)
        assert_written(html_url, str_from(refused[i]), "#");
    assert_written(html_url, (Str){ "java\0script:x", 13 }, "#");
}

static void a_part_of_an_address_keeps_only_unreserved_characters(void **state) {
    (void)state;
    const char *unreserved = "ABCXYZabcxyz0189-._~";
    assert_written(html_url_part, str_from(unreserved), unreserved);
    assert_written(html_url_part, STR("A/HRC/30/29"), "A%2FHRC%2F30%2F29");
    assert_written(html_url_part, STR("a b&c=d+e%?#"), "a%20b%26c%3Dd%2Be%25%3F%23");
    assert_written(html_url_part, STR("\xC3\xA9'\"<>"), "%C3%A9%27%22%3C%3E");
    assert_written(html_url_part, STR("\n\x7F:@"), "%0A%7F%3A%40");
    assert_written(html_url_part, STR_EMPTY, "");
}

static void a_path_keeps_its_slashes_too(void **state) {
    (void)state;
    assert_written(html_url_path, STR("A/HRC/30/29"), "A/HRC/30/29");
    assert_written(html_url_path, STR("a?b/c d"), "a%3Fb/c%20d");
}

static void only_safe_html_is_written_as_it_is(void **state) {
    (void)state;
    Buffer out = { 0 };
    html_safe(&out, (SafeHtml){ STR("<b>&amp;</b>") });
    assert_true(str_equal_c(buffer_str(&out), "<b>&amp;</b>"));
    buffer_free(&out);
}

static void a_hole_is_filled_by_the_type_of_its_value(void **state) {
    (void)state;
    Buffer out = { 0 };
    char array[] = "<";
    char *pointer = array;
    const char *constant = "\"";
    HTML_TEXT_HOLE(&out, STR("<"));
    HTML_TEXT_HOLE(&out, pointer);
    HTML_TEXT_HOLE(&out, constant);
    HTML_TEXT_HOLE(&out, -7);
    HTML_TEXT_HOLE(&out, (size_t)7);
    HTML_TEXT_HOLE(&out, (const char *)NULL);
    buffer_add_c(&out, " ");
    HTML_ATTRIBUTE_HOLE(&out, STR("<"));
    HTML_ATTRIBUTE_HOLE(&out, pointer);
    HTML_ATTRIBUTE_HOLE(&out, constant);
    HTML_ATTRIBUTE_HOLE(&out, INT64_MIN);
    buffer_add_c(&out, " ");
    HTML_URL_HOLE(&out, STR("data:x"));
    HTML_URL_HOLE(&out, pointer);
    HTML_URL_HOLE(&out, constant);
    buffer_add_c(&out, " ");
    HTML_URL_PART_HOLE(&out, STR("/"));
    HTML_URL_PART_HOLE(&out, pointer);
    HTML_URL_PART_HOLE(&out, constant);
    HTML_URL_PART_HOLE(&out, 2013);
    const char *expected = "&lt;&lt;\"-77 &lt;&lt;&quot;-9223372036854775808 #&lt;&quot; "
                           "%2F%3C%222013";
    if (!str_equal_c(buffer_str(&out), expected)) fail_msg("%.*s", STR_ARGUMENTS(buffer_str(&out)));
    buffer_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_between_tags_cannot_open_one),
        cmocka_unit_test(text_in_an_attribute_cannot_close_it),
        cmocka_unit_test(addresses_of_the_web_mail_and_this_site_pass),
        cmocka_unit_test(passed_addresses_are_escaped_for_the_attribute),
        cmocka_unit_test(addresses_that_run_or_lead_away_become_a_hash),
        cmocka_unit_test(a_part_of_an_address_keeps_only_unreserved_characters),
        cmocka_unit_test(a_path_keeps_its_slashes_too),
        cmocka_unit_test(only_safe_html_is_written_as_it_is),
        cmocka_unit_test(a_hole_is_filled_by_the_type_of_its_value),
    };
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
