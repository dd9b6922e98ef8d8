/* The commands, one file each. */
#ifndef UPHOLD_CMD_COMMANDS_H
#define UPHOLD_CMD_COMMANDS_H

#include "cmd/command.h"

int command_init(const Command *command, int argument_count, char **arguments);
int command_import(const Command *command, int argument_count, char **arguments);
int command_assess(const Command *command, int argument_count, char **arguments);
int command_due(const Command *command, int argument_count, char **arguments);
int command_export(const Command *command, int argument_count, char **arguments);
int command_serve(const Command *command, int argument_count, char **arguments);
int command_show(const Command *command, int argument_count, char **arguments);

#endif
