/* Chains of visit events (A1, A3; DOMAIN 3.1): a test for each word of the glossary, for each rule,
 * for what is decided where DOMAIN leaves a choice, and real chains from the reference data. */
#include "base/prng.h"
#include "cooperation/cooperation_kinds.h"
#include "cooperation/test_visit_data.h"

/* ---------------------------------------------------------------- chains in a few words */

/* An event as it would stand in a row: "requested", "mandate", "2026-01-15". */
typedef struct Row {
    const char *event, *by, *happened_on, *visit_start, *visit_end, *visit;
    bool unofficial;
} Row;

static Date a_date(const char *text) {
    Date date = { 0 };
    Error error = { 0 };
    if (text && *text && !date_parse(str_from(text), &date, &error)) fail_msg("%s", error.message);
    return date;
}

static VisitEntry entry_of(Arena *arena, const Row *row, size_t number) {
    VisitEntry entry = {
        .key = str_format(arena, "V%03zu", number),
        .happened_on = a_date(row->happened_on),
        .visit_start = a_date(row->visit_start),
        .visit_end = a_date(row->visit_end),
        .visit = str_from(row->visit),
        .unofficial = row->unofficial,
    };
    if (!visit_event_from_word(str_from(row->event), &entry.type) ||
        !acting_party_from_word(str_from(row->by ? row->by : ""), &entry.by))
        fail_msg("%s by %s", row->event, row->by);
    return entry;
}

typedef struct Story {
    Arena arena;
    VisitTimeline timeline;
} Story;

static void tell(Story *story, const Row *rows, size_t count) {
    *story = (Story){ 0 };
    VisitEntry *entries = ARENA_ARRAY(&story->arena, count + 1, VisitEntry);
    for (size_t i = 0; i < count; i++)
        entries[i] = entry_of(&story->arena, &rows[i], i + 1);
    story->timeline = visit_timeline(&story->arena, entries, count);
}

#define TELL(story, ...)                                                                           \
    tell((story), (const Row[]){ __VA_ARGS__ }, COUNT_OF(((const Row[]){ __VA_ARGS__ })))

static VisitStanding on(Story *story, const char *day) {
    return visit_standing_newest(&story->arena, &story->timeline, the_day(day));
}

static void assert_status(Story *story, const char *day, VisitStatus status) {
    VisitStanding standing = on(story, day);
    if (standing.status != status)
        fail_msg("on %s: %s, not %s", day, visit_status_word(standing.status),
                 visit_status_word(status));
}

static void assert_clock(Story *story, const char *day, VisitClockState state, ClockStatus status) {
    VisitStanding standing = on(story, day);
    assert_int_equal(standing.clock.state, state);
    if (standing.clock.standing.status != status)
        fail_msg("on %s: %s, not %s", day, clock_status_word(standing.clock.standing.status),
                 clock_status_word(status));
}

static void assert_due(Story *story, const char *day, const char *rule, const char *due) {
    VisitStanding standing = on(story, day);
    char text[DAY_TEXT_SIZE];
    assert_non_null(standing.clock.result.rule);
    assert_string_equal(standing.clock.result.rule->id, rule);
    day_format(standing.clock.result.due, text);
    assert_string_equal(text, due);
}

static void assert_says(Story *story, const char *day, const char *sentence) {
    VisitStanding standing = on(story, day);
    VisitPhrases phrases = visit_standing_phrases(&standing);
    Str all = STR_EMPTY;
    for (size_t i = 0; i < phrases.count; i++) {
        Str text = phrase_english(&story->arena, &phrases.phrases[i]);
        if (str_equal_c(text, sentence)) return;
        all = str_format(&story->arena, "%.*s %.*s", STR_ARGUMENTS(all), STR_ARGUMENTS(text));
    }
    fail_msg("\"%s\" is not said, but:%.*s", sentence, STR_ARGUMENTS(all));
}

static void end(Story *story) {
    arena_free(&story->arena);
}

/* ---------------------------------------------------------------- the words of the glossary */

static void requested_starts_the_clock_of_two_months(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2025-12-31" });
    assert_status(&story, "2025-12-30", VISIT_STATUS_NONE);
    assert_status(&story, "2025-12-31", VISIT_STATUS_REQUESTED);
    assert_due(&story, "2026-01-10", "visit-dates", "2026-02-28");
    assert_clock(&story, "2026-01-10", VISIT_CLOCK_RUNS, CLOCK_RUNNING);
    assert_clock(&story, "2026-03-01", VISIT_CLOCK_RUNS, CLOCK_OVERDUE);
    assert_says(&story, "2026-03-01", "The mandate asked for a visit (2025-12-31).");
    assert_says(&story, "2026-03-01",
                "It has been open since the first event on record: "
                "2025-12-31.");
    assert_says(&story, "2026-03-01",
                "Asked of the State: Specific dates for a requested visit "
                "(rule visit-dates).");
    assert_says(&story, "2026-03-01", "Due on 2026-02-28; overdue by one day.");
    end(&story);
}

static void invited_without_a_request_runs_no_clock(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "invited", "state", "2026-01-10" });
    assert_status(&story, "2026-01-10", VISIT_STATUS_INVITED);
    assert_true(on(&story, "2026-01-10").open);
    assert_int_equal(on(&story, "2027-01-10").clock.state, VISIT_CLOCK_NO_REQUEST);
    assert_says(&story, "2027-01-10", "No clock runs: the day of a request is not on record.");
    end(&story);
}

/* The glossary: also after the request of a predecessor. */
static void invited_after_a_request_is_accepted(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2020-01-10" }, { "invited", "state", "2026-01-10" });
    assert_status(&story, "2026-01-10", VISIT_STATUS_ACCEPTED);
    assert_clock(&story, "2026-01-10", VISIT_CLOCK_RUNS, CLOCK_LONG_OVERDUE);
    end(&story);
}

static void pending_request_is_an_observation_without_a_clock(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "pending_request", "mandate", "2006-10-03" });
    assert_status(&story, "2006-10-02", VISIT_STATUS_NONE);
    assert_status(&story, "2026-01-10", VISIT_STATUS_PENDING_LISTED);
    assert_int_equal(on(&story, "2026-01-10").clock.state, VISIT_CLOCK_NO_REQUEST);
    assert_says(&story, "2026-01-10", "It has been open at least since then: 2006-10-03.");
    end(&story);
    TELL(&story, { "requested", "mandate", "2005-01-10" }, { "accepted", "state", "2006-01-10" },
         { "pending_request", "mandate", "2006-10-03" });
    assert_status(&story, "2026-01-10", VISIT_STATUS_ACCEPTED);
    end(&story);
}

static void a_reminder_does_not_start_a_running_clock_again(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2025-01-10" }, { "reminder", "mandate", "2025-09-01" });
    assert_status(&story, "2025-09-01", VISIT_STATUS_REMINDED);
    assert_due(&story, "2025-09-02", "visit-dates", "2025-03-10");
    assert_int_equal(on(&story, "2025-09-02").reminders, 1);
    end(&story);
}

static void acknowledged_is_not_accepted_and_leaves_the_clock_running(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2026-01-10" },
         { "acknowledged", "state", "2026-01-20" });
    assert_status(&story, "2026-01-20", VISIT_STATUS_ACKNOWLEDGED);
    assert_true(on(&story, "2026-01-20").open);
    assert_null(on(&story, "2026-01-20").accepted);
    assert_clock(&story, "2026-03-11", VISIT_CLOCK_RUNS, CLOCK_OVERDUE);
    assert_says(&story, "2026-01-20",
                "The State acknowledged the request (2026-01-20), which is no acceptance.");
    end(&story);
}

/* A1: "accepted in principle" leaves the clock running. */
static void accepted_without_dates_is_still_open(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2026-01-10" }, { "accepted", "state", "2026-01-20" });
    assert_status(&story, "2026-01-20", VISIT_STATUS_ACCEPTED);
    assert_true(on(&story, "2026-01-20").open);
    assert_clock(&story, "2026-03-11", VISIT_CLOCK_RUNS, CLOCK_OVERDUE);
    assert_says(&story, "2026-01-20",
                "The State accepted the visit in principle (2026-01-20), without dates.");
    end(&story);
}

