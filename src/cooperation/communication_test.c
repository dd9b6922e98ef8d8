/* References, confidentiality and replies (A4; D4.1 to D4.9, DOMAIN 4.1, invariants 5 and 6). */
#include "cooperation/communication.h"
#include "cooperation/cooperation_kinds.h"
#include "council/test_csv_table.h"

static Date a_date(const char *text) {
    Date date = { 0 };
    Error error = { 0 };
    if (text && *text && !date_parse(str_from(text), &date, &error)) fail_msg("%s", error.message);
    return date;
}

/* ---------------------------------------------------------------- references */

static void references_follow_the_fixture_communication_references(void **state) {
    (void)state;
    Arena arena = { 0 };
    CsvTable table = csv_table_read(&arena, "tests/fixtures/unit/communication_references.csv");
    assert_int_equal(table.count, 12);
    for (size_t row = 0; row < table.count; row++) {
        CommunicationReference reference = { .number = 7 };
        Error error = { 0 };
        Str text = csv_table_cell(&table, row, "text");
        bool valid = communication_reference_parse(text, &reference, &error);
        if (valid != (csv_table_integer(&table, row, "valid") == 1))
            fail_msg("%.*s", STR_ARGUMENTS(text));
        if (!valid) {
            assert_int_equal(error.kind, ERROR_REFUSED);
            assert_int_equal(reference.number, 7);
            continue;
        }
        assert_str_equal(csv_table_cell(&table, row, "type"), letter_type_word(reference.type));
        assert_str_equal(csv_table_cell(&table, row, "addressee"), reference.addressee);
        assert_int_equal(reference.number, csv_table_integer(&table, row, "number"));
        assert_int_equal(reference.year, csv_table_integer(&table, row, "year"));
        assert_true(str_equal(communication_reference_format(&arena, &reference), text));
    }
    arena_free(&arena);
}

static void a_reference_is_exactly_as_invariant_6_has_it(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "",
        "AL",
        "AL CHN",
        "AL CHN 12",
        "AL CHN 12/",
        "AL CHN /2018",
        " AL CHN 12/2018",
        "AL CHN 12/2018 ",
        "AL  CHN 12/2018",
        "AL CHN 12/2018/3",
        "AL CHN +12/2018",
        "AL CHN -12/2018",
        "AL CHN 012/2018",
        "AL CHN 1.2/2018",
        "AL CHN 12/1899",
        "AL CHN 12/2100",
        "AL CHN 12/02018",
        "AL CHNX 12/2018",
        "AL chn 12/2018",
        "AL CHN 100000/2018",
        "AL CHN 99999999999999999999/2018",
        "JXL CHN 1/2018",
        "AL\tCHN 1/2018",
    };
    CommunicationReference reference;
    Error error;
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        if (communication_reference_parse(str_from(wrong[i]), &reference, &error))
            fail_msg("\"%s\"", wrong[i]);
    assert_false(
        communication_reference_parse((Str){ "AL CHN 12/2018\0", 15 }, &reference, &error));
    assert_true(communication_reference_parse(STR("JOL CHN 99999/1900"), &reference, &error));
    assert_true(communication_reference_parse(STR("OL CHN 1/2099"), &reference, &error));
}

/* D4.2: the number is unique per addressee and year across types. */
static void the_type_is_an_attribute_and_no_part_of_the_key(void **state) {
    (void)state;
    Arena arena = { 0 };
    CommunicationReference appeal, letter;
    Error error;
    assert_true(communication_reference_parse(STR("UA TUN 4/2026"), &appeal, &error));
    assert_true(communication_reference_parse(STR("AL TUN 4/2026"), &letter, &error));
    assert_str_equal(communication_reference_key(&arena, &appeal), "TUN 4/2026");
    assert_true(str_equal(communication_reference_key(&arena, &appeal),
                          communication_reference_key(&arena, &letter)));
    assert_string_equal(COMMUNICATION.key_format, "{iso3} {number}/{year}");
    arena_free(&arena);
}

/* D4.3. */
static void a_letter_to_a_company_is_not_to_a_state(void **state) {
    (void)state;
    CommunicationReference reference;
    Error error;
    assert_true(communication_reference_parse(STR("AL OTH 55/2023"), &reference, &error));
    assert_false(communication_is_to_state(&reference));
    assert_true(communication_reference_parse(STR("AL CHN 12/2018"), &reference, &error));
    assert_true(communication_is_to_state(&reference));
}

