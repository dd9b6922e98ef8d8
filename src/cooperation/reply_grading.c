#include "cooperation/reply_grading.h"

GradingState reply_grading(const CodedReply *reply, ReplyGrade *grade) {
    bool first = reply->first != REPLY_GRADE_NONE, second = reply->second != REPLY_GRADE_NONE;
    *grade = REPLY_GRADE_NONE;
    if (!first && !second) return GRADING_NOT_BEGUN;
    if (!first || !second) return GRADING_ONE_CODER;
    if (reply->first == reply->second) {
        *grade = reply->first;
        return GRADING_AGREED;
    }
    *grade = reply->adjudicated;
    return reply->adjudicated == REPLY_GRADE_NONE ? GRADING_DIFFERS : GRADING_ADJUDICATED;
}

/* The share of pairs two coders would agree on by chance, each keeping to its own shares. */
static double agreement_by_chance(const CoderAgreement *agreement) {
    double sum = 0;
    for (size_t grade = 0; grade < KAPPA_GRADES; grade++) {
        size_t first = 0, second = 0;
        for (size_t other = 0; other < KAPPA_GRADES; other++) {
            first += agreement->table[grade][other];
            second += agreement->table[other][grade];
        }
        sum += (double)first * (double)second;
    }
    return sum / ((double)agreement->pairs * (double)agreement->pairs);
}

CoderAgreement coder_agreement(const CodedReply *replies, size_t count) {
    CoderAgreement agreement = { 0 };
    for (size_t i = 0; i < count; i++) {
        ReplyGrade first = replies[i].first, second = replies[i].second;
        if (first >= REPLY_GRADE_RT || second >= REPLY_GRADE_RT) continue;
        agreement.pairs++;
        agreement.agreed += first == second;
        agreement.table[first][second]++;
    }
    if (!agreement.pairs) return agreement;
    agreement.observed = (double)agreement.agreed / (double)agreement.pairs;
    agreement.expected = agreement_by_chance(&agreement);
    agreement.is_defined = agreement.expected < 1;
    if (agreement.is_defined)
        agreement.kappa = (agreement.observed - agreement.expected) / (1 - agreement.expected);
    return agreement;
}
