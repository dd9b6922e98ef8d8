#include "cooperation/clock.h"

#include <stdlib.h>

/* ---------------------------------------------------------------- rules */

static Day valid_from(const ClockRule *rule) {
    Day day = DAY_FIRST;
    Error error;
    if (rule->valid_from && !day_parse(str_from(rule->valid_from), &day, &error)) return DAY_NONE;
    return day;
}

static bool governs(const ClockRule *rule, Str id, Day start) {
    Day from = valid_from(rule);
    return str_equal_c(id, rule->id) && from != DAY_NONE && from <= start;
}

const ClockRule *clock_rule_find(const ClockRuleTable *table, Str id, Day start) {
    const ClockRule *newest = NULL;
    for (size_t i = 0; i < table->count; i++) {
        const ClockRule *rule = &table->rules[i];
        if (governs(rule, id, start) && (!newest || rule->version > newest->version)) newest = rule;
    }
    return newest;
}

const ClockRule *clock_rule_before(const ClockRuleTable *table, const ClockRule *rule, Day start) {
    const ClockRule *before = NULL;
    for (size_t i = 0; i < table->count; i++) {
        const ClockRule *other = &table->rules[i];
        if (governs(other, str_from(rule->id), start) && other->version < rule->version &&
            (!before || other->version > before->version))
            before = other;
    }
    return before;
}

/* ---------------------------------------------------------------- closed days */

enum { CLOSED_DAYS_RUNNING_MAX = 366 };

static bool calendar_closes(const ClosureCalendar *calendar, Day day) {
    unsigned weekday = (unsigned)(((int64_t)day + 3 + 7 * 1000000) % 7); /* Monday is 0 */
    if (calendar->closed_weekdays >> weekday & 1) return true;
    for (size_t i = 0; i < calendar->closed_count; i++)
        if (calendar->closed[i].first <= day && day <= calendar->closed[i].last) return true;
    return false;
}

/* The first calendar that closes the day, NULL when it is open. */
static const ClosureCalendar *closed_by(const ClockQuestion *question, Day day) {
    for (size_t i = 0; i < question->calendar_count; i++)
        if (calendar_closes(question->calendars[i], day)) return question->calendars[i];
    return NULL;
}

/* ---------------------------------------------------------------- counting */

typedef struct Counting {
    Arena *arena;
    const ClockQuestion *question;
    ClockResult *result;
    Day due;
    size_t calendars; /* of the question's, those whose closed days have been left out so far */
    const ClockPause **pauses; /* left out so far */
    size_t pause_count;
    Error *error;
} Counting;

static ClockStep *add_step(Counting *counting, ClockStepKind kind, Day before, Day day) {
    ClockStep *step = &counting->result->steps[counting->result->step_count++];
    *step = (ClockStep){ .kind = kind, .before = before, .day = day };
    return step;
}

static Day pause_end(const ClockQuestion *question, const ClockPause *pause) {
    bool open = pause->last == DAY_NONE ||
                (question->seen_on != DAY_NONE && pause->last > question->seen_on);
    return open ? DAY_NONE : pause->last;
}

static bool is_counted(const Counting *counting, Day day) {
    for (size_t i = 0; i < counting->calendars; i++) {
        const ClosureCalendar *calendar = counting->question->calendars[i];
        if (calendar->effect == CLOSURE_NOT_COUNTED && calendar_closes(calendar, day)) return false;
    }
    for (size_t i = 0; i < counting->pause_count; i++) {
        const ClockPause *pause = counting->pauses[i];
        if (pause->first <= day && day <= pause->last) return false;
    }
    return true;
}

static bool never_opens(Error *error) {
    return error_set(error, ERROR_REFUSED,
                     "the closure calendars leave no day open for a year; correct their closed "
                     "days");
}

static bool too_late(Error *error) {
    return error_set(error, ERROR_REFUSED, "the due day lies beyond the year 9999");
}

/* The day that is `amount` counted days after `day`. */
static bool count_on(const Counting *counting, Day day, int64_t amount, Day *reached) {
    int closed = 0;
    while (amount > 0) {
        if (day >= DAY_LAST) return too_late(counting->error);
        day++;
        bool counted = is_counted(counting, day);
        amount -= counted;
        closed = counted || !closed_by(counting->question, day) ? 0 : closed + 1;
        if (closed > CLOSED_DAYS_RUNNING_MAX) return never_opens(counting->error);
    }
    *reached = day;
    return true;
}

