#!/usr/bin/env bash
# bench/first_render.sh [ROWS [ROUNDS]]: every dossier and every State page asked for once, one after the other,
# from a public process that has just started: nothing is kept, each page is made and compressed. The time is
# curl's, from asking to the last byte, on one connection; a page's time is the median of the rounds. With the
# reference data alone and with ROWS communications beside it. Then, with those, the first list of communications a
# process makes, for which it reads and indexes them all, a second list, and what memory that takes.
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"
rows=${1:-300000} rounds=${2:-5}

milliseconds() { # ADDRESS
    curl -sf -o /dev/null -w '%{time_total}' "$1" | awk '{ printf "%.1f", 1000 * $1 }'
}

for ((round = 1; round <= rounds; round++)); do
    for count in 0 "$rows"; do
        home=$(home_of "$count")
        dossiers "$home" >"$work/paths"
        quiet
        serve "$home" --only public
        curl -sf -o /dev/null "$base/index" # the snapshot is open
        sed "s|.*|url = \"$base&\"\noutput = /dev/null|" "$work/paths" >"$work/urls"
        curl -sf -w '%{time_total} %{size_download}\n' -K "$work/urls" | paste -d ' ' "$work/paths" - >>"$work/$count"
        stop "$server"
    done

    serve "$home" --only public
    note list_first_ms large "$round" "$(milliseconds "$base/communications")"
    note list_second_ms large "$round" "$(milliseconds "$base/communications?page=2")"
    note list_resident_mb large "$round" "$(resident Pss)"
    stop "$server"
done

within() { # FILE PERCENT of the pages, in milliseconds
    sort -k1,1 -k2,2n "$1" | awk -v rounds="$rounds" 'NR % rounds == int(rounds / 2) + 1 || rounds == 1 { print $2 }' |
        sort -n | awk -v percent="$2" '{ time[NR] = $1 } END {
            at = int((NR * percent + 99) / 100)
            printf "%.3f", 1000 * time[at]
        }'
}

for count in 0 "$rows"; do
    side=reference
    [ "$count" = 0 ] || side=large
    note first_render_p50_ms $side 1 "$(within "$work/$count" 50)"
    note first_render_p99_ms $side 1 "$(within "$work/$count" 99)"
    note first_render_max_ms $side 1 "$(within "$work/$count" 100)"
    note first_render_pages $side 1 "$(wc -l <"$work/paths")"
    note first_render_largest_kb $side 1 "$(sort -k3n "$work/$count" | tail -n 1 | awk '{ printf "%.0f", $3 / 1000 }')"
done
