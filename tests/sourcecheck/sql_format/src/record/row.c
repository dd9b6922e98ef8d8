#include "base/buffer.h"

void row(Buffer *sql, const char *table, int key) {
    buffer_format(sql, "select key, name from %s", table);
    buffer_format(sql, "DELETE FROM state WHERE key = %d", key);
    str_format(arena, "insert or replace into %s"
                      " values (?1)", table);
    buffer_format(sql, " WHERE %s = ?1", table);
    buffer_format(sql, "create unique index on %s", table);
    buffer_format(sql, "update %s set a = ?1 order by b", table);
}
