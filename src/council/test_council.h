/* For tests: a store that holds the project's own data/ of the Council's kinds, loaded once for the
 * group of tests, and files tried against it and rolled back. */
#ifndef UPHOLD_COUNCIL_TEST_COUNCIL_H
#define UPHOLD_COUNCIL_TEST_COUNCIL_H

#include "store/test_folder.h"

#include "council/council_kinds.h"
#include "council/council_store.h"
#include "record/import.h"
#include "record/record_kinds.h"
#include "record/schema.h"

static const Kind *const COUNCIL_KIND_LIST[] = {
    &STATE,    &STATE_NAME, &GROUP_MEMBERSHIP, &TREATY,           &TREATY_ACTION,
    &ELECTION, &CANDIDACY,  &COUNCIL_TERM,     &MEMBERSHIP_EVENT, &COVERAGE,
};
static const KindRegistry COUNCIL_KINDS = { COUNCIL_KIND_LIST, COUNT_OF(COUNCIL_KIND_LIST) };
static const RuleSet COUNCIL_RULE_SETS[] = { { COUNCIL_RULES, &COUNCIL_RULE_COUNT } };

typedef struct TestCouncil {
    TestFolder folder;
    Arena *arena; /* the folder's */
    Store *store;
    Error error;
    ImportResult result; /* of the last file */
} TestCouncil;

static TestCouncil council_of_tests;

/* Inside a transaction. */
static inline const ImportResult *council_import(TestCouncil *council, const Kind *kind,
                                                 Str content) {
    ImportRequest request = { .kind = kind,
                              .content = content,
                              .changes = { .origin = STR("import") },
                              .registry = &COUNCIL_KINDS,
                              .rules = { COUNCIL_RULE_SETS, 1 } };
    if (!import_run(council->store, council->arena, &request, &council->result, &council->error))
        fail_msg("%s: %s", kind->name, council->error.message);
    return &council->result;
}

static inline int load_council(void **state) {
    TestCouncil *council = *state = &council_of_tests;
    council->arena = &council->folder.arena;
    if (!test_folder_make(&council->folder)) return -1;
    const char *path = test_folder_path(&council->folder, "open.db");
    ASSERT_DONE(store_open(path, STORE_WRITER, &council->store, &council->error), council->error);
    ASSERT_DONE(schema_prepare(council->store, &COUNCIL_KINDS, &council->error), council->error);
    ASSERT_DONE(store_begin(council->store, &council->error), council->error);
    for (size_t i = 0; i < COUNCIL_KINDS.count; i++) {
        Str content;
        Str file = str_format(council->arena, "data/%s.csv", COUNCIL_KIND_LIST[i]->name);
        ASSERT_DONE(file_read(council->arena, str_to_c(council->arena, file), 8 << 20, &content,
                              &council->error),
                    council->error);
        council_import(council, COUNCIL_KIND_LIST[i], content);
        if (council->result.problems.count)
            fail_msg("%.*s, line %zu: %.*s", STR_ARGUMENTS(file),
                     council->result.problems.kept[0].line,
                     STR_ARGUMENTS(council->result.problems.kept[0].text));
    }
    ASSERT_DONE(store_commit(council->store, &council->error), council->error);
    return 0;
}

static inline int drop_council(void **state) {
    TestCouncil *council = *state;
    store_close(council->store);
    test_folder_drop(&council->folder);
    return 0;
}

/* What a file would lead to; nothing of it stays. */
static inline const ImportResult *council_try(TestCouncil *council, const Kind *kind,
                                              const char *csv) {
    ASSERT_DONE(store_begin(council->store, &council->error), council->error);
    council_import(council, kind, str_from(csv));
    store_rollback(council->store);
    return &council->result;
}

#endif
