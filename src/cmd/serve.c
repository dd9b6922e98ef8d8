/* uphold serve: a parent that watches, and a process a door (ARCHITECTURE "three processes"). Today
 * there is one door, the public one; it reads snapshots and nothing else. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/registry.h"
#include "http/server.h"
#include "record/home.h"
#include "site/routes.h"
#include "site/snapshot.h"

enum { POLL_MS = 300, STOP_MS = 5000, PUBLIC_PORT = 8080, NAME_TRIES = 20 };

typedef struct ServeOptions {
    const char *home, *port, *only;
} ServeOptions;

static volatile sig_atomic_t stop_wanted;

static void want_stop(int signal_number) {
    (void)signal_number;
    stop_wanted = 1;
}

static void catch_stop_signals(void) {
    struct sigaction action = { .sa_handler = want_stop };
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static void wait_a_little(void) {
    struct timespec pause = { POLL_MS / 1000, (POLL_MS % 1000) * 1000000L };
    nanosleep(&pause, NULL);
}

/* --- the public process
 * -------------------------------------------------------------------------------- */

typedef struct Published {
    int64_t number;
    Day today;
} Published;

/* Publishes when there is a newer snapshot, or a new day in Geneva: statuses are told by the date.
 * The writer may remove a snapshot between finding and opening it; then the newer one is found. */
static bool publish_newest(HttpServer *server, const char *home, Published *published,
                           Error *error) {
    Arena arena = { 0 };
    const char *path;
    int64_t number;
    SiteSnapshot *snapshot;
    Day today = day_today();
    bool done = false;
    for (int tries = 0; tries < NAME_TRIES && !done; tries++) {
        if (!home_newest_snapshot(&arena, home, &path, &number, error)) break;
        if (number == published->number && today == published->today) {
            done = true;
        } else if (site_snapshot_open(path, number, &REGISTRY, today, &snapshot, error)) {
            http_server_publish(server, snapshot, site_snapshot_release);
            *published = (Published){ number, today };
            log_line(LOG_LEVEL_INFO, "published snapshot=%lld", (long long)number);
            done = true;
        }
    }
    arena_free(&arena);
    return done;
}

static int serve_public(const ServeOptions *options, unsigned port) {
    char address[32];
    Error error = { 0 };
    HttpServer *server;
    Published published = { -1, DAY_NONE };
    log_set_process("public");
    catch_stop_signals();
    snprintf(address, sizeof address, "127.0.0.1:%u", port);
    const HttpServerOptions settings = { .address = address, .application = &PUBLIC_SITE };
    if (!http_server_start(&server, &settings, &error)) return command_refuse(&error);
    bool done = publish_newest(server, options->home, &published, &error);
    if (done) {
        printf("public http://127.0.0.1:%u/\n", http_server_port(server));
        fflush(stdout);
    }
    while (done && !stop_wanted) {
        wait_a_little();
        Error later = { 0 };
        if (!publish_newest(server, options->home, &published, &later))
            log_line(LOG_LEVEL_WARNING, "goes on with snapshot=%lld: %s",
                     (long long)published.number, later.message);
    }
    http_server_stop(server, STOP_MS);
    return done ? EXIT_DONE : command_refuse(&error);
}

/* --- the parent
 * ------------------------------------------------------------------------------------------ */

/* Ends with its children: a child that dies by itself takes the parent with it, so that whoever
 * started the service sees it. */
static int watch_children(pid_t child) {
    int status = 0;
    bool told = false;
    for (;;) {
        pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child) break;
        if (ended < 0 && errno != EINTR) return EXIT_REFUSED;
        if (stop_wanted && !told) {
            kill(child, SIGTERM);
            told = true;
        }
        wait_a_little();
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_REFUSED;
}

/* A parent that is killed cannot tell its child: the kernel does, so that no port stays taken. */
static void end_with(pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) stop_wanted = 1;
}

static int serve_all(const ServeOptions *options, unsigned port) {
    fflush(NULL);
    /* Before the fork: a signal in between must reach the child, too. */
    catch_stop_signals();
    pid_t parent = getpid(), child = fork();
    if (child < 0) {
        Error error;
        error_system(&error, "cannot start the public process");
        return command_refuse(&error);
    }
    if (child == 0) {
        end_with(parent);
        exit(serve_public(options, port));
    }
    return watch_children(child);
}

static bool read_port(const char *text, unsigned *port, Error *error) {
    int64_t number = PUBLIC_PORT;
    if (text && (!str_to_integer(str_from(text), &number) || number < 0 || number > 65535))
        return error_set(error, ERROR_USAGE, "--port takes a number up to 65535, not \"%s\"", text);
    *port = (unsigned)number;
    return true;
}

static int run(const Command *command, const ServeOptions *options, Arena *arena) {
    Error error = { 0 };
    unsigned port = PUBLIC_PORT;
    const char *snapshot;
    int64_t number;
    if (!read_port(options->port, &port, &error)) return command_refuse(&error);
    if (options->only && strcmp(options->only, "public") != 0)
        return command_misuse(command, "there is no process \"%s\"; there is: public",
                              options->only);
    if (options->only) return serve_public(options, port);
    /* Publishes first what a crash kept from being published. */
    if (!home_find_snapshot(arena, options->home, &REGISTRY, &snapshot, &number, &error))
        return command_refuse(&error);
    return serve_all(options, port);
}

int command_serve(const Command *command, int argument_count, char **arguments) {
    Arena arena = { 0 };
    ServeOptions options = { 0 };
    const char **operands;
    size_t operand_count;
    const Option table[] = {
        OPTION_HOME(&options.home),
        { "port", "N", "of the public process (default: 8080; 0: any that is free)", &options.port,
          NULL, true },
        { "only", "NAME", "run this one process in the foreground: public", &options.only },
    };
    OptionsOutcome outcome = options_read(command, &arena, table, COUNT_OF(table), argument_count,
                                          arguments, &operands, &operand_count);
    int code = outcome == OPTIONS_HELP_SHOWN ? EXIT_DONE : EXIT_USAGE;
    if (outcome == OPTIONS_READ)
        code = operand_count ? command_misuse(command, "unexpected \"%s\"", operands[0])
                             : run(command, &options, &arena);
    arena_free(&arena);
    return code;
}
