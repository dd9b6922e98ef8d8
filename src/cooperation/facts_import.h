/* Tables of visits and of standing invitations (facts_table.h) become records of the kinds
 * visit_event and standing_invitation, brought in by the import like any others.
 *
 * A visit event that is on record already, from whatever source, with a date that can be the same,
 * is left alone. One of the same State, mandate, event and year on another date is a conflict of
 * sources: shown, left out, and a person's to decide, unless the same source corrects itself.
 * Listed as pending without a date: pending on the day of the table. Who postponed, cancelled or
 * declined is not in such tables, and the note says so. An invitation without a date was issued by
 * the day of the table. */
#ifndef UPHOLD_COOPERATION_FACTS_IMPORT_H
#define UPHOLD_COOPERATION_FACTS_IMPORT_H

#include "cooperation/facts_table.h"
#include "record/import.h"

typedef struct FactsImportRequest {
    FactsShape shape;
    Str content;         /* the file */
    Str source;          /* of every record, always the same text for tables of one source */
    Day as_of;           /* the day of the table */
    bool skip_unmatched; /* leave rows out that match nothing */
    bool take_file;      /* let the file decide conflicts: its events are added beside */
    ChangeSet changes;
    const KindRegistry *registry;
    RuleList rules;
} FactsImportRequest;

typedef struct FactsImportResult {
    bool refused; /* the caller rolls back */
    FactsTable table;
    Problems conflicts;
    size_t conflict_rows; /* left as they are on record */
    size_t known_rows;    /* on record already, left alone */
    ImportResult records; /* with the lines of the file */
} FactsImportResult;

/* Carries the file out inside the caller's transaction; the contract of import_run. */
bool facts_import_run(Store *open, Arena *arena, const FactsImportRequest *request,
                      FactsImportResult *result, Error *error) MUST_CHECK;

#endif
