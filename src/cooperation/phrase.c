#include "cooperation/phrase.h"

#include "base/buffer.h"

PhraseValue phrase_date(Date date) {
    return (PhraseValue){ .type = PHRASE_DATE, .date = date };
}

PhraseValue phrase_day(Day day) {
    return phrase_date(date_of_day(day));
}

PhraseValue phrase_number(int64_t number) {
    return (PhraseValue){ .type = PHRASE_NUMBER, .number = number };
}

PhraseValue phrase_words(Str text) {
    return (PhraseValue){ .type = PHRASE_TEXT, .text = text };
}

PhraseValue phrase_message(const char *message) {
    return (PhraseValue){ .type = PHRASE_MESSAGE, .message = message };
}

Str phrase_date_english(Arena *arena, Date date) {
    char text[DATE_TEXT_SIZE], first[DAY_TEXT_SIZE], last[DAY_TEXT_SIZE];
    date_format(date, text);
    day_format(date.first, first);
    day_format(date.last, last);
    switch (date.precision) {
    case DATE_NONE: break;
    case DATE_DAY:
    case DATE_MONTH:
    case DATE_YEAR: return str_copy(arena, str_from(text));
    case DATE_INTERVAL: return str_format(arena, "between %s and %s", first, last);
    case DATE_BEFORE: return str_format(arena, "on or before %s", last);
    case DATE_AFTER: return str_format(arena, "on or after %s", first);
    }
    return STR("on a day not known");
}

static void add_value(Arena *arena, Buffer *out, const PhraseValue *value) {
    switch (value->type) {
    case PHRASE_NOTHING: break;
    case PHRASE_DATE: buffer_add(out, phrase_date_english(arena, value->date)); break;
    case PHRASE_NUMBER: buffer_add_integer(out, value->number); break;
    case PHRASE_TEXT: buffer_add(out, value->text); break;
    case PHRASE_MESSAGE: buffer_add_c(out, value->message); break;
    }
}

Str phrase_english(Arena *arena, const Phrase *phrase) {
    Buffer out = { 0 };
    const char *at = phrase->english ? phrase->english : "";
    while (*at) {
        bool hole = at[0] == '%' && at[1] >= '1' && at[1] < '1' + PHRASE_VALUES_MAX &&
                    at[2] == '$' && at[3] == 's';
        if (hole) {
            add_value(arena, &out, &phrase->values[at[1] - '1']);
            at += 4;
        } else {
            buffer_add_byte(&out, *at++);
        }
    }
    Str text = str_copy(arena, buffer_str(&out));
    buffer_free(&out);
    return text;
}
