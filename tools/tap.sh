#!/usr/bin/env bash
# Words for the shell tests, tests/*_test.sh, which run from the root of the repository:
#
#   . tools/tap.sh
#   ok      SENTENCE COMMAND...           the command succeeds
#   is      SENTENCE GOT WANTED           two texts are the same
#   like    SENTENCE TEXT PATTERN         the text matches the extended regular expression
#   refuses SENTENCE PATTERN COMMAND...   the command fails, without dying, and says what matches
#   exits   SENTENCE STATUS COMMAND...    the command ends with that status
#   skip    SENTENCE WHY                  cannot be tried here
#   skip_all WHY                          none of them can
#   done_testing                          last: without it the suite counts as broken
#
# $UPHOLD is the program; $scratch a folder of the test's own, gone at the end; `serve HOME [ARGUMENT...]`
# starts it on a free port and sets $address and $server, `stop_serving` ends it and returns its status.
# `fingerprint FOLDER` prints a hash of every file in it, to see that nothing changed; `is_json` fails when its
# standard input is no JSON (it needs Python or Node; without either it looks at the brackets only).
#
# As a command, tools/tap.sh SENTENCE COMMAND... is a suite of that one test, and
# tools/tap.sh --skip WHY a suite that cannot run.
UPHOLD=${UPHOLD:-$PWD/build/release/uphold}
tap_count=0 tap_failed=0 server=

tap_result() { # STATUS SENTENCE
    local verdict=ok
    ((tap_count += 1))
    if (($1)); then verdict='not ok' tap_failed=1; fi
    echo "$verdict $tap_count - $2"
}
tap_says() { # PREFIX TEXT: lines that belong to the result before them
    local text="# $1${2//$'\n'/$'\n'"# $1"}"
    printf '%s\n' "$text"
}

ok() {
    local sentence=$1 said status command
    shift
    command=$*
    said=$("$@" 2>&1)
    status=$?
    tap_result "$status" "$sentence"
    ((status == 0)) || tap_says '' "status $status of: ${command:0:100}"$'\n'"$said"
}

is() {
    local differs=0
    [[ $2 == "$3" ]] || differs=1
    tap_result "$differs" "$1"
    ((differs == 0)) || { tap_says 'got:    ' "$2" && tap_says 'wanted: ' "$3"; }
}

like() {
    local differs=0
    [[ $2 =~ $3 ]] || differs=1
    tap_result "$differs" "$1"
    ((differs == 0)) || { tap_says 'got:     ' "$2" && tap_says 'pattern: ' "$3"; }
}

refuses() {
    local sentence=$1 pattern=$2 said status differs=0
    shift 2
    said=$("$@" 2>&1)
    status=$?
    ((status > 0 && status < 124)) && [[ $said =~ $pattern ]] || differs=1
    tap_result "$differs" "$sentence"
    ((differs == 0)) || tap_says '' "status $status, wanted a refusal like: $pattern"$'\n'"$said"
}

exits() {
    local sentence=$1 wanted=$2 said status
    shift 2
    said=$("$@" 2>&1)
    status=$?
    tap_result "$((status != wanted))" "$sentence"
    ((status == wanted)) || tap_says '' "status $status, wanted $wanted"$'\n'"$said"
}

fingerprint() { (cd "$1" && find . -type f -exec sha256sum {} + | sort -k 2); }

is_json() {
    if python3 -c '' 2>/dev/null; then
        python3 -c 'import json, sys; json.load(sys.stdin)'
    elif node -e '' 2>/dev/null; then
        node -e 'JSON.parse(require("fs").readFileSync(0, "utf8"))'
    else
        tr -d '[:space:]' | grep -qE '^(\{.*\}|\[.*\])$'
    fi
}

skip() {
    ((tap_count += 1))
    echo "ok $tap_count - $1 # SKIP $2"
}

skip_all() {
    echo "1..0 # SKIP $1"
    exit 0
}

done_testing() {
    echo "1..$tap_count"
    exit "$tap_failed"
}

serve() {
    local home=$1 said=$scratch/serve.out
    shift
    : >"$said"
    "$UPHOLD" serve --home "$home" --port 0 "$@" >"$said" 2>"$scratch/serve.err" &
    server=$!
    for ((tenths = 0; tenths < 200; tenths++)); do
        address=$(sed -n 's/^public //p' "$said")
        [ -n "$address" ] && return 0
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    tap_says '' "not serving: $(cat "$scratch/serve.err")"
    return 1
}

stop_serving() {
    local ended=$server
    [ -n "$ended" ] || return 0
    server=
    kill "$ended" 2>/dev/null
    wait "$ended"
}

if [[ ${BASH_SOURCE[0]} != "$0" ]]; then
    scratch=$(mktemp -d)
    trap 'stop_serving; rm -rf "$scratch"' EXIT
elif [[ $1 == --skip ]]; then
    skip_all "$2"
else
    ok "$@"
    done_testing
fi
