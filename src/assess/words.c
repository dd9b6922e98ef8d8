#include "assess/words.h"

/* METHOD 4 and 6: constants of the words, the same in every version so far. */
static const double ITEM_PROBABILITY = 0.8;
static const double PAIR_PROBABILITY = 0.9;
static const double SLACK = 1e-12; /* sums and differences of decimals: 1 - 0.9 is not quite 0.1 */

enum { RED_LINE_BAND = 2 };

static const char *const AVAILABILITIES[AVAILABILITY_COUNT] = {
    [AVAILABLE] = "",
    [NOT_TESTED] = "not tested",
    [NOT_TESTED_SAMPLE] = "not tested: sample",
    [NO_DATA] = "no data",
};

static const char *const ITEM_WORDS[ITEM_WORD_COUNT] = {
    [ITEM_MET] = "met",
    [ITEM_LARGELY_MET] = "largely met",
    [ITEM_NOT_MET] = "not met",
    [ITEM_LARGELY_NOT_MET] = "largely not met",
    [ITEM_NOT_CLEAR] = "not clear from the record",
    [ITEM_NOT_TESTED] = "not tested",
};

static const char *const INVITATION_WORDS[INVITATION_WORD_COUNT] = {
    [INVITATION_EFFECTIVE] = "effective",
    [INVITATION_PAPER_ONLY] = "paper only",
    [INVITATION_NOT_SHOWN] = "issued; effect not shown either way",
    [INVITATION_NONE_BUT_HONOURED] = "none issued, but requests honoured",
    [INVITATION_NONE] = "none issued",
    [INVITATION_NOT_TESTED] = "not tested",
    [INVITATION_NO_DATA] = "no data",
};

const char *availability_text(Availability availability) {
    return AVAILABILITIES[availability];
}

const char *item_word_text(ItemWord word) {
    return ITEM_WORDS[word];
}

const char *invitation_word_text(InvitationWord word) {
    return INVITATION_WORDS[word];
}

ItemOdds item_odds(const Beta *posterior) {
    double quarter = beta_probability(posterior, 0.25);
    double half = beta_probability(posterior, 0.5);
    double three_quarters = beta_probability(posterior, 0.75);
    return (ItemOdds){ quarter, half, 1 - half, 1 - three_quarters };
}

ItemWord item_word(const ItemOdds *odds) {
    if (odds->at_least_three_quarters >= ITEM_PROBABILITY) return ITEM_MET;
    if (odds->at_least_half >= ITEM_PROBABILITY) return ITEM_LARGELY_MET;
    if (odds->at_most_quarter >= ITEM_PROBABILITY) return ITEM_NOT_MET;
    if (odds->at_most_half >= ITEM_PROBABILITY) return ITEM_LARGELY_NOT_MET;
    return ITEM_NOT_CLEAR;
}

InvitationWord invitation_word(const Method *method, bool issued, double honours) {
    bool yes = honours >= method->invitation_yes_at, no = honours <= method->invitation_no_at;
    if (!issued) return yes ? INVITATION_NONE_BUT_HONOURED : INVITATION_NONE;
    return yes ? INVITATION_EFFECTIVE : no ? INVITATION_PAPER_ONLY : INVITATION_NOT_SHOWN;
}

size_t verdict_band(const Method *method, double score) {
    size_t last = method->verdict_band_count - 1;
    for (size_t i = 0; i < last; i++)
        if (score >= method->verdict_bands[i].from) return i;
    return last;
}

size_t verdict_cap(const Method *method) {
    size_t last = method->verdict_band_count - 1;
    return last < RED_LINE_BAND ? last : RED_LINE_BAND;
}

static size_t capped(size_t band, size_t cap) {
    return band < cap ? cap : band;
}

Verdict verdict_of(const Method *method, double point, double low, double high,
                   const double *probabilities, bool red_line) {
    size_t cap = red_line ? verdict_cap(method) : 0;
    size_t band = capped(verdict_band(method, point), cap);
    double probability = 0;
    for (size_t i = 0; i < method->verdict_band_count; i++)
        if (capped(i, cap) == band) probability += probabilities[i];
    if (probability >= method->verdict_probability - SLACK) return (Verdict){ true, band, band };
    return (Verdict){ true, capped(verdict_band(method, low), cap),
                      capped(verdict_band(method, high), cap) };
}

Str verdict_text(Arena *arena, const Method *method, Verdict verdict) {
    if (!verdict.assessable) return STR("not assessable");
    Str from = method->verdict_bands[verdict.from].word;
    Str to = method->verdict_bands[verdict.to].word;
    if (verdict.from == verdict.to) return from;
    return str_format(arena, "between \"%.*s\" and \"%.*s\"", STR_ARGUMENTS(from),
                      STR_ARGUMENTS(to));
}

PairWord pair_word(double probability_higher) {
    if (probability_higher >= PAIR_PROBABILITY - SLACK) return PAIR_HIGHER;
    if (probability_higher <= 1 - PAIR_PROBABILITY + SLACK) return PAIR_LOWER;
    return PAIR_NOT_DISTINGUISHABLE;
}