static int counted_days(const Counting *counting, Day first, Day last) {
    int count = 0;
    for (Day day = first; day <= last; day++)
        count += is_counted(counting, day);
    return count;
}

/* ---------------------------------------------------------------- the steps */

/* Adds calendar months, and says so where the month has no such day. */
static bool add_months(Counting *counting, ClockStepKind kind, int months, ClockUnit unit,
                       const ClockExtension *extension) {
    Day before = counting->due, reached = day_add_months(before, months);
    int year, month, wanted, found;
    if (reached >= DAY_LAST) return too_late(counting->error);
    day_to_civil(before, &year, &month, &wanted);
    day_to_civil(reached, &year, &month, &found);
    ClockStep *step = add_step(counting, kind, before, reached);
    step->amount = unit == CLOCK_YEARS ? months / 12 : months;
    step->unit = unit;
    step->extension = extension;
    if (found != wanted) {
        step = add_step(counting, CLOCK_STEP_CLAMP, before, reached);
        step->wanted_day = wanted;
    }
    counting->due = reached;
    return true;
}

static bool add_period(Counting *counting) {
    const ClockRule *rule = counting->question->rule;
    if (rule->unit != CLOCK_DAYS)
        return add_months(counting, CLOCK_STEP_ADD,
                          rule->amount * (rule->unit == CLOCK_YEARS ? 12 : 1), rule->unit, NULL);
    Day before = counting->due;
    if (!count_on(counting, before, rule->amount, &counting->due)) return false;
    ClockStep *step = add_step(counting, CLOCK_STEP_ADD, before, counting->due);
    step->amount = rule->amount;
    step->unit = CLOCK_DAYS;
    return true;
}

/* Leaves out the closed days of one calendar after the other, so that each says how many days it
 * adds. Months are counted whole. */
static bool leave_out_closed_days(Counting *counting) {
    const ClockQuestion *question = counting->question;
    if (question->rule->unit != CLOCK_DAYS) return true;
    for (size_t i = 0; i < question->calendar_count; i++) {
        Day before = counting->due;
        counting->calendars = i + 1;
        if (!count_on(counting, counting->result->start, question->rule->amount, &counting->due))
            return false;
        if (counting->due == before) continue;
        ClockStep *step = add_step(counting, CLOCK_STEP_CLOSED_DAYS, before, counting->due);
        step->amount = counting->due - before;
        step->calendar = question->calendars[i];
    }
    return true;
}

static bool extend(Counting *counting, const ClockExtension *extension) {
    Day before = counting->due;
    if (extension->form == EXTEND_BY_MONTHS)
        return add_months(counting, CLOCK_STEP_EXTENSION, extension->amount, CLOCK_MONTHS,
                          extension);
    if (extension->form == EXTEND_TO_DAY) {
        char due[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];
        day_format(before, due);
        day_format(extension->to, to);
        if (extension->to < before)
            return error_set(counting->error, ERROR_REFUSED,
                             "the extension to %s ends before what was due already, %s", to, due);
        counting->due = extension->to;
    } else if (!count_on(counting, before, extension->amount, &counting->due)) {
        return false;
    }
    ClockStep *step = add_step(counting, CLOCK_STEP_EXTENSION, before, counting->due);
    step->amount = extension->amount;
    step->extension = extension;
    return true;
}

/* A pause moves the due day by those of its days that would have counted. One that begins after the
 * due day changes nothing: what is overdue does not become timely by waiting. */
static bool pause_clock(Counting *counting, const ClockPause *pause, bool *stands_still) {
    ClockResult *result = counting->result;
    Day first = pause->first > result->start ? pause->first : result->start + 1;
    Day last = pause_end(counting->question, pause), before = counting->due;
    if (first > before) return true;
    if (last == DAY_NONE) {
        result->stands_still_from = first;
        result->days_left = counted_days(counting, first, before);
        add_step(counting, CLOCK_STEP_STANDS_STILL, before, first)->pause = pause;
        *stands_still = true;
        return true;
    }
    int left_out = counted_days(counting, first, last < before ? last : before);
    counting->pauses[counting->pause_count++] = pause;
    if (!left_out) return true;
    if (!count_on(counting, before, left_out, &counting->due)) return false;
    ClockStep *step = add_step(counting, CLOCK_STEP_PAUSE, before, counting->due);
    step->pause = pause;
    step->amount = left_out;
    return true;
}

