/* uphold due: by when an answer is due, and every step of the way there. */
#include <stdio.h>

#include "cmd/commands.h"
#include "cooperation/clock.h"
#include "text/json.h"

typedef struct DueArguments {
    const char *extend, *on;
    bool json, list;
} DueArguments;

static void print_rule_line(FILE *out, const ClockRule *rule) {
    fprintf(out, "  %-26s %3d %-7s %s\n", rule->id, rule->amount, clock_unit_word(rule->unit),
            rule->title);
}

static void print_rules(FILE *out) {
    for (size_t i = 0; i < CLOCK_RULES.count; i++)
        print_rule_line(out, &CLOCK_RULES.rules[i]);
}

static void rule_json(JsonWriter *json, const ClockRule *rule) {
    json_object_begin(json);
    json_field_text(json, "id", str_from(rule->id));
    json_field_integer(json, "version", rule->version);
    if (rule->valid_from)
        json_field_text(json, "valid_from", str_from(rule->valid_from));
    else
        json_field_null(json, "valid_from");
    json_field_integer(json, "amount", rule->amount);
    json_field_text(json, "unit", str_from(clock_unit_word(rule->unit)));
    json_field_text(json, "owed_by",
                    rule->owed_by == CLOCK_OWED_BY_STATE ? STR("state") : STR("registry"));
    json_field_text(json, "title", str_from(rule->title));
    json_field_text(json, "starts", str_from(rule->starts));
    json_field_text(json, "stops", str_from(rule->stops));
    json_field_text(json, "answer", str_from(rule->answer));
    json_field_text(json, "source", str_from(rule->source));
    json_field_text(json, "how_sure", str_from(clock_basis_text(rule->basis)));
    json_object_end(json);
}

static void list_rules(bool as_json) {
    if (!as_json) {
        print_rules(stdout);
        return;
    }
    Buffer out = { 0 };
    JsonWriter json = json_writer(&out, 2);
    json_array_begin(&json);
    for (size_t i = 0; i < CLOCK_RULES.count; i++)
        rule_json(&json, &CLOCK_RULES.rules[i]);
    json_array_end(&json);
    printf("%.*s\n", STR_ARGUMENTS(buffer_str(&out)));
    buffer_free(&out);
}

/* "14days", "2 months", "1month". */
static bool read_extension(const char *text, ClockExtension *extension, Error *error) {
    static const struct {
        const char *word;
        ExtensionForm form;
    } units[] = { { "days", EXTEND_BY_DAYS },
                  { "day", EXTEND_BY_DAYS },
                  { "months", EXTEND_BY_MONTHS },
                  { "month", EXTEND_BY_MONTHS } };
    Str rest = str_trim(str_from(text));
    size_t digits = 0;
    while (digits < rest.length && rest.data[digits] >= '0' && rest.data[digits] <= '9')
        digits++;
    Str word = str_trim(str_slice(rest, digits, rest.length));
    int64_t amount;
    bool read =
        str_to_integer(str_slice(rest, 0, digits), &amount) && amount >= 1 && amount <= 9999;
    for (size_t i = 0; read && i < COUNT_OF(units); i++) {
        if (!str_equal_c(word, units[i].word)) continue;
        *extension = (ClockExtension){ .form = units[i].form,
                                       .amount = (int)amount,
                                       .to = DAY_NONE,
                                       .granted_on = DAY_NONE,
                                       .reason = STR("as asked for on the command line") };
        return true;
    }
    return error_set(error, ERROR_USAGE,
                     "\"%s\" is no extension; write a number of days or months from 1 to 9999, as "
                     "in 14days or 2months",
                     text);
}

/* ---------------------------------------------------------------- what is printed */

typedef struct DueAnswer {
    ClockQuestion question;
    ClockResult result;
    bool has_standing;
    ClockStanding standing;
    bool has_change; /* an earlier version of the rule had governed the same clock */
    ClockChange change;
} DueAnswer;

static void print_dated(Day day, const char *text) {
    char date[DAY_TEXT_SIZE];
    day_format(day, date);
    printf("  %s  %s\n", date, text);
}

