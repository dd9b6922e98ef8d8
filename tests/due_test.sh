#!/usr/bin/env bash
# `uphold due`: by when an answer is due and why (A1, A3, A4, B4; D3.1 rules 2 and 5, D4.5).
. tools/tap.sh

due() { "$UPHOLD" due "$@"; }
first_line() { due "$@" | head -n 1; }

is "a visit requested on 31 December 2025 is due on 28 February 2026" \
    "$(first_line visit-dates 2025-12-31)" 2026-02-28
is "in a leap year on 29 February" "$(first_line visit-dates 2023-12-31)" 2024-02-29
is "an allegation letter is due in 60 days" "$(first_line al-reply 2026-03-02)" 2026-05-01
is "an urgent appeal in 30" "$(first_line ua-reply 2026-03-02)" 2026-04-01
is "another letter in 60" "$(first_line ol-reply 2026-03-02)" 2026-05-01
is "follow-up to a visit in twelve months" "$(first_line visit-followup 2025-09-16)" 2026-09-16
is "steps on a reprisal in twelve months" "$(first_line reprisal-followup 2024-02-29)" 2025-02-28
is "a month counts from its last day" "$(first_line visit-dates 2004-01)" 2004-03-31
is "and so does a bound" "$(first_line visit-dates '[..2006-10-03]')" 2006-12-03

said=$(due visit-dates 2025-12-31)
like "every step is told: the start" "$said" "2025-12-31  The clock starts: 2025-12-31."
like "the period" "$said" "2 calendar months later: 2026-02-28."
like "the end of the month" "$said" "There is no day 31 in 2026-02, so the last day of that month counts."
like "the reminders" "$said" "2026-01-29  first reminder.*2026-02-21  second reminder"
like "since when it is overdue" "$said" "2026-03-01  overdue from this day"
like "what counts as an answer" "$said" "An acknowledgement, an acceptance in principle and a refusal are no answer"
like "where the rule comes from" "$said" "Open letter to candidates of 5 November 2013"
like "a rule from memory says that it is not confirmed" "$(due ua-reply 2026-03-02)" "not a confirmed rule"
like "an early reminder after three months" "$(due council-information 2025-08-31)" "2025-11-30  early reminder"

said=$(due visit-dates 2004-01)
like "an imprecise start says which day counts" "$said" "the latest possible day counts: 2004-01-31"

is "an extension by days" "$(first_line al-reply 2026-03-02 --extend 14days)" 2026-05-15
is "by a month, with a space" "$(first_line al-reply 2026-03-02 --extend '1 month')" 2026-06-01
like "what was due before is kept" "$(due al-reply 2026-03-02 --extend 14days)" \
    "before, it was due on 2026-05-01, which is kept"

like "how it stands on the due day" "$(due al-reply 2026-03-02 --on 2026-05-01)" "Due today, 2026-05-01."
like "and on the day after" "$(due al-reply 2026-03-02 --on 2026-05-02)" "overdue by one day"

json=$(due visit-dates 2025-12-31 --json --on 2026-03-01 | tr -d '\n')
like "JSON has the due day" "$json" '"due": "2026-02-28"'
like "each step with its word, its day and its sentence" "$json" \
    '"step": "clamp", +"day": "2026-02-28", +"text": "There is no day 31 in 2026-02'
like "how it stands" "$json" '"on": "2026-03-01", +"status": "overdue", +"days": 1'
like "and the rule with its version" "$json" '"id": "visit-dates", +"version": 1'
like "a list of the rules, too" "$(due --list --json | tr -d '\n')" '"id": "al-reply".*"amount": 60'
like "the list in words" "$(due --list)" "al-reply +60 days +Reply to an allegation letter"

refuses "an unknown rule lists the rules" 'no rule "visits".*visit-dates.*al-reply' due visits 2026-01-01
refuses "a day that does not exist is refused" 'no day "2026-02-30"' due visit-dates 2026-02-30
refuses "a start without a latest day, too" "no latest possible day" due visit-dates '[2010-09-21..]'
refuses "an extension in weeks" '"2weeks" is no extension' due al-reply 2026-03-02 --extend 2weeks
refuses "an extension of nothing" '"0days" is no extension' due al-reply 2026-03-02 --extend 0days
refuses "a date is needed" "name a rule and the date" due visit-dates
refuses "and no more than one" "name a rule and the date" due visit-dates 2026-01-01 2026-01-02
due visits 2026-01-01 2>/dev/null
is "wrong use has the status 2" $? 2
due visit-dates 2026-02-30 2>/dev/null
is "what is refused has the status 1" $? 1
done_testing
