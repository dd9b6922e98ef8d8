/* What the clocks say: English messages for their rules, steps, statuses and changes. */
#include "cooperation/clock.h"

static const char *const BASES[CLOCK_BASIS_COUNT] = {
    [CLOCK_BASIS_READ] = "Sure, read in the source.",
    [CLOCK_BASIS_RECALLED] = "Sure, but from memory: to be read again in the source.",
    [CLOCK_BASIS_LIKELY] =
        "Likely, from memory: not a confirmed rule of the United Nations before it is read again.",
    [CLOCK_BASIS_PROJECT] = "A choice of this project, not a rule of the United Nations.",
};

const char *clock_basis_text(ClockBasis basis) {
    return BASES[basis];
}

const char *clock_unit_word(ClockUnit unit) {
    static const char *const words[] = { "days", "months", "years" };
    return words[unit];
}

static const struct {
    const char *word, *title;
} STATUSES[CLOCK_STATUS_COUNT] = {
    [CLOCK_NOT_STARTED] = { "not_started", "Not started" },
    [CLOCK_RUNNING] = { "due", "Due" },
    [CLOCK_DUE_SOON] = { "due_soon", "Due within 30 days" },
    [CLOCK_DUE_VERY_SOON] = { "due_very_soon", "Due within 7 days" },
    [CLOCK_OVERDUE] = { "overdue", "Overdue" },
    [CLOCK_LONG_OVERDUE] = { "long_overdue", "Long overdue" },
    [CLOCK_STANDS_STILL] = { "stands_still", "The clock stands still" },
    [CLOCK_ANSWERED_ON_TIME] = { "answered_on_time", "Answered on time" },
    [CLOCK_ANSWERED_LATE] = { "answered_late", "Answered late" },
    [CLOCK_ANSWERED_UNSURE] = { "answered_unsure", "Answered, perhaps late" },
    [CLOCK_CLOSED_UNANSWERED] = { "closed", "No longer awaited" },
};

const char *clock_status_word(ClockStatus status) {
    return STATUSES[status].word;
}

const char *clock_status_title(ClockStatus status) {
    return STATUSES[status].title;
}

/* ---------------------------------------------------------------- the steps */

static const char *const STEP_WORDS[] = {
    [CLOCK_STEP_START] = "start",
    [CLOCK_STEP_LATEST_START] = "latest_start",
    [CLOCK_STEP_ADD] = "add",
    [CLOCK_STEP_CLAMP] = "clamp",
    [CLOCK_STEP_CLOSED_DAYS] = "closed_days",
    [CLOCK_STEP_EXTENSION] = "extension",
    [CLOCK_STEP_PAUSE] = "pause",
    [CLOCK_STEP_STANDS_STILL] = "stands_still",
    [CLOCK_STEP_NEXT_OPEN_DAY] = "next_open_day",
    [CLOCK_STEP_DUE] = "due",
};

const char *clock_step_word(ClockStepKind kind) {
    return STEP_WORDS[kind];
}

const char *reminder_word(ReminderKind kind) {
    static const char *const words[] = { "early", "first", "second", "overdue" };
    return words[kind];
}

static Phrase add_phrase(const ClockStep *step) {
    static const char *const several[] = {
        [CLOCK_DAYS] = "%1$s days later: %2$s. The first day counted is the day after the start.",
        [CLOCK_MONTHS] = "%1$s calendar months later: %2$s.",
        [CLOCK_YEARS] = "%1$s years later: %2$s.",
    };
    static const char *const one[] = {
        [CLOCK_DAYS] = "One day later: %2$s.",
        [CLOCK_MONTHS] = "One calendar month later: %2$s.",
        [CLOCK_YEARS] = "One year later: %2$s.",
    };
    return (Phrase){ (step->amount == 1 ? one : several)[step->unit],
                     { phrase_number(step->amount), phrase_day(step->day) } };
}

static Phrase clamp_phrase(const ClockStep *step) {
    int year, month, last;
    day_to_civil(step->day, &year, &month, &last);
    Date the_month = { DATE_MONTH, step->day - last + 1, step->day };
    return (Phrase){ "There is no day %1$s in %2$s, so the last day of that month counts.",
                     { phrase_number(step->wanted_day), phrase_date(the_month) } };
}

static PhraseValue reason_value(Str reason) {
    return reason.length ? phrase_words(reason) : phrase_message("no reason recorded");
}