/* The glossary: "if it carries dates it is Dates proposal". */
static void accepted_with_dates_is_a_proposal_of_dates(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2026-01-10" },
         { "accepted", "state", "2026-01-20", "2026-06-01", "2026-06-10" });
    assert_status(&story, "2026-01-20", VISIT_STATUS_DATES_PROPOSED);
    assert_clock(&story, "2026-12-01", VISIT_CLOCK_ANSWERED, CLOCK_ANSWERED_ON_TIME);
    end(&story);
}

static void declined_by_the_state_counts_against_it_and_is_no_answer_with_dates(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2026-01-10" }, { "declined", "state", "2026-02-01" });
    assert_status(&story, "2026-02-01", VISIT_STATUS_DECLINED);
    assert_true(on(&story, "2026-02-01").against_state);
    assert_clock(&story, "2026-06-01", VISIT_CLOCK_RUNS, CLOCK_LONG_OVERDUE);
    assert_says(&story, "2026-06-01", "The State declined the visit (2026-02-01).");
    end(&story);
}

static void declined_by_the_mandate_ends_an_invitation(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "invited", "state", "2026-01-10" }, { "declined", "mandate", "2026-02-01" });
    assert_false(on(&story, "2026-02-01").against_state);
    assert_false(on(&story, "2026-02-01").open);
    assert_says(&story, "2026-02-01", "The mandate declined the invitation (2026-02-01).");
    end(&story);
}

static void dates_proposed_by_the_state_answer_the_request(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2026-01-10" },
         { "dates_proposed", "state", "2026-03-10", "2026-06" });
    assert_status(&story, "2026-03-10", VISIT_STATUS_DATES_PROPOSED);
    assert_clock(&story, "2026-03-10", VISIT_CLOCK_ANSWERED, CLOCK_ANSWERED_ON_TIME);
    end(&story);
}

static void dates_proposed_by_the_mandate_are_no_answer(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2026-01-10" },
         { "dates_proposed", "mandate", "2026-02-01" });
    assert_int_equal(on(&story, "2026-02-01").by, PARTY_MANDATE);
    assert_clock(&story, "2026-03-11", VISIT_CLOCK_RUNS, CLOCK_OVERDUE);
    end(&story);
}

static void dates_agreed_answer_the_request_and_hold_until_the_last_day(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2026-01-10" },
         { "dates_agreed", NULL, "2026-03-11", "2026-06-01", "2026-06-10" });
    assert_status(&story, "2026-06-10", VISIT_STATUS_DATES_AGREED);
    assert_clock(&story, "2026-06-10", VISIT_CLOCK_ANSWERED, CLOCK_ANSWERED_LATE);
    assert_status(&story, "2026-06-11", VISIT_STATUS_DATES_LAPSED);
    end(&story);
}

static void postponed_by_the_state_counts_against_it(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2026-01-10" },
         { "dates_agreed", NULL, "2026-02-01", "2026-06-01", "2026-06-10" },
         { "postponed", "state", "2026-05-20" });
    assert_status(&story, "2026-07-01", VISIT_STATUS_POSTPONED);
    assert_true(on(&story, "2026-07-01").against_state);
    assert_int_equal(on(&story, "2026-07-01").postponed_by_state, 1);
    assert_true(on(&story, "2026-07-01").open);
    assert_says(&story, "2026-07-01",
                "No clock runs now: dates had been given, and the mandate has "
                "not asked again on record.");
    end(&story);
}

static void postponed_by_the_mandate_is_not_awaited_from_the_state(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2026-01-10" },
         { "postponed", "mandate", "2026-02-20" });
    assert_false(on(&story, "2026-07-01").against_state);
    assert_clock(&story, "2026-02-19", VISIT_CLOCK_RUNS, CLOCK_DUE_SOON);
    assert_clock(&story, "2026-07-01", VISIT_CLOCK_CLOSED, CLOCK_CLOSED_UNANSWERED);
    assert_says(&story, "2026-07-01",
                "No clock runs: what the mandate itself has put off or ended is not awaited from "
                "the State (2026-02-20).");
    end(&story);
}

static void cancelled_by_the_state_closes_no_clock(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2026-01-10" }, { "cancelled", "state", "2026-02-20" });
    assert_status(&story, "2026-07-01", VISIT_STATUS_CANCELLED);
    assert_true(on(&story, "2026-07-01").against_state);
    assert_true(on(&story, "2026-07-01").open);
    assert_clock(&story, "2026-07-01", VISIT_CLOCK_RUNS, CLOCK_LONG_OVERDUE);
    end(&story);
}

static void cancelled_by_the_mandate_is_not_awaited_any_more(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2026-01-10" },
         { "cancelled", "mandate", "2026-02-20" });
    assert_false(on(&story, "2026-07-01").against_state);
    assert_false(on(&story, "2026-07-01").open);
    assert_clock(&story, "2026-07-01", VISIT_CLOCK_CLOSED, CLOCK_CLOSED_UNANSWERED);
    end(&story);
}

static void withdrawn_by_the_mandate_ends_the_chain(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2026-01-10" },
         { "withdrawn", "mandate", "2026-02-20" });
    assert_status(&story, "2026-07-01", VISIT_STATUS_WITHDRAWN);
    assert_false(on(&story, "2026-07-01").open);
    assert_clock(&story, "2026-07-01", VISIT_CLOCK_CLOSED, CLOCK_CLOSED_UNANSWERED);
    end(&story);
}

static void completed_ends_the_chain_and_answers_the_request(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2026-01-10" },
         { "completed", NULL, "2026-06-10", "2026-06-01", "2026-06-10" });
    VisitStanding standing = on(&story, "2026-07-01");
    assert_int_equal(standing.status, VISIT_STATUS_COMPLETED);
    assert_false(standing.open);
    assert_int_equal(standing.clock.state, VISIT_CLOCK_REPORT);
    assert_clock(&story, "2026-06-09", VISIT_CLOCK_RUNS, CLOCK_LONG_OVERDUE);
    assert_says(&story, "2026-07-01", "The visit took place; it ended 2026-06-10.");
    end(&story);
}

/* A3: a report presented on 16 September 2025. */
static void a_report_starts_the_clock_of_its_follow_up(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "completed", NULL, "2025-03-10", "2025-03-01", "2025-03-10" },
         { "report", NULL, "2025-09-16" });
    assert_status(&story, "2025-09-16", VISIT_STATUS_REPORTED);
    assert_due(&story, "2026-07-31", "visit-followup", "2026-09-16");
    assert_clock(&story, "2026-07-31", VISIT_CLOCK_RUNS, CLOCK_RUNNING);
    assert_clock(&story, "2026-09-17", VISIT_CLOCK_RUNS, CLOCK_OVERDUE);
    end(&story);
}

static void a_breach_of_the_terms_of_reference_stands_beside_the_status(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "dates_agreed", NULL, "2026-03-01", "2026-06-01", "2026-06-10" },
         { "tor_breach", NULL, "2026-06-03" });
    assert_status(&story, "2026-06-05", VISIT_STATUS_DATES_AGREED);
    assert_non_null(on(&story, "2026-06-05").breach);
    assert_null(on(&story, "2026-06-02").breach);
    assert_says(&story, "2026-06-05",
                "A breach of the Terms of Reference of the visit is on record (2026-06-03).");
    end(&story);
}

static void information_on_follow_up_stops_the_clock_of_the_report(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "completed", NULL, "2025-03-10" }, { "report", NULL, "2025-09-16" },
         { "followup_info", "state", "2026-09-16" });
    assert_status(&story, "2026-09-16", VISIT_STATUS_FOLLOWED_UP);
    assert_clock(&story, "2026-12-01", VISIT_CLOCK_ANSWERED, CLOCK_ANSWERED_ON_TIME);
    end(&story);
}

