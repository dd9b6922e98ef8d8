#!/usr/bin/env bash
# uphold serve: the election of 12 November 2013 as a delegate sees it, from a process that reads snapshots and
# nothing else, and shows an import within seconds.
. tools/tap.sh
command -v curl >/dev/null || skip_all "curl is not installed"
home=$scratch/home
"$UPHOLD" init --home "$home" >"$scratch/said" || skip_all "init fails: $(<"$scratch/said")"
serve "$home"
is "serve begins" $? 0
get() { curl -s --max-time 20 "$@"; }
page() { get "${address%/}$1"; }
header() { get -o /dev/null -D - "${@:2}" "${address%/}$1" | tr -d '\r'; }
like "serve says where" "$address" '^http://127\.0\.0\.1:[0-9]+/$'

# --- the election of 2013 (D1.2, D1.5, D1.7, D1.13) ---------------------------------------------------
election=$(page /elections/2013)
names() { grep -oE '<a href="/elections/2013/[A-Z]{3}">[^<]*' <<<"$election" | sed 's/.*">//'; }
is "17 names stand in the election of 2013, by group, those elected first" "$(names | paste -sd ,)" \
    "South Africa,Algeria,Morocco,Namibia,South Sudan,Viet Nam,China,Maldives,Saudi Arabia,Jordan,\
the former Yugoslav Republic of Macedonia,Russian Federation,Cuba,Mexico,Uruguay,France,United Kingdom of Great Britain and Northern Ireland"
row() { grep -A 3 "/elections/2013/$1\"" <<<"$election" | tr '\n' ' ' | sed 's/<[^>]*>/ /g; s/  */ /g'; }
like "Jordan is marked as withdrawn" "$(row JOR)" 'Jordan .* – withdrew before the vote'
like "China was elected with 176 votes" "$(row CHN)" 'China 176 ● elected'
like "South Sudan was not, with 89" "$(row SSD)" 'South Sudan 89 ○ not elected'
groups=$(grep -A 1 '^<h2>.* States</h2>' <<<"$election" | sed 's/<[^>]*>//g' | paste -sd ' ')
contested() { grep -oE "$1 Seats: [0-9]+\. Candidates: [0-9]+\. (Not contested|Contested)" <<<"$groups"; }
is "the African group was contested" "$(contested 'African States')" "African States Seats: 4. Candidates: 5. Contested"
is "so was the Latin American and Caribbean one" "$(contested 'Latin American and Caribbean States')" \
    "Latin American and Caribbean States Seats: 2. Candidates: 3. Contested"
is "and no other" "$(grep -o '\. Not contested' <<<"$groups" | wc -l) of $(grep -o 'Seats:' <<<"$groups" | wc -l)" "3 of 5"
like "the majority of the day is told" "$election" 'needed the majority of the 193 Members of the United Nations: 97 votes'

# --- China's dossier (P1, P3, P4, P5, A1 to C2) ---------------------------------------------------------
dossier=$(page /elections/2013/CHN)
like "the dossier quotes both criteria and their symbol (P1)" "$dossier" \
    'shall uphold the highest standards.*shall fully cooperate with the Council.*A/RES/60/251, operative paragraph 9'
terms=$(sed -n '/Terms on the Council since 2006/,/<\/ul>/p' <<<"$dossier" | sed -n 's|<li>\(.*\)</li>|\1|p')
is "it has China's terms since 2006 (P1)" "$terms" "19 June 2006 to 18 June 2009
19 June 2009 to 31 December 2012
1 January 2014 to 31 December 2016
1 January 2017 to 31 December 2019
1 January 2021 to 31 December 2023
1 January 2024 to 31 December 2026"
headings() { sed -n '/<section class="heading">/{n;s|<h2>\(.*\)</h2>|\1|p}' | paste -sd ,; }
four="Special Procedures,Reprisals and intimidation,Civil society,Treaties and Council"
is "the four headings stand in the letter's order (P5)" "$(headings <<<"$dossier")" "$four"
is "on the page of a State, too (P5)" "$(page /states/CHN | headings)" "$four"
is "under them the letter's 18 points in order" \
    "$(grep -oE '<section class="point" id="[A-C][0-9]+"' <<<"$dossier" | grep -oE '[A-C][0-9]+' | paste -sd ' ')" \
    "A1 A2 A3 A4 A5 B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11 C1 C2"
is "each with evidence, or plainly not known, and where it could come from" "$(awk '
    /<section class="point"/ { points++; facts = unknown = 0 }
    /<p class="fact">/ { facts++ }
    /<strong>Not known\.<\/strong>/ { unknown++ }
    /Could come from:/ { if ((facts > 0) != (unknown > 0)) complete++ }
    END { print complete " of " points }' <<<"$dossier")" "18 of 18"
