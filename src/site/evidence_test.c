/* The evidence under the letter's points, gathered from the project's own data: facts with their
 * source, as seen from the day of a vote, and never anything that no record says. */
#include "site/evidence.h"

#include "cmd/commands.h"
#include "cmd/registry.h"
#include "record/home.h"
#include "store/test_folder.h"

typedef struct House {
    TestFolder folder;
    SiteSnapshot *snapshot;
    RecordReader *reader;
    Error error;
} House;

static House house;

static Day the_day(const char *text) {
    Day day = DAY_NONE;
    Error error;
    ASSERT_DONE(day_parse(str_from(text), &day, &error), error);
    return day;
}

static int open_house(void **state) {
    (void)state;
    if (!test_folder_make(&house.folder)) return -1;
    const char *path = test_folder_path(&house.folder, "home"), *snapshot;
    char *arguments[] = { "init", "--home", (char *)path, NULL };
    const Command init = { .name = "init", .run = command_init };
    int64_t number;
    assert_int_equal(command_init(&init, 3, arguments), EXIT_DONE);
    ASSERT_DONE(home_newest_snapshot(&house.folder.arena, path, &snapshot, &number, &house.error),
                house.error);
    ASSERT_DONE(site_snapshot_open(snapshot, number, &REGISTRY, the_day("2026-11-24"),
                                   &house.snapshot, &house.error),
                house.error);
    house.reader = site_snapshot_borrow(house.snapshot, &house.error);
    return house.reader ? 0 : -1;
}

static int close_house(void **state) {
    (void)state;
    site_snapshot_return(house.snapshot, house.reader);
    site_snapshot_release(house.snapshot);
    test_folder_drop(&house.folder);
    return 0;
}

static void gather(Arena *arena, const char *iso3, const char *day, StateEvidence *evidence) {
    ASSERT_DONE(evidence_gather(house.snapshot, house.reader, arena, LANGUAGE_EN, str_from(iso3),
                                the_day(day), false, evidence, &house.error),
                house.error);
}

static const PointEvidence *point_of(const StateEvidence *evidence, const char *id) {
    return &evidence->points[letter_point_find(str_from(id)) - LETTER_POINTS];
}

static const Evidence *find(const PointEvidence *point, const char *key) {
    for (size_t i = 0; i < point->count; i++)
        if (str_equal_c(point->items[i].key, key)) return &point->items[i];
    return NULL;
}

static const TreatyLine *treaty_of(const StateEvidence *evidence, const char *code) {
    for (size_t i = 0; i < evidence->treaty_count; i++)
        if (str_equal_c(evidence->treaties[i].treaty, code)) return &evidence->treaties[i];
    fail_msg("no %s", code);
    return NULL;
}

/* --- every State
 * --------------------------------------------------------------------------------------------- */

/* D10.4: every fact shown has a source and an as-of date. */
static void assert_point(const PointEvidence *point) {
    size_t by_time = 0;
    for (size_t i = 0; i < COUNT_OF(point->by_time); i++)
        by_time += point->by_time[i];
    assert_int_equal(by_time, point->count);
    assert_int_equal(point->known, point->count > 0);
    for (size_t i = 0; i < point->count; i++) {
        const Evidence *item = &point->items[i];
        if (!item->source.length || !item->as_of.length || !item->text.length ||
            !item->when.length || !item->source_html.markup.length)
            fail_msg("%s %.*s", item->kind->name, STR_ARGUMENTS(item->key));
        if (str_equal_c(item->as_of, "date not known"))
            fail_msg("%s %.*s has no as-of date", item->kind->name, STR_ARGUMENTS(item->key));
    }
}

