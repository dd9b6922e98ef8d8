#include "reprisals/reprisals_kinds.h"

static const Field REPRISALS_REPORT_FIELDS[] = {
    { "symbol", FIELD_TEXT, FIELD_REQUIRED, "The report's symbol (D5.3)." },
    { "year", FIELD_INTEGER, FIELD_REQUIRED, "The year of the report.", .minimum = 2010,
      .maximum = 2100 },
    { "period_from", FIELD_DAY, 0, "The first day of the reporting period (D5.4)." },
    { "period_to", FIELD_DAY, 0, "The last day; periods differ in length, never divide by 12." },
    { "states_cited", FIELD_INTEGER, 0, "How many States it cites, where read (D5.6).",
      .minimum = 0, .maximum = 200 },
};
const Kind REPRISALS_REPORT = {
    .name = "reprisals_report",
    .title = "Reprisals report",
    .description = "A report of the Secretary-General on cooperation with the UN and reprisals.",
    .key_format = "{symbol}",
    KIND_FIELDS(REPRISALS_REPORT_FIELDS),
};

VOCABULARY(MENTION_KINDS, "mention_kind",                                              //
           { "cited", "Cited; the report's whole list is known" },                     //
           { "cited_partial_list", "Cited; only part of the report's list is known" }, //
           { "new_case", "New cases; follow-up cases are not known" });
static const Field REPRISALS_MENTION_FIELDS[] = {
    { "report", FIELD_REFERENCE, FIELD_REQUIRED | FIELD_INDEXED, "The report.",
      .refers_to = "reprisals_report" },
    { "iso3", FIELD_REFERENCE, FIELD_REQUIRED | FIELD_INDEXED, "The State named.",
      .refers_to = "state" },
    { "mention", FIELD_VOCABULARY, FIELD_REQUIRED,
      "How it is named, and how complete the list it was read from is.",
      .vocabulary = &MENTION_KINDS },
};
const Kind REPRISALS_MENTION = {
    .name = "reprisals_mention",
    .title = "Reprisals mention",
    .description = "A State named in a reprisals report. Never a rate, never a ranking (D5.9).",
    .key_format = "{report}/{iso3}",
    KIND_FIELDS(REPRISALS_MENTION_FIELDS),
};
