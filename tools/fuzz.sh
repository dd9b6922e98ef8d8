#!/usr/bin/env bash
# tools/fuzz.sh ROOM/NAME_fuzz SECONDS: one test, that the target withstands so many seconds of fuzzing.
# It starts from fuzz/corpus/NAME, which it does not touch; an input that breaks it is kept in
# build/findings/NAME, to be mended and then added to the corpus.
. tools/tap.sh
name=$(basename "$1" _fuzz)
corpus=fuzz/corpus/$name
findings=build/findings/$name
seeds=0
mkdir -p "$findings" "$scratch/corpus"
if [ -d "$corpus" ]; then
    cp -r "$corpus/." "$scratch/corpus"
    seeds=$(find "$corpus" -type f | wc -l)
fi

"build/fuzz/$1" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$findings/" "$scratch/corpus"
tap_result $? "$name withstands $2 seconds of fuzzing from $seeds seeds"
((tap_failed == 0)) || tap_says '' "inputs that broke it: $(ls "$findings")"
done_testing
