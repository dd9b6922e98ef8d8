-- All of these read the index communication_by_iso3 alone: a State may have thousands of letters.

-- name: communication_times
select count(*) filter (where sent_on_last <= :day), count(*) filter (where sent_on_first > :day),
       count(*)
from communication where iso3 = :iso3

-- name: communications_by_the_day
select key from communication
where iso3 = :iso3 and sent_on_last <= :day
order by sent_on_last desc, sent_on_first desc, key desc limit :most

-- name: communications_since
select key from communication
where iso3 = :iso3 and sent_on_last > :day and sent_on_first > :day
order by sent_on_last desc, sent_on_first desc, key desc limit :most

-- name: communications_unclear
select key from communication
where iso3 = :iso3 and (sent_on_last is null or (sent_on_last > :day and sent_on_first <= :day))
order by sent_on_last desc, sent_on_first desc, key desc limit :most
