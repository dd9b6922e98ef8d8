#include "cmd/import_published.h"

#include "base/file.h"
#include "cmd/command.h"
#include "cmd/import_plan.h"
#include "cmd/registry.h"
#include "cooperation/facts_import.h"
#include "cooperation/ohchr_import.h"
#include "record/home.h"

#define STATE_HELP "any name a State ever bore, in six languages, or its code."
#define UNMATCHED_HELP                                                                             \
    "* What matches nothing is listed by row, and nothing is imported; with --skip-unmatched\n"    \
    "  those rows are left out.\n"
#define DAYS_HELP                                                                                  \
    "* Days: 14 Nov 2024, 14/11/2024, 2024-11-14. 3/4/2024 only where another row shows that\n"    \
    "  the day stands first.\n"
#define CONFLICT_HELP                                                                              \
    "* A row that contradicts what another source says is a conflict: shown and left out, with\n"  \
    "  --take-file taken. The same --source each time lets a later table correct an earlier.\n"

static const struct {
    const char *word, *description, *help;
} TABLES[PUBLISHED_TABLE_COUNT] = {
    [PUBLISHED_COMMUNICATIONS] = { "ohchr-communications",
                                   "The communications export of OHCHR, as communications and "
                                   "replies.",
                                   "Columns: Date, Country, Type, Ref. no., Mandates, Nb. of "
                                   "replies, and, where the file has\n"
                                   "them, Replies, Replies2. Summary and Nb. of alleged victims "
                                   "are NOT taken (they can name\n"
                                   "people), nor are the regions.\n\n"
                                   "* Country: " STATE_HELP " Other and OTH are\n"
                                   "  no States: left out and counted.\n"
                                   "* Mandates: titles, keys and aliases of the kind mandate, with "
                                   "; or , or line breaks\n"
                                   "  between them.\n" UNMATCHED_HELP DAYS_HELP
                                   "* 0 replies: no reply as of the day of the export. A reply "
                                   "without a day is a reply on a\n"
                                   "  day not known.\n"
                                   "* A letter still confidential on that day is refused with the "
                                   "day from which on it may be\n"
                                   "  recorded.\n" CONFLICT_HELP },
    [PUBLISHED_VISITS] = { "special-procedures-visits",
                           "Visits by State and mandate, with status and date, as visit events.",
                           "Columns: State (or Country), Mandate, Status, Date, as in \"Facts and "
                           "figures with regard\n"
                           "to the special procedures\".\n\n"
                           "* State: " STATE_HELP "\n"
                           "* Mandate: a title, key or alias of the kind mandate.\n"
                           "* Status: the words of visit_event (`uphold import visit_event "
                           "--help`), and Conducted,\n"
                           "  Visited, Pending and their like.\n" UNMATCHED_HELP DAYS_HELP
                           "* Also: Nov 2024, 2024, and of a visit 3-12 May 2018, 28 Nov - 7 Dec "
                           "2018.\n"
                           "* Pending without a date is pending on the day of the table.\n"
                           "* An event on record already with a date that can be the same is left "
                           "alone.\n" CONFLICT_HELP },
    [PUBLISHED_INVITATIONS] = { "special-procedures-invitations",
                                "States with a standing invitation, as standing invitations "
                                "issued.",
                                "Columns: State (or Country), Date (of issue; may be empty: issued "
                                "by the day of the\n"
                                "table). A State that is not in the table says nothing.\n\n"
                                "* State: " STATE_HELP "\n" UNMATCHED_HELP DAYS_HELP
                                "* Another day than another source has is a conflict: shown and "
                                "left out, with --take-file\n"
                                "  recorded beside it.\n" },
};

bool published_table_from_word(const char *word, PublishedTable *table) {
    for (size_t i = 0; i < PUBLISHED_TABLE_COUNT; i++)
        if (strcmp(word, TABLES[i].word) == 0) {
            *table = (PublishedTable)i;
            return true;
        }
    return false;
}

