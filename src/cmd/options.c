#include <getopt.h>
#include <ini.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "cmd/command.h"

enum { OPTIONS_MAX = 32 };

static void show_help(const Command *command, const Option *options, size_t count) {
    printf("usage: uphold %s %s\n\n%s\n\n", command->name, command->usage, command->summary);
    for (size_t i = 0; i < count; i++) {
        char left[64];
        snprintf(left, sizeof left, "--%s%s%s", options[i].name, options[i].argument ? " " : "",
                 options[i].argument ? options[i].argument : "");
        printf("  %-22s %s\n", left, options[i].help);
    }
    printf("  %-22s %s\n", "--help", "show this");
}

/* UPHOLD_DRY_RUN for dry-run. */
static const char *from_environment(const char *name) {
    char variable[64] = "UPHOLD_";
    size_t length = strlen(variable);
    for (; *name && length < sizeof variable - 1; name++) {
        char c = *name == '-' ? '_' : *name;
        variable[length++] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    variable[length] = 0;
    const char *value = getenv(variable);
    return value && *value ? value : NULL;
}

typedef struct ConfigurationReader {
    Arena *arena;
    const Option *options;
    size_t count;
    const char *path;
    bool wrong;
} ConfigurationReader;

/* inih's handler: an unknown name is an error, so that a misspelt setting does not go unnoticed. A
 * name that another command knows cannot be told from a misspelt one here, so the list of all
 * settings stands in this one place. "home" is none of them: the file lies in the home. */
static const char *const SETTINGS[] = { "port", "author" };

static bool is_setting(const char *name) {
    for (size_t i = 0; i < COUNT_OF(SETTINGS); i++)
        if (strcmp(SETTINGS[i], name) == 0) return true;
    return false;
}

static int read_setting(void *context, const char *section, const char *name, const char *value) {
    ConfigurationReader *reader = context;
    if (*section || !is_setting(name)) {
        fprintf(stderr, "uphold: %s: there is no setting \"%s\"; remove or correct it\n",
                reader->path, name);
        reader->wrong = true;
        return 0;
    }
    for (size_t i = 0; i < reader->count; i++) {
        const Option *option = &reader->options[i];
        if (!option->setting || strcmp(option->name, name) != 0 || *option->value) continue;
        *option->value = str_to_c(reader->arena, str_from(value));
    }
    return 1;
}

static bool read_configuration(Arena *arena, const Option *options, size_t count,
                               const char *home) {
    Error error = { 0 };
    Str content;
    const char *path = str_to_c(arena, str_format(arena, "%s/uphold.conf", home));
    if (!file_exists(path)) return true;
    if (!file_read(arena, path, 1 << 16, &content, &error)) {
        fprintf(stderr, "uphold: %s\n", error.message);
        return false;
    }
    ConfigurationReader reader = { arena, options, count, path, false };
    int line = ini_parse_string(content.data, read_setting, &reader);
    if (line && !reader.wrong)
        fprintf(stderr, "uphold: %s, line %d: write \"name = value\"\n", path, line);
    return line == 0 && !reader.wrong;
}

static bool fill_settings(Arena *arena, const Option *options, size_t count) {
    const char *home = NULL;
    for (size_t i = 0; i < count; i++) {
        const Option *option = &options[i];
        if (!option->setting) continue;
        if (!*option->value) *option->value = from_environment(option->name);
        if (strcmp(option->name, "home") == 0) {
            if (!*option->value) *option->value = DEFAULT_HOME;
            home = *option->value;
        }
    }
    return !home || read_configuration(arena, options, count, home);
}

OptionsOutcome options_read(const Command *command, Arena *arena, const Option *options,
                            size_t count, int argument_count, char **arguments,
                            const char ***operands, size_t *operand_count) {
    struct option table[OPTIONS_MAX + 2] = { 0 };
    for (size_t i = 0; i < count; i++)
        table[i] =
            (struct option){ options[i].name, options[i].argument ? required_argument : no_argument,
                             NULL, (int)i + 256 };
    table[count] = (struct option){ "help", no_argument, NULL, 'h' };
    opterr = 0;
    optind = 1;
    int found;
    while ((found = getopt_long(argument_count, arguments, ":h", table, NULL)) != -1) {
        if (found == 'h') {
            show_help(command, options, count);
            return OPTIONS_HELP_SHOWN;
        }
        if (found < 256) {
            command_misuse(command, found == ':' ? "%s needs a value" : "there is no option %s",
                           arguments[optind - 1]);
            return OPTIONS_WRONG;
        }
        const Option *option = &options[found - 256];
        if (option->argument) *option->value = optarg;
        if (option->given) *option->given = true;
    }
    *operands = (const char **)(arguments + optind);
    *operand_count = (size_t)(argument_count - optind);
    return fill_settings(arena, options, count) ? OPTIONS_READ : OPTIONS_WRONG;
}

int command_refuse(const Error *error) {
    fprintf(stderr, "uphold: %s\n", error->message);
    return error->kind == ERROR_USAGE ? EXIT_USAGE : EXIT_REFUSED;
}

int command_misuse(const Command *command, const char *format, ...) {
    va_list arguments;
    fprintf(stderr, "uphold %s: ", command->name);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\nusage: uphold %s %s\n       uphold %s --help says more\n", command->name,
            command->usage, command->name);
    return EXIT_USAGE;
}
