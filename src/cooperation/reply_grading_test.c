/* Two coders, adjudication, kappa (A4; DOMAIN 4.1, METHOD 8 and 10.10). */
#include "cooperation/reply_grading.h"
#include "council/test_csv_table.h"

static void assert_grading(CodedReply reply, GradingState expected, ReplyGrade expected_grade) {
    ReplyGrade grade;
    assert_int_equal(reply_grading(&reply, &grade), expected);
    assert_int_equal(grade, expected_grade);
}

static void a_grade_is_settled_by_two_coders_or_by_adjudication(void **state) {
    (void)state;
    const ReplyGrade none = REPLY_GRADE_NONE, r2 = REPLY_GRADE_R2, r3 = REPLY_GRADE_R3;
    assert_grading((CodedReply){ none, none, none }, GRADING_NOT_BEGUN, none);
    assert_grading((CodedReply){ r2, r2, none }, GRADING_AGREED, r2);
    assert_grading((CodedReply){ r2, r3, none }, GRADING_DIFFERS, none);
    assert_grading((CodedReply){ r2, r3, r3 }, GRADING_ADJUDICATED, r3);
    assert_grading((CodedReply){ r2, r2, r3 }, GRADING_AGREED, r2);
}

static void one_coder_settles_nothing_whatever_a_third_person_says(void **state) {
    (void)state;
    const ReplyGrade none = REPLY_GRADE_NONE, r4 = REPLY_GRADE_R4;
    assert_grading((CodedReply){ r4, none, none }, GRADING_ONE_CODER, none);
    assert_grading((CodedReply){ none, r4, r4 }, GRADING_ONE_CODER, none);
    assert_grading((CodedReply){ none, none, r4 }, GRADING_NOT_BEGUN, none);
}

static size_t add_pairs(CodedReply *replies, size_t count, ReplyGrade first, ReplyGrade second,
                        size_t times) {
    for (size_t i = 0; i < times; i++)
        replies[count++] = (CodedReply){ first, second, REPLY_GRADE_R4 };
    return count;
}

/* 20 and 15 agreed, 5 and 10 not: observed 35/50; by chance (25 x 30 + 25 x 20) / 50^2. */
static void kappa_corrects_agreement_for_chance(void **state) {
    (void)state;
    CodedReply replies[64];
    size_t count = add_pairs(replies, 0, REPLY_GRADE_R2, REPLY_GRADE_R2, 20);
    count = add_pairs(replies, count, REPLY_GRADE_R2, REPLY_GRADE_R3, 5);
    count = add_pairs(replies, count, REPLY_GRADE_R3, REPLY_GRADE_R2, 10);
    count = add_pairs(replies, count, REPLY_GRADE_R3, REPLY_GRADE_R3, 15);
    CoderAgreement agreement = coder_agreement(replies, count);
    assert_int_equal(agreement.pairs, 50);
    assert_int_equal(agreement.agreed, 35);
    assert_int_equal(agreement.table[REPLY_GRADE_R3][REPLY_GRADE_R2], 10);
    assert_true(agreement.is_defined);
    assert_float_equal(agreement.observed, 0.7, 1e-12);
    assert_float_equal(agreement.expected, 0.5, 1e-12);
    assert_float_equal(agreement.kappa, 0.4, 1e-12);
}

static void kappa_counts_a_difference_of_three_grades_like_one(void **state) {
    (void)state;
    const ReplyGrade r1 = REPLY_GRADE_R1, r3 = REPLY_GRADE_R3, r4 = REPLY_GRADE_R4;
    const CodedReply near[] = { { r4, r3, r4 }, { r1, r1, r1 }, { r4, r4, r4 }, { r3, r3, r3 } };
    const CodedReply far[] = { { r4, r1, r4 }, { r3, r3, r3 }, { r4, r4, r4 }, { r1, r1, r1 } };
    assert_float_equal(coder_agreement(near, 4).kappa, coder_agreement(far, 4).kappa, 1e-12);
}

static void kappa_leaves_out_what_one_coder_did_not_grade_or_could_not_read(void **state) {
    (void)state;
    const CodedReply replies[] = {
        { REPLY_GRADE_R2, REPLY_GRADE_NONE, REPLY_GRADE_NONE },
        { REPLY_GRADE_RT, REPLY_GRADE_R2, REPLY_GRADE_NONE },
        { REPLY_GRADE_R2, REPLY_GRADE_R2, REPLY_GRADE_NONE },
        { REPLY_GRADE_R3, REPLY_GRADE_R3, REPLY_GRADE_NONE },
    };
    CoderAgreement agreement = coder_agreement(replies, COUNT_OF(replies));
    assert_int_equal(agreement.pairs, 2);
    assert_float_equal(agreement.kappa, 1, 1e-12);
}

static void kappa_is_not_defined_without_pairs_or_without_two_grades(void **state) {
    (void)state;
    const CodedReply replies[] = {
        { REPLY_GRADE_R2, REPLY_GRADE_R2, REPLY_GRADE_NONE },
        { REPLY_GRADE_R2, REPLY_GRADE_R2, REPLY_GRADE_NONE },
    };
    assert_false(coder_agreement(replies, 0).is_defined);
    CoderAgreement agreement = coder_agreement(replies, COUNT_OF(replies));
    assert_false(agreement.is_defined);
    assert_float_equal(agreement.observed, 1, 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_grade_is_settled_by_two_coders_or_by_adjudication),
        cmocka_unit_test(one_coder_settles_nothing_whatever_a_third_person_says),
        cmocka_unit_test(kappa_corrects_agreement_for_chance),
        cmocka_unit_test(kappa_counts_a_difference_of_three_grades_like_one),
        cmocka_unit_test(kappa_leaves_out_what_one_coder_did_not_grade_or_could_not_read),
        cmocka_unit_test(kappa_is_not_defined_without_pairs_or_without_two_grades),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
