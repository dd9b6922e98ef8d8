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

VOCABULARY(RESPONSE_GRADES, "response_grade", { "R0", "No response" },
           { "R1", "Receipt only, or a holding answer" },
           { "R2", "Immaterial, or rejects without substantiation" },
           { "R3", "Partial: responsive but incomplete" },
           { "R4", "Substantive: answers the questions or reports steps taken" });
static const Field REPORTED_CASE_FIELDS[] = {
    { "id", FIELD_TEXT, FIELD_REQUIRED, "A stable identifier that says nothing of a person." },
    { "iso3", FIELD_REFERENCE, FIELD_REQUIRED | FIELD_INDEXED, "The State alleged responsible.",
      .refers_to = "state" },
    { "report", FIELD_REFERENCE, FIELD_REQUIRED | FIELD_INDEXED, "The report that has it first.",
      .refers_to = "reprisals_report" },
    { "paragraph", FIELD_TEXT, 0, "The paragraph or annex: the only description there is here." },
    { "first_published", FIELD_DAY, FIELD_REQUIRED, "When that report was published." },
    { "killing_or_disappearance", FIELD_FLAG, 0,
      "yes: without a substantive response it is a red line (METHOD 7)." },
    { "response", FIELD_VOCABULARY, 0, "The State's response, graded; empty: not known (B1).",
      .vocabulary = &RESPONSE_GRADES },
    { "step_level", FIELD_DECIMAL, 0,
      "0 none or denial, 0.25 inquiry opened, 0.5 outcome or protection, 0.75 harm ended, 1 remedy "
      "(B3)." },
    { "council_informed_on", FIELD_DATE, 0, "When the Council was informed of steps (B4)." },
};
const Kind REPORTED_CASE = {
    .name = "reported_case",
    .title = "Case in a UN report",
    .description =
        "An item of a reprisals report, by symbol and paragraph only; never one of our registry.",
    .key_format = "{id}",
    KIND_FIELDS(REPORTED_CASE_FIELDS),
};

VOCABULARY(LAW_EFFECTS, "law_effect", { "restrictive", "Restricts access to the UN" },
           { "punishes_cooperation", "Punishes cooperation with the UN" },
           { "protective", "Protects those who cooperate" });
static const Field ACCESS_LAW_FIELDS[] = {
    { "id", FIELD_TEXT, FIELD_REQUIRED, "A stable identifier." },
    { "iso3", FIELD_REFERENCE, FIELD_REQUIRED | FIELD_INDEXED, "The State.", .refers_to = "state" },
    { "law_title", FIELD_TEXT, FIELD_REQUIRED, "The law or policy." },
    { "effect", FIELD_VOCABULARY, FIELD_REQUIRED, "Its effect on access (B10, B11).",
      .vocabulary = &LAW_EFFECTS },
    { "adopted_on", FIELD_DATE, FIELD_REQUIRED, "When it was adopted." },
    { "in_force_from", FIELD_DATE, 0, "Since when it is in force." },
    { "in_force_until", FIELD_DATE, 0, "Until when; empty: in force as far as known." },
};
const Kind ACCESS_LAW = {
    .name = "access_law",
    .title = "Law on access",
    .description = "A law or policy that hinders or protects access to the UN (B10, B11).",
    .key_format = "{id}",
    KIND_FIELDS(ACCESS_LAW_FIELDS),
};
