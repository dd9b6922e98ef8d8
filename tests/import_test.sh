#!/usr/bin/env bash
# uphold import: the plan, what refuses a file, undo; and that what is refused changes no byte of the home.
. tools/tap.sh
home=$scratch/home file=$scratch/file.csv
"$UPHOLD" init --home "$home" >"$scratch/said" || skip_all "init fails: $(<"$scratch/said")"
import() { "$UPHOLD" import "$@" --home "$home"; }
show() { "$UPHOLD" show "$@" --home "$home"; }

# --- a changed cell ---------------------------------------------------------------------------------
sed 's/^\(CHN,CCPR,signatory,1998-10-0\)5/\16/' data/treaty_action.csv >"$file"
before=$(fingerprint "$home")
plan=$(import treaty_action "$file" --dry-run)
like "a changed cell is a plan with exactly one update" "$plan" \
    '^.*/file.csv: 0 to add, 1 to update, 3473 the same, 0 refused \(treaty_action\)'
like "that names line, key, field, the old value and the new" "$plan" \
    $'\n  line [0-9]+: update CHN/CCPR\n      signed_on: 1998-10-05 -> 1998-10-06\n'
is "the line is that of the file" "$(sed -n 's/^  line \([0-9]*\): update.*/\1/p' <<<"$plan")" \
    "$(grep -n '^CHN,CCPR,' "$file" | cut -d : -f 1)"
like "a dry run says so" "$plan" 'dry run: nothing was changed'
is "and changes no byte" "$(fingerprint "$home")" "$before"

json=$(import treaty_action "$file" --dry-run --json)
ok "--json is JSON" is_json <<<"$json"
like "with the same plan" "$json" '"add": 0,.*"update": 1,.*"same": 3473,.*"refuse": 0,'

said=$(import treaty_action "$file" --author "data desk" --reason "a test")
# shellcheck disable=SC2016 # the backquotes are printed
like "carried out, it says how to take it back" "$said" 'done: import ([0-9]+); `uphold import --undo [0-9]+` takes it back'
number=$(sed -n 's/^done: import \([0-9]*\);.*/\1/p' <<<"$said")
like "the record has version 2" "$(show treaty_action CHN/CCPR)" $'^treaty_action CHN/CCPR, version 2\n.*signed_on +1998-10-06\n'
like "version 1 is kept, and who changed it why" "$(show treaty_action CHN/CCPR --history)" \
    $'version 1: add.*"signed_on":"1998-10-05".*\nversion 2: update, .*, by data desk \(import file.csv\)\n +reason +a test\n.*"signed_on":"1998-10-06"'
like "the list of imports shows it" "$(import --list)" "$number  [0-9T:-]+Z  import +treaty_action +1 records  data desk  file.csv"
like "the same file again changes nothing" "$(import treaty_action "$file")" \
    $'0 to add, 0 to update, 3474 the same.*\nnothing to do'

# --- undo -------------------------------------------------------------------------------------------
before=$(fingerprint "$home")
like "an undo can be tried" "$(import --undo "$number" --dry-run)" "import $number: 0 records removed, 1 restored; dry run"
is "without changing a byte" "$(fingerprint "$home")" "$before"
like "an undo restores" "$(import --undo "$number")" "import $number: 0 records removed, 1 restored"
like "as version 3" "$(show treaty_action CHN/CCPR)" $'version 3\n.*signed_on +1998-10-05\n'
like "the list says that it is undone" "$(import --list)" "$number .*\(undone\)"
refuses "an import is undone once" "import $number was undone already, by change [0-9]+" import --undo "$number"
refuses "an import that is not there is told" "there is no import 999" import --undo 999
exits "with status 1" 1 import --undo 999
printf 'iso3,un_group,elected_on,start,end,part_term,source,as_of\nSWE,WEOG,2026-10-13,2027-01-01,2029-12-31,no,a test,2026\n' >"$file"
like "what is added" "$(import council_term "$file")" $'1 to add, 0 to update, 0 the same.*\n  line 2: add SWE/2027-01-01\n'
added=$(import --list | sed -n 's/^ *\([0-9]*\)  .*council_term .*file.csv$/\1/p')
like "is removed by an undo" "$(import --undo "$added")" "1 records removed, 0 restored; kept in their history"
exits "and is gone" 1 show council_term SWE/2027-01-01
like "but for its history" "$(show council_term SWE/2027-01-01 --history)" $'version 1: add.*\nversion 2: remove.*\(removed\)'
state=$(import --list | sed -n 's/^ *\([0-9]*\)  .*data.state.csv$/\1/p')
refuses "what others refer to is not removed" "other records refer to [A-Z]{3}; undo their import first" \
    import --undo "$state"

