#!/usr/bin/env bash
# uphold assess: the golden interface, and releases from the first draft to the correction (A5, METHOD 8).
. tools/tap.sh
golden=tests/fixtures/golden
home=$scratch/demo
assess() { "$UPHOLD" assess --home "$home" "$@"; }
make_release() { assess --draws 200 "$@"; }
result_of() { "$UPHOLD" show release "$1" --home "$home" | sed -n 's/^ *result_hash *//p'; }
names_in() { find "$1" -mindepth 1 -maxdepth 1 -printf '%f\n' | sort | paste -sd ' '; }
releases() { names_in "$home/releases"; }

# --- the golden interface -----------------------------------------------------------------------------
ok "a folder of examples is assessed" "$UPHOLD" assess --input $golden --out "$scratch/out"
for file in "$golden"/expected/*.csv; do
    name=$(basename "$file")
    [ "$name" = relative_normalisation_demo.csv ] && continue # what the method does not do
    is "$name is the expected one" "$(tr -d '\r' <"$scratch/out/$name")" "$(tr -d '\r' <"$file")"
done

# example FILE SED: a copy of the examples with one file changed
example() {
    rm -rf "$scratch/example" && mkdir "$scratch/example"
    cp -r $golden/params.json $golden/input "$scratch/example"
    sed -i "$2" "$scratch/example/$1"
}
refuses_example() { # SENTENCE PATTERN FILE SED
    example "$3" "$4"
    refuses "$1" "$2" "$UPHOLD" assess --input "$scratch/example" --out "$scratch/refused"
}
example params.json ''
find "$scratch/example/input" -name '*.csv' ! -name states.csv -delete
ok "files that are missing mean no such events" "$UPHOLD" assess --input "$scratch/example" --out "$scratch/bare"
is "and no rate is tested then" "$(grep -c ',rate,NA,NA,NA,' "$scratch/bare/indicators.csv")" 30
refuses_example "a State that is not named is refused by its line" 'visit_events.csv line 2.*XZZ' \
    input/visit_events.csv '2s/XAA/XZZ/'
refuses_example "31 February is refused" '2026-02-31' input/standing_invitations.csv '2s/20[0-9-]*/2026-02-31/'
refuses_example "a negative count is refused" 'votes.csv line 2' input/votes.csv '2s/,[0-9]*,/,-1,/'
refuses_example "a reply before its letter is refused" 'communications.csv line [0-9]+.*reply_date' \
    input/communications.csv 's/,\(R4,\)20[0-9-]*/,\11999-01-01/'
refuses_example "weights that do not sum to one are refused" 'weight|sum' params.json 's/"SP": *0.4/"SP": 0.5/'
refuses_example "a method that is no JSON is refused" 'params.json' params.json '1s/{/[/'
ok "nothing of what was refused is written" test ! -e "$scratch/refused"

# --- releases -------------------------------------------------------------------------------------------
ok "the demonstration has a home" "$UPHOLD" init --demo --home "$home"
is "with one release" "$(releases)" 2026-1
first=$(fingerprint "$home/releases/2026-1")
ok "which verifies" assess --verify 2026-1
ok "another home is made" "$UPHOLD" init --demo --home "$scratch/other"
is "its release has the same bytes" "$(fingerprint "$scratch/other/releases/2026-1")" "$first"
is "its sums are those that sha256sum finds" \
    "$(cd "$home/releases/2026-1" && sha256sum --quiet -c SHA256SUMS 2>&1)" ""
like "the next is 2026-2" "$(make_release --cycle 2026 --as-of 2026-07-31)" '^release 2026-2: 5 States'
ok "and verifies, with fewer draws" assess --verify 2026-2

flip() { # FILE: one bit of its middle byte
    local at=$(($(stat -c %s "$1") / 2)) byte
    byte=$(od -An -tu1 -j $at -N 1 "$1")
    printf '%b' "\\x$(printf %x $((byte ^ 1)))" | dd of="$1" bs=1 seek=$at conv=notrunc status=none
}
for file in release.json draws.bin input/communications.csv SHA256SUMS; do
    path=$home/releases/2026-2/$file
    cp "$path" "$scratch/kept" && chmod u+w "$path"
    flip "$path"
    refuses "one changed byte in $file is found" 'does NOT verify' assess --verify 2026-2
    cat "$scratch/kept" >"$path"