void published_print_help(FILE *out, PublishedTable table) {
    fprintf(out,
            "%s: %s\n"
            "usage: uphold import %s FILE.csv --source TEXT --as-of DATE\n"
            "           [--dry-run] [--skip-unmatched] [--take-file] [--home DIR]\n\n%s",
            TABLES[table].word, TABLES[table].description, TABLES[table].word, TABLES[table].help);
}

void published_print_tables(FILE *out) {
    for (size_t i = 0; i < PUBLISHED_TABLE_COUNT; i++)
        fprintf(out, "  %-30s %s\n", TABLES[i].word, TABLES[i].description);
}

/* --- what is printed
 * ---------------------------------------------------------------------------------- */

static void print_list(FILE *out, const Problems *problems) {
    for (size_t i = 0; i < problems->count && i < PROBLEMS_KEPT; i++)
        plan_print_problem(out, &problems->kept[i]);
    if (problems->count > PROBLEMS_KEPT)
        fprintf(out, "  ... and %zu more\n", problems->count - PROBLEMS_KEPT);
}

static void print_unmatched(const char *file, size_t rows, const Problems *unmatched) {
    fprintf(stderr,
            "uphold: %zu row%s of %s match%s no record; nothing was changed. Correct the names, or "
            "import what is missing, or leave the rows out with --skip-unmatched\n",
            rows, rows == 1 ? "" : "s", file, rows == 1 ? "es" : "");
    print_list(stderr, unmatched);
}

static void print_refusal(const OhchrImportResult *result, const char *file, bool skip_unmatched) {
    const OhchrExport *export = &result->export;
    const Problems *const lists[] = { &export->problems, &result->letters.problems,
                                      &result->replies.problems };
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        if (lists[i]->count) plan_print_problems(file, lists[i]);
    if (export->unmatched.count && !skip_unmatched)
        print_unmatched(file, export->unmatched_rows, &export->unmatched);
}

static void print_part(const char *kind, const ImportResult *result) {
    printf("%s: %zu to add, %zu to update, %zu the same\n", kind, result->added, result->updated,
           result->same);
    plan_print_entries(result);
}

static void print_left_out(size_t unmatched_rows, const Problems *unmatched, size_t conflict_rows,
                           const Problems *conflicts, bool take_file) {
    if (unmatched_rows) {
        printf("left out: %zu that match no record\n", unmatched_rows);
        print_list(stdout, unmatched);
    }
    if (!conflicts->count) return;
    if (take_file)
        printf("not taken from the file:\n");
    else
        printf("left out: %zu in conflict with what is on record, a person's to decide "
               "(--take-file takes the file's word)\n",
               conflict_rows);
    print_list(stdout, conflicts);
}

/* Of a table that makes two kinds, `second` is taken back first. */
static void print_done(int64_t first, int64_t second, bool dry_run) {
    long long one = (long long)(first ? first : second), other = (long long)second;
    if (dry_run)
        printf("dry run: nothing was changed\n");
    else if (first && second)
        printf(
            "done: imports %lld and %lld; `uphold import --undo %lld`, then `--undo %lld`, takes "
            "them back\n",
            one, other, other, one);
    else if (one)
        printf("done: import %lld; `uphold import --undo %lld` takes it back\n", one, one);
    else
        printf("nothing to do: every record is on file already\n");
}

static void print_result(const OhchrImportResult *result, const PublishedOptions *options,
                         const char *file) {
    const OhchrExport *export = &result->export;
    printf("%s: %zu rows, %zu letters to States read; summaries and numbers of victims are not "
           "taken\n",
           file, export->rows, export->count);
    print_part("communication", &result->letters);
    print_part("reply", &result->replies);
    if (export->to_others)
        printf("left out: %zu to addressees that are no State\n", export->to_others);
    print_left_out(export->unmatched_rows, &export->unmatched, result->conflict_rows,
                   &result->conflicts, options->take_file);
    print_done(result->letters.change_set, result->replies.change_set, options->dry_run);
}