static const char *reminder_sentence(Arena *arena, const ClockResult *result,
                                     const ClockReminder *reminder) {
    switch (reminder->kind) {
    case REMINDER_EARLY: return "early reminder";
    case REMINDER_FIRST:
        return str_to_c(
            arena, str_format(arena, "first reminder, %d days before", CLOCK_FIRST_REMINDER_DAYS));
    case REMINDER_SECOND:
        return str_to_c(arena, str_format(arena, "second reminder, %d days before",
                                          CLOCK_SECOND_REMINDER_DAYS));
    case REMINDER_OVERDUE: break;
    }
    char long_overdue[DAY_TEXT_SIZE];
    day_format(result->long_overdue_from, long_overdue);
    return str_to_c(arena,
                    str_format(arena, "overdue from this day; long overdue from %s", long_overdue));
}

static void print_answer(Arena *arena, const DueAnswer *answer) {
    const ClockResult *result = &answer->result;
    const ClockRule *rule = result->rule;
    char due[DAY_TEXT_SIZE];
    day_format(result->due, due);
    printf("%s\n\n%s (rule %s, version %d)\n", due, rule->title, rule->id, rule->version);
    for (size_t i = 0; i < result->step_count; i++) {
        Phrase phrase = clock_step_phrase(&result->steps[i]);
        print_dated(result->steps[i].day, str_to_c(arena, phrase_english(arena, &phrase)));
    }
    if (answer->has_standing) {
        Phrase phrase = clock_standing_phrase(&answer->standing);
        printf("\nSeen on a day, without an answer\n");
        print_dated(answer->standing.on, str_to_c(arena, phrase_english(arena, &phrase)));
    }
    printf("\nReminders\n");
    for (size_t i = 0; i < result->reminder_count; i++)
        print_dated(result->reminders[i].day,
                    reminder_sentence(arena, result, &result->reminders[i]));
    for (size_t i = 0; answer->has_change && i < answer->change.phrase_count; i++)
        printf("%s%.*s\n", i ? "" : "\n",
               STR_ARGUMENTS(phrase_english(arena, &answer->change.phrases[i])));
    printf("\nStarts:  %s\nStops:   %s\nAnswer:  %s\nSource:  %s\n         %s\n", rule->starts,
           rule->stops, rule->answer, rule->source, clock_basis_text(rule->basis));
}

static void day_json(JsonWriter *json, const char *name, Day day) {
    char text[DAY_TEXT_SIZE];
    day_format(day, text);
    json_field_text(json, name, str_from(text));
}

static void steps_json(JsonWriter *json, Arena *arena, const ClockResult *result) {
    json_name(json, STR("steps"));
    json_array_begin(json);
    for (size_t i = 0; i < result->step_count; i++) {
        const ClockStep *step = &result->steps[i];
        Phrase phrase = clock_step_phrase(step);
        json_object_begin(json);
        json_field_text(json, "step", str_from(clock_step_word(step->kind)));
        day_json(json, "day", step->day);
        json_field_text(json, "text", phrase_english(arena, &phrase));
        json_object_end(json);
    }
    json_array_end(json);
}

static void reminders_json(JsonWriter *json, const ClockResult *result) {
    json_name(json, STR("reminders"));
    json_array_begin(json);
    for (size_t i = 0; i < result->reminder_count; i++) {
        json_object_begin(json);
        json_field_text(json, "reminder", str_from(reminder_word(result->reminders[i].kind)));
        day_json(json, "day", result->reminders[i].day);
        json_object_end(json);
    }
    json_array_end(json);
}

static void standing_json(JsonWriter *json, Arena *arena, const ClockStanding *standing) {
    Phrase phrase = clock_standing_phrase(standing);
    json_name(json, STR("standing"));
    json_object_begin(json);
    day_json(json, "on", standing->on);
    json_field_text(json, "status", str_from(clock_status_word(standing->status)));
    json_field_integer(json, "days", standing->days);
    json_field_text(json, "text", phrase_english(arena, &phrase));
    json_object_end(json);
}

