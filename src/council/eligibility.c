#include "council/eligibility.h"

static const CouncilTerm *last_term_begun_before(const CouncilRecord *record, Str iso3, Day day) {
    const CouncilTerm *last = NULL;
    for (size_t i = 0; i < record->term_count; i++) {
        const CouncilTerm *term = &record->terms[i];
        if (term->start >= day || !str_equal(term->iso3, iso3)) continue;
        if (!last || term->start > last->start) last = term;
    }
    return last;
}

static bool is_immediate(const CouncilTerm *term, Day next_start) {
    return next_start < day_add_months(term->end + 1, MONTHS_OFF_RESTORE_ELIGIBILITY);
}

/* The run of consecutive terms that leads up to a day, part terms that do not count left out. */
static int consecutive_terms_up_to(const CouncilRecord *record, Str iso3, Day day) {
    int count = 0;
    const CouncilTerm *term = last_term_begun_before(record, iso3, day);
    while (term && is_immediate(term, day)) {
        count += !term->part_term || term->part_term_counts;
        day = term->start;
        term = last_term_begun_before(record, iso3, day);
    }
    return count;
}

Eligibility eligibility_at(const CouncilRecord *record, Str iso3, int election_year) {
    Day start = council_term_start(election_year);
    Eligibility eligibility = {
        .answer = ELIGIBLE,
        .term_start = start,
        .consecutive_terms = consecutive_terms_up_to(record, iso3, start),
        .last = last_term_begun_before(record, iso3, start),
    };
    if (eligibility.last && eligibility.last->end >= start)
        eligibility.answer = NOT_ELIGIBLE_HOLDS_SEAT;
    else if (eligibility.consecutive_terms >= CONSECUTIVE_TERMS_MAX)
        eligibility.answer = NOT_ELIGIBLE_TWO_TERMS;
    return eligibility;
}

void eligibility_check_terms(const CouncilRecord *record, CouncilProblems *problems) {
    for (size_t i = 0; i < record->term_count; i++) {
        const CouncilTerm *term = &record->terms[i];
        int before = consecutive_terms_up_to(record, term->iso3, term->start);
        if (before < CONSECUTIVE_TERMS_MAX) continue;
        char start[DAY_TEXT_SIZE], last_end[DAY_TEXT_SIZE];
        day_format(term->start, start);
        day_format(last_term_begun_before(record, term->iso3, term->start)->end, last_end);
        council_problem(problems, i, "start",
                        "%.*s: the term from %s follows %d consecutive ones, the last of them to "
                        "%s; no immediate re-election after two consecutive terms (A/RES/60/251 "
                        "op 7)",
                        STR_ARGUMENTS(term->iso3), start, before, last_end);
    }
}
