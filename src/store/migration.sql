-- name: migration_table
create table if not exists schema_version (
    version integer not null primary key
) strict;

-- name: migration_current
select coalesce(max(version), 0) from schema_version

-- name: migration_done
insert into schema_version (version) values (:version)
