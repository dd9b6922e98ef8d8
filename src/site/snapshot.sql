-- name: snapshot_facts
select coalesce(max(made_at), ''), (select count(*) from log_leaf),
       (select count(*) from state where fictional = 1)
from change_set

-- name: snapshot_release_count
select count(*) from "release"

-- name: snapshot_releases
select release, cycle, as_of_last, method, result_hash, states, draws, corrects, changes, drafted_on,
       (select min(change_set.made_at)
        from record_version join change_set on change_set.id = record_version.change_set
        where record_version.kind = 'release' and record_version.key = "release".key)
from "release" order by as_of_last desc, key desc
