/* uphold: the command table. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"

static const Command COMMANDS[] = {
    { "init", "[--home DIR] [--demo]",
      "Make a home and load the reference data into it, or a fictional demonstration.",
      command_init },
    { "import", "KIND|TABLE FILE [--dry-run] | --undo ID | --list",
      "Bring a file of records in, whole or not at all; or take an import back.", command_import },
    { "export", "KIND|all [--format csv|json|datapackage] [--out PATH]",
      "Write records out, as import reads them.", command_export },
    { "show", "KIND KEY [--history] [--json]", "Print one record, or what happened to it.",
      command_show },
    { "due", "RULE DATE [--extend N(days|months)] [--on DAY] [--json] | --list",
      "By when an answer is due, with every step of the way there.", command_due },
    { "assess", "--cycle YEAR --as-of DAY | --verify ID | --input DIR --out DIR | ...",
      "Assess cooperation (method ACA-1.0.0) and make a release; verify, audit, compare.",
      command_assess },
    { "serve", "[--home DIR] [--port N] [--only public]",
      "Serve the public site, in a process of its own that only reads.", command_serve },
};

static void show_commands(FILE *out) {
    fprintf(out, "usage: uphold COMMAND ...\n\n");
    for (size_t i = 0; i < COUNT_OF(COMMANDS); i++)
        fprintf(out, "  %-10s %s\n", COMMANDS[i].name, COMMANDS[i].summary);
    fprintf(out, "\n`uphold COMMAND --help` says more.\n");
}

int main(int argument_count, char **arguments) {
    if (sodium_init() < 0) {
        fprintf(stderr, "uphold: libsodium cannot start\n");
        return EXIT_REFUSED;
    }
    if (argument_count > 1 && strcmp(arguments[1], "--help") == 0) {
        show_commands(stdout);
        return EXIT_DONE;
    }
    for (size_t i = 0; argument_count > 1 && i < COUNT_OF(COMMANDS); i++)
        if (strcmp(arguments[1], COMMANDS[i].name) == 0)
            return COMMANDS[i].run(&COMMANDS[i], argument_count - 1, arguments + 1);
    if (argument_count > 1) fprintf(stderr, "uphold: there is no command %s\n", arguments[1]);
    show_commands(stderr);
    return EXIT_USAGE;
}
