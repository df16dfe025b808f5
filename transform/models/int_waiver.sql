-- int_waiver: the acceptances that hold on the run's day; of several about one
-- finding, the last one.
with ranked as (
    select
        f.programme, f.sample, f.finding, f.by as waived_by, f.reason as waived_reason, f.until as waived_until,
        row_number() over (partition by f.finding order by f.journal_seq desc nulls last) as place
    from fact_waivers f
    join run r on f.until >= r.as_of
)
select programme, sample, finding, waived_by, waived_reason, waived_until
from ranked
where place = 1
