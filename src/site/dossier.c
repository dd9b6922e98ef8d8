#include "site/dossier.h"

#include "site/dossier.tmpl.h"
#include "text/json.h"

CandidacyWords candidacy_words(const Page *page, const Candidacy *candidacy) {
    char key[ELECTION_KEY_TEXT_SIZE];
    election_key_format(candidacy->election, key);
    CandidacyWords words = { .election = str_copy(page->arena, str_from(key)) };
    Language language = page->language;
    if (candidacy->elected == ELECTED_YES)
        words.outcome = message(language, "elected");
    else if (candidacy->candidature == CANDIDATURE_WITHDRAWN)
        words.outcome = candidacy->withdrawn_on.precision == DATE_NONE
                            ? message(language, "withdrew before the vote")
                            : WORDS(page->arena, language, "withdrew before the vote (%s)",
                                    words_date(page->arena, language, candidacy->withdrawn_on));
    else if (candidacy->candidature == CANDIDATURE_NO_DECLARATION_FOUND)
        words.outcome = message(language, "received votes; no candidature found");
    else
        words.outcome =
            message(language, candidacy->elected == ELECTED_NO ? "not elected" : "not yet decided");
    if (candidacy->votes == 1)
        words.votes = message(language, "1 vote");
    else if (candidacy->votes != VOTES_NOT_RECORDED)
        words.votes =
            WORDS(page->arena, language, "%s votes", words_count(page->arena, candidacy->votes));
    return words;
}

Str treaty_count_words(const Page *page, const TreatyCount *count, bool on_vote) {
    Str party = words_count(page->arena, count->party),
        all = words_count(page->arena, count->existing);
    Str said =
        on_vote
            ? WORDS(page->arena, page->language,
                    "On the day of the vote: party to %1$s of the %2$s instruments there were.",
                    party, all)
            : WORDS(page->arena, page->language,
                    "Today, as far as recorded: party to %1$s of %2$s instruments.", party, all);
    if (!count->unclear) return said;
    return WORDS(page->arena, page->language,
                 "%1$s For %2$s more the date is not known well enough to say.", said,
                 words_count(page->arena, count->unclear));
}

Str name_validity_words(const Page *page, const StateName *name) {
    if (name->until != DAY_LAST)
        return WORDS(page->arena, page->language, "until %s",
                     words_day(page->arena, page->language, name->until));
    if (name->from != DAY_FIRST)
        return WORDS(page->arena, page->language, "since %s",
                     words_day(page->arena, page->language, name->from));
    return message(page->language, "in use");
}

static Str group_name(const Page *page, Group group) {
    return message(page->language, group_facts(group)->name.data);
}

static void fill_dossier(const Page *page, Dossier *dossier) {
    const CouncilData *council = &page->snapshot->council;
    Day day = dossier->election->held_on;
    dossier->name = page_state_name(page, dossier->state, day);
    Str today = page_state_name(page, dossier->state, page->snapshot->today);
    if (!str_equal(today, dossier->name)) dossier->name_today = today;
    dossier->words = candidacy_words(page, dossier->candidacy);
    dossier->group_name = group_name(page, dossier->candidacy->un_group);
    dossier->majority =
        WORDS(page->arena, page->language, "%1$s of %2$s Members",
              words_count(page->arena, absolute_majority(un_members_on(council->members, day))),
              words_count(page->arena, un_members_on(council->members, day)));
    dossier->standing = WORDS(page->arena, page->language,
                              dossier->election->by_election
                                  ? "Dossier for the by-election to the Human Rights Council of %s."
                                  : "Dossier for the election to the Human Rights Council of %s.",
                              words_day(page->arena, page->language, day));
    dossier->result_source = words_source(page->arena, dossier->election->source);
}

