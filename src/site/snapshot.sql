-- name: snapshot_facts
select coalesce(max(made_at), ''), (select count(*) from log_leaf),
       (select count(*) from state where fictional = 1)
from change_set
