#include "cmd/registry.h"

#include "assess/assess_kinds.h"
#include "cooperation/cooperation_kinds.h"
#include "cooperation/cooperation_rules.h"
#include "council/council_kinds.h"
#include "council/council_store.h"
#include "record/record_kinds.h"
#include "reprisals/reprisals_kinds.h"

static const Kind *const KINDS[] = {
    &STATE,
    &STATE_NAME,
    &GROUP_MEMBERSHIP,
    &TREATY,
    &TREATY_ACTION,
    &COMPLAINT_DECLARATION,
    &TREATY_REPORT,
    &NHRI_ACCREDITATION,
    &ELECTION,
    &CANDIDACY,
    &COUNCIL_TERM,
    &MEMBERSHIP_EVENT,
    &PLEDGE_DOCUMENT,
    &MANDATE,
    &MANDATE_HOLDER,
    &POSITION,
    &STANDING_INVITATION,
    &VISIT_EVENT,
    &COMMUNICATION,
    &REPLY,
    &PUBLISHED_COUNT,
    &RESOLUTION,
    &RESOLUTION_VOTE,
    &REPRISALS_REPORT,
    &REPRISALS_MENTION,
    &REPORTED_CASE,
    &ACCESS_LAW,
    &MANDATE_INCIDENT,
    &COUNTRY_VISIT_REPORT,
    &ACCESS_VOTE,
    &EXTERNAL_MEASURE,
    &INDICATOR_LEVEL,
    &UPR_REVIEW,
    &PLEDGE,
    &RELEASE,
    &RELEASE_REPLY,
    &RELEASE_CORRECTION,
    &COMPARABILITY_BREAK,
    &COVERAGE,
};
const KindRegistry REGISTRY = { KINDS, COUNT_OF(KINDS) };

static const RuleSet RULE_SETS[] = {
    { COUNCIL_RULES, &COUNCIL_RULE_COUNT },
    { COOPERATION_RULES, &COOPERATION_RULE_COUNT },
    { ASSESS_RULES, &ASSESS_RULE_COUNT },
};
const RuleList RULES = { RULE_SETS, COUNT_OF(RULE_SETS) };