/* One concept, one name, one order (rule 2): in C as in the records. */
static void the_words_are_those_of_the_vocabulary_in_its_order(void **state) {
    (void)state;
    const Field *field =
        kind_field(&VISIT_EVENT, (size_t)kind_find_field(&VISIT_EVENT, STR("event")));
    assert_int_equal(field->vocabulary->count, VISIT_EVENT_TYPE_COUNT);
    for (size_t i = 0; i < field->vocabulary->count; i++)
        assert_string_equal(field->vocabulary->terms[i].word, visit_event_word((VisitEventType)i));
    const Field *by = kind_field(&VISIT_EVENT, (size_t)kind_find_field(&VISIT_EVENT, STR("by")));
    for (size_t i = 0; i < by->vocabulary->count; i++) {
        ActingParty party;
        assert_true(acting_party_from_word(str_from(by->vocabulary->terms[i].word), &party));
        assert_int_not_equal(party, PARTY_NOT_KNOWN);
    }
}

/* ---------------------------------------------------------------- rule 1: chains */

static void rule_1_after_a_completed_visit_a_new_chain_begins(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2020-01-10" }, { "completed", NULL, "2020-06-10" },
         { "report", NULL, "2021-03-01" }, { "requested", "mandate", "2024-01-10" },
         { "followup_info", "state", "2024-02-01" });
    assert_int_equal(story.timeline.chain_count, 2);
    assert_status(&story, "2024-03-01", VISIT_STATUS_REQUESTED);
    VisitStanding first = visit_standing(&story.arena, &story.timeline, 0, the_day("2024-03-01"));
    assert_int_equal(first.status, VISIT_STATUS_FOLLOWED_UP);
    assert_int_equal(first.chain, 0);
    end(&story);
}

static void rule_1_after_a_withdrawal_a_new_chain_begins(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2020-01-10" }, { "withdrawn", "mandate", "2020-06-10" },
         { "requested", "mandate", "2024-01-10" });
    assert_int_equal(story.timeline.chain_count, 2);
    assert_due(&story, "2024-01-10", "visit-dates", "2024-03-10");
    end(&story);
}

static void rule_1_after_a_cancellation_only_a_fresh_request_begins_a_new_chain(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2020-01-10" }, { "cancelled", "state", "2020-06-10" },
         { "reminder", "mandate", "2021-01-10" });
    assert_int_equal(story.timeline.chain_count, 1);
    assert_due(&story, "2021-01-10", "visit-dates", "2020-03-10");
    end(&story);
    TELL(&story, { "requested", "mandate", "2020-01-10" }, { "cancelled", "state", "2020-06-10" },
         { "requested", "mandate", "2021-01-10" });
    assert_int_equal(story.timeline.chain_count, 2);
    assert_due(&story, "2021-01-10", "visit-dates", "2021-03-10");
    end(&story);
}

/* Chain = State x mandate, whoever holds it: nothing in an event names a holder. */
static void rule_1_the_request_of_a_predecessor_is_the_same_chain(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2010-01-10" }, { "reminder", "mandate", "2016-11-01" },
         { "accepted", "state", "2018-01-10" });
    assert_int_equal(story.timeline.chain_count, 1);
    assert_says(&story, "2018-01-10",
                "It has been open since the first event on record: 2010-01-10.");
    assert_due(&story, "2018-01-10", "visit-dates", "2010-03-10");
    end(&story);
}

static void a_report_belongs_to_the_visit_before_the_request_that_waits(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2020-01-10" }, { "report", NULL, "2020-06-10" });
    assert_status(&story, "2020-07-01", VISIT_STATUS_REQUESTED);
    end(&story);
    TELL(&story, { "report", NULL, "2020-06-10" }, { "requested", "mandate", "2022-01-10" });
    assert_int_equal(story.timeline.chain_count, 2);
    end(&story);
    TELL(&story, { "dates_agreed", NULL, "", "2020-01-10" }, { "report", NULL, "2020-06-10" });
    assert_status(&story, "2020-07-01", VISIT_STATUS_REPORTED);
    end(&story);
}

static void events_of_one_visit_stay_in_its_chain(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "completed", NULL, "2020-06-10", "", "", "A" },
         { "requested", "mandate", "2021-01-10" }, { "completed", NULL, "2021-06-10", "", "", "B" },
         { "report", NULL, "2022-01-10", "", "", "A" }, { "completed", NULL, "2023", "", "", "A" });
    assert_int_equal(story.timeline.chain_count, 2);
    VisitStanding first = visit_standing(&story.arena, &story.timeline, 0, the_day("2022-02-01"));
    assert_int_equal(first.status, VISIT_STATUS_REPORTED);
    assert_status(&story, "2022-02-01", VISIT_STATUS_COMPLETED);
    end(&story);
}

/* ---------------------------------------------------------------- rule 2: order */

static void rule_2_an_event_counts_from_its_latest_possible_day(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2011" }, { "acknowledged", "state", "2011-03-01" });
    assert_status(&story, "2011-12-30", VISIT_STATUS_ACKNOWLEDGED);
    assert_status(&story, "2011-12-31", VISIT_STATUS_REQUESTED);
    assert_due(&story, "2011-12-31", "visit-dates", "2012-02-29");
    end(&story);
}

static void rule_2_events_of_one_day_go_in_the_order_of_the_vocabulary(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "completed", NULL, "2017-05" }, { "invited", "state", "2017-05" });
    assert_int_equal(story.timeline.chain_count, 1);
    assert_status(&story, "2017-05-31", VISIT_STATUS_COMPLETED);
    end(&story);
}

static void rule_2_then_the_key_decides(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "postponed", "mandate", "2017-05-01" }, { "postponed", "state", "2017-05-01" });
    assert_true(on(&story, "2017-05-01").against_state);
    end(&story);
    TELL(&story, { "postponed", "state", "2017-05-01" }, { "postponed", "mandate", "2017-05-01" });
    assert_false(on(&story, "2017-05-01").against_state);
    end(&story);
}

static void an_agreement_of_an_unknown_day_lies_by_the_first_day_of_the_visit(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2020-01-10" },
         { "dates_agreed", NULL, "", "2020-06-01", "2020-06-10" });
    assert_status(&story, "2020-05-31", VISIT_STATUS_REQUESTED);
    assert_status(&story, "2020-06-01", VISIT_STATUS_DATES_AGREED);
    assert_clock(&story, "2020-06-01", VISIT_CLOCK_ANSWERED, CLOCK_ANSWERED_UNSURE);
    assert_says(&story, "2020-06-01",
                "Due on 2020-03-10; answered (on or before 2020-06-01), whether by the due day is "
                "not known.");
    end(&story);
}

static void dates_put_off_were_agreed_before_when_the_record_links_them(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "accepted", "state", "2014-01-10" },
         { "dates_agreed", NULL, "", "2014-08-12", "2014-08-18", "A" },
         { "postponed", "state", "2014-08-06", "", "", "A" });
    assert_int_equal(story.timeline.events[1].placement, VISIT_PLACED_BY_VISIT);
    assert_status(&story, "2014-08-20", VISIT_STATUS_POSTPONED);
    end(&story);
}

static void dates_put_off_were_agreed_before_when_nothing_else_can_be_meant(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "dates_agreed", NULL, "", "2014-08-12", "2014-08-18" },
         { "postponed", "state", "2014-08-06" });
    assert_int_equal(story.timeline.events[0].placement, VISIT_PLACED_BY_PUT_OFF);
    assert_status(&story, "2014-08-20", VISIT_STATUS_POSTPONED);
    assert_says(&story, "2014-08-20",
                "What was put off is taken to be the visit beginning 2014-08-12: nothing else on "
                "record can be meant.");
    end(&story);
}

/* To the State's benefit: what was accepted may have been put off, and the dates be new ones. */
static void new_dates_after_a_postponement_are_not_taken_for_the_old_ones(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "accepted", "state", "2014-01-10" },
         { "dates_agreed", NULL, "", "2014-11-03", "2014-11-07" },
         { "postponed", "state", "2014-08-06" });
    assert_status(&story, "2014-11-05", VISIT_STATUS_DATES_AGREED);
    end(&story);
    TELL(&story, { "dates_agreed", NULL, "", "2014-11-03", "2014-11-07", "B" },
         { "postponed", "state", "2014-08-06", "", "", "A" });
    assert_status(&story, "2014-11-05", VISIT_STATUS_DATES_AGREED);
    end(&story);
}

