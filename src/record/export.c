#include "record/export.h"

#include "base/file.h"
#include "text/csv.h"

enum { PIECE_SIZE = 1 << 16 };

void export_record_json(JsonWriter *writer, const Record *record, int64_t version) {
    bool any_not_applicable = false;
    json_object_begin(writer);
    json_field_text(writer, "key", record->key);
    json_field_integer(writer, "version", version);
    for (size_t i = 0; i < kind_field_count(record->kind); i++) {
        const Field *field = kind_field(record->kind, i);
        const Value *value = &record->values[i];
        any_not_applicable |= value->state == VALUE_NOT_APPLICABLE;
        if (value->state != VALUE_PRESENT)
            json_field_null(writer, field->name);
        else if (field->type == FIELD_INTEGER)
            json_field_integer(writer, field->name, value->integer);
        else if (field->type == FIELD_DECIMAL)
            json_field_decimal(writer, field->name, value->decimal);
        else if (field->type == FIELD_FLAG)
            json_field_boolean(writer, field->name, value->integer != 0);
        else
            json_field_text(writer, field->name, value->text);
    }
    if (any_not_applicable) {
        json_name(writer, STR("not_applicable"));
        json_array_begin(writer);
        for (size_t i = 0; i < kind_field_count(record->kind); i++)
            if (record->values[i].state == VALUE_NOT_APPLICABLE)
                json_text(writer, str_from(kind_field(record->kind, i)->name));
        json_array_end(writer);
    }
    json_object_end(writer);
}

static void write_csv_header(Buffer *out, const Kind *kind) {
    csv_text(out, STR("key"));
    for (size_t i = 0; i < kind_field_count(kind); i++) {
        csv_separator(out);
        csv_text(out, str_from(kind_field(kind, i)->name));
    }
    csv_end(out);
}

static void write_csv_record(Buffer *out, const Record *record, int64_t version) {
    (void)version;
    csv_text(out, record->key);
    for (size_t i = 0; i < kind_field_count(record->kind); i++) {
        const Value *value = &record->values[i];
        FieldType type = kind_field(record->kind, i)->type;
        csv_separator(out);
        if (value->state == VALUE_NOT_APPLICABLE)
            csv_text(out, NOT_APPLICABLE_CELL);
        else if (type == FIELD_INTEGER || type == FIELD_DECIMAL)
            buffer_add(out, value->text); /* a number is no formula, even with a minus */
        else
            csv_text(out, value->text);
    }
    csv_end(out);
}

typedef struct Export {
    ExportSink *sink;
    void *context;
    Buffer piece;
} Export;

static bool flush(Export *export, size_t at_least, Error *error) {
    if (export->piece.length < at_least || !export->piece.length) return true;
    bool done = export->sink(export->context, buffer_str(&export->piece), error);
    buffer_clear(&export->piece);
    return done;
}

typedef void RecordWriter(void *context, const Record *record, int64_t version);

static bool each_record(Store *store, const Kind *kind, Export *export, RecordWriter *write,
                        void *context, Error *error) {
    RecordTable table;
    Arena arena = { 0 };
    Record record;
    int64_t version;
    bool found = true, done = record_table_open(&table, store, kind, error);
    if (done) record_table_begin(&table);
    while (done) {
        done = record_table_next(&table, &arena, &record, &version, &found, error);
        if (!done || !found) break;
        write(context, &record, version);
        arena_clear(&arena);
        done = flush(export, PIECE_SIZE, error);
    }
    record_table_close(&table);
    arena_free(&arena);
    return done;
}

static void write_record_as_csv(void *context, const Record *record, int64_t version) {
    write_csv_record(context, record, version);
}

bool export_csv(Store *store, const Kind *kind, ExportSink *sink, void *context, Error *error) {
    Export export = { sink, context, { 0 } };
    write_csv_header(&export.piece, kind);
    bool done = each_record(store, kind, &export, write_record_as_csv, &export.piece, error) &&
                flush(&export, 0, error);
    buffer_free(&export.piece);
    return done;
}

typedef struct JsonExport {
    JsonWriter writer;
    int64_t count;
} JsonExport;

static void write_record_as_json(void *context, const Record *record, int64_t version) {
    JsonExport *json = context;
    export_record_json(&json->writer, record, version);
    json->count++;
}

bool export_json(Store *store, const Kind *kind, ExportSink *sink, void *context, Error *error) {
    Export export = { sink, context, { 0 } };
    JsonExport json = { .writer = json_writer(&export.piece, 1) };
    json_object_begin(&json.writer);
    json_field_text(&json.writer, "kind", str_from(kind->name));
    json_name(&json.writer, STR("records"));
    json_array_begin(&json.writer);
    bool done = each_record(store, kind, &export, write_record_as_json, &json, error);
    json_array_end(&json.writer);
    json_field_integer(&json.writer, "count", json.count);
    json_object_end(&json.writer);
    buffer_add_byte(&export.piece, '\n');
    done = done && flush(&export, 0, error);
    buffer_free(&export.piece);
    return done;
}

/* --- data package
 * ------------------------------------------------------------------------------------ */

/* Table Schema's words for our types; a date with precision is a string with a description. */
static const char *table_schema_type(FieldType type) {
    switch (type) {
    case FIELD_INTEGER: return "integer";
    case FIELD_DECIMAL: return "number";
    case FIELD_FLAG: return "boolean";
    case FIELD_DAY: return "date";
    default: return "string";
    }
}