static void write_part(JsonWriter *json, const char *name, const ImportResult *result,
                       bool is_kept) {
    json_name(json, str_from(name));
    json_object_begin(json);
    json_field_integer(json, "import", is_kept ? result->change_set : 0);
    plan_write_counts(json, result);
    json_object_end(json);
}

static void print_json(const OhchrImportResult *result, bool dry_run) {
    Buffer out = { 0 };
    JsonWriter json = json_writer(&out, 2);
    bool is_kept = !dry_run && !result->refused;
    json_object_begin(&json);
    json_field_text(&json, "table", str_from(TABLES[PUBLISHED_COMMUNICATIONS].word));
    json_field_boolean(&json, "dry_run", dry_run);
    json_field_boolean(&json, "refused", result->refused);
    json_field_integer(&json, "rows", (int64_t)result->export.rows);
    json_field_integer(&json, "to_others", (int64_t)result->export.to_others);
    json_field_integer(&json, "unmatched_rows", (int64_t)result->export.unmatched_rows);
    json_field_integer(&json, "conflict_rows", (int64_t)result->conflict_rows);
    plan_write_problems(&json, "problems", &result->export.problems);
    plan_write_problems(&json, "unmatched", &result->export.unmatched);
    plan_write_problems(&json, "conflicts", &result->conflicts);
    write_part(&json, "communication", &result->letters, is_kept);
    write_part(&json, "reply", &result->replies, is_kept);
    json_object_end(&json);
    printf("%.*s\n", STR_ARGUMENTS(buffer_str(&out)));
    buffer_free(&out);
}

/* --- visits and invitations
 * ------------------------------------------------------------------------------- */

static const char *kind_of_shape(FactsShape shape) {
    return shape == FACTS_VISITS ? "visit_event" : "standing_invitation";
}

static void print_facts(const FactsImportResult *result, FactsShape shape,
                        const PublishedOptions *options, const char *file) {
    const FactsTable *table = &result->table;
    printf("%s: %zu rows, %zu of them on record already and left alone\n", file, table->read_rows,
           result->known_rows);
    print_part(kind_of_shape(shape), &result->records);
    print_left_out(table->unmatched_rows, &table->unmatched, result->conflict_rows,
                   &result->conflicts, options->take_file);
    print_done(result->records.change_set, 0, options->dry_run);
}

static void print_facts_refusal(const FactsImportResult *result, const char *file,
                                bool skip_unmatched) {
    const FactsTable *table = &result->table;
    if (table->problems.count) plan_print_problems(file, &table->problems);
    if (result->records.problems.count) plan_print_problems(file, &result->records.problems);
    if (table->unmatched.count && !skip_unmatched)
        print_unmatched(file, table->unmatched_rows, &table->unmatched);
}

static void print_facts_json(const FactsImportResult *result, FactsShape shape, bool dry_run) {
    Buffer out = { 0 };
    JsonWriter json = json_writer(&out, 2);
    PublishedTable table = shape == FACTS_VISITS ? PUBLISHED_VISITS : PUBLISHED_INVITATIONS;
    json_object_begin(&json);
    json_field_text(&json, "table", str_from(TABLES[table].word));
    json_field_boolean(&json, "dry_run", dry_run);
    json_field_boolean(&json, "refused", result->refused);
    json_field_integer(&json, "rows", (int64_t)result->table.read_rows);
    json_field_integer(&json, "known_rows", (int64_t)result->known_rows);
    json_field_integer(&json, "unmatched_rows", (int64_t)result->table.unmatched_rows);
    json_field_integer(&json, "conflict_rows", (int64_t)result->conflict_rows);
    plan_write_problems(&json, "problems", &result->table.problems);
    plan_write_problems(&json, "unmatched", &result->table.unmatched);
    plan_write_problems(&json, "conflicts", &result->conflicts);
    write_part(&json, kind_of_shape(shape), &result->records, !dry_run && !result->refused);
    json_object_end(&json);
    printf("%.*s\n", STR_ARGUMENTS(buffer_str(&out)));
    buffer_free(&out);
}

