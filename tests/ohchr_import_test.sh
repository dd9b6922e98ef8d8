#!/usr/bin/env bash
# uphold import ohchr-communications: an export of OHCHR becomes communications and replies, whole or not at all.
# Every row is invented, about the fictional States of the demonstration.
. tools/tap.sh
home=$scratch/home file=$scratch/export.csv synthetic=tests/fixtures/published/ohchr_communications.csv
"$UPHOLD" init --demo --home "$home" >"$scratch/said" || skip_all "init fails: $(<"$scratch/said")"
import() { "$UPHOLD" import "$@" --home "$home"; }
export_of() { # DAY FILE ARGUMENTS...
    local day=$1 from=$2
    shift 2
    import ohchr-communications "$from" --source "a synthetic export" --as-of "$day" "$@"
}
show() { "$UPHOLD" show "$@" --home "$home"; }
header='Date,Country,Type,Ref. no.,Mandates,Nb. of replies'
rows() { printf '%s\n' "$header" "$@" >"$file"; }

# --- a plan, carried out, again, and taken back ---------------------------------------------------------
before=$(fingerprint "$home")
plan=$(export_of 2025-06-01 "$synthetic" --dry-run)
like "a dry run shows what would be added, by the lines of the file" "$plan" \
    $'6 rows, 5 letters .*\ncommunication: 5 to add, 0 to update.*\n  line 4: add XAA 902/2024\n.*reply: 4 to add.*\n  line 5: add XBB 901/2025/2\n'
like "says what is not taken" "$plan" 'summaries and numbers of victims are not taken'
like "and counts letters to others than States" "$plan" 'left out: 1 to addressees that are no State'
is "and changes no byte" "$(fingerprint "$home")" "$before"
said=$(export_of 2025-06-01 "$synthetic" --reason "a test")
like "carried out, it says how to take it back" "$said" 'done: imports [0-9]+ and [0-9]+; .uphold import --undo [0-9]+., then'
letters=$(sed -n 's/^done: imports \([0-9]*\) and .*/\1/p' <<<"$said")
replies=$((letters + 1))
like "a letter has its day, type, mandates and source" "$(show communication "XAA 901/2024")" \
    $'type +AL .*\n  sent_on +2024-11-14\n  mandates +torture wg-arbitrary-detention\n  no_reply_as_of +.not available.\n  source +a synthetic export\n  as_of +2025-06-01\n  source_quality +official '
like "no reply in the file is none as of its day" "$(show communication "XAA 902/2024")" $'\n  no_reply_as_of +2025-06-01\n'
like "nothing in the file is nothing known" "$(show communication "XBB 902/2025")" $'\n  no_reply_as_of +.not available.\n'
like "a reply without a day has none" "$(show reply "XAA 901/2024/1")" $'\n  received_on +.not available.\n  grade +.not available.\n'
like "a reply has the day that the file gives" "$(show reply "XBB 901/2025/2")" $'\n  received_on +2025-02-03\n'
like "the history names the file and why" "$(show communication "XAA 901/2024" --history)" \
    $'import ohchr_communications.csv.\n +reason +a test'
sentence="the hash in the history is that of the file"
if command -v sqlite3 >/dev/null; then
    hash=$(sha256sum "$synthetic" | cut -d ' ' -f 1)
    is "$sentence" "$(sqlite3 "$home/open.db" "select count(*) from change_set where file_hash = '$hash'")" 2
else
    skip "$sentence" "sqlite3 is not installed"
fi
is "no byte of the home holds a summary" "$(grep -rl 'invented for a test' "$home" | wc -l)" 0
like "the same file again changes nothing" "$(export_of 2025-06-01 "$synthetic")" \
    $'communication: 0 to add, 0 to update, 5 the same\nreply: 0 to add, 0 to update, 4 the same\n.*nothing to do'
like "a later export moves the day without a reply and adds nothing" "$(export_of 2025-07-01 "$synthetic" --dry-run)" \
    $'communication: 0 to add, 1 to update, 4 the same\n  line 4: update XAA 902/2024\n      no_reply_as_of: 2025-06-01 -> 2025-07-01\n'
refuses "letters are not taken back before their replies" "other records refer to X[A-Z]+ 901/2024" import --undo "$letters"
like "replies are" "$(import --undo "$replies")" '4 records removed'
like "then letters" "$(import --undo "$letters")" '5 records removed'

