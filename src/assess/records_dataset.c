#include "assess/records_dataset.h"

#include "cooperation/cooperation_kinds.h"
#include "cooperation/standing_invitation.h"
#include "council/council_kinds.h"
#include "council/treaty_status.h"
#include "record/record_kinds.h"
#include "reprisals/reprisals_kinds.h"

enum { STATES_MAX = 256 };

typedef struct Building {
    RecordReader *reader;
    Arena *arena;
    const CouncilData *council;
    const Method *method;
    Day as_of;
    Dataset *dataset;
    Coverage *coverage;
    RecordList treaties, coverage_records;
} Building;

/* --- small readings
 * ------------------------------------------------------------------------------------- */

static bool is_known(const Record *record, const char *field) {
    return record_value(record, field)->state == VALUE_PRESENT;
}

static bool is_yes(const Record *record, const char *field) {
    return is_known(record, field) && record_value(record, field)->integer != 0;
}

/* The latest possible day; DAY_NONE when there is no date. */
static Day day_of(const Record *record, const char *field) {
    Date date = record_date(record, field);
    return date.precision == DATE_NONE ? DAY_NONE : date.last;
}

static bool read_state(Building *building, const Kind *kind, size_t state, RecordList *records,
                       Error *error) {
    return record_reader_list(building->reader, building->arena, kind, "iso3",
                              building->dataset->states[state].code, records, error);
}

