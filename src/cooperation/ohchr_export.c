#include "cooperation/ohchr_export.h"

#include <stdlib.h>

#include "cooperation/published_csv.h"

/* --- columns
 * ------------------------------------------------------------------------------------------ */

typedef enum Column {
    COLUMN_DATE,
    COLUMN_COUNTRY,
    COLUMN_TYPE,
    COLUMN_REFERENCE,
    COLUMN_MANDATES,
    COLUMN_REPLY_COUNT,
    COLUMN_REPLIES,
    COLUMN_REPLIES_2,
} Column;

static const PublishedColumn COLUMNS[] = {
    { "Date", COLUMN_DATE },
    { "Country", COLUMN_COUNTRY },
    { "Type", COLUMN_TYPE },
    { "Ref. no.", COLUMN_REFERENCE },
    { "Mandates", COLUMN_MANDATES },
    { "Summary", PUBLISHED_NOT_TAKEN, true },
    { "UN Region", PUBLISHED_NOT_TAKEN, true },
    { "OHCHR Region", PUBLISHED_NOT_TAKEN, true },
    { "Nb. of alleged victims", PUBLISHED_NOT_TAKEN, true },
    { "Nb. of replies", COLUMN_REPLY_COUNT },
    { "Replies", COLUMN_REPLIES, true },
    { "Replies2", COLUMN_REPLIES_2, true },
};

typedef struct Reading {
    Arena *arena;
    const NameIndex *states, *mandates;
    Day as_of;
    DayOrder order; /* of the days in figures, as the whole file shows it */
    PublishedCsv csv;
    KeySet lines; /* the references of the file, with their lines */
    OhchrExport *export;
    OhchrLetter letter; /* of the row being read */
} Reading;

static Str column_title(Column column) {
    for (size_t i = 0; i < COUNT_OF(COLUMNS); i++)
        if (COLUMNS[i].column == (int)column) return str_from(COLUMNS[i].title);
    return STR_EMPTY;
}

static Str cell(const Reading *reading, Column column) {
    return published_csv_cell(&reading->csv, (int)column);
}

/* Refuses the row for what stands in one of its cells; false, so that `return REFUSE_CELL(...)`
 * reads well. */
#define REFUSE_CELL(reading, column, ...)                                                          \
    (problem_add(&(reading)->export->problems, (reading)->csv.row.line, column_title(column),      \
                 (reading)->letter.key, __VA_ARGS__),                                              \
     false)

/* --- the cells of a row
 * ------------------------------------------------------------------------------- */

static bool read_reference(Reading *reading) {
    Error why;
    OhchrLetter *letter = &reading->letter;
    if (!communication_reference_parse(cell(reading, COLUMN_REFERENCE), &letter->reference, &why))
        return REFUSE_CELL(reading, COLUMN_REFERENCE, "%s", why.message);
    letter->key = communication_reference_key(reading->arena, &letter->reference);
    const KeyEntry *earlier = key_set_find(&reading->lines, letter->key);
    if (earlier)
        return REFUSE_CELL(reading, COLUMN_REFERENCE,
                           "stands on line %zu already; keep one of the two", earlier->line);
    key_set_add(&reading->lines, letter->key)->line = letter->line;
    return true;
}

/* The type stands in the reference, too. */
static bool check_type(Reading *reading) {
    Str type = cell(reading, COLUMN_TYPE);
    LetterType told = reading->letter.reference.type;
    if (!type.length || published_word_is(type, letter_type_word(told)) ||
        published_word_is(type, letter_type_title(told)))
        return true;
    return REFUSE_CELL(reading, COLUMN_TYPE, "\"%.*s\", and the reference says %s; which is right?",
                       STR_ARGUMENTS(type), letter_type_word(told));
}

static bool is_no_state(Str country) {
    return published_word_is(country, "Other") || published_word_is(country, "Others") ||
           published_word_is(country, "OTH");
}

