#include "record/record_kinds.h"

VOCABULARY(COVERAGE_EXTENTS, "coverage_extent", //
           { "complete", "Complete" },          //
           { "sample", "Sample" },              //
           { "none", "Nothing recorded" });

/* ARCHITECTURE "Records": what rests on a sample is shown as facts and never computed as a rate. */
static const Field COVERAGE_FIELDS[] = {
    { "kind", FIELD_TEXT, FIELD_REQUIRED | FIELD_INDEXED, "The kind of record this is about." },
    { "scope", FIELD_TEXT, FIELD_REQUIRED,
      "A State (ISO 3166-1 alpha-3), an election, a report, or * for everything not named." },
    { "extent", FIELD_VOCABULARY, FIELD_REQUIRED,
      "complete: every such fact of the period is recorded; sample: some are; absence says "
      "nothing.",
      .vocabulary = &COVERAGE_EXTENTS },
    { "period_from", FIELD_DATE, 0, "The beginning of the period covered." },
    { "period_to", FIELD_DATE, 0, "The end of the period covered." },
    { "by_word_of", FIELD_TEXT, FIELD_REQUIRED, "Who says so: the publisher or the compiler." },
};
const Kind COVERAGE = {
    .name = "coverage",
    .title = "Coverage",
    .description =
        "How completely the records of a kind are known, for which period, by whose word.",
    .key_format = "{kind}/{scope}/{period_from}",
    KIND_FIELDS(COVERAGE_FIELDS),
};
