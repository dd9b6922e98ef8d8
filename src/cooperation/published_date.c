#include "cooperation/published_date.h"

static const char *const MONTHS[] = { "january",   "february", "march",    "april",
                                      "may",       "june",     "july",     "august",
                                      "september", "october",  "november", "december" };
enum { MONTH_COUNT = COUNT_OF(MONTHS), MONTH_WORD_MIN = 3 };

typedef struct Figures {
    int64_t parts[3];
    size_t lengths[3];
} Figures;

static bool read_number(Str text, size_t *length, int64_t *number) {
    *length = text.length;
    return text.length && text.length <= 4 && text.data[0] != '-' && str_to_integer(text, number);
}

/* Three numbers with the same separator between them. */
static bool read_figures(Str text, char separator, Figures *figures) {
    Str part, rest = text;
    for (size_t i = 0; i < 3; i++)
        if (!str_cut(&rest, separator, &part) ||
            !read_number(part, &figures->lengths[i], &figures->parts[i]))
            return false;
    return rest.data == NULL;
}

static bool is_day_month_year(Str text, Figures *figures) {
    return (read_figures(text, '/', figures) || read_figures(text, '.', figures) ||
            read_figures(text, '-', figures)) &&
           figures->lengths[0] <= 2 && figures->lengths[1] <= 2;
}

DayOrder published_day_order(Str text) {
    Figures figures;
    if (!is_day_month_year(str_trim(text), &figures) || figures.lengths[2] != 4)
        return DAY_ORDER_NOT_SHOWN;
    if (figures.parts[0] > MONTH_COUNT && figures.parts[1] <= MONTH_COUNT)
        return DAY_ORDER_DAY_FIRST;
    if (figures.parts[0] <= MONTH_COUNT && figures.parts[1] > MONTH_COUNT)
        return DAY_ORDER_MONTH_FIRST;
    return DAY_ORDER_NOT_SHOWN;
}

/* "Nov", "Sept", "November", with a point or without. */
static int month_of_word(Str word) {
    if (str_ends_with(word, STR("."))) word.length--;
    for (int month = 0; month < MONTH_COUNT; month++) {
        size_t same = 0;
        while (same < word.length && MONTHS[month][same] &&
               (word.data[same] | 0x20) == MONTHS[month][same])
            same++;
        bool is_short = same == MONTH_WORD_MIN || (month == 8 && same == MONTH_WORD_MIN + 1);
        if (same == word.length && (is_short || !MONTHS[month][same]) && same >= MONTH_WORD_MIN)
            return month + 1;
    }
    return 0;
}

static bool read_day_word_year(Str text, char separator, Figures *figures) {
    Str part, rest = text;
    for (size_t i = 0; i < 3; i++) {
        if (!str_cut(&rest, separator, &part)) return false;
        if (i == 1)
            figures->parts[1] = month_of_word(part);
        else if (!read_number(part, &figures->lengths[i], &figures->parts[i]))
            return false;
    }
    return rest.data == NULL && figures->parts[1] && figures->lengths[0] <= 2 &&
           figures->lengths[2] == 4;
}

static bool make_day(Str text, const Figures *figures, Day *day, Error *error) {
    return day_from_civil((int)figures->parts[2], (int)figures->parts[1], (int)figures->parts[0],
                          day) ||
           error_set(error, ERROR_REFUSED, "\"%.*s\" is a day that does not exist",
                     STR_ARGUMENTS(text));
}

bool published_day_parse(Str text, DayOrder order, Day *day, Error *error) {
    Figures figures = { 0 };
    Error not_iso;
    text = str_trim(text);
    if (text.length > DATE_TEXT_SIZE)
        return error_set(error, ERROR_REFUSED, "the cell holds more than a day");
    if (day_parse(text, day, &not_iso)) return true;
    if (read_day_word_year(text, ' ', &figures) || read_day_word_year(text, '-', &figures))
        return make_day(text, &figures, day, error);
    if (!is_day_month_year(text, &figures))
        return error_set(error, ERROR_REFUSED,
                         "\"%.*s\" is no day in a form that is read: 14 Nov 2024, 14/11/2024 or "
                         "2024-11-14",
                         STR_ARGUMENTS(text));
    if (figures.lengths[2] != 4)
        return error_set(error, ERROR_REFUSED,
                         "\"%.*s\" leaves open which figure is the year and of which century; "
                         "write the year with four figures",
                         STR_ARGUMENTS(text));
    if (published_day_order(text) == DAY_ORDER_MONTH_FIRST)
        return error_set(error, ERROR_REFUSED,
                         "\"%.*s\" has the month first; write the day first, or 2024-11-14",
                         STR_ARGUMENTS(text));
    if (order != DAY_ORDER_DAY_FIRST && figures.parts[0] <= MONTH_COUNT &&
        figures.parts[1] <= MONTH_COUNT && figures.parts[0] != figures.parts[1])
        return error_set(error, ERROR_REFUSED,
                         "\"%.*s\" can be two days, and no other row of the file shows that all "
                         "have the day first; write 14 Nov 2024 or 2024-11-14",
                         STR_ARGUMENTS(text));
    return make_day(text, &figures, day, error);
}