static void what_was_accepted_before_an_earlier_visit_is_not_what_was_put_off(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "accepted", "state", "2010-01-10" }, { "completed", NULL, "2010-06-10" },
         { "dates_agreed", NULL, "", "2014-08-12", "2014-08-18" },
         { "postponed", "state", "2014-08-06" });
    assert_status(&story, "2014-08-20", VISIT_STATUS_POSTPONED);
    end(&story);
}

static void of_two_agreements_the_next_visit_was_put_off(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "dates_agreed", NULL, "", "2014-11-03", "2014-11-07" },
         { "dates_agreed", NULL, "", "2014-08-12", "2014-08-18" },
         { "postponed", "state", "2014-08-06" });
    assert_status(&story, "2014-08-20", VISIT_STATUS_POSTPONED);
    assert_status(&story, "2014-11-05", VISIT_STATUS_DATES_AGREED);
    end(&story);
}

static void an_announcement_of_the_visit_that_was_made_is_no_second_visit(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "completed", NULL, "2012-05-04", "2012-04-23", "2012-05-04" },
         { "dates_agreed", NULL, "", "2012", "2012" });
    assert_int_equal(story.timeline.chain_count, 1);
    assert_status(&story, "2013-06-01", VISIT_STATUS_COMPLETED);
    end(&story);
}

static void an_event_without_a_latest_day_is_kept_apart_and_never_counted(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "" }, { "accepted", "state", "[2010-09-21..]" },
         { "dates_agreed", NULL, "" }, { "completed", NULL, "2012" });
    assert_int_equal(story.timeline.count, 1);
    assert_int_equal(story.timeline.unplaced_count, 3);
    end(&story);
}

/* ---------------------------------------------------------------- rule 3: by whom */

static void rule_3_what_nobody_is_named_for_counts_against_nobody(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2020-01-10" }, { "postponed", NULL, "2020-02-01" });
    assert_false(on(&story, "2020-02-01").against_state);
    assert_clock(&story, "2020-06-01", VISIT_CLOCK_RUNS, CLOCK_LONG_OVERDUE);
    assert_says(&story, "2020-06-01",
                "The visit was postponed (2020-02-01); by whom is not on record.");
    end(&story);
}

static void rule_3_postponed_cancelled_and_declined_need_a_name(void **state) {
    (void)state;
    static const char *const words[] = { "postponed", "cancelled", "declined" };
    Arena arena = { 0 };
    const char *field;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        Row row = { words[i], NULL, "2020-01-10" };
        VisitEntry entry = entry_of(&arena, &row, 1);
        assert_non_null(visit_entry_fault(&entry, &field));
        assert_string_equal(field, "by");
        row.by = "state";
        entry = entry_of(&arena, &row, 1);
        assert_null(visit_entry_fault(&entry, &field));
    }
    arena_free(&arena);
}

/* Invariant 5 of DOMAIN 10. */
static void dates_are_agreed_before_the_visit_and_a_visit_ends_after_it_starts(void **state) {
    (void)state;
    Arena arena = { 0 };
    const char *field;
    Row late = { "dates_agreed", NULL, "2020-06-02", "2020-06-01" };
    VisitEntry entry = entry_of(&arena, &late, 1);
    assert_non_null(visit_entry_fault(&entry, &field));
    assert_string_equal(field, "happened_on");
    Row backwards = { "completed", NULL, "2020-06-02", "2020-06-02", "2020-06-01" };
    entry = entry_of(&arena, &backwards, 1);
    assert_non_null(visit_entry_fault(&entry, &field));
    assert_string_equal(field, "visit_end");
    arena_free(&arena);
}

/* ---------------------------------------------------------------- rule 4: answers with dates */

static void rule_4_the_first_dates_are_the_answer(void **state) {
    (void)state;
    static const Row firsts[] = {
        { "dates_proposed", "state", "2020-02-01" },
        { "dates_proposed", NULL, "2020-02-01" }, /* the glossary knows no other proposal */
        { "dates_agreed", NULL, "2020-02-01", "2020-09-01" },
        { "completed", NULL, "2020-02-01" },
    };
    for (size_t i = 0; i < COUNT_OF(firsts); i++) {
        Story story;
        TELL(&story, { "requested", "mandate", "2020-01-10" }, firsts[i],
             { "dates_agreed", NULL, "2020-08-01", "2020-09-01" });
        VisitStanding standing =
            visit_standing(&story.arena, &story.timeline, 0, the_day("2020-02-01"));
        if (firsts[i].event[0] != 'c')
            assert_int_equal(standing.clock.stopped_by->happened.last, the_day("2020-02-01"));
        assert_int_not_equal(standing.clock.state, VISIT_CLOCK_RUNS);
        end(&story);
    }
}

static void
rule_4_neither_acceptance_nor_refusal_nor_delay_by_the_state_is_an_answer(void **state) {
    (void)state;
    static const char *const words[] = { "acknowledged", "accepted", "declined", "postponed",
                                         "cancelled" };
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        Story story;
        TELL(&story, { "requested", "mandate", "2020-01-10" }, { words[i], "state", "2020-02-01" });
        assert_clock(&story, "2020-03-11", VISIT_CLOCK_RUNS, CLOCK_OVERDUE);
        end(&story);
    }
}

/* ---------------------------------------------------------------- rule 5: two calendar months */

static void rule_5_dates_on_the_due_day_are_on_time_and_the_day_after_late(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2026-07-01" },
         { "dates_proposed", "state", "2026-09-01" });
    assert_clock(&story, "2027-01-01", VISIT_CLOCK_ANSWERED, CLOCK_ANSWERED_ON_TIME);
    end(&story);
    TELL(&story, { "requested", "mandate", "2026-07-01" },
         { "dates_proposed", "state", "2026-09-02" });
    assert_clock(&story, "2027-01-01", VISIT_CLOCK_ANSWERED, CLOCK_ANSWERED_LATE);
    end(&story);
}

/* ---------------------------------------------------------------- rule 6: reminders */

/* The window is the statistics'; here a reminder alone starts a clock, named after it. */
static void rule_6_a_reminder_without_a_request_on_record_starts_the_clock(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "reminder", "mandate", "2025-12-31" });
    assert_status(&story, "2026-01-01", VISIT_STATUS_REMINDED);
    assert_due(&story, "2026-01-01", "visit-reminder", "2026-02-28");
    end(&story);
}

/* ---------------------------------------------------------------- rule 7: unofficial visits */

static void rule_7_an_unofficial_visit_never_counts_as_a_visit(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2020-01-10" },
         { "completed", NULL, "2020-02-01", .unofficial = true },
         { "acknowledged", "state", "2020-02-10" });
    assert_int_equal(story.timeline.chain_count, 1);
    assert_status(&story, "2020-02-10", VISIT_STATUS_ACKNOWLEDGED);
    assert_clock(&story, "2020-03-11", VISIT_CLOCK_RUNS, CLOCK_OVERDUE);
    end(&story);
}

/* ---------------------------------------------------------------- where DOMAIN leaves a choice */

static void an_agreement_that_has_passed_is_not_honoured_and_runs_no_clock(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2020-01-10" },
         { "dates_agreed", NULL, "2020-02-01", "2020-06-01", "2020-06-10" });
    VisitStanding standing = on(&story, "2021-01-01");
    assert_int_equal(standing.status, VISIT_STATUS_DATES_LAPSED);
    assert_int_equal(standing.since, the_day("2020-06-11"));
    assert_true(standing.open);
    assert_false(standing.against_state);
    assert_int_equal(standing.clock.state, VISIT_CLOCK_ANSWERED);
    assert_says(&story, "2021-01-01",
                "Dates were agreed (2020-02-01) for a visit beginning 2020-06-01 and ending "
                "2020-06-10; they have passed, and the record shows neither the visit nor that it "
                "was put off.");
    end(&story);
}

