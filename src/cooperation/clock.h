/* Clocks: by when an answer is due, why on that day, and where a clock stands on any day
 * (REQUIREMENTS A1, A3, A4, B4; DOMAIN 3.1 rules 2 and 5, D4.5).
 *
 * A rule is data: a period, what starts and stops it, what counts as an answer, its source and how
 * sure it is, in versions. `clock_due` gives the due day together with every step that led to it,
 * and `clock_standing` what is to be said on a day. Nothing here reads a clock: the day is a
 * parameter, a day of Geneva (day_today in base/date.h). */
#ifndef UPHOLD_COOPERATION_CLOCK_H
#define UPHOLD_COOPERATION_CLOCK_H

#include "cooperation/phrase.h"

/* ---------------------------------------------------------------- rules */

typedef enum ClockUnit { CLOCK_DAYS, CLOCK_MONTHS, CLOCK_YEARS } ClockUnit;

typedef enum ClockBasis {                       /* how sure the period is; the marks are DOMAIN's */
                          CLOCK_BASIS_READ,     /* read in the source (S v) */
                          CLOCK_BASIS_RECALLED, /* sure, from memory: to be re-read (S m) */
                          CLOCK_BASIS_LIKELY,   /* likely, from memory: not to be shown as a rule of
                                                   the   United Nations before it is re-read (L m) */
                          CLOCK_BASIS_PROJECT, /* a choice of this project, not a rule of the United
                                                  Nations (METHOD) */
                          CLOCK_BASIS_COUNT,
} ClockBasis;

typedef enum ClockDebtor { CLOCK_OWED_BY_STATE, CLOCK_OWED_BY_REGISTRY } ClockDebtor;

enum { CLOCK_EARLY_REMINDERS_MAX = 3 };

/* All texts are English message ids. */
typedef struct ClockRule {
    const char *id;
    int version;            /* from 1; a change is a new version, and the old one stays */
    const char *valid_from; /* YYYY-MM-DD: the first day a clock may start by it; NULL: any day */
    int amount;
    ClockUnit unit;
    ClockDebtor owed_by;
    const char *title;  /* what is due, a few words */
    const char *starts; /* what starts it */
    const char *stops;  /* what stops it */
    const char *answer; /* what counts as an answer, and what does not */
    const char *source;
    ClockBasis basis;
    const char *reason; /* why this version replaced the one before; NULL: the first version */
    int early_reminders[CLOCK_EARLY_REMINDERS_MAX]; /* in months after the start; 0: no more */
} ClockRule;

typedef struct ClockRuleTable {
    const ClockRule *rules;
    size_t count;
} ClockRuleTable;

/* The rules in use. */
extern const ClockRuleTable CLOCK_RULES;

/* The newest version of the rule that governs a clock started on that day; NULL when there is none
 * of that id, or none for that day. */
const ClockRule *clock_rule_find(const ClockRuleTable *table, Str id, Day start);

/* The version that governed the same clock before `rule` replaced it; NULL when none did. */
const ClockRule *clock_rule_before(const ClockRuleTable *table, const ClockRule *rule, Day start);

const char *clock_basis_text(ClockBasis basis);
const char *clock_unit_word(ClockUnit unit); /* "days", "months", "years" */

/* ---------------------------------------------------------------- what may move a due day */

typedef enum ClosureEffect {
    CLOSURE_MOVES_DUE_DAY, /* calendar days count, but nothing falls due on a closed day */
    CLOSURE_NOT_COUNTED,   /* closed days do not count, either: for periods in days */
} ClosureEffect;

typedef struct ClosedDays {
    Day first, last;
    Str name;
} ClosedDays;

enum { CLOSED_ON_SATURDAY = 1 << 5, CLOSED_ON_SUNDAY = 1 << 6 }; /* bit 0 is Monday */

/* A list of closed days, in versions. Without a calendar every day counts, which is the rule of the
 * letters and of the statistics. */
typedef struct ClosureCalendar {
    Str id, name;
    int version;
    ClosureEffect effect;
    unsigned closed_weekdays;
    const ClosedDays *closed;
    size_t closed_count;
    Str reason; /* why this version replaced the one before */
} ClosureCalendar;

typedef enum ExtensionForm { EXTEND_BY_DAYS, EXTEND_BY_MONTHS, EXTEND_TO_DAY } ExtensionForm;

typedef struct ClockExtension {
    ExtensionForm form;
    int amount;     /* of days or months, at least 1 */
    Day to;         /* of EXTEND_TO_DAY: not before what was due */
    Day granted_on; /* DAY_NONE: from the beginning */
    Str reason;
} ClockExtension;

/* While the other side waits for us, or its own mandate has put the matter off. */
typedef struct ClockPause {
    Day first, last; /* both inclusive; last DAY_NONE: it has not ended */
    Str reason;
} ClockPause;

typedef struct ClockQuestion {
    const ClockRule *rule;
    Date start;
    const ClockExtension *extensions; /* in any order */
    size_t extension_count;
    const ClockPause *pauses; /* in any order; where they overlap a day is left out once */
    size_t pause_count;
    const ClosureCalendar *const *calendars; /* a day closed in any of them is closed */
    size_t calendar_count;
    Day seen_on; /* what was granted or begun later is left aside; DAY_NONE: all of it counts */
} ClockQuestion;

/* ---------------------------------------------------------------- the answer and its steps */