static void every_fact_about_every_state_has_source_and_as_of_date(void **state) {
    (void)state;
    size_t facts = 0;
    for (size_t s = 0; s < house.snapshot->council.state_count; s++) {
        Arena arena = { 0 };
        StateEvidence *evidence = ARENA_NEW(&arena, StateEvidence);
        const char *iso3 = str_to_c(&arena, house.snapshot->council.states[s].iso3);
        gather(&arena, iso3, "2013-11-12", evidence);
        for (size_t i = 0; i < LETTER_POINT_COUNT; i++) {
            assert_ptr_equal(evidence->points[i].point, &LETTER_POINTS[i]);
            assert_point(&evidence->points[i]);
            facts += evidence->points[i].count;
        }
        assert_point(&evidence->complaints);
        assert_point(&evidence->accreditation);
        assert_point(&evidence->reports);
        assert_point(&evidence->pledges);
        for (size_t i = 0; i < evidence->treaty_count; i++)
            assert_true(evidence->treaties[i].source.length && evidence->treaties[i].as_of.length);
        arena_free(&arena);
    }
    assert_true(facts > 1000);
}

/* P4: 18 instruments, and the same Members have not become fewer parties since. */
static void every_member_has_a_line_for_every_instrument(void **state) {
    (void)state;
    for (size_t s = 0; s < house.snapshot->council.state_count; s++) {
        if (!house.snapshot->council.states[s].member) continue;
        Arena arena = { 0 };
        StateEvidence *evidence = ARENA_NEW(&arena, StateEvidence);
        gather(&arena, str_to_c(&arena, house.snapshot->council.states[s].iso3), "2013-11-12",
               evidence);
        assert_int_equal(evidence->treaty_count, 18);
        assert_int_equal(evidence->on_day.existing, 18);
        assert_int_equal(evidence->today.existing, 18);
        assert_true(evidence->on_day.party <= evidence->today.party);
        arena_free(&arena);
    }
}

static void a_state_nobody_wrote_about_has_nothing_on_record(void **state) {
    (void)state;
    Arena arena = { 0 };
    StateEvidence *evidence = ARENA_NEW(&arena, StateEvidence);
    gather(&arena, "XAA", "2013-11-12", evidence);
    for (size_t i = 0; i < LETTER_POINT_COUNT; i++) {
        assert_false(evidence->points[i].known);
        assert_true(
            str_ends_with(evidence->points[i].summary, STR("not known: nothing on record")));
    }
    assert_int_equal(evidence->treaty_count, 0);
    assert_int_equal(evidence->invitation.status, INVITATION_STATUS_NOT_KNOWN);
    arena_free(&arena);
}

/* --- China, as on the day of the vote of 2013
 * ---------------------------------------------------------------- */

static void treaties_are_told_as_of_the_vote_and_as_of_today(void **state) {
    (void)state;
    Arena arena = { 0 };
    StateEvidence *evidence = ARENA_NEW(&arena, StateEvidence);
    gather(&arena, "CHN", "2013-11-12", evidence);
    const TreatyLine *ccpr = treaty_of(evidence, "CCPR");
    assert_int_equal(ccpr->on_day.status, TREATY_SIGNED);
    assert_int_equal(ccpr->today.status, TREATY_SIGNED);
    assert_true(ccpr->today.after_record); /* the source ends in 2022 */
    assert_text(ccpr->on_day_words, "signed only (5 October 1998)");
    assert_int_equal(treaty_of(evidence, "CESCR")->on_day.status, TREATY_PARTY);
    assert_text(treaty_of(evidence, "CESCR")->on_day_words, "party (27 March 2001)");
    assert_int_equal(evidence->on_day.party, 8);
    assert_text(evidence->treaties[0].treaty, "CERD");

    gather(&arena, "CHN", "1997-01-01", evidence);
    assert_int_equal(treaty_of(evidence, "CCPR")->on_day.status, TREATY_NO_ACTION);
    assert_int_equal(treaty_of(evidence, "CRPD")->on_day.status, TREATY_NOT_YET_ADOPTED);
    assert_true(evidence->on_day.existing < 18);
    assert_int_equal(evidence->today.existing, 18);
    arena_free(&arena);
}

