/* uphold show: one record, or its history with the proof of what was recorded when. */
#include <stdio.h>

#include "cmd/commands.h"
#include "cmd/registry.h"
#include "record/export.h"
#include "record/history.h"
#include "record/home.h"

typedef struct ShowOptions {
    const char *home;
    bool history, json;
} ShowOptions;

/* What a reader sees for a value: the word's title beside the word, unknown as unknown. */
static void print_value(const Field *field, const Value *value) {
    printf("  %-18s ", field->name);
    if (value->state == VALUE_NOT_AVAILABLE) {
        printf("(not available)\n");
    } else if (value->state == VALUE_NOT_APPLICABLE) {
        printf("(not applicable)\n");
    } else if (field->type == FIELD_VOCABULARY) {
        const Term *term = vocabulary_find(field->vocabulary, value->text);
        printf("%.*s", STR_ARGUMENTS(value->text));
        if (term && !str_equal_c(value->text, term->title)) printf(" (%s)", term->title);
        printf("\n");
    } else {
        printf("%.*s\n", STR_ARGUMENTS(value->text));
    }
}

static void print_record(const Record *record, int64_t version) {
    printf("%s %.*s, version %lld\n", record->kind->name, STR_ARGUMENTS(record->key),
           (long long)version);
    for (size_t i = 0; i < kind_field_count(record->kind); i++)
        print_value(kind_field(record->kind, i), &record->values[i]);
}

static void print_record_json(const Record *record, int64_t version) {
    Buffer out = { 0 };
    JsonWriter json = json_writer(&out, 2);
    export_record_json(&json, record, version);
    printf("%.*s\n", STR_ARGUMENTS(buffer_str(&out)));
    buffer_free(&out);
}

static void print_version(const Version *version) {
    char commitment[COMMITMENT_SIZE * 2 + 1], salt[SALT_SIZE * 2 + 1];
    hex_write(version->commitment.bytes, COMMITMENT_SIZE, commitment);
    hex_write(version->salt.bytes, SALT_SIZE, salt);
    printf("version %lld: %.*s, %.*s, by %.*s (%.*s %.*s)\n", (long long)version->version,
           STR_ARGUMENTS(version->action), STR_ARGUMENTS(version->made_at),
           STR_ARGUMENTS(version->made_by), STR_ARGUMENTS(version->origin),
           STR_ARGUMENTS(version->file_name));
    if (version->reason.length) printf("  reason      %.*s\n", STR_ARGUMENTS(version->reason));
    printf("  fields      %.*s\n",
           STR_ARGUMENTS(version->body.length ? version->body : STR("(removed)")));
    printf("  log leaf    %lld\n  salt        %s\n  commitment  %s\n",
           (long long)version->leaf_index, salt, commitment);
}

static void write_version_json(JsonWriter *json, const Version *version) {
    char commitment[COMMITMENT_SIZE * 2 + 1], salt[SALT_SIZE * 2 + 1];
    hex_write(version->commitment.bytes, COMMITMENT_SIZE, commitment);
    hex_write(version->salt.bytes, SALT_SIZE, salt);
    json_object_begin(json);
    json_field_integer(json, "version", version->version);
    json_field_text(json, "action", version->action);
    json_field_text(json, "made_at", version->made_at);
    json_field_text(json, "made_by", version->made_by);
    json_field_text(json, "origin", version->origin);
    json_field_text(json, "file_name", version->file_name);
    json_field_text(json, "reason", version->reason);
    json_field_text(json, "canonical_fields", version->body);
    json_field_integer(json, "leaf_index", version->leaf_index);
    json_field_text(json, "salt", str_from(salt));
    json_field_text(json, "commitment", str_from(commitment));
    json_object_end(json);
}

static void print_history(const Version *versions, size_t count, bool as_json) {
    if (!as_json) {
        for (size_t i = 0; i < count; i++)
            print_version(&versions[i]);
        return;
    }
    Buffer out = { 0 };
    JsonWriter json = json_writer(&out, 2);
    json_array_begin(&json);
    for (size_t i = 0; i < count; i++)
        write_version_json(&json, &versions[i]);
    json_array_end(&json);
    printf("%.*s\n", STR_ARGUMENTS(buffer_str(&out)));
    buffer_free(&out);
}

static bool not_found(Error *error, const Kind *kind, Str key) {
    return error_set(error, ERROR_NOT_FOUND, "there is no %s \"%.*s\"; its keys look like %s",
                     kind->name, STR_ARGUMENTS(key), kind->key_format);
}

static bool show(Store *store, Arena *arena, const Kind *kind, Str key, bool history, bool json,
                 Error *error) {
    Version *versions;
    size_t count;
    Record record;
    int64_t version;
    bool found;
    RecordTable table;
    if (history) {
        if (!history_list(store, arena, kind, key, &versions, &count, error)) return false;
        if (!count) return not_found(error, kind, key);
        print_history(versions, count, json);
        return true;
    }
    if (!record_table_open(&table, store, kind, error) ||
        !record_table_get(&table, arena, key, &record, &version, &found, error))
        return false;
    if (!found) return not_found(error, kind, key);
    if (json)
        print_record_json(&record, version);
    else
        print_record(&record, version);
    return true;
}

static int run(const Command *command, const ShowOptions *options, Arena *arena,
               const char **operands, size_t operand_count) {
    if (operand_count != 2) return command_misuse(command, "name a kind and a key");
    const Kind *kind = registry_find(&REGISTRY, str_from(operands[0]));
    if (!kind) return command_misuse(command, "there is no kind \"%s\"", operands[0]);
    Error error = { 0 };
    Store *store = NULL;
    const char *snapshot;
    int64_t number;
    bool done =
        home_find_snapshot(arena, options->home, &REGISTRY, &snapshot, &number, &error) &&
        store_open(snapshot, STORE_SNAPSHOT, &store, &error) &&
        show(store, arena, kind, str_from(operands[1]), options->history, options->json, &error);
    store_close(store);
    return done ? EXIT_DONE : command_refuse(&error);
}

int command_show(const Command *command, int argument_count, char **arguments) {
    Arena arena = { 0 };
    ShowOptions options = { 0 };
    const char **operands;
    size_t operand_count;
    const Option table[] = {
        OPTION_HOME(&options.home),
        { "history", NULL, "show all versions, with who, when, why", NULL, &options.history },
        OPTION_JSON(&options.json),
    };
    OptionsOutcome outcome = options_read(command, &arena, table, COUNT_OF(table), argument_count,
                                          arguments, &operands, &operand_count);
    int code = outcome == OPTIONS_HELP_SHOWN ? EXIT_DONE : EXIT_USAGE;
    if (outcome == OPTIONS_READ) code = run(command, &options, &arena, operands, operand_count);
    arena_free(&arena);
    return code;
}
