/* Atom and iCalendar: escaping, folding, and the whole of a small feed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "text/atom.h"
#include "text/ics.h"

static Day the_day(const char *text) {
    Day day = DAY_NONE;
    Error error;
    assert_true(day_parse(str_from(text), &day, &error));
    return day;
}

static void a_feed_has_what_rfc_4287_asks_for_and_escapes_it(void **state) {
    (void)state;
    Buffer out = { 0 };
    AtomFeed feed = { STR("tag:uphold,2026:visits"),
                      STR("Visits & <letters>"),
                      STR("/visits.atom"),
                      STR("/visits"),
                      STR("2026-11-24T00:00:00Z"),
                      STR("Uphold"),
                      "en" };
    AtomEntry entry = { STR("tag:uphold,2026:V1"), STR("Due \"soon\"\x01"), STR("/visits/V1"),
                        STR("2026-11-23T00:00:00Z"), STR("a < b") };
    atom_begin(&out, &feed);
    atom_entry(&out, &entry);
    atom_end(&out);
    buffer_add_byte(&out, 0);
    assert_string_equal(
        out.data, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                  "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n"
                  "<id>tag:uphold,2026:visits</id>\n<title>Visits &amp; &lt;letters&gt;</title>\n"
                  "<updated>2026-11-24T00:00:00Z</updated>\n"
                  "<link rel=\"self\" type=\"application/atom+xml\" href=\"/visits.atom\"/>\n"
                  "<link rel=\"alternate\" type=\"text/html\" href=\"/visits\"/>\n"
                  "<author><name>Uphold</name></author>\n"
                  "<entry>\n<id>tag:uphold,2026:V1</id>\n<title>Due &quot;soon&quot;</title>\n"
                  "<updated>2026-11-23T00:00:00Z</updated>\n"
                  "<link rel=\"alternate\" type=\"text/html\" href=\"/visits/V1\"/>\n"
                  "<summary>a &lt; b</summary>\n</entry>\n</feed>\n");
    buffer_free(&out);
}

static void an_event_is_a_day_with_its_alarms(void **state) {
    (void)state;
    Buffer out = { 0 };
    IcsEvent event = { .uid = STR("visit-XAA-housing@uphold"),
                       .day = the_day("2026-02-28"),
                       .stamped = the_day("2025-12-31"),
                       .summary = STR("Dates due; housing, XAA"),
                       .url = STR("https://example.org/visits/XAA"),
                       .alarm_days = { 30, 7 } };
    ics_begin(&out, STR("Due"));
    ics_event(&out, &event);
    ics_end(&out);
    buffer_add_byte(&out, 0);
    assert_non_null(strstr(out.data, "DTSTART;VALUE=DATE:20260228\r\n"));
    assert_non_null(strstr(out.data, "DTEND;VALUE=DATE:20260301\r\n"));
    assert_non_null(strstr(out.data, "SUMMARY:Dates due\\; housing\\, XAA\r\n"));
    assert_non_null(strstr(out.data, "TRIGGER:-P30D\r\n"));
    assert_non_null(strstr(out.data, "TRIGGER:-P7D\r\n"));
    assert_non_null(strstr(out.data, "END:VCALENDAR\r\n"));
    buffer_free(&out);
}

static void long_lines_are_folded_at_75_octets_and_never_inside_a_character(void **state) {
    (void)state;
    Buffer out = { 0 }, name = { 0 };
    for (int i = 0; i < 60; i++)
        buffer_add_c(&name, "\xD8\xA7\xE4\xB8\xAD");
    ics_begin(&out, buffer_str(&name));
    Str rest = buffer_str(&out), line;
    while (rest.length && str_cut(&rest, '\n', &line)) {
        assert_true(line.length <= 76); /* with its carriage return */
        if (line.length > 1) assert_true(str_is_utf8(str_slice(line, 0, line.length - 1), NULL));
    }
    buffer_free(&name);
    buffer_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_feed_has_what_rfc_4287_asks_for_and_escapes_it),
        cmocka_unit_test(an_event_is_a_day_with_its_alarms),
        cmocka_unit_test(long_lines_are_folded_at_75_octets_and_never_inside_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
