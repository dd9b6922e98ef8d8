-- name: states_treaty_parties
select iso3, count(*) from treaty_action where status = 'party' group by iso3 order by iso3
