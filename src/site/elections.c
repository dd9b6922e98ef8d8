#include "site/elections.h"

#include <stdlib.h>

#include "site/elections.sql.h"
#include "site/elections.tmpl.h"
#include "site/feed.h"
#include "text/csv.h"

/* Seats each group fills; false where the record does not tell. */
static bool seats_of(const Page *page, const CouncilElection *election, int seats[GROUP_COUNT]) {
    return election_seats(&page->snapshot->council.record, election->key, seats);
}

static GroupSlate slate_of(const Page *page, const CouncilElection *election, Group group,
                           int seats) {
    return election_slate(page->snapshot->council.candidacies, election->key, group, seats,
                          election->complete);
}

ElectionRow election_row(const Page *page, const CouncilElection *election) {
    ElectionRow row = { .election = election };
    int seats[GROUP_COUNT];
    bool any_unknown = false;
    Buffer contested = { 0 };
    row.seats_known = seats_of(page, election, seats);
    for (Group group = 0; row.seats_known && group < GROUP_COUNT; group++) {
        row.seats += seats[group];
        if (!seats[group]) continue;
        GroupSlate slate = slate_of(page, election, group, seats[group]);
        any_unknown |= slate.slate == SLATE_NOT_KNOWN;
        if (slate.slate != SLATE_COMPETITIVE) continue;
        if (contested.length) buffer_add_c(&contested, ", ");
        buffer_add(&contested, message(page->language, group_facts(group)->short_name.data));
    }
    if (any_unknown || !row.seats_known) {
        if (contested.length) buffer_add_c(&contested, "; ");
        buffer_add(&contested,
                   message(page->language, contested.length ? "others not known" : "not known"));
    } else if (!contested.length) {
        buffer_add(&contested, message(page->language, "none"));
    }
    row.contested = str_copy(page->arena, buffer_str(&contested));
    buffer_free(&contested);
    return row;
}

static void write_elections_json(Buffer *out, const Page *page) {
    const CouncilData *council = &page->snapshot->council;
    JsonWriter json = json_writer(out, 1);
    json_object_begin(&json);
    json_field_integer(&json, "data_version", page->snapshot->number);
    json_name(&json, STR("elections"));
    json_array_begin(&json);
    for (size_t i = 0; i < council->election_count; i++) {
        const CouncilElection *election = &council->elections[i];
        ElectionRow row = election_row(page, election);
        char day[DAY_TEXT_SIZE];
        day_format(election->held_on, day);
        json_object_begin(&json);
        json_field_text(&json, "election", election->name);
        json_field_text(&json, "held_on", str_from(day));
        json_field_boolean(&json, "by_election", election->by_election);
        if (row.seats_known)
            json_field_integer(&json, "seats", row.seats);
        else
            json_field_null(&json, "seats");
        json_field_boolean(&json, "all_candidates_on_record", election->complete);
        json_field_text(&json, "source", election->source);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}

static void write_elections_csv(Buffer *out, const Page *page) {
    const CouncilData *council = &page->snapshot->council;
    CSV_ROW(out, STR("election"), STR("held_on"), STR("by_election"), STR("seats"),
            STR("all_candidates_on_record"), STR("source"));
    for (size_t i = 0; i < council->election_count; i++) {
        const CouncilElection *election = &council->elections[i];
        ElectionRow row = election_row(page, election);
        char day[DAY_TEXT_SIZE];
        day_format(election->held_on, day);
        CSV_ROW(out, election->name, str_from(day), election->by_election ? STR("yes") : STR("no"),
                row.seats_known ? str_format(page->arena, "%d", row.seats) : STR_EMPTY,
                election->complete ? STR("yes") : STR("no"), election->source);
    }
}

static Str election_title(const Page *page, const CouncilElection *election) {
    return WORDS(page->arena, page->language,
                 election->by_election ? "By-election to the Human Rights Council, %s"
                                       : "Election to the Human Rights Council, %s",
                 election->name);
}

static Str election_summary(const Page *page, const CouncilElection *election) {
    const Candidacies *candidacies = &page->snapshot->council.candidacies;
    int64_t names = 0, elected = 0;
    for (size_t i = 0; i < candidacies->count; i++) {
        if (!election_key_equal(candidacies->items[i].election, election->key)) continue;
        names++;
        elected += candidacies->items[i].elected == ELECTED_YES;
    }
    return WORDS(page->arena, page->language,
                 election->complete
                     ? "Day of the vote: %1$s. Candidacies on record, with those withdrawn: %2$s. "
                       "Elected: %3$s."
                     : "Day of the vote: %1$s. Candidacies on record, with those withdrawn: %2$s. "
                       "Elected: %3$s. Whether others stood is not known.",
                 words_day(page->arena, page->language, election->held_on),
                 words_count(page->arena, names), words_count(page->arena, elected));
}

static bool write_elections_atom(Buffer *out, const Page *page, Error *error) {
    const CouncilData *council = &page->snapshot->council;
    ChangeTimes times;
    FeedItem *items = ARENA_ARRAY(page->arena, council->election_count + 1, FeedItem);
    if (!change_times_read(page, &ELECTIONS_CHANGED, &times, error)) return false;
    for (size_t i = 0; i < council->election_count; i++) {
        const CouncilElection *election = &council->elections[i];
        items[i] = (FeedItem){
            .address = str_format(page->arena, "/elections/%.*s", STR_ARGUMENTS(election->name)),
            .title = election_title(page, election),
            .summary = election_summary(page, election),
            .updated = change_time(page, &times, election->name, DAY_NONE),
        };
    }
    feed_write(out, page, &(Feed){ 0 }, items, council->election_count);
    return true;
}

bool elections_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    Buffer content = { 0 };
    page.title = message(page.language, "Elections to the Human Rights Council");
    page.path = STR("/elections");
    page.json = page.csv = page.atom = true;
    if (request->match.format == FORMAT_JSON) {
        write_elections_json(&content, &page);
    } else if (request->match.format == FORMAT_CSV) {
        write_elections_csv(&content, &page);
    } else if (request->match.format == FORMAT_ATOM) {
        if (!write_elections_atom(&content, &page, error)) return false;
    } else {
        elections_html(&content, &page);
    }
    page_send(&page, request->match.format, &content, response);
    return true;
}

