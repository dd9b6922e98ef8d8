/* The rules in use, as a table that a domain expert can read. */
#include "cooperation/clock.h"

static const ClockRule RULES[] = {
    {
        /* A1, D3.1 rules 2, 4 and 5 */
        .id = "visit-dates",
        .version = 1,
        .amount = 2,
        .unit = CLOCK_MONTHS,
        .title = "Specific dates for a requested visit",
        .starts =
            "The request of the mandate. If its day is not known exactly, the latest possible "
            "day counts. A request by a predecessor in the mandate is the same request.",
        .stops = "Dates proposed by the State, dates agreed by both, or the visit itself. Nothing "
                 "is awaited once the mandate has withdrawn, or while it has itself put the visit "
                 "off.",
        .answer = "One or more sets of specific possible dates. An acknowledgement, an acceptance "
                  "in principle and a refusal are no answer with dates.",
        .source = "Open letter to candidates of 5 November 2013, Special Procedures, "
                  "recommendation 1: \"one or more sets of specific possible dates within two "
                  "months\". Calendar months, which end with their last day.",
        .basis = CLOCK_BASIS_READ,
    },
    {
        /* A1, D3.1 rule 6 */
        .id = "visit-reminder",
        .version = 1,
        .amount = 2,
        .unit = CLOCK_MONTHS,
        .title = "Specific dates for a visit asked for again",
        .starts =
            "A reminder by the mandate, where no earlier request is on record or what came of "
            "it is over. A reminder of a request still unanswered starts nothing: the clock "
            "of that request runs on.",
        .stops = "As for the first request.",
        .answer = "One or more sets of specific possible dates. An acknowledgement, an acceptance "
                  "in principle and a refusal are no answer with dates.",
        .source = "Open letter to candidates of 5 November 2013, Special Procedures, "
                  "recommendation 1; that a reminder can start the clock is a choice of this "
                  "project.",
        .basis = CLOCK_BASIS_PROJECT,
    },
    {
        /* A4, D4.5 */
        .id = "al-reply",
        .version = 1,
        .amount = 60,
        .unit = CLOCK_DAYS,
        .title = "Reply to an allegation letter",
        .starts = "The sending of the letter.",
        .stops = "A reply, also one that still has to be translated.",
        .answer = "A reply to what the letter asks. A bare acknowledgement of receipt or a holding "
                  "answer is no reply.",
        .source = "The letters of the Special Procedures ask for a reply within 60 days; their "
                  "Manual of Operations of 2008 asked for it within two months.",
        .basis = CLOCK_BASIS_RECALLED,
    },
    {
        /* A4, D4.5; unresolved in DOMAIN 11 */
        .id = "ua-reply",
        .version = 1,
        .amount = 30,
        .unit = CLOCK_DAYS,
        .title = "Reply to an urgent appeal",
        .starts = "The sending of the appeal.",
        .stops = "A reply, also one that still has to be translated.",
        .answer = "A reply to what the appeal asks. A bare acknowledgement of receipt or a holding "
                  "answer is no reply.",
        .source = "Manual of Operations of the Special Procedures of 2008; whether 60 days are "
                  "asked for today is not settled.",
        .basis = CLOCK_BASIS_LIKELY,
    },
    {
        /* D4.5 */
        .id = "ol-reply",
        .version = 1,
        .amount = 60,
        .unit = CLOCK_DAYS,
        .title = "Reply to another letter, on laws, bills or policies",
        .starts = "The sending of the letter.",
        .stops = "A reply, also one that still has to be translated.",
        .answer = "A reply to what the letter asks. A bare acknowledgement of receipt or a holding "
                  "answer is no reply.",
        .source = "The letters of the Special Procedures ask for a reply within 60 days.",
        .basis = CLOCK_BASIS_RECALLED,
    },
    {
        /* A3, METHOD SP5 */
        .id = "visit-followup",
        .version = 1,
        .amount = 12,
        .unit = CLOCK_MONTHS,
        .title = "Information on how the recommendations of a visit were implemented",
        .starts = "The presentation of the report on the visit to the Human Rights Council.",
        .stops = "Information by the State.",
        .answer = "Information to the mandate or to the Council on how the recommendations were "
                  "implemented and what stood in the way; a mid-term report to the Universal "
                  "Periodic Review counts where it says so.",
        .source = "Open letter to candidates of 5 November 2013, Special Procedures, "
                  "recommendation 3: \"regularly providing information\"; the twelve months are a "
                  "choice of this project (method ACA-1.0.0, SP5).",
        .basis = CLOCK_BASIS_PROJECT,
        .early_reminders = { 6 },
    },
    {
        /* B3, METHOD RE2 */
        .id = "reprisal-followup",
        .version = 1,
        .amount = 12,
        .unit = CLOCK_MONTHS,
        .title = "Steps on a case named in a report on reprisals",
        .starts = "The publication of the Secretary-General's report that first names the case.",
        .stops = "Steps taken, confirmed independently of the State.",
        .answer = "An inquiry opened, a measure of protection, the harm ended, or remedy and "
                  "accountability. A denial is no step.",
        .source = "Open letter to candidates of 5 November 2013, Reprisals and intimidation, "
                  "recommendation 3; the twelve months are a choice of this project (method "
                  "ACA-1.0.0, RE2).",
        .basis = CLOCK_BASIS_PROJECT,
    },
    {
        /* B4, METHOD RE3 */
        .id = "council-information",
        .version = 1,
        .amount = 12,
        .unit = CLOCK_MONTHS,
        .title = "Information to the Council on a case named in a report on reprisals",
        .starts = "The publication of the Secretary-General's report that names the case.",
        .stops = "Information by the State to the Council through its President.",
        .answer = "A letter or statement to the President of the Council, or a statement in the "
                  "dialogue on the report, that says what was done on this case.",
        .source = "Open letter to candidates of 5 November 2013, Reprisals and intimidation, "
                  "recommendation 4: \"on an ongoing basis\"; the twelve months are a choice of "
                  "this project (method ACA-1.0.0, RE3).",
        .basis = CLOCK_BASIS_PROJECT,
        .early_reminders = { 3, 6, 9 },
    },
    {
        /* METHOD 8 */
        .id = "state-reply",
        .version = 1,
        .amount = 14,
        .unit = CLOCK_DAYS,
        .title = "Comment of a State on the draft of its assessment",
        .starts = "The sending of the draft to the State.",
        .stops = "The State's text.",
        .answer = "A text of at most 500 words, which is printed unedited, or corrections of fact, "
                  "which are made or refused with reasons.",
        .source = "Method ACA-1.0.0, section 8.",
        .basis = CLOCK_BASIS_PROJECT,
    },
    {
        /* P4 */
        .id = "signature-ratification",
        .version = 1,
        .amount = 2,
        .unit = CLOCK_YEARS,
        .title = "Ratification of a treaty signed",
        .starts = "The signature.",
        .stops = "Ratification, acceptance, approval or accession.",
        .answer = "The deposit of an instrument by which the State becomes a party. A signature "
                  "alone does not make it one.",
        .source = "Open letter to candidates of 5 November 2013: \"consideration of the level of "
                  "ratification of core international human rights treaties\"; the two years are a "
                  "choice of this project.",
        .basis = CLOCK_BASIS_PROJECT,
    },
    {
        /* B9 */
        .id = "focal-point-confirmation",
        .version = 1,
        .amount = 12,
        .unit = CLOCK_MONTHS,
        .title = "Confirmation that a national focal point can be reached",
        .starts = "The last confirmation.",
        .stops = "A new confirmation.",
        .answer = "The public contact of the focal point, confirmed by the mission.",
        .source = "Open letter to candidates of 5 November 2013, Reprisals and intimidation, "
                  "recommendation 9; the twelve months are a choice of this project.",
        .basis = CLOCK_BASIS_PROJECT,
    },
    {
        /* B6 */
        .id = "registry-update",
        .version = 1,
        .amount = 90,
        .unit = CLOCK_DAYS,
        .owed_by = CLOCK_OWED_BY_REGISTRY,
        .title = "Review of a published entry of the registry",
        .starts = "The last update of the entry.",
        .stops = "An update, or a review that found nothing new.",
        .answer = "An update, or a recorded review that found nothing new.",
        .source = "Open letter to candidates of 5 November 2013, Reprisals and intimidation, "
                  "recommendation 6: \"regularly updated\"; the 90 days are a choice of this "
                  "project.",
        .basis = CLOCK_BASIS_PROJECT,
    },
    {
        /* B6 */
        .id = "consent-confirmation",
        .version = 1,
        .amount = 12,
        .unit = CLOCK_MONTHS,
        .owed_by = CLOCK_OWED_BY_REGISTRY,
        .title = "Confirmation of consent to a published entry",
        .starts = "The consent, or its last confirmation.",
        .stops = "A new confirmation, or withdrawal.",
        .answer = "Consent confirmed by the person it was given by, or withdrawn.",
        .source = "A choice of this project: consent is confirmed again every year.",
        .basis = CLOCK_BASIS_PROJECT,
    },
};

const ClockRuleTable CLOCK_RULES = { RULES, COUNT_OF(RULES) };
