#include "base/date.h"

#include <stdio.h>
#include <time.h>

static bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month) {
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Counts in years that begin in March, so that the leap day comes last. */
static Day day_number(int year, int month, int day) {
    int shifted_year = month > 2 ? year : year - 1;
    int shifted_month = (month + 9) % 12;
    int day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    return shifted_year * 365 + shifted_year / 4 - shifted_year / 100 + shifted_year / 400 +
           day_of_year - 719468;
}

bool day_from_civil(int year, int month, int day, Day *result) {
    if (year < 1000 || year > 9999 || month < 1 || month > 12) return false;
    if (day < 1 || day > days_in_month(year, month)) return false;
    *result = day_number(year, month, day);
    return true;
}

void day_to_civil(Day day, int *year, int *month, int *day_of_month) {
    int64_t shifted = (int64_t)day + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t of_era = shifted - era * 146097;
    int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted_month = (5 * day_of_year + 2) / 153;
    *day_of_month = (int)(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    *month = (int)(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    *year = (int)(year_of_era + era * 400) + (*month <= 2);
}

int day_year(Day day) {
    int year, month, day_of_month;
    day_to_civil(day, &year, &month, &day_of_month);
    return year;
}

/* Exactly `count` digits. */
static bool read_digits(Str *rest, size_t count, int *number) {
    if (rest->length < count) return false;
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        char c = rest->data[i];
        if (c < '0' || c > '9') return false;
        *number = *number * 10 + (c - '0');
    }
    *rest = str_slice(*rest, count, rest->length);
    return true;
}

static bool read_byte(Str *rest, char byte) {
    if (!rest->length || rest->data[0] != byte) return false;
    *rest = str_slice(*rest, 1, rest->length);
    return true;
}

static bool no_such_day(Str text, Error *error) {
    return error_set(error, ERROR_REFUSED, "there is no day \"%.*s\" in the calendar",
                     STR_ARGUMENTS(text));
}

bool day_parse(Str text, Day *day, Error *error) {
    Str rest = text;
    int year, month, day_of_month;
    if (!read_digits(&rest, 4, &year) || !read_byte(&rest, '-') || !read_digits(&rest, 2, &month) ||
        !read_byte(&rest, '-') || !read_digits(&rest, 2, &day_of_month) || rest.length)
        return error_set(error, ERROR_REFUSED, "\"%.*s\" is not a day; write it as YYYY-MM-DD",
                         STR_ARGUMENTS(text));
    return day_from_civil(year, month, day_of_month, day) || no_such_day(text, error);
}

static void write_digits(char *text, int count, int number) {
    for (; count > 0; number /= 10)
        text[--count] = (char)('0' + number % 10);
}

void day_format(Day day, char text[DAY_TEXT_SIZE]) {
    int year, month, day_of_month;
    day_to_civil(day, &year, &month, &day_of_month);
    write_digits(text, 4, year);
    text[4] = '-';
    write_digits(text + 5, 2, month);
    text[7] = '-';
    write_digits(text + 8, 2, day_of_month);
    text[DAY_TEXT_SIZE - 1] = 0;
}

Day day_add_months(Day day, int months) {
    if (day == DAY_NONE) return DAY_NONE;
    int year, month, day_of_month;
    day_to_civil(day, &year, &month, &day_of_month);
    int64_t total = (int64_t)year * 12 + (month - 1) + months;
    if (total < 1000 * 12) return DAY_FIRST;
    if (total >= 10000 * 12) return DAY_LAST;
    year = (int)(total / 12);
    month = (int)(total % 12) + 1;
    int last = days_in_month(year, month);
    return day_number(year, month, day_of_month < last ? day_of_month : last);
}

/* Geneva's clock without the process-wide TZ: CET, and CEST from the last Sunday of March to the
 * last Sunday of October, both at 01:00 UTC (Directive 2000/84/EC, followed by Switzerland). */
static Day last_sunday(int year, int month) {
    Day last = day_number(year, month, days_in_month(year, month));
    return last - (Day)(((int64_t)last + 4 + 7 * 1000000) % 7); /* 1970-01-01 was a Thursday */
}

Day day_today(void) {
    int64_t utc = (int64_t)time(NULL);
    int year = day_year((Day)(utc / 86400));
    int64_t summer = (int64_t)last_sunday(year, 3) * 86400 + 3600;
    int64_t winter = (int64_t)last_sunday(year, 10) * 86400 + 3600;
    int64_t offset = utc >= summer && utc < winter ? 7200 : 3600;
    return (Day)((utc + offset) / 86400);
}

Date date_of_day(Day day) {
    return (Date){ DATE_DAY, day, day };
}

static bool parse_bracket(Str text, Date *date, Error *error) {
    Str inner = str_slice(text, 1, text.length - 1);
    bool open_start = str_starts_with(inner, STR(".."));
    bool open_end = str_ends_with(inner, STR(".."));
    if (open_start && inner.length == 12) {
        *date = (Date){ DATE_BEFORE, DAY_FIRST, 0 };
        return day_parse(str_slice(inner, 2, 12), &date->last, error);
    }
    if (open_end && inner.length == 12) {
        *date = (Date){ DATE_AFTER, 0, DAY_LAST };
        return day_parse(str_slice(inner, 0, 10), &date->first, error);
    }
    if (inner.length != 22 || !str_equal(str_slice(inner, 10, 12), STR("..")))
        return error_set(error, ERROR_REFUSED,
                         "\"%.*s\" is not a date; an interval is written [YYYY-MM-DD..YYYY-MM-DD], "
                         "[..YYYY-MM-DD] or [YYYY-MM-DD..]",
                         STR_ARGUMENTS(text));
    date->precision = DATE_INTERVAL;
    if (!day_parse(str_slice(inner, 0, 10), &date->first, error)) return false;
    if (!day_parse(str_slice(inner, 12, 22), &date->last, error)) return false;
    if (date->first > date->last)
        return error_set(error, ERROR_REFUSED, "the interval \"%.*s\" ends before it begins",
                         STR_ARGUMENTS(text));
    return true;
}

static bool parse_any_form(Str text, Date *date, Error *error) {
    if (text.length > 2 && text.data[0] == '[' && text.data[text.length - 1] == ']')
        return parse_bracket(text, date, error);
    int year, month = 1;
    Str rest = text;
    if (text.length == 10) {
        date->precision = DATE_DAY;
        if (!day_parse(text, &date->first, error)) return false;
        date->last = date->first;
        return true;
    }
    if (!read_digits(&rest, 4, &year) ||
        (rest.length && (!read_byte(&rest, '-') || !read_digits(&rest, 2, &month) || rest.length)))
        return error_set(error, ERROR_REFUSED,
                         "\"%.*s\" is not a date; write YYYY-MM-DD, YYYY-MM or YYYY",
                         STR_ARGUMENTS(text));
    bool by_month = text.length == 7;
    if (!day_from_civil(year, month, 1, &date->first)) return no_such_day(text, error);
    date->precision = by_month ? DATE_MONTH : DATE_YEAR;
    date->last =
        by_month ? day_number(year, month, days_in_month(year, month)) : day_number(year, 12, 31);
    return true;
}

bool date_parse(Str text, Date *date, Error *error) {
    Date parsed = { 0 };
    if (!parse_any_form(text, &parsed, error)) return false;
    *date = parsed;
    return true;
}

size_t date_format(Date date, char text[DATE_TEXT_SIZE]) {
    char first[DAY_TEXT_SIZE], last[DAY_TEXT_SIZE];
    day_format(date.first, first);
    day_format(date.last, last);
    int length = 0;
    switch (date.precision) {
    case DATE_NONE: text[0] = 0; break;
    case DATE_DAY: length = snprintf(text, DATE_TEXT_SIZE, "%s", first); break;
    case DATE_MONTH: length = snprintf(text, DATE_TEXT_SIZE, "%.7s", first); break;
    case DATE_YEAR: length = snprintf(text, DATE_TEXT_SIZE, "%.4s", first); break;
    case DATE_INTERVAL: length = snprintf(text, DATE_TEXT_SIZE, "[%s..%s]", first, last); break;
    case DATE_BEFORE: length = snprintf(text, DATE_TEXT_SIZE, "[..%s]", last); break;
    case DATE_AFTER: length = snprintf(text, DATE_TEXT_SIZE, "[%s..]", first); break;
    }
    return (size_t)length;
}