typedef enum ClockStepKind {
    CLOCK_STEP_START,         /* the day of what started it */
    CLOCK_STEP_LATEST_START,  /* that day is not known exactly: the latest possible one counts */
    CLOCK_STEP_ADD,           /* the rule's period */
    CLOCK_STEP_CLAMP,         /* the month has no such day: its last one counts */
    CLOCK_STEP_CLOSED_DAYS,   /* closed days are not counted */
    CLOCK_STEP_EXTENSION,     /* granted, the due day before it is kept */
    CLOCK_STEP_PAUSE,         /* days that do not count */
    CLOCK_STEP_STANDS_STILL,  /* a pause that has not ended */
    CLOCK_STEP_NEXT_OPEN_DAY, /* off a closed day */
    CLOCK_STEP_DUE,
} ClockStepKind;

typedef struct ClockStep {
    ClockStepKind kind;
    Day day;        /* reached with this step */
    Day before;     /* where the step began */
    Date date;      /* of the start, as recorded */
    int amount;     /* of what was added; of the days left out */
    ClockUnit unit; /* of it */
    int wanted_day; /* of the month: the day that CLAMP did not find */
    const ClockExtension *extension;
    const ClockPause *pause;
    const ClosureCalendar *calendar;
} ClockStep;

typedef enum ReminderKind {
    REMINDER_EARLY,  /* so many months after the start (A3, B4) */
    REMINDER_FIRST,  /* 30 days before the due day */
    REMINDER_SECOND, /* 7 days before */
    REMINDER_OVERDUE /* the day after */
} ReminderKind;

enum { CLOCK_FIRST_REMINDER_DAYS = 30, CLOCK_SECOND_REMINDER_DAYS = 7 };
enum { CLOCK_REMINDERS_MAX = CLOCK_EARLY_REMINDERS_MAX + 3 };

typedef struct ClockReminder {
    ReminderKind kind;
    Day day;
} ClockReminder;

typedef struct ClockResult {
    const ClockRule *rule;
    Day start;             /* the day the count runs from: that day itself is not counted */
    Day due;               /* DAY_NONE while the clock stands still */
    Day due_by_rule;       /* without extensions and pauses */
    Day stands_still_from; /* of a pause that has not ended; else DAY_NONE */
    int days_left;         /* then: counted days between that day and the due day, both included */
    Day overdue_from;      /* the day after */
    Day long_overdue_from; /* the day after one more whole period, counted from the due day */
    ClockReminder reminders[CLOCK_REMINDERS_MAX]; /* by day; none before the start */
    size_t reminder_count;
    ClockStep *steps;
    size_t step_count;
} ClockResult;

/* The due day with its steps, which the arena owns and which point into the question. Refuses: a
 * start whose latest day is not known, or for which the rule is not in force; an extension of
 * nothing, or to a day before what was due; a pause that ends before it begins; a calendar that
 * does not open for a year. */
bool clock_due(Arena *arena, const ClockQuestion *question, ClockResult *result,
               Error *error) MUST_CHECK;

Phrase clock_step_phrase(const ClockStep *step);
const char *clock_step_word(ClockStepKind kind); /* "start", "add", ... as in JSON */
const char *reminder_word(ReminderKind kind);    /* "first", ... as in JSON */

/* ---------------------------------------------------------------- a changed rule or calendar */

/* The same clock before and after: both dates are kept. */
typedef struct ClockChange {
    ClockResult before, after;
    Phrase *phrases; /* both dates, and what was changed for which reason */
    size_t phrase_count;
} ClockChange;

/* The questions differ in the version of their rule or in their calendars. */
bool clock_change(Arena *arena, const ClockQuestion *before, const ClockQuestion *after,
                  ClockChange *change, Error *error) MUST_CHECK;

/* ---------------------------------------------------------------- where it stands on a day */

typedef enum ClockStatus {
    CLOCK_NOT_STARTED,
    CLOCK_RUNNING,           /* due in more than 30 days */
    CLOCK_DUE_SOON,          /* in 8 to 30 days */
    CLOCK_DUE_VERY_SOON,     /* in 0 to 7 days */
    CLOCK_OVERDUE,           /* from the day after the due day */
    CLOCK_LONG_OVERDUE,      /* longer than one more whole period */
    CLOCK_STANDS_STILL,      /* paused */
    CLOCK_ANSWERED_ON_TIME,  /* on the due day or before */
    CLOCK_ANSWERED_LATE,     /* certainly after it */
    CLOCK_ANSWERED_UNSURE,   /* answered on a day that may lie before or after it */
    CLOCK_CLOSED_UNANSWERED, /* nothing is awaited any more */
    CLOCK_STATUS_COUNT,
} ClockStatus;

/* What stopped it. An answer counts also where none was awaited any more, from its latest possible
 * day on, and is called late only where its earliest possible day is. */
typedef struct ClockStop {
    Date answered;  /* DATE_NONE: not */
    Date closed_on; /* DATE_NONE: not */
} ClockStop;

typedef struct ClockStanding {
    ClockStatus status;
    Day on;
    Day due;
    int64_t days; /* until the due day, or from it to `on` or to the answer; never negative */
    Date answered;
} ClockStanding;

ClockStanding clock_standing(const ClockResult *result, const ClockStop *stop, Day on);
Phrase clock_standing_phrase(const ClockStanding *standing);
const char *clock_status_word(ClockStatus status);  /* "due_soon", as in JSON and addresses */
const char *clock_status_title(ClockStatus status); /* "Due within 30 days" */

#endif
