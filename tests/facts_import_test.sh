#!/usr/bin/env bash
# uphold import special-procedures-visits and -invitations: tables of OHCHR become visit events and invitations.
# Every row is invented, about the fictional States of the demonstration.
. tools/tap.sh
home=$scratch/home file=$scratch/table.csv visits=tests/fixtures/published/synthetic_visits.csv
"$UPHOLD" init --demo --home "$home" >"$scratch/said" || skip_all "init fails: $(<"$scratch/said")"
import() { "$UPHOLD" import "$@" --home "$home"; }
table() { # WHICH DAY FILE ARGUMENTS...
    local which=$1 day=$2 from=$3
    shift 3
    import "special-procedures-$which" "$from" --source "a synthetic table" --as-of "$day" "$@"
}
show() { "$UPHOLD" show "$@" --home "$home"; }
visit_rows() { printf '%s\n' State,Mandate,Status,Date "$@" >"$file"; }

# --- visits -------------------------------------------------------------------------------------------
before=$(fingerprint "$home")
plan=$(table visits 2020-12-31 "$visits" --dry-run)
like "a dry run shows what would be added, by the lines of the file" "$plan" \
    $'6 rows, 0 of them on record already.*\nvisit_event: 6 to add, 0 to update.*\n  line 3: add XAA/education/pending_request/2020-12-31\n'
is "and changes no byte" "$(fingerprint "$home")" "$before"
said=$(table visits 2020-12-31 "$visits")
number=$(sed -n 's/^done: import \([0-9]*\);.*/\1/p' <<<"$said")
like "a visit has its days" "$(show visit_event XAA/food/completed/2018-05-03)" \
    $'by +.not available.\n  happened_on +2018-05-12\n  visit_start +2018-05-03\n  visit_end +2018-05-12\n.*source +a synthetic table\n'
like "a request listed without a date is pending on the day of the table" \
    "$(show visit_event XAA/education/pending_request/2020-12-31)" $'by +mandate .*\n  happened_on +2020-12-31\n  visit_start +.not applicable.\n'
like "who postponed is not guessed, and the note says so" "$(show visit_event XBB/torture/postponed/2019-11)" \
    $'by +.not available.\n  happened_on +2019-11\n.*note +the table does not say by whom'
like "days in figures are read as the table shows them" "$(show visit_event XCC/health/accepted/2018-03-02)" $'happened_on +2018-03-02\n'
like "the same table again changes nothing" "$(table visits 2020-12-31 "$visits")" $'6 rows, 6 of them on record.*nothing to do'
sed 's/3-12 May 2018/14-22 May 2018/' "$visits" >"$file"
like "a later table of the same source corrects the days, under the same key" "$(table visits 2021-01-31 "$file" --dry-run)" \
    $'1 to add, 1 to update.*\n  line 2: update XAA/food/completed/2018-05-03\n      happened_on: 2018-05-12 -> 2018-05-22\n'
visit_rows 'Altania,food,Completed,3-12 May 2018' 'Altania,food,Completed,2-9 Jul 2018'
like "a second visit in the year is one of its own" "$(table visits 2021-01-31 "$file" --dry-run)" \
    $'1 to add, 0 to update.*\n  line 3: add XAA/food/completed/2018-07-02\n'
like "an import is taken back" "$(import --undo "$number")" '6 records removed'

visit_rows 'Altania,adequate-housing,Completed,Mar 2022' 'Altania,adequate-housing,Completed,2-9 Sep 2022'
said=$(table visits 2023-01-31 "$file" --dry-run)
like "what another source tells more exactly is left alone" "$said" '2 rows, 1 of them on record already'
like "what it tells otherwise is a conflict left to a person" "$said" \
    $'0 to add, 0 to update.*left out: 1 in conflict .*\n  line 3, column Date, D0003: the file says 2022-09-02; on record is '
like "--take-file adds it beside" "$(table visits 2023-01-31 "$file" --dry-run --take-file)" \
    $'1 to add, 0 to update.*\n  line 3: add XAA/adequate-housing/completed/2022-09-02\n'

visit_rows 'Altania,food,Agreed,2018' 'Atlantis,food,Completed,2018' 'Altania,food,Completed,2017'
before=$(fingerprint "$home")
refuses "what matches nothing is listed by row, and stops the file" \
    $'2 rows of .* match no record.*\n  line 2, column Status, "Agreed".*\n  line 3, column State, "Atlantis"' table visits 2020-12-31 "$file"
is "and changes no byte" "$(fingerprint "$home")" "$before"
like "with --skip-unmatched the rows are left out" "$(table visits 2020-12-31 "$file" --skip-unmatched --dry-run)" \
    $'1 to add.*left out: 2 that match no record\n'
visit_rows 'Altania,food,Completed,3-12 May 2018'
refuses "a visit after the day of the table is refused by the rules, with its line" \
    'line 2, column (visit_end|happened_on), XAA/food/completed/2018-05-03: .*the source tells of the time to 2018-01-31 only' \
    table visits 2018-01-31 "$file"
visit_rows 'Altania,food,Completed,3/4/2018'
refuses "a day that can be two is refused" 'line 2, column Date, "3/4/2018" can be two days' table visits 2020-12-31 "$file"
json=$(table visits 2020-12-31 "$visits" --dry-run --json)
ok "--json is JSON" is_json <<<"$json"

# --- invitations --------------------------------------------------------------------------------------
invitations=tests/fixtures/published/synthetic_invitations.csv
said=$(table invitations 2020-12-31 "$invitations")
like "an invitation on record is left alone, a new one added, another day a conflict" "$said" \
    $'3 rows, 1 of them on record.*\nstanding_invitation: 1 to add.*\n  line 3: add XCC/issued/\\[\\.\\.2020-12-31\\]\n.*line 4, column Date, XDD/issued/2005-04-11: the file says 2005-04-12; on record is 2005-04-11'
like "without a date it was issued by the day of the table" "$(show standing_invitation 'XCC/issued/[..2020-12-31]')" \
    $'happened_on +\\[\\.\\.2020-12-31\\]\n  source +a synthetic table\n'
like "a later table adds nothing to what is known" "$(table invitations 2021-12-31 "$invitations")" \
    $'standing_invitation: 0 to add, 0 to update'
like "the help says what a State that is missing means" "$(import special-procedures-invitations --help)" \
    'A State that is not in the table says nothing'
exits "without a source it is wrong usage" 2 import special-procedures-visits "$visits" --as-of 2020-12-31
done_testing
