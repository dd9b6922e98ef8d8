#include "cooperation/letter_standing.h"

static const struct {
    const char *word, *title;
} STATUS_WORDS[LETTER_STATUS_COUNT] = {
    [LETTER_NOT_KNOWN] = { "not_known", "Not known whether it was answered" },
    [LETTER_RUNNING] = { "running", "Reply not yet due" },
    [LETTER_NO_REPLY] = { "no_reply", "No reply by the day looked at" },
    [LETTER_RECEIPT_ONLY] = { "receipt_only", "Receipt acknowledged, not answered" },
    [LETTER_ANSWERED] = { "answered", "Answered in time" },
    [LETTER_ANSWERED_LATE] = { "answered_late", "Answered late" },
    [LETTER_ANSWERED_UNDATED] = { "answered_undated", "Answered; whether in time is not known" },
};

const char *letter_status_word(LetterStatus status) {
    return STATUS_WORDS[status].word;
}

const char *letter_status_title(LetterStatus status) {
    return STATUS_WORDS[status].title;
}

const char *letter_clock_rule(Str type) {
    static const struct {
        const char *type, *rule;
    } rules[] = { { "UA", "ua-reply" },  { "JUA", "ua-reply" }, { "AL", "al-reply" },
                  { "JAL", "al-reply" }, { "OL", "ol-reply" },  { "JOL", "ol-reply" } };
    for (size_t i = 0; i < COUNT_OF(rules); i++)
        if (str_equal_c(type, rules[i].type)) return rules[i].rule;
    return NULL;
}

/* R0 is none, R1 a receipt: neither is a reply (DOMAIN 4.1). One nobody has graded counts as
 * received and not yet read. */
static bool is_reply(const LetterReply *reply) {
    return reply->grade != LETTER_R0 && reply->grade != LETTER_R1;
}

/* The first reply by its latest possible day, known by `on`; one without a day comes last. */
static const LetterReply *first_reply(const LetterFacts *facts, Day on, bool *receipt) {
    const LetterReply *first = NULL;
    for (size_t i = 0; i < facts->reply_count; i++) {
        const LetterReply *reply = &facts->replies[i];
        bool dated = reply->received_on.precision != DATE_NONE;
        if (dated && reply->received_on.last > on) continue;
        *receipt |= reply->grade == LETTER_R1;
        if (!is_reply(reply)) continue;
        bool earlier = !first || (dated && (first->received_on.precision == DATE_NONE ||
                                            reply->received_on.last < first->received_on.last));
        if (earlier) first = reply;
    }
    return first;
}

static LetterStatus status_of_answer(const LetterStanding *standing) {
    if (standing->answered.precision == DATE_NONE || !standing->has_clock)
        return LETTER_ANSWERED_UNDATED;
    if (standing->answered.last <= standing->clock.due) return LETTER_ANSWERED;
    return standing->answered.first > standing->clock.due ? LETTER_ANSWERED_LATE
                                                          : LETTER_ANSWERED_UNDATED;
}

static LetterStatus status_of_silence(const LetterFacts *facts, const LetterStanding *standing,
                                      bool receipt, Day on) {
    bool looked_late = standing->has_clock && facts->no_reply_as_of.precision != DATE_NONE &&
                       facts->no_reply_as_of.first > standing->clock.due;
    if (looked_late) return receipt ? LETTER_RECEIPT_ONLY : LETTER_NO_REPLY;
    if (standing->has_clock && on <= standing->clock.due) return LETTER_RUNNING;
    return receipt ? LETTER_RECEIPT_ONLY : LETTER_NOT_KNOWN;
}

LetterStanding letter_standing(Arena *arena, const LetterFacts *facts, Day on) {
    LetterStanding standing = { .days = -1, .looked = facts->no_reply_as_of };
    const char *rule_id = letter_clock_rule(facts->type);
    bool dated = facts->sent_on.precision != DATE_NONE;
    const ClockRule *rule =
        rule_id && dated ? clock_rule_find(&CLOCK_RULES, str_from(rule_id), facts->sent_on.last)
                         : NULL;
    if (rule) {
        Error ignored = { 0 };
        ClockQuestion question = { .rule = rule, .start = facts->sent_on, .seen_on = DAY_NONE };
        standing.has_clock = clock_due(arena, &question, &standing.clock, &ignored);
    }
    bool receipt = false;
    const LetterReply *reply = first_reply(facts, on, &receipt);
    if (!reply) {
        standing.status = status_of_silence(facts, &standing, receipt, on);
        return standing;
    }
    standing.answered = reply->received_on;
    if (reply->received_on.precision == DATE_DAY && facts->sent_on.precision == DATE_DAY)
        standing.days = reply->received_on.first - facts->sent_on.first;
    standing.status = status_of_answer(&standing);
    return standing;
}
