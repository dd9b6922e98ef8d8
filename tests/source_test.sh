#!/usr/bin/env bash
# The source itself: no SQL or HTML made by hand, formatted, scripts without the usual traps.
. tools/tap.sh

mapfile -t sources < <(find src -name '*.[ch]' -o -name '*.tmpl')
ok "the source check compiles" make --silent build/tools/sourcecheck
ok "the source check finds nothing in src" build/tools/sourcecheck "${sources[@]}"

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
