#include "cooperation/name_index.h"

#include "base/buffer.h"

/* How much a form leaves out; the first byte of its key in the set. */
typedef enum Level { LEVEL_LETTERS = '1', LEVEL_PLAIN = '2', LEVEL_NO_BRACKETS = '3' } Level;

/* --- characters
 * --------------------------------------------------------------------------------------- */

/* The next character of well-formed UTF-8; a byte that is none stands for itself. */
static uint32_t next_character(Str *rest) {
    const unsigned char *at = (const unsigned char *)rest->data;
    size_t more = at[0] >= 0xF0 ? 3 : at[0] >= 0xE0 ? 2 : at[0] >= 0xC0 ? 1 : 0;
    uint32_t character = at[0];
    if (more >= rest->length) more = 0;
    if (more) character &= 0x3Fu >> more;
    for (size_t i = 1; i <= more; i++)
        character = character << 6 | (at[i] & 0x3Fu);
    *rest = str_slice(*rest, more + 1, rest->length);
    return character;
}

static void add_character(Buffer *out, uint32_t character) {
    size_t more = character >= 0x10000 ? 3 : character >= 0x800 ? 2 : character >= 0x80 ? 1 : 0;
    static const unsigned char LEADS[] = { 0, 0xC0, 0xE0, 0xF0 };
    buffer_add_byte(out, (char)(LEADS[more] | (character >> 6 * more)));
    while (more--)
        buffer_add_byte(out, (char)(0x80 | ((character >> 6 * more) & 0x3F)));
}

static bool is_within(uint32_t character, uint32_t first, uint32_t last) {
    return character >= first && character <= last;
}

/* Latin and Cyrillic, the scripts with cases among the six languages. */
static uint32_t lower(uint32_t c) {
    if (is_within(c, 'A', 'Z')) return c + 0x20;
    if (is_within(c, 0xC0, 0xDE) && c != 0xD7) return c + 0x20;
    if (c == 0x130) return 'i'; /* the Turkish I with its dot */
    if (c == 0x178) return 0xFF;
    if (is_within(c, 0x139, 0x148) || is_within(c, 0x179, 0x17E)) return c + (c & 1);
    if (is_within(c, 0x100, 0x177) && c != 0x138) return c | 1;
    if (is_within(c, 0x410, 0x42F)) return c + 0x20;
    if (is_within(c, 0x400, 0x40F)) return c + 0x50;
    return c;
}

/* Characters that differ in typography only. */
static uint32_t unified(uint32_t c) {
    if (is_within(c, 0x2018, 0x201B) || c == 0x2BC || c == 0x60 || c == 0xB4 || c == 0x2032)
        return '\'';
    if (is_within(c, 0x2010, 0x2015) || c == 0x2212) return '-';
    if (is_within(c, 9, 13) || c == 0xA0 || is_within(c, 0x2000, 0x200A) || c == 0x202F) return ' ';
    if (c == 0xFF08) return '(';
    if (c == 0xFF09) return ')';
    return lower(c);
}

