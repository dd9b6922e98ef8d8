-- name: mandates_changed
-- When a mandate or a term of its holders was last recorded. The character after "/" is "0": the
-- keys between are those of the mandate, and no other's.
select changed.mandate, max(c.made_at)
from (select m.key as mandate, v.change_set
      from mandate m join record_version v on v.kind = 'mandate' and v.key = m.key
      union all
      select m.key, v.change_set
      from mandate m join record_version v on v.kind = 'mandate_holder'
          and v.key >= m.key || '/' and v.key < m.key || '0') changed
join change_set c on c.id = changed.change_set
group by changed.mandate order by changed.mandate
