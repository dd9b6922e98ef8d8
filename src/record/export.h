/* Export: what import reads, and what others can work with. CSV and JSON of one kind; a
 * Frictionless data package of all. Reads a snapshot; the rows come from one statement, in the
 * order of keys. */
#ifndef UPHOLD_RECORD_EXPORT_H
#define UPHOLD_RECORD_EXPORT_H

#include "record/schema.h"

/* Takes a piece of the output; false stops the export (the error is filled in). */
typedef bool ExportSink(void *context, Str piece, Error *error);

bool export_csv(Store *store, const Kind *kind, ExportSink *sink, void *context,
                Error *error) MUST_CHECK;
/* {"kind": ..., "count": N, "records": [...]}: the count stands last, so that a cut answer shows.
 */
bool export_json(Store *store, const Kind *kind, ExportSink *sink, void *context,
                 Error *error) MUST_CHECK;

/* A folder with datapackage.json (Table Schemas from the kinds) and data/KIND.csv for each kind. */
bool export_data_package(Store *store, const KindRegistry *registry, const char *folder,
                         Str created_at, Error *error) MUST_CHECK;

/* One record as a JSON object: key, version, then every field (null: not available). */
void export_record_json(JsonWriter *writer, const Record *record, int64_t version);

#endif