# --- bad rows: line, column, value, rule; and the home byte for byte as before ------------------------
bad() { # SENTENCE KIND PATTERN LINES...
    local sentence=$1 kind=$2 pattern=$3
    shift 3
    printf '%s\n' "$@" >"$file"
    before=$(fingerprint "$home")
    refuses "$sentence refuses the file" "$pattern" import "$kind" "$file"
    exits "with status 1" 1 import "$kind" "$file"
    is "and the home is byte for byte as before" "$(fingerprint "$home")" "$before"
}
term=iso3,un_group,elected_on,start,end,part_term,source,as_of
candidacy=election,iso3,un_group,candidature,withdrawn_on,votes,elected,source,as_of
bad "an unknown State" council_term \
    'line 3, column iso3, "XYZ" is no state on record; correct it, or import the state first' \
    "$term" SWE,WEOG,2026-10-13,2027-01-01,2029-12-31,no,s,2026 XYZ,WEOG,2026-10-13,2027-01-01,2029-12-31,no,s,2026
bad "31 February" treaty_action 'line 2, column signed_on, .*2013-02-31' \
    iso3,treaty,status,signed_on,bound_on,source,as_of 'CHN,CCPR,signatory,2013-02-31,(not applicable),s,2026'
bad "a third consecutive term (D1.3)" council_term \
    'line 2, column start, CHN/2027-01-01: .*the term from 2027-01-01 follows 2 consecutive ones.*A/RES/60/251 op 7' \
    "$term" CHN,APG,2026-10-13,2027-01-01,2029-12-31,no,s,2026
bad "a State elected with too few votes (D1.2)" candidacy \
    'line 2, column votes, 2013/CHN: .*with 96 votes; the absolute majority of 193 Members is 97 \(A/RES/60/251 op 7\)' \
    "$candidacy" '2013,CHN,APG,declared,(not applicable),96,yes,s,2013'
bad "a word that is not in the vocabulary" candidacy \
    'line 2, column candidature, "certain" is not a word of candidature; it has: declared, withdrawn, no_declaration_found' \
    "$candidacy" '2013,CHN,APG,certain,(not applicable),176,yes,s,2013'
bad "a missing source (D10.4)" candidacy 'line 2, column source, empty, and every candidacy needs it' \
    "$candidacy" '2013,CHN,APG,declared,(not applicable),176,yes,,2013'
bad "a column nobody knows" state 'line 1, column colour, state has no field of this name' \
    iso3,colour,status,source,as_of CHN,red,member,s,2026
bad "a key given twice" state 'line 3, XAA: XAA stands on line 2 already' \
    iso3,status,fictional,source,as_of XAA,member,yes,s,2026 XAA,member,yes,s,2026
bad "a file that is no text" state 'line 2' iso3,status,source,as_of $'\xff\xfe'
printf '%s\n' "$candidacy" '2013,CHN,APG,declared,,many,yes,s,2013' '2013,VNM,APG,declared,,184,maybe,s,2013' >"$file"
refuses "each bad row is told" $'2 problems; nothing was changed\n  line 2, column votes, "many".*\n  line 3, column elected, "maybe"' \
    import candidacy "$file"
json=$(import candidacy "$file" --json)
ok "a refusal with --json is JSON" is_json <<<"$json"
like "that names line, column and problem" "$json" '"line": 2,.*"column": "votes",.*"problem": "\\"many\\" is not a whole number"'

# --- JSON, standard input, aliases --------------------------------------------------------------------
like "a JSON file is taken by its name" "$(
    echo '[{"iso3": "CHN", "treaty": "ICCPR", "status": "signatory", "signed_on": "1998-10-05", "source": "a test", "as_of": "2026"}]' \
        >"$scratch/one.json"
    import treaty_action "$scratch/one.json" --dry-run
)" $'0 to add, 1 to update.*\n  line 1: update CHN/CCPR\n      source: .* -> a test\n'
like "- is standard input" "$(import treaty_action - --format json --dry-run <"$scratch/one.json")" '0 to add, 1 to update'
import treaty_action - <data/treaty_action.csv >"$scratch/said"
like "and a CSV file without --format" "$(<"$scratch/said")" '0 to add, 0 to update, 3474 the same'

# --- one writer at a time -----------------------------------------------------------------------------
if command -v flock >/dev/null; then
    (
        exec 9>>"$home/writer.lock"
        flock 9
        refuses "a second writer is refused clearly" "another Uphold process is writing to $home; wait until it is done" \
            import state data/state.csv
        done_testing
    ) >"$scratch/said"
    is "a second writer is refused clearly" "$(grep -c '^ok' "$scratch/said")" 1
else
    skip "a second writer is refused clearly" "flock is not installed"
fi

# --- wrong usage ----------------------------------------------------------------------------------------
exits "no kind and no file is wrong usage" 2 import
exits "a kind without a file is" 2 import state
exits "a kind that is not there is" 2 import states data/state.csv
exits "a format that is not there is" 2 import state data/state.csv --format xml
exits "a number that is none is" 2 import --undo first
exits "an undo with a file is" 2 import --undo 1 data/state.csv
exits "a list with a file is" 2 import --list data/state.csv
exits "a file that is not there is not" 1 import state "$scratch/none.csv"
refuses "and is told" "none.csv" import state "$scratch/none.csv"
like "the help of a kind lists its fields and words" "$(import candidacy --help)" \
    $'^candidacy: .*\nkey: \{election\}/\{iso3\}\n.*\n      withdrawn - Withdrew before the vote\n.*\n  votes +integer '
like "the help lists the kinds" "$(import --help)" $'\nkinds:\n  state +A Member'
done_testing
