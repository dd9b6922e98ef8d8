/* Error: what a function that can fail leaves behind, in words for the person who must act.
 *
 * A function that can fail returns bool and takes an Error last. On false it has filled the Error
 * and has left no partial result. Callers add context on the way up. */
#ifndef UPHOLD_BASE_ERROR_H
#define UPHOLD_BASE_ERROR_H

#include "base/str.h"

typedef enum ErrorKind {
    ERROR_NONE = 0,
    ERROR_REFUSED,   /* the input is wrong; the message says where, what, why, what to do */
    ERROR_USAGE,     /* the command line is wrong */
    ERROR_NOT_FOUND, /* what was named does not exist */
    ERROR_SYSTEM,    /* disk, network, database: not the user's doing */
} ErrorKind;

typedef struct Error {
    ErrorKind kind;
    char message[1024];
} Error;

/* Fills the error and returns false, so that `return error_set(...)` reads well. */
bool error_set(Error *error, ErrorKind kind, const char *format, ...) PRINTF_LIKE(3, 4);
/* The same for a failed system call: adds the text of errno. */
bool error_system(Error *error, const char *format, ...) PRINTF_LIKE(2, 3);
/* Puts "context: " before the message; returns false. */
bool error_context(Error *error, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
