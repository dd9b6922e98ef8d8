#include "assess/dataset.h"

static const char *const EVENTS[VISIT_EVENT_COUNT] = {
    [VISIT_REQUESTED] = "requested",
    [VISIT_INVITED] = "invited",
    [VISIT_REMINDER] = "reminder",
    [VISIT_ACKNOWLEDGED] = "acknowledged",
    [VISIT_ACCEPTED] = "accepted",
    [VISIT_DECLINED] = "declined",
    [VISIT_DATES_PROPOSED] = "dates_proposed",
    [VISIT_DATES_AGREED] = "dates_agreed",
    [VISIT_POSTPONED] = "postponed",
    [VISIT_CANCELLED] = "cancelled",
    [VISIT_WITHDRAWN] = "withdrawn",
    [VISIT_COMPLETED] = "completed",
    [VISIT_REPORT] = "report",
    [VISIT_TOR_BREACH] = "tor_breach",
    [VISIT_FOLLOWUP_INFO] = "followup_info",
    [VISIT_PENDING_REQUEST] = "pending_request",
    [VISIT_MANDATE_ENDED] = "mandate_ended",
};

static const char *const RED_LINES[RED_LINE_KIND_COUNT] = {
    [RED_LINE_SUSPENDED] = "suspended",
    [RED_LINE_KILLING] = "killing_without_response",
    [RED_LINE_REFUSAL] = "mandate_refused",
    [RED_LINE_PUNISHING] = "law_punishing_cooperation",
};

static const char *const COVERAGE_WORDS[] = {
    [COVERAGE_NONE] = "none",
    [COVERAGE_SAMPLE] = "sample",
    [COVERAGE_COMPLETE] = "complete",
};

const char *coverage_text(Coverage coverage) {
    return COVERAGE_WORDS[coverage];
}

bool coverage_parse(Str text, Coverage *coverage) {
    for (size_t i = 0; i < COUNT_OF(COVERAGE_WORDS); i++) {
        if (!str_equal_c(text, COVERAGE_WORDS[i])) continue;
        *coverage = (Coverage)i;
        return true;
    }
    return false;
}

Coverage dataset_coverage(const Dataset *dataset, size_t state, IndicatorCode indicator) {
    if (!dataset->coverage) return COVERAGE_COMPLETE;
    return dataset->coverage[state * INDICATOR_CODE_COUNT + indicator];
}

const char *visit_event_text(VisitEvent event) {
    return EVENTS[event];
}

bool visit_event_parse(Str text, VisitEvent *event) {
    for (int i = 0; i < VISIT_EVENT_COUNT; i++) {
        if (!str_equal_c(text, EVENTS[i])) continue;
        *event = (VisitEvent)i;
        return true;
    }
    return false;
}

const char *red_line_text(RedLineKind kind) {
    return RED_LINES[kind];
}

bool red_line_parse(Str text, RedLineKind *kind) {
    for (int i = 0; i < RED_LINE_KIND_COUNT; i++) {
        if (!str_equal_c(text, RED_LINES[i])) continue;
        *kind = (RedLineKind)i;
        return true;
    }
    return false;
}

/* ---------------------------------------------------------------- the rules of one fact */

static bool fault_at(FactFault *fault, const char *field, const char *rule) {
    *fault = (FactFault){ field, rule };
    return false;
}

/* More votes, pledges or sources than this are a slip of the pen. */
static const int64_t COUNT_MOST = 1000000;
static const char *const COUNT_RULE = "a count is from 0 to 1000000";

static bool is_count(int64_t number) {
    return number >= 0 && number <= COUNT_MOST;
}

static bool is_before(Day day, Day earliest) {
    return day != DAY_NONE && day < earliest;
}

bool invitation_fact_check(const InvitationFact *fact, FactFault *fault) {
    if (fact->issued_on == DAY_NONE)
        return fault_at(fault, "issued_on", "an invitation needs the day it was issued");
    if (is_before(fact->withdrawn_on, fact->issued_on))
        return fault_at(fault, "withdrawn_on",
                        "an invitation is not withdrawn before it is issued");
    return true;
}

