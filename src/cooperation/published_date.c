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
