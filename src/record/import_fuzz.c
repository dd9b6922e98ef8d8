/* Any bytes as a file of records (JSON where they begin so, else CSV): the file is refused and
 * nothing is changed, or it is carried out, and its own export says the same. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "record/export.h"
#include "record/import.h"
#include "record/test_kinds.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Store *open_store;
static char path[64];

static void must(bool done, const Error *error) {
    if (done) return;
    fprintf(stderr, "%s\n", error->message);
    abort();
}

static void remove_store(void) {
    store_close(open_store);
    unlink(path);
}

static ImportResult import_into(Arena *arena, const Kind *kind, ImportFormat format, Str content) {
    Error error;
    ImportResult result;
    const ImportRequest request = { .kind = kind,
                                    .format = format,
                                    .content = content,
                                    .changes = { .origin = STR("import") },
                                    .registry = &TEST_KINDS };
    must(import_run(open_store, arena, &request, &result, &error), &error);
    return result;
}

/* In memory where the system has such a folder: every input is rolled back, nothing must last. */
static void make_store(Arena *arena) {
    Error error;
    snprintf(path, sizeof path, "%s/uphold-import-fuzz-%d.db",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp", (int)getpid());
    unlink(path);
    must(store_open(path, STORE_WRITER, &open_store, &error), &error);
    atexit(remove_store);
    must(schema_prepare(open_store, &TEST_KINDS, &error), &error);
    must(store_begin(open_store, &error), &error);
    import_into(arena, &TEST_PLACE, IMPORT_CSV,
                STR("code,aliases,source,as_of\nHERE,ICI AQUI,s,2026\nTHERE,,s,2026\n"));
    import_into(arena, &TEST_THING, IMPORT_CSV,
                STR("id,place,number,end,source,as_of\na,HERE,1,x,s,2026\nb,,,,s,2026\n"));
    must(store_commit(open_store, &error), &error);
}

static bool to_buffer(void *context, Str piece, Error *error) {
    (void)error;
    buffer_add(context, piece);
    return true;
}

static void export_says_the_same(Arena *arena, bool json) {
    Error error;
    Buffer out = { 0 };
    must(json ? export_json(open_store, &TEST_THING, to_buffer, &out, &error)
              : export_csv(open_store, &TEST_THING, to_buffer, &out, &error),
         &error);
    ImportResult again =
        import_into(arena, &TEST_THING, json ? IMPORT_JSON : IMPORT_CSV, buffer_str(&out));
    if (again.problems.count || again.added || again.updated) abort();
    buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena = { 0 };
    Error error;
    int64_t before, after;
    Str content = { (const char *)data, size };
    if (!open_store) make_store(&arena);
    bool json = size && (data[0] == '{' || data[0] == '[');
    must(history_log_size(open_store, &before, &error), &error);
    must(store_begin(open_store, &error), &error);
    ImportResult result =
        import_into(&arena, &TEST_THING, json ? IMPORT_JSON : IMPORT_CSV, content);
    must(history_log_size(open_store, &after, &error), &error);
    if (!result.problems.count) {
        if (after != before + (int64_t)(result.added + result.updated)) abort();
        export_says_the_same(&arena, false);
        export_says_the_same(&arena, true);
    } else if (!result.problems.kept[0].text.length) {
        abort();
    }
    store_rollback(open_store);
    must(history_log_size(open_store, &after, &error), &error);
    if (after != before) abort();
    arena_free(&arena);
    return 0;
}