static bool read_date(Reading *reading) {
    OhchrLetter *letter = &reading->letter;
    char sent[DAY_TEXT_SIZE], as_of[DAY_TEXT_SIZE], from[DAY_TEXT_SIZE];
    Error why;
    if (!published_day_parse(cell(reading, COLUMN_DATE), reading->order, &letter->sent_on, &why))
        return REFUSE_CELL(reading, COLUMN_DATE, "%s", why.message);
    day_format(letter->sent_on, sent);
    day_format(reading->as_of, as_of);
    if (letter->sent_on > reading->as_of)
        return REFUSE_CELL(reading, COLUMN_DATE, "sent on %s, after the day of the export, %s",
                           sent, as_of);
    Day shown = communication_shown_from(letter->reference.type, date_of_day(letter->sent_on));
    day_format(shown, from);
    if (shown > reading->as_of)
        return REFUSE_CELL(reading, COLUMN_DATE,
                           "sent on %s and confidential on %s; it may be recorded from %s on "
                           "(D4.4)",
                           sent, as_of, from);
    return true;
}

/* Unmatched names are no refusal by themselves. */
static void read_state(Reading *reading) {
    OhchrExport *export = reading->export;
    const CommunicationReference *reference = &reading->letter.reference;
    Str country = cell(reading, COLUMN_COUNTRY), iso3;
    NameMatch match = name_index_find(reading->states, country, &iso3);
    if (match == NAME_FOUND) {
        if (!str_equal_c(iso3, reference->addressee))
            (void)REFUSE_CELL(reading, COLUMN_COUNTRY,
                              "\"%.*s\" is %.*s, and the reference says %s; which is right?",
                              STR_ARGUMENTS(country), STR_ARGUMENTS(iso3), reference->addressee);
        return;
    }
    problem_add(&export->unmatched, reading->csv.row.line, column_title(COLUMN_COUNTRY),
                reading->letter.key,
                match == NAME_AMBIGUOUS ? "\"%.*s\" could be more than one State"
                                        : "\"%.*s\" is no name of a State on record",
                STR_ARGUMENTS(country));
}

/* --- mandates
 * ----------------------------------------------------------------------------------------- */

enum { MANDATES_MAX = 64 };
typedef struct MandateList {
    Str keys[MANDATES_MAX];
    size_t count;
} MandateList;

static int compare_texts(const void *a, const void *b) {
    return str_compare(*(const Str *)a, *(const Str *)b);
}

static bool has_mandate(const MandateList *list, Str key) {
    for (size_t i = 0; i < list->count; i++)
        if (str_equal(list->keys[i], key)) return true;
    return false;
}

/* The end of the longest part from the beginning, up to a comma or the end, that is a mandate. */
static size_t longest_mandate(const Reading *reading, Str text, Str *key, NameMatch *best) {
    size_t end = text.length;
    *best = NAME_UNKNOWN;
    for (;;) {
        NameMatch match =
            name_index_find(reading->mandates, str_trim(str_slice(text, 0, end)), key);
        if (match == NAME_FOUND) return end;
        if (match == NAME_AMBIGUOUS) *best = match;
        do {
            if (end) end--;
        } while (end && text.data[end] != ',');
        if (!end) return 0;
    }
}

/* Titles have commas of their own, so that a part is as long as some mandate allows. */
static void read_mandates_between_commas(Reading *reading, Str text, MandateList *list) {
    Str key, part;
    NameMatch best;
    while ((text = str_trim(text)).length) {
        size_t end = longest_mandate(reading, text, &key, &best);
        if (end) {
            if (!has_mandate(list, key) && list->count < MANDATES_MAX)
                list->keys[list->count++] = key;
            text = str_slice(text, end + 1, text.length);
            continue;
        }
        if (!str_cut(&text, ',', &part)) return;
        part = str_trim(part);
        if (part.length)
            problem_add(&reading->export->unmatched, reading->csv.row.line,
                        column_title(COLUMN_MANDATES), reading->letter.key,
                        best == NAME_AMBIGUOUS ? "\"%.*s\" could be more than one mandate"
                                               : "\"%.*s\" is no mandate on record",
                        STR_ARGUMENTS(str_slice(part, 0, 200)));
    }
}

