#include "base/buffer.h"

void row(Buffer *sql, Error *error, const char *name) {
    buffer_add_c(sql, "select key from state where name like '%' order by key");
    buffer_format(sql, "in the order given by %s, select one; it was deleted from the table", name);
    buffer_format(sql, "update %s, or create it", name);
    error_set(error, ERROR_REFUSED, "cannot insert into %s", name);
}