/* DOMAIN 3.1 rule 3: only what the State does counts against it, so it must be known who did it. */
bool visit_fact_check(const VisitFact *fact, FactFault *fault) {
    bool needs_party = fact->event == VISIT_POSTPONED || fact->event == VISIT_CANCELLED ||
                       fact->event == VISIT_DECLINED;
    if (fact->date == DAY_NONE) return fault_at(fault, "date", "an event needs its day");
    if (!fact->mandate.length && !fact->chain.length)
        return fault_at(fault, "mandate", "an event without a chain needs its mandate");
    if (needs_party && fact->by == VISIT_BY_UNKNOWN)
        return fault_at(fault, "by",
                        "postponed, cancelled and declined need who did it: state or mandate");
    if (fact->event == VISIT_DATES_AGREED && is_before(fact->visit_start, fact->date))
        return fault_at(fault, "visit_start", "a visit is agreed before it starts");
    return true;
}

bool communication_fact_check(const CommunicationFact *fact, FactFault *fault) {
    if (fact->sent == DAY_NONE) return fault_at(fault, "sent", "a letter needs its day");
    if (is_before(fact->replied_on, fact->sent))
        return fault_at(fault, "reply_date", "a reply does not come before its letter");
    if (is_before(fact->acknowledged_on, fact->sent))
        return fault_at(fault, "ack_date", "an acknowledgement does not come before its letter");
    if (fact->category == REPLY_R0 && fact->replied_on != DAY_NONE)
        return fault_at(fault, "reply_date", "R0 is no reply and has no day of reply");
    return true;
}

bool visit_report_fact_check(const VisitReportFact *fact, FactFault *fault) {
    if (fact->presented_on == DAY_NONE)
        return fault_at(fault, "presented_on", "a report needs the day it was presented");
    if (is_before(fact->followup_on, fact->presented_on))
        return fault_at(fault, "followup_info_on", "follow-up does not come before its report");
    return true;
}

bool incident_fact_check(const IncidentFact *fact, FactFault *fault) {
    if (fact->date == DAY_NONE) return fault_at(fault, "date", "an incident needs its day");
    if (!is_count(fact->sources)) return fault_at(fault, "sources", COUNT_RULE);
    return true;
}

bool reprisal_fact_check(const ReprisalFact *fact, FactFault *fault) {
    double quarters = fact->step_level * 4;
    if (fact->first_published == DAY_NONE)
        return fault_at(fault, "first_published", "a case needs the day of its first report");
    if (!(quarters >= 0 && quarters <= 4) || quarters != (double)(int)quarters)
        return fault_at(fault, "step_level", "a step level is 0, 0.25, 0.5, 0.75 or 1");
    if (is_before(fact->council_informed_on, fact->first_published))
        return fault_at(fault, "council_informed_on",
                        "the Council is not informed of a case before its publication");
    return true;
}

bool level_fact_check(const LevelFact *fact, const Method *method, FactFault *fault) {
    if (indicator_code_kind(fact->indicator) != KIND_ORDINAL)
        return fault_at(fault, "indicator", "only an ordinal indicator has levels");
    const Indicator *indicator = method_indicator(method, fact->indicator);
    if (!indicator) return true; /* this method does without it */
    for (size_t i = 0; i < indicator->level_count; i++)
        if (indicator->levels[i] == fact->level) return true;
    return fault_at(fault, "level", "not one of the indicator's levels in the method");
}

bool measure_fact_check(const MeasureFact *fact, FactFault *fault) {
    if (indicator_code_kind(fact->indicator) != KIND_EXTERNAL)
        return fault_at(fault, "indicator", "only an external indicator has a measured value");
    if (!(fact->value >= 0 && fact->value <= 1))
        return fault_at(fault, "value", "a measure is from 0 to 1");
    if (!(fact->low >= 0 && fact->low <= fact->value))
        return fault_at(fault, "low", "the lower bound is from 0 to the value");
    if (!(fact->high <= 1 && fact->high >= fact->value))
        return fault_at(fault, "high", "the upper bound is from the value to 1");
    return true;
}

bool vote_fact_check(const VoteFact *fact, FactFault *fault) {
    if (!is_count(fact->recorded)) return fault_at(fault, "recorded", COUNT_RULE);
    if (fact->in_favour < 0 || fact->in_favour > fact->recorded)
        return fault_at(fault, "in_favour_of_access",
                        "votes in favour are from 0 to the votes recorded");
    return true;
}

