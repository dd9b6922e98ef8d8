#include "council/council_kinds.h"

#define ISO3_FIELD(description)                                                                    \
    { "iso3", FIELD_REFERENCE, FIELD_REQUIRED | FIELD_INDEXED, description, .refers_to = "state" }

/* --- States, names, groups (DOMAIN 8) -----------------------------------------------------------
 */

VOCABULARY(STATE_STATUSES, "state_status",               //
           { "member", "Member of the United Nations" }, //
           { "observer", "Observer State" });
VOCABULARY(NAME_LANGUAGES, "language", //
           { "en", "English" }, { "fr", "French" }, { "es", "Spanish" }, { "ru", "Russian" },
           { "ar", "Arabic" }, { "zh", "Chinese" });
/* A/RES/60/251 op 7; the electoral group is not the M49 region (D8.3). */
VOCABULARY(UN_GROUPS, "un_group",                               //
           { "AFR", "African States" },                         //
           { "APG", "Asia-Pacific States" },                    //
           { "EEG", "Eastern European States" },                //
           { "GRULAC", "Latin American and Caribbean States" }, //
           { "WEOG", "Western European and other States" });

static const Field STATE_FIELDS[] = {
    { "iso3", FIELD_TEXT, FIELD_REQUIRED, "ISO 3166-1 alpha-3 code (D8.1)." },
    { "iso2", FIELD_TEXT, 0, "ISO 3166-1 alpha-2 code." },
    { "m49", FIELD_TEXT, 0, "UN M49 code, three digits with leading zeros (D8.1)." },
    { "status", FIELD_VOCABULARY, FIELD_REQUIRED,
      "Member or observer; only Members can be elected (D8.4).", .vocabulary = &STATE_STATUSES },
    { "admission_date", FIELD_DAY, 0,
      "Admission to the United Nations; not applicable to observers." },
    { "admission_basis", FIELD_TEXT, 0, "The resolution or article of admission." },
    { "fictional", FIELD_FLAG, 0, "yes: invented for a demonstration or a test (D8.7)." },
};
const Kind STATE = {
    .name = "state",
    .title = "State",
    .description = "A Member or observer State of the United Nations.",
    .key_format = "{iso3}",
    KIND_FIELDS(STATE_FIELDS),
};

static const Field STATE_NAME_FIELDS[] = {
    ISO3_FIELD("The State."),
    { "language", FIELD_VOCABULARY, FIELD_REQUIRED, "The language of the name.",
      .vocabulary = &NAME_LANGUAGES },
    { "valid_from", FIELD_DATE, 0,
      "When the name came into use at the UN; empty: since admission." },
    { "valid_until", FIELD_DATE, 0, "The last day the name was in use; empty: in use." },
    { "short_name", FIELD_TEXT, FIELD_REQUIRED, "The UN short name, without its article." },
    { "formal_name", FIELD_TEXT, FIELD_REQUIRED, "The formal name, as letters use it." },
    { "article", FIELD_TEXT, 0, "The article UNTERM gives with the short name (French, Spanish)." },
};
const Kind STATE_NAME = {
    .name = "state_name",
    .title = "Name of a State",
    .description = "A State's names in one UN language, with the days they were valid (D8.2).",
    .key_format = "{iso3}/{language}/{valid_from}",
    KIND_FIELDS(STATE_NAME_FIELDS),
};

static const Field GROUP_MEMBERSHIP_FIELDS[] = {
    ISO3_FIELD("The State."),
    { "un_group", FIELD_VOCABULARY, FIELD_REQUIRED | FIELD_INDEXED,
      "The UN electoral group, which is not the M49 region (D8.3).", .vocabulary = &UN_GROUPS },
    { "valid_from", FIELD_DATE, 0, "Since when; empty: since admission or since before 2006." },
    { "valid_until", FIELD_DATE, 0, "The last day; empty: still." },
};
const Kind GROUP_MEMBERSHIP = {
    .name = "group_membership",
    .title = "Electoral group",
    .description = "Membership of a State in a UN electoral group.",
    .key_format = "{iso3}/{valid_from}",
    KIND_FIELDS(GROUP_MEMBERSHIP_FIELDS),
};

/* --- Treaties (DOMAIN 6, 7) ---------------------------------------------------------------------
 */

VOCABULARY(TREATY_STATUSES, "treaty_status",     //
           { "party", "Party" },                 //
           { "signatory", "Signed, not party" }, //
           { "none", "No action" });
