-- There is exactly one run and one programme.
select r.times as runs, p.times as programmes
from (select count(*) as times from run) r
cross join (select count(*) as times from ref_programme) p
where r.times <> 1 or p.times <> 1
