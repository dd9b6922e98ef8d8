#!/usr/bin/env bash
# Visits, communications and what is due, on the pages of the demonstration (A1, A3, A4): a mission's officer sees
# what is due, answers, watches the clock stop, and takes it back; a researcher goes from a curve to one letter's
# source. Every format says the same, and nothing that is confidential.
# shellcheck disable=SC2317 # functions are called through `ok`
. tools/tap.sh
command -v curl >/dev/null || skip_all "curl is not installed"
home=$scratch/demo
"$UPHOLD" init --demo --home "$home" >"$scratch/said" || skip_all "init fails: $(<"$scratch/said")"
serve "$home"
is "serve begins" $? 0
page() { curl -s --max-time 20 "${address%/}$1"; }
kind() { curl -s --max-time 20 -o /dev/null -w '%{http_code} %{content_type}' "${address%/}$1"; }
words() { sed 's/<[^>]*>/ /g; s/&#39;/'\''/g; s/&quot;/"/g; s/  */ /g' | grep -v '^ *$'; }
rows() { tail -n +2 | grep -c .; }

# What is added to the home shows without a restart: waits until the page PATH has, or no longer has, TEXT.
shows() { # PATH TEXT
    for ((tenths = 0; tenths < 300; tenths++)); do
        page "$1" | grep -qF -- "$2" && return
        sleep 0.1
    done
    echo "$1 has no: $2"
    return 1
}
hides() { # PATH TEXT
    for ((tenths = 0; tenths < 300; tenths++)); do
        page "$1" | grep -qF -- "$2" || return 0
        sleep 0.1
    done
    echo "$1 still has: $2"
    return 1
}
take() { # KIND HEADER LINE...: imports these lines
    printf '%s\n' "${@:2}" >"$scratch/$1.csv"
    "$UPHOLD" import "$1" "$scratch/$1.csv" --home "$home" | tee "$scratch/taken"
    return "${PIPESTATUS[0]}"
}
take_back() { # what was taken last, by the number that was told
    "$UPHOLD" import --undo "$(sed -n 's/.*uphold import --undo \([0-9]*\).*/\1/p' "$scratch/taken")" --home "$home"
}
letters=iso3,number,year,type,sent_on,mandates,source,as_of
replies=communication,number,received_on,grade,source,as_of
visits=id,iso3,mandate,event,by,happened_on,visit_start,visit_end,source,as_of

# --- a mission's officer: what is due, and why ------------------------------------------------------------
item() { # ADDRESS: its item on the page of what is due, as words on one line
    page /states/XBB/due | sed -n "\|href=\"$1\"|,/<\/details>/p" | words | tr '\n' ' '
}
section() { page /states/XBB/due.csv | tr -d '\r' | grep -F "$1" | cut -d, -f1,2,3; }
letter=/communications/XBB/2/2026
visit=/visits/XBB/wg-disappearances/1

like "the page of the State leads to what is due from it" "$(page /states/XBB)" 'href="/states/XBB/due"'
is "a letter without a reply is overdue (A4)" "$(section $letter)" "overdue,2026-07-24,overdue"
said=$(item $letter)
like "the page says by when it was due" "$said" 'Reply to an allegation letter: XBB 2/2026.*Due on 24 July 2026; overdue'
like "why: when the clock starts" "$said" 'The clock starts: 25 May 2026\.'
like "and how it runs" "$said" '60 days later: 24 July 2026\. The first day counted is the day after the start\.'
like "what would count as an answer" "$said" 'Counts as an answer: A reply to what the letter asks\. A bare acknowledgement'
like "and which rule says so" "$said" 'Rule al-reply, version 1: '
like "silence is told only up to the day for which the source vouches" "$said" 'On 31 July 2026: Due on 24 July 2026'
like "a visit without dates is overdue (A1)" "$(section $visit)" '^overdue,2026-06-13,(overdue|long_overdue)$'
said=$(item $visit)
like "a visit's two months are explained, too" "$said" 'The clock starts: 13 April 2026\. +2 calendar months later: 13 June 2026\.'
like "accepting in principle would be no answer" "$said" 'an acceptance in principle and a refusal are no answer with dates'
is "a signature that nobody must ratify is no deadline" "$(section CCPR | cut -d, -f1)" signed_not_ratified
like "a letter whose day to reply has passed since is not called overdue" "$(section /communications/XBB/3/2026)" \
    '^passed,2026-08-28,'

# --- a letter is answered, and the answer taken back --------------------------------------------------------
is "before the answer the letter's own page says so" "$(page $letter | words | grep -c 'No reply by 31 July 2026')" 1
before=$(page /states/XBB/due.csv)
ok "a reply is recorded" take reply "$replies" "XBB 2/2026,1,2026-08-20,R3,a letter of the mission,2026-08-20"
ok "the letter's page shows it" shows $letter 'a letter of the mission'
said=$(page $letter | words)
like "its clock has stopped (A4)" "$(page $letter.json | tr -d '\n')" '"reply": "partial".*"replied_on": "2026-08-20".*"clock": "answered_late"'
is "its JSON has the source, too" "$(page $letter.json | grep -c a\ letter\ of\ the\ mission)" 1
like "the page says how late it came" "$said" 'Due on 24 July 2026; answered 27 days late \(20 August 2026\)'
is "it is due no longer" "$(section $letter)" ""
is "what else is due stays" "$(page /states/XBB/due.csv)" "$(grep -vF "$letter" <<<"$before")"
ok "the record can be taken back" take_back
ok "then the letter is due again" shows /states/XBB/due.csv "$letter"
is "exactly as before" "$(page /states/XBB/due.csv)" "$before"
is "its page, too" "$(page $letter | words | grep -c 'No reply by 31 July 2026')" 1

ok "a receipt is recorded" take reply "$replies" "XBB 2/2026,1,2026-06-20,R1,a letter of the mission,2026-06-20"
ok "the letter's page shows the receipt" shows $letter 'a letter of the mission'
is "a receipt stops no clock" "$(section $letter)" "overdue,2026-07-24,overdue"
ok "the receipt can be taken back" take_back
ok "and is gone" hides $letter 'a letter of the mission'

# --- dates for a visit ---------------------------------------------------------------------------------------
ok "an acceptance in principle is recorded" \
    take visit_event "$visits" "T1,XBB,wg-disappearances,accepted,state,2026-05-04,(not applicable),(not applicable),a note verbale,2026-05-04"
ok "the visit's page shows it" shows $visit 'a note verbale'
like "the request stays open (A1)" "$(section $visit)" '^overdue,2026-06-13,'
ok "it can be taken back" take_back
ok "and the page is as before" hides $visit 'a note verbale'
ok "dates are recorded" \
    take visit_event "$visits" "T1,XBB,wg-disappearances,dates_proposed,state,2026-06-01,2027-03-01,2027-03-10,a note verbale,2026-06-01"
ok "the visit's page shows the dates" shows $visit 'visit from 1 March 2027'
like "its clock has stopped in time (A1)" "$(page $visit.json | tr -d '\n')" '"status": "dates_proposed".*"clock": "answered_on_time"'
is "no dates are due any longer" "$(section $visit)" ""
ok "they can be taken back" take_back
ok "then the clock runs again" shows /states/XBB/due.csv "$visit"
is "and what is due is as before" "$(page /states/XBB/due.csv)" "$before"

# --- a report is followed up (A3) ------------------------------------------------------------------------------
followed=/visits/XBB/right-to-development/1
is "a visit that took place awaits no dates" "$(section $followed)" ""
ok "its report is recorded" take visit_event "$visits" \
    "T1,XBB,right-to-development,report,mandate,2025-09-16,(not applicable),(not applicable),a report,2025-09-16"
ok "what is due has its follow-up" shows /states/XBB/due.csv "$followed"
like "twelve months after the report (A3)" "$(section $followed)" '^overdue,2026-09-16,(overdue|long_overdue)$'
like "by its own rule" "$(item $followed)" 'The clock starts: 16 September 2025\..*Rule visit-followup, version 1: '
ok "the report can be taken back" take_back
ok "and nothing is due about it" hides /states/XBB/due.csv "$followed"

# --- a researcher: from a curve to one letter and its source ---------------------------------------------------
all=$(page /communications)
like "the curve says how many letters it is made of (A4)" "$(words <<<"$all")" '[0-9]+ letters; [0-9]+ were answered by the end of the record'
json=$(page /communications.json)
count=$(words <<<"$all" | sed -n 's/^ *\([0-9]*\) found.*/\1/p')
is "the page counts the rows of the CSV" "$(page /communications.csv | rows)" "$count"
choice='state=XBB&mandate=torture&status=none'
chosen=$(page "/communications?$choice")
is "the choice stays in the form" "$(grep -c '<option value="\(XBB\|torture\|none\)" selected' <<<"$chosen")" 3
count=$(words <<<"$chosen" | sed -n 's/^ *\([0-9]*\) found.*/\1/p')
is "the choice has the letters of the data: of torture, to XBB, without a reply" "$count" \
    "$(awk -F, '$1 == "XBB" && $6 ~ /torture/ && $7 != "" && ++n { } END { print n + 0 }' data/demo/communication.csv)"
is "the CSV of the choice has them" "$(page "/communications.csv?$choice" | rows)" "$count"
like "the page links to that CSV" "$chosen" 'href="/communications\.csv\?state=XBB&amp;mandate=torture&amp;status=none"'
one=$(grep -o 'href="/communications/XBB/[^"]*' <<<"$chosen" | head -n 1 | cut -c 7-)
said=$(page "$one" | words)
like "a letter of the list leads to its source" "$said" 'Source: Fictional: worked example of ACA-1\.0\.0'
like "and explains its date" "$said" 'Why this date.*|Starts with'
is "Nobody's choice is a page, not an error" "$(kind '/communications?mandate=none-such')" "200 text/html; charset=utf-8"
like "which says that this is never a no" "$(page '/communications?mandate=none-such')" 'That is never a'
is "the count beside a value is that of the choice it leads to" \
    "$(grep -o '<option value="UA"[^<]*(\([0-9]*\))' <<<"$all" | grep -o '[0-9]*')" "$(page '/communications.csv?type=UA' | rows)"
is "letters of a period are those sent in it" "$(page '/communications.csv?from=2024-01-01&to=2024-12-31' | rows)" \
    "$(cut -d, -f5 data/demo/communication.csv | grep -c '^2024-')"
like "visits are counted in the same way" "$(page /visits | words)" "(^|[^0-9])$(page /visits.csv | rows) found"
is "visits can be chosen by mandate and status" "$(page '/visits.csv?mandate=minorities&status=cancelled' | rows)" 1
is "as JSON, too, each says whether the record of its State is complete" \
    "$(page /visits.json | grep -oE '"record": ?"(complete|sample)"' | wc -l)" "$(page /visits.csv | rows)"

if python3 -c '' 2>/dev/null; then
    is "the curve in JSON adds up: at risk, answered and censored at each step" "$(python3 -c '
import json, sys
curve = json.load(sys.stdin)["response_curve"]
left, waiting = curve["letters"], 1.0
for step in curve["steps"]:
    if step["at_risk"] != left: sys.exit(f"at {step}: {left} are left")
    waiting *= 1 - step["answered"] / left
    if abs(waiting - step["waiting"]) > 1e-9: sys.exit(f"at {step}: {waiting} wait")
    left -= step["answered"] + step["censored"]
print(curve["letters"] > 0, left)' <<<"$json" 2>&1)" "True 0"
else
    skip "the curve in JSON adds up" "Python is not installed"
fi

# --- every format -----------------------------------------------------------------------------------------
for path in /visits $visit /communications $letter /states/XBB/due; do
    is "$path is a page" "$(kind "$path")" "200 text/html; charset=utf-8"
    is "$path.json has its type" "$(kind "$path.json")" "200 application/json; charset=utf-8"
    ok "$path.json is JSON" is_json < <(page "$path.json")
done
for path in /visits /communications /states/XBB/due; do
    is "$path.csv has its type" "$(kind "$path.csv")" "200 text/csv; charset=utf-8"
    is "$path.atom has its type" "$(kind "$path.atom")" "200 application/atom+xml; charset=utf-8"
done
is "the calendar has its type" "$(kind /states/XBB/due.ics)" "200 text/calendar; charset=utf-8"
is "what is due has as many items as rows" "$(page /states/XBB/due | grep -c '<details><summary>')" \
    "$(page /states/XBB/due.csv | rows)"
is "a letter of no other State is due" "$(page /states/XBB/due.csv | grep -c '/X[ACDE][ACDE]/')" 0

cat >"$scratch/calendar.py" <<'PYTHON'
"""The rules of RFC 5545 that calendars trip over; prints each fault, then how many events there are."""
import re
import sys

raw = sys.stdin.buffer.read()
if not raw.endswith(b"\r\n"):
    print("does not end with a line")
if re.search(rb"(?<!\r)\n|\r(?!\n)", raw):
    print("a line does not end with CRLF")
for line in raw.split(b"\r\n"):
    if len(line) > 75:
        print("longer than 75 octets:", line)
    line.decode("utf-8")  # a fold inside a character would fail
lines = raw.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]
stack, events, uids = [], [], []
for line in lines:
    found = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^;:]+)*):(.*)", line)
    if not found:
        print("no content line:", line)
        continue
    name, parameters, value = found.groups()
    if name == "BEGIN":
        stack.append((value, {}))
    elif name == "END":
        block, properties = stack.pop()
        if block != value:
            print("ends", value, "inside", block)
        if block == "VEVENT":
            events.append(properties)
        needed = {"VEVENT": "UID DTSTAMP DTSTART SUMMARY", "VCALENDAR": "VERSION PRODID",
                  "VALARM": "ACTION TRIGGER DESCRIPTION"}[block]
        for need in needed.split():
            if len(properties.get(need, [])) != 1:
                print(block, "has not one", need)
    else:
        stack[-1][1].setdefault(name, []).append(value)
        if name in ("SUMMARY", "DESCRIPTION", "UID") and re.search(r"(?<!\\)(\\\\)*[;,]", value):
            print("not escaped:", line)
        if name == "DTSTAMP" and not re.fullmatch(r"\d{8}T\d{6}Z", value):
            print("not in UTC:", line)
        if name in ("DTSTART", "DTEND") and (parameters != ";VALUE=DATE" or not re.fullmatch(r"\d{8}", value)):
            print("no day:", line)
        if name == "URL" and not re.match(r"[a-z]+:", value):
            print("a relative address:", line)
