#include "site/page_names.h"

#include "cooperation/cooperation_kinds.h"
#include "council/group.h"

SiteSnapshot *page_snapshot(const Page *page) {
    return (SiteSnapshot *)page->snapshot;
}

Str state_title(const Page *page, Str iso3) {
    const CouncilState *state = council_find_state(&page->snapshot->council, iso3);
    return state ? page_state_name(page, state, page->snapshot->today) : iso3;
}

Str mandate_title(const Page *page, Str mandate) {
    Error ignored = { 0 };
    Record record;
    bool found = false;
    RecordReader *reader = site_snapshot_borrow(page_snapshot(page), &ignored);
    bool read = reader && record_reader_get(reader, page->arena, &MANDATE, mandate, &record, &found,
                                            &ignored);
    site_snapshot_return(page_snapshot(page), reader);
    return read && found ? record_value(&record, "title")->text : mandate;
}

Str phrase_on_page(const Page *page, const Phrase *phrase) {
    Str values[PHRASE_VALUES_MAX];
    if (!phrase->english) return STR_EMPTY;
    for (size_t i = 0; i < PHRASE_VALUES_MAX; i++) {
        const PhraseValue *value = &phrase->values[i];
        values[i] = STR_EMPTY;
        if (value->type == PHRASE_DATE)
            values[i] = words_date(page->arena, page->language, value->date);
        if (value->type == PHRASE_NUMBER) values[i] = words_count(page->arena, value->number);
        if (value->type == PHRASE_TEXT) values[i] = value->text;
        if (value->type == PHRASE_MESSAGE) values[i] = message(page->language, value->message);
    }
    return words_fill(page->arena, message(page->language, phrase->english), values,
                      PHRASE_VALUES_MAX);
}

Str clock_title(const Page *page, Str word) {
    for (int i = 0; i < CLOCK_STATUS_COUNT; i++)
        if (str_equal_c(word, clock_status_word((ClockStatus)i)))
            return message(page->language, clock_status_title((ClockStatus)i));
    if (str_equal(word, STR("no_clock"))) return message(page->language, "No clock runs");
    if (str_equal(word, STR("closed"))) return message(page->language, "Closed by the mandate");
    if (str_equal(word, STR("report_awaited"))) return message(page->language, "Visit made");
    return word;
}

Str group_title(const Page *page, Str code) {
    Group group;
    return group_from_code(code, &group) ? message(page->language, group_facts(group)->name.data)
                                         : code;
}

Str *clock_steps_on_page(const Page *page, const ClockResult *clock) {
    Str *steps = ARENA_ARRAY(page->arena, clock->step_count + 1, Str);
    for (size_t i = 0; i < clock->step_count; i++) {
        Phrase phrase = clock_step_phrase(&clock->steps[i]);
        steps[i] = phrase_on_page(page, &phrase);
    }
    return steps;
}

Str day_text(const Page *page, Day day) {
    char text[DAY_TEXT_SIZE];
    if (day == DAY_NONE) return STR_EMPTY;
    day_format(day, text);
    return str_copy(page->arena, str_from(text));
}
