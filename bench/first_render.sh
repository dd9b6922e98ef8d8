#!/usr/bin/env bash
# bench/first_render.sh [ROWS [ROUNDS]]: every dossier and every State page asked for once, one after the other,
# from a public process that has just started: nothing is kept, each page is made and compressed. The time is
# curl's, from asking to the last byte, on one connection. With the reference data alone and with ROWS
# communications beside it.
. "$(dirname "$0")/lib.sh"
rows=${1:-300000} rounds=${2:-3}

for ((round = 1; round <= rounds; round++)); do
    for count in 0 "$rows"; do
        home=$(home_of "$count")
        dossiers "$home" >"$work/paths"
        serve "$home" --only public
        curl -sf -o /dev/null "$base/index" # the snapshot is open
        sed "s|.*|url = \"$base&\"\noutput = /dev/null|" "$work/paths" >"$work/urls"
        curl -sf -w '%{time_total} %{size_download}\n' -K "$work/urls" | sort -n >"$work/times"
        side=reference
        [ "$count" = 0 ] || side=large
        awk -v p=0.5 '{ t[NR] = $1 } END { printf "%.3f\n", 1000 * t[int(NR * p) + 1] }' "$work/times" >"$work/p50"
        awk -v p=0.99 '{ t[NR] = $1 } END { printf "%.3f\n", 1000 * t[int(NR * p) + 1] }' "$work/times" >"$work/p99"
        note first_render_p50_ms $side "$round" "$(cat "$work/p50")"
        note first_render_p99_ms $side "$round" "$(cat "$work/p99")"
        note first_render_max_ms $side "$round" "$(tail -n 1 "$work/times" | awk '{ printf "%.3f", 1000 * $1 }')"
        note first_render_pages $side "$round" "$(wc -l <"$work/times")"
        note first_render_largest_kb $side "$round" "$(sort -k2n "$work/times" | tail -n 1 | awk '{ printf "%.0f", $2 / 1000 }')"
        stop "$server"
    done
done
