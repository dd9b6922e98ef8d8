-- All of these read the index communication_by_iso3 alone, but for letters of the last 60 days: a State may have
-- thousands. A letter is shown when its confidentiality has ended (D4.4): the latest day it may have been sent on, or of
-- the year of its reference, is no later than :shown, or :shown_other for an other letter.

-- name: communication_times
select count(*) filter (where sent_on_last <= :day), count(*) filter (where sent_on_first > :day),
       count(*)
from communication where iso3 = :iso3
  and (coalesce(sent_on_last, year || '-12-31') <= :shown
       or (type in ('OL', 'JOL') and coalesce(sent_on_last, year || '-12-31') <= :shown_other))

-- name: communications_by_the_day
select key from communication
where iso3 = :iso3 and sent_on_last <= :day
  and (coalesce(sent_on_last, year || '-12-31') <= :shown
       or (type in ('OL', 'JOL') and coalesce(sent_on_last, year || '-12-31') <= :shown_other))
order by sent_on_last desc, sent_on_first desc, key desc limit :most

-- name: communications_since
select key from communication
where iso3 = :iso3 and sent_on_last > :day and sent_on_first > :day
  and (coalesce(sent_on_last, year || '-12-31') <= :shown
       or (type in ('OL', 'JOL') and coalesce(sent_on_last, year || '-12-31') <= :shown_other))
order by sent_on_last desc, sent_on_first desc, key desc limit :most

-- name: communications_unclear
select key from communication
where iso3 = :iso3 and (sent_on_last is null or (sent_on_last > :day and sent_on_first <= :day))
  and (coalesce(sent_on_last, year || '-12-31') <= :shown
       or (type in ('OL', 'JOL') and coalesce(sent_on_last, year || '-12-31') <= :shown_other))
order by sent_on_last desc, sent_on_first desc, key desc limit :most
