#include "cooperation/ohchr_import.h"

#include "cooperation/cooperation_kinds.h"
#include "cooperation/made_file.h"
#include "council/council_kinds.h"
#include "record/schema.h"

/* --- names
 * -------------------------------------------------------------------------------------------- */

static void add_state(NameIndex *states, const Record *state) {
    name_index_add(states, state->key, state->key);
    if (record_value(state, "iso2")->state == VALUE_PRESENT)
        name_index_add(states, record_text(state, "iso2"), state->key);
    if (record_value(state, "m49")->state == VALUE_PRESENT)
        name_index_add(states, record_text(state, "m49"), state->key);
}

static void add_state_name(NameIndex *states, const Record *name) {
    name_index_add(states, record_text(name, "short_name"), record_text(name, "iso3"));
    name_index_add(states, record_text(name, "formal_name"), record_text(name, "iso3"));
}

/* "SR-food", "wg-business", "country-mandate-Belarus" without what says who holds it. */
static void add_short_name(NameIndex *mandates, Str name, Str key) {
    static const Str FORMS[] = { STR_LITERAL("SR-"),
                                 STR_LITERAL("sr-"),
                                 STR_LITERAL("IE-"),
                                 STR_LITERAL("ie-"),
                                 STR_LITERAL("WG-"),
                                 STR_LITERAL("wg-"),
                                 STR_LITERAL("country-mandate-") };
    if (!name.length) return;
    name_index_add(mandates, name, key);
    for (size_t i = 0; i < COUNT_OF(FORMS); i++)
        if (str_starts_with(name, FORMS[i]))
            name_index_add(mandates, str_slice(name, FORMS[i].length, name.length), key);
}

/* "Special Rapporteur on the right to food" is "right to food", too. */
static void add_title(NameIndex *mandates, Str title, Str key) {
    static const Str LINKS[] = { STR_LITERAL(" on "), STR_LITERAL(" in the field of ") };
    name_index_add(mandates, title, key);
    for (size_t i = 0; i < COUNT_OF(LINKS); i++)
        for (size_t at = 0; at + LINKS[i].length < title.length; at++)
            if (str_starts_with(str_slice(title, at, title.length), LINKS[i])) {
                name_index_add(mandates, str_slice(title, at + LINKS[i].length, title.length), key);
                return;
            }
}

static void add_mandate(NameIndex *mandates, const Record *mandate) {
    Str alias, aliases = record_text(mandate, "aliases");
    add_short_name(mandates, mandate->key, mandate->key);
    if (record_value(mandate, "aliases")->state == VALUE_PRESENT)
        while (aliases.length && str_cut(&aliases, ' ', &alias))
            add_short_name(mandates, alias, mandate->key);
    add_title(mandates, record_text(mandate, "title"), mandate->key);
}

static bool read_names(Store *store, const Kind *kind, void (*add)(NameIndex *, const Record *),
                       NameIndex *names, Error *error) {
    RecordTable table = { 0 };
    Arena arena = { 0 };
    Record record;
    int64_t version;
    bool found = true, done = record_table_open(&table, store, kind, error);
    if (done) record_table_begin(&table);
    while (done && (done = record_table_next(&table, &arena, &record, &version, &found, error)) &&
           found) {
        add(names, &record);
        arena_clear(&arena);
    }
    record_table_close(&table);
    arena_free(&arena);
    return done;
}

bool state_names_read(Store *store, NameIndex *states, Error *error) {
    return read_names(store, &STATE, add_state, states, error) &&
           read_names(store, &STATE_NAME, add_state_name, states, error);
}

bool mandate_names_read(Store *store, NameIndex *mandates, Error *error) {
    return read_names(store, &MANDATE, add_mandate, mandates, error);
}

/* --- what the file says beside what is on record
 * -------------------------------------------------------- */

typedef struct Plan {
    Store *open;
    Arena *arena;
    Arena row_arena; /* cleared letter by letter */
    const OhchrImportRequest *request;
    OhchrImportResult *result;
    char as_of[DAY_TEXT_SIZE];
    RecordTable letters, replies;
    Statement *replies_of_letter;
    MadeFile letter_file, reply_file;
} Plan;

static void set_provenance(const Plan *plan, Record *record) {
    made_record_set_provenance(record, plan->request->source, str_from(plan->as_of));
}

static bool is_of_this_source(const Plan *plan, const Record *held) {
    return str_equal(record_text(held, "source"), plan->request->source);
}

static bool is_newer_than_file(const Plan *plan, const Record *held) {
    return is_of_this_source(plan, held) &&
           record_value(held, "as_of")->date.first > plan->request->as_of;
}