static void assert_words(const char *field_name, const Kind *kind, const char *(*word)(int),
                         size_t count) {
    const Field *field = kind_field(kind, (size_t)kind_find_field(kind, str_from(field_name)));
    assert_int_equal(field->vocabulary->count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(field->vocabulary->terms[i].word, word((int)i));
}

static const char *type_word(int type) {
    return letter_type_word((LetterType)type);
}

static const char *grade_word(int grade) {
    return reply_grade_word((ReplyGrade)grade);
}

static void types_and_grades_are_the_words_of_the_records(void **state) {
    (void)state;
    assert_words("type", &COMMUNICATION, type_word, LETTER_TYPE_COUNT);
    assert_words("grade", &REPLY, grade_word, REPLY_GRADE_COUNT);
    ReplyGrade grade;
    assert_true(reply_grade_from_word(STR_EMPTY, &grade) && grade == REPLY_GRADE_NONE);
    assert_true(reply_grade_from_word(STR("RT"), &grade) && grade == REPLY_GRADE_RT);
    assert_false(reply_grade_from_word(STR("R5"), &grade));
}

/* D4.5, and D4.1: a joint letter is asked like a plain one. */
static void each_type_has_its_clock(void **state) {
    (void)state;
    static const char *const rules[LETTER_TYPE_COUNT] = {
        [LETTER_AL] = "al-reply",  [LETTER_UA] = "ua-reply",  [LETTER_OL] = "ol-reply",
        [LETTER_JAL] = "al-reply", [LETTER_JUA] = "ua-reply", [LETTER_JOL] = "ol-reply",
    };
    for (int i = 0; i < LETTER_TYPE_COUNT; i++) {
        assert_string_equal(letter_type_reply_rule((LetterType)i), rules[i]);
        assert_non_null(clock_rule_find(&CLOCK_RULES, str_from(rules[i]), the_day("2011-01-01")));
    }
}

/* ---------------------------------------------------------------- confidentiality */

/* D4.4: an extract of day E is complete for letters sent up to E - 60. */
static void letters_and_appeals_are_shown_from_the_sixtieth_day_on(void **state) {
    (void)state;
    static const LetterType types[] = { LETTER_AL, LETTER_UA, LETTER_JAL, LETTER_JUA };
    Date sent = a_date("2026-03-02");
    for (size_t i = 0; i < COUNT_OF(types); i++) {
        assert_int_equal(communication_shown_from(types[i], sent), the_day("2026-05-01"));
        assert_false(communication_may_be_shown(types[i], sent, the_day("2026-04-30")));
        assert_true(communication_may_be_shown(types[i], sent, the_day("2026-05-01")));
    }
}

static void other_letters_are_shown_from_the_day_after_next(void **state) {
    (void)state;
    Date sent = a_date("2026-03-02");
    assert_int_equal(communication_shown_from(LETTER_OL, sent), the_day("2026-03-04"));
    assert_int_equal(communication_shown_from(LETTER_JOL, sent), the_day("2026-03-04"));
    assert_false(communication_may_be_shown(LETTER_OL, sent, the_day("2026-03-03")));
}

static void what_was_sent_on_a_day_not_known_exactly_is_shown_last(void **state) {
    (void)state;
    assert_int_equal(communication_shown_from(LETTER_AL, a_date("2026-03")), the_day("2026-05-30"));
    assert_int_equal(communication_shown_from(LETTER_AL, a_date("")), DAY_NONE);
    assert_int_equal(communication_shown_from(LETTER_AL, a_date("[2026-03-02..]")), DAY_NONE);
    assert_false(communication_may_be_shown(LETTER_AL, a_date(""), DAY_LAST));
    assert_false(communication_may_be_shown(LETTER_AL, a_date("[2026-03-02..]"), DAY_LAST));
}

static void a_reply_is_shown_with_its_letter_or_when_it_comes(void **state) {
    (void)state;
    Date sent = a_date("2026-03-02");
    assert_int_equal(reply_shown_from(LETTER_AL, sent, a_date("2026-03-20")),
                     the_day("2026-05-01"));
    assert_int_equal(reply_shown_from(LETTER_AL, sent, a_date("2026-07-20")),
                     the_day("2026-07-20"));
    assert_int_equal(reply_shown_from(LETTER_AL, sent, a_date("")), the_day("2026-05-01"));
    assert_int_equal(reply_shown_from(LETTER_AL, a_date(""), sent), DAY_NONE);
}

/* ---------------------------------------------------------------- replies */

static ReplyEntry reply(const char *received_on, const char *grade) {
    ReplyEntry entry = { .received_on = a_date(received_on) };
    if (!reply_grade_from_word(str_from(grade), &entry.grade)) fail_msg("%s", grade);
    return entry;
}

static LetterEntry letter(const char *type, const char *sent_on, const char *no_reply_as_of) {
    LetterEntry entry = { .sent_on = a_date(sent_on), .no_reply_as_of = a_date(no_reply_as_of) };
    if (!letter_type_from_word(str_from(type), &entry.type)) fail_msg("%s", type);
    return entry;
}

/* The standing; its sentences are compared where `says` is given. */
static LetterStanding stands(const LetterEntry *entry, const ReplyEntry *replies, size_t count,
                             const char *on, const char *says) {
    static Arena arena;
    arena_clear(&arena);
    LetterStanding standing = letter_standing(&arena, entry, replies, count, the_day(on));
    LetterPhrases phrases = letter_standing_phrases(&standing);
    Str text = phrase_english(&arena, &phrases.phrases[0]);
    for (size_t i = 1; i < phrases.count; i++)
        text = str_format(&arena, "%.*s %.*s", STR_ARGUMENTS(text),
                          STR_ARGUMENTS(phrase_english(&arena, &phrases.phrases[i])));
    if (says) assert_str_equal(text, says);
    arena_free(&arena);
    standing.clock.steps = NULL;
    return standing;
}

/* A4: an acknowledgement alone leaves the item "no reply". */
static void r1_is_no_reply_and_does_not_stop_the_clock(void **state) {
    (void)state;
    const LetterEntry entry = letter("AL", "2026-03-02", "2026-12-31");
    const ReplyEntry receipt = reply("2026-03-10", "R1");
    LetterStanding standing =
        stands(&entry, &receipt, 1, "2026-05-02",
               "The State acknowledged receipt (2026-03-10), which is no reply. Due on 2026-05-01; "
               "overdue by one day.");
    assert_int_equal(standing.status, ANSWER_RECEIPT_ONLY);
    assert_int_equal(standing.replies, 0);
    assert_null(standing.first);
    assert_ptr_equal(standing.receipt, &receipt);
    assert_non_null(strstr(answer_status_title(standing.status), "No reply"));
}

static void r2_to_r4_and_rt_stop_the_clock(void **state) {
    (void)state;
    static const struct {
        const char *grade;
        AnswerStatus status;
    } cases[] = {
        { "R2", ANSWER_IMMATERIAL },  { "R3", ANSWER_PARTIAL },
        { "R4", ANSWER_SUBSTANTIVE }, { "RT", ANSWER_TRANSLATION }, /* D4.9: no absence of reply */
        { "", ANSWER_NOT_GRADED },                                  /* counts as not yet read */
    };
    const LetterEntry entry = letter("UA", "2026-03-02", "");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const ReplyEntry one = reply("2026-04-01", cases[i].grade);
        LetterStanding standing = stands(&entry, &one, 1, "2026-12-01", NULL);
        assert_int_equal(standing.status, cases[i].status);
        assert_int_equal(standing.standing.status, CLOCK_ANSWERED_ON_TIME);
        assert_int_equal(standing.replies, 1);
        standing = stands(&entry, &one, 1, "2026-03-31", NULL);
        assert_int_equal(standing.status, ANSWER_NOT_KNOWN);
        const ReplyEntry late = reply("2026-04-02", cases[i].grade);
        standing = stands(&entry, &late, 1, "2026-12-01", NULL);
        assert_int_equal(standing.standing.status, CLOCK_ANSWERED_LATE);
    }
}

