/* A file of examples, its name in the first line, is refused with words, or it holds only facts
 * that keep the rules and can be observed. */
#include <stdlib.h>

#include "assess/golden_input.h"
#include "assess/indicators.h"
#include "base/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static AssessedState states[] = { { .code = STR_LITERAL("XAA") }, { .code = STR_LITERAL("XBB") } };

static const Method *example_method(void) {
    static Arena arena;
    static Method method;
    static bool read;
    Error error;
    Str text;
    if (read) return &method;
    if (!file_read(&arena, "tests/fixtures/golden/params.json", 1 << 20, &text, &error) ||
        !method_read(&arena, text, METHOD_OF_EXAMPLE, &method, &error))
        abort();
    read = true;
    return &method;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena = { 0 };
    Error error = { 0 };
    const Method *method = example_method();
    Dataset dataset = { .states = states,
                        .state_count = COUNT_OF(states),
                        .communications_until = DAY_NONE };
    Str content = { (const char *)data, size }, name;
    if (!size || !str_cut(&content, '\n', &name)) return 0;
    if (!golden_table_read(&arena, str_to_c(&arena, name), content, method, &dataset, &error)) {
        if (error.kind != ERROR_REFUSED || !error.message[0]) abort();
    } else {
        if (!dataset_check(&dataset, method, &error)) abort();
        observe(&arena, &dataset, method, method->as_of);
    }
    arena_free(&arena);
    return 0;
}