static Phrase extension_phrase(const ClockStep *step) {
    static const char *const several[] = {
        [EXTEND_BY_DAYS] =
            "Extended by %1$s days (%2$s) to %3$s; before, it was due on %4$s, which is kept.",
        [EXTEND_BY_MONTHS] =
            "Extended by %1$s months (%2$s) to %3$s; before, it was due on %4$s, which is kept.",
        [EXTEND_TO_DAY] = "Extended (%2$s) to %3$s; before, it was due on %4$s, which is kept.",
    };
    static const char *const one[] = {
        [EXTEND_BY_DAYS] =
            "Extended by one day (%2$s) to %3$s; before, it was due on %4$s, which is kept.",
        [EXTEND_BY_MONTHS] =
            "Extended by one month (%2$s) to %3$s; before, it was due on %4$s, which is kept.",
        [EXTEND_TO_DAY] = "Extended (%2$s) to %3$s; before, it was due on %4$s, which is kept.",
    };
    const ClockExtension *extension = step->extension;
    return (Phrase){ (extension->amount == 1 ? one : several)[extension->form],
                     { phrase_number(extension->amount), reason_value(extension->reason),
                       phrase_day(step->day), phrase_day(step->before) } };
}

static Phrase pause_phrase(const ClockStep *step) {
    return (Phrase){ step->amount == 1
                         ? "The clock stood still from %1$s to %2$s (%3$s): one day is left out; "
                           "due on %5$s."
                         : "The clock stood still from %1$s to %2$s (%3$s): %4$s days are left "
                           "out; due on %5$s.",
                     { phrase_day(step->pause->first), phrase_day(step->pause->last),
                       reason_value(step->pause->reason), phrase_number(step->amount),
                       phrase_day(step->day) } };
}

static Phrase closed_phrase(const ClockStep *step) {
    return (Phrase){ step->amount == 1
                         ? "One day more, because of the days closed in %2$s, version %3$s: %4$s."
                         : "%1$s days more, because of the days closed in %2$s, version %3$s: "
                           "%4$s.",
                     { phrase_number(step->amount), phrase_words(step->calendar->name),
                       phrase_number(step->calendar->version), phrase_day(step->day) } };
}

Phrase clock_step_phrase(const ClockStep *step) {
    switch (step->kind) {
    case CLOCK_STEP_START:
        return (Phrase){ "The clock starts: %1$s.", { phrase_date(step->date) } };
    case CLOCK_STEP_LATEST_START:
        return (Phrase){ "The day is not known exactly; the latest possible day counts: %1$s.",
                         { phrase_day(step->day) } };
    case CLOCK_STEP_ADD: return add_phrase(step);
    case CLOCK_STEP_CLAMP: return clamp_phrase(step);
    case CLOCK_STEP_CLOSED_DAYS: return closed_phrase(step);
    case CLOCK_STEP_EXTENSION: return extension_phrase(step);
    case CLOCK_STEP_PAUSE: return pause_phrase(step);
    case CLOCK_STEP_STANDS_STILL:
        return (Phrase){ "The clock stands still since %1$s (%2$s); before, it was due on %3$s.",
                         { phrase_day(step->day), reason_value(step->pause->reason),
                           phrase_day(step->before) } };
    case CLOCK_STEP_NEXT_OPEN_DAY:
        return (Phrase){ "%1$s is closed in %2$s, version %3$s; the next open day counts: %4$s.",
                         { phrase_day(step->before), phrase_words(step->calendar->name),
                           phrase_number(step->calendar->version), phrase_day(step->day) } };
    case CLOCK_STEP_DUE: return (Phrase){ "Due on %1$s.", { phrase_day(step->day) } };
    }
    return (Phrase){ 0 };
}

/* ---------------------------------------------------------------- the status */

