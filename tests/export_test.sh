#!/usr/bin/env bash
# uphold export: every kind goes out as CSV and JSON and comes back all the same; a data package others can read.
. tools/tap.sh
home=$scratch/home
"$UPHOLD" init --home "$home" >"$scratch/said" || skip_all "init fails: $(<"$scratch/said")"
export_() { "$UPHOLD" export "$@" --home "$home"; }
import() { "$UPHOLD" import "$@" --home "$home"; }

# Texts that spreadsheets, shells, databases and readers stumble over, as one State's names and sources.
cat >"$scratch/nasty.csv" <<'CSV'
iso3,iso2,m49,status,admission_date,admission_basis,fictional,source,as_of,source_quality,note
XAA,,,member,2000-01-01,'=1+1,yes,"=HYPERLINK(""http://x"",""y"")",2026,unverified,'@SUM(A1)
XAB,,,member,2000-01-01,"l'État, dit ""le pays""",yes,'-5,2026,,''
XAC,,,observer,(not applicable),السلام عليكم ‮عكس‬,yes,🕊️ paix,2026,,é é
XAD,(not applicable),(not applicable),member,2000-01-01,"x',''); drop table state; --",yes,<script>alert(1)</script>,2026,,\n\t\\
CSV
like "nasty texts are records like any other" "$(import state "$scratch/nasty.csv")" '4 to add, 0 to update, 0 the same'

ok "all kinds go out as CSV, into a folder that is made" export_ all --out "$scratch/csv"
ok "and as JSON" export_ all --format json --out "$scratch/json"
same='' kinds=0
for file in "$scratch"/csv/*.csv "$scratch"/json/*.json; do
    kind=$(basename "${file%.*}")
    ((kinds += 1))
    [ "$kind" = release ] && continue # made by assess, never imported
    plan=$(import "$kind" "$file" --dry-run)
    [[ $plan =~ ': 0 to add, 0 to update, '[0-9]+' the same, 0 refused' ]] || same+="$kind: $plan"$'\n'
done
is "every kind comes back all the same from both" "$same" ""
count=$("$UPHOLD" import --help | grep -cE '^  [a-z_]+ +[A-Z]')
is "and none is missing" "$kinds" "$((2 * count))"

"$UPHOLD" init --home "$scratch/second" >"$scratch/said"
"$UPHOLD" import state "$scratch/json/state.json" --home "$scratch/second" >"$scratch/said"
is "what is imported elsewhere goes out byte for byte the same" \
    "$("$UPHOLD" export state --home "$scratch/second" | sha256sum)" "$(export_ state | sha256sum)"
"$UPHOLD" init --home "$scratch/third" >"$scratch/said"
is "an export does not depend on the home it is from" \
    "$("$UPHOLD" export candidacy --home "$scratch/third" | sha256sum)" "$(export_ candidacy | sha256sum)"

like "a text that a spreadsheet would run is guarded" "$(export_ state | grep ^XAA)" \
    "'=1\\+1,yes,\"'=HYPERLINK\\(\"\"http://x\"\",\"\"y\"\"\\)\",2026,unverified,'@SUM\\(A1\\)"
is "no cell begins like a formula, numbers excepted" \
    "$(cat "$scratch"/csv/*.csv | grep -cE '(^|,)"?[=+@]')" 0
ok "--format json is JSON" is_json < <(export_ treaty --format json)
like "that counts its records at the end" "$(export_ treaty --format json)" $'"count": 18\n}'
export_ treaty --out "$scratch/treaty.csv"
is "--out is a file" "$(<"$scratch/treaty.csv")" "$(export_ treaty)"

# --- the data package ---------------------------------------------------------------------------------
ok "all kinds go out as a data package" export_ all --format datapackage --out "$scratch/package"
descriptor=$scratch/package/datapackage.json
ok "its descriptor is JSON" is_json <"$descriptor"
missing='' paths=0
while read -r path; do
    ((paths += 1))
    cmp -s "$scratch/package/$path" "$scratch/csv/$(basename "$path")" || missing+="$path "
done < <(sed -n 's/^ *"path": "\(.*\)",$/\1/p' "$descriptor")
is "each path it names is there and holds the export of the kind" "$missing" ""
is "one for each kind" "$paths" "$count"
if python3 -c '' 2>/dev/null; then
    ok "each schema names the columns of its file, and each foreign key a resource" python3 - "$scratch/package" <<'PYTHON'
import csv, json, sys
root = sys.argv[1]
package = json.load(open(root + "/datapackage.json", encoding="utf-8"))
resources = {resource["name"]: resource for resource in package["resources"]}
for resource in resources.values():
    schema = resource["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    with open(f"{root}/{resource['path']}", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        assert rows.fieldnames == list(fields), resource["name"]
        for row in rows:
            for name, cell in row.items():
                rule = fields[name]["constraints"]
                if cell in schema["missingValues"]:
                    assert not rule["required"], (resource["name"], name, row)
                    continue
                assert cell in rule.get("enum", [cell]), (resource["name"], name, cell)
                if fields[name]["type"] == "integer":
                    assert rule.get("minimum", int(cell)) <= int(cell) <= rule.get("maximum", int(cell))
    for key in schema["foreignKeys"]:
        assert key["fields"] in fields and key["reference"]["resource"] in resources
PYTHON
else
    skip "each schema names the columns of its file, and each foreign key a resource" "Python is not installed"
fi

# --- wrong usage --------------------------------------------------------------------------------------
exits "no kind is wrong usage" 2 export_
exits "a kind that is not there is" 2 export_ states
exits "a format that is not there is" 2 export_ state --format xml
exits "all without a folder is" 2 export_ all
exits "a data package of one kind is" 2 export_ state --format datapackage
exits "a place that cannot be written is not" 1 export_ state --out "$scratch/none/state.csv"
refuses "and is told" "none/state.csv" export_ state --out "$scratch/none/state.csv"
if [ -c /dev/full ]; then
    refuses "a full disk is told" "cannot write" export_ state --out /dev/full
else
    skip "a full disk is told" "there is no /dev/full"
fi
done_testing
