/* What is said of a chain of visit events: titles, meanings and sentences, as English messages. */
#include "cooperation/visit_chain.h"

typedef struct StatusWords {
    const char *word, *title, *meaning;
} StatusWords;

static const StatusWords STATUSES[VISIT_STATUS_COUNT] = {
    [VISIT_STATUS_NONE] = { "none", "Nothing on record",
                            "No event is on record. That does not say that there was none." },
    [VISIT_STATUS_PENDING_LISTED] = { "pending_listed", "Listed as outstanding",
                                      "A source lists the request as outstanding on that day. When "
                                      "it was made is not known, so no clock runs from it." },
    [VISIT_STATUS_REQUESTED] = { "requested", "Requested",
                                 "The mandate has asked the State for a visit, with or without "
                                 "dates. The State is asked for specific dates within two "
                                 "months." },
    [VISIT_STATUS_INVITED] = { "invited", "Invited",
                               "The State has invited the mandate without being asked on record. "
                               "After a request, an invitation is an acceptance." },
    [VISIT_STATUS_REMINDED] = { "reminded", "Reminder",
                                "The mandate, or a successor in it, has asked again. A reminder "
                                "does not start a running clock again." },
    [VISIT_STATUS_ACKNOWLEDGED] = { "acknowledged", "Acknowledged",
                                    "The State has confirmed that it received the request. That is "
                                    "no acceptance." },
    [VISIT_STATUS_ACCEPTED] = { "accepted", "Accepted in principle",
                                "The State agrees to a visit but has given no dates. The request "
                                "stays open until it does." },
    [VISIT_STATUS_DECLINED] = { "declined", "Declined",
                                "The request, or the invitation, was turned down. A refusal is no "
                                "answer with dates. Only what the State declines counts against "
                                "it." },
    [VISIT_STATUS_DATES_PROPOSED] = { "dates_proposed", "Dates proposed",
                                      "Specific dates are on the table. If the State proposed "
                                      "them, the request is answered." },
    [VISIT_STATUS_DATES_AGREED] = { "dates_agreed", "Dates agreed",
                                    "Both agree on the dates of the visit. That is no proof that "
                                    "it takes place." },
    [VISIT_STATUS_DATES_LAPSED] = { "dates_lapsed", "Dates passed, no visit on record",
                                    "The last day agreed has passed, and the record shows neither "
                                    "the visit nor that it was put off. An agreement that has "
                                    "passed is not a request honoured; the visit may have taken "
                                    "place without being recorded here." },
    [VISIT_STATUS_POSTPONED] = { "postponed", "Postponed",
                                 "The visit was put off. Only what the State puts off counts "
                                 "against it." },
    [VISIT_STATUS_CANCELLED] = { "cancelled", "Cancelled",
                                 "The visit was called off. Only what the State calls off counts "
                                 "against it. A fresh request begins anew." },
    [VISIT_STATUS_WITHDRAWN] = { "withdrawn", "Withdrawn",
                                 "The mandate has taken back its request. Nothing is awaited." },
    [VISIT_STATUS_COMPLETED] = { "completed", "Completed",
                                 "The visit took place. Unofficial and academic visits do not "
                                 "count." },
    [VISIT_STATUS_REPORTED] = { "reported", "Report published",
                                "The report on the visit is out. The State is asked to inform on "
                                "how its recommendations are implemented." },
    [VISIT_STATUS_FOLLOWED_UP] = { "followed_up", "Information on follow-up",
                                   "The State has informed on how the recommendations of the visit "
                                   "were implemented." },
};

const char *visit_status_word(VisitStatus status) {
    return STATUSES[status].word;
}

const char *visit_status_title(VisitStatus status) {
    return STATUSES[status].title;
}

const char *visit_status_meaning(VisitStatus status) {
    return STATUSES[status].meaning;
}

/* %1$s: the day of the event that decides; %2$s and %3$s: the days of the visit. By whom: not
 * known, the State, the mandate; where it makes no difference only the first is given. */
