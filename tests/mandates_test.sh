#!/usr/bin/env bash
# The mandates on record: the list, and each mandate's page with the incidents against it (A2).
. tools/tap.sh
command -v curl >/dev/null || skip_all "curl is not installed"
"$UPHOLD" init --demo --home "$scratch/demo" >"$scratch/said" || skip_all "init fails: $(<"$scratch/said")"
page() { curl -s --max-time 20 "${address%/}$1"; }
text() { sed 's/<[^>]*>//g' | tr -s ' \n' ' '; }
incident() { # STATE: what a mandate's page, on standard input, tells of the incident with it
    sed -n "/<section id=\"incidents\">/,/<\/section>/p" | tr -d '\n' | sed 's/<li>/\n/g' | grep "/states/$1\"" | text
}

# --- the demonstration, which has incidents ---------------------------------------------------------------
serve "$scratch/demo" || skip_all "it does not serve"
expression=$(page /mandates/freedom-of-expression)
told=$(incident XBB <<<"$expression")
like "an incident is told with its State, which is marked, what it was and how grave" "$told" \
    'Belmora fictional: Visa refused \(Serious\)'
like "beside it what the State says of it (A2)" "$told" 'The State says: Denied\.'
like "and two sources (A2)" "$told" \
    'Source: Fictional: worked example of ACA-1.0.0 as of 20 February 2024 ?Second source: Fictional: a second account'
told=$(incident XEE <<<"$expression")
like "one that a single source tells of counts for nothing, and says so" "$told" 'One source only, so it counts for nothing\.'
like "what the State says of it is not known, and that is said" "$told" 'What the State says of it is not known\.'
is "the newest incident stands first" "$(grep -o '/states/X..">[A-Z][a-z]*' <<<"$expression" | sed 's/.*>//' | paste -sd ,)" \
    "Evandia,Belmora"
is "a mandate without one is not said to have had none" \
    "$(page /mandates/education | sed -n '/<section id="incidents">/,/<\/section>/p' | grep -c 'Not known\..*never a “no”')" 1
like "terms of holders are not known where none is on record" "$expression" 'No term of a holder is on record'
like "the page leads to the mandate's visits" "$expression" '<a href="/visits\?mandate=freedom-of-expression">'
like "and to its letters" "$expression" '<a href="/communications\?mandate=freedom-of-expression">'
count_of() { sed -n "s/.*$1: \([0-9]*\)\..*/\1/p"; }
rows() { page "$1.csv?mandate=freedom-of-expression" | tail -n +2 | grep -c .; }
is "it counts the visits as their list does" "$(count_of 'Requests to visit on record' <<<"$expression")" "$(rows /visits)"
is "and the letters as theirs" "$(count_of 'Letters on record that it signed' <<<"$expression")" "$(rows /communications)"
like "the visits lead to the mandates" "$(page /visits)" '<a href="/mandates">'
like "and so do the letters" "$(page /communications)" '<a href="/mandates">'
like "a request to visit leads to its mandate" "$(page /visits/XBB/torture/1)" '<a href="/mandates/torture">'
is "a letter to each that signed it" \
    "$(page /communications/XAA/2/2026 | grep -o '<a href="/mandates/[^"]*' | sed 's|.*/||' | paste -sd ' ')" \
    "wg-disappearances torture"
like "a State's page from what a mandate is concerned in" "$(page /states/XBB | grep -A 3 'Visa refused' | tr -d '\n')" \
    '<a href="/mandates/freedom-of-expression">About the mandate</a>'

# --- holders ------------------------------------------------------------------------------------------------
printf '%s\n' mandate,number,from,until,source,as_of "education,1,1998-08,2004-07,a test,2026" \
    "education,2,2004-08,,a test,2026" >"$scratch/holders.csv"
ok "terms of holders can be recorded" "$UPHOLD" import mandate_holder "$scratch/holders.csv" --home "$scratch/demo"
for ((tenths = 0; tenths < 300; tenths++)); do
    page /mandates/education | grep -q 'Holder 2' && break
    sleep 0.1
done
like "they are told by their number" "$(page /mandates/education | text)" \
    'Holder 1 ?August 1998 to July 2004.*Holder 2 ?from August 2004, no end on record'
is "and counted in the list" "$(page /mandates.csv | grep '^education,' | grep -c ',2,.*,/mandates/education.\?$')" 1
stop_serving

# --- the reference data ---------------------------------------------------------------------------------------
"$UPHOLD" init --home "$scratch/home" >"$scratch/said" && serve "$scratch/home"
on_file=$(($(grep -c . data/mandate.csv) - 1))
list=$(page /mandates)
is "every mandate on record is in the list" "$(grep -c '<th scope="row"><a href="/mandates/' <<<"$list")" "$on_file"
is "in the CSV" "$(page /mandates.csv | tail -n +2 | grep -c .)" "$on_file"
is "and in the feed" "$(page /mandates.atom | grep -c '^<entry>')" "$on_file"
like "as JSON, too" "$(page /mandates.json | tail -n 3 | tr -d '\n')" "\"count\": $on_file"
ok "which is JSON" is_json < <(page /mandates.json)
ok "and a mandate's own" is_json < <(page /mandates/torture.json)
like "the list says that it is a sample, and by whose word" "$(text <<<"$list")" \
    'How complete this list is: Sample, by the word of the compiler'
row() { grep -A 3 "href=\"/mandates/$1\"" <<<"$list" | text; }
like "a thematic mandate stands with its theme and when it was established" "$(row torture)" \
    'Civil and political rights 13 March 1985 '
like "one on a country with the State" "$(row belarus)" 'Belarus 2012 '
like "one that ended with its end" "$(row burundi)" 'Burundi not known; ended: 2011 '
is "where a day of beginning is not on record, that is said" "$(row foreign-debt | grep -c 'not known')" 1
like "a mandate that is not there is not found" "$(page /mandates/none)" 'no mandate “?(&#34;|&quot;|")none'
stop_serving
done_testing
