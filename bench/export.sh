#!/usr/bin/env bash
# bench/export.sh [ROWS [ROUNDS]]: every record of every kind out as CSV, beside `.mode csv` of the sqlite3 shell
# for the same columns of the same tables of the same file in the same order.
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"
rows=${1:-300000} rounds=${2:-${ROUNDS:-5}}
home=$(home_of "$rows")
snapshot=$(snapshot_of "$home")
total=$(sqlite3 -readonly "$snapshot" "select sum(leaf_count) from change_set")

# What the shell is told: header and columns as our files have them.
mkdir "$work/ours" "$work/theirs"
"$uphold" export all --home "$home" --out "$work/ours"
{
    echo ".mode csv"
    echo ".headers on"
    for file in "$work"/ours/*.csv; do
        kind=$(basename "$file" .csv)
        echo ".once $work/theirs/$kind.csv"
        columns=$(head -n 1 "$file" | tr -d '\r' | sed 's/[^,]*/"&"/g')
        echo "select $columns from \"$kind\" order by key;"
    done
} >"$work/script"

for ((round = 1; round <= rounds; round++)); do
    quiet
    measured "$uphold" export all --home "$home" --out "$work/ours"
    note export uphold "$round" "$(per_second "$total")"
    note export_peak_mb uphold "$round" $((peak_kb / 1024))
    measured sqlite3 -readonly "$snapshot" ".read $work/script"
    note export sqlite3 "$round" "$(per_second "$total")"
    measured "$uphold" export all --home "$home" --format json --out "$work/ours"
    note export_json uphold "$round" "$(per_second "$total")"
done
# As many lines below the headers (the shell writes none for a kind without records).
lines() { find "$1" -name '*.csv' -size +0 -exec tail -q -n +2 {} + | wc -l; }
[ "$(lines "$work/ours")" = "$(lines "$work/theirs")" ]
