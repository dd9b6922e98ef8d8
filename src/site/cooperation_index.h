/* Visits and communications of a snapshot, folded and indexed: what lists, permanent pages and due
 * lists are made of (A1, A3, A4). Built once a snapshot, when first asked for; read by any thread.
 */
#ifndef UPHOLD_SITE_COOPERATION_INDEX_H
#define UPHOLD_SITE_COOPERATION_INDEX_H

#include "cooperation/communication.h"
#include "cooperation/visit_chain.h"
#include "council/council_store.h"
#include "record/reader.h"
#include "site/facet.h"

/* One chain: a mandate's request to visit a State, with its history. */
typedef struct VisitChainView {
    Str iso3, mandate;
    size_t number;                 /* from 1, among the chains of State and mandate */
    const VisitTimeline *timeline; /* of State and mandate, all chains */
    Date newest;                   /* when the last thing on record of the chain happened */
    bool complete; /* the record of visits to the State is complete for any period, no sample */
    VisitStanding standing; /* today */
} VisitChainView;

/* One communication that may be shown today (D4.4: the others are left out). */
typedef struct LetterView {
    Str key, iso3, mandates;
    LetterEntry entry;
    const ReplyEntry *replies; /* in the order of their numbers */
    size_t reply_count;
    LetterStanding standing; /* today */
} LetterView;

enum {
    VISIT_FACET_STATE,
    VISIT_FACET_GROUP,
    VISIT_FACET_MANDATE,
    VISIT_FACET_STATUS,
    VISIT_FACET_CLOCK,
    VISIT_FACET_COUNT
};
enum {
    LETTER_FACET_STATE,
    LETTER_FACET_GROUP,
    LETTER_FACET_MANDATE,
    LETTER_FACET_TYPE,
    LETTER_FACET_STATUS,
    LETTER_FACET_CLOCK,
    LETTER_FACET_COUNT
};

/* For which a record about a State is known to be complete. */
typedef struct CompletePeriod {
    Str iso3;
    Day from, to;
} CompletePeriod;

typedef struct CooperationIndex {
    Arena arena;
    const VisitChainView *chains; /* newest first: in the order of the rows of `visits` */
    size_t chain_count;
    const FacetTable *visits;
    const LetterView *letters; /* newest first: in the order of the rows of `communications` */
    size_t letter_count;
    const FacetTable *communications;
    const CompletePeriod *complete; /* of letters and replies; none of a State touch */
    size_t complete_count;
    const CompletePeriod *complete_visits;
    size_t complete_visit_count;
} CooperationIndex;

typedef struct SiteSnapshot SiteSnapshot;

/* NULL on failure. */
CooperationIndex *cooperation_index_build(SiteSnapshot *snapshot, RecordReader *reader,
                                          Error *error) MUST_CHECK;
void cooperation_index_free(CooperationIndex *index);

/* "overdue", "no_clock", "report_awaited" ...: what the clock of a chain says, as in addresses. */
const char *visit_clock_word(const VisitStanding *standing);
const char *letter_clock_word(const LetterStanding *standing);
/* What is said of the reply: as its standing, but a letter of which a source once showed that it
 * had no reply is not one of which nothing is known. The day is standing->silent_until. */
AnswerStatus letter_reply_status(const LetterStanding *standing);
/* Whether the confidentiality of a communication on record has ended (D4.4). The year of its
 * reference bounds a letter of which no day is known. */
bool letter_may_be_shown(const Record *communication, Day today);
/* Takes the next mandate off a list such as "food torture"; false at the end. */
bool letter_next_mandate(Str *mandates, Str *mandate);

/* Whether the record of visits to a State is complete for any period; else it is a sample. */
bool cooperation_visits_complete(const CooperationIndex *index, Str iso3);

/* NULL where there is none. */
const VisitChainView *cooperation_find_chain(const CooperationIndex *index, Str iso3, Str mandate,
                                             size_t number);
const LetterView *cooperation_find_letter(const CooperationIndex *index, Str key);

#endif
