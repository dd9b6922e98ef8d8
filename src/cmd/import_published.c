#include "cmd/import_published.h"

#include "base/file.h"
#include "cmd/command.h"
#include "cmd/import_plan.h"
#include "cmd/registry.h"
#include "cooperation/ohchr_import.h"
#include "record/home.h"

void published_print_help(FILE *out) {
    fprintf(
        out, PUBLISHED_OHCHR_COMMUNICATIONS
        ": the communications export of OHCHR, as communications and replies\n"
        "usage: uphold import " PUBLISHED_OHCHR_COMMUNICATIONS
        " FILE.csv --source TEXT --as-of DATE\n"
        "           [--dry-run] [--skip-unmatched] [--take-file] [--home DIR]\n\n"
        "Columns: Date, Country, Type, Ref. no., Mandates, Nb. of replies, and, where the file "
        "has\n"
        "them, Replies, Replies2. Summary and Nb. of alleged victims are NOT taken (they can name\n"
        "people), nor are the regions.\n\n"
        "* Country: any name a State ever bore, in six languages, or its code. Other and OTH are\n"
        "  no States: left out and counted.\n"
        "* Mandates: titles, keys and aliases of the kind mandate, with ; or , or line breaks\n"
        "  between them.\n"
        "* What matches nothing is listed by row, and nothing is imported; with --skip-unmatched\n"
        "  those rows are left out.\n"
        "* Days: 14 Nov 2024, 14/11/2024, 2024-11-14. 3/4/2024 only where another row shows that\n"
        "  the day stands first.\n"
        "* 0 replies: no reply as of the day of the export. A reply without a day is a reply on a\n"
        "  day not known.\n"
        "* A letter still confidential on that day is refused with the day from which on it may "
        "be\n"
        "  recorded.\n"
        "* A row that contradicts what another source says is a conflict: shown and left out, "
        "with\n"
        "  --take-file taken. The same --source each time lets a later export correct an "
        "earlier.\n");
}

/* --- what is printed
 * ---------------------------------------------------------------------------------- */

static void print_list(FILE *out, const Problems *problems) {
    for (size_t i = 0; i < problems->count && i < PROBLEMS_KEPT; i++)
        plan_print_problem(out, &problems->kept[i]);
    if (problems->count > PROBLEMS_KEPT)
        fprintf(out, "  ... and %zu more\n", problems->count - PROBLEMS_KEPT);
}

static void print_refusal(const OhchrImportResult *result, const char *file, bool skip_unmatched) {
    const OhchrExport *export = &result->export;
    const Problems *const lists[] = { &export->problems, &result->letters.problems,
                                      &result->replies.problems };
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        if (lists[i]->count) plan_print_problems(file, lists[i]);
    if (!export->unmatched.count || skip_unmatched) return;
    fprintf(stderr,
            "uphold: %zu row%s of %s match%s no record; nothing was changed. Correct the names, or "
            "import what is missing, or leave the rows out with --skip-unmatched\n",
            export->unmatched_rows, export->unmatched_rows == 1 ? "" : "s", file,
            export->unmatched_rows == 1 ? "es" : "");
    print_list(stderr, &export->unmatched);
}

static void print_part(const char *kind, const ImportResult *result) {
    printf("%s: %zu to add, %zu to update, %zu the same\n", kind, result->added, result->updated,
           result->same);
    plan_print_entries(result);
}

static void print_left_out(const OhchrImportResult *result, bool take_file) {
    const OhchrExport *export = &result->export;
    if (export->to_others)
        printf("left out: %zu to addressees that are no State\n", export->to_others);
    if (export->unmatched_rows) {
        printf("left out: %zu that match no record\n", export->unmatched_rows);
        print_list(stdout, &export->unmatched);
    }
    if (result->conflicts.count) {
        if (take_file)
            printf("not taken from the file:\n");
        else
            printf("left out: %zu in conflict with what is on record, a person's to decide "
                   "(--take-file takes the file's word)\n",
                   result->conflict_rows);
        print_list(stdout, &result->conflicts);
    }
}

static void print_done(const OhchrImportResult *result, bool dry_run) {
    long long letters = (long long)result->letters.change_set;
    long long replies = (long long)result->replies.change_set;
    if (dry_run)
        printf("dry run: nothing was changed\n");
    else if (letters && replies)
        printf(
            "done: imports %lld and %lld; `uphold import --undo %lld`, then `--undo %lld`, takes "
            "them back\n",
            letters, replies, replies, letters);
    else if (letters || replies)
        printf("done: import %lld; `uphold import --undo %lld` takes it back\n",
               letters ? letters : replies, letters ? letters : replies);
    else
        printf("nothing to do: every record is on file already\n");
}

static void print_result(const OhchrImportResult *result, const PublishedOptions *options,
                         const char *file) {
    printf("%s: %zu rows, %zu letters to States read; summaries and numbers of victims are not "
           "taken\n",
           file, result->export.rows, result->export.count);
    print_part("communication", &result->letters);
    print_part("reply", &result->replies);
    print_left_out(result, options->take_file);
    print_done(result, options->dry_run);
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
    json_field_text(&json, "table", STR(PUBLISHED_OHCHR_COMMUNICATIONS));
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

/* --- the work
 * ------------------------------------------------------------------------------------------ */

static bool read_as_of(const char *text, Day *as_of, Error *error) {
    if (!day_parse(str_from(text), as_of, error)) return error_context(error, "--as-of");
    if (*as_of <= day_today()) return true;
    return error_set(error, ERROR_REFUSED,
                     "--as-of %s is still to come; name the day the table was taken", text);
}

/* Ends the transaction: kept when all is well and it is no dry run. */
static bool settle(Home *home, const OhchrImportResult *result, bool dry_run, Error *error) {
    if (result->refused || dry_run || !(result->letters.change_set || result->replies.change_set)) {
        store_rollback(home->open);
        return true;
    }
    return home_expect_change(home, error) && store_commit(home->open, error) &&
           home_publish(home, error);
}

int published_import(const PublishedOptions *options, Arena *arena, const char *file) {
    Home home;
    Error error = { 0 };
    OhchrImportResult *result = ARENA_NEW(arena, OhchrImportResult);
    OhchrImportRequest request = { .source = str_from(options->source),
                                   .skip_unmatched = options->skip_unmatched,
                                   .take_file = options->take_file,
                                   .changes = options->changes,
                                   .registry = &REGISTRY,
                                   .rules = RULES };
    if (!read_as_of(options->as_of, &request.as_of, &error) ||
        !file_read(arena, file, IMPORT_FILE_MAX, &request.content, &error) ||
        !home_open(&home, options->home, &REGISTRY, &error))
        return command_refuse(&error);
    bool done = store_begin(home.open, &error) &&
                ohchr_import_run(home.open, arena, &request, result, &error) &&
                settle(&home, result, options->dry_run, &error);
    home_close(&home);
    if (!done) return command_refuse(&error);
    if (options->json) print_json(result, options->dry_run);
    if (result->refused) {
        if (!options->json) print_refusal(result, file, options->skip_unmatched);
        return EXIT_REFUSED;
    }
    if (!options->json) print_result(result, options, file);
    return EXIT_DONE;
}