/* Announced visits of a sample: most of them took place. */
static void an_announcement_that_has_passed_opens_nothing_where_nothing_was_asked(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "dates_agreed", NULL, "", "2013-11-06", "2013-11-15" },
         { "dates_agreed", NULL, "2023-09-01", "2023-10-09", "2023-10-20" },
         { "postponed", "state", "2023-10-06" });
    assert_false(on(&story, "2014-01-01").open);
    assert_says(&story, "2024-01-01",
                "It has been open since the first event on record: 2023-09-01.");
    end(&story);
}

static void asked_again_after_an_answer_the_clock_starts_again(void **state) {
    (void)state;
    static const Row ends[] = {
        { "dates_agreed", NULL, "2020-02-01", "2020-06-01", "2020-06-10" }, /* lapsed by then */
        { "postponed", "state", "2020-05-01" },
        { "declined", "state", "2020-05-01" },
        { "postponed", "mandate", "2020-05-01" },
    };
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        Story story;
        TELL(&story, { "requested", "mandate", "2020-01-10" },
             { "dates_proposed", "state", "2020-02-01" }, ends[i],
             { "reminder", "mandate", "2021-01-31" });
        assert_status(&story, "2021-02-01", VISIT_STATUS_REMINDED);
        assert_due(&story, "2021-02-01", "visit-reminder", "2021-03-31");
        assert_clock(&story, "2021-04-01", VISIT_CLOCK_RUNS, CLOCK_OVERDUE);
        assert_clock(&story, "2020-12-31", VISIT_CLOCK_ANSWERED, CLOCK_ANSWERED_ON_TIME);
        end(&story);
    }
}

static void asked_again_after_the_mandate_put_it_off_the_clock_starts_again(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2020-01-10" }, { "postponed", "mandate", "2020-02-01" },
         { "accepted", "state", "2020-03-01" }, { "requested", "mandate", "2021-01-31" });
    assert_clock(&story, "2020-12-31", VISIT_CLOCK_CLOSED, CLOCK_CLOSED_UNANSWERED);
    assert_due(&story, "2021-02-01", "visit-dates", "2021-03-31");
    end(&story);
}

static void agreed_dates_that_the_record_does_not_give_cannot_pass(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2020-01-10" }, { "dates_agreed", NULL, "2020-02-01" },
         { "accepted", "state", "2020-03-01" }, { "reminder", "mandate", "2022-01-10" });
    assert_status(&story, "2021-01-01", VISIT_STATUS_DATES_AGREED);
    assert_status(&story, "2022-01-10", VISIT_STATUS_REMINDED);
    end(&story);
}

static void dates_after_the_mandate_had_put_it_off_are_an_answer(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2020-01-10" }, { "postponed", "mandate", "2020-02-01" },
         { "dates_proposed", "state", "2020-05-01" });
    assert_clock(&story, "2020-05-01", VISIT_CLOCK_ANSWERED, CLOCK_ANSWERED_LATE);
    end(&story);
}

static void the_first_information_on_follow_up_counts(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "completed", NULL, "2020-03-10" }, { "report", NULL, "2020-09-16" },
         { "followup_info", "state", "2021-03-01" }, { "report", NULL, "2021-04-01" },
         { "followup_info", "state", "2023-03-01" });
    assert_status(&story, "2021-05-01", VISIT_STATUS_FOLLOWED_UP);
    assert_clock(&story, "2024-01-01", VISIT_CLOCK_ANSWERED, CLOCK_ANSWERED_ON_TIME);
    end(&story);
}

static void while_agreed_dates_lie_ahead_a_reminder_changes_nothing(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2020-01-10" },
         { "dates_agreed", NULL, "2020-02-01", "2020-06-01", "2020-06-10" },
         { "reminder", "mandate", "2020-05-01" });
    assert_status(&story, "2020-05-02", VISIT_STATUS_DATES_AGREED);
    assert_clock(&story, "2020-05-02", VISIT_CLOCK_ANSWERED, CLOCK_ANSWERED_ON_TIME);
    assert_says(&story, "2020-05-02", "The mandate last reminded the State 2020-05-01.");
    end(&story);
}

static void an_acceptance_in_principle_takes_no_dates_back(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2020-01-10" },
         { "dates_proposed", "state", "2020-02-01", "2020-09" },
         { "accepted", "state", "2020-03-01" }, { "acknowledged", "state", "2020-04-01" });
    assert_status(&story, "2020-05-01", VISIT_STATUS_DATES_PROPOSED);
    assert_says(&story, "2020-05-01", "It had been accepted in principle (2020-03-01).");
    end(&story);
}

/* METHOD SP1 leaves out what the end of the mandate left open. */
static void with_the_end_of_the_mandate_nothing_is_awaited(void **state) {
    (void)state;
    Story story;
    TELL(&story, { "requested", "mandate", "2020-01-10" }, { "accepted", "state", "2020-02-01" });
    story.timeline.mandate_ended_on = a_date("2020-06");
    assert_true(on(&story, "2020-06-29").open);
    assert_clock(&story, "2020-06-29", VISIT_CLOCK_RUNS, CLOCK_LONG_OVERDUE);
    assert_false(on(&story, "2020-06-30").open);
    assert_status(&story, "2020-06-30", VISIT_STATUS_ACCEPTED);
    assert_clock(&story, "2020-06-30", VISIT_CLOCK_CLOSED, CLOCK_CLOSED_UNANSWERED);
    assert_says(&story, "2020-06-30", "The mandate has ended (2020-06); nothing is awaited.");
    end(&story);
}

static void what_cannot_have_happened_is_said(void **state) {
    (void)state;
    static const Row impossible[][2] = {
        { { "report", NULL, "2020-01-10", "", "", "A" },
          { "completed", NULL, "2021", "", "", "A" } },
        { { "followup_info", "state", "2020-01-10" }, { "completed", NULL, "2021" } },
        { { "completed", NULL, "2020", "", "", "A" },
          { "dates_agreed", NULL, "2021-01-10", "2021-02-01", "", "A" } },
        { { "completed", NULL, "2020", "", "", "A" },
          { "postponed", "state", "2021-01-10", "", "", "A" } },
    };
    for (size_t i = 0; i < COUNT_OF(impossible); i++) {
        Story story;
        size_t count;
        tell(&story, impossible[i], 2);
        VisitProblem *problems = visit_timeline_problems(&story.arena, &story.timeline, &count);
        assert_int_equal(count, 1);
        assert_str_equal(problems[0].entry->key, "V001");
        end(&story);
    }
    Story story;
    size_t count;
    TELL(&story, { "report", NULL, "2020" }, { "completed", NULL, "2020-06-10" },
         { "followup_info", "state", "2022-01-10" });
    visit_timeline_problems(&story.arena, &story.timeline, &count);
    assert_int_equal(count, 0);
    end(&story);
}

static void every_status_has_a_word_a_title_and_a_meaning_of_its_own(void **state) {
    (void)state;
    for (int i = 0; i < VISIT_STATUS_COUNT; i++) {
        assert_true(*visit_status_title((VisitStatus)i) && *visit_status_meaning((VisitStatus)i));
        for (int j = 0; j < i; j++)
            assert_string_not_equal(visit_status_word((VisitStatus)i),
                                    visit_status_word((VisitStatus)j));
    }
}

/* ---------------------------------------------------------------- properties */

enum { EVENTS_MAX = 8 };

static Date random_date(Prng *prng) {
    Day day = the_day("2019-06-01") + (Day)(prng_next(prng) % 600);
    char text[DAY_TEXT_SIZE];
    day_format(day, text);
    switch (prng_next(prng) % 6) {
    case 0: return (Date){ 0 };
    case 1: text[4] = 0; return a_date(text);
    case 2: text[7] = 0; return a_date(text);
    case 3: return (Date){ DATE_INTERVAL, day - 1 - (Day)(prng_next(prng) % 90), day };
    default: return date_of_day(day);
    }
}

