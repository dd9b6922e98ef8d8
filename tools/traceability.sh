#!/usr/bin/env bash
# Writes docs/traceability.md: each clause of the letter (tests/requirements.tsv) with the code that cites its id and the
# tests that show it. An id is cited as a word of its own: A1, B6, P3. A clause without a test is open work.
set -eu
cd "$(dirname "$0")/.."
out=${1:-docs/traceability.md}

places() { # ID FILES...: the files that cite the id, as links, at most six
    local id=$1
    shift
    grep -lwE "$id" -- "$@" 2>/dev/null | sort | head -6 | sed 's|.*|[&](../&)|' | paste -sd' ' -
}

mapfile -t code < <(git ls-files 'src/*.c' 'src/*.h' 'src/*.sql' 'src/*.tmpl' | grep -vE '_(test|fuzz)\.[ch]$')
mapfile -t tests < <(git ls-files 'src/*_test.c' 'tests/*_test.sh' 'tests/browser/*.mjs')
{
    echo "# Traceability"
    echo
    echo "Made by \`tools/traceability.sh\` from the ids cited in code and tests. A clause without a test is open work."
    echo
    echo "| id | clause | code | tests |"
    echo "|---|---|---|---|"
    while IFS=$'\t' read -r id clause; do
        [ -n "$id" ] || continue
        code_places=$(places "$id" "${code[@]}")
        test_places=$(places "$id" "${tests[@]}")
        echo "| $id | $clause | ${code_places:-–} | ${test_places:-**open**} |"
    done <tests/requirements.tsv
} >"$out"
