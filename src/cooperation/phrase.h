/* Phrases: sentences of the rules, kept apart from the words of a language.
 *
 * A rule gives a phrase: the English message, which is also its id in the catalogues
 * (text/language.h), and the values for %1$s, %2$s ... A page puts them together in its own
 * language; phrase_english does it plainly, with dates as YYYY-MM-DD, for the command line, feeds
 * and tests. */
#ifndef UPHOLD_COOPERATION_PHRASE_H
#define UPHOLD_COOPERATION_PHRASE_H

#include "base/date.h"

typedef enum PhraseValueType {
    PHRASE_NOTHING,
    PHRASE_DATE,    /* with its precision */
    PHRASE_NUMBER,  /* a count */
    PHRASE_TEXT,    /* as recorded, never translated: a reason, a name */
    PHRASE_MESSAGE, /* a message of its own, translated like the sentence it stands in */
} PhraseValueType;

typedef struct PhraseValue {
    PhraseValueType type;
    Date date;
    int64_t number;
    Str text;
    const char *message;
} PhraseValue;

enum { PHRASE_VALUES_MAX = 5 };
typedef struct Phrase {
    const char *english; /* NULL: there is nothing to say */
    PhraseValue values[PHRASE_VALUES_MAX];
} Phrase;

PhraseValue phrase_date(Date date);
PhraseValue phrase_day(Day day);
PhraseValue phrase_number(int64_t number);
PhraseValue phrase_words(Str text);
PhraseValue phrase_message(const char *message);

/* "2013-11-05", "2013-11", "2013", "between 2003-04-24 and 2010-09-21", "on or before 2010-09-21",
 * "on or after 2010-09-21"; DATE_NONE gives "on a day not known". Owned by the arena. */
Str phrase_date_english(Arena *arena, Date date);

/* The sentence in English, owned by the arena; empty for an empty phrase. */
Str phrase_english(Arena *arena, const Phrase *phrase);

#endif
