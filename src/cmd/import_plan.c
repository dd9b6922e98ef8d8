#include "cmd/import_plan.h"

void plan_print_problem(FILE *out, const Problem *problem) {
    fprintf(out, "  ");
    if (problem->line) fprintf(out, "line %zu, ", problem->line);
    if (problem->column.length) fprintf(out, "column %.*s, ", STR_ARGUMENTS(problem->column));
    if (problem->key.length) fprintf(out, "%.*s: ", STR_ARGUMENTS(problem->key));
    fprintf(out, "%.*s\n", STR_ARGUMENTS(problem->text));
}

void plan_print_problems(const char *what, const Problems *problems) {
    fprintf(stderr, "uphold: %s is refused, %zu problem%s; nothing was changed\n", what,
            problems->count, problems->count == 1 ? "" : "s");
    for (size_t i = 0; i < problems->count && i < PROBLEMS_KEPT; i++)
        plan_print_problem(stderr, &problems->kept[i]);
    if (problems->count > PROBLEMS_KEPT)
        fprintf(stderr, "  ... and %zu more\n", problems->count - PROBLEMS_KEPT);
}

static void print_change(const PlanChange *change) {
    const char *nothing = "(not available)";
    Str old = change->old.length ? change->old : str_from(nothing);
    Str new = change->new.length ? change->new : str_from(nothing);
    printf("      %s: %.*s -> %.*s\n", change->field, STR_ARGUMENTS(old), STR_ARGUMENTS(new));
}

void plan_print_entries(const ImportResult *result) {
    enum { ENTRIES_SHOWN = 40 };
    size_t shown = 0;
    for (size_t i = 0; i < result->entry_count && shown < ENTRIES_SHOWN; i++, shown++) {
        const PlanEntry *entry = &result->entries[i];
        printf("  line %zu: %s %.*s\n", entry->line, entry->action == PLAN_ADD ? "add" : "update",
               STR_ARGUMENTS(entry->key));
        for (size_t j = 0; j < entry->change_count; j++)
            print_change(&entry->changes[j]);
    }
    size_t all = result->added + result->updated;
    if (all > shown)
        printf("  ... and %zu more (--json lists up to %d)\n", all - shown, (int)PLAN_ENTRIES_KEPT);
}

static void write_entry(JsonWriter *json, const PlanEntry *entry) {
    json_object_begin(json);
    json_field_text(json, "action", entry->action == PLAN_ADD ? STR("add") : STR("update"));
    json_field_text(json, "key", entry->key);
    json_field_integer(json, "line", (int64_t)entry->line);
    json_name(json, STR("changes"));
    json_array_begin(json);
    for (size_t i = 0; i < entry->change_count; i++) {
        json_object_begin(json);
        json_field_text(json, "field", str_from(entry->changes[i].field));
        json_field_text(json, "old", entry->changes[i].old);
        json_field_text(json, "new", entry->changes[i].new);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}

static void write_problem(JsonWriter *json, const Problem *problem) {
    json_object_begin(json);
    json_field_integer(json, "line", (int64_t)problem->line);
    json_field_text(json, "column", problem->column);
    json_field_text(json, "key", problem->key);
    json_field_text(json, "problem", problem->text);
    json_object_end(json);
}

void plan_write_problems(JsonWriter *json, const char *name, const Problems *problems) {
    json_name(json, str_from(name));
    json_array_begin(json);
    for (size_t i = 0; i < problems->count && i < PROBLEMS_KEPT; i++)
        write_problem(json, &problems->kept[i]);
    json_array_end(json);
}

void plan_write_counts(JsonWriter *json, const ImportResult *result) {
    json_field_integer(json, "add", (int64_t)result->added);
    json_field_integer(json, "update", (int64_t)result->updated);
    json_field_integer(json, "same", (int64_t)result->same);
    json_field_integer(json, "refuse", (int64_t)result->problems.count);
    json_name(json, STR("entries"));
    json_array_begin(json);
    for (size_t i = 0; i < result->entry_count; i++)
        write_entry(json, &result->entries[i]);
    json_array_end(json);
    plan_write_problems(json, "problems", &result->problems);
}
