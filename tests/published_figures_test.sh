#!/usr/bin/env bash
# Figures that others published, reproduced from the records where the data covers them; where it does not, the test
# says so. They are those of the project's list of published figures, with the sources named there.
. tools/tap.sh
home=$scratch/home
"$UPHOLD" init --home "$home" >"$scratch/said" || skip_all "init fails: $(<"$scratch/said")"
# Every column used below stands before the first that may hold a comma.
records() { "$UPHOLD" export "$1" --home "$home" | tail -n +2; }
value() { # KIND KEY FIELD
    "$UPHOLD" show "$1" "$2" --home "$home" | sed -n "s/^  $3  *\([^ ]*\).*/\1/p"
}
records treaty_action >"$scratch/treaty_action"
records published_count >"$scratch/published_count"
records council_term >"$scratch/council_term"
records reprisals_mention >"$scratch/mentions"

# --- Reprisals reports: States cited (D5.6) ----------------------------------------------------------------
cited() { for symbol in "$@"; do value reprisals_report "$symbol" states_cited; done | paste -sd ' '; }
is "the reports of 2017, 2018, 2022, 2023 and 2025 cite 29, 38, 42, 40 and 32 States" \
    "$(cited A/HRC/36/31 A/HRC/39/41 A/HRC/51/47 A/HRC/54/61 A/HRC/60/62)" "29 38 42 40 32"
is "those of 2020, 2021 and 2024 45, 45 and 32" "$(cited A/HRC/45/36 A/HRC/48/28 A/HRC/57/60)" "45 45 32"
mentioned() { grep -c ",$1," "$scratch/mentions"; }
is "where the whole list is on record, as many States are named: 2020, 2021, 2022" \
    "$(mentioned A/HRC/45/36) $(mentioned A/HRC/48/28) $(mentioned A/HRC/51/47)" "45 45 42"
is "of 2018 the 29 with new cases are" "$(mentioned A/HRC/39/41)" 29
of_2017=$(awk -F , '$2 == "A/HRC/36/31" { print $3 }' "$scratch/mentions" | sort)
members=$(awk -F , '$5 <= "2017-09-20" && $6 >= "2017-09-20" { print $2 }' "$scratch/council_term" | sort)
is "nine members of the Council were cited in 2017" "$(comm -12 <(echo "$of_2017") <(echo "$members") | wc -l)" 9
skip "29 of 38 States in 2018 had new cases and 19 follow-up" "follow-up cases of 2018 are not on record"
skip "China and Saudi Arabia are cited in six of the first eight reports" "the lists of 2010 to 2016 are not on record"
skip "709 cases or situations from 2010 to 2020, 473 of them named" "cases are not on record, States are"

# --- Requests of visits before the election of 2013 --------------------------------------------------------
requests() { awk -F , -v state="$1" '$2 == state && $3 == "unfulfilled_visit_requests" { print $6, $5 }' "$scratch/published_count"; }
is "Algeria, China and the Russian Federation had ten or more requests open" \
    "$(for state in DZA CHN RUS; do requests $state; done | sort -u)" "at_least 10"
is "Saudi Arabia and Viet Nam seven" "$(for state in SAU VNM; do requests $state; done | sort -u)" "exact 7"
is "Uruguay none" "$(requests URY)" "exact 0"
candidates=$("$UPHOLD" export candidacy --home "$home" | awk -F , '$2 == 2013 && $5 == "declared" { print $3 }' | sort)
is "and the other ten of the 16 candidates at least one" "$(for state in $candidates; do requests "$state"; done | sort | uniq -c | awk '{ print $1, $2, $3 }')" \
    "10 at_least 1
3 at_least 10
1 exact 0
2 exact 7"

# --- Standing invitations and visits (D3.4) ------------------------------------------------------------------
counted() { awk -F , -v measure="$1" -v day="$2" '$3 == measure && $7 == day { print $5 }' "$scratch/published_count"; }
is "47 States had issued a standing invitation on 24 April 2003, 48 on 17 July 2003" \
    "$(counted standing_invitations_states 2003-04-24) $(counted standing_invitations_states 2003-07-17)" "47 48"
is "126 Members in September 2020, 127 in 2021, 128 in 2022" \
    "$(counted standing_invitations_un_members 2020-09) $(counted standing_invitations_un_members 2021-09-30) $(counted standing_invitations_un_members 2022-09-29)" \
    "126 127 128"
is "in September 2019 171 of 193 States had been visited, 22 never: 16 were asked, 6 not" \
    "$(for measure in states_visited_by_any_mandate states_never_visited states_never_visited_request_sent states_never_visited_no_request; do
        counted $measure 2019-09-20
    done | paste -sd ' ')" "171 22 16 6"
named=$("$UPHOLD" export standing_invitation --home "$home" | awk -F , '$3 == "issued" { print $2 }' | sort -u | wc -l)
ok "no more States are named than the 128 and the one observer that had issued one ($named)" test "$named" -le 129
skip "33 States in January 2002, 53 in March 2006 had issued one" "these counts are not on record"

# --- Treaties (P4, D6.1, D8.6): the data set of August 2022 ---------------------------------------------------
parties() { awk -F , -v treaty="$1" '$3 == treaty && $4 == "party"' "$scratch/treaty_action" | wc -l; }
only_there() { grep -cE "^[A-Z]{3}/$1,.*The data set of 2022 has it as a party" "$scratch/treaty_action"; }
is "the CESCR-OP has 26 parties, the CED 68" "$(parties CESCR-OP) $(parties CED)" "26 68"
is "the CCPR has 174: 172 here, and two by an act of the United Kingdom that the Treaty Collection does not list" \
    "$(parties CCPR) $(only_there CCPR)" "172 2"
is "the CESCR has 170" "$(parties CESCR)" 170
is "the CRC has all Members but the United States: 192, where the data set counts 191" \
    "$(parties CRC) $(value treaty_action USA/CRC status)" "192 signatory"
is "the CAT-OP has 89 there and 90 here" "$(parties CAT-OP)" 90
is "each instrument has a status for each of 193 Members" \
    "$(cut -d , -f 3 "$scratch/treaty_action" | sort | uniq -c | awk '{ print $1 }' | sort -u)" 193

# --- what is not on record at all -------------------------------------------------------------------------------
skip "overdue reports to treaty bodies on 30 May 2021 (CERD 96 to CED 14)" "treaty reports are a sample of 32"
skip "accreditation by GANHRI: 88 with A and 32 with B in April 2024, 80 and 34 in November 2019" "accreditations are a sample of 62 States"
skip "the words of OHCHR's database of visits" "its glossary is not data; the kind visit_event has its words, see src/cooperation"
done_testing
