#include "site/words.h"

#include <math.h>

Str words_fill(Arena *arena, Str pattern, const Str *values, size_t count) {
    Buffer out = { 0 };
    size_t next = 0;
    for (size_t at = 0; at < pattern.length; at++) {
        char c = pattern.data[at];
        size_t left = pattern.length - at;
        const char *s = pattern.data + at;
        if (c == '%' && left >= 2 && s[1] == 's') {
            if (next < count) buffer_add(&out, values[next]);
            next++;
            at += 1;
        } else if (c == '%' && left >= 4 && s[1] >= '1' && s[1] <= '9' && s[2] == '$' &&
                   s[3] == 's') {
            size_t number = (size_t)(s[1] - '1');
            if (number < count) buffer_add(&out, values[number]);
            at += 3;
        } else {
            buffer_add_byte(&out, c);
            if (c == '%' && left >= 2 && s[1] == '%') at++;
        }
    }
    Str text = str_copy(arena, buffer_str(&out));
    buffer_free(&out);
    return text;
}

static const char *month_name(int month) {
    static const char *const names[] = { "January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December" };
    return names[month - 1];
}

Str words_day(Arena *arena, Language language, Day day) {
    int year, month, day_of_month;
    day_to_civil(day, &year, &month, &day_of_month);
    return WORDS(arena, language, "%1$s %2$s %3$s", str_format(arena, "%d", day_of_month),
                 message(language, month_name(month)), str_format(arena, "%d", year));
}

static Str words_month(Arena *arena, Language language, Day day) {
    int year, month, day_of_month;
    day_to_civil(day, &year, &month, &day_of_month);
    return WORDS(arena, language, "%1$s %2$s", message(language, month_name(month)),
                 str_format(arena, "%d", year));
}

Str words_date(Arena *arena, Language language, Date date) {
    switch (date.precision) {
    case DATE_NONE: break;
    case DATE_DAY: return words_day(arena, language, date.first);
    case DATE_MONTH: return words_month(arena, language, date.first);
    case DATE_YEAR: return str_format(arena, "%d", day_year(date.first));
    case DATE_INTERVAL:
        return WORDS(arena, language, "between %1$s and %2$s",
                     words_day(arena, language, date.first), words_day(arena, language, date.last));
    case DATE_BEFORE: return WORDS(arena, language, "by %s", words_day(arena, language, date.last));
    case DATE_AFTER:
        return WORDS(arena, language, "from %s on", words_day(arena, language, date.first));
    }
    return message(language, "date not known");
}

/* The length of the address at the start of the text, 0 when none starts there. Ends at white
 * space, quotes or angle brackets, and before punctuation that closes a sentence or a bracket. */
static size_t address_length(Str text) {
    if (!str_starts_with(text, STR("http://")) && !str_starts_with(text, STR("https://"))) return 0;
    size_t length = 0;
    while (length < text.length && !strchr(" \t\"'<>", text.data[length]))
        length++;
    while (length && strchr(".,;:)", text.data[length - 1]))
        length--;
    return length;
}

SafeHtml words_source(Arena *arena, Str source) {
    Buffer out = { 0 };
    size_t from = 0, at = 0;
    while (at < source.length) {
        size_t length = address_length(str_slice(source, at, source.length));
        if (!length) {
            at++;
            continue;
        }
        Str address = str_slice(source, at, at + length);
        html_text(&out, str_slice(source, from, at));
        buffer_add_c(&out, "<a rel=\"noreferrer\" href=\"");
        html_url(&out, address);
        buffer_add_c(&out, "\">");
        html_text(&out, address);
        buffer_add_c(&out, "</a>");
        from = at += length;
    }
    html_text(&out, str_slice(source, from, source.length));
    SafeHtml html = { str_copy(arena, buffer_str(&out)) };
    buffer_free(&out);
    return html;
}

Str words_decimal(Arena *arena, double number, int decimals) {
    double scale = pow(10, decimals);
    return str_format(arena, "%.*f", decimals, round(number * scale) / scale);
}

Str words_count(Arena *arena, int64_t count) {
    Buffer digits = { 0 }, out = { 0 };
    buffer_add_integer(&digits, count);
    bool grouped = digits.length - (count < 0) > 4;
    for (size_t i = 0; i < digits.length; i++) {
        size_t left = digits.length - i;
        if (i && left % 3 == 0 && grouped && digits.data[i - 1] != '-')
            buffer_add_c(&out, "\xE2\x80\xAF");
        buffer_add_byte(&out, digits.data[i]);
    }
    Str text = str_copy(arena, buffer_str(&out));
    buffer_free(&digits);
    buffer_free(&out);
    return text;
}
