/* Commands: one file each, one table in main.c. This header is what they share: options, settings,
 * refusals and their exit codes (0 done, 1 refused with the reason on standard error, 2 usage). */
#ifndef UPHOLD_CMD_COMMAND_H
#define UPHOLD_CMD_COMMAND_H

#include "base/error.h"

enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2 };

typedef struct Command {
    const char *name;
    const char *usage;   /* behind "uphold NAME " */
    const char *summary; /* one line */
    int (*run)(const struct Command *command, int argument_count, char **arguments);
} Command;

/* One option of a command. A NULL `value` makes it a flag, which sets *given. The setting is looked
 * for on the command line, then in the environment as UPHOLD_NAME, then in HOME/uphold.conf as
 * "name = value" (only where `setting` is true). */
typedef struct Option {
    const char *name;     /* "dry-run" */
    const char *argument; /* "DIR", NULL for a flag */
    const char *help;
    const char **value;
    bool *given;
    bool setting;
} Option;

typedef enum OptionsOutcome { OPTIONS_READ, OPTIONS_HELP_SHOWN, OPTIONS_WRONG } OptionsOutcome;

/* Reads the options into their places; what is left over is in *operands. Shows the help for
 * --help. `home` is filled in last, from its default, and uphold.conf is read from there. */
OptionsOutcome options_read(const Command *command, Arena *arena, const Option *options,
                            size_t count, int argument_count, char **arguments,
                            const char ***operands, size_t *operand_count);

/* "uphold: message" on standard error; returns the exit code that fits the error. */
int command_refuse(const Error *error);
/* A usage error: message and a pointer to --help. */
int command_misuse(const Command *command, const char *format, ...) PRINTF_LIKE(2, 3);

#define DEFAULT_HOME "var"
#define OPTION_HOME(place)                                                                         \
    { "home", "DIR", "the home folder (default: " DEFAULT_HOME ")", (place), NULL, true }
#define OPTION_JSON(place)                                                                         \
    { "json", NULL, "print JSON", NULL, (place), false }

#endif
