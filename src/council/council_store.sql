-- name: council_states
select s.iso3, s.iso2, s.m49, s.status, s.admission_date, s.fictional,
       (select g.un_group from group_membership g
        where g.iso3 = s.iso3 and g.valid_until is null order by g.key limit 1)
from state s order by s.iso3

-- name: council_state_names
select iso3, language, valid_from_first, valid_from_last, valid_until_first, valid_until_last,
       short_name, formal_name, article
from state_name order by iso3, language, valid_from_first

-- name: council_terms
select iso3, un_group, elected_on, start, "end", part_term, part_term_counts
from council_term order by start, iso3

-- name: council_events
select iso3, event, happened_on, symbol from membership_event
order by happened_on, case event when 'restored' then 0 when 'suspended' then 1 else 2 end, iso3

-- name: council_elections
select election, held_on, election_type, un_group, seat_of, source from election
order by held_on desc

-- name: council_candidacies
select c.election, e.held_on, c.iso3, c.un_group, c.candidature, c.withdrawn_on, c.votes, c.elected
from candidacy c join election e on e.key = c.election
order by e.held_on, c.un_group, c.iso3

-- name: council_coverage
select scope, extent from coverage where kind = 'candidacy' order by scope
