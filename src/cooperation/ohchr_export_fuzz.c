/* Any bytes as an export: every row below the header is taken, left out, unmatched or a problem,
 * and what is taken is what a letter may be. */
#include <stdlib.h>

#include "base/buffer.h"
#include "cooperation/ohchr_export.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char HEADER[] = "Date,Country,Type,Ref. no.,Mandates,Nb. of replies,Replies\n";

static void must(bool condition) {
    if (!condition) abort();
}

static void check_letter(const OhchrLetter *letter, Day as_of) {
    must(str_equal_c(letter->key.length ? str_slice(letter->key, 0, 3) : STR_EMPTY, "XAA"));
    must(communication_is_to_state(&letter->reference));
    must(communication_may_be_shown(letter->reference.type, date_of_day(letter->sent_on), as_of));
    must(letter->replies >= OHCHR_REPLIES_NOT_SAID && letter->replies <= OHCHR_REPLIES_MAX);
    must(!letter->reply_day_count || letter->reply_day_count <= (size_t)letter->replies);
    for (size_t i = 1; i < letter->reply_day_count; i++)
        must(letter->reply_days[i - 1] <= letter->reply_days[i]);
}

/* The first byte says whether a right header stands before the rest. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena = { 0 };
    Buffer content = { 0 };
    NameIndex states = { .forms.arena = &arena }, mandates = { .forms.arena = &arena };
    OhchrExport *export = ARENA_NEW(&arena, OhchrExport);
    const Day as_of = 47633; /* 2100-06-01 */
    name_index_add(&states, STR("Altania (Republic of)"), STR("XAA"));
    name_index_add(&mandates, STR("sale, use and abuse"), STR("sale"));
    name_index_add(&mandates, STR("torture"), STR("torture"));
    if (size && data[0] & 1) buffer_add_c(&content, HEADER);
    if (size) buffer_add(&content, (Str){ (const char *)data + 1, size - 1 });
    ohchr_export_read(&arena, buffer_str(&content), &states, &mandates, as_of, export);
    for (size_t i = 0; i < export->count; i++)
        check_letter(&export->letters[i], as_of);
    must(export->count + export->to_others + export->unmatched_rows <= export->rows);
    must(export->count + export->to_others + export->unmatched_rows + export->problems.count >=
         export->rows);
    must((export->unmatched_rows > 0) <= (export->unmatched.count > 0));
    name_index_free(&states);
    name_index_free(&mandates);
    buffer_free(&content);
    arena_free(&arena);
    return 0;
}
