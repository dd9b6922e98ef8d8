/* Whether a State had a standing invitation in force on a day, from evidence that is often only a
 * bound (D3.3-D3.5). Absence of evidence is never a "no". */
#ifndef UPHOLD_COOPERATION_STANDING_INVITATION_H
#define UPHOLD_COOPERATION_STANDING_INVITATION_H

#include "base/date.h"

typedef enum InvitationFinding {
    INVITATION_ISSUED,
    INVITATION_NONE_ON_DATE, /* known to have issued none on that day */
    INVITATION_NO_EVIDENCE,  /* looked for, not found: says nothing */
    INVITATION_WITHDRAWN,
} InvitationFinding;

typedef struct InvitationEvidence {
    InvitationFinding finding;
    Date happened_on;
} InvitationEvidence;

typedef enum InvitationStatus {
    INVITATION_STATUS_NOT_KNOWN,   /* nothing on record that bears on the day */
    INVITATION_STATUS_IN_FORCE,    /* issued on or before the day, not withdrawn since */
    INVITATION_STATUS_NONE_KNOWN,  /* none on some earlier day; what came after is not known */
    INVITATION_STATUS_NO_EVIDENCE, /* looked for around the day and not found */
    INVITATION_STATUS_UNCLEAR,     /* issued or withdrawn at a time that may be before or after */
    INVITATION_STATUS_WITHDRAWN,
} InvitationStatus;

typedef struct InvitationOnDay {
    InvitationStatus status;
    const InvitationEvidence *because; /* the evidence that decides; NULL when there is none */
} InvitationOnDay;

/* The earliest proof of an invitation counts; a withdrawal counts only behind it. */
InvitationOnDay standing_invitation_on(const InvitationEvidence *evidence, size_t count, Day day);

#endif