VOCABULARY(BINDING_ACTS, "binding_act",        //
           { "ratification", "ratification" }, //
           { "accession", "accession" },       //
           { "succession", "succession" },     //
           { "acceptance", "acceptance" });
VOCABULARY(COMPLAINT_PROCEDURES, "complaint_procedure",               //
           { "CERD-14", "CERD article 14 declaration" },              //
           { "CAT-22", "CAT article 22 declaration" },                //
           { "CED-31", "CED article 31 declaration" },                //
           { "CMW-77", "CMW article 77 declaration (not in force)" }, //
           { "CCPR-OP1", "First Optional Protocol to the CCPR" },     //
           { "CEDAW-OP", "Optional Protocol to the CEDAW" },          //
           { "CRPD-OP", "Optional Protocol to the CRPD" },            //
           { "CESCR-OP", "Optional Protocol to the CESCR" },          //
           { "CRC-OP-IC", "Optional Protocol to the CRC on communications" });

static const Field TREATY_FIELDS[] = {
    { "treaty", FIELD_TEXT, FIELD_REQUIRED, "The instrument's code in this program." },
    { "aliases", FIELD_TEXT, 0, "Other codes in use, separated by spaces; accepted on import." },
    { "title", FIELD_TEXT, FIELD_REQUIRED, "The instrument's title." },
    { "subject", FIELD_TEXT, FIELD_REQUIRED, "What it is about, in a few words." },
    { "position", FIELD_INTEGER, FIELD_REQUIRED, "Its place in the usual order, from 1.",
      .minimum = 1, .maximum = 99 },
    { "adopted_on", FIELD_DAY, FIELD_REQUIRED, "Adopted by the General Assembly." },
    { "in_force_on", FIELD_DAY, FIELD_REQUIRED, "Entry into force." },
    { "complaints", FIELD_TEXT, 0, "How individual complaints under it are accepted." },
};
const Kind TREATY = {
    .name = "treaty",
    .title = "Treaty",
    .description = "One of the 18 core human rights instruments.",
    .key_format = "{treaty}",
    KIND_FIELDS(TREATY_FIELDS),
};

static const Field TREATY_ACTION_FIELDS[] = {
    ISO3_FIELD("The State."),
    { "treaty", FIELD_REFERENCE, FIELD_REQUIRED | FIELD_INDEXED, "The instrument.",
      .refers_to = "treaty" },
    { "status", FIELD_VOCABULARY, FIELD_REQUIRED,
      "party: bound by ratification, accession or succession; a signature alone is not (D6.1).",
      .vocabulary = &TREATY_STATUSES },
    { "signed_on", FIELD_DATE, 0, "Signature." },
    { "bound_on", FIELD_DATE, 0, "Deposit of the act by which the State became a party." },
    { "bound_by", FIELD_VOCABULARY, 0, "The act by which it became a party.",
      .vocabulary = &BINDING_ACTS },
};
const Kind TREATY_ACTION = {
    .name = "treaty_action",
    .title = "Treaty action",
    .description = "What a State has done about an instrument: signature, consent to be bound.",
    .key_format = "{iso3}/{treaty}",
    KIND_FIELDS(TREATY_ACTION_FIELDS),
};

VOCABULARY(DECLARATION_FINDINGS, "declaration_finding", //
           { "declared", "Declaration made" },          //
           { "announced", "Announced, deposit not seen" });
static const Field COMPLAINT_DECLARATION_FIELDS[] = {
    ISO3_FIELD("The State."),
    { "procedure", FIELD_VOCABULARY, FIELD_REQUIRED, "The complaint procedure accepted (D6.1).",
      .vocabulary = &COMPLAINT_PROCEDURES },
    { "finding", FIELD_VOCABULARY, FIELD_REQUIRED, "What the source shows.",
      .vocabulary = &DECLARATION_FINDINGS },
    { "declared_on", FIELD_DATE, 0,
      "When; often only a bound, inferred from a decided complaint." },
};
const Kind COMPLAINT_DECLARATION = {
    .name = "complaint_declaration",
    .title = "Complaint declaration",
    .description = "A declaration accepting individual complaints; absence says nothing.",
    .key_format = "{iso3}/{procedure}/{finding}",
    KIND_FIELDS(COMPLAINT_DECLARATION_FIELDS),
};

VOCABULARY(REPORT_STATES, "report_state",                //
           { "submitted", "Submitted" },                 //
           { "submitted_late", "Submitted late" },       //
           { "submitted_on_time", "Submitted on time" }, //
           { "due", "Due" },                             //
           { "overdue", "Overdue" });
