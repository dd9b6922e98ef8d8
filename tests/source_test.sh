#!/usr/bin/env bash
# The source itself: formatted, and scripts without the usual traps. (Its rules: sourcecheck_test.sh.)
. tools/tap.sh

sentence="every C file is formatted as .clang-format says"
version=$(clang-format --version 2>/dev/null | grep -oE '[0-9]+' | head -n 1)
if [ "$version" = 14 ]; then
    mapfile -t files < <(find src tools bench -name '*.[ch]' 2>/dev/null)
    ok "$sentence" clang-format --dry-run --Werror "${files[@]}"
else
    skip "$sentence" "clang-format 14 is not installed (versions differ in what they want)"
fi

sentence="shellcheck finds nothing in the scripts"
if command -v shellcheck >/dev/null; then
    ok "$sentence" shellcheck --external-sources check run .ci/run tools/*.sh tests/*.sh
else
    skip "$sentence" "shellcheck is not installed"
fi
done_testing
