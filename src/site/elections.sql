-- name: elections_changed
-- When an election, a candidacy in it or how completely those are known was last recorded. The
-- character after "/" is "0": the keys between are those of the election, and no other's.
select changed.election, max(c.made_at)
from (select e.election, v.change_set
      from election e join record_version v on v.kind = 'election' and v.key = e.key
      union all
      select e.election, v.change_set
      from election e join record_version v on v.kind = 'candidacy'
          and v.key >= e.key || '/' and v.key < e.key || '0'
      union all
      select e.election, v.change_set
      from election e join record_version v on v.kind = 'coverage'
          and (v.key = 'candidacy/' || e.key or v.key = 'candidacy/*')) changed
join change_set c on c.id = changed.change_set
group by changed.election order by changed.election
