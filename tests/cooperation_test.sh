#!/usr/bin/env bash
# Visits and letters as somebody types them in: what is taken, what is refused, and what a page then says
# (A1, A4).
. tools/tap.sh
home=$scratch/home
import() { "$UPHOLD" import "$@" --home "$home"; }
show() { "$UPHOLD" show "$@" --home "$home"; }

visits=id,iso3,mandate,event,by,happened_on,source,as_of
letters=iso3,number,year,type,sent_on,mandates,source,as_of
replies=communication,number,received_on,source,as_of
take() { # KIND LINE...: a file of these lines
    printf '%s\n' "${@:2}" >"$scratch/$1.csv"
    import "$1" "$scratch/$1.csv"
}

ok "a home with the reference data, which satisfies every rule" "$UPHOLD" init --home "$home"
is "the data has all its mandates" "$(grep -c . data/mandate.csv)" \
    "$("$UPHOLD" export mandate --home "$home" | grep -c .)"

# --- mandates (DOMAIN 3.1 rule 1) -----------------------------------------------------------------------
refuses "a request of an unknown mandate is refused with its line" \
    'line 3, column mandate, "SR-tortures" is no mandate on record' \
    take visit_event "$visits" T1,CHN,torture,requested,mandate,2026-03-02,a\ test,2026-03-02 \
    T2,CHN,SR-tortures,requested,mandate,2026-03-02,a\ test,2026-03-02
refuses "and nothing of that file is kept" T1 show visit_event T1
ok "a mandate may be given by another of its names" \
    take visit_event "$visits" T1,CHN,SR-torture,requested,mandate,2026-03-02,a\ test,2026-03-02
like "the record has its key" "$(show visit_event T1)" $'\n  mandate +torture\n'
like "importing it by its key changes nothing" \
    "$(take visit_event "$visits" T1,CHN,torture,requested,mandate,2026-03-02,a\ test,2026-03-02)" \
    '0 to add, 0 to update, 1 the same|nothing to change'
refuses "a mandate that visits name is not taken back" 'other records refer to' import --undo \
    "$(import --list | awk '/mandate\.csv/ { print $1; exit }')"
like "and is still there" "$(show mandate torture)" $'\n  title +Special Rapporteur on torture'

# --- visits ------------------------------------------------------------------------------------------
refuses "who postponed has to be said, or why not" 'line 2, column by, T3: .*\(DOMAIN 3\.1 rule 3\)' \
    take visit_event "$visits" T3,CHN,torture,postponed,,2026-03-03,a\ test,2026-03-03
refuses "a source of March tells nothing of April" 'line 2, column happened_on, T3: .*tells of the time to 2026-03 only' \
    take visit_event "$visits" T3,CHN,torture,reminder,mandate,2026-04-01,a\ test,2026-03

# --- letters and replies ---------------------------------------------------------------------------------
refuses "a letter signed by nobody known is refused" 'line 2, column mandates, CHN 900/2026: "arbitrary" is no mandate on record' \
    take communication "$letters" CHN,900,2026,AL,2026-03-02,torture\ arbitrary\ detention,a\ test,2026-03-02
ok "one signed by two mandates is taken" \
    take communication "$letters" CHN,900,2026,AL,2026-03-02,torture\ wg-arbitrary-detention,a\ test,2026-03-02
take mandate mandate,title,mandate_kind,source,as_of wg-tests,Working\ Group\ on\ tests,thematic,a\ test,2026-03-02 \
    >"$scratch/said"
ok "one signed by a mandate of today is taken" \
    take communication "$letters" CHN,901,2026,AL,2026-03-02,torture\ wg-tests,a\ test,2026-03-02
refuses "which then is not taken back either" 'CHN 901/2026: "wg-tests" is no mandate on record' import --undo \
    "$(import --list | awk '/mandate\.csv/ { print $1; exit }')"
refuses "a reply before its letter is refused" \
    'line 2, column received_on, CHN 900/2026/1: a reply of 2026-03-01 to a letter sent later, on 2026-03-02 \(D10\.5\)' \
    take reply "$replies" CHN\ 900/2026,1,2026-03-01,a\ test,2026-03-02
ok "one of the same day is taken" take reply "$replies" CHN\ 900/2026,1,2026-03-02,a\ test,2026-03-02
refuses "then the letter cannot move behind it" 'line 2, column sent_on, CHN 900/2026: sent on 2026-03-03, after its reply 1 of 2026-03-02' \
    take communication "$letters" CHN,900,2026,AL,2026-03-03,torture,a\ test,2026-03-04
refuses "a letter to a company is no letter to a State" '"OTH" is no state on record' \
    take communication "$letters" OTH,1,2026,AL,2026-03-02,torture,a\ test,2026-03-02

# --- a page --------------------------------------------------------------------------------------------
if command -v curl >/dev/null; then
    serve "$home"
    like "the page of the State has the mandate's title" "$(curl -sf "${address%/}/states/CHN")" \
        'Requested by the mandate: Special Rapporteur on torture and other cruel, inhuman or degrading'
    stop_serving
else
    skip "the page of the State has the mandate's title" "curl is not installed"
fi
done_testing