static void a_reply_graded_r0_is_none(void **state) {
    (void)state;
    const LetterEntry entry = letter("AL", "2026-03-02", "2026-12-31");
    const ReplyEntry none = reply("2026-03-10", "R0");
    assert_int_equal(stands(&entry, &none, 1, "2026-05-02", NULL).status, ANSWER_NONE);
}

/* The first reply stops the clock, the best one grades the answer, in any order of arrival. */
static void of_several_replies_the_first_counts_for_time_and_the_best_for_substance(void **state) {
    (void)state;
    const LetterEntry entry = letter("AL", "2026-03-02", "");
    ReplyEntry replies[] = {
        reply("2026-08-01", "R4"),
        reply("2026-03-05", "R1"),
        reply("2026-04-01", "R2"),
        reply("2026-09-01", "RT"),
    };
    for (int turn = 0; turn < 4; turn++) {
        LetterStanding standing = stands(&entry, replies, 4, "2026-12-01",
                                         "A reply came (2026-08-01) that answers the questions or "
                                         "reports steps taken. Another reply has not been graded "
                                         "or translated yet. Due on 2026-05-01; answered on time "
                                         "(2026-04-01).");
        assert_int_equal(standing.first->grade, REPLY_GRADE_R2);
        assert_int_equal(standing.best->grade, REPLY_GRADE_R4);
        assert_int_equal(standing.replies, 3);
        assert_int_equal(standing.in_translation, 1);
        assert_int_equal(stands(&entry, replies, 4, "2026-07-31", NULL).status, ANSWER_IMMATERIAL);
        ReplyEntry first = replies[0];
        memmove(replies, replies + 1, 3 * sizeof *replies);
        replies[3] = first;
    }
}

