#include "assess/assess_kinds.h"

#include "assess/assess_kinds.sql.h"

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

static size_t count_words(Str text) {
    size_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < text.length; i++) {
        bool space = text.data[i] == ' ' || text.data[i] == '\n' || text.data[i] == '\t';
        if (!space && !inside) words++;
        inside = !space;
    }
    return words;
}

static bool check_replies(Store *open, Problems *problems, Error *error) {
    Statement *statement = store_statement(open, &RELEASE_REPLY_TEXTS, error);
    bool row = true, done = statement != NULL;
    while (done && (done = statement_step(statement, &row, error)) && row) {
        size_t words = count_words(statement_text(statement, 1));
        if (words > REPLY_WORDS_MAX)
            problem_add(
                problems, 0, STR("text"), statement_text(statement, 0),
                "the reply has %zu words; it is printed unedited, so the limit is %d (METHOD 8)",
                words, REPLY_WORDS_MAX);
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
