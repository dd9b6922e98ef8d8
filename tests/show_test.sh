#!/usr/bin/env bash
# uphold show: one record with its source, or its history with the proof of what was recorded when.
. tools/tap.sh
home=$scratch/home
"$UPHOLD" init --home "$home" >"$scratch/said" || skip_all "init fails: $(<"$scratch/said")"
show() { "$UPHOLD" show "$@" --home "$home"; }

china=$(show treaty_action CHN/CCPR)
like "China signed the CCPR on 5 October 1998" "$china" $'\n  signed_on +1998-10-05\n'
like "and is not a party to it (D6.1, P4)" "$china" \
    $'\n  status +signatory \(Signed, not party\)\n.*\n  bound_on +\(not applicable\)\n'
like "the fact has a source and an as-of date (D10.4)" "$china" $'\n  source +United Nations .*\n  as_of +2022-08\n'
states=$(show treaty_action USA/CCPR)
like "the United States ratified it on 8 June 1992" "$states" \
    $'\n  status +party.*\n  bound_on +1992-06-08\n  bound_by +ratification\n'
like "an unknown value is told as that" "$(show state CHN)" $'\n  note +\(not available\)$'

history=$(show treaty_action CHN/CCPR --history)
like "the history says who, when and from which file" "$history" \
    'version 1: add, [0-9T:-]+Z, by uphold init \(reference data data/treaty_action.csv\)'
like "and has leaf, salt and commitment" "$history" $'log leaf +[0-9]+\n +salt +[0-9a-f]{32}\n +commitment +[0-9a-f]{64}'

# Whoever has the history recomputes the commitment with nothing but sha256sum.
field() { sed -n "s/^ *\"$1\": \"\(.*\)\",\?$/\1/p" <<<"$json" | sed 's/\\"/"/g; s/\\\\/\\/g'; }
json=$(show treaty_action CHN/CCPR --history --json)
statement=$(printf '{"action":"add","at":"%s","fields":%s,"key":"CHN/CCPR","kind":"treaty_action","version":1}' \
    "$(field made_at)" "$(field canonical_fields)")
is "the commitment is the SHA-256 of salt and statement" \
    "$( (printf '%b' "$(field salt | sed 's/../\\x&/g')" && printf %s "$statement") | sha256sum | cut -c 1-64)" \
    "$(field commitment)"

ok "--json is JSON" is_json < <(show treaty_action CHN/CCPR --json)
ok "--history --json is JSON" is_json <<<"$json"
like "with null for what is not available and a list of what is not applicable" \
    "$(show treaty_action CHN/CCPR --json)" $'"bound_on": null,.*"not_applicable": \[\n +"bound_on",\n +"bound_by"\n'

refuses "an unknown key is told with the form of keys" \
    'there is no treaty_action "CHN/CCCP"; its keys look like \{iso3\}/\{treaty\}' show treaty_action CHN/CCCP
exits "with status 1" 1 show treaty_action CHN/CCCP
exits "its history, too" 1 show treaty_action CHN/CCCP --history
refuses "an unknown kind is wrong usage" 'there is no kind "treaties"' show treaties CHN/CCPR
exits "with status 2" 2 show treaties CHN/CCPR
exits "a key is needed" 2 show treaty_action
exits "one key only" 2 show treaty_action CHN/CCPR USA/CCPR
exits "an unknown option is wrong usage" 2 show treaty_action CHN/CCPR --verbose
ok "--help is none" show --help
refuses "a folder that is no home is told" 'none is no Uphold home; make one with `uphold init --home' \
    "$UPHOLD" show state CHN --home "$scratch/none"
exits "with status 1" 1 "$UPHOLD" show state CHN --home "$scratch/none"
exits "an unknown command is wrong usage" 2 "$UPHOLD" publish
exits "so is none" 2 "$UPHOLD"
ok "uphold --help lists the commands" "$UPHOLD" --help

before=$(fingerprint "$home")
show state CHN >"$scratch/said"
is "showing changes nothing" "$(fingerprint "$home")" "$before"
done_testing