is "each fact with its source and an as-of date (D10.4)" \
    "$(grep -c '<p class="source">Source: ..*<span class="asof">as of [^<]*[0-9]' <<<"$dossier")" \
    "$(grep -c '<p class="fact">' <<<"$dossier")"
vietnam=$(page /elections/2013/VNM | sed -n '/<abbr [^>]*>CAT</,/<\/tr>/p')
like "ratifications stand as on the election day beside today's (P4)" "$vietnam" \
    '<td>signed only \(7 November 2013\)</td>.*<td>party \(5 February 2015\)'

# --- JSON and CSV ---------------------------------------------------------------------------------------
for path in /index /states /states/CHN /elections /elections/2013 /elections/2018-07-13 /elections/2013/CHN; do
    ok "$path.json is JSON" is_json < <(page $path.json)
done
is "the election as CSV has the 17 and their votes as in the data" \
    "$(page /elections/2013.csv | tr -d '\r' | awk -F , 'NR > 1 { print $3 "," $(NF - 1) }' | sort)" \
    "$(awk -F , '$1 == 2013 { print $2 "," $7 }' data/candidacy.csv | sort)"
is "the list of States as CSV has 194" "$(page /states.csv | tail -n +2 | wc -l)" 194
is "the list of elections as CSV has the by-election beside the year" \
    "$(page /elections.csv | cut -d , -f 1 | grep -c '^2018')" 2
entry() { # PATH LIST: of the entry with that address in the list's feed, one line
    page "$2.atom" | sed -n "/<id>urn:uphold:.*:${1//\//\\/}<\/id>/,/<\/entry>/p" | paste -sd ' '
}
is "the list of States as Atom has an entry a State" "$(page /states.atom | grep -c '^<entry>')" 194
like "which tells what the list does, and when that was recorded" "$(entry /states/CHN /states)" \
    '<title>China</title> <updated>20[-0-9]+T[:0-9]+Z</updated>.*Asia-Pacific States. On the Council until 31 December 2026'
like "the list of elections as Atom has the by-election beside the year" "$(entry /elections/2018-07-13 /elections)" \
    '<title>By-election to the Human Rights Council, 2018-07-13</title>'
like "and tells what is not known" "$(entry /elections/2025 /elections)" 'Whether others stood is not known'
like "the pages link to their feeds" "$(page /states)" '<link rel="alternate" type="application/atom\+xml" href="/states.atom">'
if python3 -c '' 2>/dev/null; then
    for list in states elections; do
        ok "/$list.atom is well-formed" python3 -c 'import sys, xml.dom.minidom as xml; xml.parse(sys.stdin)' \
            < <(page /$list.atom)
    done
    page /elections/2013/CHN.json | python3 -c '
import json, sys
for point in json.load(sys.stdin)["points"]:
    for fact in point["evidence"]:
        print(fact["kind"], fact["key"], sep="\t")' >"$scratch/facts"
    invented=''
    while IFS=$'\t' read -r kind key; do
        "$UPHOLD" show "$kind" "$key" --home "$home" >/dev/null 2>&1 || invented+="$kind $key"$'\n'
    done <"$scratch/facts"
    is "each of the dossier's $(wc -l <"$scratch/facts") facts is a record on file: none is invented" "$invented" ""
else
    skip "each of the dossier's facts is a record on file" "Python is not installed"
fi
like "what is not there is said" "$(header /elections/2013/USA)" '^HTTP/1.1 404 '
like "by what it is" "$(page /states/XYZ)" 'no State “?(&#34;|&quot;|")XYZ'

# --- what travels ----------------------------------------------------------------------------------------
headers=$(header /elections/2013/CHN)
like "a page has a strict content security policy" "$headers" "Content-Security-Policy: default-src 'none'; "
tag=$(sed -n 's/^ETag: //p' <<<"$headers")
like "and a strong ETag" "$tag" '^"[0-9a-f]+"$'
like "with which it is not sent twice" "$(header /elections/2013/CHN -H "If-None-Match: $tag")" '^HTTP/1.1 304 '
get -H 'Accept-Encoding: gzip' -D "$scratch/headers" -o "$scratch/page.gz" "${address%/}/elections/2013/CHN"
like "it goes out compressed" "$(<"$scratch/headers")" 'Content-Encoding: gzip'
is "and is the same page" "$(gunzip -c "$scratch/page.gz")" "$dossier"
cookies=0
for path in / /states /elections/2013 /elections/2013/CHN.json /elections/2013.csv /none; do
    header $path | grep -qi '^Set-Cookie' && ((cookies += 1))