static VisitEntry random_entry(Arena *arena, Prng *prng, size_t number) {
    static const char *const visits[] = { "", "", "", "A", "B" };
    VisitEntry entry = {
        .key = str_format(arena, "V%03zu", number),
        .type = (VisitEventType)(prng_next(prng) % VISIT_EVENT_TYPE_COUNT),
        .by = (ActingParty)(prng_next(prng) % 3),
        .happened_on = random_date(prng),
        .visit_start = random_date(prng),
        .visit = str_from(visits[prng_next(prng) % COUNT_OF(visits)]),
        .unofficial = prng_next(prng) % 16 == 0,
    };
    if (entry.type == VISIT_EVENT_ACCEPTED && prng_next(prng) % 2) entry.visit_start = (Date){ 0 };
    if (entry.visit_start.precision != DATE_NONE && prng_next(prng) % 2)
        entry.visit_end = date_of_day(entry.visit_start.last + (Day)(prng_next(prng) % 10));
    return entry;
}

static void shuffle(Prng *prng, VisitEntry *entries, size_t count) {
    for (size_t i = count; i > 1; i--) {
        size_t j = prng_next(prng) % i;
        VisitEntry other = entries[i - 1];
        entries[i - 1] = entries[j];
        entries[j] = other;
    }
}

/* Everything a reader is told of all chains on a day. */
static Str told(Arena *arena, const VisitTimeline *timeline, Day day) {
    Str text = STR_EMPTY;
    for (size_t chain = 0; chain < timeline->chain_count; chain++) {
        VisitStanding standing = visit_standing(arena, timeline, chain, day);
        if (!standing.decided_by) continue;
        VisitPhrases phrases = visit_standing_phrases(&standing);
        text = str_format(arena, "%.*s\n%s %d %.*s %d", STR_ARGUMENTS(text),
                          visit_status_word(standing.status), standing.by,
                          STR_ARGUMENTS(standing.decided_by->entry->key), standing.since);
        for (size_t i = 0; i < phrases.count; i++)
            text = str_format(arena, "%.*s %.*s", STR_ARGUMENTS(text),
                              STR_ARGUMENTS(phrase_english(arena, &phrases.phrases[i])));
    }
    return text;
}

static Day random_day(Prng *prng) {
    return the_day("2019-06-01") + (Day)(prng_next(prng) % 700);
}

static void events_in_any_order_of_arrival_give_one_status(void **state) {
    (void)state;
    Arena arena = { 0 };
    Prng prng = { 1 };
    for (int round = 0; round < 2000; round++) {
        VisitEntry entries[EVENTS_MAX], other[EVENTS_MAX];
        size_t count = 1 + prng_next(&prng) % EVENTS_MAX;
        for (size_t i = 0; i < count; i++)
            entries[i] = random_entry(&arena, &prng, i);
        memcpy(other, entries, sizeof other);
        shuffle(&prng, other, count);
        VisitTimeline timeline = visit_timeline(&arena, entries, count);
        VisitTimeline shuffled = visit_timeline(&arena, other, count);
        Day day = random_day(&prng);
        Str first = told(&arena, &timeline, day), second = told(&arena, &shuffled, day);
        if (!str_equal(first, second))
            fail_msg("round %d: %.*s\nbut shuffled: %.*s", round, STR_ARGUMENTS(first),
                     STR_ARGUMENTS(second));
        assert_int_equal(timeline.unplaced_count, shuffled.unplaced_count);
        arena_clear(&arena);
    }
    arena_free(&arena);
}

/* Where an event stands once all is known. */
static const PlacedEvent *placed(const VisitTimeline *timeline, Str key) {
    for (size_t i = 0; i < timeline->count; i++)
        if (str_equal(timeline->events[i].entry->key, key)) return &timeline->events[i];
    return NULL;
}

static void a_later_event_never_changes_the_status_on_an_earlier_day(void **state) {
    (void)state;
    Arena arena = { 0 };
    Prng prng = { 2 };
    int tried = 0;
    for (int round = 0; round < 4000; round++) {
        VisitEntry entries[EVENTS_MAX];
        size_t count = 2 + prng_next(&prng) % (EVENTS_MAX - 1);
        for (size_t i = 0; i < count; i++)
            entries[i] = random_entry(&arena, &prng, prng_next(&prng) % 100 * 10 + i);
        VisitTimeline before = visit_timeline(&arena, entries, count - 1);
        VisitTimeline after = visit_timeline(&arena, entries, count);
        Day day = random_day(&prng);
        const PlacedEvent *added = placed(&after, entries[count - 1].key);
        if (!added || added->happened.last > day) {
            Str first = told(&arena, &before, day), second = told(&arena, &after, day);
            if (!str_equal(first, second))
                fail_msg("round %d: %.*s\nbut after %.*s: %.*s", round, STR_ARGUMENTS(first),
                         STR_ARGUMENTS(entries[count - 1].key), STR_ARGUMENTS(second));
            tried++;
        }
        arena_clear(&arena);
    }
    assert_true(tried > 1000);
    arena_free(&arena);
}

/* ---------------------------------------------------------------- real chains */

typedef struct RealChain {
    const char *iso3, *mandate, *on;
    VisitStatus status;
    ActingParty by;
    VisitClockState clock;
    const char *due;  /* NULL: no clock */
    const char *says; /* one of its sentences */
} RealChain;

