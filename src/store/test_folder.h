/* For tests: a folder of the test's own, gone with all that is in it when the test ends, and an
 * arena for what the test names. */
#ifndef UPHOLD_STORE_TEST_FOLDER_H
#define UPHOLD_STORE_TEST_FOLDER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <dirent.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "store/store.h"

typedef struct TestFolder {
    char path[64];
    Arena arena;
} TestFolder;

static inline bool test_folder_make(TestFolder *folder) {
    *folder = (TestFolder){ .path = "/tmp/uphold-test-XXXXXX" };
    return mkdtemp(folder->path) != NULL;
}

static inline const char *test_folder_path(TestFolder *folder, const char *name) {
    return str_to_c(&folder->arena, str_format(&folder->arena, "%s/%s", folder->path, name));
}

/* The names in a folder, sorted, with a space behind each; owned by the arena. */
static inline Str test_folder_names(Arena *arena, const char *path) {
    glob_t found = { 0 };
    Str names = STR("");
    assert_int_equal(glob(str_to_c(arena, str_format(arena, "%s/*", path)), 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        names =
            str_format(arena, "%.*s%s ", STR_ARGUMENTS(names), strrchr(found.gl_pathv[i], '/') + 1);
    globfree(&found);
    return names;
}

static inline void test_folder_empty(const char *path) {
    Arena arena = { 0 };
    DIR *listing = opendir(path);
    for (struct dirent *entry; listing && (entry = readdir(listing));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        char *inside = str_to_c(&arena, str_format(&arena, "%s/%s", path, entry->d_name));
        if (unlink(inside) == 0) continue;
        test_folder_empty(inside);
        rmdir(inside);
    }
    if (listing) closedir(listing);
    arena_free(&arena);
}

static inline void test_folder_drop(TestFolder *folder) {
    test_folder_empty(folder->path);
    rmdir(folder->path);
    arena_free(&folder->arena);
}

/* What must succeed in a test, and what must be refused in words that hold `part`. */
#define ASSERT_DONE(call, error)                                                                   \
    do {                                                                                           \
        if (!(call)) fail_msg("%s: %s", #call, (error).message);                                   \
    } while (0)
#define ASSERT_REFUSED(call, error, part)                                                          \
    do {                                                                                           \
        if (call) fail_msg("%s: was not refused", #call);                                          \
        if (!strstr((error).message, (part))) fail_msg("not \"%s\": %s", (part), (error).message); \
    } while (0)

static inline void assert_text(Str text, const char *expected) {
    if (!str_equal_c(text, expected))
        fail_msg("\"%.*s\" is not \"%s\"", STR_ARGUMENTS(text), expected);
}

#endif