done
is "no answer sets a cookie" $cookies 0

# --- an import while it serves -----------------------------------------------------------------------------
child=$(<"/proc/$server/task/$server/children")
child=${child// /}
holds() { readlink "/proc/$child"/fd/* 2>/dev/null | grep "^$home/" | sort -u; }
newest() { find "$home/snapshot" -name '*.db' -printf '%f\n' | sort -n | tail -n 1; }
first=$(newest)
is "the public process holds one file of the home, the snapshot" "$(holds)" "$home/snapshot/$first"
updated() { entry "$@" | grep -o '<updated>[^<]*'; }
before="$(updated /states/CHN /states) $(updated /elections/2014 /elections)" changed=$(updated /elections/2013 /elections)
change() { # VOTES: of China in 2013; waits until the page shows them
    printf '%s\n' election,iso3,un_group,candidature,withdrawn_on,votes,elected,source,as_of \
        "2013,CHN,APG,declared,(not applicable),$1,yes,a test,2026" >"$scratch/votes.csv"
    "$UPHOLD" import candidacy "$scratch/votes.csv" --home "$home" >"$scratch/said" 2>&1 || return
    for ((tenths = 0; tenths < 300; tenths++)); do
        page /elections/2013 | grep -q "<td class=\"number\">$1</td>" && return
        sleep 0.1
    done
}
change 181
election=$(page /elections/2013)
like "an import shows without a restart" "$(row CHN)" 'China 181 ● elected'
like "with another ETag" "$(header /elections/2013/CHN -H "If-None-Match: $tag")" '^HTTP/1.1 200 '
is "what it does not concern is not said to be updated" \
    "$(updated /states/CHN /states) $(updated /elections/2014 /elections)" "$before"
ok "what it concerns is" test "$(updated /elections/2013 /elections)" != "$changed"
change 182
election=$(page /elections/2013)
like "and the next" "$(row CHN)" 'China 182 ● elected'
newest=$(newest)
ok "the first snapshot is gone" test ! -e "$home/snapshot/$first"
for ((tenths = 0; tenths < 100; tenths++)); do
    [ "$(holds)" = "$home/snapshot/$newest" ] && break
    sleep 0.1
done
is "and the process has let go of it" "$(holds)" "$home/snapshot/$newest"

stop_serving
is "SIGTERM ends it with 0" $? 0
ok "with its child" test ! -e "/proc/$child"

# --- killed, alone, and what it opens ------------------------------------------------------------------------
if serve "$home"; then
    child=$(<"/proc/$server/task/$server/children")
    kill -9 "$server"
    { wait "$server"; } 2>/dev/null
    server=
    for ((tenths = 0; tenths < 100; tenths++)); do
        [ -e "/proc/${child// /}" ] || break
        sleep 0.1
    done
    ok "a parent that is killed takes its child along" test ! -e "/proc/${child// /}"
fi

opened() { # the files of the home that the log of strace says were opened, or tried to
    grep -oE "open[a-z0-9]*\([^\"]*\"$home/[^\"]*" "$scratch/opens" | sed "s|.*\"$home/||" | sort -u
}
if strace -f -qq -o /dev/null true 2>/dev/null; then
    ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o "$scratch/opens" -e trace=open,openat,openat2,creat \
        "$UPHOLD" serve --only public --home "$home" --port 0 >"$scratch/traced.out" 2>&1 &
    tracer=$!
    touch "$scratch/traced.out"
    for ((tenths = 0; tenths < 200; tenths++)); do
        address=$(sed -n 's/^public //p' "$scratch/traced.out")
        [ -n "$address" ] && break
        sleep 0.1
    done
    for path in / /states /states/CHN /elections /elections/2013 /elections/2013/CHN /elections/2013.csv /none; do
        page $path >/dev/null
    done
    traced=$(<"/proc/$tracer/task/$tracer/children")
    kill "${traced// /}"
    wait "$tracer"
    is "the public process opens nothing of the home but snapshot/, the newest in it, and the releases" \
        "$(opened | grep -vE '^snapshot/*$|^snapshot/../releases/')" "snapshot/$newest"
    is "and nothing for writing" "$(grep "\"$home/" "$scratch/opens" | grep -cE 'O_WRONLY|O_RDWR|O_CREAT|creat\(')" 0
else
    skip "the public process opens nothing of the home but snapshot/ and the releases" "strace is not installed or not allowed"
fi
exits "serving what is no home is refused" 1 "$UPHOLD" serve --home "$scratch/none" --port 0
done_testing
