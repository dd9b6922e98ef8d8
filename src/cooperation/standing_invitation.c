#include "cooperation/standing_invitation.h"

/* The tightest upper bound of an issue: by then there was one. */
static const InvitationEvidence *earliest_issue(const InvitationEvidence *evidence, size_t count) {
    const InvitationEvidence *earliest = NULL;
    for (size_t i = 0; i < count; i++)
        if (evidence[i].finding == INVITATION_ISSUED &&
            (!earliest || evidence[i].happened_on.last < earliest->happened_on.last))
            earliest = &evidence[i];
    return earliest;
}

/* The newest evidence of a finding that certainly lies on or before the day. */
static const InvitationEvidence *newest_before(const InvitationEvidence *evidence, size_t count,
                                               InvitationFinding finding, Day day) {
    const InvitationEvidence *newest = NULL;
    for (size_t i = 0; i < count; i++)
        if (evidence[i].finding == finding && evidence[i].happened_on.last <= day &&
            (!newest || evidence[i].happened_on.last > newest->happened_on.last))
            newest = &evidence[i];
    return newest;
}

/* A withdrawal after the issue that may have happened by the day; the latest such one. */
static const InvitationEvidence *withdrawal(const InvitationEvidence *evidence, size_t count,
                                            Day issued_by, Day day) {
    const InvitationEvidence *latest = NULL;
    for (size_t i = 0; i < count; i++)
        if (evidence[i].finding == INVITATION_WITHDRAWN && evidence[i].happened_on.first <= day &&
            evidence[i].happened_on.last >= issued_by &&
            (!latest || evidence[i].happened_on.last > latest->happened_on.last))
            latest = &evidence[i];
    return latest;
}

/* Whether a fresh issue is proved after the withdrawal and by the day. */
static const InvitationEvidence *issue_after(const InvitationEvidence *evidence, size_t count,
                                             Day withdrawn_by, Day day) {
    for (size_t i = 0; i < count; i++)
        if (evidence[i].finding == INVITATION_ISSUED &&
            evidence[i].happened_on.first > withdrawn_by && evidence[i].happened_on.last <= day)
            return &evidence[i];
    return NULL;
}

static InvitationOnDay after_issue(const InvitationEvidence *evidence, size_t count,
                                   const InvitationEvidence *issue, Day day) {
    const InvitationEvidence *withdrawn = withdrawal(evidence, count, issue->happened_on.last, day);
    if (!withdrawn) return (InvitationOnDay){ INVITATION_STATUS_IN_FORCE, issue };
    const InvitationEvidence *again =
        issue_after(evidence, count, withdrawn->happened_on.last, day);
    if (again) return (InvitationOnDay){ INVITATION_STATUS_IN_FORCE, again };
    return withdrawn->happened_on.last <= day
               ? (InvitationOnDay){ INVITATION_STATUS_WITHDRAWN, withdrawn }
               : (InvitationOnDay){ INVITATION_STATUS_UNCLEAR, withdrawn };
}

InvitationOnDay standing_invitation_on(const InvitationEvidence *evidence, size_t count, Day day) {
    const InvitationEvidence *issue = earliest_issue(evidence, count);
    if (issue && issue->happened_on.last <= day) return after_issue(evidence, count, issue, day);
    /* A bound without a beginning ("by 2010") proves nothing about the days before it, unless the
     * source of that bound also gives a day on which there was none. */
    if (issue && issue->happened_on.first <= day && issue->happened_on.precision != DATE_BEFORE)
        return (InvitationOnDay){ INVITATION_STATUS_UNCLEAR, issue };
    const InvitationEvidence *none = newest_before(evidence, count, INVITATION_NONE_ON_DATE, day);
    if (none) return (InvitationOnDay){ INVITATION_STATUS_NONE_KNOWN, none };
    const InvitationEvidence *looked = newest_before(evidence, count, INVITATION_NO_EVIDENCE, day);
    if (looked) return (InvitationOnDay){ INVITATION_STATUS_NO_EVIDENCE, looked };
    if (issue && issue->happened_on.first <= day)
        return (InvitationOnDay){ INVITATION_STATUS_UNCLEAR, issue };
    return (InvitationOnDay){ INVITATION_STATUS_NOT_KNOWN, NULL };
}