static const Field TREATY_REPORT_FIELDS[] = {
    ISO3_FIELD("The State."),
    { "treaty", FIELD_REFERENCE, FIELD_REQUIRED, "The instrument the report is due under.",
      .refers_to = "treaty" },
    { "report_state", FIELD_VOCABULARY, FIELD_REQUIRED, "What the source says of the report.",
      .vocabulary = &REPORT_STATES },
    { "detail", FIELD_TEXT, 0, "Which report, due and received when, as the source puts it." },
    { "observed_on", FIELD_DATE, FIELD_REQUIRED, "The date for which the source says so." },
    { "due_on", FIELD_DATE, 0, "When the report was due." },
    { "received_on", FIELD_DATE, 0,
      "When it was received; empty with a due date: not by observed_on." },
};
const Kind TREATY_REPORT = {
    .name = "treaty_report",
    .title = "Treaty report",
    .description = "A report to a treaty body as due, late or submitted on a date (D7.1).",
    .key_format = "{iso3}/{treaty}/{observed_on}",
    KIND_FIELDS(TREATY_REPORT_FIELDS),
};

VOCABULARY(NHRI_STATUSES, "nhri_status",                         //
           { "A", "A status: full compliance" },                 //
           { "B", "B status: partial compliance" },              //
           { "C", "C status: no compliance (used until 2011)" }, //
           { "suspended", "Accreditation suspended" },           //
           { "none", "Accreditation lapsed, removed or refused" });
static const Field NHRI_ACCREDITATION_FIELDS[] = {
    ISO3_FIELD("The State."),
    { "status", FIELD_VOCABULARY, FIELD_REQUIRED, "The status given (D7.3).",
      .vocabulary = &NHRI_STATUSES },
    { "decided_on", FIELD_DATE, FIELD_REQUIRED, "When the decision was taken." },
    { "decision", FIELD_TEXT, FIELD_REQUIRED, "The decision as published." },
};
const Kind NHRI_ACCREDITATION = {
    .name = "nhri_accreditation",
    .title = "NHRI accreditation",
    .description =
        "A decision on a national human rights institution; not necessarily today's status.",
    .key_format = "{iso3}/{decided_on}",
    KIND_FIELDS(NHRI_ACCREDITATION_FIELDS),
};

/* --- The Council (DOMAIN 1, 2) ------------------------------------------------------------------
 */

VOCABULARY(ELECTION_TYPES, "election_type",   //
           { "regular", "Regular election" }, //
           { "by_election", "By-election" });
static const Field ELECTION_FIELDS[] = {
    { "election", FIELD_TEXT, FIELD_REQUIRED,
      "The year of a regular election, the day of a by-election." },
    { "held_on", FIELD_DAY, FIELD_REQUIRED, "The day of the vote." },
    { "election_type", FIELD_VOCABULARY, FIELD_REQUIRED, "Regular or by-election (D1.8).",
      .vocabulary = &ELECTION_TYPES },
    { "un_group", FIELD_VOCABULARY, 0, "The group whose seat a by-election fills.",
      .vocabulary = &UN_GROUPS },
    { "seat_of", FIELD_REFERENCE, 0, "The State whose vacated seat a by-election fills.",
      .refers_to = "state" },
};
const Kind ELECTION = {
    .name = "election",
    .title = "Election",
    .description = "An election of Council members by the General Assembly.",
    .key_format = "{election}",
    KIND_FIELDS(ELECTION_FIELDS),
};

VOCABULARY(CANDIDATURES, "candidature",                 //
           { "declared", "Candidate" },                 //
           { "withdrawn", "Withdrew before the vote" }, //
           { "no_declaration_found", "Received votes; no candidature found" });
static const Field CANDIDACY_FIELDS[] = {
    { "election", FIELD_REFERENCE, FIELD_REQUIRED | FIELD_INDEXED, "The election.",
      .refers_to = "election" },
    ISO3_FIELD("The State."),
    { "un_group", FIELD_VOCABULARY, FIELD_REQUIRED, "The group it stood in.",
      .vocabulary = &UN_GROUPS },
    { "candidature", FIELD_VOCABULARY, FIELD_REQUIRED, "Whether it stood until the vote.",
      .vocabulary = &CANDIDATURES },
    { "withdrawn_on", FIELD_DATE, 0, "When it withdrew." },
    { "withdrawal_source", FIELD_TEXT, 0, "Where the withdrawal was read." },
    { "votes", FIELD_INTEGER, 0, "Votes received in the deciding ballot.", .minimum = 0,
      .maximum = 193 },
    { "elected", FIELD_FLAG, 0, "yes or no; empty: the vote is still to come or not known." },
};
const Kind CANDIDACY = {
    .name = "candidacy",
    .title = "Candidacy",
    .description = "A State's candidacy in an election and its outcome (D1.13).",
    .key_format = "{election}/{iso3}",
    KIND_FIELDS(CANDIDACY_FIELDS),
};