Phrase clock_standing_phrase(const ClockStanding *standing) {
    bool one = standing->days == 1;
    const char *english = NULL;
    switch (standing->status) {
    case CLOCK_NOT_STARTED: english = "The clock has not started."; break;
    case CLOCK_RUNNING:
    case CLOCK_DUE_SOON:
    case CLOCK_DUE_VERY_SOON:
        english = standing->days == 0 ? "Due today, %1$s."
                  : one               ? "Due on %1$s, tomorrow."
                                      : "Due on %1$s, in %2$s days.";
        break;
    case CLOCK_OVERDUE:
        english = one ? "Due on %1$s; overdue by one day." : "Due on %1$s; overdue by %2$s days.";
        break;
    case CLOCK_LONG_OVERDUE:
        english = one ? "Due on %1$s; overdue by one day, more than the whole period again."
                      : "Due on %1$s; overdue by %2$s days, more than the whole period again.";
        break;
    case CLOCK_STANDS_STILL:
        english = one ? "The clock stands still with one day left."
                      : "The clock stands still with %2$s days left.";
        break;
    case CLOCK_ANSWERED_ON_TIME: english = "Due on %1$s; answered on time (%3$s)."; break;
    case CLOCK_ANSWERED_LATE:
        english = one ? "Due on %1$s; answered one day late (%3$s)."
                      : "Due on %1$s; answered %2$s days late (%3$s).";
        break;
    case CLOCK_ANSWERED_UNSURE:
        english = "Due on %1$s; answered (%3$s), whether by the due day is not known.";
        break;
    case CLOCK_CLOSED_UNANSWERED: english = "Not answered; an answer is no longer awaited."; break;
    case CLOCK_STATUS_COUNT: break;
    }
    if (standing->due == DAY_NONE && standing->status == CLOCK_ANSWERED_ON_TIME)
        english = "Answered while the clock stood still (%3$s).";
    return (Phrase){ english,
                     { phrase_day(standing->due == DAY_NONE ? DAY_FIRST : standing->due),
                       phrase_number(standing->days), phrase_date(standing->answered) } };
}

/* ---------------------------------------------------------------- a changed rule or calendar */

static void say(ClockChange *change, Phrase phrase) {
    change->phrases[change->phrase_count++] = phrase;
}

static const ClosureCalendar *calendar_of(const ClockQuestion *question, Str id) {
    for (size_t i = 0; i < question->calendar_count; i++)
        if (str_equal(question->calendars[i]->id, id)) return question->calendars[i];
    return NULL;
}

static void say_rule(ClockChange *change, const ClockRule *before, const ClockRule *after) {
    if (before == after) return;
    say(change,
        (Phrase){ "Version %1$s of the rule was replaced by version %2$s: %3$s",
                  { phrase_number(before->version), phrase_number(after->version),
                    phrase_message(after->reason ? after->reason : "no reason recorded") } });
}

static void say_calendars(ClockChange *change, const ClockQuestion *before,
                          const ClockQuestion *after) {
    for (size_t i = 0; i < after->calendar_count; i++) {
        const ClosureCalendar *new = after->calendars[i], *old = calendar_of(before, new->id);
        if (old && old->version == new->version) continue;
        say(change, old ? (Phrase){ "%1$s, version %2$s, was replaced by version %3$s: %4$s",
                                    { phrase_words(new->name), phrase_number(old->version),
                                      phrase_number(new->version), reason_value(new->reason) } }
                        : (Phrase){ "%1$s, version %2$s, was taken into account: %3$s",
                                    { phrase_words(new->name), phrase_number(new->version),
                                      reason_value(new->reason) } });
    }
    for (size_t i = 0; i < before->calendar_count; i++)
        if (!calendar_of(after, before->calendars[i]->id))
            say(change, (Phrase){ "%1$s, version %2$s, is no longer taken into account.",
                                  { phrase_words(before->calendars[i]->name),
                                    phrase_number(before->calendars[i]->version) } });
}

static PhraseValue due_value(const ClockResult *result) {
    return result->due == DAY_NONE ? phrase_message("not while the clock stands still")
                                   : phrase_day(result->due);
}

bool clock_change(Arena *arena, const ClockQuestion *before, const ClockQuestion *after,
                  ClockChange *change, Error *error) {
    ClockChange made = { 0 };
    if (!clock_due(arena, before, &made.before, error) ||
        !clock_due(arena, after, &made.after, error))
        return false;
    made.phrases = ARENA_ARRAY(arena, 2 + before->calendar_count + after->calendar_count, Phrase);
    say_rule(&made, before->rule, after->rule);
    say_calendars(&made, before, after);
    say(&made, made.before.due == made.after.due
                   ? (Phrase){ "The due day is the same: %1$s.", { due_value(&made.after) } }
                   : (Phrase){ "Due before the change: %1$s. Due now: %2$s. Both dates are kept.",
                               { due_value(&made.before), due_value(&made.after) } });
    *change = made;
    return true;
}
