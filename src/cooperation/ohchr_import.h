/* The communications export of OHCHR (ohchr_export.h) becomes records of the kinds communication
 * and reply, brought in by the import like any others: plan, rules, history, undo.
 *
 * What is on record and what the file says are first laid side by side. What the file adds or makes
 * more exact is taken; what it says as it is on record changes nothing, not even the source. Where
 * it contradicts what another source says (day, type, a mandate left out, a reply's day), or shows
 * fewer replies than are on record, the row is a conflict: shown, left out, and a person's to
 * decide. A later export of the same source corrects the earlier one; an earlier one corrects
 * nothing. No reply in the file is no reply as of the day of the export, and no more. */
#ifndef UPHOLD_COOPERATION_OHCHR_IMPORT_H
#define UPHOLD_COOPERATION_OHCHR_IMPORT_H

#include "cooperation/ohchr_export.h"
#include "record/import.h"

typedef struct OhchrImportRequest {
    Str content;         /* the file */
    Str source;          /* of every record, always the same text for exports of one source */
    Day as_of;           /* the day of the export */
    bool skip_unmatched; /* leave rows out whose State or mandates are not on record */
    bool take_file;    /* let the file decide conflicts; an import removes no reply all the same */
    ChangeSet changes; /* origin, file_name, made_at, made_by, reason */
    const KindRegistry *registry;
    RuleList rules;
} OhchrImportRequest;

typedef struct OhchrImportResult {
    bool refused; /* the caller rolls back: problems here or below, or unmatched rows not skipped */
    OhchrExport export;
    Problems conflicts;
    size_t conflict_rows; /* left as they are on record */
    /* Two imports in one transaction; their lines are those of the file. */
    ImportResult letters, replies;
} OhchrImportResult;

/* Carries the file out inside the caller's transaction; the contract of import_run. */
bool ohchr_import_run(Store *open, Arena *arena, const OhchrImportRequest *request,
                      OhchrImportResult *result, Error *error) MUST_CHECK;

/* The names and codes of all States and the keys, aliases and titles of all mandates on record,
 * also their short forms: "right to food". Freed by the caller, on failure, too. */
bool state_names_read(Store *store, NameIndex *states, Error *error) MUST_CHECK;
bool mandate_names_read(Store *store, NameIndex *mandates, Error *error) MUST_CHECK;

#endif