/* Room for `count` more facts behind those that are there. */
#define MORE_FACTS(building, type, name, more)                                                     \
    do {                                                                                           \
        Dataset *grown = (building)->dataset;                                                      \
        type *larger = ARENA_ARRAY((building)->arena, grown->name##_count + (more) + 1, type);     \
        if (grown->name##_count)                                                                   \
            memcpy(larger, grown->name, grown->name##_count * sizeof *larger);                     \
        grown->name = larger;                                                                      \
    } while (0)

static Coverage *coverage_of(Building *building, size_t state, IndicatorCode code) {
    return &building->coverage[state * INDICATOR_CODE_COUNT + code];
}

static void lower_coverage(Building *building, size_t state, IndicatorCode code, Coverage to) {
    Coverage *coverage = coverage_of(building, state, code);
    if (*coverage > to) *coverage = to;
}

/* --- whom it is about
 * ------------------------------------------------------------------------------------ */

static bool stands_on(const Candidacy *candidacy, Day as_of) {
    if (candidacy->candidature == CANDIDATURE_NO_DECLARATION_FOUND) return false;
    if (candidacy->candidature == CANDIDATURE_DECLARED) return true;
    /* Withdrawn: it counts as a candidate until it has certainly withdrawn. */
    bool dated = candidacy->withdrawn_on.precision != DATE_NONE;
    return dated && candidacy->withdrawn_on.last > as_of;
}

static const Candidacy *candidacy_of(const Building *building, int cycle, Str iso3) {
    ElectionKey key = { cycle, DAY_NONE };
    const Candidacy *candidacy = council_find_candidacy(building->council, key, iso3);
    return candidacy && stands_on(candidacy, building->as_of) ? candidacy : NULL;
}

static Str english_name(const CouncilState *state, Day day) {
    const StateName *name = state_name_on(state, LANGUAGE_EN, day);
    return name ? name->short_name : state->iso3;
}

static void add_assessed(Building *building, const CouncilState *state, Group group,
                         const char *role) {
    building->dataset->states[building->dataset->state_count++] = (AssessedState){
        .code = state->iso3,
        .name = english_name(state, building->as_of),
        .group = group_facts(group)->code,
        .role = str_from(role),
    };
}

static void find_states(Building *building, int cycle) {
    const CouncilData *council = building->council;
    for (size_t i = 0; i < council->state_count && building->dataset->state_count < STATES_MAX;
         i++) {
        const CouncilState *state = &council->states[i];
        const CouncilTerm *term = council_term_on(&council->record, state->iso3, building->as_of);
        const Candidacy *candidacy = candidacy_of(building, cycle, state->iso3);
        if (!term && !candidacy) continue;
        add_assessed(building, state, candidacy ? candidacy->un_group : term->un_group,
                     term && candidacy ? "member and candidate"
                     : term            ? "member"
                                       : "candidate");
    }
}

static void find_members(Building *building) {
    const CouncilData *council = building->council;
    for (size_t i = 0; i < council->state_count && building->dataset->state_count < STATES_MAX;
         i++) {
        const CouncilState *state = &council->states[i];
        bool admitted =
            state->admission_date != DAY_NONE && state->admission_date <= building->as_of;
        if (state->member && admitted && state->has_group)
            add_assessed(building, state, state->group, "");
    }
}

/* --- how far the record reaches
 * ---------------------------------------------------------------------------- */

static Day years_before(Day day, int years) {
    return day_add_months(day, -12 * years);
}

/* The first day of the window an indicator looks at. */
static Day window_start(const Building *building, IndicatorCode code) {
    const Method *method = building->method;
    switch (code) {
    case INDICATOR_SP1:
    case INDICATOR_SP2: return years_before(building->as_of, method->visits_years);
    case INDICATOR_SP3:
    case INDICATOR_SP4: return years_before(building->as_of, method->communications_years);
    case INDICATOR_SP5: return years_before(building->as_of, method->visit_reports_years);
    case INDICATOR_SP6: return years_before(building->as_of, method->incidents_years);
    case INDICATOR_RE1:
    case INDICATOR_RE2:
    case INDICATOR_RE3:
    case INDICATOR_RE5:
    case INDICATOR_CS2: return years_before(building->as_of, method->reprisals_years);
    default: return building->as_of;
    }
}

typedef struct KindOfIndicator {
    IndicatorCode code;
    const Kind *kinds[2];
} KindOfIndicator;

static const KindOfIndicator KINDS_OF_INDICATORS[] = {
    { INDICATOR_SP0, { &STANDING_INVITATION } },
    { INDICATOR_SP1, { &VISIT_EVENT } },
    { INDICATOR_SP2, { &VISIT_EVENT } },
    { INDICATOR_SP3, { &COMMUNICATION, &REPLY } },
    { INDICATOR_SP4, { &COMMUNICATION, &REPLY } },
    { INDICATOR_SP5, { &COUNTRY_VISIT_REPORT } },
    { INDICATOR_SP6, { &MANDATE_INCIDENT } },
    { INDICATOR_RE1, { &REPORTED_CASE } },
    { INDICATOR_RE2, { &REPORTED_CASE } },
    { INDICATOR_RE3, { &REPORTED_CASE } },
    { INDICATOR_RE4, { &INDICATOR_LEVEL } },
    { INDICATOR_RE5, { &INDICATOR_LEVEL } },
    { INDICATOR_CS1, { &EXTERNAL_MEASURE } },
    { INDICATOR_CS2, { &ACCESS_VOTE } },
    { INDICATOR_CS3, { &INDICATOR_LEVEL } },
    { INDICATOR_CO1, { &TREATY_ACTION } },
    { INDICATOR_CO2, { &COMPLAINT_DECLARATION, &TREATY_ACTION } },
    { INDICATOR_CO3, { &TREATY_REPORT } },
    { INDICATOR_CO4, { &UPR_REVIEW } },
    { INDICATOR_CO5, { &PLEDGE } },
    { INDICATOR_CO6, { &NHRI_ACCREDITATION } },
};

static bool bears_on(const Record *coverage, const Kind *kind, Str scope) {
    return record_has_word(coverage, "kind", kind->name) &&
           str_equal(record_text(coverage, "scope"), scope);
}

/* What is said of one State holds for it, whatever is said of all. */
static Str scope_of(const Building *building, const Kind *kind, Str iso3) {
    for (size_t i = 0; i < building->coverage_records.count; i++)
        if (bears_on(&building->coverage_records.records[i], kind, iso3)) return iso3;
    return STR("*");
}

/* Where complete periods reach from `day` on without a gap; `day` - 1 where none holds it. */
static Day complete_until(const Building *building, const Kind *kind, Str scope, Day day) {
    bool reached_further = true;
    Day reached = day - 1;
    while (reached_further) {
        reached_further = false;
        for (size_t i = 0; i < building->coverage_records.count; i++) {
            const Record *record = &building->coverage_records.records[i];
            if (!bears_on(record, kind, scope) || !record_has_word(record, "extent", "complete"))
                continue;
            Date from = record_date(record, "period_from"), to = record_date(record, "period_to");
            Day first = from.precision == DATE_NONE ? DAY_FIRST : from.first;
            Day last = to.precision == DATE_NONE ? DAY_LAST : to.last;
            if (first > reached + 1 || last <= reached) continue;
            reached = last;
            reached_further = reached < DAY_LAST;
        }
    }
    return reached;
}

static Coverage coverage_of_kind(const Building *building, const Kind *kind, Str iso3, Day from) {
    Str scope = scope_of(building, kind, iso3);
    if (complete_until(building, kind, scope, from) >= building->as_of) return COVERAGE_COMPLETE;
    for (size_t i = 0; i < building->coverage_records.count; i++) {
        const Record *record = &building->coverage_records.records[i];
        if (bears_on(record, kind, scope) && !record_has_word(record, "extent", "none"))
            return COVERAGE_SAMPLE;
    }
    return COVERAGE_NONE;
}

static bool find_coverage(Building *building, Error *error) {
    if (!record_reader_list(building->reader, building->arena, &COVERAGE, NULL, STR_EMPTY,
                            &building->coverage_records, error))
        return false;
    size_t states = building->dataset->state_count;
    building->coverage = ARENA_ARRAY(building->arena, states * INDICATOR_CODE_COUNT + 1, Coverage);
    for (size_t state = 0; state < states; state++)
        for (size_t i = 0; i < COUNT_OF(KINDS_OF_INDICATORS); i++) {
            const KindOfIndicator *row = &KINDS_OF_INDICATORS[i];
            Str iso3 = building->dataset->states[state].code;
            *coverage_of(building, state, row->code) = COVERAGE_COMPLETE;
            for (size_t j = 0; j < COUNT_OF(row->kinds) && row->kinds[j]; j++)
                lower_coverage(building, state, row->code,
                               coverage_of_kind(building, row->kinds[j], iso3,
                                                window_start(building, row->code)));
        }
    building->dataset->coverage = building->coverage;
    return true;
}

/* --- Special Procedures
 * --------------------------------------------------------------------------------------- */

static InvitationFinding finding_of(const Record *record) {
    if (record_has_word(record, "finding", "issued")) return INVITATION_ISSUED;
    if (record_has_word(record, "finding", "none_on_date")) return INVITATION_NONE_ON_DATE;
    return record_has_word(record, "finding", "withdrawn") ? INVITATION_WITHDRAWN
                                                           : INVITATION_NO_EVIDENCE;
}

/* SP0 is a fact and no rate: what is certain on the day counts also where the record is a sample.
 */
static bool add_invitation(Building *building, size_t state, Error *error) {
    RecordList records;
    if (!read_state(building, &STANDING_INVITATION, state, &records, error)) return false;
    InvitationEvidence *evidence =
        ARENA_ARRAY(building->arena, records.count + 1, InvitationEvidence);
    for (size_t i = 0; i < records.count; i++)
        evidence[i] = (InvitationEvidence){ finding_of(&records.records[i]),
                                            record_date(&records.records[i], "happened_on") };
    InvitationOnDay on_day = standing_invitation_on(evidence, records.count, building->as_of);
    Coverage *coverage = coverage_of(building, state, INDICATOR_SP0);
    if (on_day.status == INVITATION_STATUS_IN_FORCE) {
        MORE_FACTS(building, InvitationFact, invitations, 1);
        building->dataset->invitations[building->dataset->invitations_count++] =
            (InvitationFact){ state, on_day.because->happened_on.last, DAY_NONE };
        *coverage = COVERAGE_COMPLETE;
    } else if (on_day.status == INVITATION_STATUS_WITHDRAWN ||
               (on_day.status == INVITATION_STATUS_NONE_KNOWN &&
                on_day.because->happened_on.last == building->as_of)) {
        *coverage = COVERAGE_COMPLETE; /* a sourced negative of the day itself */
    } else if (on_day.status == INVITATION_STATUS_UNCLEAR) {
        lower_coverage(building, state, INDICATOR_SP0, COVERAGE_SAMPLE);
    }
    return true;
}

static bool add_visits(Building *building, size_t state, Error *error) {
    RecordList records;
    if (!read_state(building, &VISIT_EVENT, state, &records, error)) return false;
    MORE_FACTS(building, VisitFact, visits, records.count);
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        VisitFact fact = { .state = state,
                           .mandate = record_text(record, "mandate"),
                           .date = day_of(record, "happened_on"),
                           .by = record_has_word(record, "by", "state")     ? VISIT_BY_STATE
                                 : record_has_word(record, "by", "mandate") ? VISIT_BY_MANDATE
                                                                            : VISIT_BY_UNKNOWN,
                           .visit_start = day_of(record, "visit_start") };
        /* Dates were agreed on or before the first day of the visit they are for. */
        if (fact.date == DAY_NONE) fact.date = fact.visit_start;
        FactFault fault;
        bool usable = fact.date != DAY_NONE &&
                      visit_event_parse(record_text(record, "event"), &fact.event) &&
                      visit_fact_check(&fact, &fault);
        if (usable) {
            building->dataset->visits[building->dataset->visits_count++] = fact;
        } else {
            /* An event that cannot be placed makes the record less than complete. */
            lower_coverage(building, state, INDICATOR_SP1, COVERAGE_SAMPLE);
            lower_coverage(building, state, INDICATOR_SP2, COVERAGE_SAMPLE);
        }
    }
    return true;
}

/* Several replies to one letter: the best grade, and the day of the first that is more than
 * receipt. A reply nobody has graded is one not yet read (RT). What came after the as-of date was
 * not known then. */
static void take_reply(const Record *reply, Day as_of, CommunicationFact *fact) {
    ReplyCategory category = REPLY_RT;
    Str grade = record_text(reply, "grade");
    Day day = day_of(reply, "received_on");
    if (day != DAY_NONE && day > as_of) return;
    if (grade.length && !reply_category_parse(grade, &category)) return;
    if (category == REPLY_R1) {
        if (fact->acknowledged_on == DAY_NONE || day < fact->acknowledged_on)
            fact->acknowledged_on = day;
    } else if (category != REPLY_R0 && (fact->replied_on == DAY_NONE || day < fact->replied_on)) {
        fact->replied_on = day;
    }
    bool better = fact->category == REPLY_RT ? category != REPLY_RT && category >= REPLY_R2
                                             : category > fact->category;
    if (better) fact->category = category;
}

static bool add_communication(Building *building, size_t state, const Record *letter,
                              Error *error) {
    RecordList replies;
    FactFault fault;
    CommunicationFact fact = { .state = state,
                               .reference = letter->key,
                               .sent = day_of(letter, "sent_on"),
                               .category = REPLY_R0,
                               .replied_on = DAY_NONE,
                               .acknowledged_on = DAY_NONE };
    if (!record_reader_list(building->reader, building->arena, &REPLY, "communication", letter->key,
                            &replies, error))
        return false;
    for (size_t i = 0; i < replies.count; i++)
        take_reply(&replies.records[i], building->as_of, &fact);
    if (communication_type_parse(record_text(letter, "type"), &fact.type) &&
        fact.sent != DAY_NONE && communication_fact_check(&fact, &fault)) {
        building->dataset->communications[building->dataset->communications_count++] = fact;
    } else {
        lower_coverage(building, state, INDICATOR_SP3, COVERAGE_SAMPLE);
        lower_coverage(building, state, INDICATOR_SP4, COVERAGE_SAMPLE);
    }
    return true;
}

static bool add_communications(Building *building, size_t state, Error *error) {
    RecordList letters;
    if (!read_state(building, &COMMUNICATION, state, &letters, error)) return false;
    MORE_FACTS(building, CommunicationFact, communications, letters.count);
    for (size_t i = 0; i < letters.count; i++)
        if (!add_communication(building, state, &letters.records[i], error)) return false;
    return true;
}

static bool add_visit_reports(Building *building, size_t state, Error *error) {
    RecordList records;
    if (!read_state(building, &COUNTRY_VISIT_REPORT, state, &records, error)) return false;
    MORE_FACTS(building, VisitReportFact, visit_reports, records.count);
    for (size_t i = 0; i < records.count; i++)
        building->dataset->visit_reports[building->dataset->visit_reports_count++] =
            (VisitReportFact){ state, records.records[i].key,
                               day_of(&records.records[i], "presented_on"),
                               day_of(&records.records[i], "followup_on") };
    return true;
}

static void add_red_line(Building *building, size_t state, RedLineKind kind, Day since, Day until,
                         Str source) {
    MORE_FACTS(building, RedLineFact, red_lines, 1);
    building->dataset->red_lines[building->dataset->red_lines_count++] =
        (RedLineFact){ state, kind, since, until, source };
}

static bool add_incidents(Building *building, size_t state, Error *error) {
    RecordList records;
    if (!read_state(building, &MANDATE_INCIDENT, state, &records, error)) return false;
    MORE_FACTS(building, IncidentFact, incidents, records.count);
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        bool two_sources = record_text(record, "second_source").length != 0;
        bool refusal = record_has_word(record, "incident", "refusal_of_mandate") ||
                       record_has_word(record, "incident", "sanction");
        building->dataset->incidents[building->dataset->incidents_count++] =
            (IncidentFact){ state, record->key, day_of(record, "happened_on"),
                            record_has_word(record, "severity", "serious"), two_sources ? 2 : 1 };
        if (refusal && two_sources)
            add_red_line(building, state, RED_LINE_REFUSAL, day_of(record, "happened_on"),
                         day_of(record, "ended_on"), record_text(record, "source"));
    }
    return true;
}

/* --- reprisals
 * ---------------------------------------------------------------------------------------------------
 */

static bool add_cases(Building *building, size_t state, Error *error) {
    RecordList records;
    if (!read_state(building, &REPORTED_CASE, state, &records, error)) return false;
    MORE_FACTS(building, ReprisalFact, reprisals, records.count);
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        building->dataset->reprisals[building->dataset->reprisals_count++] = (ReprisalFact){
            .state = state,
            .id = record->key,
            .first_published = day_of(record, "first_published"),
            .substantive_response = record_has_word(record, "response", "R3") ||
                                    record_has_word(record, "response", "R4"),
            .step_level =
                is_known(record, "step_level") ? record_value(record, "step_level")->decimal : 0,
            .council_informed_on = day_of(record, "council_informed_on"),
            .killing_or_disappearance = is_yes(record, "killing_or_disappearance"),
        };
        /* An unknown response or step is no "none": then the rate may not be computed. */
        if (!is_known(record, "response"))
            lower_coverage(building, state, INDICATOR_RE1, COVERAGE_SAMPLE);
        if (!is_known(record, "step_level"))
            lower_coverage(building, state, INDICATOR_RE2, COVERAGE_SAMPLE);
    }
    return true;
}

