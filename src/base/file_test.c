#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

/* Each test has a folder of its own and an arena for what it reads and names. */
typedef struct Place {
    char folder[64];
    Arena arena;
} Place;

static int make_place(void **state) {
    Place *place = heap_allocate(sizeof *place);
    snprintf(place->folder, sizeof place->folder, "/tmp/uphold-file-test-XXXXXX");
    *state = place;
    return mkdtemp(place->folder) ? 0 : -1;
}

static void empty_folder(const char *folder) {
    Arena arena = { 0 };
    DIR *listing = opendir(folder);
    for (struct dirent *entry; listing && (entry = readdir(listing));) {
        if (str_equal_c(STR("."), entry->d_name) || str_equal_c(STR(".."), entry->d_name)) continue;
        char *path = str_to_c(&arena, str_format(&arena, "%s/%s", folder, entry->d_name));
        if (unlink(path) == 0) continue;
        empty_folder(path);
        rmdir(path);
    }
    if (listing) closedir(listing);
    arena_free(&arena);
}

static int drop_place(void **state) {
    Place *place = *state;
    empty_folder(place->folder);
    int result = rmdir(place->folder);
    arena_free(&place->arena);
    heap_free(place);
    return result;
}

static const char *path_in(Place *place, const char *name) {
    return str_to_c(&place->arena, str_format(&place->arena, "%s/%s", place->folder, name));
}

static size_t count_names(const char *folder) {
    size_t count = 0;
    DIR *listing = opendir(folder);
    assert_non_null(listing);
    while (readdir(listing))
        count++;
    closedir(listing);
    return count - 2;
}

static void write_text(const char *path, const char *text) {
    Error error;
    if (!file_write(path, str_from(text), 0600, &error)) fail_msg("%s", error.message);
}

static void assert_content(Place *place, const char *path, const char *expected) {
    Error error;
    Str content;
    if (!file_read(&place->arena, path, 1 << 20, &content, &error)) fail_msg("%s", error.message);
    assert_true(str_equal_c(content, expected));
}

static void what_is_written_is_read_back(void **state) {
    Place *place = *state;
    const char *path = path_in(place, "a.csv");
    write_text(path, "first");
    assert_content(place, path, "first");
    write_text(path, "second, longer");
    assert_content(place, path, "second, longer");
    write_text(path, "");
    assert_content(place, path, "");
    assert_int_equal(count_names(place->folder), 1);
}

static void a_large_file_with_zero_bytes_is_read_whole(void **state) {
    Place *place = *state;
    enum { SIZE = 300001 };
    char *bytes = arena_allocate(&place->arena, SIZE);
    for (int i = 0; i < SIZE; i++)
        bytes[i] = (char)(i % 256);
    Error error;
    Str content, written = { bytes, SIZE };
    const char *path = path_in(place, "large");
    assert_true(file_write(path, written, 0600, &error));
    assert_true(file_read(&place->arena, path, SIZE, &content, &error));
    assert_true(str_equal(content, written));
}

