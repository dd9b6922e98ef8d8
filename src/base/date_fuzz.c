/* What is read as a date is written back as it was, and lies inside the calendar. */
#include <stdlib.h>

#include "base/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Str text = { (const char *)data, size };
    Date date = { DATE_YEAR, 4, 7 };
    Error error = { 0 };
    if (!date_parse(text, &date, &error)) {
        bool untouched = date.precision == DATE_YEAR && date.first == 4 && date.last == 7;
        if (!untouched || error.kind != ERROR_REFUSED || !error.message[0]) abort();
        return 0;
    }
    char written[DATE_TEXT_SIZE];
    size_t length = date_format(date, written);
    if (!str_equal(text, (Str){ written, length }) || written[length]) abort();
    if (date.first < DAY_FIRST || date.first > date.last || date.last > DAY_LAST) abort();
    int months = (int)(size * 37) - 600;
    Day moved = day_add_months(date.last, months);
    if (moved < DAY_FIRST || moved > DAY_LAST) abort();
    return 0;
}
