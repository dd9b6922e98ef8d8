#include "site/response_curve.h"

static Day earlier(Day a, Day b) {
    return a < b ? a : b;
}

/* An open end, "on or after", is no day either. */
static bool is_dated(Date date) {
    return date.precision != DATE_NONE && date.precision != DATE_AFTER;
}

/* The last day for which a letter's fate is known; DAY_NONE: its record is a sample. */
static Day known_until(const CooperationIndex *index, const LetterView *letter) {
    for (size_t i = 0; i < index->complete_count; i++) {
        const CompletePeriod *period = &index->complete[i];
        if (str_equal(period->iso3, letter->iso3) && letter->entry.sent_on.last >= period->from &&
            letter->entry.sent_on.last <= period->to)
            return earlier(period->to, letter->standing.on);
    }
    return DAY_NONE;
}

typedef enum Observed { OBSERVED, OBSERVED_OUTSIDE, OBSERVED_WITHOUT_DAYS } Observed;

static Observed observe(const CooperationIndex *index, const LetterView *letter,
                        SurvivalObservation *observation) {
    const ReplyEntry *reply = letter->standing.first;
    if (!is_dated(letter->entry.sent_on)) return OBSERVED_WITHOUT_DAYS;
    Day until = known_until(index, letter), sent = letter->entry.sent_on.last;
    if (until == DAY_NONE) return OBSERVED_OUTSIDE;
    if (reply && !is_dated(reply->received_on)) return OBSERVED_WITHOUT_DAYS;
    bool answered = reply && reply->received_on.last <= until;
    Day end = answered ? reply->received_on.last : until;
    *observation = (SurvivalObservation){ end > sent ? end - sent : 0, answered };
    return OBSERVED;
}

ResponseCurve response_curve(Arena *arena, const CooperationIndex *index, const uint32_t *rows,
                             size_t count) {
    ResponseCurve result = { 0 };
    SurvivalObservation *observations = ARENA_ARRAY(arena, count + 1, SurvivalObservation);
    for (size_t i = 0; i < count; i++) {
        Observed observed = observe(index, &index->letters[rows[i]], &observations[result.letters]);
        result.letters += observed == OBSERVED;
        result.outside += observed == OBSERVED_OUTSIDE;
        result.without_days += observed == OBSERVED_WITHOUT_DAYS;
    }
    result.curve = survival_curve(arena, observations, result.letters);
    result.median = survival_median(&result.curve);
    return result;
}