static void print_answer_json(Arena *arena, const DueAnswer *answer) {
    const ClockResult *result = &answer->result;
    char start[DATE_TEXT_SIZE];
    date_format(answer->question.start, start);
    Buffer out = { 0 };
    JsonWriter json = json_writer(&out, 2);
    json_object_begin(&json);
    json_field_text(&json, "start", str_from(start));
    day_json(&json, "counted_from", result->start);
    day_json(&json, "due", result->due);
    day_json(&json, "due_by_rule", result->due_by_rule);
    day_json(&json, "overdue_from", result->overdue_from);
    day_json(&json, "long_overdue_from", result->long_overdue_from);
    steps_json(&json, arena, result);
    reminders_json(&json, result);
    if (answer->has_standing) standing_json(&json, arena, &answer->standing);
    if (answer->has_change) day_json(&json, "due_before_change", answer->change.before.due);
    json_name(&json, STR("rule"));
    rule_json(&json, result->rule);
    json_object_end(&json);
    printf("%.*s\n", STR_ARGUMENTS(buffer_str(&out)));
    buffer_free(&out);
}

/* ---------------------------------------------------------------- the command */

static bool see_on(const char *text, DueAnswer *answer, Error *error) {
    const ClockStop nothing = { 0 };
    Day on;
    if (!day_parse(str_from(text), &on, error)) return false;
    answer->has_standing = true;
    answer->standing = clock_standing(&answer->result, &nothing, on);
    return true;
}

static bool compare_versions(Arena *arena, DueAnswer *answer, Error *error) {
    ClockQuestion before = answer->question;
    before.rule = clock_rule_before(&CLOCK_RULES, answer->question.rule, before.start.last);
    answer->has_change = before.rule != NULL;
    return !before.rule || clock_change(arena, &before, &answer->question, &answer->change, error);
}

static bool work_out(Arena *arena, const DueArguments *given, const char *rule, const char *date,
                     DueAnswer *answer, Error *error) {
    ClockExtension *extension = ARENA_NEW(arena, ClockExtension);
    ClockQuestion *question = &answer->question;
    question->seen_on = DAY_NONE;
    if (!date_parse(str_from(date), &question->start, error)) return false;
    question->rule = clock_rule_find(&CLOCK_RULES, str_from(rule), question->start.last);
    if (!question->rule)
        return error_set(error, ERROR_NOT_FOUND,
                         "no version of the rule %s holds for a start on %s", rule, date);
    if (given->extend && !read_extension(given->extend, extension, error)) return false;
    question->extensions = extension;
    question->extension_count = given->extend ? 1 : 0;
    return clock_due(arena, question, &answer->result, error) &&
           compare_versions(arena, answer, error) &&
           (!given->on || see_on(given->on, answer, error));
}

static bool is_rule(const char *id) {
    return clock_rule_find(&CLOCK_RULES, str_from(id), DAY_LAST) != NULL;
}

static int no_such_rule(const char *id) {
    fprintf(stderr, "uphold due: there is no rule \"%s\"; these are the rules:\n", id);
    print_rules(stderr);
    return EXIT_USAGE;
}

static int run(const Command *command, const DueArguments *given, Arena *arena,
               const char **operands, size_t operand_count) {
    DueAnswer answer = { 0 };
    Error error = { 0 };
    if (given->list && !operand_count) {
        list_rules(given->json);
        return EXIT_DONE;
    }
    if (operand_count && !is_rule(operands[0])) return no_such_rule(operands[0]);
    if (operand_count != 2)
        return command_misuse(command, "name a rule and the date its clock starts; --list lists "
                                       "the rules");
    if (!work_out(arena, given, operands[0], operands[1], &answer, &error)) {
        if (error.kind == ERROR_USAGE) return command_misuse(command, "%s", error.message);
        return command_refuse(&error);
    }
    if (given->json)
        print_answer_json(arena, &answer);
    else
        print_answer(arena, &answer);
    return EXIT_DONE;
}

int command_due(const Command *command, int argument_count, char **arguments) {
    Arena arena = { 0 };
    DueArguments given = { 0 };
    const char **operands;
    size_t operand_count;
    const Option table[] = {
        { "list", NULL, "list the rules", NULL, &given.list },
        { "extend", "N(days|months)", "extend the period, as in 14days", &given.extend },
        { "on", "DAY", "say how it stands on that day, without an answer", &given.on },
        OPTION_JSON(&given.json),
    };
    OptionsOutcome outcome = options_read(command, &arena, table, COUNT_OF(table), argument_count,
                                          arguments, &operands, &operand_count);
    int code = outcome == OPTIONS_HELP_SHOWN ? EXIT_DONE : EXIT_USAGE;
    if (outcome == OPTIONS_READ) code = run(command, &given, &arena, operands, operand_count);
    arena_free(&arena);
    return code;
}