static void add_conflict(Plan *plan, const OhchrLetter *letter, const char *column, Str in_file,
                         const Record *held, const char *field) {
    Str on_record = record_text(held, field);
    problem_add(&plan->result->conflicts, letter->line, str_from(column), letter->key,
                "the file says %.*s; on record is %.*s (%.*s, as of %.*s)", STR_ARGUMENTS(in_file),
                STR_ARGUMENTS(on_record),
                STR_ARGUMENTS(str_slice(record_text(held, "source"), 0, 200)),
                STR_ARGUMENTS(record_text(held, "as_of")));
}

/* Every word of the one stands in the other, in any order. */
static bool has_all_words(Str words, Str part) {
    Str word, other, rest;
    while (part.length && str_cut(&part, ' ', &word)) {
        bool found = !word.length;
        rest = words;
        while (!found && rest.length && str_cut(&rest, ' ', &other))
            found = str_equal(word, other);
        if (!found) return false;
    }
    return true;
}

static bool contradicts(const Value *held, Day day) {
    return held->state == VALUE_PRESENT && (day < held->date.first || day > held->date.last);
}

static Str day_text(Arena *arena, Day day) {
    char text[DAY_TEXT_SIZE];
    day_format(day, text);
    return str_copy(arena, str_from(text));
}

/* --- letters
 * ------------------------------------------------------------------------------------------- */

static void find_conflicts(Plan *plan, const OhchrLetter *letter, const Record *held) {
    const char *type = letter_type_word(letter->reference.type);
    if (plan->request->take_file || is_of_this_source(plan, held)) return;
    if (!str_equal_c(record_text(held, "type"), type))
        add_conflict(plan, letter, "Type", str_from(type), held, "type");
    if (contradicts(record_value(held, "sent_on"), letter->sent_on))
        add_conflict(plan, letter, "Date", day_text(&plan->row_arena, letter->sent_on), held,
                     "sent_on");
    if (letter->mandates.length && record_value(held, "mandates")->state == VALUE_PRESENT &&
        !has_all_words(letter->mandates, record_text(held, "mandates")))
        add_conflict(plan, letter, "Mandates", letter->mandates, held, "mandates");
}

/* The later of the two days on which there was none; nothing where there is one. */
static Str no_reply_as_of(const Plan *plan, const OhchrLetter *letter, const Record *held,
                          size_t replies_held) {
    const Value *known = held ? record_value(held, "no_reply_as_of") : NULL;
    bool says_later =
        known && known->state == VALUE_PRESENT && known->date.last > plan->request->as_of;
    if (letter->replies > 0) return STR_EMPTY;
    if (letter->replies == 0 && !replies_held && !says_later) return str_from(plan->as_of);
    return known ? known->text : STR_EMPTY;
}

static Record new_letter(Plan *plan, const OhchrLetter *letter) {
    Record record = { .kind = &COMMUNICATION, .key = letter->key };
    Arena *arena = &plan->row_arena;
    made_record_set(&record, "iso3", str_from(letter->reference.addressee));
    made_record_set(&record, "number", str_format(arena, "%d", letter->reference.number));
    made_record_set(&record, "year", str_format(arena, "%d", letter->reference.year));
    return record;
}

static bool differs(const Record *a, const Record *b) {
    for (size_t i = 0; i < kind_field_count(a->kind); i++)
        if (!value_equal(&a->values[i], &b->values[i])) return true;
    return false;
}

static Record merged_letter(Plan *plan, const OhchrLetter *letter, const Record *held,
                            size_t replies_held) {
    Record record = held ? *held : new_letter(plan, letter);
    made_record_set(&record, "type", str_from(letter_type_word(letter->reference.type)));
    made_record_set(&record, "sent_on", day_text(&plan->row_arena, letter->sent_on));
    if (letter->mandates.length &&
        !(held && has_all_words(letter->mandates, record_text(held, "mandates")) &&
          has_all_words(record_text(held, "mandates"), letter->mandates)))
        made_record_set(&record, "mandates", letter->mandates);
    made_record_set(&record, "no_reply_as_of", no_reply_as_of(plan, letter, held, replies_held));
    if (!held || differs(held, &record)) set_provenance(plan, &record);
    return record;
}

/* --- replies
 * ------------------------------------------------------------------------------------------ */

typedef struct HeldReply {
    Record record;
    bool matched, changed;
} HeldReply;

typedef struct LetterReplies {
    HeldReply held[OHCHR_REPLIES_MAX];
    size_t held_count;
    int64_t last_number;
    Day days[OHCHR_REPLIES_MAX]; /* of the file, not matched yet */
    size_t day_count;
    size_t without_day; /* in the file */
} LetterReplies;

