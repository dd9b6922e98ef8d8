#!/usr/bin/env bash
# The assessment of fictional States, all indicators, with Sobol indices: seconds for one and two
# threads, nanoseconds a State and draw, how many times faster than the oracle of the shared material
# (UPHOLD_SHARED, default ../shared; 0 where it is absent), and memory. First 193 States and 10,000
# draws, then a tenth and half of the draws, a quarter and half of the States, to see it grow.
# build/bench/assess.jsonl keeps every run.
#
#     bench/assess.sh [STATES [DRAWS]]
set -euo pipefail
cd "$(dirname "$0")/.."
results=build/bench/assess.jsonl
mkdir -p build/bench

make -s MODE=release build/release/libassess.a build/release/libtext.a build/release/libbase.a
gcc -std=c17 -D_GNU_SOURCE -Isrc -O2 -ffp-contract=off -o build/bench/assess bench/assess_bench.c \
    build/release/libassess.a build/release/libtext.a build/release/libbase.a \
    $(pkg-config --libs jansson) -lpthread -lm

if (($#)); then
    build/bench/assess "$@" 2>> "$results"
    exit
fi
for size in '193 10000' '193 1000' '193 5000' '48 10000' '96 10000'; do
    build/bench/assess $size 2>> "$results"
    echo
done
