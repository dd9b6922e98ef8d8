#!/usr/bin/env bash
# What ./check counts: tools/tap-sum.awk on what suites print, and the words of tools/tap.sh.
. tools/tap.sh

sum() { # STATUS: of the suite printed on standard input, the file that ./check adds up
    awk -v suite=s -v status="$1" -v limit=60 -v seconds="${2-1}" -v sum="$scratch/sum" \
        -f tools/tap-sum.awk >"$scratch/shown"
    cat "$scratch/sum"
}

is "two groups of a cmocka program add up" "$(sum 0 <<'TAP'
1..2
ok 1 - one
ok 2 - two
# ok - first group
1..1
ok 1 - three
# ok - second group
TAP
)" "COUNT 3 0 0"

is "a skip as cmocka prints it has its sentence and the reason printed before it" "$(sum 0 <<'TAP'
1..2
skipped: no ../shared
not ok 1 # SKIP golden_values_hold
ok 2 - b
# ok - group
TAP
)" "COUNT 1 0 1
SKIP s: no ../shared (golden_values_hold)"

is "a skip of TAP has its sentence and its reason" "$(sum 0 <<'TAP'
ok 1 - R agrees # SKIP R is not installed
1..1
TAP
)" "COUNT 0 0 1
SKIP s: R is not installed (R agrees)"

is "a reason is used once" "$(sum 0 <<'TAP'
1..2
skipped: no ../shared
not ok 1 # SKIP a
not ok 2 # SKIP b
TAP
)" "COUNT 0 0 2
SKIP s: no ../shared (a)
SKIP s: no reason given (b)"

is "a suite that cannot run is one skip" "$(sum 0 <<<'1..0 # SKIP no java')" "COUNT 0 0 1
SKIP s: no java"

is "a failed test counts once, whatever the status" "$(sum 1 <<'TAP'
1..2
ok 1 - a
not ok 2 - b
# 0x1 != 0x2
TAP
)" "COUNT 1 1 0
FAIL s: b"
like "and is shown with what was said of it" "$(<"$scratch/shown")" $'FAILED s.*not ok 2 - b\n *# 0x1 != 0x2'

is "a program that dies half way has failed" "$(sum 134 <<'TAP'
1..3
ok 1 - a
==7==ERROR: AddressSanitizer
TAP
)" "COUNT 1 1 0
FAIL s: died of signal 6"
like "and the end of what it printed is shown" "$(<"$scratch/shown")" 'AddressSanitizer'
{
    printf '1..2\nok 1 - a\n==7==ERROR: AddressSanitizer: where\n'
    seq 100
} | sum 1 >"$scratch/ignored"
like "from where the sanitizer begins" "$(<"$scratch/shown")" 'where'

is "fewer tests than planned is a failure" "$(sum 0 <<'TAP'
1..3
ok 1 - a
TAP
)" "COUNT 1 1 0
FAIL s: ran 1 of 3 tests"

is "a group whose setup fails is a failure" "$(sum 0 <<'TAP'
1..3
not ok 0 - group [  FAILED  ] GROUP SETUP
# ok - group
TAP
)" "COUNT 0 2 0
FAIL s: group [  FAILED  ] GROUP SETUP
FAIL s: ran 1 of 3 tests"

is "no plan is a failure" "$(sum 0 <<<'ok 1 - a')" "COUNT 1 1 0
FAIL s: printed no plan"
is "silence is a failure" "$(sum 0 </dev/null)" "COUNT 0 1 0
FAIL s: printed no plan"
is "no test is a failure" "$(sum 0 <<<'1..0')" "COUNT 0 1 0
FAIL s: ran no test"
is "a status other than 0 with every test passed is a failure" "$(sum 23 <<'TAP'
1..1
ok 1 - a
ERROR: LeakSanitizer
TAP
)" "COUNT 1 1 0
FAIL s: ended with status 23 though no test failed"
is "a suite stopped for taking too long is a failure" "$(sum 124 <<'TAP'
1..2
ok 1 - a
TAP
)" "COUNT 1 1 0
FAIL s: was stopped after 60 seconds"
is "a suite that gives up is a failure" "$(sum 255 <<<'Bail out! no disk')" "COUNT 0 1 0
FAIL s: Bail out! no disk"

# The words, each in a script of its own that goes wrong where it should.
words() { printf '%s\n' ". tools/tap.sh" "$@" | bash 2>&1; }
is "ok passes when the command succeeds" "$(words 'ok a true' done_testing)" $'ok 1 - a\n1..1'
like "ok fails when it does not, and shows what it said" "$(words 'ok a ls /nowhere' done_testing)" \
    $'^not ok 1 - a\n# status 2 of: ls /nowhere\n# .*nowhere'
like "is shows both texts" "$(words 'is a b c' done_testing)" $'^not ok 1 - a\n# got:    b\n# wanted: c'
is "like takes a pattern" "$(words 'like a abc "^a.c$"' done_testing)" $'ok 1 - a\n1..1'
# shellcheck disable=SC2016
refusal='refusing() { echo "line 3: $1" >&2; return 1; }'
is "refuses passes on a refusal that says so" \
    "$(words "$refusal" 'refuses a "line 3" refusing x' done_testing)" $'ok 1 - a\n1..1'
like "refuses fails on a refusal that says something else" \
    "$(words "$refusal" 'refuses a "line 4" refusing x' done_testing)" '^not ok 1 - a'
like "refuses fails when the command succeeds" "$(words 'refuses a "" true' done_testing)" '^not ok 1 - a'
like "refuses fails when the command dies" \
    "$(words 'refuses a "" bash -c "kill -SEGV \$\$"' done_testing)" '^not ok 1 - a'
is "exits passes on the status wanted" "$(words 'exits a 3 bash -c "exit 3"' done_testing)" $'ok 1 - a\n1..1'
like "exits fails on another" "$(words 'exits a 2 true' done_testing)" $'^not ok 1 - a\n# status 0, wanted 2'
mkdir "$scratch/folder" && echo a >"$scratch/folder/a"
before=$(fingerprint "$scratch/folder")
is "the fingerprint of a folder that did not change is the same" "$(fingerprint "$scratch/folder")" "$before"
touch "$scratch/folder/b"
ok "and another when a file more is in it" test "$(fingerprint "$scratch/folder")" != "$before"
ok "JSON is JSON" is_json <<<'{"a": [1, null]}'
ok "and CSV is none" bash -c '. tools/tap.sh; ! is_json <<<"a,b"'
is "a script that stops early has no plan" "$(words 'ok a true' 'exit 0')" "ok 1 - a"
done_testing
