#!/usr/bin/env bash
# bench/import.sh [ROWS [ROUNDS]]: `uphold import` of synthetic communications into a home with the reference
# data - every row validated, with its version in the history and its salted commitment in the log, and the
# readers' snapshot made - beside `.import` of the sqlite3 shell:
#   same_rows  the same final rows into the same tables with the same indexes (the kind, the history, the log)
#   kind_only  the kind's table with its indexes alone
# The shell gets the same page size, WAL and cache; it checks no references. `.import` knows no blobs: salts and
# commitments are texts of the same length there. Then: one more snapshot, and an import that changes nothing.
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"
rows=${1:-300000} rounds=${2:-${ROUNDS:-5}}
communications "$rows"
file=$kept/communications-$rows.csv
empty=$(home_of 0)
settings='pragma journal_mode=wal; pragma synchronous=full; pragma cache_size=-65536'

# --- the final rows, as the shell reads them ---------------------------------------------------------
cp -r "$empty" "$work/home"
"$uphold" import communication "$file" --home "$work/home" >/dev/null
first=$(sqlite3 -readonly "$(snapshot_of "$empty")" 'select count(*) from log_leaf')
final=$(snapshot_of "$work/home")
extract() { sqlite3 -readonly -csv "$final" "$1"; }
extract "select * from communication where number > 10000 order by rowid" >"$work/communication.csv"
extract "select leaf_index, kind, key, version, action, body, substr(hex(salt), 1, 16), change_set
         from record_version where leaf_index >= $first order by leaf_index" >"$work/record_version.csv"
extract "select leaf_index, substr(hex(commitment), 1, 32) from log_leaf
         where leaf_index >= $first order by leaf_index" >"$work/log_leaf.csv"

# --- the same tables, before the import ----------------------------------------------------------------
sqlite3 -readonly "$(snapshot_of "$empty")" "vacuum into '$work/tables.db'"
for table in record_version log_leaf; do
    schema=$(sqlite3 "$work/tables.db" ".schema $table" | sed 's/ blob / text /')
    sqlite3 "$work/tables.db" "drop table $table; $schema"
done
sqlite3 "$work/tables.db" "attach '$(snapshot_of "$empty")' as given;
    insert into record_version select leaf_index, kind, key, version, action, body,
        substr(hex(salt), 1, 16), change_set from given.record_version;
    insert into log_leaf select leaf_index, substr(hex(commitment), 1, 32) from given.log_leaf"

counts() { sqlite3 -readonly "$1" 'select (select count(*) from communication),
    (select count(*) from record_version), (select count(*) from log_leaf)'; }

for ((round = 1; round <= rounds; round++)); do
    quiet
    rm -rf "${work:?}/home" && cp -r "$empty" "$work/home" && sync
    measured "$uphold" import communication "$file" --home "$work/home"
    note import uphold "$round" "$(per_second "$rows")"
    note import_peak_mb uphold "$round" $((peak_kb / 1024))

    rm -f "$work"/peer.db* && cp "$work/tables.db" "$work/peer.db" && sync
    measured sqlite3 "$work/peer.db" "$settings" ".import --csv $work/communication.csv communication" \
        ".import --csv $work/record_version.csv record_version" ".import --csv $work/log_leaf.csv log_leaf"
    note import same_rows "$round" "$(per_second "$rows")"
    [ "$(counts "$work/peer.db")" = "$(counts "$(snapshot_of "$work/home")")" ]

    rm -f "$work"/peer.db* && cp "$work/tables.db" "$work/peer.db" && sync
    measured sqlite3 "$work/peer.db" "$settings" ".import --csv $work/communication.csv communication"
    note import kind_only "$round" "$(per_second "$rows")"

    # As after a crash between commit and snapshot: the next command makes it.
    rm "$(snapshot_of "$work/home")" && touch "$work/home/snapshot/pending" && sync
    measured "$uphold" show state CHN --home "$work/home"
    note snapshot uphold "$round" "$seconds"
    measured "$uphold" import communication "$file" --home "$work/home"
    note import_again uphold "$round" "$(per_second "$rows")"
done
note snapshot_mb uphold 1 $(($(stat -c %s "$(snapshot_of "$work/home")") / 1048576))