static bool add_laws(Building *building, size_t state, Error *error) {
    RecordList records;
    if (!read_state(building, &ACCESS_LAW, state, &records, error)) return false;
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        Day from = day_of(record, "in_force_from");
        if (record_has_word(record, "effect", "punishes_cooperation") && from != DAY_NONE)
            add_red_line(building, state, RED_LINE_PUNISHING, from,
                         day_of(record, "in_force_until"), record_text(record, "source"));
    }
    return true;
}

static void add_suspension(Building *building, size_t state) {
    const MembershipEvent *event = council_suspension_on(
        &building->council->record, building->dataset->states[state].code, building->as_of);
    if (event)
        add_red_line(building, state, RED_LINE_SUSPENDED, event->happened_on, DAY_NONE,
                     event->symbol);
}

/* --- coded levels and measures
 * -------------------------------------------------------------------------------------- */

static void add_level(Building *building, size_t state, IndicatorCode code, double level) {
    MORE_FACTS(building, LevelFact, levels, 1);
    building->dataset->levels[building->dataset->levels_count++] =
        (LevelFact){ state, code, level };
}

/* The newest record of those whose day lies on or before the as-of date; NULL without one. */
static const Record *newest_by(const Building *building, const RecordList *records,
                               const char *day_field, const char *field, const char *word) {
    const Record *newest = NULL;
    for (size_t i = 0; i < records->count; i++) {
        const Record *record = &records->records[i];
        Day day = day_of(record, day_field);
        if (day == DAY_NONE || day > building->as_of) continue;
        if (field && !record_has_word(record, field, word)) continue;
        if (!newest || day > day_of(newest, day_field)) newest = record;
    }
    return newest;
}

