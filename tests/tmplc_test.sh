#!/bin/sh
# Tests of the template compiler, in TAP. Run from the root of the repository:
#
#     sh tests/tmplc_test.sh
#
# tests/tmplc/good/NAME.tmpl compiles cleanly with gcc and clang, and NAME.c, which calls it, prints
# NAME.expected. tests/tmplc/bad/NAME.tmpl is refused with a message that contains NAME.expected.
# The first line of each template is a comment: the sentence it proves.
# shellcheck disable=SC2086 # $flags is several words
set -u
cases=tests/tmplc
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flags="-std=c17 -D_GNU_SOURCE $(sed -n 's/^WARNINGS := //p' Makefile)"

build=$(make -s build/tools/tmplc && make -s MODE=asan build/asan/libtext.a build/asan/libbase.a) || {
    echo "$build"
    echo "Bail out! the compiler does not build"
    exit 1
}

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

sentence() {
    sed -n '1s/^{{# \(.*\) }}$/\1/p' "$1"
}

good() {
    template=$1 name=$(basename "$1" .tmpl)
    build/tools/tmplc "$template" "$work/$name.tmpl" || return 1
    for compiler in gcc clang-14; do
        command -v $compiler >/dev/null || continue
        $compiler $flags -Isrc -I"$work" -c -o "$work/$name.$compiler.o" "$work/$name.tmpl.c" || return 1
    done
    gcc $flags -g -fsanitize=address,undefined -fno-sanitize-recover=all -Isrc -I"$work" \
        -o "$work/$name" "${template%.tmpl}.c" "$work/$name.tmpl.c" \
        build/asan/libtext.a build/asan/libbase.a -lm || return 1
    "$work/$name" >"$work/$name.out" || return 1
    diff "${template%.tmpl}.expected" "$work/$name.out"
}

bad() {
    message=$(build/tools/tmplc "$1" "$work/bad" 2>&1)
    status=$?
    printf '%s\n' "$message"
    [ $status -eq 1 ] && [ ! -e "$work/bad.c" ] && [ ! -e "$work/bad.h" ] || return 1
    printf '%s\n' "$message" | grep -qF -- "$1$(cat "${1%.tmpl}.expected")"
}

for template in "$cases"/good/*.tmpl; do
    detail=$(good "$template" 2>&1)
    report $? "$(sentence "$template")" "$detail"
done
for template in "$cases"/bad/*.tmpl; do
    detail=$(bad "$template" 2>&1)
    report $? "$(sentence "$template")" "$detail"
done

build/tools/tmplc "$cases/good/places.tmpl" "$work/again.tmpl" &&
    cp "$work/again.tmpl.c" "$work/first.c" &&
    build/tools/tmplc "$cases/good/places.tmpl" "$work/again.tmpl" &&
    cmp -s "$work/again.tmpl.c" "$work/first.c"
report $? "The same template compiles to the same C." ""

printf '%s\n' '{{template t(Str x)}}' '<p>' '{{ x.nonsense }}' '</p>' '{{end}}' >"$work/wrong.tmpl"
build/tools/tmplc "$work/wrong.tmpl" "$work/wrong.tmpl" &&
    detail=$(gcc $flags -Isrc -c -o "$work/wrong.o" "$work/wrong.tmpl.c" 2>&1)
printf '%s\n' "$detail" | grep -qF "$work/wrong.tmpl:3:"
report $? "The C compiler's errors point at the line of the template." "$detail"

printf '%s\n' '{{template t(Str x)}}' '{{raw x}}' '{{end}}' >"$work/raw.tmpl"
build/tools/tmplc "$work/raw.tmpl" "$work/raw.tmpl" &&
    ! gcc $flags -Isrc -c -o "$work/raw.o" "$work/raw.tmpl.c" 2>/dev/null
report $? "A {{raw}} of something that is not SafeHtml does not compile." ""

echo "1..$number"
[ "$failed" -eq 0 ]
