/* Calendars that calendars take: lines, folding, escapes (RFC 5545; A1, A3, A4). */
#include "text/ics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buffer.h"

enum { LINE_OCTETS = 75 };

static Buffer event_written(const IcsEvent *event) {
    Buffer out = { 0 };
    ics_event(&out, event);
    return out;
}

static Day a_day(int year, int month, int day) {
    Day result = DAY_NONE;
    assert_true(day_from_civil(year, month, day, &result));
    return result;
}

static IcsEvent an_event(Str summary) {
    return (IcsEvent){ .uid = STR("urn:uphold:due:1"),
                       .day = a_day(2026, 12, 31),
                       .stamped = a_day(2026, 11, 24),
                       .summary = summary };
}

static void a_deadline_is_a_whole_day_that_ends_with_the_next(void **state) {
    (void)state;
    IcsEvent event = an_event(STR("Due"));
    Buffer out = event_written(&event);
    Str text = buffer_str(&out);
    assert_true(str_contains(text, STR("\r\nDTSTAMP:20261124T000000Z\r\n")));
    assert_true(str_contains(text, STR("\r\nDTSTART;VALUE=DATE:20261231\r\n")));
    assert_true(str_contains(text, STR("\r\nDTEND;VALUE=DATE:20270101\r\n")));
    assert_false(str_contains(text, STR("URL")));
    assert_false(str_contains(text, STR("DESCRIPTION")));
    assert_false(str_contains(text, STR("VALARM")));
    buffer_free(&out);
}

static void text_cannot_end_a_line_or_begin_a_property(void **state) {
    (void)state;
    IcsEvent event = an_event(STR("one, two; three\\four\nURL:http\r://x"));
    Buffer out = event_written(&event);
    Str text = buffer_str(&out);
    assert_true(
        str_contains(text, STR("\r\nSUMMARY:one\\, two\\; three\\\\four\\nURL:http://x\r\n")));
    assert_false(str_contains(text, STR("\nURL")));
    buffer_free(&out);
}

/* What a reader does first: joins lines that are folded, and looks at the length of each. */
static void unfold(Str text, Buffer *joined) {
    for (size_t at = 0, line = 0; at < text.length; at++) {
        bool ends = str_starts_with(str_slice(text, at, text.length), STR("\r\n"));
        if (!ends) {
            assert_true(text.data[at] != '\n' && text.data[at] != '\r');
            buffer_add_byte(joined, text.data[at]);
            assert_true(++line <= LINE_OCTETS);
            continue;
        }
        at++;
        line = 0;
        if (at + 1 < text.length && text.data[at + 1] == ' ') {
            at++;
            line = 1; /* the space counts */
            assert_true(((unsigned char)text.data[at + 1] & 0xC0) != 0x80);
        } else {
            buffer_add_byte(joined, '\n');
        }
    }
}

/* Letters of one to four octets, shifted so that every fold falls on each of their octets. */
static void long_lines_are_folded_and_never_inside_a_character(void **state) {
    (void)state;
    static const char *const LETTERS[] = { "a", "é", "权", "𝄞" };
    for (size_t letter = 0; letter < COUNT_OF(LETTERS); letter++)
        for (size_t shift = 0; shift < 5; shift++) {
            Buffer summary = { 0 }, joined = { 0 };
            for (size_t i = 0; i < shift; i++)
                buffer_add_byte(&summary, 'x');
            for (size_t i = 0; i < 200; i++)
                buffer_add_c(&summary, LETTERS[letter]);
            IcsEvent event = an_event(buffer_str(&summary));
            Buffer out = event_written(&event);
            unfold(buffer_str(&out), &joined);
            assert_true(str_contains(buffer_str(&joined), buffer_str(&summary)));
            buffer_free(&out);
            buffer_free(&joined);
            buffer_free(&summary);
        }
}

/* The first reminder 30 days before, the second 7 days before. */
static void each_alarm_rings_so_many_days_before(void **state) {
    (void)state;
    IcsEvent event = an_event(STR("Due"));
    event.alarm_days[0] = 30;
    event.alarm_days[1] = 7;
    Buffer out = event_written(&event);
    Str text = buffer_str(&out);
    assert_true(str_contains(text, STR("\r\nTRIGGER:-P30D\r\n")));
    assert_true(str_contains(text, STR("\r\nTRIGGER:-P7D\r\n")));
    assert_true(str_ends_with(text, STR("END:VALARM\r\nEND:VEVENT\r\n")));
    buffer_free(&out);
}

static void a_calendar_without_events_is_one(void **state) {
    (void)state;
    Buffer out = { 0 };
    ics_begin(&out, STR("Due from Belmora"));
    ics_end(&out);
    Str text = buffer_str(&out);
    assert_true(str_starts_with(text, STR("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")));
    assert_true(str_ends_with(text, STR("\r\nEND:VCALENDAR\r\n")));
    buffer_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deadline_is_a_whole_day_that_ends_with_the_next),
        cmocka_unit_test(text_cannot_end_a_line_or_begin_a_property),
        cmocka_unit_test(long_lines_are_folded_and_never_inside_a_character),
        cmocka_unit_test(each_alarm_rings_so_many_days_before),
        cmocka_unit_test(a_calendar_without_events_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
