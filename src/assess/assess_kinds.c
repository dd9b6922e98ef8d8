#include "assess/assess_kinds.h"

#include "assess/assess_kinds.sql.h"
#include "text/language.h"

static const Field RELEASE_FIELDS[] = {
    { "release", FIELD_TEXT, FIELD_REQUIRED,
      "Its name: cycle and number, 2026-1; corrected 2026-1.1." },
    { "cycle", FIELD_INTEGER, FIELD_REQUIRED, "The year of the election it is for.",
      .minimum = 2006, .maximum = 2100 },
    { "method", FIELD_TEXT, FIELD_REQUIRED, "The method's id." },
    { "method_hash", FIELD_TEXT, FIELD_REQUIRED, "SHA-256 of the method file." },
    { "input_hash", FIELD_TEXT, FIELD_REQUIRED, "SHA-256 over the sums of its input files." },
    { "result_hash", FIELD_TEXT, FIELD_REQUIRED,
      "SHA-256 of its SHA256SUMS: of everything in it." },
    { "seed", FIELD_TEXT, FIELD_REQUIRED, "The seed of its draws." },
    { "draws", FIELD_INTEGER, FIELD_REQUIRED, "How many draws." },
    { "states", FIELD_INTEGER, FIELD_REQUIRED, "How many States it assesses." },
    { "corrects", FIELD_TEXT, 0, "The release it corrects." },
    { "changes", FIELD_PROSE, 0, "What a correction changes and why." },
    { "drafted_on", FIELD_DAY, 0,
      "When the draft went to the States; 14 days to reply (METHOD 8)." },
};
const Kind RELEASE = {
    .name = "release",
    .title = "Release",
    .description =
        "An assessment, fixed for ever (A5). Its files lie in the home's releases folder.",
    .key_format = "{release}",
    .made_by = "uphold assess",
    KIND_FIELDS(RELEASE_FIELDS),
};

static const Field RELEASE_REPLY_FIELDS[] = {
    { "release", FIELD_TEXT, FIELD_REQUIRED | FIELD_INDEXED, "The release or draft replied to." },
    { "iso3", FIELD_REFERENCE, FIELD_REQUIRED, "The State.", .refers_to = "state" },
    { "received_on", FIELD_DAY, FIELD_REQUIRED, "When it was received." },
    { "language", FIELD_TEXT, FIELD_REQUIRED, "The language of the text, as in lang: en, fr, ..." },
    { "text", FIELD_PROSE, FIELD_REQUIRED, "The State's text, unedited, at most 500 words." },
};
const Kind RELEASE_REPLY = {
    .name = "release_reply",
    .title = "Reply of a State",
    .description = "What a State says of its assessment, printed unedited beside it (METHOD 8).",
    .key_format = "{release}/{iso3}",
    KIND_FIELDS(RELEASE_REPLY_FIELDS),
};

VOCABULARY(CORRECTION_DECISIONS, "correction_decision", { "made", "Made" },
           { "refused", "Refused" }, { "pending", "Being looked at" });
static const Field RELEASE_CORRECTION_FIELDS[] = {
    { "release", FIELD_TEXT, FIELD_REQUIRED | FIELD_INDEXED, "The release or draft it is about." },
    { "iso3", FIELD_REFERENCE, FIELD_REQUIRED, "The State that asks.", .refers_to = "state" },
    { "number", FIELD_INTEGER, FIELD_REQUIRED, "Its number.", .minimum = 1, .maximum = 999 },
    { "point", FIELD_TEXT, FIELD_REQUIRED, "The indicator or point of the letter it is about." },
    { "asked", FIELD_PROSE, FIELD_REQUIRED, "The correction of fact asked for." },
    { "decision", FIELD_VOCABULARY, FIELD_REQUIRED, "What was decided.",
      .vocabulary = &CORRECTION_DECISIONS },
    { "reason", FIELD_PROSE, 0, "Why; needed where it was refused." },
    { "decided_on", FIELD_DAY, 0, "When." },
};
const Kind RELEASE_CORRECTION = {
    .name = "release_correction",
    .title = "Correction asked for",
    .description = "A correction of fact a State asked for, with the decision and its reason.",
    .key_format = "{release}/{iso3}/{number}",
    KIND_FIELDS(RELEASE_CORRECTION_FIELDS),
};

static const Field COMPARABILITY_BREAK_FIELDS[] = {
    { "indicator", FIELD_TEXT, FIELD_REQUIRED, "The indicator, or all." },
    { "comparable_from", FIELD_TEXT, FIELD_REQUIRED,
      "The first release that may be compared with later ones." },
    { "reason", FIELD_TEXT, FIELD_REQUIRED, "Why earlier releases may not be." },
};
const Kind COMPARABILITY_BREAK = {
    .name = "comparability_break",
    .title = "Break in comparability",
    .description =
        "Where an indicator of one release may not be compared with that of an earlier one.",
    .key_format = "{indicator}/{comparable_from}",
    KIND_FIELDS(COMPARABILITY_BREAK_FIELDS),
};

/* --- rules
 * ---------------------------------------------------------------------------------------- */

typedef struct CharacterRange {
    uint32_t first, last;
} CharacterRange;

