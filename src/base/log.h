/* The log: one line per event on standard error, key=value, with a syslog priority prefix where the
 * journal reads it. Never a body, a token, an address or a person's name. */
#ifndef UPHOLD_BASE_LOG_H
#define UPHOLD_BASE_LOG_H

#include "base/base.h"

typedef enum LogLevel { LOG_LEVEL_ERROR = 3, LOG_LEVEL_WARNING = 4, LOG_LEVEL_INFO = 6 } LogLevel;

/* Names the process in each line ("public", "intake", ...). Set once, before threads start. */
void log_set_process(const char *name);
void log_line(LogLevel level, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