done
mv "$home/releases/2026-2" "$scratch/kept.2" && cp -r "$home/releases/2026-1" "$home/releases/2026-2"
refuses "files that fit each other but are of another release do not verify" \
    'the release on record has the result' assess --verify 2026-2
rm -rf "$home/releases/2026-2" && mv "$scratch/kept.2" "$home/releases/2026-2"
refuses "a name cannot lead out of the home" 'there is no release' assess --verify ../../other/releases/2026-1
refuses "nor can that of a draft" 'there is no draft' assess --finish ../releases/2026-1

before=$(result_of 2026-2)
refuses "a correction says what it changes" 'reason' make_release --corrects 2026-2 --cycle 2026 --as-of 2026-07-31
"$UPHOLD" export reply --home "$home" --out "$scratch/replies.csv"
sed -i '/XBB 5\/2024/s/2024-11-08/2024-11-09/g' "$scratch/replies.csv"
ok "a reply was a day later than recorded" "$UPHOLD" import reply "$scratch/replies.csv" --home "$home"
like "a correction is a release of its own" \
    "$(make_release --corrects 2026-2 --reason 'XAA: a reply was dated wrongly' --cycle 2026 --as-of 2026-07-31)" \
    '^release 2026-2\.1:'
like "with what it corrects and the list of changes" "$("$UPHOLD" show release 2026-2.1 --home "$home")" \
    'corrects +2026-2'$'\n''  changes +XAA: a reply was dated wrongly'
changes=$home/releases/2026-2.1/changes.csv
like "and what it changes of the facts" "$(cat "$changes")" \
    'input/communications.csv,XBB 5/2024 XBB,changed,reply_date,2024-11-08,2024-11-09'
like "and of the values" "$(cat "$changes")" 'indicators.csv,XBB SP4,changed,value,[0-9.]+,[0-9.]+'
ok "it verifies" assess --verify 2026-2.1
ok "the reply is as before" "$UPHOLD" import --undo \
    "$("$UPHOLD" import --list --home "$home" | awk '/ reply / { print $1; exit }')" --home "$home"
refuses "a correction that there is not is not corrected" 'no release 2026-2\.7 to correct' \
    make_release --corrects 2026-2.7 --reason x --cycle 2026 --as-of 2026-07-31
is "and what it corrects stays" "$(result_of 2026-2)" "$before"
refuses "of a release that there is not, there is no correction" 'no release 2026-7' \
    make_release --corrects 2026-7 --reason x --cycle 2026 --as-of 2026-07-31
"$UPHOLD" export release --home "$home" --out "$scratch/release.csv"
refuses "a release is not imported" 'made by .uphold assess' \
    "$UPHOLD" import release "$scratch/release.csv" --home "$home"
newest=$("$UPHOLD" import --list --home "$home" | awk '/ release / { print $1; exit }')
refuses "and not taken back" 'a release never changes' "$UPHOLD" import --undo "$newest" --home "$home"

# --- a draft, 14 days, the release ----------------------------------------------------------------------
like "a draft goes to the States" "$(make_release --draft --cycle 2026 --as-of 2026-07-31)" \
    '^release 2026-3.*States may reply until'
is "and is no release" "$(releases)" "2026-1 2026-2 2026-2.1"
refuses "it cannot be finished within 14 days" 'may reply to draft 2026-3 until' assess --finish 2026-3
like "a release made meanwhile has another name" "$(make_release --cycle 2026 --as-of 2026-07-31)" '^release 2026-4:'
date -d '-14 days' +%F | tr -d '\n' >"$home/drafts/2026-3.drafted-on"
refuses "on the fourteenth day States may still reply" 'may reply' assess --finish 2026-3
date -d '-15 days' +%F | tr -d '\n' >"$home/drafts/2026-3.drafted-on"
draft=$(fingerprint "$home/drafts/2026-3")
ok "after them it is" assess --finish 2026-3
is "as the very draft" "$(fingerprint "$home/releases/2026-3")" "$draft"
fourth=$(result_of 2026-4)
refuses "once" 'exists and never changes' assess --finish 2026-3
is "the other release is what it was" "$(result_of 2026-4) $(releases)" "$fourth 2026-1 2026-2 2026-2.1 2026-3 2026-4"
like "a correction may be a draft" \
    "$(make_release --draft --corrects 2026-2 --reason 'the day' --cycle 2026 --as-of 2026-07-30)" '^release 2026-2\.2:'