static void read_mandates(Reading *reading) {
    MandateList list = { .count = 0 };
    Buffer keys = { 0 };
    Str rest = cell(reading, COLUMN_MANDATES);
    while (rest.length) {
        size_t end = 0;
        while (end < rest.length && !strchr(";|\n\r", rest.data[end]))
            end++;
        read_mandates_between_commas(reading, str_slice(rest, 0, end), &list);
        rest = str_slice(rest, end + 1, rest.length);
    }
    if (list.count) qsort(list.keys, list.count, sizeof list.keys[0], compare_texts);
    for (size_t i = 0; i < list.count; i++) {
        if (i) buffer_add_byte(&keys, ' ');
        buffer_add(&keys, list.keys[i]);
    }
    reading->letter.mandates = str_copy(reading->arena, buffer_str(&keys));
    buffer_free(&keys);
}

/* --- replies
 * ------------------------------------------------------------------------------------------ */

/* What the two columns of replies show. */
typedef struct ShownReplies {
    size_t links, days;
    Day day[OHCHR_REPLIES_MAX];
} ShownReplies;

static bool next_token(Str *rest, Str *token) {
    size_t begin = 0, end;
    while (begin < rest->length && strchr(" \t\r\n;|,()", rest->data[begin]))
        begin++;
    end = begin;
    while (end < rest->length && !strchr(" \t\r\n;|,()", rest->data[end]))
        end++;
    *token = str_slice(*rest, begin, end);
    *rest = str_slice(*rest, end, rest->length);
    return token->length > 0;
}

static bool is_day_in_figures(Str token) {
    size_t separators = 0;
    for (size_t i = 0; i < token.length; i++) {
        bool figure = token.data[i] >= '0' && token.data[i] <= '9';
        if (!figure && !strchr("/.-", token.data[i])) return false;
        separators += !figure;
    }
    return separators == 2;
}

/* "14", "Nov", "2024" are three tokens. */
static bool read_day_in_words(const Reading *reading, Str token, Str *rest, Day *day) {
    Error why;
    Str month, year, after = *rest;
    if (token.length > 2 || !next_token(&after, &month) || !next_token(&after, &year)) return false;
    Str text = { token.data, (size_t)(year.data + year.length - token.data) };
    if (!published_day_parse(text, reading->order, day, &why)) return false;
    *rest = after;
    return true;
}

static bool read_shown_replies(Reading *reading, Column column, ShownReplies *shown) {
    Str token, rest = cell(reading, column);
    Error why;
    Day day;
    while (next_token(&rest, &token)) {
        if (str_contains(token, STR("://"))) {
            shown->links++;
            continue;
        }
        bool in_figures = is_day_in_figures(token);
        if (in_figures && !published_day_parse(token, reading->order, &day, &why))
            return REFUSE_CELL(reading, column, "%s", why.message);
        if (!in_figures && !read_day_in_words(reading, token, &rest, &day)) continue;
        if (shown->days == OHCHR_REPLIES_MAX)
            return REFUSE_CELL(reading, column, "has more than %d days", OHCHR_REPLIES_MAX);
        shown->day[shown->days++] = day;
    }
    return true;
}

static int compare_days(const void *a, const void *b) {
    Day left = *(const Day *)a, right = *(const Day *)b;
    return (left > right) - (left < right);
}