static bool add_levels(Building *building, size_t state, Error *error) {
    static const IndicatorCode coded[] = { INDICATOR_RE4, INDICATOR_RE5, INDICATOR_CS3 };
    RecordList records;
    if (!read_state(building, &INDICATOR_LEVEL, state, &records, error)) return false;
    for (size_t i = 0; i < COUNT_OF(coded); i++) {
        const Record *level =
            newest_by(building, &records, "coded_on", "indicator", indicator_code_text(coded[i]));
        if (level) {
            add_level(building, state, coded[i], record_value(level, "level")->decimal);
            *coverage_of(building, state, coded[i]) = COVERAGE_COMPLETE;
        } else {
            /* Nobody coded it, so there is no level: METHOD 3 wants a source for a zero. */
            lower_coverage(building, state, coded[i], COVERAGE_NONE);
        }
    }
    return true;
}

static bool add_accreditation(Building *building, size_t state, Error *error) {
    RecordList records;
    if (!read_state(building, &NHRI_ACCREDITATION, state, &records, error)) return false;
    const Record *newest = newest_by(building, &records, "decided_on", NULL, NULL);
    if (!newest) {
        lower_coverage(building, state, INDICATOR_CO6, COVERAGE_NONE);
        return true;
    }
    double level = record_has_word(newest, "status", "A")   ? 1
                   : record_has_word(newest, "status", "B") ? 0.5
                                                            : 0;
    add_level(building, state, INDICATOR_CO6, level);
    return true;
}

