/* The ground floor: what every room stands on and nothing of the domain.
 *
 * Attributes and small macros shared by all headers. Arena, Str, Buffer, Date, Error, log, random
 * numbers and files each have their own header in this folder. */
#ifndef UPHOLD_BASE_H
#define UPHOLD_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The result says whether the function succeeded; not looking at it is a bug. */
#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_at, arguments_at)                                                       \
    __attribute__((format(printf, format_at, arguments_at)))
#define NORETURN __attribute__((noreturn))

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
