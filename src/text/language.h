/* Languages of the interface (the six official languages of the United Nations) and its messages.
 *
 * A message is known by its English text. Catalogues are constant tables, one a language, made from
 * po/; what a catalogue lacks is shown in English. No locale of the process is read or set. */
#ifndef UPHOLD_TEXT_LANGUAGE_H
#define UPHOLD_TEXT_LANGUAGE_H

#include "base/str.h"

typedef enum Language {
    LANGUAGE_EN,
    LANGUAGE_FR,
    LANGUAGE_ES,
    LANGUAGE_RU,
    LANGUAGE_AR,
    LANGUAGE_ZH,
    LANGUAGE_COUNT
} Language;

typedef struct LanguageFacts {
    const char *code; /* BCP 47, as in lang="fr" and in addresses */
    const char *name; /* what its speakers call it */
    bool right_to_left;
} LanguageFacts;

extern const LanguageFacts INTERFACE_LANGUAGES[LANGUAGE_COUNT];

/* A catalogue's entries are sorted by strcmp of their English text, each text once. */
typedef struct CatalogueEntry {
    const char *english, *translation;
} CatalogueEntry;

typedef struct Catalogue {
    const CatalogueEntry *entries;
    size_t count;
} Catalogue;

extern const Catalogue CATALOGUES[LANGUAGE_COUNT];

/* The language of exactly this code ("fr"); false and *language untouched for any other. */
bool language_from_code(Str code, Language *language) MUST_CHECK;

/* The message in that language, or the English text itself. Lives as long as `english`. */
Str message(Language language, const char *english);

/* The same in one catalogue. */
Str catalogue_find(const Catalogue *catalogue, const char *english);

#endif