/* A1. */
static void the_invitation_is_told_as_of_the_day(void **state) {
    (void)state;
    Arena arena = { 0 };
    StateEvidence *evidence = ARENA_NEW(&arena, StateEvidence);
    gather(&arena, "CHN", "2013-11-12", evidence);
    assert_int_equal(evidence->invitation.status, INVITATION_STATUS_NONE_KNOWN);
    assert_true(str_starts_with(point_of(evidence, "A1")->summary,
                                STR("none on 24 April 2003; later not known; ")));
    arena_free(&arena);
}

/* A1, A3: a reader sees the mandate's title, not the short name that the record has. */
static void a_visit_is_told_with_the_title_of_the_mandate(void **state) {
    (void)state;
    Arena arena = { 0 };
    StateEvidence *evidence = ARENA_NEW(&arena, StateEvidence);
    gather(&arena, "BHR", "2013-11-12", evidence);
    assert_text(find(point_of(evidence, "A1"), "V0061")->text,
                "Postponed by the State: Special Rapporteur on torture and other cruel, inhuman or "
                "degrading treatment or punishment");
    arena_free(&arena);
}

/* B1, B3, B6: the vote of 27 September 2013 on A/HRC/RES/24/24. A vote stands under each point it
 * bears on, by the day of the vote, and says what it is. */
static void a_vote_stands_under_the_points_it_bears_on(void **state) {
    (void)state;
    static const char *const POINTS[] = { "B1", "B3", "B6" };
    Arena arena = { 0 };
    StateEvidence *evidence = ARENA_NEW(&arena, StateEvidence);
    gather(&arena, "IND", "2013-11-12", evidence);
    for (size_t i = 0; i < COUNT_OF(POINTS); i++) {
        const Evidence *vote = find(point_of(evidence, POINTS[i]), "A/HRC/RES/24/24/IND");
        assert_non_null(vote);
        assert_ptr_equal(vote->kind, registry_find(&REGISTRY, STR("resolution_vote")));
        assert_int_equal(vote->time, EVIDENCE_BY_THE_DAY);
        assert_text(vote->when, "27 September 2013");
        assert_true(str_contains(vote->text, STR("A/HRC/RES/24/24, recorded vote on")));
    }
    gather(&arena, "IND", "2013-09-26", evidence);
    assert_int_equal(find(point_of(evidence, "B6"), "A/HRC/RES/24/24/IND")->time, EVIDENCE_SINCE);
    arena_free(&arena);
}

/* A4: a letter is told with the days to the first reply, or with what is not known. */
static void a_letter_is_told_with_its_reply(void **state) {
    (void)state;
    Arena arena = { 0 };
    StateEvidence *evidence = ARENA_NEW(&arena, StateEvidence);
    gather(&arena, "ARE", "2013-11-12", evidence);
    const Evidence *replied = find(point_of(evidence, "A4"), "ARE 7/2012");
    assert_non_null(replied);
    assert_text(replied->text, "UA ARE 7/2012 (Urgent appeal): replied after 139 days, on 26 March "
                               "2013 (not graded)");
    const Evidence *silent = find(point_of(evidence, "A4"), "ARE 3/2012");
    assert_text(silent->text,
                "UA ARE 3/2012 (Urgent appeal): no reply shown as of 28 February 2017");
    arena_free(&arena);
}

static void gather_letters(Arena *arena, const char *today, bool only_shown,
                           StateEvidence *evidence) {
    Day real_today = house.snapshot->today;
    house.snapshot->today = the_day(today);
    ASSERT_DONE(evidence_gather(house.snapshot, house.reader, arena, LANGUAGE_EN, STR("ARE"),
                                the_day("2013-11-12"), only_shown, evidence, &house.error),
                house.error);
    house.snapshot->today = real_today;
}

/* D4.4, A4: an urgent appeal of 15 May 2012 may be shown from 14 July on, and is not counted
 * before; the page, which reads the newest only, agrees with the file, which reads all. */
