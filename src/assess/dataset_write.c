#include "assess/dataset_write.h"

#include "text/csv.h"

/* --- cells
 * ------------------------------------------------------------------------------------------ */

static void state_cell(Buffer *out, const Dataset *dataset, size_t state) {
    csv_text(out, dataset->states[state].code);
}

static void text_cell(Buffer *out, Str text) {
    csv_separator(out);
    csv_text(out, text);
}

static void word_cell(Buffer *out, const char *word) {
    text_cell(out, str_from(word));
}

static void day_cell(Buffer *out, Day day) {
    char text[DAY_TEXT_SIZE];
    csv_separator(out);
    if (day == DAY_NONE) return;
    day_format(day, text);
    buffer_add_c(out, text);
}

static void whole_cell(Buffer *out, int64_t number) {
    csv_separator(out);
    csv_number(out, number);
}

static void number_cell(Buffer *out, double number) {
    csv_separator(out);
    buffer_add_decimal(out, number);
}

/* --- tables
 * ------------------------------------------------------------------------------------------ */

static void write_states(Buffer *out, const Dataset *dataset) {
    for (size_t i = 0; i < dataset->state_count; i++) {
        state_cell(out, dataset, i);
        text_cell(out, dataset->states[i].name);
        text_cell(out, dataset->states[i].group);
        text_cell(out, dataset->states[i].role);
        csv_end(out);
    }
}

static void write_coverage(Buffer *out, const Dataset *dataset) {
    for (size_t i = 0; i < dataset->state_count; i++)
        for (IndicatorCode code = 0; code < INDICATOR_CODE_COUNT; code++) {
            state_cell(out, dataset, i);
            word_cell(out, indicator_code_text(code));
            word_cell(out, coverage_text(dataset_coverage(dataset, i, code)));
            csv_end(out);
        }
}

static void write_invitations(Buffer *out, const Dataset *dataset) {
    for (size_t i = 0; i < dataset->invitations_count; i++) {
        const InvitationFact *fact = &dataset->invitations[i];
        state_cell(out, dataset, fact->state);
        day_cell(out, fact->issued_on);
        day_cell(out, fact->withdrawn_on);
        csv_end(out);
    }
}

static void write_visits(Buffer *out, const Dataset *dataset) {
    static const char *const parties[] = { "", "state", "mandate" };
    for (size_t i = 0; i < dataset->visits_count; i++) {
        const VisitFact *fact = &dataset->visits[i];
        csv_text(out, fact->chain);
        text_cell(out, dataset->states[fact->state].code);
        text_cell(out, fact->mandate);
        word_cell(out, visit_event_text(fact->event));
        day_cell(out, fact->date);
        word_cell(out, parties[fact->by]);
        day_cell(out, fact->visit_start);
        csv_end(out);
    }
}

static void write_communications(Buffer *out, const Dataset *dataset) {
    for (size_t i = 0; i < dataset->communications_count; i++) {
        const CommunicationFact *fact = &dataset->communications[i];
        csv_text(out, fact->reference);
        word_cell(out, communication_type_text(fact->type));
        text_cell(out, dataset->states[fact->state].code);
        day_cell(out, fact->sent);
        word_cell(out, reply_category_text(fact->category));
        day_cell(out, fact->replied_on);
        day_cell(out, fact->acknowledged_on);
        csv_end(out);
    }
}

static void write_visit_reports(Buffer *out, const Dataset *dataset) {
    for (size_t i = 0; i < dataset->visit_reports_count; i++) {
        const VisitReportFact *fact = &dataset->visit_reports[i];
        csv_text(out, fact->report);
        text_cell(out, dataset->states[fact->state].code);
        day_cell(out, fact->presented_on);
        day_cell(out, fact->followup_on);
        csv_end(out);
    }
}

static void write_incidents(Buffer *out, const Dataset *dataset) {
    for (size_t i = 0; i < dataset->incidents_count; i++) {
        const IncidentFact *fact = &dataset->incidents[i];
        csv_text(out, fact->id);
        text_cell(out, dataset->states[fact->state].code);
        day_cell(out, fact->date);
        word_cell(out, fact->serious ? "serious" : "minor");
        whole_cell(out, fact->sources);
        csv_end(out);
    }
}

static void write_reprisals(Buffer *out, const Dataset *dataset) {
    for (size_t i = 0; i < dataset->reprisals_count; i++) {
        const ReprisalFact *fact = &dataset->reprisals[i];
        csv_text(out, fact->id);
        text_cell(out, dataset->states[fact->state].code);
        day_cell(out, fact->first_published);
        whole_cell(out, fact->substantive_response);
        number_cell(out, fact->step_level);
        day_cell(out, fact->council_informed_on);
        whole_cell(out, fact->killing_or_disappearance);
        csv_end(out);
    }
}

static void write_levels(Buffer *out, const Dataset *dataset) {
    for (size_t i = 0; i < dataset->levels_count; i++) {
        const LevelFact *fact = &dataset->levels[i];
        state_cell(out, dataset, fact->state);
        word_cell(out, indicator_code_text(fact->indicator));
        number_cell(out, fact->level);
        csv_end(out);
    }
}

