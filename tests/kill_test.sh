#!/usr/bin/env bash
# Kill -9 during an import leaves the old or the new state, whole (QUALITY "Reliability").
. tools/tap.sh
home=$scratch/home rows=20000
tries=10
[ "${UPHOLD_CHECK:-}" = long ] && tries=60
state() { # how many of the letters readers find
    "$UPHOLD" export communication --home "$home" | tail -n +2 | grep -c '^KIR'
}

ok "there is a home" "$UPHOLD" init --home "$home"
awk -v rows=$rows 'BEGIN {
    print "iso3,number,year,type,sent_on,source,as_of"
    for (i = 1; i <= rows; i++) printf "KIR,%d,2024,AL,2024-01-01,invented to be killed,2024-01-01\n", i
}' >"$scratch/letters.csv"
started=$(date +%s%N)
"$UPHOLD" import communication "$scratch/letters.csv" --home "$home" --dry-run >"$scratch/said"
whole=$(($(date +%s%N) - started))
is "a plan changes nothing" "$(state)" 0

bad=""
for ((try = 1; try <= tries; try++)); do
    "$UPHOLD" import communication "$scratch/letters.csv" --home "$home" >"$scratch/said" 2>&1 &
    sleep "$(awk "BEGIN { print 1.3 * $whole / 1e9 * $try / $tries }")"
    kill -9 $! 2>/dev/null
    wait $! 2>/dev/null
    acknowledged=$(grep -c '^done: import' "$scratch/said")
    found=$(state)
    case $found in
        0) ((acknowledged)) && bad+="try $try: acknowledged and lost"$'\n' ;;
        "$rows") ;;
        *) bad+="try $try: $found of $rows"$'\n' ;;
    esac
    if [ "$found" = "$rows" ]; then
        id=$("$UPHOLD" import --list --home "$home" | awk '{ print $1; exit }')
        "$UPHOLD" import --undo "$id" --home "$home" >"$scratch/said" 2>&1 || bad+="try $try: $(<"$scratch/said")"$'\n'
        [ "$(state)" = 0 ] || bad+="try $try: not undone"$'\n'
    fi
done
is "after $tries kills the letters are all there or none is, and what was acknowledged is" "$bad" ""
ok "the next import goes through" "$UPHOLD" import communication "$scratch/letters.csv" --home "$home"
is "whole" "$(state)" "$rows"
like "with its history" "$("$UPHOLD" show communication 'KIR 7/2024' --history --home "$home")" 'invented to be killed'
done_testing