date -d '-15 days' +%F | tr -d '\n' >"$home/drafts/2026-2.2.drafted-on"
ok "and is finished" assess --finish 2026-2.2
like "with its reason" "$("$UPHOLD" show release 2026-2.2 --home "$home")" 'changes +the day'
like "and its list" "$(cat "$home/releases/2026-2.2/changes.csv")" 'release.json,,changed,as_of,2026-07-31,2026-07-30'

# --- the State's word -------------------------------------------------------------------------------------
reply_of() { # WORDS
    echo 'release,iso3,received_on,language,text,source,as_of'
    echo "2026-4,XBB,2026-08-10,en,$(yes word | head -n "$1" | paste -sd ' '),a letter,2026-08-10"
}
reply_of 501 >"$scratch/long.csv" && reply_of 500 >"$scratch/reply.csv"
refuses "a reply of 501 words is refused" '501 words.*limit is 500' \
    "$UPHOLD" import release_reply "$scratch/long.csv" --home "$home"
ok "one of 500 is taken" "$UPHOLD" import release_reply "$scratch/reply.csv" --home "$home"
refuses_reply() { # SENTENCE PATTERN SED
    sed "2s/$3/" "$scratch/reply.csv" >"$scratch/wrong.csv"
    refuses "$1" "$2" "$UPHOLD" import release_reply "$scratch/wrong.csv" --home "$home"
}
refuses_reply "a reply to a release that there is not is refused" 'neither a release nor a draft "2026-40"' 2026-4/2026-40
refuses_reply "and to what is the name of none" 'neither a release nor a draft ".."' '2026-4/..'
refuses_reply "a reply in a language the pages do not have is refused" 'no language of the interface' ',en,/,xx,'
refuses_reply "a space that does not break parts words" '501 words' 'word word/word\xC2\xA0more word'
sed -E '2s/,en,[^,]*,/,zh,'"$(printf '字%.0s' {1..501})"',/' "$scratch/reply.csv" >"$scratch/wrong.csv"
refuses "each character of Chinese is a word" '501 words' \
    "$UPHOLD" import release_reply "$scratch/wrong.csv" --home "$home"
like "another draft goes out" "$(make_release --draft --cycle 2026 --as-of 2026-07-31)" '^release 2026-5'
sed '2s/2026-4/2026-5/' "$scratch/reply.csv" >"$scratch/to-draft.csv"
ok "a State replies to a draft" "$UPHOLD" import release_reply "$scratch/to-draft.csv" --home "$home"
printf '%s\n' release,iso3,number,point,asked,decision,reason,source,as_of \
    '2026-4,XBB,1,SP3,The letter was answered,refused,,a letter,2026-08-10' >"$scratch/correction.csv"
refuses "a correction is not refused without a reason" 'needs its reason' \
    "$UPHOLD" import release_correction "$scratch/correction.csv" --home "$home"
sed -i 's/,refused,,/,refused,It came after the day,/' "$scratch/correction.csv"
ok "but with one" "$UPHOLD" import release_correction "$scratch/correction.csv" --home "$home"

printf '%s\n' indicator,comparable_from,reason,source,as_of \
    'CS1,2026-4,The edition changed its scale,a note,2026-08-10' >"$scratch/break.csv"
ok "a break in comparability is recorded" "$UPHOLD" import comparability_break "$scratch/break.csv" --home "$home"

# --- wrong input --------------------------------------------------------------------------------------------
before=$(fingerprint "$home" | sha256sum)
refuses "a day that is not is refused" 'no day' make_release --cycle 2026 --as-of 2026-02-30
exits "a release needs a cycle" 2 assess --as-of 2026-07-31
exits "and numbers are numbers" 2 assess --cycle 2026 --as-of 2026-07-31 --draws many
refuses "where nobody is on record there is no release" 'neither members' make_release --cycle 2019 --as-of 2019-01-01
refuses "a method that there is not is refused" 'no method' make_release --cycle 2026 --as-of 2026-07-31 --method ../x
refuses "after the vote nobody is a candidate" 'the election of 2023 was on 2023-10-25' \
    make_release --cycle 2023 --as-of 2026-07-31
