#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"

static bool read_all(int descriptor, const char *path, size_t limit, Buffer *buffer, Error *error) {
    for (;;) {
        buffer_reserve(buffer, 65536);
        ssize_t got = read(descriptor, buffer->data + buffer->length, 65536);
        if (got == 0) return true;
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return error_system(error, "cannot read %s", path);
        buffer->length += (size_t)got;
        if (buffer->length > limit)
            return error_set(error, ERROR_REFUSED, "%s is larger than %zu bytes; split it", path,
                             limit);
    }
}

bool file_read(Arena *arena, const char *path, size_t limit, Str *content, Error *error) {
    bool standard_input = strcmp(path, "-") == 0;
    int descriptor = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        error_system(error, "cannot open %s", path);
        if (errno == ENOENT) error->kind = ERROR_NOT_FOUND;
        return false;
    }
    Buffer buffer = { 0 };
    bool done = read_all(descriptor, path, limit, &buffer, error);
    if (done) *content = str_copy(arena, buffer_str(&buffer));
    buffer_free(&buffer);
    if (!standard_input) close(descriptor);
    return done;
}

static bool write_all(int descriptor, Str content) {
    while (content.length) {
        ssize_t written = write(descriptor, content.data, content.length);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        content = str_slice(content, (size_t)written, content.length);
    }
    return fsync(descriptor) == 0;
}

bool file_sync_folder(const char *path, Error *error) {
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return error_system(error, "cannot open folder %s", path);
    bool done = fsync(descriptor) == 0 || error_system(error, "cannot sync folder %s", path);
    close(descriptor);
    return done;
}

static bool sync_folder_of(const char *path, Error *error) {
    const char *slash = strrchr(path, '/');
    if (!slash) return file_sync_folder(".", error);
    Arena arena = { 0 };
    Str folder = { path, slash == path ? 1 : (size_t)(slash - path) };
    bool done = file_sync_folder(str_to_c(&arena, folder), error);
    arena_free(&arena);
    return done;
}

bool file_write(const char *path, Str content, unsigned mode, Error *error) {
    Arena arena = { 0 };
    char *temporary = str_to_c(&arena, str_format(&arena, "%s.tmp-%ld", path, (long)getpid()));
    int descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, (mode_t)mode);
    bool done = descriptor >= 0;
    if (!done) error_system(error, "cannot create %s", temporary);
    if (done && !write_all(descriptor, content))
        done = error_system(error, "cannot write %s", temporary);
    if (descriptor >= 0 && close(descriptor) != 0 && done)
        done = error_system(error, "cannot close %s", temporary);
    if (done && rename(temporary, path) != 0)
        done = error_system(error, "cannot rename %s to %s", temporary, path);
    if (!done && descriptor >= 0) unlink(temporary);
    if (done) done = sync_folder_of(path, error);
    arena_free(&arena);
    return done;
}

bool file_make_folder(const char *path, unsigned mode, Error *error) {
    if (mkdir(path, (mode_t)mode) == 0) return true;
    struct stat status;
    if (errno == EEXIST && stat(path, &status) == 0 && S_ISDIR(status.st_mode)) return true;
    return error_system(error, "cannot make folder %s", path);
}

bool file_exists(const char *path) {
    return access(path, F_OK) == 0;
}
