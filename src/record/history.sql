-- name: open_0001
create table change_set (
    id integer not null primary key,
    origin text not null check (origin in ('reference data', 'import', 'undo')),
    kind text not null,
    file_name text not null,
    file_hash text not null,
    made_at text not null,
    made_by text not null,
    reason text not null,
    first_leaf integer not null,
    leaf_count integer not null,
    undoes integer references change_set (id),
    undone_by integer references change_set (id)
) strict;

-- Every version of every record, for ever. The body is the record's fields as canonical JSON; it is
-- null where the version says "removed". leaf_index is the version's place in the log.
create table record_version (
    leaf_index integer not null primary key,
    kind text not null,
    key text not null,
    version integer not null,
    action text not null check (action in ('add', 'update', 'remove', 'restore')),
    body text,
    salt blob not null,
    change_set integer not null references change_set (id)
) strict;
create unique index record_version_by_key on record_version (kind, key, version);

-- The log's leaves: commitments, never data (ARCHITECTURE "The ledger").
create table log_leaf (
    leaf_index integer not null primary key,
    commitment blob not null
) strict;

-- The columns each kind's table was made with, to tell what a newer program must add.
create table kind_column (
    kind text not null,
    field text not null,
    type text not null,
    primary key (kind, field)
) strict;

-- name: log_size
select coalesce(max(leaf_index) + 1, 0) from log_leaf

-- name: log_append
insert into log_leaf (leaf_index, commitment) values (:leaf_index, :commitment)

-- name: version_append
insert into record_version (leaf_index, kind, key, version, action, body, salt, change_set)
values (:leaf_index, :kind, :key, :version, :action, :body, :salt, :change_set)

-- name: version_latest
select version from record_version where kind = :kind and key = :key order by version desc limit 1

-- name: version_any_of_kind
select 1 from record_version where kind = :kind limit 1

-- name: version_body
select body from record_version where kind = :kind and key = :key and version = :version

-- name: version_overtaken
-- 1 when the record is not any more what this version made it, or a later import that stands said
-- the same again; later changes that were taken back leave it as it was.
select case when newest.body is distinct from made.body or exists (
           select 1 from record_version later join change_set c on c.id = later.change_set
           where later.kind = made.kind and later.key = made.key and later.version > made.version
             and c.undoes is null and c.undone_by is null)
       then 1 else 0 end
from record_version made, record_version newest
where made.kind = :kind and made.key = :key and made.version = :version
  and newest.kind = made.kind and newest.key = made.key
  and newest.version = (select max(version) from record_version
                        where kind = :kind and key = :key)

-- name: version_list
select v.leaf_index, v.version, v.action, v.body, v.salt, l.commitment,
       c.id, c.origin, c.file_name, c.made_at, c.made_by, c.reason
from record_version v
join change_set c on c.id = v.change_set
join log_leaf l on l.leaf_index = v.leaf_index
where v.kind = :kind and v.key = :key
order by v.version

-- name: version_range
select leaf_index, kind, key, version, action
from record_version
where leaf_index >= :first_leaf and leaf_index < :end_leaf
order by leaf_index desc

-- name: change_set_next
select coalesce(max(id), 0) + 1 from change_set

-- name: change_set_add
insert into change_set (id, origin, kind, file_name, file_hash, made_at, made_by, reason,
                        first_leaf, leaf_count, undoes)
values (:id, :origin, :kind, :file_name, :file_hash, :made_at, :made_by, :reason,
        :first_leaf, 0, :undoes)

-- name: change_set_finish
update change_set set leaf_count = :leaf_count, file_hash = :file_hash where id = :id

-- name: change_set_mark_undone
update change_set set undone_by = :undone_by where id = :id

-- name: change_set_get
select origin, kind, file_name, made_at, first_leaf, leaf_count, coalesce(undone_by, 0)
from change_set where id = :id

-- name: change_set_list
select id, origin, kind, file_name, made_at, made_by, reason, leaf_count, coalesce(undone_by, 0)
from change_set order by id desc limit :count

-- name: kind_column_list
select kind, field, type from kind_column order by kind, field

-- name: kind_column_add
insert into kind_column (kind, field, type) values (:kind, :field, :type)