# --- what stops a file --------------------------------------------------------------------------------
refused() { # SENTENCE PATTERN DAY ROWS...
    local sentence=$1 pattern=$2 day=$3 before
    shift 3
    rows "$@"
    before=$(fingerprint "$home")
    refuses "$sentence is refused" "$pattern" export_of "$day" "$file"
    is "and changes no byte" "$(fingerprint "$home")" "$before"
}
refused "an unknown State" $'1 row of .* matches no record; nothing was changed.*\n  line 2, column Country, XAA 903/2024: "Atlantis" is no name of a State' \
    2025-06-01 '14 Nov 2024,Atlantis,AL,AL XAA 903/2024,torture,0' '14 Nov 2024,Altania,AL,AL XAA 904/2024,torture,0'
left=$(export_of 2025-06-01 "$file" --skip-unmatched --dry-run)
like "with --skip-unmatched the row is left out, and told" "$left" \
    $'communication: 1 to add.*\n  line 3: add XAA 904/2024\n.*left out: 1 that match no record\n  line 2, column Country'
refused "an unknown mandate" 'line 2, column Mandates, XAA 903/2024: "alchemy" is no mandate on record' \
    2025-06-01 '14 Nov 2024,Altania,AL,AL XAA 903/2024,torture; alchemy,0'
refused "a letter still confidential" 'line 2, column Date, XAA 903/2024: .*may be recorded from 2025-01-13 on' \
    2024-12-01 '14 Nov 2024,Altania,AL,AL XAA 903/2024,torture,0'
refused "a day that can be two" 'line 2, column Date, .*"03/04/2024" can be two days' \
    2025-06-01 '03/04/2024,Altania,AL,AL XAA 903/2024,torture,0'
refused "a reference given twice" 'line 3, column Ref. no., XAA 903/2024: stands on line 2 already' \
    2025-06-01 '14 Nov 2024,Altania,AL,AL XAA 903/2024,torture,0' '15 Nov 2024,Altania,AL,AL XAA 903/2024,torture,0'
refused "a State that is not that of the reference" 'line 2, column Country, .*"Belmora" is XBB, and the reference says XAA' \
    2025-06-01 '14 Nov 2024,Belmora,AL,AL XAA 903/2024,torture,0'
header="$header,Replies"
refused "a reply before its letter" 'line 3, column received_on, XAA 904/2024/1: a reply of 2024-11-13 to a letter sent later' \
    2025-06-01 '14 Nov 2024,Altania,AL,AL XAA 903/2024,torture,0,' '14 Nov 2024,Altania,AL,AL XAA 904/2024,torture,1,13 Nov 2024'
header=${header%,Replies}

# --- beside another source ----------------------------------------------------------------------------
rows '23 Jan 2024,Altania,AL,AL XAA 1/2024,,1' '14 Nov 2024,Altania,AL,AL XAA 905/2024,torture,0'
said=$(export_of 2026-08-01 "$file")
like "a row that contradicts another source is left out and shown, the others are taken" "$said" \
    $'communication: 1 to add, 0 to update.*left out: 1 in conflict .*\n  line 2, column Date, XAA 1/2024: the file says 2024-01-23; on record is 2024-01-22'
like "what is on record stays" "$(show communication "XAA 1/2024")" $'sent_on +2024-01-22\n'
like "--take-file takes the file's word" "$(export_of 2026-08-01 "$file" --take-file)" \
    $'  line 2: update XAA 1/2024\n      sent_on: 2024-01-22 -> 2024-01-23\n'
json=$(export_of 2026-08-01 "$file" --json)
ok "--json is JSON" is_json <<<"$json"

# --- wrong usage ----------------------------------------------------------------------------------------
exits "without a source it is wrong usage" 2 import ohchr-communications "$file" --as-of 2025-06-01
exits "without a day, too" 2 import ohchr-communications "$file" --source s
exits "a kind has no --as-of of its own" 2 import state data/demo/state.csv --as-of 2025-06-01
refuses "a day to come is refused" "--as-of 2999-01-01 is still to come" export_of 2999-01-01 "$file"
refuses "another table is told" 'column Colour, the communications export of OHCHR has no such column' \
    export_of 2025-06-01 <(echo 'Date,Country,Type,Ref. no.,Mandates,Nb. of replies,Colour')
like "the help says what is not taken" "$(import ohchr-communications --help)" 'Summary and Nb. of alleged victims are NOT taken'
like "the help of import names the table" "$(import --help)" $'published tables:\n  ohchr-communications '
done_testing