/* Extensions and pauses in the order in which they came, so that an extension to a day covers what
 * was before it. */
typedef struct Adjustment {
    const ClockExtension *extension;
    const ClockPause *pause;
    Day day;
    size_t index;
} Adjustment;

static int by_day(const void *left, const void *right) {
    const Adjustment *a = left, *b = right;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    if (!a->pause != !b->pause) return a->pause ? 1 : -1;
    return (a->index > b->index) - (a->index < b->index);
}

static Adjustment *adjustments(const Counting *counting, size_t *count) {
    const ClockQuestion *question = counting->question;
    size_t all = question->extension_count + question->pause_count;
    Adjustment *list = ARENA_ARRAY(counting->arena, all + 1, Adjustment);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        bool is_pause = i >= question->extension_count;
        Adjustment next = { .index = i };
        if (is_pause) {
            next.pause = &question->pauses[i - question->extension_count];
            next.day = next.pause->first;
        } else {
            next.extension = &question->extensions[i];
            next.day = next.extension->granted_on;
        }
        if (question->seen_on == DAY_NONE || next.day <= question->seen_on) list[(*count)++] = next;
    }
    qsort(list, *count, sizeof *list, by_day);
    return list;
}

static bool adjust(Counting *counting, bool *stands_still) {
    size_t count;
    const Adjustment *list = adjustments(counting, &count);
    for (size_t i = 0; i < count && !*stands_still; i++) {
        bool done = list[i].pause ? pause_clock(counting, list[i].pause, stands_still)
                                  : extend(counting, list[i].extension);
        if (!done) return false;
    }
    return true;
}

static bool next_open_day(const Counting *counting, Day *day) {
    for (int closed = 0; closed_by(counting->question, *day); closed++) {
        if (closed > CLOSED_DAYS_RUNNING_MAX) return never_opens(counting->error);
        ++*day;
    }
    return true;
}

/* ---------------------------------------------------------------- reminders */

static void remind(ClockResult *result, ReminderKind kind, Day day) {
    if (day < result->start) return;
    size_t at = result->reminder_count++;
    for (; at > 0 && result->reminders[at - 1].day > day; at--)
        result->reminders[at] = result->reminders[at - 1];
    result->reminders[at] = (ClockReminder){ kind, day };
}

static Day one_more_period(const ClockRule *rule, Day day) {
    if (rule->unit == CLOCK_DAYS) return day + rule->amount;
    return day_add_months(day, rule->amount * (rule->unit == CLOCK_YEARS ? 12 : 1));
}

static void set_reminders(ClockResult *result) {
    const ClockRule *rule = result->rule;
    for (size_t i = 0; i < CLOCK_EARLY_REMINDERS_MAX && rule->early_reminders[i]; i++)
        remind(result, REMINDER_EARLY, day_add_months(result->start, rule->early_reminders[i]));
    result->overdue_from = result->long_overdue_from = DAY_NONE;
    if (result->due == DAY_NONE) return;
    remind(result, REMINDER_FIRST, result->due - CLOCK_FIRST_REMINDER_DAYS);
    remind(result, REMINDER_SECOND, result->due - CLOCK_SECOND_REMINDER_DAYS);
    result->overdue_from = result->due + 1;
    result->long_overdue_from = one_more_period(rule, result->due) + 1;
    remind(result, REMINDER_OVERDUE, result->overdue_from);
}

/* ---------------------------------------------------------------- the whole question */

static bool check_adjustments(const ClockQuestion *question, Error *error) {
    for (size_t i = 0; i < question->extension_count; i++) {
        const ClockExtension *extension = &question->extensions[i];
        if (extension->form != EXTEND_TO_DAY && extension->amount < 1)
            return error_set(error, ERROR_REFUSED, "an extension is by one day or month or more");
    }
    for (size_t i = 0; i < question->pause_count; i++) {
        const ClockPause *pause = &question->pauses[i];
        if (pause->last != DAY_NONE && pause->last < pause->first)
            return error_set(error, ERROR_REFUSED, "a pause ends before it begins");
    }
    return true;
}

