-- name: states_treaty_parties
select iso3, count(*) from treaty_action where status = 'party' group by iso3 order by iso3

-- name: states_changed
-- When what a State's line in the list tells was last recorded. All of these keys begin with the
-- State's code.
select substr(v.key, 1, 3), max(c.made_at)
from record_version v join change_set c on c.id = v.change_set
where v.kind in ('state', 'state_name', 'group_membership', 'council_term', 'membership_event',
                 'treaty_action')
group by substr(v.key, 1, 3) order by substr(v.key, 1, 3)