if stack:
    print("not ended:", stack)
uids = [event["UID"][0] for event in events]
if len(set(uids)) != len(uids):
    print("one UID twice")
print(len(events), "events")
PYTHON
if python3 -c '' 2>/dev/null; then
    is "the calendar obeys RFC 5545, with one event for each deadline and none for a signature" \
        "$(page /states/XBB/due.ics | python3 "$scratch/calendar.py" 2>&1)" \
        "$(page /states/XBB/due.csv | rows | awk -v not="$(page /states/XBB/due.csv | grep -c '^signed')" '{ print $1 - not }') events"
    is "so does one with nothing in it" "$(page /states/XCC/due.ics | python3 "$scratch/calendar.py" 2>&1)" \
        "$(page /states/XCC/due.csv | grep -vc '^section\|^signed') events"
    is "the feeds are XML, each entry with an id of its own" "$(for path in /visits /communications /states/XBB/due; do
        page "$path.atom" | python3 -c '
import sys, xml.etree.ElementTree as tree
atom = "{http://www.w3.org/2005/Atom}"
ids = [entry.find(atom + "id").text for entry in tree.parse(sys.stdin).getroot().iter(atom + "entry")]
print(len(ids) > 0, len(ids) == len(set(ids)))' 2>&1
    done | sort -u)" "True True"
