#!/bin/sh
# Tests of the source check, in TAP. Run from the root of the repository:
#
#     sh tests/sourcecheck_test.sh
#
# A folder tests/sourcecheck/NAME holds source files and a file "expected": the sentence it proves,
# and then every finding, exactly, in the order of the files' names.
set -u

make -s build/tools/sourcecheck || {
    echo "Bail out! the source check does not build"
    exit 1
}
check=$PWD/build/tools/sourcecheck

number=0
failed=0
# report STATUS SENTENCE DETAIL
report() {
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        failed=$((failed + 1))
        echo "not ok $number - $2"
        printf '%s\n' "$3" | sed 's/^/# /'
    fi
}

# The findings are as expected, and the exit status says whether there are any.
check_case() (
    cd "$1" || exit 1
    expected=$(sed 1d expected)
    # shellcheck disable=SC2046 # no name has a space
    found=$("$check" $(find . -name '*.[ch]' -o -name '*.tmpl' | sed 's|^\./||' | LC_ALL=C sort))
    status=$?
    printf 'exit status %d\n%s\n' $status "$found"
    [ "$found" = "$expected" ] || exit 1
    [ $status -eq "$(if [ -n "$expected" ]; then echo 1; else echo 0; fi)" ]
)

for folder in tests/sourcecheck/*/; do
    detail=$(check_case "$folder" 2>&1)
    report $? "$(sed -n 1p "$folder/expected")" "$detail"
done

detail=$("$check" tests/sourcecheck/none.c 2>&1)
[ $? -eq 2 ] && [ "${detail#*cannot open tests/sourcecheck/none.c}" != "$detail" ]
report $? "A file that is not there is an error, not a finding." "$detail"

# shellcheck disable=SC2046
detail=$("$check" $(find src tools -name '*.[ch]' -o -name '*.tmpl') 2>&1)
report $? "Our own sources keep the rules." "$detail"

echo "1..$number"
[ "$failed" -eq 0 ]
