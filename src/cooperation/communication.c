#include "cooperation/communication.h"

/* ---------------------------------------------------------------- references */

typedef struct LetterTypeWords {
    const char *word, *title, *rule;
    int confidential_days;
} LetterTypeWords;

static const LetterTypeWords TYPES[LETTER_TYPE_COUNT] = {
    [LETTER_AL] = { "AL", "Allegation letter", "al-reply", CONFIDENTIAL_DAYS },
    [LETTER_UA] = { "UA", "Urgent appeal", "ua-reply", CONFIDENTIAL_DAYS },
    [LETTER_OL] = { "OL", "Other letter", "ol-reply", CONFIDENTIAL_DAYS_OTHER },
    [LETTER_JAL] = { "JAL", "Joint allegation letter", "al-reply", CONFIDENTIAL_DAYS },
    [LETTER_JUA] = { "JUA", "Joint urgent appeal", "ua-reply", CONFIDENTIAL_DAYS },
    [LETTER_JOL] = { "JOL", "Joint other letter", "ol-reply", CONFIDENTIAL_DAYS_OTHER },
};

const char *letter_type_word(LetterType type) {
    return TYPES[type].word;
}

const char *letter_type_title(LetterType type) {
    return TYPES[type].title;
}

const char *letter_type_reply_rule(LetterType type) {
    return TYPES[type].rule;
}

bool letter_type_from_word(Str word, LetterType *type) {
    for (int i = 0; i < LETTER_TYPE_COUNT; i++) {
        if (!str_equal_c(word, TYPES[i].word)) continue;
        *type = (LetterType)i;
        return true;
    }
    return false;
}

static bool only_between(Str text, char first, char last) {
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] < first || text.data[i] > last) return false;
    return true;
}

static bool read_number(Str text, int *number) {
    int64_t value;
    if (!text.length || text.data[0] == '0' || !only_between(text, '0', '9') ||
        !str_to_integer(text, &value) || value > COMMUNICATION_NUMBER_MAX)
        return false;
    *number = (int)value;
    return true;
}

static bool read_year(Str text, int *year) {
    int64_t value;
    if (text.length != 4 || !only_between(text, '0', '9') || !str_to_integer(text, &value) ||
        value < 1900 || value > 2099)
        return false;
    *year = (int)value;
    return true;
}

bool communication_reference_parse(Str text, CommunicationReference *reference, Error *error) {
    CommunicationReference read = { 0 };
    Str rest = text, type = STR_EMPTY, addressee = STR_EMPTY, number = STR_EMPTY;
    bool valid = str_cut(&rest, ' ', &type) && str_cut(&rest, ' ', &addressee) &&
                 str_cut(&rest, '/', &number) && letter_type_from_word(type, &read.type) &&
                 addressee.length == ADDRESSEE_SIZE && only_between(addressee, 'A', 'Z') &&
                 read_number(number, &read.number) && read_year(rest, &read.year);
    if (!valid)
        return error_set(error, ERROR_REFUSED,
                         "\"%.*s\" is not a reference; write its type (AL, UA, OL, JAL, JUA, JOL), "
                         "the addressee, the number and the year, as in AL CAN 3/2026",
                         STR_ARGUMENTS(str_slice(text, 0, 100)));
    memcpy(read.addressee, addressee.data, ADDRESSEE_SIZE);
    *reference = read;
    return true;
}

Str communication_reference_key(Arena *arena, const CommunicationReference *reference) {
    return str_format(arena, "%s %d/%d", reference->addressee, reference->number, reference->year);
}

Str communication_reference_format(Arena *arena, const CommunicationReference *reference) {
    return str_format(arena, "%s %s %d/%d", TYPES[reference->type].word, reference->addressee,
                      reference->number, reference->year);
}

bool communication_is_to_state(const CommunicationReference *reference) {
    return strcmp(reference->addressee, "OTH") != 0;
}

/* ---------------------------------------------------------------- confidentiality */

static bool has_latest_day(Date date) {
    return date.precision != DATE_NONE && date.precision != DATE_AFTER;
}

Day communication_shown_from(LetterType type, Date sent_on) {
    return has_latest_day(sent_on) ? sent_on.last + TYPES[type].confidential_days : DAY_NONE;
}

bool communication_may_be_shown(LetterType type, Date sent_on, Day on) {
    Day from = communication_shown_from(type, sent_on);
    return from != DAY_NONE && on >= from;
}