refuses "nor is anybody before another election has passed" 'until the election of 2023, on 2023-10-25' \
    make_release --cycle 2024 --as-of 2023-10-25
refuses "or, where that is not on record, before its year" 'as of a day of 2025 or later' \
    make_release --cycle 2026 --as-of 2024-12-31
for option in '--cycle 2026' '--as-of 2026-07-31' '--draws 100' '--seed 1' '--method ACA-1.0.0' '--reason x' --draft \
    '--finish 2026-3' '--audit 2026-1'; do
    # shellcheck disable=SC2086 # an option and its argument
    exits "$option has no effect beside --verify and is refused" 2 assess --verify 2026-1 $option
done
exits "nor has --cycle beside --finish" 2 assess --finish 2026-3 --cycle 2026
exits "nor a reason where nothing is corrected" 2 make_release --cycle 2026 --as-of 2026-07-31 --reason x
UPHOLD_AUTHOR=steward ok "a setting of the environment is no option given" assess --verify 2026-1
is "what is refused changes nothing" "$(fingerprint "$home" | sha256sum)" "$before"

# --- pages --------------------------------------------------------------------------------------------------
page() { curl -s "${address%/}$1" | sed 's/<[^>]*>/ /g' | tr -s ' \n' ' '; }
status() { curl -s --path-as-is -o "$scratch/page" -w '%{http_code}' "${address%/}$1"; }
if command -v curl >/dev/null; then
    serve "$home"
    like "a score stands with its interval" "$(page /releases/2026-4/XBB)" \
        'Reprisals and intimidation [0-9]+ of 100, between [0-9]+ and [0-9]+'
    is "and none without" "$(page /releases/2026-4/XBB | grep -oE '[0-9]+ of 100[^,]' | wc -l)" 0
    like "the reply stands beside it" "$(page /releases/2026-4/XBB)" "reply, unedited word word"
    like "and the correction with its decision and reason" "$(page /releases/2026-4/XBB)" \
        'SP3 The letter was answered – Refused It came after the day'
    like "treaties are shown with their counts" "$(page /releases/2026-4/XAA)" 'ratified : 16 of 18 ; 0.89'
    like "candidates of one group are told apart only where they can be" "$(page /releases/2026-4)" \
        'Belmora and Evandia: (Evandia scores higher|Belmora scores higher|not distinguishable)'
    is "a group is in the order of names" "$(page /releases/2026-4 | grep -oE '(Belmora|Dalvora|Evandia) candidate' | paste -sd ' ')" \
        "Belmora candidate Dalvora candidate Evandia candidate"
    own=$(page '/releases/2026-4/weights?SP=0&RE=0&CS=0&CO=100')
    like "own weights give a score with its interval" "$own" 'Altania [0-9]+ of 100, between [0-9]+ and [0-9]+'
    is "the same address gives the same page" "$(page '/releases/2026-4/weights?SP=0&RE=0&CS=0&CO=100')" "$own"
    like "which carries the seed" "$own" '20131105'
    for query in SP=-1 SP=nan SP=101 'SP=0&RE=0&CS=0&CO=0' other=1; do
        is "weights $query are refused" "$(status "/releases/2026-4/weights?$query")" 400
    done
    is "nobody is remembered" "$(curl -sI "${address%/}/releases/2026-4/weights?SP=50" | grep -ic '^set-cookie')" 0
    like "the same release twice shows no change" "$(page /releases/2026-4/since/2026-2)" \
        'Altania .* no change that can be told from chance'
    like "and says where comparability broke" "$(page /releases/2026-4/since/2026-2)" \
        'Break in comparability : CS1, comparable from 2026-4 on. The edition changed its scale'
    like "also towards an earlier one" "$(page /releases/2026-3/since/2026-4)" 'Break in comparability : CS1'
    is "but not where it broke elsewhere" "$(page /releases/2026-2.1/since/2026-2 | grep -c 'Break in comparability')" 0
    feed=$(curl -s "${address%/}/releases.atom")
    is "the releases are a feed" "$(grep -o '<entry>' <<<"$feed" | wc -l)" "$(releases | wc -w)"
    like "with what a correction changes" "$feed" \
        'Release 2026-2\.1, a correction of release 2026-2<.*XAA: a reply was dated wrongly'
    like "dated when it was published" "$feed" "<updated>$(date -u +%F)T"
    like "a correction is shown with what it changes" "$(page /releases/2026-2.1)" \
        'What this correction changes .*input/communications.csv XBB 5/2024 XBB reply_date 2024-11-08 2024-11-09'
    is "a file of a release can be had" "$(status /releases/2026-4/files/input/states.csv) $(cmp "$scratch/page" "$home/releases/2026-4/input/states.csv")" "200 "
    for path in ../../open.db ..%2f..%2fopen.db input/../release.json input SHA256SUMS%00; do
        like "$path is none of its files" "$(status "/releases/2026-4/files/$path")" '^40[04]$'
    done
    stop_serving

    mv "$home/releases/2026-4" "$scratch/away"
    serve "$home"
    like "where a release is damaged the page of the State says so and keeps its facts" "$(page /states/XBB)" \
        'Special Procedures.*Release 2026-4 cannot be shown'
    is "and that of the release is no answer" "$(status /releases/2026-4)" 500
    like "but says why" "$(page /releases/2026-4)" 'release 2026-4 is on record but its files are missing'
    is "a release that there is not is not found" "$(status /releases/2026-9)" 404
    stop_serving
    mv "$scratch/away" "$home/releases/2026-4"
