#!/usr/bin/env bash
# uphold init: a home with all of the reference data, made once and never over anything else.
. tools/tap.sh
home=$scratch/home

said=$("$UPHOLD" init --home "$home")
sources=(data/*.csv)
total=$(($(cat "${sources[@]}" | wc -l) - ${#sources[@]}))
is "init loads every row of data/ and says how many" "$said" "$home: a home with $total records of reference data"

loaded='' files=''
for file in "${sources[@]}"; do
    kind=$(basename "$file" .csv)
    loaded+="$kind $("$UPHOLD" export "$kind" --home "$home" | tail -n +2 | wc -l)"$'\n'
    files+="$kind $(tail -n +2 "$file" | wc -l)"$'\n'
done
is "each kind has as many records as its file has rows" "$loaded" "$files"
is "there are 193 Members, 18 instruments, 3474 treaty statuses, 345 terms and 6 recorded votes" \
    "$(grep -cE '^[A-Z]{3},[A-Z]{2},[0-9]{3},member,' data/state.csv) $(grep -E '^(treaty|treaty_action|council_term|resolution) ' <<<"$loaded" | cut -d ' ' -f 2 | paste -sd ' ')" \
    "193 345 6 18 3474"
is "two releases are made of them" "$(ls "$home/releases")" "2013-1"$'\n'"2026-1"
like "a snapshot is ready for readers" "$(ls "$home/snapshot")" "(^|[^0-9])$((total + 2))\\.db$"
is "the stores are for their owner only" "$(stat -c '%a %n' "$home"/*.db "$home/writer.lock" | sed "s|$home/||")" \
    "600 closed.db
600 desk.db
600 open.db
600 writer.lock"

before=$(fingerprint "$home")
refuses "a second init is refused" "is an Uphold home already" "$UPHOLD" init --home "$home"
exits "with status 1" 1 "$UPHOLD" init --home "$home"
is "and changes nothing" "$(fingerprint "$home")" "$before"

mkdir "$scratch/letters" && echo Excellency >"$scratch/letters/letter.txt"
refuses "a folder with other files is refused" "letters is not empty" "$UPHOLD" init --home "$scratch/letters"
is "and left alone" "$(ls "$scratch/letters")" letter.txt
mkdir "$scratch/empty"
ok "an empty folder becomes a home" "$UPHOLD" init --home "$scratch/empty"
refuses "a file becomes none" "letter.txt" "$UPHOLD" init --home "$scratch/letters/letter.txt"
refuses "a folder that cannot be made is told" "none/home" "$UPHOLD" init --home "$scratch/none/home"
exits "an operand is wrong usage" 2 "$UPHOLD" init here --home "$scratch/other"
ok "which makes nothing" test ! -e "$scratch/other"
done_testing