Day reply_shown_from(LetterType type, Date sent_on, Date received_on) {
    Day from = communication_shown_from(type, sent_on);
    if (from == DAY_NONE || !has_latest_day(received_on)) return from;
    return received_on.last > from ? received_on.last : from;
}

/* ---------------------------------------------------------------- replies */

static const char *const GRADES[] = {
    [REPLY_GRADE_R0] = "R0", [REPLY_GRADE_R1] = "R1", [REPLY_GRADE_R2] = "R2",
    [REPLY_GRADE_R3] = "R3", [REPLY_GRADE_R4] = "R4", [REPLY_GRADE_RT] = "RT",
    [REPLY_GRADE_NONE] = "",
};

const char *reply_grade_word(ReplyGrade grade) {
    return GRADES[grade];
}

bool reply_grade_from_word(Str word, ReplyGrade *grade) {
    for (size_t i = 0; i < COUNT_OF(GRADES); i++) {
        if (!str_equal_c(word, GRADES[i])) continue;
        *grade = (ReplyGrade)i;
        return true;
    }
    return false;
}

bool reply_grade_is_reply(ReplyGrade grade) {
    return grade != REPLY_GRADE_R0 && grade != REPLY_GRADE_R1;
}

/* An open end, "on or after", is no day either. */
static bool is_undated(const ReplyEntry *reply) {
    return !has_latest_day(reply->received_on);
}

static bool has_come(const ReplyEntry *reply, Day on) {
    return is_undated(reply) || reply->received_on.last <= on;
}

/* A dated reply stops the clock before one whose day is not known. */
static bool comes_before(const ReplyEntry *a, const ReplyEntry *b) {
    if (is_undated(a) || is_undated(b)) return !is_undated(a) && is_undated(b);
    return a->received_on.last < b->received_on.last;
}

static AnswerStatus status_of(ReplyGrade grade) {
    static const AnswerStatus statuses[] = {
        [REPLY_GRADE_R0] = ANSWER_NOT_KNOWN,    [REPLY_GRADE_R1] = ANSWER_RECEIPT_ONLY,
        [REPLY_GRADE_R2] = ANSWER_IMMATERIAL,   [REPLY_GRADE_R3] = ANSWER_PARTIAL,
        [REPLY_GRADE_R4] = ANSWER_SUBSTANTIVE,  [REPLY_GRADE_RT] = ANSWER_TRANSLATION,
        [REPLY_GRADE_NONE] = ANSWER_NOT_GRADED,
    };
    return statuses[grade];
}

static void take_reply(LetterStanding *standing, const ReplyEntry *reply) {
    AnswerStatus status = status_of(reply->grade);
    if (reply->grade == REPLY_GRADE_R0) return;
    if (reply->grade == REPLY_GRADE_R1) {
        if (!standing->receipt || comes_before(reply, standing->receipt)) standing->receipt = reply;
    } else {
        standing->replies++;
        standing->not_graded += reply->grade == REPLY_GRADE_NONE;
        standing->in_translation += reply->grade == REPLY_GRADE_RT;
        if (!standing->first || comes_before(reply, standing->first)) standing->first = reply;
        bool better = status > standing->status ||
                      (status == standing->status && comes_before(reply, standing->best));
        if (!standing->best || better) standing->best = reply;
    }
    if (status > standing->status) standing->status = status;
}

static void run_clock(Arena *arena, LetterStanding *standing, const LetterEntry *letter) {
    const ClockQuestion question = {
        .rule = clock_rule_find(&CLOCK_RULES, str_from(letter_type_reply_rule(letter->type)),
                                letter->sent_on.last),
        .start = letter->sent_on,
        .seen_on = DAY_NONE,
    };
    Error error;
    bool known = standing->first || standing->silent_until != DAY_NONE;
    if (!has_latest_day(letter->sent_on) || !known ||
        !clock_due(arena, &question, &standing->clock, &error))
        return;
    Day on = standing->on;
    if (!standing->first && standing->silent_until < on) on = standing->silent_until;
    ClockStop stop = { 0 };
    bool dated = standing->first && !is_undated(standing->first);
    if (dated) stop.answered = standing->first->received_on;
    standing->standing = clock_standing(&standing->clock, &stop, on);
    if (standing->first && !dated) {
        standing->standing.status = CLOCK_ANSWERED_UNSURE;
        standing->standing.days = 0;
    }
    standing->has_clock = true;
}