bool treaty_fact_check(const TreatyFact *fact, FactFault *fault) {
    if (!is_count(fact->open) || fact->open < 1)
        return fault_at(fault, "instruments_total", "there is at least one instrument");
    if (fact->ratified < 0 || fact->ratified > fact->open)
        return fault_at(fault, "instruments_ratified", "from 0 to the instruments in total");
    if (!is_count(fact->in_force))
        return fault_at(fault, "complaint_procedures_in_force", COUNT_RULE);
    if (fact->accepted < 0 || fact->accepted > fact->in_force)
        return fault_at(fault, "complaint_procedures_accepted",
                        "from 0 to the procedures in force");
    return true;
}

bool treaty_report_fact_check(const TreatyReportFact *fact, FactFault *fault) {
    if (!is_count(fact->days_overdue))
        return fault_at(fault, "days_overdue", "a count of days is from 0, on time, to 1000000");
    return true;
}

bool pledge_fact_check(const PledgeFact *fact, FactFault *fault) {
    if (!is_count(fact->specific_and_due)) return fault_at(fault, "specific_and_due", COUNT_RULE);
    if (fact->met_or_in_progress < 0 || fact->met_or_in_progress > fact->specific_and_due)
        return fault_at(fault, "met_or_in_progress", "from 0 to the pledges specific and due");
    return true;
}

bool red_line_fact_check(const RedLineFact *fact, FactFault *fault) {
    if (fact->since == DAY_NONE) return fault_at(fault, "since", "a red line needs its first day");
    if (is_before(fact->until, fact->since))
        return fault_at(fault, "until", "a red line does not end before it begins");
    if (!fact->source.length) return fault_at(fault, "source", "a red line needs its source");
    return true;
}

/* ---------------------------------------------------------------- all facts */

static bool refuse_fact(Error *error, const char *kind, size_t index, FactFault fault) {
    return error_set(error, ERROR_REFUSED, "%s %zu, %s: %s", kind, index + 1, fault.field,
                     fault.rule);
}

#define CHECK_FACTS(array, kind, ...)                                                              \
    for (size_t i = 0; i < dataset->array##_count; i++) {                                          \
        FactFault fault = { "state", "not a State of the data set" };                              \
        bool known = dataset->array[i].state < dataset->state_count;                               \
        if (!known || !(__VA_ARGS__)) return refuse_fact(error, kind, i, fault);                   \
    }

bool dataset_check(const Dataset *dataset, const Method *method, Error *error) {
    CHECK_FACTS(invitations, "invitation", invitation_fact_check(&dataset->invitations[i], &fault))
    CHECK_FACTS(visits, "visit event", visit_fact_check(&dataset->visits[i], &fault))
    CHECK_FACTS(communications, "communication",
                communication_fact_check(&dataset->communications[i], &fault))
    CHECK_FACTS(visit_reports, "visit report",
                visit_report_fact_check(&dataset->visit_reports[i], &fault))
    CHECK_FACTS(incidents, "incident", incident_fact_check(&dataset->incidents[i], &fault))
    CHECK_FACTS(reprisals, "reprisal case", reprisal_fact_check(&dataset->reprisals[i], &fault))
    CHECK_FACTS(levels, "level", level_fact_check(&dataset->levels[i], method, &fault))
    CHECK_FACTS(measures, "measure", measure_fact_check(&dataset->measures[i], &fault))
    CHECK_FACTS(votes, "vote", vote_fact_check(&dataset->votes[i], &fault))
    CHECK_FACTS(treaties, "treaty record", treaty_fact_check(&dataset->treaties[i], &fault))
    CHECK_FACTS(treaty_reports, "treaty report",
                treaty_report_fact_check(&dataset->treaty_reports[i], &fault))
    CHECK_FACTS(reviews, "review", true)
    CHECK_FACTS(pledges, "pledge record", pledge_fact_check(&dataset->pledges[i], &fault))
    CHECK_FACTS(red_lines, "red line", red_line_fact_check(&dataset->red_lines[i], &fault))
    return true;
}