static bool check_question(const ClockQuestion *question, Error *error) {
    const ClockRule *rule = question->rule;
    Date start = question->start;
    if (start.precision == DATE_NONE)
        return error_set(error, ERROR_REFUSED,
                         "the day that starts the clock is not known, so no clock runs");
    if (start.precision == DATE_AFTER)
        return error_set(error, ERROR_REFUSED,
                         "no latest possible day is known for the start of the clock, so no day "
                         "can be due");
    Day from = valid_from(rule);
    if (from == DAY_NONE || start.last < from)
        return error_set(error, ERROR_REFUSED,
                         "version %d of the rule %s holds for clocks that start on %s or later",
                         rule->version, rule->id, rule->valid_from);
    return check_adjustments(question, error);
}

static void add_start_steps(Counting *counting) {
    Date start = counting->question->start;
    add_step(counting, CLOCK_STEP_START, start.last, start.last)->date = start;
    if (start.first != start.last)
        add_step(counting, CLOCK_STEP_LATEST_START, start.last, start.last)->date = start;
}

static bool add_due_step(Counting *counting) {
    Day before = counting->due;
    if (!next_open_day(counting, &counting->due)) return false;
    if (counting->due != before)
        add_step(counting, CLOCK_STEP_NEXT_OPEN_DAY, before, counting->due)->calendar =
            closed_by(counting->question, before);
    add_step(counting, CLOCK_STEP_DUE, counting->due, counting->due);
    counting->result->due = counting->due;
    return true;
}

bool clock_due(Arena *arena, const ClockQuestion *question, ClockResult *result, Error *error) {
    if (!check_question(question, error)) return false;
    size_t adjustment_count = question->extension_count + question->pause_count;
    ClockResult made = {
        .rule = question->rule,
        .start = question->start.last,
        .due = DAY_NONE,
        .stands_still_from = DAY_NONE,
        /* start, latest, period, clamp, next open day, due; an extension may clamp */
        .steps = ARENA_ARRAY(arena, 6 + question->calendar_count + 2 * adjustment_count, ClockStep),
    };
    Counting counting = {
        .arena = arena,
        .question = question,
        .result = &made,
        .due = made.start,
        .pauses = ARENA_ARRAY(arena, question->pause_count + 1, const ClockPause *),
        .error = error,
    };
    bool stands_still = false;
    add_start_steps(&counting);
    if (!add_period(&counting) || !leave_out_closed_days(&counting)) return false;
    made.due_by_rule = counting.due;
    if (!next_open_day(&counting, &made.due_by_rule)) return false;
    if (!adjust(&counting, &stands_still)) return false;
    if (!stands_still && !add_due_step(&counting)) return false;
    set_reminders(&made);
    *result = made;
    return true;
}

/* ---------------------------------------------------------------- where it stands on a day */

static bool has_happened(Date date, Day on) {
    return date.precision != DATE_NONE && date.last <= on;
}

static ClockStanding answered_standing(const ClockResult *result, Date answered, Day on) {
    Day due = result->due;
    ClockStanding standing = { CLOCK_ANSWERED_UNSURE, on, due, 0, answered };
    if (due == DAY_NONE || answered.last <= due)
        standing.status = CLOCK_ANSWERED_ON_TIME;
    else if (answered.first > due)
        standing.status = CLOCK_ANSWERED_LATE;
    if (due != DAY_NONE)
        standing.days =
            answered.last > due ? (int64_t)answered.last - due : (int64_t)due - answered.last;
    return standing;
}

static ClockStatus open_status(const ClockResult *result, Day on) {
    if (on >= result->long_overdue_from) return CLOCK_LONG_OVERDUE;
    if (on >= result->overdue_from) return CLOCK_OVERDUE;
    if (result->due - on <= CLOCK_SECOND_REMINDER_DAYS) return CLOCK_DUE_VERY_SOON;
    if (result->due - on <= CLOCK_FIRST_REMINDER_DAYS) return CLOCK_DUE_SOON;
    return CLOCK_RUNNING;
}

ClockStanding clock_standing(const ClockResult *result, const ClockStop *stop, Day on) {
    Day due = result->due;
    ClockStanding standing = { CLOCK_NOT_STARTED, on, due, 0, { 0 } };
    if (has_happened(stop->answered, on)) return answered_standing(result, stop->answered, on);
    if (on < result->start) return standing;
    if (has_happened(stop->closed_on, on)) {
        standing.status = CLOCK_CLOSED_UNANSWERED;
    } else if (due == DAY_NONE) {
        standing.status = CLOCK_STANDS_STILL;
        standing.days = result->days_left;
    } else {
        standing.status = open_status(result, on);
        standing.days = on > due ? (int64_t)on - due : (int64_t)due - on;
    }
    return standing;
}