/* --- less than a day, and more
 * ----------------------------------------------------------------------------- */

static bool read_month(Str text, Date *date) {
    Str word, year = text;
    char iso[DATE_TEXT_SIZE];
    Error not_read;
    int month = str_cut(&year, ' ', &word) ? month_of_word(word) : 0;
    if (!month || year.length != 4) return false;
    iso[0] = year.data[0], iso[1] = year.data[1], iso[2] = year.data[2], iso[3] = year.data[3];
    iso[4] = '-', iso[5] = (char)('0' + month / 10), iso[6] = (char)('0' + month % 10);
    return date_parse((Str){ iso, 7 }, date, &not_read);
}

static bool read_date(Str text, DayOrder order, Date *date, Error *error) {
    Error not_own;
    Day day;
    if (text.length <= DATE_TEXT_SIZE &&
        (date_parse(text, date, &not_own) || read_month(text, date)))
        return true;
    if (!published_day_parse(text, order, &day, error)) return false;
    *date = date_of_day(day);
    return true;
}

/* Where the second of two dates begins; *length is that of what stands between them. A hyphen alone
 * divides only before a word for the month: "3-12 May 2018". */
static bool find_divider(Str text, size_t *at, size_t *length) {
    static const Str DIVIDERS[] = { STR_LITERAL(" to "), STR_LITERAL(" - "),
                                    STR_LITERAL(" \u2013 "), STR_LITERAL("\u2013"),
                                    STR_LITERAL("-") };
    for (size_t i = 0; i < COUNT_OF(DIVIDERS); i++)
        for (*at = 1; *at + DIVIDERS[i].length < text.length; (*at)++)
            if (str_starts_with(str_slice(text, *at, text.length), DIVIDERS[i])) {
                *length = DIVIDERS[i].length;
                return true;
            }
    return false;
}

/* "3" and "28 Nov" take what they lack from "12 May 2018". */
static bool read_first_of_two(Str text, Str second, DayOrder order, Date *first, Error *error) {
    char whole[DATE_TEXT_SIZE];
    Day day;
    size_t words_given = 1, skipped = 0;
    for (size_t i = 0; i < text.length; i++)
        words_given += text.data[i] == ' ';
    while (second.length && words_given > skipped) {
        Str word;
        if (!str_cut(&second, ' ', &word)) break;
        skipped++;
    }
    if (text.length + 1 + second.length > sizeof whole)
        return error_set(error, ERROR_REFUSED, "the cell holds more than two days");
    memcpy(whole, text.data, text.length);
    if (second.length) {
        whole[text.length] = ' ';
        memcpy(whole + text.length + 1, second.data, second.length);
    }
    Str joined = { whole, text.length + (second.length ? second.length + 1 : 0) };
    if (!published_day_parse(joined, order, &day, error)) return false;
    *first = date_of_day(day);
    return true;
}

bool published_span_parse(Str text, DayOrder order, Date *first, Date *last, Error *error) {
    size_t at, length;
    Error why;
    Date begin, end;
    text = str_trim(text);
    *last = (Date){ .precision = DATE_NONE };
    if (read_date(text, order, first, &why)) return true;
    if (!find_divider(text, &at, &length)) return error_set(error, why.kind, "%s", why.message);
    Str left = str_trim(str_slice(text, 0, at));
    Str right = str_trim(str_slice(text, at + length, text.length));
    Day day;
    if (!published_day_parse(right, order, &day, error))
        return error_set(error, why.kind, "%s", why.message);
    end = date_of_day(day);
    if (!read_first_of_two(left, right, order, &begin, error)) return false;
    if (begin.first > end.first)
        return error_set(error, ERROR_REFUSED, "\"%.*s\" ends before it begins",
                         STR_ARGUMENTS(text));
    *first = begin;
    *last = end;
    return true;
}