static bool read_replies(Reading *reading) {
    OhchrLetter *letter = &reading->letter;
    Str text = cell(reading, COLUMN_REPLY_COUNT);
    ShownReplies shown = { .links = 0 };
    int64_t count = OHCHR_REPLIES_NOT_SAID;
    if (text.length && (!str_to_integer(text, &count) || count < 0 || count > OHCHR_REPLIES_MAX))
        return REFUSE_CELL(reading, COLUMN_REPLY_COUNT,
                           "\"%.*s\" is not a whole number from 0 to %d",
                           STR_ARGUMENTS(str_slice(text, 0, 40)), OHCHR_REPLIES_MAX);
    if (!read_shown_replies(reading, COLUMN_REPLIES, &shown) ||
        !read_shown_replies(reading, COLUMN_REPLIES_2, &shown))
        return false;
    if (count <= 0 && shown.links + shown.days)
        return REFUSE_CELL(reading, COLUMN_REPLY_COUNT,
                           "says %s, and the columns beside it show a reply; which is right?",
                           count ? "nothing" : "0");
    if (count > 0 && shown.days > (size_t)count)
        return REFUSE_CELL(reading, COLUMN_REPLY_COUNT,
                           "says %d, and %zu days of replies are given", (int)count, shown.days);
    if (shown.days) qsort(shown.day, shown.days, sizeof shown.day[0], compare_days);
    Day *days = ARENA_ARRAY(reading->arena, shown.days, Day);
    for (size_t i = 0; i < shown.days; i++)
        days[i] = shown.day[i];
    letter->replies = (int)count;
    letter->reply_days = days;
    letter->reply_day_count = shown.days;
    return true;
}

/* --- the whole file
 * ----------------------------------------------------------------------------------- */

static void keep_letter(Reading *reading) {
    OhchrExport *export = reading->export;
    if (export->count == export->capacity) {
        size_t capacity = export->capacity ? export->capacity * 2 : 256;
        OhchrLetter *letters = ARENA_ARRAY(reading->arena, capacity, OhchrLetter);
        for (size_t i = 0; i < export->count; i++)
            letters[i] = export->letters[i];
        export->letters = letters;
        export->capacity = capacity;
    }
    export->letters[export->count++] = reading->letter;
}

static void read_row(Reading *reading) {
    OhchrExport *export = reading->export;
    size_t unmatched = export->unmatched.count, problems = export->problems.count;
    reading->letter = (OhchrLetter){ .line = reading->csv.row.line };
    export->rows++;
    if (!published_csv_is_whole(&reading->csv)) {
        return;
    }
    if (!read_reference(reading) || !check_type(reading)) return;
    bool no_state = is_no_state(cell(reading, COLUMN_COUNTRY));
    if (!communication_is_to_state(&reading->letter.reference)) {
        export->to_others++;
        return;
    }
    if (no_state) {
        (void)REFUSE_CELL(reading, COLUMN_COUNTRY,
                          "names no State, and the reference says %s; which is right?",
                          reading->letter.reference.addressee);
        return;
    }
    read_state(reading);
    if (!read_date(reading) || !read_replies(reading)) return;
    read_mandates(reading);
    if (export->unmatched.count > unmatched)
        export->unmatched_rows++;
    else if (export->problems.count == problems)
        keep_letter(reading);
}

void ohchr_export_read(Arena *arena, Str content, const NameIndex *states,
                       const NameIndex *mandates, Day as_of, OhchrExport *export) {
    *export = (OhchrExport){ .unmatched.arena = arena, .problems.arena = arena };
    Reading *reading = ARENA_NEW(arena, Reading);
    *reading = (Reading){ .arena = arena, .states = states, .mandates = mandates, .as_of = as_of };
    reading->export = export;
    reading->lines.arena = arena;
    reading->csv = (PublishedCsv){
        .columns = COLUMNS,
        .column_count = COUNT_OF(COLUMNS),
        .no_such_column =
            "the communications export of OHCHR has no such column; has its form changed?",
        .problems = &export->problems,
    };
    published_csv_open(&reading->csv, content);
    if (!export->problems.count) {
        reading->order = published_csv_day_order(&reading->csv, COLUMN_DATE);
        while (published_csv_next(&reading->csv))
            read_row(reading);
    }
    key_set_free(&reading->lines);
    published_csv_close(&reading->csv);
}