/* --- one election
 * ------------------------------------------------------------------------------------------ */

static int by_outcome(const void *a, const void *b) {
    const CandidateLine *left = a, *right = b;
    bool left_elected = left->candidacy->elected == ELECTED_YES;
    bool right_elected = right->candidacy->elected == ELECTED_YES;
    if (left_elected != right_elected) return left_elected ? -1 : 1;
    if (left->candidacy->votes != right->candidacy->votes)
        return left->candidacy->votes > right->candidacy->votes ? -1 : 1;
    return str_compare(left->name, right->name);
}

static void fill_lines(const Page *page, const CouncilElection *election, GroupView *view) {
    const CouncilData *council = &page->snapshot->council;
    view->lines = ARENA_ARRAY(page->arena, council->candidacies.count, CandidateLine);
    for (size_t i = 0; i < council->candidacies.count; i++) {
        const Candidacy *candidacy = &council->candidacies.items[i];
        if (candidacy->un_group != view->group ||
            !election_key_equal(candidacy->election, election->key))
            continue;
        const CouncilState *state = council_find_state(council, candidacy->iso3);
        if (!state) continue;
        view->lines[view->line_count++] =
            (CandidateLine){ candidacy, state, page_state_name(page, state, election->held_on),
                             candidacy_words(page, candidacy) };
    }
    if (view->line_count) qsort(view->lines, view->line_count, sizeof *view->lines, by_outcome);
}

static Str slate_words(const Page *page, const GroupSlate *slate) {
    Str seats = words_count(page->arena, slate->seats);
    Str candidates = words_count(page->arena, slate->candidates);
    switch (slate->slate) {
    case SLATE_CLEAN:
        return WORDS(page->arena, page->language,
                     "Seats: %1$s. Candidates: %2$s. Not contested: as many candidates as seats, a "
                     "clean slate; each still needed the majority.",
                     seats, candidates);
    case SLATE_COMPETITIVE:
        return WORDS(page->arena, page->language,
                     "Seats: %1$s. Candidates: %2$s. Contested: more candidates than seats.", seats,
                     candidates);
    case SLATE_NOT_KNOWN: break;
    }
    return WORDS(page->arena, page->language,
                 "Seats: %1$s. Candidates on record: %2$s. Whether others stood is not known.",
                 seats, candidates);
}

