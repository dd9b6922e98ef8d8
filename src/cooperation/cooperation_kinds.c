#include "cooperation/cooperation_kinds.h"

#define ISO3_FIELD(description)                                                                    \
    { "iso3", FIELD_REFERENCE, FIELD_REQUIRED | FIELD_INDEXED, description, .refers_to = "state" }

/* --- Mandates of the Special Procedures (D3.2)
 * ------------------------------------------------------ */

VOCABULARY(MANDATE_KINDS, "mandate_kind", { "thematic", "Thematic mandate" },
           { "country", "Country mandate" });
VOCABULARY(MANDATE_FORMS, "mandate_form", { "special_rapporteur", "Special Rapporteur" },
           { "independent_expert", "Independent Expert" }, { "working_group", "Working Group" },
           { "special_representative", "Special Representative of the Secretary-General" });
VOCABULARY(MANDATE_GROUPS, "mandate_group", { "civil_political", "Civil and political rights" },
           { "economic_social", "Economic, social and cultural rights" },
           { "groups", "Groups of persons" }, { "other", "Other subjects" });
static const Field MANDATE_FIELDS[] = {
    { "mandate", FIELD_TEXT, FIELD_REQUIRED,
      "A short stable name in lower case: torture, wg-disappearances." },
    { "aliases", FIELD_TEXT, 0, "Other short names, separated by spaces; accepted on import." },
    { "title", FIELD_TEXT, FIELD_REQUIRED, "The mandate's title in English." },
    { "mandate_kind", FIELD_VOCABULARY, FIELD_REQUIRED,
      "A standing invitation covers thematic mandates only (D3.3).", .vocabulary = &MANDATE_KINDS },
    { "form", FIELD_VOCABULARY, 0, "Who holds it (D3.2).", .vocabulary = &MANDATE_FORMS },
    { "subject_group", FIELD_VOCABULARY, 0, "For showing selective cooperation (METHOD 9).",
      .vocabulary = &MANDATE_GROUPS },
    { "country", FIELD_REFERENCE, 0, "Of a country mandate: the State.", .refers_to = "state" },
    { "established_on", FIELD_DATE, 0, "When it was established." },
    { "ended_on", FIELD_DATE, 0, "When it ended; empty: not known to have." },
};
const Kind MANDATE = {
    .name = "mandate",
    .title = "Mandate",
    .description = "A mandate of the Special Procedures, whoever holds it.",
    .key_format = "{mandate}",
    KIND_FIELDS(MANDATE_FIELDS),
};

static const Field MANDATE_HOLDER_FIELDS[] = {
    { "mandate", FIELD_REFERENCE, FIELD_REQUIRED | FIELD_INDEXED, "The mandate.",
      .refers_to = "mandate" },
    { "number", FIELD_INTEGER, FIELD_REQUIRED, "First holder 1, second 2, ...; no names are kept.",
      .minimum = 1, .maximum = 99 },
    { "from", FIELD_DATE, FIELD_REQUIRED, "Beginning of the term." },
    { "until", FIELD_DATE, 0, "End of the term, at most six years later (D3.2)." },
};
const Kind MANDATE_HOLDER = {
    .name = "mandate_holder",
    .title = "Term of a mandate holder",
    .description = "A holder's term, without the name: a request stays with the mandate.",
    .key_format = "{mandate}/{number}",
    KIND_FIELDS(MANDATE_HOLDER_FIELDS),
};

/* --- Positions of a State (A5, B5-B7, C2)
 * -------------------------------------------------------------- */

VOCABULARY(POSITION_FORMS, "position_form", { "pledge", "Pledge" }, { "statement", "Statement" },
           { "joint_statement", "Joint statement" }, { "co_sponsorship", "Co-sponsorship" },
           { "vote", "Vote" }, { "letter_answer", "Answer to the letter" });
VOCABULARY(STANCES, "stance", { "supports", "Supports" }, { "opposes", "Opposes" },
           { "reserved", "Neither supports nor opposes" });