static void a_letter_is_not_told_while_it_is_confidential(void **state) {
    (void)state;
    Arena arena = { 0 };
    for (size_t shown_day = 0; shown_day < 2; shown_day++)
        for (size_t only_shown = 0; only_shown < 2; only_shown++) {
            StateEvidence *evidence = ARENA_NEW(&arena, StateEvidence);
            gather_letters(&arena, shown_day ? "2012-07-14" : "2012-07-13", only_shown, evidence);
            const PointEvidence *point = point_of(evidence, "A4");
            const Evidence *letter = find(point, "ARE 3/2012");
            if (shown_day)
                assert_non_null(letter);
            else
                assert_null(letter);
            assert_null(find(point, "ARE 7/2012"));
            assert_int_equal(point_evidence_total(point), point->count);
        }
    arena_free(&arena);
}

/* D5.9: a mention is a fact about the report. */
static void a_mention_names_the_report_and_how_complete_the_list_is(void **state) {
    (void)state;
    Arena arena = { 0 };
    StateEvidence *evidence = ARENA_NEW(&arena, StateEvidence);
    gather(&arena, "CHN", "2013-11-12", evidence);
    const Evidence *mention = find(point_of(evidence, "B3"), "A/HRC/30/29/CHN");
    assert_non_null(mention);
    assert_text(mention->text, "Named in the Secretary-General's report A/HRC/30/29 (Cited; only "
                               "part of the report's list is known)");
    assert_int_equal(mention->time, EVIDENCE_SINCE);
    arena_free(&arena);
}

static void facts_stand_by_date_and_those_without_one_last(void **state) {
    (void)state;
    Arena arena = { 0 };
    StateEvidence *evidence = ARENA_NEW(&arena, StateEvidence);
    gather(&arena, "CHN", "2013-11-12", evidence);
    for (size_t p = 0; p < LETTER_POINT_COUNT; p++)
        for (size_t i = 1; i < evidence->points[p].count; i++) {
            const Evidence *before = &evidence->points[p].items[i - 1],
                           *item = &evidence->points[p].items[i];
            if (item->date.precision == DATE_NONE) continue;
            assert_true(before->date.precision != DATE_NONE);
            assert_true(before->date.last <= item->date.last);
        }
    arena_free(&arena);
}

/* --- JSON
 * -----------------------------------------------------------------------------------------------------
 */

static void evidence_as_json_parses_and_says_the_same(void **state) {
    (void)state;
    Arena arena = { 0 };
    Buffer out = { 0 };
    Error error;
    StateEvidence *evidence = ARENA_NEW(&arena, StateEvidence);
    gather(&arena, "CHN", "2013-11-12", evidence);
    const PointEvidence *point = point_of(evidence, "A1");
    JsonWriter json = json_writer(&out, 1);
    point_evidence_write_json(&json, point);
    json_t *list = json_read(buffer_str(&out), &error);
    assert_non_null(list);
    assert_int_equal(json_array_size(list), point->count);
    for (size_t i = 0; i < point->count; i++) {
        const json_t *item = json_array_get(list, i);
        assert_text(point->items[i].key, json_string_value(json_object_get(item, "key")));
        assert_text(point->items[i].text, json_string_value(json_object_get(item, "text")));
        assert_text(point->items[i].source, json_string_value(json_object_get(item, "source")));
    }
    json_decref(list);
    buffer_free(&out);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fact_about_every_state_has_source_and_as_of_date),
        cmocka_unit_test(every_member_has_a_line_for_every_instrument),
        cmocka_unit_test(a_state_nobody_wrote_about_has_nothing_on_record),
        cmocka_unit_test(treaties_are_told_as_of_the_vote_and_as_of_today),
        cmocka_unit_test(the_invitation_is_told_as_of_the_day),
        cmocka_unit_test(a_visit_is_told_with_the_title_of_the_mandate),
        cmocka_unit_test(a_vote_stands_under_the_points_it_bears_on),
        cmocka_unit_test(a_letter_is_told_with_its_reply),
        cmocka_unit_test(a_letter_is_not_told_while_it_is_confidential),
        cmocka_unit_test(a_mention_names_the_report_and_how_complete_the_list_is),
        cmocka_unit_test(facts_stand_by_date_and_those_without_one_last),
        cmocka_unit_test(evidence_as_json_parses_and_says_the_same),
    };
    return cmocka_run_group_tests(tests, open_house, close_house);
}