static bool add_measures(Building *building, size_t state, Error *error) {
    RecordList records;
    const Record *newest = NULL;
    if (!read_state(building, &EXTERNAL_MEASURE, state, &records, error)) return false;
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        int64_t year = record_value(record, "year")->integer;
        if (year <= day_year(building->as_of) &&
            (!newest || year > record_value(newest, "year")->integer))
            newest = record;
    }
    if (!newest) return true;
    MORE_FACTS(building, MeasureFact, measures, 1);
    building->dataset->measures[building->dataset->measures_count++] =
        (MeasureFact){ state, INDICATOR_CS1, record_value(newest, "value")->decimal,
                       record_value(newest, "low")->decimal,
                       record_value(newest, "high")->decimal };
    /* An imported measure is what it is, whether or not others were imported. */
    *coverage_of(building, state, INDICATOR_CS1) = COVERAGE_COMPLETE;
    return true;
}

static bool add_votes(Building *building, size_t state, Error *error) {
    RecordList records;
    VoteFact fact = { .state = state };
    if (!read_state(building, &ACCESS_VOTE, state, &records, error)) return false;
    Day from = years_before(building->as_of, building->method->reprisals_years);
    for (size_t i = 0; i < records.count; i++) {
        Day day = day_of(&records.records[i], "voted_on");
        if (day <= from || day > building->as_of) continue;
        fact.recorded++;
        fact.in_favour += is_yes(&records.records[i], "for_access");
    }
    MORE_FACTS(building, VoteFact, votes, 1);
    building->dataset->votes[building->dataset->votes_count++] = fact;
    return true;
}