static const Field POSITION_FIELDS[] = {
    { "id", FIELD_TEXT, FIELD_REQUIRED, "A stable identifier." },
    ISO3_FIELD("The State."),
    { "point", FIELD_TEXT, FIELD_REQUIRED | FIELD_INDEXED, "The point of the letter: A5, B5, ..." },
    { "form", FIELD_VOCABULARY, FIELD_REQUIRED, "How it was taken.",
      .vocabulary = &POSITION_FORMS },
    { "stance", FIELD_VOCABULARY, FIELD_REQUIRED, "What it says.", .vocabulary = &STANCES },
    { "taken_on", FIELD_DATE, FIELD_REQUIRED, "When." },
    { "occasion", FIELD_TEXT, 0, "Where: session, debate, document." },
    { "quotation", FIELD_TEXT, 0, "In the State's words." },
};
const Kind POSITION = {
    .name = "position",
    .title = "Position",
    .description = "A position a State has taken on a point of the letter.",
    .key_format = "{id}",
    KIND_FIELDS(POSITION_FIELDS),
};

/* --- Standing invitations (D3.3-D3.5) -----------------------------------------------------------
 */

VOCABULARY(INVITATION_FINDINGS, "invitation_finding",                                         //
           { "issued", "Standing invitation issued" },                                        //
           { "none_on_date", "Known to have had no standing invitation on this day" },        //
           { "no_evidence", "Looked for on this day: no evidence of a standing invitation" }, //
           { "withdrawn", "Standing invitation withdrawn" });
static const Field STANDING_INVITATION_FIELDS[] = {
    ISO3_FIELD("The State."),
    { "finding", FIELD_VOCABULARY, FIELD_REQUIRED,
      "What the source shows. no_evidence rests on absence and is never a \"no\".",
      .vocabulary = &INVITATION_FINDINGS },
    { "happened_on", FIELD_DATE, FIELD_REQUIRED,
      "When it was issued or withdrawn, often only a bound; or the day it was looked for." },
};
const Kind STANDING_INVITATION = {
    .name = "standing_invitation",
    .title = "Standing invitation",
    .description = "Evidence of a State's standing invitation to the thematic Special Procedures.",
    .key_format = "{iso3}/{finding}/{happened_on}",
    KIND_FIELDS(STANDING_INVITATION_FIELDS),
};

/* --- Country visits (DOMAIN 3.1: OHCHR's vocabulary) --------------------------------------------
 */

VOCABULARY(VISIT_EVENTS, "visit_event",                               //
           { "requested", "Requested" },                              //
           { "invited", "Invited" },                                  //
           { "pending_request", "Listed as an outstanding request" }, //
           { "reminder", "Reminder" },                                //
           { "acknowledged", "Acknowledged" },                        //
           { "accepted", "Accepted in principle" },                   //
           { "declined", "Declined" },                                //
           { "dates_proposed", "Dates proposed" },                    //
           { "dates_agreed", "Dates agreed" },                        //
           { "postponed", "Postponed" },                              //
           { "cancelled", "Cancelled" },                              //
           { "withdrawn", "Withdrawn by the mandate" },               //
           { "completed", "Completed" },                              //
           { "report", "Report published" },                          //
           { "tor_breach", "Breach of the Terms of Reference" },      //
           { "followup_info", "Information on follow-up" });
VOCABULARY(PARTIES, "party",         //
           { "state", "the State" }, //
           { "mandate", "the mandate" });
static const Field VISIT_EVENT_FIELDS[] = {
    { "id", FIELD_TEXT, FIELD_REQUIRED, "A stable identifier." },
    ISO3_FIELD("The State."),
    { "mandate", FIELD_REFERENCE, FIELD_REQUIRED | FIELD_INDEXED, "The mandate, not the holder.",
      .refers_to = "mandate" },
    { "event", FIELD_VOCABULARY, FIELD_REQUIRED,
      "What happened, in OHCHR's words. Acknowledged is not accepted; accepted carries no dates.",
      .vocabulary = &VISIT_EVENTS },
    { "by", FIELD_VOCABULARY, 0,
      "Who did it; only the State's own acts count against it. Of postponed, cancelled and "
      "declined never empty without a note (DOMAIN 3.1 rule 3).",
      .vocabulary = &PARTIES },
    { "happened_on", FIELD_DATE, 0, "The day of the event itself, where known." },
    { "visit_start", FIELD_DATE, 0, "The first day of the visit completed, agreed or proposed." },
    { "visit_end", FIELD_DATE, 0, "The last day of that visit." },
    { "visit", FIELD_TEXT, FIELD_INDEXED, "Links the events of one visit." },
    { "report_symbol", FIELD_TEXT, 0, "The symbol of the visit's report." },
};
const Kind VISIT_EVENT = {
    .name = "visit_event",
    .title = "Visit event",
    .description = "One event in the history of a country visit: asked, answered, made, reported.",
    .key_format = "{id}",
    KIND_FIELDS(VISIT_EVENT_FIELDS),
};

