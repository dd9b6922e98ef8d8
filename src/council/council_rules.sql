-- name: treaty_actions_that_cannot_be
-- D6.1: a party is bound by an act; a signature alone does not bind; an act follows the instrument.
select a.key, 'status', 'a party is bound by some act, and this row says that none applies'
from treaty_action a
where a.status = 'party' and a.not_applicable is not null
  and (' ' || a.not_applicable || ' ') like '% bound_on %'
union all
select a.key, 'bound_on', 'the State is no party, so it cannot have been bound; correct the status'
from treaty_action a where a.status <> 'party' and a.bound_on is not null
union all
select a.key, 'signed_on', 'signed, yet the status says that nothing was done'
from treaty_action a where a.status = 'none' and a.signed_on is not null
union all
select a.key, 'bound_on', 'bound on ' || a.bound_on || ', before the instrument was adopted on '
       || t.adopted_on
from treaty_action a join treaty t on t.key = a.treaty
where a.bound_on_last < t.adopted_on
order by 1, 2

-- name: suspensions_without_two_thirds
-- D1.10: two thirds of the members present and voting; abstentions do not count.
select key, 'votes_yes', 'with ' || votes_yes || ' in favour and ' || votes_no
       || ' against there are no two thirds of those voting, so nobody was suspended'
from membership_event
where event = 'suspended' and votes_yes is not null and votes_no is not null
  and 3 * votes_yes < 2 * (votes_yes + votes_no)
order by key