/* --- treaties and Council
 * ---------------------------------------------------------------------------------------------- */

static bool read_treaty_action(Building *building, size_t state, const Record *treaty,
                               TreatyOnDay *on_day, bool *found, Error *error) {
    Record action;
    Str key = str_format(building->arena, "%.*s/%.*s",
                         STR_ARGUMENTS(building->dataset->states[state].code),
                         STR_ARGUMENTS(treaty->key));
    if (!record_reader_get(building->reader, building->arena, &TREATY_ACTION, key, &action, found,
                           error))
        return false;
    if (!*found) return true;
    TreatyFacts facts = { .adopted_on = day_of(treaty, "adopted_on"),
                          .signed_on = record_date(&action, "signed_on"),
                          .bound_on = record_date(&action, "bound_on"),
                          .party = record_has_word(&action, "status", "party"),
                          .known_until = day_of(&action, "as_of") };
    *on_day = treaty_status_on(&facts, building->as_of);
    return true;
}

static bool is_complaint_protocol(Str treaty) {
    static const char *const protocols[] = { "CCPR-OP1", "CEDAW-OP", "CRPD-OP", "CESCR-OP",
                                             "CRC-OP-IC" };
    for (size_t i = 0; i < COUNT_OF(protocols); i++)
        if (str_equal_c(treaty, protocols[i])) return true;
    return false;
}

