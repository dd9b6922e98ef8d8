/* A kind describes one sort of record, once, as a constant table: its fields, vocabularies, key and
 * what is required. The SQL schema, CSV and JSON in and out, validation, history, the Table Schema
 * of the export and the pages' labels all follow from it (ARCHITECTURE "Records").
 *
 * Every kind has four provenance fields besides its own: source, as_of, source_quality, note. They
 * are PROVENANCE_FIELDS below and need not be repeated in a table. */
#ifndef UPHOLD_RECORD_KIND_H
#define UPHOLD_RECORD_KIND_H

#include "base/date.h"
#include "base/error.h"

/* A closed list of words. `word` stands in SQL, CSV, JSON and addresses, `title` on pages. */
typedef struct Term {
    const char *word;
    const char *title;
} Term;

typedef struct Vocabulary {
    const char *name;
    const Term *terms;
    size_t count;
} Vocabulary;

typedef enum FieldType {
    FIELD_TEXT,       /* one line of UTF-8, at most FIELD_TEXT_MAX bytes */
    FIELD_PROSE,      /* UTF-8 with line breaks, at most FIELD_PROSE_MAX bytes */
    FIELD_INTEGER,    /* within minimum..maximum, without them below 2^53 (RFC 7493) */
    FIELD_DECIMAL,    /* finite, below 2^53 */
    FIELD_FLAG,       /* "yes" or "no" */
    FIELD_DAY,        /* a day known exactly */
    FIELD_DATE,       /* a date with its precision (base/date.h) */
    FIELD_VOCABULARY, /* a word of `vocabulary` */
    FIELD_REFERENCE,  /* the key of a record of kind `refers_to` */
} FieldType;

enum { FIELD_TEXT_MAX = 4000, FIELD_PROSE_MAX = 16000, KEY_MAX = 200, KIND_FIELDS_MAX = 32 };

typedef enum FieldFlags {
    FIELD_REQUIRED = 1, /* may be neither "not available" nor "not applicable" */
    FIELD_INDEXED = 2,  /* looked up by */
} FieldFlags;

typedef struct Field {
    const char *name; /* the same in SQL, CSV, JSON and API */
    FieldType type;
    unsigned flags;
    const char *description; /* one sentence: what it says, unit, source of the rule */
    const Vocabulary *vocabulary;
    const char *refers_to;
    int64_t minimum, maximum; /* of an integer; both 0: no bounds */
} Field;

typedef struct Kind {
    const char *name;        /* "treaty_action" */
    const char *title;       /* "Treaty action" */
    const char *description; /* what one record of it says */
    /* How the key is made of fields: "{iso3}/{treaty}". A part whose field is empty is left out
     * together with the separator before it. */
    const char *key_format;
    const Field *fields;
    size_t field_count; /* without the provenance fields */
    /* The date field by which the records that refer to one other are listed, newest first, where
     * there can be thousands of them: the indexes of references then hold it and the key, too. */
    const char *dated_by;
    /* The command that alone makes its records, "uphold assess"; NULL: they are imported. */
    const char *made_by;
} Kind;

/* All fields of a kind: its own, then provenance. */
enum { PROVENANCE_FIELD_COUNT = 4 };
extern const Field PROVENANCE_FIELDS[PROVENANCE_FIELD_COUNT];

size_t kind_field_count(const Kind *kind);
const Field *kind_field(const Kind *kind, size_t index);
/* The index of the field called `name`, or -1. */
int kind_find_field(const Kind *kind, Str name);

const Term *vocabulary_find(const Vocabulary *vocabulary, Str word); /* NULL when not in it */
/* The words, "a, b, c", for messages. */
Str vocabulary_words(Arena *arena, const Vocabulary *vocabulary);
const char *field_type_name(FieldType type); /* "text", "day", ... for messages and schemas */

/* The kinds of this program, in the order in which references allow to load them. */
typedef struct KindRegistry {
    const Kind *const *kinds;
    size_t count;
} KindRegistry;

const Kind *registry_find(const KindRegistry *registry, Str name);

#define VOCABULARY(identifier, name, ...)                                                          \
    static const Term identifier##_TERMS[] = { __VA_ARGS__ };                                      \
    const Vocabulary identifier = { name, identifier##_TERMS, COUNT_OF(identifier##_TERMS) }
#define KIND_FIELDS(array) .fields = (array), .field_count = COUNT_OF(array)

#endif