/* --- Communications and replies (DOMAIN 4) ------------------------------------------------------
 */

VOCABULARY(COMMUNICATION_TYPES, "communication_type", //
           { "AL", "Allegation letter" }, { "UA", "Urgent appeal" }, { "OL", "Other letter" },
           { "JAL", "Joint allegation letter" }, { "JUA", "Joint urgent appeal" },
           { "JOL", "Joint other letter" });
VOCABULARY(REPLY_GRADES, "reply_grade",                                           //
           { "R0", "No reply" },                                                  //
           { "R1", "Receipt only, or a holding answer" },                         //
           { "R2", "Immaterial, or rejects without substantiation" },             //
           { "R3", "Partial: responsive but incomplete" },                        //
           { "R4", "Substantive: answers the questions or reports steps taken" }, //
           { "RT", "Received, awaiting translation" });
static const Field COMMUNICATION_FIELDS[] = {
    { "iso3", FIELD_REFERENCE, FIELD_REQUIRED | FIELD_INDEXED, "The State addressed.",
      .refers_to = "state" },
    { "number", FIELD_INTEGER, FIELD_REQUIRED, "The number, unique for addressee and year (D4.2).",
      .minimum = 1, .maximum = 99999 },
    { "year", FIELD_INTEGER, FIELD_REQUIRED, "The year of the reference.", .minimum = 1900,
      .maximum = 2099 },
    { "type", FIELD_VOCABULARY, FIELD_REQUIRED, "The type, an attribute and no part of the key.",
      .vocabulary = &COMMUNICATION_TYPES },
    { "sent_on", FIELD_DATE, 0, "When it was sent." },
    { "mandates", FIELD_TEXT, 0,
      "Keys of the mandates that signed, separated by spaces; the note says where the source "
      "shows not all." },
    { "no_reply_as_of", FIELD_DATE, 0,
      "The last date for which the source shows no reply; empty where it shows one or says "
      "nothing." },
};
const Kind COMMUNICATION = {
    .name = "communication",
    .title = "Communication",
    .description = "An urgent appeal, allegation letter or other letter sent to a State.",
    .key_format = "{iso3} {number}/{year}",
    .dated_by = "sent_on",
    KIND_FIELDS(COMMUNICATION_FIELDS),
};

static const Field REPLY_FIELDS[] = {
    { "communication", FIELD_REFERENCE, FIELD_REQUIRED | FIELD_INDEXED,
      "The communication answered.", .refers_to = "communication" },
    { "number", FIELD_INTEGER, FIELD_REQUIRED, "First reply 1, second reply 2, ...", .minimum = 1,
      .maximum = 99 },
    { "received_on", FIELD_DATE, 0, "The date of the reply." },
    { "grade", FIELD_VOCABULARY, 0, "What the reply is worth (DOMAIN 4.1); empty: not graded.",
      .vocabulary = &REPLY_GRADES },
};
const Kind REPLY = {
    .name = "reply",
    .title = "Reply",
    .description = "A State's reply to a communication; ungraded it may be a bare acknowledgement.",
    .key_format = "{communication}/{number}",
    KIND_FIELDS(REPLY_FIELDS),
};

/* --- Published counts ----------------------------------------------------------------------------
 */

VOCABULARY(COUNT_BOUNDS, "count_bound", //
           { "exact", "exactly" },      //
           { "at_least", "at least" });