/* The declarations that accept complaints, each under its treaty (D6.1). */
static const struct {
    const char *procedure, *treaty;
} DECLARATIONS[] = { { "CERD-14", "CERD" }, { "CAT-22", "CAT" }, { "CED-31", "CED" } };

static bool add_declarations(Building *building, size_t state, TreatyFact *fact, Error *error) {
    RecordList records;
    if (!read_state(building, &COMPLAINT_DECLARATION, state, &records, error)) return false;
    for (size_t i = 0; i < COUNT_OF(DECLARATIONS); i++) {
        for (size_t t = 0; t < building->treaties.count; t++)
            if (str_equal_c(building->treaties.records[t].key, DECLARATIONS[i].treaty))
                fact->in_force +=
                    day_of(&building->treaties.records[t], "in_force_on") <= building->as_of;
        for (size_t r = 0; r < records.count; r++) {
            Day day = day_of(&records.records[r], "declared_on");
            if (record_has_word(&records.records[r], "procedure", DECLARATIONS[i].procedure) &&
                record_has_word(&records.records[r], "finding", "declared") && day != DAY_NONE &&
                day <= building->as_of) {
                fact->accepted++;
                break;
            }
        }
    }
    return true;
}

static bool add_treaties(Building *building, size_t state, Error *error) {
    TreatyFact fact = { .state = state };
    TreatyCount count = { 0 };
    for (size_t i = 0; i < building->treaties.count; i++) {
        const Record *treaty = &building->treaties.records[i];
        TreatyOnDay on_day;
        bool found;
        if (!read_treaty_action(building, state, treaty, &on_day, &found, error)) return false;
        if (!found) {
            lower_coverage(building, state, INDICATOR_CO1, COVERAGE_SAMPLE);
            lower_coverage(building, state, INDICATOR_CO2, COVERAGE_SAMPLE);
            continue;
        }
        treaty_count_add(&count, on_day.status);
        if (is_complaint_protocol(treaty->key) &&
            day_of(treaty, "in_force_on") <= building->as_of) {
            fact.in_force++;
            fact.accepted += on_day.status == TREATY_PARTY;
        }
    }
    if (count.unclear) {
        lower_coverage(building, state, INDICATOR_CO1, COVERAGE_SAMPLE);
        lower_coverage(building, state, INDICATOR_CO2, COVERAGE_SAMPLE);
    }
    fact.ratified = count.party;
    fact.open = count.existing;
    if (!add_declarations(building, state, &fact, error)) return false;
    MORE_FACTS(building, TreatyFact, treaties, 1);
    building->dataset->treaties[building->dataset->treaties_count++] = fact;
    return true;
}

/* Whether a later record, still by the as-of date, looks at the same duty again. */
static bool is_seen_again(const Building *building, const RecordList *records, size_t at) {
    Day seen = day_of(&records->records[at], "observed_on");
    for (size_t i = 0; i < records->count; i++) {
        Day day = day_of(&records->records[i], "observed_on");
        if (str_equal(record_text(&records->records[i], "treaty"),
                      record_text(&records->records[at], "treaty")) &&
            day <= building->as_of && (day > seen || (day == seen && i > at)))
            return true;
    }
    return false;
}

/* One duty a treaty, as it was last seen: to look twice makes no second one. */
static bool add_treaty_reports(Building *building, size_t state, Error *error) {
    RecordList records;
    if (!read_state(building, &TREATY_REPORT, state, &records, error)) return false;
    MORE_FACTS(building, TreatyReportFact, treaty_reports, records.count);
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        Day due = day_of(record, "due_on"), received = day_of(record, "received_on");
        if (day_of(record, "observed_on") > building->as_of || is_seen_again(building, &records, i))
            continue;
        if (due == DAY_NONE) {
            lower_coverage(building, state, INDICATOR_CO3, COVERAGE_SAMPLE);
            continue;
        }
        Day until =
            received != DAY_NONE && received <= building->as_of ? received : building->as_of;
        building->dataset->treaty_reports[building->dataset->treaty_reports_count++] =
            (TreatyReportFact){ state, record_text(record, "treaty"),
                                until > due ? until - due : 0 };
    }
    return true;
}