/* Letters by the letter they are an accented form of. */
static const struct {
    uint32_t first, last;
    const char *base;
} BASES[] = {
    { 0xDF, 0xDF, "ss" },       { 0xE0, 0xE5, "a" },   { 0xE6, 0xE6, "ae" },
    { 0xE7, 0xE7, "c" },        { 0xE8, 0xEB, "e" },   { 0xEC, 0xEF, "i" },
    { 0xF0, 0xF0, "d" },        { 0xF1, 0xF1, "n" },   { 0xF2, 0xF6, "o" },
    { 0xF8, 0xF8, "o" },        { 0xF9, 0xFC, "u" },   { 0xFD, 0xFD, "y" },
    { 0xFE, 0xFE, "th" },       { 0xFF, 0xFF, "y" },   { 0x100, 0x105, "a" },
    { 0x106, 0x10D, "c" },      { 0x10E, 0x111, "d" }, { 0x112, 0x11B, "e" },
    { 0x11C, 0x123, "g" },      { 0x124, 0x127, "h" }, { 0x128, 0x131, "i" },
    { 0x134, 0x135, "j" },      { 0x136, 0x138, "k" }, { 0x139, 0x142, "l" },
    { 0x143, 0x14B, "n" },      { 0x14C, 0x151, "o" }, { 0x152, 0x153, "oe" },
    { 0x154, 0x159, "r" },      { 0x15A, 0x161, "s" }, { 0x162, 0x167, "t" },
    { 0x168, 0x173, "u" },      { 0x174, 0x175, "w" }, { 0x176, 0x178, "y" },
    { 0x179, 0x17E, "z" },      { 0x300, 0x36F, "" }, /* combining marks */
    { 0x439, 0x439, "\u0438" },                       /* Cyrillic short i */
    { 0x451, 0x451, "\u0435" },                       /* Cyrillic io */
};

static void add_base(Buffer *out, uint32_t character) {
    for (size_t i = 0; i < COUNT_OF(BASES); i++)
        if (is_within(character, BASES[i].first, BASES[i].last)) {
            buffer_add_c(out, BASES[i].base);
            return;
        }
    add_character(out, character == '-' ? ' ' : character);
}

/* --- forms
 * -------------------------------------------------------------------------------------------- */

/* Adds the words of the text, with one space between them. */
static void add_words(Buffer *out, Str text, bool without_the) {
    Str word;
    bool any = false;
    while (text.length && str_cut(&text, ' ', &word)) {
        if (!word.length || (without_the && (str_equal(word, STR("the")) || //
                                             str_equal(word, STR("(the)")))))
            continue;
        if (any) buffer_add_byte(out, ' ');
        buffer_add(out, word);
        any = true;
    }
}

static void letters_form(Buffer *out, Str name) {
    Buffer folded = { 0 };
    while (name.length)
        add_character(&folded, unified(next_character(&name)));
    add_words(out, buffer_str(&folded), false);
    buffer_free(&folded);
}

/* Of a name in its letters form. "Gambia, the" loses its comma, too. */
static void plain_form(Buffer *out, Str letters) {
    Buffer bases = { 0 };
    if (str_ends_with(letters, STR(", the")))
        letters = str_slice(letters, 0, letters.length - sizeof ", the" + 1);
    while (letters.length)
        add_base(&bases, next_character(&letters));
    add_words(out, buffer_str(&bases), true);
    buffer_free(&bases);
}

/* Of a name in its plain form: what stands outside the brackets. */
static void bare_form(Buffer *out, Str plain) {
    Buffer outside = { 0 };
    size_t depth = 0;
    for (size_t i = 0; i < plain.length; i++) {
        if (plain.data[i] == '(') depth++;
        if (!depth) buffer_add_byte(&outside, plain.data[i]);
        if (plain.data[i] == ')' && depth) depth--;
    }
    add_words(out, buffer_str(&outside), true);
    buffer_free(&outside);
}

/* "korea (republic of)" as "republic of korea"; nothing where the name is not built so. */
static void turned_form(Buffer *out, Str plain) {
    const char *open = plain.length ? memchr(plain.data, '(', plain.length) : NULL;
    if (!open || !str_ends_with(plain, STR(")"))) return;
    size_t at = (size_t)(open - plain.data);
    Str addition = str_trim(str_slice(plain, at + 1, plain.length - 1));
    add_words(out, addition, true);
    if (out->length) buffer_add_byte(out, ' ');
    add_words(out, str_slice(plain, 0, at), true);
}

/* --- the index
 * ---------------------------------------------------------------------------------------- */

static KeyEntry *entry_of(const NameIndex *index, Level level, Str form, Buffer *key) {
    buffer_clear(key);
    buffer_add_byte(key, (char)level);
    buffer_add(key, form);
    return key_set_find(&index->forms, buffer_str(key));
}