static const Field PUBLISHED_COUNT_FIELDS[] = {
    { "iso3", FIELD_REFERENCE, FIELD_INDEXED,
      "The State; not applicable to a figure for the world.", .refers_to = "state" },
    { "measure", FIELD_TEXT, FIELD_REQUIRED, "What is counted." },
    { "period", FIELD_TEXT, FIELD_REQUIRED, "The period or the moment counted, as published." },
    { "count", FIELD_INTEGER, FIELD_REQUIRED, "The number.", .minimum = 0, .maximum = 1000000 },
    { "bound", FIELD_VOCABULARY, FIELD_REQUIRED, "Whether the source gives it exactly.",
      .vocabulary = &COUNT_BOUNDS },
    { "counted_on", FIELD_DATE, 0, "The day for which the source gives the count." },
};
const Kind PUBLISHED_COUNT = {
    .name = "published_count",
    .title = "Published count",
    .description = "A total published by somebody: a check and context, never summed with records.",
    .key_format = "{iso3}/{measure}/{period}/{counted_on}",
    KIND_FIELDS(PUBLISHED_COUNT_FIELDS),
};

/* --- Votes in the Council ------------------------------------------------------------------------
 */

VOCABULARY(VOTES, "vote", //
           { "yes", "In favour" }, { "no", "Against" }, { "abstain", "Abstained" },
           { "absent", "No vote recorded" });
static const Field RESOLUTION_FIELDS[] = {
    { "symbol", FIELD_TEXT, FIELD_REQUIRED, "The resolution's symbol." },
    { "adopted_on", FIELD_DAY, FIELD_REQUIRED, "The day of the vote." },
    { "subject", FIELD_TEXT, FIELD_REQUIRED, "What it is about." },
    { "items", FIELD_TEXT, 0, "The items of the letter it bears on, such as B6 C2." },
};
const Kind RESOLUTION = {
    .name = "resolution",
    .title = "Resolution",
    .description = "A Council resolution put to a recorded vote.",
    .key_format = "{symbol}",
    KIND_FIELDS(RESOLUTION_FIELDS),
};
static const Field RESOLUTION_VOTE_FIELDS[] = {
    { "symbol", FIELD_REFERENCE, FIELD_REQUIRED | FIELD_INDEXED, "The resolution.",
      .refers_to = "resolution" },
    ISO3_FIELD("The State that voted."),
    { "vote", FIELD_VOCABULARY, FIELD_REQUIRED, "Its vote.", .vocabulary = &VOTES },
};
const Kind RESOLUTION_VOTE = {
    .name = "resolution_vote",
    .title = "Vote",
    .description = "A member's recorded vote; only members of the Council can vote (D7.5).",
    .key_format = "{symbol}/{iso3}",
    KIND_FIELDS(RESOLUTION_VOTE_FIELDS),
};

/* --- What the assessment needs besides (METHOD 3)
 * -------------------------------------------------- */

VOCABULARY(INCIDENT_KINDS, "incident_kind",
           { "attack_on_person", "Attack on the person of a mandate holder" },
           { "visa_refusal", "Visa refused" },
           { "sanction", "Sanctions on a mandate or its holder" },
           { "persona_non_grata", "Declared persona non grata" },
           { "refusal_of_mandate", "Declared refusal to deal with a mandate" },
           { "pressure_on_mandate", "Pressure on a mandate" });
VOCABULARY(SEVERITIES, "severity", { "minor", "Minor" }, { "serious", "Serious" });
static const Field MANDATE_INCIDENT_FIELDS[] = {
    { "id", FIELD_TEXT, FIELD_REQUIRED, "A stable identifier." },
    ISO3_FIELD("The State."),
    { "mandate", FIELD_REFERENCE, FIELD_INDEXED, "The mandate.", .refers_to = "mandate" },
    { "happened_on", FIELD_DATE, FIELD_REQUIRED, "When it happened." },
    { "incident", FIELD_VOCABULARY, FIELD_REQUIRED, "What sort of incident (REQUIREMENTS A2).",
      .vocabulary = &INCIDENT_KINDS },
    { "severity", FIELD_VOCABULARY, FIELD_REQUIRED, "Minor costs 0.25, serious 0.5 (METHOD SP6).",
      .vocabulary = &SEVERITIES },
    { "what_happened", FIELD_TEXT, FIELD_REQUIRED, "In one or two sentences." },
    { "second_source", FIELD_TEXT, 0,
      "A second public source; with one source it counts for nothing." },
    { "state_version", FIELD_TEXT, 0, "What the State says of it." },
    { "ended_on", FIELD_DATE, 0, "When a refusal or sanction ended; empty: not known to have." },
};
const Kind MANDATE_INCIDENT = {
    .name = "mandate_incident",
    .title = "Incident against a mandate",
    .description = "An attempt by word or action to interfere with a mandate's independence (A2).",
    .key_format = "{id}",
    KIND_FIELDS(MANDATE_INCIDENT_FIELDS),
};