else
    skip "pages of releases" "curl is not installed"
fi

# --- the reference data ---------------------------------------------------------------------------------------
real=$scratch/real
ok "a home with the reference data has two releases" "$UPHOLD" init --home "$real"
is "of 2013 and 2026" "$(names_in "$real/releases")" "2013-1 2026-1"
states=$real/releases/2013-1/input/states.csv
is "members are 47 and candidates 17, each once" \
    "$(grep -c member "$states") $(grep -c candidate "$states") $(sed 1d "$states" | cut -d, -f1 | sort | uniq -d)" "47 17 "
is "nobody is assessable on them" "$(grep ',overall,' "$real/releases"/*/scores.csv | grep -vc 'not assessable')" 0
is "no share is made of a sample" "$(grep -h 'not tested: sample' "$real/releases"/*/indicators.csv | cut -d, -f4,6-13 | sort -u)" \
    "NA,NA,NA,NA,NA,NA,NA,NA,NA"
is "and no curve" "$(cat "$real/releases"/*/release.json | grep -c at_risk)" 0

# --- killed at any moment ---------------------------------------------------------------------------------------
before=$(fingerprint "$home/releases")
tries=10
[ "${UPHOLD_CHECK:-}" = long ] && tries=60
for ((try = 1; try <= tries; try++)); do
    "$UPHOLD" assess --home "$home" --cycle 2026 --as-of 2026-07-31 --draws 2000 >"$scratch/killed" 2>&1 &
    sleep "$(awk "BEGIN { print 0.4 * $try / $tries }")"
    kill -9 $! 2>/dev/null
    wait $! 2>/dev/null
done
recorded=$("$UPHOLD" export release --home "$home" | sed 1d | cut -d, -f1)
is "every release on record verifies after $tries kills" \
    "$(for name in $recorded; do assess --verify "$name" 2>&1 | grep -v verifies: | grep -v '^  result'; done)" ""
is "the old ones are what they were" "$(fingerprint "$home/releases" | grep -v 'left-over\|tmp-' | grep -Ff <(cut -d' ' -f3 <<<"$before"))" "$before"
ok "and the next can be made" make_release --cycle 2026 --as-of 2026-07-31
mkdir "$scratch/killed.home"
for ((try = 1; try <= tries; try++)); do
    rm -rf "$scratch/killed.home"
    "$UPHOLD" init --demo --home "$scratch/killed.home" >"$scratch/killed" 2>&1 &
    sleep "$(awk "BEGIN { print 0.2 * $try / $tries }")"
    kill -9 $! 2>/dev/null
    wait $! 2>/dev/null
    "$UPHOLD" init --demo --home "$scratch/killed.home" >/dev/null 2>&1
    "$UPHOLD" show state XAA --home "$scratch/killed.home" >/dev/null || echo "try $try"
done >"$scratch/dead" 2>&1
is "an init that was killed is taken up by the next" "$(cat "$scratch/dead")" ""
done_testing
