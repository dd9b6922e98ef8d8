# Reads what one suite printed and says what it came to: a line for people on standard output, with the
# failed tests in their context, and in the file `sum`
#   COUNT passed failed skipped
#   FAIL suite: sentence          each failed test, and the suite itself when it broke
#   SKIP suite: why (sentence)    each skipped test, or the whole suite
# Variables: suite, status (of the program), limit and seconds (allowed, used), sum.
#
# TAP with the habits of cmocka 1.1: a plan for each group of tests, the plans of all groups adding up;
# a skipped test is "not ok 3 # SKIP sentence". It gives no reason: the test prints "skipped: why" first.

function remember(kind, text) { notes[++note_count] = kind " " suite ": " text }

function context(from, to,   i) {
    for (i = from < 1 ? 1 : from; i <= to && i <= NR; i++) shown = shown "    " line[i] "\n"
}

function failed_test(sentence) {
    failed++
    remember("FAIL", sentence)
    failed_at[++failed_lines] = NR
    before[NR] = trouble > last_result ? trouble : last_result < NR - 10 ? NR - 10 : last_result + 1
}

function skipped_test(sentence, why) {
    skipped++
    remember("SKIP", (why ? why : "no reason given") (sentence ? " (" sentence ")" : ""))
}

{ sub(/\r$/, ""); line[NR] = $0 }

# Where a sanitizer, libFuzzer or valgrind begins to complain; the end of what they print says less.
/^==[0-9]+== ?[A-Z]|runtime error: / { if (trouble <= last_result) trouble = NR }

/^skipped: / { reason = substr($0, 10) }

/^Bail out!/ { bailed = $0 }

/^1\.\.[0-9]+/ {
    plans++
    planned += substr($1, 4)
    if ($1 == "1..0" && match($0, /# *[Ss][Kk][Ii][Pp][^ ]* */))
        skipped_test("", substr($0, RSTART + RLENGTH))
}

/^(not )?ok [0-9]+/ {
    results++
    sentence = $0
    sub(/^(not )?ok [0-9]+ *(- )?/, "", sentence)
    if (match(sentence, / *# *[Ss][Kk][Ii][Pp][^ ]* */)) {
        why = substr(sentence, RSTART + RLENGTH)
        sentence = substr(sentence, 1, RSTART - 1)
        if (sentence == "") skipped_test(why, reason)
        else skipped_test(sentence, why)
    } else if ($1 == "ok") passed++
    else failed_test(sentence)
    reason = ""
    last_result = NR
}

END {
    if (status == 124 || (status == 137 && seconds >= limit)) broken = "was stopped after " limit " seconds"
    else if (status > 128 && status < 160) broken = "died of signal " (status - 128)
    else if (bailed) broken = bailed
    else if (!plans && (status == 126 || status == 127)) broken = "could not be started: is it built?"
    else if (!plans) broken = "printed no plan" (status ? " and ended with status " status : "")
    else if (results != planned) broken = "ran " results + 0 " of " planned " tests"
    else if (!results && !skipped) broken = "ran no test"
    else if (status && !failed) broken = "ended with status " status " though no test failed"

    for (i = 1; i <= failed_lines; i++) {
        at = failed_at[i]
        for (after = at; line[after + 1] ~ /^#/; ) after++
        # Much was said: the beginning, and on from the first error.
        for (error = at + 5; error < after - 25 && line[error] !~ /[Ee]rror/; ) error++
        context(before[at], after < at + 30 ? after : at + 4)
        if (after >= at + 30) context(error, error + 25)
    }
    if (broken) {
        failed++
        remember("FAIL", broken)
        shown = shown "    ...\n"
        if (trouble) context(trouble, trouble + 30)
        else context(NR - 30, NR)
    }

    print "COUNT", passed + 0, failed + 0, skipped + 0 > sum
    for (i = 1; i <= note_count; i++) print notes[i] > sum
    printf "%s %s: %d passed, %d failed, %d skipped (%d s)\n", failed ? "FAILED" : "ok", suite, passed,
        failed, skipped, seconds
    if (broken) print "    it " broken
    printf "%s", shown
}