/* Unicode 15, property White_Space. */
static const CharacterRange WHITE_SPACE[] = {
    { 0x09, 0x0D },     { 0x20, 0x20 },     { 0x85, 0x85 },     { 0xA0, 0xA0 },
    { 0x1680, 0x1680 }, { 0x2000, 0x200A }, { 0x2028, 0x2029 }, { 0x202F, 0x202F },
    { 0x205F, 0x205F }, { 0x3000, 0x3000 },
};

/* Unicode 15, scripts Han, Hiragana and Katakana. */
static const CharacterRange WITHOUT_SPACES[] = {
    { 0x3005, 0x3005 },   { 0x3007, 0x3007 }, { 0x3021, 0x3029 }, { 0x3041, 0x3096 },
    { 0x309D, 0x309F },   { 0x30A1, 0x30FA }, { 0x30FC, 0x30FF }, { 0x31F0, 0x31FF },
    { 0x3400, 0x4DBF },   { 0x4E00, 0x9FFF }, { 0xF900, 0xFAFF }, { 0xFF66, 0xFF9D },
    { 0x20000, 0x323AF },
};

/* Punctuation of the official languages. */
static const CharacterRange SIGNS[] = {
    { 0x21, 0x2F },     { 0x3A, 0x40 },     { 0x5B, 0x60 },     { 0x7B, 0x7E },
    { 0xA1, 0xA1 },     { 0xAB, 0xAB },     { 0xB7, 0xB7 },     { 0xBB, 0xBB },
    { 0xBF, 0xBF },     { 0x060C, 0x060C }, { 0x061B, 0x061B }, { 0x061F, 0x061F },
    { 0x200B, 0x200F }, { 0x2010, 0x2027 }, { 0x2030, 0x205E }, { 0x3001, 0x3003 },
    { 0x3008, 0x3011 }, { 0x3014, 0x301F }, { 0xFEFF, 0xFEFF }, { 0xFF01, 0xFF0F },
    { 0xFF1A, 0xFF20 }, { 0xFF3B, 0xFF40 }, { 0xFF5B, 0xFF65 },
};

static bool is_in(uint32_t character, const CharacterRange *ranges, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (character >= ranges[i].first && character <= ranges[i].last) return true;
    return false;
}

/* The character at *at, which moves behind it. Records are UTF-8: checked as they came in. */
static uint32_t next_character(Str text, size_t *at) {
    unsigned char first = (unsigned char)text.data[(*at)++];
    size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    uint32_t character = more ? first & (0x3Fu >> more) : first;
    for (; more && *at < text.length; more--)
        character = character << 6 | ((unsigned char)text.data[(*at)++] & 0x3F);
    return character;
}

size_t reply_words(Str text) {
    size_t words = 0, at = 0;
    bool inside = false;
    while (at < text.length) {
        uint32_t character = next_character(text, &at);
        if (is_in(character, WHITE_SPACE, COUNT_OF(WHITE_SPACE))) {
            inside = false;
        } else if (is_in(character, WITHOUT_SPACES, COUNT_OF(WITHOUT_SPACES))) {
            words++;
            inside = false;
        } else if (!is_in(character, SIGNS, COUNT_OF(SIGNS))) {
            words += !inside;
            inside = true;
        }
    }
    return words;
}

static bool check_replies(Store *open, Problems *problems, Error *error) {
    Statement *statement = store_statement(open, &RELEASE_REPLY_TEXTS, error);
    bool row = true, done = statement != NULL;
    while (done && (done = statement_step(statement, &row, error)) && row) {
        size_t words = reply_words(statement_text(statement, 1));
        Language language;
        if (words > REPLY_WORDS_MAX)
            problem_add(
                problems, 0, STR("text"), statement_text(statement, 0),
                "the reply has %zu words; it is printed unedited, so the limit is %d (METHOD 8)",
                words, REPLY_WORDS_MAX);
        if (!language_from_code(statement_text(statement, 2), &language))
            problem_add(problems, 0, STR("language"), statement_text(statement, 0),
                        "\"%.*s\" is no language of the interface: take en, fr, es, ru, ar or zh",
                        STR_ARGUMENTS(statement_text(statement, 2)));
    }
    if (statement) statement_reset(statement);
    return done;
}

static bool check_corrections(Store *open, Problems *problems, Error *error) {
    Statement *statement = store_statement(open, &RELEASE_CORRECTIONS_WITHOUT_REASON, error);
    bool row = true, done = statement != NULL;
    while (done && (done = statement_step(statement, &row, error)) && row)
        problem_add(problems, 0, STR("reason"), statement_text(statement, 0),
                    "a correction that is refused needs its reason (METHOD 8)");
    if (statement) statement_reset(statement);
    return done;
}

/* Neither an update nor an undo: what was published stays (METHOD 8, 10.9). */
static bool check_releases(Store *open, Problems *problems, Error *error) {
    Statement *statement = store_statement(open, &RELEASES_THAT_CHANGED, error);
    bool row = true, done = statement != NULL;
    while (done && (done = statement_step(statement, &row, error)) && row)
        problem_add(problems, 0, STR("release"), statement_text(statement, 0),
                    "a release never changes; make a correction with `uphold assess --corrects`");
    if (statement) statement_reset(statement);
    return done;
}

const RecordRule ASSESS_RULES[] = {
    { "release", "METHOD 8", check_releases },
    { "release_reply", "METHOD 8", check_replies },
    { "release_correction", "METHOD 8", check_corrections },
};
const size_t ASSESS_RULE_COUNT = COUNT_OF(ASSESS_RULES);