static const char *const SENTENCES[VISIT_STATUS_COUNT][3] = {
    [VISIT_STATUS_NONE] = { "No event is on record by this day." },
    [VISIT_STATUS_PENDING_LISTED] = { "Listed as an outstanding request (%1$s)." },
    [VISIT_STATUS_REQUESTED] = { "The mandate asked for a visit (%1$s)." },
    [VISIT_STATUS_INVITED] = { "The State invited the mandate (%1$s)." },
    [VISIT_STATUS_REMINDED] = { "The mandate reminded the State of its request (%1$s)." },
    [VISIT_STATUS_ACKNOWLEDGED] = { "The State acknowledged the request (%1$s), which is no "
                                    "acceptance." },
    [VISIT_STATUS_ACCEPTED] = { "The visit was accepted in principle (%1$s), without dates.",
                                "The State accepted the visit in principle (%1$s), without dates.",
                                "The mandate accepted the invitation (%1$s), without dates." },
    [VISIT_STATUS_DECLINED] = { "The visit was declined (%1$s); by whom is not on record.",
                                "The State declined the visit (%1$s).",
                                "The mandate declined the invitation (%1$s)." },
    [VISIT_STATUS_DATES_PROPOSED] = { "Dates were proposed (%1$s).",
                                      "The State proposed dates (%1$s).",
                                      "The mandate proposed dates (%1$s); the State's answer is "
                                      "not on record." },
    [VISIT_STATUS_DATES_AGREED] = { "Dates are agreed (%1$s): the visit is to begin %2$s and to "
                                    "end "
                                    "%3$s." },
    [VISIT_STATUS_DATES_LAPSED] = { "Dates were agreed (%1$s) for a visit beginning %2$s and "
                                    "ending "
                                    "%3$s; they have passed, and the record shows neither the "
                                    "visit "
                                    "nor that it was put off." },
    [VISIT_STATUS_POSTPONED] = { "The visit was postponed (%1$s); by whom is not on record.",
                                 "The State postponed the visit (%1$s).",
                                 "The mandate postponed the visit (%1$s)." },
    [VISIT_STATUS_CANCELLED] = { "The visit was cancelled (%1$s); by whom is not on record.",
                                 "The State cancelled the visit (%1$s).",
                                 "The mandate cancelled the visit (%1$s)." },
    [VISIT_STATUS_WITHDRAWN] = { "The request was withdrawn (%1$s).",
                                 "The State withdrew from the visit (%1$s).",
                                 "The mandate withdrew its request (%1$s)." },
    [VISIT_STATUS_COMPLETED] = { "The visit took place; it ended %1$s." },
    [VISIT_STATUS_REPORTED] = { "The report on the visit was published (%1$s)." },
    [VISIT_STATUS_FOLLOWED_UP] = { "The State informed on the follow-up to the visit (%1$s)." },
};

static void say(VisitPhrases *phrases, const char *english, PhraseValue first, PhraseValue second) {
    phrases->phrases[phrases->count++] = (Phrase){ english, { first, second } };
}

static Phrase status_phrase(const VisitStanding *standing) {
    const char *const *by = SENTENCES[standing->status];
    Phrase phrase = { by[standing->by] ? by[standing->by] : by[PARTY_NOT_KNOWN], { { 0 } } };
    if (!standing->decided_by) return phrase;
    const VisitEntry *entry = standing->decided_by->entry;
    phrase.values[0] = phrase_date(standing->decided_by->happened);
    phrase.values[1] = phrase_date(entry->visit_start);
    phrase.values[2] = phrase_date(entry->visit_end);
    return phrase;
}

static bool is_before_visit(const VisitStanding *standing) {
    return standing->status != VISIT_STATUS_COMPLETED &&
           standing->status != VISIT_STATUS_REPORTED &&
           standing->status != VISIT_STATUS_FOLLOWED_UP;
}