static void add_form(NameIndex *index, Level level, Str form, Str target) {
    Buffer key = { 0 };
    if (!form.length) return;
    KeyEntry *entry = entry_of(index, level, form, &key);
    if (!entry)
        key_set_add(&index->forms, buffer_str(&key))->target = str_copy(index->forms.arena, target);
    else if (!str_equal(entry->target, target))
        entry->target = STR_EMPTY;
    buffer_free(&key);
}

void name_index_add(NameIndex *index, Str name, Str key) {
    Buffer letters = { 0 }, plain = { 0 }, bare = { 0 };
    letters_form(&letters, name);
    plain_form(&plain, buffer_str(&letters));
    bare_form(&bare, buffer_str(&plain));
    add_form(index, LEVEL_LETTERS, buffer_str(&letters), key);
    add_form(index, LEVEL_PLAIN, buffer_str(&plain), key);
    add_form(index, LEVEL_NO_BRACKETS, buffer_str(&bare), key);
    buffer_free(&bare);
    buffer_free(&plain);
    buffer_free(&letters);
}

static NameMatch find_form(const NameIndex *index, Level level, Str form, Str *key) {
    Buffer searched = { 0 };
    const KeyEntry *entry = form.length ? entry_of(index, level, form, &searched) : NULL;
    buffer_free(&searched);
    if (!entry) return NAME_UNKNOWN;
    if (!entry->target.length) return NAME_AMBIGUOUS;
    *key = entry->target;
    return NAME_FOUND;
}

static bool has_words(Str text, Str words) {
    for (size_t i = 0; i + words.length <= text.length; i++)
        if (str_equal(str_slice(text, i, i + words.length), words) &&
            (i == 0 || text.data[i - 1] == ' ') &&
            (i + words.length == text.length || text.data[i + words.length] == ' '))
            return true;
    return false;
}

/* "congo" stands in the names of two. */
static bool stands_in_another(const NameIndex *index, Str form, Str key) {
    for (size_t i = 0; i < index->forms.capacity; i++) {
        const KeyEntry *entry = &index->forms.slots[i];
        if (entry->key.data && entry->key.data[0] == LEVEL_PLAIN &&
            !str_equal(entry->target, key) &&
            has_words(str_slice(entry->key, 1, entry->key.length), form))
            return true;
    }
    return false;
}

static NameMatch find_without_addition(const NameIndex *index, Str plain, Str *key) {
    Buffer form = { 0 };
    Str found = STR_EMPTY;
    turned_form(&form, plain);
    NameMatch match = find_form(index, LEVEL_PLAIN, buffer_str(&form), &found);
    if (match == NAME_UNKNOWN) {
        buffer_clear(&form);
        bare_form(&form, plain);
        match = find_form(index, LEVEL_NO_BRACKETS, buffer_str(&form), &found);
        if (match == NAME_FOUND && stands_in_another(index, buffer_str(&form), found))
            match = NAME_AMBIGUOUS;
    }
    buffer_free(&form);
    if (match == NAME_FOUND) *key = found;
    return match;
}

NameMatch name_index_find(const NameIndex *index, Str name, Str *key) {
    Buffer letters = { 0 }, plain = { 0 };
    letters_form(&letters, name);
    plain_form(&plain, buffer_str(&letters));
    NameMatch match = find_form(index, LEVEL_LETTERS, buffer_str(&letters), key);
    if (match == NAME_UNKNOWN) match = find_form(index, LEVEL_PLAIN, buffer_str(&plain), key);
    if (match == NAME_UNKNOWN) match = find_form(index, LEVEL_NO_BRACKETS, buffer_str(&plain), key);
    if (match == NAME_UNKNOWN && str_contains(buffer_str(&plain), STR("(")))
        match = find_without_addition(index, buffer_str(&plain), key);
    buffer_free(&plain);
    buffer_free(&letters);
    return match;
}

void name_index_free(NameIndex *index) {
    key_set_free(&index->forms);
}