static bool read_held_replies(Plan *plan, Str letter, LetterReplies *replies, Error *error) {
    int64_t version;
    bool found = true;
    replies->held_count = 0;
    replies->last_number = 0;
    statement_bind_text(plan->replies_of_letter, 1, letter);
    for (;;) {
        Record record;
        if (!record_table_read(&plan->replies, plan->replies_of_letter, &plan->row_arena, &record,
                               &version, &found, error))
            return false;
        if (!found) return true;
        int64_t number = record_value(&record, "number")->integer;
        if (number > replies->last_number) replies->last_number = number;
        if (replies->held_count < OHCHR_REPLIES_MAX)
            replies->held[replies->held_count++] = (HeldReply){ .record = record };
    }
}

static void drop_day(LetterReplies *replies, size_t at) {
    for (size_t i = at + 1; i < replies->day_count; i++)
        replies->days[i - 1] = replies->days[i];
    replies->day_count--;
}

/* Lays days of the file and replies on record side by side: first where the day is the same, then
 * where the record leaves it open. */
static void match_days(Plan *plan, LetterReplies *replies, bool exactly) {
    for (size_t i = replies->day_count; i-- > 0;)
        for (size_t j = 0; j < replies->held_count; j++) {
            HeldReply *reply = &replies->held[j];
            const Value *known = record_value(&reply->record, "received_on");
            bool same = known->state == VALUE_PRESENT && known->date.precision == DATE_DAY &&
                        known->date.first == replies->days[i];
            if (reply->matched || (exactly ? !same : contradicts(known, replies->days[i])))
                continue;
            reply->matched = true;
            if (!exactly) {
                reply->changed = true;
                made_record_set(&reply->record, "received_on",
                                day_text(&plan->row_arena, replies->days[i]));
                set_provenance(plan, &reply->record);
            }
            drop_day(replies, i);
            break;
        }
}

/* More replies on record than can be those without a day: the days differ. */
static void settle_other_days(Plan *plan, const OhchrLetter *letter, LetterReplies *replies) {
    size_t free = 0;
    for (size_t j = 0; j < replies->held_count; j++)
        free += !replies->held[j].matched;
    for (size_t j = 0; j < replies->held_count && free > replies->without_day; j++) {
        HeldReply *reply = &replies->held[j];
        if (reply->matched || !replies->day_count) continue;
        Str day = day_text(&plan->row_arena, replies->days[0]);
        bool newer = is_newer_than_file(plan, &reply->record);
        if (!plan->request->take_file && (newer || !is_of_this_source(plan, &reply->record)))
            add_conflict(plan, letter, "Replies", day, &reply->record, "received_on");
        made_record_set(&reply->record, "received_on", day);
        set_provenance(plan, &reply->record);
        reply->matched = reply->changed = true;
        drop_day(replies, 0);
        free--;
    }
}

/* false: the file shows fewer than are on record, and nothing is done about replies. */
static bool match_replies(Plan *plan, const OhchrLetter *letter, LetterReplies *replies) {
    if (letter->replies == OHCHR_REPLIES_NOT_SAID) return false;
    if ((size_t)letter->replies < replies->held_count) {
        problem_add(&plan->result->conflicts, letter->line, STR("Nb. of replies"), letter->key,
                    "the file shows %d, and %zu %s on record; an import removes none",
                    letter->replies, replies->held_count, replies->held_count == 1 ? "is" : "are");
        return false;
    }
    replies->day_count = letter->reply_day_count;
    for (size_t i = 0; i < letter->reply_day_count; i++)
        replies->days[i] = letter->reply_days[i];
    replies->without_day = (size_t)letter->replies - letter->reply_day_count;
    match_days(plan, replies, true);
    match_days(plan, replies, false);
    settle_other_days(plan, letter, replies);
    return true;
}

static void add_new_reply(Plan *plan, const OhchrLetter *letter, int64_t number, Str received_on) {
    Record record = { .kind = &REPLY };
    made_record_set(&record, "communication", letter->key);
    made_record_set(&record, "number", str_format(&plan->row_arena, "%lld", (long long)number));
    made_record_set(&record, "received_on", received_on);
    set_provenance(plan, &record);
    made_file_add(&plan->reply_file, plan->arena, &record, letter->line, true);
}

static void write_replies(Plan *plan, const OhchrLetter *letter, LetterReplies *replies) {
    size_t free = 0;
    for (size_t j = 0; j < replies->held_count; j++) {
        const HeldReply *reply = &replies->held[j];
        free += !reply->matched;
        made_file_add(&plan->reply_file, plan->arena, &reply->record, letter->line, reply->changed);
    }
    for (size_t i = 0; i < replies->day_count; i++)
        add_new_reply(plan, letter, ++replies->last_number,
                      day_text(&plan->row_arena, replies->days[i]));
    for (size_t i = free; i < replies->without_day; i++)
        add_new_reply(plan, letter, ++replies->last_number, STR_EMPTY);
}

