#include "cooperation/made_file.h"

#include "text/csv.h"

void made_record_set(Record *record, const char *field, Str text) {
    Value *value = &record->values[kind_find_field(record->kind, str_from(field))];
    if (!text.length && value->state != VALUE_PRESENT) return;
    *value = (Value){ .state = text.length ? VALUE_PRESENT : VALUE_NOT_AVAILABLE, .text = text };
}

void made_record_set_not_applicable(Record *record, const char *field) {
    record->values[kind_find_field(record->kind, str_from(field))] =
        (Value){ .state = VALUE_NOT_APPLICABLE };
}

void made_record_set_provenance(Record *record, Str source, Str as_of) {
    if (!str_equal(record_value(record, "source")->text, source))
        made_record_set(record, "note", STR_EMPTY);
    made_record_set(record, "source", source);
    made_record_set(record, "as_of", as_of);
    made_record_set(record, "source_quality", STR("official"));
}

static void end_row(MadeFile *file, size_t begin) {
    csv_end(&file->csv);
    for (size_t i = begin; i < file->csv.length; i++)
        file->lines += file->csv.data[i] == '\n';
}

void made_file_begin(MadeFile *file, const Kind *kind) {
    *file = (MadeFile){ .kind = kind };
    for (size_t i = 0; i < kind_field_count(kind); i++) {
        if (i) csv_separator(&file->csv);
        csv_text(&file->csv, str_from(kind_field(kind, i)->name));
    }
    end_row(file, 0);
}

void made_file_add(MadeFile *file, Arena *arena, const Record *record, size_t line,
                   bool is_change) {
    size_t begin = file->csv.length;
    if (file->count == file->capacity) {
        size_t capacity = file->capacity ? file->capacity * 2 : 256;
        LinePair *pairs = ARENA_ARRAY(arena, capacity, LinePair);
        for (size_t i = 0; i < file->count; i++)
            pairs[i] = file->pairs[i];
        file->pairs = pairs;
        file->capacity = capacity;
    }
    file->pairs[file->count++] = (LinePair){ file->lines + 1, line };
    file->changes_anything |= is_change;
    for (size_t i = 0; i < kind_field_count(file->kind); i++) {
        const Value *value = &record->values[i];
        if (i) csv_separator(&file->csv);
        if (value->state == VALUE_NOT_APPLICABLE)
            buffer_add(&file->csv, NOT_APPLICABLE_CELL);
        else
            csv_text(&file->csv, value->text);
    }
    end_row(file, begin);
}

static size_t line_of_original(const MadeFile *file, size_t made) {
    size_t low = 0, high = file->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (file->pairs[middle].made < made)
            low = middle + 1;
        else
            high = middle;
    }
    return low < file->count && file->pairs[low].made == made ? file->pairs[low].line : 0;
}

bool made_file_import(const MadeFile *file, Store *open, Arena *arena, const ImportRequest *like,
                      ImportResult *result, Error *error) {
    ImportRequest request = *like;
    request.kind = file->kind;
    request.format = IMPORT_CSV;
    request.content = buffer_str(&file->csv);
    *result = (ImportResult){ .same = file->count, .problems.arena = arena };
    if (!file->changes_anything) return true;
    if (!import_run(open, arena, &request, result, error)) return false;
    for (size_t i = 0; i < result->problems.count && i < PROBLEMS_KEPT; i++)
        result->problems.kept[i].line = line_of_original(file, result->problems.kept[i].line);
    for (size_t i = 0; i < result->entry_count; i++)
        result->entries[i].line = line_of_original(file, result->entries[i].line);
    return true;
}

void made_file_free(MadeFile *file) {
    buffer_free(&file->csv);
}
