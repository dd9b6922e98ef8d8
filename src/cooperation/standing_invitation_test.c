/* A standing invitation on a day, from evidence that is often only a bound (A1, D3.3-D3.5). */
#include "cooperation/standing_invitation.h"

#include "store/test_folder.h"

typedef struct Evidence {
    InvitationFinding finding;
    const char *happened_on;
} Evidence;

enum { EVIDENCE_MAX = 4, NONE = -1 };

typedef struct InvitationCase {
    Evidence evidence[EVIDENCE_MAX]; /* ends with a NULL date */
    const char *day;
    InvitationStatus status;
    int because; /* the evidence that decides, or NONE */
} InvitationCase;

static Day the_day(const char *text) {
    Day day = DAY_NONE;
    Error error;
    ASSERT_DONE(day_parse(str_from(text), &day, &error), error);
    return day;
}

static void assert_case(const InvitationCase *expected, size_t number, bool reversed) {
    InvitationEvidence evidence[EVIDENCE_MAX];
    size_t count = 0;
    while (count < EVIDENCE_MAX && expected->evidence[count].happened_on)
        count++;
    for (size_t i = 0; i < count; i++) {
        Error error;
        InvitationEvidence *item = &evidence[reversed ? count - 1 - i : i];
        item->finding = expected->evidence[i].finding;
        ASSERT_DONE(
            date_parse(str_from(expected->evidence[i].happened_on), &item->happened_on, &error),
            error);
    }
    InvitationOnDay found = standing_invitation_on(evidence, count, the_day(expected->day));
    int because = found.because ? (int)(found.because - evidence) : NONE;
    if (reversed && because != NONE) because = (int)count - 1 - because;
    if (found.status != expected->status || because != expected->because)
        fail_msg("case %zu%s: status %d because %d", number, reversed ? ", reversed" : "",
                 found.status, because);
}

/* In either order of the evidence. */
static void assert_cases(const InvitationCase *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        assert_case(&cases[i], i, false);
        assert_case(&cases[i], i, true);
    }
}

#define ISSUED INVITATION_ISSUED
#define WITHDRAWN INVITATION_WITHDRAWN
#define NONE_ON INVITATION_NONE_ON_DATE
#define LOOKED INVITATION_NO_EVIDENCE

static void without_evidence_nothing_is_known(void **state) {
    (void)state;
    static const InvitationCase CASES[] = {
        { { { 0 } }, "2013-11-12", INVITATION_STATUS_NOT_KNOWN, NONE },
        { { { ISSUED, "2014-01-01" } }, "2013-11-12", INVITATION_STATUS_NOT_KNOWN, NONE },
        { { { LOOKED, "2014-01-01" } }, "2013-11-12", INVITATION_STATUS_NOT_KNOWN, NONE },
        { { { NONE_ON, "2014-01-01" } }, "2013-11-12", INVITATION_STATUS_NOT_KNOWN, NONE },
    };
    assert_cases(CASES, COUNT_OF(CASES));
}

static void an_invitation_is_in_force_from_its_day_on(void **state) {
    (void)state;
    static const InvitationCase CASES[] = {
        { { { ISSUED, "2001-03-01" } }, "2001-03-01", INVITATION_STATUS_IN_FORCE, 0 },
        { { { ISSUED, "2001-03-01" } }, "2026-01-01", INVITATION_STATUS_IN_FORCE, 0 },
        { { { ISSUED, "2001-03" } }, "2001-03-31", INVITATION_STATUS_IN_FORCE, 0 },
        { { { ISSUED, "2001-03" } }, "2001-03-15", INVITATION_STATUS_UNCLEAR, 0 },
        { { { ISSUED, "2001-03" } }, "2001-02-28", INVITATION_STATUS_NOT_KNOWN, NONE },
    };
    assert_cases(CASES, COUNT_OF(CASES));
}

/* D3.4: most evidence is a list that names the State: "by that day". */
static void a_bound_proves_the_days_from_it_on_and_leaves_those_before_unclear(void **state) {
    (void)state;
    static const InvitationCase CASES[] = {
        { { { ISSUED, "[..2010-09-21]" } }, "2010-09-21", INVITATION_STATUS_IN_FORCE, 0 },
        { { { ISSUED, "[..2010-09-21]" } }, "2010-09-20", INVITATION_STATUS_UNCLEAR, 0 },
        { { { ISSUED, "[2003-04-25..2010-09-21]" } },
          "2003-04-24",
          INVITATION_STATUS_NOT_KNOWN,
          NONE },
        { { { ISSUED, "[2003-04-25..2010-09-21]" } }, "2003-04-25", INVITATION_STATUS_UNCLEAR, 0 },
        { { { ISSUED, "[2003-04-25..2010-09-21]" } }, "2010-09-21", INVITATION_STATUS_IN_FORCE, 0 },
    };
    assert_cases(CASES, COUNT_OF(CASES));
}