/* --- the plan
 * ------------------------------------------------------------------------------------------ */

static bool plan_letter(Plan *plan, const OhchrLetter *letter, LetterReplies *replies,
                        Error *error) {
    Problems *conflicts = &plan->result->conflicts;
    Record held, record;
    int64_t version;
    bool found;
    size_t before = conflicts->count;
    if (!record_table_get(&plan->letters, &plan->row_arena, letter->key, &held, &version, &found,
                          error) ||
        !read_held_replies(plan, letter->key, replies, error))
        return false;
    if (found) find_conflicts(plan, letter, &held);
    record = merged_letter(plan, letter, found ? &held : NULL, replies->held_count);
    bool is_change = !found || differs(&held, &record);
    if (found && is_change && !plan->request->take_file && is_newer_than_file(plan, &held))
        problem_add(conflicts, letter->line, STR_EMPTY, letter->key,
                    "on record is what a later export says, as of %.*s",
                    STR_ARGUMENTS(record_text(&held, "as_of")));
    bool has_replies = match_replies(plan, letter, replies);
    if (conflicts->count > before && !plan->request->take_file) {
        plan->result->conflict_rows++;
        return true;
    }
    made_file_add(&plan->letter_file, plan->arena, &record, letter->line, is_change);
    if (has_replies) write_replies(plan, letter, replies);
    return true;
}

static bool plan_letters(Plan *plan, Error *error) {
    const OhchrExport *export = &plan->result->export;
    LetterReplies *replies = ARENA_NEW(plan->arena, LetterReplies);
    if (!record_table_open(&plan->letters, plan->open, &COMMUNICATION, error) ||
        !record_table_open(&plan->replies, plan->open, &REPLY, error))
        return false;
    plan->replies_of_letter = record_table_by_field(&plan->replies, "communication", error);
    if (!plan->replies_of_letter) return false;
    for (size_t i = 0; i < export->count; i++) {
        if (!plan_letter(plan, &export->letters[i], replies, error))
            return error_context(error, "line %zu", export->letters[i].line);
        arena_clear(&plan->row_arena);
    }
    return true;
}

static bool import_made(Plan *plan, const MadeFile *file, ImportResult *result, Error *error) {
    const OhchrImportRequest *request = plan->request;
    const ImportRequest import = { .original = request->content,
                                   .changes = request->changes,
                                   .registry = request->registry,
                                   .rules = request->rules };
    return made_file_import(file, plan->open, plan->arena, &import, result, error);
}

static bool run_plan(Plan *plan, Error *error) {
    OhchrImportResult *result = plan->result;
    if (!plan_letters(plan, error) ||
        !import_made(plan, &plan->letter_file, &result->letters, error))
        return false;
    result->refused = result->letters.problems.count > 0;
    if (result->refused) return true;
    if (!import_made(plan, &plan->reply_file, &result->replies, error)) return false;
    result->refused = result->replies.problems.count > 0;
    return true;
}

static bool read_export(Plan *plan, Error *error) {
    Arena names = { 0 };
    NameIndex states = { .forms.arena = &names }, mandates = { .forms.arena = &names };
    bool done = state_names_read(plan->open, &states, error) &&
                mandate_names_read(plan->open, &mandates, error);
    if (done)
        ohchr_export_read(plan->arena, plan->request->content, &states, &mandates,
                          plan->request->as_of, &plan->result->export);
    name_index_free(&states);
    name_index_free(&mandates);
    arena_free(&names);
    return done;
}

bool ohchr_import_run(Store *open, Arena *arena, const OhchrImportRequest *request,
                      OhchrImportResult *result, Error *error) {
    *result = (OhchrImportResult){ .conflicts.arena = arena };
    Plan plan = { .open = open, .arena = arena, .request = request, .result = result };
    day_format(request->as_of, plan.as_of);
    made_file_begin(&plan.letter_file, &COMMUNICATION);
    made_file_begin(&plan.reply_file, &REPLY);
    bool done = read_export(&plan, error);
    if (done) {
        const OhchrExport *export = &result->export;
        result->refused =
            export->problems.count || (export->unmatched.count && !request->skip_unmatched);
        if (!result->refused) done = run_plan(&plan, error);
    }
    made_file_free(&plan.reply_file);
    made_file_free(&plan.letter_file);
    statement_free(plan.replies_of_letter);
    record_table_close(&plan.replies);
    record_table_close(&plan.letters);
    arena_free(&plan.row_arena);
    return done;
}
