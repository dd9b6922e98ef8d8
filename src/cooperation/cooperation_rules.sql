-- Each returns key, field and message of what cannot be. Dates are compared by their bounds: only
-- what no reading of the dates allows is refused.

-- name: mandates_that_cannot_be
-- D3.2: thematic or of a country. Letters name mandates by keys with spaces between them.
select key, 'country', 'a country mandate is of a State, and none is named (D3.2)'
from mandate where mandate_kind = 'country' and country is null
union all
select key, 'country', 'a thematic mandate is of no State; correct the country or the kind (D3.2)'
from mandate where mandate_kind = 'thematic' and country is not null
union all
select key, 'mandate', 'a short name is in lower case and has no spaces'
from mandate where mandate <> lower(mandate) or mandate like '% %'
union all
select key, 'ended_on', 'ended on ' || ended_on || ', before it was established on '
       || established_on
from mandate where ended_on_last < established_on_first
order by 1, 2

-- name: states_that_are_no_states
-- D4.3: OTH is the addressee of letters to companies, bodies and others that are no State.
select key, 'iso3', 'OTH stands for addressees that are no State; letters to them are left out (D4.3)'
from state where key = 'OTH'

-- name: visit_events_that_cannot_be
-- DOMAIN 3.1 and its rule 3; invariant D10.5; D10.4: a source tells of nothing after its own date.
select key, 'visit_end', 'the visit would end on ' || visit_end || ', before it starts on '
       || visit_start
from visit_event where visit_end_last < visit_start_first
union all
select key, 'visit_start', 'dates agreed on ' || happened_on
       || ' for a visit that had started before, on ' || visit_start || ' (D10.5)'
from visit_event where event = 'dates_agreed' and visit_start_last < happened_on_first
union all
select key, 'by', 'who did it decides against whom it counts: name the party, or say in the note '
       || 'why it is not known (DOMAIN 3.1 rule 3)'
from visit_event
where event in ('postponed', 'cancelled', 'declined') and by is null and note is null
union all
select key, 'by', 'only the mandate asks, reminds and withdraws its request (DOMAIN 3.1)'
from visit_event
where event in ('requested', 'pending_request', 'reminder', 'withdrawn') and by = 'state'
union all
select key, 'by', 'only the State invites and acknowledges (DOMAIN 3.1)'
from visit_event where event in ('invited', 'acknowledged') and by = 'mandate'
union all
select r.key, 'happened_on', 'the report of ' || r.happened_on
       || ' is of a visit completed later, on ' || c.happened_on || ' (D10.5)'
from visit_event r join visit_event c
  on c.visit = r.visit and c.iso3 = r.iso3 and c.mandate = r.mandate and c.event = 'completed'
where r.event = 'report' and r.happened_on_last < c.happened_on_first
union all
select key, 'happened_on', 'happened on ' || happened_on || ', and the source tells of the time to '
       || as_of || ' only'
from visit_event where happened_on_first > as_of_last
union all
select key, 'visit_end', 'completed on ' || visit_end || ', and the source tells of the time to '
       || as_of || ' only'
from visit_event where event = 'completed' and visit_end_first > as_of_last
order by 1, 2

-- name: letters_that_cannot_be
-- There may be very many letters: one walk over them and one over the replies, neither in the order
-- of keys; a cross join keeps the replies outside.
select key, case when sent_on_first > as_of_last then 'sent_on' else 'no_reply_as_of' end,
       case when sent_on_first > as_of_last
            then 'sent on ' || sent_on || ', and the source tells of the time to ' || as_of
                 || ' only'
            else 'without reply on ' || no_reply_as_of || ', and sent later, on ' || sent_on end
from communication
where sent_on_first > as_of_last or no_reply_as_of_last < sent_on_first
union all
select c.key, 'sent_on', 'sent on ' || c.sent_on || ', after its reply ' || r.number || ' of '
       || r.received_on || ' (D10.5)'
from reply r cross join communication c
where c.key = r.communication and r.received_on_last < c.sent_on_first

-- name: replies_that_cannot_be
select r.key, 'received_on', 'a reply of ' || r.received_on || ' to a letter sent later, on '
       || c.sent_on || ' (D10.5)'
from reply r cross join communication c
where c.key = r.communication and r.received_on_last < c.sent_on_first
union all
select key, 'received_on', 'received on ' || received_on || ', and the source tells of the time to '
       || as_of || ' only'
from reply where received_on_first > as_of_last

-- name: invitations_that_cannot_be
select key, 'happened_on', 'happened on ' || happened_on || ', and the source tells of the time to '
       || as_of || ' only'
from standing_invitation where happened_on_first > as_of_last
order by 1

-- name: incidents_that_cannot_be
select key, 'happened_on', 'happened on ' || happened_on || ', and the source tells of the time to '
       || as_of || ' only'
from mandate_incident where happened_on_first > as_of_last
union all
select key, 'ended_on', 'ended on ' || ended_on || ', before it happened on ' || happened_on
from mandate_incident where ended_on_last < happened_on_first
order by 1, 2

-- name: visit_reports_that_cannot_be
select key, 'presented_on', 'presented on ' || presented_on
       || ', and the source tells of the time to ' || as_of || ' only'
from visit_report where presented_on > as_of_last
union all
select key, 'followup_on', 'informed on ' || followup_on
       || ', and the source tells of the time to ' || as_of || ' only'
from visit_report where followup_on_first > as_of_last
order by 1, 2

-- name: signatures
select distinct mandates from communication where mandates is not null

-- name: letters_signed
select key from communication where mandates = :mandates order by key

-- name: letters_sent_after
-- By their latest possible day; one without a day, by the end of the year of its reference.
select key, type, coalesce(sent_on_last, year || '-12-31') from communication
where coalesce(sent_on_last, year || '-12-31') > :day order by key
