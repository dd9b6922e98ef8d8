#!/usr/bin/env bash
# bench/footprint.sh [ROUNDS]: what serving the reference data takes.
#   start        from `uphold init` in an empty folder until the first page has come
#   resident_mb  proportional memory of all processes after every page, found by following links, was asked for,
#                plain and compressed, with its data formats; lists without their filters
#   first view   the largest page of each route with the style sheet, as sent compressed
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"
rounds=${1:-5}

for ((round = 1; round <= rounds; round++)); do
    quiet
    begin=$EPOCHREALTIME
    "$uphold" init --home "$work/home" >/dev/null
    serve "$work/home"
    curl -sf -o /dev/null "$base/"
    note start uphold "$round" "$(awk -v a="$begin" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.3f", b - a }')"
    stop "$server"
    rm -rf "${work:?}/home"
done

# --- every page, level by level, from the start page -------------------------------------------------------
serve "$(home_of 0)"
note resident_begin_mb uphold 1 "$(resident Pss)"
touch "$work/known"
echo / >"$work/level"
while [ -s "$work/level" ] && (($(wc -l <"$work/known") < 20000)); do
    cat "$work/level" >>"$work/known"
    rm -rf "$work/got" && mkdir "$work/got"
    awk -v base="$base" -v to="$work/got/" '{ print "url = \"" base $0 "\"\noutput = \"" to NR "\"" }' \
        "$work/level" >"$work/urls"
    # Compressed sizes; what is saved is the text.
    curl -s --compressed -w "%{http_code} %{size_download} %{url}\n" -K "$work/urls" >>"$work/sizes"
    find "$work/got" -type f -exec grep -ohE ' (href|src)="/[^"#?]*' {} + | sed 's/.*="//' |
        sort -u | grep -vxFf "$work/known" >"$work/level" || true
done
sed "s|.*|url = \"$base&\"\noutput = /dev/null|" "$work/known" >"$work/urls"
curl -s -K "$work/urls"
note resident_mb uphold 1 "$(resident Pss)"
note resident_rss_mb uphold 1 "$(resident Rss)"
note pages uphold 1 "$(wc -l <"$work/known")"
if grep -v '^200 ' "$work/sizes" >&2; then exit 1; fi

# --- the largest page of each route -------------------------------------------------------------------------
style=$(awk '/\/style.css$/ { print $2 }' "$work/sizes")
sed -n 's/.*ROUTE(METHOD_GET, "\([^"]*\)".*/\1/p' src/site/routes.c | grep -v '\*\|/files/' |
    awk '{ pattern = $1; gsub(/:[a-z]*/, "[^/.?]+", pattern); print $1, "^" pattern "$" }' >"$work/routes"
while read -r route pattern; do
    while read -r code size address; do
        if [[ $code = 200 && ${address#"$base"} =~ $pattern ]]; then echo "$size"; fi
    done <"$work/sizes" | sort -n | tail -n 1 >"$work/largest"
    [ -s "$work/largest" ] || continue
    note "first_view_kb $route" uphold 1 \
        "$(awk -v style="$style" '{ printf "%.1f", ($1 + style) / 1000 }' "$work/largest")"
done <"$work/routes"