static const Field VISIT_REPORT_FIELDS[] = {
    { "symbol", FIELD_TEXT, FIELD_REQUIRED, "The report's symbol." },
    ISO3_FIELD("The State visited."),
    { "mandate", FIELD_REFERENCE, FIELD_INDEXED, "The mandate that visited.",
      .refers_to = "mandate" },
    { "presented_on", FIELD_DAY, FIELD_REQUIRED, "When it was presented to the Council." },
    { "followup_on", FIELD_DATE, 0, "When the State first informed on implementation (A3)." },
    { "obstacles_named", FIELD_FLAG, 0, "yes: the information names obstacles to implementation." },
};
const Kind COUNTRY_VISIT_REPORT = {
    .name = "visit_report",
    .title = "Visit report",
    .description =
        "The report of a country visit and the State's information on following it up (A3).",
    .key_format = "{symbol}",
    KIND_FIELDS(VISIT_REPORT_FIELDS),
};

VOCABULARY(ACCESS_BODIES, "access_body", { "ngo_committee", "Committee on NGOs" },
           { "ecosoc", "ECOSOC" }, { "general_assembly", "General Assembly" },
           { "council", "Human Rights Council" });
static const Field ACCESS_VOTE_FIELDS[] = {
    { "vote_id", FIELD_TEXT, FIELD_REQUIRED,
      "The vote: a document symbol or a stable identifier." },
    ISO3_FIELD("The State, a member of the body (D7.5)."),
    { "body", FIELD_VOCABULARY, FIELD_REQUIRED, "The body that voted.",
      .vocabulary = &ACCESS_BODIES },
    { "voted_on", FIELD_DAY, FIELD_REQUIRED, "The day of the vote." },
    { "for_access", FIELD_FLAG, FIELD_REQUIRED,
      "yes: the State voted for the access of civil society." },
};
const Kind ACCESS_VOTE = {
    .name = "access_vote",
    .title = "Vote on access",
    .description = "A recorded vote on the access of civil society to the UN (C2).",
    .key_format = "{vote_id}/{iso3}",
    KIND_FIELDS(ACCESS_VOTE_FIELDS),
};

VOCABULARY(EXTERNAL_INDICATORS, "external_indicator", { "CS1", "CS1 Room for civil society" });
static const Field EXTERNAL_MEASURE_FIELDS[] = {
    ISO3_FIELD("The State."),
    { "indicator", FIELD_VOCABULARY, FIELD_REQUIRED, "The indicator it feeds.",
      .vocabulary = &EXTERNAL_INDICATORS },
    { "measure", FIELD_TEXT, FIELD_REQUIRED, "The measure, as its publisher names it." },
    { "edition", FIELD_TEXT, FIELD_REQUIRED, "The edition." },
    { "licence", FIELD_TEXT, FIELD_REQUIRED, "Its licence." },
    { "year", FIELD_INTEGER, FIELD_REQUIRED, "The year measured.", .minimum = 1900,
      .maximum = 2100 },
    { "value", FIELD_DECIMAL, FIELD_REQUIRED, "From 0 to 1, higher is better." },
    { "low", FIELD_DECIMAL, FIELD_REQUIRED, "The lower bound the publisher gives." },
    { "high", FIELD_DECIMAL, FIELD_REQUIRED, "The upper bound the publisher gives." },
};
const Kind EXTERNAL_MEASURE = {
    .name = "external_measure",
    .title = "External measure",
    .description = "Somebody else's measure with its interval, edition and licence (C1).",
    .key_format = "{iso3}/{indicator}/{year}",
    KIND_FIELDS(EXTERNAL_MEASURE_FIELDS),
};