static bool add_review(Building *building, size_t state, Error *error) {
    RecordList records;
    if (!read_state(building, &UPR_REVIEW, state, &records, error)) return false;
    const Record *newest = newest_by(building, &records, "reviewed_on", NULL, NULL);
    if (!newest) return true;
    MORE_FACTS(building, ReviewFact, reviews, 1);
    building->dataset->reviews[building->dataset->reviews_count++] =
        (ReviewFact){ state, is_yes(newest, "attended"), is_yes(newest, "report_on_time"),
                      is_yes(newest, "clear_response"), is_yes(newest, "midterm_report") };
    return true;
}

static bool add_pledges(Building *building, size_t state, Error *error) {
    RecordList records;
    PledgeFact fact = { .state = state };
    if (!read_state(building, &PLEDGE, state, &records, error)) return false;
    for (size_t i = 0; i < records.count; i++) {
        const Record *record = &records.records[i];
        Day due = day_of(record, "due_on"), checked = day_of(record, "checked_on");
        if (checked != DAY_NONE && checked > building->as_of) continue;
        bool met = record_has_word(record, "state_of_pledge", "met") ||
                   record_has_word(record, "state_of_pledge", "in_progress");
        bool specific = met || record_has_word(record, "state_of_pledge", "not_met");
        if (!specific || (due != DAY_NONE && due > building->as_of)) continue;
        fact.specific_and_due++;
        fact.met_or_in_progress += met;
    }
    MORE_FACTS(building, PledgeFact, pledges, 1);
    building->dataset->pledges[building->dataset->pledges_count++] = fact;
    return true;
}

/* --- all of it
 * --------------------------------------------------------------------------------------------------------------
 */

static bool add_state(Building *building, size_t state, Error *error) {
    add_suspension(building, state);
    return add_invitation(building, state, error) && add_visits(building, state, error) &&
           add_communications(building, state, error) &&
           add_visit_reports(building, state, error) && add_incidents(building, state, error) &&
           add_cases(building, state, error) && add_laws(building, state, error) &&
           add_levels(building, state, error) && add_accreditation(building, state, error) &&
           add_measures(building, state, error) && add_votes(building, state, error) &&
           add_treaties(building, state, error) && add_treaty_reports(building, state, error) &&
           add_review(building, state, error) && add_pledges(building, state, error);
}

static bool fill(Building *building, Error *error) {
    if (!find_coverage(building, error) ||
        !record_reader_list(building->reader, building->arena, &TREATY, NULL, STR_EMPTY,
                            &building->treaties, error))
        return false;
    for (size_t state = 0; state < building->dataset->state_count; state++)
        if (!add_state(building, state, error)) return false;
    return true;
}

static Building begin(RecordReader *reader, Arena *arena, const CouncilData *council,
                      const Method *method, Day as_of, Dataset *dataset) {
    *dataset = (Dataset){ .communications_until = DAY_NONE };
    dataset->states = ARENA_ARRAY(arena, STATES_MAX, AssessedState);
    return (Building){ .reader = reader,
                       .arena = arena,
                       .council = council,
                       .method = method,
                       .as_of = as_of,
                       .dataset = dataset };
}

bool records_dataset(RecordReader *reader, Arena *arena, const CouncilData *council,
                     const Method *method, int cycle, Day as_of, Dataset *dataset, Error *error) {
    Building building = begin(reader, arena, council, method, as_of, dataset);
    find_states(&building, cycle);
    return fill(&building, error);
}

bool records_dataset_of_members(RecordReader *reader, Arena *arena, const CouncilData *council,
                                const Method *method, Day as_of, Dataset *dataset, Error *error) {
    Building building = begin(reader, arena, council, method, as_of, dataset);
    find_members(&building);
    return fill(&building, error);
}
