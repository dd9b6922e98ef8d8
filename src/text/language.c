#include "text/language.h"

const LanguageFacts INTERFACE_LANGUAGES[LANGUAGE_COUNT] = {
    [LANGUAGE_EN] = { "en", "English", false }, [LANGUAGE_FR] = { "fr", "Français", false },
    [LANGUAGE_ES] = { "es", "Español", false }, [LANGUAGE_RU] = { "ru", "Русский", false },
    [LANGUAGE_AR] = { "ar", "العربية", true },  [LANGUAGE_ZH] = { "zh", "中文", false },
};

/* No language is translated yet. The generator that turns po/ into tables defines this instead; the
 * two together do not link, so that an empty table can never hide a full one. */
const Catalogue CATALOGUES[LANGUAGE_COUNT] = { 0 };

bool language_from_code(Str code, Language *language) {
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        if (!str_equal_c(code, INTERFACE_LANGUAGES[i].code)) continue;
        *language = (Language)i;
        return true;
    }
    return false;
}

Str catalogue_find(const Catalogue *catalogue, const char *english) {
    size_t low = 0, high = catalogue->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(english, catalogue->entries[middle].english);
        if (order == 0) return str_from(catalogue->entries[middle].translation);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return str_from(english);
}

Str message(Language language, const char *english) {
    return catalogue_find(&CATALOGUES[language], english);
}