else
    skip "the calendar obeys RFC 5545" "Python is not installed"
fi
same_uids() { page /states/XBB/due.ics | tr -d '\r' | sed ':a;N;$!ba;s/\n //g' | grep '^UID:'; }
is "the same deadline keeps its id" "$(same_uids)" "$(same_uids)"

# --- nothing confidential (D4.4) --------------------------------------------------------------------------------
day_before() { date -u -d "-$1 days" +%F; }
year=$(day_before 10 | cut -d- -f1)
for letter in 901,$year,AL 902,$year,UA; do
    refuses "a letter of ten days ago ($letter) is not recorded before its day" 'is confidential until' \
        take communication "$letters" "XBB,$letter,$(day_before 10),torture,a test,$(day_before 10)"
done
ok "an other letter is, after 48 hours" take communication "$letters" \
    "XBB,903,$year,OL,$(day_before 10),torture,a test,$(day_before 10)"
ok "and shown" shows /communications "XBB 903/$year"
like "on the page of the State, too" "$(page /states/XBB)" "XBB 903/$year"
told=
for path in / /states/XBB /states/XBB.json /states/XBB/due{,.json,.csv,.atom,.ics} /communications{,.json,.csv,.atom} \
    '/communications?state=XBB&mandate=torture' /visits /elections/2026/XBB /elections/2026/XBB.json; do
    page "$path" | grep -qE "90[12]/$year" && told+=" $path"