/* What the pages tell, each on a day that matters; the rows' notes have it in short. */
static const RealChain REAL_CHAINS[] = {
    /* "sought an invitation in January 2004, received an invitation in 2004 but this visit was
     * delayed to September 2005 due to other commitments by the Special Rapporteur" */
    { "KGZ", "judges-and-lawyers", "2004-06-01", VISIT_STATUS_REQUESTED, PARTY_MANDATE,
      VISIT_CLOCK_RUNS, "2004-03-31",
      "Due on 2004-03-31; overdue by 62 days, more than the whole "
      "period again." },
    { "KGZ", "judges-and-lawyers", "2004-12-31", VISIT_STATUS_ACCEPTED, PARTY_STATE,
      VISIT_CLOCK_RUNS, "2004-03-31",
      "The State accepted the visit in principle (2004), without dates." },
    { "KGZ", "judges-and-lawyers", "2005-09-16", VISIT_STATUS_POSTPONED, PARTY_MANDATE,
      VISIT_CLOCK_CLOSED, "2004-03-31",
      "The mandate postponed the visit (between 2004-01-01 and 2005-09-16)." },
    { "KGZ", "judges-and-lawyers", "2005-09-20", VISIT_STATUS_DATES_AGREED, PARTY_NOT_KNOWN,
      VISIT_CLOCK_ANSWERED, "2004-03-31",
      "Dates are agreed (on or before 2005-09-18): the visit is to begin 2005-09-18 and to end "
      "2005-09-24." },
    { "TJK", "judges-and-lawyers", "2005-09-26", VISIT_STATUS_DATES_AGREED, PARTY_NOT_KNOWN,
      VISIT_CLOCK_ANSWERED, "2004-03-31", "It had been accepted in principle (2004)." },
    /* requested 2011, delayed twice, never accepted by 2016 */
    { "BHR", "torture", "2012-02-28", VISIT_STATUS_REQUESTED, PARTY_MANDATE, VISIT_CLOCK_RUNS,
      "2012-02-29", "Due on 2012-02-29, tomorrow." },
    { "BHR", "torture", "2013-06-01", VISIT_STATUS_POSTPONED, PARTY_STATE, VISIT_CLOCK_RUNS,
      "2012-02-29", "The State postponed the visit (2013-05)." },
    { "BHR", "torture", "2016-11-01", VISIT_STATUS_REMINDED, PARTY_MANDATE, VISIT_CLOCK_RUNS,
      "2012-02-29", "It has been open since the first event on record: 2011." },
    /* invited in February 2009, in June 2010 consented to none of the dates proposed */
    { "CUB", "torture", "2010-01-01", VISIT_STATUS_INVITED, PARTY_STATE, VISIT_CLOCK_NO_REQUEST,
      NULL, "The State invited the mandate (2009-02)." },
    { "CUB", "torture", "2010-07-01", VISIT_STATUS_DECLINED, PARTY_STATE, VISIT_CLOCK_NO_REQUEST,
      NULL, "The State declined the visit (2010-06)." },
    /* postponed six days before the visit */
    { "GMB", "torture", "2014-08-13", VISIT_STATUS_POSTPONED, PARTY_STATE, VISIT_CLOCK_NO_REQUEST,
      NULL, "The State postponed the visit (2014-08-06)." },
    { "GMB", "summary-executions", "2014-12-31", VISIT_STATUS_POSTPONED, PARTY_STATE,
      VISIT_CLOCK_NO_REQUEST, NULL, "The State postponed the visit (2014-08-06)." },
    { "TUR", "torture", "2016-10-12", VISIT_STATUS_POSTPONED, PARTY_STATE, VISIT_CLOCK_NO_REQUEST,
      NULL, "The State postponed the visit (2016-10-01)." },
    /* called off while the holder was under way */
    { "ZWE", "torture", "2009-10-28", VISIT_STATUS_CANCELLED, PARTY_STATE, VISIT_CLOCK_NO_REQUEST,
      NULL, "The State cancelled the visit (2009-10-26)." },
    /* put off by the mandate, because unannounced visits and private interviews were refused */
    { "RUS", "torture", "2006-10-10", VISIT_STATUS_POSTPONED, PARTY_MANDATE, VISIT_CLOCK_NO_REQUEST,
      NULL, "A breach of the Terms of Reference of the visit is on record (2006-10-04)." },
    /* suspended on the fourth of seven days, for want of access */
    { "COM", "torture", "2019-06-16", VISIT_STATUS_DATES_AGREED, PARTY_NOT_KNOWN,
      VISIT_CLOCK_NO_REQUEST, NULL,
      "A breach of the Terms of Reference of the visit is on record (2019-06-15)." },
    { "COM", "torture", "2019-06-19", VISIT_STATUS_DATES_LAPSED, PARTY_NOT_KNOWN,
      VISIT_CLOCK_NO_REQUEST, NULL,
      "A breach of the Terms of Reference of the visit is on record (2019-06-15)." },
    /* asked since 2012, invited and postponed in 2015, cancelled by the mandate, agreed anew */
    { "ZAF", "violence-against-women", "2014-12-31", VISIT_STATUS_REQUESTED, PARTY_MANDATE,
      VISIT_CLOCK_RUNS, "2013-02-28", "The mandate asked for a visit (2012)." },
    { "ZAF", "violence-against-women", "2015-05-11", VISIT_STATUS_CANCELLED, PARTY_MANDATE,
      VISIT_CLOCK_CLOSED, "2013-02-28", "The mandate cancelled the visit (2015-05-11)." },
    { "ZAF", "violence-against-women", "2015-12-05", VISIT_STATUS_DATES_AGREED, PARTY_NOT_KNOWN,
      VISIT_CLOCK_ANSWERED, "2013-02-28",
      "It has been open since the first event on record: 2012." },
    { "MAR", "judges-and-lawyers", "2019-03-21", VISIT_STATUS_CANCELLED, PARTY_MANDATE,
      VISIT_CLOCK_NO_REQUEST, NULL,
      "A breach of the Terms of Reference of the visit is on record (2019-03-19)." },
    { "IDN", "freedom-of-expression", "2013-10-01", VISIT_STATUS_POSTPONED, PARTY_STATE,
      VISIT_CLOCK_NO_REQUEST, NULL, "Since when the request is open is not on record." },
    { "SSD", "internally-displaced-persons", "2013-11-10", VISIT_STATUS_DATES_AGREED,
      PARTY_NOT_KNOWN, VISIT_CLOCK_NO_REQUEST, NULL,
      "Dates are agreed (on or before 2013-11-06): the visit is to begin 2013-11-06 and to end "
      "2013-11-15." },
    { "SSD", "internally-displaced-persons", "2023-10-10", VISIT_STATUS_POSTPONED, PARTY_STATE,
      VISIT_CLOCK_NO_REQUEST, NULL, "The State postponed the visit (2023-10-06)." },
    { "TUR", "toxics", "2024-12-03", VISIT_STATUS_POSTPONED, PARTY_STATE, VISIT_CLOCK_NO_REQUEST,
      NULL, "The State postponed the visit (2024-11-29)." },
};

static void assert_real_chain(Story *story, const RealChain *real) {
    VisitStanding standing = on(story, real->on);
    if (standing.status != real->status || standing.by != real->by ||
        standing.clock.state != real->clock)
        fail_msg("%s, %s on %s: %s, by %d, clock %d", real->iso3, real->mandate, real->on,
                 visit_status_word(standing.status), standing.by, standing.clock.state);
    if (real->due) assert_int_equal(standing.clock.result.due, the_day(real->due));
    assert_true(standing.against_state ==
                (real->by == PARTY_STATE &&
                 (real->status == VISIT_STATUS_DECLINED || real->status == VISIT_STATUS_POSTPONED ||
                  real->status == VISIT_STATUS_CANCELLED)));
    assert_says(story, real->on, real->says);
}

static void real_chains_fold_to_what_their_pages_tell(void **state) {
    (void)state;
    Arena arena = { 0 };
    CsvTable table = csv_table_read(&arena, "data/visit_event.csv");
    for (size_t i = 0; i < COUNT_OF(REAL_CHAINS); i++) {
        const RealChain *real = &REAL_CHAINS[i];
        Story story = { 0 };
        size_t count;
        VisitEntry *entries = visit_entries_of(&story.arena, &table, str_from(real->iso3),
                                               str_from(real->mandate), &count);
        assert_true(count > 0);
        story.timeline = visit_timeline(&story.arena, entries, count);
        assert_real_chain(&story, real);
        end(&story);
    }
    arena_free(&arena);
}

/* The record links what was put off with its dates; other tables will not. */
static void most_of_them_are_found_without_the_links_too(void **state) {
    (void)state;
    Arena arena = { 0 };
    CsvTable table = csv_table_read(&arena, "data/visit_event.csv");
    for (size_t i = 0; i < COUNT_OF(REAL_CHAINS); i++) {
        const RealChain *real = &REAL_CHAINS[i];
        size_t count;
        VisitEntry *entries =
            visit_entries_of(&arena, &table, str_from(real->iso3), str_from(real->mandate), &count);
        for (size_t entry = 0; entry < count; entry++)
            entries[entry].visit = STR_EMPTY;
        VisitTimeline timeline = visit_timeline(&arena, entries, count);
        VisitStanding standing = visit_standing_newest(&arena, &timeline, the_day(real->on));
        /* Of two visits of South Sudan's ten years apart the earlier may be meant as well: without
         * the link the later dates are taken for new ones, to the State's benefit. */
        if (strcmp(real->iso3, "SSD") == 0) continue;
        assert_int_equal(standing.status, real->status);
    }
    arena_free(&arena);
}

static void no_record_of_the_reference_data_breaks_a_rule(void **state) {
    (void)state;
    Arena arena = { 0 };
    CsvTable table = csv_table_read(&arena, "data/visit_event.csv");
    size_t without_name = 0, read = 0;
    for (size_t row = 0; row < table.count; row++) {
        const char *field;
        size_t count, problems;
        VisitEntry entry = visit_entry_of_row(&table, row);
        Str iso3 = csv_table_cell(&table, row, "iso3");
        Str mandate = csv_table_cell(&table, row, "mandate");
        if (visit_entry_fault(&entry, &field)) without_name += strcmp(field, "by") == 0;
        bool first = row == 0 || !str_equal(iso3, csv_table_cell(&table, row - 1, "iso3")) ||
                     !str_equal(mandate, csv_table_cell(&table, row - 1, "mandate"));
        if (!first) continue;
        Arena own = { 0 };
        VisitEntry *entries = visit_entries_of(&own, &table, iso3, mandate, &count);
        VisitTimeline timeline = visit_timeline(&own, entries, count);
        visit_timeline_problems(&own, &timeline, &problems);
        assert_int_equal(problems, 0);
        read++;
        arena_free(&own);
    }
    assert_true(read > 400);
    assert_int_equal(without_name, 1); /* Morocco, extreme poverty 2022: who is not stated */
    arena_free(&arena);
}

/* ---------------------------------------------------------------- beside the assessment */

/* METHOD 3 SP2 in the golden examples: the same starts and answers, but for the reminder that the
 * statistics' window makes a start (rule 6). */
