# Synthetic communications for measurements, the same rows every time, marked as synthetic in source and
# note. The States are those of data/state.csv; some are written to far more often than others. The rows
# come in the order of their dates, so that keys arrive mixed, as in real imports. Numbers begin at 10001:
# no real reference has one so high.
#
#     awk -v count=300000 -f bench/communications.awk data/state.csv > communications.csv
BEGIN {
    FS = ","
    split("AL UA OL JAL JUA JOL", types, " ")
    split("torture;wg-arbitrary-detention;freedom-of-expression;assembly-and-association;" \
          "human-rights-defenders;wg-disappearances;judges-and-lawyers;summary-executions;" \
          "torture wg-arbitrary-detention;human-rights-defenders violence-against-women", mandates, ";")
    seed = 20131112
}

function uniform() { # in [0, 1): Lehmer's generator, exact in a double
    seed = seed * 48271 % 2147483647
    return seed / 2147483647
}

function state(at,    low, high, middle) { # the first State whose cumulated weight reaches `at`
    low = 1
    high = states
    while (low < high) {
        middle = int((low + high) / 2)
        if (weight[middle] < at) low = middle + 1; else high = middle
    }
    return low
}

FNR > 1 && $4 == "member" {
    iso3[++states] = $1
    weight[states] = weight[states - 1] + 1 / (states + 20)
}

END {
    print "iso3,number,year,type,sent_on,mandates,no_reply_as_of,source,as_of,source_quality,note"
    for (i = 0; i < count; i++) {
        day = int(i * 30 * 12 * 28 / count) # 30 years of 12 months of 28 days
        year = 1996 + int(day / 336)
        sent = sprintf("%d-%02d-%02d", year, int(day % 336 / 28) + 1, day % 28 + 1)
        to = state(uniform() * weight[states])
        mandate = mandates[int(uniform() * 10) + 1]
        if (mandate ~ / /) mandate = "\"" mandate "\""
        printf "%s,%d,%d,%s,%s,%s,%s,%s,%s,unverified,%s\r\n", iso3[to], 10000 + ++numbers[to, year],
            year, types[int(uniform() * 6) + 1], sent, mandates[int(uniform() * 10) + 1],
            uniform() < 0.4 ? "2026-12-31" : "",
            "synthetic: made by bench/communications.awk for measurements", sent,
            "synthetic and no fact: row " i + 1 " of " count
    }
}