static void fill_view(const Page *page, ElectionView *view) {
    const CouncilData *council = &page->snapshot->council;
    const CouncilElection *election = view->election;
    int seats[GROUP_COUNT], members = un_members_on(council->members, election->held_on);
    bool seats_known = seats_of(page, election, seats);
    view->lead = WORDS(
        page->arena, page->language,
        "Vote of %1$s. To be elected a State needed the majority of the %2$s Members of "
        "the United Nations: %3$s votes.",
        words_day(page->arena, page->language, election->held_on),
        words_count(page->arena, members), words_count(page->arena, absolute_majority(members)));
    view->letter_year = str_equal(election->name, STR("2013"));
    view->source = words_source(page->arena, election->source);
    for (Group group = 0; group < GROUP_COUNT; group++) {
        GroupView *shown = &view->groups[view->group_count];
        *shown = (GroupView){ .group = group };
        fill_lines(page, election, shown);
        if (!shown->line_count && !(seats_known && seats[group])) continue;
        shown->name = message(page->language, group_facts(group)->name.data);
        if (seats_known) {
            shown->slate = slate_of(page, election, group, seats[group]);
            shown->slate_words = slate_words(page, &shown->slate);
        }
        view->group_count++;
    }
    view->others = ARENA_ARRAY(page->arena, council->election_count, const CouncilElection *);
    for (size_t i = 0; i < council->election_count; i++)
        if (&council->elections[i] != election &&
            day_year(council->elections[i].held_on) == day_year(election->held_on))
            view->others[view->other_count++] = &council->elections[i];
}

static void write_candidate_json(JsonWriter *json, const CandidateLine *line) {
    json_object_begin(json);
    json_field_text(json, "iso3", line->state->iso3);
    json_field_text(json, "name", line->name);
    if (line->candidacy->votes == VOTES_NOT_RECORDED)
        json_field_null(json, "votes");
    else
        json_field_integer(json, "votes", line->candidacy->votes);
    json_field_text(json, "outcome", line->words.outcome);
    json_object_end(json);
}

static void write_election_json(Buffer *out, const Page *page, const ElectionView *view) {
    static const char *const slates[] = { "not_known", "clean", "competitive" };
    char day[DAY_TEXT_SIZE];
    JsonWriter json = json_writer(out, 1);
    day_format(view->election->held_on, day);
    json_object_begin(&json);
    json_field_text(&json, "election", view->election->name);
    json_field_text(&json, "held_on", str_from(day));
    json_field_boolean(&json, "by_election", view->election->by_election);
    json_field_boolean(&json, "all_candidates_on_record", view->election->complete);
    json_field_text(&json, "source", view->election->source);
    json_field_integer(&json, "data_version", page->snapshot->number);
    json_name(&json, STR("groups"));
    json_array_begin(&json);
    for (size_t i = 0; i < view->group_count; i++) {
        const GroupView *group = &view->groups[i];
        json_object_begin(&json);
        json_field_text(&json, "un_group", group_facts(group->group)->code);
        json_field_text(&json, "slate", str_from(slates[group->slate.slate]));
        json_field_integer(&json, "seats", group->slate.seats);
        json_name(&json, STR("candidates"));
        json_array_begin(&json);
        for (size_t j = 0; j < group->line_count; j++)
            write_candidate_json(&json, &group->lines[j]);
        json_array_end(&json);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}

static void write_election_csv(Buffer *out, const Page *page, const ElectionView *view) {
    CSV_ROW(out, STR("election"), STR("un_group"), STR("iso3"), STR("name"), STR("votes"),
            STR("outcome"));
    for (size_t i = 0; i < view->group_count; i++)
        for (size_t j = 0; j < view->groups[i].line_count; j++) {
            const CandidateLine *line = &view->groups[i].lines[j];
            bool votes_known = line->candidacy->votes != VOTES_NOT_RECORDED;
            CSV_ROW(out, view->election->name, group_facts(view->groups[i].group)->code,
                    line->state->iso3, line->name,
                    votes_known ? str_format(page->arena, "%d", line->candidacy->votes) : STR_EMPTY,
                    line->words.outcome);
        }
}

bool election_page(const Request *request, Response *response, Error *error) {
    Page page = page_begin(request);
    ElectionView *view = ARENA_NEW(page.arena, ElectionView);
    Str name = request_capture(request, "election");
    view->election = council_find_election(&page.snapshot->council, name);
    if (!view->election)
        return error_set(
            error, ERROR_NOT_FOUND,
            "no election \"%.*s\" is on record; elections go by their year, by-elections by "
            "their day",
            STR_ARGUMENTS(name));
    fill_view(&page, view);
    page.title = election_title(&page, view->election);
    page.path = str_format(page.arena, "/elections/%.*s", STR_ARGUMENTS(name));
    page.json = page.csv = true;
    Buffer content = { 0 };
    if (request->match.format == FORMAT_JSON)
        write_election_json(&content, &page, view);
    else if (request->match.format == FORMAT_CSV)
        write_election_csv(&content, &page, view);
    else
        election_html(&content, &page, view);
    page_send(&page, request->match.format, &content, response);
    return true;
}
