/* For tests and fuzz targets: two kinds, with a field of each type and a reference with aliases. */
#ifndef UPHOLD_RECORD_TEST_KINDS_H
#define UPHOLD_RECORD_TEST_KINDS_H

#include "record/kind.h"

static const Term TEST_COLOURS_TERMS[] = { { "red", "Red" }, { "green", "Green" } };
static const Vocabulary TEST_COLOURS = { "colour", TEST_COLOURS_TERMS, 2 };

static const Field TEST_PLACE_FIELDS[] = {
    { "code", FIELD_TEXT, FIELD_REQUIRED, "Its code." },
    { "aliases", FIELD_TEXT, 0, "Other codes, separated by spaces." },
    { "title", FIELD_TEXT, 0, "What it is called." },
};
static const Kind TEST_PLACE = {
    .name = "place",
    .title = "Place",
    .description = "Somewhere.",
    .key_format = "{code}",
    KIND_FIELDS(TEST_PLACE_FIELDS),
};

static const Field TEST_THING_FIELDS[] = {
    { "id", FIELD_TEXT, FIELD_REQUIRED, "Its name." },
    { "place", FIELD_REFERENCE, FIELD_INDEXED, "Where it is.", .refers_to = "place" },
    { "number", FIELD_INTEGER, 0, "How many.", .minimum = -5, .maximum = 193 },
    { "total", FIELD_INTEGER, 0, "Of any size." },
    { "share", FIELD_DECIMAL, 0, "Of one." },
    { "flag", FIELD_FLAG, 0, "Whether." },
    { "day", FIELD_DAY, 0, "When, exactly." },
    { "happened_on", FIELD_DATE, 0, "When, as far as known." },
    { "colour", FIELD_VOCABULARY, 0, "Which.", .vocabulary = &TEST_COLOURS },
    { "end", FIELD_TEXT, 0, "A word of SQL's." },
};
static const Kind TEST_THING = {
    .name = "thing",
    .title = "Thing",
    .description = "Something somewhere.",
    .key_format = "{id}/{place}",
    KIND_FIELDS(TEST_THING_FIELDS),
};

static const Kind *const TEST_KIND_LIST[] = { &TEST_PLACE, &TEST_THING };
static const KindRegistry TEST_KINDS = { TEST_KIND_LIST, COUNT_OF(TEST_KIND_LIST) };

#endif