static void a_reply_counts_from_its_latest_possible_day(void **state) {
    (void)state;
    const LetterEntry entry = letter("AL", "2026-03-02", "");
    const ReplyEntry in_may = reply("2026-05", "R3");
    assert_int_equal(stands(&entry, &in_may, 1, "2026-05-30", NULL).status, ANSWER_NOT_KNOWN);
    LetterStanding standing = stands(&entry, &in_may, 1, "2026-05-31", NULL);
    assert_int_equal(standing.standing.status, CLOCK_ANSWERED_UNSURE); /* due on the first of May */
}

static void of_a_reply_without_a_day_nobody_can_say_whether_it_was_in_time(void **state) {
    (void)state;
    const LetterEntry entry = letter("AL", "2026-03-02", "");
    static const char *const days[] = { "", "[2026-03-02..]" };
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        const ReplyEntry undated = reply(days[i], "R3");
        LetterStanding standing = stands(&entry, &undated, 1, "2026-12-01", NULL);
        assert_int_equal(standing.status, ANSWER_PARTIAL);
        assert_int_equal(standing.standing.status, CLOCK_ANSWERED_UNSURE);
    }
    const ReplyEntry both[] = { reply("", "R3"), reply("2026-04-20", "R2") };
    LetterStanding dated = stands(&entry, both, 2, "2026-12-01", NULL);
    assert_int_equal(dated.standing.status, CLOCK_ANSWERED_ON_TIME);
    assert_int_equal(dated.status, ANSWER_PARTIAL);
    const ReplyEntry undated = reply("", "R3");
    stands(&entry, &undated, 1, "2026-12-01",
           "A reply came (on a day not known) that answers in part. Due on 2026-05-01; answered "
           "(on a day not known), whether by the due day is not known.");
}

/* A missing row is never "no reply". */
static void no_reply_on_record_is_silence_only_as_far_as_a_source_says_so(void **state) {
    (void)state;
    LetterEntry entry = letter("AL", "2012-03-02", "");
    LetterStanding standing = stands(&entry, NULL, 0, "2026-12-01",
                                     "No reply is on record; whether there was one is not known.");
    assert_int_equal(standing.status, ANSWER_NOT_KNOWN);
    assert_false(standing.has_clock);
    entry = letter("AL", "2012-03-02", "2012-08-28");
    stands(&entry, NULL, 0, "2012-08-28",
           "There was no reply by this day. Due on 2012-05-01; overdue by 119 days, more than the "
           "whole period again.");
    standing = stands(&entry, NULL, 0, "2026-12-01",
                      "No reply is on record; whether there was one is not known. A source shows "
                      "no reply by 2012-08-28; what came later is not known. As of then: Due on "
                      "2012-05-01; overdue by 119 days, more than the whole period again.");
    assert_int_equal(standing.status, ANSWER_NOT_KNOWN);
    assert_int_equal(standing.standing.on, the_day("2012-08-28"));
    entry = letter("AL", "2012-03-02", "2012-08");
    assert_int_equal(stands(&entry, NULL, 0, "2012-08-02", NULL).status, ANSWER_NOT_KNOWN);
}

static void a_letter_of_a_day_not_known_has_no_clock(void **state) {
    (void)state;
    const LetterEntry entry = letter("AL", "", "2012-08-28");
    assert_false(stands(&entry, NULL, 0, "2012-08-28", NULL).has_clock);
}

/* Invariant 5. */
static void a_reply_does_not_come_before_its_letter(void **state) {
    (void)state;
    const LetterEntry entry = letter("AL", "2026-03-02", "");
    const ReplyEntry before = reply("2026-03-01", ""), same = reply("2026-03-02", ""),
                     month = reply("2026-03", ""), unknown = reply("", "");
    assert_non_null(reply_fault(&entry, &before));
    assert_null(reply_fault(&entry, &same));
    assert_null(reply_fault(&entry, &month));
    assert_null(reply_fault(&entry, &unknown));
}

