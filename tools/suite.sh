#!/usr/bin/env bash
# tools/suite.sh NAME SECONDS COMMAND...: runs one suite, which prints TAP, for at most so long. Keeps
# all it printed in build/check/NAME.log and what it came to in build/check/NAME.sum (tap-sum.awk).
name=$1 limit=$2
shift 2
out=build/check/$name

SECONDS=0
timeout --kill-after=10 "$limit" "$@" </dev/null >"$out.log" 2>&1 &
trap 'kill $!' TERM
{ wait $!; } 2>/dev/null # not bash's own word on a program that died
status=$?

# One write, so that two suites that end together do not mix their lines.
printf '%s\n' "$(awk -v suite="$name" -v status="$status" -v limit="$limit" -v seconds="$SECONDS" \
    -v sum="$out.sum" -f tools/tap-sum.awk "$out.log")"