static void the_earliest_proof_counts(void **state) {
    (void)state;
    static const InvitationCase CASES[] = {
        { { { ISSUED, "[..2010-09-21]" }, { ISSUED, "2001-03-01" } },
          "2005-01-01",
          INVITATION_STATUS_IN_FORCE,
          1 },
        { { { ISSUED, "[..2010-09-21]" }, { ISSUED, "[..2005-10-11]" } },
          "2006-01-01",
          INVITATION_STATUS_IN_FORCE,
          1 },
    };
    assert_cases(CASES, COUNT_OF(CASES));
}

/* Absence of evidence is never a "no". */
static void looking_and_not_finding_is_told_as_that(void **state) {
    (void)state;
    static const InvitationCase CASES[] = {
        { { { LOOKED, "2013-11-05" } }, "2013-11-12", INVITATION_STATUS_NO_EVIDENCE, 0 },
        { { { LOOKED, "2013-11-05" }, { LOOKED, "2012-11-05" } },
          "2013-11-12",
          INVITATION_STATUS_NO_EVIDENCE,
          0 },
        { { { LOOKED, "2013-11-05" }, { ISSUED, "[..2015-01-01]" } },
          "2013-11-12",
          INVITATION_STATUS_NO_EVIDENCE,
          0 },
        { { { LOOKED, "2013-11-05" }, { ISSUED, "2010-01-01" } },
          "2013-11-12",
          INVITATION_STATUS_IN_FORCE,
          1 },
    };
    assert_cases(CASES, COUNT_OF(CASES));
}

static void a_known_no_is_told_with_its_day(void **state) {
    (void)state;
    static const InvitationCase CASES[] = {
        { { { NONE_ON, "2003-04-24" } }, "2003-04-24", INVITATION_STATUS_NONE_KNOWN, 0 },
        { { { NONE_ON, "2003-04-24" } }, "2013-11-12", INVITATION_STATUS_NONE_KNOWN, 0 },
        { { { NONE_ON, "2003-04-24" }, { LOOKED, "2013-11-05" } },
          "2013-11-12",
          INVITATION_STATUS_NONE_KNOWN,
          0 },
        { { { NONE_ON, "2003-04-24" }, { ISSUED, "[..2010-09-21]" } },
          "2005-01-01",
          INVITATION_STATUS_NONE_KNOWN,
          0 },
        { { { NONE_ON, "2003-04-24" }, { ISSUED, "[..2010-09-21]" } },
          "2013-11-12",
          INVITATION_STATUS_IN_FORCE,
          1 },
    };
    assert_cases(CASES, COUNT_OF(CASES));
}

/* D3.5. */
static void a_withdrawal_ends_what_was_issued_before_it(void **state) {
    (void)state;
    static const InvitationCase CASES[] = {
        { { { ISSUED, "2001-03-01" }, { WITHDRAWN, "2010-01-01" } },
          "2009-12-31",
          INVITATION_STATUS_IN_FORCE,
          0 },
        { { { ISSUED, "2001-03-01" }, { WITHDRAWN, "2010-01-01" } },
          "2010-01-01",
          INVITATION_STATUS_WITHDRAWN,
          1 },
        { { { ISSUED, "2001-03-01" }, { WITHDRAWN, "2010" } },
          "2010-06-01",
          INVITATION_STATUS_UNCLEAR,
          1 },
        { { { ISSUED, "2001-03-01" }, { WITHDRAWN, "2010" } },
          "2010-12-31",
          INVITATION_STATUS_WITHDRAWN,
          1 },
        { { { ISSUED, "2001-03-01" }, { WITHDRAWN, "1999-01-01" } },
          "2010-06-01",
          INVITATION_STATUS_IN_FORCE,
          0 },
        { { { ISSUED, "2001-03-01" }, { WITHDRAWN, "2010-01-01" }, { ISSUED, "2012-05-01" } },
          "2011-01-01",
          INVITATION_STATUS_WITHDRAWN,
          1 },
        { { { ISSUED, "2001-03-01" }, { WITHDRAWN, "2010-01-01" }, { ISSUED, "2012-05-01" } },
          "2013-11-12",
          INVITATION_STATUS_IN_FORCE,
          2 },
    };
    assert_cases(CASES, COUNT_OF(CASES));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_evidence_nothing_is_known),
        cmocka_unit_test(an_invitation_is_in_force_from_its_day_on),
        cmocka_unit_test(a_bound_proves_the_days_from_it_on_and_leaves_those_before_unclear),
        cmocka_unit_test(the_earliest_proof_counts),
        cmocka_unit_test(looking_and_not_finding_is_told_as_that),
        cmocka_unit_test(a_known_no_is_told_with_its_day),
        cmocka_unit_test(a_withdrawal_ends_what_was_issued_before_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
