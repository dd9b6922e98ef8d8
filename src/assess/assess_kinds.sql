-- name: release_reply_texts
select key, text, language from release_reply order by key

-- name: release_corrections_without_reason
select key from release_correction where decision = 'refused' and reason is null order by key

-- name: releases_of_cycle
select release from "release" where cycle = :cycle order by key

-- name: releases_that_changed
select key from record_version where kind = 'release' group by key having count(*) > 1 order by key