static void every_status_of_an_answer_has_words_of_its_own(void **state) {
    (void)state;
    for (int i = 0; i < ANSWER_STATUS_COUNT; i++) {
        assert_true(*answer_status_title((AnswerStatus)i) &&
                    *answer_status_meaning((AnswerStatus)i));
        for (int j = 0; j < i; j++)
            assert_string_not_equal(answer_status_word((AnswerStatus)i),
                                    answer_status_word((AnswerStatus)j));
    }
}

/* The letters of the reference data: a sample, none of its replies graded. */
static void the_letters_of_the_reference_data_stand_as_their_rows_say(void **state) {
    (void)state;
    Arena arena = { 0 };
    CsvTable letters = csv_table_read(&arena, "data/communication.csv");
    CsvTable replies = csv_table_read(&arena, "data/reply.csv");
    size_t with_reply = 0, silent = 0, not_known = 0;
    for (size_t row = 0; row < letters.count; row++) {
        CommunicationReference reference;
        Error error = { 0 };
        Str text = str_format(&arena, "%.*s %.*s %.*s/%.*s",
                              STR_ARGUMENTS(csv_table_cell(&letters, row, "type")),
                              STR_ARGUMENTS(csv_table_cell(&letters, row, "iso3")),
                              STR_ARGUMENTS(csv_table_cell(&letters, row, "number")),
                              STR_ARGUMENTS(csv_table_cell(&letters, row, "year")));
        if (!communication_reference_parse(text, &reference, &error)) fail_msg("%s", error.message);
        Str key = communication_reference_key(&arena, &reference), cell;
        LetterEntry entry = { .type = reference.type };
        cell = csv_table_cell(&letters, row, "sent_on");
        if (cell.length) assert_true(date_parse(cell, &entry.sent_on, &error));
        cell = csv_table_cell(&letters, row, "no_reply_as_of");
        if (cell.length) assert_true(date_parse(cell, &entry.no_reply_as_of, &error));
        ReplyEntry own[9];
        size_t count = 0;
        for (size_t i = 0; i < replies.count; i++) {
            if (!str_equal(csv_table_cell(&replies, i, "communication"), key)) continue;
            ReplyEntry next = { .grade = REPLY_GRADE_NONE };
            cell = csv_table_cell(&replies, i, "received_on");
            if (cell.length) assert_true(date_parse(cell, &next.received_on, &error));
            assert_true(count < COUNT_OF(own));
            own[count++] = next;
        }
        LetterStanding standing =
            letter_standing(&arena, &entry, own, count, the_day("2026-11-24"));
        assert_int_equal(standing.replies, count);
        with_reply += count > 0;
        silent += count == 0 && standing.silent_until != DAY_NONE;
        not_known += count == 0 && standing.silent_until == DAY_NONE;
        assert_int_equal(standing.status, count ? ANSWER_NOT_GRADED : ANSWER_NOT_KNOWN);
    }
    assert_int_equal(with_reply + silent + not_known, letters.count);
    assert_true(with_reply > 30 && silent > 20 && not_known > 0);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(references_follow_the_fixture_communication_references),
        cmocka_unit_test(a_reference_is_exactly_as_invariant_6_has_it),
        cmocka_unit_test(the_type_is_an_attribute_and_no_part_of_the_key),
        cmocka_unit_test(a_letter_to_a_company_is_not_to_a_state),
        cmocka_unit_test(types_and_grades_are_the_words_of_the_records),
        cmocka_unit_test(each_type_has_its_clock),
        cmocka_unit_test(letters_and_appeals_are_shown_from_the_sixtieth_day_on),
        cmocka_unit_test(other_letters_are_shown_from_the_day_after_next),
        cmocka_unit_test(what_was_sent_on_a_day_not_known_exactly_is_shown_last),
        cmocka_unit_test(a_reply_is_shown_with_its_letter_or_when_it_comes),
        cmocka_unit_test(r1_is_no_reply_and_does_not_stop_the_clock),
        cmocka_unit_test(r2_to_r4_and_rt_stop_the_clock),
        cmocka_unit_test(a_reply_graded_r0_is_none),
        cmocka_unit_test(of_several_replies_the_first_counts_for_time_and_the_best_for_substance),
        cmocka_unit_test(a_reply_counts_from_its_latest_possible_day),
        cmocka_unit_test(of_a_reply_without_a_day_nobody_can_say_whether_it_was_in_time),
        cmocka_unit_test(no_reply_on_record_is_silence_only_as_far_as_a_source_says_so),
        cmocka_unit_test(a_letter_of_a_day_not_known_has_no_clock),
        cmocka_unit_test(a_reply_does_not_come_before_its_letter),
        cmocka_unit_test(every_status_of_an_answer_has_words_of_its_own),
        cmocka_unit_test(the_letters_of_the_reference_data_stand_as_their_rows_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
