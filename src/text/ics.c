#include "text/ics.h"

#include <stdio.h>

enum { LINE_OCTETS = 75 };

/* A content line, folded behind 75 octets and never inside a character (RFC 5545, 3.1). */
static void content_line(Buffer *out, Str line) {
    size_t at = 0, room = LINE_OCTETS;
    while (line.length - at > room) {
        size_t end = at + room;
        while (end > at && ((unsigned char)line.data[end] & 0xC0) == 0x80)
            end--;
        buffer_add(out, str_slice(line, at, end));
        buffer_add_c(out, "\r\n ");
        at = end;
        room = LINE_OCTETS - 1; /* the space counts */
    }
    buffer_add(out, str_slice(line, at, line.length));
    buffer_add_c(out, "\r\n");
}

/* TEXT: backslash, semicolon, comma and line breaks are escaped (3.3.11). */
static void text_property(Buffer *out, const char *name, Str text) {
    Buffer line = { 0 };
    buffer_add_c(&line, name);
    buffer_add_byte(&line, ':');
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == '\n') {
            buffer_add_c(&line, "\\n");
        } else if (c == '\\' || c == ';' || c == ',') {
            buffer_add_byte(&line, '\\');
            buffer_add_byte(&line, c);
        } else if ((unsigned char)c >= 0x20) {
            buffer_add_byte(&line, c);
        }
    }
    content_line(out, buffer_str(&line));
    buffer_free(&line);
}

static void plain_property(Buffer *out, const char *name, Str value) {
    Buffer line = { 0 };
    buffer_add_c(&line, name);
    buffer_add_byte(&line, ':');
    buffer_add(&line, value);
    content_line(out, buffer_str(&line));
    buffer_free(&line);
}

/* "20260228" */
static Str basic_day(Day day, char text[DAY_TEXT_SIZE]) {
    char extended[DAY_TEXT_SIZE];
    day_format(day, extended);
    snprintf(text, DAY_TEXT_SIZE, "%.4s%.2s%.2s", extended, extended + 5, extended + 8);
    return str_from(text);
}

static void day_property(Buffer *out, const char *name, Day day, const char *behind) {
    char text[DAY_TEXT_SIZE];
    Buffer value = { 0 };
    buffer_add(&value, basic_day(day, text));
    buffer_add_c(&value, behind);
    plain_property(out, name, buffer_str(&value));
    buffer_free(&value);
}

static void alarm_before(Buffer *out, Str summary, int days) {
    plain_property(out, "BEGIN", STR("VALARM"));
    plain_property(out, "ACTION", STR("DISPLAY"));
    text_property(out, "DESCRIPTION", summary);
    Buffer trigger = { 0 };
    buffer_add_c(&trigger, "-P");
    buffer_add_integer(&trigger, days);
    buffer_add_byte(&trigger, 'D');
    plain_property(out, "TRIGGER", buffer_str(&trigger));
    buffer_free(&trigger);
    plain_property(out, "END", STR("VALARM"));
}

void ics_begin(Buffer *out, Str name) {
    plain_property(out, "BEGIN", STR("VCALENDAR"));
    plain_property(out, "VERSION", STR("2.0"));
    plain_property(out, "PRODID", STR("-//Uphold//Deadlines//EN"));
    plain_property(out, "CALSCALE", STR("GREGORIAN"));
    plain_property(out, "METHOD", STR("PUBLISH"));
    text_property(out, "NAME", name);
    text_property(out, "X-WR-CALNAME", name);
}

void ics_event(Buffer *out, const IcsEvent *event) {
    plain_property(out, "BEGIN", STR("VEVENT"));
    text_property(out, "UID", event->uid);
    day_property(out, "DTSTAMP", event->stamped, "T000000Z");
    day_property(out, "DTSTART;VALUE=DATE", event->day, "");
    day_property(out, "DTEND;VALUE=DATE", event->day + 1, "");
    text_property(out, "SUMMARY", event->summary);
    if (event->description.length) text_property(out, "DESCRIPTION", event->description);
    if (event->url.length) plain_property(out, "URL", event->url);
    plain_property(out, "TRANSP", STR("TRANSPARENT"));
    for (size_t i = 0; i < COUNT_OF(event->alarm_days); i++)
        if (event->alarm_days[i] > 0) alarm_before(out, event->summary, event->alarm_days[i]);
    plain_property(out, "END", STR("VEVENT"));
}

void ics_end(Buffer *out) {
    plain_property(out, "END", STR("VCALENDAR"));
}