static void a_file_is_made_with_the_mode_asked_for(void **state) {
    Place *place = *state;
    const char *path = path_in(place, "secret");
    struct stat status;
    write_text(path, "x");
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void a_file_over_the_limit_is_refused(void **state) {
    Place *place = *state;
    const char *path = path_in(place, "a");
    write_text(path, "12345");
    Error error;
    Str content = STR("untouched");
    assert_false(file_read(&place->arena, path, 4, &content, &error));
    assert_int_equal(error.kind, ERROR_REFUSED);
    assert_true(str_contains(str_from(error.message), STR("larger than 4 bytes")));
    assert_true(str_equal_c(content, "untouched"));
    assert_true(file_read(&place->arena, path, 5, &content, &error));
}

static void a_file_that_is_not_there_is_not_found(void **state) {
    Place *place = *state;
    const char *path = path_in(place, "none");
    Error error;
    Str content;
    assert_false(file_exists(path));
    assert_false(file_read(&place->arena, path, 100, &content, &error));
    assert_int_equal(error.kind, ERROR_NOT_FOUND);
    assert_true(str_contains(str_from(error.message), str_from(path)));
    assert_false(file_read(&place->arena, place->folder, 100, &content, &error));
    assert_int_equal(error.kind, ERROR_SYSTEM);
}

/* The temporary file cannot be made because a folder has its name. */
static void the_old_file_stays_when_the_new_one_cannot_be_made(void **state) {
    Place *place = *state;
    const char *path = path_in(place, "a");
    write_text(path, "old");
    Str name = str_format(&place->arena, "a.tmp-%ld", (long)getpid());
    assert_int_equal(mkdir(path_in(place, name.data), 0700), 0);
    Error error;
    assert_false(file_write(path, STR("new"), 0600, &error));
    assert_int_equal(error.kind, ERROR_SYSTEM);
    assert_content(place, path, "old");
}

static void what_a_crash_left_of_a_temporary_file_does_not_come_back(void **state) {
    Place *place = *state;
    const char *path = path_in(place, "a");
    Str name = str_format(&place->arena, "a.tmp-%ld", (long)getpid());
    write_text(path_in(place, name.data), "half of an earlier one");
    write_text(path, "new");
    assert_content(place, path, "new");
    assert_int_equal(count_names(place->folder), 1);
}

/* The new file is written but cannot take its place because a folder is there. */
static void nothing_is_left_of_a_file_that_cannot_take_its_place(void **state) {
    Place *place = *state;
    const char *path = path_in(place, "folder");
    assert_int_equal(mkdir(path, 0700), 0);
    write_text(path_in(place, "folder/inside"), "kept");
    Error error;
    assert_false(file_write(path, STR("new"), 0600, &error));
    assert_int_equal(error.kind, ERROR_SYSTEM);
    assert_true(str_contains(str_from(error.message), STR("cannot rename")));
    assert_content(place, path_in(place, "folder/inside"), "kept");
    assert_int_equal(count_names(place->folder), 1);
}

static void a_file_in_a_folder_that_is_not_there_is_an_error(void **state) {
    Place *place = *state;
    Error error;
    assert_false(file_write(path_in(place, "none/a"), STR("x"), 0600, &error));
    assert_int_equal(error.kind, ERROR_SYSTEM);
    assert_false(file_sync_folder(path_in(place, "none"), &error));
    assert_int_equal(error.kind, ERROR_SYSTEM);
}

static void a_folder_is_made_once_and_a_file_in_its_place_is_an_error(void **state) {
    Place *place = *state;
    Error error;
    const char *folder = path_in(place, "folder"), *file = path_in(place, "file");
    assert_true(file_make_folder(folder, 0700, &error));
    assert_true(file_make_folder(folder, 0700, &error));
    assert_true(file_exists(folder));
    assert_true(file_sync_folder(folder, &error));
    write_text(file, "x");
    assert_false(file_make_folder(file, 0700, &error));
    assert_int_equal(error.kind, ERROR_SYSTEM);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_written_is_read_back, make_place, drop_place),
        cmocka_unit_test_setup_teardown(a_large_file_with_zero_bytes_is_read_whole, make_place,
                                        drop_place),
        cmocka_unit_test_setup_teardown(a_file_is_made_with_the_mode_asked_for, make_place,
                                        drop_place),
        cmocka_unit_test_setup_teardown(a_file_over_the_limit_is_refused, make_place, drop_place),
        cmocka_unit_test_setup_teardown(a_file_that_is_not_there_is_not_found, make_place,
                                        drop_place),
        cmocka_unit_test_setup_teardown(the_old_file_stays_when_the_new_one_cannot_be_made,
                                        make_place, drop_place),
        cmocka_unit_test_setup_teardown(what_a_crash_left_of_a_temporary_file_does_not_come_back,
                                        make_place, drop_place),
        cmocka_unit_test_setup_teardown(nothing_is_left_of_a_file_that_cannot_take_its_place,
                                        make_place, drop_place),
        cmocka_unit_test_setup_teardown(a_file_in_a_folder_that_is_not_there_is_an_error,
                                        make_place, drop_place),
        cmocka_unit_test_setup_teardown(a_folder_is_made_once_and_a_file_in_its_place_is_an_error,
                                        make_place, drop_place),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