done
is "an allegation letter and an urgent appeal are told nowhere before their day" "$told" ""
for number in 901 902; do
    like "the address of letter $number says what that of a letter which is not there says" \
        "$(kind "/communications/XBB/$number/$year") $(page "/communications/XBB/$number/$year")" \
        "^404 .*no communication .*XBB $number/$year.* that may be shown is on record"
done

# --- what is refused ---------------------------------------------------------------------------------------------
while read -r status path; do
    is "$path answers $status" "$(kind "$path" | cut -d' ' -f1)" "$status"
done <<'PATHS'
404 /states/XYZ/due
404 /states/XYZ/due.ics
404 /states/xbb/due
404 /communications/XBB/99/2026
404 /communications/XBB/02/2026
404 /communications/XBB/2/26
404 /visits/XBB/wg-disappearances/2
404 /visits/XBB/wg-disappearances/0
404 /visits/XBB/wg-disappearances/01
404 /visits/XBB/wg-disappearances/x
404 /visits/XBB/none-such/1
404 /visits?page=2
404 /communications?page=999999
404 /visits.ics
404 /communications/XBB/2/2026.csv
400 /visits?page=0
400 /visits?page=-1
400 /communications?page=two
400 /communications?page=1000001
400 /communications?from=2026-02-30
400 /visits?to=2026
400 /visits?colour=red
400 /communications?states=XBB
400 /states/XBB/due?state=XAA
400 /communications/XBB/2/2026?x=1
PATHS
stop_serving
is "serve ends in order" $? 0

