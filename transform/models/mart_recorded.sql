-- mart_recorded: every figure that records give beside the one that was reported,
-- for the elements and periods that the records reach. Where nothing was recorded a
-- reported zero is the same: records of nothing do not exist.
with reached as (
    select element, period, max(seq) as seq from int_recorded group by element, period
),
asked as (
    select c.programme, c.sample, c.period, c.org, c.element, c.value, c.reporter, c.submission, c.sheet, c.cell, r.seq
    from int_cell c
    join reached r on c.element = r.element and c.period = r.period
),
paired as (
    select
        coalesce(a.programme, r.programme) as programme,
        coalesce(a.sample, r.sample) as sample,
        coalesce(a.period, r.period) as period,
        coalesce(a.org, r.org) as org,
        coalesce(a.element, r.element) as element,
        a.value as reported,
        r.value as recorded,
        coalesce(a.reporter, '') as reporter,
        coalesce(a.submission, '') as submission,
        coalesce(a.sheet, '') as sheet,
        coalesce(a.cell, '') as cell,
        coalesce(r.seq, a.seq) as seq
    from asked a
    full join int_recorded r on a.period = r.period and a.org = r.org and a.element = r.element
)
select
    p.programme, p.sample, p.period, p.org, p.element, p.reported, p.recorded,
    try_cast(p.recorded - p.reported as decimal(18, 4)) as difference,
    ratio(p.recorded - p.reported, p.reported) as share,
    case
        when p.recorded is null and p.reported = 0 then 'equal'
        when p.recorded is null then 'not_recorded'
        when p.reported is null then 'not_reported'
        when p.reported = p.recorded then 'equal'
        else 'differs'
    end as state,
    p.reporter, p.submission, p.sheet, p.cell, p.seq
from paired p
where p.reported is not null or p.recorded is not null
