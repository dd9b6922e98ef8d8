/* Files the build puts into the program: the reference data, the style sheet. */
#ifndef UPHOLD_BASE_EMBEDDED_H
#define UPHOLD_BASE_EMBEDDED_H

#include "base/str.h"

typedef struct EmbeddedFile {
    Str path; /* as in the repository: "data/state.csv" */
    Str content;
} EmbeddedFile;

extern const EmbeddedFile EMBEDDED_FILES[];
extern const size_t EMBEDDED_FILE_COUNT;

#endif