static void say_what_else(VisitPhrases *phrases, const VisitStanding *standing) {
    PhraseValue none = { 0 };
    const PlacedEvent *accepted = standing->accepted, *reminder = standing->reminder;
    bool put_off =
        standing->status == VISIT_STATUS_POSTPONED || standing->status == VISIT_STATUS_CANCELLED;
    if (is_before_visit(standing) && accepted && standing->status != VISIT_STATUS_ACCEPTED)
        say(phrases, "It had been accepted in principle (%1$s).", phrase_date(accepted->happened),
            none);
    if (is_before_visit(standing) && reminder && standing->status != VISIT_STATUS_REMINDED)
        say(phrases, "The mandate last reminded the State %1$s.", phrase_date(reminder->happened),
            none);
    if (is_before_visit(standing) && standing->mandate_ended_on.precision != DATE_NONE)
        say(phrases, "The mandate has ended (%1$s); nothing is awaited.",
            phrase_date(standing->mandate_ended_on), none);
    if (standing->breach)
        say(phrases, "A breach of the Terms of Reference of the visit is on record (%1$s).",
            phrase_date(standing->breach->happened), none);
    if (put_off && standing->agreed && standing->agreed->placement == VISIT_PLACED_BY_PUT_OFF)
        say(phrases,
            "What was put off is taken to be the visit beginning %1$s: nothing else on record can "
            "be meant.",
            phrase_date(standing->agreed->entry->visit_start), none);
}

static void say_since(VisitPhrases *phrases, const VisitStanding *standing) {
    const PlacedEvent *opened = standing->opened_by;
    PhraseValue none = { 0 };
    if (!standing->open) return;
    if (!opened)
        say(phrases, "Since when the request is open is not on record.", none, none);
    else if (opened->entry->type == VISIT_EVENT_PENDING_REQUEST)
        say(phrases, "It has been open at least since then: %1$s.", phrase_date(opened->happened),
            none);
    else
        say(phrases, "It has been open since the first event on record: %1$s.",
            phrase_date(opened->happened), none);
}

static bool came_to_nothing(const VisitStanding *standing) {
    return standing->status == VISIT_STATUS_DATES_LAPSED ||
           standing->status == VISIT_STATUS_POSTPONED ||
           standing->status == VISIT_STATUS_CANCELLED || standing->status == VISIT_STATUS_DECLINED;
}

static void say_clock(VisitPhrases *phrases, const VisitStanding *standing) {
    const VisitClock *clock = &standing->clock;
    PhraseValue none = { 0 };
    switch (clock->state) {
    case VISIT_CLOCK_NO_REQUEST:
        if (standing->decided_by)
            say(phrases, "No clock runs: the day of a request is not on record.", none, none);
        break;
    case VISIT_CLOCK_REPORT:
        say(phrases, "No clock runs for the State: the report of the mandate is awaited.", none,
            none);
        break;
    case VISIT_CLOCK_CLOSED:
        if (clock->stopped_by)
            say(phrases,
                "No clock runs: what the mandate itself has put off or ended is not awaited from "
                "the State (%1$s).",
                phrase_date(clock->stopped_by->happened), none);
        else
            say(phrases, "No clock runs.", none, none);
        break;
    case VISIT_CLOCK_ANSWERED:
    case VISIT_CLOCK_RUNS:
        say(phrases, "Asked of the State: %1$s (rule %2$s).",
            phrase_message(clock->result.rule->title),
            phrase_words(str_from(clock->result.rule->id)));
        phrases->phrases[phrases->count++] = clock_standing_phrase(&clock->standing);
        if (clock->state == VISIT_CLOCK_ANSWERED && came_to_nothing(standing))
            say(phrases,
                "No clock runs now: dates had been given, and the mandate has not asked "
                "again on record.",
                none, none);
        break;
    case VISIT_CLOCK_STATE_COUNT: break;
    }
}

VisitPhrases visit_standing_phrases(const VisitStanding *standing) {
    VisitPhrases phrases = { 0 };
    phrases.phrases[phrases.count++] = status_phrase(standing);
    say_what_else(&phrases, standing);
    say_since(&phrases, standing);
    say_clock(&phrases, standing);
    return phrases;
}
