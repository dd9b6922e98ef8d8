/* Words on a page: dates, phrases and sources, in the page's language. */
#ifndef UPHOLD_SITE_WORDS_H
#define UPHOLD_SITE_WORDS_H

#include "base/date.h"
#include "text/html.h"
#include "text/language.h"

/* A message with values put in for %s, %1$s ...: words("Bound since %s", date). The values are Str;
 * the result belongs to the arena. */
#define WORDS(arena, language, english, ...)                                                       \
    words_fill((arena), message((language), (english)), (const Str[]){ __VA_ARGS__ },              \
               COUNT_OF(((const Str[]){ __VA_ARGS__ })))
Str words_fill(Arena *arena, Str pattern, const Str *values, size_t count);

/* "12 November 2013", "November 2013", "2013", "between 3 and 8 November 2013", "by 21 September
 * 2010", "from 21 September 2010 on". DATE_NONE gives "date not known". */
Str words_date(Arena *arena, Language language, Date date);
Str words_day(Arena *arena, Language language, Day day);

/* The text with its http and https addresses as links, everything else escaped. */
SafeHtml words_source(Arena *arena, Str source);

/* A number with so many decimals, halves away from zero. */
Str words_decimal(Arena *arena, double number, int decimals);

/* From five digits on in groups of three; for now with a narrow space, which all languages read. */
Str words_count(Arena *arena, int64_t count);

#endif