static void the_golden_chains_have_the_starts_and_answers_of_the_assessment(void **state) {
    (void)state;
    Arena arena = { 0 };
    CsvTable events = csv_table_read(&arena, "tests/fixtures/golden/input/visit_events.csv");
    CsvTable chains = csv_table_read(&arena, "tests/fixtures/golden/expected/visit_chains.csv");
    Day as_of = the_day("2026-07-31");
    for (size_t row = 0; row < chains.count; row++) {
        Str name = csv_table_cell(&chains, row, "chain");
        VisitEntry *entries = ARENA_ARRAY(&arena, events.count, VisitEntry);
        size_t count = 0;
        for (size_t i = 0; i < events.count; i++) {
            if (!str_equal(csv_table_cell(&events, i, "chain"), name)) continue;
            VisitEntry *entry = &entries[count++];
            entry->key = str_format(&arena, "%03zu", i);
            entry->happened_on = csv_table_date(&events, i, "date");
            entry->visit_start = csv_table_date(&events, i, "visit_start");
            assert_true(visit_event_from_word(csv_table_cell(&events, i, "event"), &entry->type) &&
                        acting_party_from_word(csv_table_cell(&events, i, "by"), &entry->by));
        }
        VisitTimeline timeline = visit_timeline(&arena, entries, count);
        assert_int_equal(timeline.chain_count, 1);
        VisitStanding standing = visit_standing(&arena, &timeline, 0, as_of);
        if (standing.clock.state ==
            VISIT_CLOCK_REPORT) /* the visit was made: look the day before */
            standing = visit_standing(&arena, &timeline, 0, standing.since - 1);
        Day start = csv_table_day(&chains, row, "start");
        if (str_equal_c(name, "B-TOR")) start = the_day("2016-04-11");
        assert_int_equal(standing.clock.started_by->happened.last, start);
        bool answered = csv_table_integer(&chains, row, "event");
        assert_true(answered == (standing.clock.state == VISIT_CLOCK_ANSWERED));
        if (!answered) continue;
        assert_int_equal(standing.clock.stopped_by->happened.last - start,
                         csv_table_integer(&chains, row, "t_days"));
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requested_starts_the_clock_of_two_months),
        cmocka_unit_test(invited_without_a_request_runs_no_clock),
        cmocka_unit_test(invited_after_a_request_is_accepted),
        cmocka_unit_test(pending_request_is_an_observation_without_a_clock),
        cmocka_unit_test(a_reminder_does_not_start_a_running_clock_again),
        cmocka_unit_test(acknowledged_is_not_accepted_and_leaves_the_clock_running),
        cmocka_unit_test(accepted_without_dates_is_still_open),
        cmocka_unit_test(accepted_with_dates_is_a_proposal_of_dates),
        cmocka_unit_test(declined_by_the_state_counts_against_it_and_is_no_answer_with_dates),
        cmocka_unit_test(declined_by_the_mandate_ends_an_invitation),
        cmocka_unit_test(dates_proposed_by_the_state_answer_the_request),
        cmocka_unit_test(dates_proposed_by_the_mandate_are_no_answer),
        cmocka_unit_test(dates_agreed_answer_the_request_and_hold_until_the_last_day),
        cmocka_unit_test(postponed_by_the_state_counts_against_it),
        cmocka_unit_test(postponed_by_the_mandate_is_not_awaited_from_the_state),
        cmocka_unit_test(cancelled_by_the_state_closes_no_clock),
        cmocka_unit_test(cancelled_by_the_mandate_is_not_awaited_any_more),
        cmocka_unit_test(withdrawn_by_the_mandate_ends_the_chain),
        cmocka_unit_test(completed_ends_the_chain_and_answers_the_request),
        cmocka_unit_test(a_report_starts_the_clock_of_its_follow_up),
        cmocka_unit_test(a_breach_of_the_terms_of_reference_stands_beside_the_status),
        cmocka_unit_test(information_on_follow_up_stops_the_clock_of_the_report),
        cmocka_unit_test(the_words_are_those_of_the_vocabulary_in_its_order),
        cmocka_unit_test(rule_1_after_a_completed_visit_a_new_chain_begins),
        cmocka_unit_test(rule_1_after_a_withdrawal_a_new_chain_begins),
        cmocka_unit_test(rule_1_after_a_cancellation_only_a_fresh_request_begins_a_new_chain),
        cmocka_unit_test(rule_1_the_request_of_a_predecessor_is_the_same_chain),
        cmocka_unit_test(a_report_belongs_to_the_visit_before_the_request_that_waits),
        cmocka_unit_test(events_of_one_visit_stay_in_its_chain),
        cmocka_unit_test(rule_2_an_event_counts_from_its_latest_possible_day),
        cmocka_unit_test(rule_2_events_of_one_day_go_in_the_order_of_the_vocabulary),
        cmocka_unit_test(rule_2_then_the_key_decides),
        cmocka_unit_test(an_agreement_of_an_unknown_day_lies_by_the_first_day_of_the_visit),
        cmocka_unit_test(dates_put_off_were_agreed_before_when_the_record_links_them),
        cmocka_unit_test(dates_put_off_were_agreed_before_when_nothing_else_can_be_meant),
        cmocka_unit_test(new_dates_after_a_postponement_are_not_taken_for_the_old_ones),
        cmocka_unit_test(what_was_accepted_before_an_earlier_visit_is_not_what_was_put_off),
        cmocka_unit_test(of_two_agreements_the_next_visit_was_put_off),
        cmocka_unit_test(an_announcement_of_the_visit_that_was_made_is_no_second_visit),
        cmocka_unit_test(an_event_without_a_latest_day_is_kept_apart_and_never_counted),
        cmocka_unit_test(rule_3_what_nobody_is_named_for_counts_against_nobody),
        cmocka_unit_test(rule_3_postponed_cancelled_and_declined_need_a_name),
        cmocka_unit_test(dates_are_agreed_before_the_visit_and_a_visit_ends_after_it_starts),
        cmocka_unit_test(rule_4_the_first_dates_are_the_answer),
        cmocka_unit_test(rule_4_neither_acceptance_nor_refusal_nor_delay_by_the_state_is_an_answer),
        cmocka_unit_test(rule_5_dates_on_the_due_day_are_on_time_and_the_day_after_late),
        cmocka_unit_test(rule_6_a_reminder_without_a_request_on_record_starts_the_clock),
        cmocka_unit_test(rule_7_an_unofficial_visit_never_counts_as_a_visit),
        cmocka_unit_test(an_agreement_that_has_passed_is_not_honoured_and_runs_no_clock),
        cmocka_unit_test(an_announcement_that_has_passed_opens_nothing_where_nothing_was_asked),
        cmocka_unit_test(asked_again_after_an_answer_the_clock_starts_again),
        cmocka_unit_test(asked_again_after_the_mandate_put_it_off_the_clock_starts_again),
        cmocka_unit_test(agreed_dates_that_the_record_does_not_give_cannot_pass),
        cmocka_unit_test(dates_after_the_mandate_had_put_it_off_are_an_answer),
        cmocka_unit_test(the_first_information_on_follow_up_counts),
        cmocka_unit_test(while_agreed_dates_lie_ahead_a_reminder_changes_nothing),
        cmocka_unit_test(an_acceptance_in_principle_takes_no_dates_back),
        cmocka_unit_test(with_the_end_of_the_mandate_nothing_is_awaited),
        cmocka_unit_test(what_cannot_have_happened_is_said),
        cmocka_unit_test(every_status_has_a_word_a_title_and_a_meaning_of_its_own),
        cmocka_unit_test(events_in_any_order_of_arrival_give_one_status),
        cmocka_unit_test(a_later_event_never_changes_the_status_on_an_earlier_day),
        cmocka_unit_test(real_chains_fold_to_what_their_pages_tell),
        cmocka_unit_test(most_of_them_are_found_without_the_links_too),
        cmocka_unit_test(no_record_of_the_reference_data_breaks_a_rule),
        cmocka_unit_test(the_golden_chains_have_the_starts_and_answers_of_the_assessment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