VOCABULARY(CODED_INDICATORS, "coded_indicator", { "RE4", "RE4 National focal point" },
           { "RE5", "RE5 Law and policy" }, { "CS3", "CS3 Consultation of civil society" });
static const Field INDICATOR_LEVEL_FIELDS[] = {
    ISO3_FIELD("The State."),
    { "indicator", FIELD_VOCABULARY, FIELD_REQUIRED, "The indicator coded.",
      .vocabulary = &CODED_INDICATORS },
    { "coded_on", FIELD_DAY, FIELD_REQUIRED, "The day the level was coded; the newest counts." },
    { "level", FIELD_DECIMAL, FIELD_REQUIRED,
      "RE4 0, 0.5, 1; RE5 0, 0.25, 0.5, 0.75, 1; CS3 0, 0.5, 1 (METHOD 3). 0 needs a source that "
      "says so." },
    { "evidence", FIELD_TEXT, FIELD_REQUIRED, "What the level rests on." },
};
const Kind INDICATOR_LEVEL = {
    .name = "indicator_level",
    .title = "Coded level",
    .description = "The coded level of an ordinal indicator with its evidence (B9, B10, B11, C2).",
    .key_format = "{iso3}/{indicator}/{coded_on}",
    KIND_FIELDS(INDICATOR_LEVEL_FIELDS),
};

static const Field UPR_REVIEW_FIELDS[] = {
    ISO3_FIELD("The State under review."),
    { "cycle", FIELD_INTEGER, FIELD_REQUIRED, "The UPR cycle, from 1 (D7.2).", .minimum = 1,
      .maximum = 20 },
    { "reviewed_on", FIELD_DATE, FIELD_REQUIRED, "When the review took place." },
    { "attended", FIELD_FLAG, FIELD_REQUIRED, "Whether the State attended its review." },
    { "report_on_time", FIELD_FLAG, FIELD_REQUIRED, "Whether the national report was on time." },
    { "clear_response", FIELD_FLAG, FIELD_REQUIRED,
      "Whether it said of each recommendation, before adoption, if it supports it." },
    { "midterm_report", FIELD_FLAG, FIELD_REQUIRED, "Whether it gave a mid-term report." },
};
const Kind UPR_REVIEW = {
    .name = "upr_review",
    .title = "Universal Periodic Review",
    .description = "How a State took part in a cycle of the Universal Periodic Review (D7.2).",
    .key_format = "{iso3}/{cycle}",
    KIND_FIELDS(UPR_REVIEW_FIELDS),
};

VOCABULARY(PLEDGE_STATES, "pledge_state", { "met", "Kept" }, { "in_progress", "In progress" },
           { "not_met", "Not kept" }, { "not_due", "Not yet due" },
           { "not_testable", "Not specific enough to test" });
static const Field PLEDGE_FIELDS[] = {
    { "id", FIELD_TEXT, FIELD_REQUIRED, "A stable identifier." },
    ISO3_FIELD("The State."),
    { "election_year", FIELD_INTEGER, FIELD_REQUIRED, "The candidature it was made for.",
      .minimum = 2006, .maximum = 2100 },
    { "pledge_text", FIELD_TEXT, FIELD_REQUIRED, "The pledge, in the State's words." },
    { "due_on", FIELD_DATE, 0, "When it is due." },
    { "state_of_pledge", FIELD_VOCABULARY, FIELD_REQUIRED, "What became of it (METHOD CO5).",
      .vocabulary = &PLEDGE_STATES },
    { "checked_on", FIELD_DAY, 0, "When that was checked." },
};
const Kind PLEDGE = {
    .name = "pledge",
    .title = "Pledge",
    .description = "One testable pledge of a candidature and what became of it (D2.3, D2.4).",
    .key_format = "{id}",
    KIND_FIELDS(PLEDGE_FIELDS),
};
