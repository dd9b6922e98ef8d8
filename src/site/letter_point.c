#include "site/letter_point.h"

#define SP HEADING_SPECIAL_PROCEDURES
#define RE HEADING_REPRISALS
#define CS HEADING_CIVIL_SOCIETY

/* The texts are interface messages: the English here is what catalogues translate. */
const LetterPoint LETTER_POINTS[LETTER_POINT_COUNT] = {
    { "A1", SP, 1, "An effective standing invitation",
      "Issue a standing invitation to the Special Procedures and honour it: answer every request "
      "for a "
      "visit with specific dates within two months, and let the visit take place under its terms "
      "of "
      "reference.",
      "OHCHR's list of standing invitations and its table of country visits; reports of mandate "
      "holders." },
    { "A2", SP, 2, "Respect for the independence of mandate holders",
      "Deal responsibly and respectfully with the Special Procedures, and neither in word nor in "
      "act "
      "interfere with their independence.",
      "Statements of the Coordination Committee of Special Procedures, reports of mandate holders, "
      "records of Council meetings; two public sources for each incident." },
    { "A3", SP, 3, "Follow-up to country visits",
      "Tell the Special Procedures and the Council regularly how recommendations from country "
      "visits "
      "were carried out, and what stood in the way.",
      "Follow-up reports of mandate holders, statements to the Council, mid-term reports to the "
      "UPR." },
    { "A4", SP, 4, "Prompt and substantive replies to communications",
      "Answer urgent appeals and letters of allegation promptly and in substance, the urgent ones "
      "soonest.",
      "OHCHR's database of communications and the joint communications reports to the Council." },
    { "A5", SP, 5, "A yearly review of cooperation",
      "Support a mechanism that reviews and assesses every year how far members and candidates "
      "cooperate "
      "with the Council and its Special Procedures.",
      "Pledges, statements in the Council and the General Assembly, answers to the letter." },
    { "B1", RE, 1, "Cooperation with the UN focal point",
      "Cooperate fully with the senior official who leads the UN's work against reprisals.",
      "The Secretary-General's yearly reports on reprisals and what they say of each State's "
      "response." },
    { "B2", RE, 2, "Safe and unimpeded access to the UN",
      "Make it possible for everyone, human rights defenders above all, to reach UN human rights "
      "mechanisms safely and without hindrance.",
      "Reports on visas, travel bans, accreditation and funding; steps a State has announced." },
    { "B3", RE, 3, "Prevention and remedies",
      "Take every measure needed to prevent intimidation and reprisals, and provide remedies for "
      "all of "
      "them.",
      "The Secretary-General's reports and their annexes, follow-up to named cases, court "
      "records." },
    { "B4", RE, 4, "Informing the Council of steps taken",
      "Tell the Council, through its President and on a continuing basis, what was done to protect "
      "the "
      "people named in the Secretary-General's report and to make amends.",
      "Letters to the President of the Council, statements in the debate on item 5." },
    { "B5", RE, 5, "Support for the President's initiatives",
      "Support the initiatives of the Council's President that call on States to put an end to "
      "intimidation of people who cooperate with the UN.",
      "Joint statements, statements in the Council, lists of signatories." },
    { "B6", RE, 6, "Monitoring and a public registry",
      "Commit to closer monitoring and action by the Council, and consider an online registry of "
      "allegations of intimidation and reprisals that is kept up to date.",
      "Votes on the Council's resolutions about reprisals, pledges, answers to the letter." },
    { "B7", RE, 7, "Raising cases with other States",
      "Keep up pressure on States that commit or tolerate reprisals: raise cases from the "
      "Secretary-General's report, bilaterally and multilaterally, and discuss their follow-up.",
      "Statements naming cases in the dialogue on the yearly report, UPR recommendations." },
    { "B8", RE, 8, "Protection through missions and embassies",
      "Give priority to protecting human rights defenders through missions in Geneva and "
      "embassies, in "
      "coordination with the UN, regional and national actors.",
      "Published guidelines for missions, contact points of embassies, reports by defenders." },
    { "B9", RE, 9, "A national focal point",
      "Consider a national focal point for acts of intimidation and reprisals.",
      "Announcements of the Government, the text of the mandate, a public contact." },
    { "B10", RE, 10, "Laws that hinder access",
      "Review and where needed change laws, policies and practices that hinder access to "
      "international "
      "human rights bodies, and adopt no new ones.",
      "Official gazettes, communications of the type OL, concluding observations of treaty "
      "bodies." },
    { "B11", RE, 11, "Laws and guidance that protect",
      "Prevent intimidation and reprisals, where needed by specific laws and policies and by "
      "guidance to "
      "the authorities.",
      "Official gazettes, published instructions, reports to treaty bodies and the UPR." },
    { "C1", CS, 1, "Room for an independent civil society",
      "See to it that laws and administrative practice facilitate, promote and protect an "
      "independent, "
      "diverse and pluralistic civil society.",
      "Measures of civic space with their interval and edition (V-Dem), laws, comments of UN "
      "bodies." },
    { "C2", CS, 2, "Participation of civil society in the UN",
      "Support the full participation of civil society in the UN and the Council, and guarantee "
      "everyone "
      "unhindered access to and communication with them.",
      "Recorded votes on access and civil society space, the Committee on NGOs, consultations "
      "before the "
      "UPR." },
};

const char *letter_heading_title(LetterHeading heading) {
    static const char *const titles[HEADING_COUNT] = {
        [HEADING_SPECIAL_PROCEDURES] = "Special Procedures",
        [HEADING_REPRISALS] = "Reprisals and intimidation",
        [HEADING_CIVIL_SOCIETY] = "Civil society",
    };
    return titles[heading];
}

const LetterPoint *letter_point_find(Str id) {
    for (size_t i = 0; i < LETTER_POINT_COUNT; i++)
        if (str_equal_c(id, LETTER_POINTS[i].id)) return &LETTER_POINTS[i];
    return NULL;
}
