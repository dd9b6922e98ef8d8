#include "record/kind.h"

#include "base/buffer.h"

VOCABULARY(SOURCE_QUALITIES, "source_quality",                                   //
           { "official", "Official document or page" },                          //
           { "announcement_or_press", "Announcement or press" },                 //
           { "secondary", "Secondary source" },                                  //
           { "compiled", "Compiled for Uphold and checked against the source" }, //
           { "unverified", "Unverified: recalled or unconfirmed, to be checked" });

const Field PROVENANCE_FIELDS[PROVENANCE_FIELD_COUNT] = {
    { "source", FIELD_TEXT, FIELD_REQUIRED, "Where the fact stands: symbol, paragraph, address." },
    { "as_of", FIELD_DATE, FIELD_REQUIRED, "The date for which the source vouches for it." },
    { "source_quality", FIELD_VOCABULARY, 0, "What sort of source it is.",
      .vocabulary = &SOURCE_QUALITIES },
    { "note", FIELD_TEXT, 0, "What a reader should know of the fact or its source." },
};

size_t kind_field_count(const Kind *kind) {
    return kind->field_count + PROVENANCE_FIELD_COUNT;
}

const Field *kind_field(const Kind *kind, size_t index) {
    return index < kind->field_count ? &kind->fields[index]
                                     : &PROVENANCE_FIELDS[index - kind->field_count];
}

int kind_find_field(const Kind *kind, Str name) {
    for (size_t i = 0; i < kind_field_count(kind); i++)
        if (str_equal_c(name, kind_field(kind, i)->name)) return (int)i;
    return -1;
}

const Term *vocabulary_find(const Vocabulary *vocabulary, Str word) {
    for (size_t i = 0; i < vocabulary->count; i++)
        if (str_equal_c(word, vocabulary->terms[i].word)) return &vocabulary->terms[i];
    return NULL;
}

Str vocabulary_words(Arena *arena, const Vocabulary *vocabulary) {
    Buffer words = { 0 };
    for (size_t i = 0; i < vocabulary->count; i++) {
        if (i) buffer_add_c(&words, ", ");
        buffer_add_c(&words, vocabulary->terms[i].word);
    }
    Str copy = str_copy(arena, buffer_str(&words));
    buffer_free(&words);
    return copy;
}

const char *field_type_name(FieldType type) {
    static const char *const names[] = {
        [FIELD_TEXT] = "text",           [FIELD_PROSE] = "prose",
        [FIELD_INTEGER] = "integer",     [FIELD_DECIMAL] = "decimal",
        [FIELD_FLAG] = "flag",           [FIELD_DAY] = "day",
        [FIELD_DATE] = "date",           [FIELD_VOCABULARY] = "vocabulary",
        [FIELD_REFERENCE] = "reference",
    };
    return names[type];
}

const Kind *registry_find(const KindRegistry *registry, Str name) {
    for (size_t i = 0; i < registry->count; i++)
        if (str_equal_c(name, registry->kinds[i]->name)) return registry->kinds[i];
    return NULL;
}