# --- the order of arrival --------------------------------------------------------------------------------------
# Whatever comes first, the same visits are on record; the seed is printed by the name of the test.
seed=${SEED:-$RANDOM}
shuffled=$scratch/shuffled
"$UPHOLD" init --demo --home "$shuffled" >/dev/null
"$UPHOLD" export visit_event --home "$shuffled" >"$scratch/visit_event.csv"
undo() { # KIND: takes back the import of its file
    "$UPHOLD" import --undo "$("$UPHOLD" import --list --home "$shuffled" | awk -v file="/$1.csv" 'index($0, file) { print $1; exit }')" \
        --home "$shuffled"
}
ok "the visits of a home can be taken back as a whole" undo visit_event
tail -n +2 "$scratch/visit_event.csv" | shuf --random-source=<(yes "$seed") >"$scratch/rows"
split -n l/3 "$scratch/rows" "$scratch/part."
for part in "$scratch"/part.??; do
    cat <(head -n 1 "$scratch/visit_event.csv") "$part" >"$part.csv"
    ok "a third of them can come first, or last (seed $seed)" "$UPHOLD" import visit_event "$part.csv" --home "$shuffled"
done
"$UPHOLD" init --demo --home "$scratch/again" >/dev/null
list_of() { # HOME
    serve "$1" && page /visits.csv && page /states/XBB/due.csv
    stop_serving
}
is "visits that arrive in another order, in three files, are the same visits (seed $seed)" "$(list_of "$shuffled")" \
    "$(list_of "$scratch/again")"
done_testing