static void write_treaties_json(JsonWriter *json, const StateEvidence *evidence) {
    static const char *const words[] = {
        [TREATY_NOT_YET_ADOPTED] = "not_yet_adopted",
        [TREATY_PARTY] = "party",
        [TREATY_SIGNED] = "signed",
        [TREATY_NO_ACTION] = "no_action",
        [TREATY_UNCLEAR] = "unclear",
    };
    json_name(json, STR("treaties"));
    json_array_begin(json);
    for (size_t i = 0; i < evidence->treaty_count; i++) {
        const TreatyLine *line = &evidence->treaties[i];
        json_object_begin(json);
        json_field_text(json, "treaty", line->treaty);
        json_field_text(json, "on_day", str_from(words[line->on_day.status]));
        json_field_text(json, "today", str_from(words[line->today.status]));
        json_field_text(json, "source", line->source);
        json_field_text(json, "as_of", line->as_of);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_evidence_json(JsonWriter *json, const StateEvidence *evidence) {
    json_name(json, STR("points"));
    json_array_begin(json);
    for (size_t i = 0; i < LETTER_POINT_COUNT; i++) {
        const PointEvidence *point = &evidence->points[i];
        json_object_begin(json);
        json_field_text(json, "point", str_from(point->point->id));
        json_field_text(json, "title", str_from(point->point->title));
        json_field_boolean(json, "known", point->known);
        json_field_text(json, "summary", point->summary);
        json_name(json, STR("evidence"));
        point_evidence_write_json(json, point);
        json_object_end(json);
    }
    json_array_end(json);
    write_treaties_json(json, evidence);
    json_name(json, STR("complaint_declarations"));
    point_evidence_write_json(json, &evidence->complaints);
    json_name(json, STR("treaty_reports"));
    point_evidence_write_json(json, &evidence->reports);
    json_name(json, STR("nhri_accreditations"));
    point_evidence_write_json(json, &evidence->accreditation);
    json_name(json, STR("pledge_documents"));
    point_evidence_write_json(json, &evidence->pledges);
}

static void write_dossier_json(Buffer *out, const Page *page, const Dossier *dossier) {
    char day[DAY_TEXT_SIZE];
    JsonWriter json = json_writer(out, 1);
    day_format(dossier->election->held_on, day);
    json_object_begin(&json);
    json_field_text(&json, "election", dossier->election->name);
    json_field_text(&json, "held_on", str_from(day));
    json_field_text(&json, "iso3", dossier->state->iso3);
    json_field_text(&json, "name", dossier->name);
    json_field_text(&json, "un_group", group_facts(dossier->candidacy->un_group)->code);
    json_field_text(&json, "outcome", dossier->words.outcome);
    if (dossier->candidacy->votes == VOTES_NOT_RECORDED)
        json_field_null(&json, "votes");
    else
        json_field_integer(&json, "votes", dossier->candidacy->votes);
    json_field_integer(&json, "data_version", page->snapshot->number);
    write_evidence_json(&json, &dossier->evidence);
    json_object_end(&json);
}

static bool find_dossier(const Request *request, const Page *page, Dossier *dossier, Error *error) {
    const CouncilData *council = &page->snapshot->council;
    Str election = request_capture(request, "election"), iso3 = request_capture(request, "state");
    dossier->election = council_find_election(council, election);
    if (!dossier->election)
        return error_set(error, ERROR_NOT_FOUND, "no election \"%.*s\" is on record",
                         STR_ARGUMENTS(election));
    dossier->state = council_find_state(council, iso3);
    dossier->candidacy = council_find_candidacy(council, dossier->election->key, iso3);
    if (!dossier->state || !dossier->candidacy)
        return error_set(error, ERROR_NOT_FOUND,
                         "no candidacy of \"%.*s\" is on record for the election of %.*s",
                         STR_ARGUMENTS(iso3), STR_ARGUMENTS(election));
    return true;
}

/* `entry`: the release to show; NULL where there is none. A page shows the newest facts, JSON all.
 */
static bool gather(const Page *page, const Request *request, Str iso3, Day day,
                   const ReleaseEntry *entry, StateEvidence *evidence, AssessmentView *assessment,
                   Error *error) {
    bool only_shown = request->match.format != FORMAT_JSON;
    /* The snapshot is immutable; lending a reader is the one thing that changes in it, under lock.
     */
    SiteSnapshot *snapshot = (SiteSnapshot *)page->snapshot;
    RecordReader *reader = site_snapshot_borrow(snapshot, error);
    if (!reader) return false;
    bool done = evidence_gather(snapshot, reader, page->arena, page->language, iso3, day,
                                only_shown, evidence, error) &&
                assessment_view(snapshot, reader, page->arena, entry, iso3, assessment, error);
    site_snapshot_return(snapshot, reader);
    return done;
}

bool dossier_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    Dossier *dossier = ARENA_NEW(page.arena, Dossier);
    if (!find_dossier(request, &page, dossier, error)) return false;
    const CouncilElection *election = dossier->election;
    const ReleaseEntry *entry =
        election->by_election ? NULL : site_release_of_cycle(page.snapshot, election->key.year);
    if (!gather(&page, request, dossier->state->iso3, election->held_on, entry, &dossier->evidence,
                &dossier->assessment, error))
        return false;
    fill_dossier(&page, dossier);
    page.path =
        str_format(page.arena, "/elections/%.*s/%.*s", STR_ARGUMENTS(dossier->election->name),
                   STR_ARGUMENTS(dossier->state->iso3));
    page.title = WORDS(page.arena, page.language, "%1$s, Council election of %2$s", dossier->name,
                       dossier->election->name);
    page.json = true;
    Buffer content = { 0 };
    if (request->match.format == FORMAT_JSON)
        write_dossier_json(&content, &page, dossier);
    else
        dossier_html(&content, &page, dossier);
    page_send(&page, request->match.format, &content, response);
    return true;
}

/* --- the profile of a State
 * ------------------------------------------------------------------------------ */

static Str council_today_words(const Page *page, const CouncilState *state) {
    const CouncilRecord *record = &page->snapshot->council.record;
    const CouncilTerm *term = council_term_on(record, state->iso3, page->snapshot->today);
    if (!term) return message(page->language, "no");
    return WORDS(page->arena, page->language, "yes, until %s",
                 words_day(page->arena, page->language, term->end));
}

static void fill_profile(const Page *page, StateProfile *profile) {
    const CouncilState *state = profile->state;
    const StateName *name = state_name_on(state, page->language, page->snapshot->today);
    profile->formal_name = name ? name->formal_name : state->iso3;
    if (state->has_group) profile->group_name = group_name(page, state->group);
    profile->member_since =
        state->member && state->admission_date != DAY_NONE
            ? words_day(page->arena, page->language, state->admission_date)
            : message(page->language, "observer State: not a Member, cannot be elected");
    profile->council_today = council_today_words(page, state);
}

static void write_profile_json(Buffer *out, const Page *page, const StateProfile *profile) {
    const CouncilState *state = profile->state;
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    json_field_text(&json, "iso3", state->iso3);
    json_field_text(&json, "iso2", state->iso2);
    json_field_text(&json, "m49", state->m49);
    json_field_text(&json, "name", page->title);
    json_field_text(&json, "formal_name", profile->formal_name);
    if (state->has_group)
        json_field_text(&json, "un_group", group_facts(state->group)->code);
    else
        json_field_null(&json, "un_group");
    json_field_boolean(&json, "fictional", state->fictional);
    json_field_integer(&json, "data_version", page->snapshot->number);
    write_evidence_json(&json, &profile->evidence);
    json_object_end(&json);
}

bool state_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    StateProfile *profile = ARENA_NEW(page.arena, StateProfile);
    Str iso3 = request_capture(request, "state");
    profile->state = council_find_state(&page.snapshot->council, iso3);
    if (!profile->state)
        return error_set(
            error, ERROR_NOT_FOUND,
            "no State \"%.*s\" is on record; States go by their ISO 3166-1 alpha-3 code",
            STR_ARGUMENTS(iso3));
    const ReleaseEntry *entry = site_newest_release_with((SiteSnapshot *)page.snapshot, iso3);
    if (!gather(&page, request, iso3, page.snapshot->today, entry, &profile->evidence,
                &profile->assessment, error))
        return false;
    page.title = page_state_name(&page, profile->state, page.snapshot->today);
    page.path = str_format(page.arena, "/states/%.*s", STR_ARGUMENTS(iso3));
    page.json = true;
    fill_profile(&page, profile);
    Buffer content = { 0 };
    if (request->match.format == FORMAT_JSON)
        write_profile_json(&content, &page, profile);
    else
        state_profile_html(&content, &page, profile);
    page_send(&page, request->match.format, &content, response);
    return true;
}