/* --- the work
 * ------------------------------------------------------------------------------------------ */

static bool read_as_of(const char *text, Day *as_of, Error *error) {
    if (!day_parse(str_from(text), as_of, error)) return error_context(error, "--as-of");
    if (*as_of <= day_today()) return true;
    return error_set(error, ERROR_REFUSED,
                     "--as-of %s is still to come; name the day the table was taken", text);
}

/* Ends the transaction: kept when something is to be kept. */
static bool settle(Home *home, bool keep, Error *error) {
    if (!keep) {
        store_rollback(home->open);
        return true;
    }
    return home_expect_change(home, error) && store_commit(home->open, error) &&
           home_publish(home, error);
}

/* The file and where it goes. */
typedef struct Work {
    const PublishedOptions *options;
    Arena *arena;
    Home home;
    const char *file;
    Str content;
    Day as_of;
} Work;

static bool import_communications(Work *work, int *code, Error *error) {
    const PublishedOptions *options = work->options;
    OhchrImportResult *result = ARENA_NEW(work->arena, OhchrImportResult);
    const OhchrImportRequest request = { .content = work->content,
                                         .source = str_from(options->source),
                                         .as_of = work->as_of,
                                         .skip_unmatched = options->skip_unmatched,
                                         .take_file = options->take_file,
                                         .changes = options->changes,
                                         .registry = &REGISTRY,
                                         .rules = RULES };
    if (!ohchr_import_run(work->home.open, work->arena, &request, result, error)) return false;
    bool changed = result->letters.change_set || result->replies.change_set;
    if (!settle(&work->home, changed && !result->refused && !options->dry_run, error)) return false;
    if (options->json)
        print_json(result, options->dry_run);
    else if (result->refused)
        print_refusal(result, work->file, options->skip_unmatched);
    else
        print_result(result, options, work->file);
    *code = result->refused ? EXIT_REFUSED : EXIT_DONE;
    return true;
}

static bool import_facts(Work *work, FactsShape shape, int *code, Error *error) {
    const PublishedOptions *options = work->options;
    FactsImportResult *result = ARENA_NEW(work->arena, FactsImportResult);
    const FactsImportRequest request = { .shape = shape,
                                         .content = work->content,
                                         .source = str_from(options->source),
                                         .as_of = work->as_of,
                                         .skip_unmatched = options->skip_unmatched,
                                         .take_file = options->take_file,
                                         .changes = options->changes,
                                         .registry = &REGISTRY,
                                         .rules = RULES };
    if (!facts_import_run(work->home.open, work->arena, &request, result, error)) return false;
    bool keep = result->records.change_set && !result->refused && !options->dry_run;
    if (!settle(&work->home, keep, error)) return false;
    if (options->json)
        print_facts_json(result, shape, options->dry_run);
    else if (result->refused)
        print_facts_refusal(result, work->file, options->skip_unmatched);
    else
        print_facts(result, shape, options, work->file);
    *code = result->refused ? EXIT_REFUSED : EXIT_DONE;
    return true;
}

int published_import(PublishedTable table, const PublishedOptions *options, Arena *arena,
                     const char *file) {
    Work work = { .options = options, .arena = arena, .file = file };
    Error error = { 0 };
    int code = EXIT_DONE;
    if (!read_as_of(options->as_of, &work.as_of, &error) ||
        !file_read(arena, file, IMPORT_FILE_MAX, &work.content, &error) ||
        !home_open(&work.home, options->home, &REGISTRY, &error))
        return command_refuse(&error);
    FactsShape shape = table == PUBLISHED_VISITS ? FACTS_VISITS : FACTS_INVITATIONS;
    bool done = store_begin(work.home.open, &error);
    if (done && table == PUBLISHED_COMMUNICATIONS)
        done = import_communications(&work, &code, &error);
    else if (done)
        done = import_facts(&work, shape, &code, &error);
    home_close(&work.home);
    return done ? code : command_refuse(&error);
}