static const Field COUNCIL_TERM_FIELDS[] = {
    ISO3_FIELD("The State."),
    { "un_group", FIELD_VOCABULARY, FIELD_REQUIRED, "The group whose seat it holds.",
      .vocabulary = &UN_GROUPS },
    { "elected_on", FIELD_DAY, FIELD_REQUIRED, "The day of its election." },
    { "start", FIELD_DAY, FIELD_REQUIRED | FIELD_INDEXED, "The first day of the term (D1.4)." },
    { "end", FIELD_DAY, FIELD_REQUIRED | FIELD_INDEXED,
      "The last day the seat was held: of the term, or the day of a withdrawal." },
    { "part_term", FIELD_FLAG, 0, "yes: the rest of a vacated seat's term (D1.8)." },
    { "part_term_counts", FIELD_FLAG, 0,
      "yes: this part term is one of two consecutive terms; unsettled, by default it is not "
      "(D1.9)." },
};
const Kind COUNCIL_TERM = {
    .name = "council_term",
    .title = "Council term",
    .description = "A State's term as a member of the Human Rights Council.",
    .key_format = "{iso3}/{start}",
    KIND_FIELDS(COUNCIL_TERM_FIELDS),
};

VOCABULARY(MEMBERSHIP_EVENTS, "membership_event",             //
           { "suspended", "Rights of membership suspended" }, //
           { "restored", "Rights of membership restored" },   //
           { "withdrew", "Withdrew from the Council" });
static const Field MEMBERSHIP_EVENT_FIELDS[] = {
    ISO3_FIELD("The State."),
    { "event", FIELD_VOCABULARY, FIELD_REQUIRED, "What happened to its membership (D1.8, D1.10).",
      .vocabulary = &MEMBERSHIP_EVENTS },
    { "happened_on", FIELD_DAY, FIELD_REQUIRED, "The day." },
    { "symbol", FIELD_TEXT, 0, "The resolution." },
    { "votes_yes", FIELD_INTEGER, 0, "Votes in favour.", .minimum = 0, .maximum = 193 },
    { "votes_no", FIELD_INTEGER, 0, "Votes against.", .minimum = 0, .maximum = 193 },
    { "votes_abstain", FIELD_INTEGER, 0, "Abstentions, which do not count as voting (D1.10).",
      .minimum = 0, .maximum = 193 },
};
const Kind MEMBERSHIP_EVENT = {
    .name = "membership_event",
    .title = "Membership event",
    .description = "A suspension, restoration or withdrawal during a Council term.",
    .key_format = "{iso3}/{event}/{happened_on}",
    KIND_FIELDS(MEMBERSHIP_EVENT_FIELDS),
};

VOCABULARY(PLEDGE_DOCUMENT_STATES, "pledge_document_state", //
           { "submitted", "Submitted" },                    //
           { "none_found", "None found on a recorded search" });
static const Field PLEDGE_DOCUMENT_FIELDS[] = {
    ISO3_FIELD("The State."),
    { "election_year", FIELD_INTEGER, FIELD_REQUIRED, "The year of the election stood for.",
      .minimum = 2006, .maximum = 2100 },
    { "state_of_document", FIELD_VOCABULARY, FIELD_REQUIRED, "Whether a document is known.",
      .vocabulary = &PLEDGE_DOCUMENT_STATES },
    { "symbol", FIELD_TEXT, 0, "The document symbol, A/<session>/<number>." },
    { "dated", FIELD_DATE, 0, "The date given." },
    { "date_of", FIELD_TEXT, 0, "What the date is of: the letter, its circulation, ..." },
};
const Kind PLEDGE_DOCUMENT = {
    .name = "pledge_document",
    .title = "Pledge document",
    .description = "A candidate's voluntary pledges and commitments (D2.3).",
    .key_format = "{election_year}/{iso3}",
    KIND_FIELDS(PLEDGE_DOCUMENT_FIELDS),
};
