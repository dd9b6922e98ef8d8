#!/usr/bin/env bash
# uphold init --demo: a home of invented States in which every page says so (data/demo/README.md).
. tools/tap.sh
home=$scratch/demo
records=$scratch/records

says_fictional() { # PAGE...: those that do not say it
    grep -L '<strong>Fictional demonstration</strong>' "$@"
}

# Every page that links lead to from the start page, into $scratch/pages; their paths, in order.
crawl() {
    local found=$scratch/found seen=$scratch/seen path
    mkdir -p "$scratch/pages"
    echo / >"$found"
    : >"$seen"
    while path=$(grep -vxFf "$seen" -m 1 "$found"); do
        echo "$path" >>"$seen"
        curl -sf "${address%/}$path" -o "$scratch/pages/${path//\//_}" || echo "failed: $path"
        grep -o 'href="/[^"#]*' "$scratch/pages/${path//\//_}" | cut -c 7- | sed 's|&amp;|\&|g' |
            grep -v '^/files/\|\.json$\|\.csv$' >>"$found"
    done
    sort "$seen"
}

ok "init --demo makes a home" "$UPHOLD" init --demo --home "$home"
like "help tells of it" "$("$UPHOLD" init --help)" '--demo +a fictional demonstration'
like "a State of it is marked as fictional" "$("$UPHOLD" show state XAA --home "$home")" 'fictional +yes'
like "the history of a record says that it was made up" \
    "$("$UPHOLD" show state XAA --history --home "$home")" 'a fictional demonstration'

mkdir -p "$records"
ok "its records can be exported" "$UPHOLD" export all --home "$home" --out "$records"
is "no real State is in it" "$(cut -d, -f1 "$records/state.csv" | tr '\n' ' ')" "key XAA XBB XCC XDD XEE "
is "every record but treaties, mandates and the release says in its source that it is fictional" \
    "$(grep -vc ',"\?Fictional: ' "$records"/*.csv |
        grep -v ':1$\|/treaty\.csv:\|/mandate\.csv:\|/release\.csv:')" ""
is "the mandates are some of those that there are" "$(grep -vxFf data/mandate.csv data/demo/mandate.csv)" ""
is "the treaties are the 18 that there are" "$(grep -c . "$records/treaty.csv")" 19

# The worked example says "SR housing" where the record, by the alias SR-housing, has the mandate's key.
with_keys() { # lines of State,mandate,...
    awk -F, -v OFS=, 'NR == FNR { split($2, names, " "); for (i in names) key[names[i]] = $1; next }
        { gsub(" ", "-", $2); $2 = key[$2]; print }' data/demo/mandate.csv -
}
sentence="the visits of the three States are those of the worked example"
example=${UPHOLD_SHARED:-../shared}/golden/input/visit_events.csv
if [ -e "$example" ]; then
    is "$sentence" "$(grep ',X[ABC][ABC],' "$records/visit_event.csv" | cut -d, -f3-7)" \
        "$(sed 1d "$example" | awk -F, -v OFS=, '{ print $2, $3, $4, $6, $5 }' | with_keys)"
else
    skip "$sentence" "no ${UPHOLD_SHARED:-../shared}"
fi

ok "init without --demo makes a home" "$UPHOLD" init --home "$scratch/real"
refuses "no fictional State is in it" 'XAA' "$UPHOLD" show state XAA --home "$scratch/real"
if command -v curl >/dev/null; then
    serve "$home"
    pages=$(crawl)
    mapfile -t html < <(grep -l '<!DOCTYPE' "$scratch"/pages/*)
    is "every page that can be reached says that it is a fictional demonstration" "$(says_fictional "${html[@]}")" ""
    for path in / /states /states/XAA /elections /elections/2026 /elections/2026/XBB; do
        ok "$path is among them" grep -qxF "$path" <<<"$pages"
    done
    is "every link of it leads somewhere" "$(grep failed <<<"$pages")" ""
    is "the start page says once a group for how many seats no term is recorded" \
        "$(curl -s "$address" | grep -o '[A-Z][^.>]*: no term is recorded for [^.]*' | paste -sd ,)" \
        "African States: no term is recorded for 13 seats,Asia-Pacific States: no term is recorded for 13 seats,\
Eastern European States: no term is recorded for 6 seats,\
Latin American and Caribbean States: no term is recorded for 8 seats,\
Western European and other States: no term is recorded for 6 seats"
    like "a feed marks a State as fictional" "$(curl -s "${address%/}/states.atom")" '<title>Altania \(fictional\)</title>'
    curl -s "${address%/}/states/FRA" -o "$scratch/missing"
    is "the page about a State that is not there says so too" "$(says_fictional "$scratch/missing")" ""
    stop_serving

    serve "$scratch/real"
    is "a home with the reference data does not say so" \
        "$(curl -sf "$address" | grep -c '<h1>\|Fictional demonstration')" 1
    stop_serving
else
    skip "every page says that it is a fictional demonstration" "curl is not installed"
fi
done_testing
