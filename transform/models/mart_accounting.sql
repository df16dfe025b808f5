-- mart_accounting: every file received, once: received is the sum of the rest.
-- A bundle is no file of its own here: its members are, and bundles stand apart.
with states as (
    select 1 as seq, 'accepted' as state union all select 2 as seq, 'refused' as state union all select 3 as seq, 'superseded' as state
    union all select 4 as seq, 'quarantined' as state union all select 5 as seq, 'attached' as state
),
counted as (
    select t.state, count(f.submission) as files
    from states t
    left join fact_files f on t.state = f.state
    group by t.state
)
select r.programme, r.sample, c.state, cast(c.files as integer) as files
from counted c cross join run r
union all
select r.programme, r.sample, 'received' as state, cast(count(f.submission) as integer) as files
from run r
left join fact_files f on f.state <> 'bundle'
group by r.programme, r.sample
union all
select r.programme, r.sample, 'bundle' as state, cast(count(f.submission) as integer) as files
from run r
left join fact_files f on f.state = 'bundle'
group by r.programme, r.sample