LetterStanding letter_standing(Arena *arena, const LetterEntry *letter, const ReplyEntry *replies,
                               size_t count, Day on) {
    LetterStanding standing = { .on = on, .status = ANSWER_NOT_KNOWN, .silent_until = DAY_NONE };
    if (letter->no_reply_as_of.precision != DATE_NONE &&
        letter->no_reply_as_of.precision != DATE_BEFORE)
        standing.silent_until = letter->no_reply_as_of.first;
    if (standing.silent_until != DAY_NONE && on <= standing.silent_until)
        standing.status = ANSWER_NONE;
    for (size_t i = 0; i < count; i++)
        if (has_come(&replies[i], on)) take_reply(&standing, &replies[i]);
    run_clock(arena, &standing, letter);
    return standing;
}

const char *reply_fault(const LetterEntry *letter, const ReplyEntry *reply) {
    if (letter->sent_on.precision != DATE_NONE && reply->received_on.precision != DATE_NONE &&
        reply->received_on.last < letter->sent_on.first)
        return "a reply does not come before its letter";
    return NULL;
}

/* ---------------------------------------------------------------- in words */

static const struct {
    const char *word, *title, *meaning;
} STATUSES[ANSWER_STATUS_COUNT] = {
    [ANSWER_NOT_KNOWN] = { "not_known", "Reply not known",
                           "No reply is on record, and no source says whether there was one." },
    [ANSWER_NONE] = { "none", "No reply", "A source shows no reply by that day." },
    [ANSWER_RECEIPT_ONLY] = { "receipt_only", "No reply, receipt only",
                              "The State confirmed receipt or asked for time. That is no reply." },
    [ANSWER_NOT_GRADED] = { "not_graded", "Reply, not graded",
                            "A reply is on record, but two coders have not graded it yet. It may "
                            "be "
                            "a bare acknowledgement." },
    [ANSWER_TRANSLATION] = { "translation", "Reply, awaiting translation",
                             "A reply has come that still has to be translated or read. That is "
                             "not "
                             "an absence of reply." },
    [ANSWER_IMMATERIAL] = { "immaterial", "Reply, immaterial",
                            "The reply does not answer what was asked, or rejects it without "
                            "substantiation." },
    [ANSWER_PARTIAL] = { "partial", "Reply, partial", "The reply answers some of what was asked." },
    [ANSWER_SUBSTANTIVE] = { "substantive", "Reply, substantive",
                             "The reply answers the questions or reports steps taken." },
};

const char *answer_status_word(AnswerStatus status) {
    return STATUSES[status].word;
}

const char *answer_status_title(AnswerStatus status) {
    return STATUSES[status].title;
}

const char *answer_status_meaning(AnswerStatus status) {
    return STATUSES[status].meaning;
}

static const char *const SENTENCES[ANSWER_STATUS_COUNT] = {
    [ANSWER_NOT_KNOWN] = "No reply is on record; whether there was one is not known.",
    [ANSWER_NONE] = "There was no reply by this day.",
    [ANSWER_RECEIPT_ONLY] = "The State acknowledged receipt (%1$s), which is no reply.",
    [ANSWER_NOT_GRADED] = "A reply came (%1$s) that has not been graded; it may be a bare receipt.",
    [ANSWER_TRANSLATION] = "A reply came (%1$s) that still has to be translated or read.",
    [ANSWER_IMMATERIAL] =
        "A reply came (%1$s) that is immaterial or rejects without substantiation.",
    [ANSWER_PARTIAL] = "A reply came (%1$s) that answers in part.",
    [ANSWER_SUBSTANTIVE] = "A reply came (%1$s) that answers the questions or reports steps taken.",
};

LetterPhrases letter_standing_phrases(const LetterStanding *standing) {
    LetterPhrases phrases = { 0 };
    const ReplyEntry *told = standing->best ? standing->best : standing->receipt;
    bool later_unknown = !standing->first && standing->silent_until != DAY_NONE &&
                         standing->silent_until < standing->on;
    phrases.phrases[phrases.count++] =
        (Phrase){ SENTENCES[standing->status],
                  { phrase_date(told ? told->received_on : (Date){ 0 }) } };
    if (standing->best && (standing->not_graded || standing->in_translation) &&
        standing->status > ANSWER_TRANSLATION)
        phrases.phrases[phrases.count++] =
            (Phrase){ "Another reply has not been graded or translated yet.", { { 0 } } };
    if (later_unknown)
        phrases.phrases[phrases.count++] =
            (Phrase){ "A source shows no reply by %1$s; what came later is not known. As of then:",
                      { phrase_day(standing->silent_until) } };
    if (standing->has_clock)
        phrases.phrases[phrases.count++] = clock_standing_phrase(&standing->standing);
    return phrases;
}