static void write_measures(Buffer *out, const Dataset *dataset) {
    for (size_t i = 0; i < dataset->measures_count; i++) {
        const MeasureFact *fact = &dataset->measures[i];
        state_cell(out, dataset, fact->state);
        word_cell(out, indicator_code_text(fact->indicator));
        number_cell(out, fact->value);
        number_cell(out, fact->low);
        number_cell(out, fact->high);
        csv_end(out);
    }
}

static void write_votes(Buffer *out, const Dataset *dataset) {
    for (size_t i = 0; i < dataset->votes_count; i++) {
        const VoteFact *fact = &dataset->votes[i];
        state_cell(out, dataset, fact->state);
        word_cell(out, indicator_code_text(INDICATOR_CS2));
        whole_cell(out, fact->in_favour);
        whole_cell(out, fact->recorded);
        csv_end(out);
    }
}

static void write_treaties(Buffer *out, const Dataset *dataset) {
    for (size_t i = 0; i < dataset->treaties_count; i++) {
        const TreatyFact *fact = &dataset->treaties[i];
        state_cell(out, dataset, fact->state);
        whole_cell(out, fact->ratified);
        whole_cell(out, fact->open);
        whole_cell(out, fact->accepted);
        whole_cell(out, fact->in_force);
        csv_end(out);
    }
}

static void write_treaty_reports(Buffer *out, const Dataset *dataset) {
    for (size_t i = 0; i < dataset->treaty_reports_count; i++) {
        const TreatyReportFact *fact = &dataset->treaty_reports[i];
        state_cell(out, dataset, fact->state);
        text_cell(out, fact->treaty);
        whole_cell(out, fact->days_overdue);
        csv_end(out);
    }
}

static void write_reviews(Buffer *out, const Dataset *dataset) {
    for (size_t i = 0; i < dataset->reviews_count; i++) {
        const ReviewFact *fact = &dataset->reviews[i];
        state_cell(out, dataset, fact->state);
        whole_cell(out, fact->attended);
        whole_cell(out, fact->report_on_time);
        whole_cell(out, fact->clear_response);
        whole_cell(out, fact->midterm_report);
        csv_end(out);
    }
}

static void write_pledges(Buffer *out, const Dataset *dataset) {
    for (size_t i = 0; i < dataset->pledges_count; i++) {
        const PledgeFact *fact = &dataset->pledges[i];
        state_cell(out, dataset, fact->state);
        whole_cell(out, fact->specific_and_due);
        whole_cell(out, fact->met_or_in_progress);
        csv_end(out);
    }
}

static void write_red_lines(Buffer *out, const Dataset *dataset) {
    for (size_t i = 0; i < dataset->red_lines_count; i++) {
        const RedLineFact *fact = &dataset->red_lines[i];
        state_cell(out, dataset, fact->state);
        word_cell(out, red_line_text(fact->kind));
        day_cell(out, fact->since);
        day_cell(out, fact->until);
        text_cell(out, fact->source);
        csv_end(out);
    }
}

/* Names and columns are those of golden_input.c. */
static const struct {
    const char *name, *columns;
    void (*write)(Buffer *out, const Dataset *dataset);
} FILES[] = {
    { "states.csv", "state,name,un_group,role", write_states },
    { "coverage.csv", "state,indicator,coverage", write_coverage },
    { "standing_invitations.csv", "state,issued_on,withdrawn_on", write_invitations },
    { "visit_events.csv", "chain,state,mandate,event,date,by,visit_start", write_visits },
    { "communications.csv", "ref,type,state,sent,reply_category,reply_date,ack_date",
      write_communications },
    { "visit_reports.csv", "report,state,presented_on,followup_info_on", write_visit_reports },
    { "incidents.csv", "id,state,date,severity,sources", write_incidents },
    { "reprisal_cases.csv",
      "case,state,first_published,state_response,step_level,council_informed_on,"
      "killing_or_disappearance",
      write_reprisals },
    { "ordinals.csv", "state,indicator,level", write_levels },
    { "external.csv", "state,indicator,value,low,high", write_measures },
    { "votes.csv", "state,indicator,in_favour_of_access,recorded", write_votes },
    { "treaties.csv",
      "state,instruments_ratified,instruments_total,complaint_procedures_accepted,"
      "complaint_procedures_in_force",
      write_treaties },
    { "treaty_reports.csv", "state,treaty,days_overdue", write_treaty_reports },
    { "upr.csv",
      "state,attended,national_report_on_time,clear_response_before_adoption,midterm_report",
      write_reviews },
    { "pledges.csv", "state,specific_and_due,met_or_in_progress", write_pledges },
    { "red_lines.csv", "state,kind,since,until,source", write_red_lines },
};

size_t dataset_file_count(void) {
    return COUNT_OF(FILES);
}

const char *dataset_file_name(size_t file) {
    return FILES[file].name;
}

void dataset_file_text(Buffer *out, const Dataset *dataset, size_t file) {
    buffer_add_c(out, FILES[file].columns);
    csv_end(out);
    FILES[file].write(out, dataset);
}