static void write_words(JsonWriter *json, const char *name, const char *first, const char *second) {
    json_name(json, str_from(name));
    json_array_begin(json);
    json_text(json, str_from(first));
    if (second) json_text(json, str_from(second));
    json_array_end(json);
}

static void write_field_schema(JsonWriter *json, const Field *field) {
    json_object_begin(json);
    json_field_text(json, "name", str_from(field->name));
    json_field_text(json, "type", str_from(table_schema_type(field->type)));
    json_field_text(json, "description", str_from(field->description));
    if (field->type == FIELD_FLAG) {
        write_words(json, "trueValues", "yes", NULL);
        write_words(json, "falseValues", "no", NULL);
    }
    json_name(json, STR("constraints"));
    json_object_begin(json);
    json_field_boolean(json, "required", (field->flags & FIELD_REQUIRED) != 0);
    if (field->minimum != field->maximum) {
        json_field_integer(json, "minimum", field->minimum);
        json_field_integer(json, "maximum", field->maximum);
    }
    if (field->type == FIELD_VOCABULARY) {
        json_name(json, STR("enum"));
        json_array_begin(json);
        for (size_t i = 0; i < field->vocabulary->count; i++)
            json_text(json, str_from(field->vocabulary->terms[i].word));
        json_array_end(json);
    }
    json_object_end(json);
    json_object_end(json);
}

static void write_foreign_keys(JsonWriter *json, const Kind *kind) {
    json_name(json, STR("foreignKeys"));
    json_array_begin(json);
    for (size_t i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (field->type != FIELD_REFERENCE) continue;
        json_object_begin(json);
        json_field_text(json, "fields", str_from(field->name));
        json_name(json, STR("reference"));
        json_object_begin(json);
        json_field_text(json, "resource", str_from(field->refers_to));
        json_field_text(json, "fields", STR("key"));
        json_object_end(json);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_resource(JsonWriter *json, const Kind *kind) {
    Arena arena = { 0 };
    json_object_begin(json);
    json_field_text(json, "name", str_from(kind->name));
    json_field_text(json, "title", str_from(kind->title));
    json_field_text(json, "description", str_from(kind->description));
    json_field_text(json, "path", str_format(&arena, "data/%s.csv", kind->name));
    json_field_text(json, "profile", STR("tabular-data-resource"));
    json_field_text(json, "format", STR("csv"));
    json_field_text(json, "mediatype", STR("text/csv"));
    json_field_text(json, "encoding", STR("utf-8"));
    json_name(json, STR("schema"));
    json_object_begin(json);
    json_name(json, STR("fields"));
    json_array_begin(json);
    static const Field KEY_FIELD = { "key", FIELD_TEXT, FIELD_REQUIRED,
                                     "The record's stable key." };
    write_field_schema(json, &KEY_FIELD);
    for (size_t i = 0; i < kind_field_count(kind); i++)
        write_field_schema(json, kind_field(kind, i));
    json_array_end(json);
    write_words(json, "missingValues", "", "(not applicable)");
    json_field_text(json, "primaryKey", STR("key"));
    write_foreign_keys(json, kind);
    json_object_end(json);
    json_object_end(json);
    arena_free(&arena);
}

static bool sink_to_buffer(void *context, Str piece, Error *error) {
    (void)error;
    buffer_add(context, piece);
    return true;
}

static bool write_descriptor(const KindRegistry *registry, const char *path, Str created_at,
                             Error *error) {
    Buffer out = { 0 };
    JsonWriter json = json_writer(&out, 2);
    json_object_begin(&json);
    json_field_text(&json, "name", STR("uphold-open-wing"));
    json_field_text(&json, "title",
                    STR("Uphold: cooperation of States with the UN human rights system"));
    json_field_text(&json, "profile", STR("tabular-data-package"));
    json_field_text(&json, "created", created_at);
    json_field_text(&json, "description",
                    STR("Every public record with its source. An empty cell means not available, "
                        "never no; an absent row says nothing unless `coverage` says complete."));
    json_name(&json, STR("resources"));
    json_array_begin(&json);
    for (size_t i = 0; i < registry->count; i++)
        write_resource(&json, registry->kinds[i]);
    json_array_end(&json);
    json_object_end(&json);
    buffer_add_byte(&out, '\n');
    bool done = file_write(path, buffer_str(&out), 0644, error);
    buffer_free(&out);
    return done;
}

bool export_data_package(Store *store, const KindRegistry *registry, const char *folder,
                         Str created_at, Error *error) {
    Arena arena = { 0 };
    const char *data = str_to_c(&arena, str_format(&arena, "%s/data", folder));
    bool done = file_make_folder(folder, 0755, error) && file_make_folder(data, 0755, error);
    for (size_t i = 0; done && i < registry->count; i++) {
        Buffer out = { 0 };
        const char *path =
            str_to_c(&arena, str_format(&arena, "%s/%s.csv", data, registry->kinds[i]->name));
        done = export_csv(store, registry->kinds[i], sink_to_buffer, &out, error) &&
               file_write(path, buffer_str(&out), 0644, error);
        buffer_free(&out);
    }
    const char *descriptor = str_to_c(&arena, str_format(&arena, "%s/datapackage.json", folder));
    done = done && write_descriptor(registry, descriptor, created_at, error);
    arena_free(&arena);
    return done;
}
