#!/usr/bin/env bash
# The charts as XML: a page may embed them, a reader may save one as a file of its own.
. tools/tap.sh

sentence="every chart is well-formed XML"
if command -v xmllint >/dev/null; then
    ok "$sentence" xmllint --nonet --noout tests/fixtures/draw/*.svg
else
    skip "$sentence" "xmllint is not installed"
fi
done_testing
